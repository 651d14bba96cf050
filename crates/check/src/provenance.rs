//! Where it comes from: citations, entries, files.

pub mod archive_without_shelfmark;
pub mod citation_without_entry;
pub mod mixed_citation_markers;
pub mod paragraph_without_citation;
pub mod unreadable_file;
