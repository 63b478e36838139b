//! What each step shows. One table.

use super::{Label, Step};
use crate::words::Word;

/// A page to open in a new tab, `rel="noopener noreferrer"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address, always https.
    pub url: &'static str,
    /// What the page calls itself, in English.
    pub name: &'static str,
}

/// What a step shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its title.
    pub title: Word,
    /// What to do, two sentences. They hold labels: see [`parts`](super::parts).
    pub text: [Word; 2],
    /// The labels to press or to look for, in order; the picture rings the last. Empty where the step is on this page.
    pub labels: &'static [Label],
    /// Where it is done.
    pub link: Link,
    /// OpenAI's own help, which counts where its pages have changed.
    pub help: Link,
    /// The picture's file, in the folder `pictures`.
    pub picture: &'static str,
    /// The picture in words: what to press. It holds labels too.
    pub alt: Word,
    /// What else is good to know, in a fold.
    pub more: &'static [Word],
}

const BILLING: Link =
    Link { url: "https://platform.openai.com/settings/organization/billing/overview", name: "Billing" };
const API_KEYS: Link = Link { url: "https://platform.openai.com/api-keys", name: "API keys" };
const HELP_BILLING: Link = Link { url: "https://help.openai.com/en/articles/8264644", name: "OpenAI Help" };
const HELP_PERMISSIONS: Link = Link { url: "https://help.openai.com/en/articles/8867743", name: "OpenAI Help" };
const HELP_KEYS: Link = Link { url: "https://help.openai.com/en/articles/4936850", name: "OpenAI Help" };

static CARDS: [Card; 8] = [
    Card {
        title: Word::GuideAccountTitle,
        text: [Word::GuideAccountSignUp, Word::GuideAccountPhone],
        labels: &[Label::LogIn, Label::SignUp],
        link: Link { url: "https://platform.openai.com/signup", name: "Sign up" },
        help: Link { url: "https://help.openai.com/en/articles/8983040", name: "OpenAI Help" },
        picture: "step-1.svg",
        alt: Word::GuideAccountAlt,
        more: &[Word::GuideAccountPhoneKind],
    },
    Card {
        title: Word::GuideBillingTitle,
        text: [Word::GuideBillingCard, Word::GuideBillingNext],
        labels: &[Label::Billing, Label::AddPaymentDetails],
        link: BILLING,
        help: HELP_BILLING,
        picture: "step-2.svg",
        alt: Word::GuideBillingAlt,
        more: &[Word::GuideBillingPrivate],
    },
    Card {
        title: Word::GuideCreditTitle,
        text: [Word::GuideCreditReload, Word::GuideCreditAmount],
        labels: &[Label::UseAutoReload],
        link: BILLING,
        help: HELP_BILLING,
        picture: "step-3.svg",
        alt: Word::GuideCreditAlt,
        more: &[Word::GuideCreditTime, Word::GuideCreditExpiry, Word::GuideCreditAgain],
    },
    Card {
        title: Word::GuideCreateKeyTitle,
        text: [Word::GuideCreateKeyPress, Word::GuideCreateKeyPhone],
        labels: &[Label::ApiKeys, Label::CreateNewSecretKey],
        link: API_KEYS,
        help: HELP_KEYS,
        picture: "step-4.svg",
        alt: Word::GuideCreateKeyAlt,
        more: &[],
    },
    Card {
        title: Word::GuideKeySettingsTitle,
        text: [Word::GuideKeySettingsOwner, Word::GuideKeySettingsAll],
        labels: &[
            Label::OwnedBy,
            Label::You,
            Label::Name,
            Label::Project,
            Label::Permissions,
            Label::All,
            Label::CreateSecretKey,
        ],
        link: API_KEYS,
        help: HELP_PERMISSIONS,
        picture: "step-5.svg",
        alt: Word::GuideKeySettingsAlt,
        more: &[Word::GuideKeySettingsProject, Word::GuideKeySettingsService, Word::GuideKeySettingsServiceWho],
    },
    Card {
        title: Word::GuideCopyTitle,
        text: [Word::GuideCopyOnce, Word::GuideCopyShare],
        labels: &[Label::Copy],
        link: API_KEYS,
        help: HELP_KEYS,
        picture: "step-6.svg",
        alt: Word::GuideCopyAlt,
        more: &[Word::GuideCopyLost, Word::GuideCopySafe],
    },
    Card {
        title: Word::GuidePasteTitle,
        text: [Word::GuidePasteField, Word::GuidePasteTry],
        labels: &[],
        link: API_KEYS,
        help: HELP_KEYS,
        picture: "step-7.svg",
        alt: Word::GuidePasteAlt,
        more: &[Word::GuidePasteHow],
    },
    Card {
        title: Word::GuideWatchTitle,
        text: [Word::GuideWatchUsage, Word::GuideWatchLimit],
        labels: &[Label::Usage, Label::Limits, Label::EditSpendLimit, Label::EnforceHardLimit],
        link: Link { url: "https://platform.openai.com/settings/organization/limits", name: "Limits" },
        help: Link { url: "https://developers.openai.com/api/docs/guides/spend-limits", name: "Spend limits" },
        picture: "step-8.svg",
        alt: Word::GuideWatchAlt,
        more: &[Word::GuideWatchHard, Word::GuideWatchAlerts],
    },
];

impl Step {
    /// What it shows.
    pub fn card(self) -> &'static Card {
        &CARDS[self as usize]
    }

    /// A second page, where a step has two.
    pub fn also(self) -> Option<Link> {
        (self == Step::Watch).then_some(Link { url: "https://platform.openai.com/usage", name: "Usage" })
    }
}
