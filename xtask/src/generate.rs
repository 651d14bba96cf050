//! Pages that are made from the code, and the proof that they still are.

use std::fmt::Write;
use std::path::Path;

use derek_check::CHECKS;
use derek_study::Lang;

/// Whether to write the pages or to hold them against the code.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Write them.
    Write,
    /// Fail when one differs.
    Check,
}

/// Writes or checks every generated page.
pub fn run(root: &Path, mode: Mode) -> Result<(), String> {
    let path = root.join("docs/reference/checks.md");
    let page = checks();
    match mode {
        Mode::Write => {
            std::fs::write(&path, page).map_err(|why| format!("{}: {why}", path.display()))
        }
        Mode::Check if std::fs::read_to_string(&path).is_ok_and(|found| found == page) => Ok(()),
        Mode::Check => Err(format!(
            "{} is not as the code would write it: run `cargo xtask generate`",
            path.display()
        )),
    }
}

fn checks() -> String {
    let mut page = String::from(
        "# The checks\n\nMade from the code by `cargo xtask generate`; `derek explain CHECK` prints the same.\n\n| check | level | en | ru | kk |\n|---|---|---|---|---|\n",
    );
    for check in CHECKS {
        let name = check.name;
        let headlines = [Lang::En, Lang::Ru, Lang::Kk].map(|lang| check.headline(lang)).join(" | ");
        let _ = writeln!(page, "| [{name}](#{name}) | {} | {headlines} |", check.level.name());
    }
    for check in CHECKS {
        let manual: Vec<&str> =
            check.manual.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        let manual = manual.join("\n").replace("\n## ", "\n### ");
        let _ = write!(
            page,
            "\n## {}\n\n*{}: {} · level {} · since {}*\n\n{}\n",
            check.name,
            check.room,
            check.headline(Lang::En),
            check.level.name(),
            check.since,
            manual.trim_end()
        );
    }
    page
}
