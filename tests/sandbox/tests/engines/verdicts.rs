//! What is said of a key, and what it opens.

use crate::{saving::engine_picture, stage::Stage};
use sandbox::{PageOptions, keys::key_for, page::STRICT_CSP};
use serde_json::json;

pub async fn a_wrong_key_is_refused_and_the_reason_stands_beside_the_button(stage: &Stage) {
    stage.visit().await;
    stage.paste(&key_for("invalid")).await;
    stage.verdict("invalid_key").await;
    stage.says(".verdict h3", "non valida").await;
    assert_eq!(stage.script("return root.querySelector('.save').disabled").await, json!(true));
    stage.says("#save-reason", "Non si può salvare").await;
    assert_eq!(stage.sandbox.endpoint_requests("POST").len(), 0);
    engine_picture(stage, "refused").await;
}

pub async fn a_verdict_opens_the_step_that_cures_it_and_a_step_opens_by_hand(stage: &Stage) {
    let open = |step: u32| format!("return Number(root.querySelector('.open .number')?.textContent ?? 0) === {step}");
    stage.visit().await;
    stage.until("before anything is known no step is open", &open(0)).await;
    stage.paste(&key_for("no-credit")).await;
    stage.verdict("no_credit").await;
    stage.until("step 3 is open", &open(3)).await;
    stage.paste(&key_for("missing-scope")).await;
    stage.verdict("missing_scope").await;
    stage.until("step 5 is open", &open(5)).await;
    stage.click("root.querySelector('.step:nth-child(8) .step-head')", "the head of step 8").await;
    stage.until("step 8 is open", &open(8)).await;
}

pub async fn a_policy_that_leaves_openai_out_is_named(stage: &Stage) {
    let csp = STRICT_CSP.replace(" https://api.openai.com https://*.api.openai.com", "");
    assert_ne!(csp, STRICT_CSP);
    stage.sandbox.set_page(PageOptions { csp: Some(csp), ..PageOptions::default() });
    stage.visit().await;
    stage.paste(&key_for("good")).await;
    stage.verdict("csp_blocked").await;
    assert_eq!(stage.sandbox.openai_requests().len(), 0);
    let seen = stage.witnessed().await;
    assert!(
        seen.len() == 2 && seen.iter().all(|told| told.starts_with("connect-src https://api.openai.com")),
        "{seen:?}"
    );
}

pub async fn a_slow_answer_can_be_cancelled_and_the_key_stays(stage: &Stage) {
    let key = key_for("hang");
    stage.visit().await;
    stage.paste(&key).await;
    stage
        .until(
            "it can be cancelled",
            "return [...root.querySelectorAll('button')].some((one) => one.innerText.trim() === 'Annulla')",
        )
        .await;
    stage.press("Annulla").await;
    stage.says(".verdict h3", "Prova annullata").await;
    assert_eq!(stage.value().await, key);
}

pub async fn a_dark_page_has_a_dark_panel(stage: &Stage) {
    stage.visit().await;
    stage.until("the page is dark", "return matchMedia('(prefers-color-scheme: dark)').matches").await;
    stage.paste(&key_for("no-credit")).await;
    stage.verdict("no_credit").await;
    // The lightness of a colour: the mean of its channels.
    let light =
        "const light = (colour) => { const [r, g, b] = colour.match(/[\\d.]+/g).map(Number); return (r + g + b) / 3; };
            const style = getComputedStyle(root.querySelector('.verdict h3'));
            return [light(style.color), light(getComputedStyle(document.body).backgroundColor)]";
    let light = stage.script(light).await;
    let (text, page) = (light[0].as_f64().unwrap(), light[1].as_f64().unwrap());
    assert!(text > 170.0 && page < 80.0, "light text on a dark page: {text} on {page}");
    engine_picture(stage, "dark").await;
}
