//! Why something does not follow, and what would change if it were claimed, in words.

use std::collections::{BTreeMap, BTreeSet};

use derek_logic::program::{Comparison, Fact};
use derek_logic::{Atom, Limits, Literal, Missing, Term, Value};
use derek_reason::Reasoning;
use derek_study::rule::{self, Grammar, Origin};
use derek_study::vocabulary::Sort;
use derek_study::{Lang, Mode, Polarity, Said, say};
use serde_json::{Value as Json, json};

use crate::prove::{answer_said, atom_said, fact_said, in_lang, rule_said};

/// Why something does not hold: what no claim says, and how far each rule got.
#[derive(Debug, Clone)]
pub struct Lacking {
    /// What does not hold.
    pub said: String,
    /// Whether it holds after all.
    pub holds: bool,
    /// Where it could be claimed; `None` where no card can say it.
    pub lead: Option<Lead>,
    /// Rules that could conclude it, the one that lacks least first.
    pub attempts: Vec<Tried>,
}

/// What would supply a claim.
#[derive(Debug, Clone, Default)]
pub struct Lead {
    /// The card to write it on, with its file; `None` where any card would do.
    pub card: Option<(String, String)>,
    /// The field.
    pub predicate: String,
    /// Sources that speak of the cards concerned already, so might say it; by their keys.
    pub sources: Vec<String>,
    /// Claims that are nearly it, and why they do not count.
    pub nearly: Vec<String>,
}

/// How far a rule got.
#[derive(Debug, Clone)]
pub struct Tried {
    /// What the rule is called.
    pub rule: String,
    /// Why it may be drawn.
    pub because: String,
    /// Its file.
    pub file: String,
    /// How many conditions held.
    pub held: usize,
    /// How many there are.
    pub of: usize,
    /// The condition that fails first.
    pub fails: String,
    /// Why, where the condition is a fact that is missing.
    pub lacking: Option<Lacking>,
}

/// How deep a missing premise is asked about in turn.
const DEEPEST: usize = 3;
/// Rules, claims and sources that are named at most.
const MOST: usize = 6;

impl Lacking {
    /// Why nothing is as an atom has it.
    pub fn of(atom: &Atom, reasoning: &Reasoning<'_>, lang: Lang) -> Lacking {
        lacking(&meant(atom, reasoning), reasoning, lang, 0)
    }

    /// For a terminal.
    pub fn lines(&self, lang: Lang) -> String {
        let mut out = String::new();
        self.write(&mut out, 0, lang);
        out
    }

    fn write(&self, out: &mut String, depth: usize, lang: Lang) {
        let mut line = |more: usize, said: &str| {
            out.push_str(&"  ".repeat(depth + more));
            out.push_str(said);
            out.push('\n');
        };
        let said = &self.said;
        if self.holds {
            let held = say!({ said } en: "it holds: {said}; `derek why` proves it", ru: "это так: {said}; доказательство — `derek why`", kk: "бұл солай: {said}; дәлелі — `derek why`");
            return line(0, held.get(lang));
        }
        let not =
            say!({ said } en: "not so: {said}", ru: "этого нет: {said}", kk: "бұл жоқ: {said}");
        line(0, not.get(lang));
        if let Some(lead) = &self.lead {
            lead.said().iter().for_each(|said| line(1, said.get(lang)));
        }
        if self.lead.is_none() && self.attempts.is_empty() {
            let none = say!(en: "no rule could conclude it", ru: "ни одно правило не может этого вывести", kk: "мұны ешбір ереже қорыта алмайды");
            line(1, none.get(lang));
        }
        for tried in &self.attempts {
            let Tried { rule, file, held, of, fails, .. } = tried;
            let said = say!({ rule, file, held, of } en: "rule “{rule}” ({file}): {held} of {of} conditions hold", ru: "правило «{rule}» ({file}): выполнено условий — {held} из {of}", kk: "«{rule}» ережесі ({file}): {of} шарттың {held} орындалды");
            line(1, said.get(lang));
            let said = say!({ fails } en: "it fails here: {fails}", ru: "не выполнено: {fails}", kk: "орындалмағаны: {fails}");
            line(2, said.get(lang));
        }
        for tried in &self.attempts {
            if let Some(lacking) = &tried.lacking {
                lacking.write(out, depth + 2, lang);
            }
        }
    }

    /// One object; described in `docs/reference/json.md`.
    pub fn json(&self) -> Json {
        let attempts = self.attempts.iter().map(|tried| {
            json!({
                "rule": tried.rule,
                "because": tried.because,
                "file": tried.file,
                "held": tried.held,
                "of": tried.of,
                "fails": tried.fails,
                "lacking": tried.lacking.as_ref().map(Lacking::json),
            })
        });
        let lead = self.lead.as_ref().map(|lead| {
            json!({
                "card": lead.card.as_ref().map(|(card, _)| card),
                "file": lead.card.as_ref().map(|(_, file)| file),
                "predicate": lead.predicate,
                "sources": lead.sources,
                "nearly": lead.nearly,
            })
        });
        json!({
            "said": self.said,
            "holds": self.holds,
            "lead": lead,
            "attempts": attempts.collect::<Vec<_>>(),
        })
    }
}

impl Lead {
    fn said(&self) -> Vec<Said> {
        let predicate = &self.predicate;
        let mut said = vec![match &self.card {
            Some((_, file)) => {
                say!({ predicate, file } en: "lead: no claim says so; it would stand as “{predicate}” in {file}", ru: "зацепка: ни одно утверждение этого не говорит; его место — «{predicate}» в {file}", kk: "жетек: ешбір тұжырым олай демейді; оның орны — {file} ішіндегі «{predicate}»")
            }
            None => {
                say!({ predicate } en: "lead: no claim says so; it would stand as “{predicate}” on a card", ru: "зацепка: ни одно утверждение этого не говорит; его место — «{predicate}» на карточке", kk: "жетек: ешбір тұжырым олай демейді; оның орны — карточкадағы «{predicate}»")
            }
        }];
        if !self.sources.is_empty() {
            let sources = self.sources.join(", ");
            said.push(say!({ sources } en: "sources that speak of it already, to be looked through: {sources}", ru: "об этом уже говорят источники, их стоит просмотреть: {sources}", kk: "бұл туралы айтатын дереккөздер, қарап шыққан жөн: {sources}"));
        }
        said.extend(self.nearly.iter().map(|nearly| {
            say!({ nearly } en: "nearly: {nearly}", ru: "близко к этому: {nearly}", kk: "осыған жақын: {nearly}")
        }));
        said
    }
}

fn lacking(atom: &Atom, reasoning: &Reasoning<'_>, lang: Lang, depth: usize) -> Lacking {
    let found = reasoning.model.why_none(atom);
    let spoken = reasoning.grammar.relation(&atom.relation);
    let is_stated = spoken.is_some_and(|spoken| spoken.origin == Origin::Stated);
    let lead = (is_stated && !found.holds).then(|| lead(atom, reasoning, lang));
    let attempts = found.attempts.iter().take(MOST).filter_map(|attempt| {
        let written = reasoning.study.rules.written.get(attempt.rule)?;
        let missing = attempt.missing.as_ref();
        let deeper = match missing {
            Some(Missing::Fact(atom)) if depth < DEEPEST => {
                Some(lacking(atom, reasoning, lang, depth + 1))
            }
            _ => None,
        };
        Some(Tried {
            rule: rule_said(&written.rule, lang),
            because: in_lang(&written.rule.because, lang),
            file: written.file.clone(),
            held: attempt.held,
            of: attempt.of,
            fails: missing.map_or_else(|| nothing(lang), |missing| fails(missing, reasoning, lang)),
            lacking: deeper.filter(|deeper| deeper.lead.is_some() || !deeper.attempts.is_empty()),
        })
    });
    let attempts = attempts.collect();
    Lacking { said: atom_said(reasoning, atom, lang), holds: found.holds, lead, attempts }
}

fn nothing(lang: Lang) -> String {
    let said = say!(en: "nothing can be counted or computed here", ru: "здесь нечего сосчитать или вычислить", kk: "мұнда санайтын не есептейтін ештеңе жоқ");
    said.get(lang).to_owned()
}

/// The condition that failed, in words.
fn fails(missing: &Missing, reasoning: &Reasoning<'_>, lang: Lang) -> String {
    let said = match missing {
        Missing::Fact(atom) => {
            let said = atom_said(reasoning, atom, lang);
            say!({ said } en: "nothing says: {said}", ru: "ничто не говорит: {said}", kk: "мынадай мәлімет жоқ: {said}")
        }
        Missing::Present(fact) => {
            let said = fact_said(reasoning, fact, lang);
            say!({ said } en: "this is so and should not be: {said}", ru: "это так, а не должно быть: {said}", kk: "бұл солай, бірақ олай болмауы керек: {said}")
        }
        Missing::NotSo { comparison, left, right } => {
            let comparison: Comparison = *comparison;
            let literal = Literal::Compared {
                comparison,
                left: named(left, reasoning, lang),
                right: named(right, reasoning, lang),
                range: 0..0,
            };
            let said = rule::condition(&literal, lang, reasoning.grammar);
            say!({ said } en: "it is not so that {said}", ru: "неверно, что {said}", kk: "мынау дұрыс емес: {said}")
        }
        Missing::Answered { fact, answer, .. } => {
            Said::verbatim(answer_said(reasoning, fact, *answer, lang))
        }
        Missing::Nothing => return nothing(lang),
    };
    said.get(lang).to_owned()
}

/// A value by the name of the card that it is.
fn named(term: &Term, reasoning: &Reasoning<'_>, lang: Lang) -> Term {
    match term {
        Term::Value(Value::Symbol(id)) => match reasoning.study.card(id) {
            Some(card) => Term::Value(Value::Symbol(card.name(lang).into())),
            None => term.clone(),
        },
        _ => term.clone(),
    }
}

/// Where a claim that is missing would stand, and who might say it.
fn lead(atom: &Atom, reasoning: &Reasoning<'_>, lang: Lang) -> Lead {
    let study = reasoning.study;
    let words = |column: usize| match atom.terms.get(column) {
        Some(Term::Value(Value::Symbol(words))) => Some(&**words),
        _ => None,
    };
    let (card, other) = (words(1).and_then(|id| study.card(id)), words(2));
    let label = study.vocabulary.predicate(&atom.relation).map(|known| known.label.get(lang));
    let concerned: BTreeSet<&str> = card.iter().map(|card| card.id.as_str()).chain(other).collect();
    let mut sources: BTreeMap<&str, usize> = BTreeMap::new();
    let mut nearly = Vec::new();
    for (_, claim) in reasoning.claims.all() {
        let value = claim.value;
        let names = |id: &str| study.resolve(id, &[]).card().map(|card| card.id.as_str());
        if concerned.contains(claim.card.id.as_str())
            || names(&value.text).is_some_and(|id| concerned.contains(id))
        {
            for citation in &value.citations {
                *sources.entry(&citation.key).or_default() += 1;
            }
        }
        let is_of_card = card.is_some_and(|card| card.id == claim.card.id);
        if !is_of_card || claim.field.predicate != atom.relation {
            continue;
        }
        let why = match (value.polarity, value.mode, claim.is_held) {
            (Polarity::Denies, ..) => say!(en: "denied", ru: "отрицается", kk: "жоққа шығарылады"),
            (Polarity::Doubts, ..) => {
                say!(en: "doubted", ru: "под сомнением", kk: "күмән келтіріледі")
            }
            (_, Mode::Intention, false) => {
                say!(en: "only an intention", ru: "лишь намерение", kk: "тек ниет")
            }
            (_, Mode::Norm, false) => {
                say!(en: "only prescribed", ru: "лишь предписано", kk: "тек нұсқама")
            }
            (_, Mode::Hearsay, false) => {
                say!(en: "only hearsay", ru: "лишь с чужих слов", kk: "тек естіген сөз")
            }
            (_, _, false) => {
                say!(en: "overruled by a judgement", ru: "отклонено суждением", kk: "пайыммен қайтарылған")
            }
            (_, _, true) => {
                say!(en: "says something else", ru: "говорит другое", kk: "басқаны айтады")
            }
        };
        let said = study.resolve(&value.text, &[]).card().map(|card| card.name(lang));
        nearly.push(format!("{} ({})", said.unwrap_or(value.in_lang(lang)), why.get(lang)));
    }
    let mut sources: Vec<(&str, usize)> = sources.into_iter().collect();
    sources.sort_by_key(|(key, times)| (std::cmp::Reverse(*times), *key));
    nearly.truncate(MOST);
    Lead {
        card: card.map(|card| (card.id.clone(), card.file.clone())),
        predicate: label.unwrap_or(&atom.relation).to_owned(),
        sources: sources.into_iter().take(MOST).map(|(key, _)| key.to_owned()).collect(),
        nearly,
    }
}

/// An atom with its cards by their identifiers.
fn meant(atom: &Atom, reasoning: &Reasoning<'_>) -> Atom {
    let mut atom = atom.clone();
    for term in &mut atom.terms {
        if let Term::Value(Value::Symbol(words)) = term
            && let Some(card) = reasoning.study.resolve(words, &[]).card()
        {
            *words = card.id.as_str().into();
        }
    }
    atom
}

/// Words that are no fact of a study, with the sentences nearest to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaid {
    /// What is wrong with them.
    pub said: Said,
    /// Sentences that are understood, as the vocabulary writes them.
    pub nearest: Vec<String>,
}

impl Unsaid {
    /// What is wrong with words that were taken for a fact.
    pub fn of(asked: &str, grammar: &Grammar) -> Unsaid {
        let words = |text: &str| -> BTreeSet<String> {
            let parted = text.split(|c: char| !c.is_alphanumeric());
            parted.filter(|word| 2 < word.chars().count()).map(str::to_lowercase).collect()
        };
        let own = words(asked);
        let mut near: Vec<(usize, usize, String)> = Vec::new();
        for lang in Lang::ALL {
            for (spoken, template) in grammar.sentences(lang) {
                let of = words(template);
                let shared = own.intersection(&of).count();
                if 0 < shared && spoken.origin != Origin::Answered {
                    near.push((usize::MAX - shared, of.len(), template.to_owned()));
                }
            }
        }
        near.sort();
        near.dedup();
        let nearest = near.into_iter().take(3).map(|(_, _, template)| template).collect();
        let said = say!({ asked } en: "“{asked}” is no sentence of this study", ru: "«{asked}» — не предложение этого исследования", kk: "«{asked}» — бұл зерттеудің сөйлемі емес");
        Unsaid { said, nearest }
    }

    /// For a terminal.
    pub fn lines(&self, lang: Lang) -> String {
        let mut out = self.said.get(lang).to_owned();
        if !self.nearest.is_empty() {
            let near = say!(en: "; the nearest:", ru: "; ближайшие:", kk: "; ең жақындары:");
            out.push_str(near.get(lang));
            self.nearest.iter().for_each(|one| out.push_str(&format!("\n  {one}")));
        }
        out
    }
}

/// What would be otherwise if something were claimed, told in a language.
#[derive(Debug, Clone)]
pub struct Supposed {
    /// What is supposed.
    pub said: String,
    /// Whether it holds already.
    pub holds: bool,
    /// What would be new.
    pub new: Vec<(String, Fact)>,
    /// What would fall.
    pub fallen: Vec<(String, Fact)>,
}

/// What would be otherwise if a fact were claimed by somebody, as a fact, at a time that nobody says.
///
/// # Errors
///
/// What to say when the atom leaves something open that a claim must name.
pub fn supposed(atom: &Atom, reasoning: &Reasoning<'_>, lang: Lang) -> Result<Supposed, Said> {
    let atom = meant(atom, reasoning);
    let unfit = || say!(en: "the sentence does not fit the study’s declarations", ru: "предложение не соответствует объявлениям исследования", kk: "сөйлем зерттеудің жариялауларына сай емес");
    let spoken = reasoning.grammar.relation(&atom.relation).ok_or_else(unfit)?;
    let id = "supposed";
    let mut values = Vec::new();
    for (column, (term, role)) in atom.terms.iter().zip(&spoken.columns).enumerate() {
        values.push(match (term, role.sort) {
            (Term::Value(value), _) => value.clone(),
            (_, Sort::Claim | Sort::Time) => Value::Symbol(id.into()),
            _ if spoken.may_be_silent(column) => Value::Symbol("".into()),
            _ => {
                let role = &role.name;
                return Err(say!({ role } en: "name everything that is supposed; “{role}” is left open", ru: "назовите всё, что предполагается; «{role}» не названо", kk: "болжанатынның бәрін атаңыз; «{role}» аталмаған"));
            }
        });
    }
    let fact = Fact { relation: atom.relation.clone(), values };
    let mut facts = vec![fact.clone()];
    if spoken.origin == Origin::Stated {
        let symbol = |words: &str| Value::Symbol(words.into());
        let said =
            |relation: &str, values: Vec<Value>| Fact { relation: relation.to_owned(), values };
        facts.push(said("mode", vec![symbol(id), symbol("fact")]));
        if let (Some(Value::Symbol(card)), Some(Value::Symbol(value))) =
            (fact.values.get(1), fact.values.get(2))
        {
            facts.push(said(
                "testimony",
                vec![symbol(id), symbol(card), symbol(&fact.relation), symbol(value)],
            ));
        }
    }
    let change = reasoning.model.what_if(&facts, &Limits::default()).map_err(|_| unfit())?;
    let told = |facts: &[Fact]| -> Vec<(String, Fact)> {
        facts.iter().map(|fact| (fact_said(reasoning, fact, lang), fact.clone())).collect()
    };
    Ok(Supposed {
        said: fact_said(reasoning, &fact, lang),
        holds: reasoning.model.why_none(&atom).holds,
        new: told(&change.new),
        fallen: told(&change.fallen),
    })
}

impl Supposed {
    /// For a terminal.
    pub fn lines(&self, lang: Lang) -> String {
        let said = &self.said;
        let mut out = say!({ said } en: "if it were claimed: {said}", ru: "если бы утверждалось: {said}", kk: "егер былай делінсе: {said}").get(lang).to_owned() + "\n";
        if self.holds {
            let known = say!(en: "something says so already", ru: "это уже утверждается", kk: "мұны айтатын тұжырым бар");
            out.push_str(&format!("{}\n", known.get(lang)));
        }
        let groups = [
            (say!(en: "would follow", ru: "следовало бы", kk: "шығар еді"), '+', &self.new),
            (say!(en: "would fall", ru: "отпало бы", kk: "жойылар еді"), '−', &self.fallen),
        ];
        for (said, sign, facts) in groups.iter().filter(|(.., facts)| !facts.is_empty()) {
            out.push_str(&format!("{}: {}\n", said.get(lang), facts.len()));
            facts.iter().for_each(|(said, _)| out.push_str(&format!("  {sign} {said}\n")));
        }
        if self.new.is_empty() && self.fallen.is_empty() {
            let said = say!(en: "no rule would conclude more or less", ru: "ни одно правило не вывело бы ни больше, ни меньше", kk: "ешбір ереже артық та, кем де қорытпас еді");
            out.push_str(&format!("{}\n", said.get(lang)));
        }
        out
    }

    /// One object; described in `docs/reference/json.md`.
    pub fn json(&self) -> Json {
        let facts = |facts: &[(String, Fact)]| -> Vec<Json> {
            let told = |(said, fact): &(String, Fact)| json!({ "said": said, "fact": derek_logic::json::fact(fact) });
            facts.iter().map(told).collect()
        };
        json!({ "said": self.said, "holds": self.holds, "new": facts(&self.new), "fallen": facts(&self.fallen) })
    }
}
