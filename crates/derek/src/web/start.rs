//! The first screen: two doors.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::response::Response;
use derek_publish::{Word, address};
use derek_study::Lang;
use maud::{Markup, html};
use serde::Deserialize;

use crate::server::Workbench;
use crate::web::page::{self, Part, beside, failed, go_to, page};
use crate::web::visit::Visit;

/// The first screen.
pub(crate) async fn start(State(workbench): State<Arc<Workbench>>, visit: Visit) -> Response {
    beside(&visit, move |visit| {
        let lang = visit.lang;
        let main = html! {
            div class="start" {
                h1 class="unseen" { "derek" }
                p class="tagline" { (Word::Tagline.get(lang)) }
                div class="doors" {
                    (check_a_text(lang))
                    (open_a_study(&workbench, lang))
                }
                (recent(&workbench, lang))
            }
        };
        page(visit, Part::Start, "", &main)
    })
    .await
}

/// What the form offers to choose; anything may be dropped, and is told by its bytes.
const ACCEPTED: &str = ".docx,.docm,.odt,.pdf,.png,.jpg,.jpeg,.tif,.tiff,.html,.htm,.xhtml,.epub,.rtf,.txt,.md,.xlsx,.xlsm,.ods,.csv,.tsv,.xml,.hocr,.bib,.ris,.json,.rdf,text/plain,text/markdown";

fn check_a_text(lang: Lang) -> Markup {
    html! {
        section class="door" aria-labelledby="check-heading" {
            h2 id="check-heading" { (Word::CheckAText.get(lang)) }
            p { (Word::CheckLead.get(lang)) }
            form method="post" action="/texts" enctype="multipart/form-data" class="check" data-drop data-busy=(Word::Checking.get(lang)) data-too-large=(Word::TooLargeHelp.get(lang)) {
                div class="drop" {
                    p class="drop-hint" hidden { (Word::DropHere.get(lang)) }
                    label for="file" { (Word::ChooseFile.get(lang)) }
                    input id="file" name="file" type="file" multiple accept=(ACCEPTED);
                    p class="hint" { (Word::FileKinds.get(lang)) }
                }
                label for="text" { (Word::PasteHere.get(lang)) }
                textarea id="text" name="text" rows="4" dir="auto" {}
                p class="status" role="status" {}
                button type="submit" { (Word::CheckIt.get(lang)) }
            }
            form method="post" action="/texts/sample" class="samples" {
                span { (Word::TrySample.get(lang)) } " "
                button type="submit" name="which" value="en" class="link" { (Word::SampleEnglish.get(lang)) }
                " · "
                button type="submit" name="which" value="ru" class="link" { (Word::SampleRussian.get(lang)) }
            }
        }
    }
}

fn open_a_study(workbench: &Workbench, lang: Lang) -> Markup {
    let desk = workbench.desk();
    let root = desk.as_ref().map(|desk| desk.root().to_owned());
    let others: Vec<PathBuf> =
        workbench.texts.studies().into_iter().filter(|path| Some(path) != root.as_ref()).collect();
    html! {
        section class="door" aria-labelledby="study-heading" {
            h2 id="study-heading" { (Word::OpenAStudy.get(lang)) }
            p { (Word::StudyLead.get(lang)) }
            @if let Some(desk) = &desk {
                @let current = desk.reading();
                div class="open-now" {
                    p class="small-label" { (Word::OpenNow.get(lang)) }
                    p { a class="study-link" href="/study" { (current.study.title(lang)) } }
                    p class="quiet" { (folder(desk.root())) }
                }
            }
            form method="post" action="/open" class="open" {
                label for="path" { (Word::FolderPath.get(lang)) }
                div class="row-of-fields" {
                    input id="path" name="path" type="text" required autocomplete="off" spellcheck="false";
                    button type="submit" { (Word::Open.get(lang)) }
                }
            }
            @if !others.is_empty() {
                p class="small-label" { (Word::OpenedBefore.get(lang)) }
                ul class="plain" {
                    @for other in &others {
                        li {
                            form method="post" action="/open" {
                                button type="submit" name="path" value=(other.display()) class="link" { (name_of(other)) }
                                " " span class="quiet" { (folder(other)) }
                            }
                        }
                    }
                }
            }
            p class="chronicle" { a href="/chronicle" { (Word::ReferenceStudy.get(lang)) } }
        }
    }
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

fn folder(path: &Path) -> Markup {
    html! { code { (path.display()) } }
}

fn recent(workbench: &Workbench, lang: Lang) -> Markup {
    let under_way = workbench.jobs.under_way();
    let mut recent = workbench.texts.recent();
    recent.retain(|text| under_way.iter().all(|job| !job.names.contains(&text.name)));
    html! {
        section class="recent" aria-labelledby="recent-heading" {
            h2 id="recent-heading" class="small-label" { (Word::RecentTexts.get(lang)) }
            @if recent.is_empty() { p class="quiet" { (Word::NoRecentTexts.get(lang)) } }
            ul class="plain" {
                @for job in &under_way {
                    li {
                        a href={ "/checking/" (job.id) } dir="auto" { (job.names.join(", ")) }
                        " " span class="quiet" { (Word::Checking.get(lang)) }
                    }
                }
                @for text in &recent {
                    li {
                        a href={ "/texts/" (address::segment(&text.id)) } dir="auto" { (text.name) }
                        " " time datetime=(text.day) class="quiet" { (text.day) }
                    }
                }
            }
        }
    }
}

/// The folder of a study to open.
#[derive(Debug, Deserialize)]
pub(crate) struct Folder {
    path: String,
}

/// Opens a study.
pub(crate) async fn open(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Form(folder): Form<Folder>,
) -> Response {
    beside(&visit, move |visit| {
        let path = folder.path.trim().trim_matches(['"', '\'']);
        let path = match (path.strip_prefix("~/"), std::env::var_os("HOME")) {
            (Some(rest), Some(home)) => Path::new(&home).join(rest),
            _ => PathBuf::from(path),
        };
        match workbench.open(&path) {
            Ok(()) => go_to("/study"),
            Err(error) => failed(visit, &error),
        }
    })
    .await
}

/// The page for everything that is not there.
pub(crate) async fn not_found(visit: Visit) -> Response {
    page::not_found(&visit)
}
