//! Why a call to the endpoint failed: one table of codes, words and what may be done next.

use super::Reasons;
use crate::{
    text::digits,
    words::{Word, Words},
};

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
    /// are fit to show only after [`Reply::without_pieces_of`](super::Reply::without_pieces_of).
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
        self.row().0
    }

    /// What happened, a sentence.
    pub fn cause(&self) -> Word {
        self.row().1
    }

    /// What to do, a sentence or two. Its placeholders are filled by [`Fault::tell_remedy`]: a delay is told in seconds
    /// up to a minute and a half, beyond that in minutes.
    pub fn remedy(&self) -> Word {
        match self {
            Fault::RateLimited(Some(..=90)) => Word::ModuleRateLimitedSeconds,
            Fault::RateLimited(Some(_)) => Word::ModuleRateLimitedMinutes,
            _ => self.row().2,
        }
    }

    /// What to do, with the delay filled in.
    pub fn tell_remedy(&self, words: &Words) -> String {
        // "1 secondi" is no Italian, and a second more hurts nobody.
        let (seconds, minutes) = match self {
            Fault::RateLimited(Some(seconds)) => ((*seconds).max(2), seconds.div_ceil(60)),
            _ => (0, 0),
        };
        words.fill(self.remedy(), &[("seconds", &digits(seconds as usize)), ("minutes", &digits(minutes as usize))])
    }

    /// The request may have been carried out although no answer says so (a `POST` that ends in a redirect, a lost
    /// connection, an error page): the endpoint has to be asked with `GET` before anything is sent again.
    pub fn may_have_arrived(&self) -> bool {
        self.row().3 == After::Ask
    }

    /// Is another press worth it, with nothing mended by a technician?
    pub fn retryable(&self) -> bool {
        self.row().3 != After::Mend
    }

    /// Code, cause, remedy, and what may be done.
    fn row(&self) -> &'static (&'static str, Word, Word, After) {
        use After::{Ask, Mend, Retry};
        use Word as W;
        match self {
            Fault::SessionEnded => &("session_ended", W::ModuleSessionEndedCause, W::ModuleSessionEndedRemedy, Ask),
            Fault::CsrfRefused => &("csrf_refused", W::ModuleCsrfRefusedCause, W::ModuleCsrfRefusedRemedy, Retry),
            Fault::Forbidden => &("forbidden", W::ModuleForbiddenCause, W::ModuleForbiddenRemedy, Retry),
            Fault::NotFound => &("not_found", W::ModuleNotFoundCause, W::ModuleAddressRemedy, Mend),
            Fault::Method => &("method", W::ModuleMethodCause, W::ModuleAddressRemedy, Mend),
            Fault::Conflict => &("conflict", W::ModuleConflictCause, W::ModuleConflictRemedy, Retry),
            Fault::TooLarge => &("too_large", W::ModuleTooLargeCause, W::ModuleTechnicianRemedy, Mend),
            Fault::UnsupportedType => {
                &("unsupported_type", W::ModuleUnsupportedTypeCause, W::ModuleTechnicianRemedy, Mend)
            }
            Fault::Invalid(_) => &("invalid", W::ModuleInvalidCause, W::ModuleInvalidRemedy, Retry),
            Fault::RateLimited(_) => &("rate_limited", W::ModuleRateLimitedCause, W::ModuleRateLimitedRemedy, Retry),
            Fault::ServerError => &("server_error", W::ModuleServerErrorCause, W::ModuleLaterRemedy, Ask),
            Fault::Unreadable => &("unreadable", W::ModuleUnreadableCause, W::ModuleLaterRemedy, Ask),
            Fault::TooBig => &("too_big", W::ModuleTooBigCause, W::ModuleLaterRemedy, Ask),
            Fault::Network => &("network", W::ModuleNetworkCause, W::ModuleNetworkRemedy, Ask),
            Fault::TimedOut => &("timed_out", W::ModuleTimedOutCause, W::ModuleLaterRemedy, Ask),
            Fault::Offline => &("offline", W::ModuleOfflineCause, W::ModuleOfflineRemedy, Ask),
            Fault::MissingEndpoint => {
                &("missing_endpoint", W::ModuleMissingEndpointCause, W::ModuleMissingEndpointRemedy, Mend)
            }
            Fault::ForeignEndpoint => {
                &("foreign_endpoint", W::ModuleForeignEndpointCause, W::ModuleForeignEndpointRemedy, Mend)
            }
        }
    }
}
