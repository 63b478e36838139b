//! Events out: bubbling, composed, and without anything that could hold a key.

use crate::panel::Event;
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

/// Tells the page.
pub fn emit(host: &HtmlElement, event: &Event) {
    let detail = Object::new();
    let put = |name: &str, value: JsValue| {
        // Setting a property of a fresh object fails on none.
        let _ = Reflect::set(&detail, &JsValue::from_str(name), &value);
    };
    let name = match event {
        Event::Reading { kind, accept } => {
            put("kind", kind.id().into());
            put("accept", (*accept).into());
            "ai-key-reading"
        }
        Event::Checked { verdict, severity, retryable, request_id } => {
            put("verdict", verdict.id().into());
            put("severity", severity.id().into());
            put("retryable", (*retryable).into());
            put("requestId", request_id.as_deref().map_or(JsValue::NULL, JsValue::from_str));
            "ai-key-checked"
        }
        Event::Saved(sent) => {
            put("hint", sent.hint.as_str().into());
            put("verdict", sent.verdict.id().into());
            if let Some(base_url) = &sent.base_url {
                put("baseUrl", base_url.as_str().into());
            }
            "ai-key-saved"
        }
        Event::Removed => "ai-key-removed",
        Event::Dirty(dirty) => {
            put("dirty", (*dirty).into());
            "ai-key-dirty"
        }
        Event::Error(code) => {
            put("code", (*code).into());
            "ai-key-error"
        }
    };
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        // A listener that throws reports to the console by itself.
        let _ = host.dispatch_event(&event);
    }
}
