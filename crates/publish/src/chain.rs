//! What led to what, for readers: the chain as a drawing and as a list, each link
//! with its passages, and where it is weakest.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use derek_reason::cause::{Bond, CausalLink, Cause, Causes, Chain, Direction, Strength};
use derek_reason::derive;
use derek_study::{Card, Field, Lang, Said, Value, say};
use maud::{Markup, PreEscaped, html};

use crate::address;
use crate::edition::{Edition, name_tag};
use crate::structure::DEEPEST;

/// What a bond is called, of the cause.
pub fn bond_said(bond: Bond) -> Said {
    match bond {
        Bond::Cause => say!(en: "cause", ru: "причина", kk: "себебі"),
        Bond::Occasion => say!(en: "occasion", ru: "повод", kk: "түрткісі"),
        Bond::Condition => say!(en: "condition", ru: "условие", kk: "шарты"),
        Bond::Motive => say!(en: "motive", ru: "мотив", kk: "уәжі"),
        Bond::Prevention => say!(en: "what prevented it", ru: "что помешало", kk: "кедергісі"),
        Bond::Reason => say!(en: "reason given", ru: "названная причина", kk: "аталған себебі"),
    }
}

/// How well a link is borne out.
pub fn strength_said(strength: Strength) -> Said {
    match strength {
        Strength::AgainstTime => {
            say!(en: "cannot hold with what is said of time", ru: "не сходится со сказанным о времени", kk: "уақыт туралы айтылғанмен үйлеспейді")
        }
        Strength::Untold => {
            say!(en: "no source is cited", ru: "источник не указан", kk: "дереккөзі көрсетілмеген")
        }
        Strength::Doubtful => {
            say!(en: "only heard, meant or decreed, or read unsurely", ru: "лишь по слухам, как намерение или предписание, либо прочтено нетвёрдо", kk: "тек естілген, ниет не жарлық ретінде айтылған, немесе оқылуы күмәнді")
        }
        Strength::Judged => {
            say!(en: "no source says it outright; a judgement", ru: "прямо в источнике не сказано; суждение исследователя", kk: "дереккөзде тікелей айтылмаған; зерттеушінің пайымы")
        }
        Strength::Single => {
            say!(en: "one independent witness", ru: "одно независимое свидетельство", kk: "бір тәуелсіз куәгер")
        }
        Strength::Several(count) => {
            say!({ count } en: "independent witnesses: {count}", ru: "независимых свидетельств: {count}", kk: "тәуелсіз куәгерлер: {count}")
        }
    }
}

/// What a cause is called in a language.
pub fn cause_name<'a>(cause: &Cause<'a>, lang: Lang) -> &'a str {
    match cause {
        Cause::Card(card) => card.name(lang),
        Cause::Words(value) => value.in_lang(lang),
    }
}

/// The weakest link of a chain in words; `None` when the chain has no link.
pub fn weakest_said(chain: &Chain<'_, '_>) -> Option<Said> {
    let weakest = chain.weakest()?.link;
    let name = |lang| {
        (
            weakest.effect.name(lang).to_owned(),
            cause_name(&weakest.cause, lang).to_owned(),
            strength_said(weakest.strength).get(lang).to_owned(),
        )
    };
    let [en, ru, kk] = [Lang::En, Lang::Ru, Lang::Kk].map(name);
    Some(Said::new(
        format!("weakest link: {} ← {} ({})", en.0, en.1, en.2),
        format!("слабейшее звено: {} ← {} ({})", ru.0, ru.1, ru.2),
        format!("ең әлсіз буын: {} ← {} ({})", kk.0, kk.1, kk.2),
    ))
}

/// What to say of the strength of the whole chain; `None` when its links differ.
pub fn all_alike_said(chain: &Chain<'_, '_>) -> Option<Said> {
    let mut strengths = chain.steps.iter().map(|step| step.link.strength);
    let first = strengths.next()?;
    let is_alike = strengths.all(|strength| strength == first);
    (is_alike && 1 < chain.steps.len() && first == Strength::Single).then(|| {
        say!(en: "no link is stronger than another: each rests on one witness", ru: "ни одно звено не крепче другого: каждое держится на одном свидетельстве", kk: "бірде-бір буын екіншісінен берік емес: әрқайсысы бір куәгерге сүйенеді")
    })
}

impl<'a> Edition<'a> {
    /// The page of what led to something, or of what it led to; `None` when there is no such card.
    ///
    /// `here` is the address of the page.
    pub fn chain(&self, id: &str, direction: Direction, here: &str) -> Option<Markup> {
        let lang = self.lang;
        let card = self.study.card(id)?;
        let derived = derive(self.study);
        let causes = Causes::of(self.study, &derived.chronology, &derived.witnesses);
        let card = causes.beginning(self.study, card, direction);
        let chain = causes.chain(card, direction);
        let ways = [
            (Direction::Back, "", back_said()),
            (Direction::Forward, "?way=forward", forward_said()),
        ];
        Some(html! {
            p class="kicker" { a href={ (self.root) "/causes" } { (say!(en: "Causes", ru: "Причины", kk: "Себептер").get(lang)) } }
            h1 { (self.link_to(card)) }
            nav class="filter" aria-label=(say!(en: "Direction", ru: "Направление", kk: "Бағыт").get(lang)) {
                @for (way, query, said) in &ways { a href={ (here) (query) } aria-current=[(*way == direction).then_some("true")] { (said.get(lang)) } }
            }
            @if chain.steps.is_empty() {
                p class="all-clear" { (nothing_said(direction).get(lang)) }
            } @else {
                @for circle in &chain.circles {
                    p class="doubt" {
                        (say!(en: "Told to be its own cause:", ru: "Названо причиной самого себя:", kk: "Өзіне өзі себеп деп аталған:").get(lang)) " "
                        @for (at, card) in circle.iter().enumerate() { @if 0 < at { " → " } (self.link_to(card)) }
                    }
                }
                (self.chain_drawing(&chain))
                @match all_alike_said(&chain) {
                    Some(said) => p class="overview" { (capital(said.get(lang))) },
                    None => { @if let Some(said) = weakest_said(&chain) { p class="overview" { (capital(said.get(lang))) } } }
                }
                ol class="chain" {
                    @for (at, step) in chain.steps.iter().enumerate() {
                        li id=(format!("link-{at}")) class={ "link is-" (step.link.strength.name()) " depth-" (step.depth.min(DEEPEST)) } {
                            (self.causal_link(step.link, direction))
                            @if step.again { p class="quiet" { (say!(en: "what lies behind it stands above", ru: "что за этим стоит, показано выше", kk: "оның ар жағындағысы жоғарыда көрсетілген").get(lang)) } }
                        }
                    }
                }
            }
        })
    }

    /// Every event that something is said to have led to, with its causes in number.
    pub fn effects(&self) -> Markup {
        let lang = self.lang;
        let derived = derive(self.study);
        let causes = Causes::of(self.study, &derived.chronology, &derived.witnesses);
        let mut effects: BTreeMap<&str, (&Card, Vec<&CausalLink<'_>>)> = BTreeMap::new();
        for link in &causes.links {
            effects.entry(&link.effect.file).or_insert((link.effect, Vec::new())).1.push(link);
        }
        let mut effects: Vec<_> = effects.into_values().collect();
        effects.sort_by_key(|(card, links)| (std::cmp::Reverse(links.len()), card.name(lang)));
        let none = say!(en: "No card says yet what led to what.", ru: "Ни на одной карточке ещё не сказано, что к чему привело.", kk: "Әзірге бірде-бір карточкада ненің неге алып келгені айтылмаған.");
        let help = say!(en: "Write one of these lines on the card of the effect, with its citation:", ru: "Напишите на карточке следствия одну из этих строк со ссылкой:", kk: "Салдардың карточкасына осы жолдардың бірін сілтемесімен жазыңыз:");
        html! {
            @if effects.is_empty() {
                p class="all-clear" { (none.get(lang)) }
                p class="quiet" { (help.get(lang)) }
                ul { @for bond in Bond::ALL { li { code { (bond.predicate()) ":" } " — " (bond_said(bond).get(lang)) } } }
            }
            ul class="effects" {
                @for (card, links) in &effects {
                    li {
                        a href=(address_of(self.root, card)) class=[name_tag(card, lang).map(|_| "untranslated")] lang=[name_tag(card, lang)] dir="auto" { (card.name(lang)) }
                        ul class="plain" {
                            @for link in links {
                                li {
                                    span class="small-label" { (bond_said(link.bond).get(lang)) } " "
                                    @match link.cause { Cause::Card(cause) => (self.link_to(cause)), Cause::Words(value) => (self.words_of(value)) }
                                    @if let Some(claim) = link.claims.first() { " " (self.citations(claim)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// From a card to what led to it and what it led to; nothing when the study is silent of both.
    pub(crate) fn ways_to_causes(&self, card: &Card) -> Markup {
        let is_bond = |predicate: &str| Bond::ALL.iter().any(|bond| bond.predicate() == predicate);
        let names = |value: &Value| {
            self.study
                .resolve(&value.text, &[])
                .card()
                .is_some_and(|named| std::ptr::eq(named, card))
        };
        let has = |other: &&Card| {
            let fields = other.fields.iter().filter(|field| is_bond(&field.predicate));
            fields.flat_map(Field::affirmed).any(names)
        };
        let has_causes = card.fields.iter().any(|field| is_bond(&field.predicate));
        if !has_causes && !self.study.cards.iter().any(|other| has(&other)) {
            return html! {};
        }
        let here = address_of(self.root, card);
        html! {
            p class="quiet" {
                @if has_causes { a href=(here) { (back_said().get(self.lang)) } " · " }
                a href={ (here) "?way=forward" } { (forward_said().get(self.lang)) }
            }
        }
    }

    fn causal_link(&self, link: &CausalLink<'a>, direction: Direction) -> Markup {
        let lang = self.lang;
        html! {
            p class="link-line" {
                @match (direction, &link.cause) {
                    (Direction::Back, Cause::Card(card)) => { span class="small-label" { (bond_said(link.bond).get(lang)) } " " (self.link_to(card)) },
                    (Direction::Back, Cause::Words(value)) => { span class="small-label" { (bond_said(link.bond).get(lang)) } " " (self.words_of(value)) },
                    (Direction::Forward, _) => { (self.link_to(link.effect)) " " span class="small-label" { "← " (bond_said(link.bond).get(lang)) } },
                }
                @if let Some(claim) = link.claims.first().filter(|claim| !claim.value.citations.is_empty()) { " " (self.citations(claim)) }
                " " span class={ "tag is-" (link.strength.name()) } { (strength_said(link.strength).get(lang)) }
                @if link.is_only { " " span class="tag" { (say!(en: "the only one named", ru: "единственная названная", kk: "аталған жалғыз себеп").get(lang)) } }
            }
            details class="passage-whole" { summary { (say!(en: "Passages", ru: "Фрагменты", kk: "Үзінділер").get(lang)) } (self.claims(&link.claims)) }
        }
    }

    /// The chain as boxes in columns, the beginning at the left.
    fn chain_drawing(&self, chain: &Chain<'_, 'a>) -> Markup {
        const BOX: f64 = 204.0;
        const GAP: f64 = 44.0;
        const HIGH: f64 = 46.0;
        const ROW: f64 = 60.0;
        const MOST: usize = 120;
        let lang = self.lang;
        // A box for each card and for each reason in words, in the column where it is first met.
        let mut place: BTreeMap<String, (f64, f64)> = BTreeMap::new();
        let mut columns: Vec<usize> = Vec::new();
        let mut boxes = String::new();
        let mut add = |key: String,
                       depth: usize,
                       name: &str,
                       address: Option<String>,
                       is_start: bool| {
            if place.contains_key(&key) {
                return place[&key];
            }
            if columns.len() <= depth {
                columns.resize(depth + 1, 0);
            }
            let at = (depth as f64 * (BOX + GAP), columns[depth] as f64 * ROW);
            columns[depth] += 1;
            place.insert(key, at);
            let class = if is_start { "box is-start" } else { "box" };
            let shape = match address.is_some() {
                true => "rx=\"4\"",
                false => "rx=\"16\" stroke-dasharray=\"4 3\"",
            };
            let lines = wrapped(name);
            let mut words = String::new();
            for (nth, line) in lines.iter().enumerate() {
                let y = at.1
                    + HIGH / 2.0
                    + 4.5
                    + (nth as f64 - (lines.len() as f64 - 1.0) / 2.0) * 15.0;
                let _ = write!(
                    words,
                    "<text x=\"{:.0}\" y=\"{y:.1}\" text-anchor=\"middle\">{}</text>",
                    at.0 + BOX / 2.0,
                    escaped(line)
                );
            }
            let drawn = format!(
                "<title>{}</title><rect class=\"{class}\" x=\"{:.0}\" y=\"{:.0}\" width=\"{BOX}\" height=\"{HIGH}\" {shape}/>{words}",
                escaped(name),
                at.0,
                at.1
            );
            let _ = match address {
                Some(address) => write!(boxes, "<a href=\"{address}\">{drawn}</a>"),
                None => write!(boxes, "<g>{drawn}</g>"),
            };
            at
        };
        let card_box = |card: &Card| {
            (
                card.file.clone(),
                card.name(lang).to_owned(),
                Some(address::card(self.root, &card.id)),
            )
        };
        let (key, name, address) = card_box(chain.card);
        add(key, 0, &name, address, true);
        let mut arrows = String::new();
        for (nth, step) in chain.steps.iter().take(MOST).enumerate() {
            let near = match chain.direction {
                Direction::Back => card_box(step.link.effect),
                Direction::Forward => step.link.cause.card().map(card_box).unwrap_or_default(),
            };
            let far = match (chain.direction, step.link.cause) {
                (Direction::Forward, _) => card_box(step.link.effect),
                (Direction::Back, Cause::Card(card)) => card_box(card),
                (Direction::Back, Cause::Words(value)) => (
                    format!("{}:{}", step.link.effect.file, value.range.start),
                    cause_name(&step.link.cause, lang).to_owned(),
                    None,
                ),
            };
            let from = add(near.0, step.depth, &near.1, near.2, false);
            let to = add(far.0, step.depth + 1, &far.1, far.2, false);
            let is_forward = from.0 < to.0;
            let (x1, x2) = if is_forward {
                (from.0 + BOX, to.0)
            } else {
                (from.0 + BOX / 2.0, to.0 + BOX / 2.0)
            };
            let (y1, y2) = match is_forward {
                true => (from.1 + HIGH / 2.0, to.1 + HIGH / 2.0),
                false => (from.1 + HIGH, to.1 + HIGH),
            };
            let (bend1, bend2) =
                if is_forward { (x1 + GAP / 2.0, x2 - GAP / 2.0) } else { (x1, x2) };
            let drop = if is_forward { 0.0 } else { 26.0 };
            let path = format!(
                "M{x1:.0} {y1:.0} C{bend1:.0} {:.0} {bend2:.0} {:.0} {x2:.0} {y2:.0}",
                y1 + drop,
                y2 + drop
            );
            let (width, dash) = match step.link.strength {
                Strength::Several(_) => (3.0, ""),
                Strength::Single => (1.5, ""),
                Strength::Judged | Strength::Doubtful => (1.5, " stroke-dasharray=\"6 4\""),
                Strength::Untold | Strength::AgainstTime => (1.5, " stroke-dasharray=\"2 4\""),
            };
            let title = format!(
                "{}: {}",
                bond_said(step.link.bond).get(lang),
                strength_said(step.link.strength).get(lang)
            );
            let tip = match chain.direction {
                Direction::Back => (x1, y1, if is_forward { 1.0 } else { 0.0 }),
                Direction::Forward => (x2, y2, if is_forward { -1.0 } else { 0.0 }),
            };
            let head = format!(
                "M{:.0} {:.0} L{:.0} {:.0} L{:.0} {:.0} Z",
                tip.0,
                tip.1,
                tip.0 + 8.0 * tip.2 - 4.0 * (1.0 - tip.2.abs()),
                tip.1 - 4.0 + 12.0 * (1.0 - tip.2.abs()),
                tip.0 + 8.0 * tip.2 + 4.0 * (1.0 - tip.2.abs()),
                tip.1 + 4.0 + 4.0 * (1.0 - tip.2.abs())
            );
            let _ = write!(
                arrows,
                "<a href=\"#link-{nth}\" class=\"arrow is-{}\"><title>{}</title><path d=\"{path}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"{width}\"{dash}/><path d=\"{head}\" fill=\"currentColor\"/><path d=\"{path}\" fill=\"none\" stroke=\"transparent\" stroke-width=\"14\"/></a>",
                step.link.strength.name(),
                escaped(&title)
            );
        }
        let wide = columns.len() as f64 * (BOX + GAP) - GAP + 4.0;
        let high = columns.iter().max().map_or(ROW, |most| *most as f64 * ROW) + 10.0;
        let label = say!(en: "Chain of causes", ru: "Цепь причин", kk: "Себептер тізбегі");
        html! {
            figure class="causes" {
                div class="scroll" tabindex="0" role="region" aria-label=(label.get(lang)) {
                    svg viewBox=(format!("-2 -2 {wide:.0} {high:.0}")) width=(format!("{wide:.0}")) height=(format!("{high:.0}")) role="group" aria-label=(label.get(lang)) { (PreEscaped(arrows)) (PreEscaped(boxes)) }
                }
                figcaption class="quiet" { (say!(en: "An arrow points at the effect and opens the passages of the link. Broken: no source says it outright. Dotted: no source, or against what is said of time. A dashed box is a reason given in words.", ru: "Стрелка указывает на следствие и открывает фрагменты звена. Прерывистая: прямо в источнике не сказано. Пунктир из точек: источника нет или не сходится со временем. Рамка штрихом — причина, названная словами.", kk: "Көрсеткі салдарға бағытталып, буынның үзінділерін ашады. Үзік: дереккөзде тікелей айтылмаған. Нүктелі: дереккөзі жоқ не уақытпен үйлеспейді. Үзік жиекті ұяшық — сөзбен аталған себеп.").get(lang)) }
            }
        }
    }
}

fn back_said() -> Said {
    say!(en: "What led to it", ru: "Что к этому привело", kk: "Бұған не алып келді")
}

fn forward_said() -> Said {
    say!(en: "What it led to", ru: "К чему это привело", kk: "Бұл неге алып келді")
}

/// What to say when a card has no chain.
pub fn nothing_said(direction: Direction) -> Said {
    match direction {
        Direction::Back => {
            say!(en: "the study does not say what led to it", ru: "в исследовании не сказано, что к этому привело", kk: "зерттеуде бұған не алып келгені айтылмаған")
        }
        Direction::Forward => {
            say!(en: "the study does not say what it led to", ru: "в исследовании не сказано, к чему это привело", kk: "зерттеуде бұл неге алып келгені айтылмаған")
        }
    }
}

/// The page of what led to a card.
pub(crate) fn address_of(root: &str, card: &Card) -> String {
    format!("{root}/causes/{}", address::segment(&card.id))
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A name on at most two lines.
fn wrapped(name: &str) -> Vec<String> {
    const LINE: usize = 27;
    let mut lines = vec![String::new()];
    for word in name.split_whitespace() {
        let length = lines.last().map_or(0, |line| line.chars().count());
        if 0 < length && LINE < length + 1 + word.chars().count() {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    let is_cut = 2 < lines.len();
    lines.truncate(2);
    for line in &mut lines {
        if LINE + 2 < line.chars().count() {
            *line = format!("{}…", line.chars().take(LINE).collect::<String>());
        }
    }
    if let Some(line) = lines.last_mut().filter(|line| is_cut && !line.ends_with('…')) {
        line.push('…');
    }
    lines
}

fn escaped(words: &str) -> String {
    html! { (words) }.into_string()
}
