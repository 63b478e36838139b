//! What a server may write into its pages, so that nothing waits for the loader: the first paint as declarative shadow
//! DOM, one file a language, and the links that start every download with the page.

use super::{Done, seal::integrity};
use serde_json::{Map, Value};
use std::fmt::Write;

/// Where the assets are fetched from, unless who copies `dist/` elsewhere writes another folder.
const FOLDER: &str = "/ai-key/";
/// The field's attributes, as the loader sets them.
const FIELD: &str = r#"class="key" id="key" type="password" autocomplete="one-time-code" spellcheck="false" autocapitalize="off" autocorrect="off" translate="no" part="field" data-1p-ignore="" data-bwignore="" data-lpignore="true" data-form-type="other" aria-describedby="reading" aria-invalid="false""#;

/// The first paint: what stands inside of the element before any script has run. `first` are its words, `critical` its
/// rules.
///
/// # Errors
/// Where a word is missing.
pub fn frame(language: &str, first: &Map<String, Value>, critical: &str) -> Done<String> {
    let text = |name: &str| {
        let text =
            first.get(name).and_then(Value::as_str).ok_or(format!("The first paint in {language} has no {name}."));
        text.map(sandbox::page::html::escaped)
    };
    let steps = first.get("steps").and_then(Value::as_array).ok_or(format!("{language} has no steps."))?;
    let mut items = String::new();
    for (title, number) in steps.iter().filter_map(Value::as_str).zip(1..) {
        let title = sandbox::page::html::escaped(title);
        // Writing to a string fails on none.
        let _ = write!(
            items,
            r#"<li class="step step-head"><span class="number">{number}</span><span class="step-title">{title}</span></li>"#
        );
    }
    let (label, hint, guide) = (text("label")?, text("hint")?, text("guide")?);
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

/// Links for the page's head: every asset of a first visit in that language starts with the page.
///
/// # Errors
/// Where an asset is missing.
pub fn links(build: &Value, language: &str) -> Done<String> {
    let mut links = String::new();
    for (asset, kind) in [
        (&build["glue"], r#"rel="modulepreload""#),
        (&build["wasm"], r#"rel="preload" as="fetch" crossorigin"#),
        (&build["words"][language], r#"rel="preload" as="fetch" crossorigin"#),
        (&build["css"], r#"rel="preload" as="fetch" crossorigin"#),
    ] {
        let part =
            |name: &str| asset[name].as_str().ok_or(format!("The build names no {name} of an asset in {language}."));
        let _ =
            writeln!(links, "<link {kind} href=\"{FOLDER}{}\" integrity=\"{}\">", part("path")?, part("integrity")?);
    }
    Ok(links)
}
