//! What needs a browser's own objects, run inside one: the boundary and the one safe fetch.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use js_sys::{Array, Function, Object, Promise, Reflect};
use passweb_ai_key::{
    element::{Loader, Mounted, Texts},
    words::Word,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{CustomEvent, Element, Event, HtmlElement, HtmlInputElement};

wasm_bindgen_test_configure!(run_in_browser);

/// A host with its field and the panel's place, as the loader paints them.
struct Stage {
    host: HtmlElement,
    view: Element,
    field: HtmlInputElement,
}

impl Stage {
    fn new() -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let make = |tag: &str| document.create_element(tag).unwrap();
        let host: HtmlElement = make("div").dyn_into().unwrap();
        let field: HtmlInputElement = make("input").dyn_into().unwrap();
        let view = make("div");
        host.append_child(&field).unwrap();
        host.append_child(&view).unwrap();
        document.body().unwrap().append_child(&host).unwrap();
        Self { host, view, field }
    }

    /// A panel that serves the host, and shows its first view: that is a task of its own.
    async fn mount(&self, early: &str) -> Mounted {
        stage_at_hand();
        let lines: Vec<String> = (0..Word::COUNT).map(|at| format!("word {at}")).collect();
        let texts = Object::new();
        Reflect::set(&texts, &"lines".into(), &lines.join("\n").into()).unwrap();
        let loader = Object::new();
        Reflect::set(&loader, &"host".into(), &self.host).unwrap();
        Reflect::set(&loader, &"field".into(), &self.field).unwrap();
        let listen = "listen(this.host, this.field, new AbortController().signal, hear)";
        Reflect::set(&loader, &"listen".into(), &Function::new_with_args("hear", listen)).unwrap();
        Reflect::set(&loader, &"show".into(), &Function::new_no_args("")).unwrap();
        let texts = texts.unchecked_ref::<Texts>();
        let mut mounted = Mounted::new(self.view.clone(), String::new(), texts);
        mounted.enter(self.host.clone(), self.field.clone(), loader.unchecked_into::<Loader>(), texts, early);
        while self.view.child_element_count() == 0 {
            settle().await;
        }
        mounted
    }

    fn says(&self, selector: &str) -> String {
        self.view.query_selector(selector).unwrap().map(|found| found.text_content().unwrap()).unwrap_or_default()
    }
}

/// What the stage does for the wasm is at hand as in the build, where it stands in the glue's own file; and what it has of the
/// outline.
fn stage_at_hand() {
    let (_, outline) = include_str!("../static/outline.js").split_once("export const lines = TEXTS;").unwrap();
    let (shared, _) = outline.split_once("// What follows is for the first view alone.").unwrap();
    let stage = include_str!("../static/stage.js");
    let (called_by_the_wasm, _) = stage.split_once("// What follows is called by the loader.").unwrap();
    let given =
        "exchange, clipboard, canPaste, tell, online, today, random, about, dissect, metaToken, steps, openTab, tellTabs,
        listen, joined, behind, putCursor, focusSoon, holdsFocus, keepFocus, render";
    let script = format!(
        "{called_by_the_wasm}outline = (() => {{{shared}return {{render, steps}}}})();
        Object.assign(globalThis, {{{given}}})"
    );
    Function::new_no_args(&script).call0(&JsValue::UNDEFINED).unwrap();
}

/// Lets everything that is already under way happen.
async fn settle() {
    let frame = Promise::new(&mut |resolve: Function, _| {
        web_sys::window().unwrap().request_animation_frame(&resolve).unwrap();
    });
    JsFuture::from(frame).await.unwrap();
}

fn word(word: Word) -> String {
    format!("word {}", word as usize)
}

#[wasm_bindgen_test]
async fn a_mounted_panel_shows_the_ladder_and_leaves_the_field_alone() {
    let stage = Stage::new();
    let mut mounted = stage.mount("").await;
    settle().await;
    assert_eq!(stage.view.query_selector_all(".ladder li").unwrap().length(), 6);
    assert!(stage.field.is_connected(), "the field is the loader's");
    mounted.leave();
    settle().await;
    assert_eq!(stage.view.child_element_count(), 0, "nothing is left of a panel that nobody sees");
}

#[wasm_bindgen_test]
async fn without_an_endpoint_the_card_says_so() {
    let stage = Stage::new();
    let mut mounted = stage.mount("").await;
    settle().await;
    assert!(stage.says(".verdict h3").contains(&word(Word::ModuleMissingEndpointCause)));
    mounted.leave();
}

#[wasm_bindgen_test]
async fn a_value_set_by_a_script_is_read_and_told_but_not_tried() {
    let stage = Stage::new();
    let kinds = Array::new();
    let heard = kinds.clone();
    let listener = Closure::<dyn FnMut(CustomEvent)>::new(move |event: CustomEvent| {
        heard.push(&Reflect::get(&event.detail(), &"kind".into()).unwrap());
    });
    stage.host.add_event_listener_with_callback("ai-key-reading", listener.as_ref().unchecked_ref()).unwrap();
    let mut mounted = stage.mount("").await;
    settle().await;
    stage.field.set_value("https://platform.openai.com/api-keys");
    stage.field.dispatch_event(&Event::new("input").unwrap()).unwrap();
    settle().await;
    assert_eq!(kinds.get(kinds.length() - 1), JsValue::from_str("url"));
    assert_eq!(stage.view.query_selector_all(".ladder .wait").unwrap().length(), 0, "no try has begun");
    mounted.leave();
}

#[wasm_bindgen_test]
async fn what_was_in_the_field_before_the_panel_came_is_read() {
    let stage = Stage::new();
    stage.field.set_value("hello");
    let mut mounted = stage.mount("typed").await;
    settle().await;
    assert!(!stage.says("#reading").is_empty());
    assert_eq!(stage.field.value(), "hello", "nothing typed is lost");
    mounted.leave();
}
