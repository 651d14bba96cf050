//! Cards for tables kept elsewhere: the reconciliation service that OpenRefine asks.
//!
//! The protocol is the Reconciliation Service API 0.2 of the W3C community
//! group of Entity Reconciliation, its final report of 10 April 2023. It asks
//! that any page may read the answers; here only programs and pages of this
//! computer may, since a study is nobody else's.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use derek_publish::{Candidate, Edition, Names};
use derek_study::{Lang, Study};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::server::Workbench;
use crate::web::assets;
use crate::web::page;
use crate::web::study::Open;
use crate::web::visit::Visit;

/// The most that a batch may hold, in bytes.
pub(crate) const LARGEST_BATCH: usize = 1024 * 1024;

/// The most queries that a batch may hold.
const MOST_QUERIES: usize = 100;

/// How many candidates a query is answered with that sets no limit.
const USUAL: usize = 10;

/// How many candidates a query is answered with at most.
const MOST: usize = 50;

/// How many cards are suggested at once.
const SUGGESTED: usize = 20;

/// Pixels of a preview.
const PREVIEW: (u32, u32) = (420, 180);

/// Whether a path is one of the service.
pub(crate) fn is_of_service(path: &str) -> bool {
    let mut parts = path.split('/').skip(1);
    matches!(parts.next(), Some("study" | "chronicle")) && parts.next() == Some("reconcile")
}

/// What the service is asked.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    queries: Option<String>,
    extend: Option<String>,
}

/// A beginning of a name that is being typed.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    prefix: String,
    #[serde(default)]
    cursor: usize,
}

/// One query of a batch. Properties are accepted and say nothing here.
#[derive(Debug, Deserialize)]
struct Wanted {
    query: Option<String>,
    #[serde(rename = "type")]
    kinds: Option<Kinds>,
    limit: Option<f64>,
    properties: Option<Vec<Value>>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Kinds {
    One(String),
    Many(Vec<String>),
}

/// Why a query is not answered.
#[derive(Debug)]
struct Refused(StatusCode, String);

impl Refused {
    fn malformed(why: impl Into<String>) -> Refused {
        Refused(StatusCode::BAD_REQUEST, why.into())
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let Refused(status, message) = self;
        // The report leaves the body open; clients look for `status`.
        (status, sent(&json!({ "status": "error", "message": message }))).into_response()
    }
}

fn sent(answer: &Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], answer.to_string()).into_response()
}

/// What the service is, or the answers to a batch of queries.
pub(crate) async fn get(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    lang: Option<Path<String>>,
    Query(asked): Query<Asked>,
) -> Response {
    answer(workbench, visit, lang, asked).await
}

/// The answers to a batch of queries that was sent as a form.
pub(crate) async fn post(
    State(workbench): State<Arc<Workbench>>,
    mut visit: Visit,
    uri: axum::http::Uri,
    lang: Option<Path<String>>,
    form: Result<Form<Asked>, FormRejection>,
) -> Response {
    // A visit that sends something is taken to be at the page it came from.
    uri.path().clone_into(&mut visit.path);
    match form {
        Ok(Form(asked)) if asked.queries.is_none() && asked.extend.is_none() => {
            Refused::malformed("a form field `queries` is missing").into_response()
        }
        Ok(Form(asked)) => answer(workbench, visit, lang, asked).await,
        Err(refused) => Refused(refused.status(), refused.body_text()).into_response(),
    }
}

/// What a browser asks before it asks; the guard says who may.
pub(crate) async fn options() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// Cards whose names begin as typed, or are like it.
pub(crate) async fn suggest(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Path(lang): Path<String>,
    Query(typed): Query<Typed>,
) -> Response {
    with_study(workbench, visit, Some(&lang), move |service| {
        let found = service.edition().found(&service.names, typed.prefix.trim());
        let cards = found.iter().skip(typed.cursor).take(SUGGESTED).map(|found| found.card);
        let result: Vec<Value> = cards
            .map(|card| {
                json!({
                    "id": card.id,
                    "name": card.name(service.lang),
                    "description": service.edition().description(card),
                    "notable": [service.kind(&card.kind)],
                })
            })
            .collect();
        Ok(sent(&json!({ "result": result })))
    })
    .await
}

/// Kinds of cards whose names begin as typed.
pub(crate) async fn suggest_kind(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Path(lang): Path<String>,
    Query(typed): Query<Typed>,
) -> Response {
    with_study(workbench, visit, Some(&lang), move |service| {
        let prefix = typed.prefix.trim().to_lowercase();
        let kinds = service.open.current.study.kinds();
        let kinds = kinds.into_iter().map(|(kind, _)| kind).filter(|kind| {
            let label = service.edition().kind_label(kind).to_lowercase();
            kind.starts_with(&prefix) || label.starts_with(&prefix)
        });
        let result: Vec<Value> =
            kinds.skip(typed.cursor).take(SUGGESTED).map(|kind| service.kind(kind)).collect();
        Ok(sent(&json!({ "result": result })))
    })
    .await
}

/// A card in a few lines.
pub(crate) async fn preview(
    State(workbench): State<Arc<Workbench>>,
    visit: Visit,
    Path((lang, id)): Path<(String, String)>,
) -> Response {
    with_study(workbench, visit, Some(&lang), move |service| {
        match service.edition().preview(&id, &assets::address("derek.css")) {
            Some(page) => Ok(Html(page.into_string()).into_response()),
            None => Err(Refused(StatusCode::NOT_FOUND, format!("there is no card `{id}`"))),
        }
    })
    .await
}

/// A study that is asked from elsewhere.
struct Service {
    open: Open,
    names: Arc<Names>,
    lang: Lang,
    port: u16,
}

impl Service {
    fn edition(&self) -> Edition<'_> {
        self.open.edition(self.lang)
    }

    fn kind(&self, kind: &str) -> Value {
        json!({ "id": kind, "name": self.edition().kind_label(kind) })
    }

    /// The manifest, section 3.1 of the report.
    fn manifest(&self) -> Value {
        let root = format!("http://127.0.0.1:{}{}", self.port, self.open.root);
        let service = address_of(self.open.root, self.lang, self.port);
        let study = &self.open.current.study;
        let kinds: Vec<Value> = study.kinds().iter().map(|(kind, _)| self.kind(kind)).collect();
        let (width, height) = PREVIEW;
        json!({
            "versions": ["0.2"],
            "name": format!("{} (derek)", study.title(self.lang)),
            "identifierSpace": format!("{root}/cards/"),
            "schemaSpace": format!("{root}#kind-"),
            "serviceVersion": env!("CARGO_PKG_VERSION"),
            "defaultTypes": kinds,
            "view": { "url": format!("{root}/cards/{{{{id}}}}") },
            "preview": {
                "url": format!("{service}/preview/{{{{id}}}}"),
                "width": width,
                "height": height,
            },
            "suggest": {
                "entity": { "service_url": service, "service_path": "/suggest" },
                "type": { "service_url": service, "service_path": "/suggest-type" },
            },
            "batchSize": MOST_QUERIES,
        })
    }

    fn batch(&self, queries: &str) -> Result<Value, Refused> {
        let batch: BTreeMap<String, Wanted> = serde_json::from_str(queries)
            .map_err(|error| Refused::malformed(format!("`queries`: {error}")))?;
        if MOST_QUERIES < batch.len() {
            let why = format!("a batch may hold {MOST_QUERIES} queries, not {}", batch.len());
            return Err(Refused(StatusCode::PAYLOAD_TOO_LARGE, why));
        }
        let mut answers = Map::new();
        for (key, wanted) in batch {
            let result = self.candidates(&key, &wanted)?;
            answers.insert(key, json!({ "result": result }));
        }
        Ok(Value::Object(answers))
    }

    fn candidates(&self, key: &str, wanted: &Wanted) -> Result<Vec<Value>, Refused> {
        let malformed = |why: &str| Refused::malformed(format!("query `{key}`: {why}"));
        let most = match wanted.limit {
            None => USUAL,
            Some(limit) if 1.0 <= limit && limit.fract() == 0.0 => (limit as usize).min(MOST),
            Some(_) => return Err(malformed("`limit` is not a positive integer")),
        };
        let is_property =
            |property: &Value| property["pid"].is_string() && property.get("v").is_some();
        if !wanted.properties.iter().flatten().all(is_property) {
            return Err(malformed("a property has no `pid` or no `v`"));
        }
        let query = match (wanted.query.as_deref().map(str::trim), &wanted.properties) {
            (Some(""), _) => return Err(malformed("`query` is empty")),
            (Some(query), _) => query,
            // Cards are found by their names alone.
            (None, Some(properties)) if !properties.is_empty() => return Ok(Vec::new()),
            (None, _) => return Err(malformed("neither `query` nor `properties` is given")),
        };
        let kinds: Vec<&str> = match &wanted.kinds {
            None => Vec::new(),
            Some(Kinds::One(kind)) => vec![kind],
            Some(Kinds::Many(kinds)) => kinds.iter().map(String::as_str).collect(),
        };
        let study = &self.open.current.study;
        let is_wanted = |card: usize| {
            let card = study.cards.get(card);
            card.is_some_and(|card| kinds.is_empty() || kinds.contains(&card.kind.as_str()))
        };
        let found = self.names.nearest(query, is_wanted, most);
        Ok(found.iter().filter_map(|candidate| self.candidate(study, candidate)).collect())
    }

    fn candidate(&self, study: &Study, candidate: &Candidate) -> Option<Value> {
        let card = study.cards.get(candidate.card)?;
        let rounded = |number: f32| (f64::from(number) * 10.0).round() / 10.0;
        let mut bits: BTreeMap<&str, f32> = BTreeMap::new();
        for reason in &candidate.comparison.reasons {
            *bits.entry(reason.kind.id()).or_default() += reason.bits;
        }
        let mut features = vec![json!({ "id": "exact", "value": candidate.is_exact })];
        features
            .extend(bits.into_iter().map(|(id, bits)| json!({ "id": id, "value": rounded(bits) })));
        Some(json!({
            "id": card.id,
            "name": card.name(self.lang),
            "description": self.edition().description(card),
            "type": [self.kind(&card.kind)],
            "score": rounded(candidate.score),
            "match": candidate.is_match,
            "features": features,
        }))
    }
}

async fn answer(
    workbench: Arc<Workbench>,
    visit: Visit,
    lang: Option<Path<String>>,
    asked: Asked,
) -> Response {
    let lang = lang.map(|Path(lang)| lang);
    with_study(workbench, visit, lang.as_deref(), move |service| {
        match (asked.queries, asked.extend) {
            (Some(queries), _) => Ok(sent(&service.batch(&queries)?)),
            (None, Some(_)) => {
                let why = "this service does not extend data";
                Err(Refused(StatusCode::NOT_IMPLEMENTED, why.to_owned()))
            }
            (None, None) => Ok(sent(&service.manifest())),
        }
    })
    .await
}

/// Answers for the study of a visit, in a language or the visitor's.
async fn with_study(
    workbench: Arc<Workbench>,
    visit: Visit,
    lang: Option<&str>,
    show: impl FnOnce(&Service) -> Result<Response, Refused> + Send + 'static,
) -> Response {
    let lang = match lang {
        None => visit.lang,
        Some(tag) => match Lang::ALL.into_iter().find(|lang| lang.tag() == tag) {
            Some(lang) => lang,
            None => {
                let why = format!("`{tag}` is none of kk, ru, en");
                return Refused(StatusCode::NOT_FOUND, why).into_response();
            }
        },
    };
    let Some(open) = Open::of(&workbench, &visit).await else {
        let why = "no study is open in the workbench".to_owned();
        return Refused(StatusCode::NOT_FOUND, why).into_response();
    };
    page::beside(&visit, move |_| {
        let names = workbench.names(&open.current);
        let service = Service { open, names, lang, port: workbench.port };
        show(&service).unwrap_or_else(IntoResponse::into_response)
    })
    .await
}

/// Where a study's service lies.
pub(crate) fn address_of(root: &str, lang: Lang, port: u16) -> String {
    format!("http://127.0.0.1:{port}{root}/reconcile/{}", lang.tag())
}
