//! Does the key work? The plan of requests, reading answers, the ladder, verdicts. Pure, but for `fetch`.

mod answer;
mod attempt;
mod base;
mod date;
mod ladder;
mod verdict;

pub use answer::{Finding, Which, read_answer};
pub use attempt::{Answer, Ask, Attempt, Fault, Report};
pub use base::Base;
pub use date::Date;
pub use ladder::{Ladder, Rung, RungState};
pub use verdict::{Severity, Verdict};
