//! The workbench's pages: what a browser asks, and what it is shown.

pub(crate) mod assets;
pub(crate) mod conclude;
pub(crate) mod date;
pub(crate) mod guard;
pub(crate) mod jobs;
pub(crate) mod page;
pub(crate) mod reason;
pub(crate) mod reconcile;
pub(crate) mod same;
pub(crate) mod start;
pub(crate) mod study;
pub(crate) mod texts;
pub(crate) mod visit;
pub(crate) mod weigh;
