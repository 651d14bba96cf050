//! What falls when a source falls, in words.

use derek_logic::program::Fact;
use derek_reason::{Loss, Reasoning, Standing};
use derek_study::{Lang, Said, say};
use maud::{Markup, html};
use serde_json::{Value as Json, json};

use crate::prove::fact_said;

/// What falls with sources, told in a language.
#[derive(Debug, Clone)]
pub struct Lost {
    /// What is said first: which sources, and what became of their copies.
    pub said: Vec<String>,
    /// What falls and what changes, group by group; none is empty.
    pub groups: Vec<Group>,
    /// Whether copies were kept.
    keeps_copies: bool,
    json: Json,
}

/// Things of one sort that fall or change.
#[derive(Debug, Clone)]
pub struct Group {
    /// What they are.
    pub said: String,
    /// Each in words.
    pub items: Vec<String>,
}

/// Lines of a group that are shown without being asked for.
const FEW: usize = 12;

impl Lost {
    /// Tells what a study loses, as it is and as it would be.
    pub fn of(loss: &Loss, before: &Reasoning<'_>, after: &Reasoning<'_>, lang: Lang) -> Lost {
        let study = before.study;
        let card = |id: &String| {
            study.card(id).map_or_else(|| id.clone(), |card| card.name(lang).to_owned())
        };
        let predicate = |name: &str| {
            let known = study.vocabulary.predicate(name);
            known.map_or_else(|| name.to_owned(), |known| known.label.get(lang).to_owned())
        };
        let claim = |id: &String| match before.claims.get(id) {
            Some(claim) => {
                let (name, what) = (claim.card.name(lang), predicate(&claim.field.predicate));
                let said = study.resolve(&claim.value.text, &[]).card().map(|card| card.name(lang));
                format!("{name}, {what}: {}", said.unwrap_or(claim.value.in_lang(lang)))
            }
            None => id.clone(),
        };
        let facts = |facts: &[Fact], of: &Reasoning<'_>| -> Vec<String> {
            facts.iter().map(|fact| fact_said(of, fact, lang)).collect()
        };
        let standing = |standing: &Standing| crate::argument::standing_said(*standing);
        let groups: [(Said, Vec<String>); 8] = [
            (
                say!(en: "conclusions and reports of rules that fall", ru: "выводы и сообщения правил, которые отпадут", kk: "жойылатын ереже қорытындылары мен хабарлары"),
                facts(&loss.fallen, before),
            ),
            (
                say!(en: "what rules conclude instead", ru: "что правила выведут взамен", kk: "оның орнына ережелер не қорытады"),
                facts(&loss.new, after),
            ),
            (
                say!(en: "claims with no other source", ru: "утверждения без другого источника", kk: "басқа дереккөзі жоқ тұжырымдар"),
                loss.claims.iter().map(claim).collect(),
            ),
            (
                say!(en: "claims that keep another source", ru: "утверждения, у которых останется другой источник", kk: "басқа дереккөзі қалатын тұжырымдар"),
                loss.weakened.iter().map(claim).collect(),
            ),
            (
                say!(en: "fields that lose their last testimony", ru: "поля, которые потеряют последнее свидетельство", kk: "соңғы айғағынан айырылатын өрістер"),
                loss.fields.iter().map(|(id, name)| format!("{}: {}", card(id), predicate(name))).collect(),
            ),
            (
                say!(en: "arguments that stand otherwise", ru: "доводы, положение которых изменится", kk: "жағдайы өзгеретін дәлелдер"),
                loss.arguments
                    .iter()
                    .map(|(id, before, after)| {
                        let (before, after) = (standing(before), standing(after));
                        format!("{}: {} → {}", card(id), before.get(lang), after.get(lang))
                    })
                    .collect(),
            ),
            (
                say!(en: "questions and their independent witnesses", ru: "вопросы и число их независимых свидетелей", kk: "сұрақтар және олардың тәуелсіз куәларының саны"),
                loss.questions
                    .iter()
                    .map(|(id, before, after)| format!("{}: {before} → {after}", card(id)))
                    .collect(),
            ),
            (
                say!(en: "causal links that break or weaken", ru: "причинные связи, которые порвутся или изменятся", kk: "үзілетін не өзгеретін себеп байланыстары"),
                loss.links
                    .iter()
                    .map(|link| {
                        let gone = say!(en: "nobody says it", ru: "никто не говорит", kk: "ешкім айтпайды");
                        let before = crate::chain::strength_said(link.before);
                        let after = link.after.map_or(gone, crate::chain::strength_said);
                        let ends = format!("{} → {}", card(&link.cause), card(&link.effect));
                        format!("{ends}: {} → {}", before.get(lang), after.get(lang))
                    })
                    .collect(),
            ),
        ];
        let groups = groups
            .into_iter()
            .filter(|(_, items)| !items.is_empty())
            .map(|(said, items)| Group { said: said.get(lang).to_owned(), items });
        Lost {
            said: heading(loss, lang),
            groups: groups.collect(),
            keeps_copies: !loss.copies.is_subset(&loss.sources),
            json: object(loss, before, after, lang),
        }
    }

    /// Whether nothing rests on the sources.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// For a terminal.
    pub fn lines(&self, lang: Lang) -> String {
        let mut out: String = self.said.iter().map(|line| format!("{line}\n")).collect();
        if self.keeps_copies {
            let hint = say!(en: "--with-copies drops them too", ru: "с ключом --with-copies отпадут и они", kk: "--with-copies кілтімен олар да алынады");
            out.push_str(&format!("  {}\n", hint.get(lang)));
        }
        for group in &self.groups {
            out.push_str(&format!("\n{}: {}\n", group.said, group.items.len()));
            group.items.iter().take(FEW).for_each(|item| out.push_str(&format!("  − {item}\n")));
            if FEW < group.items.len() {
                out.push_str(&format!("  {}\n", more(group.items.len() - FEW).get(lang)));
            }
        }
        if self.groups.is_empty() {
            out.push_str(nothing().get(lang));
            out.push('\n');
        }
        out
    }

    /// One object; described in `docs/reference/json.md`.
    pub fn json(&self) -> &Json {
        &self.json
    }

    /// For a page.
    pub fn html(&self, lang: Lang) -> Markup {
        html! {
            @for line in &self.said { p { (line) } }
            @if self.groups.is_empty() { p class="quiet" { (nothing().get(lang)) } }
            @for group in &self.groups {
                details class="fallen" open[group.items.len() <= FEW] {
                    summary { (group.said) " " span class="count" { (group.items.len()) } }
                    ul { @for item in &group.items { li dir="auto" { (item) } } }
                }
            }
        }
    }
}

fn nothing() -> Said {
    say!(en: "nothing rests on it alone", ru: "только на нём ничего не держится", kk: "тек соған ғана сүйенетін ештеңе жоқ")
}

fn more(left: usize) -> Said {
    say!({ left } en: "… and {left} more; --json has them all", ru: "… и ещё {left}; все — с ключом --json", kk: "… тағы {left}; бәрі --json кілтімен")
}

fn heading(loss: &Loss, lang: Lang) -> Vec<String> {
    let joined = |keys: &mut dyn Iterator<Item = &String>| {
        keys.map(String::as_str).collect::<Vec<_>>().join(", ")
    };
    let sources = joined(&mut loss.sources.iter());
    let mut said = vec![
        say!({ sources } en: "without {sources}", ru: "без источника: {sources}", kk: "мына дереккөзсіз: {sources}"),
    ];
    if !loss.copies.is_empty() {
        let copies = joined(&mut loss.copies.iter());
        said.push(match loss.copies.is_subset(&loss.sources) {
            true => say!({ copies } en: "copies fell with it: {copies}", ru: "вместе с ним отпали копии: {copies}", kk: "онымен бірге көшірмелері де алынды: {copies}"),
            false => say!({ copies } en: "these go back to it alone and were kept: {copies}", ru: "восходят только к нему, но оставлены: {copies}", kk: "тек соған барып тіреледі, бірақ қалдырылды: {copies}"),
        });
    }
    said.iter().map(|said| said.get(lang).to_owned()).collect()
}

fn object(loss: &Loss, before: &Reasoning<'_>, after: &Reasoning<'_>, lang: Lang) -> Json {
    let facts = |facts: &[Fact], of: &Reasoning<'_>| -> Vec<Json> {
        let told = |fact: &Fact| json!({ "said": fact_said(of, fact, lang), "fact": derek_logic::json::fact(fact) });
        facts.iter().map(told).collect()
    };
    let claims = |ids: &[String]| -> Vec<Json> {
        let told = ids.iter().map(|id| {
            let claim = before.claims.get(id);
            json!({
                "claim": id,
                "card": claim.map(|claim| claim.card.id.as_str()),
                "predicate": claim.map(|claim| claim.field.predicate.as_str()),
                "text": claim.map(|claim| claim.value.text.as_str()),
            })
        });
        told.collect()
    };
    let fields = loss.fields.iter().map(|(card, name)| json!({ "card": card, "predicate": name }));
    let arguments = loss.arguments.iter().map(|(card, before, after)| {
        json!({ "card": card, "before": before.name(), "after": after.name() })
    });
    let questions = loss
        .questions
        .iter()
        .map(|(card, before, after)| json!({ "card": card, "before": before, "after": after }));
    let links = loss.links.iter().map(|link| {
        json!({
            "effect": link.effect,
            "cause": link.cause,
            "bond": link.bond.predicate(),
            "before": link.before.name(),
            "after": link.after.map(|strength| strength.name()),
        })
    });
    json!({
        "without": loss.sources,
        "copies": loss.copies,
        "fallen": facts(&loss.fallen, before),
        "new": facts(&loss.new, after),
        "claims": claims(&loss.claims),
        "weakened": claims(&loss.weakened),
        "fields": fields.collect::<Vec<_>>(),
        "arguments": arguments.collect::<Vec<_>>(),
        "questions": questions.collect::<Vec<_>>(),
        "links": links.collect::<Vec<_>>(),
    })
}
