//! What a contributor repeats, so that nobody has to remember how.
//!
//! `cargo xtask ci` is what the README calls the test command.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a contributor's tool works on files and speaks"
)]

mod entities_data;
mod faults;
mod generate;
mod measure_names;
mod measure_weighing;
mod names_data;
mod new_check;
mod train_entities;
mod train_letters;
mod train_names;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const HELP: &str = "\
cargo xtask COMMAND

  ci                    install what the tests need, then format, lint, test, fuzz shortly
  test                  format, lint and test, installing nothing
  fuzz [SECONDS]        fuzz every parser for so many seconds each (10 when not said)
  new-check ROOM/NAME   write a new check and register it: chronology/told-out-of-order
  generate              write the pages that are made from the code
  generate --check      fail when such a page is not as the code would write it
  train-names           train the table of weights from the public pairs of names
  train-letters TEXT... train the table by which encodings are told apart
  train-entities        train the tagger of people, bodies and places from public texts
  measure-entities      say how many names in kept-out texts the tagger finds exactly
  try-entities [ONLY]   the same by fifths of the training texts, to choose how to train
  measure-weighing DIR [SEEDS]  say how well conflicting claims are weighed and copiers found
  make-study FOLDER CLAIMS          write a clean study of a land that never was
  plant-faults FOLDER FAULTS SEED   write one with so many faults, and planted.tsv
  measure-faults FAULTS SEED        say how many planted faults the checks find
  measure-names [ONLY]  say how well and how fast names are matched, on held-out names
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["ci"] => install().and_then(|()| test()).and_then(|()| fuzz(5)),
        ["test"] => test(),
        ["fuzz"] => fuzz(10),
        ["fuzz", seconds] => seconds
            .parse()
            .map_err(|_| format!("“{seconds}” is no number of seconds"))
            .and_then(fuzz),
        ["new-check", path] => new_check::write(&root(), path),
        ["generate"] => generate::run(&root(), generate::Mode::Write),
        ["generate", "--check"] => generate::run(&root(), generate::Mode::Check),
        ["train-names"] => train_names::run(&root()),
        ["train-letters", texts @ ..] => train_letters::run(&root(), texts),
        ["train-entities"] => train_entities::run(&root()),
        ["measure-entities"] => train_entities::measure(&root()),
        ["try-entities"] => train_entities::try_out(&root(), ""),
        ["try-entities", only] => train_entities::try_out(&root(), only),
        ["measure-weighing", folder] => measure_weighing::run(folder, 40),
        ["measure-weighing", folder, seeds] => seeds
            .parse()
            .map_err(|_| format!("“{seeds}” is no number of seeds"))
            .and_then(|seeds| measure_weighing::run(folder, seeds)),
        ["measure-names"] => measure_names::run(&root(), ""),
        ["measure-names", only] => measure_names::run(&root(), only),
        ["make-study", folder, claims] => faults::make(folder, claims),
        ["plant-faults", folder, faults, seed] => faults::plant(folder, faults, seed),
        ["measure-faults", faults, seed] => faults::measure(faults, seed),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("“{}” is not known here\n\n{HELP}", other.join(" "))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("xtask: {why}");
            ExitCode::FAILURE
        }
    }
}

/// The repository's root: the folder above this crate.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// Debian packages that some tests need: a browser, and a C++ compiler for the fuzzer.
fn install() -> Result<(), String> {
    let missing: Vec<&str> = [("chromium", "chromium"), ("g++", "g++")]
        .iter()
        .filter(|(program, _)| !has(program))
        .map(|(_, package)| *package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let root = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    if !has("apt-get") || !root && !has("sudo") {
        eprintln!(
            "xtask: not found and not installable here: {}; what needs them will say that it is skipped",
            missing.join(", ")
        );
        return Ok(());
    }
    let apt = |words: &[&str]| {
        let mut all = if root { vec![] } else { vec!["sudo"] };
        all.push("apt-get");
        all.extend(words);
        run(all[0], &all[1..], &[])
    };
    apt(&["update", "--quiet"])?;
    let mut words = vec!["install", "--yes", "--quiet", "--no-install-recommends"];
    words.extend(&missing);
    if missing.contains(&"chromium") {
        words.push("fonts-dejavu-core");
    }
    apt(&words)
}

fn has(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn test() -> Result<(), String> {
    cargo(&["fmt", "--all", "--check"], &[])?;
    cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "--deny", "warnings"], &[])?;
    cargo(&["test", "--workspace", "--quiet"], &[])?;
    generate::run(&root(), generate::Mode::Check)
}

/// Fuzzes every target with libFuzzer on the stable toolchain.
fn fuzz(seconds: u32) -> Result<(), String> {
    if !has("g++") && !has("c++") {
        eprintln!("xtask: fuzzing is SKIPPED: no C++ compiler to build libFuzzer with");
        return Ok(());
    }
    let flags = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table -Cdebug-assertions=yes -Coverflow-checks=yes";
    let host = Command::new("rustc")
        .args(["--print", "host-tuple"])
        .output()
        .map_err(|why| format!("rustc: {why}"))?;
    let host = String::from_utf8_lossy(&host.stdout).trim().to_owned();
    // Naming the target keeps the flags off build scripts.
    cargo(
        &["build", "--quiet", "--release", "--manifest-path", "fuzz/Cargo.toml", "--target", &host],
        &[("RUSTFLAGS", flags)],
    )?;
    let folder = target_of_fuzz().join(&host).join("release");
    let mut targets: Vec<PathBuf> = files(&root().join("fuzz/targets"));
    targets.sort();
    for target in targets {
        let name = target.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let corpus = root().join("fuzz/corpus").join(&name);
        std::fs::create_dir_all(&corpus).map_err(|why| format!("{}: {why}", corpus.display()))?;
        let seeds = root().join("fuzz/seeds").join(&name);
        let time = format!("-max_total_time={seconds}");
        let mut words = vec![
            time.as_str(),
            "-timeout=10",
            "-rss_limit_mb=4096",
            "-max_len=4096",
            "-print_final_stats=0",
            "-verbosity=0",
        ];
        let corpus = corpus.to_string_lossy().into_owned();
        let seeds_path = seeds.to_string_lossy().into_owned();
        words.push(&corpus);
        if seeds.is_dir() {
            words.push(&seeds_path);
        }
        run(&folder.join(&name).to_string_lossy(), &words, &[])?;
        println!("fuzz {name}: {seconds} s, nothing found");
    }
    Ok(())
}

fn target_of_fuzz() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("fuzz/target"), PathBuf::from)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default()
}

fn cargo(words: &[&str], environment: &[(&str, &str)]) -> Result<(), String> {
    println!("cargo {}", words.join(" "));
    run(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), words, environment)
}

fn run(program: &str, words: &[&str], environment: &[(&str, &str)]) -> Result<(), String> {
    let status = Command::new(program)
        .args(words)
        .envs(environment.iter().copied())
        .current_dir(root())
        .status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{program} {}: {status}", words.join(" "))),
        Err(why) => Err(format!("{program}: {why}")),
    }
}
