//! Trains the tagger of names on public texts in which people had marked them.
//!
//! A chain of labels (conditional random field), trained by AdaGrad with
//! regularised dual averaging (Duchi, Hazan and Singer 2011; Xiao 2010): most
//! weights stay nought, so that the table is small. The same files give the same
//! bytes: documents are taken in an order that a fixed hash gives, one after the
//! other, and the sums are taken in their order.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::ops::Range;
use std::path::Path;

use derek_text::entity::lexicon::{Filter, Lexicon, List};
use derek_text::entity::observe::{self, Guesses, Observed, Watch};
use derek_text::entity::tagger::{Chain, Model, Stored, read, write};
use derek_text::entity::{Tongue, named};

use crate::entities_data::{self, Marked};
use crate::names_data::{self, hash};

/// How one tongue is trained.
struct Recipe {
    tongue: Tongue,
    /// Times that the texts are gone through.
    rounds: usize,
    /// How far one step goes.
    stride: f64,
    /// What a weight must be worth, as a sum over all passages, not to stay nought.
    price: f64,
    /// Of the marked texts, one part in so many is kept for measuring.
    kept_out: u64,
}

const RECIPES: [Recipe; 3] = [
    Recipe { tongue: Tongue::English, rounds: 12, stride: 0.1, price: 0.05, kept_out: 0 },
    Recipe { tongue: Tongue::Russian, rounds: 15, stride: 0.1, price: 0.1, kept_out: 4 },
    Recipe { tongue: Tongue::Kazakh, rounds: 12, stride: 0.1, price: 0.02, kept_out: 5 },
];

/// What fewer tokens than this show is not learned.
const FEWEST: usize = 2;

/// Where the table is written.
const TABLE: &str = "crates/text/src/entity/weights.bin";

type Rows = BTreeMap<u32, Vec<f32>>;

pub fn run(root: &Path) -> Result<(), String> {
    let texts = entities_data::folder(root)?;
    let names = names_data::folder(root)?;
    let lexicon = lexicon(&texts, &names)?;
    let mut models = Vec::new();
    for recipe in &RECIPES {
        let (train, _) = divided(recipe, &texts)?;
        models.extend(both(recipe, &train, &lexicon));
    }
    let bytes = write(&lexicon, &models);
    let path = root.join(TABLE);
    fs::write(&path, &bytes).map_err(|why| format!("{}: {why}", path.display()))?;
    println!("{}: {} bytes", path.display(), bytes.len());
    Ok(())
}

/// Trains on four fifths of what the table is trained on and measures on the fifth left
/// out, each fifth in turn: for choosing how to train without a look at what is kept for
/// measuring.
pub fn try_out(root: &Path, only: &str) -> Result<(), String> {
    let texts = entities_data::folder(root)?;
    let lexicon = lexicon(&texts, &names_data::folder(root)?)?;
    for recipe in RECIPES.iter().filter(|one| format!("{:?}", one.tongue).contains(only)) {
        let mut counts = Counts::new();
        let mut size = 0;
        // One fifth of many sentences says enough.
        let fifths = if recipe.tongue == Tongue::Kazakh { 1 } else { 5 };
        for fifth in 0..fifths {
            let (train, _) = divided(recipe, &texts)?;
            let is_left_out = |one: &Marked| hash(&format!("{} tried", one.key)) % 5 == fifth;
            let (rest, train): (Vec<Marked>, Vec<Marked>) =
                train.into_iter().partition(is_left_out);
            let stored = both(recipe, &train, &lexicon);
            let models: Vec<Model> = stored.iter().map(|(model, _)| model.clone()).collect();
            for (kind, [marked, found, right]) in measured(recipe.tongue, &models, &lexicon, &rest)
            {
                let sum = counts.entry(kind).or_default();
                *sum = [sum[0] + marked, sum[1] + found, sum[2] + right];
            }
            size = write(&Lexicon::default(), &stored).len();
        }
        println!("{:?}, {size} bytes", recipe.tongue);
        say(&counts);
    }
    Ok(())
}

/// Measures the table on what was kept out of training, and on English newspapers of
/// 1790 to 1960 that nothing is trained on.
pub fn measure(root: &Path) -> Result<(), String> {
    let texts = entities_data::folder(root)?;
    let (lexicon, models) = table(root)?;
    for (recipe, models) in RECIPES.iter().zip(models.chunks_exact(2)) {
        let (_, rest) = divided(recipe, &texts)?;
        println!("{:?}", recipe.tongue);
        say(&measured(recipe.tongue, models, &lexicon, &rest));
        if recipe.tongue == Tongue::English {
            println!("English, newspapers");
            let unseen = entities_data::hipe(&texts, "HIPE-2022-v2.1-hipe2020-dev-en.tsv")?;
            say(&measured(recipe.tongue, models, &lexicon, &unseen));
        }
    }
    Ok(())
}

fn table(root: &Path) -> Result<(Lexicon, Vec<Model>), String> {
    let path = root.join(TABLE);
    let bytes = fs::read(&path).map_err(|why| format!("{}: {why}", path.display()))?;
    read(&bytes).ok_or_else(|| format!("{}: not a table of names", path.display()))
}

/// The marked texts of a tongue: those to train on, and those kept for measuring.
fn divided(recipe: &Recipe, texts: &Path) -> Result<(Vec<Marked>, Vec<Marked>), String> {
    let marked = match recipe.tongue {
        Tongue::English => {
            return Ok((
                entities_data::hipe(texts, "HIPE-2022-v2.1-ajmc-train-en.tsv")?,
                entities_data::hipe(texts, "HIPE-2022-v2.1-ajmc-dev-en.tsv")?,
            ));
        }
        Tongue::Russian => entities_data::factrueval(texts)?,
        Tongue::Kazakh => entities_data::kaznerd(texts)?,
    };
    Ok(marked.into_iter().partition(|one| one.part(recipe.kept_out) != 0))
}

/// The learned lists: given names, words of names, words with small letters, places.
fn lexicon(texts: &Path, names: &Path) -> Result<Lexicon, String> {
    let mut given: BTreeMap<String, usize> = BTreeMap::new();
    let mut people: BTreeMap<String, usize> = BTreeMap::new();
    let mut towns: BTreeMap<String, usize> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let lines =
        fs::read_to_string(names.join("historical_50k.csv")).map_err(|why| why.to_string())?;
    for line in lines.lines().skip(1) {
        let cells = cells_of(line);
        if let [_, cluster, _, _, first, last, _, place, ..] = cells.as_slice()
            && seen.insert(cluster.clone())
        {
            *given.entry(first.clone()).or_default() += 1;
            *people.entry(last.clone()).or_default() += 1;
            if !place.contains(' ') {
                *towns.entry(place.clone()).or_default() += 1;
            }
        }
    }
    let mut given_ru: BTreeMap<String, usize> = BTreeMap::new();
    for row in names_data::rows(names, "people_fullnames_multi.tsv")? {
        for form in row.last().map(String::as_str).unwrap_or_default().split(" | ") {
            let (Some((language, name)), false) = (form.split_once('='), form.contains(',')) else {
                continue;
            };
            let words: Vec<String> =
                derek_text::words(name).map(|range| name[range].to_lowercase()).collect();
            if let ([first, .., last], "en") = (words.as_slice(), language) {
                *given.entry(first.clone()).or_default() += 1;
                *people.entry(last.clone()).or_default() += 1;
            }
            if let ([first, _, ..], "ru") = (words.as_slice(), language) {
                *given_ru.entry(first.clone()).or_default() += 2;
            }
        }
    }
    let is_given = |word: &str| given.get(word).is_some_and(|count| 2 <= *count);
    let mut people_ru: BTreeSet<String> = BTreeSet::new();
    for row in names_data::rows(names, "wd_tokens_en_ru.tsv")? {
        let [english, russian, count] = row.as_slice() else { continue };
        let count: usize = count.parse().unwrap_or_default();
        if is_given(english) && 3 <= count {
            *given_ru.entry(russian.clone()).or_default() += count;
        }
        if 2 <= count {
            people_ru.insert(russian.clone());
            *people.entry(english.clone()).or_default() += count;
        }
    }
    let common_en = entities_data::common_words(texts, "en", 3)?;
    let common_ru = entities_data::common_words(texts, "ru", 3)?;
    let common_kk: Vec<String> = common_of(
        &entities_data::kaznerd(texts)?
            .into_iter()
            .filter(|one| one.part(5) != 0)
            .collect::<Vec<_>>(),
    );
    let mut places: [BTreeSet<String>; 3] = Default::default();
    for (word, count) in &towns {
        if 2 <= *count {
            places[0].insert(word.clone());
        }
    }
    for (_, kazakh, russian) in names_data::places(names)? {
        for (place, into) in [(russian, 1), (kazakh, 2)] {
            for range in derek_text::words(&place) {
                let word = &place[range];
                let is_name = derek_text::is_capitalised(word) && 4 <= word.chars().count();
                if is_name {
                    places[into].insert(word.to_lowercase());
                }
            }
        }
    }
    // What the marked texts of one tongue show helps with the other, never with itself.
    let mut bodies: [Vec<String>; 3] = Default::default();
    let mut more_people: [Vec<String>; 3] = Default::default();
    for (recipe, into) in [(&RECIPES[1], 2), (&RECIPES[2], 1)] {
        let (train, _) = divided(recipe, texts)?;
        for passage in train.iter().flat_map(|one| &one.passages) {
            for (range, kind) in &passage.names {
                for word in derek_text::words(&passage.text[range.clone()]) {
                    let word = &passage.text[range.clone()][word];
                    if derek_text::is_capitalised(word) && 3 <= word.chars().count() {
                        let root = root_in(recipe.tongue, word);
                        match kind.as_str() {
                            "place" => drop(places[into].insert(root)),
                            "body" => bodies[into].push(root),
                            _ => more_people[into].push(root),
                        }
                    }
                }
            }
        }
    }
    let often = |counts: &BTreeMap<String, usize>, fewest: usize| -> Vec<String> {
        let often =
            counts.iter().filter(|(word, count)| fewest <= **count && 2 <= word.chars().count());
        often.map(|(word, _)| word.clone()).collect()
    };
    let given_ru = often(&given_ru, 3);
    let people_ru: Vec<String> = people_ru.into_iter().collect();
    let [people_kk, people_ru] =
        [2, 1].map(|at| [people_ru.clone(), std::mem::take(&mut more_people[at])].concat());
    let [bodies_en, bodies_ru, bodies_kk] = bodies;
    let [en, ru, kk] = places.map(|places| places.into_iter().collect::<Vec<_>>());
    let lists = [
        [often(&given, 2), often(&people, 2), common_en, en, bodies_en],
        [given_ru.clone(), people_ru, common_ru, ru, bodies_ru],
        [given_ru, people_kk, common_kk, kk, bodies_kk],
    ];
    let mut lexicon = Lexicon::default();
    for (tongue, lists) in Tongue::ALL.iter().zip(lists) {
        let mut filters = Vec::new();
        for (list, words) in List::LEARNED.iter().zip(lists) {
            let keys: BTreeSet<u64> = words
                .iter()
                .flat_map(|word| {
                    let [whole, root] = Lexicon::keys(*tongue, word);
                    // A form of a common word stands for itself: its root may be a name.
                    if *list == List::Common { vec![whole] } else { vec![whole, root] }
                })
                .collect();
            println!("{tongue:?} {list:?}: {} words", words.len());
            filters.push(Filter::of(&keys.into_iter().collect::<Vec<_>>()));
        }
        lexicon.filters.push(filters);
    }
    Ok(lexicon)
}

/// A word without its ending, in small letters.
fn root_in(tongue: Tongue, word: &str) -> String {
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    observe::root_of(tongue, &letters).iter().collect()
}

fn common_of(marked: &[Marked]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for passage in marked.iter().flat_map(|one| &one.passages) {
        for range in derek_text::words(&passage.text) {
            let word = &passage.text[range];
            if word.chars().all(char::is_lowercase) {
                *counts.entry(word).or_default() += 1;
            }
        }
    }
    counts.into_iter().filter(|(_, count)| 2 <= *count).map(|(word, _)| word.to_owned()).collect()
}

/// The cells of a line of CSV (RFC 4180) that holds no line break.
fn cells_of(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => cells.iter_mut().rev().take(1).for_each(|cell| cell.push(c)),
        }
    }
    cells
}

/// A passage as training sees it: what is seen, by number, and the right label of each token.
struct Example {
    seen: Vec<Vec<u32>>,
    right: Vec<usize>,
}

/// Documents of which each is labelled by a model that did not see it, for the second model.
const SHARES: u64 = 4;

/// The model that looks first, and the one that sees what the first thought.
fn both(recipe: &Recipe, train: &[Marked], lexicon: &Lexicon) -> Vec<Stored> {
    let labels = labels_of(train);
    let all: Vec<&Marked> = train.iter().collect();
    let first = learned(recipe, &labels, looked_at(recipe, &all, lexicon, &labels));
    if recipe.tongue == Tongue::Kazakh {
        // Single sentences have nothing elsewhere in the document.
        return vec![first.clone(), (Model::default(), Rows::new())];
    }
    let mut examples = Vec::new();
    for share in 0..SHARES {
        let (own, others): (Vec<&Marked>, Vec<&Marked>) =
            train.iter().partition(|one| hash(&format!("{} shared", one.key)) % SHARES == share);
        let (model, _) = learned(recipe, &labels, looked_at(recipe, &others, lexicon, &labels));
        for document in own {
            let mut parts = looked_at(recipe, &[document], lexicon, &labels);
            let mut guesses = Guesses::default();
            let guessed: Vec<Vec<usize>> =
                parts.iter().map(|(part, _)| model.best(&part.seen)).collect();
            for ((part, _), labels) in parts.iter().zip(&guessed) {
                guesses.note(part, labels);
            }
            for ((part, _), labels) in parts.iter_mut().zip(&guessed) {
                guesses.show(part, labels);
            }
            examples.extend(parts);
        }
    }
    vec![first, learned(recipe, &labels, examples)]
}

fn labels_of(train: &[Marked]) -> Vec<String> {
    let kinds: BTreeSet<&str> = train
        .iter()
        .flat_map(|one| &one.passages)
        .flat_map(|passage| &passage.names)
        .map(|(_, label)| label.as_str())
        .collect();
    let named = kinds.iter().flat_map(|kind| [format!("B-{kind}"), format!("I-{kind}")]);
    std::iter::once("O".to_owned()).chain(named).collect()
}

fn looked_at(
    recipe: &Recipe,
    documents: &[&Marked],
    lexicon: &Lexicon,
    labels: &[String],
) -> Vec<(Observed, Vec<usize>)> {
    let mut examples = Vec::new();
    for document in documents {
        let texts: Vec<&str> = document.passages.iter().map(|one| one.text.as_str()).collect();
        let mut watch = Watch::over(recipe.tongue, &texts, lexicon);
        for passage in &document.passages {
            watch.look(&passage.text, |part| {
                let right = right_labels(&part.tokens, &passage.names, labels);
                examples.push((part, right));
            });
        }
    }
    examples
}

fn learned(recipe: &Recipe, labels: &[String], examples: Vec<(Observed, Vec<usize>)>) -> Stored {
    let mut counts: HashMap<u32, usize> = HashMap::new();
    for key in examples.iter().flat_map(|(observed, _)| observed.seen.iter().flatten()) {
        *counts.entry(*key).or_default() += 1;
    }
    let mut keys: Vec<u32> =
        counts.into_iter().filter(|(_, count)| FEWEST <= *count).map(|(key, _)| key).collect();
    keys.sort_unstable();
    let numbers: HashMap<u32, u32> = keys.iter().copied().zip(0..).collect();
    let examples: Vec<Example> = examples
        .into_iter()
        .flat_map(|(observed, right)| {
            let numbered =
                |keys: &Vec<u32>| keys.iter().filter_map(|key| numbers.get(key).copied()).collect();
            let seen: Vec<Vec<u32>> = observed.seen.iter().map(numbered).collect();
            in_short(seen, &right)
        })
        .collect();
    let mut learner = Learner::new(recipe, labels.len(), keys.len(), examples.len());
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for round in 0..recipe.rounds {
        order.sort_by_key(|at| (hash(&format!("{round} {at}")), *at));
        let cost: f64 = order.iter().map(|at| learner.learn(&examples[*at])).sum();
        if round + 1 == recipe.rounds {
            println!("{:?}: {} features, cost {cost:.0}", recipe.tongue, keys.len());
        }
    }
    let count = labels.len();
    let mut rows = Rows::new();
    for (at, key) in keys.iter().enumerate() {
        let row: Vec<f32> = (0..count).map(|label| learner.weight(at * count + label)).collect();
        if row.iter().any(|weight| weight.abs() * 32.0 >= 1.0) {
            rows.insert(*key, row);
        }
    }
    let base = keys.len() * count;
    let steps: Vec<f32> = (0..count * (count + 1)).map(|at| learner.step(base + at, at)).collect();
    (Model::new(labels.to_vec(), &steps, &rows), rows)
}

/// Tokens of an example at least: a step is taken after each.
const SHORT: usize = 30;

/// A passage cut outside names, so that a long one teaches no less than short ones.
fn in_short(seen: Vec<Vec<u32>>, right: &[usize]) -> Vec<Example> {
    let mut examples = vec![Example { seen: Vec::new(), right: Vec::new() }];
    for (at, (seen, label)) in seen.into_iter().zip(right).enumerate() {
        let is_outside = *label == 0 && 0 < at && right[at - 1] == 0;
        if is_outside && examples.last().is_some_and(|one| SHORT <= one.right.len()) {
            examples.push(Example { seen: Vec::new(), right: Vec::new() });
        }
        if let Some(example) = examples.last_mut() {
            example.seen.push(seen);
            example.right.push(*label);
        }
    }
    examples
}

fn right_labels(
    tokens: &[Range<usize>],
    names: &[(Range<usize>, String)],
    labels: &[String],
) -> Vec<usize> {
    let mut right = vec![0; tokens.len()];
    for (range, kind) in names {
        let first =
            labels.iter().position(|label| label.strip_prefix("B-") == Some(kind)).unwrap_or(0);
        let mut goes_on = false;
        for (token, right) in tokens.iter().zip(&mut right) {
            if token.start < range.end && range.start < token.end {
                *right = first + usize::from(goes_on);
                goes_on = true;
            }
        }
    }
    right
}

/// Sums of slopes and of their squares, from which the weights follow.
struct Learner {
    count: usize,
    stride: f64,
    price: f64,
    slopes: Vec<f32>,
    squares: Vec<f32>,
    time: f64,
    base: usize,
}

impl Learner {
    fn new(recipe: &Recipe, count: usize, keys: usize, examples: usize) -> Learner {
        let size = keys * count + count * (count + 1);
        Learner {
            count,
            stride: recipe.stride,
            price: recipe.price / examples as f64,
            slopes: vec![0.0; size],
            squares: vec![0.0; size],
            time: 0.0,
            base: keys * count,
        }
    }

    /// The weight that regularised dual averaging gives now.
    fn weight(&self, at: usize) -> f32 {
        let slope = f64::from(self.slopes[at]);
        let over = slope.abs() - self.price * self.time;
        if over <= 0.0 {
            return 0.0;
        }
        (-slope.signum() * self.stride * over / (1e-3 + f64::from(self.squares[at])).sqrt()) as f32
    }

    /// The weight of a step; what cannot be, such as `I-place` after `O`, is far below.
    fn step(&self, at: usize, step: usize) -> f32 {
        let (from, to) = (step / self.count, step % self.count);
        let is_inside = to != 0 && to % 2 == 0;
        if is_inside && from != to && from + 1 != to || is_inside && from == self.count {
            return -7.9;
        }
        self.weight(at).clamp(-7.0, 7.0)
    }

    /// One passage; returns what the right labels cost before.
    fn learn(&mut self, example: &Example) -> f64 {
        let count = self.count;
        let length = example.seen.len();
        if length == 0 {
            return 0.0;
        }
        let mut sums = vec![0.0_f32; length * count];
        for (seen, sums) in example.seen.iter().zip(sums.chunks_exact_mut(count)) {
            for number in seen {
                for (label, sum) in sums.iter_mut().enumerate() {
                    *sum += self.weight(*number as usize * count + label);
                }
            }
        }
        let steps: Vec<f32> =
            (0..count * (count + 1)).map(|at| self.step(self.base + at, at)).collect();
        let chain = Chain { count, steps: &steps, sums: &sums };
        let (forward, backward, whole) = chain.sums_of_ways();
        let mut right = 0.0;
        let mut before = count;
        for (token, label) in example.right.iter().enumerate() {
            right +=
                f64::from(steps[before * count + label]) + f64::from(sums[token * count + label]);
            before = *label;
        }
        self.time += 1.0;
        let mut slopes = vec![0.0_f32; count];
        for (token, (seen, right)) in example.seen.iter().zip(&example.right).enumerate() {
            let at = token * count;
            for (label, slope) in slopes.iter_mut().enumerate() {
                *slope = (forward[at + label] + backward[at + label] - whole).exp() as f32
                    - if label == *right { 1.0 } else { 0.0 };
            }
            for number in seen {
                for (label, slope) in
                    slopes.iter().enumerate().filter(|(_, slope)| 1e-6 < slope.abs())
                {
                    self.add(*number as usize * count + label, *slope);
                }
            }
        }
        let mut slopes = vec![0.0_f32; count * (count + 1)];
        for token in 1..length {
            for from in 0..count {
                let way = forward[(token - 1) * count + from] - whole;
                for to in 0..count {
                    let on = f64::from(steps[from * count + to])
                        + f64::from(sums[token * count + to])
                        + backward[token * count + to];
                    slopes[from * count + to] += (way + on).exp() as f32;
                }
            }
            slopes[example.right[token - 1] * count + example.right[token]] -= 1.0;
        }
        for (at, slope) in slopes.into_iter().enumerate() {
            self.add(self.base + at, slope);
        }
        whole - right
    }

    fn add(&mut self, at: usize, slope: f32) {
        self.slopes[at] += slope;
        self.squares[at] += slope * slope;
    }
}

/// Names marked, found, and found exactly, by kind.
type Counts = BTreeMap<String, [usize; 3]>;

fn measured(tongue: Tongue, models: &[Model], lexicon: &Lexicon, marked: &[Marked]) -> Counts {
    let mut counts = Counts::new();
    let [first, second] = models else {
        return counts;
    };
    for document in marked {
        let texts: Vec<&str> = document.passages.iter().map(|one| one.text.as_str()).collect();
        let named = named(tongue, &texts, lexicon, first, second);
        for (passage, named) in document.passages.iter().zip(named) {
            let found: Vec<(Range<usize>, String)> =
                named.into_iter().map(|(range, label, _)| (range, label.to_owned())).collect();
            count(&mut counts, &passage.names, &found);
        }
    }
    counts
}

/// Counts the names of one passage.
fn count(counts: &mut Counts, marked: &[(Range<usize>, String)], found: &[(Range<usize>, String)]) {
    for name in marked {
        counts.entry(name.1.clone()).or_default()[0] += 1;
    }
    for name in found {
        let of = counts.entry(name.1.clone()).or_default();
        of[1] += 1;
        of[2] += usize::from(marked.contains(name));
    }
}

fn say(counts: &Counts) {
    let all = |kinds: &dyn Fn(&str) -> bool| {
        counts
            .iter()
            .filter(|(kind, _)| kinds(kind))
            .fold([0; 3], |sum, (_, one)| [sum[0] + one[0], sum[1] + one[1], sum[2] + one[2]])
    };
    let line = |what: &str, [marked, found, right]: [usize; 3]| {
        let share = |of: usize| right as f64 / of.max(1) as f64;
        let f1 = 2.0 * right as f64 / (marked + found).max(1) as f64;
        println!(
            "  {what}: F1 {f1:.3}, precision {:.3}, recall {:.3}, {marked} marked",
            share(found),
            share(marked)
        );
    };
    for (kind, one) in counts {
        line(kind, *one);
    }
    line("all kinds", all(&|_| true));
    line("people, bodies, places", all(&|kind| matches!(kind, "person" | "body" | "place")));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The share of the marked and the found names that agree, of people, bodies and places.
    fn f1(counts: &Counts) -> f64 {
        let kinds = ["person", "body", "place"];
        let sums = counts.iter().filter(|(kind, _)| kinds.contains(&kind.as_str()));
        let [both, right] = sums.fold([0, 0], |[both, right], (_, [marked, found, exact])| {
            [both + marked + found, right + exact]
        });
        2.0 * right as f64 / both.max(1) as f64
    }

    #[test]
    fn the_table_finds_what_it_did_when_it_was_written() -> Result<(), String> {
        let root = crate::root();
        let Ok(texts) = entities_data::folder(&root) else {
            eprintln!("SKIPPED: no folder of marked texts beside the repository");
            return Ok(());
        };
        let (lexicon, models) = table(&root)?;
        for ((recipe, models), least) in
            RECIPES.iter().zip(models.chunks_exact(2)).zip([0.83, 0.82, 0.89])
        {
            let (_, rest) = divided(recipe, &texts)?;
            let found = f1(&measured(recipe.tongue, models, &lexicon, &rest));
            assert!(least <= found, "{:?}: {found:.3}", recipe.tongue);
        }
        Ok(())
    }
}
