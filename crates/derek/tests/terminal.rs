//! What a person sees in the terminal, kept as snapshots and reviewed by eye.
//!
//! `UPDATE_EXPECT=1 cargo test -p derek --test terminal` writes them anew.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "the program is run as a person runs it"
)]
#![allow(clippy::unwrap_used)]

use std::process::{Command, Output};

use expect_test::expect_file;

fn derek(words: &[&str]) -> Output {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    Command::new(env!("CARGO_BIN_EXE_derek"))
        .args(words)
        .current_dir(root)
        .env("COLUMNS", "96")
        .env_remove("LANG")
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .output()
        .unwrap()
}

/// Standard output, standard error and the exit code, as one text.
fn seen(words: &[&str]) -> String {
    let output = derek(words);
    let (out, err) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    format!("$ derek {}\n{out}{err}exit code {}\n", words.join(" "), output.status.code().unwrap())
}

#[test]
fn an_essay_in_english() {
    expect_file!["snapshots/essay-en.txt"].assert_eq(&seen(&["check", "samples/essay-en.txt"]));
}

#[test]
fn the_finding_in_the_readme_is_a_real_one() {
    let readme = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md"),
    )
    .unwrap();
    let shown = readme.split("```").nth(1).unwrap().split_once('\n').unwrap().1;
    let (command, finding) = shown.split_once('\n').unwrap();
    let words: Vec<&str> = command.trim_start_matches("$ derek ").split(' ').collect();
    assert!(seen(&words).contains(finding.trim_end()), "{}", seen(&words));
}

#[test]
fn an_essay_in_russian() {
    expect_file!["snapshots/essay-ru.txt"]
        .assert_eq(&seen(&["--lang", "ru", "check", "samples/essay-ru.txt"]));
}

#[test]
fn the_same_findings_in_kazakh() {
    expect_file!["snapshots/essay-kk.txt"]
        .assert_eq(&seen(&["--lang=kk", "check", "samples/essay-ru.txt"]));
}

#[test]
fn a_clean_text_is_met_with_silence() {
    for sample in ["samples/clean-en.txt", "samples/clean-ru.txt"] {
        let output = derek(&["check", sample]);
        assert_eq!(
            (String::from_utf8(output.stdout).unwrap().as_str(), output.status.code()),
            ("", Some(0)),
            "{sample}"
        );
    }
}

#[test]
fn trouble_is_told_with_what_to_do() {
    let asked: [&[&str]; 7] = [
        &["check", "no-such-file.txt"],
        &["check", "docs"],
        &["check", "--only", "period-gab", "samples/essay-en.txt"],
        &["explain", "nothing-like-it"],
        &["new", "studies"],
        &["accept", "samples/clean-en.txt", "period-gap", "--because", "no reason"],
        &["date", "30 February 1917", "once upon a time", "25 October (7 November) 1917"],
    ];
    let all: String = asked.iter().map(|words| format!("{}\n", seen(words))).collect();
    expect_file!["snapshots/trouble.txt"].assert_eq(&all);
}

#[test]
fn what_is_no_edtf_is_told_with_what_to_write() {
    let asked: [&[&str]; 6] = [
        &["date", "--edtf", "1917-11/..", "1984-uu-31", "05/06/1917", "1914–18", "hello", ""],
        &["--lang", "ru", "date", "--edtf", "19ХХ", "unknown/open", "1917-10-25T24:00:00"],
        &["--lang", "kk", "date", "--edtf", "c. 1917", "1917-13", "[1667, 1668]"],
        &["date", "--edtf", "--json", "Y17E7", "1917-10-25Т10:20", "05/06/1917"],
        &["date", "198u", "1917-02-30"],
        &["date", "--json", "198u", "hello"],
    ];
    let all: String = asked.iter().map(|words| format!("{}\n", seen(words))).collect();
    expect_file!["snapshots/edtf.txt"].assert_eq(&all);
}

/// Standard output and exit code, with these bytes on standard input.
fn fed(words: &[&str], input: &[u8]) -> (String, Option<i32>) {
    use std::io::Write;
    let mut child = Command::new(env!("CARGO_BIN_EXE_derek"))
        .args(words)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

#[test]
fn dates_come_line_by_line_whatever_the_bytes() {
    let long = "1".repeat(200_000);
    let mut input = "\u{feff}1917\r\n\n".as_bytes().to_vec();
    input.extend(b"\xff1917\n1917\0\n");
    input.extend(long.as_bytes());
    input.extend(b"\n1918");
    for words in [&["date", "--edtf", "--json"][..], &["date", "--json"]] {
        let (out, code) = fed(words, &input);
        let lines: Vec<serde_json::Value> =
            out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let wrong: Vec<Option<&str>> =
            lines.iter().map(|line| line["error"]["wrong"].as_str()).collect();
        assert_eq!((lines.len(), code), (6, Some(1)), "{out}");
        assert_eq!(lines[0]["earliest"], "1917-01-01");
        assert_eq!(lines[5]["latest"], "1918-12-31");
        assert_eq!(wrong[2], Some("not-utf-8"));
        assert!(wrong[1..5].iter().all(Option::is_some), "{wrong:?}");
    }
    assert_eq!(fed(&["date", "--edtf"], b""), (String::new(), Some(0)));
    let (_, code) = fed(&["date", "--edtf"], b"1917\n[1917,1918]\n");
    assert_eq!(code, Some(0));
}

#[test]
fn how_dates_were_understood() {
    let asked: [&[&str]; 6] = [
        &[
            "date", "25 October 1917", "Wednesday, 25 October 1917", "5–13 December 1917 O.S.",
            "from 1917 to early 1920", "before 44 BC", "5/6/1917", "5 May",
        ],
        &[
            "date", "30 February 1917", "25 October (8 November) 1917", "Monday, 5 May 1918",
            "1919, perhaps in Orenburg", "once upon a time",
        ],
        &[
            "--lang",
            "ru",
            "date",
            "25 октября 1917 г.",
            "не позднее 5 декабря 1917 г. (ст. ст.)",
            "суббота, 5 мая 1918 г.",
            "1919 год, в Оренбурге",
        ],
        &[
            "--lang", "kk", "date", "1917 жылғы 25 қазан", "1918 жылдың ортасы",
            "1917 жылы Орынборда",
        ],
        &["date", "--as", "crm", "25 October (7 November) 1917", "circa 1918"],
        &["date", "--as", "oxcal", "1917–1920", "25 October 1917", "circa 1918"],
    ];
    let all: String = asked.iter().map(|words| format!("{}\n", seen(words))).collect();
    expect_file!["snapshots/dates.txt"].assert_eq(&all);
}

#[test]
fn references_come_line_by_line_in_the_readers_language() {
    let asked: [&[&str]; 5] = [
        &["reference", "--lang", "ru", "ЦГАОР СССР, ф. Р-30, оп. 1, д. 5а, лл. 3об.–5, 7; д. 8"],
        &["reference", "--style", "kazakh", "ЦГА РК. Ф. 17. Оп. 1. Д. 5. Л. 3об."],
        &["reference", "ГАРФ. Оп. 1. Л. 5", "TNA FO 371/3963"],
        &["reference", "--lang", "kk", "ҚР ОМА, 17-қор, 1-тізбе, 5-іс, 3-парақ"],
        &["reference", "--json", "--style", "chicago", "Сонда, 5-п.", "ГАРФ. Ф. 17. Оп. Д. 5"],
    ];
    let all: String = asked.iter().map(|words| format!("{}\n", seen(words))).collect();
    expect_file!["snapshots/reference.txt"].assert_eq(&all);
    let (out, code) = fed(&["reference", "--json"], b"\xd0\x93\n\n\xff\n");
    let lines: Vec<serde_json::Value> =
        out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let wrong: Vec<&str> =
        lines.iter().filter_map(|line| line["error"]["wrong"].as_str()).collect();
    assert_eq!((wrong, code), (vec!["no-level", "empty", "not-utf-8"], Some(1)));
}

#[test]
fn a_reference_printed_is_understood_as_the_same() {
    let line = "РГАСПИ. Ф. Р-30. Оп. 1 доп. Д. 5а, 7–9. Т. 2. Л. 3об.–5, 7; Оп. 4. Д. 8. Л. 1";
    let (out, _) = fed(&["reference", "--json"], line.as_bytes());
    let first: serde_json::Value = serde_json::from_str(&out).unwrap();
    let rendered = first["rendered"].as_object().unwrap();
    assert_eq!(rendered.len(), 7);
    for (form, words) in rendered {
        let (out, _) = fed(&["reference", "--json"], words.as_str().unwrap().as_bytes());
        let again: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(again["units"], first["units"], "{form}");
        assert_eq!(again["archive_card"], "rgaspi", "{form}");
    }
}

#[test]
fn a_card_is_found_under_any_spelling() {
    let study = "studies/alash";
    expect_file!["snapshots/search.txt"].assert_eq(&format!(
        "{}\n{}\n{}\n{}",
        seen(&["search", study, "Bukeikhan"]),
        seen(&["--lang", "ru", "search", study, "Омбы"]),
        seen(&["--lang", "kk", "search", study, "Крузенштерн"]),
        seen(&["search", study, "--json", "cadets"]),
    ));
    let spellings = [
        "Букейханов", "Bukeikhan", "بوكەيحان", "Бөкейхан", "Букеихановъ", "Bökeihan",
        "А. Н. Букейханов", "BOKEIKHANOV, Alikhan", "alikhan", "Алихан Бу",
    ];
    for spelling in spellings {
        let output = derek(&["search", study, "--json", spelling]);
        let out = String::from_utf8(output.stdout).unwrap();
        let first: serde_json::Value =
            serde_json::from_str(out.lines().next().unwrap_or("null")).unwrap();
        assert_eq!(first["card"], "bokeikhanov", "{spelling}: {out}");
    }
}

#[test]
fn help_and_the_list_of_checks() {
    let all = format!(
        "{}\n{}\n{}",
        seen(&["--help"]),
        seen(&["--lang", "ru", "check", "--help"]),
        seen(&["--lang", "kk", "explain"])
    );
    expect_file!["snapshots/help.txt"].assert_eq(&all);
}

#[test]
fn json_lines_are_objects_whose_places_are_true() {
    let output = derek(&["check", "--json", "samples/essay-ru.txt"]);
    let text = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/essay-ru.txt"),
    )
    .unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    assert!(5 < lines.lines().count());
    for line in lines.lines() {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        for place in finding["places"].as_array().unwrap() {
            let (start, end) = (
                place["start"].as_u64().unwrap() as usize,
                place["end"].as_u64().unwrap() as usize,
            );
            let there: String = text.chars().skip(start).take(end - start).collect();
            assert_eq!(
                there.split_whitespace().collect::<Vec<_>>().join(" "),
                place["text"].as_str().unwrap()
            );
        }
    }
}

#[test]
fn a_study_begun_is_a_study_without_findings() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("зерттеу 1");
    let path = path.to_str().unwrap();
    assert_eq!(derek(&["new", path]).status.code(), Some(0));
    assert_eq!(derek(&["check", path]).status.code(), Some(0), "{}", seen(&["check", path]));
    assert_eq!(derek(&["new", path]).status.code(), Some(2), "a second time must not overwrite");
}

#[test]
fn an_acceptance_beside_a_text_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("note.txt");
    std::fs::write(&path, "They met on 30 February 1917 in Omsk.").unwrap();
    let path = path.to_str().unwrap();
    assert_eq!(derek(&["check", path]).status.code(), Some(1));
    assert_eq!(
        derek(&["accept", path, "impossible-date", "--because", "the minutes have it so"])
            .status
            .code(),
        Some(0)
    );
    assert_eq!(derek(&["check", path]).status.code(), Some(0));
}

/// A Word document: a heading, two paragraphs, a table and a note.
fn word_document() -> Vec<u8> {
    let paragraph = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let row = |one: &str, other: &str| {
        format!("<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", paragraph(one), paragraph(other))
    };
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let document = format!(
        "<w:document xmlns:w=\"{space}\"><w:body><w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>The congress</w:t></w:r></w:p><w:p><w:r><w:t>They met on 3</w:t></w:r><w:r><w:t>1 June 1917 at Omsk, and they sat for many days.</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p><w:tbl>{}{}</w:tbl>{}</w:body></w:document>",
        row("Who", "When"),
        row("The guests", "30 February 1918"),
        paragraph("It went on for a long time, and nobody wrote down how it ended.")
    );
    let notes = format!(
        "<w:footnotes xmlns:w=\"{space}\"><w:footnote w:id=\"2\">{}</w:footnote></w:footnotes>",
        paragraph("Some of them came as late as 31 September 1917, when it was over.")
    );
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let parts = [
        ("[Content_Types].xml", types.to_owned()),
        ("word/document.xml", document),
        ("word/footnotes.xml", notes),
    ];
    for (name, text) in parts {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut writer, text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn findings_go_back_to_the_author() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (text, copy, page) = (path("chapter.docx"), path("copy.docx"), path("page.html"));
    std::fs::write(&text, word_document()).unwrap();
    let original = std::fs::read(&text).unwrap();
    let code = |words: &[&str]| derek(words).status.code();
    let make = ["--lang", "kk", "check", &text, "--comments", &copy, "--page", &page];
    assert_eq!(code(&make), Some(1), "{}", seen(&make));
    assert_eq!(code(&make), Some(2), "a file that is there is not overwritten");
    let again = [&make[..], &["--force"]].concat();
    assert_eq!(code(&again), Some(1));
    assert_eq!(code(&["check", &text, "--comments", &text, "--force"]), Some(2));
    assert_eq!(std::fs::read(&text).unwrap(), original);
    let misnamed = seen(&["check", &text, "--comments", &path("copy.odt")]);
    assert!(misnamed.contains(".docx") && misnamed.ends_with("exit code 2\n"), "{misnamed}");
    let shown = std::fs::read_to_string(&page).unwrap();
    assert!(shown.contains("<html lang=\"kk\">") && shown.contains("chapter.docx"));
    let counted = String::from_utf8(derek(&["check", &copy]).stderr).unwrap();
    assert!(counted.contains("comments in the margin, not checked: 3"), "{counted}");
    let plain = path("note.txt");
    std::fs::write(&plain, "They met on 30 February 1917.").unwrap();
    let refused = seen(&["--lang", "ru", "check", &plain, "--comments", &copy, "--force"]);
    assert!(refused.contains("--page") && refused.ends_with("exit code 2\n"), "{refused}");
    assert_eq!(code(&["check", "samples/essay-en.txt", &plain, "--page", &path("a")]), Some(2));
    let log = derek(&["check", "samples/essay-en.txt", &plain, &text, "--sarif"]);
    let log: serde_json::Value = serde_json::from_slice(&log.stdout).unwrap();
    assert_eq!(log["version"], "2.1.0");
    assert!(3 < log["runs"][0]["results"].as_array().unwrap().len());
    let wrong = ["accept", &plain, "impossible-date", "--because", "so it is", "--wrong-alarm"];
    assert_eq!(code(&wrong), Some(0));
    let line = String::from_utf8(derek(&["check", &plain, "--json"]).stdout).unwrap();
    let line: serde_json::Value = serde_json::from_str(line.lines().next().unwrap()).unwrap();
    assert_eq!(line["accepted"]["called"], "wrong-alarm");
}

#[test]
fn a_word_document_is_checked_read_and_answered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chapter.docx");
    std::fs::write(&path, word_document()).unwrap();
    let path = path.to_str().unwrap();
    let mut all = seen(&["check", path]);
    all.push_str(&seen(&["--lang", "ru", "read", path]));
    let accept = ["accept", path, "impossible-date", "--because", "the minutes have it so"];
    all.push_str(&seen(&accept));
    all.push_str(&seen(&["check", "--level", "impossible", path]));
    assert!(std::path::Path::new(&format!("{path}.derek.yaml")).exists());
    let shown = all.replace(path, "chapter.docx");
    expect_file!["snapshots/word.txt"].assert_eq(&shown);
    for line in String::from_utf8(derek(&["read", "--json", path]).stdout).unwrap().lines() {
        let paragraph: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(paragraph["locator"].is_string());
    }
}

#[test]
fn the_seed_article_when_it_is_at_hand() {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seed/article.txt");
    if !path.exists() {
        eprintln!("SKIPPED: the seed article is not at hand");
        return;
    }
    let output = derek(&["check", "--json", "--all", path.to_str().unwrap()]);
    let mut found: Vec<String> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| {
            let finding: serde_json::Value = serde_json::from_str(line).unwrap();
            format!(
                "{} {}",
                finding["check"].as_str().unwrap(),
                finding["places"][0]["locator"].as_str().unwrap()
            )
        })
        .collect();
    found.sort();
    expect_file!["snapshots/article.txt"].assert_eq(&format!("{}\n", found.join("\n")));
}

#[test]
fn quotations_beside_their_source() {
    let source = "crates/derek/tests/telegram.txt";
    let asked: [&[&str]; 10] = [
        &["quote", "--in", source, "autonomy be recognised without delay"],
        &["quote", "--in", source, "“Autonomy be recognised without delay!”"],
        &["quote", "--in", source, "The council asks […] that [twenty] delegates be sent"],
        &[
            "quote",
            "--in",
            source,
            "that autonomy not be recognised without delay",
            "that autonomy be granted without delay",
        ],
        &[
            "quote",
            "--in",
            source,
            "and that 52 delegates be sent to Orenburg",
            "The council asks autonomy be recognised",
        ],
        &[
            "quote",
            "--lang",
            "ru",
            "--in",
            source,
            "комитет ее прежние решения отверг",
            "комитет не отверг",
        ],
        &[
            "quote",
            "--lang",
            "kk",
            "--in",
            source,
            "Алаш козгалысынын көсемі",
            "Алаш қозғалысының ақыны Әлихан",
            "бұл айтылмаған",
        ],
        &["quote", "--in", "README.md", "--in", source, "In the name of the council."],
        &[
            "quote",
            "--in",
            source,
            r#"{"type":"TextQuoteSelector","exact":"delegates","prefix":"25 ","suffix":" be"}"#,
        ],
        &["quote", "--in", "no-such-file.txt", "autonomy"],
    ];
    let all: String = asked.iter().map(|words| format!("{}\n", seen(words))).collect();
    expect_file!["snapshots/quote.txt"].assert_eq(&all);
}

#[test]
fn quotations_as_json_count_characters() {
    let source = "crates/derek/tests/telegram.txt";
    let text = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/telegram.txt"),
    )
    .unwrap();
    let asked = "«комитет ея новые рѣшенія отвергъ»";
    let output = derek(&["quote", "--json", "--in", source, asked, "not said at all"]);
    let lines = String::from_utf8(output.stdout).unwrap();
    let found: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let slice = |text: &str, side: &serde_json::Value| -> String {
        let (start, end) =
            (side["start"].as_u64().unwrap() as usize, side["end"].as_u64().unwrap() as usize);
        text.chars().skip(start).take(end - start).collect()
    };
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(found[0]["verdict"], "altered");
    assert_eq!(found[0]["exact"], false);
    assert_eq!(slice(&text, &found[0]), found[0]["text"].as_str().unwrap());
    for one in found[0]["differences"].as_array().unwrap() {
        assert_eq!(slice(asked, &one["quotation"]), one["quotation"]["text"].as_str().unwrap());
        assert_eq!(slice(&text, &one["source"]), one["source"]["text"].as_str().unwrap());
    }
    assert_eq!(found[0]["selectors"][1]["start"], found[0]["start"]);
    assert_eq!(found[1]["found"], false);
}

/// A page with what the program prints now under each `$ derek …` of its console blocks.
fn run_anew(page: &str) -> String {
    let mut out = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        out += line;
        out.push('\n');
        if line != "```console" {
            continue;
        }
        let command = lines.next().unwrap();
        let words: Vec<&str> = command.strip_prefix("$ derek ").unwrap().split(' ').collect();
        let output = derek(&[&["--lang", "en"], words.as_slice()].concat());
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        assert_ne!(output.status.code(), Some(2), "{command}: {}", said[1]);
        let said = said.concat();
        out += &format!("{command}\n{}\n```\n", said.trim_end());
        assert!(lines.any(|line| line == "```"), "{command}: the block has no end");
    }
    out
}

#[test]
fn the_guide_shows_what_the_program_prints() {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/reasoning.md");
    let page = std::fs::read_to_string(&path).unwrap();
    expect_file![path].assert_eq(&run_anew(&page));
}
