//! Other vendors' secrets: prefix, shape, name, what they are for. One table.
//!
//! Sending one of these to OpenAI would hand another vendor's secret over; so each is named and kept.

use super::{
    Kind,
    bytes::{ALNUM, DIGIT, DOT, LOW_HEX, SPACE, WORD, all, pieces},
};
use crate::words::Word;

/// The characters of a body: `[0-9a-f]`.
const HEX: u32 = DIGIT | LOW_HEX;
/// `[A-Za-z0-9_.-]`
const DOTTED: u32 = WORD | DOT;

/// One shape: a prefix (one of several, with spaces between), then so many characters (least, most) of an alphabet.
/// Where the prefix alone tells, a cut one is named too: the least is small.
struct Shape(&'static str, u32, u8, u8);

/// A vendor.
pub struct Vendor {
    kind: Kind,
    /// As the vendor writes it.
    pub name: &'static str,
    /// What its keys are for.
    pub purpose: Word,
    shapes: &'static [Shape],
}

const ANY: u8 = u8::MAX;

#[rustfmt::skip]
static VENDORS: &[Vendor] = &[
    // trufflehog, gitleaks rules/anthropic.go, noseyparker
    Vendor { kind: Kind::Anthropic, name: "Anthropic (Claude)", purpose: Word::PasteForModels, shapes: &[Shape("sk-ant-", DOTTED, 4, ANY)] },
    // trufflehog openrouter, betterleaks
    Vendor { kind: Kind::Openrouter, name: "OpenRouter", purpose: Word::PasteForModels, shapes: &[Shape("sk-or-", DOTTED, 4, ANY)] },
    // trufflehog langfuse
    Vendor { kind: Kind::Langfuse, name: "Langfuse", purpose: Word::PasteForWatching, shapes: &[Shape("sk-lf- pk-lf-", DOTTED, 4, ANY)] },
    // betterleaks minimax
    Vendor { kind: Kind::Minimax, name: "MiniMax", purpose: Word::PasteForModels, shapes: &[Shape("sk-api-", DOTTED, 60, ANY)] },
    // trufflehog deepseek, betterleaks
    Vendor { kind: Kind::DeepseekOrSimilar, name: "DeepSeek", purpose: Word::PasteForModels, shapes: &[Shape("sk-", HEX, 32, 32)] },
    // trufflehog groq, noseyparker
    Vendor { kind: Kind::Groq, name: "Groq", purpose: Word::PasteForModels, shapes: &[Shape("gsk_", ALNUM, 12, ANY)] },
    // trufflehog googlegemini, betterleaks rules/gcp.go, kingfisher
    Vendor { kind: Kind::Google, name: "Google", purpose: Word::PasteForCloud, shapes: &[Shape("AIza AQ.Ab ya29. GOCSPX-", DOTTED, 12, ANY)] },
    // trufflehog xai
    Vendor { kind: Kind::Xai, name: "xAI (Grok)", purpose: Word::PasteForModels, shapes: &[Shape("xai-", DOTTED, 20, ANY)] },
    // gitleaks rules/perplexity.go
    Vendor { kind: Kind::Perplexity, name: "Perplexity", purpose: Word::PasteForModels, shapes: &[Shape("pplx-", ALNUM, 12, ANY)] },
    // gitleaks rules/huggingface.go, trufflehog
    Vendor { kind: Kind::Huggingface, name: "Hugging Face", purpose: Word::PasteForModels, shapes: &[Shape("hf_ api_org_", ALNUM, 16, ANY)] },
    // trufflehog replicate
    Vendor { kind: Kind::Replicate, name: "Replicate", purpose: Word::PasteForModels, shapes: &[Shape("r8_", DOTTED, 16, ANY)] },
    // betterleaks together
    Vendor { kind: Kind::Together, name: "Together AI", purpose: Word::PasteForModels, shapes: &[Shape("tgp_v1_", DOTTED, 8, ANY)] },
    // betterleaks cerebras
    Vendor { kind: Kind::Cerebras, name: "Cerebras", purpose: Word::PasteForModels, shapes: &[Shape("csk-", ALNUM, 16, ANY)] },
    // trufflehog nvapi
    Vendor { kind: Kind::Nvidia, name: "NVIDIA", purpose: Word::PasteForModels, shapes: &[Shape("nvapi-", DOTTED, 12, ANY)] },
    // trufflehog stripe, gitleaks rules/stripe.go
    Vendor { kind: Kind::Stripe, name: "Stripe", purpose: Word::PasteForPayments, shapes: &[Shape("sk_live_ sk_test_ rk_live_ rk_test_ pk_live_ pk_test_", ALNUM, 4, ANY), Shape("whsec_", ALNUM, 16, ANY)] },
    // betterleaks elevenlabs
    Vendor { kind: Kind::Elevenlabs, name: "ElevenLabs", purpose: Word::PasteForVoice, shapes: &[Shape("sk_", HEX, 40, 56)] },
    // betterleaks rules/cursor.go
    Vendor { kind: Kind::Cursor, name: "Cursor", purpose: Word::PasteForCode, shapes: &[Shape("key_", HEX, 64, 64), Shape("crsr_", HEX, 32, ANY)] },
    // betterleaks rules/langchain.go
    Vendor { kind: Kind::Langsmith, name: "LangSmith", purpose: Word::PasteForWatching, shapes: &[Shape("lsv2_", DOTTED, 12, ANY), Shape("ls__", ALNUM, 16, ANY)] },
    // gitleaks rules/github.go
    Vendor { kind: Kind::Github, name: "GitHub", purpose: Word::PasteForCode, shapes: &[Shape("github_pat_", DOTTED, 8, ANY), Shape("ghp_ gho_ ghu_ ghs_ ghr_", ALNUM, 12, ANY)] },
    // betterleaks rules/slack.go
    Vendor { kind: Kind::Slack, name: "Slack", purpose: Word::PasteForMessages, shapes: &[Shape("xoxb- xoxp- xoxa- xoxr- xoxs- xapp-", DOTTED, 8, ANY), Shape("xoxe", DOTTED, 12, ANY)] },
    // gitleaks rules/sendgrid.go
    Vendor { kind: Kind::Sendgrid, name: "SendGrid", purpose: Word::PasteForMessages, shapes: &[Shape("SG.", DOTTED, 20, ANY)] },
    // betterleaks rules/shopify.go
    Vendor { kind: Kind::Shopify, name: "Shopify", purpose: Word::PasteForShop, shapes: &[Shape("shpat_ shpca_ shppa_ shpss_", ALNUM, 8, ANY)] },
    // gitleaks rules/aws.go
    Vendor { kind: Kind::Aws, name: "Amazon AWS", purpose: Word::PasteForCloud, shapes: &[Shape("AKIA ASIA", ALNUM, 12, 20), Shape("ABSK", ALNUM, 100, ANY)] },
    // trufflehog azure_openai; Azure AI Foundry: 84 letters and digits
    Vendor { kind: Kind::Azure, name: "Microsoft Azure", purpose: Word::PasteForCloud, shapes: &[Shape("", HEX, 32, 32), Shape("", ALNUM, 84, 84)] },
];

/// The vendor of a kind, where it is one's.
pub fn of(kind: Kind) -> Option<&'static Vendor> {
    VENDORS.iter().find(|vendor| vendor.kind == kind)
}

/// Whose secret a token is: a maximal run of letters, digits, `_`, `.` and `-`.
pub fn claim(token: &[u8]) -> Option<Kind> {
    let fits = |&Shape(prefixes, alphabet, least, most): &Shape| {
        behind(token, prefixes).is_some_and(|body| {
            body.len() >= usize::from(least) && (most == ANY || body.len() <= usize::from(most)) && all(body, alphabet)
        })
    };
    VENDORS.iter().find(|vendor| vendor.shapes.iter().any(fits)).map(|vendor| vendor.kind)
}

/// What stands behind one of these prefixes, which have spaces between; without any, the whole token.
pub fn behind<'a>(token: &'a [u8], prefixes: &str) -> Option<&'a [u8]> {
    if prefixes.is_empty() {
        return Some(token);
    }
    pieces(prefixes.as_bytes(), SPACE).find_map(|prefix| token.strip_prefix(prefix))
}
