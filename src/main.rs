//! What the loader calls. Everything else is in the library.

#[cfg(target_arch = "wasm32")]
mod exports {
    use js_sys::{Array, Function};
    use passweb_ai_key::element;
    use wasm_bindgen::prelude::wasm_bindgen;
    use web_sys::{Element, HtmlElement, HtmlInputElement};

    /// Freed memory is wiped, so that no copy of a key stays behind (measured: none is left after a save).
    #[global_allocator]
    static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);

    /// A mounted panel.
    #[wasm_bindgen]
    pub struct Mounted(element::Mounted);

    /// Calls `tell` when something goes wrong that should not.
    #[wasm_bindgen(js_name = onPanic)]
    pub fn on_panic(tell: Function) {
        element::on_panic(tell);
    }

    /// Mounts a panel next to the field.
    #[wasm_bindgen]
    pub fn mount(
        host: HtmlElement,
        view: Element,
        field: HtmlInputElement,
        texts: &Array,
        base: String,
        early: &str,
    ) -> Mounted {
        Mounted(element::mount(host, view, field, texts, base, early))
    }

    #[wasm_bindgen]
    impl Mounted {
        /// The attributes changed.
        pub fn configure(&mut self) {
            self.0.configure();
        }

        /// The language changed.
        pub fn speak(&mut self, texts: &Array) {
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

        /// Ends it.
        pub fn destroy(self) {
            self.0.destroy();
        }
    }
}

fn main() {}
