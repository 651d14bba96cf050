//! A study without faults, of a land that never was: names are made of syllables.

use std::collections::BTreeSet;

use super::page::{Book, Dice, Item, Page, day, widely, written};

/// Claims of one land, about.
const OF_A_LAND: usize = 400;

/// Builds lands, one a generation after the other, until there are so many claims.
pub(super) fn study(claims: usize, seed: u64) -> Book {
    let mut book = Book::default();
    let mut dice = Dice(seed ^ 0x9e37_79b9_7f4a_7c15);
    book.others.insert(
        "study.yaml".to_owned(),
        "title: {en: Lands that never were, ru: Земли которых не было, kk: Болмаған жерлер}\n\
         languages: [en, ru, kk]\n"
            .to_owned(),
    );
    book.others.insert(
        "cards/places/world.md".to_owned(),
        "---\nkind: place\nname: {en: The whole country, ru: Вся страна, kk: Бүкіл ел}\n---\n"
            .to_owned(),
    );
    // No two lands have towns or people of one name.
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let (mut number, mut written, mut counted) = (0, 0, 0);
    while written + OF_A_LAND / 2 < claims {
        land(number, &mut dice, &mut taken, &mut book);
        number += 1;
        written += book.claims_from(counted);
        counted = book.pages.len();
    }
    book
}

const FIRST: [&str; 24] = [
    "bal", "tor", "ves", "kar", "min", "dol", "sar", "lem", "gor", "nur", "pav", "zan", "rud",
    "hal", "bor", "tem", "jan", "mor", "sul", "dar", "kel", "ost", "ram", "vil",
];
const MIDDLE: [&str; 24] = [
    "a", "o", "i", "u", "ade", "imo", "ora", "uni", "ele", "aki", "oza", "ibe", "ura", "ego",
    "ani", "omu", "ila", "upe", "eda", "oki", "azo", "iru", "ume", "ali",
];
const LAST: [&str; 24] = [
    "bek", "dan", "mir", "tash", "nov", "rin", "gat", "lov", "shin", "kor", "mat", "zin", "bur",
    "lan", "tov", "gul", "nik", "sen", "var", "dor", "pin", "hol", "rek", "sim",
];

/// A word that no other is like, in Latin letters and in Cyrillic.
fn word(dice: &mut Dice, taken: &mut BTreeSet<String>) -> (String, String) {
    loop {
        let made = format!("{}{}{}", dice.pick(&FIRST), dice.pick(&MIDDLE), dice.pick(&LAST));
        if !taken.insert(made.clone()) {
            continue;
        }
        return (capital(&made), capital(&cyrillic(&made)));
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn cyrillic(word: &str) -> String {
    let word = word.replace("sh", "ш");
    word.chars()
        .map(|letter| match letter {
            'a' => 'а',
            'b' => 'б',
            'd' => 'д',
            'e' => 'е',
            'g' => 'г',
            'h' => 'х',
            'i' => 'и',
            'j' => 'ж',
            'k' => 'к',
            'l' => 'л',
            'm' => 'м',
            'n' => 'н',
            'o' => 'о',
            'p' => 'п',
            'r' => 'р',
            's' => 'с',
            't' => 'т',
            'u' => 'у',
            'v' => 'в',
            'z' => 'з',
            other => other,
        })
        .collect()
}

/// Three names: English, Russian, Kazakh.
fn named(en: String, ru: String, kk: String) -> Vec<(&'static str, String)> {
    vec![("en", en), ("ru", ru), ("kk", kk)]
}

/// What one land has, while it is being written.
struct Land<'d> {
    dice: &'d mut Dice,
    number: usize,
    /// The first day of its story.
    start: i64,
    /// Sources held as texts, each with its paragraphs.
    texts: Vec<(String, Vec<String>)>,
}

impl Land<'_> {
    fn id(&self, what: &str, nth: usize) -> String {
        format!("{what}-{}-{nth}", self.number)
    }

    /// A citation of one of the land's sources.
    fn cite(&mut self) -> String {
        let source = self.dice.roll(4);
        self.cite_of(source)
    }

    fn cite_of(&mut self, source: usize) -> String {
        let n = self.number;
        match source {
            0 => format!("letters-{n}, ¶{}", self.dice.roll(30) + 1),
            1 => format!("memoir-{n}, ¶{}", self.dice.roll(30) + 1),
            2 => format!("history-{n}, p. {}", 101 + self.dice.roll(39)),
            _ => format!("acts-{n}, p. {}", 1 + self.dice.roll(200)),
        }
    }

    fn said(&mut self, value: impl Into<String>) -> Item {
        let cite = self.cite();
        let item = Item::of(value).with("cite", cite);
        match self.dice.roll(12) {
            0 => item.with("note", "the copy is worn here"),
            1 => item.with("mode", "fact"),
            _ => item,
        }
    }

    fn date(&mut self, days: i64) -> Item {
        let way = self.dice.roll(7);
        self.said(written(days, way))
    }

    fn stretch(&mut self, value: &str, from: Option<i64>, until: Option<i64>) -> Item {
        let mut item = self.said(value);
        for (key, days) in [("from", from), ("until", until)] {
            if let Some(days) = days {
                let way = self.dice.roll(7);
                item.set(key, written(days, way));
            }
        }
        item
    }
}

const YEAR: i64 = 365;

fn land(number: usize, dice: &mut Dice, taken: &mut BTreeSet<String>, book: &mut Book) {
    let start = day(1404 + (number as i64 * 17) % 470, 3, 5) + dice.roll(200) as i64;
    let mut land = Land { dice, number, start, texts: Vec::new() };
    sources(&mut land, book);
    let places = places(&mut land, taken, book);
    let people = people(&mut land, taken, book);
    let organs = organs(&mut land, &places, taken, book);
    service(&mut land, &people, &organs, book);
    let documents = documents(&mut land, &people, &organs, &places, book);
    let events = events(&mut land, &people, &organs, &places, &documents, book);
    periods(&mut land, book);
    arguments(&mut land, &events, &documents, book);
}

const SUBJECTS: [&str; 8] = [
    "The council", "A merchant of the lower town", "The old captain", "The keeper of the seal",
    "The envoy from the hills", "The scribe", "A widow at the gate", "The miller",
];
const VERBS: [&str; 8] = [
    "wrote at length about", "refused to pay for", "kept a careful record of",
    "complained twice of", "promised to mend", "was asked to explain", "sold his share in",
    "remembered for many years",
];
const OBJECTS: [&str; 8] = [
    "the bridge over the river", "the toll on salt and grain", "the burnt granary by the wall",
    "the horses taken in the spring", "the road to the northern pass",
    "the bells of the old tower", "the ferry and its two boats", "the pasture beyond the marsh",
];
const TAILS: [&str; 6] = [
    "before the elders of the quarter", "with much bitterness and little hope",
    "while the snow still lay on the fields", "as his neighbours had advised him",
    "although nobody had asked for it", "and the others agreed in silence",
];

fn sources(land: &mut Land<'_>, book: &mut Book) {
    let n = land.number;
    let after = super::page::civil(land.start).0 + 60;
    for key in [format!("letters-{n}"), format!("memoir-{n}")] {
        let paragraphs: Vec<String> = (0..30)
            .map(|at| {
                format!(
                    "{} {} {} {}. In the {} book of the house it is entry {} of the year.",
                    land.dice.pick(&SUBJECTS),
                    land.dice.pick(&VERBS),
                    land.dice.pick(&OBJECTS),
                    land.dice.pick(&TAILS),
                    land.dice.pick(&["red", "black", "long", "torn", "second", "small"]),
                    at * 7 + land.dice.roll(7) + 11,
                )
            })
            .collect();
        book.texts.insert(key.clone(), paragraphs.clone());
        land.texts.push((key, paragraphs));
    }
    let kinds = [
        ("letters", format!("Letters from the land number {n}"), "Editor, Anna", String::new()),
        ("memoir", format!("What I saw, part {n}"), "Witness, Old", String::new()),
        (
            "history",
            format!("On the lands, study {n}"),
            "Scholar, Later",
            "  pages = {101--140},\n".to_owned(),
        ),
        ("acts", format!("Acts of the chancery, volume {n}"), "Clerk, Young", String::new()),
    ];
    for (at, (kind, title, author, pages)) in kinds.into_iter().enumerate() {
        let sort = if kind == "history" { "article" } else { "book" };
        let journal = if kind == "history" { "  journal = {Yearbook},\n" } else { "" };
        let key = format!("{kind}-{n}");
        let text = format!(
            "@{sort}{{{key},\n  author = {{{author}}},\n  title = {{{title}}},\n{journal}{pages}  date = {{{}}},\n}}\n",
            after.max(1850) + at as i64 * 9
        );
        book.entries.push((key, text));
    }
}

fn places(land: &mut Land<'_>, taken: &mut BTreeSet<String>, book: &mut Book) -> Vec<String> {
    let country = land.id("land", 0);
    let (latin, letters) = word(land.dice, taken);
    let mut page = Page {
        id: country.clone(),
        folder: "places",
        kind: "place".to_owned(),
        names: named(
            format!("{latin} Land"),
            format!("Земля {letters}"),
            format!("{letters} жері"),
        ),
        ..Page::default()
    };
    let said = land.said("a country of rivers");
    page.add("says", said);
    book.pages.push(page);
    (1..=6)
        .map(|nth| {
            let id = land.id("town", nth);
            let (latin, letters) = word(land.dice, taken);
            let mut page = Page {
                id: id.clone(),
                folder: "places",
                kind: "place".to_owned(),
                names: named(latin, letters.clone(), format!("{letters} қаласы")),
                ..Page::default()
            };
            let part = land.said(country.clone());
            page.add("part-of", part);
            let kind = land.said("town");
            page.add("type", kind);
            let begins = land.start - 80 * YEAR - nth as i64 * 900;
            let begins = land.said(widely(begins, nth));
            page.add("begins", begins);
            book.pages.push(page);
            id
        })
        .collect()
}

/// Each person is born a year after the one before, from thirty-five years before the start.
fn people(land: &mut Land<'_>, taken: &mut BTreeSet<String>, book: &mut Book) -> Vec<String> {
    (0..14)
        .map(|nth| {
            let id = land.id("person", nth);
            let (given, given_ru) = word(land.dice, taken);
            let (family, family_ru) = word(land.dice, taken);
            let born = land.start - 35 * YEAR + nth as i64 * 340 + land.dice.roll(90) as i64;
            let died = land.start + 26 * YEAR + land.dice.roll(4000) as i64;
            let mut page = Page {
                id: id.clone(),
                folder: "people",
                kind: "person".to_owned(),
                names: named(
                    format!("{given} {family}"),
                    format!("{given_ru} {family_ru}"),
                    format!("{family_ru} {given_ru}"),
                ),
                also: vec![family],
                prose: "A life of service.\n".to_owned(),
                ..Page::default()
            };
            let (born, died) = (land.date(born), land.date(died));
            page.add("born", born);
            page.add("died", died);
            let studied = land.said("law and letters");
            page.add("studied", studied);
            let says = land.said("spoke little and wrote much");
            page.add("says", says);
            book.pages.push(page);
            id
        })
        .collect()
}

fn organs(
    land: &mut Land<'_>,
    places: &[String],
    taken: &mut BTreeSet<String>,
    book: &mut Book,
) -> Vec<String> {
    let (place, place_ru) = word(land.dice, taken);
    let kinds = [
        ("council", "Council", "Совет", "Кеңес", 0, 16),
        ("chancery", "Chancery", "Канцелярия", "Кеңсе", 0, 16),
        ("assembly", "Assembly", "Собрание", "Жиналыс", 1, 14),
        ("league", "League", "Союз", "Одақ", 2, 20),
        ("board", "Board", "Правление", "Басқарма", 16, 22),
        ("guard", "Guard", "Стража", "Сақшы", 1, 20),
    ];
    let start = land.start;
    let ids: Vec<String> = kinds.iter().map(|(id, ..)| format!("{id}-{}", land.number)).collect();
    for (nth, (_, en, ru, kk, begins, ends)) in kinds.into_iter().enumerate() {
        let (begins, ends) = (start + begins * YEAR, start + ends * YEAR);
        let mut page = Page {
            id: ids[nth].clone(),
            folder: "organs",
            kind: "organ".to_owned(),
            names: named(
                format!("{en} of {place}"),
                format!("{ru} земли {place_ru}"),
                format!("{place_ru} {kk}"),
            ),
            ..Page::default()
        };
        let (first, last) = (land.date(begins), land.date(ends));
        page.add("begins", first);
        page.add("ends", last);
        let function = *land.dice.pick(&["justice", "taxes", "war", "roads"]);
        let function = land.said(function);
        page.add("function", function);
        let kind = land.said(en.to_lowercase());
        page.add("type", kind);
        let middle = begins + (ends - begins) / 2;
        let seat = land.stretch(&places[nth % 3], Some(begins), Some(middle));
        page.add("seat", seat);
        let seat = land.stretch(&places[nth % 3 + 2], Some(middle + 3), Some(ends));
        page.add("seat", seat);
        match nth {
            1 => {
                let whole = land.said(ids[0].clone());
                page.add("part-of", whole);
            }
            4 => {
                let before = land.said(ids[0].clone());
                page.add("succeeds", before);
            }
            3 | 5 => {
                let side = land.stretch(&ids[0], Some(begins), Some(middle));
                page.add("allegiance", side);
            }
            _ => {}
        }
        book.pages.push(page);
    }
    ids
}

/// Offices and seats in the bodies, each after the other.
fn service(land: &mut Land<'_>, people: &[String], organs: &[String], book: &mut Book) {
    let start = land.start;
    let mut give = |land: &mut Land<'_>,
                    person: &str,
                    predicate: &str,
                    organ: &str,
                    role: &str,
                    from: i64,
                    until: i64| {
        let mut item = land.stretch(organ, Some(from), Some(until));
        if !role.is_empty() {
            item.set("as", role);
        }
        if let Some(at) = book.at(person) {
            book.pages[at].add(predicate, item);
        }
    };
    for nth in 0..4 {
        let from = start + nth as i64 * 4 * YEAR;
        give(land, &people[nth], "office", &organs[0], "chairman", from + 10, from + 4 * YEAR - 10);
        give(
            land,
            &people[nth + 4],
            "office",
            &organs[1],
            "secretary",
            from + 20,
            from + 4 * YEAR - 20,
        );
        let from = start + 2 * YEAR + nth as i64 * 4 * YEAR;
        give(
            land,
            &people[nth + 8],
            "office",
            &organs[3],
            "председатель",
            from + 40,
            from + 4 * YEAR - 40,
        );
    }
    for (nth, person) in people.iter().enumerate() {
        let from = start + (YEAR + 60) + nth as i64 * 200;
        give(land, person, "member", &organs[2], "", from, from + 5 * YEAR);
        let side = if nth < 8 { 0 } else { 3 };
        give(land, person, "allegiance", &organs[side], "", start + 3 * YEAR, start + 12 * YEAR);
    }
}

fn documents(
    land: &mut Land<'_>,
    people: &[String],
    organs: &[String],
    places: &[String],
    book: &mut Book,
) -> Vec<String> {
    let start = land.start;
    (0..14)
        .map(|nth| {
            let id = land.id("letter", nth);
            let n = land.number;
            let sent = start + 3 * YEAR + nth as i64 * 120 + land.dice.roll(20) as i64;
            let mut page = Page {
                id: id.clone(),
                folder: "documents",
                kind: "document".to_owned(),
                names: named(
                    format!("Letter {nth} from land {n}"),
                    format!("Письмо {nth} из земли {n}"),
                    format!("{n}-жердің {nth}-хаты"),
                ),
                ..Page::default()
            };
            let when = land.date(sent);
            page.add("when", when);
            let way = 20 + land.dice.roll(15) as i64;
            let received = land.date(sent + way);
            page.add("received", received);
            let author = land.said(people[nth].clone());
            page.add("author", author);
            let addressee = land.said(organs[[0, 2, 3][nth % 3]].clone());
            page.add("addressee", addressee);
            let place = land.said(places[nth % 6].clone());
            page.add("where", place);
            let kind = land.said("letter");
            page.add("type", kind);
            let (key, paragraphs) = land.texts[nth % 2].clone();
            let at = land.dice.roll(paragraphs.len());
            let words: Vec<&str> = paragraphs[at].split(' ').collect();
            page.add(
                "says",
                Item::of("about the house and the road")
                    .with("cite", format!("{key}, ¶{}", at + 1))
                    .with("quote", words[..9.min(words.len())].join(" ")),
            );
            if nth % 4 == 1 {
                let question = land.id("letter", nth - 1);
                let answers = land.said(question);
                page.add("answers", answers);
            }
            if nth % 5 == 4 {
                let original = land.id("letter", nth - 2);
                let original = land.said(original);
                page.add("derived-from", original);
            }
            book.pages.push(page);
            id
        })
        .collect()
}

fn events(
    land: &mut Land<'_>,
    people: &[String],
    organs: &[String],
    places: &[String],
    documents: &[String],
    book: &mut Book,
) -> Vec<String> {
    let start = land.start;
    let n = land.number;
    (0..26)
        .map(|nth| {
            let id = land.id("event", nth);
            // Within the third to the thirteenth year, when all bodies but the board are at work.
            let when = start + 2 * YEAR + 100 + nth as i64 * 140 + land.dice.roll(30) as i64;
            let kind = *land.dice.pick(&["meeting", "treaty", "fire", "trial", "siege", "fair"]);
            let mut page = Page {
                id: id.clone(),
                folder: "events",
                kind: "event".to_owned(),
                names: named(
                    format!("{} {nth} in land {n}", capital(kind)),
                    format!("Событие {nth} в земле {n}"),
                    format!("{n}-жердегі {nth}-оқиға"),
                ),
                prose: format!(
                    "Compare [[{}]], and [@acts-{n}, p. 7].\n",
                    documents[nth % documents.len()]
                ),
                ..Page::default()
            };
            let item = land.date(when);
            page.add("when", item);
            // A second witness who knows it less exactly.
            let wide = land.said(widely(when, nth));
            if nth % 3 == 0 {
                page.add("when", wide);
            }
            let place = land.said(places[nth % 6].clone());
            page.add("where", place);
            for guest in 0..2 + nth % 2 {
                let party = land.said(people[(nth + guest * 5) % people.len()].clone());
                page.add("party", party);
            }
            if nth % 2 == 0 {
                // The assembly sits wherever it is called; no seat is told of by events elsewhere.
                let party = land.said(organs[2].clone());
                page.add("party", party);
                let whole = land.id("land", 0);
                page.replace("where", Item::of(whole).with("cite", format!("acts-{n}, p. 4")));
            }
            let kind = land.said(kind);
            page.add("type", kind);
            let outcome = land.said("all went home");
            page.add("outcome", outcome);
            let (key, paragraphs) = land.texts[nth % 2].clone();
            let at = land.dice.roll(paragraphs.len());
            let quote = paragraphs[at].split(". ").next().unwrap_or_default().to_owned();
            page.add(
                "says",
                Item::of("one who was there tells of it")
                    .with("cite", format!("{key}, ¶{}", at + 1))
                    .with("quote", quote),
            );
            let says = land.said("the day was cold");
            page.add("says", says);
            if 0 < nth && nth % 3 == 1 {
                let cause = land.id("event", nth - 1);
                let cause = land.said(cause);
                page.add("caused-by", cause);
            }
            if nth % 6 == 5 {
                page.add(
                    "after",
                    Item::of(land.id("event", nth - 2)).with("cite", format!("acts-{n}, p. 9")),
                );
            }
            book.pages.push(page);
            id
        })
        .collect()
}

/// Four stages, each of which ends the day before the next begins, at an event.
fn periods(land: &mut Land<'_>, book: &mut Book) {
    let n = land.number;
    let scheme = format!("stages-{n}");
    let mut page = Page {
        id: scheme.clone(),
        folder: "concepts",
        kind: "concept".to_owned(),
        names: named(
            format!("Stages of land {n}"),
            format!("Этапы земли {n}"),
            format!("{n}-жердің кезеңдері"),
        ),
        ..Page::default()
    };
    page.add("says", Item::of("four stages").with("cite", format!("history-{n}, p. 102")));
    book.pages.push(page);
    let bounds = [0, 2 * YEAR + 100, 2 * YEAR + 940, 2 * YEAR + 2_480, 14 * YEAR];
    for nth in 0..4 {
        let mut page = Page {
            id: land.id("stage", nth),
            folder: "periods",
            kind: "period".to_owned(),
            names: named(
                format!("Stage {} of land {n}", nth + 1),
                format!("Этап {} земли {n}", nth + 1),
                format!("{n}-жердің {}-кезеңі", nth + 1),
            ),
            ..Page::default()
        };
        let cite = format!("history-{n}, p. {}", 103 + nth);
        page.add("scheme", Item::of(scheme.clone()).with("cite", cite.clone()));
        // One author writes all days in one way.
        let begins = written(land.start + bounds[nth], 0);
        let ends = written(land.start + bounds[nth + 1] - 1, 0);
        page.add("begins", Item::of(begins).with("cite", cite.clone()));
        page.add("ends", Item::of(ends).with("cite", cite.clone()));
        page.add("says", Item::of("a time of work").with("cite", cite));
        book.pages.push(page);
    }
}

fn arguments(land: &mut Land<'_>, events: &[String], documents: &[String], book: &mut Book) {
    let n = land.number;
    for nth in 0..2 {
        let question = land.id("question", nth);
        let mut page = Page {
            id: question.clone(),
            folder: "questions",
            kind: "question".to_owned(),
            names: named(
                format!("Question {nth} of land {n}"),
                format!("Вопрос {nth} земли {n}"),
                format!("{n}-жердің {nth}-сұрағы"),
            ),
            ..Page::default()
        };
        page.add(
            "asks",
            Item::of("Who rebuilt the bridge?").with("cite", format!("history-{n}, p. 110")),
        );
        book.pages.push(page);
        for side in 0..2 {
            let mut page = Page {
                id: format!("argument-{n}-{nth}-{side}"),
                folder: "arguments",
                kind: "argument".to_owned(),
                names: named(
                    format!("Answer {side} to question {nth} of land {n}"),
                    format!("Ответ {side} на вопрос {nth} земли {n}"),
                    format!("{n}-жердің {nth}-сұрағына {side}-жауап"),
                ),
                ..Page::default()
            };
            page.add(
                "question",
                Item::of(question.clone()).with("cite", format!("history-{n}, p. 111")),
            );
            let first = land.cite_of(side);
            page.add("for", Item::of("the accounts name the payer").with("cite", first));
            let second = land.cite_of(3);
            page.add("for", Item::of("a receipt is kept").with("cite", second));
            let against = land.cite_of(2);
            page.add("against", Item::of("the handwriting is of another").with("cite", against));
            let event = events[(nth * 7 + side * 3) % events.len()].clone();
            let letter = documents[(nth * 5 + side) % documents.len()].clone();
            let (event, letter) = (land.said(event), land.said(letter));
            page.add("rests-on", event);
            page.add("rests-on", letter);
            book.pages.push(page);
        }
    }
}
