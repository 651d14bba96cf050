//! Pages of what is concluded: arguments, periods, comparisons.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use derek_publish::Word;
use derek_reason::compare::By;
use derek_study::{Card, Said, say};
use maud::html;

use crate::compare::{Laid, laid};
use crate::server::Workbench;
use crate::web::page::trouble;
use crate::web::reason::links;
use crate::web::study::with_study;
use crate::web::visit::Visit;

/// How the arguments of the study stand.
pub(crate) async fn arguments(State(workbench): State<Arc<Workbench>>, visit: Visit) -> Response {
    with_study(workbench, visit, move |open, visit| {
        let title = Word::ArgumentsPage.get(visit.lang);
        let page = open.edition(visit.lang).arguments();
        open.page(
            visit,
            title,
            &html! { div class="study-page wide" { h1 { (title) } (links(open.root, visit)) (page) } },
        )
    })
    .await
}

/// The periodizations of the study held against its events.
pub(crate) async fn periods(State(workbench): State<Arc<Workbench>>, visit: Visit) -> Response {
    with_study(workbench, visit, move |open, visit| {
        let title = Word::PeriodsPage.get(visit.lang);
        let page = open.edition(visit.lang).periods();
        open.page(
            visit,
            title,
            &html! { div class="study-page wide" { h1 { (title) } (links(open.root, visit)) (page) } },
        )
    })
    .await
}

/// How many cards one page lays side by side.
const MOST: usize = 8;

/// Cards side by side: `card=` as often as wanted, `by=matters`, `before=`, `sources=1`.
pub(crate) async fn compare(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Query(asked): Query<Vec<(String, String)>>,
) -> Response {
    with_study(workbench, visit, move |open, visit| {
        let lang = visit.lang;
        let all = |name: &str| -> Vec<&str> {
            let own = asked.iter().filter(|(key, value)| key == name && !value.trim().is_empty());
            own.map(|(_, value)| value.as_str()).take(MOST).collect()
        };
        let (names, before) = (all("card"), all("before").first().copied());
        let chosen = Laid {
            by: if all("by") == ["matters"] { By::Matters } else { By::Predicates },
            before: before.map(str::to_owned),
            sources: !all("sources").is_empty(),
        };
        let study = &open.current.study;
        let help = Word::NotFoundHelp.get(lang);
        let wrong = |said: Said| trouble(visit, StatusCode::UNPROCESSABLE_ENTITY, said.get(lang), help);
        let cards: Result<Vec<&Card>, Said> =
            names.iter().map(|name| crate::why::card(study, name)).collect();
        let cards = match cards {
            Ok(cards) => cards,
            Err(said) => return wrong(said),
        };
        let table = match laid(study, &cards, &chosen) {
            Ok(table) => table,
            Err(said) => return wrong(said),
        };
        let edition = open.edition(lang);
        let title = Word::ComparePage.get(lang);
        let ids: Vec<&str> = cards.iter().map(|card| card.id.as_str()).collect();
        let main = html! {
            div class="study-page wide" {
                h1 { (title) }
                (links(open.root, visit))
                (edition.comparison_form(&ids, chosen.by, before.unwrap_or_default(), chosen.sources))
                @if cards.is_empty() {
                    p class="quiet" { (say!(en: "Name cards above: two programmes, two stages, one person before and after a day.", ru: "Назовите карточки: две программы, два этапа, одно лицо до и после какого-то дня.", kk: "Карточкаларды атаңыз: екі бағдарлама, екі кезең, бір адамның белгілі күнге дейінгісі мен кейінгісі.").get(lang)) }
                    (edition.likely_comparisons())
                } @else { (edition.comparison(&table)) }
            }
        };
        open.page(visit, title, &main)
    })
    .await
}
