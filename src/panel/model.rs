//! What is known. The key is not among it: it lives in the input element alone.

use super::{Change, Failure, Saving, Sent, Stored};
use crate::{
    check::{Attempt, Base, Date, Report, Severity, Verdict},
    guide::{Kept, Step},
    paste::{Kind, Reading, Standing},
};
use std::rc::Rc;

/// What the integrator asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The module configuration endpoint, or why there is none.
    pub endpoint: Result<String, EndpointProblem>,
    /// The models that the module uses; the first is the one tried for real.
    pub models: Vec<String>,
    /// A trusted paste of a well-formed key is tried at once.
    pub auto: bool,
    /// Where OpenAI is asked.
    pub base: Base,
    /// An attribute names another place, which is not asked.
    pub base_refused: bool,
    /// The header that carries the CSRF token.
    pub csrf_header: String,
    /// The token, where an attribute gives it.
    pub csrf_token: Option<String>,
}

/// Why there is no endpoint to talk to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndpointProblem {
    /// The attribute is missing or empty.
    Missing,
    /// The address is not of the page's own origin, or none at all.
    Foreign,
    /// The page came over http: the key would cross the network in the clear.
    Insecure,
}

/// How the field came by its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A trusted paste or drop.
    Pasted,
    /// Trusted typing.
    Typed,
    /// Autofill or a script: read, never tried by itself.
    Foreign,
}

/// What is known of the field. Nothing of its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What was read in it.
    pub reading: Reading,
    /// How the value came.
    pub origin: Origin,
    /// Nothing is said against the text yet: it is being typed and may still become right.
    pub calm: bool,
    /// The characters are shown.
    pub shown: bool,
    /// The value changed without an event, and was read anew instead of being used.
    pub swapped: bool,
}

/// How long a try has been running.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub enum Waited {
    /// Just begun.
    Begun,
    /// 2 s: *Annulla* is there.
    Cancellable,
    /// 4 s or more, in seconds: it is slow, and that is said.
    Slow(u8),
}

/// The try of the current revision, if any. A verdict dies with the revision that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trial {
    /// Not tried.
    None,
    /// Requests are under way.
    Running {
        /// Which try; answers of older ones are dropped.
        id: u32,
        /// Its state.
        attempt: Box<Attempt>,
        /// How long it has been running.
        waited: Waited,
        /// The merchant pressed the button (focus may move when it fails).
        by_hand: bool,
    },
    /// It ended.
    Done(Rc<Report>),
    /// The merchant stopped it.
    Cancelled,
}

/// Something that was stopped, to be explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// A `submit` of the enclosing form, held once.
    Submit,
}

/// The one next action, which Enter presses too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Primary {
    /// Try the key.
    Check,
    /// Try it again.
    Retry,
    /// Save it.
    Save,
    /// Save it although nothing proved it: the confirmation's own button.
    Confirm,
    /// Follow the verdict's link.
    Link,
    /// Ask the endpoint again what it holds.
    Recheck,
}

/// Everything that is known.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, not a state of one machine")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// What the integrator asked for.
    pub config: Config,
    /// Raised by every change of the field.
    pub revision: u32,
    /// The field.
    pub field: Field,
    /// The try of this revision.
    pub trial: Trial,
    /// How many tries there have been; the id of the last.
    pub tries: u32,
    /// Seconds that are left of the delay that OpenAI asked for.
    pub delay: u32,
    /// The stored key.
    pub stored: Stored,
    /// Saving and removing.
    pub saving: Saving,
    /// The revision of the field that was sent last.
    pub sent_revision: u32,
    /// What was sent without an end that is known: it may still show up.
    pub unsettled: Option<Rc<Sent>>,
    /// The browser's word on whether there is a network.
    pub online: bool,
    /// The day, for shutdown dates.
    pub today: Date,
    /// A confirmation is asked before a key without OpenAI's marker is tried.
    pub asking_insist: bool,
    /// Something was stopped and is explained.
    pub held: Option<Held>,
    /// The browser lets a page read the clipboard after a press.
    pub can_paste: bool,
    /// The diagnostics were copied.
    pub copied: bool,
    /// The page is being printed: every step of the guide is shown.
    pub printing: bool,
    /// The guide's open step.
    pub open_step: Option<Step>,
    /// The steps that the merchant ticked.
    pub done_steps: [bool; 8],
    /// The step whose link the merchant followed, until they are back.
    pub left_step: Option<Step>,
    /// The step to which they came back last.
    pub back_step: Option<Step>,
    /// What the key in use makes of the guide; while the endpoint is being asked, what it made of it on the last visit.
    pub kept: Kept,
}

impl Model {
    /// The model of a panel that has just been mounted.
    pub fn new(config: Config, online: bool, today: Date) -> Self {
        Self {
            config,
            revision: 0,
            field: Field {
                reading: Reading::empty(),
                origin: Origin::Foreign,
                calm: true,
                shown: false,
                swapped: false,
            },
            trial: Trial::None,
            tries: 0,
            delay: 0,
            stored: Stored::Loading,
            saving: Saving::Idle,
            sent_revision: 0,
            unsettled: None,
            online,
            today,
            asking_insist: false,
            held: None,
            can_paste: false,
            copied: false,
            printing: false,
            open_step: None,
            done_steps: [false; 8],
            left_step: None,
            back_step: None,
            kept: Kept::default(),
        }
    }

    /// A key is in the field, tried or not: leaving would lose it.
    pub fn dirty(&self) -> bool {
        match self.field.reading.standing {
            Standing::Accepted => true,
            Standing::Insistable => !matches!(self.trial, Trial::None),
            Standing::Empty | Standing::Refused => false,
        }
    }

    /// The report on the key in the field.
    pub fn report(&self) -> Option<&Report> {
        match &self.trial {
            Trial::Done(report) => Some(report),
            _ => None,
        }
    }

    /// What the last try of the key in use found wanting.
    pub fn unwell(&self) -> Option<Verdict> {
        let Stored::Known(state) = &self.stored else { return None };
        let verdict = state.verdict.as_deref().filter(|_| state.configured).and_then(Verdict::from_id);
        verdict.filter(|verdict| verdict.severity() != Severity::Ready)
    }

    /// Something is on its way to the endpoint, or being asked back.
    pub fn saving_now(&self) -> bool {
        matches!(
            self.saving,
            Saving::Looking { .. }
                | Saving::Sending
                | Saving::Confirming { .. }
                | Saving::Removing
                | Saving::ConfirmingRemoval(_)
        )
    }

    /// Why the key in the field can't be saved, where it can't. `None`: it can.
    pub fn save_barrier(&self) -> Option<Barrier> {
        if self.field.reading.kind == Kind::Empty {
            return Some(Barrier::Nothing);
        }
        if let Err(problem) = self.config.endpoint {
            return Some(Barrier::Endpoint(problem));
        }
        if matches!(&self.stored, Stored::Known(state) if state.read_only) {
            return Some(Barrier::ReadOnly);
        }
        let Some(report) = self.report() else {
            return Some(Barrier::Untried);
        };
        if report.verdict == Verdict::Offline || !self.online {
            return Some(Barrier::Offline);
        }
        (report.severity() == Severity::Refused).then_some(Barrier::Refused)
    }

    /// The one next action.
    pub fn primary(&self) -> Option<Primary> {
        if self.saving_now() || matches!(self.saving, Saving::AskingRemoval) {
            return None;
        }
        if self.asking_insist || matches!(self.saving, Saving::Asking) {
            return Some(Primary::Confirm);
        }
        match &self.saving {
            Saving::Unconfirmed(_) | Saving::RemovalUnconfirmed => return Some(Primary::Recheck),
            Saving::Failed(Failure { change: Change::Save, .. }) => {
                return self.save_barrier().is_none().then_some(Primary::Save);
            }
            // Whose key stays, and what becomes of the stored one, is decided by its own button alone.
            Saving::Failed(_) | Saving::Another(_) => return None,
            _ => {}
        }
        match &self.trial {
            Trial::Running { .. } => None,
            Trial::None | Trial::Cancelled => (self.dirty() && self.online).then_some(Primary::Check),
            Trial::Done(report) if report.verdict == Verdict::Offline => self.online.then_some(Primary::Retry),
            Trial::Done(report) if report.severity() == Severity::Ready => {
                self.save_barrier().is_none().then_some(Primary::Save)
            }
            Trial::Done(report) => Some(match report.severity() {
                // Waiting cures it; the link only shows the limit.
                Severity::Attention if report.verdict == Verdict::RateLimited => Primary::Retry,
                Severity::Attention | Severity::Refused if report.verdict.link().is_some() => Primary::Link,
                Severity::Unknown if report.verdict.link().is_some() && !report.verdict.retryable() => Primary::Link,
                _ => Primary::Retry,
            }),
        }
    }
}

/// Why *Salva la chiave* is disabled; said beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barrier {
    /// The field is empty.
    Nothing,
    /// The key was not tried yet.
    Untried,
    /// The key was refused.
    Refused,
    /// There is no network.
    Offline,
    /// There is no endpoint to save to.
    Endpoint(EndpointProblem),
    /// The stored key can't be changed from here.
    ReadOnly,
}
