//! What a server may write into its pages, so that nothing waits for the loader: the first paint as declarative shadow
//! DOM, one file a language, and the links that start every download with the page.

use super::{Done, seal::integrity};
use serde_json::Value;
use std::fmt::Write;

/// Where the assets are fetched from, unless who copies `dist/` elsewhere writes another folder.
pub const FOLDER: &str = "/ai-key/";
/// The field's attributes, as the loader sets them.
const FIELD: &str = r#"class="key" id="key" type="password" autocomplete="one-time-code" spellcheck="false" autocapitalize="off" autocorrect="off" translate="no" part="field" data-1p-ignore="" data-bwignore="" data-lpignore="true" data-form-type="other" aria-describedby="reading" aria-invalid="false""#;

/// The first paint: what stands inside of the element before any script has run. `texts` are the label, the hint, the
/// guide's title and those of its steps; `critical` are its rules.
///
/// # Errors
/// Where a text is missing.
pub fn frame(language: &str, texts: &[&Value], critical: &str) -> Done<String> {
    let texts: Vec<String> = texts.iter().filter_map(|text| text.as_str()).map(sandbox::page::html::escaped).collect();
    let [label, hint, guide, steps @ ..] = texts.as_slice() else {
        return Err(format!("The first paint in {language} has too few texts."));
    };
    let mut items = String::new();
    for (title, number) in steps.iter().zip(1..) {
        // Writing to a string fails on none.
        let _ = write!(
            items,
            r#"<li class="step step-head"><span class="number">{number}</span><span class="step-title">{title}</span></li>"#
        );
    }
    // No white space between the elements: the loader makes none either.
    Ok([
        &format!(r#"<template shadowrootmode="open" shadowrootdelegatesfocus><style>{critical}</style>"#),
        &format!(r#"<div class="frame" dir="ltr" lang="{language}"><label class="label" for="key" part="label">{label}</label>"#),
        &format!(r#"<input {FIELD}><div class="view"><p class="reading first" id="reading">{hint}</p>"#),
        &format!(r#"<section class="guide first"><h3>{guide}</h3><ol class="steps">{items}</ol></section></div>"#),
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
    let words = format!("{language}.json");
    let assets = [
        ("passweb-ai-key.js", r#"rel="modulepreload""#),
        ("passweb-ai-key_bg.wasm", FETCHED),
        (words.as_str(), FETCHED),
        ("passweb-ai-key.css", FETCHED),
    ];
    let mut links = String::new();
    for (asset, kind) in assets {
        let (file, digest) = named(asset);
        let _ = writeln!(links, "<link {kind} href=\"{FOLDER}assets/{file}\" integrity=\"{digest}\">");
    }
    links
}
