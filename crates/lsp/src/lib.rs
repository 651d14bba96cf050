//! The language server: the findings of `derek check` while somebody writes.
//!
//! It speaks the Language Server Protocol 3.17 over standard input and output:
//! findings as diagnostics, their reasoning on hovering, a fix where it is certain,
//! and letting a finding stand with a reason. A file inside a study is checked with
//! the study, any other by itself.

mod place;
mod show;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use derek_desk::{Desk, Error, accept_beside, check_text, read_beside};
use derek_study::{Finding, Lang};
use lsp_server::{Connection, ErrorCode, Message, Notification, ProtocolError, Request, Response};
use serde_json::{Value, json};

pub use text::Encoding;

use text::Text;

/// Serves one editor over standard input and output until it says goodbye.
///
/// `lang` is the language of every word; the editor's own when `None`.
///
/// # Errors
///
/// When what comes in is not the protocol, or the editor is gone without goodbye.
pub fn serve(lang: Option<Lang>) -> Result<(), ProtocolError> {
    let (connection, threads) = Connection::stdio();
    let done = speak(connection, lang);
    // The threads end with their pipes; what they say of broken ones is said already.
    if done.is_ok() {
        let _ = threads.join();
    }
    done
}

/// Serves one editor over a connection.
///
/// # Errors
///
/// As [`serve`].
pub fn speak(connection: Connection, lang: Option<Lang>) -> Result<(), ProtocolError> {
    let (id, asked) = connection.initialize_start()?;
    let encoding = Encoding::chosen(&asked["capabilities"]["general"]["positionEncodings"]);
    let locale = asked["locale"].as_str().and_then(|locale| locale.get(..2));
    let lang = lang.or_else(|| Lang::ALL.into_iter().find(|lang| Some(lang.tag()) == locale));
    connection.initialize_finish(id, capabilities(encoding))?;
    let mut server = Server {
        lang: lang.unwrap_or(Lang::En),
        encoding,
        open: BTreeMap::new(),
        desks: BTreeMap::new(),
        changed: BTreeSet::new(),
        connection: &connection,
    };
    while let Ok(message) = connection.receiver.recv() {
        let mut next = Some(message);
        // All that has come is taken in before anything is checked: a fast typist waits for one check only.
        while let Some(message) = next {
            if let Message::Request(request) = &message
                && connection.handle_shutdown(request)?
            {
                return Ok(());
            }
            server.take(message);
            next = connection.receiver.try_recv().ok();
        }
        server.check_changed();
    }
    Ok(())
}

fn capabilities(encoding: Encoding) -> Value {
    json!({
        "capabilities": {
            "positionEncoding": encoding.name(),
            "textDocumentSync": { "openClose": true, "change": 2, "save": true },
            "hoverProvider": true,
            "codeActionProvider": { "codeActionKinds": ["quickfix"] },
            "executeCommandProvider": { "commands": [show::LET_STAND] },
        },
        "serverInfo": { "name": "derek", "version": env!("CARGO_PKG_VERSION") },
    })
}

/// A file that the editor has open.
struct Open {
    path: PathBuf,
    text: Text,
    version: Value,
    findings: Vec<Finding>,
}

struct Server<'c> {
    lang: Lang,
    encoding: Encoding,
    /// By their addresses, as the editor writes them.
    open: BTreeMap<String, Open>,
    /// Open studies, by their folders.
    desks: BTreeMap<PathBuf, Desk>,
    /// Addresses of files to be checked again.
    changed: BTreeSet<String>,
    connection: &'c Connection,
}

impl Server<'_> {
    fn take(&mut self, message: Message) {
        match message {
            Message::Notification(told) => self.hear(&told),
            Message::Request(asked) => {
                let answer = self.answer(&asked);
                self.send(Message::Response(answer));
            }
            Message::Response(_) => {}
        }
    }

    fn send(&self, message: Message) {
        // An editor that is gone needs no answer; the loop ends by itself.
        let _ = self.connection.sender.send(message);
    }

    fn hear(&mut self, told: &Notification) {
        let document = &told.params["textDocument"];
        let Some(uri) = document["uri"].as_str().map(str::to_owned) else { return };
        match told.method.as_str() {
            "textDocument/didOpen" => {
                let Some(path) = place::path_of(&uri) else { return };
                let text = Text::new(document["text"].as_str().unwrap_or_default());
                let version = document["version"].clone();
                self.open.insert(uri.clone(), Open { path, text, version, findings: Vec::new() });
                self.changed.insert(uri);
            }
            "textDocument/didChange" => {
                let Some(open) = self.open.get_mut(&uri) else { return };
                for change in told.params["contentChanges"].as_array().into_iter().flatten() {
                    open.text.change(change, self.encoding);
                }
                open.version = document["version"].clone();
                self.changed.insert(uri);
            }
            "textDocument/didSave" => {
                self.changed.insert(uri);
            }
            "textDocument/didClose" => {
                if let Some(closed) = self.open.remove(&uri)
                    && let Some((desk, inside)) = self.study_of(&closed.path)
                {
                    desk.draft(&inside, None);
                }
                self.changed.remove(&uri);
                self.publish(&uri, &Value::Null, json!([]));
            }
            _ => {}
        }
    }

    fn answer(&mut self, asked: &Request) -> Response {
        let id = asked.id.clone();
        let uri = asked.params["textDocument"]["uri"].as_str().unwrap_or_default();
        match asked.method.as_str() {
            "textDocument/hover" => {
                let shown = self.open.get(uri).and_then(|open| {
                    let at = open.text.byte(&asked.params["position"], self.encoding);
                    let about: Vec<&Finding> = open.concerned(at, at).collect();
                    (!about.is_empty()).then(|| show::hover(&about, self.lang))
                });
                Response::new_ok(id, shown)
            }
            "textDocument/codeAction" => {
                let actions: Vec<Value> = self.open.get(uri).map_or_else(Vec::new, |open| {
                    let range = &asked.params["range"];
                    let from = open.text.byte(&range["start"], self.encoding);
                    let until = open.text.byte(&range["end"], self.encoding);
                    open.concerned(from, until)
                        .flat_map(|finding| {
                            show::actions(
                                uri,
                                finding,
                                &open.inside(finding),
                                &open.text,
                                self.encoding,
                                self.lang,
                            )
                        })
                        .collect()
                });
                Response::new_ok(id, actions)
            }
            "workspace/executeCommand" => match self.let_stand(&asked.params) {
                Ok(()) => Response::new_ok(id, Value::Null),
                Err(why) => Response::new_err(id, ErrorCode::RequestFailed as i32, why),
            },
            method => {
                let unknown = format!("derek does not know {method}");
                Response::new_err(id, ErrorCode::MethodNotFound as i32, unknown)
            }
        }
    }

    /// Accepts a finding with the reason that the person chose.
    fn let_stand(&mut self, params: &Value) -> Result<(), String> {
        let argument = |at: usize| params["arguments"][at].as_str().unwrap_or_default().to_owned();
        let (uri, key, because) = (argument(0), argument(1), argument(2));
        if params["command"].as_str() != Some(show::LET_STAND) {
            return Err(format!("derek does not know the command {}", params["command"]));
        }
        let open = self.open.get(&uri).ok_or_else(|| format!("{uri} is not open"))?;
        let finding = open.findings.iter().find(|finding| finding.key() == key);
        let finding = finding.ok_or_else(|| show::gone(self.lang))?.clone();
        let path = open.path.clone();
        let lang = self.lang;
        let said = |error: Error| show::error(&error, lang);
        match self
            .study_of(&path)
            .filter(|(_, inside)| finding.places.iter().any(|place| place.file == *inside))
        {
            Some((desk, inside)) => {
                desk.accept_in(Some(&inside), &key, &because, None).map_err(said)?
            }
            None => accept_beside(&path, &finding, &because, None).map_err(said)?,
        }
        self.changed.insert(uri);
        Ok(())
    }

    /// The open study that a file is of, and its path inside; opened when it is not yet.
    fn study_of(&mut self, path: &Path) -> Option<(&Desk, String)> {
        let root = path.ancestors().skip(1).find(|folder| folder.join("study.yaml").is_file())?;
        let inside = path.strip_prefix(root).ok()?;
        let inside: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        if !self.desks.contains_key(root) {
            let desk = Desk::open(root, derek_desk::reference()).ok()?;
            self.desks.insert(root.to_owned(), desk);
        }
        Some((self.desks.get(root)?, inside.join("/")))
    }

    fn check_changed(&mut self) {
        for uri in std::mem::take(&mut self.changed) {
            let Some(open) = self.open.get(&uri) else { continue };
            let (path, text) = (open.path.clone(), open.text.as_str().to_owned());
            let checked = self.findings(&path, text);
            let (lang, encoding) = (self.lang, self.encoding);
            let Some(open) = self.open.get_mut(&uri) else { continue };
            let diagnostics = match checked {
                Ok(findings) => {
                    open.findings = findings;
                    open.findings
                        .iter()
                        .flat_map(|finding| {
                            show::diagnostics(
                                &uri,
                                finding,
                                &open.inside(finding),
                                &open.text,
                                encoding,
                                lang,
                            )
                        })
                        .collect()
                }
                Err(error) => vec![show::trouble(&error, lang)],
            };
            let version = open.version.clone();
            self.publish(&uri, &version, Value::Array(diagnostics));
        }
    }

    /// The findings of a file as it stands in the editor.
    fn findings(&mut self, path: &Path, text: String) -> Result<Vec<Finding>, Error> {
        let mut findings = Vec::new();
        if let Some((desk, inside)) = self.study_of(path) {
            desk.draft(&inside, Some(text.clone()));
            let current = desk.reread();
            let of_file =
                |finding: &&Finding| finding.places.iter().any(|place| place.file == inside);
            findings.extend(current.report.findings.iter().filter(of_file).cloned());
            let is_read = inside.ends_with(".yaml")
                || current.study.cards.iter().any(|card| card.file == inside);
            if is_read || inside.starts_with("texts/") {
                return Ok(findings);
            }
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let checked = check_text(&name, text.as_bytes(), &read_beside(path)?)?;
        findings.extend(checked.report.findings);
        Ok(findings)
    }

    fn publish(&self, uri: &str, version: &Value, diagnostics: Value) {
        let mut params = json!({ "uri": uri, "diagnostics": diagnostics });
        if version.is_number() {
            params["version"] = version.clone();
        }
        let method = "textDocument/publishDiagnostics".to_owned();
        self.send(Message::Notification(Notification { method, params }));
    }
}

impl Open {
    /// The places of a finding that are in this file.
    fn inside<'f>(&self, finding: &'f Finding) -> Vec<&'f derek_study::Place> {
        let name = self.path.to_string_lossy().replace('\\', "/");
        let is_here = |place: &&derek_study::Place| {
            name == place.file || name.ends_with(&format!("/{}", place.file))
        };
        finding.places.iter().filter(is_here).collect()
    }

    /// The findings with a place that touches some bytes.
    fn concerned(&self, from: usize, until: usize) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| {
            let places = self.inside(finding);
            places.iter().any(|place| place.range.start <= until && from <= place.range.end)
        })
    }
}
