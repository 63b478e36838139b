//! Events out: bubbling, composed, and without anything that could hold a key.

use super::stage;
use crate::panel::Event;
use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

/// Tells the page.
pub fn emit(host: &HtmlElement, event: &Event) {
    let values = Array::new();
    let text = |value: &str| {
        values.push(&JsValue::from_str(value));
    };
    let truth = |value: bool| {
        values.push(&JsValue::from_bool(value));
    };
    let (name, names) = match event {
        Event::Reading { kind, accept } => {
            text(kind.id());
            truth(*accept);
            ("ai-key-reading", "kind accept")
        }
        Event::Checked { verdict, severity, retryable, request_id } => {
            text(verdict.id());
            text(severity.id());
            truth(*retryable);
            values.push(&request_id.as_deref().map_or(JsValue::NULL, JsValue::from_str));
            ("ai-key-checked", "verdict severity retryable requestId")
        }
        Event::Saved(sent) => {
            text(sent.hint.as_str());
            text(sent.verdict.id());
            match &sent.base_url {
                Some(base_url) => {
                    text(base_url);
                    ("ai-key-saved", "hint verdict baseUrl")
                }
                None => ("ai-key-saved", "hint verdict"),
            }
        }
        Event::Removed => ("ai-key-removed", ""),
        Event::Dirty(dirty) => {
            truth(*dirty);
            ("ai-key-dirty", "dirty")
        }
        Event::Error(code) => {
            text(code);
            ("ai-key-error", "code")
        }
    };
    stage::tell(host, name, names, &values);
}
