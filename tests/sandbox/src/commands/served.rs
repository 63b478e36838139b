//! What a server may write into its pages, so that nothing waits for the loader: the first paint as declarative shadow
//! DOM, one file a language, the links that start every download with the page, and what starts them behind the first frame.

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

/// The source to add to the page's policy for what stands inside of it: to `style-src` for the rules that `frame` writes, to
/// `script-src` for `START`.
pub fn source(inside: &str) -> String {
    format!("'{}'\n", integrity(inside.as_bytes()))
}

/// Puts what stands before it into the page when the first frame is painted. The same whatever the folder is called.
pub const START: &str = "{const {content}=document.currentScript.previousElementSibling;requestAnimationFrame(()=>setTimeout(()=>document.head.append(content)))}";

/// In the place of the loader's own line: nothing is asked for until the first frame is painted, and then everything at once.
pub fn start(links: &str) -> String {
    let script = format!(r#"<script type="module" src="{FOLDER}passweb-ai-key.js"></script>"#);
    format!("<template>\n{script}\n{links}</template>\n<script>{START}</script>\n")
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
