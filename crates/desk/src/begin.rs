//! A study that begins: its folder with what every study has.

use std::path::Path;

use derek_study::{Said, say};

use crate::error::Error;
use crate::write::write;

/// Makes the folder of a new study, with a first card to show how one is written.
///
/// # Errors
///
/// When the folder has files already, or cannot be written: nothing is overwritten.
pub fn begin(folder: &Path) -> Result<(), Error> {
    let attempted =
        || say!(en: "beginning a study in", ru: "начинаю исследование в", kk: "зерттеуді бастау:");
    let is_taken = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if is_taken {
        return Err(Error {
            attempted: attempted(),
            path: folder.to_owned(),
            cause: say!(en: "the folder is not empty", ru: "папка не пуста", kk: "бума бос емес"),
            hint: say!(en: "give a new folder; nothing was changed", ru: "укажите новую папку; ничего не изменено", kk: "жаңа бума көрсетіңіз; ештеңе өзгерген жоқ"),
        });
    }
    let title = folder
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
        .replace('"', "");
    let files: [(&str, String); 4] = [
        ("study.yaml", format!("title: \"{title}\"\nlanguages: [en, ru, kk]\nbuilds-on: [chronicle]\n")),
        ("bibliography.bib", "@misc{example-source,\n  title = {A source of yours: a letter, a book, a file of an archive},\n}\n".to_owned()),
        ("cards/events/example.md", EXAMPLE.to_owned()),
        ("README.md", README.to_owned()),
    ];
    for (path, text) in files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)
                .map_err(|cause| Error::of(attempted(), parent, &cause))?;
        }
        write(&path, text.as_bytes())?;
    }
    Ok(())
}

const README: &str = "# A study

Cards are in `cards/`, the bibliography is `bibliography.bib`.
Put the sources' texts into `texts/`, each named by its citation key: `texts/example-source.txt`.
";

const EXAMPLE: &str = "---
kind: event
name: An event of yours
when: December 1917 [@example-source, p. 1]
---
What is doubtful about it, in prose, citing [@example-source, p. 1].
";

/// What to do in a study that has just begun.
pub fn next_steps() -> Said {
    say!(
        en: "write a card in cards/, cite it from bibliography.bib, and check the folder",
        ru: "заведите карточку в cards/, сошлитесь на bibliography.bib и проверьте папку",
        kk: "cards/ ішінде карточка ашып, bibliography.bib бойынша сілтеме беріп, буманы тексеріңіз",
    )
}
