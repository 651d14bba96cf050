//! Networks for readers: a drawing in which every tie opens its passages, a table,
//! and the network for programs that draw.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use derek_reason::network::{
    Centrality, Exactness, Figure, Intervals, Layer, Measure, Tie, Ties, Weights,
};
use derek_reason::structure::Certainty;
use derek_reason::{Times, Witnesses, derive};
use derek_study::{Card, Lang, Said, say};
use derek_time::Interval;
use maud::{Markup, PreEscaped, html};

use crate::address;
use crate::edition::Edition;

/// What a family of ties is called.
pub fn layer_said(layer: Layer) -> Said {
    match layer {
        Layer::Kin => say!(en: "kin", ru: "родство", kk: "туыстық"),
        Layer::Office => say!(en: "office", ru: "должность", kk: "лауазым"),
        Layer::Member => say!(en: "membership", ru: "членство", kk: "мүшелік"),
        Layer::Together => {
            say!(en: "in one body", ru: "в одном органе", kk: "бір органда")
        }
        Layer::Letters => say!(en: "correspondence", ru: "переписка", kk: "хат алысу"),
        Layer::Signed => {
            say!(en: "signed together", ru: "подписали вместе", kk: "бірге қол қойған")
        }
        Layer::Present => say!(en: "at one event", ru: "в одном событии", kk: "бір оқиғада"),
        Layer::Allegiance => say!(en: "allegiance", ru: "сторона", kk: "ұстанған жағы"),
    }
}

/// What a measure is called.
pub fn measure_said(measure: Measure) -> Said {
    match measure {
        Measure::Degree => say!(en: "ties with others", ru: "доля связей", kk: "байланыс үлесі"),
        Measure::Betweenness => {
            say!(en: "stands between", ru: "посредничество", kk: "аралық дәрежесі")
        }
        Measure::Closeness => say!(en: "closeness", ru: "близость", kk: "жақындық"),
        Measure::Eigenvector => {
            say!(en: "tied to the well tied", ru: "связи со связанными", kk: "байланыстылармен байланысы")
        }
    }
}

/// What a measure tells of somebody, in a sentence without an end.
pub fn measure_help(measure: Measure) -> Said {
    match measure {
        Measure::Degree => {
            say!(en: "with what share of the others there is a tie", ru: "с какой долей остальных есть прямая связь", kk: "қалғандарының қандай үлесімен тікелей байланысы бар")
        }
        Measure::Betweenness => {
            say!(en: "on what share of the shortest ways between others it stands", ru: "на какой доле кратчайших путей между другими стоит", kk: "басқалардың арасындағы ең қысқа жолдардың қандай үлесінде тұр")
        }
        Measure::Closeness => {
            say!(en: "in how few steps the others are reached", ru: "как мало шагов до остальных", kk: "қалғандарына неғұрлым аз қадаммен жетеді")
        }
        Measure::Eigenvector => {
            say!(en: "high where the neighbours have many ties themselves", ru: "велико там, где у соседей самих много связей", kk: "көршілерінің өз байланысы көп болса, жоғары")
        }
    }
}

/// What must be said of figures: what their intervals rest on, and what was only estimated.
pub fn remarks(centrality: &Centrality) -> Vec<Said> {
    let mut remarks = vec![match centrality.intervals {
        Intervals::NoSources => {
            say!(en: "no tie names a source, so it cannot be said what would change without one", ru: "источники связей не названы, поэтому нельзя сказать, что изменилось бы без одного из них", kk: "байланыстардың дереккөзі аталмаған, сондықтан біреуі болмаса не өзгерерін айту мүмкін емес")
        }
        Intervals::Dropped(1) => {
            say!(en: "everything rests on one source: without it nothing is left, so no rank is sure", ru: "всё держится на одном источнике: без него не остаётся ничего, поэтому ни одно место не твёрдо", kk: "бәрі бір дереккөзге сүйенеді: ол болмаса, ештеңе қалмайды, сондықтан бірде-бір орын берік емес")
        }
        Intervals::Dropped(count) => {
            say!({ count } en: "intervals: what is left when each of {count} sources is left out in turn; where they overlap, there is no rank", ru: "интервалы: что остаётся, если по очереди убирать каждый из источников (всего {count}); где они пересекаются, место не определено", kk: "аралықтар: {count} дереккөздің әрқайсысын кезекпен алып тастағанда не қалады; олар қабысқан жерде орын анықталмайды")
        }
        Intervals::TooLong(count) => {
            say!({ count } en: "leaving out each of {count} sources would take too long; group the sources, or ask of a part of the network", ru: "убирать по очереди каждый из источников ({count}) было бы слишком долго; сгруппируйте источники или возьмите часть сети", kk: "{count} дереккөздің әрқайсысын кезекпен алып тастау тым ұзаққа созылар еді; дереккөздерді топтаңыз не желінің бір бөлігін алыңыз")
        }
    }];
    if let Exactness::Sampled { starts, seed } = centrality.exactness {
        remarks.push(say!({ starts, seed } en: "“stands between” and “closeness” are estimates from {starts} starting points (seed {seed}): from all of them it would take too long", ru: "«посредничество» и «близость» — оценки по {starts} начальным точкам (зерно {seed}): по всем было бы слишком долго", kk: "«аралық дәрежесі» мен «жақындық» — {starts} бастапқы нүкте бойынша баға (тұқымы {seed}): бәрі бойынша тым ұзақ болар еді"));
    }
    if !centrality.figures.contains_key(&Measure::Eigenvector) {
        remarks.push(say!(en: "“tied to the well tied” was not found in reasonable time: the network is too drawn out", ru: "«связи со связанными» не найдены за разумное время: сеть слишком вытянута", kk: "«байланыстылармен байланысы» орынды уақытта табылмады: желі тым созылыңқы"));
    }
    remarks
}

/// A network in GraphML 1.0, with the times and sources of each tie as attributes.
///
/// Days are ISO days; an attribute is missing where nothing bounds that side.
pub fn graphml(ties: &[&Tie<'_>], witnesses: &Witnesses, lang: Lang) -> String {
    let cards: BTreeMap<&str, &Card> = ties
        .iter()
        .flat_map(|tie| [tie.one, tie.other])
        .map(|card| (card.file.as_str(), card))
        .collect();
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    let keys = [
        ("label", "node"),
        ("kind", "node"),
        ("layer", "edge"),
        ("begins_earliest", "edge"),
        ("begins_latest", "edge"),
        ("ends_earliest", "edge"),
        ("ends_latest", "edge"),
        ("sources", "edge"),
        ("claims", "edge"),
    ];
    for (key, of) in keys {
        let _ = writeln!(
            out,
            "  <key id=\"{key}\" for=\"{of}\" attr.name=\"{key}\" attr.type=\"string\"/>"
        );
    }
    out.push_str("  <graph edgedefault=\"undirected\">\n");
    let data = |out: &mut String, key: &str, words: &str| {
        let _ = writeln!(out, "      <data key=\"{key}\">{}</data>", escaped(words));
    };
    for card in cards.values() {
        let _ = writeln!(out, "    <node id=\"{}\">", escaped(&card.id));
        data(&mut out, "label", card.name(lang));
        data(&mut out, "kind", &card.kind);
        out.push_str("    </node>\n");
    }
    for (at, tie) in ties.iter().enumerate() {
        let (one, other) = (escaped(&tie.one.id), escaped(&tie.other.id));
        let _ = writeln!(out, "    <edge id=\"e{at}\" source=\"{one}\" target=\"{other}\">");
        data(&mut out, "layer", tie.layer.name());
        let ends = [
            ("begins_earliest", tie.bounds.begins.first_day()),
            ("begins_latest", tie.bounds.begins.last_day()),
            ("ends_earliest", tie.bounds.ends.first_day()),
            ("ends_latest", tie.bounds.ends.last_day()),
        ];
        for (key, day) in ends {
            if let Some(day) = day {
                data(&mut out, key, &day.iso());
            }
        }
        let citations = || tie.claims.iter().flat_map(|claim| &claim.value.citations);
        let sources: BTreeSet<&str> =
            citations().map(|citation| witnesses.root(&citation.key)).collect();
        data(&mut out, "sources", &sources.into_iter().collect::<Vec<_>>().join("; "));
        let claims: BTreeSet<String> =
            citations().map(|citation| format!("{}, {}", citation.key, citation.locator)).collect();
        data(&mut out, "claims", &claims.into_iter().collect::<Vec<_>>().join("; "));
        out.push_str("    </edge>\n");
    }
    out.push_str("  </graph>\n</graphml>\n");
    out
}

/// Words as XML may hold them; a control character, which it may not, is left out.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// What part of a study's network is shown.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// The days, as they were typed; without regard to time when empty.
    pub at: String,
    /// The only layer; all when `None`.
    pub layer: Option<Layer>,
}

/// Nodes that are drawn and listed: more are not told apart by an eye.
const DRAWN: usize = 90;

/// Ties whose passages are listed.
const LISTED: usize = 400;

impl<'a> Edition<'a> {
    /// The page of a network: what to show, the drawing, the table, and each tie with its passages.
    ///
    /// `here` is the address of the page.
    pub fn network(&self, shown: &Shown, here: &str) -> Markup {
        let lang = self.lang;
        let when: Option<Result<Interval, _>> = (!shown.at.trim().is_empty())
            .then(|| derek_time::parse(shown.at.trim()).map(|date| date.bounds()));
        let form = self.network_form(shown, here);
        let when = match when.transpose() {
            Ok(when) => when,
            Err(_) => return html! { (form) (crate::structure::unread_day(&shown.at, lang)) },
        };
        let (times, derived) = (Times::of(self.study), derive(self.study));
        let all = Ties::of(self.study, &times);
        let chosen = all.at(when.as_ref()).into_iter();
        let chosen = chosen.filter(|(tie, _)| shown.layer.is_none_or(|layer| layer == tie.layer));
        let (undated, held): (Vec<_>, Vec<_>) =
            chosen.partition(|(_, certainty)| *certainty == Certainty::Undated);
        if held.is_empty() {
            let none = match when {
                Some(_) => {
                    say!(en: "No tie is known to hold then.", ru: "О связях в это время ничего не известно.", kk: "Бұл кездегі байланыстар белгісіз.")
                }
                None => {
                    say!(en: "No card tells yet who was a member, held an office, wrote to whom or stood on whose side.", ru: "Ни на одной карточке ещё не сказано, кто где состоял, служил, кому писал и на чьей стороне был.", kk: "Әзірге бірде-бір карточкада кім қайда мүше болғаны, қызмет еткені, кімге жазғаны, кімнің жағында тұрғаны айтылмаған.")
                }
            };
            return html! { (form) p class="all-clear" { (none.get(lang)) } (left_out(undated.len(), lang)) };
        }
        let ties: Vec<&Tie<'_>> = held.iter().map(|(tie, _)| *tie).collect();
        let (network, cards) = Ties::network(&ties, &derived.witnesses);
        let centrality = network.centrality(Weights::Unused);
        let mut order: Vec<usize> = (0..cards.len()).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(centrality.ties[*at]), *at));
        order.truncate(DRAWN);
        let place: BTreeMap<&str, usize> =
            cards.iter().enumerate().map(|(at, card)| (card.file.as_str(), at)).collect();
        let is_drawn: BTreeSet<usize> = order.iter().copied().collect();
        let mut pairs: BTreeMap<(usize, usize), Vec<(&Tie<'_>, Certainty)>> = BTreeMap::new();
        for (tie, certainty) in &held {
            let ends = [tie.one, tie.other].map(|card| place.get(card.file.as_str()).copied());
            if let [Some(one), Some(other)] = ends
                && is_drawn.contains(&one)
                && is_drawn.contains(&other)
            {
                pairs.entry((one, other)).or_default().push((tie, *certainty));
            }
        }
        let counts = (cards.len(), centrality.components.iter().max().map_or(0, |most| most + 1));
        let (nodes, components) = counts;
        let bridges = centrality.bridges.len();
        let in_numbers = say!({ nodes, ties = pairs.len(), components, bridges } en: "{nodes} people and bodies, {ties} pairs tied, {components} separate parts, {bridges} ties that alone hold parts together", ru: "лиц и органов: {nodes}, связанных пар: {ties}, отдельных частей: {components}, связей, на которых одних держатся части: {bridges}", kk: "тұлғалар мен органдар: {nodes}, байланысқан жұптар: {ties}, бөлек бөліктер: {components}, бөліктерді жалғыз өзі ұстап тұрған байланыстар: {bridges}");
        html! {
            (form)
            p class="overview" { (in_numbers.get(lang)) }
            (self.network_drawing(&cards, &order, &pairs, &centrality))
            (left_out(undated.len(), lang))
            @for (card, count) in &all.crowds {
                @let said = say!({ count = *count } en: "{count} people, not tied two by two", ru: "участников: {count}; попарно не связаны", kk: "{count} қатысушы; өзара екі-екіден байланыстырылмаған");
                p class="quiet" { (self.link_to(card)) ": " (said.get(lang)) }
            }
            h2 { (say!(en: "Who stands in the middle", ru: "Кто в центре", kk: "Кім ортада").get(lang)) }
            @for said in remarks(&centrality) { p class="quiet" { (said.get(lang)) } }
            p class="quiet" { (say!(en: "The figures describe what the sources happen to tell, not how weighty anybody was.", ru: "Цифры описывают то, о чём рассказали источники, а не значение лица.", kk: "Сандар дереккөздерде не айтылғанын көрсетеді, адамның маңызын емес.").get(lang)) }
            (self.centrality_table(&cards, &order, &centrality))
            ul class="plain quiet" {
                @for measure in centrality.figures.keys() { li { strong { (measure_said(*measure).get(lang)) } " — " (measure_help(*measure).get(lang)) } }
            }
            h2 { (say!(en: "Ties and their passages", ru: "Связи и их фрагменты", kk: "Байланыстар мен олардың үзінділері").get(lang)) }
            @for ((one, other), ties) in pairs.iter().take(LISTED) {
                details class="tie" id=(anchor(*one, *other)) {
                    summary {
                        bdi { (cards[*one].name(lang)) } " — " bdi { (cards[*other].name(lang)) }
                        " " span class="quiet" {
                            @let layers: BTreeSet<Layer> = ties.iter().map(|(tie, _)| tie.layer).collect();
                            @for (at, layer) in layers.iter().enumerate() { @if 0 < at { ", " } (layer_said(*layer).get(lang)) }
                        }
                    }
                    @for (tie, certainty) in ties {
                        div class="tie-claims" {
                            p {
                                (layer_said(tie.layer).get(lang))
                                @if let Some(claim) = tie.claims.first().filter(|claim| claim.card.file != tie.one.file && claim.card.file != tie.other.file) { ": " (self.link_to(claim.card)) }
                                @if when.is_some() { " " (crate::structure::certainty_tag(*certainty, lang)) }
                            }
                            (self.claims(&tie.claims))
                        }
                    }
                }
            }
        }
    }

    fn network_form(&self, shown: &Shown, here: &str) -> Markup {
        let lang = self.lang;
        html! {
            form method="get" action=(here) class="as-of" {
                div {
                    label for="as-of" { (say!(en: "Day or time", ru: "День или время", kk: "Күн не уақыт").get(lang)) }
                    input id="as-of" name="on" type="text" value=(shown.at) autocomplete="off" dir="auto" placeholder=(say!(en: "any", ru: "любое", kk: "кез келген").get(lang));
                }
                div {
                    label for="layer" { (say!(en: "Ties", ru: "Связи", kk: "Байланыстар").get(lang)) }
                    select id="layer" name="layer" {
                        option value="" { (say!(en: "all", ru: "все", kk: "бәрі").get(lang)) }
                        @for layer in Layer::ALL { option value=(layer.name()) selected[shown.layer == Some(layer)] { (layer_said(layer).get(lang)) } }
                    }
                }
                button type="submit" { (crate::words::Word::Show.get(lang)) }
            }
        }
    }

    fn centrality_table(
        &self,
        cards: &[&'a Card],
        order: &[usize],
        centrality: &Centrality,
    ) -> Markup {
        let lang = self.lang;
        let has_intervals = matches!(centrality.intervals, Intervals::Dropped(2..));
        html! {
            div class="scroll" tabindex="0" {
                table class="figures" {
                    thead { tr { th {} @for measure in centrality.figures.keys() { th { (measure_said(*measure).get(lang)) } } } }
                    tbody {
                        @for at in order {
                            tr {
                                th scope="row" { (self.link_to(cards[*at])) }
                                @for figures in centrality.figures.values() {
                                    @let Figure { value, low, high, .. } = figures[*at];
                                    td {
                                        (format!("{value:.2}"))
                                        @if has_intervals { " " span class="quiet" { (format!("{low:.2}–{high:.2}")) } }
                                        @if let Some(rank) = figures[*at].rank().filter(|_| has_intervals) { " " strong { (format!("№ {rank}")) } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn network_drawing(
        &self,
        cards: &[&'a Card],
        order: &[usize],
        pairs: &BTreeMap<(usize, usize), Vec<(&Tie<'_>, Certainty)>>,
        centrality: &Centrality,
    ) -> Markup {
        let lang = self.lang;
        let index: BTreeMap<usize, usize> =
            order.iter().enumerate().map(|(at, node)| (*node, at)).collect();
        let edges: Vec<(usize, usize)> =
            pairs.keys().map(|(one, other)| (index[one], index[other])).collect();
        let names: Vec<&str> = order.iter().map(|node| cards[*node].name(lang)).collect();
        let points = laid_out(&names, &edges);
        let mut svg = String::new();
        for ((one, other), ties) in pairs {
            let ((x1, y1), (x2, y2)) = (points[index[one]], points[index[other]]);
            let is_sure = ties.iter().any(|(_, certainty)| *certainty == Certainty::Certain);
            let dash = if is_sure { "" } else { " stroke-dasharray=\"5 4\"" };
            let layers: BTreeSet<Layer> = ties.iter().map(|(tie, _)| tie.layer).collect();
            let layers: Vec<String> =
                layers.iter().map(|layer| layer_said(*layer).get(lang).to_owned()).collect();
            let title = format!(
                "{} — {}: {}",
                cards[*one].name(lang),
                cards[*other].name(lang),
                layers.join(", ")
            );
            let line = format!("x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\"");
            // The wide line that nobody sees is the one that is easy to hit.
            let _ = write!(
                svg,
                "<a href=\"#{}\"><title>{}</title><line {line} stroke=\"currentColor\" stroke-opacity=\"0.45\" stroke-width=\"{:.1}\"{dash}/><line {line} stroke=\"transparent\" stroke-width=\"12\"/></a>",
                anchor(*one, *other),
                escaped(&title),
                0.8 + (ties.len() as f64).ln(),
            );
        }
        let most = order.iter().map(|node| centrality.ties[*node]).max().unwrap_or(1).max(1) as f64;
        for (at, node) in order.iter().enumerate() {
            let (x, y) = points[at];
            let radius = 4.0 + 9.0 * (centrality.ties[*node] as f64 / most).sqrt();
            let card = cards[*node];
            let shape = match card.kind.as_str() {
                "person" => format!(
                    "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" fill=\"currentColor\"/>"
                ),
                _ => {
                    let side = radius * 1.7;
                    format!(
                        "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{side:.1}\" height=\"{side:.1}\" fill=\"var(--paper, #fff)\" stroke=\"currentColor\" stroke-width=\"1.5\"/>",
                        x - side / 2.0,
                        y - side / 2.0
                    )
                }
            };
            let _ = write!(
                svg,
                "<a href=\"{}\"><title>{name}</title>{shape}<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" class=\"node-name\">{}</text></a>",
                address::card(self.root, &card.id),
                y + radius + 12.0,
                escaped(&shortened(card.name(lang))),
                name = escaped(card.name(lang)),
            );
        }
        let label = say!(en: "Network", ru: "Сеть", kk: "Желі");
        html! {
            figure class="network" {
                div class="scroll" tabindex="0" role="region" aria-label=(label.get(lang)) {
                    svg viewBox={ "0 0 " (WIDE) " " (HIGH) } width=(WIDE) height=(HIGH) role="group" aria-label=(label.get(lang)) { (PreEscaped(svg)) }
                }
                figcaption class="quiet" {
                    (say!(en: "A circle is a person, a square a body; the larger, the more ties. A line opens the passages it rests on; a broken one is only possible at that time.", ru: "Круг — лицо, квадрат — орган; чем больше, тем больше связей. Линия открывает фрагменты, на которых она держится; прерывистая в это время лишь возможна.", kk: "Дөңгелек — тұлға, шаршы — орган; үлкен болған сайын байланысы көп. Сызық өзі сүйенетін үзінділерді ашады; үзік сызық бұл уақытта тек мүмкін ғана.").get(lang))
                }
            }
        }
    }
}

fn left_out(count: usize, lang: Lang) -> Markup {
    let said = say!({ count } en: "Ties of which no time is told, left out here: {count}", ru: "Связи, о времени которых ничего не сказано, здесь не показаны: {count}", kk: "Уақыты айтылмаған байланыстар мұнда көрсетілмеді: {count}");
    html! { @if 0 < count { p class="quiet" { (said.get(lang)) } } }
}

fn anchor(one: usize, other: usize) -> String {
    format!("tie-{one}-{other}")
}

/// A name that fits under its node.
fn shortened(name: &str) -> String {
    const MOST: usize = 26;
    match MOST < name.chars().count() {
        true => format!("{}…", name.chars().take(MOST - 1).collect::<String>().trim_end()),
        false => name.to_owned(),
    }
}

const WIDE: f64 = 1180.0;
const HIGH: f64 = 860.0;

/// Where nodes are drawn: as far apart as ties lie between them, by majorizing stress
/// (Gansner, Koren and North, "Graph drawing by stress majorization", 2004), from a
/// circle; then names are pushed apart. Smaller separate parts stand at the right.
fn laid_out(names: &[&str], edges: &[(usize, usize)]) -> Vec<(f64, f64)> {
    let count = names.len();
    let steps = steps_between(count, edges);
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut is_placed = vec![false; count];
    for node in 0..count {
        if !is_placed[node] {
            let part: Vec<usize> =
                (0..count).filter(|other| steps[node][*other].is_some()).collect();
            part.iter().for_each(|member| is_placed[*member] = true);
            parts.push(part);
        }
    }
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    let others: usize = parts.iter().skip(1).map(Vec::len).sum();
    let strip = if others == 0 { 0.0 } else { 230.0 };
    let mut points = vec![(0.0, 0.0); count];
    let mut y = 30.0;
    for (at, part) in parts.iter().enumerate() {
        let (left, top, wide, high) = match at {
            0 => (90.0, 24.0, WIDE - strip - 180.0, HIGH - 64.0),
            _ => {
                let high = (HIGH - 60.0) * part.len() as f64 / others as f64;
                let place = (WIDE - strip + 50.0, y, strip - 130.0, (high - 44.0).max(10.0));
                y += high;
                place
            }
        };
        for (member, (x, y)) in part.iter().zip(stressed(part, &steps)) {
            points[*member] = (left + x * wide, top + y * high);
        }
    }
    push_apart(names, &mut points);
    points
}

/// How many ties lie between every two nodes; `None` where there is no way.
fn steps_between(count: usize, edges: &[(usize, usize)]) -> Vec<Vec<Option<u16>>> {
    let mut near: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (one, other) in edges {
        near[*one].push(*other);
        near[*other].push(*one);
    }
    let from = |start: usize| {
        let mut steps = vec![None; count];
        steps[start] = Some(0);
        let mut order = vec![start];
        let mut at = 0;
        while let Some(&here) = order.get(at) {
            at += 1;
            for &next in &near[here] {
                if steps[next].is_none() {
                    steps[next] = steps[here].map(|steps: u16| steps + 1);
                    order.push(next);
                }
            }
        }
        steps
    };
    (0..count).map(from).collect()
}

/// The places of a connected part's nodes, each coordinate from 0 to 1.
fn stressed(part: &[usize], steps: &[Vec<Option<u16>>]) -> Vec<(f64, f64)> {
    const ROUNDS: usize = 200;
    let count = part.len();
    let angle = |at: usize| at as f64 / count as f64 * std::f64::consts::TAU;
    let mut points: Vec<(f64, f64)> =
        (0..count).map(|at| (angle(at).cos(), angle(at).sin())).collect();
    for _ in 0..ROUNDS {
        let before = points.clone();
        for (at, here) in part.iter().enumerate() {
            let (mut sum, mut weights) = ((0.0, 0.0), 0.0);
            for (other, there) in part.iter().enumerate().filter(|(other, _)| *other != at) {
                let ideal = steps[*here][*there].map_or(1.0, f64::from);
                let weight = 1.0 / (ideal * ideal);
                let (dx, dy) = (before[at].0 - before[other].0, before[at].1 - before[other].1);
                let pull = ideal / dx.hypot(dy).max(1e-6);
                sum.0 += weight * (before[other].0 + dx * pull);
                sum.1 += weight * (before[other].1 + dy * pull);
                weights += weight;
            }
            if 0.0 < weights {
                points[at] = (sum.0 / weights, sum.1 / weights);
            }
        }
    }
    let span = |pick: fn(&(f64, f64)) -> f64| {
        let low = points.iter().map(pick).fold(f64::INFINITY, f64::min);
        let high = points.iter().map(pick).fold(f64::NEG_INFINITY, f64::max);
        (low, high - low)
    };
    let ((left, wide), (top, high)) = (span(|point| point.0), span(|point| point.1));
    let share =
        |value: f64, low: f64, span: f64| if span < 1e-9 { 0.5 } else { (value - low) / span };
    points.iter().map(|(x, y)| (share(*x, left, wide), share(*y, top, high))).collect()
}

/// Moves nodes until no name lies over another, as far as there is room.
fn push_apart(names: &[&str], points: &mut [(f64, f64)]) {
    const ROUNDS: usize = 250;
    const TALL: f64 = 40.0;
    let wide: Vec<f64> =
        names.iter().map(|name| shortened(name).chars().count() as f64 * 7.4 + 10.0).collect();
    for _ in 0..ROUNDS {
        let mut has_moved = false;
        for one in 0..points.len() {
            for other in one + 1..points.len() {
                let (dx, dy) = (points[other].0 - points[one].0, points[other].1 - points[one].1);
                let (over_x, over_y) =
                    ((wide[one] + wide[other]) / 2.0 - dx.abs(), TALL - dy.abs());
                if over_x <= 0.0 || over_y <= 0.0 {
                    continue;
                }
                has_moved = true;
                // The shorter way out; a name is much wider than it is tall.
                let (mut x, mut y) = (0.0, 0.0);
                match over_y < over_x {
                    true => y = (over_y / 2.0 + 0.1) * if dy < 0.0 { -1.0 } else { 1.0 },
                    false => x = (over_x / 2.0 + 0.1) * if dx < 0.0 { -1.0 } else { 1.0 },
                }
                points[one] = (points[one].0 - x, points[one].1 - y);
                points[other] = (points[other].0 + x, points[other].1 + y);
            }
        }
        for (point, wide) in points.iter_mut().zip(&wide) {
            let (side, top) = (wide / 2.0, 18.0);
            *point = (point.0.clamp(side, WIDE - side), point.1.clamp(top, HIGH - 30.0));
        }
        if !has_moved {
            break;
        }
    }
}
