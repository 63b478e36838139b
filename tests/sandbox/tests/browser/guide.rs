//! The guide in a real browser: what opens which step, what survives, coming back, paper, and the first paint.
//! Pictures of every step go to `target/screens/guide-<n>-*.png`.

use crate::{
    page::copy,
    stage::{Stage, on_stage, root, usual},
};
use sandbox::{
    Options,
    keys::{anthropic_key_for, key_for, masked},
};
use serde_json::json;
use std::{fs, path::Path, time::Duration};
use thirtyfour::prelude::*;

/// A verdict, the scenario that brings it about, and the step that cures it.
const CURES: &[(&str, &str, u64)] = &[
    ("account_deactivated", "deactivated", 1),
    ("billing_inactive", "billing-not-active-2024", 2),
    ("no_credit", "no-credit", 3),
    ("project_archived", "project-archived", 4),
    ("org_membership", "org-key-owner-removed", 4),
    ("wrong_credential_type", "token-invalidated", 4),
    ("org_mismatch", "org-mismatch-long", 4),
    ("missing_scope", "missing-scope", 5),
    ("forbidden_unknown", "permissions-unnamed", 5),
    ("invalid_key", "invalid", 6),
    ("spending_limit", "hard-limit-2023", 8),
];

/// The number of the open step; 0 where none is.
const OPEN: &str = "return Number(root.querySelector('.open .number')?.textContent ?? 0)";
/// The numbers of the steps that are done.
const DONE: &str = "return [...root.querySelectorAll('.done .number')].map((number) => number.textContent).join('')";
const KEPT: &str = "return localStorage.getItem('passweb-ai-key.steps')";

async fn opened(stage: &Stage, step: u64) {
    stage.until(&format!("step {step} is open"), &OPEN.replace("return", &format!("return {step} ==="))).await;
}

/// Presses the head of a step.
async fn toggle(stage: &Stage, step: usize) {
    stage.click(&format!("root.querySelector('.step:nth-child({step}) .step-head')"), "the head of a step").await;
}

async fn find(stage: &Stage, selector: &str) -> WebElement {
    let host = stage.driver.find(By::Css("passweb-ai-key")).await.unwrap();
    host.get_shadow_root().await.unwrap().find(By::Css(selector)).await.unwrap()
}

/// A view so tall that nothing has to be scrolled.
async fn tall(stage: &Stage, width: u32) {
    let metrics = json!({"width": width, "height": 4000, "deviceScaleFactor": 1, "mobile": false});
    stage.cdp("Emulation.setDeviceMetricsOverride", metrics).await;
}

#[test]
fn each_verdict_and_each_reading_opens_the_step_that_cures_it() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        assert_eq!(stage.script(OPEN).await, json!(0), "before anything is known no step is open");
        for (verdict, scenario, step) in CURES {
            stage.paste(&key_for(scenario)).await;
            stage.verdict(verdict).await;
            opened(&stage, *step).await;
        }
        let cut = key_for("good")[..100].to_owned();
        let two = [key_for("good"), key_for("invalid")].join(" ");
        let others = [
            (cut, 6),
            (two, 7),
            (anthropic_key_for("guide"), 4),
            (masked(&key_for("good")), 4),
            ("https://platform.openai.com/api-keys".to_owned(), 4),
        ];
        for (text, step) in others {
            stage.paste(&key_for("spending")).await;
            stage.paste(&text).await;
            stage.says(".verdict h3", "Non è stato inviato nulla").await;
            opened(&stage, step).await;
        }

        stage.paste(&key_for("no-credit")).await;
        stage.verdict("no_credit").await;
        opened(&stage, 3).await;
        toggle(&stage, 3).await;
        opened(&stage, 0).await;
        toggle(&stage, 8).await;
        stage.press("Salva la chiave comunque").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        assert_eq!(stage.script(OPEN).await, json!(8), "what was opened by hand stays open");
        stage.visit().await;
        opened(&stage, 3).await;

        stage.paste(&key_for("good")).await;
        stage.verdict("ready").await;
        opened(&stage, 0).await;
        assert_eq!(stage.script(DONE).await, json!("14567"), "what an accepted key proves is ticked by itself");
        for step in [2, 3] {
            toggle(&stage, step).await;
            stage.says(".open .note", "La prova è riuscita").await;
        }
        stage
    });
}

#[test]
fn only_a_stored_key_that_runs_folds_the_guide_to_one_line() {
    const FOLDED: &str = "return !!root.querySelector('.guide > details > .steps')";
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stage.paste(&key_for("good")).await;
        stage.verdict("ready").await;
        assert_eq!(stage.script(FOLDED).await, json!(false), "it is not stored yet");
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        stage.until("the guide is folded", FOLDED).await;
        stage.picture("guide-folded").await;
        find(&stage, ".guide > details > summary").await.click().await.unwrap();
        toggle(&stage, 8).await;
        opened(&stage, 8).await;
        toggle(&stage, 8).await;
        opened(&stage, 0).await;
        let open = "return root.querySelector('.guide > details').open";
        assert_eq!(stage.script(open).await, json!(true), "closing a step does not fold the guide");
        stage
    });
}

#[test]
fn what_is_ticked_survives_a_reload_and_nothing_else_is_kept() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        toggle(&stage, 1).await;
        stage.press("Fatto").await;
        opened(&stage, 2).await;
        // The focus follows the step that opens; whatever is pressed meanwhile would lose it again.
        let focused = "return root.activeElement?.matches('.open .step-head') ?? false";
        stage.until("the focus went on", focused).await;
        stage.press("Fatto").await;
        opened(&stage, 3).await;
        stage.until("the focus went on again", focused).await;
        stage.paste(&key_for("invalid")).await;
        stage.verdict("invalid_key").await;
        stage.visit().await;
        assert_eq!(stage.script(DONE).await, json!("12"));
        stage.says(".guide-head", "Passi fatti: 2 su 8").await;
        stage.says(".step:nth-child(3)", "Si riprende da qui").await;
        assert_eq!(
            stage.script("return JSON.stringify(localStorage)").await,
            json!("{\"passweb-ai-key.steps\":\"12\"}")
        );
        stage
    });
}

#[test]
fn without_local_storage_the_guide_works_for_the_visit() {
    on_stage(usual(), async |stage| {
        let refused = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});";
        stage.before_the_page(refused).await;
        stage.visit().await;
        let works = "try { return !!localStorage } catch { return false }";
        assert_eq!(stage.script(works).await, json!(false), "storage is refused");
        toggle(&stage, 1).await;
        stage.press("Fatto").await;
        opened(&stage, 2).await;
        assert_eq!(stage.script(DONE).await, json!("1"));
        stage.visit().await;
        assert_eq!(stage.script(DONE).await, json!(""));
        stage
    });
}

#[test]
fn coming_back_from_openais_tab_leads_to_the_step_that_was_left_and_offers_to_paste() {
    const OFFER: &str = "return !!root.querySelector('.open .offer button')";
    on_stage(usual(), async |stage| {
        stage.visit().await;
        let origin = stage.sandbox.page_url().clone();
        let permission = json!({"permissions": ["clipboardReadWrite"], "origin": origin.trim_end_matches('/')});
        stage.cdp("Browser.grantPermissions", permission).await;
        let here = stage.driver.window().await.unwrap();
        // Once the page is out of sight, it is scrolled away from the step.
        stage.script("window.away = 0; document.addEventListener('visibilitychange', () => { if (document.hidden) { away += 1; scrollTo(0, 0); } })").await;
        toggle(&stage, 4).await;
        assert_eq!(stage.script(OFFER).await, json!(false));
        find(&stage, ".open .actions a").await.click().await.unwrap();
        assert_eq!(stage.script(KEPT).await, json!("@4"));
        away(&stage, &here).await;

        stage.until("this page was out of sight", "return away === 1").await;
        stage.until("Incolla is offered", OFFER).await;
        opened(&stage, 4).await;
        stage.until("the step has the focus", "return root.activeElement?.matches('.open .step-head') ?? false").await;
        let seen = "const {top, bottom} = root.querySelector('.open .step-head').getBoundingClientRect(); return top >= 0 && bottom <= innerHeight";
        assert_eq!(stage.script(seen).await, json!(true), "the step is in view");
        assert_eq!(stage.script(KEPT).await, json!(""));
        stage.picture("guide-back").await;

        let key = key_for("good");
        stage.copy(&key).await;
        find(&stage, ".open .offer button").await.click().await.unwrap();
        stage.verdict("ready").await;
        assert_eq!(stage.value().await, key);
        assert_eq!(stage.script("return root.activeElement?.id").await, json!("key"), "the field comes into view");
        assert_eq!(stage.script(OFFER).await, json!(false), "a key that runs makes room");
        stage
    });
}

/// Waits for the tab that a link opened, and comes back to this one, as a person would.
async fn away(stage: &Stage, here: &WindowHandle) {
    for _ in 0..200 {
        let windows = stage.driver.windows().await.unwrap();
        if let Some(other) = windows.iter().find(|window| *window != here) {
            stage.driver.switch_to_window(other.clone()).await.unwrap();
            let opener = stage.driver.execute("return window.opener === null", Vec::new()).await.unwrap();
            assert_eq!(opener.json(), &json!(true), "the new tab knows nothing of this one");
            stage.driver.switch_to_window(here.clone()).await.unwrap();
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the link opened no tab");
}

#[test]
fn a_page_that_was_dropped_while_the_merchant_was_away_opens_at_the_step_that_was_left() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stage.script("localStorage.setItem('passweb-ai-key.steps', '123@5')").await;
        stage.visit().await;
        opened(&stage, 5).await;
        assert_eq!(stage.script("return scrollY").await, json!(0), "nothing moves");
        assert_eq!(stage.script(DONE).await, json!("123"));
        stage
    });
}

#[test]
fn every_link_of_the_guide_opens_a_tab_that_knows_nothing_of_this_one() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        // As for paper: all steps at once.
        stage.script("dispatchEvent(new Event('beforeprint'))").await;
        stage.until("every step is there", "return root.querySelectorAll('.step-body').length === 8").await;
        let links = stage
            .script(
                "return [...root.querySelectorAll('.guide a')].map((a) => [a.target, a.rel, new URL(a.href).protocol].join(' '))",
            )
            .await;
        let links = links.as_array().unwrap();
        assert_eq!(links.len(), 8 + 8 + 1 + 1, "a page and a help page each, the usage page, the prices");
        assert!(links.iter().all(|link| link == "_blank noopener noreferrer https:"), "{links:?}");
        let pictures = "return [...root.querySelectorAll('.step img')].map((img) => img.loading + ' ' + (img.alt.length > 20) + ' ' + img.complete).join()";
        let lazy = stage.script(pictures).await;
        assert_eq!(lazy.as_str().unwrap().matches("lazy true").count(), 8);
        let loaded = stage.sandbox.requests().iter().filter(|request| request.path.contains("pictures")).count();
        assert_eq!(loaded, 0, "a closed step loads no picture");
        stage
    });
}

#[test]
fn on_paper_every_step_is_open_and_every_link_spelled_out() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        stage.paste(&key_for("no-credit")).await;
        stage.verdict("no_credit").await;
        tall(&stage, 794).await;
        stage.cdp("Emulation.setEmulatedMedia", json!({"media": "print"})).await;
        // What a browser does by itself when it prints.
        stage.script("dispatchEvent(new Event('beforeprint'))").await;
        stage.until("every step is there", "return root.querySelectorAll('.step-body').length === 8").await;
        stage.script("for (const img of root.querySelectorAll('img')) img.loading = 'eager'").await;
        stage
            .until(
                "the pictures are there",
                "return [...root.querySelectorAll('img')].every((img) => img.naturalWidth)",
            )
            .await;
        let heights = "return [...root.querySelectorAll('.step-body, .step-body details p')].every((part) => part.checkVisibility({contentVisibilityAuto: true}) && part.getBoundingClientRect().height > 10)";
        assert_eq!(stage.script(heights).await, json!(true), "every step and every fold is open");
        let spelled = "return [...root.querySelectorAll('.guide a')].every((a) => getComputedStyle(a, '::after').content.includes('https://') || getComputedStyle(a, '::after').content.includes('attr(href)'))";
        assert_eq!(stage.script(spelled).await, json!(true), "links are spelled out");
        let pressed =
            "return [...root.querySelectorAll('.guide .actions button')].some((button) => button.checkVisibility())";
        assert_eq!(stage.script(pressed).await, json!(false), "nothing that can only be pressed");
        let ink = "return getComputedStyle(root.querySelector('#key')).color";
        assert_eq!(stage.script(ink).await, json!("rgba(0, 0, 0, 0)"), "a key that is shown is not printed");
        save(&stage, "guide-print").await;
        let pdf = stage.cdp("Page.printToPDF", json!({"printBackground": true})).await;
        let pdf = pdf["data"].as_str().unwrap();
        assert!(pdf.starts_with("JVBERi0"), "a PDF came out");
        fs::write(root().join("target").join("screens").join("guide-print.pdf.base64"), pdf).unwrap();
        // Printing told of itself, before and after.
        stage.until("they are closed again", "return root.querySelectorAll('.step-body').length <= 1").await;
        stage
    });
}

async fn save(stage: &Stage, name: &str) {
    let folder = root().join("target").join("screens");
    fs::create_dir_all(&folder).unwrap();
    stage.driver.screenshot(&folder.join(format!("{name}.png"))).await.unwrap();
}

#[test]
fn without_the_wasm_the_titles_stay_readable() {
    let folder = root().join("target").join("dist-without-wasm");
    let _ = fs::remove_dir_all(&folder);
    copy(&root().join("dist"), &folder);
    remove(&folder, ".wasm");
    on_stage(Options { dist: folder.clone(), ..usual() }, async |stage| {
        for (lang, title) in [("it", "Caricare il credito"), ("de", "Guthaben aufladen")] {
            stage.driver.goto(stage.sandbox.page_url()).await.unwrap();
            stage.script(&format!("host.lang = '{lang}'")).await;
            stage.until("it is said", "return !!root.querySelector('.view [role=alert] button')").await;
            // The titles come with the words, which may be later than the news that the wasm is missing.
            stage.says(".step:nth-child(3) .step-title", title).await;
            let titles =
                "return [...root.querySelectorAll('.step-title')].filter((title) => title.innerText.trim()).length";
            assert_eq!(stage.script(titles).await, json!(8));
            stage.witnessed().await;
        }
        stage.picture("guide-without-wasm").await;
        stage
    });
    fs::remove_dir_all(folder).unwrap();
}

fn remove(dist: &Path, ending: &str) {
    for entry in fs::read_dir(dist.join("assets")).unwrap().flatten() {
        if entry.file_name().to_string_lossy().ends_with(ending) {
            fs::remove_file(entry.path()).unwrap();
        }
    }
}

/// Notes where what is below the element is at first paint and once the panel is there, and every shift of the layout.
const SHIFTS: &str = "window.ends = {}; window.shifts = [];
    const look = () => {
      const host = document.querySelector('passweb-ai-key');
      const when = host?.shadowRoot?.querySelector('.step button') ? 'panel' : 'first';
      if (host?.shadowRoot) ends[when] ??= host.getBoundingClientRect().bottom + scrollY;
      if (host?.shadowRoot) ends.since ??= performance.now();
      if (!ends.panel) requestAnimationFrame(look);
    };
    addEventListener('DOMContentLoaded', look);
    new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({type: 'layout-shift', buffered: true});";

#[test]
fn nothing_jumps_when_the_panel_takes_over_from_the_first_paint() {
    on_stage(usual(), async |stage| {
        stage.before_the_page(SHIFTS).await;
        stage.cdp("Network.enable", json!({})).await;
        let slow =
            json!({"offline": false, "latency": 100, "downloadThroughput": 200_000, "uploadThroughput": 100_000});
        stage.cdp("Network.setCacheDisabled", json!({"cacheDisabled": true})).await;
        stage.cdp("Network.emulateNetworkConditions", slow).await;
        // Before the loader is there, the page has no place for the element: that shift is the page's own.
        let after = "return shifts.filter((entry) => entry.startTime > ends.since + 50).map((entry) => entry.value)";
        for width in [1280, 480, 360] {
            stage.width(width).await;
            stage.driver.goto(stage.sandbox.page_url()).await.unwrap();
            stage.until("the first paint is there", "return 'first' in ends").await;
            save(&stage, &format!("guide-first-{width}")).await;
            stage.until("the panel is there", "return 'panel' in ends").await;
            stage.says(".stored", "Nessuna chiave").await;
            let ends = stage.script("return ends").await;
            let (first, panel) = (ends["first"].as_f64().unwrap(), ends["panel"].as_f64().unwrap());
            assert!((first - panel).abs() < 1.0, "what is below moved from {first} to {panel} at {width}");
            assert_eq!(stage.script(after).await, json!([]), "layout shifts at {width}");
        }
        stage
    });
}

#[test]
fn every_step_is_shown_on_a_phone_and_a_desktop_light_and_dark() {
    on_stage(usual(), async |stage| {
        stage.visit().await;
        for step in 1..=8 {
            toggle(&stage, step).await;
            stage.until("its picture is there", "return root.querySelector('.open img').naturalWidth > 0").await;
            for (width, dark) in [(1280, false), (1280, true), (360, false), (360, true)] {
                tall(&stage, width).await;
                stage.dark(dark).await;
                let shade = if dark { "-dark" } else { "" };
                let path = root().join("target").join("screens").join(format!("guide-{step}-{width}{shade}.png"));
                find(&stage, ".step.open").await.screenshot(&path).await.unwrap();
            }
            tall(&stage, 320).await;
            let wide = "return document.documentElement.scrollWidth > 320";
            assert_eq!(stage.script(wide).await, json!(false), "step {step} fits 320 px");
            stage.width(1280).await;
        }
        stage.dark(false).await;
        find(&stage, ".before summary").await.click().await.unwrap();
        for width in [1280, 360] {
            tall(&stage, width).await;
            let path = root().join("target").join("screens").join(format!("guide-0-{width}.png"));
            find(&stage, ".guide").await.screenshot(&path).await.unwrap();
        }
        stage
    });
}
