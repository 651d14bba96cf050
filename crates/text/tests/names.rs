//! What holds of any two names.

use derek_text::{Index, Judged, NameKey, SYSTEMS, Sounds, cluster, compare, render, side_by_side};
use proptest::prelude::*;

/// Letters of the scripts that matter, marks, signs, and what is none of these.
fn name() -> impl Strategy<Value = String> {
    let letter = prop_oneof![
        4 => prop::char::range('а', 'я'),
        2 => prop::char::range('А', 'Я'),
        4 => prop::char::range('a', 'z'),
        2 => prop::char::range('A', 'Z'),
        3 => prop::char::range('\u{621}', '\u{64a}'),
        2 => prop::sample::select("әғқңөұүһіӘҒҚҢӨҰҮҺІѣѳѵіʼ’-., ٴەۇۋۆ\u{301}\u{308}\u{306}\u{200f}\u{64e}ßİ".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ];
    prop::collection::vec(letter, 0..40).prop_map(|letters| letters.into_iter().collect())
}

proptest! {
    #[test]
    fn a_comparison_is_the_same_both_ways_and_adds_up(one in name(), other in name()) {
        for of in [NameKey::of, NameKey::of_place] {
            let (a, b) = (of(&one), of(&other));
            let there = compare(&a, &b);
            prop_assert_eq!(there.score, compare(&b, &a).score);
            let bits: f32 = there.reasons.iter().map(|reason| reason.bits).sum();
            prop_assert!((there.score - 1.0 / (1.0 + (-bits).exp2())).abs() < 1e-5);
        }
    }

    #[test]
    fn every_part_stands_in_one_reason(one in name(), other in name()) {
        let (a, b) = (NameKey::of(&one), NameKey::of(&other));
        let reasons = compare(&a, &b).reasons;
        for at in 0..a.parts().len() {
            prop_assert!(reasons.iter().filter(|reason| reason.one.contains(&at)).count() <= 1);
        }
        for at in 0..b.parts().len() {
            prop_assert!(reasons.iter().filter(|reason| reason.other.contains(&at)).count() <= 1);
        }
        for reason in &reasons {
            for (here, there, _) in side_by_side(&a, &b, reason) {
                prop_assert!(one.get(here).is_some() && other.get(there).is_some());
            }
        }
    }

    #[test]
    fn every_sound_leads_back_to_letters(text in name()) {
        let sounds = Sounds::of(&text);
        let mut last = 0;
        for at in 0..sounds.len() {
            let range = sounds.origin(at..at + 1).unwrap_or_default();
            prop_assert!(text.get(range.clone()).is_some_and(|letters| !letters.is_empty()));
            prop_assert!(last <= range.start);
            last = range.start;
        }
    }

    #[test]
    fn rendering_keeps_or_refuses(text in name()) {
        for system in SYSTEMS {
            if let Ok(rendered) = render(&text, system.id) {
                // What is no letter of the system's script is kept, in its order.
                let is_kept = |c: &char| c.is_ascii_digit() || c.is_whitespace();
                let kept: String = text.chars().filter(is_kept).collect();
                prop_assert_eq!(kept, rendered.chars().filter(is_kept).collect::<String>());
            }
        }
    }

    #[test]
    fn groups_hold_each_mention_once(names in prop::collection::vec(name(), 0..12)) {
        let clusters = cluster(&names, &Judged::default()).unwrap_or_default();
        let mut mentions: Vec<usize> = clusters.groups.iter().flatten().copied().collect();
        mentions.sort_unstable();
        prop_assert_eq!(mentions, (0..names.len()).collect::<Vec<_>>());
        prop_assert_eq!(&clusters, &cluster(&names, &Judged::default()).unwrap_or_default());
        for found in Index::of(&names).find("Бөкейхан", 3) {
            prop_assert!(found.name < names.len());
        }
    }
}

/// Letters of a very long name; a build with checks is a tenth as fast, and a tenth of it
/// shows as well whether the time grows faster.
const VERY_LONG: usize = if cfg!(debug_assertions) { 100_000 } else { 1_000_000 };

#[test]
fn long_and_strange_names_are_read_in_time_that_grows_as_they_do() {
    for letter in ["а", "a", "ا", "\u{301}", "А.", "а ", "-", "ﷲ", "ъ"] {
        let long = letter.repeat(VERY_LONG);
        let key = NameKey::of(&long);
        assert!(compare(&key, &key).score < 0.99 || key.parts().len() < 9);
        let _ = Sounds::of(&long);
        let _ = NameKey::of_place(&long);
        let _ = render(&long, "bgn-pcgn-rus-1947");
    }
}
