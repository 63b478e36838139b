//! Everybody reaches a saved key: by keyboard, with a screen reader, at any width, zoom, contrast and language.

mod axe;
pub mod gallery;
mod keyboard;
mod layout;
mod lighthouse;
mod locale;
mod sheet;
mod transcript;
