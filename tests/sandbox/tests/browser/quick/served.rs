//! A first paint that came with the page: the element takes it over as it is.

use super::{SCRIPT, built, files, goto, mounted, with_page};
use crate::stage::{Stage, on_stage};
use sandbox::{Options, keys::key_for};
use serde_json::json;
use std::collections::BTreeSet;

fn element(frame: &str) -> String {
    format!(r#"<passweb-ai-key endpoint="/admin/ai/api-key" models="gpt-4o" lang="it">{frame}</passweb-ai-key>"#)
}

/// The page as it stands before its script has come: `start` runs that.
fn waiting(frame: &str) -> Options {
    with_page("waiting", "", &element(frame))
}

async fn start(stage: &Stage) {
    stage.script("return import('/ai-key/passweb-ai-key.js').then(() => {})").await;
}

#[test]
fn what_was_typed_before_the_script_came_is_kept_and_read_and_waits() {
    on_stage(waiting(&built("it.html")), async |stage| {
        goto(&stage, "waiting").await;
        assert_eq!(stage.script("return customElements.get('passweb-ai-key') ?? null").await, json!(null));
        let key = key_for("good");
        stage.focus().await;
        stage.type_keys(&key).await;
        stage.script("window.field = root.querySelector('#key'); field.setSelectionRange(3, 7)").await;
        start(&stage).await;
        mounted(&stage).await;
        let same = "return [root.querySelector('#key') === field, root.activeElement === field, field.selectionStart, field.selectionEnd]";
        assert_eq!(stage.script(same).await, json!([true, true, 3, 7]), "the field never moves");
        assert_eq!(stage.value().await, key);
        stage.says(".verdict h3", "Chiave pronta per la prova").await;
        stage.script("host.check()").await;
        assert_eq!(stage.sandbox.openai_requests().len(), 0, "nobody saw who put it in: it waits for the button");
        stage.press("Prova la chiave").await;
        stage.says(".verdict h3", "funziona").await;
        stage.script("host.reset()").await;
        stage
    });
}

#[test]
fn the_build_writes_what_the_loader_paints() {
    on_stage(waiting(&built("it.html")), async |stage| {
        goto(&stage, "waiting").await;
        stage
            .script(
                "window.served = root.querySelector('.frame').cloneNode(true);
                 window.painted = document.createElement('passweb-ai-key'); painted.lang = 'it';
                 painted.setAttribute('loading', 'lazy'); painted.hidden = true; document.body.append(painted)",
            )
            .await;
        start(&stage).await;
        // The hint, which a server has at hand, the loader leaves to the outline.
        let frames = "const painted = window.painted.shadowRoot.querySelector('.frame').cloneNode(true);
            for (const frame of [painted, served]) frame.querySelector('.reading')?.remove();
            return [painted.isEqualNode(served), painted.outerHTML]";
        let seen = stage.script(frames).await;
        assert_eq!(seen[0], json!(true), "painted: {}\nserved: {}", seen[1], built("it.html"));
        stage
    });
}

#[test]
fn nothing_moves_when_the_script_takes_over() {
    on_stage(with_page("served", SCRIPT, &element(&built("it.html"))), async |stage| {
        let watch = "window.shifts = []; new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({value}) => value)))
            .observe({type: 'layout-shift', buffered: true});";
        stage.before_the_page(watch).await;
        goto(&stage, "served").await;
        mounted(&stage).await;
        stage.script("return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))").await;
        assert_eq!(stage.script("return shifts").await, json!([]));
        stage
    });
}

#[test]
fn begun_behind_the_first_frame_nothing_stands_before_that() {
    // The first frame with the field, and when each file is asked for.
    let watch = "const look = () => {
          if (document.querySelector('passweb-ai-key')?.shadowRoot) window.frame = performance.now();
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);";
    let asked = "const files = performance.getEntriesByType('resource').filter(({name}) => name.includes('/ai-key/'));
        return [files.some(({startTime}) => startTime < frame), files.length]";
    for (start, early) in [(built("it.start.html"), false), (SCRIPT.to_owned(), true)] {
        let body = format!("{}{start}", element(&built("it.html")));
        on_stage(with_page("started", "", &body), async |stage| {
            stage.before_the_page(watch).await;
            goto(&stage, "started").await;
            mounted(&stage).await;
            // Loader, outline, stage, wasm.
            assert_eq!(stage.script(asked).await, json!([early, 4]));
            let paths = files(&stage);
            assert_eq!(paths.iter().collect::<BTreeSet<_>>().len(), paths.len(), "each once: {paths:?}");
            stage
        });
    }
}

#[test]
fn what_a_server_wrote_otherwise_is_put_right() {
    let frame = built("it.html").replace(r#"type="password""#, r#"type="text""#).replace("one-time-code", "on");
    on_stage(waiting(&frame), async |stage| {
        goto(&stage, "waiting").await;
        start(&stage).await;
        mounted(&stage).await;
        let field = "return ['type', 'autocomplete', 'spellcheck', 'data-1p-ignore'].map((name) => root.querySelector('#key').getAttribute(name))";
        assert_eq!(stage.script(field).await, json!(["password", "one-time-code", "false", ""]));
        stage
    });
}
