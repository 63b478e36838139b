//! What a server may write into its pages, so that nothing waits for the loader: the first paint as declarative shadow
//! DOM, one file a language, the script with the links that start its downloads with the page, and what starts them behind
//! the first frame.

use super::seal::integrity;
use sandbox::page::html::escaped;

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
pub fn start(Links { head, rest }: &Links) -> String {
    format!("<template>\n{head}{rest}</template>\n<script>{START}</script>\n")
}

/// What stands in the page's head, one element a line.
pub struct Links {
    /// In the place of the loader's own line: the same, and the link to what draws the first view.
    pub head: String,
    /// Links to the other assets of a first visit in that language.
    pub rest: String,
}

/// Links let every download start with the page. They stand behind the script, and are less urgent: a browser asks for a module
/// late, and for what is linked early. `named` tells an asset's file and its digest.
pub fn links(language: &str, named: impl Fn(&str) -> (String, String)) -> Links {
    let link = |kind: &str, asset: &str| {
        let (file, digest) = named(asset);
        format!("<link {kind} fetchpriority=\"low\" href=\"{FOLDER}assets/{file}\" integrity=\"{digest}\">\n")
    };
    let script = |kind: &str| link(r#"rel="modulepreload""#, &format!("{language}.{kind}"));
    Links {
        head: format!("<script type=\"module\" src=\"{FOLDER}passweb-ai-key.js\"></script>\n{}", script("js")),
        rest: link(r#"rel="preload" as="fetch" crossorigin"#, "wasm") + &script("stage.js"),
    }
}
