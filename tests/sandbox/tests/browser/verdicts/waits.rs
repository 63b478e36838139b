//! Waiting: when what is said and offered, and which answers still count.

use crate::stage::{Stage, on_stage, usual};
use sandbox::keys::key_for;
use serde_json::{Value, json};

/// Notes the milliseconds between the paste, before the element hears of it, and each text's first appearance.
const CLOCK: &str = "window.seen = {};
    let begun;
    addEventListener('paste', () => { begun = performance.now(); }, true);
    const look = () => {
        const text = root.querySelector('.verdict').innerText;
        for (const part of ['Annulla', 'più del solito', 'funziona', 'Tempo scaduto'])
            if (text.includes(part)) seen[part] ??= performance.now() - begun;
    };
    new MutationObserver(look).observe(root, { subtree: true, childList: true, characterData: true });";

async fn seen(stage: &Stage, text: &str) -> f64 {
    let seen = stage.script("return window.seen").await;
    seen[text].as_f64().unwrap_or_else(|| panic!("{text} was never seen: {seen}"))
}

/// Never early, but for the clock's grain. How late it is says more of the machine than of the widget.
fn is_due(measured: f64, due: f64) -> bool {
    measured >= due - 5.0
}

#[test]
fn a_slow_answer_can_be_cancelled_after_two_seconds_and_is_called_slow_after_four() {
    on_stage(usual(), async |stage| {
        let key = key_for("slow");
        stage.visit().await;
        stage.script(CLOCK).await;
        stage.paste(&key).await;
        stage.says(".verdict h3", "Prova in corso").await;
        // What passes by is noted by the page: two seconds may be over before a busy driver looks.
        stage.until("it was called slow", "return 'più del solito' in seen").await;
        stage.snap("wait-slow").await;
        stage.verdict("ready").await;
        let (cancel, slow) = (seen(&stage, "Annulla").await, seen(&stage, "più del solito").await);
        assert!(is_due(cancel, 2_000.0) && is_due(slow, 4_000.0), "{cancel} {slow}");
        assert!(seen(&stage, "funziona").await > 5_995.0, "the scenario is as slow as it says");
        assert_eq!(stage.sandbox.openai_requests().len(), 2);
        stage
    });
}

#[test]
fn a_cancelled_try_ends_and_the_key_stays() {
    on_stage(usual(), async |stage| {
        let key = key_for("hang");
        stage.visit().await;
        stage.paste(&key).await;
        stage.says(".verdict", "Annulla").await;
        stage.press("Annulla").await;
        stage.says(".verdict h3", "Prova annullata").await;
        stage.snap("wait-cancelled").await;
        assert_eq!(stage.value().await, key);
        assert_eq!(stage.ladder().await, "good none none none none none");

        // Nothing waits for the cancelled one: another key is judged at once, and once.
        stage.paste(&key_for("invalid")).await;
        stage.verdict("invalid_key").await;
        assert_eq!(stage.script("return checked.map((told) => told.verdict)").await, json!(["invalid_key"]));
        stage
    });
}

#[test]
fn leaving_the_page_ends_the_try_and_coming_back_finds_the_key() {
    on_stage(usual(), async |stage| {
        let key = key_for("hang");
        stage.visit().await;
        stage.paste(&key).await;
        stage.says(".verdict h3", "Prova in corso").await;
        stage.script("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))").await;
        stage.says(".verdict h3", "Prova annullata").await;
        stage.script("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))").await;
        assert_eq!(stage.value().await, key);
        stage
    });
}

#[test]
fn a_try_whose_answers_only_drip_ends_after_fifteen_seconds() {
    on_stage(usual(), async |stage| {
        let key = key_for("drip");
        stage.visit().await;
        stage.script(CLOCK).await;
        stage.paste(&key).await;
        stage.verdict("timed_out").await;
        let end = seen(&stage, "Tempo scaduto").await;
        assert!(is_due(end, 15_000.0), "{end}");
        assert_eq!(stage.value().await, key);
        assert_eq!(stage.sandbox.openai_requests().len(), 2);
        stage
    });
}

/// A page whose `fetch` knows no abort and lets answers through when the test says so: the worst that a page's own
/// wrapper does.
const HELD_FETCH: &str = "const real = window.fetch;
    window.gates = [];
    window.arrived = 0;
    window.fetch = async (request) => {
        const { signal } = new AbortController();
        const answer = await real(new Request(request, { signal }));
        if (String(answer.url).includes('api.openai.com')) {
            if (window.hold) await new Promise((open) => gates.push(open));
            arrived += 1;
        }
        return answer;
    };";

#[test]
fn late_answers_of_the_first_key_do_not_judge_the_second() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stage.script(HELD_FETCH).await;
        stage.script("window.hold = true").await;
        stage.paste(&key_for("invalid")).await;
        stage.until("both answers are held", "return gates.length === 2").await;
        stage.says(".verdict h3", "Prova in corso").await;

        stage.script("window.hold = false").await;
        stage.paste(&key_for("good")).await;
        stage.verdict("ready").await;
        stage.script("for (const open of gates.splice(0)) open()").await;
        stage.until("the late answers are in", "return arrived === 4").await;
        // They are read in the turns after their arrival, well before a verdict that is begun now.
        let before = verdicts(&stage).await;
        assert_eq!(before, json!(["ready"]));
        stage.press("Svuota").await;
        stage.paste(&key_for("no-credit")).await;
        stage.verdict("no_credit").await;
        assert_eq!(verdicts(&stage).await, json!(["ready", "no_credit"]), "the late ones judged nothing");

        // The gates work: what is let through while it is waited for does judge.
        stage.script("window.hold = true").await;
        stage.paste(&key_for("invalid")).await;
        stage.until("both answers are held", "return gates.length === 2").await;
        stage.script("for (const open of gates.splice(0)) open()").await;
        stage.verdict("invalid_key").await;
        stage
    });
}

#[test]
fn a_second_try_drops_the_first() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stage.script(HELD_FETCH).await;
        stage.script("window.hold = true").await;
        stage.paste(&key_for("good")).await;
        stage.until("both answers are held", "return gates.length === 2").await;
        stage.script("window.hold = false; host.check()").await;
        stage.verdict("ready").await;
        stage.script("for (const open of gates.splice(0)) open()").await;
        stage.until("the late answers are in", "return arrived === 4").await;
        assert_eq!(verdicts(&stage).await, json!(["ready"]));
        assert_eq!(stage.sandbox.openai_requests().len(), 4);
        stage
    });
}

#[test]
fn a_changed_field_drops_the_verdict_and_the_running_try() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stage.paste(&key_for("invalid")).await;
        stage.verdict("invalid_key").await;
        stage.focus().await;
        stage.type_keys("x").await;
        stage.until("the verdict is gone", "return !root.querySelector('.details')").await;
        assert!(!stage.text(".verdict").await.contains("non valida"));

        stage.paste(&key_for("hang")).await;
        stage.says(".verdict h3", "Prova in corso").await;
        stage.focus().await;
        stage.type_keys("x").await;
        stage.until("no try is running", "return !root.querySelector('.verdict.wait')").await;
        assert_eq!(verdicts(&stage).await, json!(["invalid_key"]));
        stage
    });
}

async fn verdicts(stage: &Stage) -> Value {
    stage.script("return checked.map((told) => told.verdict)").await
}
