//! Pages of what follows from a study: its bodies as of a day, its chains of causes, its network.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::response::Response;
use derek_publish::network::Shown;
use derek_reason::cause::Direction;
use derek_reason::network::Layer;
use derek_study::{Said, say};
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
}

/// The pages of a study that are about what follows, with the words that lead there.
pub(crate) fn pages() -> [(&'static str, Said); 3] {
    [
        ("structure", say!(en: "Structure", ru: "Структура", kk: "Құрылым")),
        ("causes", say!(en: "Causes", ru: "Причины", kk: "Себептер")),
        ("network", say!(en: "Network", ru: "Сеть", kk: "Желі")),
    ]
}

/// Links to these pages.
pub(crate) fn links(root: &str, visit: &Visit) -> Markup {
    let label = say!(en: "What follows", ru: "Что следует", kk: "Не шығады");
    html! {
        nav class="filter" aria-label=(label.get(visit.lang)) {
            @for (page, said) in pages() {
                @let address = format!("{root}/{page}");
                a href=(address) aria-current=[(visit.path == address).then_some("page")] { (said.get(visit.lang)) }
            }
        }
    }
}

/// The bodies as of a day.
pub(crate) async fn structure(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Response {
    with_study(workbench, visit, move |open, visit| {
        let [(page, title), ..] = pages();
        let title = title.get(visit.lang);
        let here = format!("{}/{page}", open.root);
        let shown = open.edition(visit.lang).structure(&asked.on, &here);
        open.page(
            visit,
            title,
            &html! { div class="wide-page" { h1 { (title) } (links(open.root, visit)) (shown) } },
        )
    })
    .await
}

/// Everything that something is said to have led to.
pub(crate) async fn effects(State(workbench): State<Arc<Workbench>>, visit: Visit) -> Response {
    with_study(workbench, visit, move |open, visit| {
        let [_, (_, title), _] = pages();
        let title = title.get(visit.lang);
        let effects = open.edition(visit.lang).effects();
        open.page(visit, title, &html! { div class="study-page" { h1 { (title) } (links(open.root, visit)) (effects) } })
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
        let [_, (_, title), _] = pages();
        open.page(visit, title.get(visit.lang), &html! { div class="wide-page" { (chain) } })
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
        let [.., (page, title)] = pages();
        let title = title.get(visit.lang);
        let here = format!("{}/{page}", open.root);
        let shown = Shown { at: asked.on, layer: Layer::from_name(&asked.layer) };
        let network = open.edition(visit.lang).network(&shown, &here);
        open.page(
            visit,
            title,
            &html! { div class="wide-page" { h1 { (title) } (links(open.root, visit)) (network) } },
        )
    })
    .await
}
