//! What the world refused, and what can be done about it.

use std::path::{Path, PathBuf};

use derek_study::{Lang, Said, say};

/// The world refused: a file is gone, a disk is full, somebody else was faster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// What derek was about to do.
    pub attempted: Said,
    /// With which file or folder; empty when with none.
    pub path: PathBuf,
    /// Why it did not go.
    pub cause: Said,
    /// What can be done.
    pub hint: Said,
}

impl Error {
    /// An error of the system, while something was attempted with a file.
    pub fn of(attempted: Said, path: &Path, cause: &std::io::Error) -> Error {
        Error { attempted, path: path.to_owned(), cause: said(cause), hint: hint(cause) }
    }

    /// The whole error in one language: what, with which file, why.
    pub fn in_lang(&self, lang: Lang) -> String {
        let (attempted, cause) = (self.attempted.get(lang), self.cause.get(lang));
        match self.path.as_os_str().is_empty() {
            true => format!("{attempted}: {cause}"),
            false => format!("{attempted} {}: {cause}", self.path.display()),
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.in_lang(Lang::En))
    }
}

impl std::error::Error for Error {}

/// What a system says, in words for a reader.
pub(crate) fn said(cause: &std::io::Error) -> Said {
    use std::io::ErrorKind;
    match cause.kind() {
        ErrorKind::NotFound => {
            say!(en: "there is no such file or folder", ru: "такого файла или папки нет", kk: "мұндай файл не бума жоқ")
        }
        ErrorKind::PermissionDenied => {
            say!(en: "you may not open it", ru: "нет права открыть", kk: "ашуға рұқсат жоқ")
        }
        ErrorKind::StorageFull => {
            say!(en: "the disk is full", ru: "на диске нет места", kk: "дискіде орын жоқ")
        }
        ErrorKind::AddrInUse => {
            say!(en: "the port is taken", ru: "порт занят", kk: "порт бос емес")
        }
        ErrorKind::IsADirectory => {
            say!(en: "it is a folder, not a file", ru: "это папка, а не файл", kk: "бұл файл емес, бума")
        }
        ErrorKind::NotADirectory => {
            say!(en: "it is a file, not a folder", ru: "это файл, а не папка", kk: "бұл бума емес, файл")
        }
        _ => Said::verbatim(cause.to_string()),
    }
}

fn hint(cause: &std::io::Error) -> Said {
    use std::io::ErrorKind;
    match cause.kind() {
        ErrorKind::NotFound => {
            say!(en: "check the path for slips of the pen", ru: "проверьте, нет ли в пути опечатки", kk: "жолды тексеріңіз, қате жазылмаған ба")
        }
        ErrorKind::PermissionDenied => {
            say!(en: "ask the owner of the file, or copy it to a folder of your own", ru: "попросите владельца файла или скопируйте его в свою папку", kk: "файл иесінен сұраңыз немесе өз бумаңызға көшіріңіз")
        }
        ErrorKind::StorageFull => {
            say!(en: "free some space and try again; nothing was lost", ru: "освободите место и повторите; ничего не потеряно", kk: "орын босатып, қайталаңыз; ештеңе жоғалған жоқ")
        }
        ErrorKind::AddrInUse => {
            say!(en: "give another port, or leave it out and derek finds a free one", ru: "укажите другой порт или не указывайте никакого: derek найдёт свободный", kk: "басқа порт беріңіз немесе көрсетпеңіз: derek бос портты өзі табады")
        }
        ErrorKind::IsADirectory => {
            say!(en: "name one file in the folder", ru: "назовите один файл из этой папки", kk: "осы бумадағы бір файлды атаңыз")
        }
        ErrorKind::NotADirectory => {
            say!(en: "name the folder that the file lies in", ru: "назовите папку, в которой лежит файл", kk: "файл жатқан буманы атаңыз")
        }
        _ => say!(en: "try again", ru: "попробуйте ещё раз", kk: "қайталап көріңіз"),
    }
}
