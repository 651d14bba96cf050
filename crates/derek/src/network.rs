//! `derek network`: who is tied to whom, and who stands in the middle.

use std::collections::BTreeMap;
use std::fmt::Write;

use clap::{Arg, ArgAction, ArgMatches, Command};
use derek_publish::network::{graphml, measure_said, remarks};
use derek_reason::network::{
    Centrality, Exactness, Figure, Intervals, Layer, Measure, Network, Ties, Weights,
};
use derek_reason::structure::Certainty;
use derek_reason::{Times, derive};
use derek_study::{Card, Lang, Said, Study, say};
use serde_json::{Value, json};

use crate::cli::Form;
use crate::structure::days;

/// What was asked of a network.
#[derive(Debug, Clone)]
pub struct Asked {
    /// A file of ties, or the folder of a study.
    pub path: String,
    /// The day as of which a study's ties are taken; all of them when `None`.
    pub at: Option<String>,
    /// The only layers of a study; all when empty.
    pub layers: Vec<Layer>,
    /// What the weights of a file mean.
    pub weights: Weights,
    /// Whether to print the network for a program that draws.
    pub graphml: bool,
    /// How to print.
    pub form: Form,
}

/// Nodes that are shown to a person.
const SHOWN: usize = 40;

/// The subcommand, in a language.
pub fn command(lang: Lang, template: &str) -> Command {
    let t = |said: Said| said.get(lang).to_owned();
    let flag = |name: &'static str, help: Said| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(t(help))
    };
    Command::new("network")
        .about(t(say!(en: "who is tied to whom, and who stands in the middle, with what each source weighs in it", ru: "кто с кем связан и кто в центре, и сколько в этом весит каждый источник", kk: "кім кіммен байланысты, кім ортада және онда әр дереккөздің салмағы қандай")))
        .help_template(template.to_owned())
        .arg(Arg::new("path").value_name("PATH").required(true).help(t(say!(en: "the folder of a study, or a file of ties, tab-separated: one, other, weight, source (the last two may be left out), or - for standard input", ru: "папка исследования или файл связей через табуляцию: один, другой, вес, источник (два последних можно опустить), или - для стандартного ввода", kk: "зерттеу бумасы не табуляциямен бөлінген байланыстар файлы: бірі, екіншісі, салмағы, дереккөзі (соңғы екеуін жазбауға болады), немесе стандартты енгізу үшін -"))))
        .arg(Arg::new("at").long("at").value_name("DATE").help(t(say!(en: "of a study, only ties of this day or time", ru: "из исследования только связи этого дня или времени", kk: "зерттеуден тек осы күннің не уақыттың байланыстары"))))
        .arg(Arg::new("layer").long("layer").value_name("LAYER").action(ArgAction::Append).value_parser(Layer::ALL.map(Layer::name)).help(t(say!(en: "of a study, only ties of this kind; may be repeated", ru: "из исследования только связи этого рода; ключ можно повторять", kk: "зерттеуден тек осы тектегі байланыстар; қайталауға болады"))))
        .arg(flag("weighted", say!(en: "weights count: as distances for ways, as strengths for the eigenvector; without this every tie is one", ru: "учитывать веса: как расстояния для путей, как силу для собственного вектора; без ключа каждая связь считается за одну", kk: "салмақтарды есепке алу: жолдар үшін қашықтық, меншікті вектор үшін күш ретінде; бұл болмаса, әр байланыс бір деп саналады")))
        .arg(flag("graphml", say!(en: "of a study, GraphML with times and sources, for Gephi and others", ru: "из исследования GraphML со временем и источниками, для Gephi и других", kk: "зерттеуден уақыты мен дереккөздері бар GraphML, Gephi және басқаларға")))
        .arg(flag("json", say!(en: "JSON Lines, one object a line", ru: "JSON Lines, объект на строку", kk: "JSON Lines, әр жолда бір нысан")))
}

/// Reads the subcommand.
pub fn read(of: &ArgMatches) -> Asked {
    let layers = of.get_many::<String>("layer").into_iter().flatten();
    Asked {
        path: of.get_one::<String>("path").cloned().unwrap_or_default(),
        at: of.get_one::<String>("at").cloned(),
        layers: layers.filter_map(|name| Layer::from_name(name)).collect(),
        weights: if of.get_flag("weighted") { Weights::Used } else { Weights::Unused },
        graphml: of.get_flag("graphml"),
        form: if of.get_flag("json") { Form::Json } else { Form::Human },
    }
}

/// The network of a study.
///
/// # Errors
///
/// What to say when the day cannot be read.
pub fn of_study(study: &Study, asked: &Asked, lang: Lang) -> Result<String, Said> {
    let when = asked.at.as_deref().map(days).transpose()?;
    let (times, derived) = (Times::of(study), derive(study));
    let ties = Ties::of(study, &times);
    let all = ties.at(when.as_ref());
    let all = all
        .into_iter()
        .filter(|(tie, _)| asked.layers.is_empty() || asked.layers.contains(&tie.layer));
    let (undated, held): (Vec<_>, Vec<_>) =
        all.partition(|(_, certainty)| *certainty == Certainty::Undated);
    let held: Vec<_> = held.into_iter().map(|(tie, _)| tie).collect();
    if asked.graphml {
        return Ok(graphml(&held, &derived.witnesses, lang));
    }
    let (network, cards) = Ties::network(&held, &derived.witnesses);
    let names: Vec<&str> = match asked.form {
        Form::Json => cards.iter().map(|card| card.id.as_str()).collect(),
        Form::Human => cards.iter().map(|card| card.name(lang)).collect(),
    };
    let mut said = told(&names, &network, asked, lang);
    if asked.form == Form::Human {
        let mut add = |said_: Said| {
            let _ = writeln!(said, "  · {}", said_.get(lang));
        };
        let count = undated.len();
        if 0 < count {
            add(
                say!({ count } en: "{count} ties are left out, because no time is told of them", ru: "не учтены связи, о времени которых ничего не сказано: {count}", kk: "уақыты айтылмаған байланыстар есепке алынбады: {count}"),
            );
        }
        for (card, count) in &ties.crowds {
            let (name, count) = (Card::name(card, lang), *count);
            add(
                say!({ name, count } en: "{name}: its {count} people are not tied two by two", ru: "{name}: {count} участников попарно не связаны", kk: "{name}: {count} қатысушы өзара екі-екіден байланыстырылмады"),
            );
        }
    }
    Ok(said)
}

/// The network of a file of ties.
///
/// # Errors
///
/// What to say of a line that is no tie.
pub fn of_file(text: &str, asked: &Asked, lang: Lang) -> Result<String, Said> {
    let (names, network) = ties(text)?;
    if asked.graphml || asked.at.is_some() || !asked.layers.is_empty() {
        return Err(
            say!(en: "--at, --layer and --graphml are for a study, whose ties have times; leave them out, or name the folder of a study", ru: "--at, --layer и --graphml — для исследования, где у связей есть время; уберите их или укажите папку исследования", kk: "--at, --layer және --graphml байланыстарының уақыты бар зерттеуге арналған; оларды алып тастаңыз не зерттеу бумасын көрсетіңіз"),
        );
    }
    Ok(told(&names, &network, asked, lang))
}

/// Reads ties: two names, then perhaps a weight, then perhaps a source.
fn ties(text: &str) -> Result<(Vec<&str>, Network), Said> {
    let mut lines: Vec<(&str, &str, f64, Option<&str>)> = Vec::new();
    let (mut nodes, mut sources) = (BTreeMap::new(), BTreeMap::new());
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let (line, number) = (line.trim_end_matches('\r'), at + 1);
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
        let (&[one, other], rest) = columns.split_first_chunk::<2>().ok_or_else(|| {
            say!({ number } en: "line {number}: two names are expected, with a tab between them", ru: "строка {number}: ожидаются два имени, разделённые табуляцией", kk: "{number}-жол: табуляциямен бөлінген екі атау күтіледі")
        })?;
        if one.is_empty() || other.is_empty() {
            return Err(
                say!({ number } en: "line {number}: a name is empty", ru: "строка {number}: имя пусто", kk: "{number}-жол: атау бос"),
            );
        }
        if 2 < rest.len() {
            let count = columns.len();
            return Err(
                say!({ number, count } en: "line {number} has {count} columns; at most four are expected: one, other, weight, source", ru: "в строке {number} столбцов: {count}; ожидается не больше четырёх: один, другой, вес, источник", kk: "{number}-жолда {count} баған бар; ең көбі төртеу күтіледі: бірі, екіншісі, салмағы, дереккөзі"),
            );
        }
        let said = rest.first().copied().unwrap_or_default();
        let is_heading = lines.is_empty() && said.eq_ignore_ascii_case("weight");
        if is_heading {
            continue;
        }
        let source = rest.get(1).copied().filter(|source| !source.is_empty());
        let (weight, source) = match (said, said.parse::<f64>(), rest.len()) {
            ("", ..) => (1.0, source),
            (_, Ok(weight), _) if weight.is_finite() && 0.0 < weight => (weight, source),
            (_, Err(_), 1) => (1.0, Some(said)),
            _ => {
                return Err(
                    say!({ number, said } en: "line {number}: the weight “{said}” is not a positive number", ru: "строка {number}: вес «{said}» — не положительное число", kk: "{number}-жол: «{said}» салмағы оң сан емес"),
                );
            }
        };
        nodes.insert(one, 0);
        nodes.insert(other, 0);
        source.map(|source| sources.insert(source, 0));
        lines.push((one, other, weight, source));
    }
    if lines.is_empty() {
        return Err(
            say!(en: "there are no ties in it; write one a line: two names with a tab between them", ru: "связей в нём нет; пишите по одной на строке: два имени через табуляцию", kk: "онда байланыс жоқ; әр жолға бірден жазыңыз: табуляциямен бөлінген екі атау"),
        );
    }
    for numbers in [&mut nodes, &mut sources] {
        numbers.values_mut().enumerate().for_each(|(at, number)| *number = at as u32);
    }
    // What the same source says of the same two once more adds nothing; what another
    // source says of them keeps the tie, whichever of the two falls.
    let mut network = Network::new(nodes.len(), sources.len());
    for (one, other, weight, source) in lines {
        let number = |name: &str| nodes.get(name).copied().unwrap_or_default();
        let needs = source.and_then(|source| sources.get(source)).copied();
        network.tie(number(one), number(other), weight, needs.into_iter().collect());
    }
    Ok((nodes.into_keys().collect(), network))
}

fn told(names: &[&str], network: &Network, asked: &Asked, lang: Lang) -> String {
    let centrality = network.centrality(asked.weights);
    match asked.form {
        Form::Json => objects(names, &centrality),
        Form::Human => human(names, &centrality, lang),
    }
}

fn objects(names: &[&str], centrality: &Centrality) -> String {
    let mut bridges: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for (one, other) in &centrality.bridges {
        for (here, there) in [(one, other), (other, one)] {
            bridges.entry(*here).or_default().extend(names.get(*there as usize));
        }
    }
    let paths = match centrality.exactness {
        Exactness::Exact => json!("exact"),
        Exactness::Sampled { starts, seed } => json!({ "starts": starts, "seed": seed }),
    };
    let mut out = String::new();
    for (at, name) in names.iter().enumerate() {
        let mut object = json!({
            "node": name,
            "ties": centrality.ties.get(at),
            "component": centrality.components.get(at),
            "community": centrality.communities.get(at),
            "bridges_to": bridges.get(&(at as u32)).cloned().unwrap_or_default(),
            "paths": paths,
        });
        let (mut intervals, mut ranks) = (json!({}), json!({}));
        for measure in Measure::ALL {
            let figure = centrality.figures.get(&measure).and_then(|figures| figures.get(at));
            object[measure.name()] = figure.map_or(Value::Null, |figure| json!(figure.value));
            if let Some(Figure { low, high, best, worst, .. }) = figure {
                intervals[measure.name()] = json!([low, high]);
                ranks[measure.name()] = json!([best, worst]);
            }
        }
        if let Intervals::Dropped(_) = centrality.intervals {
            object["intervals"] = intervals;
            object["ranks"] = ranks;
        }
        let _ = writeln!(out, "{object}");
    }
    out
}

fn human(names: &[&str], centrality: &Centrality, lang: Lang) -> String {
    let mut out = String::new();
    let by = [Measure::Betweenness, Measure::Degree];
    let of = |measure: Measure, at: usize| {
        let figures = centrality.figures.get(&measure);
        figures.and_then(|figures| figures.get(at)).map_or(0.0, |figure| figure.value)
    };
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by(|one, other| {
        let by = by.map(|measure| of(measure, *other).total_cmp(&of(measure, *one)));
        by[0].then(by[1]).then(one.cmp(other))
    });
    for at in order.iter().take(SHOWN) {
        let ties = centrality.ties.get(*at).copied().unwrap_or_default();
        let said = say!({ ties } en: "ties: {ties}", ru: "связей: {ties}", kk: "байланыс: {ties}");
        let _ = writeln!(out, "{}  ({})", names[*at], said.get(lang));
        for measure in Measure::ALL {
            let Some(figure) = centrality.figures.get(&measure).and_then(|of| of.get(*at)) else {
                continue;
            };
            let Figure { value, low, high, best, worst } = *figure;
            // With one source every interval begins at nothing, which the remark says once.
            let Intervals::Dropped(2..) = centrality.intervals else {
                let _ = writeln!(out, "    {}", padded(measure, value, lang));
                continue;
            };
            let interval = format!("  [{low:.3} – {high:.3}]");
            let rank = match figure.rank() {
                Some(rank) => {
                    say!({ rank } en: "rank {rank}", ru: "место {rank}", kk: "{rank}-орын")
                }
                None => {
                    say!({ best, worst } en: "rank {best} to {worst}", ru: "место от {best} до {worst}", kk: "{best}–{worst}-орын")
                }
            };
            let _ =
                writeln!(out, "    {}{interval}  {}", padded(measure, value, lang), rank.get(lang));
        }
    }
    if SHOWN < names.len() {
        let rest = names.len() - SHOWN;
        let said = say!({ rest } en: "and {rest} more; --json has them all", ru: "и ещё {rest}; все — с ключом --json", kk: "және тағы {rest}; бәрі --json параметрімен");
        let _ = writeln!(out, "{}", said.get(lang));
    }
    for said in remarks(centrality) {
        let _ = writeln!(out, "  · {}", said.get(lang));
    }
    out
}

/// A measure's name and figure, so that figures stand below each other.
fn padded(measure: Measure, value: f64, lang: Lang) -> String {
    let label = measure_said(measure);
    let label = label.get(lang);
    let gap = " ".repeat(24_usize.saturating_sub(label.chars().count()));
    format!("{label}{gap}{value:.3}")
}
