//! What a text is: a closed list of kinds, each with its id, its sentence and the guide step that helps.

use super::vendor;
use crate::{guide::Step, words::Word};

/// The one way out that a sentence ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// None is needed.
    None,
    /// Copy the key again, whole.
    CopyAgain,
    /// Make a key on OpenAI's page, then paste it.
    Create,
    /// Paste the key alone.
    PasteAlone,
}

/// What is said of a kind: a word, and what its placeholders `{name}` and `{purpose}` stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The sentence.
    pub word: Word,
    /// The vendor's name.
    pub name: Option<&'static str>,
    /// What the vendor's key is for.
    pub purpose: Option<Word>,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $id:literal $word:ident $way:ident),* $(,)?) => {
        /// What a text is. The ids ([`Kind::id`]) are stable: events and documents use them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Kind { $($(#[$doc])* $kind),* }

        struct Row { word: Word, way: Way }

        static ROWS: &[Row] = &[$(Row { word: Word::$word, way: Way::$way }),*];

        /// The ids, with a space behind each.
        static IDS: &str = concat!($($id, " "),*);

        impl Kind {
            /// All, in the order of the list.
            pub const ALL: &[Kind] = &[$(Kind::$kind),*];
        }
    };
}

kinds! {
    /// Nothing yet.
    Empty "empty" PasteEmpty None,

    /// `sk-`, without a project: the first shape.
    OpenaiLegacy "openai_legacy" PasteLegacy None,
    /// `sk-proj-`: today's shape.
    OpenaiProject "openai_project" PasteProject None,
    /// `sk-svcacct-`.
    OpenaiServiceAccount "openai_service_account" PasteServiceAccount None,
    /// `sk-<name of the account>-`, spring of 2024.
    OpenaiServiceAccountNamed "openai_service_account_named" PasteServiceAccount None,
    /// `sk-None-`, middle of 2024.
    OpenaiUserNone "openai_user_none" PasteLegacy None,
    /// Another `sk-` shape with the marker in its middle.
    OpenaiUnknownShape "openai_unknown_shape" PasteUnknownShape None,

    /// `sk-admin-`: manages the organization, calls no model.
    OpenaiAdmin "openai_admin" PasteAdmin Create,
    /// `sess-`: a browser session.
    OpenaiSession "openai_session" PasteSession Create,
    /// `ek_`: valid for minutes.
    OpenaiEphemeral "openai_ephemeral" PasteEphemeral Create,
    /// `org-`.
    OrgId "org_id" PasteOrgId Create,
    /// `proj_`.
    ProjectId "project_id" PasteProjectId Create,
    /// `user-`.
    UserId "user_id" PasteUserId Create,
    /// `key_`: the name of a key, not the key.
    KeyId "key_id" PasteKeyId Create,
    /// `req_`.
    RequestId "request_id" PasteRequestId Create,
    /// `asst_`, `file-` and the like.
    ObjectId "object_id" PasteObjectId Create,

    /// As lists show a key: dots, stars, bullets.
    Masked "masked" PasteMasked Create,
    /// Cut off.
    Truncated "truncated" PasteTruncated CopyAgain,
    /// Letters changed, added, or of another alphabet.
    Damaged "damaged" PasteDamaged CopyAgain,
    /// `sk-` of plausible length, but without what every OpenAI key holds.
    MarkerMissing "marker_missing" PasteMarkerMissing CopyAgain,
    /// A stand-in from some instructions.
    Placeholder "placeholder" PastePlaceholder Create,
    /// Two different keys.
    SeveralKeys "several_keys" PasteSeveralKeys PasteAlone,

    /// Another vendor's; see the table in `vendor.rs`.
    Anthropic "anthropic" PasteVendor Create,
    /// See `vendor.rs`.
    Openrouter "openrouter" PasteVendor Create,
    /// See `vendor.rs`.
    DeepseekOrSimilar "deepseek_or_similar" PasteVendor Create,
    /// See `vendor.rs`.
    Groq "groq" PasteVendor Create,
    /// See `vendor.rs`.
    Google "google" PasteVendor Create,
    /// See `vendor.rs`.
    Xai "xai" PasteVendor Create,
    /// See `vendor.rs`.
    Perplexity "perplexity" PasteVendor Create,
    /// See `vendor.rs`.
    Huggingface "huggingface" PasteVendor Create,
    /// See `vendor.rs`.
    Replicate "replicate" PasteVendor Create,
    /// See `vendor.rs`.
    Together "together" PasteVendor Create,
    /// See `vendor.rs`.
    Cerebras "cerebras" PasteVendor Create,
    /// See `vendor.rs`.
    Nvidia "nvidia" PasteVendor Create,
    /// See `vendor.rs`.
    Elevenlabs "elevenlabs" PasteVendor Create,
    /// See `vendor.rs`.
    Cursor "cursor" PasteVendor Create,
    /// See `vendor.rs`.
    Langfuse "langfuse" PasteVendor Create,
    /// See `vendor.rs`.
    Langsmith "langsmith" PasteVendor Create,
    /// See `vendor.rs`.
    Minimax "minimax" PasteVendor Create,
    /// See `vendor.rs`. No prefix: its shape is all there is.
    Azure "azure" PasteVendorMaybe Create,
    /// See `vendor.rs`.
    Github "github" PasteVendor Create,
    /// See `vendor.rs`.
    Slack "slack" PasteVendor Create,
    /// See `vendor.rs`.
    Sendgrid "sendgrid" PasteVendor Create,
    /// See `vendor.rs`.
    Shopify "shopify" PasteVendor Create,
    /// See `vendor.rs`.
    Aws "aws" PasteVendor Create,
    /// See `vendor.rs`.
    Stripe "stripe" PasteVendor Create,
    /// Some secret; no prefix tells whose.
    UnnamedSecret "unnamed_secret" PasteUnnamedSecret Create,

    /// A sign-in token.
    Jwt "jwt" PasteJwt Create,
    /// An address of a page.
    Url "url" PasteUrl Create,
    /// An e-mail address.
    Email "email" PasteEmail Create,
    /// Looks like a password.
    Password "password" PastePassword Create,
    /// A line for a terminal.
    Command "command" PasteCommand PasteAlone,
    /// A text in words.
    Prose "prose" PasteProse PasteAlone,
    /// A UUID.
    Uuid "uuid" PasteUuid Create,
    /// Bank account; the checksum is right.
    Iban "iban" PasteIban Create,
    /// Italian *partita IVA*; the checksum is right.
    Vat "vat" PasteVat Create,
    /// Italian *codice fiscale*, by its shape.
    FiscalCode "fiscal_code" PasteFiscalCode Create,
    /// A telephone number.
    Phone "phone" PastePhone Create,
    /// A code of four to eight digits.
    Otp "otp" PasteOtp Create,
    /// Base64.
    Base64 "base64" PasteBase64 CopyAgain,
    /// A piece of a web page.
    Html "html" PasteHtml PasteAlone,
    /// Card number; the checksum is right.
    PaymentCard "payment_card" PastePaymentCard Create,
    /// Over 4,096 characters without a key, or over 1 MiB.
    TooLong "too_long" PasteTooLong PasteAlone,
    /// Anything else.
    NotAKey "not_a_key" PasteNotAKey Create,
}

impl Kind {
    fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }

    /// The stable id, for instance `openai_project`.
    pub fn id(self) -> &'static str {
        IDS.split_ascii_whitespace().nth(self as usize).unwrap_or_default()
    }

    /// The sentence that says what this is.
    pub fn sentence(self) -> Sentence {
        let vendor = vendor::of(self);
        Sentence { word: self.row().word, name: vendor.map(|v| v.name), purpose: vendor.map(|v| v.purpose) }
    }

    /// The way out.
    pub fn way(self) -> Way {
        self.row().way
    }

    /// The guide step that helps, where one does.
    pub fn step(self) -> Option<Step> {
        match self.way() {
            Way::None => None,
            Way::CopyAgain => Some(Step::Copy),
            Way::Create => Some(Step::CreateKey),
            Way::PasteAlone => Some(Step::Paste),
        }
    }

    /// An OpenAI key that may be tried.
    pub fn is_key(self) -> bool {
        (Kind::OpenaiLegacy as u8..=Kind::OpenaiUnknownShape as u8).contains(&(self as u8))
    }

    /// A secret that gives access to money or data: worth the advice not to paste it elsewhere.
    pub fn is_delicate(self) -> bool {
        self == Kind::PaymentCard
            || vendor::of(self)
                .is_some_and(|v| matches!(v.purpose, Word::PasteForPayments | Word::PasteForCloud | Word::PasteForShop))
    }
}

impl Way {
    /// How it is told.
    pub fn word(self) -> Option<Word> {
        match self {
            Way::None => None,
            Way::CopyAgain => Some(Word::PasteWayCopyAgain),
            Way::Create => Some(Word::PasteWayCreate),
            Way::PasteAlone => Some(Word::PasteWayAlone),
        }
    }
}
