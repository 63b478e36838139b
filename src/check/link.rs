//! Where on OpenAI's pages a verdict is cured. Addresses as of 2026-11.

use crate::words::Word;

/// A page of OpenAI's.
#[derive(Clone, Copy)]
pub enum Link {
    Keys,
    Billing,
    Credit,
    Limits,
    Projects,
    Organization,
    Allowlist,
    Countries,
    Status,
    Help,
}

const BILLING: &str = "https://platform.openai.com/settings/organization/billing/overview";

/// The addresses, and the labels of the buttons that open them, in the order of [`Link`].
static TARGETS: [(&str, Word); 10] = [
    ("https://platform.openai.com/api-keys", Word::LinkKeys),
    (BILLING, Word::LinkBilling),
    (BILLING, Word::LinkCredit),
    ("https://platform.openai.com/settings/organization/limits", Word::LinkLimits),
    ("https://platform.openai.com/settings", Word::LinkProjects),
    ("https://platform.openai.com/settings/organization/general", Word::LinkOrganization),
    ("https://platform.openai.com/settings/organization/security/ip-allowlist", Word::LinkAllowlist),
    ("https://help.openai.com/en/articles/5347006-openai-api-supported-countries-and-territories", Word::LinkCountries),
    ("https://status.openai.com/", Word::LinkStatus),
    ("https://help.openai.com/", Word::LinkHelp),
];

impl Link {
    /// Its address, and the label of the button that opens it.
    pub fn target(self) -> (&'static str, Word) {
        TARGETS[self as usize]
    }
}
