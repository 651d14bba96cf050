//! Bytes become text: which encoding, and what if none.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use derek_study::{Said, say};
use encoding_rs::{
    IBM866, ISO_8859_5, KOI8_R, KOI8_U, UTF_16BE, UTF_16LE, WINDOWS_1251, X_MAC_CYRILLIC,
};

use crate::encoding::{self, Encoding};
use crate::refusal::{self, Refusal};

pub(crate) struct Decoded {
    pub text: String,
    pub encoding: &'static str,
    /// What was assumed of the encoding, to be shown; empty when the file tells it.
    pub assumed: Vec<Said>,
    pub doubts: Vec<Said>,
}

/// The bytes that are looked at to guess an encoding: one part in a thousand
/// of a library is enough, and a long file must not cost a second pass.
const SAMPLE: usize = 1 << 20;

pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, Refusal> {
    decode_as(bytes, None)
}

/// Bytes read in the encoding that somebody said, or in the one they seem to be in.
pub(crate) fn decode_as(bytes: &[u8], said: Option<Encoding>) -> Result<Decoded, Refusal> {
    if let Some(refusal) = known_format(bytes) {
        return Err(refusal);
    }
    if let Some(encoding) = said {
        return Ok(with(encoding, bytes));
    }
    if let Some((encoding, _)) = Encoding::for_mark(bytes) {
        return Ok(with(encoding, bytes));
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if let Some(encoding) =
        Encoding::wide_without_mark(sample).or_else(|| utf_16_without_mark(sample))
    {
        return Ok(with(encoding, bytes));
    }
    if is_mostly_control(bytes) {
        return Err(binary());
    }
    if std::str::from_utf8(bytes).is_ok() || is_nearly_utf_8(bytes) {
        return Ok(with(Encoding::UTF_8, bytes));
    }
    let mut decoded = with(guessed(bytes), bytes);
    decoded.assumed.push(assumed(decoded.encoding));
    Ok(decoded)
}

/// Bits that a letter of Cyrillic words tells on the average are four; of other words
/// read as Cyrillic, eight and more.
const MOST_BITS: f64 = 6.5;

/// The encoding that bytes without any mark are most likely in.
fn guessed(bytes: &[u8]) -> Encoding {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, bytes.len() <= SAMPLE);
    let guess = detector.guess(Some(b"kz"), Utf8Detection::Allow);
    let is_cyrillic = [WINDOWS_1251, KOI8_R, KOI8_U, IBM866, ISO_8859_5, X_MAC_CYRILLIC];
    // Letters that tell one Cyrillic encoding from another may stand anywhere.
    match encoding::cyrillic(bytes) {
        Some((found, bits)) => {
            let high = bytes.iter().filter(|byte| 0x80 <= **byte).count();
            let latin = bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
            match is_cyrillic.contains(&guess) || bits < MOST_BITS && latin < high {
                true => found,
                false => Encoding::of_web(guess),
            }
        }
        None => Encoding::of_web(guess),
    }
}

/// Bytes read in an encoding that is known; what does not fit it becomes a doubt.
pub(crate) fn with(encoding: Encoding, bytes: &[u8]) -> Decoded {
    let (text, lost) = encoding.read(bytes);
    let mut doubts = match lost {
        0 => Vec::new(),
        lost => vec![say!({ lost, encoding = encoding.name() }
            en: "{lost} characters could not be read as {encoding} and are shown as �",
            ru: "символов, которые не читаются как {encoding}: {lost}; вместо них стоит знак �",
            kk: "{lost} таңба {encoding} ретінде оқылмады, орнына � көрсетілді",
        )],
    };
    doubts.extend(letters_lost(&text, lost));
    Decoded { text, encoding: encoding.name(), assumed: Vec::new(), doubts }
}

/// Nothing in the file names its encoding: which was taken, and how to say another.
fn assumed(encoding: &str) -> Said {
    say!({ encoding }
        en: "the file does not name its encoding; it was read as {encoding}. If letters look wrong, give the right one with --encoding",
        ru: "кодировка в файле не указана; он прочитан как {encoding}. Если буквы выглядят неверно, укажите другую ключом --encoding",
        kk: "файлда кодтауы көрсетілмеген; ол {encoding} ретінде оқылды. Әріптері қате көрінсе, дұрысын --encoding кілтімен беріңіз",
    )
}

/// Letters that were lost before the file was saved: no encoding brings them back.
///
/// Asked for: `�` that stands in the file, a question mark between small letters (`аза?стан`),
/// a sign of line drawing inside a word (`исполнен╕е`), and text that was read in a wrong
/// encoding once before (`РўРµРєСЃС‚`, `Òåêñò`).
fn letters_lost(text: &str, unread: usize) -> Vec<Said> {
    let (mut signs, mut letters, mut of_latin, mut twice) = (0usize, 0usize, 0usize, 0usize);
    let mut before = [' ', ' '];
    for c in text.chars() {
        // Most letters of most texts, and nothing that is asked for ends in one of these.
        if c.is_ascii() {
            letters += usize::from(c.is_ascii_alphabetic());
            before = [before[1], c];
            continue;
        }
        let is_letter = ('А'..='я').contains(&c) || c.is_alphabetic();
        let is_lost = matches!(before[1], '?' | '\u{2500}'..='\u{259f}');
        signs += usize::from(is_lost && before[0].is_alphabetic() && c.is_lowercase());
        signs += usize::from(c == '\u{fffd}');
        letters += usize::from(is_letter);
        of_latin += usize::from(('\u{c0}'..='\u{ff}').contains(&c));
        // UTF-8 read as windows-1251 has `Р` or `С` before each letter, and no letter that
        // could follow it; read as windows-1252, `Ð` or `Ñ`.
        let is_lead = matches!(before[1], 'Р' | 'С' | 'Ð' | 'Ñ' | 'Т' | 'У');
        let is_trail = !('А'..='я').contains(&c)
            && (!is_letter
                || matches!(
                    c,
                    'Ђ' | 'Ѓ'
                        | 'ѓ'
                        | 'Љ'
                        | 'Њ'
                        | 'Ќ'
                        | 'Ћ'
                        | 'Џ'
                        | 'ђ'
                        | 'љ'
                        | 'њ'
                        | 'ќ'
                        | 'ћ'
                        | 'џ'
                        | 'ў'
                        | 'Ў'
                        | 'µ'
                        | 'ј'
                        | 'ѕ'
                        | 'є'
                ));
        twice += usize::from(is_lead && is_trail);
        before = [before[1], c];
    }
    let lost = signs.saturating_sub(unread);
    let mut said = Vec::new();
    if 8 <= twice && letters < twice * 5 {
        said.push(say!(
            en: "this text was broken before it was saved: UTF-8 was read in another encoding. Look for an unbroken copy",
            ru: "этот текст испорчен ещё до сохранения: UTF-8 был прочитан в другой кодировке. Найдите неиспорченную копию",
            kk: "бұл мәтін сақталғанға дейін бүлінген: UTF-8 басқа кодтауда оқылған. Бүлінбеген көшірмесін табыңыз",
        ));
    } else if 20 <= letters && letters * 3 < of_latin * 4 {
        said.push(say!(
            en: "this text was broken before it was saved: Cyrillic was read as Latin letters (Òåêñò). Look for an unbroken copy",
            ru: "этот текст испорчен ещё до сохранения: кириллица прочитана как латиница (Òåêñò). Найдите неиспорченную копию",
            kk: "бұл мәтін сақталғанға дейін бүлінген: кириллица латын әріптері болып оқылған (Òåêñò). Бүлінбеген көшірмесін табыңыз",
        ));
    }
    // One question mark may be a slip of the pen.
    if 3 <= lost || text.contains('\u{fffd}') && 0 < lost {
        said.push(say!({ lost }
            en: "letters were lost before this text was saved: signs that stand for lost letters: {lost}. Words with them are read as they stand",
            ru: "в этом тексте буквы потеряны ещё до сохранения: знаков на месте потерянных букв: {lost}. Такие слова читаются как есть",
            kk: "бұл мәтінде әріптер сақталғанға дейін жоғалған: жоғалған әріп орнындағы таңбалар саны — {lost}. Ондай сөздер сол қалпында оқылады",
        ));
    }
    said
}

/// A file format that derek cannot read yet, known by its first bytes.
fn known_format(bytes: &[u8]) -> Option<Refusal> {
    type Format = (&'static [u8], [&'static str; 3]);
    const FORMATS: &[Format] = &[
        (b"\x89PNG", ["an image (PNG)", "изображение (PNG)", "кескін (PNG)"]),
        (b"\xff\xd8\xff", ["an image (JPEG)", "изображение (JPEG)", "кескін (JPEG)"]),
        (
            b"MIME-Version:",
            [
                "a web page saved as one file (.mht)",
                "веб-страница, сохранённая одним файлом (.mht)",
                "бір файл болып сақталған веб-бет (.mht)",
            ],
        ),
        (b"\x1f\x8b", ["a gzip archive", "архив gzip", "gzip мұрағаты"]),
    ];
    let (_, [en, ru, kk]) = FORMATS.iter().find(|(signature, _)| bytes.starts_with(signature))?;
    let format = Said::new(*en, *ru, *kk);
    Some(match bytes.first() {
        Some(0x89 | 0xff) => refusal::image(format),
        _ => refusal::unread(format),
    })
}

fn binary() -> Refusal {
    Refusal {
        said: say!(en: "this is not a text: most of it is control characters", ru: "это не текст: в нём в основном управляющие символы", kk: "бұл мәтін емес: оның көбі басқару таңбалары"),
        help: say!(en: "give a text file; if it is a document, save it as plain text first", ru: "дайте текстовый файл; документ сначала сохраните как обычный текст", kk: "мәтіндік файл беріңіз; құжатты алдымен жай мәтін ретінде сақтаңыз"),
    }
}

/// More than a tenth of the sample is control characters other than white space.
fn is_mostly_control(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let control = sample
        .iter()
        .filter(|byte| **byte < 0x20 && !byte.is_ascii_whitespace() || **byte == 0x7f)
        .count();
    sample.len() < control * 10
}

/// Every other byte is (nearly) always zero or the Cyrillic block's: UTF-16 without its mark.
fn utf_16_without_mark(sample: &[u8]) -> Option<Encoding> {
    let (pairs, _) = sample.as_chunks::<2>();
    let is_high = |byte: u8| matches!(byte, 0 | 4 | 6);
    let high =
        |at: usize| pairs.iter().filter(|pair| is_high(pair[at])).count() * 10 >= pairs.len() * 9;
    let plain = |at: usize| pairs.iter().filter(|pair| is_high(pair[at])).count() * 2 < pairs.len();
    // In a text of any length white space alone shows the zeros.
    let has_control = sample.iter().any(|byte| *byte < 0x09);
    if pairs.len() < 4 || !has_control {
        return None;
    }
    match (high(0), high(1)) {
        (false, true) if plain(0) => Some(Encoding::of_web(UTF_16LE)),
        (true, false) if plain(1) => Some(Encoding::of_web(UTF_16BE)),
        _ => None,
    }
}

/// UTF-8 with a few broken places: less than one byte in five hundred, and some letters right.
fn is_nearly_utf_8(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let (mut broken, mut many_byte) = (0usize, 0usize);
    for chunk in sample.utf8_chunks() {
        broken += chunk.invalid().len();
        many_byte += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
    }
    broken * 500 < sample.len() && broken < many_byte
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const SENTENCE: &str = "Съезд киргизов состоялся в Оренбурге в декабре 1917 года, и на нём было образовано правительство.";

    fn check(bytes: &[u8], encoding: &str, text: &str) {
        let decoded = decode(bytes).unwrap();
        assert_eq!((decoded.encoding, decoded.text.as_str()), (encoding, text));
    }

    #[test]
    fn the_encodings_of_the_region() {
        check(SENTENCE.as_bytes(), "UTF-8", SENTENCE);
        check(&encoding_rs::WINDOWS_1251.encode(SENTENCE).0, "windows-1251", SENTENCE);
        check(&encoding_rs::KOI8_R.encode(SENTENCE).0, "KOI8-R", SENTENCE);
    }

    #[test]
    fn utf_16_with_and_without_its_mark() {
        let little: Vec<u8> = SENTENCE.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = SENTENCE.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&little, "UTF-16LE", SENTENCE);
        check(&big, "UTF-16BE", SENTENCE);
        check(&[&[0xff, 0xfe], little.as_slice()].concat(), "UTF-16LE", SENTENCE);
    }

    #[test]
    fn unpaired_surrogates_are_told() {
        let bytes = [0xff, 0xfe, b'a', 0, 0x00, 0xd8, b'b', 0];
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.text, "a\u{fffd}b");
        assert_eq!(decoded.doubts.len(), 1);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(decode(b"\xff\xd8\xff\xe0").is_err());
        assert!(decode(&[0; 1000]).is_err());
        assert!(decode(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\x01\0\0\0").is_err());
    }

    #[test]
    fn nothing_is_a_text() {
        check(b"", "UTF-8", "");
    }

    #[test]
    fn a_broken_byte_does_not_change_the_encoding() {
        let mut bytes = SENTENCE.repeat(20).into_bytes();
        bytes.insert(40, 0xff);
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.encoding, "UTF-8");
        assert_eq!(decoded.doubts.len(), 1);
    }

    #[test]
    fn utf_32_with_and_without_its_mark() {
        let little: Vec<u8> = SENTENCE.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        let big: Vec<u8> = SENTENCE.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
        check(&little, "UTF-32LE", SENTENCE);
        check(&big, "UTF-32BE", SENTENCE);
        check(&[&[0xff, 0xfe, 0, 0], little.as_slice()].concat(), "UTF-32LE", SENTENCE);
        check(&[&[0, 0, 0xfe, 0xff], big.as_slice()].concat(), "UTF-32BE", SENTENCE);
    }

    /// Bytes of some words in an encoding of one byte a letter.
    fn written(words: &str, encoding: Encoding) -> Vec<u8> {
        let bytes: Vec<u8> = (0..=255).collect();
        let letters: Vec<char> = encoding.read(&bytes).0.chars().collect();
        let byte = |c: char| letters.iter().position(|letter| *letter == c);
        words.chars().filter_map(byte).filter_map(|byte| u8::try_from(byte).ok()).collect()
    }

    #[test]
    fn kazakh_letters_in_either_encoding() {
        let words =
            "Алаш Орда үкіметі 1917 жылғы желтоқсанда құрылды, оны Әлихан Бөкейханов басқарды.";
        for (name, label) in [("kz1048", "KZ-1048"), ("ptcp154", "PTCP154")] {
            let bytes = written(words, Encoding::named(name).unwrap());
            check(&bytes, label, words);
            assert_eq!(decode(&bytes).unwrap().assumed.len(), 1, "what was assumed is said");
        }
        let said = decode_as(&written(words, Encoding::KZ_1048), Encoding::named("kz-1048"));
        assert_eq!(said.unwrap().assumed, []);
    }

    #[test]
    fn ukrainian_is_not_taken_for_kazakh() {
        let words = "У засіданні сейму у Варшаві кандидатуру Караїмовича на гетьманство було одностайно схвалено, а козацький реєстр зменшено.";
        check(&encoding_rs::WINDOWS_1251.encode(words).0, "windows-1251", words);
        check(&encoding_rs::KOI8_U.encode(words).0, "KOI8-U", words);
    }

    #[test]
    fn other_alphabets() {
        let french = "Le congrès s’est réuni à Orenbourg en décembre 1917, et l’autonomie y fut déclarée à l’unanimité des délégués présents.";
        check(&encoding_rs::WINDOWS_1252.encode(french).0, "windows-1252", french);
        let arabic = "في شهر كانون الأول من عام ١٩١٧ انعقد المؤتمر الثاني وأعلن الحكم الذاتي"
            .replace(|c: char| ('٠'..='٩').contains(&c), "1");
        check(&encoding_rs::WINDOWS_1256.encode(&arabic).0, "windows-1256", &arabic);
    }

    fn lost(words: &str) -> usize {
        letters_lost(words, 0).len()
    }

    #[test]
    fn letters_that_were_lost_before_are_told() {
        assert_eq!(
            lost("?аза?стан ал?аш рет осындай жиын ?ткізді, ?азақтар ж?мыс істеді, т?ра"),
            1
        );
        assert_eq!(lost("исполнен╕е повел╕н╕я"), 1);
        assert_eq!(lost("a\u{fffd}b"), 1);
        assert_eq!(lost("РЎСЉРµР·Рґ РєРёСЂРіРёР·РѕРІ СЃРѕСЃС‚РѕСЏР»СЃСЏ РІ РћСЂРµРЅР±СѓСЂРіРµ"), 1);
        assert_eq!(lost("Ñúåçä êèðãèçîâ ñîñòîÿëñÿ â Îðåíáóðãå"), 1);
        assert_eq!(lost(SENTENCE), 0);
        assert_eq!(lost("Кто?что? Где? Когда?»"), 0);
        assert_eq!(lost("Être ou ne pas être à la fête"), 0);
        assert_eq!(lost("РСФСР, СССР, УССР: Россия и Сибирь; Рабкрин"), 0);
    }

    /// Share of pieces of so many characters whose letters are all read right.
    fn right(text: &str, encoding: Encoding, length: usize) -> f64 {
        let words: Vec<&str> = text.split_whitespace().collect();
        let (mut right, mut tried) = (0.0, 0.0);
        for start in (0..words.len()).step_by(97) {
            let mut piece = String::new();
            for word in &words[start..] {
                if length <= piece.chars().count() {
                    break;
                }
                piece.push_str(word);
                piece.push(' ');
            }
            let bytes = written(&piece, encoding);
            let high = bytes.iter().filter(|byte| 0x80 <= **byte).count();
            if piece.chars().count() < length || high * 2 < length {
                continue;
            }
            tried += 1.0;
            let expected = encoding.read(&bytes).0;
            right += f64::from(u8::from(decode(&bytes).is_ok_and(|it| it.text == expected)));
        }
        assert!(30.0 <= tried, "only {tried} pieces");
        right / tried
    }

    /// On texts that the table of letters was not made from: UD_Russian-GSD and UD_Kazakh-KTB.
    #[test]
    #[expect(
        clippy::disallowed_methods,
        clippy::disallowed_macros,
        reason = "it reads public data"
    )]
    fn encodings_are_told_apart() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = folder.join("../../../shared/data/text/search");
        let text = |name: &str| {
            let lines = std::fs::read_to_string(folder.join(name)).ok()?;
            let sentences = lines.lines().filter_map(|line| line.strip_prefix("# text = "));
            Some(sentences.collect::<Vec<_>>().join(" "))
        };
        let (Some(russian), Some(kazakh)) = (text("ru_gsd-dev.conllu"), text("kk_ktb.conllu"))
        else {
            eprintln!("skipped: {} is not there", folder.display());
            return;
        };
        let asian = ["kz1048", "ptcp154"];
        let all = ["cp1251", "cp866", "koi8-r", "iso-8859-5", "x-mac-cyrillic"];
        let of = |names: &[&'static str], text| names.iter().map(|name| (*name, text)).collect();
        let mut tried: Vec<(&str, &str)> = of(&all, russian.as_str());
        tried.extend(of(&asian, russian.as_str()));
        tried.extend(of(&asian, kazakh.as_str()));
        for (name, text) in tried {
            let encoding = Encoding::named(name).unwrap();
            for (length, bar) in [(40, 0.97), (150, 0.99)] {
                let share = right(text, encoding, length);
                eprintln!("{name}, {length} characters: {:.1} %", share * 100.0);
                assert!(bar <= share, "{name}, {length} characters: {share}");
            }
        }
    }
}
