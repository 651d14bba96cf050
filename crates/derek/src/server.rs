//! The workbench: a server for one reader, on this computer alone.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock, Weak, mpsc};
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use derek_desk::{Current, Desk, Error, Texts};
use derek_publish::{Named, Names, People};
use derek_study::{Document, Lang, say};
use derek_text::Spellings;
use tokio::net::TcpListener;

use crate::web::jobs::Jobs;
use crate::web::{
    assets, conclude, date, guard, reason, reconcile, same, start, study, texts, weigh,
};

/// What the workbench is started with.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The port; the first free one from 7878 when `None`.
    pub port: Option<u16>,
    /// The folder of a study to open.
    pub study: Option<PathBuf>,
    /// Where checked texts are kept; the user's own folder when `None`.
    pub texts: Option<PathBuf>,
    /// The language to begin with; the browser's when `None`.
    pub lang: Option<Lang>,
}

/// What every page may ask for.
#[derive(Debug)]
pub(crate) struct Workbench {
    pub(crate) texts: Texts,
    pub(crate) lang: Option<Lang>,
    pub(crate) port: u16,
    /// Checks that are under way.
    pub(crate) jobs: Jobs,
    open: RwLock<Option<Arc<Desk>>>,
    /// The names of readings, made ready; of the few last asked.
    names: Mutex<Vec<(Weak<Current>, Arc<Names>)>>,
    /// The people whom the sources' texts name, of the texts last asked.
    named: Kept<BTreeMap<String, Document>, Named>,
    /// The people of the reading last asked; held while they are gathered.
    people: Kept<Current, People>,
    /// What their spellings say, kept from one judgement to the next.
    spellings: Mutex<Spellings>,
}

/// What was made of something, for as long as that is the newest of its kind.
type Kept<Of, Made> = Mutex<Option<(Weak<Of>, Arc<Made>)>>;

/// Of how many readings names are kept ready: of the open study and the reference study.
const NAMES_KEPT: usize = 2;

impl Workbench {
    /// The open study.
    pub(crate) fn desk(&self) -> Option<Arc<Desk>> {
        self.open.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The names of a reading, made ready once for all that ask.
    pub(crate) fn names(&self, current: &Arc<Current>) -> Arc<Names> {
        let mut kept = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(reading, _)| 0 < reading.strong_count());
        let known = kept.iter().find(|(reading, _)| reading.as_ptr() == Arc::as_ptr(current));
        if let Some((_, names)) = known {
            return names.clone();
        }
        let names = Arc::new(Names::of(&current.study));
        if NAMES_KEPT <= kept.len() {
            kept.remove(0);
        }
        kept.push((Arc::downgrade(current), names.clone()));
        names
    }

    /// The people of a reading, gathered once for all that ask.
    pub(crate) fn people(&self, current: &Arc<Current>) -> Arc<People> {
        let mut kept = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, people)) = kept.as_ref().filter(|(own, _)| is_of(own, current)) {
            return people.clone();
        }
        let named = self.named(&current.sources);
        let (study, sources) = (&current.study, &current.sources);
        let people = Arc::new({
            let mut spellings = self.spellings.lock().unwrap_or_else(PoisonError::into_inner);
            People::again(study, &current.reference, sources, &named, &mut spellings)
        });
        *kept = Some((Arc::downgrade(current), people.clone()));
        people
    }

    fn named(&self, sources: &Arc<BTreeMap<String, Document>>) -> Arc<Named> {
        let mut kept = self.named.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, named)) = kept.as_ref().filter(|(own, _)| is_of(own, sources)) {
            return named.clone();
        }
        let named = Arc::new(derek_desk::named(sources));
        *kept = Some((Arc::downgrade(sources), named.clone()));
        named
    }

    /// How many questions there are about the people of a reading, if that can be had
    /// at once; else they are gathered beside, for the next who asks. `None` also when
    /// there are none.
    pub(crate) fn questions_soon(self: &Arc<Self>, current: &Arc<Current>) -> Option<usize> {
        let kept = self.people.try_lock().ok()?;
        if let Some((_, people)) = kept.as_ref().filter(|(own, _)| is_of(own, current)) {
            return Some(people.questions.len()).filter(|count| 0 < *count);
        }
        drop(kept);
        let (workbench, current) = (self.clone(), current.clone());
        let (done, counted) = mpsc::channel();
        // Whether anybody still waits does not matter to the gathering.
        std::thread::spawn(move || {
            let _ = done.send(workbench.people(&current).questions.len());
        });
        counted.recv_timeout(AT_ONCE).ok().filter(|count| 0 < *count)
    }

    /// Opens a study in place of the one that is open.
    pub(crate) fn open(&self, path: &std::path::Path) -> Result<(), Error> {
        let desk = Arc::new(Desk::open(path, derek_desk::reference())?);
        // That a study is not remembered is no reason not to open it.
        let _ = self.texts.remember_study(desk.root());
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = Some(desk);
        Ok(())
    }
}

/// Whether what is kept is of this, and not of what lay in its place before.
fn is_of<T>(kept: &Weak<T>, asked: &Arc<T>) -> bool {
    0 < kept.strong_count() && kept.as_ptr() == Arc::as_ptr(asked)
}

/// How long a page waits for the people of a study.
const AT_ONCE: Duration = Duration::from_millis(150);

/// The port that is tried first.
const FIRST_PORT: u16 = 7878;

/// How many ports are tried.
const PORTS: u16 = 100;

/// The most that a browser may send at once, in bytes.
const LARGEST: usize = 200 * 1024 * 1024;

/// Serves the workbench until the program ends.
///
/// `ready` is called once with the address, when a browser may be sent there.
///
/// # Errors
///
/// When no port is free, the study's folder is not there, or texts cannot be kept.
pub async fn serve(options: Options, ready: impl FnOnce(SocketAddr)) -> Result<(), Error> {
    let (listener, address) = listen(options.port).await?;
    let workbench = Workbench {
        texts: Texts::at(options.texts)?,
        lang: options.lang,
        port: address.port(),
        jobs: Jobs::default(),
        open: RwLock::new(None),
        names: Mutex::default(),
        named: Mutex::default(),
        people: Mutex::default(),
        spellings: Mutex::default(),
    };
    if let Some(path) = options.study {
        workbench.open(&path)?;
    }
    let router = router(Arc::new(workbench));
    ready(address);
    let attempted = || say!(en: "serving the workbench", ru: "держу рабочий стол открытым", kk: "жұмыс үстелін ашық ұстау");
    axum::serve(listener, router)
        .await
        .map_err(|cause| Error::of(attempted(), std::path::Path::new(""), &cause))
}

async fn listen(port: Option<u16>) -> Result<(TcpListener, SocketAddr), Error> {
    let candidates = match port {
        Some(port) => port..=port,
        None => FIRST_PORT..=FIRST_PORT + PORTS,
    };
    let mut refused = std::io::Error::from(std::io::ErrorKind::AddrInUse);
    for port in candidates {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
            Ok(listener) => match listener.local_addr() {
                Ok(address) => return Ok((listener, address)),
                Err(cause) => refused = cause,
            },
            Err(cause) => refused = cause,
        }
    }
    let port = port.unwrap_or(FIRST_PORT).to_string();
    let attempted = say!({ port } en: "opening port {port}", ru: "открываю порт {port}", kk: "{port} портын ашу");
    Err(Error::of(attempted, std::path::Path::new(""), &refused))
}

/// The reconciliation service of a study, with a language in its address or the asker's.
fn service(root: &str) -> Router<Arc<Workbench>> {
    let [bare, of_lang, suggest, kinds, preview] =
        ["", "/{lang}", "/{lang}/suggest", "/{lang}/suggest-type", "/{lang}/preview/{id}"]
            .map(|page| format!("{root}/reconcile{page}"));
    let asked = || {
        get(reconcile::get)
            .post(reconcile::post)
            .options(reconcile::options)
            .layer(DefaultBodyLimit::max(reconcile::LARGEST_BATCH))
    };
    Router::new()
        .route(&bare, asked())
        .route(&of_lang, asked())
        .route(&suggest, get(reconcile::suggest).options(reconcile::options))
        .route(&kinds, get(reconcile::suggest_kind).options(reconcile::options))
        .route(&preview, get(reconcile::preview).options(reconcile::options))
}

fn router(workbench: Arc<Workbench>) -> Router {
    let of_study = |root: &'static str| {
        let [cards, card, timeline, piece, findings, sources, source, arguments, periods, compare] =
            [
                "", "/cards/{id}", "/timeline", "/timeline/piece.js", "/findings", "/sources",
                "/sources/{key}", "/arguments", "/periods", "/compare",
            ]
            .map(|page| format!("{root}{page}"));
        Router::new()
            .route(&cards, get(study::cards))
            .route(&card, get(study::card))
            .route(&timeline, get(study::timeline))
            .route(&piece, get(study::timeline_piece))
            .route(&findings, get(study::findings))
            .route(&sources, get(study::sources))
            .route(&source, get(study::source))
            .route(&format!("{root}/structure"), get(reason::structure))
            .route(&format!("{root}/causes"), get(reason::effects))
            .route(&format!("{root}/causes/{{id}}"), get(reason::causes))
            .route(&format!("{root}/network"), get(reason::network))
            .route(&format!("{root}/rules"), get(reason::rules))
            .route(&arguments, get(conclude::arguments))
            .route(&periods, get(conclude::periods))
            .route(&compare, get(conclude::compare))
            .route(&format!("{root}/weigh"), get(weigh::all))
            .route(&format!("{root}/weigh/{{id}}"), get(weigh::one))
            .merge(service(root))
    };
    Router::new()
        .route("/", get(start::start))
        .route("/open", post(start::open))
        .route("/texts", post(texts::check).layer(DefaultBodyLimit::max(LARGEST)))
        .route("/texts/sample", post(texts::sample))
        .route("/texts/which/{pile}", get(texts::which).post(texts::is_manuscript))
        .route("/checking/{id}", get(texts::checking))
        .route("/checking/{id}/piece.js", get(texts::checking_piece))
        .route(
            "/texts/{id}/sources",
            post(texts::add_sources).layer(DefaultBodyLimit::max(LARGEST)),
        )
        .route("/texts/{id}/sources/forget", post(texts::forget_sources))
        .route("/texts/{id}/sources/{nth}", get(texts::source))
        .route("/texts/{id}/which", post(texts::another))
        .route("/texts/{id}", get(texts::text))
        .route("/texts/{id}/back/{what}", get(texts::back))
        .route("/texts/{id}/accept", post(texts::accept))
        .route("/texts/{id}/take-back", post(texts::take_back))
        .route("/texts/{id}/forget", post(texts::forget))
        .merge(of_study("/study"))
        .merge(of_study("/chronicle"))
        .route("/study/accept", post(study::accept))
        .route("/study/take-back", post(study::take_back))
        .route("/study/undo", post(study::undo))
        .route("/study/same", get(same::same))
        .route("/study/same/judge", post(same::judge))
        .route("/study/same/take-back", post(same::take_back))
        .route("/date", get(date::date))
        .route("/date/piece.js", get(date::piece))
        .route("/checks", get(study::checks))
        .route("/checks/{name}", get(study::check))
        .route("/assets/{version}/{name}", get(assets::asset))
        .fallback(start::not_found)
        .layer(axum::middleware::from_fn_with_state(workbench.clone(), guard::guard))
        .with_state(workbench)
}
