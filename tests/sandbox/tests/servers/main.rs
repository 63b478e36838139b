//! The stand-in servers, asked by a small client.

// A test that can't go on says so by a panic.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod client;
mod conform;
mod endpoint;
mod openai;
mod openapi;
mod page;
mod proxy;
