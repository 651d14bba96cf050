//! Names written for print in a chosen system: romanisations and orthographies.
//!
//! Rendering follows one published table letter by letter and refuses what the
//! table does not have; it is never used for comparing, see [`crate::Sounds`].

use crate::sound::look_alike_in_cyrillic;

/// A system of writing names of one script in another, or in another orthography.
#[derive(Debug)]
pub struct System {
    /// Its name on the command line.
    pub id: &'static str,
    /// What it is, and who published it when.
    pub title: &'static str,
    /// Letters in lower case and what stands for each: `ж=zh`.
    letters: &'static str,
    /// Exceptions by place, the first that fits.
    rules: &'static [Rule],
}

/// What stands for some letters at some places; of no letters, and first of
/// all, what stands before a word.
#[derive(Debug)]
struct Rule {
    letters: &'static str,
    to: &'static str,
    place: Place,
}

#[derive(Debug, Clone, Copy)]
enum Place {
    Anywhere,
    /// Where a word begins.
    Start,
    /// Where a word ends.
    End,
    /// After one of these letters.
    After(&'static str),
    /// After a letter that is none of these.
    AfterOther(&'static str),
    /// Before one of these letters.
    Before(&'static str),
    /// Before a word that has one of these letters and none of those.
    Word {
        has: &'static str,
        lacks: &'static str,
    },
    /// Between one of these and one of those.
    Both {
        after: &'static str,
        before: &'static str,
    },
}

/// Why a name was not rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unrendered {
    /// There is no system of this name.
    UnknownSystem,
    /// The system says nothing of a letter, which begins at this byte.
    UnknownLetter {
        /// The letter.
        letter: char,
        /// The byte where it begins.
        at: usize,
    },
}

impl std::fmt::Display for Unrendered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unrendered::UnknownSystem => f.write_str("no such system"),
            Unrendered::UnknownLetter { letter, .. } => {
                write!(f, "the system has nothing for “{letter}”")
            }
        }
    }
}

impl std::error::Error for Unrendered {}

const RUSSIAN_BGN: &str = "а=a б=b в=v г=g д=d е=e ё=ë ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ=” ы=y ь=’ э=e ю=yu я=ya";

/// Vowels and signs after which BGN/PCGN writes Russian *е* as *ye*.
const SOFTENING: &str = "аеёиоуыэюяйъь";

const VOWELS: &str = "аеёиоуыэюя";

/// The Kazakh alphabet of 1940 by BGN/PCGN 1979.
const KAZAKH_BGN: &str = "а=a ә=ä б=b в=v г=g ғ=gh д=d е=e ё=yo ж=zh з=z и=ī й=y к=k қ=q л=l м=m н=n ң=ng о=o ө=ö п=p р=r с=s т=t у=ū ұ=u ү=ü ф=f х=kh һ=h ц=ts ч=ch ш=sh щ=shch ъ=” ы=y і=i ь=’ э=ė ю=yu я=ya";

/// Systems that derek writes; each reproduces all pairs that its publisher's own
/// tables give as examples, as far as they are collected.
pub const SYSTEMS: &[System] = &[
    // United States Board on Geographic Names and Permanent Committee on
    // Geographical Names, Romanization Systems: Russian, 1947 System.
    System {
        id: "bgn-pcgn-rus-1947",
        title: "Russian, BGN/PCGN 1947",
        letters: RUSSIAN_BGN,
        rules: &[
            Rule { letters: "е", to: "ye", place: Place::Start },
            Rule { letters: "е", to: "ye", place: Place::After(SOFTENING) },
            Rule { letters: "ё", to: "yë", place: Place::Start },
            Rule { letters: "ё", to: "yë", place: Place::After(SOFTENING) },
            Rule { letters: "й", to: "y·", place: Place::Before("ауыэ") },
            Rule {
                letters: "ы", to: "·y·", place: Place::Both { after: VOWELS, before: "ауыэ" }
            },
            Rule { letters: "ы", to: "y·", place: Place::Before("ауыэ") },
            Rule { letters: "ы", to: "·y", place: Place::After(VOWELS) },
            Rule {
                letters: "э", to: "·e", place: Place::AfterOther("аеёиоуыэюяйъь")
            },
            Rule { letters: "тс", to: "t·s", place: Place::Anywhere },
            Rule { letters: "шч", to: "sh·ch", place: Place::Anywhere },
        ],
    },
    // Library of Congress and American Library Association, ALA-LC Romanization
    // Tables: Russian, 1997 and 2012 (the letters of today's alphabet agree). That й
    // has a breve was read in the Library's own converter on 22 November 2026:
    // <https://github.com/lcnetdev/scriptshifter>, tables/data/cyrillic_generic.yml.
    System {
        id: "ala-lc-rus-2012",
        title: "Russian, ALA-LC 2012",
        letters: "а=a б=b в=v г=g д=d е=e ё=ë ж=zh з=z и=i й=ĭ к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=t͡s ч=ch ш=sh щ=shch ъ=ʺ ы=y ь=ʹ э=ė ю=i͡u я=i͡a",
        rules: &[],
    },
    // International Organization for Standardization, ISO 9:1995, Transliteration
    // of Cyrillic characters into Latin characters: the letters of Russian.
    System {
        id: "iso-9-1995",
        title: "Russian, ISO 9:1995 (GOST 7.79-2000 A)",
        letters: "а=a б=b в=v г=g д=d е=e ё=ë ж=ž з=z и=i й=j к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=c ч=č ш=š щ=ŝ ъ=ʺ ы=y ь=ʹ э=è ю=û я=â",
        rules: &[],
    },
    // Межгосударственный стандарт ГОСТ 7.79-2000, система Б, русский язык.
    System {
        id: "gost-7.79-b",
        title: "Russian, GOST 7.79-2000 B",
        letters: "а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=j к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=x ц=cz ч=ch ш=sh щ=shh ъ=`` ы=y` ь=` э=e` ю=yu я=ya",
        rules: &[Rule { letters: "ц", to: "c", place: Place::Before("еёиыйюяэ") }],
    },
    // ГОСТ 16876-71, таблица 1, с изменениями 1983 года.
    System {
        id: "gost-16876-71",
        title: "Russian, GOST 16876-71",
        letters: "а=a б=b в=v г=g д=d е=e ё=ë ж=ž з=z и=i й=j к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=c ч=č ш=š щ=šč ъ=\" ы=y ь=´ э=è ю=û я=â",
        rules: &[],
    },
    // United Nations, resolution V/18 of 1987 (GOST 1983).
    System {
        id: "un-rus-1987",
        title: "Russian, United Nations 1987",
        letters: "а=a б=b в=v г=g д=d е=e ё=ë ж=ž з=z и=i й=j к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=c ч=č ш=š щ=šč ъ=” ы=y ь=’ э=è ю=ju я=ja",
        rules: &[],
    },
    // Intelligence Community Standard 630-01, Annex K, 2015; of ё it is not
    // known here what it says.
    System {
        id: "ics-rus-2015",
        title: "Russian, ICS-630-01 2015",
        letters: "а=a б=b в=v г=g д=d е=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya",
        rules: &[
            Rule { letters: "е", to: "ye", place: Place::Start },
            Rule { letters: "е", to: "ye", place: Place::After(SOFTENING) },
        ],
    },
    // Board on Geographic Names and Permanent Committee on Geographical Names,
    // Romanization Systems: Kazakh, 1979 System.
    System {
        id: "bgn-pcgn-kaz-1979",
        title: "Kazakh, BGN/PCGN 1979",
        letters: KAZAKH_BGN,
        rules: &[],
    },
    // Library of Congress and American Library Association, ALA-LC Romanization
    // Tables: Kazakh, as the Library's own converter has it in version 1.0 of December
    // 2025: <https://github.com/lcnetdev/scriptshifter>, tables/data/kazakh_cyrillic.yml
    // and cyrillic_generic.yml, read on 22 November 2026.
    System {
        id: "ala-lc-kaz-2025",
        title: "Kazakh, ALA-LC 2025",
        letters: "а=a ә=ă б=b в=v г=g ғ=gh д=d е=e ё=ë ж=zh з=z и=i й=ĭ к=k қ=q л=l м=m н=n ң=n͡g о=o ө=ȯ п=p р=r с=s т=t у=u ұ=ū ү=u̇ ф=f х=kh һ=ḣ ц=t͡s ч=ch ш=sh щ=shch ъ=ʺ ы=y і=ī ь=ʹ э=ė ю=i͡u я=i͡a",
        rules: &[],
    },
    // Board on Geographic Names and Permanent Committee on Geographical Names,
    // Romanization Systems: Kirghiz, 1979 System.
    System {
        id: "bgn-pcgn-kir-1979",
        title: "Kyrgyz, BGN/PCGN 1979",
        letters: "а=a б=b в=v г=g д=d е=e ё=yo ж=j з=z и=i й=y к=k л=l м=m н=n ң=ng о=o ө=ö п=p р=r с=s т=t у=u ү=ü ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ=” ы=y ь=’ э=e ю=yu я=ya",
        rules: &[],
    },
    // Кабінет Міністрів України, постанова № 55 від 27 січня 2010 р.; United
    // Nations, resolution X/9 of 2012.
    System {
        id: "ukr-2010",
        title: "Ukrainian, national 2010, United Nations 2012",
        letters: "а=a б=b в=v г=h ґ=g д=d е=e є=ie ж=zh з=z и=y і=i ї=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ь= ю=iu я=ia '= ’= ʼ=",
        rules: &[
            Rule { letters: "зг", to: "zgh", place: Place::Anywhere },
            Rule { letters: "є", to: "ye", place: Place::Start },
            Rule { letters: "ї", to: "yi", place: Place::Start },
            Rule { letters: "й", to: "y", place: Place::Start },
            Rule { letters: "ю", to: "yu", place: Place::Start },
            Rule { letters: "я", to: "ya", place: Place::Start },
        ],
    },
    // Қазақстан Республикасы Президентінің 2018 жылғы 19 ақпандағы № 637
    // Жарлығы; letters that it lacks are refused.
    System {
        id: "kaz-latn-2018",
        title: "Kazakh Latin, decree of 19 February 2018",
        letters: "а=a ә=á б=b в=v г=g ғ=ǵ д=d е=e ж=j з=z и=ı й=ı к=k қ=q л=l м=m н=n ң=ń о=o ө=ó п=p р=r с=s т=t у=ý ұ=u ү=ú ф=f х=h һ=h ч=ch ш=sh ы=y і=i",
        rules: &[],
    },
    // The alphabet of 31 letters presented on 28 January 2021; letters that it
    // lacks are refused.
    System {
        id: "kaz-latn-2021",
        title: "Kazakh Latin, draft of 28 January 2021",
        letters: "а=a ә=ä б=b в=v г=g ғ=ğ д=d е=e ж=j з=z и=i й=i к=k қ=q л=l м=m н=n ң=ñ о=o ө=ö п=p р=r с=s т=t у=u ұ=ū ү=ü ф=f х=h һ=h ш=ş ы=y і=ı",
        rules: &[],
    },
    // The converter by which Wikipedia in Kazakh is shown in the Arabic letters of China:
    // <https://github.com/wikimedia/mediawiki>, includes/language/converters/
    // KkConverter.php, read on 22 November 2026. Others write и, һ and ч otherwise, and a
    // letter hamza before soft words; digits and signs stay as they are here.
    System {
        id: "kaz-arab-wikipedia",
        title: "Kazakh in Arabic letters (tote jazu), as Wikipedia writes it",
        letters: "а=ا ә=ا б=ب в=ۆ г=گ ғ=ع д=د е=ە ё=يو ж=ج з=ز и=ىي й=ي к=ك қ=ق л=ل м=م н=ن ң=ڭ о=و ө=و п=پ р=ر с=س т=ت у=ۋ ұ=ۇ ү=ۇ ф=ف х=ح һ=ح ц=تس ч=تش ш=ش щ=شش ъ= ы=ى і=ى ь= э=ە ю=يۋ я=يا",
        rules: &[
            Rule {
                letters: "", to: "ٴ", place: Place::Word { has: "әөүі", lacks: "еэгғкқ" }
            },
            Rule { letters: "аллаһ", to: "ﷲ", place: Place::Anywhere },
            Rule { letters: "е", to: "يە", place: Place::After("аәеёиоөұүэюяъь") },
        ],
    },
    // Декреты Народного комиссариата по просвещению 23 декабря 1917 г. и Совета
    // народных комиссаров 10 октября 1918 г. о введении новой орфографии.
    System {
        id: "rus-1918",
        title: "Russian of the orthography of 1918, from the old one",
        letters: "а=а б=б в=в г=г д=д е=е ё=ё ж=ж з=з и=и і=и й=й к=к л=л м=м н=н о=о п=п р=р с=с т=т у=у ф=ф х=х ц=ц ч=ч ш=ш щ=щ ъ=ъ ы=ы ь=ь ѣ=е э=э ю=ю я=я ѳ=ф ѵ=и",
        rules: &[Rule { letters: "ъ", to: "", place: Place::End }],
    },
];

impl System {
    /// The system of this name.
    pub fn named(id: &str) -> Option<&'static System> {
        SYSTEMS.iter().find(|system| system.id == id)
    }

    /// What stands for each letter, by the letter.
    fn table(&self) -> Vec<(char, &'static str)> {
        let mut table: Vec<(char, &'static str)> = self
            .letters
            .split(' ')
            .filter_map(|cell| {
                let (from, to) = cell.split_once('=')?;
                Some((from.chars().next()?, to))
            })
            .collect();
        table.sort_unstable();
        table
    }
}

/// A name written in a system, capitals kept.
///
/// Signs and letters of other scripts stay as they are. A Latin letter that
/// looks like a Cyrillic one inside a Cyrillic word is read as the Cyrillic.
///
/// # Errors
///
/// When there is no such system, or it has nothing for a letter of its script.
///
/// ```
/// use derek_text::render;
/// assert_eq!(render("Құнанбайұлы", "bgn-pcgn-kaz-1979").as_deref(), Ok("Qunanbayuly"));
/// assert_eq!(render("Юрьевъ", "rus-1918").as_deref(), Ok("Юрьев"));
/// assert!(render("Щебнюха", "kaz-latn-2021").is_err());
/// ```
pub fn render(name: &str, system: &str) -> Result<String, Unrendered> {
    let system = System::named(system).ok_or(Unrendered::UnknownSystem)?;
    let table = system.table();
    let of = |letter: char| {
        let at = table.binary_search_by_key(&letter, |(from, _)| *from).ok()?;
        table.get(at).map(|(_, to)| *to)
    };
    let letters = repaired(name);
    let lower: Vec<char> =
        letters.iter().map(|(_, c)| c.to_lowercase().next().unwrap_or(*c)).collect();
    let mut out = String::with_capacity(name.len() * 2);
    let mut at = 0;
    while let Some((byte, written)) = letters.get(at).copied() {
        let mut fitting = system.rules.iter().filter(|rule| rule.fits(&lower, at)).peekable();
        while let Some(before_word) = fitting.next_if(|rule| rule.letters.is_empty()) {
            out.push_str(before_word.to);
        }
        let rule = fitting.next();
        let (length, to) = match (rule, of(lower[at])) {
            (Some(rule), _) => (rule.letters.chars().count(), rule.to),
            (None, Some(to)) => (1, to),
            (None, None) if is_cyrillic(written) => {
                return Err(Unrendered::UnknownLetter { letter: written, at: byte });
            }
            (None, None) => {
                out.push(written);
                at += 1;
                continue;
            }
        };
        push_in_case(&mut out, to, &letters, at, length);
        at += length;
    }
    Ok(out)
}

impl Rule {
    fn fits(&self, letters: &[char], at: usize) -> bool {
        let length = self.letters.chars().count();
        let here = letters.get(at..at + length);
        if !here.is_some_and(|here| here.iter().copied().eq(self.letters.chars())) {
            return false;
        }
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let after = letters.get(at + length);
        let is_letter =
            |c: Option<&char>| c.is_some_and(|c| c.is_alphabetic() || is_apostrophe(*c));
        match self.place {
            Place::Anywhere => true,
            Place::Start => !is_letter(before),
            Place::End => !is_letter(after),
            Place::After(set) => before.is_some_and(|c| set.contains(*c)),
            Place::AfterOther(set) => {
                is_letter(before) && before.is_some_and(|c| !set.contains(*c))
            }
            Place::Before(set) => after.is_some_and(|c| set.contains(*c)),
            Place::Word { has, lacks } => {
                let is_part = |c: &&char| is_cyrillic(**c) || is_apostrophe(**c);
                let word = || letters[at..].iter().take_while(is_part);
                !before.as_ref().is_some_and(is_part)
                    && word().any(|c| has.contains(*c))
                    && !word().any(|c| lacks.contains(*c))
            }
            Place::Both { after: left, before: right } => {
                before.is_some_and(|c| left.contains(*c))
                    && after.is_some_and(|c| right.contains(*c))
            }
        }
    }
}

/// Writes what stands for some letters with their capitals: all of it in a word
/// of capitals, else its first letter.
fn push_in_case(out: &mut String, to: &str, letters: &[(usize, char)], at: usize, length: usize) {
    let upper = |at: usize| letters.get(at).is_some_and(|(_, c)| c.is_uppercase());
    let lower = |at: usize| letters.get(at).is_some_and(|(_, c)| c.is_lowercase());
    if 1 < length {
        // Letters that are written together keep a capital each.
        let parts: Vec<&str> = match to.split_once('·') {
            Some((one, other)) => vec![one, "·", other],
            None => vec![to],
        };
        let mut from = at;
        for part in parts {
            if part == "·" {
                out.push('·');
                from += 1;
                continue;
            }
            let shouted = upper(from) && (upper(at) && upper(at + length - 1));
            push(out, part, upper(from), shouted);
        }
        return;
    }
    let previous = at.checked_sub(1);
    let shouted = upper(at) && (upper(at + 1) || !lower(at + 1) && previous.is_some_and(upper));
    push(out, to, upper(at), shouted);
}

fn push(out: &mut String, to: &str, capital: bool, shouted: bool) {
    // The tie of two letters that are one, as in T͡S.
    const TIE: char = '\u{361}';
    let mut first = capital;
    for c in to.chars() {
        if (first || shouted) && c.is_alphabetic() {
            out.extend(c.to_uppercase());
            first = false;
        } else {
            out.push(c);
            first = capital && c == TIE;
        }
    }
}

/// The letters with their bytes, marks joined to them, look-alikes repaired in Cyrillic words.
fn repaired(name: &str) -> Vec<(usize, char)> {
    use unicode_normalization::char::compose;
    let mut letters: Vec<(usize, char)> = Vec::with_capacity(name.len());
    let mut start = 0;
    for word in name.split_inclusive(|c: char| !c.is_alphabetic() && !is_apostrophe(c)) {
        let cyrillic = word.chars().filter(|c| is_cyrillic(*c)).count();
        let mostly = word.chars().filter(|c| c.is_alphabetic()).count() < 2 * cyrillic;
        for (at, c) in word.char_indices() {
            let c = if mostly { look_alike_in_cyrillic(c) } else { c };
            match letters.last_mut() {
                Some((_, last))
                    if compose(*last, c)
                        .is_some_and(|c| is_cyrillic(*last) && c.is_alphabetic()) =>
                {
                    *last = compose(*last, c).unwrap_or(*last);
                }
                _ => letters.push((start + at, c)),
            }
        }
        start += word.len();
    }
    letters
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(system: &str, name: &str, expected: &str) {
        assert_eq!(render(name, system).as_deref(), Ok(expected), "{system}");
    }

    #[test]
    fn capitals_follow_the_word() {
        check("bgn-pcgn-rus-1947", "ЖУКОВ Ж. Жуков", "ZHUKOV Zh. Zhukov");
        check("bgn-pcgn-rus-1947", "Щ", "Shch");
    }

    #[test]
    fn kazakh_in_its_latin_alphabets() {
        check("kaz-latn-2018", "Әлихан Бөкейхан", "Álıhan Bókeıhan");
        check("kaz-latn-2021", "Шәкәрім Құдайбердіұлы", "Şäkärım Qūdaiberdıūly");
    }

    #[test]
    fn kazakh_by_the_library_of_congress() {
        check("ala-lc-kaz-2025", "Әлихан Бөкейхан", "Ălikhan Bȯkeĭkhan");
        check("ala-lc-kaz-2025", "ЖАҢА Ңүіұһ", "ZHAN͡GA N͡Gu̇īūḣ");
    }

    /// Names as Wikidata has them in Arabic letters, of Q1087691, Q2450518, Q461089,
    /// Q468258 and Q4740658.
    #[test]
    fn kazakh_in_arabic_letters() {
        for (name, arabic) in [
            ("Заманбек Қалабайұлы Нұрқаділов", "زامانبەك قالابايۇلى نۇرقادىلوۆ"),
            ("Мұхтар Шаханов", "مۇحتار شاحانوۆ"),
            ("Серік Нұртайұлы Баймағанбетов", "سەرىك نۇرتايۇلى بايماعانبەتوۆ"),
            ("Тоқтар Оңғарбайұлы", "توقتار وڭعاربايۇلى"),
            ("Аслан Есболайұлы Мусин", "اسلان ەسبولايۇلى مۋسىين"),
            // The hamza of words with front vowels that no letter tells.
            ("Әлихан Өмір-Шоқан", "ٴالىيحان ٴومىر-شوقان"),
        ] {
            check("kaz-arab-wikipedia", name, arabic);
        }
    }

    #[test]
    fn published_examples_of_systems_without_collected_pairs() {
        check("iso-9-1995", "Щедрин Юрьев", "Ŝedrin Ûrʹev");
        check("gost-7.79-b", "Цветаева царь цирк", "Czvetaeva czar` cirk");
    }

    #[test]
    fn what_a_system_lacks_is_refused() {
        assert_eq!(
            render("Ёж", "kaz-latn-2021"),
            Err(Unrendered::UnknownLetter { letter: 'Ё', at: 0 })
        );
        assert_eq!(render("a", "nothing"), Err(Unrendered::UnknownSystem));
        check("kaz-latn-2021", "1917 — ok", "1917 — ok");
    }

    #[test]
    fn marks_and_look_alikes_are_read_as_their_letters() {
        check("bgn-pcgn-rus-1947", "Толсто\u{438}\u{306}", "Tolstoy");
        check("bgn-pcgn-rus-1947", "Hиколай", "Nikolay");
    }

    /// The pairs that standards give themselves; said aloud when they are not at hand.
    #[test]
    #[expect(
        clippy::disallowed_methods,
        clippy::disallowed_macros,
        reason = "a test reads its data"
    )]
    fn the_standards_own_pairs_are_reproduced() {
        const OF: &[(&str, &[&str])] = &[
            ("bgn-pcgn-rus-1947", &["bgnpcgn-rus-Cyrl-Latn-1947"]),
            ("ala-lc-rus-2012", &["alalc-rus-Cyrl-Latn-2012", "alalc-rus-Cyrl-Latn-1997"]),
            ("gost-16876-71", &["gost-rus-Cyrl-Latn-16876-71-1983"]),
            ("un-rus-1987", &["un-rus-Cyrl-Latn-1987"]),
            ("ics-rus-2015", &["odni-rus-Cyrl-Latn-2015"]),
            ("bgn-pcgn-kaz-1979", &["bgnpcgn-kaz-Cyrl-Latn-1979"]),
            ("bgn-pcgn-kir-1979", &["bgnpcgn-kir-Cyrl-Latn-1979"]),
            ("ukr-2010", &["un-ukr-Cyrl-Latn-2012", "ua-ukr-Cyrl-Latn-2010"]),
        ];
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
        let found = ["../shared", "../../shared"].iter().find_map(|at| {
            std::fs::read_to_string(format!("{root}/{at}/data/names/standards_test_pairs.tsv")).ok()
        });
        let Some(pairs) = found else {
            println!("skipped: no standards_test_pairs.tsv beside the repository");
            return;
        };
        let mut wrong = Vec::new();
        let mut checked = 0;
        for line in pairs.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [published, _, source, latin] = *cells.as_slice() else { continue };
            let Some((system, _)) = OF.iter().find(|(_, of)| of.contains(&published)) else {
                continue;
            };
            checked += 1;
            // The collection escapes its quotation marks.
            let mut latin = latin.replace("\\\"", "\"");
            // The collection writes a caron where the published table has a breve.
            if published.starts_with("alalc-rus") {
                latin = latin.replace('ǐ', "ĭ").replace('Ǐ', "Ĭ");
            }
            if render(source, system).as_deref() != Ok(latin.as_str()) {
                wrong.push(format!("{published}: {source} {latin} {:?}", render(source, system)));
            }
        }
        assert!(250 < checked, "{checked}");
        assert!(wrong.is_empty(), "{} of {checked} wrong\n{}", wrong.len(), wrong.join("\n"));
    }
}
