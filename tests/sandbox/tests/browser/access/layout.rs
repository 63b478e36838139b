//! Nothing is cut, hidden, scrolled sideways or moved: narrow, enlarged, spaced out, in forced colours, at first paint.

use super::gallery::{dress, open};
use crate::stage::{Stage, on_stage, usual};
use sandbox::{Options, PageOptions, keys::key_for};
use serde_json::{Value, json};

/// What leaves the element's box, or its own. Elements that only screen readers meet are left out.
const CUT: &str = "const told = [];
    if (document.documentElement.scrollWidth > innerWidth) told.push('the page scrolls sideways');
    for (const host of document.querySelectorAll('passweb-ai-key')) {
        const [box, root, state] = [host.getBoundingClientRect(), host.shadowRoot, host.closest('article').id];
        for (const fold of root.querySelectorAll('details')) fold.open = true;
        for (const one of root.querySelectorAll('*')) {
            const {left, right, width} = one.getBoundingClientRect();
            if (!width || one.closest('.sr') || one.matches('.mark, input') || !one.checkVisibility({visibilityProperty: true})) continue;
            const name = `${state}: ${one.localName}.${one.className} ${one.textContent.slice(0, 30)}`;
            if (left < box.left - 0.5 || right > box.right + 0.5) told.push(`${name} leaves the element`);
            // A rung's line reaches to the next rung.
            if (!one.matches('.ladder li') && one.clientWidth && one.scrollWidth > one.clientWidth + 1) told.push(`${name} is wider than its box`);
        }
    }
    return told";

/// The rungs whose name stands on more lines than it has words.
const BROKEN: &str = "return [...document.querySelectorAll('passweb-ai-key')].flatMap((host) =>
    [...host.shadowRoot.querySelectorAll('.ladder .mark + span')].filter((name) => {
        const range = document.createRange();
        range.selectNodeContents(name);
        const lines = new Set([...range.getClientRects()].map(({top}) => Math.round(top)));
        return lines.size > name.textContent.split(' ').length;
    }).map((name) => `${host.closest('article').id}: ${name.textContent}`))";

/// WCAG 2.2, 1.4.12.
const SPACING: &str = "const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
    for (const {shadowRoot} of document.querySelectorAll('passweb-ai-key')) shadowRoot.adoptedStyleSheets.push(sheet)";

/// WCAG 2.2, 2.5.8: links inside a sentence are as high as their line.
const SMALL: &str = "return [...document.querySelectorAll('passweb-ai-key')].flatMap((host) =>
    [...host.shadowRoot.querySelectorAll('button, a, summary, input')]
        .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.closest('p'))
        .filter((one) => Math.min(one.getBoundingClientRect().width, one.getBoundingClientRect().height) < 24)
        .map((one) => `${host.closest('article').id}: ${one.textContent}`))";

async fn nothing(stage: &Stage, script: &str, how: &str) {
    assert_eq!(stage.script(script).await, json!([]), "{how}");
}

#[test]
fn nothing_is_cut_at_any_width_with_any_text_size_or_spacing() {
    on_stage(usual(), async |stage| {
        open(&stage, "lang=it").await;
        for width in [1280, 700, 320] {
            stage.width(width).await;
            nothing(&stage, CUT, &format!("{width} px wide; 320 is 1280 at 400 %")).await;
            nothing(&stage, SMALL, &format!("{width} px: every target is 24 px at least")).await;
        }
        for lang in ["en", "es", "fr", "de"] {
            dress(&stage, "plain", lang).await;
            nothing(&stage, CUT, &format!("{lang}, 320 px")).await;
        }
        dress(&stage, "plain", "it").await;
        stage.script(SPACING).await;
        for width in [320, 1280] {
            stage.width(width).await;
            nothing(&stage, CUT, &format!("text spacing, {width} px")).await;
        }
        stage
            .script("document.querySelector('header').remove(); document.documentElement.style.fontSize = '32px'")
            .await;
        for width in [1280, 640] {
            stage.width(width).await;
            nothing(&stage, CUT, &format!("text at 200 %, {width} px")).await;
        }
        // The positive control: what is too wide is seen.
        stage.script("document.querySelector('#saved passweb-ai-key').shadowRoot.querySelector('.verdict p').style.width = '2000px'").await;
        assert_ne!(stage.script(CUT).await, json!([]), "what is planted is found");
        stage
    });
}

#[test]
fn no_word_of_a_rung_is_broken_at_any_width() {
    on_stage(usual(), async |stage| {
        open(&stage, "lang=it").await;
        for lang in ["it", "en", "es", "fr", "de"] {
            dress(&stage, "plain", lang).await;
            // The ladder changes its form at 900 and at 680 px of the element: the narrowest of each, and those about it.
            for width in [320, 559, 560, 679, 680, 720, 899, 900, 960] {
                let set = format!(
                    "for (const host of document.querySelectorAll('passweb-ai-key')) host.style.width = '{width}px'"
                );
                stage.script(&set).await;
                nothing(&stage, BROKEN, &format!("{lang}, {width} px")).await;
            }
        }
        stage
            .script("document.querySelector('#saved passweb-ai-key').shadowRoot.querySelector('.ladder .mark + span').style.width = '1em'")
            .await;
        assert_ne!(stage.script(BROKEN).await, json!([]), "what is planted is found");
        stage
    });
}

#[test]
fn texts_two_fifths_longer_break_nothing() {
    on_stage(usual(), async |stage| {
        stage
            .before_the_page(
                "const {split} = String.prototype;
             const longer = (line) => line.replace(/[^\\s{}]*\\{[^}]*\\}|[^\\s{}]+/g, (word) =>
                 word.includes('{') ? word : word + 'ö'.repeat(Math.max(1, Math.round(word.length * 0.4))));
             // The texts of a language, each on a line: see the outline.
             String.prototype.split = function (...by) {
                 const parts = split.apply(this, by);
                 return by[0] === '\\n' && parts.length > 20 ? parts.map(longer) : parts;
             }",
            )
            .await;
        for width in [1280, 320] {
            stage.width(width).await;
            open(&stage, "lang=it").await;
            let longer = "return root.querySelector('.verdict h3').innerText.includes('öö')";
            assert_eq!(stage.script(longer).await, json!(true), "the texts are the long ones");
            nothing(&stage, CUT, &format!("longer texts, {width} px")).await;
        }
        stage
    });
}

const HELD: &str = "const fetched = window.fetch; const said = new Promise((say) => (window.say = say));
    window.fetch = (...asked) => String(asked[0]).endsWith('.js') ? said.then(() => fetched(...asked)) : fetched(...asked);
    window.moved = window.later = 0;
    let painted = Infinity;
    customElements.whenDefined('passweb-ai-key').then(() => requestAnimationFrame(() => setTimeout(() => painted = performance.now())));
    new PerformanceObserver((list) => list.getEntries().forEach(({value, startTime}) => {
        moved += value;
        if (startTime > painted) later += value;
    })).observe({type: 'layout-shift', buffered: true});
    const real = WebAssembly.instantiateStreaming, gone = new Promise((go) => (window.go = go));
    WebAssembly.instantiateStreaming = (...asked) => gone.then(() => real(...asked))";

/// Counts what shifts, in all and behind the frame of the first paint, and holds the scripts back until `say()`, the wasm
/// until `go()`.
async fn held(stage: &Stage) {
    stage.as_another_browser().await;
    stage.before_the_page(HELD).await;
}

/// Where what the first paint shows stands, how wide the field is, where the element ends, and how high each row is: the
/// card's place and the guide's among them.
const BOXES: &str = "return ['.label', '.key'].map((one) => root.querySelector(one)?.getBoundingClientRect().y ?? -1)
    .concat(root.querySelector('.key').offsetWidth, root.host.getBoundingClientRect().bottom,
        getComputedStyle(root.querySelector('.frame')).gridTemplateRows.split(' ').map(parseFloat))";

/// From the first paint to the running widget, at that width. `known` is what the strip of the stored key ends up with;
/// how many of the boxes have moved is said.
async fn moved(stage: &Stage, width: u32, known: &str) -> (usize, String) {
    stage.width(width).await;
    stage.driver.goto(stage.sandbox.page_url()).await.unwrap();
    stage.until("the first paint is there", "return !!root?.querySelector('.first')").await;
    let first = stage.script(BOXES).await;
    let place =
        "const {content, backgroundColor, gridArea} = getComputedStyle(root.querySelector('.first'), '::before');
        const areas = [...new Set(getComputedStyle(root.querySelector('.frame')).gridTemplateAreas.match(/\\w+/g))];
        return content !== 'none' && backgroundColor !== 'rgba(0, 0, 0, 0)' && gridArea.split(' ')[0] === areas.at(-2)";
    assert_eq!(stage.script(place).await, json!(true), "{width} px: the card's place is drawn");
    assert_eq!(
        stage.script("return !root.querySelector('.view:not(.drawn) .ladder')").await,
        json!(true),
        "only the first paint"
    );
    stage.script("window.new = !localStorage['passweb-ai-key.steps']; say()").await;
    stage
        .until("a new visitor sees the first view", "return !window.new || !!root.querySelector('.drawn .ladder')")
        .await;
    stage.script("go()").await;
    stage.says(".stored", known).await;
    let settled = "return root.querySelector('.frame').style.gridTemplateRows === ''";
    stage.until("the rows are the panel's own", settled).await;
    let then = stage.script(BOXES).await;
    let far = |(a, b): &(&Value, &Value)| (a.as_f64().unwrap() - b.as_f64().unwrap()).abs() >= 1.0;
    let (first, then) = (first.as_array().unwrap(), then.as_array().unwrap());
    let count = first.iter().zip(then).filter(far).count();
    (count, format!("{known}, {width} px: {first:?} {then:?}"))
}

async fn nothing_moves(stage: &Stage, width: u32, known: &str) {
    let (count, told) = moved(stage, width, known).await;
    assert_eq!(count, 0, "{told}");
    assert_eq!(stage.script("return moved").await, json!(0), "cumulative layout shift: {told}");
}

#[test]
fn nothing_moves_from_the_first_paint_to_the_running_widget() {
    on_stage(usual(), async |stage| {
        held(&stage).await;
        for width in [1280, 1000, 900, 768, 700, 600, 500, 412, 360, 320] {
            nothing_moves(&stage, width, "Nessuna chiave salvata").await;
        }
        stage.script("root.querySelector('.label').style.marginTop = '99px'").await;
        stage.until("a shift is seen", "return moved > 0").await;
        stage
    });
}

#[test]
fn with_a_key_in_use_the_guide_folds_and_nothing_above_it_moves() {
    on_stage(usual(), async |stage| {
        held(&stage).await;
        stage.sandbox.store(&key_for("good"), None, "ready").unwrap();
        for width in [1280, 700, 360, 320] {
            let (count, told) = moved(&stage, width, "In uso").await;
            stage.script("localStorage.clear()").await;
            // The guide is one line, and the element is shorter.
            assert_eq!(count, 2, "{told}");
        }
        stage
    });
}

#[test]
fn from_the_second_visit_on_nothing_moves_with_a_key_in_use_either() {
    on_stage(usual(), async |stage| {
        held(&stage).await;
        for verdict in ["ready", "no_credit", "spending_limit", "network_or_cors"] {
            stage.sandbox.store(&key_for("good"), None, verdict).unwrap();
            for width in [1280, 700, 360] {
                let (count, told) = moved(&stage, width, "In uso").await;
                assert!(count > 0 || verdict == "network_or_cors", "the first visit can't know: {verdict}, {told}");
                let (count, told) = moved(&stage, width, "In uso").await;
                assert_eq!(count, 0, "{told}");
                // Before its script has come, the page keeps the place of an element without a key: that shift is its own.
                assert_eq!(stage.script("return later").await, json!(0), "layout shift: {told}");
                stage.script("localStorage.clear()").await;
            }
            stage.snap(&format!("access-second-visit-{verdict}")).await;
        }
        stage
    });
}

#[test]
fn what_another_visit_left_behind_and_is_not_so_is_put_right() {
    on_stage(usual(), async |stage| {
        held(&stage).await;
        stage.sandbox.store(&key_for("good"), None, "ready").unwrap();
        moved(&stage, 1280, "In uso").await;
        stage.sandbox.store(&key_for("good"), None, "no_credit").unwrap();
        moved(&stage, 1280, "In uso").await;
        stage.until("the step that cures it is open", "return !!root.querySelector('.step.open:nth-child(3)')").await;
        stage.sandbox.begin_anew().unwrap();
        moved(&stage, 1280, "Nessuna chiave salvata").await;
        stage.until("no step is open", "return !root.querySelector('.step.open')").await;
        assert_eq!(stage.script("return JSON.stringify(localStorage)").await, json!(r#"{"passweb-ai-key.steps":""}"#));
        nothing_moves(&stage, 1280, "Nessuna chiave salvata").await;
        stage
    });
}

#[test]
fn nothing_moves_at_first_paint_in_any_language() {
    let known =
        [("en", "No key saved"), ("es", "Ninguna clave"), ("fr", "Aucune clé"), ("de", "Kein Schlüssel gespeichert")];
    for (lang, known) in known {
        let page = PageOptions::default().attribute("lang", Some(lang));
        on_stage(Options { page, ..usual() }, async |stage| {
            held(&stage).await;
            for width in [1280, 700, 360, 320] {
                nothing_moves(&stage, width, known).await;
            }
            stage
        });
    }
}

#[test]
fn states_and_focus_show_in_forced_colours_and_nothing_turns_with_reduced_motion() {
    on_stage(usual(), async |stage| {
        stage.width(1280).await;
        let still = "return [...document.querySelectorAll('passweb-ai-key')].flatMap(({shadowRoot}) => shadowRoot.getAnimations()).length";
        open(&stage, "lang=it&theme=plain").await;
        assert!(stage.script(still).await.as_u64() > Some(0), "without the wish there is motion");
        stage
            .cdp(
                "Emulation.setEmulatedMedia",
                json!({"features": [
            {"name": "forced-colors", "value": "active"}, {"name": "prefers-reduced-motion", "value": "reduce"}]}),
            )
            .await;
        // A transition that began before the wish runs to its end; what turns has none.
        stage.until("with it there is none", &still.replace("length", "length === 0")).await;
        let shapes = stage.script(
            "const shape = (mark) => { const style = getComputedStyle(mark); const before = getComputedStyle(mark, '::before');
                 return [style.borderRadius, style.borderStyle, style.rotate, before.content, before.rotate].join(' ') };
             const marks = [...document.querySelectorAll('passweb-ai-key')].flatMap(({shadowRoot}) => [...shadowRoot.querySelectorAll('.mark')]);
             return Object.fromEntries(marks.map((mark) => [mark.className, shape(mark)]))").await;
        let mut shapes: Vec<_> = shapes.as_object().unwrap().values().map(ToString::to_string).collect();
        shapes.sort();
        let count = shapes.len();
        shapes.dedup();
        assert!(count >= 5 && shapes.len() == count, "each state has a shape of its own: {shapes:?}");
        stage.snap("access-forced-colours").await;
        stage.focus().await;
        let outline = "const {outlineStyle, outlineWidth} = getComputedStyle(root.activeElement); return outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2";
        assert_eq!(stage.script(outline).await, json!(true), "the focus has an outline");
        stage
    });
}
