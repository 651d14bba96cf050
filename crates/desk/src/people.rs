//! Whom the texts of a study's sources name.

use std::collections::BTreeMap;

use derek_check::people::{Person, people};
use derek_study::Document;
use rayon::prelude::*;

/// The people that each of some texts names, by citation key.
///
/// This reads every text; it is to be asked for once as long as the texts are the same.
pub fn named(sources: &BTreeMap<String, Document>) -> BTreeMap<String, Vec<Person>> {
    let of = |document: &Document| {
        let paragraphs = document.paragraphs.clone();
        let mut document = Document { paragraphs, ..Document::default() };
        derek_read::name(&mut document);
        people(&document)
    };
    sources.par_iter().map(|(key, document)| (key.clone(), of(document))).collect()
}
