//! derek's fronts: what the program and its tests share.

#![expect(
    clippy::disallowed_methods,
    reason = "the program speaks to the terminal and starts the browser"
)]

mod back;
pub mod cli;
pub mod dates;
pub mod fmt;
pub mod json;
pub mod link;
pub mod name;
mod prove;
pub mod quote;
pub mod reference;
pub mod reuse;
pub mod run;
pub mod same;
pub mod search;
pub mod server;
pub mod terminal;
mod web;
mod why;
