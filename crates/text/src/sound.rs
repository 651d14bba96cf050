//! Any script folded to one alphabet of sounds, with the way back.
//!
//! A *sound* stands for a letter whose reading is known as far as the letter
//! tells it: Russian *б* and English *b* are one sound, Arabic *و* is a sound of
//! its own, because it may be read *v*, *u* or *o*. What sounds answer to each
//! other between spellings is learned, see [`crate::weights`].
//!
//! Sources of the letters: the alphabets as their users print them, Russian of
//! 1918 and before; Kazakh Cyrillic of 1940, Latin of 1929, 2018 and 2021, Arabic
//! script of Baitursynov's reform (1912, 1924) as China's Kazakhs write it
//! today; Arabic and Persian.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

/// The alphabet of sounds, each shown by one character.
///
/// The last is no sound: it stands before and after a word, because letters
/// there are written in their own ways.
pub const ALPHABET: [char; 56] = [
    'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's',
    't', 'u', 'v', 'w', 'x', 'y', 'z', 'ж', 'ч', 'ш', 'щ', 'ц', 'х', 'ю', 'я', 'ы', 'э', 'ё', 'й',
    'ғ', 'ң', 'ө', 'ұ', 'ү', 'ә', 'і', 'ç', 'ا', 'ث', 'ج', 'ح', 'ه', 'ع', 'و', 'ي', 'ء', '^',
];

/// How many letters of one word are compared; of a longer word nothing is said.
pub const LONGEST_WORD: usize = 64;

/// What stands before and after a word.
pub(crate) const EDGE: u8 = of('^');

/// The sounds of a text, each with the bytes it came from.
///
/// What is no letter of a known script has no sound: spaces, digits, signs,
/// Chinese characters. Hard and soft signs, vowel points and apostrophes are
/// taken with the letter before them.
///
/// ```
/// use derek_text::Sounds;
/// let sounds = Sounds::of("Бөкейхан");
/// assert_eq!(sounds.to_string(), "bөkeйхan");
/// assert_eq!(sounds.origin(1..3), Some(2..6));
/// assert_eq!(Sounds::of("ٴاليحان").to_string(), "әliхәn");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sounds {
    letters: Vec<u8>,
    origin: Vec<Range<u32>>,
    unvowelled: bool,
    /// Whether accents are those of the Kazakh alphabet of 2018.
    acute: bool,
}

impl Sounds {
    /// Folds a text.
    ///
    /// Letters of another script that look alike are read as the script of the
    /// word's majority: a Cyrillic *а* in a Latin word is an *a*. Bytes past
    /// four thousand million are left out.
    pub fn of(text: &str) -> Sounds {
        let mut sounds = Sounds {
            letters: Vec::with_capacity(text.len()),
            origin: Vec::with_capacity(text.len()),
            unvowelled: false,
            acute: false,
        };
        if text.is_ascii() {
            for (at, byte) in text.bytes().enumerate() {
                if byte.is_ascii_alphabetic() {
                    sounds.push(byte.to_ascii_lowercase() - b'a', at, at + 1);
                }
            }
            return sounds;
        }
        let arabic = Arabic::of(text);
        sounds.acute = is_kazakh_of_2018(text);
        let mut start = 0;
        for word in text.split_inclusive(|c: char| c.is_whitespace() || c == '-') {
            sounds.word(word, start, arabic);
            start += word.len();
        }
        sounds
    }

    /// The sounds of some bytes of a text, read as the whole text's script is; ranges count
    /// bytes of the whole.
    pub(crate) fn within(text: &str, range: Range<usize>) -> Sounds {
        let mut sounds = Sounds::default();
        let Some(word) = text.get(range.clone()) else { return sounds };
        let arabic = if text.is_ascii() { Arabic::None } else { Arabic::of(text) };
        sounds.acute = !text.is_ascii() && is_kazakh_of_2018(text);
        let mut start = range.start;
        for word in word.split_inclusive(|c: char| c.is_whitespace() || c == '-') {
            sounds.word(word, start, arabic);
            start += word.len();
        }
        sounds
    }

    /// Leaves the first sounds, so many.
    pub(crate) fn cut(&mut self, length: usize) {
        self.letters.truncate(length);
        self.origin.truncate(length);
    }

    /// Sounds of which the text is not at hand.
    pub(crate) fn bare(letters: &[u8], unvowelled: bool) -> Sounds {
        Sounds { letters: letters.to_vec(), unvowelled, ..Sounds::default() }
    }

    /// Takes in the sounds that follow in the same text.
    pub(crate) fn append(&mut self, other: &Sounds) {
        self.letters.extend_from_slice(&other.letters);
        self.origin.extend_from_slice(&other.origin);
        self.unvowelled |= other.unvowelled;
    }

    /// The sounds, as positions in [`ALPHABET`].
    pub fn letters(&self) -> &[u8] {
        &self.letters
    }

    /// How many sounds there are.
    pub fn len(&self) -> usize {
        self.letters.len()
    }

    /// Whether no letter of a known script was found.
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// Whether the script leaves short vowels out, as Arabic and Persian do.
    pub fn is_unvowelled(&self) -> bool {
        self.unvowelled
    }

    /// The bytes of the original that some sounds came from; `None` when there are no such sounds.
    pub fn origin(&self, sounds: Range<usize>) -> Option<Range<usize>> {
        let of = self.origin.get(sounds)?;
        Some(of.first()?.start as usize..of.last()?.end as usize)
    }

    /// How each sound may be read, in plain Latin letters: more than one where
    /// the script does not say; an empty reading where it may be silent.
    ///
    /// ```
    /// use derek_text::Sounds;
    /// let readings: Vec<&[&str]> = Sounds::of("نور").readings().collect();
    /// assert_eq!(readings, [&["n"][..], &["u", "v", "o", "w"], &["r"]]);
    /// ```
    pub fn readings(&self) -> impl Iterator<Item = &'static [&'static str]> {
        self.letters.iter().map(|letter| readings(*letter))
    }

    fn push(&mut self, letter: u8, start: usize, end: usize) {
        let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(end)) else { return };
        self.letters.push(letter);
        self.origin.push(start..end);
    }

    fn word(&mut self, word: &str, start: usize, arabic: Arabic) {
        let mixed = mixed(word);
        let front = arabic == Arabic::Kazakh && word.contains(FRONT_SIGNS);
        let hamza = arabic == Arabic::Kazakh
            && (word.contains(['ٴ', '\u{675}', '\u{676}', '\u{677}', '\u{678}'])
                || word.starts_with('ء'));
        let first = self.letters.len();
        let mut last = None;
        for (at, c) in word.char_indices() {
            let (start, end) = (start + at, start + at + c.len_utf8());
            let c = match mixed {
                Some(script) => look_alike(c, script),
                None => c,
            };
            let known = match self.acute {
                true => acute_letter(c).map(Known::Sound),
                false => None,
            };
            let known = known.or_else(|| letter(c)).or_else(|| lower_letter(c));
            let known = match known {
                Some(known) => known,
                None if is_mark(c) => {
                    self.mark(last, c, end, first);
                    continue;
                }
                None => {
                    last = None;
                    for c in std::iter::once(c).nfkd() {
                        if let Some(Known::Sound(letter)) = letter(c).or_else(|| lower_letter(c)) {
                            self.arabic(letter, c, start, end, arabic, front, hamza, first);
                            last = Some(c);
                        }
                    }
                    continue;
                }
            };
            last = Some(c);
            match known {
                Known::Sound(letter) if 'ء' <= c => {
                    self.arabic(letter, c, start, end, arabic, front, hamza, first);
                }
                Known::Sound(letter) => self.push(letter, start, end),
                Known::Two(one, other) => {
                    self.push(one, start, end);
                    self.push(other, start, end);
                }
                Known::Silent if first < self.letters.len() => {
                    if let (Some(range), Ok(end)) = (self.origin.last_mut(), u32::try_from(end)) {
                        range.end = end;
                    }
                }
                Known::Silent => {}
            }
        }
    }

    /// A mark belongs to the letter before it and may make another letter of it.
    fn mark(&mut self, last: Option<char>, mark: char, end: usize, first: usize) {
        if self.letters.len() <= first {
            return;
        }
        if let (Some(range), Ok(end)) = (self.origin.last_mut(), u32::try_from(end)) {
            range.end = end;
        }
        let whole = last
            .and_then(|base| base.to_lowercase().next())
            .and_then(|base| compose(base, mark))
            .and_then(letter);
        if let (Some(Known::Sound(letter)), Some(sound)) = (whole, self.letters.last_mut()) {
            *sound = letter;
        }
    }

    #[expect(clippy::too_many_arguments, reason = "what a letter of this script depends on")]
    fn arabic(
        &mut self,
        sound: u8,
        c: char,
        start: usize,
        end: usize,
        arabic: Arabic,
        front: bool,
        hamza: bool,
        first: usize,
    ) {
        let sound = match arabic {
            Arabic::None => sound,
            Arabic::Unvowelled => {
                self.unvowelled = true;
                sound
            }
            Arabic::Kazakh => match c {
                'ء' | 'ٴ' if self.letters.len() == first => return,
                'ا' | 'أ' | 'آ' | 'إ' if hamza => of('ә'),
                'ا' | 'أ' | 'آ' | 'إ' => of('a'),
                'و' if hamza => of('ө'),
                'و' => of('o'),
                'ۇ' if hamza => of('ү'),
                'ى' if hamza || front => of('і'),
                'ى' => of('ы'),
                'ي' | 'ی' => of('i'),
                'ع' => of('ғ'),
                'ح' => of('х'),
                _ => sound,
            },
        };
        self.push(sound, start, end);
    }
}

impl std::fmt::Display for Sounds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.letters
            .iter()
            .filter_map(|letter| ALPHABET.get(usize::from(*letter)))
            .try_for_each(|c| std::fmt::Write::write_char(f, *c))
    }
}

/// How Arabic letters of a text are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Arabic {
    None,
    /// Arabic, Persian, Ottoman, Kazakh before the reform: short vowels are left out.
    Unvowelled,
    /// Kazakh after the reform: every vowel is written.
    Kazakh,
}

impl Arabic {
    fn of(text: &str) -> Arabic {
        let mut found = Arabic::None;
        for c in text.chars() {
            match c {
                'ە' | 'ۇ' | 'ۋ' | 'ۆ' | 'ٴ' | 'ڭ' | 'ۈ' | '\u{675}'..='\u{678}' => {
                    return Arabic::Kazakh;
                }
                '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{feff}' => {
                    found = Arabic::Unvowelled;
                }
                _ => {}
            }
        }
        found
    }
}

/// Letters that make a Kazakh word's vowels front ones without a hamza.
const FRONT_SIGNS: [char; 3] = ['ە', 'ك', 'گ'];

/// Whether a name is in the Kazakh Latin alphabet of the decree of 19 February
/// 2018: the only one that has a dotless *ı* beside letters with acutes.
fn is_kazakh_of_2018(text: &str) -> bool {
    text.contains(['ǵ', 'Ǵ'])
        || text.contains('ı') && text.chars().any(|c| c != 'ı' && acute_letter(c).is_some())
}

fn acute_letter(c: char) -> Option<u8> {
    Some(match c {
        'á' | 'Á' => const { of('ә') },
        'ó' | 'Ó' => const { of('ө') },
        'ú' | 'Ú' => const { of('ү') },
        'ń' | 'Ń' => const { of('ң') },
        'ý' | 'Ý' => const { of('u') },
        'ı' => const { of('й') },
        _ => return None,
    })
}

/// What is known of a letter.
#[derive(Debug, Clone, Copy)]
enum Known {
    Sound(u8),
    Two(u8, u8),
    Silent,
}

/// The position of a sound in the alphabet; only for characters that stand there.
const fn of(c: char) -> u8 {
    let mut at = 0;
    while at < ALPHABET.len() {
        if ALPHABET[at] as u32 == c as u32 {
            return at as u8;
        }
        at += 1;
    }
    panic!("not a sound")
}

/// The sound that a character of the alphabet of sounds stands for.
pub fn sound_of(c: char) -> Option<u8> {
    ALPHABET.iter().position(|sound| *sound == c).and_then(|at| u8::try_from(at).ok())
}

fn lower_letter(c: char) -> Option<Known> {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) if one != c => letter(one),
        // İ in lower case is an i with a mark.
        (Some(one), Some(_)) => letter(one),
        _ => None,
    }
}

fn letter(c: char) -> Option<Known> {
    macro_rules! sounds {
        ($($($from:literal)|+ => $to:literal),* $(,)?) => {
            match c {
                'a'..='z' => Known::Sound(c as u8 - b'a'),
                $($($from)|+ => const { Known::Sound(of($to)) },)*
                'æ' => Known::Sound(const { of('ә') }),
                'њ' => Known::Two(const { of('n') }, const { of('й') }),
                'љ' => Known::Two(const { of('l') }, const { of('й') }),
                'џ' | 'ђ' => Known::Two(const { of('d') }, const { of('ж') }),
                'ї' => Known::Two(const { of('й') }, const { of('i') }),
                'є' => Known::Two(const { of('й') }, const { of('e') }),
                'ъ' | 'ь' | '\'' | '’' | 'ʼ' | '‘' | '`' | 'ʻ' | 'ʹ' | 'ʺ' | 'ʿ' | 'ʾ' | '\u{ad}'
                | '\u{64b}'..='\u{655}' | '\u{670}' | 'ـ' | '\u{200c}'..='\u{200f}' => Known::Silent,
                _ => return None,
            }
        };
    }
    Some(sounds! {
        'а' | 'á' | 'à' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' | 'α' | 'ά' => 'a',
        'ә' | 'ä' | 'ə' | 'ɛ' | 'ǝ' => 'ә',
        'б' | 'ب' | 'β' => 'b',
        'в' | 'ڤ' | 'ۆ' => 'v',
        'г' | 'ґ' | 'گ' | 'γ' | 'ڠ' => 'g',
        'ғ' | 'ğ' | 'ǵ' | 'ƣ' | 'غ' | 'ġ' => 'ғ',
        'д' | 'đ' | 'ð' | 'ď' | 'د' | 'ض' | 'δ' => 'd',
        'е' | 'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ѣ' | 'ە' | 'ε' | 'έ' => 'e',
        'ё' => 'ё',
        'ж' | 'ž' | 'ż' | 'ژ' => 'ж',
        'з' | 'ź' | 'ز' | 'ذ' | 'ظ' | 'ζ' => 'z',
        'и' | 'í' | 'ì' | 'î' | 'ï' | 'ī' | 'į' | 'ѵ' | 'ι' | 'ί' | 'η' | 'ή' => 'i',
        'і' => 'і',
        'й' | 'ј' => 'й',
        'к' | 'ك' | 'ک' | 'ķ' | 'κ' => 'k',
        'қ' | 'ق' => 'q',
        'л' | 'ł' | 'ļ' | 'ľ' | 'ĺ' | 'ل' | 'λ' => 'l',
        'м' | 'م' | 'μ' => 'm',
        'н' | 'ń' | 'ņ' | 'ň' | 'ن' | 'ν' => 'n',
        'ң' | 'ñ' | 'ŋ' | 'ꞑ' | 'ڭ' => 'ң',
        'о' | 'ó' | 'ò' | 'ô' | 'õ' | 'ō' | 'ο' | 'ό' | 'ω' | 'ώ' => 'o',
        'ө' | 'ö' | 'ø' | 'ő' | 'œ' | 'ɵ' => 'ө',
        'п' | 'پ' | 'π' => 'p',
        'р' | 'ř' | 'ŕ' | 'ر' | 'ρ' => 'r',
        'с' | 'ś' | 'ß' | 'س' | 'ص' | 'σ' | 'ς' => 's',
        'т' | 'ť' | 'ţ' | 'ț' | 'þ' | 'ت' | 'ط' | 'τ' => 't',
        'у' | 'ú' | 'ù' | 'û' | 'ū' | 'ů' | 'ų' | 'ŭ' | 'ۋ' | 'υ' | 'ύ' => 'u',
        'ұ' | 'ۇ' => 'ұ',
        'ү' | 'ü' | 'ű' | 'ۈ' => 'ү',
        'ў' => 'w',
        'ф' | 'ѳ' | 'ف' | 'φ' => 'f',
        'х' | 'خ' | 'χ' => 'х',
        'һ' | 'ھ' | 'ہ' => 'h',
        'ц' => 'ц',
        'ч' | 'č' | 'ć' | 'چ' | 'ћ' => 'ч',
        'ш' | 'š' | 'ş' | 'ș' | 'ش' => 'ш',
        'щ' => 'щ',
        'ы' | 'ı' => 'ы',
        'э' => 'э',
        'ю' => 'ю',
        'я' => 'я',
        'ý' | 'ÿ' => 'y',
        'ç' => 'ç',
        'ξ' => 'x',
        'ا' | 'أ' | 'إ' | 'آ' | 'ٱ' | 'ى' => 'ا',
        'ث' => 'ث',
        'ج' => 'ج',
        'ح' => 'ح',
        'ه' | 'ة' | 'ۀ' => 'ه',
        'ع' => 'ع',
        'و' => 'و',
        'ي' | 'ی' | 'ې' | 'ے' => 'ي',
        'ء' | 'ئ' | 'ؤ' | 'ٴ' => 'ء',
    })
}

/// How a sound may be read. The first reading is the commonest.
fn readings(letter: u8) -> &'static [&'static str] {
    const PLAIN: [&[&str]; 26] = [
        &["a"],
        &["b"],
        &["k", "s", "ts", "ch", "j"],
        &["d"],
        &["e", "ye"],
        &["f"],
        &["g", "j", "h"],
        &["h", "kh", ""],
        &["i"],
        &["j", "zh", "y", "h"],
        &["k"],
        &["l"],
        &["m"],
        &["n"],
        &["o"],
        &["p"],
        &["k"],
        &["r"],
        &["s", "z"],
        &["t"],
        &["u"],
        &["v", "f"],
        &["v", "w", "u"],
        &["ks", "kh", "sh", "z"],
        &["y", "i", "u"],
        &["z", "ts", "s"],
    ];
    if let Some(plain) = PLAIN.get(usize::from(letter)) {
        return plain;
    }
    match ALPHABET.get(usize::from(letter)) {
        Some('ж') => &["zh", "j"],
        Some('ч') => &["ch", "sh"],
        Some('ш') => &["sh", "ch"],
        Some('щ') => &["shch", "sh"],
        Some('ц') => &["ts"],
        Some('х') => &["kh", "h"],
        Some('ю') => &["yu", "u"],
        Some('я') => &["ya", "a"],
        Some('ы') => &["y", "i"],
        Some('э') => &["e"],
        Some('ё') => &["yo", "o", "e"],
        Some('й') => &["y", "i"],
        Some('ғ') => &["gh", "g", ""],
        Some('ң') => &["ng", "n"],
        Some('ө') => &["o", "u"],
        Some('ұ' | 'ү') => &["u", "o"],
        Some('ә') => &["a", "e"],
        Some('і') => &["i", "y"],
        Some('ç') => &["ch", "s"],
        Some('ا') => &["a", "e", "o", "u", "i"],
        Some('ث') => &["th", "s"],
        Some('ج') => &["j", "g", "zh"],
        Some('ح') => &["h", "kh"],
        Some('ه') => &["h", "a", "e", ""],
        Some('ع') => &["", "a", "g"],
        Some('و') => &["u", "v", "o", "w"],
        Some('ي') => &["i", "y", "e"],
        _ => &[""],
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{1ab0}'..='\u{1aff}' | '\u{fe20}'..='\u{fe2f}')
}

/// The script of a word of Latin and Cyrillic letters, by majority; `None` when it is not mixed.
fn mixed(word: &str) -> Option<Alphabet> {
    let (mut latin, mut cyrillic) = (0_usize, 0_usize);
    for c in word.chars() {
        match c {
            'a'..='z' | 'A'..='Z' => latin += 1,
            '\u{400}'..='\u{52f}' => cyrillic += 1,
            _ => {}
        }
    }
    match (latin, cyrillic) {
        (0, _) | (_, 0) => None,
        (latin, cyrillic) if cyrillic <= latin => Some(Alphabet::Latin),
        _ => Some(Alphabet::Cyrillic),
    }
}

#[derive(Debug, Clone, Copy)]
enum Alphabet {
    Latin,
    Cyrillic,
}

/// A Latin letter as the Cyrillic one that is drawn the same.
pub(crate) fn look_alike_in_cyrillic(c: char) -> char {
    look_alike(c, Alphabet::Cyrillic)
}

/// A letter of the other script that is drawn as one of this.
fn look_alike(c: char, script: Alphabet) -> char {
    // Kazakh and Tatar Latin of the 1930s drew its *ь*, today's *ы*, as the sign.
    if let (Alphabet::Latin, 'ь' | 'Ь') = (&script, c) {
        return 'ı';
    }
    const PAIRS: &[(char, char)] = &[
        ('a', 'а'),
        ('c', 'с'),
        ('e', 'е'),
        ('i', 'і'),
        ('j', 'ј'),
        ('o', 'о'),
        ('p', 'р'),
        ('s', 'ѕ'),
        ('x', 'х'),
        ('y', 'у'),
        ('A', 'А'),
        ('B', 'В'),
        ('C', 'С'),
        ('E', 'Е'),
        ('H', 'Н'),
        ('I', 'І'),
        ('K', 'К'),
        ('M', 'М'),
        ('O', 'О'),
        ('P', 'Р'),
        ('T', 'Т'),
        ('X', 'Х'),
        ('Y', 'У'),
    ];
    let found = match script {
        Alphabet::Latin => PAIRS.iter().find(|(_, other)| *other == c).map(|pair| pair.0),
        Alphabet::Cyrillic => PAIRS.iter().find(|(one, _)| *one == c).map(|pair| pair.1),
    };
    found.unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(Sounds::of(text).to_string(), expected, "{text}");
    }

    #[test]
    fn scripts_meet_where_letters_say_the_same() {
        check("Алихан", "aliхan");
        check("Alikhan", "alikhan");
        check("Әлихан", "әliхan");
        check("Álıhan Bókeıhan", "әlйhanbөkeйhan");
        check("ەرمەكوۆ", "ermekov");
        check("Ѳедоръ Вѣринъ", "fedorverin");
    }

    #[test]
    fn a_kazakh_word_under_a_hamza_has_front_vowels() {
        check("ٴالىمحان", "әlіmхәn");
        check("قاراتاەۆ", "qarataev");
    }

    #[test]
    fn a_mark_makes_another_letter() {
        check("Bo\u{308}keihan", "bөkeihan");
        check("и\u{306}", "й");
    }

    #[test]
    fn letters_that_look_alike_follow_the_word() {
        check("Bоkeikhаn", "bokeikhan");
        check("Букейxанов", "bukeйхanov");
    }

    #[test]
    fn the_way_back_holds_marks_and_silent_letters() {
        let sounds = Sounds::of("Альжан");
        assert_eq!(sounds.origin(1..2), Some(2..6));
        assert_eq!(sounds.origin(9..10), None);
        let whole = Sounds::of("ﷲ");
        assert_eq!(whole.origin(0..1), Some(0..3));
    }

    #[test]
    fn what_is_no_letter_has_no_sound() {
        assert!(Sounds::of("1917 — …").is_empty());
        assert!(Sounds::of("").is_empty());
        assert!(Sounds::of("漢字").is_empty());
    }
}
