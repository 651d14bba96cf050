//! A new check: its file, and the two lines that register it.

use std::path::Path;

/// Writes `crates/check/src/ROOM/NAME.rs` and registers it.
pub fn write(root: &Path, path: &str) -> Result<(), String> {
    let (room, name) =
        path.split_once('/').ok_or("say the room too: chronology/told-out-of-order")?;
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c == '-') {
        return Err(format!("“{name}” is not in kebab-case: told-out-of-order"));
    }
    if derek_check::find(name).is_some() {
        return Err(format!("there is a check “{name}” already, and names are never reused"));
    }
    let source = root.join("crates/check/src");
    let room_file = source.join(format!("{room}.rs"));
    let module = name.replace('-', "_");
    let constant = module.to_uppercase();
    let modules = read(&room_file).map_err(|_| {
        format!("there is no room “{room}”; the rooms are those of crates/check/src/*.rs")
    })?;
    let library = source.join("lib.rs");
    let registry = read(&library)?;
    let marker = format!("    &{room}::");
    let last = registry.rfind(&marker).ok_or("CHECKS has no check of this room")?;
    let line_end =
        registry[last..].find('\n').map(|end| last + end + 1).ok_or("CHECKS is not closed")?;
    let registered = format!(
        "{}    &{room}::{module}::{constant},\n{}",
        &registry[..line_end],
        &registry[line_end..]
    );
    let page = TEMPLATE.replace("ROOM", room).replace("NAME", name).replace("CONSTANT", &constant);
    std::fs::write(source.join(room).join(format!("{module}.rs")), page)
        .map_err(|why| why.to_string())?;
    std::fs::write(&room_file, format!("{modules}pub mod {module};\n"))
        .map_err(|why| why.to_string())?;
    std::fs::write(&library, registered).map_err(|why| why.to_string())?;
    println!("crates/check/src/{room}/{module}.rs: now write what it finds, and two examples");
    Ok(())
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|why| format!("{}: {why}", path.display()))
}

const TEMPLATE: &str = r#"//! What this check is about, in one sentence.

use derek_study::{Reason, say};

use crate::{Objections, Reading, check};

check! {
    /// What is found, and why a reader should care.
    ///
    /// ```text
    /// A manuscript in which ⟦these words⟧ must be found.
    /// ```
    ///
    /// ```text
    /// A manuscript in which nothing must be found.
    /// ```
    ///
    /// ## Limits
    ///
    /// What it does not find.
    pub static CONSTANT = "NAME" {
        room: "ROOM", level: Style, since: "0.1.0",
        en: "what is so",
        ru: "что здесь не так",
        kk: "мұнда не дұрыс емес",
        find: find,
    }
}

fn find(reading: &Reading<'_>, objections: &mut Objections) {
    for document in reading.documents {
        for paragraph in &document.paragraphs {
            for (start, words) in paragraph.text.match_indices("these words") {
                objections.add(
                    vec![document.place(paragraph, start..start + words.len())],
                    vec![Reason::shown(say!(en: "why we think so", ru: "почему мы так думаем", kk: "неге олай ойлаймыз"))],
                    say!(en: "what would settle it", ru: "что это разрешит", kk: "мұны не шешеді"),
                );
            }
        }
    }
}
"#;
