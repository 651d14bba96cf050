//! A whole conversation between an editor and the server, in memory.

#![allow(clippy::unwrap_used)]
#![expect(clippy::disallowed_methods, reason = "the test plays the editor, which has files")]

use std::path::Path;
use std::thread::JoinHandle;
use std::time::Duration;

use derek_lsp::speak;
use derek_study::Lang;
use lsp_server::{Connection, Message, Notification, ProtocolError, Request};
use serde_json::{Value, json};

struct Editor {
    connection: Connection,
    server: JoinHandle<Result<(), ProtocolError>>,
    asked: i32,
}

impl Editor {
    fn start(encodings: &[&str]) -> Editor {
        let (connection, other) = Connection::memory();
        let server = std::thread::spawn(move || speak(other, Some(Lang::En)));
        let mut editor = Editor { connection, server, asked: 0 };
        let capabilities = json!({ "general": { "positionEncodings": encodings } });
        let answer =
            editor.ask("initialize", json!({ "capabilities": capabilities, "processId": null }));
        assert_eq!(answer["serverInfo"]["name"], "derek");
        editor.tell("initialized", json!({}));
        editor
    }

    fn tell(&self, method: &str, params: Value) {
        let told = Notification { method: method.to_owned(), params };
        self.connection.sender.send(Message::Notification(told)).unwrap();
    }

    fn next(&self) -> Message {
        self.connection.receiver.recv_timeout(Duration::from_secs(60)).unwrap()
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let asked = Request { id: self.asked.into(), method: method.to_owned(), params };
        self.connection.sender.send(Message::Request(asked)).unwrap();
        loop {
            if let Message::Response(answer) = self.next() {
                return answer
                    .response_result
                    .unwrap_or_else(|error| json!({ "error": error.message }));
            }
        }
    }

    /// The diagnostics that come next.
    fn diagnostics(&self) -> Vec<Value> {
        loop {
            if let Message::Notification(told) = self.next() {
                assert_eq!(told.method, "textDocument/publishDiagnostics");
                return told.params["diagnostics"].as_array().unwrap().clone();
            }
        }
    }

    fn open(&self, path: &Path, text: &str) -> String {
        let uri = format!("file://{}", path.display());
        let document = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
        uri
    }

    fn end(mut self) {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        self.server.join().unwrap().unwrap();
    }
}

fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().map(|one| one["code"].as_str().unwrap()).collect()
}

#[test]
fn a_text_while_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("draft.md");
    let text = "🐎 The congress opened on 30 February 1917 in Orenburg.\n\nСъезд избрал Coвет.\n";
    std::fs::write(&path, text).unwrap();
    let mut editor = Editor::start(&[]);
    let uri = editor.open(&path, text);
    let found = editor.diagnostics();
    assert_eq!(codes(&found), ["impossible-date", "mixed-script-word"]);
    // In units of UTF-16 the horse is two wide.
    assert_eq!(found[0]["range"]["start"], json!({ "line": 0, "character": 26 }));
    assert_eq!(found[0]["severity"], 1);
    let at = json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": 30 } });
    let hover = editor.ask("textDocument/hover", at);
    assert!(hover["contents"]["value"].as_str().unwrap().contains("no such day"), "{hover}");

    let range = found[1]["range"].clone();
    let asked =
        json!({ "textDocument": { "uri": uri }, "range": range, "context": { "diagnostics": [] } });
    let actions = editor.ask("textDocument/codeAction", asked);
    assert_eq!(actions[0]["edit"]["changes"][&uri][0]["newText"], "Совет");
    let change =
        json!({ "range": actions[0]["edit"]["changes"][&uri][0]["range"], "text": "Совет" });
    let document = json!({ "uri": uri, "version": 2 });
    editor.tell(
        "textDocument/didChange",
        json!({ "textDocument": document, "contentChanges": [change] }),
    );
    assert_eq!(codes(&editor.diagnostics()), ["impossible-date"]);

    let range = found[0]["range"].clone();
    let asked =
        json!({ "textDocument": { "uri": uri }, "range": range, "context": { "diagnostics": [] } });
    let actions = editor.ask("textDocument/codeAction", asked);
    let command = &actions[0]["command"];
    editor.ask(
        "workspace/executeCommand",
        json!({ "command": command["command"], "arguments": command["arguments"] }),
    );
    assert_eq!(editor.diagnostics(), Vec::<Value>::new());
    let kept = std::fs::read_to_string(folder.path().join("draft.md.derek.yaml")).unwrap();
    assert!(kept.contains("impossible-date") && kept.contains("the source says so"), "{kept}");
    editor.end();
}

#[test]
fn a_card_is_checked_with_its_study() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("study.yaml"), "title: Steppe\n").unwrap();
    std::fs::create_dir(folder.path().join("cards")).unwrap();
    let path = folder.path().join("cards").join("council.md");
    let text = "---\nkind: organ\nname: Council\nbegins: 1918\nends: 1919\n---\n";
    std::fs::write(&path, text).unwrap();
    let mut editor = Editor::start(&["utf-8"]);
    let uri = editor.open(&path, text);
    assert_eq!(codes(&editor.diagnostics()), Vec::<&str>::new());
    let unsaved = text.replace("1919", "June 1917");
    let document = json!({ "uri": uri, "version": 2 });
    editor.tell(
        "textDocument/didChange",
        json!({ "textDocument": document, "contentChanges": [{ "text": unsaved }] }),
    );
    let found = editor.diagnostics();
    assert_eq!(codes(&found), ["ends-before-it-begins"]);
    assert_eq!(found[0]["range"]["start"], json!({ "line": 4, "character": 6 }));
    // The file itself was not touched.
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    let nothing = editor.ask(
        "textDocument/hover",
        json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": 0 } }),
    );
    assert_eq!(nothing, Value::Null);
    editor.end();
}

#[test]
fn nonsense_is_answered() {
    let mut editor = Editor::start(&[]);
    let answer = editor.ask("textDocument/completion", json!({}));
    assert!(answer["error"].as_str().unwrap().contains("does not know"));
    let answer =
        editor.ask("workspace/executeCommand", json!({ "command": "rm", "arguments": [] }));
    assert!(answer["error"].is_string());
    editor.tell(
        "textDocument/didOpen",
        json!({ "textDocument": { "uri": "untitled:1", "text": 5 } }),
    );
    editor.tell("textDocument/didChange", json!({}));
    let actions =
        editor.ask("textDocument/codeAction", json!({ "textDocument": { "uri": "file:///no" } }));
    assert_eq!(actions, json!([]));
    editor.end();
}
