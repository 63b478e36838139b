//! The main paths through the page in every engine, against the release build: the same test functions in Chromium,
//! in Firefox and in WebKit, with OpenAI on record behind the proxy.
//!
//! What an engine can't do is skipped by name: its line below says why.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::missing_panics_doc, missing_docs)]

mod paths;
#[allow(dead_code, reason = "the browser tests use the rest of it")]
#[path = "../stage/mod.rs"]
mod stage;

/// Every path, once in each engine.
macro_rules! everywhere {
    ($($(#[skip($engine:ident, $why:literal)])* $path:ident;)+) => {
        mod chromium { $(everywhere!(@ Chromium $path [$($engine $why)*]);)+ }
        mod firefox { $(everywhere!(@ Firefox $path [$($engine $why)*]);)+ }
        mod webkit { $(everywhere!(@ WebKit $path [$($engine $why)*]);)+ }
    };
    (@ WebKit $path:ident [WebKit $why:literal]) => {
        #[test]
        #[ignore = $why]
        fn $path() {}
    };
    (@ Firefox $path:ident [Firefox $why:literal]) => {
        #[test]
        #[ignore = $why]
        fn $path() {}
    };
    (@ $engine:ident $path:ident [$($rest:tt)*]) => {
        #[test]
        fn $path() {
            crate::paths::$path(crate::stage::Engine::$engine);
        }
    };
}

everywhere! {
    a_pasted_key_is_tried_saved_and_confirmed;
}
