//! What a server may write into its pages, so that nothing waits for the loader: the first paint as declarative shadow
//! DOM, one file a language, and the links that start every download with the page.

use super::seal::integrity;
use sandbox::page::html::escaped;
use std::fmt::Write;

/// Where the assets are fetched from, unless who copies `dist/` elsewhere writes another folder.
pub const FOLDER: &str = "/ai-key/";
/// The field's attributes, as the loader sets them.
const FIELD: &str = r#"class="key" id="key" type="password" autocomplete="one-time-code" part="field" data-1p-ignore="" data-bwignore="" data-lpignore="true" data-form-type="other""#;

/// The first paint: what stands inside of the element before any script has run. `critical` are its rules.
pub fn frame(language: &str, label: &str, hint: &str, critical: &str) -> String {
    let (label, hint) = (escaped(label), escaped(hint));
    // No white space between the elements: the loader makes none either.
    [
        &format!(r#"<template shadowrootmode="open" shadowrootdelegatesfocus><style>{critical}</style>"#),
        &format!(r#"<div class="frame" dir="ltr" lang="{language}"><label class="label" part="label" for="key">{label}</label>"#),
        &format!(r#"<input {FIELD}><div class="view first"><p class="reading" id="reading">{hint}</p></div>"#),
        "<slot name=\"help\"></slot></div></template>\n",
    ]
    .concat()
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
    let [outline, stage] = ["js", "stage.js"].map(|kind| format!("{language}.{kind}"));
    let assets = [(outline.as_str(), SCRIPT), ("wasm", FETCHED), (&stage, SCRIPT)];
    let mut links = String::new();
    for (asset, kind) in assets {
        let (file, digest) = named(asset);
        let _ = writeln!(links, "<link {kind} href=\"{FOLDER}assets/{file}\" integrity=\"{digest}\">");
    }
    links
}
