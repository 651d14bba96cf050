//! The workbench in a real browser without a window: what is in the page, and how it looks.
//!
//! Pictures are written to `target/screens/`, to be looked at.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::fixture::{Workbench, copy_of, repository};

/// A browser without a window.
struct Browser {
    program: PathBuf,
}

#[derive(Clone, Copy)]
enum Scheme {
    Light,
    Dark,
}

/// How long a page may take.
const PATIENCE: Duration = Duration::from_secs(60);

impl Browser {
    /// The browser that `CHROMIUM` names, else one on the path; `None` when there is none.
    fn find() -> Option<Browser> {
        let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
        let folders = std::env::var_os("PATH")
            .map(|path| std::env::split_paths(&path).collect::<Vec<_>>())
            .unwrap_or_default();
        let names = ["chromium", "chromium-browser", "google-chrome"];
        let on_path =
            folders.iter().flat_map(|folder| names.iter().map(move |name| folder.join(name)));
        let program = named.into_iter().chain(on_path).find(|program| program.is_file())?;
        Some(Browser { program })
    }

    fn run(&self, address: &str, scheme: Scheme, size: (u32, u32), what: &str) -> String {
        let profile = tempfile::tempdir().expect("a folder");
        let out = tempfile::NamedTempFile::new().expect("a file");
        let mut child = Command::new(&self.program)
            .args([
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            ])
            .args([
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--hide-scrollbars",
            ])
            .arg("--force-prefers-reduced-motion")
            // So much of the page's own time passes before it is looked at: what a script asks for has come.
            .arg("--virtual-time-budget=2000")
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg(format!(
                "--blink-settings=preferredColorScheme={}",
                match scheme {
                    Scheme::Dark => 0,
                    Scheme::Light => 1,
                }
            ))
            .arg(format!("--window-size={},{}", size.0, size.1))
            .args([what, address])
            .stdout(Stdio::from(out.reopen().expect("a file")))
            .stderr(Stdio::null())
            .spawn()
            .expect("the browser starts");
        let begun = Instant::now();
        while child.try_wait().expect("the browser is asked").is_none() {
            if PATIENCE < begun.elapsed() {
                let _ = child.kill();
                panic!("the browser did not finish with {address}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        std::fs::read_to_string(out.path()).expect("what the browser said")
    }

    /// The page as the browser made it, scripts run.
    fn page(&self, address: &str) -> String {
        self.run(address, Scheme::Light, (1280, 900), "--dump-dom")
    }

    /// Takes a picture; the same page must fit the width it is given.
    fn picture(&self, address: &str, scheme: Scheme, size: (u32, u32), name: &str) {
        let folder = screens();
        let file = folder.join(format!("{name}.png"));
        let _ = std::fs::remove_file(&file);
        self.run(address, scheme, size, &format!("--screenshot={}", file.display()));
        let bytes = std::fs::metadata(&file).map(|metadata| metadata.len()).unwrap_or(0);
        assert!(5_000 < bytes, "{name}: the picture is empty");
    }
}

fn screens() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| repository().join("target"), PathBuf::from);
    let folder = target.join("screens");
    std::fs::create_dir_all(&folder).expect("a folder for pictures");
    folder
}

/// A browser that is led by hand: by its pipe, which needs no port.
#[cfg(unix)]
struct Led {
    child: std::process::Child,
    to: std::fs::File,
    from: std::io::BufReader<std::fs::File>,
    session: String,
    sent: u64,
    _folder: tempfile::TempDir,
}

#[cfg(unix)]
impl Led {
    fn start(browser: &Browser, address: &str) -> Led {
        let folder = tempfile::tempdir().expect("a folder");
        let pipe = |name: &str| {
            let path = folder.path().join(name);
            let made = Command::new("mkfifo").arg(&path).status().expect("mkfifo is there");
            assert!(made.success(), "a pipe is made");
            path
        };
        let (to, from) = (pipe("to"), pipe("from"));
        let child = Command::new("sh")
            .args(["-c", "to=$1; from=$2; shift 2; exec \"$0\" \"$@\" 3<\"$to\" 4>\"$from\""])
            .args([&browser.program, &to, &from])
            .args([
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update",
                "--force-prefers-reduced-motion", "--window-size=1280,900",
                "--remote-debugging-pipe",
            ])
            .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the browser starts");
        let write = std::fs::OpenOptions::new().write(true).open(&to).expect("the way there");
        let read = std::fs::File::open(&from).expect("the way back");
        let mut led = Led {
            child,
            to: write,
            from: std::io::BufReader::new(read),
            session: String::new(),
            sent: 0,
            _folder: folder,
        };
        let made = led.ask("Target.createTarget", serde_json::json!({ "url": address }));
        let target = made["targetId"].clone();
        let asked = serde_json::json!({ "targetId": target, "flatten": true });
        let session = led.ask("Target.attachToTarget", asked)["sessionId"].clone();
        led.session = session.as_str().expect("a session").to_owned();
        led
    }

    fn ask(&mut self, method: &str, params: serde_json::Value) -> serde_json::Value {
        use std::io::{BufRead, Write};
        self.sent += 1;
        let mut asked = serde_json::json!({ "id": self.sent, "method": method, "params": params });
        if !self.session.is_empty() {
            asked["sessionId"] = self.session.clone().into();
        }
        self.to.write_all(format!("{asked}\0").as_bytes()).expect("the browser listens");
        loop {
            let mut said = Vec::new();
            self.from.read_until(0, &mut said).expect("the browser answers");
            assert_eq!(said.pop(), Some(0), "the browser went away");
            let said: serde_json::Value = serde_json::from_slice(&said).expect("JSON");
            if said["id"] == self.sent {
                return said["result"].clone();
            }
        }
    }

    /// What a line of script gives on the page.
    fn value(&mut self, script: &str) -> serde_json::Value {
        let asked = serde_json::json!({ "expression": script, "returnByValue": true });
        self.ask("Runtime.evaluate", asked)["result"]["value"].clone()
    }

    /// Waits until a line of script gives true.
    fn until(&mut self, script: &str) {
        let begun = Instant::now();
        while self.value(script) != true {
            let page = self.value("document.body && document.body.innerText");
            assert!(begun.elapsed() < PATIENCE, "never: {script}; the page says: {page}");
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    fn press(&mut self, key: &str) {
        let text = if key == "Enter" { "\r" } else { key };
        for (kind, text) in [("keyDown", text), ("keyUp", "")] {
            let asked = serde_json::json!({ "type": kind, "key": key, "text": text });
            self.ask("Input.dispatchKeyEvent", asked);
        }
    }
}

#[cfg(unix)]
impl Drop for Led {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
#[test]
fn a_text_is_dropped_and_answered_by_keys_alone() {
    let Some(browser) = Browser::find() else {
        eprintln!("SKIPPED: no Chromium; name one in CHROMIUM to drop a text into a real browser");
        return;
    };
    let workbench = Workbench::start(None);
    let mut led = Led::start(&browser, &format!("http://{}/?lang=en", workbench.host()));
    led.until("!!document.querySelector('.drop-hint:not([hidden])')");
    led.value(
        "{ const files = new DataTransfer();
           files.items.add(new File(['He wrote that “the government fell in October 1917 [1].\\n\\n' +
             'On 30 February 1918 the delegates met again, and nobody knew how it would end [2].\\n'], 'dropped.txt'));
           dispatchEvent(new DragEvent('drop', { dataTransfer: files, cancelable: true, bubbles: true })); }",
    );
    led.until(
        "location.pathname.startsWith('/texts/') && !!document.querySelector('article.finding')",
    );
    // The script listens as soon as the help is offered.
    led.until("!!document.querySelector('[data-help]:not([hidden])')");
    let open = "document.querySelectorAll('[data-finding=open]').length";
    let before = led.value(open).as_u64().expect("a count");
    assert!(2 <= before, "{before} findings");
    let at = "[...document.querySelectorAll('article.finding')].indexOf(document.activeElement)";
    led.press("j");
    assert_eq!(led.value(at), 0);
    led.press("n");
    assert_eq!(led.value(at), 1);
    led.press("k");
    assert_eq!(led.value(at), 0);
    led.press("o");
    assert_eq!(led.value("document.activeElement.querySelector('details').open"), true);
    led.press("a");
    assert_eq!(led.value("document.activeElement.matches('textarea[name=because]')"), true);
    led.ask("Input.insertText", serde_json::json!({ "text": "so in the original" }));
    led.press("Enter");
    led.until(&format!("document.readyState === 'complete' && {open} === {}", before - 1));
    assert_eq!(led.value("document.body.innerText.includes('so in the original')"), true);
    led.until("!!document.querySelector('[data-help]:not([hidden])')");
    led.press("j");
    led.press("w");
    led.ask("Input.insertText", serde_json::json!({ "text": "no alarm" }));
    led.press("Enter");
    led.until(&format!("document.readyState === 'complete' && {open} === {}", before - 2));
    led.until("document.body.textContent.includes('Called a wrong alarm')");
}

/// A copy of the Alash study with a text of its own, so that a passage can be shown.
fn study_with_a_text() -> tempfile::TempDir {
    let study = copy_of("alash");
    write(
        study.path(),
        "texts/own-words.txt",
        "A first paragraph.\n\nThe agreement of the two sides was signed in December 1919, as the minutes have it.\n",
    );
    write(
        study.path(),
        "cards/shown.md",
        "---\nkind: event\nname: {en: An agreement shown, ru: Соглашение, kk: Келісім}\nwhen: December 1919 [@own-words, ¶2]\n---\n",
    );
    // Whether he is another card's man is asked.
    write(
        study.path(),
        "cards/asked.md",
        "---\nkind: person\nname: {kk: Әлихан Бөкейхан}\nalso: [ءاليحان بوكەيحان]\n---\n",
    );
    let path = study.path().join("bibliography.bib");
    let bibliography = std::fs::read_to_string(&path).expect("the bibliography");
    std::fs::write(
        path,
        format!("{bibliography}\n@misc{{own-words, title = {{Words of our own}}}}\n"),
    )
    .expect("written");
    study
}

fn write(root: &Path, path: &str, words: &str) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    std::fs::write(path, words).expect("written");
}

#[test]
fn the_workbench_in_a_real_browser() {
    let Some(browser) = Browser::find() else {
        eprintln!(
            "SKIPPED: no Chromium; name one in CHROMIUM to see the workbench in a real browser"
        );
        return;
    };
    let study = study_with_a_text();
    let workbench = Workbench::start(Some(study.path()));
    let at = |path: &str| format!("http://{}{path}", workbench.host());
    let text = workbench.watched(workbench.post("/texts/sample", &[("which", "en")]));
    let text = text.location().to_owned();

    let first = browser.page(&at("/?lang=en"));
    assert!(
        first.contains("Check a text")
            && first.contains("Open a study")
            && first.contains("essay-en.txt"),
        "{first}"
    );
    assert!(
        first.contains("<p class=\"drop-hint\">"),
        "the script shows that a file may be dropped"
    );

    let plain = workbench.get(&text).body;
    let anchor = plain
        .split("class=\"finding ")
        .nth(1)
        .and_then(|rest| crate::fixture::between(rest, "id=\"", "\""))
        .expect("a finding");
    let page = browser.page(&at(&format!("{text}?lang=en#{anchor}")));
    assert!(
        page.contains("Between Two Governments") && page.contains("<details open"),
        "the finding that is named is opened"
    );

    let card = browser.page(&at("/study/cards/shown?lang=ru"));
    assert!(card.contains("<mark>December 1919</mark>") && card.contains("Соглашение"), "{card}");
    let timeline = browser.page(&at("/study/timeline?lang=kk"));
    assert!(timeline.contains("class=\"timeline\"") && timeline.contains("оқиғалар"), "{timeline}");

    assert!(
        !timeline.contains("data-keys=\"\" hidden"),
        "the script shows how the timeline is moved"
    );
    let narrow =
        browser.run(&at("/study/timeline?lang=kk"), Scheme::Light, (500, 900), "--dump-dom");
    assert!(!narrow.contains("viewBox=\"0 0 1222 "), "the script fits the drawing to the window");
    let date = browser.page(&at(
        "/date?lang=ru&text=25%20%D0%BE%D0%BA%D1%82%D1%8F%D0%B1%D1%80%D1%8F%201917%20%D0%B3.",
    ));
    assert!(date.contains("25 октября (7 ноября) 1917 г., среда"), "{date}");

    let same = browser.page(&at("/study/same?lang=kk"));
    assert!(same.contains("data-same") && same.contains("1-сұрақ"), "{same}");

    let pages = [
        ("first", "/?lang=en".to_owned()),
        ("text", format!("{text}?lang=en")),
        ("card", "/study/cards/shown?lang=ru".to_owned()),
        ("timeline", "/study/timeline?lang=kk".to_owned()),
        ("timeline-close", "/study/timeline?lang=en&from=1917-09&until=1918-06".to_owned()),
        ("date", "/date?lang=en&text=25%20October%201917".to_owned()),
        ("same", "/study/same?lang=kk".to_owned()),
    ];
    for (name, path) in pages {
        browser.picture(&at(&path), Scheme::Light, (1400, 1000), &format!("{name}-light"));
        browser.picture(&at(&path), Scheme::Dark, (1400, 1000), &format!("{name}-dark"));
        browser.picture(&at(&path), Scheme::Light, (360, 900), &format!("{name}-narrow"));
    }
}
