//! Who is one person and who are two, as a historian judged: `identities.yaml`.
//!
//! A judgement stands by itself and deletes nothing: the cards and the sources
//! keep what they say.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;

use crate::card::{Citation, items, text_of, unknown_key};
use crate::doubt::{Doubt, DoubtKind, Doubts};
use crate::edit::{Edit, scalar};
use crate::marks;
use crate::said::Said;
use crate::say;
use crate::yaml::{self, Data, Node};

/// The file of a study's judgements of identity.
pub const IDENTITIES: &str = "identities.yaml";

/// A judgement: these are one person, or these are different people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// What is judged.
    pub verdict: Verdict,
    /// Two at least.
    pub sides: Vec<Side>,
    /// The reason.
    pub because: Option<String>,
    /// Who judges.
    pub by: Option<String>,
    /// The day, as written.
    pub on: Option<String>,
    /// Bytes of the file that hold the judgement.
    pub range: Range<usize>,
}

/// What a judgement of identity says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// All are one person.
    Same,
    /// No two are one person.
    Different,
}

impl Verdict {
    /// The key for it in the file.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Same => "same",
            Verdict::Different => "different",
        }
    }
}

/// One of those who are judged about: a card, or whom a source names so.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Side {
    /// The card's identifier or name; or the name as the source writes it.
    pub words: String,
    /// Where the source writes it; none when a card is meant. A citation without a
    /// locator is the whole source.
    pub citations: Vec<Citation>,
    /// Bytes of the file.
    pub range: Range<usize>,
}

impl Side {
    /// Reads `bokeikhanov`, or `А. Букейханов [@letters, ¶12; @telegrams]`.
    ///
    /// ```
    /// use derek_study::identity::Side;
    /// let side = Side::of("А. Букейханов [@letters, ¶12]");
    /// assert_eq!((side.words.as_str(), side.citations[0].locator.as_str()), ("А. Букейханов", "¶12"));
    /// assert!(Side::of("[[bokeikhanov]]").is_card());
    /// assert_eq!(side.to_string(), "А. Букейханов [@letters, ¶12]");
    /// ```
    pub fn of(words: &str) -> Side {
        let trimmed = words.trim();
        let group = marks::citations(trimmed).pop().filter(|group| {
            group.range.end == trimmed.len() && !group.is_malformed && 0 < group.range.start
        });
        let (named, citations) = match group {
            Some(group) => (&trimmed[..group.range.start], group.citations),
            None => (trimmed, Vec::new()),
        };
        let citations =
            citations.into_iter().map(|citation| Citation { range: 0..0, ..citation }).collect();
        Side { words: marks::single_spaced(named), citations, range: 0..0 }
    }

    /// Whether a card is meant, and no source's words.
    pub fn is_card(&self) -> bool {
        self.citations.is_empty()
    }

    fn without_place(&self) -> Side {
        Side { range: 0..0, ..self.clone() }
    }
}

impl std::fmt::Display for Side {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words)?;
        for (at, citation) in self.citations.iter().enumerate() {
            f.write_str(if at == 0 { " [@" } else { "; @" })?;
            let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
            let key = &citation.key;
            match key.chars().all(is_plain) {
                true => f.write_str(key)?,
                false => write!(f, "{{{key}}}")?,
            }
            if !citation.locator.is_empty() {
                write!(f, ", {}", citation.locator)?;
            }
        }
        f.write_str(if self.citations.is_empty() { "" } else { "]" })
    }
}

impl Identity {
    /// What is judged, wherever it stands in the file.
    fn sense(&self) -> Identity {
        let sides = self.sides.iter().map(Side::without_place).collect();
        Identity { sides, range: 0..0, ..self.clone() }
    }

    /// What tells it from others of its file: what is judged of whom.
    pub fn key(&self) -> String {
        let sides: Vec<String> = self.sides.iter().map(Side::to_string).collect();
        format!("{}: {}", self.verdict.name(), sides.join(" · "))
    }
}

/// Keys of a judgement.
pub(crate) const IDENTITY_KEYS: [&str; 5] = ["same", "different", "because", "by", "on"];

/// Reads the file; what cannot be read in it becomes a doubt, and costs its own judgement.
pub(crate) fn parse_identities(path: &str, text: &str) -> (Vec<Identity>, Vec<Doubt>) {
    let mut doubts = Doubts::of(path);
    let mut identities = Vec::new();
    for piece in pieces(text) {
        let Some(root) = yaml::read(text, piece, &mut doubts) else { continue };
        for item in items(&root).filter(|item| !item.is_empty()) {
            identities.extend(identity(item, &mut doubts));
        }
    }
    (identities, doubts.list)
}

/// The items of a list that is written line by line; else the whole file.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = if at == 0 { line.trim_start_matches('\u{feff}') } else { line };
        let says_nothing = bare.trim().is_empty() || bare.starts_with('#');
        if bare.starts_with("- ") || bare.trim_end() == "-" {
            starts.push(at);
        } else if starts.is_empty() && !says_nothing {
            return std::iter::once(0..text.len()).collect();
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

fn identity(node: &Node, doubts: &mut Doubts) -> Option<Identity> {
    if !matches!(node.data, Data::Map(_)) {
        doubts.add(DoubtKind::MalformedValue, node.range.clone(), no_verdict(), write_verdict());
        return None;
    }
    let mut judged: Vec<(Verdict, Vec<Side>)> = Vec::new();
    let (mut because, mut by, mut on) = (None, None, None);
    for (name, key, value) in node.pairs() {
        match name {
            "same" => judged.push((Verdict::Same, sides(value, doubts))),
            "different" => judged.push((Verdict::Different, sides(value, doubts))),
            "because" => because = text_of(value, doubts),
            "by" => by = text_of(value, doubts),
            "on" => on = text_of(value, doubts),
            _ => unknown_key(key, &IDENTITY_KEYS, doubts),
        }
    }
    let (verdict, sides) = match judged.pop() {
        Some(one) if judged.is_empty() => one,
        _ => {
            let range = node.range.clone();
            doubts.add(DoubtKind::MalformedValue, range, no_verdict(), write_verdict());
            return None;
        }
    };
    if sides.len() < 2 {
        let said = say!(
            en: "a judgement of identity needs two at least",
            ru: "суждению о тождестве нужны по меньшей мере двое",
            kk: "бір адам не екі адам деген пайымға кемінде екеу керек",
        );
        doubts.add(DoubtKind::MalformedValue, node.range.clone(), said, write_verdict());
        return None;
    }
    if because.as_deref().is_none_or(|because| because.trim().is_empty()) {
        let said = say!(en: "a judgement gives no reason", ru: "суждение не обосновано", kk: "пайым негізделмеген");
        let help = say!(en: "write the reason under `because:`", ru: "напишите обоснование в `because:`", kk: "негіздемесін `because:` ішіне жазыңыз");
        doubts.add(DoubtKind::JudgementWithoutBecause, node.range.clone(), said, help);
    }
    Some(Identity { verdict, sides, because, by, on, range: node.range.clone() })
}

fn sides(node: &Node, doubts: &mut Doubts) -> Vec<Side> {
    let mut sides = Vec::new();
    for item in items(node) {
        let Some(words) = text_of(item, doubts) else { continue };
        let side = Side { range: item.range.clone(), ..Side::of(&words) };
        if side.words.is_empty() {
            doubts.add(DoubtKind::MalformedValue, item.range.clone(), no_one(), write_verdict());
            continue;
        }
        sides.push(side);
    }
    sides
}

/// Adds a judgement at the end of the file.
///
/// `text` is the file as it is. It is refused without a reason, with fewer than
/// two sides, or when the file holds no list to add it to.
pub fn judge(text: &str, identity: &Identity) -> Result<Edit, Said> {
    if identity.because.as_deref().is_none_or(|because| because.trim().is_empty()) {
        return Err(say!(
            en: "a judgement is kept with its reason",
            ru: "суждение записывают вместе с обоснованием",
            kk: "пайым негіздемесімен бірге жазылады",
        ));
    }
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut item = format!("- {}:{newline}", identity.verdict.name());
    for side in &identity.sides {
        item.push_str(&format!("    - {}{newline}", scalar(&side.to_string())));
    }
    let parts = [("because", &identity.because), ("by", &identity.by), ("on", &identity.on)];
    for (key, words) in parts {
        if let Some(words) = words.as_deref().filter(|words| !words.trim().is_empty()) {
            item.push_str(&format!("  {key}: {}{newline}", scalar(words)));
        }
    }
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { newline };
    let edit = Edit {
        path: IDENTITIES.to_owned(),
        range: text.len()..text.len(),
        replacement: format!("{gap}{item}"),
        expected: String::new(),
    };
    let mut meant = senses(text);
    meant.0.push(identity.sense());
    match senses(&edit.apply(text)?) == meant {
        true => Ok(edit),
        false => Err(no_room()),
    }
}

/// Takes the judgement out that stands at this place of the list, the first one at 0.
///
/// Refused when there is none, or when its lines cannot be told from others.
pub fn take_back(text: &str, nth: usize) -> Result<Edit, Said> {
    let mut meant = senses(text);
    let (identities, _) = parse_identities(IDENTITIES, text);
    let Some(identity) = identities.get(nth) else { return Err(no_room()) };
    meant.0.remove(nth);
    let start = text[..identity.range.start].rfind('\n').map_or(0, |newline| newline + 1);
    let last = text[..identity.range.end].trim_end().len().max(start);
    let end = text[last..].find('\n').map_or(text.len(), |newline| last + newline + 1);
    let expected = text[start..end].to_owned();
    let edit = Edit {
        path: IDENTITIES.to_owned(),
        range: start..end,
        replacement: String::new(),
        expected,
    };
    match senses(&edit.apply(text)?) == meant {
        true => Ok(edit),
        false => Err(no_room()),
    }
}

/// What judgements say together, the earlier ones first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled<N> {
    /// Pairs that are one.
    pub same: Vec<(N, N)>,
    /// Pairs that are two.
    pub different: Vec<(N, N)>,
    /// Judgements that cannot stand beside earlier ones, by their number, each with
    /// those that it contradicts.
    pub contradicted: Vec<(usize, Vec<usize>)>,
}

/// Takes judgements together: one that contradicts earlier ones is left out and told.
///
/// `of` says whom a side means: several are one, none is nobody.
pub fn settle<N: Ord + Clone>(identities: &[Identity], of: impl Fn(&Side) -> Vec<N>) -> Settled<N> {
    let mut settled = Settled { same: Vec::new(), different: Vec::new(), contradicted: Vec::new() };
    let mut ties: BTreeMap<N, Vec<(N, usize)>> = BTreeMap::new();
    let mut apart: Vec<(N, N, usize)> = Vec::new();
    for (at, identity) in identities.iter().enumerate() {
        let sides: Vec<Vec<N>> = identity.sides.iter().map(&of).collect();
        let mut one: Vec<(N, N)> = Vec::new();
        for side in &sides {
            one.extend(side.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())));
        }
        let firsts: Vec<&N> = sides.iter().filter_map(|side| side.first()).collect();
        let mut two: Vec<(N, N)> = Vec::new();
        match identity.verdict {
            Verdict::Same => {
                one.extend(firsts.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())));
            }
            Verdict::Different => {
                for (place, first) in firsts.iter().enumerate() {
                    two.extend(
                        firsts[place + 1..]
                            .iter()
                            .map(|other| ((*first).clone(), (*other).clone())),
                    );
                }
            }
        }
        let mut tied = ties.clone();
        for (a, b) in &one {
            tied.entry(a.clone()).or_default().push((b.clone(), at));
            tied.entry(b.clone()).or_default().push((a.clone(), at));
        }
        let own = two.iter().map(|(a, b)| (a, b, at));
        let parted = apart.iter().map(|(a, b, by)| (a, b, *by)).chain(own);
        let against = parted
            .filter_map(|(a, b, by)| {
                path(&tied, a, b).map(|mut path| {
                    path.insert(by);
                    path
                })
            })
            .next();
        match against {
            Some(mut against) => {
                against.remove(&at);
                settled.contradicted.push((at, against.into_iter().collect()));
            }
            None => {
                ties = tied;
                apart.extend(two.iter().map(|(a, b)| (a.clone(), b.clone(), at)));
                settled.same.extend(one);
                settled.different.extend(two);
            }
        }
    }
    settled
}

/// The judgements that make one of two; `None` when none do.
fn path<N: Ord + Clone>(
    ties: &BTreeMap<N, Vec<(N, usize)>>,
    from: &N,
    to: &N,
) -> Option<BTreeSet<usize>> {
    if from != to && !(ties.contains_key(from) && ties.contains_key(to)) {
        return None;
    }
    let mut came: BTreeMap<&N, Option<(&N, usize)>> = BTreeMap::from([(from, None)]);
    let mut next = VecDeque::from([from]);
    while let Some(here) = next.pop_front().filter(|here| *here != to) {
        for (there, by) in ties.get(here).into_iter().flatten() {
            if !came.contains_key(there) {
                came.insert(there, Some((here, *by)));
                next.push_back(there);
            }
        }
    }
    let mut path = BTreeSet::new();
    let mut at = to;
    while let Some((before, by)) = *came.get(at)? {
        path.insert(by);
        at = before;
    }
    Some(path)
}

/// What a file judges, and how much of it cannot be read.
fn senses(text: &str) -> (Vec<Identity>, usize) {
    let (identities, doubts) = parse_identities(IDENTITIES, text);
    (identities.iter().map(Identity::sense).collect(), doubts.len())
}

fn no_verdict() -> Said {
    say!(
        en: "it is not said whether these are one person or different people",
        ru: "не сказано, одно ли это лицо или разные",
        kk: "бұл бір адам ба, әртүрлі адамдар ма — айтылмаған",
    )
}

fn no_one() -> Said {
    say!(en: "no one is named here", ru: "здесь никто не назван", kk: "мұнда ешкім аталмаған")
}

fn write_verdict() -> Said {
    say!(
        en: "write `same:` or `different:` with a list of two: a card, or a name and where it stands, `А. Букейханов [@letters, ¶12]`; then `because:`",
        ru: "напишите `same:` или `different:` и список из двоих: карточка или имя и где оно стоит, `А. Букейханов [@letters, ¶12]`; затем `because:`",
        kk: "`same:` не `different:` деп, екеуінің тізімін жазыңыз: карточка не есім мен оның орны, `А. Букейханов [@letters, ¶12]`; содан кейін `because:`",
    )
}

fn no_room() -> Said {
    let path = IDENTITIES;
    say!(
        { path }
        en: "there is no safe place for this change in `{path}`; mend the file and try again",
        ru: "в `{path}` нет надёжного места для этой правки; исправьте файл и повторите",
        kk: "`{path}` ішінде бұл түзетуге сенімді орын жоқ; файлды түзетіп, қайталаңыз",
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FILE: &str = "\
# Judged while reading the letters.
- same:
    - bokeikhanov
    - А. Букейханов [@letters, ¶12; @telegrams]
  because: he signs as chairman # of Alash Orda
  by: A. Historian
  on: 2026-11-22
# The brothers.
- different: [halel, zhakhansha]
  because: two brothers
";

    #[test]
    fn judgements_are_read() {
        let (identities, doubts) = parse_identities(IDENTITIES, FILE);
        assert_eq!(doubts, []);
        let [same, different] = identities.as_slice() else { panic!("two: {identities:?}") };
        assert_eq!((same.verdict, same.sides.len()), (Verdict::Same, 2));
        assert!(same.sides[0].is_card() && !same.sides[1].is_card());
        assert_eq!(same.sides[1].to_string(), "А. Букейханов [@letters, ¶12; @telegrams]");
        assert_eq!(same.because.as_deref(), Some("he signs as chairman"));
        assert_eq!(
            (different.verdict, &FILE[different.sides[1].range.clone()]),
            (Verdict::Different, "zhakhansha")
        );
    }

    #[test]
    fn what_can_be_wrong_with_a_judgement() {
        let check = |text: &str, kind: DoubtKind, kept: usize| {
            let (identities, doubts) = parse_identities(IDENTITIES, text);
            let kinds: Vec<DoubtKind> = doubts.iter().map(|doubt| doubt.kind).collect();
            assert_eq!((kinds, identities.len()), (vec![kind], kept), "{text}");
        };
        check("- same: [a, b]\n", DoubtKind::JudgementWithoutBecause, 1);
        check("- same: a\n  because: x\n", DoubtKind::MalformedValue, 0);
        check("- because: x\n", DoubtKind::MalformedValue, 0);
        check("- same: [a, b]\n  different: [a, b]\n  because: x\n", DoubtKind::MalformedValue, 0);
        check("- same: [a, b]\n  becuse: x\n  because: x\n", DoubtKind::UnknownKey, 1);
        check("words\n", DoubtKind::MalformedValue, 0);
        // A broken judgement costs itself.
        check("- same: [a\n- different: [a, b]\n  because: x\n", DoubtKind::BrokenYaml, 1);
    }

    fn identity(verdict: Verdict, one: &str, other: &str, because: &str) -> Identity {
        Identity {
            verdict,
            sides: vec![Side::of(one), Side::of(other)],
            because: Some(because.to_owned()),
            by: None,
            on: None,
            range: 0..0,
        }
    }

    #[test]
    fn a_judgement_is_added_and_taken_back() {
        let third = identity(Verdict::Same, "lenin", "Ульянов [@a]", "his own name");
        let edit = judge(FILE, &third).expect("there is room");
        let after = edit.apply(FILE).expect("it applies");
        let added = "- same:\n    - lenin\n    - \"Ульянов [@a]\"\n  because: his own name\n";
        assert_eq!(after, format!("{FILE}{added}"));
        let back = take_back(&after, 2).and_then(|edit| edit.apply(&after));
        assert_eq!(back.as_deref(), Ok(FILE));
        let second = take_back(FILE, 1).and_then(|edit| edit.apply(FILE)).expect("it applies");
        assert!(second.ends_with("# The brothers.\n"), "{second}");
        assert!(take_back(FILE, 2).is_err());
    }

    #[test]
    fn what_contradicts_earlier_judgements_is_told() {
        let identities = [
            identity(Verdict::Same, "a", "b", "1"),
            identity(Verdict::Same, "b", "c", "2"),
            identity(Verdict::Different, "c", "a", "3"),
            identity(Verdict::Different, "c", "d", "4"),
            identity(Verdict::Same, "d", "a", "5"),
            identity(Verdict::Different, "e", "e", "6"),
        ];
        let settled = settle(&identities, |side| vec![side.words.clone()]);
        assert_eq!(settled.contradicted, [(2, vec![0, 1]), (4, vec![0, 1, 3]), (5, vec![])]);
        assert_eq!((settled.same.len(), settled.different.len()), (2, 1));
    }

    #[test]
    fn a_judgement_without_a_reason_is_refused() {
        assert!(judge("", &identity(Verdict::Same, "a", "b", " ")).is_err());
        assert!(judge("a: b\n", &identity(Verdict::Same, "a", "b", "c")).is_err());
    }

    proptest! {
        #[test]
        fn whatever_is_judged_is_read_again(
            one in "\\PC{1,12}", other in "[а-яё. ]{1,8} \\[@[a-z:/]{1,5}(, ¶[0-9]{1,3})?\\]", because in "\\PC{1,20}",
        ) {
            let judged = identity(Verdict::Different, &one, &other, &because);
            if let Ok(edit) = judge(FILE, &judged) {
                let after = edit.apply(FILE).expect("it applies");
                let back = take_back(&after, 2).and_then(|edit| edit.apply(&after));
                prop_assert_eq!(back.as_deref(), Ok(FILE));
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,60}", lines in "(- |  |same|different|: |\\[|\\]|a|,|\n|\\{|@|\"|#){0,40}") {
            for text in [text, lines] {
                let (identities, doubts) = parse_identities(IDENTITIES, &text);
                for doubt in doubts {
                    prop_assert!(text.get(doubt.range).is_some());
                }
                for nth in 0..identities.len() {
                    let _ = take_back(&text, nth).map(|edit| edit.apply(&text));
                }
                let _ = judge(&text, &identity(Verdict::Same, "a", "b", "c"));
            }
        }
    }
}
