//! How a name stands in its sentence: as a place or a person, and with which date.

use std::ops::Range;

use derek_study::document::{NameKind, Paragraph};
use derek_text::words;
use derek_time::{Mention, Year};

use crate::sequence::is_year_or_finer;

/// Names of towns that are surnames first: a bare one is more often the person.
const SURNAMES: &[&str] = &[
    "чкалов", "киров", "калинин", "горьк", "фрунзе", "молотов", "куйбышев", "ворошилов", "сталин",
    "ленин", "троцк", "жданов", "орджоникидзе", "верный", "верн", "chkalov", "kirov", "kalinin",
    "gorky", "gorki", "frunze", "molotov", "kuibyshev", "kuybyshev", "voroshilov", "zhdanov",
    "ordzhonikidze",
];

/// Whether a town's name is a surname as well.
pub(crate) fn is_surname_too(name: &str) -> bool {
    let lower = name.to_lowercase();
    let is_town = ["град", "grad", "горск", "gorsk", "абад", "abad"];
    !name.contains(' ')
        && SURNAMES.iter().any(|surname| lower.starts_with(surname))
        && !is_town.iter().any(|ending| lower.contains(ending))
}

/// Whether a name stands where a place does: after *in*, *of the town*, with a Kazakh case of place.
pub(crate) fn stands_as_place(paragraph: &Paragraph, name: &Range<usize>) -> bool {
    const IN: &[&str] = &["in", "at", "near", "в", "во", "под", "en"];
    const OF: &[&str] = &[
        "of", "from", "to", "for", "around", "outside", "through", "из", "до", "через", "около",
        "близ", "de", "a",
    ];
    const TOWN: &[&str] = &[
        "city", "town", "capital", "port", "fortress", "город", "города", "городе", "городом",
        "столица", "столицы", "столице", "столицей", "крепость", "крепости", "қала", "қаласы",
        "қаласында", "қаласының", "астана", "астанасы", "орталығы",
    ];
    const KAZAKH: &[&str] = &[
        "да", "де", "та", "те", "дан", "ден", "тан", "тен", "нан", "нен", "дағы", "дегі", "тағы",
        "тегі", "ға", "ге", "қа", "ке",
    ];
    let is_person = paragraph
        .names
        .iter()
        .any(|other| other.kind == NameKind::Person && other.range.contains(&name.start));
    let sentence = paragraph.sentence_at(name.start);
    let before = lowered(paragraph.slice(sentence.start..name.start));
    let after = lowered(paragraph.slice(name.end..sentence.end));
    let written = paragraph.slice(name.clone());
    let surname = is_surname_too(written);
    let last = before.last().map(String::as_str).unwrap_or_default();
    let town = |word: &String| TOWN.contains(&word.as_str());
    let is_kazakh = !surname
        && paragraph.slice(sentence).contains(['қ', 'ң', 'ғ', 'ұ', 'ө', 'ү', 'ә'])
        && KAZAKH.iter().any(|ending| written.to_lowercase().ends_with(ending));
    let next_is_town = after.first().is_some_and(town);
    let in_town = before.iter().rev().take(3).any(town) || next_is_town;
    if is_person && surname {
        return in_town;
    }
    IN.contains(&last) || !surname && OF.contains(&last) || in_town || is_kazakh
}

/// The words of a text in small letters.
pub(crate) fn lowered(text: &str) -> Vec<String> {
    words(text).map(|range| text[range].to_lowercase()).collect()
}

/// Words with which a clause speaks of another time than that of its date, denies, or begins anew.
const TURNING: &[&str] = &[
    "that", "which", "who", "whose", "whom", "when", "before", "after", "until", "till", "nobody",
    "none", "not", "never", "no", "foresee", "foresaw", "dream", "dreamed", "imagine", "imagined",
    "predict", "predicted", "propose", "proposed", "demand", "demanded", "hoped", "wanted",
    "wished", "would", "should", "could", "future", "later", "what", "where", "while", "and",
    "but", "called", "became", "become", "into", "replaced", "led", "preceded", "if", "whether",
    "как", "like", "than", "чем", "since", "former", "formerly", "today", "now", "yet", "born",
    "being", "having", "не", "никто", "никогда", "что", "чтобы", "который", "которая", "которое",
    "которые", "которого", "которой", "когда", "ещё", "еще", "бы", "мечтал", "мечтали",
    "предложил", "предложили", "требовал", "требовали", "хотел", "хотели", "и", "но", "а", "стал",
    "стала", "стало", "стали", "будущий", "будущего", "будущей", "до", "после", "если", "ныне",
    "теперь", "бывший", "бывшего", "бывшей", "родился", "родилась", "емес", "және", "бірақ",
    "болашақ", "кейін", "дейін", "туған", "бұрынғы", "қазіргі",
];

/// The only date of a sentence, when it stands in one clause with a name: *In 1905 strikes broke
/// out in Leningrad*, *The GPU arrested several clerks in 1919*. Its year is written with it.
pub(crate) fn date_in_clause<'p>(
    paragraph: &'p Paragraph,
    name: &Range<usize>,
) -> Option<&'p Mention> {
    let sentence = clause_of(paragraph, name);
    let mut dates =
        paragraph.dates.iter().filter(|mention| sentence.contains(&mention.range.start));
    let (only, None) = (dates.next()?, dates.next()) else { return None };
    let exact = is_year_or_finer(only.date.precision);
    if only.year == Year::Missing || !exact || paragraph.is_quoted(only.range.start) {
        return None;
    }
    let date_first = only.range.end <= name.start;
    let between = match date_first {
        true => only.range.end..name.start,
        false => name.end..only.range.start.max(name.end),
    };
    let text = paragraph.slice(between.clone());
    // *the party, the RSDLP, counted in March 1917*: an apposition's own commas part nothing.
    let ahead = paragraph.slice(sentence.start..name.start).trim_end().ends_with(',');
    let behind = paragraph.slice(name.end..sentence.end).trim_start_matches(')').starts_with(',');
    let text = match ahead && behind {
        true if date_first => text.trim_end().trim_end_matches(','),
        true => text.trim_start_matches([')', ',']),
        false => text,
    };
    let said = lowered(text);
    let turns = said.iter().any(|word| TURNING.contains(&word.as_str()));
    let parted = text.trim_start_matches([',', ')']).contains([';', ':', '(', '[', '—', '–', '.']);
    let clauses = text.matches(',').count();
    let comma_opens = date_first && text.trim_start().starts_with(',');
    if turns || parted || 14 < said.len() || usize::from(comma_opens) < clauses {
        return None;
    }
    let tied = match date_first {
        true => opens_clause(paragraph, &sentence, only),
        false => is_adverbial(&said),
    };
    tied.then_some(only)
}

/// The part of a sentence, between semicolons, in which a name stands.
fn clause_of(paragraph: &Paragraph, name: &Range<usize>) -> Range<usize> {
    let sentence = paragraph.sentence_at(name.start);
    let before = paragraph.slice(sentence.start..name.start).rfind(';').map(|at| at + 1);
    let after = paragraph.slice(name.end..sentence.end).find(';');
    sentence.start + before.unwrap_or(0)..after.map_or(sentence.end, |at| name.end + at)
}

/// Whether a date begins its sentence, or its clause after a comma or a semicolon.
fn opens_clause(paragraph: &Paragraph, sentence: &Range<usize>, mention: &Mention) -> bool {
    let before = paragraph.slice(sentence.start..mention.range.start.max(sentence.start));
    let clause = before.rsplit([';', ':']).next().unwrap_or_default();
    let said = lowered(clause);
    let turns = said.iter().any(|word| TURNING.contains(&word.as_str()));
    // *Strikes broke out in 1905 in Leningrad*: the date is an adverb of the verb before it.
    let adverb = said.len() <= 8 && !clause.contains([',', '(']) && is_adverbial(&said);
    !turns && (said.len() <= 3 || adverb)
}

/// Whether the words before a date end in the preposition of a time, not of a thing: *the debts of
/// 1906* and *the loans contracted in 1906* are dated, not what is done with them.
fn is_adverbial(before: &[String]) -> bool {
    const IN: &[&str] = &["in", "on", "during", "by", "в", "во", "уже", "already"];
    const PARTICIPLES: &[&str] = &[
        "ный", "ная", "ное", "ные", "ных", "ным", "ного", "ной", "вший", "вшая", "вшие", "вших",
        "шего", "тый", "тая", "тые",
    ];
    let at = before.iter().rposition(|word| !is_small_of_time(word)).map_or(0, |at| at + 1);
    let preposition = before[at..].iter().any(|word| IN.contains(&word.as_str()));
    let last = at.checked_sub(1).map(|at| before[at].as_str()).unwrap_or_default();
    // A participle behind its noun; right behind the name it is the verb itself.
    let reduced =
        2 < at && (last.ends_with("ed") || PARTICIPLES.iter().any(|ending| last.ends_with(ending)));
    preposition && !reduced
}

fn is_small_of_time(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "in", "on", "during", "the", "early", "late", "mid", "spring", "summer", "autumn",
        "winter", "beginning", "end", "of", "в", "во", "уже", "already", "начале", "конце",
        "середине", "же",
    ];
    SMALL.contains(&word)
}

/// Whether a sentence tells of membership: *a member of the CPSU since 1919* names a party by its later name.
pub(crate) fn tells_membership(paragraph: &Paragraph, name: &Range<usize>) -> bool {
    const MEMBERS: &[&str] = &[
        "member", "members", "membership", "joined", "join", "joining", "candidate", "член",
        "члена", "членом", "члены", "членов", "членство", "вступил", "вступила", "вступили",
        "вступление", "стаж", "состоял", "мүше", "мүшесі", "мүшесі", "қатарына", "өтті",
    ];
    let sentence = paragraph.sentence_at(name.start);
    let before = lowered(paragraph.slice(sentence.start..name.start));
    let after = lowered(paragraph.slice(name.end..sentence.end));
    let is_member = |word: &String| MEMBERS.contains(&word.as_str());
    before.iter().rev().take(5).any(is_member) || after.iter().take(3).any(is_member)
}
