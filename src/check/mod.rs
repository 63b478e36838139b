//! Does the key work? The plan of requests, reading answers, the ladder, verdicts. Pure, but for `fetch`.

mod answer;
mod attempt;
mod base;
mod date;
mod delay;
mod diagnostics;
mod envelope;
#[cfg(target_arch = "wasm32")]
mod fetch;
mod ladder;
mod link;
mod meaning;
mod models;
mod report;
mod scopes;
mod verdict;

pub use answer::{Finding, LIMIT, Parameter, Which, read_answer};
pub use attempt::{Answer, Ask, Attempt, Fault};
pub use base::Base;
pub use date::Date;
pub use diagnostics::diagnostics;
#[cfg(target_arch = "wasm32")]
pub use fetch::fetch;
pub use ladder::{Ladder, Rung, RungState};
pub use models::{ModelList, SMALL};
pub use report::Report;
pub use scopes::Scopes;
pub use verdict::{Severity, Verdict};
