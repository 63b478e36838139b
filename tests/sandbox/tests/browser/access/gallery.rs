//! The gallery on a stage: every state at once, with the clock in the test's hand.

use crate::stage::{Stage, on_stage, root, usual};
use serde_json::{Map, Value, json};
use std::{
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};

/// How long all of them may take together.
const PATIENCE: Duration = Duration::from_secs(40);

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

/// Every state, by group, with the words of its card's title.
const STATES: &str = include_str!("../../../../data/gallery.json");
/// The states that only time ends, or brings about.
const WAITING: [&str; 6] = ["loading_stored", "trying", "cancelled", "timed_out", "saving", "removing"];

/// Is that element in its state? `told` says each one's verdict and title.
const IN_ITS_STATE: &str = "(host) => {
    const [state, root] = [host.closest('article').id, host.shadowRoot];
    const group = host.closest('section').querySelector('h2').textContent;
    const [is, has] = [(name) => host.matches(`:state(${name})`), (selector) => !!root.querySelector(selector)];
    if (state === 'loading') return is('loading') && has('.first');
    if (state === 'failed') return is('failed') && has('[role=alert] button');
    if (!has('.ladder')) return false;
    if (waiting.includes(state)) return state === 'loading_stored' || has('.verdict.wait');
    const sought = {
        stored: '.stored code', stored_without_credit: '.stored .unwell', read_only: '.stored code', stored_failed: '.stored.failed',
        base_refused: '.verdict > .tech', shown: '#key[type=text]', swapped: '.repairs', held: '.held',
        ready_without_endpoint: '#save-reason', ready_read_only: '#save-reason',
    }[state];
    if (sought && !has(sought)) return false;
    const {verdict, title} = told[state];
    if (['Ready', 'Attention', 'Refused', 'Unknown'].includes(group)) {
        if (!is(group.toLowerCase()) || root.querySelector('.details dd')?.textContent !== verdict) return false;
    }
    // Longer texts are told by a letter that no title has.
    const plain = (text) => text.replaceAll('ö', '').trim();
    return plain(root.querySelector('#verdict-title').textContent).startsWith(plain(title));
}";

/// Opens the gallery with every state, each as it stays.
pub async fn open(stage: &Stage, query: &str) {
    let url = stage.sandbox.url(&format!("/gallery?eager&{query}"));
    stage.before_the_page(CLOCK).await;
    stage.driver.goto(url).await.unwrap();
    settled(stage).await;
}

/// Waits until every element has come to its state, in Italian.
pub async fn settled(stage: &Stage) {
    let look = format!(
        "{} const isThere = {IN_ITS_STATE};
         const all = [...document.querySelectorAll('passweb-ai-key')];
         return all.length ? all.filter((host) => !isThere(host)).map((host) => host.closest('article').id) : ['any']",
        tables()
    );
    let begun = Instant::now();
    loop {
        let missing = stage.script(&look).await;
        if missing == json!([]) {
            break;
        }
        assert!(begun.elapsed() < PATIENCE, "these never came to their state: {missing}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let witnessed = stage.witnessed().await;
    assert!(witnessed.iter().all(|one| one.contains("-mock/csp_blocked/")), "only one state blocks: {witnessed:?}");
}

/// The tables that `IN_ITS_STATE` needs: a title is told up to its first placeholder, and has no full stop.
fn tables() -> String {
    let groups: Map<String, Value> = serde_json::from_str(STATES).unwrap();
    let words = words("it");
    let told: Map<String, Value> = (groups.values().flat_map(|group| group.as_object().unwrap()))
        .filter_map(|(state, word)| {
            let word = word.as_str()?;
            let verdict = word.strip_prefix("verdict.").and_then(|rest| rest.strip_suffix(".title"));
            let title = words[word].as_str()?.split('{').next()?.trim_end_matches('.');
            Some((state.clone(), json!({"verdict": verdict, "title": title})))
        })
        .collect();
    format!("const [waiting, told] = [{}, {}];", json!(WAITING), json!(told))
}

/// The words of a language, by id.
fn words(lang: &str) -> Map<String, Value> {
    let file = root().join("static/words").join(format!("{lang}.json"));
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
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
    // The words come after the frame's `lang`: the guide's last title is told by the panel and, where it failed, by the
    // stage. An element that is on its way has none.
    let title = words(lang)["guide.watch.title"].clone();
    let spoken = format!(
        "return [...document.querySelectorAll('passweb-ai-key')].every(({{shadowRoot}}) =>
             ([...shadowRoot.querySelectorAll('.step-title')].at(-1)?.textContent ?? {title}) === {title})"
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

/// Sentences that no state acted out on this machine can show, and why.
const UNSEEN: [(&str, &str); 3] = [
    ("panel.copied", "only after a press, where the browser lets the page write to the clipboard"),
    ("panel.insecure.title", "only on a page that came over http from elsewhere"),
    ("panel.insecure.text", "only on a page that came over http from elsewhere"),
];

/// Gathers every text of every element, what is drawn by no eye included.
const TEXTS: &str = "const parts = [];
    const walk = (node) => {
        if (node.nodeType === Node.TEXT_NODE) parts.push(node.data);
        for (const {value} of node.attributes ?? []) parts.push(value);
        for (const child of node.childNodes) walk(child);
        if (node.localName === 'p' || node.localName === 'h3') parts.push(node.textContent);
    };
    for (const {shadowRoot} of document.querySelectorAll('passweb-ai-key')) walk(shadowRoot);
    return parts.join('\\n')";

#[test]
fn every_sentence_of_the_panel_is_seen_in_some_state_of_the_gallery() {
    on_stage(usual(), async |stage| {
        open(&stage, "lang=it").await;
        let mut seen = String::new();
        for (milliseconds, state, shows) in [
            (0, "empty", "Incollare"),
            (2_000, "cancelled", "annullata"),
            (4_000, "trying", "più del solito"),
            (15_000, "timed_out", "15 secondi"),
        ] {
            elapse(&stage, milliseconds).await;
            let shown = format!(
                "return document.querySelector('#{state} passweb-ai-key').shadowRoot.querySelector('.verdict').innerText.includes('{shows}')"
            );
            stage.until(&format!("{state} shows {shows}"), &shown).await;
            seen += stage.script(TEXTS).await.as_str().unwrap();
        }
        let words = words("it");
        let ours = |id: &str| ["panel.", "module.", "verdict.", "rung."].iter().any(|room| id.starts_with(room));
        // A title stands without its full stop.
        let is_seen =
            |text: &str| text.split(['{', '}']).step_by(2).all(|part| seen.contains(part.trim().trim_end_matches('.')));
        let unseen: Vec<&str> = (words.iter().filter(|(id, _)| ours(id)))
            .filter(|(_, text)| !is_seen(text.as_str().unwrap()))
            .map(|(id, _)| id.as_str())
            .collect();
        assert_eq!(unseen, UNSEEN.map(|(id, _)| id), "these sentences are in no state, or those are in one");
        stage.witnessed().await;
        stage
    });
}
