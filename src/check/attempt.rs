//! One try of a key, as a state machine: what is asked, what came back, what is asked next.

use super::{
    Base, Date, Finding, Verdict, Which,
    answer::Parameter,
    models::{ModelList, SMALL},
};
use crate::json;

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
    /// `X-Request-ID`, only where it is made of at most 64 small letters, digits, `-` and `_`, and repeats no piece of the key.
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

/// What became of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Waiting,
    Answered(Answer),
    Failed(Fault),
}

impl Outcome {
    /// What the answer says, where there is one.
    pub(super) fn finding(&self) -> Option<&Finding> {
        match self {
            Outcome::Answered(answer) => Some(&answer.finding),
            _ => None,
        }
    }

    /// What is wrong, where there is an answer that says so.
    pub(super) fn fault(&self) -> Option<Verdict> {
        self.finding()?.fault
    }

    /// The models, where this is a list of them.
    pub(super) fn models(&self) -> Option<&ModelList> {
        self.finding()?.models.as_ref()
    }

    pub(super) fn is_waiting(&self) -> bool {
        matches!(self, Outcome::Waiting)
    }
}

/// One try of one key.
///
/// Two requests leave at once. Three mends, each at most once, repeat the second one: at the regional host that
/// OpenAI names, without the parameter that it refuses, with another model where the first is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The models of the module.
    pub(super) models: Vec<String>,
    pub(super) base: Base,
    /// The model that was asked for last.
    pub(super) model: String,
    pub(super) today: Option<Date>,
    pub(super) list: Outcome,
    pub(super) run: Outcome,
    /// The second request was repeated at the host that OpenAI named.
    pub(super) region_mended: bool,
    parameter_mended: bool,
    /// The model that was asked for first and is not there, with what OpenAI said.
    pub(super) gone: Option<(String, Outcome)>,
}

impl Attempt {
    /// Starts a try. `models` are those that the module uses (may be empty: then the table of current
    /// models serves, against the list). Gives the requests that leave at once.
    pub fn start(models: &[String], base: Base) -> (Self, Vec<Ask>) {
        let mut own: Vec<String> = Vec::new();
        for model in models.iter().map(|model| model.trim_ascii()) {
            if !model.is_empty() && own.iter().all(|known| known != model) {
                own.push(model.to_owned());
            }
        }
        let model = own.first().cloned().unwrap_or_else(|| SMALL[0].to_owned());
        let attempt = Attempt {
            models: own,
            base,
            model,
            today: None,
            list: Outcome::Waiting,
            run: Outcome::Waiting,
            region_mended: false,
            parameter_mended: false,
            gone: None,
        };
        let mut url = attempt.base.url();
        url.push_str("/models");
        let list = Ask { which: Which::Models, url, body: None };
        let run = attempt.ask_run();
        (attempt, vec![list, run])
    }

    /// An answer came. Gives the request that mends, where one does. What was not waited for is dropped.
    pub fn answered(&mut self, which: Which, mut answer: Answer, today: Date) -> Option<Ask> {
        self.today = Some(today);
        answer.request_id = answer.request_id.filter(|id| is_plain_id(id));
        if !self.settle(which, Outcome::Answered(answer)) {
            return None;
        }
        self.mend()
    }

    /// A request failed. What was not waited for is dropped. Gives the request that mends, where the other answer
    /// says how: it may have come first.
    pub fn failed(&mut self, which: Which, fault: Fault) -> Option<Ask> {
        let settled = self.settle(which, Outcome::Failed(fault));
        if settled && fault == Fault::Network { self.mend() } else { None }
    }

    fn settle(&mut self, which: Which, outcome: Outcome) -> bool {
        let place = match which {
            Which::Models => &mut self.list,
            Which::Run => &mut self.run,
        };
        let waited = place.is_waiting();
        if waited {
            *place = outcome;
        }
        waited
    }

    /// The request that mends what the second one met, where one does.
    fn mend(&mut self) -> Option<Ask> {
        if let Some(host) = self.named_host() {
            self.base = host;
            self.region_mended = true;
        } else if self.refuses_parameter() {
            self.parameter_mended = true;
        } else {
            let next = self.next_model()?;
            let said = core::mem::replace(&mut self.run, Outcome::Waiting);
            self.gone = Some((core::mem::replace(&mut self.model, next), said));
        }
        self.run = Outcome::Waiting;
        Some(self.ask_run())
    }

    /// The host that OpenAI names, where it may still be tried. From loopback nothing leads to the world.
    fn named_host(&self) -> Option<Base> {
        if self.region_mended || matches!(self.base, Base::Loopback(_)) {
            return None;
        }
        let host = |outcome: &Outcome| outcome.finding()?.host.clone();
        let run = match &self.run {
            Outcome::Failed(Fault::Network) => None,
            run if run.fault() == Some(Verdict::WrongRegionHost) => host(run),
            _ => return None,
        };
        run.or_else(|| host(&self.list)).filter(|host| *host != self.base)
    }

    /// A refused limit is left out; so is it where the refusal names nothing.
    fn refuses_parameter(&self) -> bool {
        let refused = self.run.finding().is_some_and(|finding| {
            finding.fault == Some(Verdict::BadRequest) && matches!(finding.parameter, None | Some(Parameter::Limit))
        });
        refused && !self.parameter_mended
    }

    /// The model to run in place of one that is gone, once the list is there to choose by: the module's next
    /// one, else a small one of the list, so that permission and credit are still proved.
    fn next_model(&self) -> Option<String> {
        let finding = self.run.finding()?;
        let gone = finding.fault == Some(Verdict::ModelUnavailable) || finding.parameter == Some(Parameter::Model);
        if !gone || self.gone.is_some() || self.list.is_waiting() {
            return None;
        }
        for model in &self.models {
            if self.may_run(model, false) {
                return Some(model.clone());
            }
        }
        let family = self.list.models().and_then(ModelList::small);
        let mut small = SMALL.iter().copied().chain(family);
        small.find(|model| self.may_run(model, true)).map(str::to_owned)
    }

    /// `listed`: it must be in the list, where there is one; else it must only not be missing from it.
    fn may_run(&self, model: &str, listed: bool) -> bool {
        let there = self.list.models().is_none_or(|list| match list.find(model) {
            Some(entry) => entry.ends.is_none_or(|end| self.today.is_none_or(|today| today < end)),
            None => !listed && !list.lacks(model),
        });
        model != self.model && there
    }

    /// The least that proves that a model runs. `max_completion_tokens` is what both reasoning models and
    /// older ones take; 16 is the least that the newer endpoints accept.
    fn ask_run(&self) -> Ask {
        let mut body = String::from("{\"model\":");
        json::write_text(&mut body, &self.model);
        body.push_str(",\"messages\":[{\"role\":\"user\",\"content\":\"ok\"}]");
        if !self.parameter_mended {
            body.push_str(",\"max_completion_tokens\":16");
        }
        body.push('}');
        let mut url = self.base.url();
        url.push_str("/chat/completions");
        Ask { which: Which::Run, url, body: Some(body) }
    }
}

/// OpenAI's request ids are `req_` and small hexadecimal digits. Capital letters, which every key has, are
/// not let through: an echo in that header would otherwise reach events and copied details.
pub(super) fn is_plain_id(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
    (1..=64).contains(&id.len()) && id.bytes().all(plain)
}
