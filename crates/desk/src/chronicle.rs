//! The reference study that ships with derek.

use std::sync::{Arc, LazyLock};

use derek_study::{Said, Shelf, Study, say};
use rust_embed::RustEmbed;

/// The files of the reference study, as they were when derek was built.
#[derive(RustEmbed)]
#[folder = "../../studies/chronicle"]
struct Chronicle;

impl Shelf for Chronicle {
    fn paths(&self) -> Vec<String> {
        let mut paths: Vec<String> = Chronicle::iter().map(|path| path.into_owned()).collect();
        paths.sort();
        paths
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Said> {
        let file = Chronicle::get(path);
        let missing =
            || say!(en: "there is no such file", ru: "такого файла нет", kk: "мұндай файл жоқ");
        file.map(|file| file.data.into_owned()).ok_or_else(missing)
    }
}

static READ: LazyLock<Arc<Vec<Study>>> = LazyLock::new(|| Arc::new(vec![chronicle()]));

/// The reference study, read anew.
pub fn chronicle() -> Study {
    Study::read("chronicle", &Chronicle)
}

/// The studies that every text is held against, read once.
pub fn reference() -> Arc<Vec<Study>> {
    READ.clone()
}
