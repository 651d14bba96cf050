//! Pages of what follows from a study: its bodies as of a day, its chains of causes, its network.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::response::Response;
use derek_publish::network::Shown;
use derek_publish::{Word, lead_said};
use derek_reason::cause::Direction;
use derek_reason::network::Layer;
use maud::{Markup, html};
use serde::Deserialize;

use crate::server::Workbench;
use crate::web::page;
use crate::web::study::with_study;
use crate::web::visit::Visit;

/// What is asked of the page, as it was typed.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    on: String,
    #[serde(default)]
    layer: String,
    #[serde(default)]
    way: String,
    #[serde(default)]
    without: String,
    #[serde(default)]
    copies: String,
}

/// The pages of a study that are about what follows, with the words that lead there.
pub(crate) const PAGES: [(&str, Word); 8] = [
    ("structure", Word::StructurePage),
    ("causes", Word::CausesPage),
    ("network", Word::NetworkPage),
    ("arguments", Word::ArgumentsPage),
    ("periods", Word::PeriodsPage),
    ("compare", Word::ComparePage),
    ("weigh", Word::Weighed),
    ("rules", Word::RulesPage),
];

/// The first part of an address below a study: `weigh` of `/study/weigh/some-card`.
fn page_of<'p>(root: &str, path: &'p str) -> Option<&'p str> {
    path.strip_prefix(root)?.strip_prefix('/')?.split('/').next()
}

/// Whether an address is one of these pages, or lies below one.
pub(crate) fn is_here(root: &str, path: &str) -> bool {
    page_of(root, path).is_some_and(|page| PAGES.iter().any(|(own, _)| *own == page))
}

/// Links to these pages, and what the one that is shown is for.
pub(crate) fn links(root: &str, visit: &Visit) -> Markup {
    let here = page_of(root, &visit.path);
    let lead = here.and_then(lead_said);
    html! {
        nav class="filter" aria-label=(Word::Reasoning.get(visit.lang)) {
            @for (page, word) in PAGES {
                a href={ (root) "/" (page) } aria-current=[(here == Some(page)).then_some("page")] { (word.get(visit.lang)) }
            }
        }
        @if let Some(lead) = lead { p class="lead" { (lead.get(visit.lang)) } }
    }
}

/// The bodies as of a day.
pub(crate) async fn structure(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Response {
    with_study(workbench, visit, move |open, visit| {
        let title = Word::StructurePage.get(visit.lang);
        let here = format!("{}/structure", open.root);
        let shown = open.edition(visit.lang).structure(&asked.on, &here);
        open.page(
            visit,
            title,
            &html! { div class="study-page wide" { h1 { (title) } (links(open.root, visit)) (shown) } },
        )
    })
    .await
}

/// Everything that something is said to have led to.
pub(crate) async fn effects(State(workbench): State<Arc<Workbench>>, visit: Visit) -> Response {
    with_study(workbench, visit, move |open, visit| {
        let title = Word::CausesPage.get(visit.lang);
        let effects = open.edition(visit.lang).effects();
        open.page(visit, title, &html! { div class="study-page wide" { h1 { (title) } (links(open.root, visit)) (effects) } })
    })
    .await
}

/// What led to something, or what it led to.
pub(crate) async fn causes(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    with_study(workbench, visit, move |open, visit| {
        let direction = match asked.way.as_str() {
            "forward" => Direction::Forward,
            _ => Direction::Back,
        };
        let here = visit.path.clone();
        let Some(chain) = open.edition(visit.lang).chain(&id, direction, &here) else {
            return page::not_found(visit);
        };
        open.page(
            visit,
            Word::CausesPage.get(visit.lang),
            &html! { div class="study-page wide" { (chain) } },
        )
    })
    .await
}

/// The rules of the study with what they conclude; or what falls without a source.
pub(crate) async fn rules(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Response {
    with_study(workbench, visit, move |open, visit| {
        let title = Word::RulesPage.get(visit.lang);
        let edition = open.edition(visit.lang);
        let here = format!("{}/rules", open.root);
        let shown = match asked.without.trim() {
            "" => html! { h1 { (title) } (links(open.root, visit)) (edition.rules()) },
            key => match edition.without(key, !asked.copies.is_empty(), &here) {
                Some(lost) => lost,
                None => return page::not_found(visit),
            },
        };
        open.page(visit, title, &html! { div class="study-page" { (shown) } })
    })
    .await
}

/// Who is tied to whom.
pub(crate) async fn network(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Response {
    with_study(workbench, visit, move |open, visit| {
        let title = Word::NetworkPage.get(visit.lang);
        let here = format!("{}/network", open.root);
        let shown = Shown { at: asked.on, layer: Layer::from_name(&asked.layer) };
        let network = open.edition(visit.lang).network(&shown, &here);
        open.page(
            visit,
            title,
            &html! { div class="study-page wide" { h1 { (title) } (links(open.root, visit)) (network) } },
        )
    })
    .await
}
