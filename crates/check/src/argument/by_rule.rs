//! What the study's own rules report.

use std::collections::BTreeMap;

use derek_reason::{Claims, Refused, Shown};
use derek_study::rule::Written;
use derek_study::{InLang, Lang, Place, Reason, Said, Study, say};
use derek_time::Interval;

use crate::grounds::name;
use crate::{Objections, Reading, check};

check! {
    /// A rule of the study reports something: its message is the headline, and it is as grave as the rule says.
    ///
    /// ```study
    /// //- rules/two-sides.md
    /// ~~~rule
    /// rule two-sides "On two sides at once"
    /// if ?claim says ?who was on the side of ?one during ?t
    /// and ?other says ?who was on the side of ?two during ?u
    /// and ?one is less than ?two
    /// and ?t certainly overlaps ?u
    /// then report unlikely "{?who} is on the side of {?one} and of {?two}" at ?claim, ?other
    /// because "nobody fights for both sides on one day"
    /// ~~~
    /// //- cards/white.md
    /// ---
    /// kind: organ
    /// ---
    /// //- cards/red.md
    /// ---
    /// kind: organ
    /// ---
    /// //- cards/regiment.md
    /// ---
    /// kind: organ
    /// allegiance:
    ///   - {value: ⟦red⟧, from: 1 May 1918, until: 1 May 1919, cite: "@a"}
    ///   - {value: white, from: 1 March 1919, until: 1 June 1919, cite: "@b"}
    /// ---
    /// ```
    ///
    /// ```study
    /// //- rules/two-sides.md
    /// ~~~rule
    /// rule two-sides "On two sides at once"
    /// if ?claim says ?who was on the side of ?one during ?t
    /// and ?other says ?who was on the side of ?two during ?u
    /// and ?one is less than ?two
    /// and ?t certainly overlaps ?u
    /// then report unlikely "{?who} is on the side of {?one} and of {?two}" at ?claim, ?other
    /// because "nobody fights for both sides on one day"
    /// ~~~
    /// //- cards/regiment.md
    /// ---
    /// kind: organ
    /// allegiance:
    ///   - {value: the Reds, from: 1 May 1918, until: 1 February 1919}
    ///   - {value: the Whites, from: February 1919}
    /// ---
    /// ```
    ///
    /// ## Limits
    ///
    /// The check is as right as the rule; its `because` stands with the finding.
    /// Rules are described in `docs/reference/rules.md`.
    pub static BY_RULE = "by-rule" {
        room: "argument", level: Conflict, since: "0.1.0",
        en: "a rule of the study reports this",
        ru: "об этом сообщает правило исследования",
        kk: "бұл туралы зерттеудің ережесі хабарлайды",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    let (Some(study), Some(derived)) = (reading.study, &reading.derived) else { return };
    if derived.ruled.refused.is_some() {
        refused(study, derived.ruled.refused, objections);
    }
    if derived.ruled.told.is_empty() {
        return;
    }
    let claims = Claims::of(study);
    for told in &derived.ruled.told {
        let Some(written) = study.rules.written.get(told.rule) else { continue };
        let Some(report) = &written.rule.report else { continue };
        let headline = by_language(&report.message, |message, lang| {
            filled(message, &told.bindings, study, &claims, lang)
        });
        let shown = report.at.iter().filter_map(|name| told.bindings.get(name));
        let mut places: Vec<Place> =
            shown.filter_map(|shown| place(shown, study, &claims)).collect();
        if places.is_empty() {
            places.push(rule_place(study, written));
        }
        objections.add_as(told.level, headline, places, reasons(written), help());
    }
}

/// Why the rule may be drawn, what it is called, and where it stands.
fn reasons(written: &Written) -> Vec<Reason> {
    let because = by_language(&written.rule.because, |words, _| words.to_owned());
    let title = match written.rule.title.is_empty() {
        true => Said::verbatim(&written.rule.name),
        false => by_language(&written.rule.title, |words, _| words.to_owned()),
    };
    let file = &written.file;
    let reasons = vec![Reason::shown(
        say!({ title, because, file } en: "rule “{title}” ({file}): {because}", ru: "правило «{title}» ({file}): {because}", kk: "«{title}» ережесі ({file}): {because}"),
    )];
    reasons
}

fn help() -> Said {
    say!(
        en: "see which of the claims is to be changed or judged; or accept the finding with a reason, or give the rule an exception (`unless`)",
        ru: "решите, какое из утверждений исправить или какое вынести суждение; или оставьте с обоснованием либо добавьте в правило исключение (`кроме случая, когда`)",
        kk: "қай тұжырымды түзету не қандай пайым шығару керегін шешіңіз; немесе негіздеп қалдырыңыз, не ережеге ерекше жағдай (`мына жағдайдан басқа:`) қосыңыз",
    )
}

/// Where a claim or a card stands.
fn place(shown: &Shown, study: &Study, claims: &Claims<'_>) -> Option<Place> {
    match shown {
        Shown::Claim(id) => {
            let claim = claims.get(id)?;
            let (card, predicate) = (claim.card, claim.field.predicate.as_str());
            Some(study.place(&card.file, claim.value.text_range.clone(), predicate))
        }
        Shown::Card(id) => {
            let card = study.card(id)?;
            Some(study.place(&card.file, card.name_range.clone(), "name"))
        }
        Shown::Time(_) | Shown::Words(_) => None,
    }
}

fn rule_place(study: &Study, written: &Written) -> Place {
    study.place(&written.file, written.rule.range.clone(), "rule")
}

/// A message with its variables filled in.
fn filled(
    message: &str,
    bindings: &BTreeMap<String, Shown>,
    study: &Study,
    claims: &Claims<'_>,
    lang: Lang,
) -> String {
    let mut out = String::new();
    let mut rest = message;
    while let Some((before, after)) = rest.split_once("{?") {
        out.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            out.push_str("{?");
            rest = after;
            continue;
        };
        match bindings.get(name) {
            Some(shown) => out.push_str(&worded(shown, study, claims).in_lang(lang)),
            None => out.push('…'),
        }
        rest = after;
    }
    out + rest
}

/// What a variable stands for, in words.
fn worded(shown: &Shown, study: &Study, claims: &Claims<'_>) -> Said {
    match shown {
        Shown::Card(id) => study.card(id).map_or_else(|| Said::verbatim(id), name),
        Shown::Claim(id) => match claims.get(id) {
            Some(claim) => Said::verbatim(&claim.value.text),
            None => Said::verbatim(id),
        },
        Shown::Time(bounds) => {
            let whole = Interval { first: bounds.begins.first, last: bounds.ends.last };
            match whole == Interval::UNKNOWN {
                true => say!(en: "an unknown time", ru: "неизвестное время", kk: "белгісіз уақыт"),
                false => say!({ whole } en: "{whole}", ru: "{whole}", kk: "{whole}"),
            }
        }
        Shown::Words(words) => Said::verbatim(words),
    }
}

/// Words in each language: that language's, else the first that there are.
fn by_language(texts: &[(String, String)], made: impl Fn(&str, Lang) -> String) -> Said {
    let [en, ru, kk] = [Lang::En, Lang::Ru, Lang::Kk].map(|lang| {
        let own = texts.iter().find(|(tag, _)| tag == lang.tag()).or(texts.first());
        own.map_or_else(String::new, |(_, words)| made(words, lang))
    });
    Said::new(en, ru, kk)
}

/// The rules could not be run.
fn refused(study: &Study, refused: Option<Refused>, objections: &mut Objections) {
    let Some(written) = study.rules.written.first() else { return };
    let said = match refused {
        Some(Refused::TooMany(most)) => {
            say!({ most } en: "more than {most} facts follow from the rules; they were not run", ru: "из правил следует больше {most} фактов; они не выполнены", kk: "ережелерден {most} фактіден артық шығады; олар орындалмады")
        }
        _ => {
            say!(en: "the rules cannot be run together", ru: "правила нельзя выполнить вместе", kk: "ережелерді бірге орындау мүмкін емес")
        }
    };
    let help = say!(en: "narrow a rule that joins everything with everything", ru: "сузьте правило, которое соединяет всё со всем", kk: "бәрін бәрімен байланыстыратын ережені тарылтыңыз");
    objections.add_as(
        derek_study::Level::Incomplete,
        said,
        vec![rule_place(study, written)],
        Vec::new(),
        help,
    );
}
