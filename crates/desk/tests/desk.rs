//! The desk on a real disk: nothing lost, nothing outside, nothing stale.

#![allow(clippy::disallowed_methods, reason = "tests work on a real disk")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use derek_desk::{
    Brought, Checked, Current, Desk, Stage, Texts, accept_beside, answer_beside, check_text,
    chronicle, commented, read_beside,
};
use derek_study::document::Comment;
use derek_study::fixture::Memory;
use derek_study::{Called, Edit, Finding, Lang};
use tempfile::TempDir;

const STUDY: &str = "
    //- study.yaml
    title: A study
    languages: [en]
    //- bibliography.bib
    @misc{article, title = {An article}}
    //- texts/article.txt
    The agreement was concluded in 1919.

    An agreement was concluded in December 1918.
    //- cards/agreement.md
    ---
    kind: event
    name: Agreement
    # a remark that must survive
    when:
      - 1919 [@article, ¶1]
      - December 1918 [@article, ¶2]
    ---
    Notes.
    //- cards/other.md
    ---
    kind: event
    name: Other
    when: 1920 [@article, ¶1]
    ---
";

fn study() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, bytes) in Memory::of(STUDY).files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, bytes).expect("a file");
    }
    folder
}

fn open(folder: &TempDir) -> Desk {
    Desk::open(folder.path(), Arc::default()).expect("the study is there")
}

fn conflict(current: &Current) -> Finding {
    let found = current.report.findings.iter().find(|finding| finding.check == "conflicting-dates");
    found.expect("the two dates cannot both hold").clone()
}

fn read(folder: &TempDir, path: &str) -> String {
    fs::read_to_string(folder.path().join(path)).expect("the file is there")
}

/// What two readings have in common when they are of one study.
fn told(current: &Current) -> String {
    format!("{:?} {:?} {:?}", current.report, current.study.cards, current.study.doubts)
}

#[test]
fn a_study_is_read_with_its_texts() {
    let folder = study();
    let current = open(&folder).reading();
    assert_eq!(current.study.cards.len(), 2);
    assert_eq!(current.sources.get("article").map(|text| text.paragraphs.len()), Some(2));
    assert_eq!(current.study.doubts, []);
    conflict(&current);
}

#[test]
fn a_reading_after_an_edit_equals_a_cold_one() {
    let folder = study();
    let desk = open(&folder);
    let changes: [(&str, Option<&str>); 7] = [
        (
            "cards/agreement.md",
            Some("---\nkind: event\nname: Agreement\nwhen: 1919 [@article, ¶1]\n---\n"),
        ),
        ("cards/broken.md", Some("---\nkind: [\n---\n")),
        ("texts/article.txt", Some("One paragraph of 1917.\n")),
        ("texts/binary.txt", Some("\u{0}\u{1}\u{2}\u{3}\u{0}\u{0}\u{0}\u{0}")),
        ("vocabulary.yaml", Some("kinds:\n  rite: {en: rite}\n")),
        ("cards/broken.md", None),
        ("texts/article.txt", None),
    ];
    for (path, text) in changes {
        match text {
            Some(text) => fs::write(folder.path().join(path), text).expect("written"),
            None => fs::remove_file(folder.path().join(path)).expect("deleted"),
        }
        let warm = desk.reread();
        let cold = open(&folder).reading();
        assert_eq!(told(&warm), told(&cold), "after {path}");
        assert_eq!(
            warm.sources.keys().collect::<Vec<_>>(),
            cold.sources.keys().collect::<Vec<_>>(),
            "after {path}"
        );
    }
}

#[test]
fn a_draft_is_read_and_not_written() {
    let folder = study();
    let desk = open(&folder);
    let before = read(&folder, "cards/other.md");
    desk.draft("cards/other.md", Some("---\nkind: event\nname: Drafted\n---\n".into()));
    assert!(
        desk.reread().study.cards.iter().any(|card| card.forms().any(|name| name == "Drafted"))
    );
    desk.draft("cards/other.md", None);
    assert!(
        desk.reread().study.cards.iter().all(|card| card.forms().all(|name| name != "Drafted"))
    );
    assert_eq!(read(&folder, "cards/other.md"), before);
}

#[test]
fn an_acceptance_is_written_and_taken_back() {
    let folder = study();
    let desk = open(&folder);
    let before = read(&folder, "cards/agreement.md");
    let key = conflict(&desk.reading()).key();
    assert!(desk.accept(&key, "  ", None).is_err());
    desk.accept(&key, "both are kept\nuntil the text is found", Some("A. Historian"))
        .expect("accepted");
    let after = read(&folder, "cards/agreement.md");
    assert!(after.contains("# a remark that must survive"));
    assert!(after.contains("because: both are kept until the text is found"), "{after}");
    assert!(desk.reading().report.findings.iter().all(|finding| finding.key() != key));
    assert_eq!(desk.reading().report.accepted.len(), 1);
    desk.take_back(&key).expect("taken back");
    assert_eq!(read(&folder, "cards/agreement.md"), before);
    assert_eq!(conflict(&desk.reading()).key(), key);
}

#[test]
fn racing_edits_lose_nothing() {
    let folder = study();
    let desk = open(&folder);
    let seen = read(&folder, "cards/other.md");
    let edit = |replacement: &str| {
        let at = seen.find("1920").expect("the year");
        Edit {
            path: "cards/other.md".into(),
            range: at..at + 4,
            replacement: replacement.into(),
            expected: "1920".into(),
        }
    };
    let insertion = |words: &str| Edit {
        path: "cards/other.md".into(),
        range: 0..0,
        replacement: words.into(),
        expected: String::new(),
    };
    let results = std::thread::scope(|scope| {
        let edits = [edit("1921"), edit("1922"), insertion("\u{feff}")];
        let threads: Vec<_> = edits
            .into_iter()
            .map(|edit| scope.spawn(|| desk.amend(&{ edit }, &seen).is_ok()))
            .collect();
        threads.into_iter().map(|thread| thread.join().expect("no fall")).collect::<Vec<_>>()
    });
    assert_eq!(results.iter().filter(|done| **done).count(), 1, "{results:?}");
    let leftovers: Vec<_> = fs::read_dir(folder.path().join("cards"))
        .expect("cards")
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    assert_eq!(leftovers.len(), 2, "{leftovers:?}");
}

#[test]
fn changes_are_undone_one_by_one() {
    let folder = study();
    let desk = open(&folder);
    let first = read(&folder, "cards/other.md");
    let append = |text: &str, words: &str| Edit {
        path: "cards/other.md".into(),
        range: text.len()..text.len(),
        replacement: words.into(),
        expected: String::new(),
    };
    desk.amend(&append(&first, "one\n"), &first).expect("changed");
    let second = read(&folder, "cards/other.md");
    desk.amend(&append(&second, "two\n"), &second).expect("changed");
    assert_eq!(desk.undo().expect("undone").as_deref(), Some("cards/other.md"));
    assert_eq!(read(&folder, "cards/other.md"), second);
    assert_eq!(desk.undo().expect("undone").as_deref(), Some("cards/other.md"));
    assert_eq!(read(&folder, "cards/other.md"), first);
    assert_eq!(desk.undo().expect("nothing left"), None);
}

#[test]
fn an_undo_does_not_undo_somebody_elses_work() {
    let folder = study();
    let desk = open(&folder);
    let text = read(&folder, "cards/other.md");
    let edit = Edit {
        path: "cards/other.md".into(),
        range: 0..0,
        replacement: "\u{feff}".into(),
        expected: String::new(),
    };
    desk.amend(&edit, &text).expect("changed");
    fs::write(folder.path().join("cards/other.md"), "another editor was here\n").expect("written");
    assert!(desk.undo().is_err());
    assert_eq!(read(&folder, "cards/other.md"), "another editor was here\n");
}

/// An edit that adds words at the end of a file.
fn appended(path: &str, text: &str, words: &str) -> Edit {
    Edit {
        path: path.into(),
        range: text.len()..text.len(),
        replacement: words.into(),
        expected: String::new(),
    }
}

#[test]
fn a_change_that_cannot_be_undone_does_not_bar_the_one_before_it() {
    let folder = study();
    let desk = open(&folder);
    let (first, second) = (read(&folder, "cards/agreement.md"), read(&folder, "cards/other.md"));
    desk.amend(&appended("cards/agreement.md", &first, "one\n"), &first).expect("changed");
    desk.amend(&appended("cards/other.md", &second, "two\n"), &second).expect("changed");
    fs::write(folder.path().join("cards/other.md"), b"\xff by another editor\n").expect("written");
    let error = desk.undo().expect_err("somebody else was here");
    for lang in derek_study::Lang::ALL {
        assert!(!error.hint.get(lang).is_empty());
    }
    assert!(error.hint.get(derek_study::Lang::En).contains("set aside"), "{error:?}");
    assert!(desk.can_undo());
    assert_eq!(desk.undo().expect("undone").as_deref(), Some("cards/agreement.md"));
    assert_eq!(read(&folder, "cards/agreement.md"), first);
    assert_eq!(desk.undo().expect("nothing left"), None);
    assert!(!desk.can_undo());
    assert!(folder.path().join(".derek/undo/00000002.stale").is_file(), "it is kept aside");
    desk.amend(&appended("cards/agreement.md", &first, "three\n"), &first).expect("changed");
    assert!(folder.path().join(".derek/undo/00000003").is_file(), "no number is used twice");
    assert_eq!(desk.undo().expect("undone").as_deref(), Some("cards/agreement.md"));
}

#[cfg(unix)]
#[test]
fn a_change_that_was_not_written_is_not_undone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = study();
    let desk = open(&folder);
    let cards = folder.path().join("cards");
    let text = read(&folder, "cards/other.md");
    fs::set_permissions(&cards, fs::Permissions::from_mode(0o555)).expect("closed");
    let written = desk.amend(&appended("cards/other.md", &text, "two\n"), &text);
    fs::set_permissions(&cards, fs::Permissions::from_mode(0o755)).expect("opened");
    // Whoever may do anything writes into a closed folder too.
    assert_eq!(desk.can_undo(), written.is_ok());
}

#[test]
fn a_reading_of_what_has_not_changed_is_the_same() {
    let folder = study();
    let desk = open(&folder);
    let first = desk.reading();
    assert!(Arc::ptr_eq(&first, &desk.reread()));
    assert!(Arc::ptr_eq(&first, &desk.reread_unless_busy()));
    let card = read(&folder, "cards/other.md");
    fs::write(folder.path().join("cards/other.md"), card.replace("1920", "1921")).expect("written");
    let second = desk.reread_unless_busy();
    assert_eq!(second.revision, first.revision + 1);
    assert!(format!("{:?}", second.study.cards).contains("1921"));
    fs::write(folder.path().join("cards/other.md"), &card).expect("written");
    assert_eq!(told(&desk.reread()), told(&first));
    desk.draft("cards/other.md", Some(card));
    let before = desk.reading();
    assert!(Arc::ptr_eq(&before, &desk.reread()), "a draft that says what the file says");
    fs::remove_file(folder.path().join("study.yaml")).expect("deleted");
    assert!(!Arc::ptr_eq(&before, &desk.reread()));
}

#[test]
fn an_accepted_file_does_not_silence_the_next_one() {
    let folder = study();
    for name in ["scan.pdf", "second.pdf"] {
        fs::write(folder.path().join("texts").join(name), b"%PDF-1.4\n\0\0").expect("written");
    }
    let desk = open(&folder);
    let unreadable = |current: &Current| -> Vec<String> {
        let findings = current.report.findings.iter();
        let of_check = findings.filter(|finding| finding.check == "unreadable-file");
        of_check.map(|finding| finding.places[0].file.clone()).collect()
    };
    let before = unreadable(&desk.reading());
    assert!(before.iter().any(|file| file == "texts/second.pdf"), "{before:?}");
    let wordless = |finding: &&Finding| finding.places[0].file == "texts/second.pdf";
    let key = desk.reading().report.findings.iter().find(wordless).expect("the scan").key();
    desk.accept_in(Some("texts/second.pdf"), &key, "a scan", None).expect("accepted");
    assert!(read(&folder, "study.yaml").contains("at: texts/second.pdf"));
    let mut left = before.clone();
    left.retain(|file| file != "texts/second.pdf");
    assert_eq!(unreadable(&desk.reading()), left);
    fs::write(folder.path().join("cards/broken.md"), b"\xff\xfe\xff").expect("written");
    let now = unreadable(&desk.reread());
    assert!(now.iter().any(|file| file == "cards/broken.md"), "{now:?}");
    assert!(now.iter().any(|file| file == "texts/scan.pdf"), "{now:?}");
    desk.take_back_in(Some("texts/second.pdf"), &key).expect("taken back");
    assert!(unreadable(&desk.reading()).iter().any(|file| file == "texts/second.pdf"));
}

#[test]
fn nothing_is_written_outside_the_study() {
    let folder = study();
    let desk = open(&folder);
    let outside = folder.path().parent().expect("a parent").join("derek-outside.md");
    for path in ["../derek-outside.md", "cards/../../derek-outside.md", "/tmp/derek-outside.md", ""]
    {
        let edit = Edit {
            path: path.into(),
            range: 0..0,
            replacement: "x".into(),
            expected: String::new(),
        };
        assert!(desk.amend(&edit, "").is_err(), "{path}");
    }
    assert!(!outside.exists());
}

#[test]
fn a_study_that_is_not_there() {
    let error = Desk::open(Path::new("/no/such/study"), Arc::default())
        .expect_err("there is no such folder");
    assert_eq!(
        error.to_string(),
        "opening the folder /no/such/study: there is no such file or folder"
    );
}

#[test]
fn an_empty_folder_is_a_study_with_a_finding() {
    let folder = tempfile::tempdir().expect("a folder");
    let current = open(&folder).reading();
    assert_eq!(current.study.cards.len(), 0);
    assert!(!current.study.doubts.is_empty());
}

const MANUSCRIPT: &str = "The agreement between Alash Orda and the Soviets was concluded in 1919 [1].\n\n\
    He wrote that “the Provisional Government fell [2].\n";

#[test]
fn a_text_is_checked_kept_and_answered() {
    let folder = tempfile::tempdir().expect("a folder");
    let texts = Texts::at(Some(folder.path().join("texts"))).expect("a place for texts");
    let checked = texts.check("chapter.txt", MANUSCRIPT.as_bytes()).expect("a text");
    let key = checked.report.findings.first().expect("the stray mark").key();
    let accepted =
        texts.accept(&checked.id, &key, "it stands so in the original", None).expect("accepted");
    assert_eq!(accepted.report.accepted.len(), 1);

    let others = Texts::at(Some(folder.path().join("texts"))).expect("the same place");
    let again = others.get(&checked.id).expect("readable").expect("kept");
    assert_eq!(again.report, accepted.report);
    assert_eq!(others.recent().first().map(|recent| recent.name.as_str()), Some("chapter.txt"));
    let worked_on =
        format!("{MANUSCRIPT}\nA new paragraph of 1920, as its author wished to have it [3].\n");
    let next = others.check("chapter.txt", worked_on.as_bytes()).expect("a text");
    assert_ne!(next.id, checked.id);
    assert_eq!(next.report.accepted.len(), 1, "what was answered is not asked again");
    let back = others.take_back(&checked.id, &key).expect("taken back");
    assert_eq!(back.report, checked.report);
    others.forget(&checked.id).expect("forgotten");
    assert!(others.get(&checked.id).expect("no trouble").is_none());
}

#[test]
fn another_text_of_the_same_name_is_asked_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let texts = Texts::at(Some(folder.path().to_owned())).expect("a place for texts");
    let first = texts.check("chapter1.txt", MANUSCRIPT.as_bytes()).expect("a text");
    let key = first.report.findings.first().expect("the stray mark").key();
    texts.accept(&first.id, &key, "it stands so in the original", None).expect("accepted");
    // One paragraph of three is the same: no state of the first text.
    let (_, marked) = MANUSCRIPT.split_once("\n\n").expect("two paragraphs");
    let other =
        format!("London lay in fog that year, as it did [1].\n\nNobody came [2].\n\n{marked}");
    let other = texts.check("chapter1.txt", other.as_bytes()).expect("a text");
    assert_eq!(other.report.accepted, []);
    assert!(other.report.findings.iter().any(|finding| finding.key() == key));
    // Half of it is: the first text, found behind the other one.
    let later =
        format!("{MANUSCRIPT}\nA new paragraph, as its author wished [3].\n\nAnd another [4].\n");
    let later = texts.check("chapter1.txt", later.as_bytes()).expect("a text");
    assert_eq!(later.report.accepted.len(), 1);
    let renamed = texts.check("chapter2.txt", format!("{MANUSCRIPT}\n").as_bytes());
    assert_eq!(renamed.expect("a text").report.accepted, []);
}

#[test]
fn what_lies_beside_a_text_stays_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = || Texts::at(Some(folder.path().to_owned())).expect("a place for texts");
    let manuscript = "He wrote that “the herds were lost in one month of that hard winter” [1].\n";
    let file = |name: &str, words: &str| Brought { name: name.into(), bytes: words.into() };
    let beside = [
        file(
            "letter.txt",
            "The herds were lost in one year of that hard winter, and all with them.\n",
        ),
        file("works.rdf", "no RDF"),
        file("locked.docx", "PK\u{3}\u{4}"),
    ];
    let texts = at();
    let stages = std::cell::RefCell::new(Vec::new());
    let told = |stage: Stage| stages.borrow_mut().push(stage);
    let checked =
        texts.check_beside("chapter.txt", manuscript.as_bytes(), &beside, &told).expect("a text");
    assert_eq!(stages.take(), [Stage::Reading, Stage::Checking]);
    let is_held =
        |text: &Checked| text.report.findings.iter().any(|finding| finding.check == "misquotation");
    assert!(is_held(&checked), "{:?}", checked.report);
    assert_eq!(checked.beside, ["letter.txt", "works.rdf", "locked.docx"]);
    assert!(checked.sources.doubts.iter().any(|it| it.get(Lang::En).contains("locked.docx")));
    // Another desk finds them again, and so does a later state of the manuscript.
    let again = at().get(&checked.id).expect("readable").expect("kept");
    assert_eq!((&again.report, &again.beside), (&checked.report, &checked.beside));
    let later = texts.check("chapter.txt", format!("{manuscript}\nIt was so.\n").as_bytes());
    assert!(is_held(&later.expect("a text")));
    let (own, files) = texts.files(&checked.id).expect("readable").expect("kept");
    assert_eq!((own.name.as_str(), files.as_slice()), ("chapter.txt", &beside[..]));
    let bare = texts.lay_beside(&checked.id, &[], &told).expect("a text");
    assert!(!is_held(&bare) && bare.beside.is_empty());
    assert_eq!(texts.files("../..").expect("no trouble"), None);
}

#[test]
fn what_is_looked_at_again_stays_at_hand() {
    let folder = tempfile::tempdir().expect("a folder");
    let texts = Texts::at(Some(folder.path().to_owned())).expect("a place for texts");
    let first = texts.check("first.txt", b"The first text.\n").expect("a text");
    for number in 0..20 {
        let words = format!("Text number {number}.\n");
        texts.check("other.txt", words.as_bytes()).expect("a text");
        let again = texts.get(&first.id).expect("readable").expect("kept");
        assert!(Arc::ptr_eq(&first, &again), "{number}");
    }
}

#[test]
fn a_doubt_about_a_whole_text_is_accepted_by_its_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("old.txt");
    let mut bytes = "Соглашение было заключено в 1919 году [1]. ".repeat(20).into_bytes();
    bytes.insert(21, 0xff);
    let bytes = bytes.as_slice();
    fs::write(&path, bytes).expect("written");
    let name = path.to_str().expect("a name");
    let checked = check_text(name, bytes, &[]).expect("a text");
    let Some(finding) =
        checked.report.findings.iter().find(|finding| finding.check == "unreadable-file")
    else {
        panic!("bytes that are no letters: {:?}", checked.report)
    };
    accept_beside(&path, finding, "an old file", None).expect("accepted");
    let accepted = read_beside(&path).expect("one");
    assert_eq!(accepted[0].at.as_deref(), Some(name));
    for name in [name, "old.txt", "./old.txt"] {
        assert_eq!(check_text(name, bytes, &accepted).expect("a text").report.accepted.len(), 1);
    }
    let other = check_text("other.txt", bytes, &accepted).expect("a text");
    assert_eq!(other.report.accepted, []);
}

#[test]
fn of_findings_alike_the_one_that_was_meant_is_answered() {
    let folder = study();
    for name in ["a", "b"] {
        let card = format!("---\nkind: event\nname: Card {name}\nparty: Nobody Known\n---\n");
        fs::write(folder.path().join(format!("cards/{name}.md")), card).expect("written");
    }
    let desk = open(&folder);
    let key = "unknown-name|nobody known";
    assert!(desk.accept_in(Some("cards/other.md"), key, "named once", None).is_err());
    desk.accept_in(Some("cards/b.md"), key, "named once", None).expect("accepted");
    assert!(read(&folder, "cards/b.md").contains("named once"));
    assert!(!read(&folder, "cards/a.md").contains("named once"));
    desk.accept(key, "named twice", None).expect("the one that is left");
    assert!(read(&folder, "cards/a.md").contains("named twice"));
    desk.take_back_in(Some("cards/b.md"), key).expect("taken back");
    assert!(!read(&folder, "cards/b.md").contains("named once"));
    assert!(read(&folder, "cards/a.md").contains("named twice"));
}

#[test]
fn no_identifier_leads_out_of_the_texts() {
    let folder = tempfile::tempdir().expect("a folder");
    let texts = Texts::at(Some(folder.path().to_owned())).expect("a place for texts");
    for id in ["..", "../..", "", "0123456789abcdef0123456/", "ABCDEF0123456789abcdef01"] {
        assert!(texts.get(id).expect("no trouble").is_none(), "{id}");
        texts.forget(id).expect("nothing happens");
    }
    assert!(folder.path().is_dir());
}

#[test]
fn what_is_no_text_is_refused_with_a_hint() {
    let error =
        check_text("photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", &[]).expect_err("no text");
    assert!(!error.hint.get(derek_study::Lang::Kk).is_empty());
}

#[test]
fn acceptances_lie_beside_a_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("chapter.txt");
    fs::write(&path, MANUSCRIPT).expect("written");
    assert_eq!(read_beside(&path).expect("none yet"), []);
    let checked = check_text("chapter.txt", MANUSCRIPT.as_bytes(), &[]).expect("a text");
    let finding = checked.report.findings.first().expect("the stray mark");
    accept_beside(&path, finding, "it stands so: \"quoted\"", Some("A")).expect("accepted");
    let accepted = read_beside(&path).expect("one");
    assert_eq!(accepted.len(), 1);
    assert!(folder.path().join("chapter.txt.derek.yaml").is_file());
    let again = check_text("chapter.txt", MANUSCRIPT.as_bytes(), &accepted).expect("a text");
    assert_eq!(again.report.accepted.len(), 1);
}

#[test]
fn an_answer_beside_a_text_outlives_edits_and_passes_to_no_other_finding() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("chapter.txt");
    let text = "They met on 30 February 1917 in Omsk and stayed for a week.\n\nThe second congress was opened by Gabbasov on 30 February 1917, as he wrote.\n";
    let checked = check_text("chapter.txt", text.as_bytes(), &[]).expect("a text");
    let of_date = |finding: &&Finding| finding.check == "impossible-date";
    let findings: Vec<&Finding> = checked.report.findings.iter().filter(of_date).collect();
    assert_eq!(findings.len(), 2);
    let called = Called::WrongAlarm;
    answer_beside(&path, findings[1], "so he wrote", None, called).expect("answered");
    let kept = read_beside(&path).expect("one");
    assert_eq!((kept.len(), kept[0].called), (1, Called::WrongAlarm));
    let open = |text: &str| {
        let report = check_text("chapter.txt", text.as_bytes(), &kept).expect("a text").report;
        let accepted = report.accepted.iter().map(|(finding, _)| finding.places[0].before.clone());
        let is_open = report.findings.iter().filter(of_date).count();
        (is_open, accepted.collect::<Vec<_>>())
    };
    let second = "The second congress was opened by Gabbasov on ".to_owned();
    assert_eq!(open(text), (1, vec![second.clone()]));
    // A paragraph is put in, the other one taken away, a slip of the sentence mended.
    let (one, other) = text.split_once("\n\n").expect("two paragraphs");
    assert_eq!(open(&format!("Of other things.\n\n{other}\n{one}\n")), (1, vec![second]));
    let mended = other.replace("opened", "solemnly opened");
    let (is_open, accepted) = open(&mended);
    assert_eq!((is_open, accepted.len()), (0, 1));
    // The answered one is gone: its answer is not for the one that is left.
    assert_eq!(open(one), (1, Vec::new()));
    // Another day at the same place is another question.
    let (is_open, accepted) = open(&other.replace("30 February", "31 February"));
    assert_eq!((is_open, accepted.len()), (1, 0));
}

#[test]
fn a_copy_with_comments_leaves_the_original_alone() {
    let text = "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text><text:p>They met on 30 February 1917.</text:p></office:text></office:body></office:document>";
    let checked = check_text("a.fodt", text.as_bytes(), &[]).expect("a text");
    let place = checked.report.findings[0].places[0].range.clone();
    let comment = Comment { range: place, words: vec!["?".to_owned()], instead: String::new() };
    let comments = [comment];
    let copy = commented(text.as_bytes(), &checked.document, &comments, derek_study::Lang::En);
    let copy = check_text("a.fodt", &copy.expect("a copy"), &[]).expect("a text");
    let remark = &copy.document.source.as_ref().expect("a file of an office").remarks[0];
    assert_eq!(
        (remark.by.as_str(), &copy.document.text[remark.range.clone()]),
        ("derek", "30 February 1917")
    );
    let plain = check_text("a.txt", b"They met on 30 February 1917.", &[]).expect("a text");
    let refused = commented(b"", &plain.document, &comments, derek_study::Lang::Kk);
    assert!(
        refused.expect_err("no comments there").hint.get(derek_study::Lang::Kk).contains("--page")
    );
}

#[test]
fn the_reference_study_ships_whole() {
    let study = chronicle();
    assert!(100 < study.cards.len());
    assert_eq!(study.doubts, []);
}
