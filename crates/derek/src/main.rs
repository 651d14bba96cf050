//! derek: checks what is said about the past against the sources it rests on.

#![expect(clippy::disallowed_methods, reason = "the program reads its words and its environment")]

use std::process::ExitCode;

use derek::{cli, run};

fn main() -> ExitCode {
    let words: Vec<String> =
        std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let lang = cli::language(&words, locale.as_deref());
    match cli::read(&words, lang) {
        Ok(asked) => run::run(asked, lang),
        Err(error) => {
            let _ = error.print();
            ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
        }
    }
}
