//! derek's fronts: what the program and its tests share.

#![expect(
    clippy::disallowed_methods,
    reason = "the program speaks to the terminal and starts the browser"
)]

pub mod argue;
mod back;
pub mod chain;
pub mod cli;
pub mod compare;
pub mod dates;
pub mod fmt;
pub mod json;
pub mod link;
pub mod name;
pub mod network;
pub mod periods;
mod prove;
pub mod quote;
pub mod reference;
pub mod reuse;
pub mod rules;
pub mod run;
pub mod same;
pub mod search;
pub mod server;
pub mod structure;
pub mod suppose;
pub mod terminal;
mod web;
pub mod weigh;
mod why;
