//! How often one Cyrillic letter follows another: the table by which encodings are told apart.

use std::fmt::Write as _;
use std::path::Path;

/// Letters of the encodings that are told apart; the first stands for whatever is no letter.
const LETTERS: &str = " абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўәғқңөұүһјљњћђџѓќѕҗҳҷӣӯҡҙҫҝҹ";

/// Counts the letters of some texts, each in one language, and writes the table.
///
/// Each text counts the same, however long it is; `4*path` counts four times. A `/` parts
/// groups of languages, each of which has a table of its own.
///
/// # Errors
///
/// When a text cannot be read, or the table not written.
pub fn run(root: &Path, texts: &[&str]) -> Result<(), String> {
    let letters: Vec<char> = LETTERS.chars().collect();
    let tables: Vec<String> = texts
        .split(|text| *text == "/")
        .map(|group| table(&letters, group))
        .collect::<Result<_, _>>()?;
    let written = format!("{LETTERS}\n{}", tables.join("\n"));
    std::fs::write(root.join("crates/read/src/letters.txt"), written).map_err(|why| why.to_string())
}

/// Pairs that each letter is taken to have been met in beyond those that were seen.
const UNSEEN: f64 = 4.0;

fn table(letters: &[char], texts: &[&str]) -> Result<String, String> {
    let many = letters.len();
    // A pair of letters that no text has is rare, not impossible.
    let mut pairs = vec![1e-7_f64; many * many];
    for text in texts {
        let (weight, path) = match text.split_once('*') {
            Some((weight, path)) => {
                (weight.parse().map_err(|_| format!("{text}: no number"))?, path)
            }
            None => (1.0_f64, *text),
        };
        let words = std::fs::read_to_string(path).map_err(|why| format!("{path}: {why}"))?;
        let class = |c: char| letters.iter().position(|letter| *letter == c).unwrap_or(0);
        let classes: Vec<usize> = words.chars().flat_map(char::to_lowercase).map(class).collect();
        let mut counts = vec![0.0; many * many];
        for pair in classes.windows(2).filter(|pair| *pair != [0, 0]) {
            counts[pair[0] * many + pair[1]] += 1.0;
        }
        let all: f64 = counts.iter().sum();
        let seen_first = |a: usize| counts[a * many..(a + 1) * many].iter().sum::<f64>();
        let seen: Vec<f64> = (0..many).map(seen_first).collect();
        for (at, count) in counts.iter().enumerate() {
            let (a, b) = (at / many, at % many);
            // A pair that a short text lacks is as likely as its second letter makes it.
            let after = (count + UNSEEN * seen[b] / all) / (seen[a] + UNSEEN);
            pairs[at] += weight * after * seen[a] / all;
        }
    }
    let mut table = String::new();
    for row in pairs.chunks(many) {
        let whole: f64 = row.iter().sum();
        for pair in row {
            // Bits that the second letter tells after the first, as one hexadecimal digit.
            let bits = -(pair / whole).log2();
            let _ = write!(table, "{:x}", bits.round().clamp(0.0, 15.0) as u8);
        }
        table.push('\n');
    }
    Ok(table)
}
