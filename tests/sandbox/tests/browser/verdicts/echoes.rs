//! What others wrote, and the key, stay out of the page and of the copied diagnostics.

use crate::stage::{Stage, on_stage, usual};
use sandbox::{
    PageOptions,
    corpus::{ANSWERS, Row},
    keys::key_for,
    page::STRICT_CSP,
};
use serde_json::{Value, json};

/// What stands between a key's random halves; in parts, for secret scanners' sake.
const MARKER: &str = concat!("T3Blbk", "FJ");
const PIECE: usize = 8;
const WINDOW: usize = 20;

/// Every piece of a key that would be a leak: eight characters that lie in one of its random halves.
fn pieces(key: &str) -> Vec<&str> {
    let random = &key[key.find("proj-").map_or(3, |at| at + 5)..];
    let halves: Vec<&str> = random.split(MARKER).collect();
    assert_eq!(halves.len(), 2);
    halves.iter().flat_map(|half| (0..=half.len() - PIECE).map(|at| &half[at..at + PIECE])).collect()
}

fn leaks(text: &str, key: &str) -> bool {
    pieces(key).iter().any(|piece| text.contains(piece))
}

/// Copies the diagnostics and gives what is on the clipboard, by pasting it elsewhere on the page.
async fn copied(stage: &Stage) -> String {
    stage.script("root.querySelector('.details').open = true").await;
    stage.press("Copia la diagnostica").await;
    stage.says(".details", "Diagnostica copiata").await;
    stage.pasted_elsewhere().await
}

#[test]
fn the_copied_diagnostics_say_what_support_asks_for_and_nothing_of_the_key() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        let told = [
            (
                "no-credit",
                "no_credit",
                &["runs: failed", "status: 429", "code: credit_balance_exhausted", "model: gpt-4o"][..],
            ),
            ("invalid", "invalid_key", &["accepted: failed", "status: 401", "code: invalid_api_key"][..]),
            ("region-us", "ready", &["runs: passed", "status: 200", "base: https://us.api.openai.com/v1"][..]),
            ("no-cors", "network_or_cors", &["reachable: failed"][..]),
        ];
        for (scenario, verdict, parts) in told {
            let key = key_for(scenario);
            stage.paste(&key).await;
            stage.verdict(verdict).await;
            let text = copied(&stage).await;
            for part in parts.iter().copied().chain(["shape: passed", env!("CARGO_PKG_VERSION"), "Chrome/"]) {
                assert!(text.contains(part), "{scenario}: {part} in\n{text}");
            }
            assert!(text.starts_with(&format!("verdict: {verdict}\n")), "{text}");
            assert_eq!(text.contains("request: req_"), scenario != "no-cors", "{scenario}: {text}");
            assert!(!leaks(&text, &key), "{scenario}: a piece of the key in\n{text}");
            assert!(!text.contains("platform.openai.com"), "{scenario}: a sentence of OpenAI's in\n{text}");

            // The scan works: it finds the key where it is.
            stage.copy(&key).await;
            assert!(leaks(&stage.pasted_elsewhere().await, &key));
        }
        stage
    });
}

#[test]
fn c12_an_id_that_repeats_a_piece_of_the_key_reaches_neither_the_event_nor_the_diagnostics() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        for (scenario, kept) in [("good", true), ("echoed-id", false)] {
            let key = key_for(scenario);
            stage.paste(&key).await;
            stage.verdict("ready").await;
            let id = stage.script("return checked.at(-1).requestId").await;
            assert_eq!(id.is_string(), kept, "{scenario}: {id}");
            let text = copied(&stage).await;
            assert_eq!(text.contains("request: req_"), kept, "{scenario}: {text}");
            let small = |piece: &&str| text.contains(&piece.to_ascii_lowercase());
            assert!(!leaks(&text, &key) && !pieces(&key).iter().any(small), "{scenario}: {text}");
        }
        stage
    });
}

#[test]
fn a_policy_that_leaves_openai_out_is_told_with_the_line_to_add() {
    let csp = STRICT_CSP.replace("https://api.openai.com https://*.api.openai.com", "https://shop.example");
    assert_ne!(csp, STRICT_CSP);
    let page = PageOptions { csp: Some(csp), ..PageOptions::default() };
    on_stage(sandbox::Options { page, ..usual() }, async |stage| {
        stage.visit().await;
        stage.paste(&key_for("good")).await;
        stage.verdict("csp_blocked").await;
        let line = "connect-src 'self' https://api.openai.com https://*.api.openai.com";
        stage.script("root.querySelector('.details').open = true").await;
        stage.says(".details", line).await;
        stage.snap("verdict-csp_blocked-details").await;
        assert_eq!(stage.sandbox.openai_requests().len(), 0);
        let text = copied(&stage).await;
        assert!(text.contains(line), "the line is ready to copy: {text}");
        let seen = stage.witnessed().await;
        assert_eq!(seen.len(), 2, "the policy refused both requests: {seen:?}");

        // That very line lets them through.
        let cured = STRICT_CSP.split(';').map(str::trim);
        let cured: Vec<&str> = cured.map(|part| if part.starts_with("connect-src") { line } else { part }).collect();
        let page = PageOptions { csp: Some(cured.join("; ")), ..PageOptions::default() };
        stage.sandbox.set_page(page);
        stage.visit().await;
        stage.paste(&key_for("good")).await;
        stage.verdict("ready").await;
        stage
    });
}

/// All text of the page and of the element: text nodes, attributes, values of fields.
const EVERYTHING: &str = "const parts = [document.title];
    const walk = (node) => {
        if (node.nodeType === Node.TEXT_NODE) parts.push(node.data);
        for (const { value } of node.attributes ?? []) parts.push(value);
        if (node.shadowRoot) walk(node.shadowRoot);
        for (const child of node.childNodes) walk(child);
    };
    walk(document.documentElement);
    return parts.join('\\n')";

async fn whole_page(stage: &Stage) -> String {
    plain(stage.script(EVERYTHING).await.as_str().unwrap())
}

/// Small letters, single spaces.
fn plain(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What OpenAI, or a gateway, wrote for people in that row.
fn message(row: &Row) -> String {
    let text = match serde_json::from_str::<Value>(&row.body) {
        Ok(body) => [&body["error"]["message"], &body["error"], &body["message"]]
            .into_iter()
            .find_map(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        Err(_) => row.body.clone(),
    };
    // OpenAI's addresses are on the page as links of its own.
    plain(&text.split_whitespace().filter(|word| !word.contains("://")).collect::<Vec<_>>().join(" "))
}

/// Windows all along the message; none where it is too short to be told from other text.
fn windows(message: &str) -> Vec<String> {
    let letters: Vec<char> = message.chars().collect();
    letters.windows(WINDOW).step_by(5).map(|window| window.iter().collect()).collect()
}

/// The verdict's id for the row's label.
fn expected(row: &Row) -> &str {
    match row.expected.as_str() {
        // The list comes back, only the run does not.
        "network_or_cors" => "blocked_answer",
        // A model ran, but none of the module's is in the list.
        "ok" if row.id == "ok-models-empty" => "model_unavailable",
        "ok" => "ready",
        "gateway_html" | "gateway_text" => "gateway",
        label => label,
    }
}

/// A page that watches a stricter policy without enforcing it.
#[test]
fn a_policy_that_is_only_reported_is_not_blamed() {
    on_stage(usual(), async |stage| {
        for (disposition, verdict) in [("enforce", "csp_blocked"), ("report", "network_or_cors")] {
            stage.visit().await;
            let told = json!({
                "effectiveDirective": "connect-src",
                "violatedDirective": "connect-src",
                "blockedURI": "https://api.openai.com/v1/models",
                "disposition": disposition,
            });
            // As the browser does: with the request, before its answer.
            let script = format!(
                "const real = window.fetch;
                 window.fetch = (request) => {{
                     if (request.url?.includes('openai'))
                         document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation',
                             {{ ...{told}, blockedURI: request.url }}));
                     return real(request);
                 }}"
            );
            stage.script(&script).await;
            stage.paste(&key_for("no-cors")).await;
            stage.verdict(verdict).await;
            assert_eq!(stage.witnessed().await.len(), 2, "the page told both requests");
        }
        stage
    });
}

#[test]
fn no_sentence_of_openais_reaches_the_page() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        let mut scanned = 0;
        for (at, row) in ANSWERS.iter().enumerate() {
            stage.paste(&key_for(&row.id)).await;
            stage.until(&format!("{} is judged", row.id), &format!("return checked.length === {}", at + 1)).await;
            stage.until("and shown", "return !!root.querySelector('.details dd')").await;
            let verdict = stage.script("return checked.at(-1).verdict").await;
            assert_eq!(verdict, expected(row), "{}", row.id);
            let page = whole_page(&stage).await;
            for window in windows(&message(row)) {
                assert!(!page.contains(&window), "{}: {window}", row.id);
                scanned += 1;
            }
        }
        assert!(scanned > 500, "{scanned} windows");

        // The scan works: a sentence is found as text in the element, and as an attribute.
        let row = ANSWERS.iter().find(|row| row.id == "no-credit-2026-repr").unwrap();
        let said = message(row);
        let window = windows(&said).pop().unwrap();
        for put in ["root.querySelector('.verdict').append(said)", "root.querySelector('#key').title = said"] {
            assert!(!whole_page(&stage).await.contains(&window));
            stage.script(&format!("const said = {}; {put}", serde_json::json!(said))).await;
            assert!(whole_page(&stage).await.contains(&window), "{put}");
            stage.visit().await;
        }
        stage
    });
}
