//! Who may ask: pages of the workbench itself, by an address of this computer.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use derek_publish::Word;

use crate::server::Workbench;
use crate::web::visit::Visit;
use crate::web::{page, reconcile};

/// What every answer carries. A page may load what this server sends, and nothing else.
///
/// The referrer stays inside this origin; it is not taken away altogether,
/// because a browser then calls the origin of the page's own forms `null`.
const HEADERS: [(HeaderName, &str); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
];

/// The policy of what may be shown inside a page of this computer.
const FRAMED: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors http://127.0.0.1:* http://localhost:*";

/// Refuses what does not come from the workbench's own pages; adds what every answer carries.
pub(crate) async fn guard(
    State(workbench): State<Arc<Workbench>>,
    request: Request,
    next: Next,
) -> Response {
    let visit = Visit::of(request.uri(), request.headers(), &workbench);
    let chosen = visit.chosen;
    let is_service = reconcile::is_of_service(request.uri().path());
    let may_ask = match is_service {
        true => is_of_this_computer(request.headers()),
        false => is_harmless(request.method()) || is_own_page(request.headers(), workbench.port),
    };
    let is_ours = is_host_ours(request.headers(), workbench.port) && may_ask;
    let origin = request.headers().get(header::ORIGIN).cloned();
    let mut response = match is_ours {
        true => worded(&visit, next.run(request).await),
        false => page::trouble(
            &visit,
            StatusCode::FORBIDDEN,
            Word::Refused.get(visit.lang),
            Word::RefusedHelp.get(visit.lang),
        ),
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if is_service {
        open_to_this_computer(headers, origin.filter(|_| is_ours));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    if let Some(lang) = chosen {
        let cookie =
            format!("lang={}; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly", lang.tag());
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            headers.append(header::SET_COOKIE, cookie);
        }
    }
    response
}

/// An answer that a page can be read in, where the server below only had a line of English.
fn worded(visit: &Visit, response: Response) -> Response {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let is_bare = kind.is_none_or(|kind| kind.starts_with("text/plain"));
    match response.status() {
        status if !status.is_client_error() || !is_bare => response,
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => page::not_found(visit),
        status => page::trouble(
            visit,
            status,
            Word::Failed.get(visit.lang),
            Word::NotFoundHelp.get(visit.lang),
        ),
    }
}

/// Lets pages of this computer read an answer of the service and show it inside them.
///
/// The reconciliation protocol lets every page read; a study is not every page's.
fn open_to_this_computer(headers: &mut HeaderMap, origin: Option<HeaderValue>) {
    headers.append(header::VARY, HeaderValue::from_static("origin"));
    headers.remove(header::X_FRAME_OPTIONS);
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(FRAMED));
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(
            header::ACCESS_CONTROL_ALLOW_METHODS,
            HeaderValue::from_static("GET, POST, OPTIONS"),
        );
        headers
            .insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("content-type"));
    }
}

/// Whether a program of this computer asks, or a page that this computer serves on any port.
fn is_of_this_computer(headers: &HeaderMap) -> bool {
    let is_local = |name: HeaderName| {
        headers.get_all(name).iter().all(|value| {
            let address = value.to_str().unwrap_or_default();
            let rest = address.strip_prefix("http://").or_else(|| address.strip_prefix("https://"));
            let host = rest.map(|rest| rest.split('/').next().unwrap_or(rest));
            host.and_then(after_own_name).is_some_and(|port| {
                port.is_empty()
                    || port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok())
            })
        })
    };
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    let is_known = headers.contains_key(header::ORIGIN) || headers.contains_key(header::REFERER);
    // A page that hides where it is may be a page of anywhere.
    let is_hidden = !is_known && site == Some(b"cross-site".as_slice());
    !is_hidden && is_local(header::ORIGIN) && is_local(header::REFERER)
}

fn is_harmless(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

/// A page of elsewhere may have its name lead to this computer: only our own names are answered.
fn is_host_ours(headers: &HeaderMap, port: u16) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    match (hosts.next().and_then(|host| host.to_str().ok()), hosts.next()) {
        (Some(host), None) => is_ours(host, port),
        _ => false,
    }
}

/// The names of this computer.
const OWN: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

fn is_ours(host: &str, port: u16) -> bool {
    after_own_name(host).is_some_and(|rest| {
        rest.strip_prefix(':').is_some_and(|given| given == port.to_string())
            || (rest.is_empty() && port == 80)
    })
}

/// What follows a name of this computer; `None` when a host is another one.
fn after_own_name(host: &str) -> Option<&str> {
    OWN.iter().find_map(|own| {
        host.get(..own.len())
            .filter(|start| start.eq_ignore_ascii_case(own))
            .map(|_| &host[own.len()..])
    })
}

/// Whether a form was sent from a page of ours; a program that says nothing of pages is no page.
fn is_own_page(headers: &HeaderMap, port: u16) -> bool {
    let said =
        |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?").to_owned());
    let site = said(HeaderName::from_static("sec-fetch-site"));
    if site.as_deref().is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return false;
    }
    let is_from_us = |address: &str| {
        let host =
            address.strip_prefix("http://").map(|rest| rest.split('/').next().unwrap_or(rest));
        host.is_some_and(|host| is_ours(host, port))
    };
    let origin = said(header::ORIGIN).is_none_or(|origin| is_from_us(&origin));
    let referrer = said(header::REFERER).is_none_or(|referrer| is_from_us(&referrer));
    origin && referrer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_names_alone() {
        for host in ["127.0.0.1:7878", "localhost:7878", "LOCALHOST:7878", "[::1]:7878"] {
            assert!(is_ours(host, 7878), "{host}");
        }
        for host in [
            "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:7878", "evil.example:7878",
            "127.0.0.1:78789", "", "қазақ",
        ] {
            assert!(!is_ours(host, 7878), "{host}");
        }
    }

    #[test]
    fn pages_of_this_computer_alone() {
        let check = |pairs: &[(&'static str, &'static str)], expected: bool| {
            let headers = pairs.iter().map(|(name, value)| {
                (HeaderName::from_static(name), HeaderValue::from_static(value))
            });
            assert_eq!(is_of_this_computer(&headers.collect()), expected, "{pairs:?}");
        };
        check(&[], true);
        check(&[("origin", "http://127.0.0.1:3333"), ("sec-fetch-site", "same-site")], true);
        check(&[("origin", "http://localhost:3333"), ("sec-fetch-site", "cross-site")], true);
        check(&[("referer", "http://127.0.0.1:3333/project?project=1")], true);
        check(&[("sec-fetch-site", "none")], true);
        check(&[("sec-fetch-site", "cross-site")], false);
        for foreign in [
            "null", "http://evil.example", "http://127.0.0.1.evil.example", "file://",
            "http://localhost:x", "http://127.0.0.1:80@evil.example", "http://evil.example:3333",
        ] {
            check(&[("origin", foreign)], false);
            check(&[("origin", "http://127.0.0.1:3333"), ("referer", foreign)], false);
        }
    }

    #[test]
    fn forms_of_our_own_pages_alone() {
        let check = |pairs: &[(&'static str, &'static str)], expected: bool| {
            let headers = pairs.iter().map(|(name, value)| {
                (HeaderName::from_static(name), HeaderValue::from_static(value))
            });
            assert_eq!(is_own_page(&headers.collect(), 7878), expected, "{pairs:?}");
        };
        check(&[], true);
        check(&[("origin", "http://127.0.0.1:7878")], true);
        check(&[("origin", "http://localhost:7878"), ("sec-fetch-site", "same-origin")], true);
        check(&[("origin", "null")], false);
        check(&[("origin", "http://evil.example")], false);
        check(&[("origin", "http://localhost:1234")], false);
        check(&[("referer", "https://evil.example/http://127.0.0.1:7878/")], false);
        check(&[("sec-fetch-site", "cross-site")], false);
        check(&[("sec-fetch-site", "same-site")], false);
    }
}
