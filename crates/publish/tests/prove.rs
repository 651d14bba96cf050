//! Proofs in the words of a language.

#![allow(clippy::unwrap_used)]

use derek_publish::{Is, Proving};
use derek_reason::reasoned;
use derek_study::{Lang, fixture};

const STUDY: &str = "
//- rules/a.md
---
predicates:
  alone:
    roles: {subject: card}
    sentence: {en: \"{subject} stood alone\", ru: \"{subject} без союзников\", kk: \"{subject} одақтассыз\"}
---
```rule
rule alone \"Alone\"
if ?a existed during ?t
and ?c says ?a was a member of ?b during ?u
and ?u possibly overlaps ?t
and not ?a was on the side of …
and the number of ?x where (?a was a member of ?x) is 1
then ?a stood alone
because \"whoever is told on no side has no known ally\"
```
//- cards/party.md
---
kind: organ
name: Party
---
//- cards/one.md
---
kind: person
name: {en: One, ru: Один}
member: {value: party, cite: \"@book, p. 3\", from: \"1918\"}
---
//- cards/two.md
---
kind: person
name: Two
allegiance: party [@letter]
---
";

fn proving(lang: Lang) -> Proving {
    let study = fixture::study(STUDY.trim_start());
    assert_eq!(study.doubts, []);
    let told = reasoned(&study, |reasoning| {
        let facts = reasoning.model.relation("alone").unwrap();
        assert_eq!(facts.len(), 1);
        Proving::of(&reasoning.model.why(&facts[0]).unwrap(), reasoning, lang).unwrap()
    });
    told.unwrap()
}

#[test]
fn a_proof_leads_down_to_the_passage() {
    let proving = proving(Lang::En);
    let last = proving.steps.last().unwrap();
    assert_eq!(last.said, "One stood alone");
    assert!(matches!(&last.is, Is::Concluded { title, .. } if title == "Alone"));
    let passage = proving.steps.iter().find_map(|told| match &told.is {
        Is::Passage { place, cited } => {
            Some((told.said.as_str(), place.file.as_str(), cited.join("")))
        }
        _ => None,
    });
    let expected =
        ("One was a member of Party during 1918 – …", "cards/one.md", "@book, p. 3".to_owned());
    assert_eq!(passage, Some(expected));
    let absent = proving.steps.iter().find_map(|told| match &told.is {
        Is::Absent { claims, sources } => Some((told.said.as_str(), *claims, *sources)),
        _ => None,
    });
    assert_eq!(absent, Some(("nothing says: One was on the side of …", 1, 1)));
    assert!(proving.steps.iter().all(|told| told.on.iter().all(|on| *on < proving.steps.len())));
}

#[test]
fn a_proof_is_told_in_each_language_and_form() {
    for (lang, words) in [(Lang::Ru, "Один без союзников"), (Lang::Kk, "One одақтассыз")]
    {
        let proving = proving(lang);
        assert!(proving.lines(lang).starts_with(words), "{}", proving.lines(lang));
        let html = proving.html(lang).into_string();
        assert_eq!(html.matches("<details").count(), html.matches("</details>").count());
        assert!(html.contains(words));
        let json = proving.json(lang);
        assert_eq!(json["steps"].as_array().unwrap().len(), proving.steps.len());
        assert_eq!(json["steps"][proving.steps.len() - 1]["is"], "concluded");
    }
}
