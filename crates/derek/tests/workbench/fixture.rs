//! A running workbench and a reader with the plainest of browsers.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use derek::server::{Options, serve};
use tempfile::TempDir;

/// A workbench on a port of its own; it ends with the test.
pub struct Workbench {
    pub address: SocketAddr,
    /// The folder of kept texts, for as long as the workbench runs.
    _kept: TempDir,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Workbench {
    pub fn start(study: Option<&Path>) -> Workbench {
        let kept = tempfile::tempdir().expect("a folder");
        let options = Options {
            port: Some(0),
            study: study.map(Path::to_owned),
            texts: Some(kept.path().join("texts")),
            lang: None,
        };
        let (ready, address) = mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            let ended = runtime
                .block_on(serve(options, |address| ready.send(address).expect("the test waits")));
            ended.expect("the workbench goes on");
        });
        let address = address.recv_timeout(Duration::from_secs(60)).expect("the workbench starts");
        Workbench { address, _kept: kept }
    }

    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// Asks for a page as a browser of one language does.
    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], b"")
    }

    /// Sends a form.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", derek_publish::address::segment(value)));
        let body = pairs.collect::<Vec<_>>().join("&");
        self.ask(
            "POST",
            path,
            &[("content-type", "application/x-www-form-urlencoded")],
            body.as_bytes(),
        )
    }

    /// Sends a file as the first screen does, and waits until it is checked.
    pub fn send(&self, name: &str, bytes: &[u8]) -> Answer {
        self.watched(self.send_all("/texts", &[(name, bytes)]))
    }

    /// Sends files as the first screen does.
    pub fn send_all(&self, path: &str, files: &[(&str, &[u8])]) -> Answer {
        let mut body = Vec::new();
        for (name, bytes) in files {
            body.extend_from_slice(format!(
                "--edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: text/plain\r\n\r\n"
            ).as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(
            b"--edge\r\ncontent-disposition: form-data; name=\"text\"\r\n\r\n\r\n--edge--\r\n",
        );
        self.ask("POST", path, &[("content-type", "multipart/form-data; boundary=edge")], &body)
    }

    /// Where a check leads to when it is over; what leads elsewhere is left as it is.
    pub fn watched(&self, begun: Answer) -> Answer {
        let start = Instant::now();
        let mut answer = begun;
        while let Some(job) =
            answer.header("location").filter(|to| to.starts_with("/checking/")).map(str::to_owned)
        {
            let now = self.get(&job);
            let is_over = !now.body.contains("http-equiv=\"refresh\"");
            if is_over {
                answer = now;
                continue;
            }
            assert!(start.elapsed() < Duration::from_secs(120), "{job} does not end");
            std::thread::sleep(Duration::from_millis(100));
        }
        answer
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nconnection: close\r\ncontent-length: {}\r\n",
            body.len()
        );
        if headers.iter().all(|(name, _)| *name != "host") {
            head.push_str(&format!("host: {}\r\n", self.address));
        }
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        let mut stream = TcpStream::connect(self.address).expect("the workbench listens");
        stream.set_read_timeout(Some(Duration::from_secs(120))).expect("a limit");
        stream.write_all(head.as_bytes()).expect("the head is sent");
        // A server that refuses may answer before all is sent.
        let _ = stream.write_all(body);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let answer = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }
}

impl Answer {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (own, value) = line.split_once(':')?;
            own.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// Where the browser is sent.
    pub fn location(&self) -> &str {
        self.header("location").expect("the browser is sent somewhere")
    }
}

/// A copy of a study that a test may change.
pub fn copy_of(study: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&repository().join("studies").join(study), folder.path());
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("the folder is there").flatten() {
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => {
                std::fs::copy(entry.path(), target).expect("a file");
            }
        }
    }
}

pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What stands in a page between two marks, the first time.
pub fn between<'p>(page: &'p str, before: &str, after: &str) -> Option<&'p str> {
    let rest = page.split_once(before)?.1;
    Some(rest.split_once(after)?.0)
}
