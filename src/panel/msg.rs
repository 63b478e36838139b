//! What can happen, and what is to be done about it. Neither ever holds a key.

use super::{Config, Held, Origin, Sent, Waited};
use crate::{
    check::{Answer, Ask, Date, Fault, Report, Severity, Verdict, Which},
    guide::{Progress, Step},
    module::{self, Call, Reply},
    paste::{Kind, Reading},
};
use std::rc::Rc;

/// Something happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Msg {
    /// The panel is there.
    Begun,
    /// The field changed and was read.
    Read {
        /// What was read.
        reading: Reading,
        /// How the value came.
        origin: Origin,
        /// Typing on may still make a key of it.
        may_become: bool,
    },
    /// The field lost the focus.
    Left,
    /// The field held something else than was last read, though no event said so; it was read anew.
    Swapped(Reading),
    /// The merchant wants something.
    Wish(Wish),
    /// The page wants something, through a method: obeyed only for a value that a person put in.
    Called(Wish),
    /// An answer of OpenAI's, read.
    Answered {
        /// The try that it belongs to.
        trial: u32,
        /// Which request.
        which: Which,
        /// What it says.
        answer: Answer,
    },
    /// A request to OpenAI failed.
    Failed {
        /// The try that it belongs to.
        trial: u32,
        /// Which request.
        which: Which,
        /// Why.
        fault: Fault,
    },
    /// Time went by.
    Waited {
        /// The try that it belongs to.
        trial: u32,
        /// How much.
        waited: Waited,
    },
    /// A second of the delay went by that OpenAI asked for.
    Second(u32),
    /// The endpoint replied, or did not: once for each call, and of several questions for the newest alone.
    Replied {
        /// Which call.
        call: Call,
        /// What it says.
        reply: Reply,
        /// After a `POST`: what it carried.
        sent: Option<Sent>,
    },
    /// Another tab changed the stored key, or the page came back from the back/forward cache.
    StateMayHaveChanged,
    /// The page is about to be printed, or was.
    Printing(bool),
    /// The network came or went.
    Online(bool),
    /// The day.
    Today(Date),
    /// The attributes changed.
    Configured(Config),
    /// The field no longer held the key that was to be saved: nothing was sent.
    Unsent,
    /// Something was stopped.
    Held(Held),
    /// The clipboard can be read after a press.
    CanPaste(bool),
    /// The clipboard could not be read.
    PasteRefused,
    /// The diagnostics were copied.
    Copied,
    /// What an earlier visit left behind.
    Progress(Progress),
    /// The merchant is back from another tab or window.
    Back {
        /// This page was out of sight meanwhile.
        hidden: bool,
    },
}

/// What the merchant can want.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Enter, or the primary button.
    Primary,
    /// Try the key.
    Check,
    /// Stop the try.
    Cancel,
    /// Try a key without OpenAI's marker all the same.
    Insist,
    /// Save the key.
    Save,
    /// Yes.
    Confirm,
    /// No.
    Decline,
    /// Ask the endpoint again what it holds.
    Reload,
    /// Remove the stored key.
    Remove,
    /// Show or hide the characters.
    Show(bool),
    /// Read the clipboard.
    Paste,
    /// Empty the field.
    Clear,
    /// Put another key in the place of the stored one.
    Replace,
    /// Copy the diagnostics.
    CopyDiagnostics,
    /// Open or close a step of the guide.
    Toggle(Step),
    /// Tick or untick a step.
    Tick(Step),
    /// Follow a step's link; the browser does it.
    Leave(Step),
    /// Read the clipboard from the guide, away from the field: the field comes into view.
    PasteFromGuide,
}

/// Something to be done, carried out in `effects`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Make these requests with the key in the field, if it is the one that was read.
    Ask {
        /// The try.
        trial: u32,
        /// The requests.
        asks: Vec<Ask>,
    },
    /// Drop every request of the running try.
    Abort,
    /// Say so when 2 s and 4 s have passed.
    Time(u32),
    /// Say so when a second has passed after that try.
    Second(u32),
    /// Call the endpoint.
    Load,
    /// Send the key in the field, if it is the one that was tried.
    Save {
        /// Its verdict.
        verdict: Verdict,
        /// Where it works, when that is not the usual address.
        base_url: Option<String>,
    },
    /// Have the stored key removed.
    Remove,
    /// Empty the field.
    ClearField,
    /// Empty the field, if it still holds the key that was saved.
    ClearSaved,
    /// Show or hide the characters.
    ShowField(bool),
    /// Put the focus into the field.
    FocusField,
    /// Put the focus on the verdict.
    FocusVerdict,
    /// Read the clipboard into the field.
    PasteFromClipboard,
    /// Follow a link in a new tab.
    Open(&'static str),
    /// Put the diagnostics of a report on the clipboard.
    Copy(Rc<Report>),
    /// Bring the open step into view.
    ShowStep,
    /// Keep what is done of the guide.
    KeepProgress(Progress),
    /// Tell other tabs that the stored key changed.
    TellTabs,
    /// Tell the page.
    Emit(Event),
}

/// What the page is told. None holds more of a key than its last four characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// `ai-key-reading`
    Reading {
        /// What was read.
        kind: Kind,
        /// It may be tried.
        accept: bool,
    },
    /// `ai-key-checked`
    Checked {
        /// The verdict.
        verdict: Verdict,
        /// Its severity.
        severity: Severity,
        /// Is another try worth it?
        retryable: bool,
        /// For OpenAI's support.
        request_id: Option<String>,
    },
    /// `ai-key-saved`
    Saved(Rc<Sent>),
    /// `ai-key-removed`
    Removed,
    /// `ai-key-dirty`
    Dirty(bool),
    /// `ai-key-error`
    Error(&'static str),
}

impl Event {
    /// The error event of a fault of the endpoint.
    pub fn fault(fault: &module::Fault) -> Self {
        Self::Error(fault.code())
    }
}
