//! The gallery on a stage: every state at once, with the clock in the test's hand.

use crate::stage::{Stage, root};
use serde_json::json;
use std::{fs, path::PathBuf};

/// Long waits begin when the test says so. A timer below two seconds is left alone.
const CLOCK: &str = "{
    const [real, clear] = [setTimeout, clearTimeout];
    let held = [];
    let count = 0;
    window.setTimeout = (call, after, ...rest) => {
        if (!(after >= 2000)) return real(call, after, ...rest);
        held.push({id: count -= 1, call, after, rest});
        return count;
    };
    window.clearTimeout = (id) => id < 0 ? held = held.filter((one) => one.id !== id) : clear(id);
    window.elapse = (until) => {
        const due = held.filter(({after}) => after <= until);
        held = held.filter(({after}) => after > until);
        for (const {call, rest} of due) call(...rest);
        return due.length;
    };
}";

/// The states that only time ends.
const WAITING: [&str; 5] = ["loading_stored", "trying", "timed_out", "saving", "removing"];

/// Opens the gallery with every state, each as it stays.
pub async fn open(stage: &Stage, query: &str) {
    let url = stage.sandbox.url(&format!("/gallery?eager&{query}"));
    stage.cdp("Page.addScriptToEvaluateOnNewDocument", json!({"source": CLOCK})).await;
    stage.driver.goto(url).await.unwrap();
    settled(stage).await;
}

/// Waits until every element has come to its state.
pub async fn settled(stage: &Stage) {
    let condition = format!(
        "const all = [...document.querySelectorAll('passweb-ai-key')];
         return all.length > 0 && all.every((host) => {{
             const [state, root] = [host.getAttribute('mock'), host.shadowRoot];
             if (!root.querySelector('.ladder')) return false;
             if ({waiting}.includes(state)) return state === 'loading_stored' || !!root.querySelector('.verdict.wait');
             if (root.querySelector('.verdict.wait')) return false;
             const group = host.closest('section').querySelector('h2').textContent;
             if (group === 'Saving') return !root.querySelector('.details');
             if (state.includes('removal')) return !!root.querySelector('.danger');
             if (state === 'removed') return !root.querySelector('.stored code, .danger');
             if (state.startsWith('stored') || state === 'read_only') return !!root.querySelector('.stored code');
             return !['Ready', 'Attention', 'Refused', 'Unknown'].includes(group)
                 || root.querySelector('.details dd')?.textContent === state;
         }})",
        waiting = json!(WAITING)
    );
    stage.until("every state is acted out", &condition).await;
    let witnessed = stage.witnessed().await;
    assert!(witnessed.iter().all(|one| one.contains("-mock/csp_blocked/")), "only one state blocks: {witnessed:?}");
}

/// Lets so many milliseconds go by for the waits that were begun.
pub async fn elapse(stage: &Stage, milliseconds: u32) {
    stage.script(&format!("elapse({milliseconds})")).await;
}

/// Shows the gallery another way: no page is loaded anew.
pub async fn dress(stage: &Stage, theme: &str, lang: &str) {
    stage
        .script(&format!(
            "const form = document.querySelector('form');
             form.elements.theme.value = {}; form.elements.lang.value = {};
             form.dispatchEvent(new Event('change'))",
            json!(theme),
            json!(lang)
        ))
        .await;
    let spoken = format!(
        "return [...document.querySelectorAll('passweb-ai-key')].every((one) => one.shadowRoot.querySelector('.frame').lang === {})",
        json!(lang)
    );
    stage.until("the language is spoken", &spoken).await;
}

/// A package of `tests/node`, installed by `cargo verify`.
pub fn package(path: &str) -> PathBuf {
    let file = root().join("target").join("node_modules").join(path);
    assert!(file.exists(), "{} is missing: `cargo run -p sandbox -- packages` installs it", file.display());
    file
}

/// The source of axe-core, ready to be run in the page.
pub fn axe() -> String {
    fs::read_to_string(package("axe-core/axe.min.js")).unwrap()
}

/// Where the reviewed texts of these tests are.
pub fn reviewed(name: &str) -> PathBuf {
    root().join("tests/sandbox/tests/browser/access/transcripts").join(name)
}
