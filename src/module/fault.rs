//! Why a call to the endpoint failed: one table of codes, words and what may be done next.

use super::Reasons;
use crate::words::{Word, Words};

/// Why a call failed. Each has its own words and cure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The session ended: 401, 419, a redirect, an HTML page, or a 403 that gives no other reason.
    SessionEnded,
    /// The CSRF token was refused: a 400, 403 or 422 that says so.
    CsrfRefused,
    /// This user may not: a 403 that says so.
    Forbidden,
    /// Nothing is at that address: 404, 410.
    NotFound,
    /// The address does not know the method: 405, 501.
    Method,
    /// Somebody else changed the stored key: 409, 412, 428.
    Conflict,
    /// The request was too large for the server: 413.
    TooLarge,
    /// JSON is not taken there: 406, 415.
    UnsupportedType,
    /// The data were refused: 422, 400 and what else has no name here. With the endpoint's own reasons, which
    /// are fit to show only after [`Reasons::without_pieces_of`](super::Reasons::without_pieces_of).
    Invalid(Reasons),
    /// Too many requests: 429. With the seconds to wait, 1 to 86,400, where the answer gives them.
    RateLimited(Option<u32>),
    /// The server failed: 5xx.
    ServerError,
    /// The answer is not what the contract promises: no JSON, another type, cut, not UTF-8, no `configured`.
    Unreadable,
    /// The answer fills [`ANSWER_LIMIT`](super::ANSWER_LIMIT).
    TooBig,
    /// The fetch failed.
    Network,
    /// No answer in time: the widget's own clock, or 408.
    TimedOut,
    /// The browser says that it has no network.
    Offline,
    /// The element has no `endpoint` attribute.
    MissingEndpoint,
    /// The `endpoint` attribute names another origin, or no http address.
    ForeignEndpoint,
}

/// What may be done after a failure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    /// The endpoint did not act, and another press may do better.
    Retry,
    /// It may have acted all the same: ask it first.
    Ask,
    /// Another press changes nothing before somebody mends something.
    Mend,
}

impl Fault {
    /// The stable code, for `ai-key-error`.
    pub fn code(&self) -> &'static str {
        match self {
            Fault::SessionEnded => "session_ended",
            Fault::CsrfRefused => "csrf_refused",
            Fault::Forbidden => "forbidden",
            Fault::NotFound => "not_found",
            Fault::Method => "method",
            Fault::Conflict => "conflict",
            Fault::TooLarge => "too_large",
            Fault::UnsupportedType => "unsupported_type",
            Fault::Invalid(_) => "invalid",
            Fault::RateLimited(_) => "rate_limited",
            Fault::ServerError => "server_error",
            Fault::Unreadable => "unreadable",
            Fault::TooBig => "too_big",
            Fault::Network => "network",
            Fault::TimedOut => "timed_out",
            Fault::Offline => "offline",
            Fault::MissingEndpoint => "missing_endpoint",
            Fault::ForeignEndpoint => "foreign_endpoint",
        }
    }

    /// What happened, a sentence.
    pub fn cause(&self) -> Word {
        self.row().0
    }

    /// What to do, a sentence or two. Its placeholders are filled by [`Fault::tell_remedy`].
    pub fn remedy(&self) -> Word {
        self.row().1
    }

    /// What to do, with the delay filled in.
    pub fn tell_remedy(&self, words: &Words) -> String {
        // "1 secondi" is no Italian, and a second more hurts nobody.
        let (seconds, minutes) = match self {
            Fault::RateLimited(Some(seconds)) => ((*seconds).max(2), seconds.div_ceil(60)),
            _ => (0, 0),
        };
        words.fill(
            self.remedy(),
            &[("seconds", &words.number(seconds as usize)), ("minutes", &words.number(minutes as usize))],
        )
    }

    /// The request may have been carried out although no answer says so (a `POST` that ends in a redirect, a lost
    /// connection, an error page): the endpoint has to be asked with `GET` before anything is sent again.
    pub fn may_have_arrived(&self) -> bool {
        self.row().2 == After::Ask
    }

    /// Is another press worth it, with nothing mended by a technician?
    pub fn retryable(&self) -> bool {
        self.row().2 != After::Mend
    }

    /// Cause, remedy, and what may be done.
    fn row(&self) -> (Word, Word, After) {
        use After::{Ask, Mend, Retry};
        use Word as W;
        match self {
            Fault::SessionEnded => (W::ModuleSessionEndedCause, W::ModuleSessionEndedRemedy, Ask),
            Fault::CsrfRefused => (W::ModuleCsrfRefusedCause, W::ModuleCsrfRefusedRemedy, Retry),
            Fault::Forbidden => (W::ModuleForbiddenCause, W::ModuleForbiddenRemedy, Retry),
            Fault::NotFound => (W::ModuleNotFoundCause, W::ModuleAddressRemedy, Mend),
            Fault::Method => (W::ModuleMethodCause, W::ModuleAddressRemedy, Mend),
            Fault::Conflict => (W::ModuleConflictCause, W::ModuleConflictRemedy, Retry),
            Fault::TooLarge => (W::ModuleTooLargeCause, W::ModuleTechnicianRemedy, Mend),
            Fault::UnsupportedType => (W::ModuleUnsupportedTypeCause, W::ModuleTechnicianRemedy, Mend),
            Fault::Invalid(_) => (W::ModuleInvalidCause, W::ModuleInvalidRemedy, Retry),
            Fault::RateLimited(delay) => (W::ModuleRateLimitedCause, wait(*delay), Retry),
            Fault::ServerError => (W::ModuleServerErrorCause, W::ModuleLaterRemedy, Ask),
            Fault::Unreadable => (W::ModuleUnreadableCause, W::ModuleLaterRemedy, Ask),
            Fault::TooBig => (W::ModuleTooBigCause, W::ModuleLaterRemedy, Ask),
            Fault::Network => (W::ModuleNetworkCause, W::ModuleNetworkRemedy, Ask),
            Fault::TimedOut => (W::ModuleTimedOutCause, W::ModuleLaterRemedy, Ask),
            Fault::Offline => (W::ModuleOfflineCause, W::ModuleOfflineRemedy, Ask),
            Fault::MissingEndpoint => (W::ModuleMissingEndpointCause, W::ModuleMissingEndpointRemedy, Mend),
            Fault::ForeignEndpoint => (W::ModuleForeignEndpointCause, W::ModuleForeignEndpointRemedy, Mend),
        }
    }
}

/// How the delay is told: up to a minute and a half in seconds, beyond that in minutes.
fn wait(delay: Option<u32>) -> Word {
    match delay {
        None => Word::ModuleRateLimitedRemedy,
        Some(..=90) => Word::ModuleRateLimitedSeconds,
        Some(_) => Word::ModuleRateLimitedMinutes,
    }
}
