//! What an error means: OpenAI's sentences, codes and types, in the order in which they are believed.
//!
//! Codes: developers.openai.com/api/docs/guides/error-codes (2026). What is not documented there was seen in
//! public answers; `docs/verdicts.md` names one for each verdict.

use super::{Verdict, envelope::Envelope, scopes::Scopes};
use crate::text::{self, entry};

/// Sentences that are believed whatever code stands beside them: through gateways and in older answers the
/// code says less, or something else.
const SENTENCES: &[(&str, Verdict)] = &[
    ("incorrect api key provided", Verdict::InvalidKey),
    ("must be verified", Verdict::OrgUnverified),
    ("access was terminated", Verdict::AccountDeactivated),
    ("organization tied to the api key", Verdict::OrgMembership),
    ("must be a member of an organization", Verdict::OrgMembership),
    ("incorrect regional hostname", Verdict::WrongRegionHost),
    ("projects with geography restrictions", Verdict::WrongRegionHost),
    ("project you are requesting has been archived", Verdict::ProjectArchived),
    ("didn't provide an api key", Verdict::MissingKey),
    ("did not provide an api key", Verdict::MissingKey),
    ("missing bearer", Verdict::MissingKey),
];

/// Codes, and types, that leave no doubt.
const CODES: &[(&str, Verdict)] = &[
    ("invalid_api_key", Verdict::InvalidKey),
    ("incorrect_hostname", Verdict::WrongRegionHost),
    ("unsupported_country_region_territory", Verdict::CountryUnsupported),
    ("ip_not_authorized", Verdict::IpBlocked),
    ("account_deactivated", Verdict::AccountDeactivated),
    ("access_terminated", Verdict::AccountDeactivated),
    ("billing_not_active", Verdict::BillingInactive),
    ("organization_spend_limit_exceeded", Verdict::SpendingLimit),
    ("project_spend_limit_exceeded", Verdict::SpendingLimit),
    ("organization_usage_limit_exceeded", Verdict::SpendingLimit),
    ("billing_hard_limit_reached", Verdict::SpendingLimit),
    ("billing_limit_user_error", Verdict::SpendingLimit),
    ("credit_balance_exhausted", Verdict::NoCredit),
    ("insufficient_quota", Verdict::NoCredit),
    ("not_authorized_invalid_project", Verdict::ProjectArchived),
    ("no_organization", Verdict::OrgMembership),
    ("invalid_organization", Verdict::OrgMismatch),
    ("mismatched_organization", Verdict::OrgMismatch),
    ("mismatched_project", Verdict::OrgMismatch),
    ("token_invalidated", Verdict::WrongCredentialType),
    ("token_revoked", Verdict::WrongCredentialType),
    ("token_expired", Verdict::WrongCredentialType),
];

/// Sentences that are believed unless a billing code stands beside them: OpenAI writes the old quota sentence
/// under the new billing codes.
const PLAIN_SENTENCES: &[(&str, Verdict)] = &[
    ("exceeded your current quota", Verdict::NoCredit),
    ("no credits remaining", Verdict::NoCredit),
    ("hard limit has been reached", Verdict::SpendingLimit),
    ("spend limit", Verdict::SpendingLimit),
    ("account is not active", Verdict::BillingInactive),
    ("region, or territory not supported", Verdict::CountryUnsupported),
    ("not available in your country", Verdict::CountryUnsupported),
    ("authentication token has been", Verdict::WrongCredentialType),
];

/// Sentences for where no code says it. They come before the codes of pace, which others borrow.
const LATE_SENTENCES: &[(&str, Verdict)] = &[
    ("no such organization", Verdict::OrgMismatch),
    ("no such project", Verdict::OrgMismatch),
    ("header should match", Verdict::OrgMismatch),
    ("insufficient permissions", Verdict::ForbiddenUnknown),
    ("currently overloaded", Verdict::Overloaded),
    ("request too large", Verdict::RequestTooLarge),
    ("does not have access to model", Verdict::ModelUnavailable),
    ("from this model", Verdict::ModelUnavailable),
    ("rate limit reached", Verdict::RateLimited),
];

/// Codes and types that say little beyond the status.
const WEAK_CODES: &[(&str, Verdict)] = &[
    ("server_is_overloaded", Verdict::Overloaded),
    ("model_not_found", Verdict::ModelUnavailable),
    ("rate_limit_exceeded", Verdict::RateLimited),
    ("slow_down", Verdict::RateLimited),
    ("rate_limit_error", Verdict::RateLimited),
    ("requests", Verdict::RateLimited),
    ("tokens", Verdict::RateLimited),
    ("insufficient_permissions", Verdict::ForbiddenUnknown),
    ("server_error", Verdict::ServerError),
];

/// Codes that tell a technician something and change no verdict.
const OTHER_CODES: &[&str] = &[
    "unsupported_parameter",
    "unsupported_value",
    "unknown_parameter",
    "invalid_type",
    "invalid_value",
    "integer_below_min_value",
    "missing_required_parameter",
    "context_length_exceeded",
    "auth_subrequest_error",
    "internal_error",
];

/// What an error says by its own words; `None` where only the status is left to go by.
pub fn named(error: &Envelope) -> Option<Verdict> {
    let message = error.message.as_str();
    if !Scopes::read(message).is_empty() {
        return Some(Verdict::MissingScope);
    }
    let code = entry(CODES, error.code.as_bytes());
    let billing =
        |verdict: &Verdict| matches!(verdict, Verdict::NoCredit | Verdict::BillingInactive | Verdict::SpendingLimit);
    sentence(message, SENTENCES)
        .or_else(|| deactivated(error).then_some(Verdict::AccountDeactivated))
        .or_else(|| is_about_address(message).then_some(Verdict::IpBlocked))
        .or_else(|| code.filter(billing))
        .or_else(|| sentence(message, PLAIN_SENTENCES))
        .or(code)
        .or_else(|| entry(CODES, error.kind.as_bytes()))
        .or_else(|| sentence(message, LATE_SENTENCES))
        .or_else(|| is_about_model(message).then_some(Verdict::ModelUnavailable))
        .or_else(|| entry(WEAK_CODES, error.code.as_bytes()))
        .or_else(|| entry(WEAK_CODES, error.kind.as_bytes()))
}

/// The code, or the type where there is no code, as a text of ours: what is not known is not kept.
pub fn known_code(error: &Envelope) -> Option<&'static str> {
    let wanted = if error.code.is_empty() { &error.kind } else { &error.code };
    for table in [CODES, WEAK_CODES] {
        if let Some((code, _)) = table.iter().find(|(code, _)| code == wanted) {
            return Some(code);
        }
    }
    OTHER_CODES.iter().copied().find(|code| code == wanted)
}

fn sentence(message: &str, table: &[(&str, Verdict)]) -> Option<Verdict> {
    table.iter().find(|(words, _)| text::find(message, words).is_some()).map(|(_, verdict)| *verdict)
}

/// An account, not a model, was closed: three wordings (Zero6992/chatGPT-discord-bot#442,
/// songquanpeng/one-api#271, ChatGPTNextWeb/NextChat#4175).
fn deactivated(error: &Envelope) -> bool {
    text::holds(&error.message, &["deactivated"]) && error.code != "model_not_found"
}

/// The IP allow-list speaks in more than one sentence, and through a gateway under the code of a wrong key.
fn is_about_address(message: &str) -> bool {
    let mut words = message.as_bytes().split(|byte| !byte.is_ascii_alphanumeric());
    words.any(|word| word == b"ip")
        && text::holds(message, &["not authorized", "not allowed", "allowlist", "allow list", "does not match"])
}

/// "The model `x` does not exist or you do not have access to it", "The requested model 'x' does not exist",
/// "The model `x` has been deprecated".
fn is_about_model(message: &str) -> bool {
    text::holds(message, &["model "]) && text::holds(message, &["does not exist", "has been deprecated"])
}
