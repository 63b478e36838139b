//! One try of a key, as a state machine: what is asked, what came back, what is asked next.

use super::{Base, Date, Finding, Ladder, Severity, Verdict, Which};

/// A request to be made. It has everything but the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Which of the two.
    pub which: Which,
    /// The full address.
    pub url: String,
    /// The JSON body (for [`Which::Run`]).
    pub body: Option<String>,
}

/// An answer, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// What it says.
    pub finding: Finding,
    /// `X-Request-ID`, only where it is made of at most 64 letters, digits, `-` and `_`.
    pub request_id: Option<String>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The fetch failed and nobody can say why: network, blocker, missing CORS header.
    Network,
    /// The page's CSP refused the request (`securitypolicyviolation`).
    CspBlocked,
    /// The browser says that it has no network.
    Offline,
    /// 15 s went by.
    TimedOut,
}

/// One try of one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {}

impl Attempt {
    /// Starts a try. `models` are those that the module uses (may be empty: then the table of current
    /// models serves, against the list). Gives the requests that leave at once.
    pub fn start(models: &[String], base: Base) -> (Self, Vec<Ask>) {
        let _ = (models, base);
        todo!()
    }

    /// An answer came. Gives the request that mends, where one does.
    pub fn answered(&mut self, which: Which, answer: Answer, today: Date) -> Option<Ask> {
        let _ = (which, answer, today);
        todo!()
    }

    /// A request failed.
    pub fn failed(&mut self, which: Which, fault: Fault) {
        let _ = (which, fault);
        todo!()
    }

    /// The ladder as it stands.
    pub fn ladder(&self) -> Ladder {
        todo!()
    }

    /// The report, once nothing is outstanding.
    pub fn report(&self) -> Option<Report> {
        todo!()
    }
}

/// What a try proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The worst true thing.
    pub verdict: Verdict,
    /// Every other fault found, worst first.
    pub also: Vec<Verdict>,
    /// How far it got.
    pub ladder: Ladder,
    /// Where the key works, when that is not the usual address (goes with the save).
    pub base_url: Option<String>,
    /// The model that was run.
    pub model: Option<String>,
    /// Models of the module that are about to be shut down, with the date.
    pub shutdowns: Vec<(String, Date)>,
    /// The HTTP status that decided, 0 where there was none.
    pub status: u16,
    /// OpenAI's code, where it is a known one.
    pub code: Option<&'static str>,
    /// For OpenAI's support.
    pub request_id: Option<String>,
    /// Seconds to wait before the next try, where the answer says so.
    pub retry_after: Option<u32>,
}

impl Report {
    /// The severity of the verdict.
    pub fn severity(&self) -> Severity {
        self.verdict.severity()
    }
}
