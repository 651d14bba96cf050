//! A list that has more or fewer members than announced.

use std::ops::Range;

use derek_study::document::{Kind, Language, Paragraph};
use derek_study::{Document, Reason, Said, say};
use derek_text::words;

use crate::count::value_of;
use crate::sentences::{self, sentence_at};
use crate::{Objections, Reading, check};

check! {
    /// The text announces a number of things and numbers another: *three stages: 1) …
    /// 2) … 3) … 4) …*.
    ///
    /// ```text
    /// The movement passed through ⟦three⟧ stages: 1) growth; 2) war; 3) talks; 4) decline.
    ///
    /// Выделяют ⟦три⟧ этапа: (1) рост, (2) война.
    ///
    /// Қозғалыстың ⟦үш⟧ кезеңі бар: 1) өсу; 2) соғыс.
    /// ```
    ///
    /// ```text
    /// The movement passed through three stages: 1) growth; 2) war; 3) decline. Two parties met in
    /// 1917: (1) was the older. Two of the four reasons are known: 1) want of money; 2) war.
    /// ```
    ///
    /// So are short members behind a colon, and names:
    ///
    /// ```text
    /// Power lay with ⟦three⟧: Enver and Talat. ⟦Two⟧ candidates stood: Ivan Petrov, Anna Orlova and
    /// Pavel Serov. ⟦Three⟧ things were asked of them: grain and meat. ⟦The three⟧ pashas, Enver and
    /// Talat, fled.
    ///
    /// В президиум вошли ⟦трое⟧: Н. С. Чхеидзе и М. И. Скобелев. Были представлены ⟦пять⟧ областей:
    /// Акмолинская, Тургайская, Уральская и Ферганская.
    ///
    /// ⟦Үш⟧ адам ұсынылды: Бөкейхан және Құлманов. ⟦Төрт⟧ облыс қатысты: Ақмола, Торғай мен Орал.
    /// ```
    ///
    /// A member may be two words with *and*, hold others or be explained:
    ///
    /// ```text
    /// Power lay with three: Enver, Talat and Cemal. Two men came: Petrov, the teacher, and Serov. Three
    /// reasons are known: want of money, war and the like. Four children lived: Anna and the twins
    /// Ivan and Pavel. Two offices closed: Trade and Industry, and War. Two sides met: it was late, cold
    /// and dark. Three towns fell: Omsk, Verny (now Almaty) and Orenburg. One of the three came: Enver
    /// and Talat stayed. He came with three sons: the eldest, Ivan, was twelve. The two men, Ivan and
    /// Pavel, fled.
    ///
    /// Были представлены три области: Акмолинская, Тургайская и Уральская, а также губерния. Вошли
    /// трое: Ленин, Троцкий и другие.
    /// ```
    ///
    /// ## Limits
    ///
    /// Members with numbers are counted behind a colon, in one paragraph or in the list
    /// that follows it; members without, where all are names or all are of a few words
    /// and the list ends with its sentence.
    pub static ENUMERATION_MISCOUNTED = "enumeration-miscounted" {
        room: "argument", level: Conflict, since: "0.1.0",
        en: "the list has another number of members than announced",
        ru: "в перечне не столько пунктов, сколько обещано",
        kk: "тізімде айтылғаннан басқа сан бар",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        for (number, paragraph) in document.paragraphs.iter().enumerate() {
            if !matches!(paragraph.kind, Kind::Prose | Kind::Item) {
                continue;
            }
            let sentences = sentences::sentences(paragraph);
            apposed(document, paragraph, &sentences, objections);
            for (colon, _) in paragraph.text.match_indices(':') {
                if let Some(sentence) = sentence_at(&sentences, colon) {
                    enumerated(document, paragraph, sentence, colon, objections);
                }
                let Some((announced, range)) = announced(paragraph, colon) else { continue };
                let rest = &paragraph.text[colon + 1..];
                let counted = match rest.trim().is_empty() {
                    true => listed(&document.paragraphs[number + 1..]),
                    false => numbered(rest),
                };
                if counted >= 2 && counted != announced {
                    let said = say!({ announced, counted } en: "{announced} are announced, {counted} are numbered", ru: "объявлено: {announced}, пронумеровано: {counted}", kk: "жарияланғаны: {announced}, нөмірленгені: {counted}");
                    object(document, paragraph, said, range, objections);
                }
            }
        }
    }
}

fn object(
    document: &Document,
    paragraph: &Paragraph,
    said: Said,
    range: Range<usize>,
    objections: &mut Objections,
) {
    objections.add(
        vec![document.place(paragraph, range)],
        vec![Reason::shown(said)],
        say!(en: "correct the number, or the list", ru: "исправьте число или перечень", kk: "санды не тізімді түзетіңіз"),
    );
}

/// Members without numbers behind a colon.
fn enumerated(
    document: &Document,
    paragraph: &Paragraph,
    sentence: Range<usize>,
    colon: usize,
    objections: &mut Objections,
) {
    let clause = paragraph.slice(sentence.start..colon);
    let Some((announced, range)) = announcer(clause, paragraph.language) else { return };
    let list = paragraph.slice(colon + 1..sentence.end.max(colon + 1));
    let Some(members) = Members::of(list, paragraph.language) else { return };
    if !members.contradict(announced) {
        return;
    }
    let counted = members.most;
    object(
        document,
        paragraph,
        named(announced, counted),
        sentence.start + range.start..sentence.start + range.end,
        objections,
    );
}

fn named(announced: u32, counted: u32) -> Said {
    say!({ announced, counted } en: "{announced} are announced, {counted} are named", ru: "объявлено: {announced}, названо: {counted}", kk: "жарияланғаны: {announced}, аталғаны: {counted}")
}

/// *The three pashas, Enver and Talat, fled*: names between commas.
fn apposed(
    document: &Document,
    paragraph: &Paragraph,
    sentences: &[Range<usize>],
    objections: &mut Objections,
) {
    const THE: &[&str] = &["the", "these", "those", "all", "his", "her", "their", "эти", "все"];
    for sentence in sentences.iter().filter(|one| one.len() <= crate::sentences::LONGEST) {
        let text = paragraph.slice(sentence.clone());
        if !text.contains(',') {
            continue;
        }
        let tokens: Vec<Range<usize>> = words(text).take(LONGEST).collect();
        let word = |at: usize| tokens.get(at).map(|token| text[token.clone()].to_lowercase());
        for at in 0..tokens.len() {
            let opens =
                at.checked_sub(1).and_then(word).is_some_and(|word| THE.contains(&word.as_str()));
            let number = word(at).and_then(|word| value_of(&word, paragraph.language));
            let (Some(announced @ 2..=9), true) = (number, opens) else { continue };
            let Some(noun) = tokens.get(at + 1) else { continue };
            let is_plain = text.get(tokens[at].end..noun.start) == Some(" ")
                && text[noun.clone()].chars().all(char::is_lowercase)
                && text[noun.end..].starts_with(", ");
            let behind = text.get(noun.end + 2..).filter(|_| is_plain);
            let Some(counted) =
                behind.and_then(|list| names_between_commas(list, paragraph.language))
            else {
                continue;
            };
            let is_first = at
                .checked_sub(2)
                .and_then(word)
                .is_none_or(|word| !["of", "из", "between", "among"].contains(&word.as_str()));
            if counted != announced && is_first {
                let range = sentence.start + tokens[at - 1].start..sentence.start + tokens[at].end;
                object(document, paragraph, named(announced, counted), range, objections);
            }
        }
    }
}

/// Words of a sentence that are looked at: it may have no end.
const LONGEST: usize = 400;

/// How many names *A, B and C,* are, where nothing but names stands up to the second comma.
fn names_between_commas(text: &str, language: Language) -> Option<u32> {
    let joint = joints(language)
        .iter()
        .filter_map(|joint| text.find(joint).map(|at| (at, joint.len())))
        .min()?;
    let (head, tail) = (&text[..joint.0], &text[joint.0 + joint.1..]);
    let end = tail.find([',', '.', ';', ':', '—', '–', '('])?;
    let is_closed = tail[end..].starts_with(',');
    let members: Vec<&str> = head.split(',').map(str::trim).chain([tail[..end].trim()]).collect();
    let are_names =
        members.iter().filter(|member| !member.is_empty()).all(|member| is_name(member));
    (is_closed && are_names)
        .then(|| u32::try_from(members.iter().filter(|one| !one.is_empty()).count()).ok())?
}

/// What joins the last member of a list to the others.
fn joints(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &[" and "],
        Language::Russian | Language::Ukrainian => &[" и "],
        Language::Kazakh => &[" және ", " мен ", " бен ", " пен "],
        Language::Spanish => &[" y "],
        Language::Other => &[" and ", " и ", " және "],
    }
}

/// A name of one to five words: capitals, initials, and what may stand within.
fn is_name(member: &str) -> bool {
    const WITHIN: &[&str] =
        &["de", "von", "van", "of", "the", "al", "el", "ibn", "bin", "da", "di"];
    let mut tokens = words(member).map(|token| &member[token]);
    let begins = tokens
        .next()
        .is_some_and(|word| derek_text::is_capitalised(word) && word.to_lowercase() != "the");
    let rest: Vec<&str> = tokens.collect();
    begins
        && rest.len() <= 4
        && rest.iter().all(|word| {
            derek_text::is_capitalised(word) || WITHIN.contains(word) || word.chars().count() <= 2
        })
        && !member.contains(|c: char| c.is_ascii_digit() || "«»“”\"()[]".contains(c))
}

/// A list's members, as few and as many as its commas and conjunctions may make.
struct Members {
    least: u32,
    most: u32,
    /// Whether all are names of two words or more: no one name holds an *and*.
    are_full_names: bool,
    are_names: bool,
}

impl Members {
    /// The members of a list that fills the rest of a sentence; `None` when it may be
    /// something else.
    fn of(list: &str, language: Language) -> Option<Self> {
        /// Words of a member that is no name.
        const SHORT: usize = 8;
        /// What tells that a list is open, holds other lists, or is no list.
        const OPEN: &[&str] = &[
            "etc", "others", "other", "like", "such", "including", "especially", "example", "e.g",
            "so", "or", "not", "nor", "both", "twins", "brothers", "sisters", "sons", "daughters",
            "pair", "couple", "respectively", "each", "either", "neither", "но", "или", "не", "др",
            "пр", "другие", "других", "прочие", "например", "включая", "братья", "братьев",
            "близнецы", "пара", "оба", "обе", "ни", "либо", "то", "т", "басқа", "басқалар",
            "басқалары", "тағы", "мысалы", "немесе", "емес", "сияқты", "т.б", "ағайынды", "is",
            "was", "are", "were", "be", "been", "has", "had", "have", "did", "does", "do", "would",
            "could", "will", "can", "may", "might", "must", "should", "it", "he", "she", "they",
            "we", "i", "you", "there", "this", "these", "those", "that", "which", "who", "whom",
            "whose", "when", "where", "while", "because", "if", "though", "how", "what", "why",
            "whether", "first", "second", "third", "one", "another", "some", "eldest", "youngest",
            "elder", "younger", "это", "этот", "эти", "он", "она", "они", "оно", "мы", "вы", "я",
            "был", "была", "было", "были", "есть", "быть", "который", "которая", "которое",
            "которые", "которых", "которой", "кто", "что", "где", "когда", "если", "чтобы", "как",
            "один", "одна", "одно", "первый", "первая", "первое", "второй", "вторая", "второе",
            "другой", "другая", "другое", "старший", "младший", "бірі", "біріншісі", "екіншісі",
            "бұл", "ол", "олар", "бірінші", "екінші", "болды", "еді",
        ];
        let list = without_asides(list);
        let list = list.trim();
        let ends = list.ends_with(['.', '!'])
            && !list.trim_end_matches('.').contains(['.', '!', '?'])
            || list.ends_with('.') && is_dotted_by_initials(list);
        let list = list.trim_end_matches(['.', '!', ' ']);
        let list = [
            "а также", "as well as", "а кроме", "not counting", "besides", "apart from",
            "сондай-ақ", "не считая", "кроме",
        ]
        .iter()
        .filter_map(|stop| list.find(&format!(", {stop} ")))
        .min()
        .map_or(list, |at| &list[..at]);
        let is_plain = !list.is_empty()
            && !list.contains([':', ';', '—', '–', '?', '«', '“', '"', '…', '/', '='])
            && !list.chars().any(|c| c.is_ascii_digit());
        let tokens: Vec<String> =
            words(list).take(LONGEST).map(|token| list[token].to_lowercase()).collect();
        let is_open = tokens.iter().any(|word| {
            OPEN.contains(&word.as_str())
                && !(word == "i" || word == "т" || word == "я" || word == "то")
                && word.chars().count() > 1
                || value_of(word, language).is_some_and(|value| value > 1)
        });
        if !ends || !is_plain || is_open {
            return None;
        }
        let joints = joints(language);
        let mut parts: Vec<String> = list.split(',').map(|part| part.trim().to_owned()).collect();
        if parts.len() > 1 && parts.iter().any(String::is_empty) {
            return None;
        }
        // *A, B, and C*.
        let mut is_closed = false;
        let last = parts.last_mut()?;
        for joint in joints {
            if let Some(rest) = last.strip_prefix(joint.trim_start()) {
                *last = rest.to_owned();
                is_closed = true;
                break;
            }
        }
        let splits =
            |part: &str| joints.iter().map(|joint| part.matches(joint).count()).sum::<usize>();
        let inner: usize = parts.iter().map(|part| splits(part)).sum();
        if !is_closed && inner == 0 {
            return None;
        }
        let mut members: Vec<String> = Vec::new();
        for part in &parts {
            let mut pieces = vec![part.clone()];
            for joint in joints {
                pieces = pieces
                    .iter()
                    .flat_map(|piece| piece.split(joint).map(str::to_owned).collect::<Vec<_>>())
                    .collect();
            }
            members.extend(pieces);
        }
        let are_names = members.iter().all(|member| is_name(member.trim()));
        let are_short = members.iter().all(|member| (1..=SHORT).contains(&words(member).count()));
        let none_is_a_name = members.iter().skip(1).all(|member| !is_name(member.trim()));
        // *Petrov, the teacher, and Serov*: names beside other words explain each other.
        let is_even = are_names || none_is_a_name || language == Language::Russian && are_short;
        let most = u32::try_from(members.len()).ok()?;
        let least = u32::try_from(parts.len()).ok()?;
        let are_full_names = are_names && members.iter().all(|member| words(member).count() >= 2);
        (are_short && is_even && most >= 2).then_some(Self {
            least,
            most,
            are_full_names,
            are_names,
        })
    }

    fn contradict(&self, announced: u32) -> bool {
        // Only *A, B and C* cannot be read as two members, and only of full names.
        let most_is_sure = self.are_full_names && self.least + 1 == self.most;
        match announced {
            more if more > self.most => true,
            fewer if fewer < self.least => self.are_names,
            within if within < self.most => most_is_sure,
            _ => false,
        }
    }
}

/// A list without brackets and marks of notes.
fn without_asides(list: &str) -> String {
    let mut depth = 0_u32;
    list.chars()
        .filter(|c| {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0 && !"⁰¹²³⁴⁵⁶⁷⁸⁹".contains(*c)
        })
        .collect::<String>()
        .replace(" .", ".")
        .replace(" ,", ",")
}

/// *Н. С. Чхеидзе и М. И. Скобелев.*: every point but the last stands behind an initial.
fn is_dotted_by_initials(list: &str) -> bool {
    let body = list.trim_end_matches('.');
    body.match_indices('.').all(|(at, _)| {
        let word = body[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        (1..=2).contains(&word.chars().count()) && derek_text::is_capitalised(word)
    }) && !body.contains(['!', '?'])
}

/// The number that announces what a colon opens, and where it stands in the clause.
fn announcer(clause: &str, language: Language) -> Option<(u32, Range<usize>)> {
    /// Words from the number to the colon.
    const NAMED: usize = 5;
    /// The same, where the number opens the clause.
    const SAID: usize = 12;
    /// Words before a number that make it something else than a count of what follows.
    const NOT_BEHIND: &[&str] = &[
        "at", "no", "article", "chapter", "part", "volume", "book", "act", "war", "figure",
        "table", "than", "least", "some", "about", "only", "first", "last", "next", "other",
        "another", "статья", "глава", "часть", "том", "около", "более", "менее", "первые", "ещё",
        "еще", "другие", "других", "последние", "шамамен", "алғашқы", "тағы", "соңғы", "кемінде",
    ];
    /// Words behind it that make it a measure, or a share.
    const NOT_BEFORE: &[&str] = &[
        "times", "раз", "рет", "hundred", "thousand", "million", "score", "dozen", "hours",
        "weeks", "centuries", "generations", "miles", "pounds", "shillings", "недель", "недели",
        "часов", "часа", "веков", "века", "километров", "километра", "км", "вёрст", "верст",
        "тысяч", "тысячи", "сот", "апта", "ғасыр", "мың", "сағат", "main", "pairs", "groups",
        "sets", "sorts", "pair", "пары", "группы", "first", "last", "major", "principal", "chief",
        "leading", "главных", "основных", "sides", "стороны", "сторон",
    ];
    let start = clause
        .char_indices()
        .rfind(|(at, c)| ";,()—–:".contains(*c) || *c == '.' && clause[at + 1..].starts_with(' '))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let tokens: Vec<Range<usize>> = words(&clause[start..]).collect();
    let word = |at: usize| clause[start..][tokens[at].clone()].to_lowercase();
    let numbers: Vec<(usize, u32)> = (0..tokens.len())
        .filter_map(|at| Some((at, value_of(&word(at), language)?)))
        .filter(|(_, value)| *value > 1)
        .collect();
    let [(at, number @ 2..=10)] = numbers.as_slice() else { return None };
    let follows = tokens.len() - 1 - at;
    let before = at.checked_sub(1).map(word);
    let is_alone_ok = || {
        const BEFORE: &[&str] = &[
            "were", "are", "with", "to", "these", "the", "just", "remained", "numbered", "были",
            "было", "их", "осталось", "named", "chose", "elected",
        ];
        let collective = word(*at);
        collective.ends_with("ое")
            || collective.ends_with("еро")
            || collective.ends_with("еу")
            || collective.ends_with("ау")
            || before.as_ref().is_some_and(|word| BEFORE.contains(&word.as_str()))
    };
    // *One of the three came*.
    let link = (0..*at)
        .rev()
        .find(|at| !["the", "these", "those", "all", "этих", "всех"].contains(&word(*at).as_str()));
    let is_of_another = link.is_some_and(|at| ["of", "из"].contains(&word(at).as_str()))
        && link.and_then(|link| link.checked_sub(1)).map(word).is_none_or(|word| {
            [
                "one", "some", "each", "most", "many", "none", "any", "out", "один", "одна",
                "каждый", "часть", "two", "both",
            ]
            .contains(&word.as_str())
        });
    // *Three things were asked of the republic at once*: the number opens what is said.
    let is_subject = *at == 0 || *at == 1 && before.as_deref() == Some("the");
    let is_counted = follows <= if is_subject { SAID } else { NAMED }
        && (follows > 0 || is_alone_ok())
        && !is_of_another
        && (follows == 0 || !["of", "из"].contains(&word(at + 1).as_str()))
        && before.is_none_or(|word| !NOT_BEHIND.contains(&word.as_str()))
        && (at + 1..tokens.len()).all(|at| {
            !NOT_BEFORE.contains(&word(at).as_str()) && !MEASURES.contains(&word(at).as_str())
        })
        && !clause[start..][tokens[*at].end..].contains(|c: char| c.is_ascii_digit());
    is_counted.then(|| (*number, start + tokens[*at].start..start + tokens[*at].end))
}

/// Nouns whose number measures and announces nothing.
const MEASURES: &[&str] = &[
    "years", "year", "months", "days", "percent", "roubles", "rubles", "o'clock", "pm", "am",
    "лет", "года", "год", "месяцев", "месяца", "дней", "дня", "рублей", "рубля", "часов", "часа",
    "жыл", "ай", "күн", "теңге", "сом",
];

/// The number that announces a list at a colon, and where it stands.
fn announced(paragraph: &Paragraph, colon: usize) -> Option<(u32, Range<usize>)> {
    /// Words from the number to the colon.
    const NAMED: usize = 5;
    let text = &paragraph.text[..colon];
    let stop = text.char_indices().rfind(|(_, c)| ".;,()—–:".contains(*c));
    let clause = stop.map_or(0, |(at, c)| at + c.len_utf8());
    let tokens: Vec<Range<usize>> = words(&text[clause..]).collect();
    let word = |at: usize| text[clause..][tokens[at].clone()].to_lowercase();
    let numbers: Vec<(usize, u32)> = (0..tokens.len())
        .filter_map(|at| Some((at, number(&word(at), paragraph.language)?)))
        .collect();
    let [(at, number)] = numbers.as_slice() else { return None };
    let follows = tokens.len() - 1 - at;
    if follows == 0 {
        return None;
    }
    let is_whole = *at == 0
        || !["of", "из", "in", "at", "no", "№", "article", "chapter", "статья", "глава"]
            .contains(&word(at - 1).as_str());
    let measures = (at + 1..tokens.len()).any(|at| MEASURES.contains(&word(at).as_str()))
        || ["of", "из"].contains(&word(at + 1).as_str());
    let is_fit = follows <= NAMED && is_whole && !measures;
    is_fit.then(|| (*number, clause + tokens[*at].start..clause + tokens[*at].end))
}

fn number(word: &str, language: Language) -> Option<u32> {
    value_of(word, language).filter(|number| (2..=10).contains(number))
}

/// The last of *1) … 2) … 3)* or *(1) … (2)*, that run from 1 without a gap; 0 when none does.
fn numbered(text: &str) -> u32 {
    let mut last = 0;
    let mut at = 0;
    while let Some(found) = text[at..].find(&format!("{})", last + 1)) {
        let start = at + found;
        let is_begun =
            text[..start].chars().next_back().is_none_or(|c| c == '(' || c.is_whitespace());
        at = start + 1;
        if is_begun {
            last += 1;
        }
    }
    last
}

/// The members of a numbered list that begins here.
fn listed(paragraphs: &[Paragraph]) -> u32 {
    let items = paragraphs.iter().take_while(|paragraph| paragraph.kind == Kind::Item);
    let mut last = 0;
    for item in items {
        let digits: String = item.text.chars().take_while(char::is_ascii_digit).collect();
        let is_numbered = item.text[digits.len()..].starts_with(['.', ')']);
        match digits.parse::<u32>() {
            Ok(number) if is_numbered && number == last + 1 => last = number,
            _ => return 0,
        }
    }
    last
}
