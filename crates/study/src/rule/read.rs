//! Sentences to trees.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use derek_logic::program::{Aggregate, AggregateKind, Report};
use derek_logic::{Atom, Literal, Rule, Term, Value};
use derek_time::Lang;

use super::grammar::{Grammar, Origin, Part, Spoken, Template};
use super::tokens::{Kind, Token, Unclosed, tokens};
use super::words::Words;
use super::wrong;
use crate::doubt::Doubts;
use crate::finding::Level;

/// How deeply terms and the bodies of counts may be nested.
const DEPTH: usize = 24;

/// Signs that join two terms, or stand before some in brackets.
pub(crate) const JOINING: [char; 6] = ['+', '-', '*', '/', '%', '^'];

/// The language of a rule's sentence, by its first word; `None` when it is in none.
pub(crate) fn language(text: &str, within: Range<usize>) -> Option<Lang> {
    let slice = text.get(within)?.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let end = slice.find(|c: char| !c.is_alphanumeric()).unwrap_or(slice.len());
    let first = slice[..end].to_lowercase();
    Lang::ALL.into_iter().find(|lang| {
        let words = Words::of(*lang);
        words.rule == first || words.condition == first
    })
}

/// Reads the rules that stand in some bytes of a file; what cannot be read becomes a doubt.
pub(crate) fn read(
    text: &str,
    within: Range<usize>,
    lang: Lang,
    grammar: &Grammar,
    doubts: &mut Doubts,
) -> Vec<Rule> {
    let tokens = match tokens(text, within.clone()) {
        Ok(tokens) => tokens,
        Err(Unclosed(range)) => {
            wrong::unclosed(range, doubts);
            return Vec::new();
        }
    };
    let reader = Reader {
        tokens: &tokens,
        words: Words::of(lang),
        lang,
        grammar,
        end: within.end,
        terms: RefCell::new(BTreeMap::new()),
    };
    let mut rules = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (rule, next) = reader.rule(at, doubts);
        rules.extend(rule);
        at = next.max(at + 1);
    }
    rules
}

struct Reader<'a> {
    tokens: &'a [Token],
    words: &'static Words,
    lang: Lang,
    grammar: &'a Grammar,
    /// Where the text ends.
    end: usize,
    /// The term at a token, and the token after it: each is read once.
    terms: RefCell<BTreeMap<usize, Option<(Term, usize)>>>,
}

/// What stands for a part of a sentence, with the token after it.
type Read<T> = Option<(T, usize)>;

/// Readings of one clause, the longest only, each with the relation that it speaks of.
type Readings = Vec<(String, Literal, usize)>;

impl<'a> Reader<'a> {
    /// The token after a sequence of words, where it stands.
    fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut at = at;
        for word in phrase.split(' ') {
            // A comma or a colon is a token of its own.
            let bare = word.trim_end_matches([',', ':']);
            for part in [bare, &word[bare.len()..]] {
                if part.is_empty() {
                    continue;
                }
                if !self.tokens.get(at)?.is(part) {
                    return None;
                }
                at += 1;
            }
        }
        (!phrase.is_empty()).then_some(at)
    }

    fn range(&self, from: usize, until: usize) -> Range<usize> {
        let start = self.tokens.get(from).map_or(self.end, |token| token.range.start);
        let last = until.checked_sub(1).and_then(|last| self.tokens.get(last));
        start..last.map_or(start, |token| token.range.end).max(start)
    }

    /// The token past commas and full stops that only punctuate.
    fn past_punctuation(&self, at: usize) -> usize {
        let mut at = at;
        let most = at + 4;
        while at < most
            && self
                .tokens
                .get(at)
                .is_some_and(|token| matches!(token.kind, Kind::Sign(',' | '.' | ';')))
        {
            at += 1;
        }
        at
    }

    /// Whether a part of a rule can end before this token.
    fn is_bound(&self, at: usize) -> bool {
        let at = self.past_punctuation(at);
        at >= self.tokens.len()
            || self.tokens[at].kind == Kind::Sign(')')
            || self.words.bounds().iter().any(|word| self.phrase(at, word).is_some())
    }

    /// The next place where a part of a rule begins that can be read although this one cannot.
    fn recover(&self, at: usize) -> usize {
        let mut depth = 0_usize;
        let mut at = at;
        while let Some(token) = self.tokens.get(at) {
            match token.kind {
                Kind::Sign('(') => depth += 1,
                Kind::Sign(')') => depth = depth.saturating_sub(1),
                _ if depth == 0 && self.is_bound(at) => return at,
                _ => {}
            }
            at += 1;
        }
        at
    }

    fn rule(&self, start: usize, doubts: &mut Doubts) -> (Option<Rule>, usize) {
        let words = self.words;
        let mut whole = true;
        let mut at = start;
        let mut rule = Rule {
            name: String::new(),
            title: Vec::new(),
            head: Atom { relation: String::new(), terms: Vec::new(), range: 0..0 },
            report: None,
            body: Vec::new(),
            unless: Vec::new(),
            because: Vec::new(),
            range: 0..0,
        };
        if let Some(next) = self.phrase(at, words.rule) {
            at = next;
            match self.tokens.get(at).map(|token| &token.kind) {
                Some(Kind::Word(name)) if self.phrase(at, words.condition).is_none() => {
                    rule.name.clone_from(name);
                    at += 1;
                }
                Some(Kind::Any) => at += 1,
                _ => {}
            }
            (rule.title, at) = self.texts(at);
        }
        at = self.past_punctuation(at);
        match self.phrase(at, words.condition) {
            Some(next) => at = next,
            None => {
                wrong::expected(self.range(at, at + 1), words.condition, doubts);
                return (None, self.next_rule(at));
            }
        }
        loop {
            match self.clause(at, 0) {
                Ok((literal, next)) => {
                    rule.body.push(literal);
                    at = next;
                }
                Err(next) => {
                    self.complain(at, next, doubts);
                    whole = false;
                    at = next;
                }
            }
            at = self.past_punctuation(at);
            match self.phrase(at, words.and) {
                Some(next) => at = next,
                None => break,
            }
        }
        let Some(next) = self.phrase(at, words.then) else {
            wrong::expected(self.range(at, at + 1), words.then, doubts);
            return (None, self.next_rule(at));
        };
        at = next;
        if !self.head(&mut at, &mut rule, doubts) {
            whole = false;
        }
        loop {
            at = self.past_punctuation(at);
            if let Some(next) = self.phrase(at, words.because) {
                let (texts, after) = self.texts(next);
                if texts.is_empty() {
                    wrong::expected(self.range(next, next + 1), "\"…\"", doubts);
                    return (None, self.next_rule(next));
                }
                rule.because.extend(texts);
                at = after;
            } else if let Some(next) = self.phrase(at, words.unless) {
                match self.clause(next, 0) {
                    Ok((Literal::Holds(atom), after)) => {
                        rule.unless.push(atom);
                        at = after;
                    }
                    Ok((_, after)) => {
                        wrong::exception(self.range(next, after), doubts);
                        whole = false;
                        at = after;
                    }
                    Err(after) => {
                        self.complain(next, after, doubts);
                        whole = false;
                        at = after;
                    }
                }
            } else {
                break;
            }
        }
        rule.range = self.range(start, at);
        if at < self.tokens.len() && self.phrase(at, words.rule).is_none() {
            wrong::leftover(self.range(at, self.next_rule(at)), doubts);
            return (None, self.next_rule(at));
        }
        (whole.then_some(rule), at)
    }

    fn next_rule(&self, at: usize) -> usize {
        let next = (at..self.tokens.len()).find(|at| self.phrase(*at, self.words.rule).is_some());
        next.unwrap_or(self.tokens.len())
    }

    /// Texts in quotation marks, each with its language before it unless it is the sentence's.
    fn texts(&self, at: usize) -> (Vec<(String, String)>, usize) {
        let mut at = at;
        let mut texts = Vec::new();
        loop {
            match (
                self.tokens.get(at).map(|token| &token.kind),
                self.tokens.get(at + 1).map(|token| &token.kind),
            ) {
                (Some(Kind::Text(words)), _) => {
                    texts.push((self.lang.tag().to_owned(), words.clone()));
                    at += 1;
                }
                (Some(Kind::Word(tag)), Some(Kind::Text(words)))
                    if !self.is_bound(at) && self.phrase(at, self.words.condition).is_none() =>
                {
                    texts.push((tag.clone(), words.clone()));
                    at += 2;
                }
                _ => return (texts, at),
            }
        }
    }

    fn head(&self, at: &mut usize, rule: &mut Rule, doubts: &mut Doubts) -> bool {
        let words = self.words;
        let mut is_concluded = false;
        if self.phrase(*at, words.report).is_none() {
            match self.clause(*at, 0) {
                Ok((Literal::Holds(atom), next)) => {
                    rule.head = atom;
                    *at = next;
                    is_concluded = true;
                }
                Ok((_, next)) => {
                    wrong::conclusion(self.range(*at, next), doubts);
                    *at = next;
                    return false;
                }
                Err(next) => {
                    self.complain(*at, next, doubts);
                    *at = next;
                    return false;
                }
            }
        }
        let next = self.past_punctuation(*at);
        let next = match is_concluded {
            true => {
                match self.phrase(next, words.and).and_then(|next| self.phrase(next, words.report))
                {
                    Some(next) => next,
                    None => return true,
                }
            }
            false => match self.phrase(next, words.report) {
                Some(next) => next,
                None => return true,
            },
        };
        let level = Level::ALL.into_iter().find_map(|level| {
            let after = self.phrase(next, level.label().get(self.lang));
            let after = after.or_else(|| self.phrase(next, level.name()));
            Some((level, after?))
        });
        let Some((level, next)) = level else {
            wrong::level(self.range(next, next + 1), self.lang, doubts);
            *at = self.recover(next);
            return false;
        };
        let (message, mut next) = self.texts(next);
        if message.is_empty() {
            wrong::expected(self.range(next, next + 1), "\"…\"", doubts);
            *at = self.recover(next);
            return false;
        }
        let mut report = Report { level: level.name().to_owned(), message, at: Vec::new() };
        if let Some(after) = self.phrase(next, words.at) {
            next = after;
            while let Some(Kind::Variable(name)) = self.tokens.get(next).map(|token| &token.kind) {
                report.at.push(name.clone());
                next += 1;
                let is_more = self.tokens.get(next).is_some_and(|token| token.is(","))
                    && matches!(
                        self.tokens.get(next + 1).map(|token| &token.kind),
                        Some(Kind::Variable(_))
                    );
                if !is_more {
                    break;
                }
                next += 1;
            }
            if report.at.is_empty() {
                wrong::expected(self.range(next, next + 1), "?claim", doubts);
                *at = self.recover(next);
                return false;
            }
        }
        if !is_concluded {
            rule.head = super::report_head(&rule.name, &report);
        }
        rule.report = Some(report);
        *at = next;
        true
    }

    /// One condition; where it cannot be read, the token after it.
    fn clause(&self, start: usize, depth: usize) -> Result<(Literal, usize), usize> {
        let mut readings = self.readings(start, depth);
        match readings.len() {
            1 => {
                let (_, literal, next) = readings.swap_remove(0);
                Ok((literal, next))
            }
            _ => Err(self.recover(start)),
        }
    }

    /// The longest readings of a condition that end where one can.
    fn readings(&self, start: usize, depth: usize) -> Readings {
        let (at, negated) = match self.phrase(start, self.words.not) {
            Some(next) => (next, true),
            None => (start, false),
        };
        let says = self.term(at, depth).and_then(|(term, next)| {
            let next = self.phrase(next, self.words.says)?;
            matches!(term, Term::Variable(_) | Term::Value(_)).then_some((term, next))
        });
        let mut found: Readings = Vec::new();
        let mut keep = |name: &str, literal: Literal, next: usize| {
            let longest = found.iter().map(|(.., next)| *next).max().unwrap_or(0);
            if longest < next {
                found.clear();
            }
            let is_new = !found.iter().any(|(_, own, _)| *own == literal);
            if longest <= next && is_new {
                found.push((name.to_owned(), literal, next));
            }
        };
        let mut spoken = |from: usize, claim: Option<&Term>| {
            for one in self.grammar.all() {
                if claim.is_some() && one.origin != Origin::Stated {
                    continue;
                }
                let of_lang = one.templates.iter().filter(|(lang, _)| *lang == self.lang);
                for (_, template) in of_lang {
                    let Some((mut terms, next)) = self.matched(one, template, from, depth) else {
                        continue;
                    };
                    if let (Some(claim), Some(column)) = (claim, terms.first_mut()) {
                        *column = claim.clone();
                    }
                    let range = self.range(start, next);
                    keep(&one.name, literal(one, terms, range, negated), next);
                }
            }
        };
        spoken(at, None);
        if let Some((claim, next)) = &says {
            spoken(*next, Some(claim));
        }
        if let Some((asked, atom, next)) = self.plain(start, at, depth) {
            let name = atom.relation.clone();
            let literal = match (asked, negated) {
                (true, negated) => Literal::Asked { atom, negated },
                (false, true) => Literal::Absent(atom),
                (false, false) => Literal::Holds(atom),
            };
            keep(&name, literal, next);
        }
        if let (false, Some((literal, next))) = (negated, self.compared(at, depth)) {
            keep("", literal, next);
        }
        found
    }

    /// `relation(?a, ?b)` or `@question(?t, ?u)`, and whether it is the latter.
    fn plain(&self, start: usize, at: usize, depth: usize) -> Option<(bool, Atom, usize)> {
        let asked = self.tokens.get(at)?.is("@");
        let at = at + usize::from(asked);
        let Kind::Word(name) = &self.tokens.get(at)?.kind else { return None };
        let (terms, next) = self.arguments(at + 1, depth)?;
        let next = self.is_bound(next).then_some(next)?;
        Some((asked, Atom { relation: name.clone(), terms, range: self.range(start, next) }, next))
    }

    fn compared(&self, at: usize, depth: usize) -> Read<Literal> {
        let (left, middle) = self.term(at, depth)?;
        let found = self.words.comparisons.iter().find_map(|(comparison, phrase)| {
            let (right, next) = self.term(self.phrase(middle, phrase)?, depth)?;
            self.is_bound(next).then_some((*comparison, right, next))
        });
        let (comparison, right, next) = found?;
        let range = self.range(at, next);
        Some((Literal::Compared { comparison, left, right, range }, next))
    }

    /// The terms of a template that matches here, up to where a condition can end.
    fn matched(
        &self,
        spoken: &Spoken,
        template: &Template,
        at: usize,
        depth: usize,
    ) -> Read<Vec<Term>> {
        let mut terms = vec![Term::Any; spoken.columns.len()];
        for (column, value) in &template.fixed {
            terms[*column] = Term::Value(value.clone());
        }
        let parts: Vec<&Part> = template.parts.iter().collect();
        let next = self.parts(&parts, at, depth, &mut terms)?;
        Some((terms, next))
    }

    fn parts(
        &self,
        parts: &[&Part],
        at: usize,
        depth: usize,
        terms: &mut Vec<Term>,
    ) -> Option<usize> {
        let Some((first, rest)) = parts.split_first() else {
            return self.is_bound(at).then_some(at);
        };
        match first {
            Part::Word(word) => {
                let is = self.tokens.get(at).is_some_and(|token| token.is(word));
                is.then(|| self.parts(rest, at + 1, depth, terms)).flatten()
            }
            Part::Counted(_, words) => {
                let is = self
                    .tokens
                    .get(at)
                    .is_some_and(|token| words.iter().any(|word| token.is(word)));
                is.then(|| self.parts(rest, at + 1, depth, terms)).flatten()
            }
            Part::Slot(column) => {
                let (term, next) = self.term(at, depth)?;
                let before = std::mem::replace(terms.get_mut(*column)?, term);
                let read = self.parts(rest, next, depth, terms);
                if read.is_none() {
                    terms[*column] = before;
                }
                read
            }
            Part::Optional(inside) => {
                let with: Vec<&Part> = inside.iter().chain(rest.iter().copied()).collect();
                self.parts(&with, at, depth, terms).or_else(|| self.parts(rest, at, depth, terms))
            }
        }
    }

    fn term(&self, at: usize, depth: usize) -> Read<Term> {
        if let Some(known) = self.terms.borrow().get(&at) {
            return known.clone();
        }
        let term = (depth < DEPTH).then(|| self.fresh_term(at, depth + 1)).flatten();
        self.terms.borrow_mut().insert(at, term.clone());
        term
    }

    fn fresh_term(&self, at: usize, depth: usize) -> Read<Term> {
        let token = self.tokens.get(at)?;
        let symbol = |words: &str| Term::Value(Value::Symbol(words.into()));
        match &token.kind {
            Kind::Variable(name) => Some((Term::Variable(name.clone()), at + 1)),
            Kind::Text(words) | Kind::Card(words) => Some((symbol(words), at + 1)),
            Kind::Number(value) => Some((Term::Value(value.clone()), at + 1)),
            Kind::Any => Some((Term::Any, at + 1)),
            Kind::Sign('(') => {
                let (left, next) = self.term(at + 1, depth)?;
                let Kind::Sign(sign) = self.tokens.get(next)?.kind else { return None };
                let sign = joining(sign)?;
                let (right, next) = self.term(next + 1, depth)?;
                let is_closed = self.tokens.get(next)?.is(")");
                let of = vec![left, right];
                is_closed.then(|| (Term::Computed { function: sign.to_string(), of }, next + 1))
            }
            Kind::Sign(sign) => {
                let function = joining(*sign)?.to_string();
                let (of, next) = self.arguments(at + 1, depth)?;
                Some((Term::Computed { function, of }, next))
            }
            Kind::Word(name) => self.aggregate(at, depth).or_else(|| {
                let (of, next) = self.arguments(at + 1, depth)?;
                Some((Term::Computed { function: name.clone(), of }, next))
            }),
        }
    }

    fn arguments(&self, at: usize, depth: usize) -> Read<Vec<Term>> {
        if !self.tokens.get(at)?.is("(") {
            return None;
        }
        let mut at = at + 1;
        let mut terms = Vec::new();
        if self.tokens.get(at)?.is(")") {
            return Some((terms, at + 1));
        }
        loop {
            let (term, next) = self.term(at, depth)?;
            terms.push(term);
            match &self.tokens.get(next)?.kind {
                Kind::Sign(',') => at = next + 1,
                Kind::Sign(')') => return Some((terms, next + 1)),
                _ => return None,
            }
        }
    }

    fn aggregate(&self, at: usize, depth: usize) -> Read<Term> {
        let made = |kind, of, body| Term::Aggregate(Box::new(Aggregate { kind, of, body }));
        if let Some(next) = self.phrase(at, self.words.cases)
            && let Some((body, next)) = self.inside(next, depth)
        {
            return Some((made(AggregateKind::Count, None, body), next));
        }
        self.words.aggregates.iter().find_map(|(kind, before, between)| {
            let (of, next) = self.term(self.phrase(at, before)?, depth)?;
            let (body, next) = self.inside(self.phrase(next, between)?, depth)?;
            Some((made(*kind, Some(of), body), next))
        })
    }

    /// The conditions in brackets.
    fn inside(&self, at: usize, depth: usize) -> Read<Vec<Literal>> {
        let mut body = Vec::new();
        let mut at = self.tokens.get(at)?.is("(").then_some(at + 1)?;
        loop {
            let (literal, next) = self.clause(at, depth).ok()?;
            body.push(literal);
            if self.tokens.get(next)?.is(")") {
                return Some((body, next + 1));
            }
            at = self.phrase(self.past_punctuation(next), self.words.and)?;
        }
    }

    /// Says why a condition cannot be read: several readings, or none.
    fn complain(&self, at: usize, next: usize, doubts: &mut Doubts) {
        let readings = self.readings(at, 0);
        let range = self.range(at, next.max(at + 1));
        if 1 < readings.len() {
            let names: Vec<&str> = readings.iter().map(|(name, ..)| name.as_str()).collect();
            wrong::ambiguous(range, &names, doubts);
            return;
        }
        let words: Vec<String> = self
            .tokens
            .get(at..next)
            .unwrap_or_default()
            .iter()
            .filter_map(|token| match &token.kind {
                Kind::Word(word) => Some(word.to_lowercase()),
                _ => None,
            })
            .collect();
        wrong::unread(range, &words, self.grammar, self.lang, doubts);
    }
}

/// The sign that joins two terms; a minus with spaces around it reads as a dash.
fn joining(sign: char) -> Option<char> {
    match sign {
        '—' => Some('-'),
        _ => JOINING.contains(&sign).then_some(sign),
    }
}

fn literal(spoken: &Spoken, terms: Vec<Term>, range: Range<usize>, negated: bool) -> Literal {
    let atom = Atom { relation: spoken.name.clone(), terms, range };
    match (spoken.origin, negated) {
        (Origin::Answered, negated) => Literal::Asked { atom, negated },
        (_, true) => Literal::Absent(atom),
        (_, false) => Literal::Holds(atom),
    }
}
