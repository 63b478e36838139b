//! How long reading takes: `cargo bench`.

#![allow(missing_docs, clippy::unwrap_used)]

use divan::{Bencher, black_box};
use passweb_ai_key::{
    check::{Which, read_answer},
    paste::read,
};

fn main() {
    divan::main();
}

fn key() -> String {
    let half = "aB3dE6gH9kL2nP5rS8uV";
    ["sk-", half, "T3Blb", "kFJ", half].concat()
}

#[divan::bench]
fn a_key(bencher: Bencher<'_, '_>) {
    let text = key();
    bencher.bench(|| read(black_box(&text)));
}

#[divan::bench]
fn a_wrapped_key(bencher: Bencher<'_, '_>) {
    let text = ["export OPENAI_API_KEY=\"", &key(), "\"\n"].concat();
    bencher.bench(|| read(black_box(&text)));
}

#[divan::bench(args = [4, 100, 1000])]
fn a_long_text(bencher: Bencher<'_, '_>, kibibytes: usize) {
    let text = ["s k - \n> ".repeat(kibibytes * 1024 / 9), key()].concat();
    bencher.bench(|| read(black_box(&text)));
}

#[divan::bench]
fn a_refusal(bencher: Bencher<'_, '_>) {
    let body = br#"{"error":{"message":"You exceeded your current quota.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}"#;
    bencher.bench(|| read_answer(429, "application/json", black_box(body), Which::Run));
}

#[divan::bench]
fn a_list_of_150_models(bencher: Bencher<'_, '_>) {
    let model = r#"{"id":"gpt-4o-mini-2024-07-18","object":"model","created":1721172717,"owned_by":"system"}"#;
    let body = [r#"{"object":"list","data":["#, &[model; 150].join(","), "]}"].concat();
    bencher.bench(|| read_answer(200, "application/json", black_box(body.as_bytes()), Which::Models));
}
