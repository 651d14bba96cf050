//! When something was: days, calendars, and dates as historians have them.
//!
//! The room knows nothing of texts, files or studies. It reads a date that
//! somebody wrote, keeps how it was written, and says which days it may mean.

mod allen;
mod animal;
mod beside;
mod context;
mod date;
mod day;
mod edtf;
mod export;
mod find;
mod grammar;
mod hijri;
mod lang;
mod network;
mod parts;
mod policy;
mod print;
mod times;
mod tokens;
mod told_words;
mod usage;
mod words;

pub use allen::{Allen, Certainty, Relations};
pub use animal::Animal;
pub use context::Context;
pub use date::{Basis, Calendar, Date, End, Fault, Interval, Precision, Relation, Shape, Step};
pub use day::{Day, Weekday};
pub use edtf::{Flaw, Meaning, Repair, Wrong, far_years, parse_edtf, read_edtf, repair_edtf};
pub use export::{Export, FourPoints};
pub use find::{Mention, NotADate, Year, find, find_in, parse, parse_in, times_in};
pub use lang::Lang;
pub use network::{
    Choice, Claim, Conflict, Constraint, Event, Exclusion, Link, Point, Solution, Span, Timeline,
    Trust, UnknownPoint,
};
pub use parts::Parts;
pub use policy::{Cut, Policy};
pub use print::Style;
pub use times::{Length, Measure, Time, Told};
pub use usage::Changeover;
