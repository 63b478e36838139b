//! What the loader calls. Everything else is in the library.

// Nothing runs before the loader calls: the start of a program would only make the download larger.
#![cfg_attr(target_arch = "wasm32", no_main)]

#[cfg(target_arch = "wasm32")]
mod exports {
    use passweb_ai_key::element::{self, Loader, Texts};
    use talc::wasm::{WasmDynamicTalc, new_wasm_dynamic_allocator};
    use wasm_bindgen::prelude::wasm_bindgen;
    use web_sys::{Element, HtmlElement, HtmlInputElement};
    use zeroizing_alloc::ZeroAlloc;

    /// Freed memory is wiped, so that no copy of a key stays behind (measured: none is left after a save).
    #[global_allocator]
    static ALLOCATOR: ZeroAlloc<WasmDynamicTalc> = ZeroAlloc(new_wasm_dynamic_allocator());

    /// A panel.
    #[wasm_bindgen]
    pub struct Mounted(element::Mounted);

    #[wasm_bindgen]
    impl Mounted {
        /// A panel that serves no element yet.
        #[wasm_bindgen(constructor)]
        pub fn new(view: Element, base: String, texts: &Texts) -> Self {
            Self(element::Mounted::new(view, base, texts))
        }

        /// Serves an element.
        pub fn enter(
            &mut self,
            host: HtmlElement,
            field: HtmlInputElement,
            loader: Loader,
            texts: &Texts,
            early: &str,
        ) {
            self.0.enter(host, field, loader, texts, early);
        }

        /// The element left the page.
        pub fn leave(&mut self) {
            self.0.leave();
        }

        /// The attributes changed.
        pub fn configure(&mut self) {
            self.0.configure();
        }

        /// The language changed.
        pub fn speak(&mut self, texts: &Texts) {
            self.0.speak(texts);
        }

        /// Tries the key.
        pub fn check(&self) {
            self.0.check();
        }

        /// Saves the key.
        pub fn save(&self) {
            self.0.save();
        }

        /// Empties the field.
        pub fn reset(&self) {
            self.0.reset();
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
