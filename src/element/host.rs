//! What the browser and the page offer round the element.

use super::stage;
use crate::{
    check::Date,
    guide::{self, Progress},
    panel::Config,
};

/// The day, where the merchant is.
pub fn today() -> Date {
    let day = stage::today();
    let part = |value: u32| u8::try_from(value % 100).unwrap_or(1);
    Date { year: u16::try_from(day / 10_000).unwrap_or(2026), month: part(day / 100), day: part(day) }
}

/// Random bytes, for keyed hashes.
pub fn random() -> [u8; 16] {
    let mut bytes = [0; 16];
    stage::random(&mut bytes);
    bytes
}

/// A random number as 32 hexadecimal digits.
pub fn random_hex() -> String {
    let digit = |value: u8| char::from(if value < 10 { b'0' + value } else { b'a' - 10 + value });
    let mut text = String::with_capacity(32);
    for byte in random() {
        text.push(digit(byte >> 4));
        text.push(digit(byte & 15));
    }
    text
}

/// The token in the page's `<meta name="csrf-token">`.
pub fn meta_token() -> Option<String> {
    stage::meta_token().filter(|token| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic()))
}

/// Version of the widget, browser and time, for the diagnostics.
pub fn about() -> String {
    let mut about = String::from(concat!("widget: ", env!("CARGO_PKG_VERSION"), "\n"));
    about.push_str(&stage::about());
    about
}

/// What an earlier visit left behind; nothing where storage is refused.
pub fn progress() -> Progress {
    guide::from_text(&stage::steps(None).unwrap_or_default())
}

/// Keeps what is done of the guide; where storage is refused, the visit goes on without.
pub fn keep_progress(progress: Progress) {
    stage::steps(Some(&guide::to_text(progress)));
}

/// Tells this shop's other tabs that the stored key changed.
pub fn tell_tabs(config: &Config) {
    if let Ok(endpoint) = &config.endpoint {
        stage::tell_tabs(endpoint);
    }
}
