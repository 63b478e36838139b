//! What a server may write into its pages, so that nothing waits for the loader: the first paint as declarative shadow
//! DOM, one file a language, and the links that start every download with the page.

use super::{Done, seal::integrity};
use sandbox::page::html::escaped;
use serde_json::Value;
use std::fmt::Write;

/// Where the assets are fetched from, unless who copies `dist/` elsewhere writes another folder.
pub const FOLDER: &str = "/ai-key/";
/// The field's attributes, as the loader sets them.
const FIELD: &str = r#"class="key" id="key" type="password" autocomplete="one-time-code" part="field" data-1p-ignore="" data-bwignore="" data-lpignore="true" data-form-type="other""#;

/// The first paint: what stands inside of the element before any script has run. `critical` are its rules.
///
/// # Errors
/// Where label or hint is no text.
pub fn frame(language: &str, label: &Value, hint: &Value, critical: &str) -> Done<String> {
    let (Some(label), Some(hint)) = (label.as_str().map(escaped), hint.as_str().map(escaped)) else {
        return Err(format!("The first paint in {language} has too few texts."));
    };
    // No white space between the elements: the loader makes none either.
    Ok([
        &format!(r#"<template shadowrootmode="open" shadowrootdelegatesfocus><style>{critical}</style>"#),
        &format!(r#"<div class="frame" dir="ltr" lang="{language}"><label class="label" part="label" for="key">{label}</label>"#),
        &format!(r#"<input {FIELD}><div class="view first"><p class="reading" id="reading">{hint}</p></div>"#),
        "<slot name=\"help\"></slot></div></template>\n",
    ]
    .concat())
}

/// The source to add to `style-src` for the rules that `frame` writes.
pub fn source(critical: &str) -> String {
    format!("'{}'\n", integrity(critical.as_bytes()))
}

/// Links for the page's head: every asset of a first visit in that language starts with the page. `named` tells an asset's
/// file and its digest.
pub fn links(language: &str, named: impl Fn(&str) -> (String, String)) -> String {
    const FETCHED: &str = r#"rel="preload" as="fetch" crossorigin"#;
    const SCRIPT: &str = r#"rel="modulepreload""#;
    let outline = format!("{language}.js");
    let assets = [(outline.as_str(), SCRIPT), ("wasm", FETCHED), ("js", SCRIPT)];
    let mut links = String::new();
    for (asset, kind) in assets {
        let (file, digest) = named(asset);
        let _ = writeln!(links, "<link {kind} href=\"{FOLDER}assets/{file}\" integrity=\"{digest}\">");
    }
    links
}
