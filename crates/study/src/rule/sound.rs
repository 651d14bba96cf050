//! Whether rules can be run: what they name is there, what they need is bound, and none rests on its own absence.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use derek_logic::program::{Aggregate, Comparison};
use derek_logic::{Atom, Literal, Rule, Term, Value};

use super::grammar::{Grammar, Origin, Spoken};
use super::{Face, Written, message_variables, wrong};
use crate::doubt::{Doubt, nearest};
use crate::said::Said;
use crate::say;
use crate::vocabulary::Sort;

/// What a name in a rule is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Concerned {
    /// One card.
    Card,
    /// Several cards could be meant: their identifiers.
    Several(String),
    /// No card; the nearest identifier.
    None(Option<String>),
}

/// The rules that can be run, and what is wrong with the others.
pub(crate) fn sound(
    written: Vec<Written>,
    grammar: &Grammar,
    knows_card: &dyn Fn(&str) -> Concerned,
) -> (Vec<Written>, Vec<Doubt>) {
    let mut doubts = Vec::new();
    let mut sound = Vec::new();
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for one in written {
        let before = doubts.len();
        let mut held = Held {
            file: &one.file,
            face: one.face,
            rule: &one.rule,
            grammar,
            knows_card,
            sorts: BTreeMap::new(),
            doubts: &mut doubts,
        };
        held.rule(names.get(&one.rule.name).map(String::as_str));
        names.entry(one.rule.name.clone()).or_insert_with(|| one.file.clone());
        if doubts.len() == before {
            sound.push(one);
        }
    }
    let (circular, more) = circles(&sound);
    doubts.extend(more);
    let mut at = 0;
    sound.retain(|_| {
        at += 1;
        !circular.contains(&(at - 1))
    });
    (sound, doubts)
}

struct Held<'a> {
    file: &'a str,
    face: Face,
    rule: &'a Rule,
    grammar: &'a Grammar,
    knows_card: &'a dyn Fn(&str) -> Concerned,
    /// What each variable is, and where that was said first.
    sorts: BTreeMap<String, (Sort, Range<usize>)>,
    doubts: &'a mut Vec<Doubt>,
}

impl Held<'_> {
    fn add(&mut self, range: Range<usize>, said: Said, help: Said) {
        self.doubts.push(wrong::doubt(self.file, range, said, help));
    }

    fn rule(&mut self, namesake: Option<&str>) {
        let rule = self.rule;
        self.frame(namesake);
        rule.head.terms.iter().for_each(|term| self.functions(term, &rule.head.range));
        for atom in &rule.unless {
            atom.terms.iter().for_each(|term| self.functions(term, &atom.range));
        }
        self.body(&rule.body, &BTreeSet::new());
        let bound = bound(&rule.body, &BTreeSet::new());
        for atom in &rule.unless {
            self.atom(atom);
        }
        match &rule.report {
            Some(report) if report.at.iter().any(|at| !bound.contains(at.as_str())) => {
                let missing = report.at.iter().find(|at| !bound.contains(at.as_str()));
                self.unbound(missing.map_or("", String::as_str), rule.range.clone());
            }
            Some(report) => {
                let shown =
                    report.message.iter().flat_map(|(_, message)| message_variables(message));
                let missing = shown.filter(|name| !bound.contains(*name)).map(str::to_owned).next();
                if let Some(missing) = missing {
                    self.unbound(&missing, rule.range.clone());
                }
                for at in &report.at {
                    let sort = self.sorts.get(at).map(|(sort, _)| *sort);
                    if !matches!(sort, Some(Sort::Claim | Sort::Card | Sort::Any) | None) {
                        self.no_place(at);
                    }
                }
            }
            None => {}
        }
        let spoken = self.grammar.relation(&rule.head.relation);
        if rule.report.is_some() && spoken.is_none() {
            return;
        }
        match spoken.map(|spoken| spoken.origin) {
            Some(Origin::Concluded) => {
                self.atom(&rule.head);
                for term in &rule.head.terms {
                    if *term == Term::Any {
                        self.no_value(rule.head.range.clone());
                    }
                }
                let missing =
                    names(&rule.head.terms).into_iter().find(|name| !bound.contains(name.as_str()));
                if let Some(missing) = missing {
                    self.unbound(&missing, rule.head.range.clone());
                }
            }
            Some(_) => {
                let name = &rule.head.relation;
                let said = say!(
                    { name }
                    en: "`{name}` is what sources say, and no rule can conclude it",
                    ru: "`{name}` — то, что говорят источники; правило не может этого заключить",
                    kk: "`{name}` — дереккөз айтатын нәрсе, оны ереже қорытындылай алмайды",
                );
                self.add(rule.head.range.clone(), said, declare());
            }
            None => self.unknown(&rule.head.relation, rule.head.range.clone(), false),
        }
    }

    /// What stands around the conditions.
    fn frame(&mut self, namesake: Option<&str>) {
        let rule = self.rule;
        let start = rule.range.start..rule.range.end.min(rule.range.start + 1);
        if rule.name.is_empty() {
            let said =
                say!(en: "the rule has no name", ru: "у правила нет имени", kk: "ереженің аты жоқ");
            let help = say!(
                en: "begin with `rule`, a name and a title: `rule colleagues \"Colleagues\"`",
                ru: "начните со слова `правило`, имени и названия: `правило сослуживцы \"Сослуживцы\"`",
                kk: "`ереже` сөзінен, аты мен атауынан бастаңыз: `ереже әріптестер \"Әріптестер\"`",
            );
            self.add(start.clone(), said, help);
        } else if let Some(other) = namesake.filter(|_| self.face != Face::Compact) {
            let name = &rule.name;
            let said = say!({ name, other } en: "there is a rule `{name}` in `{other}` already", ru: "правило `{name}` уже есть в `{other}`", kk: "`{other}` ішінде `{name}` ережесі бар");
            let help = say!(en: "give one of the two another name", ru: "переименуйте одно из двух", kk: "екеуінің бірін қайта атаңыз");
            self.add(start.clone(), said, help);
        }
        if rule.because.iter().all(|(_, because)| because.trim().is_empty()) {
            let said = say!(
                en: "the rule does not say why it may be drawn",
                ru: "правило не говорит, почему так можно заключать",
                kk: "ереже неге олай қорытуға болатынын айтпайды",
            );
            let help = say!(
                en: "add `because \"…\"`: what makes the step sound",
                ru: "добавьте `потому что \"…\"`: на чём держится вывод",
                kk: "`өйткені \"…\"` деп қосыңыз: қорытынды неге сүйенеді",
            );
            self.add(start, said, help);
        }
    }

    fn body(&mut self, body: &[Literal], outer: &BTreeSet<&str>) {
        let bound = bound(body, outer);
        for literal in body {
            match literal {
                Literal::Holds(atom) | Literal::Absent(atom) | Literal::Asked { atom, .. } => {
                    atom.terms.iter().for_each(|term| self.functions(term, &atom.range));
                }
                Literal::Compared { left, right, range, .. } => {
                    [left, right].into_iter().for_each(|term| self.functions(term, range));
                }
            }
            match literal {
                Literal::Holds(atom) => self.atom(atom),
                Literal::Absent(atom) => {
                    self.atom(atom);
                    self.needs(&names(&atom.terms), &bound, atom.range.clone());
                }
                Literal::Asked { atom, .. } => {
                    self.question(atom);
                    self.needs(&names(&atom.terms), &bound, atom.range.clone());
                    if atom.terms.contains(&Term::Any) {
                        self.no_value(atom.range.clone());
                    }
                }
                Literal::Compared { left, right, range, .. } => {
                    for term in [left, right] {
                        self.needs(&names(std::slice::from_ref(term)), &bound, range.clone());
                        self.within(term, &bound);
                        if *term == Term::Any {
                            self.no_value(range.clone());
                        }
                    }
                    self.compared(left, right, range);
                }
            }
        }
    }

    /// Tells functions that there are not, that take another number of values, or whose value depends on the order of work.
    fn functions(&mut self, term: &Term, range: &Range<usize>) {
        let (function, of) = match term {
            Term::Computed { function, of } => (function.as_str(), of.as_slice()),
            Term::Aggregate(aggregate) => {
                aggregate.of.iter().for_each(|term| self.functions(term, range));
                return;
            }
            Term::Variable(_) | Term::Any | Term::Value(_) => return,
        };
        of.iter().for_each(|term| self.functions(term, range));
        let found = of.len();
        match derek_logic::arity(function) {
            None => {
                let said = say!({ function } en: "there is no function `{function}`", ru: "функции `{function}` нет", kk: "`{function}` функциясы жоқ");
                let help = match nearest(function, derek_logic::functions()) {
                    Some(near) => {
                        say!({ near } en: "the nearest is `{near}`", ru: "ближайшая — `{near}`", kk: "ең жақыны — `{near}`")
                    }
                    None => {
                        say!(en: "join values with `+`, `-`, `*` or `/`, texts with `cat`", ru: "соединяйте значения знаками `+`, `-`, `*`, `/`, тексты — функцией `cat`", kk: "мәндерді `+`, `-`, `*`, `/` белгілерімен, мәтіндерді `cat` функциясымен қосыңыз")
                    }
                };
                self.add(range.clone(), said, help);
            }
            Some((fewest, most)) if found < fewest || most < found => {
                let said = say!({ function, found } en: "`{function}` does not take {found} values", ru: "`{function}` не берёт столько значений: {found}", kk: "`{function}` функциясына берілетін мәндер саны {found} емес");
                let expected = if found < fewest { fewest } else { most };
                let help = say!({ expected } en: "write as many as {expected}", ru: "нужно значений: {expected}", kk: "керек мәндер саны: {expected}");
                self.add(range.clone(), said, help);
            }
            Some(_) if function == "autoinc" => {
                let said = say!(
                    en: "`autoinc` numbers conclusions in the order of work, and a proof of such a number proves nothing",
                    ru: "`autoinc` нумерует выводы в порядке вычисления; доказательство такого номера ничего не доказывает",
                    kk: "`autoinc` қорытындыларды есептеу ретімен нөмірлейді; ондай нөмірдің дәлелі ештеңені дәлелдемейді",
                );
                let help = say!(
                    en: "number by what the sources say, or count with `count`",
                    ru: "нумеруйте по тому, что говорят источники, или считайте через `count`",
                    kk: "дереккөздер айтқанына қарай нөмірлеңіз не `count` арқылы санаңыз",
                );
                self.add(range.clone(), said, help);
            }
            Some(_) => {}
        }
    }

    /// What stands inside a count or a sum.
    fn within(&mut self, term: &Term, bound: &BTreeSet<&str>) {
        match term {
            Term::Aggregate(aggregate) => self.body(&aggregate.body, bound),
            Term::Computed { of, .. } => of.iter().for_each(|term| self.within(term, bound)),
            Term::Variable(_) | Term::Any | Term::Value(_) => {}
        }
    }

    fn compared(&mut self, left: &Term, right: &Term, range: &Range<usize>) {
        let sort = |held: &Self, term: &Term| match term {
            Term::Variable(name) => held.sorts.get(name).map(|(sort, _)| *sort),
            // What is put together of words may be anything but a number.
            Term::Computed { function, .. }
                if matches!(function.as_str(), "cat" | "substr" | "to_string") =>
            {
                None
            }
            Term::Aggregate(_) | Term::Computed { .. } => Some(Sort::Number),
            Term::Value(Value::Symbol(_)) | Term::Any => None,
            Term::Value(_) => Some(Sort::Number),
        };
        let (one, other) = (sort(self, left), sort(self, right));
        if let (Some(one), Some(other)) = (one, other)
            && !one.fits(other)
        {
            let computed =
                matches!(left, Term::Computed { .. }) || matches!(right, Term::Computed { .. });
            if !computed {
                self.clash("", one, other, range.clone());
            }
        }
        if let (Term::Variable(name), Some(sort), None) = (left, other, one) {
            self.sorts.insert(name.clone(), (sort, range.clone()));
        }
    }

    fn atom(&mut self, atom: &Atom) {
        match self.grammar.relation(&atom.relation) {
            Some(spoken) => self.columns(atom, spoken),
            // A rule may ask for what another one reports.
            None => self.unknown(&atom.relation, atom.range.clone(), false),
        }
    }

    fn question(&mut self, atom: &Atom) {
        match self.grammar.answered(&atom.relation) {
            Some(spoken) => self.columns(atom, spoken),
            None => self.unknown(&atom.relation, atom.range.clone(), true),
        }
    }

    fn columns(&mut self, atom: &Atom, spoken: &Spoken) {
        if atom.terms.len() != spoken.columns.len() {
            let name = &atom.relation;
            let columns: Vec<&str> = spoken.columns.iter().map(|role| role.name.as_str()).collect();
            let columns = columns.join(", ");
            let said = say!({ name } en: "`{name}` has other columns", ru: "у `{name}` другие столбцы", kk: "`{name}` бағандары басқа");
            let help = say!({ name, columns } en: "write `{name}({columns})`", ru: "напишите `{name}({columns})`", kk: "`{name}({columns})` деп жазыңыз");
            self.add(atom.range.clone(), said, help);
            return;
        }
        for (term, role) in atom.terms.iter().zip(&spoken.columns) {
            match term {
                Term::Variable(name) => self.is(name, role.sort, &atom.range),
                Term::Value(Value::Symbol(words)) if role.sort == Sort::Card => {
                    self.card(words, &atom.range);
                }
                Term::Value(Value::Symbol(_)) if role.sort == Sort::Number => {
                    self.clash("", Sort::Text, Sort::Number, atom.range.clone());
                }
                Term::Value(value)
                    if !matches!(value, Value::Symbol(_)) && !role.sort.fits(Sort::Number) =>
                {
                    self.clash("", Sort::Number, role.sort, atom.range.clone());
                }
                _ => {}
            }
        }
    }

    fn is(&mut self, name: &str, sort: Sort, range: &Range<usize>) {
        match self.sorts.get(name) {
            Some((own, _)) if !own.fits(sort) => {
                let own = *own;
                self.clash(name, own, sort, range.clone());
            }
            Some((Sort::Any, _)) | None => {
                self.sorts.insert(name.to_owned(), (sort, range.clone()));
            }
            Some(_) => {}
        }
    }

    fn clash(&mut self, name: &str, one: Sort, other: Sort, range: Range<usize>) {
        let (one, other) = (sort_told(one), sort_told(other));
        let said = match name.is_empty() {
            true => say!(
                { one, other }
                en: "{one} and {other} stand for one thing here",
                ru: "здесь одно и то же — и {one}, и {other}",
                kk: "мұнда бір нәрсе әрі {one}, әрі {other}",
            ),
            false => say!(
                { name, one, other }
                en: "`?{name}` is {one}, and here it would be {other}",
                ru: "`?{name}` — {one}, а здесь это {other}",
                kk: "`?{name}` — {one}, ал мұнда {other}",
            ),
        };
        let help = say!(
            en: "give one of the two another name",
            ru: "дайте одному из двух другое имя",
            kk: "екеуінің біріне басқа ат беріңіз",
        );
        self.add(range, said, help);
    }

    fn card(&mut self, words: &str, range: &Range<usize>) {
        let (said, help) = match (self.knows_card)(words) {
            Concerned::Card => return,
            Concerned::Several(all) => (
                say!({ words } en: "“{words}” may be any of several cards", ru: "«{words}» может быть любой из нескольких карточек", kk: "«{words}» бірнеше карточканың бірі болуы мүмкін"),
                say!({ all } en: "write one of: {all}", ru: "напишите одну из: {all}", kk: "мыналардың бірін жазыңыз: {all}"),
            ),
            Concerned::None(near) => (
                say!({ words } en: "no card of this study is called “{words}”", ru: "в исследовании нет карточки «{words}»", kk: "зерттеуде «{words}» деген карточка жоқ"),
                match near {
                    Some(near) => {
                        say!({ near } en: "the nearest is [[{near}]]", ru: "ближайшая — [[{near}]]", kk: "ең жақыны — [[{near}]]")
                    }
                    None => {
                        say!(en: "write the card's file name without `.md`", ru: "напишите имя файла карточки без `.md`", kk: "карточка файлының атын `.md` жалғауынсыз жазыңыз")
                    }
                },
            ),
        };
        self.add(range.clone(), said, help);
    }

    fn needs(&mut self, needed: &[String], bound: &BTreeSet<&str>, range: Range<usize>) {
        if let Some(missing) = needed.iter().find(|name| !bound.contains(name.as_str())) {
            self.unbound(missing, range);
        }
    }

    fn unbound(&mut self, name: &str, range: Range<usize>) {
        let said = say!(
            { name }
            en: "nothing says what `?{name}` is",
            ru: "ничто не говорит, что такое `?{name}`",
            kk: "`?{name}` деген не екенін ештеңе айтпайды",
        );
        let help = say!(
            { name }
            en: "add a condition, without `not`, in which `?{name}` stands; where anything will do, write `…`",
            ru: "добавьте условие без отрицания, в котором стоит `?{name}`; где годится что угодно, пишите `…`",
            kk: "`?{name}` тұратын, теріске шығармайтын шарт қосыңыз; кез келгені жараса, `…` деп жазыңыз",
        );
        self.add(range, said, help);
    }

    fn no_value(&mut self, range: Range<usize>) {
        let said = say!(en: "`…` stands where a value is needed", ru: "`…` стоит там, где нужно значение", kk: "мән керек жерде `…` тұр");
        let help = say!(en: "name it: `?x`", ru: "назовите его: `?x`", kk: "оны атаңыз: `?x`");
        self.add(range, said, help);
    }

    fn no_place(&mut self, name: &str) {
        let said = say!(
            { name }
            en: "the report is to be shown at `?{name}`, which is neither a claim nor a card",
            ru: "сообщение должно стоять при `?{name}`, но это не тезис и не карточка",
            kk: "хабар `?{name}` жанында тұруы керек, бірақ ол тұжырым да, карточка да емес",
        );
        let help = say!(
            en: "begin a condition with `?claim says`, and report `at ?claim`",
            ru: "начните условие с `?тезис сообщает:` и сообщайте `при ?тезис`",
            kk: "шартты `?тұжырым бойынша:` деп бастап, `орны: ?тұжырым` деп хабарлаңыз",
        );
        self.add(self.rule.range.clone(), said, help);
    }

    fn unknown(&mut self, name: &str, range: Range<usize>, is_asked: bool) {
        let all = self.grammar.all().filter(|one| (one.origin == Origin::Answered) == is_asked);
        let near = nearest(name, all.map(|one| one.name.as_str())).map(str::to_owned);
        let said = say!({ name } en: "there is no predicate `{name}`", ru: "предиката `{name}` нет", kk: "`{name}` предикаты жоқ");
        let help = match near {
            Some(near) => {
                say!({ near } en: "the nearest is `{near}`", ru: "ближайший — `{near}`", kk: "ең жақыны — `{near}`")
            }
            None => declare(),
        };
        self.add(range, said, help);
    }
}

fn declare() -> Said {
    say!(
        en: "declare what the rules conclude under `predicates:` in the front matter of a rule file",
        ru: "объявите вывод правил под `predicates:` в заголовке файла правил",
        kk: "ережелердің қорытындысын ереже файлының басындағы `predicates:` астында жариялаңыз",
    )
}

fn sort_told(sort: Sort) -> Said {
    match sort {
        Sort::Card => say!(en: "a card", ru: "карточка", kk: "карточка"),
        Sort::Text => say!(en: "words", ru: "слова", kk: "сөздер"),
        Sort::Number => say!(en: "a number", ru: "число", kk: "сан"),
        Sort::Time => say!(en: "a time", ru: "время", kk: "уақыт"),
        Sort::Claim => say!(en: "a claim", ru: "тезис", kk: "тұжырым"),
        Sort::Source => say!(en: "a source", ru: "источник", kk: "дереккөз"),
        Sort::Any => say!(en: "anything", ru: "что угодно", kk: "кез келген нәрсе"),
    }
}

/// The variables of some terms, those inside a count apart.
fn names(terms: &[Term]) -> Vec<String> {
    let mut found = Vec::new();
    for term in terms {
        match term {
            Term::Variable(name) => found.push(name.clone()),
            Term::Computed { of, .. } => found.extend(names(of)),
            Term::Any | Term::Value(_) | Term::Aggregate(_) => {}
        }
    }
    found
}

/// The variables that the conditions bind.
fn bound<'a>(body: &'a [Literal], outer: &BTreeSet<&'a str>) -> BTreeSet<&'a str> {
    let mut bound = outer.clone();
    for literal in body {
        if let Literal::Holds(atom) = literal {
            bound.extend(atom.terms.iter().filter_map(|term| match term {
                Term::Variable(name) => Some(name.as_str()),
                _ => None,
            }));
        }
    }
    loop {
        let before = bound.len();
        for literal in body {
            let Literal::Compared { comparison: Comparison::Equal, left, right, .. } = literal
            else {
                continue;
            };
            for (one, other) in [(left, right), (right, left)] {
                if let Term::Variable(name) = one
                    && *other != Term::Any
                    && names(std::slice::from_ref(other))
                        .iter()
                        .all(|name| bound.contains(name.as_str()))
                {
                    bound.insert(name);
                }
            }
        }
        if bound.len() == before {
            return bound;
        }
    }
}

/// A relation that a rule needs, whether its absence (or all of it) is meant, and where.
type Need<'a> = (&'a str, bool, Range<usize>);

fn needs<'a>(body: &'a [Literal], whole: bool, found: &mut Vec<Need<'a>>) {
    fn inside<'a>(term: &'a Term, found: &mut Vec<Need<'a>>) {
        match term {
            Term::Aggregate(aggregate) => {
                let Aggregate { of, body, .. } = &**aggregate;
                needs(body, true, found);
                if let Some(of) = of {
                    inside(of, found);
                }
            }
            Term::Computed { of, .. } => of.iter().for_each(|term| inside(term, found)),
            Term::Variable(_) | Term::Any | Term::Value(_) => {}
        }
    }
    for literal in body {
        match literal {
            Literal::Holds(atom) => found.push((&atom.relation, whole, atom.range.clone())),
            Literal::Absent(atom) => found.push((&atom.relation, true, atom.range.clone())),
            Literal::Compared { left, right, .. } => {
                inside(left, found);
                inside(right, found);
            }
            Literal::Asked { .. } => {}
        }
    }
}

/// The rules that rest on the absence of what follows from them.
fn circles(rules: &[Written]) -> (BTreeSet<usize>, Vec<Doubt>) {
    let mut arrows: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut all: Vec<(usize, Vec<Need<'_>>)> = Vec::new();
    for (at, one) in rules.iter().enumerate() {
        let mut found = Vec::new();
        needs(&one.rule.body, false, &mut found);
        for atom in &one.rule.unless {
            found.push((atom.relation.as_str(), true, atom.range.clone()));
        }
        let own = arrows.entry(one.rule.head.relation.as_str()).or_default();
        own.extend(found.iter().map(|(name, ..)| *name));
        all.push((at, found));
    }
    let group = groups(&arrows);
    let rests =
        |name: &str, head: &str| group.contains_key(name) && group.get(name) == group.get(head);
    let mut circular = BTreeSet::new();
    let mut doubts = Vec::new();
    for (at, found) in all {
        let Some(one) = rules.get(at) else { continue };
        let head = one.rule.head.relation.as_str();
        let is_computed = computes(&one.rule);
        let circle = |need: &&Need<'_>| rests(need.0, head);
        if let Some((name, _, range)) = found.iter().filter(circle).find(|_| is_computed) {
            circular.insert(at);
            doubts.push(endless(&one.file, name, range.clone()));
            continue;
        }
        let broken = found.into_iter().find(|(name, whole, _)| *whole && rests(name, head));
        if let Some((name, _, range)) = broken {
            circular.insert(at);
            let said = say!(
                { head, name }
                en: "`{head}` rests on the absence or the number of `{name}`, which rests on `{head}` itself",
                ru: "`{head}` опирается на отсутствие или число `{name}`, а то опирается на само `{head}`",
                kk: "`{head}` `{name}` жоқтығына не санына сүйенеді, ал ол `{head}` дегеннің өзіне сүйенеді",
            );
            let help = say!(
                en: "a conclusion cannot depend on its own absence: part the two, or take the negation out",
                ru: "вывод не может зависеть от собственного отсутствия: разделите их или уберите отрицание",
                kk: "қорытынды өзінің жоқтығына тәуелді бола алмайды: екеуін ажыратыңыз не теріске шығаруды алып тастаңыз",
            );
            doubts.push(wrong::doubt(&one.file, range, said, help));
        }
    }
    (circular, doubts)
}

/// Relations that rest on each other have the same number.
///
/// The strongly connected components, by the algorithm of Kosaraju and Sharir, without recursion.
fn groups<'a>(arrows: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeMap<&'a str, usize> {
    let mut back: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (head, needed) in arrows {
        for name in needed {
            back.entry(name).or_default().insert(head);
        }
    }
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut finished: Vec<&str> = Vec::new();
    for start in arrows.keys() {
        let mut open = vec![(*start, false)];
        while let Some((here, is_done)) = open.pop() {
            if is_done {
                finished.push(here);
            } else if seen.insert(here) {
                open.push((here, true));
                let next = arrows.get(here).into_iter().flatten();
                open.extend(next.filter(|name| !seen.contains(*name)).map(|name| (*name, false)));
            }
        }
    }
    let mut groups = BTreeMap::new();
    for (number, start) in finished.into_iter().rev().enumerate() {
        let mut open = vec![start];
        while let Some(here) = open.pop() {
            if !groups.contains_key(here) {
                groups.insert(here, number);
                open.extend(back.get(here).into_iter().flatten());
            }
        }
    }
    groups
}

/// Whether a rule computes a value.
fn computes(rule: &Rule) -> bool {
    let is_computed = |term: &Term| matches!(term, Term::Computed { .. });
    let compared = rule.body.iter().any(|literal| match literal {
        Literal::Compared { comparison: Comparison::Equal, left, right, .. } => {
            is_computed(left) || is_computed(right)
        }
        Literal::Holds(atom) => atom.terms.iter().any(is_computed),
        _ => false,
    });
    compared || rule.head.terms.iter().any(is_computed)
}

fn endless(file: &str, name: &str, range: Range<usize>) -> Doubt {
    let said = say!(
        { name }
        en: "the rule computes a value, and `{name}` rests on what it concludes: it might never end",
        ru: "правило вычисляет значение, а `{name}` опирается на его вывод: оно могло бы не кончиться",
        kk: "ереже мән есептейді, ал `{name}` оның қорытындысына сүйенеді: ол ешқашан аяқталмауы мүмкін",
    );
    let help = say!(
        en: "compute in a rule that does not rest on itself",
        ru: "вычисляйте в правиле, которое не опирается на само себя",
        kk: "өзіне сүйенбейтін ережеде есептеңіз",
    );
    wrong::doubt(file, range, said, help)
}
