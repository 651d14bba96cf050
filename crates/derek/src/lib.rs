//! derek's fronts: what the program and its tests share.

pub mod server;
mod web;
