//! The stand-in servers of one run: OpenAI acted out, Passweb acted out, the page with the widget in it,
//! and a proxy that puts every request on record. All of them listen on 127.0.0.1 and end with [`Sandbox`].
//!
//! | room | what it is for |
//! |---|---|
//! | [`openai`] | `/v1/models` and `/v1/chat/completions`, answering by scenario key from the corpus |
//! | [`passweb`] | login session, CSRF token, the module configuration endpoint with a file behind it |
//! | [`page`] | the page, its files, its strict CSP, the tray of sample keys |
//! | [`proxy`] | the TLS proxy through which a browser finds the acted-out OpenAI as `https://api.openai.com` |
//! | [`record`] | what was asked of whom |
//! | [`conform`] | tries any module configuration endpoint against the contract |
//! | [`keys`], [`corpus`] | scenario keys; the rows of `tests/data` |
//! | [`answer`], [`line`](mod@line) | an answer and its faults; a connection that can be reset |

// A test that can't go on says so by a panic.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod answer;
pub mod conform;
pub mod corpus;
pub mod keys;
pub mod line;
pub mod openai;
pub mod page;
pub mod passweb;
pub mod proxy;
pub mod record;
mod servers;

pub use openai::OpenAiFault;
pub use page::PageOptions;
pub use passweb::{EndpointFault, Stored};
pub use record::{Recorded, Via};
pub use servers::{Network, OpenAi, Options, Sandbox};
