//! Any bytes as a reply of the endpoint's: no panic.

#![no_main]

use libfuzzer_sys::fuzz_target;
use passweb_ai_key::module::{Call, read_reply};

fuzz_target!(|input: (u16, bool, &str, &[u8])| {
    let (status, json, delay, body) = input;
    let content_type = if json { "application/problem+json" } else { "text/plain" };
    for call in [Call::Load, Call::Save, Call::Remove] {
        let _ = read_reply(call, status, content_type, Some(delay), body);
    }
});
