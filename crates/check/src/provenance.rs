//! Where it comes from: citations, entries, files.

pub mod archive_without_shelfmark;
pub mod citation_without_entry;
pub mod claim_without_citation;
pub mod document_mentioned_not_cited;
pub mod document_without_origin;
pub mod entry_never_cited;
pub mod locator_outside_source;
pub mod mixed_citation_markers;
pub mod no_locator;
pub mod one_work_described_twice;
pub mod page_outside_entry;
pub mod paragraph_without_citation;
pub mod secondary_called_primary;
pub mod source_before_event;
pub mod unclear_ibid;
pub mod unreadable_file;
pub mod year_unlike_entry;
