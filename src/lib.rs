//! `<passweb-ai-key>`: a field that guides a merchant to a working OpenAI key.
//!
//! The way of the data is one loop, in one direction:
//!
//! ```text
//! paste / typing ──> paste::read ──> Reading ─┐
//! OpenAI's answers ─> check::read_answer ─────┤
//! endpoint's answers > module::read_reply ────┼─> panel::update(Model, Msg) ──> Model ──> view
//! clock, online, CSP events ──────────────────┘                            └──> Effects ──> Msg
//! ```
//!
//! | room | what it is for | kind |
//! |---|---|---|
//! | [`paste`] | what was pasted: cleaning, shape, lookalikes, the secret type | pure |
//! | [`check`] | does it work: requests, answers, ladder, verdicts | pure, one file fetches |
//! | [`module`] | the module configuration endpoint | pure, one file fetches |
//! | [`guide`] | the steps to a key, as data | pure |
//! | [`words`] | every sentence by name | pure |
//! | [`json`] | reading JSON that nobody promised | pure |
//! | `text` | finding, cutting and looking up in texts; writing numbers | pure |
//! | [`panel`] | model, messages, update, effects; views | pure, and Yew |
//! | `element` | the boundary to the loader and the stage (`static/`) | browser |

pub mod check;
pub mod guide;
pub mod json;
pub mod module;
pub mod panel;
pub mod paste;
mod text;
pub mod words;

#[cfg(target_arch = "wasm32")]
pub mod element;
