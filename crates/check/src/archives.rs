//! The archives that studies know, by every name they bore.

use derek_study::{Card, Study};
use derek_text::archive::Archives;

/// The names of the archives in studies: cards whose `type` is *archive*, with
/// what they are and were `called`. The key of an archive is its card's
/// identifier; a study that comes first is believed first.
pub fn archives<'s>(studies: impl IntoIterator<Item = &'s Study>) -> Archives {
    let mut archives = Archives::default();
    for card in studies.into_iter().flat_map(|study| &study.cards).filter(|card| is_archive(card)) {
        let called = card.values("called").map(|value| value.text.as_str());
        for name in card.forms().chain(called) {
            archives.insert(name, &card.id);
        }
    }
    archives
}

fn is_archive(card: &Card) -> bool {
    card.values("type").any(|value| value.text == "archive")
}
