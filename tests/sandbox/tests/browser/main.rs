//! The path through the page in a real Chromium, against the release build: real keys, a real clipboard, and every
//! request on record. Each test writes pictures to `target/screens/`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::missing_panics_doc, missing_docs)]

mod access;
mod field;
mod guide;
mod hostile;
mod leaks;
mod page;
mod path;
mod quick;
mod saving;
#[allow(dead_code, reason = "the paths in every engine use the rest of it")]
#[path = "../stage/mod.rs"]
mod stage;
mod verdicts;
