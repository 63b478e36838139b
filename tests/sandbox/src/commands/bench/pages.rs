//! The pages that are measured: `tests/bench/pages`, with their scripts bundled and minified by esbuild.

use super::super::{
    Done,
    build::dist,
    machine::{root, run},
    node, seal,
    seal::sentence,
    served::source,
};
use sandbox::page::html::escaped;
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A page that is measured.
pub struct Page {
    /// The name of its file.
    pub id: &'static str,
    /// What it is, for people.
    pub name: &'static str,
    /// Does more come after the field?
    pub full: bool,
}

/// All of them, in the order of the table.
pub const PAGES: [Page; 9] = [
    Page { id: "plain", name: "plain HTML, no script", full: false },
    Page { id: "html", name: "plain HTML widget", full: true },
    Page { id: "bare", name: "bare element, one input", full: false },
    Page { id: "preact", name: "Preact widget", full: true },
    Page { id: "lit", name: "Lit widget", full: true },
    Page { id: "react", name: "React widget", full: true },
    Page { id: "element", name: "**passweb-ai-key**, the two lines", full: true },
    Page { id: "linked", name: "**passweb-ai-key**, with links in the head", full: true },
    Page { id: "served", name: "**passweb-ai-key**, first paint from the server", full: true },
];

/// The scripts of the other widgets.
const SCRIPTS: [&str; 5] = ["bare.js", "html.js", "preact.jsx", "lit.js", "react.jsx"];

/// Makes the folder of the pages anew.
///
/// # Errors
/// Where a file is missing, or esbuild finds a fault.
pub fn make() -> Done<PathBuf> {
    let folder = root().join("target").join("bench-pages");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("assets")).map_err(|why| why.to_string())?;
    for script in SCRIPTS {
        bundle(script, &folder.join("assets"))?;
    }
    let frame = read(&dist().join("server").join("it.html"))?;
    let links = read(&dist().join("server").join("it.head.html"))?;
    let mut parts = words_in_html()?;
    parts.extend([
        ("frame".to_owned(), frame.trim().to_owned()),
        ("links".to_owned(), links.trim().to_owned()),
        ("plain".to_owned(), plain(&frame)?),
        ("rules".to_owned(), on_main(&(critical()? + &steps()?))),
    ]);
    for page in PAGES {
        let file = format!("{}.html", page.id);
        let html = read(&root().join("tests").join("bench").join("pages").join(&file))?;
        let html = parts.iter().fold(html, |html, (name, part)| html.replace(&format!("{{{{{name}}}}}"), part));
        fs::write(folder.join(&file), html).map_err(|why| format!("{file}: {why}"))?;
    }
    Ok(folder)
}

/// The same first paint in a page without an element: in the place of the host a `main`, no template, and no slot, which only a
/// shadow root fills.
fn plain(frame: &str) -> Done<String> {
    let inside = inside(frame, "<template", "</template>")?.split_once('>').map_or("", |(_, rest)| rest);
    let (rules, rest) = inside.split_once("</style>").ok_or("The first paint has no rules.")?;
    let rest = rest.replace("<slot name=\"help\"></slot>", "");
    Ok(format!("{}</style><main>{rest}</main>", on_main(rules)))
}

/// The rules with `main` in the place of the host.
fn on_main(rules: &str) -> String {
    rules.replace(":host([hidden])", "main[hidden]").replace(":host", "main")
}

/// The words of the other widgets, for a page that holds them itself.
fn words_in_html() -> Done<Vec<(String, String)>> {
    let texts = texts()?;
    let texts = texts.as_object().into_iter().flatten();
    Ok(texts
        .map(|(name, text)| {
            let html = match text {
                Value::Array(titles) => (1..).zip(titles).map(|(number, title)| step(number, title)).collect(),
                text => escaped(text.as_str().unwrap_or_default()),
            };
            (name.clone(), html)
        })
        .collect())
}

fn step(number: u32, title: &Value) -> String {
    let title = escaped(title.as_str().unwrap_or_default());
    format!(
        r#"<li class="step step-head"><span class="number">{number}</span><span class="step-title">{title}</span></li>"#
    )
}

fn bundle(script: &str, into: &Path) -> Done {
    let modules = node::packages()?;
    let sheet = critical()? + &steps()?;
    let jsx = if script == "preact.jsx" { "preact" } else { "react" };
    let mut esbuild = Command::new("node");
    esbuild
        .arg(modules.join("esbuild").join("bin").join("esbuild"))
        .arg(root().join("tests").join("bench").join("widgets").join(script))
        .args(["--bundle", "--minify", "--format=esm", "--target=chrome125", "--log-level=warning", "--jsx=automatic"])
        .arg(format!("--jsx-import-source={jsx}"))
        .arg("--define:process.env.NODE_ENV=\"production\"")
        .arg(format!("--define:TEXTS={}", texts()?))
        .arg(format!("--define:SHEET={}", json!(sheet)))
        .arg(format!("--outdir={}", into.display()))
        .env("NODE_PATH", &modules);
    run(&mut esbuild)
}

/// The words of the other widgets: this one's own, in Italian.
///
/// # Errors
/// Where one is missing.
pub fn texts() -> Done<Value> {
    let words: Value = serde_json::from_str(&read(&root().join("static").join("words").join("it.json"))?)
        .map_err(|why| format!("it.json: {why}"))?;
    let word = |id: &str| words[id].as_str().map(str::to_owned).ok_or(format!("it.json has no {id}"));
    let steps = seal::TITLES.iter().map(|id| word(id)).collect::<Done<Vec<_>>>()?;
    Ok(json!({
        "label": word("first.label")?,
        // Of the hint the first sentence, as the loader says it.
        "hint": sentence(&words["first.hint"]),
        "guide": word("guide.title")?,
        "steps": steps,
        "right": word("paste.project")?,
        "wrong": word("paste.prose")?,
        "check": word("panel.check")?,
        "trying": word("panel.trying.title")?,
        "ready": word("verdict.ready.title")?,
        "refused": word("verdict.bad_request.title")?,
    }))
}

/// The rules of the first paint.
fn critical() -> Done<String> {
    inside(&read(&dist().join("server").join("it.html"))?, "<style>", "</style>").map(str::to_owned)
}

/// The rules of the guide's titles, which this element shows later and the others at once.
fn steps() -> Done<String> {
    let css = seal::short_names(&read(&root().join("static").join("passweb-ai-key.css"))?);
    inside(&css, "/* The guide's titles. */", "/* The guide's titles end. */").map(str::to_owned)
}

/// The policy's sources for the rules inside of a page: of the first paint from the server, and of the two plain ones.
///
/// # Errors
/// Where the build has not written them.
pub fn style_sources() -> Done<String> {
    let served = read(&dist().join("server").join("style-src.txt"))?;
    let first = critical()?;
    let plain = [on_main(&first), on_main(&(first + &steps()?))].map(|rules| source(&rules));
    Ok([served.trim(), plain[0].trim(), plain[1].trim()].join(" "))
}

fn inside<'a>(text: &'a str, open: &str, close: &str) -> Done<&'a str> {
    let found = text.split_once(open).and_then(|(_, rest)| rest.split_once(close));
    found.map(|(inside, _)| inside).ok_or(format!("There is no {open}…{close} in the first paint."))
}

/// A file's text.
///
/// # Errors
/// Where it can't be read.
pub fn read(path: &Path) -> Done<String> {
    fs::read_to_string(path).map_err(|why| format!("{} can't be read: {why}", path.display()))
}
