//! Other vendors' secrets: prefix, shape, name, what they are for. One table.
//!
//! Sending one of these to OpenAI would hand another vendor's secret over; so each is named and kept.

use super::Kind;
use crate::words::Word;

/// What a vendor's key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Other language models.
    Models,
    /// Payments.
    Payments,
    /// Source code.
    Code,
    /// Messages to people.
    Messages,
    /// An online shop.
    Shop,
    /// Servers and data in the cloud.
    Cloud,
    /// Voices.
    Voice,
    /// Watching over programs that use models.
    Watching,
}

impl Purpose {
    /// How it is told, to stand after "serve per".
    pub fn word(self) -> Word {
        match self {
            Purpose::Models => Word::PasteForModels,
            Purpose::Payments => Word::PasteForPayments,
            Purpose::Code => Word::PasteForCode,
            Purpose::Messages => Word::PasteForMessages,
            Purpose::Shop => Word::PasteForShop,
            Purpose::Cloud => Word::PasteForCloud,
            Purpose::Voice => Word::PasteForVoice,
            Purpose::Watching => Word::PasteForWatching,
        }
    }
}

/// The characters of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// `[0-9a-f]`
    Hex,
    /// `[A-Za-z0-9]`
    Alnum,
    /// `[A-Za-z0-9_.-]`
    Word,
}

impl Alphabet {
    /// Do all bytes belong to it?
    pub fn holds(self, text: &[u8]) -> bool {
        text.iter().all(|&b| match self {
            Alphabet::Hex => b.is_ascii_digit() || (b'a'..=b'f').contains(&b),
            Alphabet::Alnum => b.is_ascii_alphanumeric(),
            Alphabet::Word => b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-'),
        })
    }
}

/// One shape: a prefix, then so many characters (least, most) of an alphabet.
/// Where the prefix alone tells, a cut one is named too: the least is small.
struct Shape(&'static str, Alphabet, u8, u8);

/// A vendor.
pub struct Vendor {
    kind: Kind,
    /// As the vendor writes it.
    pub name: &'static str,
    /// What its keys are for.
    pub purpose: Purpose,
    shapes: &'static [Shape],
}

const ANY: u8 = u8::MAX;

#[rustfmt::skip]
static VENDORS: &[Vendor] = &[
    // trufflehog, gitleaks rules/anthropic.go, noseyparker
    Vendor { kind: Kind::Anthropic, name: "Anthropic (Claude)", purpose: Purpose::Models, shapes: &[Shape("sk-ant-", Alphabet::Word, 4, ANY)] },
    // trufflehog openrouter, betterleaks
    Vendor { kind: Kind::Openrouter, name: "OpenRouter", purpose: Purpose::Models, shapes: &[Shape("sk-or-", Alphabet::Word, 4, ANY)] },
    // trufflehog langfuse
    Vendor { kind: Kind::Langfuse, name: "Langfuse", purpose: Purpose::Watching, shapes: &[Shape("sk-lf-", Alphabet::Word, 4, ANY), Shape("pk-lf-", Alphabet::Word, 4, ANY)] },
    // betterleaks minimax
    Vendor { kind: Kind::Minimax, name: "MiniMax", purpose: Purpose::Models, shapes: &[Shape("sk-api-", Alphabet::Word, 60, ANY)] },
    // trufflehog deepseek, betterleaks
    Vendor { kind: Kind::DeepseekOrSimilar, name: "DeepSeek", purpose: Purpose::Models, shapes: &[Shape("sk-", Alphabet::Hex, 32, 32)] },
    // trufflehog groq, noseyparker
    Vendor { kind: Kind::Groq, name: "Groq", purpose: Purpose::Models, shapes: &[Shape("gsk_", Alphabet::Alnum, 12, ANY)] },
    // trufflehog googlegemini, betterleaks rules/gcp.go, kingfisher
    Vendor { kind: Kind::Google, name: "Google", purpose: Purpose::Cloud, shapes: &[Shape("AIza", Alphabet::Word, 12, ANY), Shape("AQ.Ab", Alphabet::Word, 12, ANY), Shape("ya29.", Alphabet::Word, 12, ANY), Shape("GOCSPX-", Alphabet::Word, 12, ANY)] },
    // trufflehog xai
    Vendor { kind: Kind::Xai, name: "xAI (Grok)", purpose: Purpose::Models, shapes: &[Shape("xai-", Alphabet::Word, 20, ANY)] },
    // gitleaks rules/perplexity.go
    Vendor { kind: Kind::Perplexity, name: "Perplexity", purpose: Purpose::Models, shapes: &[Shape("pplx-", Alphabet::Alnum, 12, ANY)] },
    // gitleaks rules/huggingface.go, trufflehog
    Vendor { kind: Kind::Huggingface, name: "Hugging Face", purpose: Purpose::Models, shapes: &[Shape("hf_", Alphabet::Alnum, 16, ANY), Shape("api_org_", Alphabet::Alnum, 16, ANY)] },
    // trufflehog replicate
    Vendor { kind: Kind::Replicate, name: "Replicate", purpose: Purpose::Models, shapes: &[Shape("r8_", Alphabet::Word, 16, ANY)] },
    // betterleaks together
    Vendor { kind: Kind::Together, name: "Together AI", purpose: Purpose::Models, shapes: &[Shape("tgp_v1_", Alphabet::Word, 8, ANY)] },
    // betterleaks cerebras
    Vendor { kind: Kind::Cerebras, name: "Cerebras", purpose: Purpose::Models, shapes: &[Shape("csk-", Alphabet::Alnum, 16, ANY)] },
    // trufflehog nvapi
    Vendor { kind: Kind::Nvidia, name: "NVIDIA", purpose: Purpose::Models, shapes: &[Shape("nvapi-", Alphabet::Word, 12, ANY)] },
    // trufflehog stripe, gitleaks rules/stripe.go
    Vendor { kind: Kind::Stripe, name: "Stripe", purpose: Purpose::Payments, shapes: &[
        Shape("sk_live_", Alphabet::Alnum, 4, ANY), Shape("sk_test_", Alphabet::Alnum, 4, ANY), Shape("rk_live_", Alphabet::Alnum, 4, ANY), Shape("rk_test_", Alphabet::Alnum, 4, ANY),
        Shape("pk_live_", Alphabet::Alnum, 4, ANY), Shape("pk_test_", Alphabet::Alnum, 4, ANY), Shape("whsec_", Alphabet::Alnum, 16, ANY)] },
    // betterleaks elevenlabs
    Vendor { kind: Kind::Elevenlabs, name: "ElevenLabs", purpose: Purpose::Voice, shapes: &[Shape("sk_", Alphabet::Hex, 40, 56)] },
    // betterleaks rules/cursor.go
    Vendor { kind: Kind::Cursor, name: "Cursor", purpose: Purpose::Code, shapes: &[Shape("key_", Alphabet::Hex, 64, 64), Shape("crsr_", Alphabet::Hex, 32, ANY)] },
    // betterleaks rules/langchain.go
    Vendor { kind: Kind::Langsmith, name: "LangSmith", purpose: Purpose::Watching, shapes: &[Shape("lsv2_", Alphabet::Word, 12, ANY), Shape("ls__", Alphabet::Alnum, 16, ANY)] },
    // gitleaks rules/github.go
    Vendor { kind: Kind::Github, name: "GitHub", purpose: Purpose::Code, shapes: &[
        Shape("github_pat_", Alphabet::Word, 8, ANY), Shape("ghp_", Alphabet::Alnum, 12, ANY), Shape("gho_", Alphabet::Alnum, 12, ANY),
        Shape("ghu_", Alphabet::Alnum, 12, ANY), Shape("ghs_", Alphabet::Alnum, 12, ANY), Shape("ghr_", Alphabet::Alnum, 12, ANY)] },
    // betterleaks rules/slack.go
    Vendor { kind: Kind::Slack, name: "Slack", purpose: Purpose::Messages, shapes: &[
        Shape("xoxb-", Alphabet::Word, 8, ANY), Shape("xoxp-", Alphabet::Word, 8, ANY), Shape("xoxa-", Alphabet::Word, 8, ANY),
        Shape("xoxr-", Alphabet::Word, 8, ANY), Shape("xoxs-", Alphabet::Word, 8, ANY), Shape("xoxe", Alphabet::Word, 12, ANY), Shape("xapp-", Alphabet::Word, 8, ANY)] },
    // gitleaks rules/sendgrid.go
    Vendor { kind: Kind::Sendgrid, name: "SendGrid", purpose: Purpose::Messages, shapes: &[Shape("SG.", Alphabet::Word, 20, ANY)] },
    // betterleaks rules/shopify.go
    Vendor { kind: Kind::Shopify, name: "Shopify", purpose: Purpose::Shop, shapes: &[
        Shape("shpat_", Alphabet::Alnum, 8, ANY), Shape("shpca_", Alphabet::Alnum, 8, ANY), Shape("shppa_", Alphabet::Alnum, 8, ANY), Shape("shpss_", Alphabet::Alnum, 8, ANY)] },
    // gitleaks rules/aws.go
    Vendor { kind: Kind::Aws, name: "Amazon AWS", purpose: Purpose::Cloud, shapes: &[
        Shape("AKIA", Alphabet::Alnum, 12, 20), Shape("ASIA", Alphabet::Alnum, 12, 20), Shape("ABSK", Alphabet::Alnum, 100, ANY)] },
    // trufflehog azure_openai; Azure AI Foundry: 84 letters and digits
    Vendor { kind: Kind::Azure, name: "Microsoft Azure", purpose: Purpose::Cloud, shapes: &[Shape("", Alphabet::Hex, 32, 32), Shape("", Alphabet::Alnum, 84, 84)] },
];

/// The vendor of a kind, where it is one's.
pub fn of(kind: Kind) -> Option<&'static Vendor> {
    VENDORS.iter().find(|vendor| vendor.kind == kind)
}

/// Whose secret a token is: a maximal run of letters, digits, `_`, `.` and `-`.
pub fn claim(token: &[u8]) -> Option<Kind> {
    let fits = |shape: &Shape| {
        token.strip_prefix(shape.0.as_bytes()).is_some_and(|body| {
            body.len() >= usize::from(shape.2)
                && (shape.3 == ANY || body.len() <= usize::from(shape.3))
                && shape.1.holds(body)
        })
    };
    VENDORS.iter().find(|vendor| vendor.shapes.iter().any(fits)).map(|vendor| vendor.kind)
}
