//! Tables of claims in words: on a page, on the terminal, as CSV and as JSON.

use std::collections::BTreeSet;

use derek_reason::compare::{By, Cell, Column, Fit, Row, Said as Claimed, Table};
use derek_study::vocabulary::Takes;
use derek_study::{Card, Lang, Polarity, Said, Study, Value, say};
use maud::{Markup, html};
use serde_json::{Value as Json, json};

use crate::address;
use crate::argument::{cited, words_of};
use crate::edition::Edition;
use crate::words::Word;

/// What the emptiness of a cell means.
fn empty_said(cell: &Cell<'_>) -> Said {
    match cell {
        Cell::NotAsked => say!(en: "not asked", ru: "не спрашивалось", kk: "сұралмаған"),
        _ => say!(en: "nothing said", ru: "ничего не сказано", kk: "ештеңе айтылмаған"),
    }
}

fn fit_said(fit: Fit) -> Option<Said> {
    match fit {
        Fit::Sure => None,
        Fit::Possible => Some(say!(en: "possibly", ru: "возможно", kk: "мүмкін")),
        Fit::Across => {
            Some(say!(en: "across the day", ru: "и до, и после", kk: "бұрын да, кейін де"))
        }
    }
}

/// What a column is called.
pub fn column_said(study: &Study, column: &Column<'_>, lang: Lang) -> String {
    match column {
        Column::Card(card) => card.name(lang).to_owned(),
        Column::Before(day) => {
            say!({ day } en: "before {day}", ru: "до {day}", kk: "{day} дейін").get(lang).to_owned()
        }
        Column::From(day) => say!({ day } en: "from {day} on", ru: "с {day}", kk: "{day} бастап")
            .get(lang)
            .to_owned(),
        Column::Untimed => {
            say!(en: "no time told", ru: "время не названо", kk: "уақыты айтылмаған")
                .get(lang)
                .to_owned()
        }
        Column::Voice(voice) => match (study.resolve(voice, &[]).card(), study.entry(voice)) {
            (Some(card), _) => card.name(lang).to_owned(),
            (None, Some(entry)) if !entry.title.is_empty() => entry.title.clone(),
            (None, _) => (*voice).to_owned(),
        },
    }
}

/// What a row is called.
pub fn row_said(study: &Study, row: &Row<'_>, lang: Lang) -> String {
    let label = |predicate: &str| {
        let known = study.vocabulary.predicate(predicate);
        known.map_or(predicate, |known| known.label.get(lang)).to_owned()
    };
    match row {
        Row::Predicate(name) => label(name),
        Row::Matter(card) => card.name(lang).to_owned(),
        Row::Other => say!(en: "other matters", ru: "о прочем", kk: "басқасы").get(lang).to_owned(),
        Row::Events => say!(en: "events", ru: "события", kk: "оқиғалар").get(lang).to_owned(),
        Row::Claim(card, predicate, value) => {
            let words = words(study, predicate, value, lang);
            format!("{} — {}: {words}", card.name(lang), label(predicate))
        }
    }
}

/// The words of a value in a language, and that it is denied or doubted.
fn words(study: &Study, predicate: &str, value: &Value, lang: Lang) -> String {
    let said = plain_words(study, predicate, value, lang);
    match value.polarity {
        Polarity::Affirms => said,
        Polarity::Denies => format!("{said} ({})", Word::Denied.get(lang)),
        Polarity::Doubts => format!("{said} ({})", Word::Doubted.get(lang)),
    }
}

/// The words of a value in a language, with names for links and cards.
fn plain_words(study: &Study, predicate: &str, value: &Value, lang: Lang) -> String {
    let takes = study.vocabulary.predicate(predicate).map_or(Takes::Text, |known| known.takes);
    let name = |target: &str| {
        let card = study.resolve(target, &[]).card();
        card.map_or(target, |card| card.name(lang)).to_owned()
    };
    if takes == Takes::Card {
        return name(&value.text);
    }
    if let Some(date) = &value.date {
        return date.in_lang(lang);
    }
    let known = study.vocabulary.predicate(predicate).and_then(|known| known.word(&value.text));
    if let Some(word) = known {
        return word.get(lang).to_owned();
    }
    let mut out = String::new();
    let mut rest = words_of(value, lang);
    while let Some((before, inside, after)) = rest.split_once("[[").and_then(|(before, from)| {
        let (inside, after) = from.split_once("]]")?;
        Some((before, inside, after))
    }) {
        out.push_str(before);
        out.push_str(&name(inside.split(['|', '#']).next().unwrap_or_default()));
        rest = after;
    }
    out + rest
}

/// A claim as a cell has it: without the matter that its row names already.
fn claim_words(study: &Study, row: &Row<'_>, said: &Claimed<'_>, lang: Lang) -> String {
    if let Row::Events = row {
        let date = said.value.date.as_ref().map(|date| format!(", {}", date.in_lang(lang)));
        return format!("{}{}", said.card.name(lang), date.unwrap_or_default());
    }
    let whole = words(study, said.predicate, said.value, lang);
    let Row::Matter(card) = row else { return whole };
    match whole.strip_prefix(card.name(lang)).and_then(|rest| rest.strip_prefix(':')) {
        Some(rest) => rest.trim_start().to_owned(),
        None => whole,
    }
}

/// What stands beside the words of a claim: how surely it belongs here, its time, its voice.
fn beside(study: &Study, said: &Claimed<'_>, lang: Lang) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(fit_said(said.fit).map(|said| said.get(lang).to_owned()));
    let ends = [&said.value.from, &said.value.until];
    if ends.iter().any(|end| end.is_some()) {
        let [from, until] =
            ends.map(|end| end.as_ref().map_or_else(|| "…".to_owned(), |date| date.in_lang(lang)));
        parts.push(format!("{from} – {until}"));
    }
    if let Some(by) = &said.value.by {
        let card = study.resolve(by, &[]).card();
        parts.push(format!("— {}", card.map_or(by.as_str(), |card| card.name(lang))));
    }
    if said.value.judged {
        parts.push(say!(en: "a judgement", ru: "суждение", kk: "пайым").get(lang).to_owned());
    }
    parts.join(", ")
}

fn plain(study: &Study, row: &Row<'_>, cell: &Cell<'_>, lang: Lang) -> String {
    let Cell::Said(all) = cell else { return format!("({})", empty_said(cell).get(lang)) };
    let claims = all.iter().map(|said| {
        let beside = beside(study, said, lang);
        let beside = if beside.is_empty() { beside } else { format!(" ({beside})") };
        format!("{}{beside}{}", claim_words(study, row, said, lang), cited(said.value))
    });
    claims.collect::<Vec<_>>().join("; ")
}

/// A table for a reader of the terminal: row by row, a line for each column.
pub fn told(study: &Study, table: &Table<'_>, lang: Lang) -> String {
    let mut out = String::new();
    for (row, cells) in table.rows.iter().zip(&table.cells) {
        out += &format!("{}\n", row_said(study, row, lang));
        for (column, cell) in table.columns.iter().zip(cells) {
            let (column, cell) = (column_said(study, column, lang), plain(study, row, cell, lang));
            out += &format!("  {column}: {cell}\n");
        }
    }
    if table.rows.is_empty() {
        out += &format!("{}\n", nothing().get(lang));
    }
    out
}

fn nothing() -> Said {
    say!(en: "nothing is said of these cards", ru: "об этих карточках ничего не сказано", kk: "бұл карточкалар туралы ештеңе айтылмаған")
}

/// A table as CSV, with heads in the first row.
pub fn csv(study: &Study, table: &Table<'_>, lang: Lang) -> String {
    let quoted = |cell: &str| {
        // A spreadsheet must not take words for a formula.
        let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
        format!("\"{guard}{}\"", cell.replace('"', "\"\""))
    };
    let line = |cells: Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        format!("{}\r\n", cells.join(","))
    };
    let heads = table.columns.iter().map(|column| column_said(study, column, lang));
    let mut out = line([String::new()].into_iter().chain(heads).collect());
    for (row, cells) in table.rows.iter().zip(&table.cells) {
        let cells = cells.iter().map(|cell| plain(study, row, cell, lang));
        out += &line([row_said(study, row, lang)].into_iter().chain(cells).collect());
    }
    out
}

/// A table for a pipeline: one object a row.
pub fn json_lines(study: &Study, table: &Table<'_>, lang: Lang) -> Vec<Json> {
    let claim = |row: &Row<'_>, said: &Claimed<'_>| {
        let citations = said.value.citations.iter();
        json!({
            "card": said.card.id, "predicate": said.predicate,
            "text": claim_words(study, row, said, lang),
            "citations": citations.map(|one| json!({ "key": one.key, "locator": one.locator })).collect::<Vec<_>>(),
            "by": said.value.by, "judged": said.value.judged, "fit": said.fit.name(),
        })
    };
    let cell = |row: &Row<'_>, column: &Column<'_>, cell: &Cell<'_>| {
        let claims = match cell {
            Cell::Said(all) => all.iter().map(|said| claim(row, said)).collect(),
            Cell::Silent | Cell::NotAsked => Vec::new(),
        };
        json!({ "column": column_said(study, column, lang), "state": cell.name(), "claims": claims })
    };
    let line = |(row, cells): (&Row<'_>, &Vec<Cell<'_>>)| {
        let cells = table.columns.iter().zip(cells).map(|(column, one)| cell(row, column, one));
        json!({ "row": row_said(study, row, lang), "cells": cells.collect::<Vec<_>>() })
    };
    table.rows.iter().zip(&table.cells).map(line).collect()
}

impl Edition<'_> {
    /// A table as a page has it; on a narrow screen each row becomes a list.
    pub fn comparison(&self, table: &Table<'_>) -> Markup {
        let (lang, study) = (self.lang, self.study);
        let heads: Vec<String> =
            table.columns.iter().map(|column| column_said(study, column, lang)).collect();
        let label = say!(en: "Comparison", ru: "Сравнение", kk: "Салыстыру");
        if table.rows.is_empty() {
            return html! { p class="quiet" { (nothing().get(lang)) } };
        }
        html! {
            div class="table comparison" tabindex="0" role="region" aria-label=(label.get(lang)) {
                table {
                    thead { tr {
                        td {}
                        @for (column, head) in table.columns.iter().zip(&heads) {
                            th scope="col" { @match column { Column::Card(card) => (self.link_to(card)), _ => (head) } }
                        }
                    } }
                    tbody {
                        @for (row, cells) in table.rows.iter().zip(&table.cells) {
                            tr {
                                th scope="row" { @match row { Row::Matter(card) => (self.link_to(card)), _ => (row_said(study, row, lang)) } }
                                @for (head, cell) in heads.iter().zip(cells) {
                                    td data-head=(head) class=(cell.name()) { (self.cell(row, cell)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The form by which a reader says what to compare.
    pub fn comparison_form(&self, cards: &[&str], by: By, before: &str, sources: bool) -> Markup {
        let lang = self.lang;
        let card = say!(en: "Card", ru: "Карточка", kk: "Карточка");
        let rows = say!(en: "Compare by", ru: "Сравнивать по", kk: "Салыстыру негізі");
        let predicates =
            say!(en: "kinds of statement", ru: "видам сведений", kk: "мәлімет түрлері");
        let matters = say!(en: "matters", ru: "темам", kk: "тақырыптар");
        let day = say!(en: "Before and after this date", ru: "До и после этой даты", kk: "Осы күнге дейін және кейін");
        let columns = say!(en: "a column for each source", ru: "столбец на каждый источник", kk: "әр дереккөзге бір баған");
        let compare = say!(en: "Compare", ru: "Сравнить", kk: "Салыстыру");
        let fields = (cards.len() + 1).max(3);
        html! {
            form class="compare-form" method="get" {
                datalist id="all-cards" {
                    @for card in &self.study.cards { option value=(self.asked_as(card)) { (card.id) } }
                }
                div class="row-of-fields" {
                    @for at in 0..fields {
                        div {
                            label for={ "card-" (at) } { (card.get(lang)) " " (at + 1) }
                            input id={ "card-" (at) } name="card" type="text" list="all-cards" value=(cards.get(at).copied().map_or("", |id| self.study.card(id).map_or(id, |card| self.asked_as(card)))) autocomplete="off" dir="auto";
                        }
                    }
                }
                div class="row-of-fields" {
                    div {
                        label for="by" { (rows.get(lang)) }
                        select id="by" name="by" {
                            option value="predicates" selected[by == By::Predicates] { (predicates.get(lang)) }
                            option value="matters" selected[by == By::Matters] { (matters.get(lang)) }
                        }
                    }
                    div {
                        label for="before" { (day.get(lang)) }
                        input id="before" name="before" type="text" value=(before) autocomplete="off";
                    }
                    label class="choice" { input type="checkbox" name="sources" value="1" checked[sources]; " " (columns.get(lang)) }
                    button type="submit" { (compare.get(lang)) }
                }
            }
        }
    }

    /// Pairs of cards that are worth laying side by side: of each kind the two that speak of
    /// the most matters in common; nothing when no two do.
    pub fn likely_comparisons(&self) -> Markup {
        let mut pairs: Vec<(usize, &Card, &Card)> = Vec::new();
        for (_, cards) in self.study.kinds() {
            let spoken: Vec<(&Card, BTreeSet<&str>)> =
                cards.iter().take(COMPARED).map(|card| (*card, matters_of(card))).collect();
            let best = spoken.iter().enumerate().flat_map(|(at, (one, own))| {
                let others = spoken[at + 1..].iter();
                others.map(move |(other, theirs)| (own.intersection(theirs).count(), *one, *other))
            });
            // The first of equals: as cards are in order, always the same.
            let best = best.fold(None, |best: Option<(usize, &Card, &Card)>, pair| match best {
                Some(best) if pair.0 <= best.0 => Some(best),
                _ => Some(pair),
            });
            pairs.extend(best.filter(|pair| 0 < pair.0));
        }
        pairs.sort_by_key(|pair| std::cmp::Reverse(pair.0));
        let lang = self.lang;
        let example = say!(en: "For example", ru: "Например", kk: "Мысалы");
        let address = |one: &Card, other: &Card| {
            let (root, one, other) =
                (self.root, address::segment(&one.id), address::segment(&other.id));
            format!("{root}/compare?card={one}&card={other}&by=matters")
        };
        html! {
            @if !pairs.is_empty() {
                p class="small-label" { (example.get(lang)) }
                ul {
                    @for (_, one, other) in pairs.iter().take(4) {
                        li { a href=(address(one, other)) { bdi { (one.name(lang)) } " — " bdi { (other.name(lang)) } } }
                    }
                }
            }
        }
    }

    /// What a card is asked for by: its name where it means no other, else its identifier.
    fn asked_as<'c>(&self, card: &'c Card) -> &'c str {
        let name = card.name(self.lang);
        let named = self.study.resolve(name, &[]).card();
        if named.is_some_and(|named| named.id == card.id) { name } else { &card.id }
    }

    fn cell(&self, row: &Row<'_>, cell: &Cell<'_>) -> Markup {
        let (lang, study) = (self.lang, self.study);
        let Cell::Said(all) = cell else {
            return html! { span class="quiet" { (empty_said(cell).get(lang)) } };
        };
        html! {
            ul class="plain" {
                @for said in all {
                    @let words = claim_words(study, row, said, lang);
                    @let target = match row { Row::Events => Some(said.card), Row::Matter(_) | Row::Other => None, _ => study.resolve(&said.value.text, &[]).card() };
                    @let beside = beside(study, said, lang);
                    li {
                        @match target { Some(card) if words.starts_with(card.name(lang)) => { (self.link_to(card)) (words.strip_prefix(card.name(lang)).unwrap_or_default()) }, _ => (self.words_as_they_stand(&words)) }
                        @if !beside.is_empty() { " " span class="qualifier" { (beside) } }
                        " " span class="citations" {
                            @for (at, citation) in said.value.citations.iter().enumerate() {
                                @if 0 < at { "; " }
                                (self.citation(citation))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Cards of one kind among which a likely pair is sought.
const COMPARED: usize = 120;

/// What a card speaks of: the cards that its own words link to.
fn matters_of(card: &Card) -> BTreeSet<&str> {
    let values = card.fields.iter().flat_map(|field| &field.values);
    let links = values.flat_map(|value| value.text.split("[[").skip(1));
    links
        .filter_map(|after| after.split_once("]]"))
        .map(|(inside, _)| inside.split(['|', '#']).next().unwrap_or(inside).trim())
        .collect()
}
