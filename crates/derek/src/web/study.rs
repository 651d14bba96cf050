//! A study's pages, and those about checks.

use std::sync::Arc;
use std::time::Duration;

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use derek_desk::{Current, Desk, Error};
use derek_publish::timeline::Window;
use derek_publish::{Accepting, Edition, Word, address, manual, register};
use derek_study::Lang;
use derek_time::Style;
use maud::{Markup, html};
use serde::Deserialize;

use crate::server::Workbench;
use crate::web::page::{self, Part, beside, failed, go_to, no_study, page};
use crate::web::texts::{Answer, Shown, reason_missing};
use crate::web::visit::Visit;
use crate::web::{reason, reconcile};

/// A search by name.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Search {
    #[serde(default)]
    q: String,
}

/// A choice of what a timeline shows, as it was typed.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Chosen {
    from: Option<String>,
    until: Option<String>,
    kind: Option<String>,
    style: Option<String>,
    width: Option<String>,
}

impl Chosen {
    fn window(self) -> Window {
        let typed = |typed: Option<String>| typed.unwrap_or_default();
        let (from, until) = Window::typed(&typed(self.from), &typed(self.until));
        let style = match self.style.as_deref() {
            Some("old") => Style::Old,
            Some("new") => Style::New,
            _ => Style::Both,
        };
        let kind = self.kind.filter(|kind| !kind.is_empty());
        Window { from, until, kind, style, width: self.width.and_then(|width| width.parse().ok()) }
    }
}

/// How long a page waits for what has just been changed on the disk; then it shows the reading before.
const PATIENCE: Duration = Duration::from_millis(400);

/// Where a study's findings are answered.
const ANSWERS: Accepting<'static> =
    Accepting::At { accept: "/study/accept", take_back: "/study/take-back" };

/// A study to be shown, and whether it can be written to.
pub(crate) struct Open {
    pub(crate) current: Arc<Current>,
    pub(crate) root: &'static str,
    accepting: Accepting<'static>,
    pub(crate) can_undo: bool,
}

impl Open {
    /// The study of a page: the one that is open, or the reference study; `None` when none is open.
    pub(crate) async fn of(workbench: &Arc<Workbench>, visit: &Visit) -> Option<Open> {
        if visit.path.split('/').nth(1) == Some("chronicle") {
            let current = tokio::task::spawn_blocking(derek_desk::chronicle_reading).await.ok()?;
            return Some(Open {
                current,
                root: "/chronicle",
                accepting: Accepting::No,
                can_undo: false,
            });
        }
        let desk = workbench.desk()?;
        let current = newest(&desk).await;
        Some(Open { current, root: "/study", accepting: ANSWERS, can_undo: desk.can_undo() })
    }

    pub(crate) fn edition(&self, lang: Lang) -> Edition<'_> {
        let Current { study, sources, reference, report, .. } = &*self.current;
        Edition::of(study, sources, reference, report, self.root, lang)
    }

    pub(crate) fn page(&self, visit: &Visit, title: &str, main: &Markup) -> Response {
        let edition = self.edition(visit.lang);
        let title = match title.is_empty() {
            true => edition.title().to_owned(),
            false => format!("{title} · {}", edition.title()),
        };
        page(visit, Part::Study { root: self.root, title: edition.title() }, &title, main)
    }
}

/// The newest reading, with what changed on the disk, if that can be had soon.
async fn newest(desk: &Arc<Desk>) -> Arc<Current> {
    let reading = desk.clone();
    let reread = tokio::task::spawn_blocking(move || reading.reread_unless_busy());
    match tokio::time::timeout(PATIENCE, reread).await {
        Ok(Ok(current)) => current,
        Ok(Err(_)) | Err(_) => desk.reading(),
    }
}

/// Shows a page of a study.
pub(crate) async fn with_study(
    workbench: Arc<Workbench>,
    visit: Visit,
    show: impl FnOnce(&Open, &Visit) -> Response + Send + 'static,
) -> Response {
    match Open::of(&workbench, &visit).await {
        Some(open) => beside(&visit, move |visit| show(&open, visit)).await,
        None => no_study(&visit),
    }
}

/// The cards by kind, or those that answer a search.
pub(crate) async fn cards(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Query(search): Query<Search>,
) -> Response {
    let own = workbench.clone();
    with_study(workbench, visit, move |open, visit| {
        let (lang, edition) = (visit.lang, open.edition(visit.lang));
        let query = search.q.trim();
        if !query.is_empty() {
            let main = html! {
                div class="study-page" {
                    h1 { (Word::Search.get(lang)) ": " span dir="auto" { (query) } }
                    (edition.answer(&own.names(&open.current), query))
                    p { a href=(open.root) { (Word::AllCards.get(lang)) } }
                }
            };
            return open.page(visit, query, &main);
        }
        let main = html! {
            div class="study-page" {
                h1 { (edition.title()) }
                (edition.overview())
                (edition.asking(&reason::PAGES))
                @if let Some(count) = own.questions_soon(&open.current).filter(|_| open.root == "/study") {
                    p { a href="/study/same" { (Word::SamePerson.get(lang)) } " " span class="count" { (count) } }
                }
                form class="big-search" method="get" action=(open.root) {
                    label for="big-search" class="small-label" { (Word::SearchNames.get(lang)) }
                    div class="row-of-fields" {
                        input id="big-search" name="q" type="search" autocomplete="off" dir="auto" aria-describedby="search-hint";
                        button type="submit" { (Word::Search.get(lang)) }
                    }
                    p class="hint" id="search-hint" { (Word::SearchHint.get(lang)) }
                }
                (edition.contents())
                p class="quiet" {
                    (Word::ForOpenRefine.get(lang)) " "
                    code { (reconcile::address_of(open.root, lang, own.port)) }
                }
            }
        };
        open.page(visit, "", &main)
    })
    .await
}

/// A card.
pub(crate) async fn card(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Response {
    with_study(workbench, visit, move |open, visit| {
        let Some(card) = open.edition(visit.lang).card(&id, open.accepting) else {
            return page::not_found(visit);
        };
        let name = open.current.study.card(&id).map_or(id.as_str(), |card| card.name(visit.lang));
        open.page(visit, name, &html! { article class="card" { (card) } })
    })
    .await
}

/// The timeline.
pub(crate) async fn timeline(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Query(chosen): Query<Chosen>,
) -> Response {
    with_study(workbench, visit, move |open, visit| {
        let title = Word::Timeline.get(visit.lang);
        let timeline = open.edition(visit.lang).timeline_page(&chosen.window());
        let main =
            html! { div class="wide-page" { h1 { (title) } div data-timeline { (timeline) } } };
        open.page(visit, title, &main)
    })
    .await
}

/// The timeline alone, for the script that moves it.
pub(crate) async fn timeline_piece(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Query(chosen): Query<Chosen>,
) -> Response {
    with_study(workbench, visit, move |open, visit| {
        page::piece(open.edition(visit.lang).timeline_page(&chosen.window()))
    })
    .await
}

/// Everything that was found in the study.
pub(crate) async fn findings(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Query(shown): Query<Shown>,
) -> Response {
    with_study(workbench, visit, move |open, visit| {
        let title = Word::Findings.get(visit.lang);
        let here = format!("{}/findings", open.root);
        let main = html! {
            div class="study-page" {
                h1 { (title) }
                @if open.can_undo {
                    form method="post" action="/study/undo" class="undo" {
                        button type="submit" class="quiet" { (Word::Undo.get(visit.lang)) }
                    }
                }
                (open.edition(visit.lang).findings(shown.level(), &here, open.accepting))
            }
        };
        open.page(visit, title, &main)
    })
    .await
}

/// The bibliography.
pub(crate) async fn sources(State(workbench): State<Arc<Workbench>>, visit: Visit) -> Response {
    with_study(workbench, visit, move |open, visit| {
        let title = Word::Sources.get(visit.lang);
        let main = html! { div class="study-page" { h1 { (title) } (open.edition(visit.lang).bibliography()) } };
        open.page(visit, title, &main)
    })
    .await
}

/// A source, with its text if the study holds it.
pub(crate) async fn source(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Path(key): Path<String>,
) -> Response {
    with_study(workbench, visit, move |open, visit| match open.edition(visit.lang).source(&key) {
        Some(source) => open.page(visit, &key, &html! { article class="card" { (source) } }),
        None => page::not_found(visit),
    })
    .await
}

/// Accepts a finding of the open study.
pub(crate) async fn accept(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Form(answer): Form<Answer>,
) -> Response {
    if answer.because.trim().is_empty() {
        return reason_missing(&visit);
    }
    change(workbench, visit, answer.key.clone(), move |desk| {
        let file = answer.file.as_deref();
        desk.answer_in(file, &answer.key, &answer.because, answer.by(), answer.called())
    })
    .await
}

/// Takes an acceptance of the open study back.
pub(crate) async fn take_back(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Form(answer): Form<Answer>,
) -> Response {
    change(workbench, visit, answer.key.clone(), move |desk| {
        desk.take_back_in(answer.file.as_deref(), &answer.key)
    })
    .await
}

/// Takes the last change of the open study back.
pub(crate) async fn undo(State(workbench): State<Arc<Workbench>>, visit: Visit) -> Response {
    change(workbench, visit, String::new(), |desk| {
        desk.undo()?;
        desk.reread();
        Ok(())
    })
    .await
}

/// Changes the open study and leads back to the page the reader came from.
async fn change(
    workbench: Arc<Workbench>,
    visit: Visit,
    key: String,
    how: impl FnOnce(&Desk) -> Result<(), Error> + Send + 'static,
) -> Response {
    let Some(desk) = workbench.desk() else {
        return no_study(&visit);
    };
    beside(&visit, move |visit| match how(&desk) {
        Ok(()) => {
            let from = visit.from.as_deref().filter(|from| from.starts_with("/study/"));
            let anchor =
                if key.is_empty() { String::new() } else { format!("#{}", address::of_key(&key)) };
            go_to(&format!("{}{anchor}", from.unwrap_or("/study/findings")))
        }
        Err(error) => failed(visit, &error),
    })
    .await
}

/// The list of checks.
pub(crate) async fn checks(visit: Visit) -> Response {
    let title = Word::Checks.get(visit.lang);
    let main = html! { div class="study-page" { h1 { (title) } (register(visit.lang)) } };
    page(&visit, Part::Checks, title, &main)
}

/// A check's manual page.
pub(crate) async fn check(visit: Visit, Path(name): Path<String>) -> Response {
    match derek_check::find(&name) {
        Some(check) => {
            let main = html! { article class="card manual" { (manual(check, visit.lang)) } };
            page(&visit, Part::Checks, check.headline(visit.lang), &main)
        }
        None => page::not_found(&visit),
    }
}
