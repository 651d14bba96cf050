//! What a program declares: relations, types, what goes in and out, plans.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Port;
use super::lex::Kind;
use super::parser::{Parsed, Parser};
use super::types::{self, Declaration};
use crate::fault::{Fault, FaultKind};
use crate::program::{Relation, Type};

impl Parser<'_> {
    pub fn directive(&mut self, word: &str, start: usize) -> Parsed<()> {
        match word {
            "decl" => self.declaration(start),
            "type" | "number_type" | "symbol_type" => self.type_declaration(word, start),
            "input" | "output" | "printsize" | "limitsize" => self.port(word),
            "pragma" => {
                while matches!(self.token().kind, Kind::Text(_)) {
                    self.at += 1;
                }
                Some(())
            }
            "plan" => self.plan(start),
            _ => {
                let range = self.since(start);
                let fault = self.fault(range, FaultKind::Unsupported(format!(".{word}")));
                while !matches!(self.token().kind, Kind::End | Kind::Directive(_)) {
                    self.at += 1;
                }
                fault
            }
        }
    }

    fn declaration(&mut self, start: usize) -> Parsed<()> {
        let mut names = vec![(self.range(), self.name()?)];
        while self.take(",") {
            names.push((self.range(), self.name()?));
        }
        self.expect("(")?;
        let mut columns: Vec<(String, Declaration)> = Vec::new();
        let mut places: BTreeMap<String, Range<usize>> = BTreeMap::new();
        while !self.is(")") {
            let range = self.range();
            let name = self.name()?;
            self.expect(":")?;
            let kind = (self.range(), self.name()?);
            if let Some(first) = places.insert(name.clone(), range.clone()) {
                self.faults
                    .push(Fault::refused(range, FaultKind::Twice { name: name.clone(), first }));
            }
            columns.push((name, kind));
            if !self.take(",") {
                break;
            }
        }
        self.expect(")")?;
        let (mut input, mut output) = (false, false);
        while let Some(word) = self.word() {
            if *self.ahead(1) == Kind::Sign("(") {
                break;
            }
            match word {
                "input" => input = true,
                "output" | "printsize" => output = true,
                "inline" => self.read.inlined.extend(names.iter().map(|(_, name)| name.clone())),
                "eqrel" | "btree_delete" => {
                    let (range, what) = (self.range(), word.to_owned());
                    self.faults.push(Fault::refused(range, FaultKind::Unsupported(what)));
                }
                "no_inline" | "magic" | "no_magic" | "brie" | "btree" | "provenance"
                | "overridable" => {}
                _ => break,
            }
            self.at += 1;
        }
        if self.word() == Some("choice") {
            let range = self.range();
            self.fault::<()>(range, FaultKind::Unsupported("choice-domain".to_owned()));
            while !matches!(self.token().kind, Kind::End | Kind::Directive(_)) {
                self.at += 1;
            }
        }
        let whole = self.since(start);
        for (_, name) in names {
            let relation =
                Relation { name, columns: Vec::new(), input, output, range: whole.clone() };
            let relation = Relation {
                columns: columns.iter().map(|(name, _)| (name.clone(), Type::Symbol)).collect(),
                ..relation
            };
            self.read
                .relations
                .push((relation, columns.iter().map(|(_, kind)| kind.clone()).collect()));
        }
        Some(())
    }

    fn type_declaration(&mut self, word: &str, start: usize) -> Parsed<()> {
        let name = self.name()?;
        let definition = if word == "number_type" || word == "symbol_type" {
            let range = self.since(start);
            self.faults.push(Fault::doubtful(range.clone(), FaultKind::Old(format!(".{word}"))));
            types::Definition::Within((range, word.trim_end_matches("_type").to_owned()))
        } else if self.take("<:") {
            types::Definition::Within((self.range(), self.name()?))
        } else if self.take("=") {
            if self.is("[") {
                let range = self.range();
                return self.fault(range, FaultKind::Unsupported("[…]".to_owned()));
            }
            let mut of = vec![(self.range(), self.name()?)];
            while self.take("|") {
                of.push((self.range(), self.name()?));
            }
            if self.is("{") {
                let range = self.range();
                return self.fault(range, FaultKind::Unsupported("{…}".to_owned()));
            }
            types::Definition::Union(of)
        } else {
            let range = self.since(start);
            self.faults
                .push(Fault::doubtful(range.clone(), FaultKind::Old(format!(".type {name}"))));
            types::Definition::Within((range, "symbol".to_owned()))
        };
        let range = self.since(start);
        self.read.types.declare(name, definition, range, &mut self.faults);
        Some(())
    }

    fn port(&mut self, direction: &str) -> Parsed<()> {
        let mut relations = vec![(self.range(), self.name()?)];
        while self.take(",") {
            relations.push((self.range(), self.name()?));
        }
        let mut parameters = BTreeMap::new();
        if self.take("(") {
            while !self.is(")") {
                let name = self.name()?;
                self.expect("=")?;
                let value = match self.token().kind.clone() {
                    Kind::Text(text) | Kind::Name { text, .. } | Kind::Number(text) => text,
                    _ => return self.unexpected("string"),
                };
                self.at += 1;
                parameters.insert(name, value);
                if !self.take(",") {
                    break;
                }
            }
            self.expect(")")?;
        }
        for (range, relation) in relations {
            let (direction, parameters) = (direction.to_owned(), parameters.clone());
            self.read.ports.push(Port { direction, relation, parameters, range });
        }
        Some(())
    }

    fn plan(&mut self, start: usize) -> Parsed<()> {
        loop {
            let version = self.digits()?;
            self.expect(":")?;
            self.expect("(")?;
            let mut order = Vec::new();
            while !self.is(")") {
                order.push(self.digits()?);
                if !self.take(",") {
                    break;
                }
            }
            self.expect(")")?;
            let range = self.since(start);
            if let Some(clause) = self.read.clauses.last_mut() {
                clause.plans.push((version, order, range));
            }
            if !self.take(",") {
                return Some(());
            }
        }
    }
}
