//! The words that name a level, in the languages that references are written in.

use std::ops::Range;

use super::Level;

/// A word, a number or another character, with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub kind: Kind,
    pub range: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Digits,
    Sign(char),
}

/// Cuts a text into words, numbers and signs; white space is left out.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, c) in text.char_indices() {
        if c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}') {
            continue;
        }
        let end = at + c.len_utf8();
        let is_mark = matches!(c, '\u{300}'..='\u{36f}' | 'ʹ' | 'ʼ' | '’' | '\'');
        let kind = match c {
            '0'..='9' => Kind::Digits,
            c if c.is_alphabetic() && c != 'ʹ' && c != 'ʼ' => Kind::Word,
            c => Kind::Sign(c),
        };
        match pieces.last_mut().filter(|last| last.range.end == at) {
            Some(last) if last.kind == kind && !matches!(kind, Kind::Sign(_)) => {
                last.range.end = end;
            }
            // A soft sign or an apostrophe inside a word or after it: opis', Vil'nius.
            Some(last) if is_mark && last.kind == Kind::Word => last.range.end = end,
            _ => pieces.push(Piece { kind, range: at..end }),
        }
    }
    pieces
}

/// Which language's words name the levels of a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Usage {
    /// Kazakh, where *т.* may be *тізбе*, *п.* is *парақ*, and numbers may stand first.
    Kazakh,
    /// Russian, Ukrainian, English, transliterated.
    Other,
}

/// Whether a word is one by which a Kazakh reference is known.
pub(super) fn is_kazakh(word: &str) -> bool {
    matches!(word, "қ" | "іс" | "ісі" | "істер" | "сонда" | "сырты" | "қр")
        || ["қор", "тіз", "парақ", "мұрағат"].iter().any(|beginning| word.starts_with(beginning))
}

/// A word in lower case without its apostrophes; Latin letters that look like
/// the Cyrillic ones around them are Cyrillic.
pub(super) fn plain(word: &str) -> String {
    let lower: String =
        word.chars().filter(|c| !is_apostrophe(*c)).flat_map(char::to_lowercase).collect();
    match lower.chars().any(|c| matches!(c, '\u{400}'..='\u{52f}')) {
        true => lower.chars().map(cyrillic_twin).collect(),
        false => lower,
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, 'ʹ' | 'ʼ' | '’' | '\'')
}

/// The Cyrillic letter that a Latin one looks like; others as they are.
pub(super) fn cyrillic_twin(c: char) -> char {
    match c {
        'a' => 'а',
        'c' => 'с',
        'e' => 'е',
        'i' => 'і',
        'o' => 'о',
        'p' => 'р',
        'x' => 'х',
        'y' => 'у',
        'A' => 'А',
        'B' => 'В',
        'C' => 'С',
        'E' => 'Е',
        'H' => 'Н',
        'I' => 'І',
        'K' => 'К',
        'M' => 'М',
        'O' => 'О',
        'P' => 'Р',
        'T' => 'Т',
        'X' => 'Х',
        c => c,
    }
}

/// What a word names: a level, and whether the word says so in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    pub level: Level,
    pub is_full: bool,
}

/// The level that a word names in a language; `None` when it names none.
///
/// Volumes and parts are always those of the file here; whose they are shows
/// only in the reference.
pub(super) fn level_of(word: &str, usage: Usage) -> Option<Named> {
    use Level::{Bundle, Carton, Delo, Folder, Fond, Opis, Part, Sheet, Volume};
    let short = |level| Some(Named { level, is_full: false });
    let full = |level| Some(Named { level, is_full: true });
    let word = nominative(word);
    if usage == Usage::Kazakh {
        match word {
            "қ" => return short(Fond),
            "т" | "тіз" | "тз" => return short(Opis),
            "і" | "i" => return short(Delo),
            "п" | "пар" | "б" => return short(Sheet),
            "бөл" => return short(Part),
            _ => {}
        }
    }
    match word {
        "ф" | "f" => short(Fond),
        "фонд" | "фонда" | "фонде" | "фонду" | "фонды" | "фонди" | "фф" | "қор" | "разряд"
        | "fond" | "fonda" | "fonds" | "fondy" | "qor" => full(Fond),
        "оп" | "op" => full(Opis),
        "опись" | "описи" | "описью" | "опис" | "опису" | "тізбе" | "тізім" | "тізімдеме"
        | "opis" | "opisi" | "opys" | "inventory" | "inv" | "tizbe" => full(Opis),
        "д" | "d" => short(Delo),
        "дд" | "dd" | "дело" | "дела" | "деле" | "делу" | "делам" | "іс" | "спр" | "справа"
        | "справи" | "справі" | "delo" | "dela" | "file" | "files" | "spr" | "sprava" | "is" => {
            full(Delo)
        }
        "т" | "t" => short(Volume),
        "том" | "тома" | "томы" | "tom" | "vol" | "volume" => full(Volume),
        "ч" | "ch" | "pt" => short(Part),
        "часть" | "части" | "чаcть" | "бөлім" | "бөлімі" | "частина" | "chast" | "part" => {
            full(Part)
        }
        "к" | "k" => short(Carton),
        "карт" | "картон" | "картоны" | "картоне" | "кор" | "короб" | "коробка" | "коробке"
        | "karton" | "kart" | "korob" | "korobka" | "carton" | "box" => full(Carton),
        "п" => short(Folder),
        "папка" | "папки" | "папке" | "пап" | "papka" | "folder" => full(Folder),
        "св" | "sv" => short(Bundle),
        "связка" | "связки" | "связке" | "вязка" | "вязанка" | "байлам" | "sviazka" | "bundle" => {
            full(Bundle)
        }
        "л" | "l" => short(Sheet),
        "лл" | "ll" | "лист" | "листы" | "листах" | "листе" | "листа" | "листов" | "арк"
        | "аркуш" | "аркуші" | "парақ" | "list" | "listy" | "listov" | "fol" | "fols" | "folio"
        | "folios" | "sheet" | "sheets" | "leaf" | "leaves" | "paraq" | "ark" | "arkush" => {
            full(Sheet)
        }
        _ => None,
    }
}

/// A Kazakh word for a level without its ending: `қорда`, `тізбесінің`, `парақтар`.
fn nominative(word: &str) -> &str {
    const ENDINGS: [&str; 36] = [
        "ы", "і", "сы", "сі", "да", "де", "та", "те", "дан", "ден", "тан", "тен", "ға", "ге", "қа",
        "ке", "дың", "дің", "тың", "тің", "нің", "ның", "ды", "ді", "ты", "ті", "лар", "лер",
        "тар", "тер", "ында", "інде", "сінде", "ының", "сінің", "тары",
    ];
    const WORDS: [&str; 7] = ["қор", "тізбе", "тізімдеме", "тізім", "парақ", "бөлім", "іс"];
    if ["парағы", "парағында", "парағының", "парақтары"].contains(&word)
    {
        return "парақ";
    }
    let stem = WORDS
        .into_iter()
        .find(|stem| word.strip_prefix(stem).is_some_and(|ending| ENDINGS.contains(&ending)));
    stem.unwrap_or(word)
}

/// Whether a word says that the back of a sheet is meant.
pub(super) fn is_back(word: &str) -> bool {
    matches!(
        word,
        "об" | "обор"
            | "оборот"
            | "обороты"
            | "обороте"
            | "оборота"
            | "ob"
            | "oborot"
            | "v"
            | "verso"
            | "vo"
            | "rev"
            | "reverse"
            | "зв"
            | "звор"
            | "зворот"
            | "zv"
            | "сырты"
            | "сырт"
            | "сыртқы"
            | "сыртында"
            | "сыртынан"
            | "арты"
            | "арт"
            | "артқы"
            | "артында"
    )
}

/// Whether a word says that the face of a sheet is meant.
pub(super) fn is_face(word: &str) -> bool {
    matches!(word, "recto" | "r" | "ro" | "лицо" | "алды" | "беті")
}

/// Whether a word joins two numbers.
pub(super) fn joins(word: &str) -> bool {
    matches!(word, "и" | "and" | "және" | "мен" | "та" | "і" | "i" | "й")
}

/// Whether a word says that an inventory or a file is a supplement.
pub(super) fn is_supplement(word: &str) -> bool {
    matches!(
        word,
        "доп"
            | "дополнительная"
            | "дополнительный"
            | "dop"
            | "қос"
            | "қосымша"
            | "дод"
    )
}

/// Words that say: at the same place.
pub(super) const AS_BEFORE: [&[&str]; 5] =
    [&["там", "же"], &["ibid"], &["ibidem"], &["сонда"], &["там", "само"]];
