//! *Same person?*: the page that asks, and what is done with an answer.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use derek_desk::{Desk, Error};
use derek_publish::{Judging, Word};
use derek_study::Identity;
use derek_study::identity::{Side, Verdict};
use maud::html;
use serde::Deserialize;

use crate::server::Workbench;
use crate::web::page::{beside, failed, go_to, no_study, trouble};
use crate::web::study::with_study;
use crate::web::visit::Visit;

/// Which question is asked.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    at: Option<String>,
}

/// An answer to a question, or the way out of a group.
#[derive(Debug, Deserialize)]
pub(crate) struct Judged {
    one: String,
    other: String,
    verdict: String,
    #[serde(default)]
    because: String,
    #[serde(default)]
    by: String,
    at: Option<String>,
}

/// A judgement that is taken back.
#[derive(Debug, Deserialize)]
pub(crate) struct TakenBack {
    key: String,
}

/// The page that asks.
pub(crate) async fn same(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Response {
    let own = workbench.clone();
    with_study(workbench, visit, move |open, visit| {
        let title = Word::SamePerson.get(visit.lang);
        let people = own.people(&open.current);
        let at = asked.at.and_then(|at| at.parse().ok()).unwrap_or(1);
        let judging = Judging {
            judge: "/study/same/judge",
            take_back: "/study/same/take-back",
            undo: open.can_undo.then_some("/study/undo"),
        };
        let page = open.edition(visit.lang).same(&people, at, judging);
        let main = html! { div class="study-page same-page" { h1 { (title) } (page) } };
        open.page(visit, title, &main)
    })
    .await
}

/// Writes a judgement.
pub(crate) async fn judge(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Form(judged): Form<Judged>,
) -> Response {
    let verdict = match judged.verdict.as_str() {
        "same" => Verdict::Same,
        _ => Verdict::Different,
    };
    if judged.because.trim().is_empty() {
        return trouble(
            &visit,
            StatusCode::UNPROCESSABLE_ENTITY,
            Word::ReasonMissing.get(visit.lang),
            Word::SameReasonHint.get(visit.lang),
        );
    }
    let single = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let identity = Identity {
        verdict,
        sides: vec![Side::of(&judged.one), Side::of(&judged.other)],
        because: Some(single(&judged.because)),
        by: Some(single(&judged.by)).filter(|by| !by.is_empty()),
        on: None,
        range: 0..0,
    };
    let at = judged.at.and_then(|at| at.parse::<usize>().ok());
    let own = workbench.clone();
    change(workbench, visit, at, move |desk| {
        let people = own.people(&desk.reread());
        let is_known = |side: &str| people.called(side).is_some();
        match is_known(&judged.one) && is_known(&judged.other) {
            true => desk.judge(&identity),
            false => Err(derek_desk::gone_judgement()),
        }
    })
    .await
}

/// Takes a judgement back.
pub(crate) async fn take_back(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Form(taken): Form<TakenBack>,
) -> Response {
    change(workbench, visit, None, move |desk| desk.take_back_judgement(&taken.key)).await
}

async fn change(
    workbench: Arc<Workbench>,
    visit: Visit,
    at: Option<usize>,
    how: impl FnOnce(&Desk) -> Result<(), Error> + Send + 'static,
) -> Response {
    let Some(desk) = workbench.desk() else {
        return no_study(&visit);
    };
    beside(&visit, move |visit| match how(&desk) {
        Ok(()) => go_to(&at.map_or("/study/same".to_owned(), |at| format!("/study/same?at={at}"))),
        Err(error) => failed(visit, &error),
    })
    .await
}
