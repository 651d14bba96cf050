//! What the claims of a study weigh: all that is disputed, or one card or question.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use derek_publish::Word;
use maud::html;

use crate::server::Workbench;
use crate::web::page;
use crate::web::reason::links;
use crate::web::study::with_study;
use crate::web::visit::Visit;

/// All on which sources disagree.
pub(crate) async fn all(State(workbench): State<Arc<Workbench>>, visit: Visit) -> Response {
    shown(workbench, visit, None).await
}

/// One card or question.
pub(crate) async fn one(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Response {
    shown(workbench, visit, Some(id)).await
}

async fn shown(workbench: Arc<Workbench>, visit: Visit, id: Option<String>) -> Response {
    with_study(workbench, visit, move |open, visit| {
        let title = Word::Weighed.get(visit.lang);
        match open.edition(visit.lang).weighing(id.as_deref()) {
            Some(weighing) => {
                let main = html! { div class="study-page wide" { h1 { (title) } (links(open.root, visit)) (weighing) } };
                open.page(visit, title, &main)
            }
            None => page::not_found(visit),
        }
    })
    .await
}
