//! When something was: days, calendars, and dates as historians have them.
//!
//! The room knows nothing of texts, files or studies. It reads a date that
//! somebody wrote, keeps how it was written, and says which days it may mean.

mod context;
mod date;
mod day;
mod edtf;
mod export;
mod find;
mod grammar;
mod hijri;
mod lang;
mod print;
mod tokens;
mod words;

pub use context::Context;
pub use date::{Calendar, Date, End, Fault, Interval, Precision, Relation, Shape, Step};
pub use day::{Day, Weekday};
pub use edtf::parse_edtf;
pub use export::{Export, FourPoints};
pub use find::{Mention, NotADate, Year, find, find_in, parse, parse_in};
pub use lang::Lang;
pub use print::Style;
