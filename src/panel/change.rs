//! What is known of the stored key, and of a change of it.

use crate::{
    check::Verdict,
    module::{self, State},
    paste::Hint,
};
use std::rc::Rc;

/// What is known of the stored key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stored {
    /// The endpoint has been asked.
    Loading,
    /// It answered.
    Known(Rc<State>),
    /// It did not, or not in a way that can be used.
    Failed(Rc<module::Fault>),
}

/// What a `POST` carried, but for the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The key's last four characters.
    pub hint: Hint,
    /// Where the key works, when that is not the usual address.
    pub base_url: Option<String>,
    /// The verdict it was saved with.
    pub verdict: Verdict,
}

/// What is to change at the endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Store the key in the field.
    Save,
    /// Remove the stored key.
    Remove,
}

/// A change that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Which change.
    pub change: Change,
    /// Why.
    pub fault: Rc<module::Fault>,
    /// It is known that nothing changed: the endpoint refused, or showed what was there before.
    pub settled: bool,
}

/// The way of a key to the endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Nothing is under way.
    Idle,
    /// A confirmation is asked before an unproved key is saved.
    Asking,
    /// The endpoint is asked what it holds before a change is sent, since an earlier one may have arrived.
    Looking {
        /// The change that waits.
        change: Change,
        /// No earlier one can have arrived.
        settled: bool,
    },
    /// `POST` is under way.
    Sending,
    /// `POST` ended, and `GET` is asked what is stored now.
    Confirming {
        /// What was sent.
        sent: Rc<Sent>,
        /// Why `POST` may not have arrived.
        fault: Option<Rc<module::Fault>>,
    },
    /// The endpoint confirmed it.
    Saved(Hint),
    /// It answered the `POST`, but does not show the new key.
    Unconfirmed(Rc<Sent>),
    /// The endpoint shows a key, by these last characters, that was neither there before nor sent.
    Another(String),
    /// It failed; the key is still in the field.
    Failed(Failure),
    /// A confirmation is asked before the stored key is removed.
    AskingRemoval,
    /// `DELETE` is under way.
    Removing,
    /// `DELETE` ended, and `GET` is asked what is stored now.
    ConfirmingRemoval(Option<Rc<module::Fault>>),
    /// It answered the `DELETE`, but does not show that the key is gone.
    RemovalUnconfirmed,
    /// The endpoint shows no key any more.
    Removed,
}
