//! Attributes that point elsewhere, from the start or later: refused with words, and nothing is sent there.

use super::{memory::Line, pieces::Pieces, scans::bare, traces::no_request};
use crate::stage::{Stage, on_stage};
use sandbox::{keys::key_for, page::STRICT_CSP};
use serde_json::{Value, json};

const HOSTILE: &str = include_str!("../../../../data/hostile.json");
const OWN: &str = "/admin/ai/api-key";

fn hostile(stage: &Stage, name: &str) -> Vec<String> {
    let all: Value = serde_json::from_str(HOSTILE).unwrap();
    let origin = stage.sandbox.url("");
    let host = origin.trim_start_matches("http://");
    let fill = |text: &Value| text.as_str().unwrap().replace("{host}", host).replace("{origin}", &origin);
    all[name].as_array().unwrap().iter().map(fill).collect()
}

async fn set(stage: &Stage, name: &str, value: &str) {
    stage.script(&format!("host.setAttribute('{name}', {})", json!(value))).await;
}

/// Whom Chromium asks of its own accord, without a word of the page's (measured: the time, its updates, how fields are
/// filled).
const BROWSER_S_OWN: [&str; 2] = [".google.com", ".googleapis.com"];

/// Nothing went anywhere but to the page's own server and to OpenAI.
fn stayed(stage: &Stage) {
    let own = stage.sandbox.url("");
    let own = own.trim_start_matches("http://");
    let requests = stage.sandbox.requests();
    assert!(requests.iter().any(|request| request.host == own), "the record is on");
    for request in &requests {
        let host = request.host.as_str();
        let known = [own, "127.0.0.1", "api.openai.com"].contains(&host)
            || BROWSER_S_OWN.iter().any(|theirs| host.ends_with(theirs));
        assert!(known, "{} {host} {}", request.method, request.path);
    }
}

#[test]
fn c12_a_hostile_endpoint_is_refused_with_words_and_gets_nothing() {
    on_stage(bare(), async |stage| {
        let pieces = Pieces::of(&key_for("good"));
        let all = hostile(&stage, "endpoint");
        let page = sandbox::PageOptions { tray: false, ..Default::default() };
        stage.sandbox.set_page(page.clone().attribute("endpoint", Some(&all[0])));
        stage.visit().await;
        stage.says(".verdict", "appartiene a un altro sito").await;
        for address in &all {
            set(&stage, "endpoint", OWN).await;
            stage.says(".stored", "Nessuna chiave salvata").await;
            set(&stage, "endpoint", address).await;
            stage.says(".verdict", "appartiene a un altro sito").await;
        }
        stage.paste(&pieces.key).await;
        stage.says("#save-reason", "non dice dove salvare").await;
        for address in &all {
            set(&stage, "endpoint", address).await;
            stage.script("host.save()").await;
        }
        set(&stage, "endpoint", OWN).await;
        stage.says(".stored", "Nessuna chiave salvata").await;
        assert_eq!(stage.sandbox.endpoint_requests("POST").len(), 0);
        stayed(&stage);
        no_request(&stage.sandbox.requests(), &pieces);
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn c12_an_endpoint_that_changes_between_try_and_save_gets_no_key_without_a_new_try() {
    on_stage(bare(), async |stage| {
        let pieces = Pieces::of(&key_for("good"));
        for elsewhere in ["https://evil.example/key", "/admin/other"] {
            stage.sandbox.clear_requests();
            stage.visit().await;
            stage.paste(&pieces.key).await;
            stage.says(".verdict h3", "funziona").await;
            set(&stage, "endpoint", elsewhere).await;
            stage.until("the verdict is gone", "return !root.querySelector('.details')").await;
            stage.script("host.save()").await;
            set(&stage, "endpoint", OWN).await;
            stage.says(".verdict h3", "Chiave pronta per la prova").await;
            stage.script("host.save()").await;
            stage.says("#save-reason", "prova").await;
            let posts = stage.sandbox.requests().into_iter().filter(|request| {
                request.method == "POST" && !request.asks_openai() && pieces.in_text(&request.text()).is_some()
            });
            assert_eq!(posts.count(), 0, "{elsewhere}");
            // Tried again, it is saved: the record shows a POST.
            stage.press("Prova la chiave").await;
            stage.says(".verdict h3", "funziona").await;
            stage.press("Salva la chiave").await;
            stage.says(".verdict h3", "Chiave salvata").await;
            assert_eq!(stage.sandbox.endpoint_requests("POST").len(), 1);
            stayed(&stage);
        }
        stage
    });
}

#[test]
fn c12_a_hostile_base_is_not_asked_though_the_page_is_on_loopback() {
    on_stage(bare(), async |stage| {
        let key = key_for("good");
        let line = Line::open(&stage.driver).await;
        stage.visit().await;
        for (at, address) in hostile(&stage, "openai-base").iter().enumerate() {
            set(&stage, "openai-base", address).await;
            stage.says(".verdict", "openai-base è ignorato").await;
            stage.paste(&key).await;
            stage.until(&format!("{address}: tried"), &format!("return checked.length === {}", at + 1)).await;
            assert_eq!(stage.script("return checked.at(-1).verdict").await, "ready", "{address}");
            let asked = stage.sandbox.openai_requests();
            assert_eq!(asked.len(), 2 * (at + 1), "{address}");
            assert!(asked.iter().all(|request| request.host == "api.openai.com"), "{address}");
            stage.script("host.reset()").await;
        }
        stayed(&stage);
        let told = line.heard("Runtime.consoleAPICalled");
        assert!(
            told.iter().any(|told| told["args"][0]["value"] == "passweb-ai-key: openai-base is refused"),
            "{told:?}"
        );
        stage.sandbox.clear_requests();
        // OpenAI's own address is no other one, and one on loopback is asked: the attribute is read.
        for taken in ["https://api.openai.com/v1/", "/openai/v1"] {
            set(&stage, "openai-base", taken).await;
            stage.until("nothing is said", "return !root.querySelector('.verdict .tech')").await;
        }
        stage.paste(&key).await;
        stage.says(".verdict h3", "funziona").await;
        let asked = stage.sandbox.openai_requests();
        assert!(!asked.is_empty() && asked.iter().all(|request| request.path.starts_with("/openai/v1/")));
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn c12_a_base_element_that_points_elsewhere_has_no_influence() {
    let mut options = bare();
    options.page.csp = Some(STRICT_CSP.replace("base-uri 'none'", "base-uri https://evil.example"));
    on_stage(options, async |stage| {
        stage.visit().await;
        let base = "const base = document.createElement('base'); base.href = 'https://evil.example/'; document.head.prepend(base)";
        stage.script(base).await;
        assert_eq!(stage.script("return new URL('x', document.baseURI).host").await, "evil.example", "the base holds");
        set(&stage, "endpoint", "/admin/ai/./api-key").await;
        set(&stage, "lang", "en").await;
        set(&stage, "lang", "it").await;
        let key = key_for("good");
        stage.paste(&key).await;
        stage.says(".verdict h3", "funziona").await;
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        assert_eq!(stage.sandbox.stored().unwrap().api_key, Some(key));
        stayed(&stage);
        stage
    });
}
