//! The labels of OpenAI's pages. They stay in English, as the pages show them, with a translation beside.

use crate::words::{Word, Words};

// The month in which the labels and links were last held against OpenAI's help pages stands in the words,
// `guide.checked`.

macro_rules! labels {
    ($($label:ident $id:literal $text:literal $beside:ident,)*) => {
        /// A label on OpenAI's pages.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each is called what it says")]
        pub enum Label { $($label),* }

        impl Label {
            /// All.
            pub const ALL: &[Label] = &[$(Label::$label),*];

            /// Its placeholder in the guide's sentences, without the braces.
            pub fn id(self) -> &'static str {
                match self { $(Label::$label => $id),* }
            }

            /// What the page shows, in English.
            pub fn text(self) -> &'static str {
                match self { $(Label::$label => $text),* }
            }

            /// The translation; in English the same again, which is better not shown twice.
            pub fn translation(self) -> Word {
                match self { $(Label::$label => Word::$beside),* }
            }
        }
    };
}

// Sources: help.openai.com articles 4936850 (keys), 8264644 (billing), 8867743 (permissions), and the guides
// api-keys and spend-limits on developers.openai.com.
labels! {
    SignUp "sign_up" "Sign up" GuideLabelSignUp,
    LogIn "log_in" "Log in" GuideLabelLogIn,
    Billing "billing" "Billing" GuideLabelBilling,
    AddPaymentDetails "add_payment_details" "Add payment details" GuideLabelAddPaymentDetails,
    UseAutoReload "use_auto_reload" "Use auto-reload" GuideLabelUseAutoReload,
    AddToCreditBalance "add_to_credit_balance" "Add to credit balance" GuideLabelAddToCreditBalance,
    ApiKeys "api_keys" "API keys" GuideLabelApiKeys,
    CreateNewSecretKey "create_new_secret_key" "Create new secret key" GuideLabelCreateNewSecretKey,
    OwnedBy "owned_by" "Owned by" GuideLabelOwnedBy,
    You "you" "You" GuideLabelYou,
    ServiceAccount "service_account" "Service account" GuideLabelServiceAccount,
    Name "name" "Name" GuideLabelName,
    Project "project" "Project" GuideLabelProject,
    Permissions "permissions" "Permissions" GuideLabelPermissions,
    All "all" "All" GuideLabelAll,
    CreateSecretKey "create_secret_key" "Create secret key" GuideLabelCreateSecretKey,
    Copy "copy" "Copy" GuideLabelCopy,
    Usage "usage" "Usage" GuideLabelUsage,
    Limits "limits" "Limits" GuideLabelLimits,
    EditSpendLimit "edit_spend_limit" "Edit spend limit" GuideLabelEditSpendLimit,
    EnforceHardLimit "enforce_hard_limit" "Enforce a hard limit" GuideLabelEnforceHardLimit,
    SpendAlerts "spend_alerts" "Spend alerts" GuideLabelSpendAlerts,
}

impl Label {
    /// The translation, where the language has one of its own.
    pub fn beside(self, words: &Words) -> Option<&str> {
        Some(words.get(self.translation())).filter(|text| !text.is_empty() && *text != self.text())
    }
}

/// A piece of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Plain text.
    Text(&'a str),
    /// A label, to be set apart and marked as English.
    Label(Label),
}

/// Cuts a sentence at its labels, so that a view can mark them up. What is no label's placeholder stays text.
pub fn parts(sentence: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut told = 0;
    for (at, byte) in sentence.bytes().enumerate() {
        if byte == b'{'
            && let Some((id, _)) = sentence[at + 1..].split_once('}')
            && let Some(label) = Label::ALL.iter().copied().find(|label| label.id() == id)
        {
            push_text(&mut parts, &sentence[told..at]);
            parts.push(Part::Label(label));
            told = at + id.len() + 2;
        }
    }
    push_text(&mut parts, &sentence[told..]);
    parts
}

fn push_text<'a>(parts: &mut Vec<Part<'a>>, text: &'a str) {
    if !text.is_empty() {
        parts.push(Part::Text(text));
    }
}

/// A sentence with its labels as plain text, for a text alternative.
pub fn spell(words: &Words, word: Word) -> String {
    let mut spelled = String::new();
    for part in parts(words.get(word)) {
        spelled.push_str(match part {
            Part::Text(text) => text,
            Part::Label(label) => label.text(),
        });
    }
    spelled
}
