//! Findings as comments in the margin of the author's own file.

use derek_study::document::Comment;
use derek_study::{Document, Finding, Lang, Place, say};

use crate::finding::clipped;
use crate::words::{Word, capital, locator, quoted};

/// What is said of each finding in the file's margin: at its first place what is
/// asked, why, what else it concerns and what would settle it.
///
/// One finding makes one comment: an author who is told one thing at each of its
/// places is told it too often.
pub fn comments(document: &Document, findings: &[Finding], lang: Lang) -> Vec<Comment> {
    let of = |finding: &Finding| {
        let place = finding.places.iter().find(|place| place.file == document.name)?;
        Some(Comment {
            range: range(document, place),
            words: words(finding, place, lang),
            instead: named(place, lang),
        })
    };
    findings.iter().filter_map(of).collect()
}

/// Where a comment stands; a place without words is the first paragraph that has any.
fn range(document: &Document, place: &Place) -> std::ops::Range<usize> {
    let has_words = |range: &std::ops::Range<usize>| {
        document.text.get(range.clone()).is_some_and(|words| !words.trim().is_empty())
    };
    if has_words(&place.range) {
        return place.range.clone();
    }
    let mut paragraphs = document.paragraphs.iter();
    let of_locator = |locator: &str| !locator.is_empty() && locator == place.locator;
    let named = document.paragraphs.iter().find(|one| of_locator(&one.locator));
    let paragraph = named.or_else(|| paragraphs.find(|one| !one.text.trim().is_empty()));
    paragraph.map(|one| one.in_file(0..one.text.len())).unwrap_or_default()
}

fn words(finding: &Finding, first: &Place, lang: Lang) -> Vec<String> {
    let headline = capital(finding.headline.get(lang));
    let mut words = vec![format!("{headline} ({})", finding.level.label().get(lang))];
    if let Some(label) = &first.label {
        words.push(format!("{} — {}", quoted(&clipped(&first.words), lang), label.get(lang)));
    }
    for (at, reason) in finding.because.iter().enumerate() {
        let because = if at == 0 { Word::Because.get(lang) } else { "" };
        let because = if because.is_empty() { String::new() } else { format!("{because}: ") };
        let mut said = format!("{because}{}", reason.said.get(lang));
        if let Some(source) = &reason.source {
            let reference =
                if source.reference.is_empty() { &source.key } else { &source.reference };
            let cited = [reference.as_str(), source.locator.as_str()];
            let cited: Vec<&str> = cited.into_iter().filter(|part| !part.is_empty()).collect();
            said.push_str(&format!(" [{}]", cited.join(", ")));
        }
        words.push(said);
    }
    let others = finding.places.iter().filter(|place| !std::ptr::eq(*place, first));
    for place in others.clone().take(OTHERS) {
        let see = say!(en: "See also", ru: "Ср. также", kk: "Сондай-ақ қараңыз");
        let label = place.label.as_ref().map(|label| format!(" — {}", label.get(lang)));
        words.push(format!(
            "{} {}{}",
            see.get(lang),
            named(place, lang),
            label.unwrap_or_default()
        ));
    }
    let more = others.count().saturating_sub(OTHERS);
    if 0 < more {
        let more = say!({ more } en: "and {more} more places", ru: "и ещё мест: {more}", kk: "тағы {more} жер");
        words.push(more.get(lang).to_owned());
    }
    let help = finding.help.get(lang);
    if !help.is_empty() {
        words.push(format!("{}: {help}", Word::Help.get(lang)));
    }
    let check = finding.check;
    let asked = say!({ check }
        en: "This is a question by derek ({check}). If the text is right, please leave it as it is.",
        ru: "Это вопрос программы derek ({check}). Если в тексте всё верно, пожалуйста, оставьте его как есть.",
        kk: "Бұл — derek бағдарламасының сұрағы ({check}). Мәтін дұрыс болса, сол күйінде қалдыра беріңіз.");
    words.push(asked.get(lang).to_owned());
    words
}

/// Other places of a finding that are quoted.
const OTHERS: usize = 6;

/// `¶12: “the words”`.
fn named(place: &Place, lang: Lang) -> String {
    let at = locator(&place.locator, lang);
    match place.words.trim() {
        "" => at,
        words if at.is_empty() => quoted(&clipped(words), lang),
        words => format!("{at}: {}", quoted(&clipped(words), lang)),
    }
}
