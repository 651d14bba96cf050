//! How an archival reference is understood, for a person or a pipeline.

use std::fmt::Write;

use derek_study::{Lang, Said, Study, say};
use derek_text::archive::{
    Archives, Holder, Level, NotAReference, Reference, Style, Tongue, Unit, find, parse, print,
};
use serde_json::{Map, Value, json};

use crate::cli::Form;
use crate::{json, terminal};

/// What the words of references are held against.
pub struct Known<'s> {
    archives: Archives,
    studies: &'s [Study],
}

impl<'s> Known<'s> {
    /// The archives of these studies.
    pub fn of(studies: &'s [Study]) -> Known<'s> {
        Known { archives: derek_check::archives(studies), studies }
    }

    /// What a reference in a text says: its parts, without the forms it could be
    /// printed in; empty when its words say nothing by themselves.
    pub fn said(&self, words: &str, lang: Lang) -> Value {
        let Some(found) = find(words, &self.archives).into_iter().next() else { return json!({}) };
        let mut said = object(&found.reference, None, self, lang);
        said.remove("rendered");
        Value::Object(said)
    }

    /// What an archive is called now.
    fn name(&self, key: &str, lang: Lang) -> Option<&'s str> {
        let mut cards = self.studies.iter().flat_map(|study| &study.cards);
        cards.find(|card| card.id == key).map(|card| card.name(lang))
    }
}

/// What is said of one reference, and whether it is one. Nothing but the form
/// of `style` is printed for a person who asks for it.
pub fn one(
    line: &[u8],
    style: Option<Style>,
    form: Form,
    known: &Known<'_>,
    lang: Lang,
) -> (String, bool) {
    let text = match std::str::from_utf8(line) {
        Ok(text) => text,
        Err(error) => {
            let at = String::from_utf8_lossy(&line[..error.valid_up_to()]).chars().count();
            let text = String::from_utf8_lossy(line);
            return match form {
                Form::Json => (format!("{}\n", json::not_utf8(&text, at, lang)), false),
                Form::Human => (terminal::refused(&text, &terminal::not_utf8(lang)), false),
            };
        }
    };
    let read = parse(text, &known.archives);
    let said = match (form, &read) {
        (Form::Json, Ok(reference)) => {
            let mut object = object(reference, style, known, lang);
            object.insert("text".to_owned(), json!(text));
            format!("{}\n", Value::Object(object))
        }
        (Form::Json, Err(why)) => format!("{}\n", refused(text, why, style, known, lang)),
        (Form::Human, Ok(reference)) => match style {
            Some(style) => format!("{}\n", terminal::clean(&print(reference, style, own(style)))),
            None => human(text, reference, known, lang),
        },
        (Form::Human, Err(why)) => {
            let mut said = terminal::refused(text, wrong(why).get(lang));
            if let NotAReference::WithoutNumber(_, understood) = why {
                said.push_str(&parts(understood, known, lang));
            }
            said
        }
    };
    (said, read.is_ok())
}

/// A reference as an object: the first unit's levels, then all of them.
pub fn object(
    reference: &Reference,
    style: Option<Style>,
    known: &Known<'_>,
    lang: Lang,
) -> Map<String, Value> {
    let archive = reference.archive();
    let key = archive.and_then(|archive| {
        archive.key.clone().or_else(|| known.archives.key(&archive.written).map(str::to_owned))
    });
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
    put("archive", json!(archive.map(|archive| &archive.written)));
    put("archive_card", json!(key));
    put("archive_name", json!(key.as_deref().and_then(|key| known.name(key, lang))));
    put("same_place", json!(reference.holder == Holder::AsBefore));
    put("title", json!(reference.title));
    let first = reference.units.first();
    for level in [Level::Fond, Level::Opis, Level::Delo, Level::Sheet] {
        put(level.name(), json!(first.and_then(|unit| unit.numbers(level))));
    }
    put("units", reference.units.iter().map(unit).collect());
    let missing: Vec<&str> = reference.missing().into_iter().map(Level::name).collect();
    put("missing", json!(missing));
    put("rendered", rendered(reference, style));
    if let Some(rest) = &reference.rest {
        put("rest", json!(rest));
        let more = find(rest, &known.archives);
        if !more.is_empty() {
            let more = more
                .iter()
                .map(|one| Value::Object(self::object(&one.reference, style, known, lang)));
            put("more", more.collect());
        }
    }
    object
}

fn unit(unit: &Unit) -> Value {
    let levels = Level::ALL
        .into_iter()
        .filter_map(|level| Some((level.name().to_owned(), json!(unit.numbers(level)?))));
    let note = unit.note.iter().map(|note| ("note".to_owned(), json!(note)));
    Value::Object(levels.chain(note).collect())
}

/// The language a style is at home in.
fn own(style: Style) -> Tongue {
    match style {
        Style::Gost => Tongue::Russian,
        Style::Chicago => Tongue::English,
        Style::Kazakh => Tongue::Kazakh,
    }
}

/// Each style in its own language, and the two that other languages use.
fn rendered(reference: &Reference, style: Option<Style>) -> Value {
    let forms = [
        ("gost", Style::Gost, Tongue::Russian),
        ("gost-kk", Style::Gost, Tongue::Kazakh),
        ("gost-en", Style::Gost, Tongue::English),
        ("chicago", Style::Chicago, Tongue::English),
        ("chicago-ru", Style::Chicago, Tongue::Russian),
        ("chicago-kk", Style::Chicago, Tongue::Kazakh),
        ("kazakh", Style::Kazakh, Tongue::Kazakh),
    ];
    let asked = forms.into_iter().filter(|(_, of, _)| style.is_none_or(|style| style == *of));
    let printed = asked
        .map(|(name, style, tongue)| (name.to_owned(), json!(print(reference, style, tongue))));
    Value::Object(printed.collect())
}

fn refused(
    text: &str,
    why: &NotAReference,
    style: Option<Style>,
    known: &Known<'_>,
    lang: Lang,
) -> Value {
    let (name, understood) = match why {
        NotAReference::Empty => ("empty", None),
        NotAReference::NoLevel => ("no-level", None),
        NotAReference::CallNumber(_) => ("call-number", None),
        NotAReference::WithoutNumber(_, reference) => ("without-number", Some(reference)),
    };
    let mut error = json!({
        "wrong": name,
        "said": wrong(why).get(lang),
        "understood": understood.map(|reference| Value::Object(object(reference, style, known, lang))),
    });
    if let NotAReference::CallNumber(whole) = why {
        error["call_number"] = json!(whole);
    }
    json!({ "text": text, "error": error })
}

/// Why words are no reference.
fn wrong(why: &NotAReference) -> Said {
    match why {
        NotAReference::Empty => say!(en: "there are no words", ru: "слов нет", kk: "сөз жоқ"),
        NotAReference::NoLevel => {
            say!(en: "no fond, opis, delo or sheet is named", ru: "не названы ни фонд, ни опись, ни дело, ни лист", kk: "қор да, тізбе де, іс те, парақ та аталмаған")
        }
        NotAReference::CallNumber(_) => {
            say!(en: "a shelf mark that is not of the fond system; it is kept whole", ru: "шифр не из системы фондов; он оставлен как есть", kk: "қорлар жүйесіне жатпайтын шифр; сол күйінде қалдырылды")
        }
        NotAReference::WithoutNumber(level, _) => {
            let level = label(*level);
            say!({ level } en: "there is no number after: {level}", ru: "нет номера после слова: {level}", kk: "мына сөзден кейін нөмір жоқ: {level}")
        }
    }
}

/// A level, in words.
pub fn label(level: Level) -> Said {
    match level {
        Level::Fond => say!(en: "fond", ru: "фонд", kk: "қор"),
        Level::Opis => say!(en: "opis (inventory)", ru: "опись", kk: "тізбе"),
        Level::OpisVolume => {
            say!(en: "volume of the opis", ru: "том описи", kk: "тізбенің томы")
        }
        Level::OpisPart => say!(en: "part of the opis", ru: "часть описи", kk: "тізбенің бөлімі"),
        Level::Carton => say!(en: "box", ru: "картон", kk: "картон"),
        Level::Folder => say!(en: "folder", ru: "папка", kk: "папка"),
        Level::Bundle => say!(en: "bundle", ru: "связка", kk: "байлам"),
        Level::Delo => say!(en: "delo (file)", ru: "дело", kk: "іс"),
        Level::Volume => say!(en: "volume", ru: "том", kk: "том"),
        Level::Part => say!(en: "part", ru: "часть", kk: "бөлім"),
        Level::Sheet => say!(en: "sheet", ru: "лист", kk: "парақ"),
    }
}

fn human(text: &str, reference: &Reference, known: &Known<'_>, lang: Lang) -> String {
    let mut said = format!("{}\n{}", terminal::clean(text), parts(reference, known, lang));
    for style in [Style::Gost, Style::Chicago, Style::Kazakh] {
        let _ = writeln!(said, "  = {}", terminal::clean(&print(reference, style, own(style))));
    }
    said
}

/// The parts, a line each, and what is missing.
fn parts(reference: &Reference, known: &Known<'_>, lang: Lang) -> String {
    let mut said = String::new();
    let mut line = |name: &Said, value: &str| {
        let _ = writeln!(said, "  · {}: {}", name.get(lang), terminal::clean(value));
    };
    match &reference.holder {
        Holder::Archive(archive) => {
            let now = archive.key.as_deref().and_then(|key| known.name(key, lang));
            let named = match now.filter(|now| *now != archive.written) {
                Some(now) => format!("{} ({now})", archive.written),
                None => archive.written.clone(),
            };
            line(&say!(en: "archive", ru: "архив", kk: "архив"), &named);
        }
        Holder::AsBefore => line(
            &say!(en: "archive", ru: "архив", kk: "архив"),
            say!(en: "the same place as before", ru: "там же, где и выше", kk: "жоғарыда аталған жер").get(lang),
        ),
        Holder::Unsaid => {}
    }
    if let Some(title) = &reference.title {
        line(&say!(en: "title", ru: "заглавие", kk: "тақырыбы"), title);
    }
    for unit in &reference.units {
        let levels: Vec<String> = Level::ALL
            .into_iter()
            .filter_map(|level| {
                Some(format!("{} {}", label(level).get(lang), unit.numbers(level)?))
            })
            .collect();
        line(&say!(en: "unit", ru: "единица", kk: "бірлік"), &levels.join(" · "));
        if let Some(note) = &unit.note {
            line(&say!(en: "note", ru: "примечание", kk: "ескертпе"), note);
        }
    }
    if let Some(rest) = &reference.rest {
        line(&say!(en: "not understood", ru: "не разобрано", kk: "түсінілмеді"), rest);
    }
    for level in reference.missing() {
        let missing = label(level);
        let words = say!({ missing } en: "missing: {missing}", ru: "не хватает: {missing}", kk: "жетіспейді: {missing}");
        let _ = writeln!(said, "  ! {}", words.get(lang));
    }
    said
}
