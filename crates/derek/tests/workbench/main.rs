//! The workbench as a browser sees it: over HTTP, and in a real browser.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "the tests start servers and browsers, and say when there is none"
)]

mod browser;
mod fixture;
mod server;
