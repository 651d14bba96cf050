//! Synthetic texts and studies, the same for every run.

pub mod network;

use std::fmt::Write;
use std::fs;
use std::path::Path;

/// A small deterministic generator, enough to shuffle words.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

const PEOPLE: &[&str] = &["A. Bokeikhanov", "A. Baitursynov", "M. Dulatov", "R. Marsekov", "Zh. Aimautov", "A. V. Kolchak", "J. Stalin", "H. Gabbasov", "S. Mendeshov", "A. Dutov"];
const BODIES: &[&str] = &["the Provisional Government", "Alash Orda", "the Red Army", "the congress", "the Constituent Assembly", "the council of Semipalatinsk", "the Siberian government"];
const DEEDS: &[&str] = &["met the envoys of", "sent a long telegram to", "wrote against", "spoke at length with", "broke with", "asked for the help of", "signed an agreement with"];
const TIMES: &[&str] = &["in April 1919", "on 24 June 1918", "in the winter of 1918", "at the end of 1917", "in 1920", "on 13 (26) December 1917", "from March to May 1918"];
const ENDS: &[&str] = &["and nobody objected [12].", "although the winter was hard.", "as the newspaper “Qazaq” reported [3].", "which the others never forgave.", "and the matter was closed [7, p. 5]."];
const RUSSIAN: &[&str] = &["Совет постановил созвать съезд в Оренбурге.", "А. Н. Букейханов выступил 21 июля 1917 г. с докладом [4].", "Большевики ответили телеграммой, но ответ опоздал.", "В апреле 1919 г. войска А. В. Колчака подошли к Волге.", "Правительство переехало в Семипалатинск."];
const KAZAKH: &[&str] = &["Съезд Орынбор қаласында өтті.", "Ә. Бөкейхан 1917 жылы төраға болып сайланды [2].", "Газет үндеу жариялады.", "Алаш Орда үкіметі құрылды.", "Келіссөз наурыз айында басталды."];

/// A manuscript of at least so many bytes: paragraphs in three languages, headings, quotations, citations.
pub fn manuscript(bytes: usize) -> String {
    let mut dice = Dice(17);
    let mut text = String::from("A long manuscript\n\n");
    while text.len() < bytes {
        if dice.roll(40) == 0 {
            let _ = write!(text, "{}. Section\n\n", dice.roll(9) + 1);
        }
        for _ in 0..4 + dice.roll(5) {
            match dice.roll(10) {
                0 => text.push_str(dice.pick(RUSSIAN)),
                1 => text.push_str(dice.pick(KAZAKH)),
                _ => {
                    let (who, deed, whom, when, end) = (dice.pick(PEOPLE), dice.pick(DEEDS), dice.pick(BODIES), dice.pick(TIMES), dice.pick(ENDS));
                    let _ = write!(text, "{who} {deed} {whom} {when}, {end}");
                }
            }
            text.push(' ');
        }
        text.push_str("\n\n");
    }
    text
}

/// How large a study to make.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Sources, each with an entry and a text.
    pub sources: usize,
    /// Values with a citation.
    pub claims: usize,
    /// Bytes of each source's text.
    pub text: usize,
}

/// The size that the aim is set for: 3,000 sources, 20,000 claims, 52 MB.
pub const AIM: Size = Size { sources: 3_000, claims: 20_000, text: 17_000 };

/// A study of 10,000 claims with few and short sources: what its checks cost.
pub const CLAIMS: Size = Size { sources: 80, claims: 10_000, text: 4_000 };

/// Writes a study into a folder.
pub fn study(folder: &Path, size: Size) -> std::io::Result<()> {
    let mut dice = Dice(23);
    for sub in ["cards/events", "cards/people", "texts"] {
        fs::create_dir_all(folder.join(sub))?;
    }
    fs::write(folder.join("study.yaml"), "title: Synthetic\nlanguages: [en]\nbuilds-on: [chronicle]\n")?;
    let mut bibliography = String::new();
    for source in 0..size.sources {
        let _ = write!(bibliography, "@book{{source-{source},\n  author = {{Author, A.}},\n  title = {{Source number {source}}},\n  date = {{1924}},\n}}\n");
        let start = dice.roll(1000);
        let text: String = manuscript(size.text + start).chars().skip(start).collect();
        fs::write(folder.join(format!("texts/source-{source}.txt")), text)?;
    }
    fs::write(folder.join("bibliography.bib"), bibliography)?;
    let per_card = 7;
    for card in 0..size.claims / per_card {
        let mut page = format!("---\nkind: event\nname: Event number {card}\nparty: [person-{}, person-{}]\nwhen:\n", card % 100, (card + 7) % 100);
        for _ in 0..2 {
            let _ = writeln!(page, "  - {} {} [@source-{}, ¶{}]", ["March", "May", "December"][dice.roll(3)], 1917 + card % 3, dice.roll(size.sources), dice.roll(9) + 1);
        }
        page.push_str("says:\n");
        for claim in 0..per_card - 4 {
            let _ = writeln!(page, "  - claim {claim} of event {card} [@source-{}, ¶{}]", dice.roll(size.sources), dice.roll(9) + 1);
        }
        let _ = write!(page, "type:\n  - value: meeting\n    cite: \"@source-{}\"\n    quote: and nobody objected\n---\nNotes on [[event-{}]], citing [@source-{}, ¶3].\n", dice.roll(size.sources), dice.roll(size.claims / per_card), dice.roll(size.sources));
        fs::write(folder.join(format!("cards/events/event-{card}.md")), page)?;
    }
    for person in 0..100 {
        fs::write(folder.join(format!("cards/people/person-{person}.md")), format!("---\nkind: person\nname: Person {person}\nborn: {} [@source-{person}]\n---\n", 1860 + person % 40))?;
    }
    Ok(())
}

/// Writes the large tables that commands read: ties, attacks, dated events, answers of sources.
///
/// A million ties of 100,000 nodes from ten sources; a million arguments with a million and a half
/// attacks, and as many in one chain; 100,000 events; a million answers of 200 sources.
pub fn tables(folder: &Path) -> std::io::Result<()> {
    let mut dice = Dice(31);
    let mut ties = String::new();
    for _ in 0..1_000_000 {
        let (one, other) = (dice.roll(100_000), dice.roll(100_000));
        let _ = writeln!(ties, "n{one}\tn{other}\t{}\ts{}", 1 + dice.roll(9), dice.roll(10));
    }
    fs::write(folder.join("network.tsv"), ties)?;
    let arguments = 1_000_000;
    let mut attacks = format!("p af {arguments}\n");
    for _ in 0..arguments * 3 / 2 {
        let _ = writeln!(attacks, "{} {}", 1 + dice.roll(arguments), 1 + dice.roll(arguments));
    }
    fs::write(folder.join("attacks.af"), attacks)?;
    let mut chain = format!("p af {arguments}\n");
    for one in 1..arguments {
        let _ = writeln!(chain, "{one} {}", one + 1);
    }
    fs::write(folder.join("chain.af"), chain)?;
    const MONTHS: &[&str] = &["January", "March", "May", "July", "October", "December"];
    let mut events = String::new();
    for _ in 0..100_000 {
        let (day, month, year) = (1 + dice.roll(28), dice.pick(MONTHS), 1850 + dice.roll(101));
        let _ = match dice.roll(10) {
            0..5 => write!(events, "{day} {month} {year}"),
            5..8 => write!(events, "{month} {year}"),
            _ => write!(events, "{year}"),
        };
        let _ = writeln!(events, "\tkind {}", dice.roll(5));
    }
    fs::write(folder.join("events.txt"), events)?;
    let mut answers = String::from("item\tsource\tvalue\n");
    for item in 0..100_000 {
        let truth = dice.roll(1_000);
        let first = dice.roll(200);
        for source in 0..10 {
            let is_right = dice.roll(4) != 0;
            let value = if is_right { truth } else { dice.roll(1_000) };
            // Steps of 13 and 200 have no factor in common: ten sources, none twice.
            let _ = writeln!(
                answers,
                "item {item}\tsource {}\tvalue {value}",
                (first + source * 13) % 200
            );
        }
    }
    fs::write(folder.join("answers.tsv"), answers)
}
