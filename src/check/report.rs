//! What both requests say together: one ladder, one verdict, and every other fault.

use super::{
    Answer, Base, Date, Fault, Finding, Ladder, Rung, RungState, Severity, Verdict, attempt::Outcome,
    models::ModelList, scopes::Scopes,
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

/// All that is known at one moment of a try.
pub(super) struct Evidence<'a> {
    pub list: &'a Outcome,
    pub run: &'a Outcome,
    /// The models of the module.
    pub models: &'a [String],
    /// The model that was asked for last.
    pub model: &'a str,
    /// The model that was asked for first and is not there, with what OpenAI said.
    pub gone: Option<(&'a str, &'a Outcome)>,
    /// The second request was repeated at the host that OpenAI named.
    pub region_mended: bool,
}

impl Evidence<'_> {
    pub(super) fn report(&self, base: &Base, today: Option<Date>) -> Option<Report> {
        if self.outstanding() {
            return None;
        }
        let mut faults = self.faults();
        let verdict = if faults.is_empty() { Verdict::Ready } else { faults.remove(0) };
        let answer = self.deciding(verdict);
        let finding = answer.map(|answer| &answer.finding);
        Some(Report {
            verdict,
            also: faults,
            ladder: self.ladder(),
            base_url: works_at(base, verdict).then(|| base.url()),
            model: matches!(self.run, Outcome::Answered(_)).then(|| self.model.to_owned()),
            missing: self.missing().map(str::to_owned).collect(),
            shutdowns: today.map(|today| self.shutdowns(today)).unwrap_or_default(),
            status: answer.map_or(0, |answer| answer.status),
            code: finding.and_then(|finding| finding.code),
            request_id: answer.and_then(|answer| answer.request_id.clone()),
            retry_after: finding.and_then(|finding| finding.retry_after),
            bare: verdict == Verdict::RateLimited && finding.is_some_and(|finding| !finding.named),
        })
    }

    pub(super) fn ladder(&self) -> Ladder {
        let mut ladder = Ladder::default();
        let mut pass = |rung, when| {
            if when {
                ladder.set(rung, RungState::Passed);
            }
        };
        let findings = [self.list.finding(), self.run.finding()];
        let any = |proves: fn(&Finding) -> bool| findings.iter().flatten().any(|finding| proves(finding));
        let ran = self.ran();
        pass(Rung::Shape, true);
        pass(Rung::Reachable, any(came_from_openai));
        pass(Rung::Accepted, any(accepts));
        pass(Rung::Permitted, ran || self.gone.is_some() || self.run.finding().is_some_and(permits));
        let none_missing = self.missing().next().is_none();
        let all_listed = self.model_list().is_some_and(|list| self.models.iter().all(|model| list.has(model)));
        pass(Rung::Models, none_missing && (ran || (all_listed && !self.models.is_empty())));
        pass(Rung::Runs, ran);
        if !self.outstanding() {
            let reached = ladder.state(Rung::Reachable) == RungState::Passed;
            for (at, verdict) in self.faults().into_iter().enumerate() {
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
        *self.list == Outcome::Waiting || *self.run == Outcome::Waiting
    }

    fn ran(&self) -> bool {
        self.run.finding().is_some_and(|finding| finding.fault.is_none())
    }

    fn model_list(&self) -> Option<&ModelList> {
        self.list.finding().and_then(|finding| finding.models.as_ref())
    }

    /// Models of the module that are not in the whole list, or that OpenAI says are not there.
    fn missing(&self) -> impl Iterator<Item = &str> {
        let list = self.model_list();
        let gone = self.gone.map(|(model, _)| model);
        let refused = (self.run.finding().is_some_and(|finding| finding.fault == Some(Verdict::ModelUnavailable)))
            .then_some(self.model);
        let lacks = move |model: &str| {
            gone == Some(model) || refused == Some(model) || list.is_some_and(|list| list.lacks(model))
        };
        self.models.iter().map(String::as_str).filter(move |model| lacks(model))
    }

    /// Every fault, once, the worst first.
    fn faults(&self) -> Vec<Verdict> {
        let mut faults = Vec::new();
        if self.missing().next().is_some() {
            faults.push(Verdict::ModelUnavailable);
        }
        // What the list says is of no weight where the real call works.
        if !self.ran() {
            faults.extend(self.run_fault());
            faults.extend(self.list_fault());
        }
        faults.sort_unstable();
        faults.dedup();
        faults
    }

    fn run_fault(&self) -> Option<Verdict> {
        match self.run {
            Outcome::Waiting => None,
            Outcome::Answered(answer) => answer.finding.fault,
            Outcome::Failed(Fault::Network) if self.region_mended => Some(Verdict::RegionUnreachable),
            Outcome::Failed(Fault::Network) if self.list.finding().is_some_and(came_from_openai) => {
                Some(Verdict::BlockedAnswer)
            }
            Outcome::Failed(fault) => Some(silence(*fault)),
        }
    }

    /// What the list's answer adds to a run that did not work.
    fn list_fault(&self) -> Option<Verdict> {
        let run = self.run.finding();
        let judged =
            run.and_then(|finding| finding.fault).is_some_and(|verdict| verdict.severity() != Severity::Unknown);
        let verdict = match self.list {
            Outcome::Waiting => return None,
            Outcome::Failed(fault) => silence(*fault),
            Outcome::Answered(answer) => answer.finding.fault?,
        };
        let counts = match verdict {
            // The module reads no list: only the permission to run a model is needed.
            Verdict::MissingScope => {
                !judged && self.list.finding().is_some_and(|finding| finding.scopes.contains(Scopes::MODEL_REQUEST))
            }
            Verdict::InvalidKey | Verdict::WrongCredentialType => !run.is_some_and(accepts),
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
        let says = |outcome: &&Outcome| outcome.finding().is_some_and(|finding| finding.fault == wanted);
        let gone = self.gone.map(|(_, said)| said);
        // A model that the list lacks is told by the list itself.
        let list = Some(self.list).filter(|_| verdict == Verdict::ModelUnavailable && self.model_list().is_some());
        match [Some(self.run), gone, Some(self.list)].into_iter().flatten().find(says).or(list) {
            Some(Outcome::Answered(answer)) => Some(answer),
            _ => None,
        }
    }

    /// The models with an announced last day within a year, or behind: the module's, or the one that ran.
    fn shutdowns(&self, today: Date) -> Vec<(String, Date)> {
        let Some(list) = self.model_list() else { return Vec::new() };
        let horizon = Date { year: today.year.saturating_add(1), ..today };
        let own = self.models.iter().map(String::as_str);
        let ran = Some(self.model).filter(|_| self.models.is_empty());
        own.chain(ran)
            .filter_map(|model| Some((model, list.ends(model)?)))
            .filter(|(_, end)| *end <= horizon)
            .map(|(model, end)| (model.to_owned(), end))
            .collect()
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
