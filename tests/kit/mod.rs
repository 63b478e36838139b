//! What every test of the loop begins with: a shop's attributes, a key, OpenAI's answers.

#![allow(dead_code, reason = "not every test needs all of it")]

use passweb_ai_key::{check::Base, panel::Config};

/// The list has the model that is tried, and the one after it.
pub const LIST: &str =
    r#"{"object":"list","data":[{"id":"gpt-4o","object":"model"},{"id":"gpt-6-luna","object":"model"}]}"#;
/// It ran.
pub const RAN: &str = r#"{"object":"chat.completion","choices":[{"index":0,"finish_reason":"stop"}]}"#;
/// There is no credit.
pub const NO_CREDIT: &str =
    r#"{"error":{"message":"","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}"#;

/// A well-formed key; `letter` makes it one of its own.
pub fn key(letter: char) -> String {
    let half: String = letter.to_string().repeat(74);
    ["sk-", "proj-", &half, "T3Blb", "kFJ", &half].concat()
}

/// The attributes of a shop's page.
pub fn config() -> Config {
    Config {
        endpoint: Ok("https://shop.example/admin/ai/api-key".into()),
        models: vec!["gpt-4o".into()],
        auto: true,
        base: Base::Plain,
        base_refused: false,
        csrf_header: "X-CSRF-Token".into(),
        csrf_token: None,
    }
}
