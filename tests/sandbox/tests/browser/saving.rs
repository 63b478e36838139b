//! Saving and removing, while the endpoint, the network, the session or the page do their worst.

mod dying;
mod faults;
mod leaving;
mod matrix;
mod presses;
mod sessions;
mod tabs;

use crate::stage::Stage;
use sandbox::{
    EndpointFault,
    keys::{key_for, letters},
    passweb::{On, What},
};
use std::collections::BTreeSet;

/// The page's clock in the test's hands: what waits fifteen seconds waits until the test lets it go.
const CLOCK: &str = "window.due = new Map();
    const [set, clear] = [window.setTimeout, window.clearTimeout];
    let next = -1;
    window.setTimeout = (act, wait, ...rest) => !(wait >= 15000) ? set(act, wait, ...rest) : (due.set(next, act), next--);
    window.clearTimeout = (id) => due.delete(id) || clear(id);";

/// A key that was stored by somebody before.
fn old_key() -> String {
    key_for("stored-before")
}

/// As the widget shows it: `sk-…AbCd`.
fn shown(key: &str) -> String {
    format!("sk-…{}", &key[key.len() - 4..])
}

/// The widget's own requests: a browser repeats one whose line was reset, under the same `Idempotency-Key`.
fn sent(stage: &Stage, method: &str) -> usize {
    let requests = stage.sandbox.endpoint_requests(method);
    let keys: Vec<&str> = requests.iter().filter_map(|request| request.header("idempotency-key")).collect();
    assert_eq!(keys.len(), requests.len(), "every change carries one");
    keys.iter().collect::<BTreeSet<_>>().len()
}

/// What the endpoint's file holds.
fn stored(stage: &Stage) -> Option<String> {
    stage.sandbox.stored().and_then(|stored| stored.api_key)
}

fn fault(stage: &Stage, what: &What, on: On) {
    stage.sandbox.set_endpoint_fault(Some(EndpointFault::new(what.clone()).on(on)));
}

/// Stores the old key and has the page read it, as another tab would.
async fn stored_before(stage: &Stage) {
    // A first reading that were still under way might show it too, and leave the second one behind.
    stage.until("the state was read", "return !root.querySelector('.stored').innerText.includes('Lettura')").await;
    stage.sandbox.store(&old_key(), None, "ready").unwrap();
    told_by_another_tab(stage).await;
    stage.says(".stored", &shown(&old_key())).await;
}

/// What the widget in another tab says once it has changed the key.
async fn told_by_another_tab(stage: &Stage) {
    stage.script("new BroadcastChannel('passweb-ai-key').postMessage('')").await;
}

/// Waits until the endpoint has got a request of that method.
async fn arrived(stage: &Stage, method: &str) {
    stage.until_so(&format!("a {method}"), |sandbox| !sandbox.endpoint_requests(method).is_empty()).await;
}

/// Waits until the endpoint has carried out that many changes: a request is on record before.
async fn carried_out(stage: &Stage, changes: u64) {
    stage.until_so(&format!("{changes} changes"), |sandbox| sandbox.changes() == changes).await;
}

/// Fifteen seconds pass for the one call that waits.
async fn time_passes(stage: &Stage) {
    stage.until("one call waits", "return due.size === 1").await;
    stage.script("const acts = [...due.values()]; due.clear(); for (const act of acts) act()").await;
}

/// The question names the old key and says what stops; yes.
async fn removal_is_confirmed(stage: &Stage) {
    let question = format!("Rimuovere la chiave {}?", shown(&old_key()));
    stage.says(".verdict h3", &question).await;
    stage.says(".verdict", "Passweb AI smetterà").await;
    stage.press("Rimuovi la chiave").await;
}

/// A key that works, tried.
async fn tried(stage: &Stage) -> String {
    let key = key_for("good");
    stage.paste(&key).await;
    stage.verdict("ready").await;
    key
}

/// Text that stands for no key in particular.
fn word(name: &str) -> String {
    letters(name, 4, b"abcdefghijkmnopqrstuvwxyz")
}
