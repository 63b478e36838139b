//! The verdicts: one table. `docs/verdicts.md` is held to it by a test.

use super::{Rung, link::Link};
use crate::{guide::Step, words::Word};

/// What a verdict means for saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// It ran.
    Ready,
    /// The key is right, something else is missing.
    Attention,
    /// Could not be judged from this browser.
    Unknown,
    /// The key is wrong, or not allowed.
    Refused,
}

impl Severity {
    /// The stable id, as events carry it.
    pub fn id(self) -> &'static str {
        match self {
            Severity::Ready => "ready",
            Severity::Attention => "attention",
            Severity::Unknown => "unknown",
            Severity::Refused => "refused",
        }
    }
}

/// What a verdict says, and what cures it.
struct Row {
    id: &'static str,
    severity: Severity,
    rung: Rung,
    retry: bool,
    /// Title, cause, remedy.
    words: [Word; 3],
    link: Option<Link>,
    step: Option<Step>,
}

macro_rules! verdicts {
    ($(
        $(#[doc = $doc:literal])+
        $name:ident $id:literal $severity:ident $rung:ident $retry:ident
        [$title:ident $cause:ident $remedy:ident] $(link $link:ident)? $(step $step:ident)?
        source $source:literal;
    )+) => {
        /// A verdict. The ids are stable; the order is the order in which faults are told, worst first.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Verdict { $($(#[doc = $doc])+ $name,)+ }

        static ROWS: [Row; [$(Verdict::$name),+].len()] = [$(Row {
            id: $id,
            severity: Severity::$severity,
            rung: Rung::$rung,
            retry: verdicts!(@$retry),
            words: [Word::$title, Word::$cause, Word::$remedy],
            link: verdicts!(@Link $($link)?),
            step: verdicts!(@Step $($step)?),
        }),+];

        impl Verdict {
            /// All, the worst first.
            pub const ALL: &[Verdict] = &[$(Verdict::$name),+];

            /// Where the rule comes from: a document, or a public report of the answer.
            #[cfg(not(target_arch = "wasm32"))]
            pub fn source(self) -> &'static str {
                match self { $(Verdict::$name => $source),+ }
            }
        }
    };
    (@again) => { true };
    (@never) => { false };
    (@$kind:ident $value:ident) => { Some($kind::$value) };
    (@$kind:ident) => { None };
}

verdicts! {
    /// The account behind the key is closed.
    AccountDeactivated "account_deactivated" Refused Accepted never
        [VerdictAccountDeactivatedTitle VerdictAccountDeactivatedCause VerdictAccountDeactivatedRemedy]
        link Help step Account
        source "Zero6992/chatGPT-discord-bot#442, ChatGPTNextWeb/NextChat#4175";
    /// The project that the key belongs to is closed.
    ProjectArchived "project_archived" Refused Accepted never
        [VerdictProjectArchivedTitle VerdictProjectArchivedCause VerdictNewKeyRemedy]
        link Keys step CreateKey
        source "a recorded answer of POST /v1/responses, 2026";
    /// Who made the key has left the organization.
    OrgMembership "org_membership" Refused Accepted never
        [VerdictOrgMembershipTitle VerdictOrgMembershipCause VerdictNewKeyRemedy]
        link Keys step CreateKey
        source "error-codes guide; CopilotKit/CopilotKit#3221";
    /// OpenAI does not know the key.
    InvalidKey "invalid_key" Refused Accepted never
        [VerdictInvalidKeyTitle VerdictInvalidKeyCause VerdictInvalidKeyRemedy]
        link Keys step Copy
        source "error-codes guide; cassettes of DataDog/dd-trace-py and crmne/ruby_llm";
    /// A sign-in token of ChatGPT, no API key.
    WrongCredentialType "wrong_credential_type" Refused Accepted never
        [VerdictWrongCredentialTypeTitle VerdictWrongCredentialTypeCause VerdictNewKeyRemedy]
        link Keys step CreateKey
        source "a recorded answer to a ChatGPT token, 2026";
    /// The key may not do what the module needs.
    MissingScope "missing_scope" Refused Permitted again
        [VerdictMissingScopeTitle VerdictMissingScopeCause VerdictMissingScopeRemedy]
        link Keys step KeySettings
        source "microsoft/PowerToys#32989, openclaw/openclaw#26801, marcusquinn/aidevops#24564";
    /// The billing of the account is not active.
    BillingInactive "billing_inactive" Attention Runs again
        [VerdictBillingInactiveTitle VerdictBillingInactiveCause VerdictBillingInactiveRemedy]
        link Billing step Billing
        source "BerriAI/litellm#2743, Chanzhaoyu/chatgpt-web#1273";
    /// There is no credit.
    NoCredit "no_credit" Attention Runs again
        [VerdictNoCreditTitle VerdictNoCreditCause VerdictNoCreditRemedy]
        link Credit step Credit
        source "error-codes guide; home-assistant/core#135203, simonw/llm#494";
    /// A spending limit is reached.
    SpendingLimit "spending_limit" Attention Runs again
        [VerdictSpendingLimitTitle VerdictSpendingLimitCause VerdictSpendingLimitRemedy]
        link Limits step Watch
        source "error-codes guide; dfinke/PowerShellAI#127";
    /// The key belongs to another regional host.
    WrongRegionHost "wrong_region_host" Attention Reachable again
        [VerdictWrongRegionHostTitle VerdictWrongRegionHostCause VerdictWrongRegionHostRemedy]
        link Projects
        source "langchain-ai/langchainjs#8967, TabularEditor/TabularEditor3#1560";
    /// The organization must be verified first.
    OrgUnverified "org_unverified" Attention Models again
        [VerdictOrgUnverifiedTitle VerdictOrgUnverifiedCause VerdictOrgUnverifiedRemedy]
        link Organization
        source "danny-avila/LibreChat#6926, continuedev/continue#8209";
    /// A model of the module is not there for this key.
    ModelUnavailable "model_unavailable" Attention Models again
        [VerdictModelUnavailableTitle VerdictModelUnavailableCause VerdictModelUnavailableRemedy]
        link Projects
        source "ztjhz/BetterChatGPT#627, Aider-AI/aider#604; developers.openai.com deprecations";
    /// The account's limit is smaller than one request.
    RequestTooLarge "request_too_large" Attention Runs never
        [VerdictRequestTooLargeTitle VerdictRequestTooLargeCause VerdictRequestTooLargeRemedy]
        link Limits
        source "a recorded 429 with rate_limit_exceeded that waiting never cures";
    /// Too many requests in a short time.
    RateLimited "rate_limited" Attention Runs again
        [VerdictRateLimitedTitle VerdictRateLimitedCause VerdictRateLimitedRemedy]
        link Limits
        source "error-codes guide; feder-cr/invisible_playwright_mcp#249, continuedev/continue#11472";
    /// OpenAI refused the form of the trial request: the key was accepted.
    BadRequest "bad_request" Attention Runs never
        [VerdictBadRequestTitle VerdictBadRequestCause VerdictBadRequestRemedy]
        source "home-assistant/core#163023; cassettes of pydantic/pydantic-ai";
    /// Key and organization, or project, do not match.
    OrgMismatch "org_mismatch" Unknown Accepted never
        [VerdictOrgMismatchTitle VerdictOrgMismatchCause VerdictNewKeyRemedy]
        link Keys step CreateKey
        source "openai/codex#1000, ai-genie/chatgpt-vscode#91";
    /// The account allows certain addresses only, and this browser's is none of them.
    IpBlocked "ip_blocked" Unknown Reachable again
        [VerdictIpBlockedTitle VerdictIpBlockedCause VerdictIpBlockedRemedy]
        link Allowlist
        source "error-codes guide: IP not authorized";
    /// OpenAI does not serve the country that this browser seems to be in.
    CountryUnsupported "country_unsupported" Unknown Reachable again
        [VerdictCountryUnsupportedTitle VerdictCountryUnsupportedCause VerdictCountryUnsupportedRemedy]
        link Countries
        source "error-codes guide; continuedev/continue#11449";
    /// Not allowed, without a reason.
    ForbiddenUnknown "forbidden_unknown" Unknown Permitted again
        [VerdictForbiddenUnknownTitle VerdictForbiddenUnknownCause VerdictForbiddenUnknownRemedy]
        link Keys step KeySettings
        source "permissions answers that name no scope, seen for keys with All too";
    /// The key got lost on its way.
    MissingKey "missing_key" Unknown Accepted again
        [VerdictMissingKeyTitle VerdictMissingKeyCause VerdictNetworkRemedy]
        source "openai/openai-python#1434";
    /// OpenAI's servers are overloaded.
    Overloaded "overloaded" Unknown Runs again
        [VerdictOverloadedTitle VerdictOverloadedCause VerdictLaterRemedy]
        link Status
        source "error-codes guide; Wei-Shaw/sub2api#6631";
    /// OpenAI's servers failed.
    ServerError "server_error" Unknown Runs again
        [VerdictServerErrorTitle VerdictServerErrorCause VerdictLaterRemedy]
        link Status
        source "error-codes guide; acheong08/ChatGPT#607";
    /// Something other than OpenAI answered.
    Gateway "gateway" Unknown Reachable again
        [VerdictGatewayTitle VerdictGatewayCause VerdictNetworkRemedy]
        source "father-bot/chatgpt_telegram_bot#398, openai/openai-python#1626";
    /// The page's security policy refused the request.
    CspBlocked "csp_blocked" Unknown Reachable again
        [VerdictCspBlockedTitle VerdictCspBlockedCause VerdictCspBlockedRemedy]
        source "CSP Level 3, connect-src and securitypolicyviolation";
    /// The browser has no network.
    Offline "offline" Unknown Reachable again
        [VerdictOfflineTitle VerdictOfflineCause VerdictOfflineRemedy]
        source "HTML, navigator.onLine";
    /// The regional host that OpenAI named did not answer.
    RegionUnreachable "region_unreachable" Unknown Reachable again
        [VerdictRegionUnreachableTitle VerdictRegionUnreachableCause VerdictNetworkRemedy]
        source "data-residency guide: each region has a host of its own";
    /// No answer in time.
    TimedOut "timed_out" Unknown Reachable again
        [VerdictTimedOutTitle VerdictTimedOutCause VerdictNetworkRemedy]
        source "OpenAssistantGPT#95: every try must end";
    /// One request was answered, the other was not.
    BlockedAnswer "blocked_answer" Unknown Runs again
        [VerdictBlockedAnswerTitle VerdictBlockedAnswerCause VerdictNetworkRemedy]
        source "micz/ThunderAI#528: one path without its CORS header while the other works";
    /// OpenAI could not be reached, and nobody can say why.
    NetworkOrCors "network_or_cors" Unknown Reachable again
        [VerdictNetworkOrCorsTitle VerdictNetworkOrCorsCause VerdictNetworkRemedy]
        source "Fetch standard: a network error gives no reason; micz/ThunderAI#528";
    /// A model ran.
    Ready "ready" Ready Runs never
        [VerdictReadyTitle VerdictReadyCause VerdictReadyRemedy]
        source "langflow-e2e#772: only a real answer proves a key";
}

impl Verdict {
    fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }

    /// The stable id, for instance `no_credit`.
    pub fn id(self) -> &'static str {
        self.row().id
    }

    /// The verdict of that id (a stored one comes back from the endpoint as its id).
    pub fn from_id(id: &str) -> Option<Verdict> {
        Self::ALL.iter().copied().find(|v| v.id() == id)
    }

    /// What it means for saving. One answer stands lower than its verdict: a bare 429
    /// ([`Report::severity`](super::Report::severity)).
    pub fn severity(self) -> Severity {
        self.row().severity
    }

    /// The rung of the ladder on which it fails (for [`Verdict::Ready`], the last one that is passed).
    pub fn rung(self) -> Rung {
        self.row().rung
    }

    /// Its short title.
    pub fn title(self) -> Word {
        self.row().words[0]
    }

    /// The cause, a sentence.
    pub fn cause(self) -> Word {
        self.row().words[1]
    }

    /// The remedy, a sentence or two.
    pub fn remedy(self) -> Word {
        self.row().words[2]
    }

    /// One deep link to OpenAI's pages, with the label of its button.
    pub fn link(self) -> Option<(&'static str, Word)> {
        self.row().link.map(Link::target)
    }

    /// The guide step that cures it.
    pub fn step(self) -> Option<Step> {
        self.row().step
    }

    /// Is another try of the same key worth it: after a wait, or once the remedy was followed?
    pub fn retryable(self) -> bool {
        self.row().retry
    }
}
