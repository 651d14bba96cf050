//! The frame of every page.

use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use derek_desk::Error;
use derek_publish::Word;
use derek_publish::words::own_name;
use derek_study::Lang;
use maud::{DOCTYPE, Markup, html};

use crate::web::visit::Visit;
use crate::web::{assets, reason};

/// What a page is about, for the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    /// The first screen, a text, trouble.
    Start,
    /// Pages of the study with this title, below this address.
    Study { root: &'a str, title: &'a str },
    /// Pages about checks.
    Checks,
}

/// A page with a title.
pub(crate) fn page(visit: &Visit, part: Part<'_>, title: &str, main: &Markup) -> Response {
    page_again(visit, part, title, main, None)
}

/// A page that is asked for again after so many seconds, where no script does that better.
pub(crate) fn page_again(
    visit: &Visit,
    part: Part<'_>,
    title: &str,
    main: &Markup,
    again: Option<u32>,
) -> Response {
    let lang = visit.lang;
    let full_title =
        if title.is_empty() { "derek".to_owned() } else { format!("{title} — derek") };
    let page = html! {
        (DOCTYPE)
        html lang=(lang.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (full_title) }
                @if let Some(seconds) = again {
                    noscript { meta http-equiv="refresh" content=(seconds); }
                }
                link rel="stylesheet" href=(assets::address("derek.css"));
                link rel="icon" type="image/svg+xml" href=(assets::address("icon.svg"));
                script type="module" src=(assets::address("keys.js")) {}
                script type="module" src=(assets::address("drop.js")) {}
                script type="module" src=(assets::address("dates.js")) {}
                script type="module" src=(assets::address("timeline.js")) {}
            }
            body {
                a class="skip" href="#main" { (Word::SkipToText.get(lang)) }
                (heading(visit, part))
                main id="main" tabindex="-1" { (main) }
                (footer(lang))
                (help(lang, visit.path == "/study/same"))
            }
        }
    };
    Html(page.into_string()).into_response()
}

fn heading(visit: &Visit, part: Part<'_>) -> Markup {
    let lang = visit.lang;
    let here = |address: &str| (visit.path == address).then_some("page");
    html! {
        header class="site" {
            a class="brand" href="/" aria-current=[here("/")] { "derek" }
            nav class="pages" aria-label=(Word::Pages.get(lang)) {
                @if let Part::Study { root, title } = part {
                    a class="study-title" href=(root) aria-current=[here(root)] { (title) }
                    @for (page, word) in [("timeline", Word::Timeline), ("findings", Word::Findings), ("sources", Word::Sources)] {
                        @let address = format!("{root}/{page}");
                        a href=(address) aria-current=[here(&address)] { (word.get(lang)) }
                    }
                    @let reasoned = format!("{root}/structure");
                    a href=(reasoned) aria-current=[reason::is_here(root, &visit.path).then_some("page")] { (Word::Reasoning.get(lang)) }
                }
                @if let (Part::Start | Part::Checks, Some(title)) = (part, &visit.study) {
                    a class="study-title" href="/study" { (title) }
                }
                @if part == Part::Checks || part == Part::Start { a href="/checks" aria-current=[here("/checks")] { (Word::Checks.get(lang)) } }
                a href="/date" aria-current=[here("/date")] { (Word::DateAlone.get(lang)) }
            }
            @if let Part::Study { root, .. } = part {
                form class="search" role="search" method="get" action=(root) {
                    label class="unseen" for="search" { (Word::SearchNames.get(lang)) }
                    input id="search" name="q" type="search" placeholder=(Word::SearchNames.get(lang)) autocomplete="off" dir="auto" data-search;
                }
            }
            nav class="languages" aria-label=(Word::Language.get(lang)) {
                @for other in Lang::ALL {
                    a href=(visit.in_lang(other)) lang=(other.tag()) hreflang=(other.tag()) title=(own_name(other)) aria-current=[(other == lang).then_some("true")] {
                        (other.tag()) span class="unseen" { " " (own_name(other)) }
                    }
                }
            }
        }
    }
}

fn footer(lang: Lang) -> Markup {
    html! {
        footer class="site" {
            p { (Word::LocalOnly.get(lang)) }
            div class="more" {
                a href="/checks" { (Word::Checks.get(lang)) }
                a href="/chronicle" { (Word::ReferenceStudy.get(lang)) }
                button type="button" class="link" data-help hidden { (Word::Keys.get(lang)) " " kbd { "?" } }
            }
        }
    }
}

fn help(lang: Lang, is_same_page: bool) -> Markup {
    let keys = [
        ("/", Word::KeySearch),
        ("j", Word::KeyNext),
        ("k", Word::KeyPrevious),
        ("o", Word::KeyOpen),
        ("a", Word::KeyAccept),
        ("w", Word::KeyWrongAlarm),
        ("Enter", Word::KeySend),
        ("y", Word::KeySameYes),
        ("n", Word::KeySameNo),
        ("s", Word::KeySameLater),
        ("u", Word::KeyUndo),
        ("?", Word::KeyHelp),
    ];
    // Where no question of names is asked, n and p do what j and k do.
    let (of_findings, others): (Vec<_>, Vec<_>) = keys
        .into_iter()
        .filter(|(key, _)| is_same_page || !matches!(*key, "y" | "n" | "s"))
        .partition(|(key, _)| matches!(*key, "j" | "k") && !is_same_page);
    html! {
        dialog id="help" aria-labelledby="help-heading" {
            h2 id="help-heading" { (Word::Keys.get(lang)) }
            dl {
                @for (key, word) in of_findings {
                    @let other = if key == "j" { "n" } else { "p" };
                    div { dt { kbd { (key) } " " kbd { (other) } } dd { (word.get(lang)) } }
                }
                @for (key, word) in others {
                    div { dt { kbd { (key) } } dd { (word.get(lang)) } }
                }
            }
            form method="dialog" { button type="submit" { (Word::Close.get(lang)) } }
        }
    }
}

/// A piece of a page as a module that holds its HTML. Our pages may load modules
/// and fetch nothing: so the policy need not be loosened for what moves.
pub(crate) fn piece(markup: Markup) -> Response {
    let html = serde_json::Value::String(markup.into_string());
    let kind = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")];
    (kind, format!("export default {html};\n")).into_response()
}

/// The page for whoever asks of a study while none is open.
pub(crate) fn no_study(visit: &Visit) -> Response {
    let (what, help) = (Word::NoStudyOpen.get(visit.lang), Word::NoStudyHelp.get(visit.lang));
    trouble(visit, StatusCode::NOT_FOUND, what, help)
}

/// A page that says what went wrong and what to do.
pub(crate) fn trouble(visit: &Visit, status: StatusCode, what: &str, help: &str) -> Response {
    let main = html! {
        div class="trouble" {
            h1 { (what) }
            p class="lead" { (help) }
            p { a href="/" { (Word::BackToStart.get(visit.lang)) } }
        }
    };
    (status, page(visit, Part::Start, what, &main)).into_response()
}

/// The page of an error of the world.
pub(crate) fn failed(visit: &Visit, error: &Error) -> Response {
    trouble(
        visit,
        StatusCode::UNPROCESSABLE_ENTITY,
        &error.in_lang(visit.lang),
        error.hint.get(visit.lang),
    )
}

/// The page of a mistake of ours.
pub(crate) fn mistaken(visit: &Visit) -> Response {
    trouble(
        visit,
        StatusCode::INTERNAL_SERVER_ERROR,
        Word::Mistaken.get(visit.lang),
        Word::MistakenHelp.get(visit.lang),
    )
}

/// The page of what is not there.
pub(crate) fn not_found(visit: &Visit) -> Response {
    trouble(
        visit,
        StatusCode::NOT_FOUND,
        Word::NotFound.get(visit.lang),
        Word::NotFoundHelp.get(visit.lang),
    )
}

/// Sends the browser to another page of ours.
pub(crate) fn go_to(address: &str) -> Response {
    axum::response::Redirect::to(address).into_response()
}

/// Does long work beside the server; the fall of one page leaves the others standing.
pub(crate) async fn beside(
    visit: &Visit,
    work: impl FnOnce(&Visit) -> Response + Send + 'static,
) -> Response {
    let own = visit.clone();
    match tokio::task::spawn_blocking(move || work(&own)).await {
        Ok(response) => response,
        Err(_) => mistaken(visit),
    }
}
