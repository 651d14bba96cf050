//! A reader's visit: which language, which page.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::Uri;
use axum::http::header::{self, HeaderMap};
use axum::http::request::Parts;
use derek_study::Lang;

use crate::server::Workbench;

/// What is known of the reader and the page asked for.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    /// The language to answer in.
    pub(crate) lang: Lang,
    /// The language chosen just now, to be remembered.
    pub(crate) chosen: Option<Lang>,
    /// The path of the page.
    pub(crate) path: String,
    /// What is asked of the page, without the choice of language.
    pub(crate) query: String,
    /// The page of ours the reader came from.
    pub(crate) from: Option<String>,
    /// The title of the study that is open.
    pub(crate) study: Option<String>,
}

impl Visit {
    pub(crate) fn of(uri: &Uri, headers: &HeaderMap, workbench: &Workbench) -> Visit {
        let said = |name| {
            headers.get(name).and_then(|value: &axum::http::HeaderValue| value.to_str().ok())
        };
        let pairs = || uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
        let chosen = pairs().find_map(|pair| pair.strip_prefix("lang=")).and_then(Lang::from_tag);
        let query: Vec<&str> = pairs().filter(|pair| !pair.starts_with("lang=")).collect();
        let kept = || {
            let cookies = said(header::COOKIE)?.split(';');
            cookies
                .filter_map(|cookie| cookie.trim().strip_prefix("lang="))
                .find_map(Lang::from_tag)
        };
        let accepted = || said(header::ACCEPT_LANGUAGE).and_then(best);
        let lang = chosen.or_else(kept).or(workbench.lang).or_else(accepted).unwrap_or_default();
        let from = said(header::REFERER).and_then(|referrer| {
            let rest = referrer.strip_prefix("http://")?;
            rest.find('/').map(|slash| rest[slash..].to_owned())
        });
        Visit {
            lang,
            chosen,
            // A path of two strokes would lead to another host.
            path: format!("/{}", uri.path().trim_start_matches('/')),
            query: query.join("&"),
            from: from.filter(|from| !from.starts_with("//")),
            study: workbench.desk().map(|desk| desk.reading().study.title(lang).to_owned()),
        }
    }

    /// This page in another language.
    pub(crate) fn in_lang(&self, lang: Lang) -> String {
        match self.query.is_empty() {
            true => format!("{}?lang={}", self.path, lang.tag()),
            false => format!("{}?{}&lang={}", self.path, self.query, lang.tag()),
        }
    }
}

impl FromRequestParts<Arc<Workbench>> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        workbench: &Arc<Workbench>,
    ) -> Result<Visit, Infallible> {
        let mut visit = Visit::of(&parts.uri, &parts.headers, workbench);
        if parts.method != axum::http::Method::GET {
            // What was sent cannot be asked for again in another language; where it was sent from can.
            let from = visit.from.as_deref().unwrap_or("/");
            visit.path = from.split('?').next().unwrap_or("/").to_owned();
            visit.query = String::new();
        }
        Ok(visit)
    }
}

/// The language of ours that a browser likes best: `ru-RU,ru;q=0.9,en;q=0.8`.
fn best(accepted: &str) -> Option<Lang> {
    let wish = |wish: &str| {
        let (tag, weight) = wish.split_once(';').unwrap_or((wish, ""));
        let weight = weight
            .trim()
            .strip_prefix("q=")
            .and_then(|weight| weight.parse::<f32>().ok())
            .unwrap_or(1.0);
        Some((Lang::from_tag(tag.trim())?, weight))
    };
    let wishes = accepted.split(',').filter_map(wish).filter(|(_, weight)| 0.0 < *weight);
    wishes.reduce(|one, other| if one.1 < other.1 { other } else { one }).map(|(lang, _)| lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_liked_best() {
        assert_eq!(best("ru-RU,ru;q=0.9,en;q=0.8"), Some(Lang::Ru));
        assert_eq!(best("de, en;q=0.3, kk;q=0.7"), Some(Lang::Kk));
        assert_eq!(best("de, fr"), None);
        assert_eq!(best("en;q=0"), None);
    }
}
