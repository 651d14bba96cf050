//! Edits of a text, at random: anchors are never silently wrong, planted changes are found.

use derek_text::quotation::{Anchor, Kind, Refound};
use derek_text::{Source, Verdict};
use proptest::prelude::*;

/// Words of which texts are made; few, so that the same words stand in many places.
const WORDS: [&str; 24] = [
    "council", "орда", "the", "met", "in", "Orenburg", "автономия", "туралы", "и", "не", "комитет",
    "December", "1917", "delegates", "of", "steppe", "үкімет", "қаулы", "was", "sent", "to",
    "Semey", "қазақ", "съезд",
];

/// Characters on each side of a place that tell it from others.
const NEAR: usize = 20;

/// A text whose characters remember where they stood.
type Remembered = Vec<(char, Option<usize>)>;

#[derive(Debug, Clone)]
enum Edit {
    Replace(char),
    Insert(char),
    Delete(usize),
    Words(String),
    Copy(usize),
}

fn text(words: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let word = (
        0..WORDS.len(),
        prop_oneof![8 => Just(" "), 1 => Just(", "), 1 => Just(". "), 1 => Just("\n")],
    );
    prop::collection::vec(word, words).prop_map(|words| {
        words.into_iter().map(|(word, after)| format!("{}{after}", WORDS[word])).collect()
    })
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => prop::char::range('a', 'z').prop_map(Edit::Replace),
        3 => prop::char::range('а', 'я').prop_map(Edit::Insert),
        3 => (1..3usize).prop_map(Edit::Delete),
        1 => (20..200usize).prop_map(Edit::Delete),
        1 => (0..WORDS.len()).prop_map(|word| Edit::Words(format!("{} ", WORDS[word]))),
        1 => (10..120usize).prop_map(Edit::Copy),
    ]
}

fn apply(text: &mut Remembered, at: usize, edit: &Edit) {
    let at = at % (text.len() + 1);
    match edit {
        Edit::Replace(c) => {
            if let Some(there) = text.get_mut(at) {
                there.0 = *c;
            }
        }
        Edit::Insert(c) => text.insert(at, (*c, None)),
        Edit::Delete(count) => {
            let end = (at + count).min(text.len());
            text.drain(at..end);
        }
        Edit::Words(words) => {
            text.splice(at..at, words.chars().map(|c| (c, None)));
        }
        // The same words a second time, as printers do: they are as good as the first.
        Edit::Copy(count) => {
            let copied: Vec<_> = text.iter().skip(at).take(*count).copied().collect();
            let to = (at + count + 7) % (text.len() + 1);
            text.splice(to..to, copied);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_anchor_is_never_silently_wrong(
        text in text(20..200),
        start in any::<prop::sample::Index>(),
        length in 1..80usize,
        edits in prop::collection::vec((any::<usize>(), edit()), 0..30),
    ) {
        let characters: Vec<(usize, char)> = text.char_indices().collect();
        let first = start.index(characters.len());
        let last = (first + length).min(characters.len());
        let byte = |at: usize| characters.get(at).map_or(text.len(), |(at, _)| *at);
        let anchor = Anchor::of(&text, byte(first)..byte(last)).expect("characters of the text");
        let mut edited: Remembered = text.chars().enumerate().map(|(at, c)| (c, Some(at))).collect();
        for (at, edit) in &edits {
            apply(&mut edited, *at, edit);
        }
        let after: String = edited.iter().map(|(c, _)| c).collect();
        let bytes: Vec<usize> = after.char_indices().map(|(at, _)| at).collect();
        match anchor.find(&after) {
            Refound::Same(place) | Refound::Moved(place) => {
                prop_assert!(after.get(place.clone()).is_some());
                let is_own = |from: &Option<usize>| from.is_some_and(|from| first <= from && from < last);
                let within = edited
                    .iter()
                    .zip(&bytes)
                    .filter(|((_, from), at)| is_own(from) && place.contains(*at))
                    .count();
                let kept = edited.iter().filter(|(_, from)| is_own(from)).count();
                // Of words that are repeated side by side nobody can say which was taken
                // out: what stands next to the place must have stood next to it.
                let found = bytes.partition_point(|at| *at < place.start);
                let near = edited[found.saturating_sub(NEAR)..(found + NEAR).min(edited.len())]
                    .iter()
                    .filter_map(|(_, from)| *from)
                    .filter(|from| first.saturating_sub(NEAR) <= *from && *from < last + NEAR)
                    .count();
                prop_assert!(
                    (0 < kept && kept <= 2 * within) || NEAR <= near,
                    "{anchor:?} found {:?} in {after:?}",
                    &after[place]
                );
            }
            Refound::Doubtful(places) => {
                prop_assert!(!places.is_empty());
                prop_assert!(places.iter().all(|place| after.get(place.clone()).is_some()));
            }
            Refound::Lost => {}
        }
        if edits.is_empty() {
            let is_plain = !matches!(anchor.find(&text), Refound::Lost | Refound::Moved(_));
            prop_assert!(is_plain);
        }
    }

    #[test]
    fn a_planted_change_is_found_and_named(
        text in text(60..160),
        start in 0..40usize,
        length in 8..20usize,
        at in 2..6usize,
        change in 0..3u8,
    ) {
        let words: Vec<&str> = text.split_whitespace().skip(start).take(length).collect();
        prop_assume!(words.len() == length);
        let mut quoted: Vec<&str> = words.clone();
        let kind = match change {
            0 => { quoted[at] = "xylophone"; Kind::Substitution }
            1 => { quoted.insert(at, "xylophone"); Kind::Insertion }
            _ => { quoted.remove(at); Kind::Omission }
        };
        let quotation = quoted.join(" ");
        let source = Source::new(&text);
        prop_assume!(source.find(&quotation).verdict > Verdict::Orthography);
        let found = source.find(&quotation);
        prop_assert!(!found.verdict.is_faithful() && found.verdict != Verdict::Absent, "{found:?}");
        let changes: Vec<_> = found.differences.iter().filter(|one| one.kind.is_alteration()).collect();
        // The words may stand elsewhere, with other changes; the place says which.
        let there = &text[found.places[0].clone()];
        if there.split_whitespace().eq(words.iter().copied()) {
            prop_assert_eq!(changes.len(), 1);
            prop_assert_eq!(changes[0].kind, kind);
            prop_assert!(change == 2 || quotation[changes[0].quote.clone()].contains("xylophone"));
        }
    }

    #[test]
    fn what_is_said_is_true_of_any_two_texts(quotation in "\\PC{0,40}", source in "\\PC{0,120}") {
        let found = Source::new(&source).find(&quotation);
        prop_assert_eq!(found.places.is_empty(), found.verdict == Verdict::Absent);
        for place in &found.places {
            prop_assert!(source.get(place.clone()).is_some_and(|words| !words.is_empty()));
        }
        for one in &found.differences {
            prop_assert!(quotation.get(one.quote.clone()).is_some() && source.get(one.source.clone()).is_some());
        }
        if !quotation.trim().is_empty() && source.contains(quotation.trim()) {
            prop_assert_eq!(found.verdict, Verdict::Exact);
        }
    }
}

/// What must not take long, however it is put together.
#[test]
#[allow(clippy::disallowed_methods, reason = "a stall is seen by the clock")]
fn hostile_texts_are_judged_in_time() {
    const MANY: usize = 50_000;
    let a = "a".repeat(MANY);
    let spaced = "a ".repeat(MANY);
    let marks = format!("a{}", "\u{301}".repeat(MANY));
    let brackets = "[a] ".repeat(MANY / 10);
    let open = "[a ".repeat(MANY / 10);
    let dots = "a … ".repeat(MANY / 10);
    let arabic = "ءاليحان بوكەيحان ".repeat(MANY / 20);
    let prose: String =
        (0..MANY / 10).map(|at| format!("{} {} ", WORDS[at % 24], WORDS[at * at % 23])).collect();
    let texts = [&a, &spaced, &marks, &brackets, &open, &dots, &arabic, &prose];
    for source in texts {
        let prepared = Source::new(source);
        for quotation in texts {
            let part: String = quotation.chars().take(MANY / 3).collect();
            for quotation in [quotation, &format!("b {part}")] {
                let begun = std::time::Instant::now();
                let found = prepared.find(quotation);
                let took = begun.elapsed();
                assert!(took.as_secs() < 20, "{took:?} {:?}", found.verdict);
            }
        }
        assert!(
            Anchor::of(source, 0..1)
                .is_some_and(|anchor| anchor.find_in(&prepared) != Refound::Lost)
                || !source.is_char_boundary(1)
        );
    }
}
