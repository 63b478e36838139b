//! The main paths through the page in every engine, against the release build: the same test functions in Chromium,
//! in Firefox and in WebKit, with OpenAI on record behind the proxy.
//!
//! What an engine can't do is skipped by name: its line below says why.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::missing_panics_doc, missing_docs)]

mod field;
mod saving;
#[allow(dead_code, reason = "the browser tests use the rest of it")]
#[path = "../stage/mod.rs"]
mod stage;
mod verdicts;

/// All of them.
mod paths {
    pub use crate::{field::*, saving::*, verdicts::*};
}

/// Every path, once in each engine; where an engine can't, ignored with the reason.
macro_rules! everywhere {
    ($($(#[skip($engine:ident, $why:literal)])* $path:ident;)+) => {
        mod chromium { $(everywhere!(@ Chromium $path [$($engine $why)*]);)+ }
        mod firefox { $(everywhere!(@ Firefox $path [$($engine $why)*]);)+ }
        mod webkit { $(everywhere!(@ WebKit $path [$($engine $why)*]);)+ }
    };
    (@ Firefox $path:ident [Firefox $why:literal $($rest:tt)*]) => { everywhere!(% $path $why); };
    (@ WebKit $path:ident [WebKit $why:literal $($rest:tt)*]) => { everywhere!(% $path $why); };
    (@ $here:ident $path:ident [$other:ident $why:literal $($rest:tt)*]) => { everywhere!(@ $here $path [$($rest)*]); };
    (@ $here:ident $path:ident []) => {
        #[test]
        fn $path() {
            crate::paths::$path(crate::stage::Engine::$here);
        }
    };
    (% $path:ident $why:literal) => {
        #[test]
        #[ignore = $why]
        fn $path() {}
    };
}

everywhere! {
    a_pasted_key_is_tried_saved_confirmed_and_shown_after_a_reload;
    a_key_without_credit_is_said_as_credit_and_may_be_saved;
    a_session_that_ended_keeps_the_key_and_the_next_press_saves_it;
    an_openai_out_of_reach_makes_no_key_wrong_and_saving_asks_first;
    #[skip(Firefox, "Firefox: geckodriver cuts no network")]
    #[skip(WebKit, "WebKit: its driver cuts no network")]
    without_a_network_the_key_is_kept_and_tried_by_itself_later;
    a_typed_key_waits_for_enter_and_enter_presses_one_thing_at_a_time;
    another_services_key_is_named_and_nothing_is_sent;
    a_wrapped_key_is_read_from_the_raw_clipboard_and_tried_in_its_repaired_bytes;
    what_is_pasted_before_the_wasm_is_there_is_read_raw_and_tried;
    what_a_script_put_in_is_tried_by_the_button_alone;
    showing_hiding_and_emptying_by_the_buttons;
    a_wrong_key_is_refused_and_the_reason_stands_beside_the_button;
    a_verdict_opens_the_step_that_cures_it_and_a_step_opens_by_hand;
    a_policy_that_leaves_openai_out_is_named;
    a_slow_answer_can_be_cancelled_and_the_key_stays;
    a_dark_page_has_a_dark_panel;
}
