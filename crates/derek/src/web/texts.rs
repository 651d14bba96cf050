//! A checked text: sent, shown, answered.

use std::sync::Arc;
use std::time::Duration;

use axum::Form;
use axum::extract::multipart::MultipartError;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use derek_desk::{Asked, Brought, Checked, Error, Stage};
use derek_publish::words::{Noun, and_more, counted};
use derek_publish::{Accepting, View, Word, address, checked, level_sign};
use derek_study::document::Format;
use derek_study::{Called, Document, Lang, Level, Place};
use maud::{Markup, html};
use serde::Deserialize;

use crate::json;
use crate::server::Workbench;
use crate::web::assets::Samples;
use crate::web::jobs::{self, Job, Jobs, State as JobState, Work};
use crate::web::page::{self, Part, beside, failed, go_to, page, trouble};
use crate::web::visit::Visit;

/// What a page of findings is asked to show.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Shown {
    level: Option<String>,
    check: Option<String>,
    part: Option<String>,
    finding: Option<String>,
}

impl Shown {
    pub(crate) fn level(&self) -> Option<Level> {
        self.level.as_deref().and_then(Level::from_name)
    }

    fn check(&self) -> Option<&str> {
        self.check.as_deref().filter(|name| !name.is_empty())
    }

    fn part(&self) -> Option<usize> {
        self.part.as_deref()?.parse().ok()
    }

    fn finding(&self) -> Option<usize> {
        self.finding.as_deref()?.parse().ok()
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

/// How long a page waits for a check before it shows how far that is.
const AT_ONCE: Duration = Duration::from_millis(1500);

/// Takes texts, checks them, and leads to their page; asks first which of several is the
/// manuscript when their names do not tell.
pub(crate) async fn check(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    multipart: Multipart,
) -> Response {
    let files = match sent(&visit, multipart).await {
        Ok(files) => files,
        Err(refused) => return *refused,
    };
    let is_bibliography = |file: &Brought| derek_desk::is_bibliography(&file.name);
    let texts = files.iter().filter(|file| !is_bibliography(file)).count();
    match (files.len(), texts) {
        (1, 1) => {
            let only = files.into_iter().map(|file| Work::Check(file, Arc::default()));
            begin(workbench, visit, only.collect()).await
        }
        (_, 0) => trouble(
            &visit,
            StatusCode::UNPROCESSABLE_ENTITY,
            Word::OnlyBibliographies.get(visit.lang),
            Word::OnlyBibliographiesHelp.get(visit.lang),
        ),
        (_, 1) => {
            let (beside, manuscript): (Vec<_>, Vec<_>) =
                files.into_iter().partition(is_bibliography);
            let beside = Arc::new(beside);
            let work = manuscript.into_iter().map(|file| Work::Check(file, beside.clone()));
            begin(workbench, visit, work.collect()).await
        }
        _ => go_to(&format!("/texts/which/{}", workbench.jobs.pile(files))),
    }
}

/// Begins some work, and leads to what comes of it.
async fn begin(workbench: Arc<Workbench>, visit: Visit, work: Vec<Work>) -> Response {
    beside(&visit, move |_| {
        let job = Jobs::begin(&workbench, work);
        job.wait(AT_ONCE);
        match job.states().as_slice() {
            [JobState::Done(id, _)] => go_to(&format!("/texts/{id}")),
            _ => go_to(&format!("/checking/{}", job.id)),
        }
    })
    .await
}

/// Asks which of several files is the manuscript.
pub(crate) async fn which(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Path(pile): Path<usize>,
) -> Response {
    let Some(files) = workbench.jobs.piled(pile) else { return page::not_found(&visit) };
    let lang = visit.lang;
    let (bibliographies, texts): (Vec<_>, Vec<_>) =
        files.iter().enumerate().partition(|(_, file)| derek_desk::is_bibliography(&file.name));
    let names: Vec<&str> = texts.iter().map(|(_, file)| file.name.as_str()).collect();
    let guess = jobs::manuscript(&names);
    let main = html! {
        div class="text-page" {
            header class="page-heading" {
                h1 { (Word::WhichManuscript.get(lang)) }
                p class="lead" { (Word::WhichLead.get(lang)) }
            }
            form method="post" action={ "/texts/which/" (pile) } class="which" {
                fieldset {
                    legend class="unseen" { (Word::WhichManuscript.get(lang)) }
                    @for (nth, (at, file)) in texts.iter().enumerate() {
                        label {
                            input type="radio" name="manuscript" value=(at) checked[nth == guess] required;
                            span dir="auto" { (file.name) }
                            span class="count" { (size(file.bytes.len(), lang)) }
                        }
                    }
                    label class="each" {
                        input type="radio" name="manuscript" value="each";
                        span { (Word::EachAlone.get(lang)) }
                    }
                }
                @if !bibliographies.is_empty() {
                    p class="quiet" {
                        (capital(Word::Bibliography.get(lang))) ": "
                        @for (nth, (_, file)) in bibliographies.iter().enumerate() {
                            @if 0 < nth { ", " }
                            span dir="auto" { (file.name) }
                        }
                    }
                }
                button type="submit" { (Word::CheckIt.get(lang)) }
            }
        }
    };
    page(&visit, Part::Start, Word::WhichManuscript.get(lang), &main)
}

fn size(bytes: usize, lang: Lang) -> String {
    let (kilo, mega) = match lang {
        Lang::En => ("KB", "MB"),
        Lang::Ru | Lang::Kk => ("КБ", "МБ"),
    };
    match bytes {
        0..1_048_576 => format!("{} {kilo}", bytes.div_ceil(1024)),
        _ => format!("{} {mega}", bytes.div_ceil(1_048_576)),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Which of some files is the manuscript.
#[derive(Debug, Deserialize)]
pub(crate) struct Manuscript {
    manuscript: String,
}

/// Checks the manuscript that was named, the other files beside it; or each by itself.
pub(crate) async fn is_manuscript(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Path(pile): Path<usize>,
    Form(chosen): Form<Manuscript>,
) -> Response {
    let Some(files) = workbench.jobs.piled(pile) else { return page::not_found(&visit) };
    let is_bibliography = |file: &&Brought| derek_desk::is_bibliography(&file.name);
    let work: Vec<Work> = match chosen.manuscript.parse::<usize>() {
        Ok(at) => {
            let others = files.iter().enumerate().filter(|(other, _)| *other != at);
            let others = Arc::new(others.map(|(_, file)| file.clone()).collect::<Vec<_>>());
            let manuscript = files.get(at).filter(|file| !is_bibliography(file));
            manuscript.into_iter().map(|it| Work::Check(it.clone(), others.clone())).collect()
        }
        Err(_) => {
            let beside =
                Arc::new(files.iter().filter(is_bibliography).cloned().collect::<Vec<_>>());
            let texts = files.iter().filter(|file| !is_bibliography(file));
            texts.map(|file| Work::Check(file.clone(), beside.clone())).collect()
        }
    };
    match work.is_empty() {
        true => page::not_found(&visit),
        false => begin(workbench, visit, work).await,
    }
}

/// How far a check is; its findings when it is over.
pub(crate) async fn checking(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Path(id): Path<usize>,
) -> Response {
    let Some(job) = workbench.jobs.get(id) else { return page::not_found(&visit) };
    match job.states().as_slice() {
        [JobState::Done(id, _)] => return go_to(&format!("/texts/{id}")),
        [JobState::Refused(error)] => return failed(&visit, error),
        [JobState::Fallen] => return page::mistaken(&visit),
        _ => {}
    }
    let lang = visit.lang;
    let title = match job.names.as_slice() {
        [name] => name.as_str(),
        _ => Word::SeveralChecked.get(lang),
    };
    let main = html! {
        div class="text-page" {
            header class="page-heading" { h1 dir="auto" { (title) } }
            div data-checking=[(!job.is_over()).then(|| format!("/checking/{id}/piece.js"))] { (progress(&job, lang)) }
        }
    };
    // Without scripts the page asks again by itself.
    let again = (!job.is_over()).then_some(2);
    page::page_again(&visit, Part::Start, title, &main, again)
}

/// The same to be put into the page that is shown.
pub(crate) async fn checking_piece(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Path(id): Path<usize>,
) -> Response {
    match workbench.jobs.get(id) {
        Some(job) => {
            let is_over = job.is_over();
            page::piece(html! {
                (progress(&job, visit.lang))
                @if is_over { span data-over hidden {} }
            })
        }
        None => page::not_found(&visit),
    }
}

fn progress(job: &Job, lang: Lang) -> Markup {
    let states = job.states();
    let seconds = job.elapsed().as_secs();
    let over = states.iter().filter(|state| state.is_over()).count();
    let is_over = over == states.len();
    let all_done = states.iter().filter_map(|state| match state {
        JobState::Done(_, counts) => Some(counts),
        _ => None,
    });
    let levels: Vec<Level> = Level::ALL
        .into_iter()
        .filter(|level| all_done.clone().flatten().any(|(own, _)| own == level))
        .collect();
    html! {
        @match (states.as_slice(), is_over) {
            ([state], _) => {
                ol class="stages" {
                    @for (stage, word) in [(Stage::Reading, Word::StageReading), (Stage::Checking, Word::StageChecking)] {
                        @let is_now = matches!(state, JobState::At(now) if *now == stage);
                        @let is_past = stage == Stage::Reading && matches!(state, JobState::At(Stage::Checking));
                        li class=(if is_past { "is-past" } else if is_now { "is-now" } else { "is-ahead" }) aria-current=[is_now.then_some("step")] { (word.get(lang)) }
                    }
                }
                progress aria-label=(Word::Checking.get(lang)) {}
            }
            (_, false) => progress aria-label=(Word::Checking.get(lang)) max=(states.len()) value=(over) {},
            _ => {}
        }
        @if 1 < states.len() {
            div class="table" { table class="several" {
                thead { tr {
                    th scope="col" { (Word::TextItself.get(lang)) }
                    @for level in &levels { th scope="col" class={ "level-" (level.name()) } { span class="sign" aria-hidden="true" { (level_sign(*level)) } " " (level.label().get(lang)) } }
                    th scope="col" { (Word::Findings.get(lang)) }
                } }
                tbody {
                    @for (name, state) in job.names.iter().zip(&states) {
                        tr {
                            @match state {
                                JobState::Done(id, counts) => {
                                    th scope="row" { a href={ "/texts/" (id) } dir="auto" { (name) } }
                                    @for level in &levels {
                                        td class="number" { (counts.iter().find(|(own, _)| own == level).map_or(0, |(_, count)| *count)) }
                                    }
                                    td class="number" { (counts.iter().map(|(_, count)| count).sum::<usize>()) }
                                }
                                other => {
                                    th scope="row" dir="auto" { (name) }
                                    td colspan=(levels.len() + 1) class="quiet" { (said(other, lang)) }
                                }
                            }
                        }
                    }
                }
            } }
        }
        @if !is_over {
            p class="elapsed" { (Word::Elapsed.get(lang)) " " time { (seconds / 60) ":" (format!("{:02}", seconds % 60)) } }
            @if states.len() == 1 { p { (Word::OpensItself.get(lang)) } }
            p class="quiet" { (Word::MayLeave.get(lang)) }
        }
    }
}

fn said(state: &JobState, lang: Lang) -> String {
    match state {
        JobState::Waiting => Word::StageWaiting.get(lang).to_owned(),
        JobState::At(Stage::Reading) => format!("{}…", Word::StageReading.get(lang)),
        JobState::At(Stage::Checking) => format!("{}…", Word::StageChecking.get(lang)),
        JobState::Done(..) => Word::StageDone.get(lang).to_owned(),
        JobState::Refused(error) => format!("{}. {}", error.in_lang(lang), error.hint.get(lang)),
        JobState::Fallen => Word::Mistaken.get(lang).to_owned(),
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
        Some(file) => {
            let bytes = file.data.into_owned();
            begin(workbench, visit, vec![Work::Check(Brought { name, bytes }, Arc::default())])
                .await
        }
        None => page::not_found(&visit),
    }
}

/// The files that were sent, and last the words that were pasted; never empty.
async fn sent(visit: &Visit, multipart: Multipart) -> Result<Vec<Brought>, Box<Response>> {
    let refused = |status: StatusCode, what: Word, help: Word| {
        Box::new(trouble(visit, status, what.get(visit.lang), help.get(visit.lang)))
    };
    match parts(multipart).await {
        Ok(files) if !files.is_empty() => Ok(files),
        Ok(_) => {
            Err(refused(StatusCode::UNPROCESSABLE_ENTITY, Word::NothingSent, Word::NothingSentHelp))
        }
        Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            Err(refused(error.status(), Word::TooLarge, Word::TooLargeHelp))
        }
        Err(error) => Err(refused(error.status(), Word::Failed, Word::NothingSentHelp)),
    }
}

/// The most files that are taken at once.
const MOST_FILES: usize = 200;

async fn parts(mut multipart: Multipart) -> Result<Vec<Brought>, MultipartError> {
    let (mut files, mut pasted) = (Vec::new(), None);
    while let Some(field) = multipart.next_field().await? {
        let part = field.name().unwrap_or_default().to_owned();
        let name = field.file_name().map(plain_name);
        let bytes = field.bytes().await?;
        match (part.as_str(), name) {
            // A browser sends an empty file without a name when none was chosen.
            ("file", Some(name)) if !name.is_empty() && files.len() < MOST_FILES => {
                files.push(Brought { name, bytes: bytes.to_vec() });
            }
            ("text", _) if !bytes.iter().all(u8::is_ascii_whitespace) => {
                let words = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
                pasted = Some(Brought { name: title(&words), bytes: words.into_bytes() });
            }
            _ => {}
        }
    }
    files.extend(pasted);
    Ok(files)
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

/// A kept text, when it can be shown at once; else where its reading can be watched.
fn opened(workbench: &Arc<Workbench>, id: &str) -> Result<Option<Arc<Checked>>, Box<Response>> {
    if !workbench.texts.is_kept(id) {
        return Ok(None);
    }
    if !workbench.texts.is_open(id) {
        let mut recent = workbench.texts.recent().into_iter();
        let name = recent.find(|text| text.id == id).map_or_else(String::new, |text| text.name);
        let job = Jobs::begin(workbench, vec![Work::Open { id: id.to_owned(), name }]);
        job.wait(AT_ONCE);
        if !matches!(job.states().as_slice(), [JobState::Done(..)]) {
            return Err(Box::new(go_to(&format!("/checking/{}", job.id))));
        }
    }
    // What was open a moment ago can be had; an error is told by the page that is shown.
    Ok(workbench.texts.get(id).ok().flatten())
}

/// The page of a checked text.
pub(crate) async fn text(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Path(id): Path<String>,
    Query(shown): Query<Shown>,
) -> Response {
    beside(&visit, move |visit| match opened(&workbench, &id) {
        Ok(Some(checked)) => show(visit, &checked, &shown),
        Ok(None) => page::not_found(visit),
        Err(elsewhere) => *elsewhere,
    })
    .await
}

fn show(visit: &Visit, text: &Checked, shown: &Shown) -> Response {
    let lang = visit.lang;
    let here = format!("/texts/{}", address::segment(&text.id));
    let (accept, take_back) = (format!("{here}/accept"), format!("{here}/take-back"));
    let elsewhere = |place: &Place| {
        let mut sources = text.sources.texts.values().enumerate();
        let (nth, source) = sources.find(|(_, source)| source.name == place.file)?;
        derek_publish::address_in(source, place, &format!("{here}/sources/{nth}"))
    };
    let view = View {
        only: shown.level(),
        check: shown.check(),
        part: shown.part(),
        accepting: Accepting::At { accept: &accept, take_back: &take_back },
        elsewhere: &elsewhere,
        doubts: &text.sources.doubts,
        ..View::of(lang, &here)
    };
    let (document, report) = (&text.document, &text.report);
    let sought = shown
        .finding()
        .and_then(|number| derek_publish::address_of_number(document, report, &view, number));
    if let Some(address) = sought {
        return go_to(&address);
    }
    let prose = address::prose(&text.document);
    let main = html! {
        div class="text-page" {
            header class="page-heading" {
                h1 dir="auto" { (text.document.name) }
                p class="quiet" {
                    @match prose {
                        0 => (counted(text.document.paragraphs.len(), Noun::Cell, lang)),
                        _ => (counted(prose, Noun::Paragraph, lang)),
                    }
                    @if text.document.encoding != "UTF-8" { " · " (Word::Encoding.get(lang)) " " (text.document.encoding) }
                }
            }
            (hand_back(&text.document, &here, lang))
            (held_to(text, &here, lang))
            (checked(&text.document, &text.report, &view))
            form method="post" action={ (here) "/forget" } class="forget" {
                button type="submit" class="quiet" { (Word::Forget.get(lang)) }
            }
        }
    };
    page(visit, Part::Start, &text.document.name, &main)
}

/// What a text was held to, and how to hold it to something else.
fn held_to(text: &Checked, here: &str, lang: Lang) -> Markup {
    let address = |name: &str| {
        let mut sources = text.sources.texts.values().enumerate();
        let (nth, _) = sources.find(|(_, source)| source.name == name)?;
        Some(format!("{here}/sources/{nth}"))
    };
    let has_texts = text.beside.iter().any(|name| !derek_desk::is_bibliography(name));
    html! {
        section class="held-to" aria-label=(Word::HeldTo.get(lang)) {
            @if !text.beside.is_empty() {
                p {
                    span class="quiet" { (Word::HeldTo.get(lang)) ": " }
                    @for (nth, name) in text.beside.iter().take(SHOWN_SOURCES).enumerate() {
                        @if 0 < nth { ", " }
                        @match address(name) {
                            Some(address) => a href=(address) dir="auto" { (name) },
                            None => span dir="auto" { (name) },
                        }
                        @if derek_desk::is_bibliography(name) { " " span class="count" { (text.sources.entries.len()) } }
                    }
                    @if SHOWN_SOURCES < text.beside.len() { " " (and_more(text.beside.len() - SHOWN_SOURCES, lang)) }
                }
            }
            details {
                summary { (Word::LayBeside.get(lang)) }
                form method="post" action={ (here) "/sources" } enctype="multipart/form-data" {
                    label for="beside" { (Word::ChooseFile.get(lang)) }
                    input id="beside" name="file" type="file" multiple required;
                    p class="hint" { (Word::LayBesideHelp.get(lang)) }
                    button type="submit" class="quiet" { (Word::CheckIt.get(lang)) }
                }
                @if !text.beside.is_empty() {
                    form method="post" action={ (here) "/sources/forget" } { button type="submit" class="quiet" { (Word::TakeAway.get(lang)) } }
                }
                @if has_texts {
                    form method="post" action={ (here) "/which" } { button type="submit" class="quiet" { (Word::AnotherManuscript.get(lang)) } }
                }
            }
        }
    }
}

/// How many sources are named.
const SHOWN_SOURCES: usize = 8;

/// A source that a text was held to.
pub(crate) async fn source(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Path((id, nth)): Path<(String, usize)>,
    Query(shown): Query<Shown>,
) -> Response {
    beside(&visit, move |visit| {
        let text = match opened(&workbench, &id) {
            Ok(Some(text)) => text,
            Ok(None) => return page::not_found(visit),
            Err(elsewhere) => return *elsewhere,
        };
        let Some(source) = text.sources.texts.values().nth(nth) else {
            return page::not_found(visit);
        };
        let here = format!("/texts/{}/sources/{nth}", address::segment(&text.id));
        let main = html! {
            div class="text-page" {
                header class="page-heading" {
                    p class="kicker" { a href={ "/texts/" (address::segment(&text.id)) } { (Word::BackToTheText.get(visit.lang)) } }
                    h1 dir="auto" { (source.name) }
                }
                (derek_publish::source(source, visit.lang, shown.part(), &here))
            }
        };
        page(visit, Part::Start, &source.name, &main)
    })
    .await
}

/// Lays more files beside a text.
pub(crate) async fn add_sources(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Path(id): Path<String>,
    multipart: Multipart,
) -> Response {
    let files = match sent(&visit, multipart).await {
        Ok(files) => files,
        Err(refused) => return *refused,
    };
    lay(workbench, visit, id, files).await
}

/// Takes what lies beside a text away.
pub(crate) async fn forget_sources(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Response {
    lay(workbench, visit, id, Vec::new()).await
}

/// Lays these files beside a text with those that lie there; none takes all away.
async fn lay(workbench: Arc<Workbench>, visit: Visit, id: String, more: Vec<Brought>) -> Response {
    let (name, mut beside) = match workbench.texts.files(&id) {
        Ok(Some((own, beside))) => (own.name, beside),
        Ok(None) => return page::not_found(&visit),
        Err(error) => return failed(&visit, &error),
    };
    match more.is_empty() {
        true => beside.clear(),
        false => {
            beside.retain(|file| more.iter().all(|other| other.name != file.name));
            beside.extend(more);
        }
    }
    begin(workbench, visit, vec![Work::LayBeside { id, name, beside }]).await
}

/// Asks anew which of a text and its sources is the manuscript.
pub(crate) async fn another(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Response {
    beside(&visit, move |visit| match workbench.texts.files(&id) {
        Ok(Some((own, mut files))) => {
            files.insert(0, own);
            go_to(&format!("/texts/which/{}", workbench.jobs.pile(files)))
        }
        Ok(None) => page::not_found(visit),
        Err(error) => failed(visit, &error),
    })
    .await
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
