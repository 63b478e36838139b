//! What was tried, and what came of it.

use std::fmt::{self, Display, Formatter};

/// Something that the contract asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its stable name.
    pub id: &'static str,
    /// What the endpoint does.
    pub what: &'static str,
    /// What to mend where it doesn't.
    pub mend: &'static str,
}

/// What came of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Passed,
    /// It doesn't; this was seen. Never a value of the endpoint's or of the request's.
    Failed(String),
    /// It does not apply, for that reason.
    Skipped(String),
}

/// All checks that were tried, in their order.
#[derive(Debug, Default)]
pub struct Report {
    /// The checks and their outcomes.
    pub rows: Vec<(Check, Outcome)>,
    /// Why the rest was not tried.
    pub broken_off: Option<String>,
    /// What is stored at the end.
    pub tidied: String,
}

impl Report {
    /// Puts a check down.
    pub fn put(&mut self, check: Check, seen: Result<(), String>) {
        let outcome = seen.map_or_else(Outcome::Failed, |()| Outcome::Passed);
        self.rows.push((check, outcome));
    }

    /// Puts a check down that does not apply.
    pub fn skip(&mut self, check: Check, why: &str) {
        self.rows.push((check, Outcome::Skipped(why.to_owned())));
    }

    /// The names of the checks that failed.
    pub fn failures(&self) -> Vec<&'static str> {
        let failed = |row: &&(Check, Outcome)| matches!(row.1, Outcome::Failed(_));
        self.rows.iter().filter(failed).map(|(check, _)| check.id).collect()
    }

    /// Was everything tried, and does everything hold?
    pub fn is_green(&self) -> bool {
        self.failures().is_empty() && self.broken_off.is_none() && !self.rows.is_empty()
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let wide = self.rows.iter().map(|(check, _)| check.id.len()).max().unwrap_or(0);
        for (check, outcome) in &self.rows {
            let (id, what) = (check.id, check.what);
            match outcome {
                Outcome::Passed => writeln!(f, "  ok    {id:wide$}  {what}")?,
                Outcome::Skipped(why) => {
                    writeln!(f, "  --    {id:wide$}  {what}\n        {:wide$}  not tried: {why}", "")?;
                }
                Outcome::Failed(seen) => {
                    writeln!(f, "  FAIL  {id:wide$}  {what}")?;
                    writeln!(f, "        {:wide$}  seen: {seen}\n        {:wide$}  mend: {}", "", "", check.mend)?;
                }
            }
        }
        let skipped = self.rows.iter().filter(|row| matches!(row.1, Outcome::Skipped(_))).count();
        let failed = self.failures().len();
        let passed = self.rows.len() - skipped - failed;
        writeln!(f, "\n{} checks: {passed} passed, {failed} failed, {skipped} not tried.", self.rows.len())?;
        if let Some(why) = &self.broken_off {
            writeln!(f, "The rest was not tried: {why}.")?;
        }
        writeln!(f, "{}", self.tidied)
    }
}
