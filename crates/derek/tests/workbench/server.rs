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
fn samples_are_at_hand() {
    let workbench = Workbench::start(None);
    for which in ["en", "ru"] {
        let answer = workbench.post("/texts/sample", &[("which", which)]);
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
    let answer = workbench.get("/study/cards/new-card");
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
