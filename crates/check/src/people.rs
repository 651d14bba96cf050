//! The people a text names, each mention with the person it speaks of.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use derek_study::document::{Name, NameKind};
use derek_study::{Document, Paragraph};
use derek_text::{Judged, NameKey, Role, cluster, compare, stem, surname};

/// A person as one text names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The fullest name, in the form it is cited by as far as endings tell: `А. Н. Букейханов`.
    pub name: String,
    /// Every name, in that form, in the order of the text.
    pub names: Vec<String>,
    /// Where they are named, in the order of the text.
    pub mentions: Vec<Mention>,
}

/// Where a text names a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The paragraph, by its place in the document.
    pub paragraph: usize,
    /// Bytes of its text.
    pub range: Range<usize>,
    /// Which of [`Person::names`] it is.
    pub name: usize,
}

/// The chance from which a surname alone may be a bearer's.
const BEARS: f32 = 0.6;

/// The people that a text names, in the order of their first mention.
///
/// Names are gathered by the room `text`. A surname alone is its one bearer's; of
/// several it is the one's for whom the text used it before it named another, else the
/// one's whom the text names in full at least twice as often. Else it is left to itself.
pub fn people(document: &Document) -> Vec<Person> {
    people_of(&document.paragraphs)
}

fn people_of(paragraphs: &[Paragraph]) -> Vec<Person> {
    let spoken = Spoken::of(paragraphs);
    let groups = spoken.groups();
    let mut people: Vec<Person> = Vec::new();
    let mut person_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (mention, group) in spoken.mentions.iter().zip(groups) {
        let at = *person_of.entry(group).or_insert_with(|| {
            people.push(Person { name: String::new(), names: Vec::new(), mentions: Vec::new() });
            people.len() - 1
        });
        let (person, name) = (&mut people[at], &spoken.names[mention.name]);
        let known = person.names.iter().position(|own| own == name);
        let name = known.unwrap_or_else(|| {
            person.names.push(name.clone());
            person.names.len() - 1
        });
        person.mentions.push(Mention { name, ..mention.clone() });
    }
    for person in &mut people {
        let weight = |at: usize, name: &str| {
            let said = person.mentions.iter().filter(|mention| mention.name == at).count();
            let full = NameKey::of(name);
            let given = full.parts().iter().filter(|part| !part.is_initial).count();
            (full.parts().len() > 1, given, full.parts().len(), said, std::cmp::Reverse(at))
        };
        let names = person.names.iter().enumerate();
        let fullest = names.max_by_key(|(at, name)| weight(*at, name));
        person.name = fullest.map(|(_, name)| name.clone()).unwrap_or_default();
    }
    people
}

/// A number for each name of each paragraph; names of one number are of one person,
/// and other names of one number are one name.
///
/// A given name alone is the person's whose it is, when it is one person's.
pub fn clusters(document: &Document) -> Vec<Vec<usize>> {
    let people = people(document);
    let mut number: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut of_given: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, person) in people.iter().enumerate() {
        for mention in &person.mentions {
            number.insert((mention.paragraph, mention.range.start), at);
        }
    }
    for (paragraph, at, name) in names_of(&document.paragraphs) {
        if let Some(person) = number.get(&(paragraph, at)) {
            for given in name.given.iter().filter(|given| !given.ends_with('.')) {
                of_given.entry(stem(given)).or_default().insert(*person);
            }
        }
    }
    let mut next = people.len();
    let mut of_words: BTreeMap<String, usize> = BTreeMap::new();
    let mut clusters: Vec<Vec<usize>> = vec![Vec::new(); document.paragraphs.len()];
    for (paragraph, at, name) in names_of(&document.paragraphs) {
        let key = words_of(&name.surname);
        let only = of_given.get(&key).filter(|people| people.len() == 1);
        let known = match name.kind {
            NameKind::Person => number.get(&(paragraph, at)).copied(),
            // Who is named so later is not yet known here.
            NameKind::Body | NameKind::Place | NameKind::Other => {
                only.and_then(|people| people.first().copied()).filter(|person| {
                    people[*person]
                        .mentions
                        .first()
                        .is_some_and(|first| (first.paragraph, first.range.start) < (paragraph, at))
                })
            }
        };
        let cluster = known.unwrap_or_else(|| {
            *of_words.entry(key).or_insert_with(|| {
                next += 1;
                next - 1
            })
        });
        clusters[paragraph].push(cluster);
    }
    clusters
}

fn names_of(paragraphs: &[Paragraph]) -> impl Iterator<Item = (usize, usize, &Name)> {
    paragraphs.iter().enumerate().flat_map(|(at, paragraph)| {
        paragraph.names.iter().map(move |name| (at, name.range.start, name))
    })
}

/// The stems of a name's words.
fn words_of(name: &str) -> String {
    name.split_whitespace().map(stem).collect::<Vec<_>>().join(" ")
}

/// What a text says of people, before it is known who is who.
struct Spoken {
    /// Names in the form in which they are cited, each once.
    names: Vec<String>,
    /// Whether a name is a surname alone, if with a title: *General Lee*.
    is_bare: Vec<bool>,
    mentions: Vec<Mention>,
}

impl Spoken {
    fn of(paragraphs: &[Paragraph]) -> Spoken {
        let people = || names_of(paragraphs).filter(|(_, _, name)| name.kind == NameKind::Person);
        let mut surnames: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
        let mut given: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
        for (_, _, name) in people() {
            *surnames
                .entry(surname(&name.surname))
                .or_default()
                .entry(&name.surname)
                .or_default() += 1;
            for one in name.given.iter().filter(|one| is_given(one, &name.surname)) {
                *given.entry(stem(one)).or_default().entry(one).or_default() += 1;
            }
        }
        let mut spoken = Spoken { names: Vec::new(), is_bare: Vec::new(), mentions: Vec::new() };
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for (paragraph, _, name) in people() {
            let own = surnames.get(&surname(&name.surname));
            let own = own.map_or_else(|| name.surname.clone(), |forms| cited(forms, Part::Surname));
            let before = name.given.iter().filter(|one| is_given(one, &name.surname)).map(|one| {
                match one.ends_with('.') {
                    true => one.clone(),
                    false => given
                        .get(&stem(one))
                        .map_or_else(|| one.clone(), |forms| cited(forms, Part::Given)),
                }
            });
            let words: Vec<String> = before.chain([own]).collect();
            let words = words.join(" ");
            let number = *known.entry(words.clone()).or_insert_with(|| {
                let key = NameKey::of(&words);
                let own = key.parts().iter().filter(|part| part.role != Role::Title).count();
                spoken.names.push(words);
                spoken.is_bare.push(own < 2);
                spoken.names.len() - 1
            });
            spoken.mentions.push(Mention { paragraph, range: name.range.clone(), name: number });
        }
        spoken
    }

    /// For each mention the number of its person.
    fn groups(&self) -> Vec<usize> {
        let gathered = cluster(&self.names, &Judged::default()).unwrap_or_default();
        let mut group_of: Vec<usize> = (0..self.names.len()).collect();
        for group in &gathered.groups {
            let first = group.first().copied().unwrap_or_default();
            group.iter().for_each(|name| group_of[*name] = first);
        }
        let is_full: BTreeSet<usize> = (0..self.names.len())
            .filter(|name| !self.is_bare[*name])
            .map(|name| group_of[name])
            .collect();
        let keys: Vec<NameKey> = self.names.iter().map(|name| NameKey::of(name)).collect();
        let first_of =
            |group: usize| self.mentions.iter().position(|mention| group_of[mention.name] == group);
        // The one whom the text names in full at least twice as often as any other.
        let leading = |came: &[(usize, usize)], group_of: &[usize]| {
            let times = |group: usize| {
                self.mentions.iter().filter(|mention| group_of[mention.name] == group).count()
            };
            let mut by_times: Vec<(usize, usize)> =
                came.iter().map(|(_, group)| (times(*group), *group)).collect();
            by_times.sort_by_key(|(times, _)| std::cmp::Reverse(*times));
            match by_times.as_slice() {
                [(most, bearer), (next, _), ..] if 2 * next <= *most => Some(*bearer),
                _ => None,
            }
        };
        let mut owner: BTreeMap<usize, usize> = BTreeMap::new();
        for bare in (0..self.names.len()).filter(|name| !is_full.contains(&group_of[*name])) {
            let bearers: BTreeSet<usize> = (0..self.names.len())
                .filter(|name| !self.is_bare[*name])
                .filter(|name| BEARS <= compare(&keys[bare], &keys[*name]).score)
                .map(|name| group_of[name])
                .collect();
            let mut came: Vec<(usize, usize)> =
                bearers.into_iter().filter_map(|group| Some((first_of(group)?, group))).collect();
            came.sort_unstable();
            let owned = match came.as_slice() {
                [] => None,
                [(_, only)] => Some(*only),
                [(first, bearer), (second, _), ..] => {
                    let between = self.mentions.get(first + 1..*second).unwrap_or_default();
                    let is_used = between.iter().any(|mention| mention.name == bare);
                    is_used.then_some(*bearer).or_else(|| leading(&came, &group_of))
                }
            };
            owner.extend(owned.map(|owned| (group_of[bare], owned)));
        }
        self.mentions
            .iter()
            .map(|mention| {
                let group = group_of[mention.name];
                owner.get(&group).copied().unwrap_or(group)
            })
            .collect()
    }
}

/// Whether a word before a surname is a name: capitals throughout are an abbreviation
/// (*ВЧК Дзержинский*) unless the surname has them too.
fn is_given(word: &str, surname: &str) -> bool {
    let shouts = |word: &str| 1 < word.chars().count() && word.chars().all(char::is_uppercase);
    !shouts(word) || shouts(surname)
}

/// Which part of a name is put into the form in which it is cited.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Given,
    Surname,
}

/// Of the forms of one word the one that names: Керенский, not Керенского.
fn cited(forms: &BTreeMap<&str, usize>, part: Part) -> String {
    const OBLIQUE: [(&str, &str); 8] = [
        ("ского", "ский"),
        ("скому", "ский"),
        ("ским", "ский"),
        ("ском", "ский"),
        ("цкого", "цкий"),
        ("цкому", "цкий"),
        ("цким", "цкий"),
        ("цком", "цкий"),
    ];
    // Forms as far from the naming one: none, of a woman, oblique.
    let far = |form: &str| -> usize {
        let lower = form.to_lowercase();
        let last = lower.chars().next_back().unwrap_or(' ');
        let is_possessive = lower.ends_with("'s") || lower.ends_with("’s");
        let is_adjective =
            ["ский", "цкий", "ый", "ий", "ой", "ая"].iter().any(|end| lower.ends_with(end));
        let is_oblique =
            ["ого", "его", "ому", "ему", "ым", "им", "ом", "ем", "ой", "ей", "ов", "ев"];
        match last {
            _ if is_possessive => 3,
            _ if is_adjective => 0,
            _ if part == Part::Given && is_oblique.iter().any(|end| lower.ends_with(end)) => 2,
            _ if part == Part::Surname
                && is_oblique[..8].iter().any(|end| lower.ends_with(end)) =>
            {
                2
            }
            'а' | 'я' => 1,
            'у' | 'ю' | 'е' | 'ы' | 'и' | 'ё' | 'о' => 2,
            _ => 0,
        }
    };
    let best = forms
        .iter()
        .min_by_key(|(form, count)| (far(form), std::cmp::Reverse(**count), form.chars().count()));
    let form = best.map(|(form, _)| *form).unwrap_or_default();
    let bare = form.strip_suffix("'s").or_else(|| form.strip_suffix("’s")).unwrap_or(form);
    let mended =
        OBLIQUE.iter().find_map(|(from, to)| Some(format!("{}{to}", bare.strip_suffix(from)?)));
    mended.unwrap_or_else(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&[&str]]) {
        let document = derek_read::propose("test", text.to_owned());
        let people = people(&document);
        let found: Vec<Vec<&str>> = people
            .iter()
            .map(|person| {
                let words = |mention: &Mention| {
                    &document.paragraphs[mention.paragraph].text[mention.range.clone()]
                };
                person.mentions.iter().map(words).collect()
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn cases_and_surnames_alone_are_one_person() {
        check(
            "Совет возглавил А. Ф. Керенский. После Керенского пришёл В. И. Ленин; Ленина \
             поддержал Л. Троцкий. Затем с Троцким говорил Керенский.",
            &[
                &["А. Ф. Керенский", "Керенского", "Керенский"],
                &["В. И. Ленин", "Ленина"],
                &["Л. Троцкий", "Троцким"],
            ],
        );
    }

    #[test]
    fn a_surname_alone_is_his_for_whom_it_was_used() {
        check(
            "George Porterfield led the men; G. Porterfield was hurt. Porterfield went home. \
             His wife E. Porterfield wrote. Later Porterfield spoke.",
            &[
                &["George Porterfield", "G. Porterfield", "Porterfield", "Porterfield"],
                &["E. Porterfield"],
            ],
        );
    }

    #[test]
    fn a_surname_of_two_who_came_together_is_nobodys() {
        check(
            "K. Dosmukhamedov and Zh. Dosmukhamedov came. Dosmukhamedov spoke.",
            &[&["K. Dosmukhamedov"], &["Zh. Dosmukhamedov"], &["Dosmukhamedov"]],
        );
    }

    #[test]
    fn every_name_has_a_number() {
        let document = derek_read::propose(
            "test",
            "Alikhan Bukeikhanov met A. Bukeikhanov in Omsk. All of Omsk was quiet; then Alikhan left."
                .to_owned(),
        );
        assert_eq!(clusters(&document), [vec![0, 0, 1, 1, 0]]);
    }
}
