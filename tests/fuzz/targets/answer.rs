//! Any bytes as an answer of OpenAI's: no panic.

#![no_main]

use libfuzzer_sys::fuzz_target;
use passweb_ai_key::check::{Which, read_answer};

fuzz_target!(|input: (u16, bool, bool, &[u8])| {
    let (status, json, list, body) = input;
    let content_type = if json { "application/json" } else { "text/html" };
    let _ = read_answer(status, content_type, body, if list { Which::Models } else { Which::Run });
});
