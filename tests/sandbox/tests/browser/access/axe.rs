//! axe-core, with the rules of WCAG 2.0 to 2.2 A and AA and its best practices, on every state.

use super::gallery::{axe, dress, elapse, open};
use crate::stage::{Stage, on_stage, usual};
use serde_json::json;

const TAGS: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/// The page itself passes fewer than this: a run that passes as many has looked into the elements.
const RULES: u64 = 25;

/// What axe finds in these states, `null` for all: where, which rule, why. And how many states it looked at.
async fn faults(stage: &Stage, states: &str) -> (Vec<String>, usize) {
    let script = format!(
        "const only = {states};
         const articles = [...document.querySelectorAll('article')].filter((one) => !only || only.includes(one.id));
         const {{violations, passes}} = await axe.run({{include: articles}}, {{runOnly: {tags}, resultTypes: ['violations', 'passes']}});
         const seen = new Set(passes.flatMap(({{nodes}}) => nodes.map(({{target}}) => [target[0]].flat()[0]))
             .filter((host) => host.includes('passweb-ai-key')));
         return {{
             told: violations.flatMap(({{id, nodes}}) => nodes.map((node) =>
                 `${{node.target}}: ${{id}}: ${{[...node.any, ...node.all, ...node.none].map(({{message}}) => message).join('; ')}}`)),
             rules: passes.length, seen: seen.size, states: articles.length,
         }}",
        tags = json!(TAGS)
    );
    let found = stage.script(&format!("return (async () => {{ {script} }})()")).await;
    assert!(found["rules"].as_u64().unwrap() >= RULES, "axe looked: {found}");
    assert_eq!(found["seen"], found["states"], "something passed in every state: {found}");
    let told = found["told"].as_array().unwrap();
    (told.iter().map(|one| one.as_str().unwrap().to_owned()).collect(), told.len())
}

async fn nothing_is_found(stage: &Stage, states: &str, how: &str) {
    let (faults, count) = faults(stage, states).await;
    assert_eq!(count, 0, "{how}: axe finds\n{}", faults.join("\n"));
}

/// In the element's own colours, and in those of a theme.
async fn every_state(stage: &Stage, width: u32, dark: bool, theme: &str) {
    stage.width(width).await;
    stage.dark(dark).await;
    open(stage, "lang=it").await;
    stage.driver.execute(axe(), Vec::new()).await.unwrap();
    nothing_is_found(stage, "null", &format!("it {width} dark {dark}")).await;
    dress(stage, theme, "it").await;
    nothing_is_found(stage, "null", &format!("it {width} {theme}")).await;
}

#[test]
fn axe_finds_nothing_in_any_state_light_and_wide() {
    on_stage(usual(), async |stage| {
        every_state(&stage, 1280, false, "bootstrap").await;
        elapse(&stage, 15_000).await;
        stage.until("time is up", "return !!document.querySelector('#timed_out passweb-ai-key').shadowRoot.querySelector('.verdict.warn')").await;
        nothing_is_found(&stage, "['timed_out', 'loading_stored']", "after 15 seconds").await;
        stage
    });
}

#[test]
fn axe_finds_nothing_in_any_state_dark_and_wide() {
    on_stage(usual(), async |stage| {
        every_state(&stage, 1280, true, "dark").await;
        stage
    });
}

#[test]
fn axe_finds_nothing_in_any_state_dark_and_narrow() {
    on_stage(usual(), async |stage| {
        every_state(&stage, 320, true, "dark").await;
        stage
    });
}

/// WCAG 2.2, 1.4.6: seven to one, where more contrast is asked for.
#[test]
fn text_has_seven_to_one_where_more_contrast_is_asked_for() {
    on_stage(usual(), async |stage| {
        // The first is the control: without the wish, axe finds quieter text.
        for (contrast, scheme) in [("no-preference", "light"), ("more", "light"), ("more", "dark")] {
            let wish = json!({"features": [
                {"name": "prefers-contrast", "value": contrast}, {"name": "prefers-color-scheme", "value": scheme}]});
            stage.cdp("Emulation.setEmulatedMedia", wish).await;
            open(&stage, "lang=it").await;
            stage.driver.execute(axe(), Vec::new()).await.unwrap();
            let script = "return (async () => {
                const hosts = [...document.querySelectorAll('passweb-ai-key')];
                const {violations, passes} = await axe.run({include: hosts}, {runOnly: {type: 'rule', values: ['color-contrast-enhanced']},
                    rules: {'color-contrast-enhanced': {enabled: true}}});
                return [passes.flatMap(({nodes}) => nodes).length,
                    ...violations.flatMap(({nodes}) => nodes.map((node) => `${node.target}: ${node.any[0].message}`))];
            })()";
            let found = stage.script(script).await;
            let found = found.as_array().unwrap();
            assert!(found[0].as_u64() > Some(500), "axe looked: {}", found[0]);
            assert_eq!(found.len() == 1, contrast == "more", "{contrast} {scheme}: {found:#?}");
        }
        stage
    });
}

#[test]
fn axe_finds_nothing_in_any_language_and_finds_what_is_planted() {
    on_stage(usual(), async |stage| {
        every_state(&stage, 320, false, "bootstrap").await;
        for lang in ["en", "es", "fr", "de"] {
            dress(&stage, "plain", lang).await;
            nothing_is_found(&stage, "null", &format!("{lang} plain 320")).await;
        }
        let root = "document.querySelector('#saved passweb-ai-key').shadowRoot";
        let planted = [
            ("label", format!("{root}.querySelector('.label').remove()")),
            ("color-contrast", format!("{root}.querySelector('.verdict p').style.color = '#999'")),
            ("button-name", format!("{root}.querySelector('.bar button').textContent = ''")),
        ];
        for (rule, plant) in planted {
            stage.script(&plant).await;
            let (faults, _) = faults(&stage, "['saved']").await;
            assert!(faults.iter().any(|fault| fault.contains(rule)), "{rule} is found: {faults:?}");
        }
        stage
    });
}
