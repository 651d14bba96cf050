//! Checks that are under way: begun by one page, watched by another, finished in any case.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use derek_desk::{Brought, Checked, Error, Stage};
use derek_study::Level;

use crate::server::Workbench;

/// What a text is checked from.
#[derive(Debug, Clone)]
pub(crate) enum Work {
    /// A file that was brought, and what lies beside it.
    Check(Brought, Arc<Vec<Brought>>),
    /// A kept text that is held to other files than before.
    LayBeside { id: String, name: String, beside: Vec<Brought> },
    /// A kept text that is not in memory any more.
    Open { id: String, name: String },
}

impl Work {
    fn name(&self) -> &str {
        match self {
            Work::Check(brought, _) => &brought.name,
            Work::LayBeside { name, .. } | Work::Open { name, .. } => name,
        }
    }

    /// What tells it from other work.
    fn mark(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        let mut add = |file: &Brought| (&file.name, &file.bytes).hash(&mut hasher);
        match self {
            Work::Check(brought, beside) => {
                add(brought);
                beside.iter().for_each(add);
            }
            Work::LayBeside { id, beside, .. } => {
                beside.iter().for_each(add);
                (1, id).hash(&mut hasher);
            }
            Work::Open { id, .. } => (2, id).hash(&mut hasher),
        }
        hasher.finish()
    }

    fn done(self, workbench: &Workbench, told: &dyn Fn(Stage)) -> Result<Arc<Checked>, Error> {
        match self {
            Work::Check(brought, beside) => {
                workbench.texts.check_beside(&brought.name, &brought.bytes, &beside, told)
            }
            Work::LayBeside { id, beside, .. } => workbench.texts.lay_beside(&id, &beside, told),
            Work::Open { id, .. } => workbench.texts.open(&id, told),
        }
    }
}

/// How far one text is.
#[derive(Debug, Clone)]
pub(crate) enum State {
    Waiting,
    At(Stage),
    /// Checked: its identifier, and how many findings each level has.
    Done(String, Vec<(Level, usize)>),
    Refused(Box<Error>),
    /// A mistake of ours.
    Fallen,
}

impl State {
    pub(crate) fn is_over(&self) -> bool {
        matches!(self, State::Done(..) | State::Refused(_) | State::Fallen)
    }
}

/// Some texts that are checked one after the other.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) id: usize,
    pub(crate) names: Vec<String>,
    begun: Instant,
    mark: u64,
    states: Mutex<(Vec<State>, Option<Duration>)>,
    changed: Condvar,
}

impl Job {
    pub(crate) fn states(&self) -> Vec<State> {
        self.states.lock().unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    pub(crate) fn is_over(&self) -> bool {
        self.states().iter().all(State::is_over)
    }

    /// How long it has taken, or took.
    pub(crate) fn elapsed(&self) -> Duration {
        let took = self.states.lock().unwrap_or_else(PoisonError::into_inner).1;
        took.unwrap_or_else(|| self.begun.elapsed())
    }

    /// Waits until it is over, but no longer than so long.
    pub(crate) fn wait(&self, most: Duration) {
        let states = self.states.lock().unwrap_or_else(PoisonError::into_inner);
        let is_under_way =
            |held: &mut (Vec<State>, Option<Duration>)| !held.0.iter().all(State::is_over);
        // Whether the time ran out is seen from the states.
        drop(self.changed.wait_timeout_while(states, most, is_under_way));
    }

    fn set(&self, at: usize, state: State) {
        let mut states = self.states.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = states.0.get_mut(at) {
            *own = state;
        }
        if states.0.iter().all(State::is_over) {
            states.1 = Some(self.begun.elapsed());
        }
        drop(states);
        self.changed.notify_all();
    }
}

/// How many jobs are remembered.
const REMEMBERED: usize = 32;

/// How many piles of files wait for an answer what they are.
const PILES: usize = 3;

/// The jobs of a workbench, and piles of files of which it is asked what they are.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    jobs: Mutex<(usize, Vec<Arc<Job>>)>,
    piles: Mutex<(usize, Vec<(usize, Pile)>)>,
}

/// Files that came together.
type Pile = Arc<Vec<Brought>>;

impl Jobs {
    /// Begins some work in a thread of its own; the same work that is under way is joined.
    pub(crate) fn begin(workbench: &Arc<Workbench>, work: Vec<Work>) -> Arc<Job> {
        let mut hasher = DefaultHasher::new();
        work.iter().map(Work::mark).for_each(|mark| mark.hash(&mut hasher));
        let mark = hasher.finish();
        let mut jobs = workbench.jobs.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(same) = jobs.1.iter().find(|job| job.mark == mark && !job.is_over()) {
            return same.clone();
        }
        jobs.0 += 1;
        let job = Arc::new(Job {
            id: jobs.0,
            names: work.iter().map(|one| one.name().to_owned()).collect(),
            begun: Instant::now(),
            mark,
            states: Mutex::new((vec![State::Waiting; work.len()], None)),
            changed: Condvar::new(),
        });
        jobs.1.push(job.clone());
        if REMEMBERED < jobs.1.len() {
            let over = jobs.1.iter().position(|job| job.is_over());
            over.map(|over| jobs.1.remove(over));
        }
        drop(jobs);
        let (own, workbench) = (job.clone(), workbench.clone());
        std::thread::spawn(move || {
            for (at, one) in work.into_iter().enumerate() {
                let told = |stage: Stage| own.set(at, State::At(stage));
                let done = catch_unwind(AssertUnwindSafe(|| one.done(&workbench, &told)));
                own.set(
                    at,
                    match done {
                        Ok(Ok(checked)) => State::Done(checked.id.clone(), counts(&checked)),
                        Ok(Err(error)) => State::Refused(Box::new(error)),
                        Err(_) => State::Fallen,
                    },
                );
            }
        });
        job
    }

    /// A job that is remembered.
    pub(crate) fn get(&self, id: usize) -> Option<Arc<Job>> {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.1.iter().find(|job| job.id == id).cloned()
    }

    /// The jobs that are under way, the newest first.
    pub(crate) fn under_way(&self) -> Vec<Arc<Job>> {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.1.iter().rev().filter(|job| !job.is_over()).cloned().collect()
    }

    /// Keeps files until somebody says what they are.
    pub(crate) fn pile(&self, files: Vec<Brought>) -> usize {
        let mut piles = self.piles.lock().unwrap_or_else(PoisonError::into_inner);
        piles.0 += 1;
        let id = piles.0;
        piles.1.push((id, Arc::new(files)));
        if PILES < piles.1.len() {
            piles.1.remove(0);
        }
        id
    }

    /// Files that wait; `None` when they were forgotten.
    pub(crate) fn piled(&self, id: usize) -> Option<Pile> {
        let piles = self.piles.lock().unwrap_or_else(PoisonError::into_inner);
        piles.1.iter().find(|(own, _)| *own == id).map(|(_, files)| files.clone())
    }
}

fn counts(checked: &Checked) -> Vec<(Level, usize)> {
    let of = |level: Level| {
        checked.report.findings.iter().filter(|finding| finding.level == level).count()
    };
    Level::ALL.into_iter().map(|level| (level, of(level))).filter(|(_, count)| 0 < *count).collect()
}

/// Which of several texts is the manuscript, as far as names tell: the one that can be
/// edited, or is called so; its sources are scans, pages and texts named by author and year.
pub(crate) fn manuscript(names: &[&str]) -> usize {
    const CALLED: [&str; 18] = [
        "manuscript", "draft", "chapter", "thesis", "dissertation", "article", "paper", "essay",
        "рукопись", "черновик", "глава", "диссертация", "статья", "эссе", "қолжазба", "тарау",
        "мақала", "диплом",
    ];
    let score = |name: &str| {
        let name = name.to_lowercase();
        let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
        let edited = match ending {
            "docx" | "docm" | "odt" => 3,
            "rtf" | "md" => 2,
            "pdf" | "txt" => 1,
            _ => 0,
        };
        let called = CALLED.iter().any(|word| stem.contains(word));
        let digits: Vec<&str> = stem.split(|c: char| !c.is_ascii_digit()).collect();
        let dated = digits.iter().any(|part| part.len() == 4 && part.starts_with(['1', '2']));
        edited + if called { 4 } else { 0 } - if dated { 2 } else { 0 }
    };
    let scores: Vec<i32> = names.iter().map(|name| score(name)).collect();
    let best = scores.iter().max();
    scores.iter().position(|score| Some(score) == best).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::manuscript;

    #[test]
    fn the_manuscript_among_its_sources() {
        let check = |names: &[&str], expected: usize| {
            assert_eq!(manuscript(names), expected, "{names:?}");
        };
        check(&["olcott1995.txt", "chapter-2.docx", "martin2001.pdf"], 1);
        check(&["a.txt", "b.pdf", "Глава 2.txt"], 2);
        check(&["telegram.txt", "letter.txt"], 0);
        check(&["Martin 2001.docx", "text.docx"], 1);
        check(&[], 0);
    }
}
