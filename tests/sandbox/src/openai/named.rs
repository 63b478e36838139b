//! The scenarios that have names of their own. Texts marked *invented* were never seen from OpenAI:
//! only their codes are documented (developers.openai.com, error-codes guide).

use std::{sync::Mutex, time::Duration};

use serde_json::json;

use super::{
    Ask, Call, OpenAiFault,
    echo::{error, invalid_key, no_such_model, of_type, unsupported, wrong_region},
    scenario::{Scenario, healthy, list_ok, run_ok},
};
use crate::{
    answer::Answer,
    corpus::{self, answer},
    line::held,
};

/// All of them.
pub fn all() -> Vec<Scenario> {
    let mut all = healthy_keys();
    all.extend(money());
    all.extend(rights());
    all.extend(regions());
    all.extend(models());
    all.extend(weather());
    all
}

fn healthy_keys() -> Vec<Scenario> {
    ["good", "good-legacy", "good-none", "good-service-account"].map(|name| Scenario::new(name, healthy)).into()
}

fn run(name: &str, said: impl Fn() -> Answer + Send + Sync + 'static) -> Scenario {
    Scenario::new(name, move |ask| match ask.call {
        Call::List => list_ok(),
        Call::Run => said(),
    })
}

fn money() -> Vec<Scenario> {
    // Invented texts, documented codes.
    let quota = |code: &'static str| {
        move || of_type(429, "You exceeded your current quota.", "insufficient_quota", None, Some(code))
    };
    vec![
        run("no-credit", || answer("no-credit-2026-repr")),
        run("no-credit-balance", quota("credit_balance_exhausted")),
        run("spend-limit-organization", quota("organization_spend_limit_exceeded")),
        run("spend-limit-project", quota("project_spend_limit_exceeded")),
        run("usage-limit-organization", quota("organization_usage_limit_exceeded")),
        run("rate-limited", || answer("rate-rpm-3")),
        run("rate-limited-bare", || Answer::new(429, "application/json", r#"{"status": "come back later"}"#)),
        run("rate-limited-string", || Answer::new(429, "application/json", r#"{"error":"slow down"}"#)),
        Scenario::new("no-credit-no-list", |ask| match ask.call {
            Call::List => list_refused(),
            Call::Run => answer("no-credit-2026-repr"),
        }),
    ]
}

// `error` is a bare string there (marcusquinn/aidevops#24564).
fn list_refused() -> Answer {
    let text = "You have insufficient permissions for this operation. Missing scopes: api.model.read. Check that you \
        have the correct role in your organization (Reader, Writer, Owner) and project (Member, Owner | Viewer, \
        Member, Owner), and if you're using a restricted API key, that it has the necessary scopes.";
    Answer::new(403, "application/json", json!({ "error": text }).to_string())
}

fn rights() -> Vec<Scenario> {
    vec![
        Scenario::new("invalid", |ask| invalid_key(&ask.key)),
        run("missing-scope", || answer("missing-scope-model-request-403")),
        Scenario::new("missing-scope-both", |ask| match ask.call {
            Call::List => list_refused(),
            Call::Run => answer("missing-scope-model-request-403"),
        }),
        Scenario::new("missing-scope-list", |ask| match ask.call {
            Call::List => list_refused(),
            Call::Run => run_ok(),
        }),
        run("permissions-unnamed", || error(401, "You have insufficient permissions for this operation.", None, None)),
        // Invented text.
        Scenario::new("ip-blocked", |_| {
            error(
                401,
                "Your IP address is not authorized to access this organization.",
                None,
                Some("ip_not_authorized"),
            )
        }),
        // Something on the way that repeats what it was sent: in small letters it could pass for an id.
        Scenario::new("echoed-id", |ask| {
            let piece = ask.key.get(20..52).unwrap_or_default().to_ascii_lowercase();
            healthy(ask).with("x-request-id", format!("req_{piece}"))
        }),
        Scenario::new("deactivated", |_| answer("deactivated-2023")),
        Scenario::new("country", |_| answer("country-compact")),
    ]
}

fn regions() -> Vec<Scenario> {
    let region = |name: &str, code: &'static str| {
        Scenario::new(name, move |ask| match ask.region.as_deref() {
            Some(region) if region == code => healthy(ask),
            _ => wrong_region(&format!("{code}.api.openai.com")),
        })
        .regional()
    };
    vec![
        region("region-us", "us"),
        region("region-eu", "eu"),
        Scenario::new("region-us-no-credit", |ask| match (ask.region.as_deref(), ask.call) {
            (Some("us"), Call::List) => list_ok(),
            (Some("us"), Call::Run) => answer("no-credit-2026-repr"),
            _ => wrong_region("us.api.openai.com"),
        })
        .regional(),
        Scenario::new("region-us-down", |ask| match ask.region.as_deref() {
            Some("us") => Answer::reset(),
            _ => wrong_region("us.api.openai.com"),
        })
        .regional(),
        // For ever from one to the other: only one mend may follow it.
        Scenario::new("region-round", |ask| match ask.region.as_deref() {
            Some("us") => wrong_region("eu.api.openai.com"),
            _ => wrong_region("us.api.openai.com"),
        })
        .regional(),
        chain("mends-all", true),
        chain("mends-endless", false),
        Scenario::new("region-forged", |_| wrong_region("us.api.openai.com.example.net")).regional(),
    ]
}

/// Needs all three mends, one after the other: another host, a run without its limit, another model. Heals then, or
/// refuses that model too.
fn chain(name: &str, heals: bool) -> Scenario {
    Scenario::new(name, move |ask| {
        if ask.region.as_deref() != Some("us") {
            return wrong_region("us.api.openai.com");
        }
        match ask.call {
            Call::List => list_ok(),
            Call::Run if ask.has("max_completion_tokens") => unsupported("max_completion_tokens", "max_tokens"),
            Call::Run if heals && ask.model() != "gpt-4o" => run_ok(),
            Call::Run => no_such_model(ask.model()),
        }
    })
    .regional()
}

fn models() -> Vec<Scenario> {
    const LIST: &str = "{\"object\": \"list\", \"data\": [\
        {\"id\": \"gpt-6-luna\", \"object\": \"model\", \"created\": 1790000000, \"owned_by\": \"system\"}, \
        {\"id\": \"gpt-5.6-luna\", \"object\": \"model\", \"created\": 1785000000, \"owned_by\": \"system\"}]}";
    vec![
        Scenario::new("model-gone", |ask| match ask.call {
            Call::List => Answer::new(200, "application/json", LIST),
            Call::Run if LIST.contains(&format!("\"{}\"", ask.model())) => run_ok(),
            Call::Run => no_such_model(ask.model()),
        }),
        // Two faults at once (ProxyAI#798).
        Scenario::new("model-gone-no-credit", |ask| match ask.call {
            Call::List => Answer::new(200, "application/json", LIST),
            Call::Run if LIST.contains(&format!("\"{}\"", ask.model())) => answer("no-credit-2026-repr"),
            Call::Run => no_such_model(ask.model()),
        }),
        Scenario::new("models-none", |ask| match ask.call {
            Call::List => answer("ok-models-empty"),
            Call::Run => no_such_model(ask.model()),
        }),
        refuses_its_first_limit(),
        run("cut-by-length", || answer("ok-chat-cut-by-length")),
        run("output-limit", || answer("ok-400-output-limit")),
        run("verification", || answer("org-unverified-stream")),
    ]
}

/// Refuses whichever limit of length the first run names, for ever, and is content with a run that doesn't name it.
fn refuses_its_first_limit() -> Scenario {
    const LIMITS: [&str; 2] = ["max_completion_tokens", "max_tokens"];
    let refused = Mutex::new(None);
    Scenario::new("max-tokens-refused-then-ok", move |ask: &Ask| {
        if ask.call == Call::List {
            return list_ok();
        }
        let mut refused = held(&refused);
        let limit =
            *refused.get_or_insert_with(|| LIMITS.into_iter().find(|limit| ask.has(limit)).unwrap_or(LIMITS[1]));
        if ask.has(limit) {
            let instead = if limit == LIMITS[0] { LIMITS[1] } else { LIMITS[0] };
            return unsupported(limit, instead);
        }
        run_ok()
    })
}

fn weather() -> Vec<Scenario> {
    let bent = |name: &'static str, fault: OpenAiFault| {
        Scenario::new(name, move |ask| {
            let path = if ask.call == Call::List { "/v1/models" } else { "/v1/chat/completions" };
            fault.bend(healthy(ask), path)
        })
    };
    vec![
        Scenario::new("server-error", |_| corpus::answer("server-error-2023")),
        Scenario::new("overloaded", |_| corpus::answer("overloaded-2026")),
        bent("slow", OpenAiFault::Slow(Duration::from_secs(6))),
        bent("hang", OpenAiFault::Hang),
        bent("drip", OpenAiFault::Drip),
        bent("reset", OpenAiFault::Reset),
        bent("cut-line", OpenAiFault::Cut),
        bent("cut-json", OpenAiFault::CutJson),
        bent("huge", OpenAiFault::Huge),
        bent("html", OpenAiFault::Html),
        bent("no-cors", OpenAiFault::NoCors),
        // One path without its header while the other works (micz/ThunderAI#528).
        run("no-cors-run", || Answer { cors: false, ..run_ok() }),
        bent("redirect", OpenAiFault::Redirect),
        bent("portal", OpenAiFault::Portal),
    ]
}
