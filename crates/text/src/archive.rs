//! Archival references: `ЦГА РК. Ф. 17. Оп. 1. Д. 5. Л. 3об.` has parts.
//!
//! Archives that follow the Russian system keep what they hold in fonds
//! (*фонд*, *қор*), each with inventories (*опись*, *тізбе*), in which files
//! (*дело*, *іс*, *справа*) are numbered, and in a file the sheets (*лист*,
//! *парақ*, *аркуш*), each with a back (*оборот*, *сырты*, *зворот*).
//! [`parse`] reads a reference as people write it, [`find`] finds references in
//! a text, [`print`] writes one in a style.
//!
//! What was read of the rules:
//! * GOST R 7.0.5-2008, its section on references to archival documents: the
//!   parts stand in the order archive, fond, opis, delo, sheet and are parted by
//!   full stops; the document's own title stands before `//`; what a file is
//!   called may follow in brackets (11.8, 11.9); box and file of a manuscript
//!   department: `Картон 41. Д. 55. Л. 18`
//!   (<https://studfile.net/preview/2675399/page:5/>;
//!   <https://en.wikipedia.org/wiki/Template:Cite_Russian_archive/doc>).
//! * English practice, which the Chicago Manual leaves to the archive's own
//!   terms: transliterated abbreviations in lower case between commas,
//!   `GARF, f. 1235, op. 1, d. 16, ll. 5-7ob.`
//!   (<http://www.library.illinois.edu/spx/webct/archives/russarchives/archiveterms2.html>);
//!   the letters may be left out (`RGASPI 17/3/5`;
//!   <https://fb2.top/the-soviet-century-465944/read/part-8>).
//! * Ukrainian practice: `ЦДІАК України, ф. 204, оп. 2, спр. 224, арк. 37`
//!   (<https://cdiak.archives.gov.ua/v_do_istorii_Heneralnoi_Arkhivy.php>).

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

mod mark;
mod name;
mod print;
mod read;

pub use name::{Archives, is_archive, named};
pub use print::{Style, Tongue, print};
pub use read::{find, parse};

/// A reference to what an archive of the fond system holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reference {
    /// The document's own title, which stands before the archive and `//`.
    pub title: Option<String>,
    /// Where it is kept.
    pub holder: Holder,
    /// What is referred to, at least one; each says all its levels, those too
    /// that the reference says only once: `Ф. 7. Оп. 1. Д. 42; Д. 43` has two.
    pub units: Vec<Unit>,
    /// Words that follow and are no part of it; they are not printed.
    pub rest: Option<String>,
}

/// Where a reference says that a document is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Holder {
    /// In an archive.
    Archive(Archive),
    /// Where the reference before says: *Там же*, *Ibid.*, *Сонда*.
    AsBefore,
    /// It does not say.
    #[default]
    Unsaid,
}

/// An archive as a reference names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archive {
    /// As written: `ЦГА РК`.
    pub written: String,
    /// What the caller's table calls it; `None` when the table does not know it.
    pub key: Option<String>,
}

/// A part of what an archive holds: as many levels as the reference names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unit {
    /// The numbers of each level that is named; no list is empty.
    pub levels: BTreeMap<Level, Vec<Span>>,
    /// What stands in brackets: the title of the file, its years.
    pub note: Option<String>,
}

/// A level of description, from the widest to the narrowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// *Фонд*, *қор*.
    Fond,
    /// *Опись*, *тізбе*: an inventory of a fond.
    Opis,
    /// A volume of the inventory.
    OpisVolume,
    /// A part of the inventory.
    OpisPart,
    /// *Картон*, *короб*: a box.
    Carton,
    /// *Папка*.
    Folder,
    /// *Связка*: a bundle.
    Bundle,
    /// *Дело*, *единица хранения*, *іс*, *справа*: a file, or another unit of keeping.
    Delo,
    /// *Том*: a volume of the file.
    Volume,
    /// *Часть*: a part of the file.
    Part,
    /// *Лист*, *парақ*, *аркуш*.
    Sheet,
}

impl Level {
    /// Every level, from the widest to the narrowest.
    pub const ALL: [Level; 11] = [
        Level::Fond,
        Level::Opis,
        Level::OpisVolume,
        Level::OpisPart,
        Level::Carton,
        Level::Folder,
        Level::Bundle,
        Level::Delo,
        Level::Volume,
        Level::Part,
        Level::Sheet,
    ];

    /// One lower-case word, for pipelines: `fond`, `opis`, `delo`, `list`.
    pub fn name(self) -> &'static str {
        match self {
            Level::Fond => "fond",
            Level::Opis => "opis",
            Level::OpisVolume => "opis-volume",
            Level::OpisPart => "opis-part",
            Level::Carton => "carton",
            Level::Folder => "folder",
            Level::Bundle => "bundle",
            Level::Delo => "delo",
            Level::Volume => "volume",
            Level::Part => "part",
            Level::Sheet => "list",
        }
    }
}

/// A number, or several in a row, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first.
    pub first: Number,
    /// The last; `None` when there is one only.
    pub last: Option<Number>,
}

/// A number of a level, with its letters: `17`, `Р-930`, `5а`, `1 доп.`, `б/н`.
///
/// Letters are kept in Cyrillic, as the archive has them, whether the reference
/// is written in Cyrillic or transliterated: `R-930` and `Р-930` are one fond.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number {
    /// Digits and letters.
    pub text: String,
    /// Which side of a sheet; always the face above the sheets.
    pub side: Side,
}

/// A side of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Side {
    /// The front, which a reference does not mark.
    #[default]
    Face,
    /// The back: *об.*, *зв.*, *сырты*, *verso*.
    Back,
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let back = match self.side {
            Side::Face => "",
            Side::Back => "об.",
        };
        write!(f, "{}{back}", self.text)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.last {
            None => self.first.fmt(f),
            Some(last) => write!(f, "{}–{last}", self.first),
        }
    }
}

impl Unit {
    /// The numbers of a level as one string, the same in every language: `3об.–5, 7`.
    ///
    /// `None` when the reference does not name the level.
    pub fn numbers(&self, level: Level) -> Option<String> {
        let spans = self.levels.get(&level)?;
        Some(spans.iter().map(Span::to_string).collect::<Vec<_>>().join(", "))
    }
}

impl Reference {
    /// The archive as written; `None` when the reference names none.
    pub fn archive(&self) -> Option<&Archive> {
        match &self.holder {
            Holder::Archive(archive) => Some(archive),
            Holder::AsBefore | Holder::Unsaid => None,
        }
    }

    /// The levels without which nobody finds the document, although the reference
    /// names what lies below them: an inventory without a fond, a file without a
    /// fond, sheets without a file.
    ///
    /// A file may lack an inventory: not every archive has several. Nothing is
    /// missing from a reference that says *the same place*.
    ///
    /// ```
    /// use derek_text::archive::{Archives, Level, parse};
    /// let reference = parse("ГАРФ. Оп. 1. Л. 5", &Archives::default())?;
    /// assert_eq!(reference.missing(), [Level::Fond, Level::Delo]);
    /// # Ok::<(), derek_text::archive::NotAReference>(())
    /// ```
    pub fn missing(&self) -> Vec<Level> {
        let mut missing = Vec::new();
        if self.holder == Holder::AsBefore {
            return missing;
        }
        let lacks = |unit: &Unit, level| !unit.levels.contains_key(&level);
        if self.units.iter().any(|unit| lacks(unit, Level::Fond)) {
            missing.push(Level::Fond);
        }
        let holds_sheets = [Level::Delo, Level::Carton, Level::Folder, Level::Bundle];
        if self.units.iter().any(|unit| {
            !lacks(unit, Level::Sheet) && holds_sheets.into_iter().all(|level| lacks(unit, level))
        }) {
            missing.push(Level::Delo);
        }
        missing
    }

    /// The reference with what *the same place* stands for, taken from the
    /// reference before it; unchanged when it says its own place.
    pub fn after(&self, before: &Reference) -> Reference {
        if self.holder != Holder::AsBefore {
            return self.clone();
        }
        let mut whole = Reference { holder: before.holder.clone(), ..self.clone() };
        let Some(last) = before.units.last() else { return whole };
        if whole.units.is_empty() {
            whole.units.push(last.clone());
            return whole;
        }
        for unit in &mut whole.units {
            let Some(widest) = unit.levels.keys().next().copied() else { continue };
            for (level, spans) in last.levels.range(..widest) {
                unit.levels.insert(*level, spans.clone());
            }
        }
        whole
    }
}

/// A reference in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What it refers to.
    pub reference: Reference,
}

/// Why some words are no reference of the fond system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotAReference {
    /// There are no words.
    Empty,
    /// No level is named: no fond, inventory, file or sheet.
    NoLevel,
    /// A shelf mark of an archive or library that does not keep fonds, whole:
    /// `TNA FO 371/3963`, `BNF Ms. or. 123`.
    CallNumber(String),
    /// A level is named without a number: `Ф. 17. Оп. Д. 5`; with what was
    /// understood besides.
    WithoutNumber(Level, Box<Reference>),
}

impl fmt::Display for NotAReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotAReference::Empty => write!(f, "no words"),
            NotAReference::NoLevel => write!(f, "no fond, opis, delo or sheet is named"),
            NotAReference::CallNumber(words) => write!(f, "not of the fond system: {words}"),
            NotAReference::WithoutNumber(level, _) => {
                write!(f, "the {} has no number", level.name())
            }
        }
    }
}

impl std::error::Error for NotAReference {}

#[cfg(test)]
mod tests;
