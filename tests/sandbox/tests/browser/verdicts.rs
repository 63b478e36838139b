//! Every verdict once, as a merchant meets it: title, tone, ladder, what may be saved, and a picture of each in
//! `target/screens/verdict-<id>.png`.

mod echoes;
mod tries;
mod waits;

use crate::stage::{Stage, on_stage, root, usual};
use sandbox::{PageOptions, keys::key_for, page::STRICT_CSP};
use serde_json::{Value, json};
use std::fs;

/// What brings a verdict about.
#[derive(Clone, Copy)]
enum By {
    /// The key of a scenario.
    Key(&'static str),
    /// A page whose policy leaves OpenAI out.
    Policy,
    /// A browser without a network.
    Offline,
}

/// Verdict, what brings it about, the ladder: `✓` passed, `✕` failed, `·` not tried.
const CASES: &[(&str, By, &str)] = &[
    ("ready", By::Key("good"), "✓✓✓✓✓✓"),
    ("account_deactivated", By::Key("deactivated"), "✓✓✕···"),
    ("project_archived", By::Key("project-archived"), "✓✓✕···"),
    ("org_membership", By::Key("org-key-owner-removed"), "✓✓✕···"),
    ("invalid_key", By::Key("invalid"), "✓✓✕···"),
    ("wrong_credential_type", By::Key("token-invalidated"), "✓✓✕···"),
    ("missing_scope", By::Key("missing-scope"), "✓✓✓✕✓·"),
    ("billing_inactive", By::Key("billing-not-active-2024"), "✓✓✓✓✓✕"),
    ("no_credit", By::Key("no-credit"), "✓✓✓✓✓✕"),
    ("spending_limit", By::Key("hard-limit-2023"), "✓✓✓✓✓✕"),
    ("wrong_region_host", By::Key("region-forged"), "✓✕✓···"),
    ("org_unverified", By::Key("verification"), "✓✓✓✓✕·"),
    ("model_unavailable", By::Key("model-gone"), "✓✓✓✓✕✓"),
    ("request_too_large", By::Key("rate-request-too-large"), "✓✓✓✓✓✕"),
    ("rate_limited", By::Key("rate-limited"), "✓✓✓·✓✕"),
    ("bad_request", By::Key("param-stop"), "✓✓✓✓✓✕"),
    ("org_mismatch", By::Key("org-mismatch-long"), "✓✓✕···"),
    ("ip_blocked", By::Key("ip-blocked"), "✓✕····"),
    ("country_unsupported", By::Key("country"), "✓✕····"),
    ("forbidden_unknown", By::Key("permissions-unnamed"), "✓✓✓✕✓·"),
    ("missing_key", By::Key("missing-key-pretty"), "✓✓✕···"),
    ("overloaded", By::Key("overloaded"), "✓✓···✕"),
    ("server_error", By::Key("server-error"), "✓✓···✕"),
    ("gateway", By::Key("html"), "✓✕····"),
    ("region_unreachable", By::Key("region-us-down"), "✓✓✓··✕"),
    ("blocked_answer", By::Key("no-cors-run"), "✓✓✓·✓✕"),
    ("network_or_cors", By::Key("no-cors"), "✓✕····"),
    ("timed_out", By::Key("hang"), "✓✕····"),
    ("csp_blocked", By::Policy, "✓✕····"),
    ("offline", By::Offline, "✓✕····"),
];

/// Verdicts that no page of OpenAI's cures. All others have one link.
const WITHOUT_LINK: &[&str] = &[
    "ready",
    "bad_request",
    "missing_key",
    "gateway",
    "csp_blocked",
    "offline",
    "region_unreachable",
    "timed_out",
    "blocked_answer",
    "network_or_cors",
];

/// A row of `docs/verdicts.md`, which a test of the widget holds to its table.
struct Row {
    id: String,
    severity: String,
    retry: bool,
}

fn documented() -> Vec<Row> {
    let page = fs::read_to_string(root().join("docs").join("verdicts.md")).unwrap();
    let table = page.lines().skip_while(|line| !line.starts_with("| id ")).skip(2);
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        Row { id: cells[1].to_owned(), severity: cells[3].to_owned(), retry: cells[4] == "yes" }
    };
    table.take_while(|line| line.starts_with('|')).map(row).collect()
}

fn words() -> Value {
    let text = fs::read_to_string(root().join("static").join("words").join("it.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn signs(ladder: &str) -> String {
    let sign = |state| match state {
        "good" => '✓',
        "bad" => '✕',
        "none" => '·',
        _ => '?',
    };
    ladder.split(' ').map(sign).collect()
}

/// What brings it about: a paste, and where needed another page or no network before it.
async fn bring_about(stage: &Stage, by: By) {
    match by {
        By::Key(scenario) => stage.paste(&key_for(scenario)).await,
        By::Policy => {
            let csp = STRICT_CSP.replace(" https://api.openai.com https://*.api.openai.com", "");
            assert_ne!(csp, STRICT_CSP);
            stage.sandbox.set_page(PageOptions { csp: Some(csp), ..PageOptions::default() });
            stage.visit().await;
            stage.paste(&key_for("good")).await;
        }
        By::Offline => {
            stage.offline(true).await;
            stage.until("the browser knows", "return !navigator.onLine").await;
            stage.paste(&key_for("good")).await;
        }
    }
}

/// Back to a usual page with the network up.
async fn take_back(stage: &Stage, by: By) {
    match by {
        By::Key(_) => {}
        By::Policy => {
            let seen = stage.witnessed().await;
            assert_eq!(seen.len(), 2, "both requests were refused by the policy, and told: {seen:?}");
            assert!(seen.iter().all(|told| told.starts_with("connect-src https://api.openai.com/")), "{seen:?}");
            stage.sandbox.set_page(PageOptions::default());
            stage.visit().await;
        }
        By::Offline => {
            stage.offline(false).await;
            stage.says(".verdict h3", "funziona").await;
        }
    }
}

#[test]
fn every_verdict_is_told_with_its_title_its_tone_and_what_may_be_saved() {
    let (documented, words) = (documented(), words());
    let mut known: Vec<&str> = documented.iter().map(|row| row.id.as_str()).collect();
    let mut tried: Vec<&str> = CASES.iter().map(|(id, ..)| *id).collect();
    known.sort_unstable();
    tried.sort_unstable();
    assert_eq!(tried, known, "the cases are all verdicts, each once");

    on_stage(usual(), async |stage| {
        stage.visit().await;
        for (id, by, ladder) in CASES {
            let row = documented.iter().find(|row| row.id == *id).unwrap();
            bring_about(&stage, *by).await;
            stage.verdict(id).await;
            stage.snap(&format!("verdict-{id}")).await;

            let title = words[format!("verdict.{id}.title")].as_str().unwrap();
            assert_eq!(stage.text(".verdict h3").await, title, "{id}");
            let cause = words[format!("verdict.{id}.cause")].as_str().unwrap();
            assert!(stage.text(".verdict").await.contains(cause), "{id}");
            assert_eq!(signs(&stage.ladder().await), *ladder, "{id}");
            let told = stage.script("return checked.at(-1)").await;
            assert_eq!(told["severity"], json!(row.severity), "{id}");
            assert_eq!(told["retryable"], json!(row.retry), "{id}");
            let tone = match row.severity.as_str() {
                "ready" => "good",
                "refused" => "bad",
                _ => "warn",
            };
            let classes = stage.script("return root.querySelector('.verdict').className").await;
            assert_eq!(classes, json!(format!("verdict {tone}")), "{id}");
            let links = stage.script("return root.querySelectorAll('.verdict .actions a').length").await.as_u64();
            assert_eq!(links, Some(u64::from(!WITHOUT_LINK.contains(id))), "{id}: one link, where there is one");
            saving_is_offered(&stage, id, &row.severity).await;
            take_back(&stage, *by).await;
        }
        assert_eq!(stage.sandbox.endpoint_requests("POST").len(), 0, "nothing was saved on the way");
        stage
    });
}

/// What the severity allows: saving, saving after a question, or a disabled button with its reason.
async fn saving_is_offered(stage: &Stage, id: &str, severity: &str) {
    let save = "const b = root.querySelector('.save'); return [b.innerText.trim(), b.disabled]";
    let save = stage.script(save).await;
    match severity {
        _ if id == "offline" => {
            assert_eq!(save[1], json!(true), "{id}");
            stage.says("#save-reason", "non è in rete").await;
        }
        "ready" => assert_eq!(save, json!(["Salva la chiave", false]), "{id}"),
        "attention" => assert_eq!(save, json!(["Salva la chiave comunque", false]), "{id}"),
        "refused" => {
            assert_eq!(save, json!(["Salva la chiave", true]), "{id}");
            stage.says("#save-reason", "Non si può salvare").await;
        }
        _ => {
            assert_eq!(save, json!(["Salva senza prova", false]), "{id}");
            stage.press("Salva senza prova").await;
            stage.says(".verdict h3", "Salvare senza una prova riuscita?").await;
            stage.press("Annulla").await;
            stage.verdict(id).await;
        }
    }
}
