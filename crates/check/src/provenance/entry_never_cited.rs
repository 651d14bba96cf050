//! Entries of the list of references that the text never cites.

use std::collections::{BTreeMap, BTreeSet};

use derek_study::document::{Kind, Listed, Pointing};
use derek_study::{Document, Entry, Reason, say};

use crate::{Objections, Reading, check};

check! {
    /// An entry of the list of references that no citation leads to, where nearly all
    /// others are cited.
    ///
    /// ```text
    /// The party was founded in 1917 [1]. Its council met [2, p. 12], and then it went on [3].
    /// Nothing came of it [4; 5]. So they say [6].
    ///
    /// References
    ///
    /// [1] A. Author, On the party.
    /// [2] B. Author, On the council.
    /// [3] C. Author, On what went on.
    /// [4] D. Author, On nothing.
    /// [5] E. Author, On nothing else.
    /// [6] F. Author, On what they say.
    /// ⟦[7] G. Author, On the rest.⟧
    /// ```
    ///
    /// So is a note that nothing in the text calls:
    ///
    /// ```text
    /// The party was founded in 1917[^1], its council met in Orenburg[^2], and it was soon
    /// over[^4]. Nothing came of it[^5].
    ///
    /// [^1]: Smith 1998, 12.
    /// [^2]: Smith 1998, 15.
    /// ⟦[^3]: Brown 2001, 7.⟧
    /// [^4]: Olcott 1995, 129.
    /// [^5]: Olcott 1995, 131.
    /// ```
    ///
    /// A list that is longer than what the text cites is a bibliography, and clean:
    ///
    /// ```text
    /// The party was founded in 1917 [1]. Its council met [2, p. 12].
    ///
    /// References
    ///
    /// [1] A. Author, On the party.
    /// [2] B. Author, On the council.
    /// [3] C. Author, On what went on.
    /// [4] D. Author, On nothing.
    /// [5] E. Author, On nothing else.
    /// ```
    ///
    /// A study's bibliography is asked too, where nine of ten entries are cited.
    ///
    /// ## Limits
    ///
    /// Asked of lists whose entries are cited by number or by author and year, where four
    /// of five entries are cited. Lists of further reading are not asked.
    pub static ENTRY_NEVER_CITED = "entry-never-cited" {
        room: "provenance", level: Style, since: "0.1.0",
        en: "an entry that the text never cites",
        ru: "запись, на которую в тексте нет ссылки",
        kk: "мәтінде сілтеме берілмеген жазба",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    in_study(reading, objections);
    for document in reading.documents {
        uncalled(document, objections);
        let cited: BTreeSet<usize> = document
            .cited
            .iter()
            .filter(|one| one.kind != Pointing::Note)
            .flat_map(|one| one.entries.iter().copied())
            .collect();
        let mut lists: BTreeMap<usize, Vec<&Listed>> = BTreeMap::new();
        for entry in document.listed.iter().filter(|entry| !entry.is_note) {
            lists.entry(entry.list).or_default().push(entry);
        }
        for entries in lists.values_mut() {
            // A remark inside a list is no entry.
            let numbered = entries.iter().filter(|entry| entry.number.is_some()).count();
            let is_numbered = entries.len() <= numbered * 2;
            entries.retain(|entry| match is_numbered {
                true => entry.number.is_some(),
                false => !entry.years.is_empty(),
            });
            let entries = &*entries;
            let (used, unused): (Vec<&Listed>, Vec<&Listed>) =
                entries.iter().partition(|entry| cited.contains(&entry.paragraph));
            let most_are = unused.len() * 4 <= used.len() && FEWEST <= used.len();
            // A list that a wiki made of its notes leads back to each call by itself.
            let is_made = entries.iter().any(|entry| {
                let text = document.paragraphs.get(entry.paragraph).map(|one| one.text.as_str());
                text.is_some_and(|text| text.chars().take(8).any(|c| c == '^' || c == '↑'))
            });
            if unused.is_empty() || !most_are || is_made || is_further_reading(document, entries) {
                continue;
            }
            let whole = |entry: &Listed| {
                let paragraph = document.paragraphs.get(entry.paragraph)?;
                Some(document.place(paragraph, 0..paragraph.text.len()))
            };
            let (with, without) = (used.len(), unused.len());
            objections.add(
                unused.into_iter().filter_map(whole).collect(),
                vec![Reason::shown(say!({ with, without } en: "entries cited in the text: {with}; not cited: {without}", ru: "записей, на которые есть ссылки: {with}; без ссылок: {without}", kk: "сілтеме берілген жазбалар: {with}; берілмегендері: {without}"))],
                say!(en: "cite it where it was used, or leave it out", ru: "сошлитесь на неё там, где она использована, или уберите её", kk: "пайдаланған жеріңізде сілтеме беріңіз не алып тастаңыз"),
            );
        }
    }
}

/// Entries of a study's bibliography that no card cites, where nearly all are cited: a whole
/// library may stand there too.
fn in_study(reading: &Reading<'_>, objections: &mut Objections) {
    let Some(study) = reading.study else { return };
    let mut cited: BTreeSet<&str> = BTreeSet::new();
    for card in &study.cards {
        let values = card.fields.iter().flat_map(|field| &field.values);
        let of_values = values.flat_map(|value| &value.citations);
        cited.extend(of_values.chain(&card.prose_citations).map(|one| one.key.as_str()));
        // A document's card may bear its entry's key.
        cited.insert(card.id.as_str());
    }
    let sides = study.identities.iter().flat_map(|identity| &identity.sides);
    cited.extend(sides.flat_map(|side| &side.citations).map(|one| one.key.as_str()));
    let (used, unused): (Vec<&Entry>, Vec<&Entry>) =
        study.entries.iter().partition(|entry| cited.contains(entry.key.as_str()));
    if used.len() < FEWEST || used.len() < unused.len() * 5 {
        return;
    }
    let (with, without) = (used.len(), unused.len());
    for entry in unused {
        objections.add(
            vec![study.place(&entry.file, entry.range.clone(), entry.key.as_str())],
            vec![Reason::shown(say!({ with, without } en: "entries that cards cite: {with}; that none cites: {without}", ru: "записей, на которые ссылаются карточки: {with}; без ссылок: {without}", kk: "карточкалар сілтеме берген жазбалар: {with}; сілтемесізі: {without}"))],
            say!(en: "cite it where it was used, or leave it out", ru: "сошлитесь на неё там, где она использована, или уберите её", kk: "пайдаланған жеріңізде сілтеме беріңіз не алып тастаңыз"),
        );
    }
}

/// Notes of Markdown that no `[^3]` calls, where nearly all are called.
fn uncalled(document: &Document, objections: &mut Objections) {
    let called: BTreeSet<usize> = document
        .cited
        .iter()
        .filter(|one| one.kind == Pointing::Note)
        .flat_map(|one| one.entries.iter().copied())
        .collect();
    let notes = document.listed.iter().filter_map(|entry| {
        let paragraph = document.paragraphs.get(entry.paragraph)?;
        let is_of_markdown = paragraph.text.starts_with("[^")
            || document.source.is_none() && paragraph.locator.starts_with("note ");
        (entry.is_note && is_of_markdown).then_some((entry.paragraph, paragraph))
    });
    let (used, unused): (Vec<_>, Vec<_>) = notes.partition(|(at, _)| called.contains(at));
    if unused.is_empty() || used.len() < unused.len() * 4 {
        return;
    }
    let (with, without) = (used.len(), unused.len());
    let whole = |(_, one): (usize, &derek_study::Paragraph)| document.place(one, 0..one.text.len());
    objections.add(
        unused.into_iter().map(whole).collect(),
        vec![Reason::shown(say!({ with, without } en: "notes called in the text: {with}; not called: {without}", ru: "примечаний, на которые есть знак в тексте: {with}; без знака: {without}", kk: "мәтінде белгісі бар ескертпелер: {with}; белгісі жоғы: {without}"))],
        say!(en: "put the call where the note belongs, or leave the note out", ru: "поставьте знак сноски там, к чему она относится, или уберите сноску", kk: "ескертпе белгісін тиісті жерге қойыңыз не ескертпені алып тастаңыз"),
    );
}

/// Entries that are cited, at least.
const FEWEST: usize = 5;

fn is_further_reading(document: &Document, entries: &[&Listed]) -> bool {
    const FURTHER: &[&str] =
        &["further", "external", "see also", "рекоменд", "см. также", "ссылки", "қосымша"];
    let first = entries.first().map_or(0, |entry| entry.paragraph);
    let before = document.paragraphs.get(..first).unwrap_or_default();
    let heading = before.iter().rfind(|one| one.kind == Kind::Heading);
    heading.is_some_and(|heading| {
        let lower = heading.text.to_lowercase();
        FURTHER.iter().any(|word| lower.contains(word))
    })
}
