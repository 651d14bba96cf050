//! What a careful reader would object.
//!
//! One check is one file: its manual, its examples, its words in three
//! languages and its function. This file holds what all checks share.

mod answered;
mod archives;
mod argument;
mod chronology;
mod circle;
mod count;
mod facts;
mod grounds;
mod happening;
mod life;
mod naming;
pub mod people;
mod periodization;
mod provenance;
mod reading;
mod sentences;
mod sequence;
mod source;
mod statement;
mod structure;
mod tenure;
mod testimony;
mod understanding;
mod wording;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use derek_study::{Acceptance, Finding, Lang, Level, Place, Reason, Said, say};
use rayon::prelude::*;

pub use archives::archives;
pub use grounds::{Explained, Side, why};
pub use reading::Reading;

/// A check: what it is called, what it says, and how it finds.
#[derive(Debug)]
pub struct Check {
    /// Readable and never reused: `period-gap`.
    pub name: &'static str,
    /// The room of source criticism it belongs to: `chronology`.
    pub room: &'static str,
    /// How grave its findings are.
    pub level: Level,
    /// The version of derek that first had it.
    pub since: &'static str,
    /// Its manual page: Markdown, in English, with examples that are run as tests.
    pub manual: &'static str,
    headlines: [&'static str; 3],
    find: fn(&Reading<'_>, &mut Objections),
}

impl Check {
    /// What is wrong, in one line.
    pub fn headline(&self, lang: Lang) -> &'static str {
        let [en, ru, kk] = self.headlines;
        match lang {
            Lang::En => en,
            Lang::Ru => ru,
            Lang::Kk => kk,
        }
    }

    /// The findings of this check alone.
    pub fn find(&'static self, reading: &Reading<'_>) -> Vec<Finding> {
        let mut objections = Objections { check: self, findings: Vec::new() };
        (self.find)(reading, &mut objections);
        objections.findings
    }

    fn said(&self) -> Said {
        let [en, ru, kk] = self.headlines;
        Said::new(en, ru, kk)
    }
}

/// Declares a check. The doc comment is its manual page.
macro_rules! check {
    (
        $(#[doc = $manual:literal])+
        pub static $id:ident = $name:literal {
            room: $room:literal, level: $level:ident, since: $since:literal,
            en: $en:literal, ru: $ru:literal, kk: $kk:literal,
            find: $find:expr $(,)?
        }
    ) => {
        $(#[doc = $manual])+
        pub static $id: $crate::Check = $crate::Check {
            name: $name,
            room: $room,
            level: derek_study::Level::$level,
            since: $since,
            manual: concat!($($manual, "\n"),+),
            headlines: [$en, $ru, $kk],
            find: $find,
        };
    };
}
pub(crate) use check;

/// The findings of one check, as it makes them.
pub(crate) struct Objections {
    check: &'static Check,
    findings: Vec<Finding>,
}

impl Objections {
    /// Adds a finding at these places, the first being the one to open.
    ///
    /// A finding without a place is no finding.
    fn add(&mut self, places: Vec<Place>, because: Vec<Reason>, help: Said) {
        self.add_as(self.check.level, self.check.said(), places, because, help);
    }

    /// Says what the words of the last finding should be, where that is certain.
    fn mend(&mut self, words: String) {
        if let Some(last) = self.findings.last_mut() {
            last.mend = Some(words);
        }
    }

    /// Adds a finding of another level than its check's, under another headline.
    fn add_as(
        &mut self,
        level: Level,
        headline: Said,
        places: Vec<Place>,
        because: Vec<Reason>,
        help: Said,
    ) {
        if !places.is_empty() {
            self.findings.push(Finding {
                check: self.check.name,
                level,
                headline,
                places,
                because,
                help,
                mend: None,
            });
        }
    }
}

/// Every check, in the order of source criticism.
pub static CHECKS: &[&Check] = &[
    &provenance::unreadable_file::UNREADABLE_FILE,
    &provenance::citation_without_entry::CITATION_WITHOUT_ENTRY,
    &provenance::page_outside_entry::PAGE_OUTSIDE_ENTRY,
    &provenance::year_unlike_entry::YEAR_UNLIKE_ENTRY,
    &provenance::unclear_ibid::UNCLEAR_IBID,
    &provenance::one_work_described_twice::ONE_WORK_DESCRIBED_TWICE,
    &provenance::entry_never_cited::ENTRY_NEVER_CITED,
    &provenance::mixed_citation_markers::MIXED_CITATION_MARKERS,
    &provenance::paragraph_without_citation::PARAGRAPH_WITHOUT_CITATION,
    &provenance::archive_without_shelfmark::ARCHIVE_WITHOUT_SHELFMARK,
    &provenance::secondary_called_primary::SECONDARY_CALLED_PRIMARY,
    &provenance::document_without_origin::DOCUMENT_WITHOUT_ORIGIN,
    &provenance::document_mentioned_not_cited::DOCUMENT_MENTIONED_NOT_CITED,
    &provenance::claim_without_citation::CLAIM_WITHOUT_CITATION,
    &provenance::no_locator::NO_LOCATOR,
    &provenance::locator_outside_source::LOCATOR_OUTSIDE_SOURCE,
    &provenance::source_before_event::SOURCE_BEFORE_EVENT,
    &wording::unbalanced_quotation::UNBALANCED_QUOTATION,
    &wording::quotation_without_citation::QUOTATION_WITHOUT_CITATION,
    &wording::misquotation::MISQUOTATION,
    &wording::unmarked_reuse::UNMARKED_REUSE,
    &wording::spelling_variants::SPELLING_VARIANTS,
    &wording::unknown_name::UNKNOWN_NAME,
    &wording::ambiguous_name::AMBIGUOUS_NAME,
    &wording::mixed_script_word::MIXED_SCRIPT_WORD,
    &wording::part_not_there::PART_NOT_THERE,
    &wording::passage_twice::PASSAGE_TWICE,
    &wording::contradictory_identities::CONTRADICTORY_IDENTITIES,
    &wording::identity_contradicted::IDENTITY_CONTRADICTED,
    &wording::one_name_two_kinds::ONE_NAME_TWO_KINDS,
    &chronology::impossible_date::IMPOSSIBLE_DATE,
    &chronology::conflicting_dates::CONFLICTING_DATES,
    &chronology::outside_lifespan::OUTSIDE_LIFESPAN,
    &chronology::ends_before_it_begins::ENDS_BEFORE_IT_BEGINS,
    &chronology::act_outside_life::ACT_OUTSIDE_LIFE,
    &chronology::age_does_not_fit::AGE_DOES_NOT_FIT,
    &chronology::date_outside_its_century::DATE_OUTSIDE_ITS_CENTURY,
    &chronology::length_does_not_fit::LENGTH_DOES_NOT_FIT,
    &chronology::dates_cannot_all_hold::DATES_CANNOT_ALL_HOLD,
    &chronology::effect_before_cause::EFFECT_BEFORE_CAUSE,
    &chronology::event_dated_otherwise::EVENT_DATED_OTHERWISE,
    &chronology::name_out_of_time::NAME_OUT_OF_TIME,
    &chronology::one_date_fits::ONE_DATE_FITS,
    &chronology::one_item_two_dates::ONE_ITEM_TWO_DATES,
    &chronology::seat_before_move::SEAT_BEFORE_MOVE,
    &chronology::state_without_start::STATE_WITHOUT_START,
    &chronology::told_out_of_order::TOLD_OUT_OF_ORDER,
    &chronology::undated_event::UNDATED_EVENT,
    &chronology::day_without_year::DAY_WITHOUT_YEAR,
    &chronology::unmarked_calendar::UNMARKED_CALENDAR,
    &chronology::two_places_at_once::TWO_PLACES_AT_ONCE,
    &structure::periods_stated_twice::PERIODS_STATED_TWICE,
    &structure::period_gap::PERIOD_GAP,
    &structure::period_overlap::PERIOD_OVERLAP,
    &structure::event_outside_periods::EVENT_OUTSIDE_PERIODS,
    &structure::boundary_without_event::BOUNDARY_WITHOUT_EVENT,
    &structure::person_unprofiled::PERSON_UNPROFILED,
    &structure::period_label_contradicted::PERIOD_LABEL_CONTRADICTED,
    &structure::card_of_wrong_kind::CARD_OF_WRONG_KIND,
    &structure::circle_of_cards::CIRCLE_OF_CARDS,
    &structure::offices_incompatible::OFFICES_INCOMPATIBLE,
    &structure::two_states_at_once::TWO_STATES_AT_ONCE,
    &structure::organ_without_history::ORGAN_WITHOUT_HISTORY,
    &structure::bodies_merged::BODIES_MERGED,
    &testimony::single_witness::SINGLE_WITNESS,
    &testimony::citation_cycle::CITATION_CYCLE,
    &testimony::dependent_witnesses::DEPENDENT_WITNESSES,
    &testimony::could_not_have_seen::COULD_NOT_HAVE_SEEN,
    &testimony::under_duress::UNDER_DURESS,
    &testimony::interested_witness::INTERESTED_WITNESS,
    &testimony::late_witness::LATE_WITNESS,
    &testimony::norm_taken_as_practice::NORM_TAKEN_AS_PRACTICE,
    &testimony::one_sided_base::ONE_SIDED_BASE,
    &argument::by_rule::BY_RULE,
    &argument::enumeration_miscounted::ENUMERATION_MISCOUNTED,
    &argument::share_does_not_fit::SHARE_DOES_NOT_FIT,
    &argument::total_does_not_add_up::TOTAL_DOES_NOT_ADD_UP,
    &argument::polarity_reversed::POLARITY_REVERSED,
    &argument::incompatible_claims::INCOMPATIBLE_CLAIMS,
    &argument::circular_argument::CIRCULAR_ARGUMENT,
    &argument::judgement_cycle::JUDGEMENT_CYCLE,
    &argument::judgements_side_by_side::JUDGEMENTS_SIDE_BY_SIDE,
    &argument::conclusion_without_premise::CONCLUSION_WITHOUT_PREMISE,
    &argument::question_without_claims::QUESTION_WITHOUT_CLAIMS,
    &argument::cause_without_evidence::CAUSE_WITHOUT_EVIDENCE,
    &argument::single_cause::SINGLE_CAUSE,
    &argument::hindsight::HINDSIGHT,
    &argument::universal_from_local::UNIVERSAL_FROM_LOCAL,
];

/// The check of a name; `None` when there is none.
pub fn find(name: &str) -> Option<&'static Check> {
    CHECKS.iter().copied().find(|check| check.name == name)
}

/// Everything that was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Findings that wait for an answer: the gravest first, then in the order of the text.
    pub findings: Vec<Finding>,
    /// Findings that somebody accepted, each with the acceptance.
    pub accepted: Vec<(Finding, Acceptance)>,
}

/// Runs every check.
///
/// The same reading gives the same report, whatever the number of threads.
/// `accepted` are acceptances kept outside a study, beside a checked text.
pub fn run(reading: &Reading<'_>, accepted: &[Acceptance]) -> Report {
    let found: Vec<Vec<Finding>> = CHECKS.par_iter().map(|check| guarded(check, reading)).collect();
    let mut findings: Vec<Finding> = found.into_iter().flatten().collect();
    in_order(&mut findings);
    let mut report = Report::default();
    let answers = answered::answered(&findings, accepted);
    for (finding, beside) in findings.into_iter().zip(answers) {
        match beside.or_else(|| reading.acceptance(&finding)) {
            Some(acceptance) => report.accepted.push((finding, acceptance.clone())),
            None => report.findings.push(finding),
        }
    }
    report
}

/// The report on a text with other acceptances than before: what was found stays,
/// and no check is run again.
pub fn answered_anew(report: &Report, accepted: &[Acceptance]) -> Report {
    let before = report.accepted.iter().map(|(finding, _)| finding);
    let mut findings: Vec<Finding> = report.findings.iter().chain(before).cloned().collect();
    in_order(&mut findings);
    let mut report = Report::default();
    let answers = answered::answered(&findings, accepted);
    for (finding, answer) in findings.into_iter().zip(answers) {
        match answer {
            Some(acceptance) => report.accepted.push((finding, acceptance.clone())),
            None => report.findings.push(finding),
        }
    }
    report
}

/// The gravest first, then by check, then in the order of the text.
fn in_order(findings: &mut [Finding]) {
    let order: BTreeMap<&str, usize> =
        CHECKS.iter().enumerate().map(|(at, check)| (check.name, at)).collect();
    findings.sort_by_cached_key(|finding| {
        let place = finding.places.first().map(|place| (place.file.clone(), place.range.start));
        (finding.level, order.get(finding.check).copied(), place)
    });
}

/// One check's fall leaves the others standing.
fn guarded(check: &'static Check, reading: &Reading<'_>) -> Vec<Finding> {
    match catch_unwind(AssertUnwindSafe(|| check.find(reading))) {
        Ok(findings) => findings,
        // In tests our mistakes must be loud.
        Err(panic) if cfg!(debug_assertions) => std::panic::resume_unwind(panic),
        Err(_) => {
            let name = check.name;
            let place = reading.somewhere();
            vec![Finding {
                check: check.name,
                level: Level::Incomplete,
                headline: say!({ name } en: "derek is mistaken: the check {name} stopped", ru: "ошибка derek: проверка {name} прервалась", kk: "derek қателесті: {name} тексерісі тоқтап қалды"),
                places: vec![place],
                because: Vec::new(),
                help: say!(en: "the other checks are complete; please send us the text that caused it", ru: "остальные проверки завершены; пришлите нам, пожалуйста, этот текст", kk: "қалған тексерістер аяқталды; осы мәтінді бізге жіберіңізші"),
                mend: None,
            }]
        }
    }
}
