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

impl Link {
    /// Its address, and the label of the button that opens it.
    pub fn target(self) -> (&'static str, Word) {
        match self {
            Link::Keys => ("https://platform.openai.com/api-keys", Word::LinkKeys),
            Link::Billing => (BILLING, Word::LinkBilling),
            Link::Credit => (BILLING, Word::LinkCredit),
            Link::Limits => ("https://platform.openai.com/settings/organization/limits", Word::LinkLimits),
            Link::Projects => ("https://platform.openai.com/settings", Word::LinkProjects),
            Link::Organization => ("https://platform.openai.com/settings/organization/general", Word::LinkOrganization),
            Link::Allowlist => {
                ("https://platform.openai.com/settings/organization/security/ip-allowlist", Word::LinkAllowlist)
            }
            Link::Countries => (
                "https://help.openai.com/en/articles/5347006-openai-api-supported-countries-and-territories",
                Word::LinkCountries,
            ),
            Link::Status => ("https://status.openai.com/", Word::LinkStatus),
            Link::Help => ("https://help.openai.com/", Word::LinkHelp),
        }
    }
}

const BILLING: &str = "https://platform.openai.com/settings/organization/billing/overview";
