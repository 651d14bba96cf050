//! What a sentence says happened: which deed, to what, between whom, when.
//!
//! Deeds and the things they are done to are known by short tables of word
//! stems, so a text about any time and place is read by the same rule.

use std::collections::BTreeSet;
use std::ops::Range;

use derek_study::Document;
use derek_study::document::{Kind, Language, Name, NameKind, Paragraph};
use derek_text::{Lexicon, is_capitalised, stem, words};
use derek_time::{Mention, Precision, Year};

use crate::sequence::is_year_or_finer;

/// A dated deed in a text.
#[derive(Debug, Clone)]
pub(crate) struct Statement<'d> {
    pub document: &'d Document,
    pub paragraph: &'d Paragraph,
    pub sentence: Range<usize>,
    /// What was done: *concluded*, *founded*, *died*.
    pub deed: Deed,
    /// The thing: *agreement*, *congress*; `None` when a person is meant.
    pub thing: Option<&'static str>,
    /// Who and what is named in the same breath, as keys.
    pub names: BTreeSet<String>,
    /// What each of these names begins with.
    beginnings: Vec<String>,
    /// First, second, third: `None` when not said.
    pub ordinal: Option<u32>,
    /// The small word right before the thing that tells its kind: *all-Kazakh*, *жалпықазақ*.
    pub kind: Option<String>,
    /// What the thing itself is called: *the treaty of Mantes*, *the Steppe party*.
    pub called: BTreeSet<String>,
    pub mention: &'d Mention,
}

/// A kind of deed that happens to one thing once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Deed {
    Conclude,
    Found,
    Adopt,
    Meet,
    Begin,
    End,
    Take,
    Die,
    Born,
    /// A deed told by its verb alone, of two that are named: *landed at Torbay*.
    Act,
}

/// Verbs of deeds that two names tell: who, and where or whom.
const ACTS: &[(&str, &[&str])] = &[
    ("land", &["landed", "land", "lands", "высадился", "высадились", "высадилась"]),
    (
        "surrender",
        &["surrendered", "surrenders", "capitulated", "сдался", "сдалась", "сдал", "сдали"],
    ),
    (
        "abdicate",
        &[
            "abdicated", "abdicates", "abdication", "отрёкся", "отрекся", "отречение", "отречения",
            "отречении",
        ],
    ),
    (
        "defeat",
        &[
            "defeated", "routed", "beat", "разбил", "разбила", "разбили", "разгромил",
            "разгромила", "разгромили", "жеңді", "талқандады",
        ],
    ),
    ("invade", &["invaded", "invades", "вторгся", "вторглась", "вторглись"]),
    (
        "enter",
        &[
            "entered", "enters", "вступил", "вступила", "вступили", "вошёл", "вошел", "вошли",
            "кірді",
        ],
    ),
    (
        "cross",
        &["crossed", "crosses", "переправился", "переправилась", "перешёл", "перешел", "перешла"],
    ),
    ("marry", &["married", "marries", "женился", "обвенчался", "үйленді"]),
    ("crown", &["crowned", "короновался", "коронован", "венчался"]),
    ("appoint", &["appointed", "назначен", "назначена", "назначил", "назначило", "тағайындалды"]),
    ("arrest", &["arrested", "арестован", "арестована", "арестовали", "тұтқындалды"]),
    ("besiege", &["besieged", "осадил", "осадила", "осадили", "қоршады", "қоршауға"]),
    ("annex", &["annexed", "присоединил", "присоединила", "аннексировал", "аннексировала"]),
];

/// Words of deeds, whole: a light stem would confuse *found* and *founder*.
const DEEDS: &[(Deed, &[&str])] = &[
    (
        Deed::Conclude,
        &[
            "concluded", "signed", "ratified", "заключено", "заключён", "заключен", "заключена",
            "заключили", "заключил", "заключило", "заключило", "подписан", "подписано",
            "подписана", "подписали", "подписал", "жасалды", "қойылды", "бекітілді",
        ],
    ),
    (
        Deed::Found,
        &[
            "founded", "established", "formed", "created", "organised", "organized", "основан",
            "основана", "основано", "основали", "создан", "создана", "создано", "создали",
            "образован", "образована", "образовано", "образовали", "учреждён", "учрежден",
            "учреждена", "учреждено", "возникла", "возник", "возникло", "сложилась", "оформилась",
            "құрылды", "құрылған", "құрды", "ұйымдастырылды",
        ],
    ),
    (
        Deed::Adopt,
        &[
            "adopted", "proclaimed", "declared", "promulgated", "принят", "принята", "принято",
            "приняли", "провозглашена", "провозглашено", "провозглашён", "провозгласил",
            "провозгласили", "объявлена", "издан", "қабылданды", "жарияланды", "қабылдады",
            "жариялады",
        ],
    ),
    (
        Deed::Meet,
        &[
            "held", "convened", "convoked", "opened", "opening", "assembled", "открытие",
            "открытия", "открытии", "ашылуы", "ашылуына", "состоялся", "состоялась", "состоялось",
            "созван", "созвана", "прошёл", "прошел", "прошла", "открылся", "открылась", "собрался",
            "өтті", "шақырылды", "ашылды", "өткізілді",
        ],
    ),
    (
        Deed::Begin,
        &[
            "began", "started", "erupted", "launched", "начался", "началась", "началось",
            "вспыхнуло", "вспыхнул", "вспыхнула", "басталды", "бұрқ",
        ],
    ),
    (
        Deed::End,
        &[
            "ended", "dissolved", "abolished", "disbanded", "liquidated", "surrendered",
            "collapsed", "завершился", "завершилась", "закончился", "закончилась", "окончилась",
            "распущен", "распущена", "распущено", "упразднён", "упразднен", "упразднена",
            "упразднено", "ликвидирован", "ликвидирована", "ликвидировано", "капитулировал",
            "аяқталды", "таратылды", "жойылды",
        ],
    ),
    (
        Deed::Take,
        &[
            "captured", "fell", "seized", "occupied", "liberated", "взят", "взята", "взяли",
            "взял", "взяла", "пал", "пала", "захвачен", "захвачена", "занят", "занята",
            "освобождён", "освобожден", "освобождена", "алынды", "құлады", "азат",
        ],
    ),
    (
        Deed::Die,
        &[
            "died", "executed", "assassinated", "умер", "умерла", "скончался", "скончалась",
            "расстрелян", "казнён", "казнен", "погиб", "погибла", "убит", "убита", "өлді",
            "атылды", "мерт",
        ],
    ),
    (Deed::Born, &["born", "родился", "родилась", "туған", "туды", "туылған"]),
];

/// Things that a deed is done to, each with its words' beginnings.
const THINGS: &[(&str, &[&str])] = &[
    (
        "agreement",
        &[
            "agreement", "treaty", "pact", "accord", "alliance", "armistice", "truce", "соглашени",
            "договор", "пакт", "союз", "перемири", "келісім", "шарт", "одақ", "бітім",
        ],
    ),
    (
        "congress",
        &[
            "congress", "conference", "assembly", "съезд", "конференци", "собрани", "курултай",
            "құрылтай", "съез", "конференция",
        ],
    ),
    ("party", &["party", "парти"]),
    (
        "government",
        &[
            "government", "autonomy", "republic", "council", "committee", "правительств",
            "автономи", "республик", "совет", "комитет", "үкімет", "автономия", "республика",
            "кеңес",
        ],
    ),
    ("newspaper", &["newspaper", "journal", "magazine", "газет", "журнал"]),
    (
        "school",
        &[
            "school", "university", "institute", "academy", "school", "школ", "училищ",
            "университет", "институт", "академи", "мектеп",
        ],
    ),
    (
        "army",
        &[
            "army", "regiment", "legion", "division", "арми", "полк", "дивизи", "легион", "әскер",
            "жасақ",
        ],
    ),
    (
        "decree",
        &[
            "decree", "law", "constitution", "manifesto", "edict", "charter", "resolution",
            "ordinance", "декрет", "указ", "закон", "конституци", "манифест", "постановлени",
            "резолюци", "устав", "жарлық", "заң", "қаулы",
        ],
    ),
    (
        "uprising",
        &[
            "uprising", "rising", "revolt", "rebellion", "insurrection", "mutiny", "восстани",
            "мятеж", "бунт", "көтеріліс",
        ],
    ),
    (
        "battle",
        &[
            "battle", "siege", "offensive", "campaign", "битв", "сражени", "осад", "наступлени",
            "шайқас", "қоршау",
        ],
    ),
    ("war", &["war", "войн", "соғыс"]),
    (
        "church",
        &[
            "church", "mosque", "monastery", "cathedral", "церк", "мечет", "монастыр", "собор",
            "мешіт",
        ],
    ),
    ("railway", &["railway", "railroad", "bridge", "железн", "мост", "көпір"]),
    ("town", &["city", "town", "fortress", "fort", "город", "крепост", "форт", "қала", "бекініс"]),
];

impl Deed {
    /// What can be done so.
    fn things(self) -> &'static [&'static str] {
        match self {
            Deed::Conclude => &["agreement"],
            Deed::Found => {
                &["party", "government", "newspaper", "school", "army", "church", "railway", "town"]
            }
            Deed::Adopt => &["decree", "government"],
            Deed::Meet => &["congress", "railway", "school", "church"],
            Deed::Begin => &["uprising", "battle", "war", "newspaper"],
            Deed::End => &["uprising", "battle", "war", "government", "party", "army", "newspaper"],
            Deed::Take => &["town"],
            Deed::Die | Deed::Born | Deed::Act => &[],
        }
    }
}

/// The dated deeds of a text.
pub(crate) fn statements<'d>(document: &'d Document, sides: &Lexicon<&str>) -> Vec<Statement<'d>> {
    let mut statements = Vec::new();
    for paragraph in
        document.paragraphs.iter().filter(|one| matches!(one.kind, Kind::Prose | Kind::Item))
    {
        for sentence in &paragraph.sentences {
            stated(document, paragraph, sentence, sides, &mut statements);
        }
    }
    statements
}

fn stated<'d>(
    document: &'d Document,
    paragraph: &'d Paragraph,
    sentence: &Range<usize>,
    sides: &Lexicon<&str>,
    statements: &mut Vec<Statement<'d>>,
) {
    let text = paragraph.slice(sentence.clone());
    let tokens: Vec<Range<usize>> =
        words(text).map(|range| sentence.start + range.start..sentence.start + range.end).collect();
    let lower: Vec<String> =
        tokens.iter().map(|range| paragraph.slice(range.clone()).to_lowercase()).collect();
    let deeds: Vec<(usize, Deed)> = lower
        .iter()
        .enumerate()
        .filter_map(|(at, word)| Some((at, deed_of(word)?)))
        .filter(|(at, _)| !paragraph.slice(sentence.start..tokens[*at].start).ends_with('-'))
        .collect();
    for (at, lemma) in lower.iter().enumerate().filter_map(|(at, word)| Some((at, act_of(word)?))) {
        let hedged = lower[at.saturating_sub(HEDGING)..lower.len().min(at + HEDGING)]
            .iter()
            .any(|word| is_hedge(word));
        let others: Vec<&Range<usize>> = deeds.iter().map(|(other, _)| &tokens[*other]).collect();
        if let Some(mention) =
            date_of(paragraph, sentence, &tokens[at], &others).filter(|_| !hedged)
        {
            let mut names = names_around(paragraph, &tokens, at, mention);
            let mut called = BTreeSet::new();
            if lemma == "marry" {
                called = spouse(paragraph, &tokens, at, mention);
            }
            if lemma == "abdicate" {
                names.extend(beside_noun(paragraph, &tokens, at));
            }
            statements.push(Statement {
                document,
                paragraph,
                sentence: sentence.clone(),
                deed: Deed::Act,
                thing: Some(lemma),
                beginnings: beginnings(&names),
                names,
                ordinal: None,
                kind: None,
                called,
                mention,
            });
        }
    }
    titled(document, paragraph, sentence, (&tokens, &lower), sides, statements);
    for (at, deed) in &deeds {
        let others: Vec<&Range<usize>> = deeds
            .iter()
            .filter(|(other, _)| other != at)
            .map(|(other, _)| &tokens[*other])
            .collect();
        let near = at.saturating_sub(HEDGING)..lower.len().min(at + HEDGING);
        if lower[near].iter().any(|word| is_hedge(word)) {
            continue;
        }
        // What stands before another deed belongs to that one.
        let since =
            deeds.iter().map(|(other, _)| other + 1).filter(|since| since <= at).max().unwrap_or(0);
        let Some(mention) = date_of(paragraph, sentence, &tokens[*at], &others) else { continue };
        let noun = match deed {
            Deed::Die | Deed::Born | Deed::Act => None,
            _ => match thing_near(&lower, since, *at, *deed) {
                Some(found) => Some(found),
                None => continue,
            },
        };
        let names = match noun {
            Some((_, noun)) => names_beside(
                paragraph,
                &tokens[since..],
                noun.saturating_sub(since),
                mention,
                sides,
            ),
            None => person_before(paragraph, sentence, tokens[*at].start),
        };
        let ordinal = noun.and_then(|(_, noun)| ordinal_before(&lower, noun));
        let called = noun.map(|(_, noun)| called(paragraph, &tokens, noun)).unwrap_or_default();
        let thing = noun.map(|(thing, _)| thing);
        statements.push(Statement {
            document,
            paragraph,
            sentence: sentence.clone(),
            deed: *deed,
            thing,
            beginnings: beginnings(&names),
            names,
            ordinal,
            kind: noun.and_then(|(_, noun)| kind_before(&lower, noun)),
            called,
            mention,
        });
    }
}

/// *The rising of 7 February 1930*: a day that is part of a thing's name is that of its beginning
/// or its making.
fn titled<'d>(
    document: &'d Document,
    paragraph: &'d Paragraph,
    sentence: &Range<usize>,
    (tokens, lower): (&[Range<usize>], &[String]),
    sides: &Lexicon<&str>,
    statements: &mut Vec<Statement<'d>>,
) {
    for (at, word) in lower.iter().enumerate() {
        let deed = match thing_of(word) {
            Some("uprising") => Deed::Begin,
            _ => continue,
        };
        let thing = thing_of(word);
        let mention = paragraph.dates.iter().find(|mention| {
            let gap = tokens[at].end.min(mention.range.start)..mention.range.start;
            sentence.contains(&mention.range.start)
                && tokens[at].end <= mention.range.start
                && matches!(paragraph.slice(gap).trim(), "of" | "от" | "")
                && mention.year == Year::Stated
                && mention.date.precision == Precision::Day
                && !paragraph.is_quoted(mention.range.start)
        });
        let Some(mention) = mention else { continue };
        let names = names_beside(paragraph, tokens, at, mention, sides);
        statements.push(Statement {
            document,
            paragraph,
            sentence: sentence.clone(),
            deed,
            thing,
            beginnings: beginnings(&names),
            names,
            ordinal: ordinal_before(lower, at),
            kind: kind_before(lower, at),
            called: called(paragraph, tokens, at),
            mention,
        });
    }
}

/// The word of small letters right before a thing, when it tells more than an ordinal or an article.
fn kind_before(lower: &[String], noun: usize) -> Option<String> {
    let word = lower.get(noun.checked_sub(1)?)?;
    let is_ordinal = ordinal_before(lower, noun).is_some()
        && ordinal_before(&lower[..noun], noun - 1) != ordinal_before(lower, noun);
    let tells = 4 < word.chars().count() && !is_hedge(word) && !is_ordinal;
    tells.then(|| derek_text::skeleton(&stem(word)))
}

/// Capitalised words within three of a noun of a deed: *отречение Николая II*.
fn beside_noun(paragraph: &Paragraph, tokens: &[Range<usize>], noun: usize) -> BTreeSet<String> {
    let near = noun.saturating_sub(3)..tokens.len().min(noun + 4);
    let names = near.filter(|at| *at != noun && *at != 0).filter_map(|at| {
        let word = paragraph.slice(tokens[at].clone());
        (is_capitalised(word) && 2 < word.chars().count() && !is_article(word))
            .then(|| derek_text::skeleton(&stem(word)))
    });
    names.collect()
}

/// Words on each side of a deed among which a hedge speaks of it.
const HEDGING: usize = 5;

fn deed_of(word: &str) -> Option<Deed> {
    // *Основанная в 1917 г. партия*: a participle tells the deed as its verb does.
    const PARTICIPLE: &[&str] =
        &["ный", "ная", "ное", "ные", "ной", "ную", "ного", "ному", "ным", "ном", "ных"];
    let verb = PARTICIPLE.iter().find_map(|ending| word.strip_suffix(ending));
    let is = |known: &&str| *known == word || verb.is_some_and(|verb| *known == verb);
    DEEDS.iter().find(|(_, words)| words.iter().any(is)).map(|(deed, _)| *deed)
}

fn act_of(word: &str) -> Option<&'static str> {
    ACTS.iter().find(|(_, forms)| forms.contains(&word)).map(|(lemma, _)| *lemma)
}

/// Names within a few words of a verb, none of them the first word of a sentence that is not known to be a name.
fn names_around(
    paragraph: &Paragraph,
    tokens: &[Range<usize>],
    verb: usize,
    mention: &Mention,
) -> BTreeSet<String> {
    let from = tokens[verb.saturating_sub(6)].start;
    let to = tokens[(verb + 6).min(tokens.len() - 1)].end;
    let named = paragraph.names.iter().filter(|name| {
        from <= name.range.start
            && name.range.end <= to
            && !mention.range.contains(&name.range.start)
    });
    let mut names: BTreeSet<String> = named
        .map(|name| {
            derek_text::skeleton(&derek_text::surname(
                words(&name.surname)
                    .last()
                    .map_or(name.surname.as_str(), |range| &name.surname[range]),
            ))
        })
        .collect();
    // A subject that opens the sentence is capitalised anyway; before a verb it is a name all the same.
    if verb == 1 {
        names
            .insert(derek_text::skeleton(&derek_text::surname(paragraph.slice(tokens[0].clone()))));
    }
    names
}

/// The names behind a verb of marrying, up to whose child the spouse was.
fn spouse(
    paragraph: &Paragraph,
    tokens: &[Range<usize>],
    verb: usize,
    mention: &Mention,
) -> BTreeSet<String> {
    const FAR: usize = 12;
    const CHILD: &[&str] = &["daughter", "son", "sister", "widow", "дочери", "дочь", "сестре"];
    let behind = tokens.iter().skip(verb + 1).take(FAR);
    let behind = behind
        .filter(|token| !mention.range.contains(&token.start))
        .map(|token| paragraph.slice((*token).clone()))
        .take_while(|word| !CHILD.contains(&word.to_lowercase().as_str()));
    behind
        .filter(|word| is_capitalised(word) && 2 < word.chars().count() && !is_article(word))
        .map(|word| derek_text::skeleton(&stem(word)))
        .collect()
}

/// Words that make the sentence say less, or of another thing of the kind.
fn is_hedge(word: &str) -> bool {
    const HEDGES: &[&str] = &[
        "not", "never", "another", "again", "renewed", "new", "would", "should", "could", "might",
        "if", "planned", "supposed", "allegedly", "second-hand", "annual", "every", "later", "не",
        "никогда", "другой", "другое", "другая", "снова", "вновь", "новый", "новое", "новая", "бы",
        "должен", "якобы", "каждый", "ежегодно", "позже", "емес", "ешқашан", "басқа", "қайта",
        "жаңа", "тағы", "кейін",
    ];
    HEDGES.contains(&word)
}

/// The date next to the deed, fine enough to tell years apart, with no other deed between.
pub(crate) fn date_of<'d>(
    paragraph: &'d Paragraph,
    sentence: &Range<usize>,
    deed: &Range<usize>,
    others: &[&Range<usize>],
) -> Option<&'d Mention> {
    let dated = paragraph.dates.iter().filter(|mention| {
        sentence.contains(&mention.range.start)
            && mention.year == Year::Stated
            && is_year_or_finer(mention.date.precision)
            && !is_in_brackets_before(paragraph, sentence, mention, deed)
    });
    let distance = |mention: &Mention| match deed.end <= mention.range.start {
        true => mention.range.start - deed.end,
        false => deed.start.saturating_sub(mention.range.end),
    };
    let nearest = dated.min_by_key(|mention| distance(mention))?;
    let span = match deed.end <= nearest.range.start {
        true => deed.end..nearest.range.start,
        false => nearest.range.end..deed.start,
    };
    if others.iter().any(|other| span.start <= other.start && other.end <= span.end) {
        return None;
    }
    let between = paragraph.slice(span);
    const OTHER_CLAUSE: &[&str] = &[
        "and", "when", "which", "who", "but", "what", "where", "while", "after", "before", "и",
        "а", "но", "когда", "где", "что", "чтобы", "который", "которая", "которое", "которые",
        "ал", "бірақ",
    ];
    let other_clause = between.split(',').skip(1).any(|clause| {
        words(clause).next().is_some_and(|word| OTHER_CLAUSE.contains(&&clause[word]))
    });
    // *In 1919 the republic that had been proclaimed*: the date is of the clause around.
    let is_relative = nearest.range.end <= deed.start && {
        let last: Vec<String> = crate::naming::lowered(between).into_iter().rev().take(3).collect();
        let links = last.iter().take_while(|word| AUXILIARY.contains(&word.as_str())).count();
        last.get(links).is_some_and(|word| {
            matches!(word.as_str(), "that" | "which" | "who") || word.starts_with("котор")
        })
    };
    if is_relative {
        return None;
    }
    let is_near = words(between).count() <= 14 && !between.contains([';', ':']) && !other_clause;
    (is_near && !paragraph.is_quoted(nearest.range.start)).then_some(nearest)
}

/// Words that may stand between a relative pronoun and its verb.
const AUXILIARY: &[&str] =
    &["had", "has", "have", "was", "were", "been", "first", "был", "была", "было", "были"];

/// *Victor (1862–1926) married*, *Jérôme (born 1957), married in 2013*: a date in brackets before
/// a deed is of the name before the brackets.
fn is_in_brackets_before(
    paragraph: &Paragraph,
    sentence: &Range<usize>,
    mention: &Mention,
    deed: &Range<usize>,
) -> bool {
    if deed.start <= mention.range.end {
        return false;
    }
    let before = paragraph.slice(sentence.start..mention.range.start);
    let open = before.rfind(['(', ')']).is_some_and(|at| before[at..].starts_with('('));
    open && paragraph.slice(mention.range.end..deed.start).contains(')')
}

/// The thing that this deed is done to: the nearest before it that can be, else the nearest after.
fn thing_near(
    lower: &[String],
    since: usize,
    deed: usize,
    kind: Deed,
) -> Option<(&'static str, usize)> {
    let fits =
        |at: usize| Some((thing_of(&lower[at]).filter(|thing| kind.things().contains(thing))?, at));
    let before = (deed.saturating_sub(22).max(since)..deed).filter_map(fits);
    let after = (deed + 1..lower.len().min(deed + 7)).filter_map(fits);
    // The subject stands first: *the agreement … on the creation of autonomy was concluded*.
    before.min_by_key(|(_, at)| *at).or_else(|| after.min_by_key(|(_, at)| *at))
}

fn thing_of(word: &str) -> Option<&'static str> {
    let fits = |start: &&str| {
        word == *start
            || word.strip_prefix(*start).is_some_and(|rest| {
                rest.chars().count() <= 4 && !start.is_ascii() || matches!(rest, "s" | "'s" | "’s")
            })
    };
    THINGS.iter().find(|(_, words)| words.iter().any(fits)).map(|(name, _)| *name)
}

/// Names in the thing's own phrase: within some words of it, not across the date.
fn names_beside(
    paragraph: &Paragraph,
    tokens: &[Range<usize>],
    noun: usize,
    mention: &Mention,
    sides: &Lexicon<&str>,
) -> BTreeSet<String> {
    // *The Alash Orda and the Soviet government signed an agreement*: its parties stand before it.
    let is_agreement =
        thing_of(&paragraph.slice(tokens[noun].clone()).to_lowercase()) == Some("agreement");
    let from = tokens[noun.saturating_sub(if is_agreement { 10 } else { 4 })]
        .start
        .max(paragraph.sentence_at(tokens[noun].start).start);
    let to = tokens[(noun + 14).min(tokens.len() - 1)].end;
    let cut = |range: Range<usize>| match () {
        () if tokens[noun].end <= mention.range.start => {
            range.start..range.end.min(mention.range.start)
        }
        () => range.start.max(mention.range.end)..range.end,
    };
    let phrase = cut(from..to);
    let phrase = phrase.start.min(phrase.end)..phrase.end;
    let text = paragraph.slice(phrase.clone());
    let known = sides.find(text);
    let mut names: BTreeSet<String> = known.iter().map(|found| found.what.to_owned()).collect();
    for range in words(text) {
        let word = &text[range.clone()];
        let is_known = known.iter().any(|found| found.range.contains(&range.start));
        let begins_sentence =
            paragraph.sentences.iter().any(|sentence| sentence.start == phrase.start + range.start);
        // *Курская битва началась*: the first word is a name when the thing follows it.
        let opens_thing = tokens.get(noun).is_some_and(|noun| {
            text.get(range.end..(noun.start - phrase.start.min(noun.start)).min(text.len()))
                .is_some_and(|gap| gap.trim().is_empty())
        });
        if !is_known
            && is_capitalised(word)
            && (!begins_sentence || opens_thing && !is_article(word))
            && 2 < word.chars().count()
            && thing_of(&word.to_lowercase()).is_none()
        {
            names.insert(derek_text::skeleton(&stem(word)));
        }
    }
    names
}

/// The capitalised words right before a thing, and after its *of*.
fn called(paragraph: &Paragraph, tokens: &[Range<usize>], noun: usize) -> BTreeSet<String> {
    let word = |at: usize| tokens.get(at).map(|token| paragraph.slice(token.clone()));
    let is_name =
        |word: &&str| is_capitalised(word) && !is_article(word) && 2 < word.chars().count();
    let key = |word: &str| derek_text::skeleton(&stem(word));
    let before = (0..noun).rev().map_while(|at| word(at).filter(is_name));
    let mut called: BTreeSet<String> = before.map(key).collect();
    if word(noun + 1) == Some("of") {
        let first = if word(noun + 2) == Some("the") { noun + 3 } else { noun + 2 };
        called.extend((first..tokens.len()).map_while(|at| word(at).filter(is_name)).map(key));
    }
    called
}

fn is_article(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "This"
            | "That"
            | "His"
            | "Her"
            | "Its"
            | "Эта"
            | "Этот"
            | "Это"
            | "Его"
            | "Их"
            | "Бұл"
            | "Осы"
            | "New"
            | "First"
            | "Новая"
            | "Новый"
            | "Первый"
            | "Первая"
    )
}

fn person_before(paragraph: &Paragraph, sentence: &Range<usize>, deed: usize) -> BTreeSet<String> {
    let people = paragraph.names.iter().filter(|name| {
        name.kind == NameKind::Person
            && sentence.start <= name.range.start
            && name.range.end <= deed
    });
    // One person in the sentence leaves no doubt who died; *(born 1958)* is of the name before it.
    let is_of = |name: &Name| {
        let between = paragraph.slice(name.range.end..deed);
        // *She died*: whom the pronoun takes up is not known; *Alexander's father* is another.
        let last = words(between).last().map(|word| between[word].to_lowercase());
        let is_pronoun = last.is_some_and(|last| {
            ["he", "she", "they", "who", "он", "она", "они", "ол"].contains(&last.as_str())
        });
        !is_pronoun && !is_owner(paragraph, sentence, name) && !between.contains('(')
            || between.contains(')')
            || between.trim() == "("
    };
    match people.collect::<Vec<_>>().as_slice() {
        [one] if is_of(one) => {
            // *Francis* and *Fathia* are two; an initial is compared with initials.
            let given = one.given.first();
            let given = given.map(|given| derek_text::pivot(given).chars().take(3).collect());
            let surname = derek_text::skeleton(&stem(&one.surname));
            [Some(surname), given].into_iter().flatten().filter(|key| !key.is_empty()).collect()
        }
        _ => BTreeSet::new(),
    }
}

/// Whether a name only says whose kin is meant: *Alexander's father*, *отец Николая*, *the widow
/// of Paul*.
fn is_owner(paragraph: &Paragraph, sentence: &Range<usize>, name: &Name) -> bool {
    const KIN: &[&str] = &[
        "father", "mother", "brother", "sister", "son", "daughter", "wife", "husband", "widow",
        "uncle", "aunt", "nephew", "niece", "grandfather", "grandmother", "grandson", "cousin",
        "heir", "successor", "predecessor", "отец", "мать", "брат", "сестра", "сын", "дочь",
        "жена", "муж", "вдова", "дядя", "тётя", "тетя", "племянник", "племянница", "дед",
        "бабушка", "внук", "внучка", "наследник", "преемник", "предшественник", "супруга",
        "супруг",
    ];
    let written = paragraph.slice(name.range.clone());
    let after = paragraph.slice(name.range.end..sentence.end.max(name.range.end));
    let is_genitive =
        ["'s", "’s"].iter().any(|end| written.ends_with(end) || after.starts_with(end));
    let mut before = crate::naming::lowered(paragraph.slice(sentence.start..name.range.start));
    while before
        .last()
        .is_some_and(|word| ["of", "the", "king", "emperor"].contains(&word.as_str()))
    {
        before.pop();
    }
    is_genitive || before.last().is_some_and(|word| KIN.contains(&word.as_str()))
}

fn ordinal_before(lower: &[String], noun: usize) -> Option<u32> {
    const ORDINALS: &[&[&str]] = &[
        &["first", "1st", "i", "1", "перв", "бірінші", "алғашқы"],
        &["second", "2nd", "ii", "2", "втор", "екінші"],
        &["third", "3rd", "iii", "3", "трет", "үшінші"],
        &["fourth", "4th", "iv", "4", "четверт", "четвёрт", "төртінші"],
        &["fifth", "5th", "v", "5", "пят", "бесінші"],
    ];
    let is = |word: &str, form: &str| {
        word == form
            || !form.is_ascii()
                && word.strip_prefix(form).is_some_and(|ending| ending.chars().count() <= 3)
    };
    let near = &lower[noun.saturating_sub(5)..noun];
    let at = ORDINALS
        .iter()
        .position(|forms| near.iter().any(|word| forms.iter().any(|form| is(word, form))))?;
    u32::try_from(at + 1).ok()
}

/// Letters that the names of one party begin with.
const ALIKE: usize = 3;

/// What each name begins with.
fn beginnings(names: &BTreeSet<String>) -> Vec<String> {
    names.iter().map(|name| derek_text::skeleton(name).chars().take(ALIKE).collect()).collect()
}

/// Days beyond which another meeting of one assembly is meant.
const A_YEAR: u32 = 366;

impl Statement<'_> {
    /// Whether two statements may be of one deed: the same deed to the same
    /// thing, a name in common, and nothing that tells them apart.
    pub(crate) fn may_be(&self, other: &Statement<'_>) -> bool {
        let named_apart =
            !self.called.is_subset(&other.called) && !other.called.is_subset(&self.called);
        // Who marries again marries another.
        let other_spouse = self.thing == Some("marry")
            && self.paragraph.language != Language::Kazakh
            && self.called.is_disjoint(&other.called);
        let told_apart = named_apart
            || other_spouse
            || matches!((self.ordinal, other.ordinal), (Some(one), Some(other)) if one != other);
        let same_place =
            std::ptr::eq(self.paragraph, other.paragraph) && self.sentence == other.sentence;
        // An assembly opens every year.
        let day = |one: &Statement<'_>| one.mention.date.bounds().first_day();
        let recurs = || {
            self.deed == Deed::Meet
                && self.ordinal.is_none()
                && day(self)
                    .zip(day(other))
                    .is_some_and(|(one, other)| A_YEAR < one.number().abs_diff(other.number()))
        };
        if self.deed != other.deed
            || self.thing != other.thing
            || told_apart
            || same_place
            || recurs()
        {
            return false;
        }
        match self.thing {
            // Of a person: surname and given name must both agree, where both are written;
            // a bare surname is anybody's where the text has several of that surname.
            None => {
                !self.names.is_empty()
                    && (self.names == other.names
                        || self.names.len().min(other.names.len()) == 1
                            && self
                                .names
                                .intersection(&other.names)
                                .any(|name| 2 < name.chars().count() && self.is_only_bearer(name)))
            }
            // One abdicates once.
            Some("abdicate") => self.names.intersection(&other.names).next().is_some(),
            Some(_) if self.deed == Deed::Act => 2 <= self.names.intersection(&other.names).count(),
            // A treaty is known by its parties: one shared party is not enough.
            Some("agreement") if self.names.len().max(other.names.len()) != 1 => {
                self.parties_in(other) >= 2 && other.parties_in(self) >= 2
            }
            Some(_) if self.ordinal.is_some() && self.ordinal == other.ordinal => {
                self.names_agree(other) || self.kind.is_some() && self.kind == other.kind
            }
            Some(_) => self.names_agree(other),
        }
    }

    /// How many of its parties another statement names, themselves or as a body that bears the
    /// name: *Alash*, *Alash Orda*.
    fn parties_in(&self, other: &Statement<'_>) -> usize {
        let is_named = |(name, beginning): (&String, &String)| {
            other.names.contains(name)
                || ALIKE <= beginning.len() && other.beginnings.contains(beginning)
        };
        self.names.iter().zip(&self.beginnings).filter(|one| is_named(*one)).count()
    }

    /// Whether the text names at most one person of a surname in full.
    fn is_only_bearer(&self, surname: &str) -> bool {
        let people = self.document.paragraphs.iter().flat_map(|paragraph| &paragraph.names);
        let given: BTreeSet<String> = people
            .filter(|name| derek_text::skeleton(&stem(&name.surname)) == surname)
            .filter_map(|name| {
                Some(derek_text::pivot(name.given.first()?).chars().take(3).collect())
            })
            .collect();
        given.len() <= 1
    }

    /// The smaller set of names lies mostly in the larger.
    fn names_agree(&self, other: &Statement<'_>) -> bool {
        let common = self.names.intersection(&other.names).count();
        let fewer = self.names.len().min(other.names.len());
        1 <= common && fewer <= common * 2 - common / 2
    }
}
