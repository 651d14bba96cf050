//! The workbench over real HTTP: who is answered, and with what.

use std::fs;

use crate::fixture::{Workbench, between, copy_of};
use derek_publish::Word;
use derek_study::Lang;

const MANUSCRIPT: &str = "On the government\n\nHe wrote that “the government fell in October 1917 [1].\n\n\
    It was a long year, and nobody knew then how it would end for them [2].\n";

fn checked(workbench: &Workbench) -> String {
    let answer = workbench.send("chapter.txt", MANUSCRIPT.as_bytes());
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location().to_owned()
}

#[test]
fn every_page_in_three_languages() {
    let study = copy_of("alash");
    let workbench = Workbench::start(Some(study.path()));
    let text = checked(&workbench);
    let pages = [
        "/",
        &text,
        "/study",
        "/study?q=bukeikhanov",
        "/study?q=%D0%B1%D3%A9%D0%BA%D0%B5%D0%B9%D1%85%D0%B0%D0%BD",
        "/study/cards/alash-orda",
        "/study/timeline",
        "/study/timeline?from=1917&until=1918&kind=event",
        "/study/timeline?from=x&until=99999999999999&kind=%00",
        "/study/timeline?from=1917-10-01&until=May+1918&style=old&width=320",
        "/date",
        "/date?text=25+October+1917",
        "/date?text=30.02.1917,%20%3Cscript%3E%20%00%D2%9B",
        "/study/same",
        "/study/same?at=99",
        "/study/same?at=x",
        "/study/structure",
        "/study/structure?on=March+1918",
        "/study/structure?on=%3Cb%3E%00",
        "/study/structure?on=-9999999",
        "/study/causes",
        "/study/causes/agreement-with-the-soviets",
        "/study/causes/october-revolution?way=forward",
        "/study/causes/alash-orda",
        "/study/network",
        "/study/network?on=1918&layer=co-presence",
        "/study/network?on=x&layer=x",
        "/chronicle/structure",
        "/study/findings",
        "/study/findings?level=conflict",
        "/study/findings?level=nonsense",
        "/study/sources",
        "/study/sources/article",
        "/chronicle",
        "/chronicle/timeline",
        "/checks",
        "/checks/conflicting-dates",
    ];
    for page in pages {
        for lang in Lang::ALL {
            let asked =
                format!("{page}{}lang={}", if page.contains('?') { '&' } else { '?' }, lang.tag());
            let answer = workbench.get(&asked);
            assert_eq!(answer.status, 200, "{asked}");
            assert!(answer.body.contains(&format!("<html lang=\"{}\">", lang.tag())), "{asked}");
            assert!(answer.body.contains(Word::LocalOnly.get(lang)), "{asked}");
            assert!(answer.body.ends_with("</html>"), "{asked}");
            assert!(
                !answer.body.contains(" style="),
                "an inline style is against the policy: {asked}"
            );
            assert_eq!(answer.body.matches("<h1").count(), 1, "{asked}");
        }
    }
}

#[test]
fn no_identifier_is_given_twice() {
    let study = copy_of("alash");
    let workbench = Workbench::start(Some(study.path()));
    let text = checked(&workbench);
    for page in [
        "/",
        &text,
        "/study",
        "/study/cards/alash-orda",
        "/study/findings",
        "/study/timeline",
        "/study/cards/agreement-with-the-soviets",
        "/study/causes/agreement-with-the-soviets",
        "/study/structure?on=1919",
        "/study/network",
        "/date?text=25+October+1917",
        "/checks",
    ] {
        let body = workbench.get(page).body;
        let mut ids: Vec<&str> =
            body.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{page}");
    }
}

/// What moves is asked for as a module: a page of ours may load one, and fetch nothing.
#[test]
fn pieces_are_modules_of_a_string() {
    let study = copy_of("alash");
    let workbench = Workbench::start(Some(study.path()));
    for (address, words) in [
        ("/date/piece.js?text=25%20October%201917&lang=ru", "12 (25) октября 1917"),
        ("/date/piece.js?lang=kk", "1917 жылғы 25 қазан"),
        ("/date/piece.js?text=%22;alert(1)//%E2%80%A8", "alert(1)"),
        (
            "/study/timeline/piece.js?from=1917-10-01&until=1918-03-01&width=360",
            "viewBox=\\\"0 0 360 ",
        ),
        ("/chronicle/timeline/piece.js", "</svg>"),
    ] {
        let answer = workbench.get(address);
        assert_eq!(answer.status, 200, "{address}");
        assert_eq!(answer.header("content-type"), Some("text/javascript; charset=utf-8"));
        let literal =
            answer.body.strip_prefix("export default ").and_then(|rest| rest.strip_suffix(";\n"));
        let literal = literal.unwrap_or_else(|| panic!("{address}: {}", answer.body));
        assert!(serde_json::from_str::<String>(literal).is_ok(), "{address}");
        assert!(literal.contains(words), "{address}: {literal}");
    }
}

#[test]
fn links_of_a_study_lead_somewhere() {
    let study = copy_of("alash");
    let workbench = Workbench::start(Some(study.path()));
    let pages = [
        "/study", "/study/cards/alash-orda", "/study/findings", "/study/sources",
        "/study/timeline", "/date", "/checks", "/checks/period-gap",
    ];
    for page in pages {
        let body = workbench.get(page).body;
        let links = body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for link in links.filter(|link| link.starts_with('/')).step_by(7) {
            let path = link.split('#').next().unwrap_or(link).replace("&amp;", "&");
            assert_eq!(workbench.get(&path).status, 200, "{path} on {page}");
        }
    }
}

#[test]
fn the_language_is_remembered() {
    let workbench = Workbench::start(None);
    let chosen = workbench.get("/?lang=kk");
    let cookie = chosen.header("set-cookie").expect("the choice is remembered");
    let cookie = cookie.split(';').next().unwrap_or(cookie);
    let again = workbench.ask("GET", "/", &[("cookie", cookie), ("accept-language", "ru")], b"");
    assert!(again.body.contains("<html lang=\"kk\">"));
    let first = workbench.ask("GET", "/", &[("accept-language", "de, ru;q=0.8, en;q=0.3")], b"");
    assert!(first.body.contains("<html lang=\"ru\">"));
    assert!(first.header("set-cookie").is_none());
}

#[test]
fn other_hosts_are_refused() {
    let workbench = Workbench::start(None);
    let port = workbench.address.port();
    for host in [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        "127.0.0.1:1".to_owned(),
        String::new(),
    ] {
        assert_eq!(workbench.ask("GET", "/", &[("host", &host)], b"").status, 403, "{host}");
    }
    for host in [format!("localhost:{port}"), format!("[::1]:{port}"), format!("127.0.0.1:{port}")]
    {
        assert_eq!(workbench.ask("GET", "/", &[("host", &host)], b"").status, 200, "{host}");
    }
}

#[test]
fn forms_of_other_pages_are_refused() {
    let workbench = Workbench::start(None);
    let form = ("content-type", "application/x-www-form-urlencoded");
    for foreign in [
        ("origin", "http://evil.example"),
        ("origin", "null"),
        ("referer", "http://evil.example/"),
        ("sec-fetch-site", "cross-site"),
    ] {
        let answer = workbench.ask("POST", "/open", &[form, foreign], b"path=/tmp");
        assert_eq!(answer.status, 403, "{foreign:?}");
    }
    let own = format!("http://{}", workbench.host());
    let answer = workbench.ask("POST", "/open", &[form, ("origin", &own)], b"path=/no/such/folder");
    assert_eq!(answer.status, 422, "refused by the disk, not by the guard");
}

#[test]
fn every_answer_carries_its_policy() {
    let workbench = Workbench::start(None);
    for page in ["/", "/no/such/page", "/checks"] {
        let answer = workbench.get(page);
        let policy = answer.header("content-security-policy").expect("a policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert!(answer.header("referrer-policy").is_some());
    }
    let style = workbench.get("/").body;
    let style = between(&style, "rel=\"stylesheet\" href=\"", "\"").expect("a style").to_owned();
    let answer = workbench.get(&style);
    assert_eq!(answer.status, 200);
    assert!(answer.header("cache-control").is_some_and(|kept| kept.contains("immutable")));
}

#[test]
fn what_is_not_there_is_said_kindly() {
    let study = copy_of("alash");
    let workbench = Workbench::start(Some(study.path()));
    for page in [
        "/nothing",
        "/study/cards/nobody",
        "/study/cards/%3Cscript%3E",
        "/study/cards/..%2F..%2Fstudy.yaml",
        "/study/sources/..%2F..%2F..%2Fetc%2Fpasswd",
        "/study/../../etc/passwd",
        "/assets/x/..%2Fsrc%2Fserver.rs",
        "/texts/..%2F..",
        "/texts/000000000000000000000000",
        "/checks/no-such-check",
        "/study/cards/%FF",
        "/texts",
        "/open?lang=ru",
    ] {
        let answer = workbench.get(page);
        assert!(matches!(answer.status, 400 | 404), "{page}: {}", answer.status);
        assert!(!answer.body.contains("root:"), "{page}");
        assert!(!answer.body.contains("<script>"), "{page}");
        assert!(answer.body.contains("href=\"/\""), "the way back is shown: {page}");
    }
    let answer = workbench.get("/study/cards/nobody?lang=ru");
    assert!(answer.body.contains(Word::NotFound.get(Lang::Ru)));
    let without = Workbench::start(None);
    let answer = without.get("/study?lang=kk");
    assert_eq!(answer.status, 404);
    assert!(answer.body.contains(Word::NoStudyHelp.get(Lang::Kk)));
}

#[test]
fn a_text_is_checked_and_its_finding_answered() {
    let workbench = Workbench::start(None);
    let page = checked(&workbench);
    let body = workbench.get(&page).body;
    assert!(body.contains("unbalanced-quotation"), "{body}");
    let key = between(&body, "name=\"key\" value=\"", "\"")
        .expect("a finding can be answered")
        .to_owned();
    let refused = workbench.post(&format!("{page}/accept"), &[("key", &key), ("because", " ")]);
    assert_eq!(refused.status, 422);
    let answer = workbench.post(
        &format!("{page}/accept"),
        &[("key", &key), ("because", "так в оригинале <b>"), ("by", "А. Историк")],
    );
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert!(answer.location().starts_with(&format!("{page}#f-")));
    let body = workbench.get(&page).body;
    assert!(body.contains("так в оригинале &lt;b&gt;"), "{body}");
    assert!(body.contains("А. Историк"));
    assert!(workbench.get("/").body.contains("chapter.txt"));
    let answer = workbench.post(&format!("{page}/take-back"), &[("key", &key)]);
    assert_eq!(answer.status, 303);
    assert!(!workbench.get(&page).body.contains("так в оригинале"));
    assert_eq!(workbench.post(&format!("{page}/forget"), &[]).status, 303);
    assert_eq!(workbench.get(&page).status, 404);
}

#[test]
fn a_checked_text_goes_back_to_its_author() {
    let workbench = Workbench::start(None);
    let page = checked(&workbench);
    let body = workbench.get(&format!("{page}?lang=ru")).body;
    assert!(body.contains(Word::PageToSend.get(Lang::Ru)));
    assert!(!body.contains("/back/comments"), "plain text has no comments");
    for (what, ending, inside) in [
        ("page", ".html", "<!DOCTYPE html>"),
        ("json", ".jsonl", "\"check\":"),
        ("sarif", ".sarif", "\"version\": \"2.1.0\""),
    ] {
        let answer = workbench.get(&format!("{page}/back/{what}"));
        assert_eq!(answer.status, 200, "{what}");
        assert!(answer.head.contains(&format!("filename*=UTF-8''chapter-derek{ending}")));
        assert!(answer.body.contains(inside), "{what}");
    }
    assert_eq!(workbench.get(&format!("{page}/back/comments")).status, 422);
    assert_eq!(workbench.get(&format!("{page}/back/else")).status, 404);
    let key = between(&body, "name=\"key\" value=\"", "\"").expect("a finding").to_owned();
    let answered = [("key", key.as_str()), ("because", "так надо"), ("called", "wrong-alarm")];
    assert_eq!(workbench.post(&format!("{page}/accept"), &answered).status, 303);
    let body = workbench.get(&format!("{page}?lang=kk")).body;
    assert!(body.contains(Word::CalledWrongAlarm.get(Lang::Kk)));
}

const QUOTING: &str = "The council wrote: “that full autonomy be granted to the steppe without any \
    delay in 1918” [@telegram]. Nobody doubts it, and nobody has seen the paper since.\n";
const TELEGRAM: &str = "The council, met in session, asks that autonomy be recognised to the steppe \
    without any delay in 1917, and sends its greetings.\n\nIt waits for an answer.\n";
const BIBLIOGRAPHY: &str = "@misc{telegram, title = {Telegram to Moscow}, year = {1917}}\n";

#[test]
fn a_manuscript_is_held_to_its_sources() {
    let workbench = Workbench::start(None);
    let files: [(&str, &[u8]); 3] = [
        ("telegram.txt", TELEGRAM.as_bytes()),
        ("chapter.md", QUOTING.as_bytes()),
        ("works.bib", BIBLIOGRAPHY.as_bytes()),
    ];
    let asked = workbench.send_all("/texts", &files);
    let which = asked.location().to_owned();
    assert!(which.starts_with("/texts/which/"), "{which}");
    for lang in Lang::ALL {
        let body = workbench.get(&format!("{which}?lang={}", lang.tag())).body;
        assert!(body.contains(Word::WhichManuscript.get(lang)), "{body}");
        assert!(body.contains("works.bib") && !body.contains("value=\"2\""), "{body}");
        let guessed = between(&body, "checked", "</label>").expect("one is guessed");
        assert!(guessed.contains("chapter.md"), "{guessed}");
    }
    let answer = workbench.watched(workbench.post(&which, &[("manuscript", "1")]));
    let text = answer.location().to_owned();
    let body = workbench.get(&format!("{text}?lang=en")).body;
    assert!(body.contains("class=\"side-by-side\""), "{body}");
    for differs in ["granted", "recognised", "1918", "1917"] {
        assert!(body.contains(&format!("<mark>{differs}</mark>")), "{differs}: {body}");
    }
    let source = format!("{text}/sources/0");
    assert!(body.contains(&format!("href=\"{source}#p1\"")), "{body}");
    let shown = workbench.get(&source);
    assert!(shown.status == 200 && shown.body.contains("id=\"p1\""), "{}", shown.body);
    assert_eq!(workbench.get(&format!("{text}/sources/9")).status, 404);
    // An answer leaves the sources where they are.
    let key = between(&body, "name=\"key\" value=\"misquotation|", "\"").expect("a key");
    let key = format!("misquotation|{key}");
    let fields = [("key", key.as_str()), ("because", "the draft of the telegram")];
    assert_eq!(workbench.post(&format!("{text}/accept"), &fields).status, 303);
    let body = workbench.get(&text).body;
    assert!(body.contains("the draft of the telegram") && body.contains("telegram.txt"), "{body}");
    // Another of the files is the manuscript after all.
    let which = workbench.post(&format!("{text}/which"), &[]).location().to_owned();
    assert!(workbench.get(&which).body.contains("telegram.txt"));
    // Without its sources the quotation is not questioned.
    let bare = workbench.watched(workbench.post(&format!("{text}/sources/forget"), &[]));
    let body = workbench.get(bare.location()).body;
    assert!(!body.contains("side-by-side") && !body.contains("telegram.txt"), "{body}");
    let laid = workbench.send_all(&format!("{text}/sources"), &files[..1]);
    let laid = workbench.watched(laid);
    assert!(workbench.get(laid.location()).body.contains("telegram.txt"));
}

#[test]
fn several_manuscripts_are_listed_with_their_counts() {
    let workbench = Workbench::start(None);
    let files: [(&str, &[u8]); 3] = [
        ("one.txt", MANUSCRIPT.as_bytes()),
        ("two.txt", QUOTING.as_bytes()),
        ("three.docx", b"PK\x03\x04 no document"),
    ];
    let which = workbench.send_all("/texts", &files).location().to_owned();
    let listed = workbench.watched(workbench.post(&which, &[("manuscript", "each")]));
    assert_eq!(listed.status, 200, "{}", listed.body);
    assert_eq!(listed.body.matches("href=\"/texts/").count(), 2, "{}", listed.body);
    assert!(listed.body.contains("three.docx"), "what was refused is listed: {}", listed.body);
    for wrong in ["7", "-1"] {
        let answer = workbench.post(&which, &[("manuscript", wrong)]);
        assert!(matches!(answer.status, 303 | 404), "{wrong}: {}", answer.status);
    }
    assert_eq!(workbench.get("/texts/which/999").status, 404);
    assert_eq!(workbench.get("/checking/999").status, 404);
    let alone = workbench.send_all("/texts", &[("works.bib", BIBLIOGRAPHY.as_bytes())]);
    assert_eq!(alone.status, 422);
    assert!(alone.body.contains(Word::OnlyBibliographies.get(Lang::En)), "{}", alone.body);
}

#[test]
fn a_long_text_is_shown_in_parts_and_its_check_is_watched() {
    let workbench = Workbench::start(None);
    let paragraph = |number: usize| {
        let stray = if number.is_multiple_of(100) { "He said “so. " } else { "" };
        format!(
            "Paragraph {number} of the long book. {stray}{}\n\n",
            "It was a long year then. ".repeat(24)
        )
    };
    let book: String = (1..=600).map(paragraph).collect();
    let begun = workbench.send_all("/texts", &[("book.txt", book.as_bytes())]);
    if begun.location().starts_with("/checking/") {
        let page = workbench.get(&format!("{}?lang=ru", begun.location()));
        if page.status == 200 {
            assert!(page.body.contains("http-equiv=\"refresh\""), "{}", page.body);
            assert!(page.body.contains(Word::MayLeave.get(Lang::Ru)), "{}", page.body);
            let piece = workbench.get(&format!("{}/piece.js", begun.location()));
            assert!(piece.body.starts_with("export default \""), "{}", piece.body);
        }
    }
    let answer = workbench.watched(begun);
    let text = answer.location().to_owned();
    let first = workbench.get(&format!("{text}?lang=en")).body;
    assert!(first.contains("Part 1 of ") && first.contains("Paragraph 1 of"), "{first}");
    assert!(!first.contains("Paragraph 600 of") && first.len() < 200_000);
    let last = workbench.get(&format!("{text}?part=9999&lang=en")).body;
    assert!(last.contains("Paragraph 600 of") && !last.contains("rel=\"next\""));
    // Every finding can be had by its number, and stands on the page that it leads to.
    let count = between(&first, "max=\"", "\"").and_then(|it| it.parse::<usize>().ok());
    for number in [1, count.expect("a count"), 9999] {
        let to = workbench.get(&format!("{text}?finding={number}")).location().to_owned();
        let (page, anchor) = to.split_once('#').expect("an anchor");
        assert!(workbench.get(page).body.contains(&format!("id=\"{anchor}\"")), "{to}");
    }
    let only = workbench.get(&format!("{text}?check=unbalanced-quotation&lang=en")).body;
    assert!(only.contains(Word::AllCauses.get(Lang::En)), "{only}");
    assert!(only.contains("&amp;part=") && !only.contains("passage-twice"), "{only}");
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let workbench = Workbench::start(None);
    let password = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0];
    for (name, bytes) in [("locked.docx", &password[..]), ("photo.png", b"\x89PNG\r\n\x1a\n....")] {
        let answer = workbench.send(name, bytes);
        assert_eq!(answer.status, 422, "{name}: {}", answer.body);
        assert!(answer.body.contains(name), "{}", answer.body);
        assert!(answer.body.contains("class=\"lead\""), "what to do is said: {}", answer.body);
    }
}

#[test]
fn places_of_a_table_and_of_right_to_left_words() {
    let workbench = Workbench::start(None);
    let table = workbench.send("people.csv", "name,born\nAlikhan,1866\nAkhmet,1873\n".as_bytes());
    let body = workbench.get(table.location()).body;
    assert!(
        body.contains("class=\"sheet\"") && body.contains("<th scope=\"row\">2</th>"),
        "{body}"
    );
    let arabic =
        "ءاليحان بوكەيحان 1866 جىلى تۋعان.\n\n«بۇل سوزدەر جابىلماعان دايەكسوز بولادى دەپ جازدى.\n";
    let text = workbench.send("arab.txt", arabic.as_bytes());
    let body = workbench.get(text.location()).body;
    assert!(body.contains("class=\"checked is-rtl\""), "{body}");
}

#[test]
fn samples_are_at_hand() {
    let workbench = Workbench::start(None);
    for which in ["en", "ru"] {
        let answer = workbench.watched(workbench.post("/texts/sample", &[("which", which)]));
        assert_eq!(answer.status, 303);
        assert!(workbench.get(answer.location()).body.contains("data-finding"), "{which}");
    }
    assert_eq!(workbench.post("/texts/sample", &[("which", "../../Cargo")]).status, 404);
}

/// A Word document of one paragraph.
fn word_document(words: &str) -> Vec<u8> {
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let document = format!(
        "<w:document xmlns:w=\"{space}\"><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>"
    );
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer
        .start_file("word/document.xml", zip::write::SimpleFileOptions::default())
        .expect("a part");
    std::io::Write::write_all(&mut writer, document.as_bytes()).expect("its words");
    writer.finish().expect("a container").into_inner()
}

#[test]
fn a_word_document_is_sent_and_shown() {
    let workbench = Workbench::start(None);
    assert!(workbench.get("/").body.contains(".docx"));
    let bytes = word_document("They met on 30 February 1917 in Omsk, and it was cold.");
    let answer = workbench.send("глава.docx", &bytes);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let page = workbench.get(answer.location());
    assert!(page.body.contains("data-finding") && page.body.contains("it was cold"));
    assert!(workbench.get("/").body.contains("глава.docx"));
    let cut = workbench.send("cut.docx", &bytes[..bytes.len() / 2]);
    assert_eq!(cut.status, 422);
}

#[test]
fn a_word_document_is_the_text_of_a_source() {
    let study = copy_of("alash");
    fs::create_dir_all(study.path().join("texts")).expect("a folder");
    let bytes = word_document("A passage that stands nowhere else in this world.");
    fs::write(study.path().join("texts/article.docx"), bytes).expect("a file");
    let workbench = Workbench::start(Some(study.path()));
    let page = workbench.get("/study/sources/article");
    assert!(page.body.contains("stands nowhere else"), "{}", page.body);
}

#[test]
fn bad_texts_are_refused_with_a_hint() {
    let workbench = Workbench::start(None);
    let endless = "слово ".repeat(60_000);
    let cases: [(&str, &[u8]); 9] = [
        ("empty.txt", b""),
        ("nul.txt", &[0; 5000]),
        ("photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"),
        ("half.txt", b"\xff\xfe\x00\xd8\x00\xd8"),
        ("endless.txt", endless.as_bytes()),
        ("right-to-left.txt", "الاش اوردا ۱۹۱۷".as_bytes()),
        ("old.txt", b"\xc2 1917 \xe3\xee\xe4\xf3 \xe1\xfb\xeb\xee \xef\xf0\xe0\xe2\xe8\xf2\xe5\xeb\xfc\xf1\xf2\xe2\xee."),
        ("../../etc/passwd", b"A text of 1917."),
        ("<script>alert(1)</script>.txt", b"A text of 1917."),
    ];
    for (name, bytes) in cases {
        let answer = workbench.send(name, bytes);
        assert!(matches!(answer.status, 303 | 422), "{name}: {} {}", answer.status, answer.body);
        if answer.status == 303 {
            let page = workbench.get(answer.location());
            assert_eq!(page.status, 200, "{name}");
            assert!(!page.body.contains("<script>alert"), "{name}");
        }
    }
    let nothing = workbench.ask(
        "POST",
        "/texts?lang=en",
        &[("content-type", "multipart/form-data; boundary=edge")],
        b"--edge--\r\n",
    );
    assert_eq!(nothing.status, 422);
    assert!(nothing.body.contains(Word::NothingSent.get(Lang::En)));
    let broken = workbench.ask(
        "POST",
        "/texts",
        &[("content-type", "multipart/form-data; boundary=edge")],
        b"--edge\r\nxx",
    );
    assert!((400..500).contains(&broken.status), "{}", broken.status);
}

#[test]
fn a_finding_of_a_study_is_accepted_into_its_card() {
    let study = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(study.path().join("cards")).expect("a folder");
    let card = "---\nkind: event\nname: Agreement\nwhen:\n  - 1919 [@a, ¶1] # as told first\n  - December 1918 [@a, ¶2]\n---\n";
    let path = study.path().join("cards/agreement.md");
    fs::write(&path, card).expect("written");
    fs::write(study.path().join("study.yaml"), "title: Agreements\n").expect("written");
    fs::write(study.path().join("bibliography.bib"), "@misc{a, title = {A}}\n").expect("written");
    let workbench = Workbench::start(Some(study.path()));
    let body = workbench.get("/study/findings?level=conflict").body;
    let key = between(&body, "name=\"key\" value=\"", "\"").expect("a conflict").to_owned();
    let answer = workbench.post("/study/accept", &[("key", &key), ("because", "both are kept")]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let accepted = fs::read_to_string(&path).expect("the card");
    assert!(
        accepted.contains("because: both are kept") && accepted.contains("# as told first"),
        "{accepted}"
    );
    assert!(workbench.get("/study/cards/agreement").body.contains("both are kept"));
    assert_eq!(workbench.post("/study/undo", &[]).status, 303);
    assert_eq!(fs::read_to_string(&path).expect("the card"), card);
    assert_eq!(
        workbench.post("/chronicle/accept", &[("key", &key), ("because", "x")]).status,
        404,
        "what ships is not written to"
    );
}

#[test]
fn a_change_on_the_disk_is_seen() {
    let study = copy_of("alash");
    let workbench = Workbench::start(Some(study.path()));
    assert_eq!(workbench.get("/study/cards/new-card").status, 404);
    fs::write(
        study.path().join("cards/new-card.md"),
        "---\nkind: person\nname: Somebody New\n---\n",
    )
    .expect("written");
    // Under load the change is seen later.
    let begun = std::time::Instant::now();
    let mut answer = workbench.get("/study/cards/new-card");
    while answer.status != 200 && begun.elapsed() < std::time::Duration::from_secs(20) {
        std::thread::sleep(std::time::Duration::from_millis(100));
        answer = workbench.get("/study/cards/new-card");
    }
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains("Somebody New"));
}

#[test]
fn a_broken_study_is_shown_as_far_as_it_can_be_read() {
    let study = copy_of("alash");
    fs::write(study.path().join("cards/broken.md"), "---\nkind: [\nname: {{\n---\n")
        .expect("written");
    fs::write(study.path().join("cards/binary.md"), [0xff, 0xfe, 0, 1, 2]).expect("written");
    fs::write(study.path().join("texts"), "a file where a folder should be").expect("written");
    let workbench = Workbench::start(Some(study.path()));
    for page in [
        "/study", "/study/findings", "/study/cards/alash-orda", "/study/cards/broken",
        "/study/timeline",
    ] {
        assert_eq!(workbench.get(page).status, 200, "{page}");
    }
    assert!(
        workbench.get("/study/findings").body.contains("cards/broken.md")
            || workbench.get("/study/findings").body.contains("broken")
    );
}

#[test]
fn the_search_finds_a_card_under_any_spelling() {
    let study = copy_of("alash");
    let workbench = Workbench::start(Some(study.path()));
    let first = |query: &str| {
        let page =
            workbench.get(&format!("/study?q={}", derek_publish::address::segment(query))).body;
        let answers = between(&page, "<ul class=\"answers\">", "</ul>").unwrap_or_default();
        between(answers, "href=\"/study/cards/", "\"").unwrap_or_default().to_owned()
    };
    for query in ["Букейханов", "Bukeikhan", "بوكەيحان", "Бөкейхан"] {
        assert_eq!(first(query), "bokeikhanov", "{query}");
    }
    assert_eq!(first("leaves the cadets"), "bokeikhanov-leaves-cadets");
    assert_eq!(first("Крузенштерн"), "");
}

/// What OpenRefine sends, and what it is answered.
fn reconciled(workbench: &Workbench, queries: &str) -> serde_json::Value {
    let answer = workbench.post("/study/reconcile/en", &[("queries", queries)]);
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    serde_json::from_str(&answer.body).expect("JSON")
}

#[test]
fn a_reconciliation_service_says_what_it_is() {
    let study = copy_of("alash");
    let workbench = Workbench::start(Some(study.path()));
    let page = workbench.get("/study?lang=ru").body;
    let address = format!("http://{}/study/reconcile/ru", workbench.host());
    assert!(page.contains(&address), "the page tells the address");
    for (path, name) in [
        ("/study/reconcile/ru", "Движение Алаш, 1917-1924 (derek)"),
        ("/study/reconcile?lang=en", "The Alash movement, 1917-1924 (derek)"),
        ("/chronicle/reconcile/kk", "(derek)"),
    ] {
        let answer = workbench.get(path);
        assert_eq!(answer.status, 200, "{path}");
        let manifest: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
        assert_eq!(manifest["versions"], serde_json::json!(["0.2"]));
        assert!(manifest["name"].as_str().is_some_and(|own| own.ends_with(name)), "{path}");
        let person = &manifest["defaultTypes"];
        let kinds = person.as_array().expect("kinds").iter();
        assert!(kinds.clone().any(|kind| kind["id"] == "person"), "{path}");
        assert!(manifest["view"]["url"].as_str().is_some_and(|url| url.contains("/cards/{{id}}")));
    }
    let manifest = workbench.get("/study/reconcile/ru").body;
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let preview = manifest["preview"]["url"].as_str().expect("a preview");
    let preview = preview.replace("{{id}}", "bokeikhanov");
    let preview = preview.strip_prefix(&format!("http://{}", workbench.host())).expect("ours");
    let answer = workbench.get(preview);
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains("Алихан Букейханов"), "{}", answer.body);
    let policy = answer.header("content-security-policy").expect("a policy");
    assert!(policy.contains("frame-ancestors http://127.0.0.1:*"), "{policy}");
    assert!(answer.header("x-frame-options").is_none());
}

#[test]
fn a_table_is_reconciled_with_cards() {
    let study = copy_of("alash");
    let workbench = Workbench::start(Some(study.path()));
    let queries = serde_json::json!({
        "cyrillic": { "query": "Букейханов А.", "type": "person", "limit": 3 },
        "arabic": { "query": "ءاليحان بوكەيحان", "type": ["person"], "type_strict": "should" },
        "surname": { "query": "Букейханов", "type": "person" },
        "another": { "query": "Мағжан Бөкейханов", "type": "person" },
        "place": { "query": "г. Оренбург", "properties": [{ "pid": "begins", "v": 1743 }] },
        "other-kind": { "query": "Оренбург", "type": "person" },
        "slug": { "query": "Dulatov" },
        "id": { "query": "dulatov" },
        "troops": { "query": "Войска атамана Дутова с обозом", "type": "person" },
        "governorate": { "query": "Оренбургская губерния", "type": "place" },
        "nobody": { "query": "Иван Фёдорович Крузенштерн" },
        "by-properties": { "properties": [{ "pid": "born", "v": "1866" }] },
    });
    let answers = reconciled(&workbench, &queries.to_string());
    let first = |key: &str| answers[key]["result"][0].clone();
    for key in ["cyrillic", "arabic"] {
        let found = first(key);
        assert_eq!(found["id"], "bokeikhanov", "{key}");
        assert_eq!(found["name"], "Alikhan Bokeikhanov", "{key}");
        assert_eq!(found["match"], true, "{key}: {found}");
        assert_eq!(found["type"][0]["id"], "person", "{key}");
        assert!(found["score"].as_f64().is_some_and(|score| 90.0 < score && score <= 100.0));
        assert!(found["features"].as_array().is_some_and(|features| 1 < features.len()));
    }
    assert_eq!(first("surname")["id"], "bokeikhanov");
    assert_eq!(first("surname")["match"], false, "a surname alone is many people's");
    assert_ne!(first("another")["match"], true, "{}", answers["another"]);
    assert_eq!(first("slug")["match"], false, "an identifier in capitals is a surname");
    assert_eq!(first("id")["match"], true);
    assert_eq!(first("place")["id"], "orenburg");
    assert_eq!(first("place")["match"], true);
    for key in ["other-kind", "nobody", "by-properties", "troops", "governorate"] {
        let result = answers[key]["result"].as_array().expect("a result");
        assert!(result.iter().all(|found| found["match"] == false), "{key}: {result:?}");
    }
    assert_eq!(answers["other-kind"]["result"][0]["id"], serde_json::Value::Null);
    let asked = format!(
        "/study/reconcile/en?queries={}",
        derek_publish::address::segment(&queries.to_string())
    );
    let again: serde_json::Value = serde_json::from_str(&workbench.get(&asked).body).expect("JSON");
    assert_eq!(again, answers, "GET answers as POST does");
}

#[test]
fn two_namesakes_are_left_to_a_person() {
    let study = copy_of("alash");
    for (id, name) in [("k-one", "Kasym Zhumabekov"), ("k-two", "Karim Zhumabekov")] {
        fs::write(
            study.path().join(format!("cards/{id}.md")),
            format!("---\nkind: person\nname: {name}\n---\n"),
        )
        .expect("written");
    }
    let workbench = Workbench::start(Some(study.path()));
    let answers = reconciled(
        &workbench,
        r#"{"both": {"query": "К. Жұмабеков"}, "one": {"query": "Қасым Жұмабеков"}}"#,
    );
    let both = answers["both"]["result"].as_array().expect("a result");
    assert!(2 <= both.len() && both.iter().all(|found| found["match"] == false), "{both:?}");
    assert_eq!(answers["one"]["result"][0]["id"], "k-one");
    assert_eq!(answers["one"]["result"][0]["match"], true);
}

#[test]
fn suggestions_while_a_name_is_typed() {
    let study = copy_of("alash");
    let workbench = Workbench::start(Some(study.path()));
    let suggested = |path: &str| -> serde_json::Value {
        let answer = workbench.get(path);
        assert_eq!(answer.status, 200, "{path}");
        serde_json::from_str(&answer.body).expect("JSON")
    };
    for prefix in ["Bokei", "bokeikhanov", "%D0%91%D1%83%D0%BA%D0%B5%D0%B9%D1%85"] {
        let found = suggested(&format!("/study/reconcile/en/suggest?prefix={prefix}"));
        let ids = found["result"].as_array().expect("a result").iter();
        assert!(ids.clone().any(|card| card["id"] == "bokeikhanov"), "{prefix}: {found}");
    }
    let all = suggested("/study/reconcile/en/suggest?prefix=a");
    let rest = suggested("/study/reconcile/en/suggest?prefix=a&cursor=1");
    assert_eq!(all["result"][1], rest["result"][0]);
    let nothing = suggested("/study/reconcile/en/suggest?prefix=");
    assert_eq!(nothing["result"], serde_json::json!([]));
    let kinds = suggested("/study/reconcile/ru/suggest-type?prefix=%D0%9B%D0%B8");
    assert_eq!(kinds["result"], serde_json::json!([{ "id": "person", "name": "лицо" }]));
}

#[test]
fn queries_that_are_no_queries_are_refused() {
    let study = copy_of("alash");
    let workbench = Workbench::start(Some(study.path()));
    let many: serde_json::Map<String, serde_json::Value> =
        (0..101).map(|at| (at.to_string(), serde_json::json!({ "query": "a" }))).collect();
    let many = serde_json::Value::Object(many).to_string();
    let huge = format!(r#"{{"q": {{"query": "{}"}}}}"#, "я".repeat(1024 * 1024));
    let deep = "[".repeat(100_000);
    for (queries, status) in [
        ("", 400),
        ("{", 400),
        ("[]", 400),
        (r#"{"q": {}}"#, 400),
        (r#"{"q": {"query": " "}}"#, 400),
        (r#"{"q": {"query": 7}}"#, 400),
        (r#"{"q": {"properties": []}}"#, 400),
        (r#"{"q": {"query": "a", "properties": [{"p": "born", "v": 1}]}}"#, 400),
        (r#"{"q": {"query": "a", "properties": [1]}}"#, 400),
        (r#"{"q": {"query": "a", "limit": 0}}"#, 400),
        (r#"{"q": {"query": "a", "limit": -1e99}}"#, 400),
        (r#"{"q": {"query": "a", "limit": 1e99}}"#, 200),
        (r#"{"q": {"query": "a", "type": null}}"#, 200),
        ("{}", 200),
        (&many, 413),
        (&huge, 413),
        (&deep, 400),
    ] {
        let answer = workbench.post("/study/reconcile/en", &[("queries", queries)]);
        let shown: String = queries.chars().take(60).collect();
        assert_eq!(answer.status, status, "{shown}: {}", answer.body);
        assert!(serde_json::from_str::<serde_json::Value>(&answer.body).is_ok(), "{shown}");
    }
    let long = format!(r#"{{"q": {{"query": "{}"}}}}"#, "Бөкейхан ".repeat(5000));
    assert_eq!(workbench.post("/study/reconcile/en", &[("queries", &long)]).status, 200);
    assert_eq!(workbench.post("/study/reconcile/en", &[]).status, 400);
    assert_eq!(workbench.post("/study/reconcile/en", &[("extend", "{}")]).status, 501);
    for missing in ["/study/reconcile/de", "/study/reconcile/en/preview/nobody"] {
        assert_eq!(workbench.get(missing).status, 404, "{missing}");
    }
    assert_eq!(Workbench::start(None).get("/study/reconcile/en").status, 404);
}

#[test]
fn pages_of_this_computer_may_reconcile_and_no_others() {
    let study = copy_of("alash");
    let workbench = Workbench::start(Some(study.path()));
    let form = ("content-type", "application/x-www-form-urlencoded");
    let queries = b"queries=%7B%7D";
    let openrefine = ("origin", "http://127.0.0.1:3333");
    for method in ["GET", "POST", "OPTIONS"] {
        let answer = workbench.ask(method, "/study/reconcile/en", &[form, openrefine], queries);
        assert!(matches!(answer.status, 200 | 204), "{method}: {}", answer.status);
        assert_eq!(answer.header("access-control-allow-origin"), Some("http://127.0.0.1:3333"));
        for foreign in ["http://evil.example", "null", "http://127.0.0.1.evil.example"] {
            let answer =
                workbench.ask(method, "/study/reconcile/en", &[form, ("origin", foreign)], queries);
            assert_eq!(answer.status, 403, "{method} {foreign}");
            assert!(answer.header("access-control-allow-origin").is_none());
        }
    }
    let bare = workbench.ask("POST", "/study/reconcile/en", &[form], queries);
    assert_eq!(bare.status, 200, "a program has no origin");
    assert!(bare.header("access-control-allow-origin").is_none());
    let host = [form, ("host", "evil.example")];
    assert_eq!(workbench.ask("POST", "/study/reconcile/en", &host, queries).status, 403);
    for writing in [
        "/study/accept", "/study/take-back", "/study/undo", "/open", "/study/reconcile/../accept",
        "/study/reconcile%2F..%2Faccept", "/study/reconcile/en/../../undo", "//study/undo",
    ] {
        let answer = workbench.ask("POST", writing, &[form, openrefine], b"key=x&because=x");
        assert!(matches!(answer.status, 403..=405), "{writing}: {}", answer.status);
    }
    let page = workbench.ask("GET", "/study", &[openrefine], b"");
    assert!(page.header("access-control-allow-origin").is_none(), "pages are not opened");
    assert_eq!(page.header("x-frame-options"), Some("DENY"));
}

fn study_of_namesakes() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, words: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, words).expect("a file");
    };
    write("study.yaml", "title: Letters\nlanguages: [ru]\n");
    write("bibliography.bib", "@misc{letters, title = {Letters}}\n");
    write("cards/ermekov.md", "---\nkind: person\nname: Алимхан Ермеков\nborn: 1891\n---\n");
    write("cards/twin.md", "---\nkind: person\nname: \"A. Yermekov <b>\"\n---\n");
    write("cards/arab.md", "---\nkind: person\nname: ءاليحان بوكەيحان\n---\n");
    write("texts/letters.txt", "Там стоял А. Ермеков & ждал. Ему писал А. Н. Букейханов.\n");
    folder
}

#[test]
fn who_is_who_is_asked_judged_and_taken_back() {
    let folder = study_of_namesakes();
    let workbench = Workbench::start(Some(folder.path()));
    let file = || fs::read_to_string(folder.path().join("identities.yaml")).unwrap_or_default();
    for (lang, title) in [("en", "Same person?"), ("ru", "Одно лицо?"), ("kk", "Бір адам ба?")]
    {
        let page = workbench.get(&format!("/study/same?lang={lang}"));
        assert!(page.status == 200 && page.body.contains(title), "{}", page.body);
        assert!(page.body.contains("data-same") && !page.body.contains("<b>"));
    }
    assert!(workbench.get("/study?lang=en").body.contains("href=\"/study/same\""));
    let answer = |one: &str, other: &str, verdict: &str, because: &str| {
        let fields = [
            ("one", one),
            ("other", other),
            ("verdict", verdict),
            ("because", because),
            ("at", "1"),
        ];
        workbench.post("/study/same/judge", &fields).status
    };
    assert_eq!(answer("ermekov", "twin", "different", " "), 422);
    assert_eq!(answer("ermekov", "nobody", "different", "x"), 422);
    assert_eq!(file(), "");
    assert_eq!(answer("ermekov", "twin", "different", "писарь: другой"), 303);
    assert!(
        file().contains("- different:\n    - ermekov\n    - twin\n  because: \"писарь: другой\"\n")
    );
    assert_eq!(answer("ermekov", "А. Ермеков [@letters]", "same", "его рука"), 303);
    let page = workbench.get("/study/same?lang=en").body;
    assert!(page.contains("его рука") && page.contains("писарь: другой"));
    // The last judgement is undone as one step, another is taken back by its own button.
    assert_eq!(workbench.post("/study/undo", &[]).status, 303);
    assert!(!file().contains("same:") && file().contains("different:"));
    let key = "different: ermekov · twin";
    assert_eq!(workbench.post("/study/same/take-back", &[("key", key)]).status, 303);
    assert_eq!(file(), "");
    assert_eq!(workbench.post("/study/same/take-back", &[("key", key)]).status, 422);
}

#[test]
fn a_study_without_people_says_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("study.yaml"), "title: Empty\n").expect("a file");
    let workbench = Workbench::start(Some(folder.path()));
    let page = workbench.get("/study/same?lang=en").body;
    assert!(page.contains("There is no one to ask about.") && page.contains("texts/"), "{page}");
    assert!(!workbench.get("/study?lang=en").body.contains("/study/same"));
}
