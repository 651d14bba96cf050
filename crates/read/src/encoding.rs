//! The encodings a text may be in, and how they are told apart by their letters.

use encoding_rs::{Encoding as Web, UTF_8};

/// An encoding that a text is in, or is said to be in.
///
/// ```
/// let encoding = derek_read::Encoding::named("cp1251").map(|it| it.name());
/// assert_eq!(encoding, Some("windows-1251"));
/// assert_eq!(derek_read::Encoding::named("strk1048").map(|it| it.name()), Some("KZ-1048"));
/// assert!(derek_read::Encoding::named("no such").is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding(How);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// One of the WHATWG's Encoding Standard.
    Web(&'static Web),
    /// One byte a letter: the name, and the upper 128 of its letters.
    Letters(&'static str, &'static str),
    /// UTF-32.
    Wide(Order),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    LowFirst,
    HighFirst,
}

/// KZ-1048, the standard of Kazakhstan СТ РК 1048-2002: the IANA registry's *KZ-1048*, and
/// `VENDORS/MISC/KZ1048.TXT` of the Unicode Consortium.
const KZ_1048: &str = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊҚҺЏђ‘’“”•–—\u{fffd}™љ›њқһџ\
     \u{a0}ҰұӘ¤Ө¦§Ё©Ғ«¬\u{ad}®Ү°±Ііөµ¶·ё№ғ»әҢңү\
     АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ\
     абвгдежзийклмнопрстуфхцчшщъыьэюя";

/// PTCP154, ParaType's Asian Cyrillic of Windows: the IANA registry's *PTCP154* of 1998.
const PTCP154: &str = "ҖҒӮғ„…ҶҮҲүҠӢҢҚҺҸҗ‘’“”•–—ҳҷҡӣңқһҹ\
     \u{a0}ЎўЈӨҘҰ§Ё©Ә«¬ӯ®Ҝ°ұІіҙө¶·ё№ә»јҪҫҝ\
     АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ\
     абвгдежзийклмнопрстуфхцчшщъыьэюя";

impl Encoding {
    pub(crate) const KZ_1048: Encoding = Encoding(How::Letters("KZ-1048", KZ_1048));
    pub(crate) const PTCP154: Encoding = Encoding(How::Letters("PTCP154", PTCP154));
    pub(crate) const UTF_8: Encoding = Encoding(How::Web(UTF_8));

    /// The encoding of a name, as programs and standards write it: `cp1251`, `KOI8-R`, `kz1048`.
    ///
    /// `None` when no encoding is called so, or derek does not read it.
    pub fn named(name: &str) -> Option<Encoding> {
        let plain: String =
            name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        Some(match plain.as_str() {
            "kz1048" | "strk1048" | "rk1048" | "strk10482002" => Encoding::KZ_1048,
            "ptcp154" | "csptcp154" | "pt154" | "cp154" | "cyrillicasian" => Encoding::PTCP154,
            "utf32le" | "utf32" => Encoding(How::Wide(Order::LowFirst)),
            "utf32be" => Encoding(How::Wide(Order::HighFirst)),
            "macintosh" | "macroman" => Encoding(How::Web(encoding_rs::MACINTOSH)),
            "maccyrillic" | "xmaccyrillic" | "macukrainian" => {
                Encoding(How::Web(encoding_rs::X_MAC_CYRILLIC))
            }
            _ => {
                let digits = plain.trim_start_matches(|c: char| c.is_ascii_alphabetic());
                let of_windows = format!("windows-{digits}");
                let of_dos = format!("ibm{digits}");
                let is_page = matches!(plain.strip_suffix(digits), Some("cp" | "win" | "windows"));
                let labels = [name.trim(), &of_windows, &of_dos];
                let known = if is_page { &labels[..] } else { &labels[..1] };
                let found = known.iter().find_map(|label| Web::for_label(label.as_bytes()))?;
                if found == encoding_rs::REPLACEMENT {
                    return None;
                }
                Encoding(How::Web(found))
            }
        })
    }

    /// Names to offer: those that texts of the region come in.
    pub const NAMES: &[&str] = &[
        "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "windows-1251", "KZ-1048",
        "PTCP154", "KOI8-R", "KOI8-U", "IBM866", "ISO-8859-5", "x-mac-cyrillic", "windows-1252",
        "windows-1254", "windows-1256", "ISO-8859-6",
    ];

    pub(crate) const fn of_web(encoding: &'static Web) -> Encoding {
        Encoding(How::Web(encoding))
    }

    /// By the mark that a file begins with, and the mark's length.
    pub(crate) fn for_mark(bytes: &[u8]) -> Option<(Encoding, usize)> {
        match bytes {
            [0xff, 0xfe, 0, 0, ..] => Some((Encoding(How::Wide(Order::LowFirst)), 4)),
            [0, 0, 0xfe, 0xff, ..] => Some((Encoding(How::Wide(Order::HighFirst)), 4)),
            _ => Web::for_bom(bytes).map(|(encoding, length)| (Encoding::of_web(encoding), length)),
        }
    }

    /// UTF-32 without its mark: every four bytes are the number of some character.
    pub(crate) fn wide_without_mark(sample: &[u8]) -> Option<Encoding> {
        let (words, _) = sample.as_chunks::<4>();
        let is = |order: Order| {
            words.iter().all(|word| order.letter(*word).is_some_and(|letter| letter != '\0'))
        };
        let orders = [Order::LowFirst, Order::HighFirst];
        let order = orders.into_iter().find(|order| 4 <= words.len() && is(*order))?;
        Some(Encoding(How::Wide(order)))
    }

    /// Its name, by the IANA registry or the WHATWG: `UTF-8`, `windows-1251`, `KZ-1048`.
    pub fn name(self) -> &'static str {
        match self.0 {
            How::Web(encoding) => encoding.name(),
            How::Letters(name, _) => name,
            How::Wide(Order::LowFirst) => "UTF-32LE",
            How::Wide(Order::HighFirst) => "UTF-32BE",
        }
    }

    /// The words of some bytes, without the mark they begin with; what does not fit
    /// becomes `\u{fffd}`, and how often that was.
    pub(crate) fn read(self, bytes: &[u8]) -> (String, usize) {
        let after = match Encoding::for_mark(bytes) {
            Some((encoding, length)) if encoding == self => bytes.get(length..).unwrap_or_default(),
            _ => bytes,
        };
        match self.0 {
            How::Web(encoding) => {
                let (text, is_broken) = encoding.decode_without_bom_handling(after);
                // What is written as a lost letter was lost before this was saved.
                let written = match is_broken && encoding == UTF_8 {
                    true => after.windows(3).filter(|it| *it == b"\xef\xbf\xbd").count(),
                    false => 0,
                };
                let lost = match is_broken {
                    true => text.matches('\u{fffd}').count().saturating_sub(written),
                    false => 0,
                };
                (text.into_owned(), lost)
            }
            How::Letters(_, upper) => {
                let upper: Vec<char> = upper.chars().collect();
                let letter = |byte: &u8| match byte.checked_sub(0x80) {
                    Some(at) => upper.get(usize::from(at)).copied().unwrap_or('\u{fffd}'),
                    None => char::from(*byte),
                };
                let text: String = after.iter().map(letter).collect();
                let lost = text.matches('\u{fffd}').count();
                (text, lost)
            }
            How::Wide(order) => {
                let (words, rest) = after.as_chunks::<4>();
                let mut lost = usize::from(!rest.is_empty());
                let mut text = String::with_capacity(after.len() / 2);
                for word in words {
                    let letter = order.letter(*word);
                    lost += usize::from(letter.is_none());
                    text.push(letter.unwrap_or('\u{fffd}'));
                }
                (text, lost)
            }
        }
    }

    /// The letters of its upper half, when it has one byte a letter.
    fn upper(self) -> Vec<char> {
        let bytes: Vec<u8> = (0x80..=0xff).collect();
        self.read(&bytes).0.chars().collect()
    }
}

impl Order {
    fn letter(self, word: [u8; 4]) -> Option<char> {
        char::from_u32(match self {
            Order::LowFirst => u32::from_le_bytes(word),
            Order::HighFirst => u32::from_be_bytes(word),
        })
    }
}

/// Bits that each letter tells after another, one hexadecimal digit each, under the line
/// that names the letters. Written by `cargo xtask train-letters` from: the Universal
/// Declaration of Human Rights in Russian, Kazakh, Ukrainian, Belarusian, Bulgarian,
/// Macedonian, Serbian, Kirghiz, Tatar, Tajik and Uzbek (the Unicode Consortium's
/// collection); factRuEval-2016 (MIT) with the Russian one; the first half of KazNERD's
/// validation part (CC BY 4.0) with the Kazakh one.
const LETTERS: &str = include_str!("letters.txt");

/// What a letter of another alphabet costs, in bits: more than any pair that is written.
const STRANGE: u32 = 18;
/// A small letter before a capital, inside one word.
const CAPITAL_INSIDE: u32 = 10;
/// A sign that texts have (quotation marks, dashes), where such signs stand; the same
/// where they do not; and any other sign.
const USUAL: u32 = 4;
const MISPLACED: u32 = 12;
const UNUSUAL: u32 = 14;

/// How well bytes read as Cyrillic words, by the letters of three groups of languages:
/// those of Kazakhstan and around it, those of eastern Slavs, those of southern Slavs.
struct Plausible {
    letters: Vec<char>,
    groups: Vec<Vec<u32>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter {
        at: usize,
        is_capital: bool,
    },
    Latin,
    Space,
    /// A space that does not end a line.
    Bound,
    /// Marks that open and close, and those that stand between.
    Open,
    Close,
    Between,
    Unusual,
}

impl Plausible {
    fn new() -> Plausible {
        let (letters, tables) = LETTERS.split_once('\n').unwrap_or_default();
        let digits = |table: &str| table.chars().filter_map(|digit| digit.to_digit(16)).collect();
        let groups = tables.split("\n\n").map(digits).collect();
        Plausible { letters: letters.chars().collect(), groups }
    }

    fn class(&self, c: char) -> Class {
        let small = c.to_lowercase().next().unwrap_or(c);
        match self.letters.iter().position(|letter| *letter == small) {
            Some(0) => Class::Space,
            Some(at) => Class::Letter { at, is_capital: small != c },
            None if c.is_ascii_alphabetic() => Class::Latin,
            None if c.is_ascii() => Class::Space,
            None => match c {
                '\u{a0}' => Class::Bound,
                '«' | '“' | '„' | '‘' => Class::Open,
                '»' | '”' | '’' | '…' => Class::Close,
                '–' | '—' | '№' | '§' | '°' | '•' | '·' | '\u{ad}' => Class::Between,
                _ => Class::Unusual,
            },
        }
    }

    /// Bits of one thing after another; what is read alike in every encoding has none.
    fn cost(&self, group: &[u32], first: Class, second: Class) -> u32 {
        use Class::{Between, Bound, Close, Latin, Letter, Open, Space, Unusual};
        let pair =
            |a: usize, b: usize| group.get(a * self.letters.len() + b).copied().unwrap_or(STRANGE);
        let sign = match (first, second) {
            (_, Unusual) => UNUSUAL,
            (Space | Bound, Bound) | (Bound, Space) | (Space | Bound, Close) => MISPLACED,
            (Open, Space | Bound) | (Letter { .. }, Open) => MISPLACED,
            (Open, Letter { is_capital: false, .. }) => USUAL,
            (Close, Letter { .. }) | (Between, Letter { is_capital: false, .. }) => MISPLACED,
            (_, Bound | Open | Close | Between) => USUAL,
            _ => 0,
        };
        let letters = match (first, second) {
            (Letter { at: a, is_capital: from }, Letter { at: b, is_capital: to }) => {
                pair(a, b) + if to && !from { CAPITAL_INSIDE } else { 0 }
            }
            (Letter { .. }, Latin) | (Latin, Letter { .. }) => STRANGE,
            (Letter { at, .. }, _) => pair(at, 0),
            (_, Letter { at, .. }) => pair(0, at),
            _ => 0,
        };
        sign + letters
    }
}

/// Those that are told apart; of two that read alike, the one that stands first is meant.
const CYRILLIC: [Encoding; 8] = [
    Encoding::of_web(encoding_rs::WINDOWS_1251),
    Encoding::of_web(encoding_rs::KOI8_R),
    Encoding::of_web(encoding_rs::KOI8_U),
    Encoding::of_web(encoding_rs::IBM866),
    Encoding::of_web(encoding_rs::ISO_8859_5),
    Encoding::of_web(encoding_rs::X_MAC_CYRILLIC),
    Encoding::KZ_1048,
    Encoding::PTCP154,
];

/// The encoding of Cyrillic in which bytes read best, with the bits that each of its
/// letters tells on the average; `None` when no byte is above 127.
pub(crate) fn cyrillic(bytes: &[u8]) -> Option<(Encoding, f64)> {
    let mut seen = vec![0u32; 1 << 16];
    let mut last = b' ';
    for byte in bytes.iter().copied().chain([b' ']) {
        if 0x80 <= byte || 0x80 <= last {
            let count = &mut seen[usize::from(last) << 8 | usize::from(byte)];
            *count = count.saturating_add(1);
        }
        last = byte;
    }
    let seen: Vec<(usize, u64)> =
        (0..).zip(seen.into_iter().map(u64::from)).filter(|(_, count)| *count != 0).collect();
    let high = bytes.iter().filter(|byte| 0x80 <= **byte).count();
    let plausible = Plausible::new();
    let mut best: Option<(Encoding, u64)> = None;
    for encoding in CYRILLIC.into_iter().filter(|_| 0 < high) {
        let upper = encoding.upper();
        let letter = |byte: u8| match byte.checked_sub(0x80) {
            Some(at) => upper.get(usize::from(at)).copied().unwrap_or('\u{fffd}'),
            None => char::from(byte),
        };
        let classes: Vec<Class> = (0..=255).map(|byte| plausible.class(letter(byte))).collect();
        let bits_in = |group: &Vec<u32>| -> u64 {
            let cost = |(pair, count): &(usize, u64)| {
                u64::from(plausible.cost(group, classes[pair >> 8], classes[pair & 0xff])) * count
            };
            seen.iter().map(cost).sum()
        };
        let mut bits = plausible.groups.iter().map(bits_in).min().unwrap_or(0);
        // Every language that these two are for has `ы` in every line; Ukrainian, which
        // shares `і` with Kazakh, has none.
        let is_asian = encoding == Encoding::KZ_1048 || encoding == Encoding::PTCP154;
        let has = |bytes: [u8; 2]| seen.iter().any(|(pair, _)| bytes.contains(&(*pair as u8)));
        if is_asian && 60 <= high && has([0xb2, 0xb3]) && !has([0xdb, 0xfb]) {
            bits += 100;
        }
        if best.is_none_or(|(_, least)| bits < least) {
            best = Some((encoding, bits));
        }
    }
    let (encoding, bits) = best?;
    Some((encoding, bits as f64 / high as f64))
}
