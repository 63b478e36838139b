//! The main paths through the page in every engine, against the release build: the same functions in Chromium, in
//! Firefox and in WebKit, with OpenAI on record behind the proxy.
//!
//! `cargo test -p sandbox --test engines`, or with words: only what has one of them in its name (`firefox`,
//! `webkit::a_wrong`). What an engine can't do is skipped by name: its line below says why.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::missing_panics_doc, missing_docs)]

mod field;
mod saving;
#[allow(dead_code, reason = "the browser tests use the rest of it")]
#[path = "../stage/mod.rs"]
mod stage;
mod verdicts;
mod walk;

use stage::Engine;
use std::{env, process::ExitCode, thread};
use walk::{Path, Tally, way};

const PATHS: &[Path] = &[
    way!(saving::a_pasted_key_is_tried_saved_confirmed_and_shown_after_a_reload),
    way!(saving::a_key_without_credit_is_said_as_credit_and_may_be_saved),
    way!(saving::a_session_that_ended_keeps_the_key_and_the_next_press_saves_it),
    way!(saving::an_openai_out_of_reach_makes_no_key_wrong_and_saving_asks_first),
    way!(
        saving::without_a_network_the_key_is_kept_and_tried_by_itself_later,
        skip: [(Engine::Firefox, "geckodriver cuts no network"), (Engine::WebKit, "its driver cuts no network")]
    ),
    way!(field::a_typed_key_waits_for_enter_and_enter_presses_one_thing_at_a_time),
    way!(field::another_services_key_is_named_and_nothing_is_sent),
    way!(field::a_wrapped_key_is_read_from_the_raw_clipboard_and_tried_in_its_repaired_bytes),
    way!(field::what_is_pasted_before_the_wasm_is_there_is_read_raw_and_tried),
    way!(field::what_a_script_put_in_is_tried_by_the_button_alone),
    way!(field::showing_hiding_and_emptying_by_the_buttons),
    way!(
        field::the_button_incolla_reads_the_clipboard_and_the_key_is_tried,
        skip: [
            (Engine::Chromium, "headless it asks nobody and refuses; the browser tests grant it"),
            (Engine::WebKit, "its own menu waits for a person, and the driver with it")
        ]
    ),
    way!(verdicts::a_wrong_key_is_refused_and_the_reason_stands_beside_the_button),
    way!(verdicts::a_verdict_opens_the_step_that_cures_it_and_a_step_opens_by_hand),
    way!(verdicts::a_policy_that_leaves_openai_out_is_named),
    way!(field::a_file_is_taken_only_where_its_digest_is_the_one_that_is_asked_for),
    way!(field::with_the_head_that_the_build_writes_a_key_is_tried_as_well),
    way!(verdicts::a_slow_answer_can_be_cancelled_and_the_key_stays),
];

/// The paths for a user who likes dark pages.
const DARK: &[Path] = &[way!(verdicts::a_dark_page_has_a_dark_panel)];

/// How many engines run at the same time.
const AT_ONCE: usize = 2;

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let engines = [Engine::Firefox, Engine::WebKit, Engine::Chromium];
    let next = std::sync::Mutex::new(engines.iter());
    let mut tally = Tally::default();
    thread::scope(|scope| {
        let worker = || {
            let mut tally = Tally::default();
            while let Some(engine) = next.lock().ok().and_then(|mut next| next.next()) {
                tally.add(walk::walk(*engine, PATHS, false, &words));
                tally.add(walk::walk(*engine, DARK, true, &words));
            }
            tally
        };
        let workers: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(worker)).collect();
        for worker in workers {
            tally.add(worker.join().unwrap());
        }
    });
    println!("\n{}", tally.sentence());
    if tally.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
