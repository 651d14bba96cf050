//! A checked text: sent, shown, answered.

use std::sync::Arc;

use axum::Form;
use axum::extract::multipart::MultipartError;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use derek_desk::{Asked, Checked, Error};
use derek_publish::words::{Noun, counted};
use derek_publish::{Accepting, Word, address, checked};
use derek_study::document::Format;
use derek_study::{Called, Document, Lang, Level};
use maud::{Markup, html};
use serde::Deserialize;

use crate::json;
use crate::server::Workbench;
use crate::web::assets::Samples;
use crate::web::page::{self, Part, beside, failed, go_to, page, trouble};
use crate::web::visit::Visit;

/// What a page of findings is asked to show.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Shown {
    level: Option<String>,
}

impl Shown {
    pub(crate) fn level(&self) -> Option<Level> {
        self.level.as_deref().and_then(Level::from_name)
    }
}

/// A reader's answer to a finding.
#[derive(Debug, Deserialize)]
pub(crate) struct Answer {
    pub(crate) key: String,
    /// The file of the finding's first place: several findings may have one key.
    #[serde(default)]
    pub(crate) file: Option<String>,
    /// Where that place begins: several may have one key in one file, too.
    #[serde(default)]
    pub(crate) start: Option<usize>,
    #[serde(default)]
    pub(crate) called: String,
    #[serde(default)]
    pub(crate) because: String,
    #[serde(default)]
    pub(crate) by: String,
}

impl Answer {
    pub(crate) fn called(&self) -> Called {
        Called::from_name(&self.called).unwrap_or_default()
    }

    fn asked(&self) -> Asked<'_> {
        Asked { key: &self.key, start: self.start }
    }

    pub(crate) fn by(&self) -> Option<&str> {
        Some(self.by.trim()).filter(|by| !by.is_empty())
    }
}

/// A sample by the language it is written in.
#[derive(Debug, Deserialize)]
pub(crate) struct Sample {
    which: String,
}

/// Takes a text, checks it, and leads to its page.
pub(crate) async fn check(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    multipart: Multipart,
) -> Response {
    match sent(multipart).await {
        Ok(Some((name, bytes))) => keep(workbench, visit, name, bytes).await,
        Ok(None) => trouble(
            &visit,
            StatusCode::UNPROCESSABLE_ENTITY,
            Word::NothingSent.get(visit.lang),
            Word::NothingSentHelp.get(visit.lang),
        ),
        Err(refused) if refused.status() == StatusCode::PAYLOAD_TOO_LARGE => trouble(
            &visit,
            refused.status(),
            Word::TooLarge.get(visit.lang),
            Word::TooLargeHelp.get(visit.lang),
        ),
        Err(refused) => trouble(
            &visit,
            refused.status(),
            Word::Failed.get(visit.lang),
            Word::NothingSentHelp.get(visit.lang),
        ),
    }
}

/// Checks a sample.
pub(crate) async fn sample(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Form(sample): Form<Sample>,
) -> Response {
    let name = format!("essay-{}.txt", sample.which);
    match Samples::get(&name) {
        Some(file) => keep(workbench, visit, name, file.data.into_owned()).await,
        None => page::not_found(&visit),
    }
}

async fn keep(workbench: Arc<Workbench>, visit: Visit, name: String, bytes: Vec<u8>) -> Response {
    beside(&visit, move |visit| match workbench.texts.check(&name, &bytes) {
        Ok(checked) => go_to(&format!("/texts/{}", checked.id)),
        Err(error) => failed(visit, &error),
    })
    .await
}

/// The name and the bytes of what was sent: a file before pasted words; `None` when neither is there.
async fn sent(mut multipart: Multipart) -> Result<Option<(String, Vec<u8>)>, MultipartError> {
    let (mut file, mut pasted) = (None, None);
    while let Some(field) = multipart.next_field().await? {
        let part = field.name().unwrap_or_default().to_owned();
        let name = field.file_name().map(plain_name);
        let bytes = field.bytes().await?;
        match part.as_str() {
            // A browser sends an empty file without a name when none was chosen.
            "file" if name.as_ref().is_some_and(|name| !name.is_empty()) => {
                file = name.map(|name| (name, bytes.to_vec()))
            }
            "text" if !bytes.iter().all(u8::is_ascii_whitespace) => {
                let words = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
                pasted = Some((title(&words), words.into_bytes()));
            }
            _ => {}
        }
    }
    Ok(file.or(pasted))
}

/// The last part of a file's name, without what no name has.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    last.chars().filter(|c| !c.is_control()).take(120).collect::<String>().trim().to_owned()
}

/// The first words of a pasted text, to know it by.
fn title(text: &str) -> String {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let words: String = first.chars().filter(|c| !c.is_control()).take(60).collect();
    match words.len() < first.len() {
        true => format!("{words}…"),
        false => words,
    }
}

/// The page of a checked text.
pub(crate) async fn text(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Path(id): Path<String>,
    Query(shown): Query<Shown>,
) -> Response {
    beside(&visit, move |visit| match workbench.texts.get(&id) {
        Ok(Some(checked)) => show(visit, &checked, shown.level()),
        Ok(None) => page::not_found(visit),
        Err(error) => failed(visit, &error),
    })
    .await
}

fn show(visit: &Visit, text: &Checked, only: Option<Level>) -> Response {
    let lang = visit.lang;
    let here = format!("/texts/{}", address::segment(&text.id));
    let (accept, take_back) = (format!("{here}/accept"), format!("{here}/take-back"));
    let accepting = Accepting::At { accept: &accept, take_back: &take_back };
    let main = html! {
        div class="text-page" {
            header class="page-heading" {
                h1 dir="auto" { (text.document.name) }
                p class="quiet" {
                    (counted(address::prose(&text.document), Noun::Paragraph, lang))
                    @if text.document.encoding != "UTF-8" { " · " (Word::Encoding.get(lang)) " " (text.document.encoding) }
                }
            }
            (hand_back(&text.document, &here, lang))
            (checked(&text.document, &text.report, lang, only, &here, accepting))
            form method="post" action={ (here) "/forget" } class="forget" {
                button type="submit" class="quiet" { (Word::Forget.get(lang)) }
            }
        }
    };
    page(visit, Part::Start, &text.document.name, &main)
}

/// The files that can be made of a checked text.
fn hand_back(document: &Document, here: &str, lang: Lang) -> Markup {
    let commented = match document.source.as_ref().map(|source| source.format) {
        Some(Format::Docx) => Some(Word::WordWithComments),
        Some(Format::Odt) => Some(Word::OpenWithComments),
        _ => None,
    };
    html! {
        nav class="filter hand-back" aria-label=(Word::HandBack.get(lang)) {
            span class="quiet" { (Word::HandBack.get(lang)) ":" }
            @if let Some(word) = commented { a href={ (here) "/back/comments" } download { (word.get(lang)) } }
            a href={ (here) "/back/page" } download title=[commented.is_none().then_some(Word::CommentsElsewhere.get(lang))] { (Word::PageToSend.get(lang)) }
            a class="quiet" href={ (here) "/back/json" } download { "JSON" }
            a class="quiet" href={ (here) "/back/sarif" } download { "SARIF" }
        }
    }
}

/// Sends what goes back to the author.
pub(crate) async fn back(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Path((id, what)): Path<(String, String)>,
) -> Response {
    beside(&visit, move |visit| match made(&workbench, &id, &what, visit.lang) {
        Ok(Some((name, kind, bytes))) => {
            let name = address::segment(&name);
            let shown = format!("attachment; filename*=UTF-8''{name}");
            ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, shown)], bytes).into_response()
        }
        Ok(None) => page::not_found(visit),
        Err(error) => failed(visit, &error),
    })
    .await
}

/// A file of its name and kind.
type Made = (String, &'static str, Vec<u8>);

fn made(workbench: &Workbench, id: &str, what: &str, lang: Lang) -> Result<Option<Made>, Error> {
    let (Some(text), Some(bytes)) = (workbench.texts.get(id)?, workbench.texts.bytes(id)?) else {
        return Ok(None);
    };
    let Checked { document, report, .. } = &*text;
    let (stem, ending) = document.name.rsplit_once('.').unwrap_or((&document.name, "txt"));
    let named = |ending: &str| format!("{stem}-derek.{ending}");
    Ok(match what {
        "comments" => {
            let comments = derek_publish::comments(document, &report.findings, lang);
            let copy = derek_desk::commented(&bytes, document, &comments, lang)?;
            Some((named(ending), "application/octet-stream", copy))
        }
        "page" => {
            let page = derek_publish::page(document, report, lang, &derek_desk::today());
            Some((named("html"), "text/html; charset=utf-8", page.into_bytes()))
        }
        "json" => {
            let lines = json::report(report, lang, &|_| Some(&document.text));
            let lines: String = lines.iter().map(|line| format!("{line}\n")).collect();
            Some((named("jsonl"), "application/jsonl", lines.into_bytes()))
        }
        "sarif" => {
            let is_whole = document.source.is_none();
            let texts = is_whole.then_some((document.name.as_str(), document.text.as_str()));
            let log = derek_publish::sarif(&[(report, texts.into_iter().collect())], lang);
            Some((named("sarif"), "application/sarif+json", format!("{log:#}\n").into_bytes()))
        }
        _ => None,
    })
}

/// Accepts a finding with a reason.
pub(crate) async fn accept(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Path(id): Path<String>,
    Form(answer): Form<Answer>,
) -> Response {
    if answer.because.trim().is_empty() {
        return reason_missing(&visit);
    }
    beside(&visit, move |visit| {
        let (because, by, called) = (&answer.because, answer.by(), answer.called());
        let done = workbench.texts.answer(&id, answer.asked(), because, by, called);
        back_to_text(visit, &id, &answer.key, done)
    })
    .await
}

/// Takes an acceptance back.
pub(crate) async fn take_back(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Path(id): Path<String>,
    Form(answer): Form<Answer>,
) -> Response {
    beside(&visit, move |visit| {
        let done = workbench.texts.take_answer_back(&id, answer.asked());
        back_to_text(visit, &id, &answer.key, done)
    })
    .await
}

/// Deletes a text that was kept.
pub(crate) async fn forget(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Response {
    beside(&visit, move |visit| match workbench.texts.forget(&id) {
        Ok(()) => go_to("/"),
        Err(error) => failed(visit, &error),
    })
    .await
}

fn back_to_text(visit: &Visit, id: &str, key: &str, done: Result<Arc<Checked>, Error>) -> Response {
    match done {
        Ok(_) => {
            let here = format!("/texts/{}", address::segment(id));
            let from = visit
                .from
                .as_deref()
                .filter(|from| from.split(['?', '#']).next() == Some(here.as_str()));
            go_to(&format!("{}#{}", from.unwrap_or(&here), address::of_key(key)))
        }
        Err(error) => failed(visit, &error),
    }
}

/// A finding is not accepted without a reason.
pub(crate) fn reason_missing(visit: &Visit) -> Response {
    trouble(
        visit,
        StatusCode::UNPROCESSABLE_ENTITY,
        Word::ReasonMissing.get(visit.lang),
        Word::ReasonMissingHelp.get(visit.lang),
    )
}
