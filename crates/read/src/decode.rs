//! Bytes become text: which encoding, and what if none.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use derek_study::{Said, say};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::refusal::{self, Refusal};

pub(crate) struct Decoded {
    pub text: String,
    pub encoding: &'static str,
    pub doubts: Vec<Said>,
}

/// The bytes that are looked at to guess an encoding: one part in a thousand
/// of a library is enough, and a long file must not cost a second pass.
const SAMPLE: usize = 1 << 20;

pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, Refusal> {
    if let Some(refusal) = known_format(bytes) {
        return Err(refusal);
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(with(encoding, bytes));
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return Ok(with(encoding, bytes));
    }
    if is_mostly_control(bytes) {
        return Err(binary());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded { text: text.to_owned(), encoding: "UTF-8", doubts: Vec::new() });
    }
    if is_nearly_utf_8(bytes) {
        return Ok(with(UTF_8, bytes));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(SAMPLE)], bytes.len() <= SAMPLE);
    Ok(with(detector.guess(Some(b"kz"), Utf8Detection::Allow), bytes))
}

/// Bytes read in an encoding that is known; what does not fit it becomes a doubt.
pub(crate) fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, encoding, _) = encoding.decode(bytes);
    let lost = text.matches('\u{fffd}').count();
    let doubts = match lost {
        0 => Vec::new(),
        lost => vec![say!({ lost, encoding = encoding.name() }
            en: "{lost} characters could not be read as {encoding} and are shown as �",
            ru: "символов, которые не читаются как {encoding}: {lost}; вместо них стоит знак �",
            kk: "{lost} таңба {encoding} ретінде оқылмады, орнына � көрсетілді",
        )],
    };
    Decoded { text: text.into_owned(), encoding: encoding.name(), doubts }
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
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
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
        (false, true) if plain(0) => Some(UTF_16LE),
        (true, false) if plain(1) => Some(UTF_16BE),
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
        check(&encoding_rs::KOI8_R.encode(SENTENCE).0, "KOI8-U", SENTENCE);
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
}
