//! Texts held to sources laid beside them.

#![allow(clippy::disallowed_methods, reason = "tests work on a real disk")]

use std::path::PathBuf;

use derek_desk::{check_text_beside, read_sources};

const MANUSCRIPT: &str = "Olcott wrote: “The people of the steppe did want a war with anybody” (Olcott 1995, 12). \
Then “we shall wait for the answer until the autumn” (Olcott 1995, 20). She says that “the people of the \
steppe did not want a war” (Olcott 1995, 13), as others do [@sabl2003].\n\nReferences\n\n\
Olcott, Martha Brill. The Kazakhs. Stanford, 1995.\n\nSabol, Steven. Russian Colonization. New York, 2003.\n";

#[test]
fn quotations_and_keys_are_held_to_what_lies_beside() {
    let folder = tempfile::tempdir().expect("a folder for the sources");
    let files = [
        (
            "olcott1995.txt",
            "The people of the steppe did not want a war with anybody, and they said so.\n",
        ),
        ("sabol2003.txt", "We shall wait for the answer until the autumn, and not a day longer.\n"),
        (
            "refs.bib",
            "@book{sabol2003, author={Sabol, Steven}, title={Russian Colonization}, date={2003}}\n",
        ),
    ];
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("the folder takes files");
    }
    let sources = read_sources(&[folder.path().to_owned()]).expect("the folder can be read");
    assert_eq!((sources.texts.len(), sources.entries.len(), sources.doubts.len()), (2, 1, 0));
    let checked = check_text_beside("essay.md", MANUSCRIPT.as_bytes(), &[], &sources, None)
        .expect("the manuscript is text");
    let found: Vec<(&str, &str)> = checked
        .report
        .findings
        .iter()
        .filter(|one| matches!(one.check, "misquotation" | "citation-without-entry"))
        .map(|one| (one.check, one.places[0].words.split(' ').next().unwrap_or_default()))
        .collect();
    let expected = [
        ("misquotation", "“The"),
        ("citation-without-entry", "@sabl2003"),
        ("misquotation", "“we"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_path_that_is_not_there_is_refused() {
    assert!(read_sources(&[PathBuf::from("/nowhere/at/all")]).is_err());
}
