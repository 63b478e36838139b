//! What both requests say together: one ladder, one verdict, and every other fault.

use super::{
    Answer, Attempt, Base, Date, Fault, Finding, Ladder, Rung, RungState, Severity, Verdict, attempt::Outcome,
    scopes::Scopes,
};

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
    /// The model that was asked for last.
    pub model: Option<String>,
    /// Models of the module that this key can't use.
    pub missing: Vec<String>,
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
    /// The verdict rests on a status alone (a 429 that names no limit): saving asks for confirmation.
    pub bare: bool,
}

impl Report {
    /// The severity of the verdict; *unknown* where an answer names nothing to be attentive to.
    pub fn severity(&self) -> Severity {
        match self.verdict.severity() {
            Severity::Attention if self.bare => Severity::Unknown,
            severity => severity,
        }
    }
}

impl Attempt {
    /// The report, once nothing is outstanding.
    pub fn report(&self) -> Option<Report> {
        if self.outstanding() {
            return None;
        }
        let mut also: Vec<Verdict> = Vec::new();
        let mut worst = None;
        for fault in self.faults() {
            match worst {
                None => worst = Some(fault),
                Some(_) => also.push(fault),
            }
        }
        let verdict = worst.unwrap_or(Verdict::Ready);
        let mut missing = Vec::new();
        for model in &self.models {
            if self.is_missing(model) {
                missing.push(model.clone());
            }
        }
        let answer = self.deciding(verdict);
        let finding = answer.map(|answer| &answer.finding);
        Some(Report {
            verdict,
            also,
            ladder: self.ladder(),
            base_url: works_at(&self.base, verdict).then(|| self.base.url()),
            model: matches!(self.run, Outcome::Answered(_)).then(|| self.model.clone()),
            missing,
            shutdowns: self.shutdowns(),
            status: answer.map_or(0, |answer| answer.status),
            code: finding.and_then(|finding| finding.code),
            request_id: answer.and_then(|answer| answer.request_id.clone()),
            retry_after: finding.and_then(|finding| finding.retry_after),
            bare: verdict == Verdict::RateLimited && finding.is_some_and(|finding| !finding.named),
        })
    }

    /// The ladder as it stands. Rungs fail only once nothing is outstanding: a later answer may refute an
    /// earlier one.
    pub fn ladder(&self) -> Ladder {
        let mut ladder = Ladder::default();
        let any = |proves: fn(&Finding) -> bool| {
            [&self.list, &self.run].into_iter().any(|outcome| outcome.finding().is_some_and(proves))
        };
        let ran = self.ran();
        let reached = any(came_from_openai);
        let listed = self.list.models().is_some_and(|list| self.models.iter().all(|model| list.has(model)));
        ladder.prove(Rung::Shape, true);
        ladder.prove(Rung::Reachable, reached);
        ladder.prove(Rung::Accepted, any(accepts));
        ladder.prove(Rung::Permitted, ran || self.gone.is_some() || self.run.finding().is_some_and(permits));
        ladder.prove(Rung::Models, !self.misses_any() && (ran || (listed && !self.models.is_empty())));
        ladder.prove(Rung::Runs, ran);
        if !self.outstanding() {
            for (at, verdict) in self.faults().enumerate() {
                let rung = match verdict.rung() {
                    // The line is there: one answer came over it. It is the trial that did not come back.
                    Rung::Reachable if reached && is_silence(verdict) => Rung::Runs,
                    rung => rung,
                };
                // A fault that could not be judged does not refute what another answer proved.
                if at == 0 || verdict.severity() != Severity::Unknown {
                    ladder.set(rung, RungState::Failed);
                }
            }
        }
        ladder
    }

    fn outstanding(&self) -> bool {
        self.list.is_waiting() || self.run.is_waiting()
    }

    fn ran(&self) -> bool {
        self.run.finding().is_some_and(|finding| finding.fault.is_none())
    }

    /// A model of the module is not in the whole list, or OpenAI says that it is not there.
    fn is_missing(&self, model: &str) -> bool {
        self.gone.as_ref().is_some_and(|(gone, _)| gone == model)
            || self.run.fault() == Some(Verdict::ModelUnavailable) && self.model == model
            || self.list.models().is_some_and(|list| list.lacks(model))
    }

    fn misses_any(&self) -> bool {
        self.models.iter().any(|model| self.is_missing(model))
    }

    /// Every fault, once, the worst first.
    fn faults(&self) -> impl Iterator<Item = Verdict> + use<> {
        let missing = self.misses_any().then_some(Verdict::ModelUnavailable);
        // What the list says is of no weight where the real call works.
        let (run, list) = if self.ran() { (None, None) } else { (self.run_fault(), self.list_fault()) };
        let faults = [missing, run, list];
        Verdict::ALL.iter().copied().filter(move |verdict| faults.contains(&Some(*verdict)))
    }

    fn run_fault(&self) -> Option<Verdict> {
        match self.run {
            Outcome::Waiting => None,
            Outcome::Answered(ref answer) => answer.finding.fault,
            Outcome::Failed(Fault::Network) if self.region_mended => Some(Verdict::RegionUnreachable),
            Outcome::Failed(Fault::Network) if self.list.finding().is_some_and(came_from_openai) => {
                Some(Verdict::BlockedAnswer)
            }
            Outcome::Failed(fault) => Some(silence(fault)),
        }
    }

    /// What the list's answer adds to a run that did not work.
    fn list_fault(&self) -> Option<Verdict> {
        let judged = self.run.fault().is_some_and(|verdict| verdict.severity() != Severity::Unknown);
        let verdict = match self.list {
            Outcome::Waiting => return None,
            Outcome::Failed(fault) => silence(fault),
            Outcome::Answered(ref answer) => answer.finding.fault?,
        };
        let counts = match verdict {
            // The module reads no list: only the permission to run a model is needed.
            Verdict::MissingScope => {
                !judged && self.list.finding().is_some_and(|finding| finding.scopes.contains(Scopes::MODEL_REQUEST))
            }
            Verdict::InvalidKey | Verdict::WrongCredentialType => !self.run.finding().is_some_and(accepts),
            Verdict::WrongRegionHost => !self.region_mended,
            Verdict::ModelUnavailable | Verdict::BadRequest | Verdict::RequestTooLarge => false,
            Verdict::RateLimited => !judged,
            other => !judged || other.severity() != Severity::Unknown,
        };
        counts.then_some(verdict)
    }

    /// The answer that a verdict rests on.
    fn deciding(&self, verdict: Verdict) -> Option<&Answer> {
        let wanted = Some(verdict).filter(|verdict| *verdict != Verdict::Ready);
        let gone = self.gone.as_ref().map(|(_, said)| said);
        let mut outcomes = [Some(&self.run), gone, Some(&self.list)].into_iter().flatten();
        let says = |outcome: &&Outcome| outcome.finding().is_some_and(|finding| finding.fault == wanted);
        // A model that the list lacks is told by the list itself.
        let told = verdict == Verdict::ModelUnavailable && self.list.models().is_some();
        match outcomes.find(says).or(told.then_some(&self.list)) {
            Some(Outcome::Answered(answer)) => Some(answer),
            _ => None,
        }
    }

    /// The models with an announced last day within a year, or behind: the module's, or the one that ran.
    fn shutdowns(&self) -> Vec<(String, Date)> {
        let mut shutdowns = Vec::new();
        if let (Some(list), Some(today)) = (self.list.models(), self.today) {
            let horizon = Date { year: today.year.saturating_add(1), ..today };
            let models = if self.models.is_empty() { core::slice::from_ref(&self.model) } else { &self.models };
            for model in models {
                if let Some(end) = list.ends(model).filter(|end| *end <= horizon) {
                    shutdowns.push((model.clone(), end));
                }
            }
        }
        shutdowns
    }
}

/// A regional host is where the key works, unless OpenAI said that it is the wrong one.
fn works_at(base: &Base, verdict: Verdict) -> bool {
    matches!(base, Base::Region(_)) && verdict != Verdict::WrongRegionHost
}

/// OpenAI itself answered, not something on the way.
fn came_from_openai(finding: &Finding) -> bool {
    !matches!(finding.fault, Some(Verdict::Gateway | Verdict::NetworkOrCors))
}

/// The answer proves that OpenAI knows the key.
fn accepts(finding: &Finding) -> bool {
    finding.fault.is_none_or(|verdict| match verdict {
        Verdict::RateLimited => finding.named,
        Verdict::MissingScope => true,
        other => other.severity() == Severity::Attention,
    })
}

/// The answer proves that the key may run models: permissions are tested before what these name.
fn permits(finding: &Finding) -> bool {
    matches!(
        finding.fault,
        Some(
            Verdict::NoCredit
                | Verdict::SpendingLimit
                | Verdict::BillingInactive
                | Verdict::ModelUnavailable
                | Verdict::OrgUnverified
                | Verdict::RequestTooLarge
                | Verdict::BadRequest
        )
    )
}

fn silence(fault: Fault) -> Verdict {
    match fault {
        Fault::Network => Verdict::NetworkOrCors,
        Fault::CspBlocked => Verdict::CspBlocked,
        Fault::Offline => Verdict::Offline,
        Fault::TimedOut => Verdict::TimedOut,
    }
}

/// No answer came at all.
fn is_silence(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::TimedOut | Verdict::CspBlocked | Verdict::NetworkOrCors | Verdict::RegionUnreachable)
}
