//! How many requests a try makes.

use crate::stage::{Stage, on_stage, usual};
use sandbox::{Recorded, keys::key_for};

/// The scenario, the verdict, the hosts asked for a run, one after the other. The list is asked once, beside them.
const TRIES: &[(&str, &str, &[&str])] = &[
    ("good", "ready", &["api"]),
    ("invalid", "invalid_key", &["api"]),
    ("no-credit", "no_credit", &["api"]),
    ("server-error", "server_error", &["api"]),
    ("overloaded", "overloaded", &["api"]),
    ("rate-tpm-ms", "rate_limited", &["api"]),
    ("html", "gateway", &["api"]),
    ("no-cors", "network_or_cors", &["api"]),
    // One mend: the host, the parameter, the model.
    ("region-us", "ready", &["api", "us.api"]),
    ("max-tokens-refused-then-ok", "ready", &["api", "api"]),
    ("model-gone", "model_unavailable", &["api", "api"]),
    // Each once, never twice.
    ("region-round", "wrong_region_host", &["api", "us.api"]),
    ("region-forged", "wrong_region_host", &["api"]),
    ("param-stop", "bad_request", &["api"]),
    ("mends-all", "model_unavailable", &["api", "us.api", "us.api", "us.api"]),
    ("mends-endless", "model_unavailable", &["api", "us.api", "us.api", "us.api"]),
];

fn requests(stage: &Stage, key: &str) -> Vec<Recorded> {
    stage.sandbox.openai_requests().into_iter().filter(|request| request.bearer() == Some(key)).collect()
}

#[test]
fn a_try_is_two_requests_each_mend_one_more_and_never_more_than_five() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        for (scenario, verdict, _) in TRIES {
            stage.paste(&key_for(scenario)).await;
            stage.verdict(verdict).await;
            if *scenario == "rate-tpm-ms" {
                // The delay that OpenAI asked for ends, and nothing is tried by itself.
                stage
                    .until("Riprova waits no more", "return !root.querySelector('.verdict').innerText.includes('tra ')")
                    .await;
            }
        }
        // Counted at the end: what any of them had tried again by itself would be on record by now.
        for (scenario, _, hosts) in TRIES {
            let requests = requests(&stage, &key_for(scenario));
            let runs: Vec<&str> = requests
                .iter()
                .filter(|request| request.method == "POST")
                .map(|request| request.host.strip_suffix(".openai.com").unwrap())
                .collect();
            assert_eq!(runs, *hosts, "{scenario}");
            assert_eq!(requests.len(), 1 + hosts.len(), "{scenario}: one list beside the runs");
            assert!(requests.len() <= 5, "{scenario}");
            assert!(requests.iter().all(|request| request.host.ends_with("api.openai.com")), "{scenario}");
        }
        stage
    });
}

#[test]
fn a_region_that_works_is_said_and_its_address_saved() {
    on_stage(usual(), async |stage| {
        let key = key_for("region-us");
        stage.visit().await;
        stage.paste(&key).await;
        stage.verdict("ready").await;
        stage.says(".verdict", "us.api.openai.com").await;
        stage.snap("verdict-ready-region").await;
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        let stored = stage.sandbox.stored().unwrap();
        assert_eq!(stored.base_url.as_deref(), Some("https://us.api.openai.com/v1"));
        assert_eq!(stored.api_key, Some(key));
        stage
    });
}

#[test]
fn a_missing_model_is_named_and_so_is_every_other_fault() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stage.paste(&key_for("model-gone")).await;
        stage.verdict("model_unavailable").await;
        stage.says(".verdict", "gpt-4o").await;
        stage.snap("verdict-model_unavailable-named").await;

        stage.paste(&key_for("model-gone-no-credit")).await;
        stage.verdict("no_credit").await;
        for said in ["Manca il credito", "Inoltre: Modello non disponibile", "gpt-4o"] {
            stage.says(".verdict", said).await;
        }
        assert_eq!(stage.ladder().await, "good good good good bad bad");
        stage.snap("verdict-no_credit-model").await;
        stage
    });
}

/// Whatever befalls the answers on their way, the key is not blamed.
#[test]
fn no_weather_makes_a_key_wrong() {
    const WEATHER: [(&str, &str); 8] = [
        ("reset", "network_or_cors"),
        ("no-cors", "network_or_cors"),
        ("redirect", "network_or_cors"),
        ("cut-line", "network_or_cors"),
        ("cut-json", "gateway"),
        ("html", "gateway"),
        ("portal", "gateway"),
        ("huge", "ready"),
    ];
    on_stage(usual(), async |stage| {
        stage.visit().await;
        for (scenario, verdict) in WEATHER {
            stage.script("checked.length = 0").await;
            stage.paste(&key_for(scenario)).await;
            stage.until(&format!("{scenario} is judged"), "return checked.length === 1").await;
            let told = stage.script("return checked[0]").await;
            assert_eq!(told["verdict"], verdict, "{scenario}");
            assert_ne!(told["severity"], "refused", "{scenario}");
        }
        stage
    });
}

#[test]
fn another_try_is_made_by_hand_and_is_two_requests_again() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stage.paste(&key_for("server-error")).await;
        stage.verdict("server_error").await;
        assert_eq!(stage.sandbox.openai_requests().len(), 2);
        stage.press("Riprova").await;
        stage.until("it is tried again", "return checked.length === 2").await;
        assert_eq!(stage.sandbox.openai_requests().len(), 4);
        stage
            .until("the failed rung has the focus", "return root.activeElement?.matches('.ladder .bad') ?? false")
            .await;
        stage
    });
}

#[test]
fn a_named_delay_is_counted_down_beside_the_button() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stage.paste(&key_for("rate-limited")).await;
        stage.verdict("rate_limited").await;
        let left = "const left = Number(/tra (\\d+) s/.exec(root.querySelector('.verdict .actions').innerText)?.[1]);";
        stage.until("it counts down from 20", &format!("{left} return left > 0 && left < 20")).await;
        stage.snap("verdict-rate_limited-delay").await;
        stage
    });
}

#[test]
fn a_bare_429_is_not_sure_and_saved_only_after_a_question() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        for scenario in ["rate-limited-bare", "rate-limited-string"] {
            stage.paste(&key_for(scenario)).await;
            stage.verdict("rate_limited").await;
            stage.press("Salva senza prova").await;
            stage.says(".verdict h3", "Salvare senza una prova riuscita?").await;
            stage.press("Annulla").await;
            stage.snap("verdict-rate_limited-bare").await;
        }
        stage
    });
}
