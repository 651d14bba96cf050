//! What is written: names and quotations.

pub mod ambiguous_name;
pub mod contradictory_identities;
pub mod identity_contradicted;
pub mod misquotation;
pub mod mixed_script_word;
pub mod one_name_two_kinds;
pub mod part_not_there;
pub mod passage_twice;
pub mod quotation_without_citation;
pub mod spelling_variants;
pub mod unbalanced_quotation;
pub mod unknown_name;
pub mod unmarked_reuse;
