//! Reading the endpoint's replies.

use super::{Call, State};
use crate::words::Word;

/// A reply that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The state (after `GET`, or a `POST` that answers with it).
    State(State),
    /// Done, with nothing to tell (204).
    Done,
    /// It failed.
    Failed(Fault),
}

/// Why a call failed. Each has its own words and cure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The session ended: 401, 419, a redirect, an HTML page.
    SessionEnded,
    // …
}

impl Fault {
    /// The stable code, for `ai-key-error`.
    pub fn code(&self) -> &'static str {
        todo!()
    }
    /// What happened, a sentence.
    pub fn cause(&self) -> Word {
        todo!()
    }
    /// What to do, a sentence.
    pub fn remedy(&self) -> Word {
        todo!()
    }
}

/// Reads a reply of any bytes. `status` 0 stands for an opaque redirect.
pub fn read_reply(call: Call, status: u16, content_type: &str, retry_after: Option<&str>, body: &[u8]) -> Reply {
    let _ = (call, status, content_type, retry_after, body);
    todo!()
}
