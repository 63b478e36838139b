//! Tries any module configuration endpoint against the contract (`docs/endpoint.md`).
//!
//! It asks as the widget does, then as an attacker would, with keys that it invents for the run and never prints.
//!
//! | file | what it is for |
//! |---|---|
//! | [`target`], [`session`] | where, and as whom |
//! | `line`, `call`, `desk` | a request, and what is noted of its answer |
//! | `trial`, `checks` | what is asked for, and how it is brought back |
//! | [`report`] | what came of it |

mod call;
mod checks;
mod desk;
mod leak;
mod line;
mod problem;
pub mod report;
pub mod session;
pub mod target;
mod trial;

use std::{future::Future, time::Duration};

pub use report::{Check, Outcome, Report};

use self::{desk::Desk, line::Way, session::Session, target::Target, trial::Trial};

/// What is to be tried, and how.
pub struct Options {
    /// The endpoint's address.
    pub url: String,
    /// The session's headers: lines `Name: value`.
    pub headers: String,
    /// The name of the CSRF header.
    pub csrf_header: String,
    /// May a key that is stored be lost?
    pub overwrite: bool,
    /// How long one answer may take.
    pub patience: Duration,
    /// The one authority (DER) that https trusts; `None`: those that this machine trusts.
    pub authority: Option<Vec<u8>>,
}

/// How a run ended.
pub enum Ending {
    /// It was tried.
    Tried(Report),
    /// It was not, for that reason, and nothing was changed.
    NotBegun(String),
}

/// Tries an endpoint. When `stop` is ready the run ends early, and tidies up all the same.
pub async fn run(options: Options, stop: impl Future) -> Ending {
    let mut desk = match open(&options) {
        Ok(desk) => desk,
        Err(why) => return Ending::NotBegun(why),
    };
    let mut report = Report::default();
    let first = match checks::read(&mut desk, &mut report).await {
        Ok(first) => first,
        Err(why) if report.rows.is_empty() => return Ending::NotBegun(why),
        Err(why) => {
            "Nothing was changed.".clone_into(&mut report.tidied);
            report.broken_off = Some(why);
            return Ending::Tried(report);
        }
    };
    if first.members.get("readOnly") == Some(&serde_json::Value::Bool(true)) {
        return Ending::NotBegun("The endpoint says that its key can't be changed (`readOnly`).".to_owned());
    }
    if first.configured() && !options.overwrite {
        return Ending::NotBegun(
            "A key is stored there, and this run would lose it. Use an endpoint without one, or say \
             --overwrite-stored-key."
                .to_owned(),
        );
    }
    report.broken_off = tokio::select! {
        ended = try_all(&mut desk, &mut report, first.configured()) => ended.err(),
        _ = stop => Some("it was interrupted".to_owned()),
    };
    report.tidied = tidy(&mut desk).await;
    Ending::Tried(report)
}

fn open(options: &Options) -> Result<Desk, String> {
    let target = Target::read(&options.url)?;
    let session = Session::read(&options.headers, &options.csrf_header, &target)?;
    let way = Way::to(&target, options.authority.as_deref(), options.patience)?;
    Desk::new(target, way, session)
}

async fn try_all(desk: &mut Desk, report: &mut Report, configured: bool) -> Result<(), String> {
    if configured {
        desk.empty().await.map_err(|why| format!("the stored key could not be removed: {why}"))?;
    }
    let mut trial = Trial { desk, report, stored: None, bare: Vec::new() };
    checks::all(&mut trial).await
}

/// Removes what the run has stored.
async fn tidy(desk: &mut Desk) -> String {
    // The state first: an ETag of before would be refused.
    let emptied = match desk.state().await {
        Ok(state) if !state.configured() => Ok(()),
        Ok(_) => desk.empty().await,
        Err(why) => Err(why),
    };
    match emptied {
        Ok(()) => "Tidied up: no key is stored there now.".to_owned(),
        Err(why) => format!("Not tidied up ({why}): remove the stored key there; it opens nothing."),
    }
}
