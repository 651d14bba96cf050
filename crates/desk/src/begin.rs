//! A study that begins: its folder with what every study has.

use std::path::Path;

use derek_study::{Lang, Said, say};

use crate::error::Error;
use crate::write::write;

/// Makes the folder of a new study, with a first card to show how one is written.
///
/// # Errors
///
/// When the folder has files already, or cannot be written: nothing is overwritten.
///
/// The card and the words to the reader are in the language.
pub fn begin(folder: &Path, lang: Lang) -> Result<(), Error> {
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
        ("cards/events/example.md", example(lang).to_owned()),
        ("README.md", readme().get(lang).to_owned()),
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

fn readme() -> Said {
    say!(
        en: "# A study\n\nCards are in `cards/`, the bibliography is `bibliography.bib`.\nPut the sources' texts into `texts/`, each named by its citation key: `texts/example-source.txt`.\n",
        ru: "# Исследование\n\nКарточки лежат в `cards/`, библиография — `bibliography.bib`.\nТексты источников кладите в `texts/` под ключом ссылки: `texts/example-source.txt`.\n",
        kk: "# Зерттеу\n\nКарточкалар `cards/` ішінде, библиография — `bibliography.bib`.\nДереккөз мәтіндерін `texts/` бумасына сілтеме кілтімен атап салыңыз: `texts/example-source.txt`.\n",
    )
}

/// The first card.
fn example(lang: Lang) -> &'static str {
    match lang {
        Lang::En => {
            "---\nkind: event\nname: An event of yours\nwhen: December 1917 [@example-source, p. 1]\n---\nWhat is doubtful about it, in prose, citing [@example-source, p. 1].\n"
        }
        Lang::Ru => {
            "---\nkind: event\nname: {ru: Ваше событие}\nwhen: декабрь 1917 г. [@example-source, с. 1]\n---\nЧто в нём сомнительно, своими словами, со ссылкой [@example-source, с. 1].\n"
        }
        Lang::Kk => {
            "---\nkind: event\nname: {kk: Сіздің оқиғаңыз}\nwhen: 1917 жылғы желтоқсан [@example-source, 1-б.]\n---\nОнда не күмәнді екенін өз сөзіңізбен жазыңыз, сілтемесі: [@example-source, 1-б.].\n"
        }
    }
}

/// What to do in a study that has just begun.
pub fn next_steps() -> Said {
    say!(
        en: "write a card in cards/, cite it from bibliography.bib, and check the folder",
        ru: "заведите карточку в cards/, сошлитесь на bibliography.bib и проверьте папку",
        kk: "cards/ ішінде карточка ашып, bibliography.bib бойынша сілтеме беріп, буманы тексеріңіз",
    )
}
