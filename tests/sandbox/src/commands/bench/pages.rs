//! The pages that are measured: `tests/bench/pages`, with their scripts bundled and minified by esbuild.

use super::{
    super::{
        Done,
        build::dist,
        machine::{root, run},
        node, seal,
        served::source,
    },
    screen,
};
use serde_json::json;
use std::{
    fs,
    path::{Path, PathBuf},
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
pub const PAGES: [Page; 11] = [
    Page { id: "plain", name: "plain HTML, no script", full: false },
    Page { id: "html", name: "plain HTML widget", full: true },
    Page { id: "bare", name: "bare element, one input", full: false },
    Page { id: "preact", name: "Preact widget", full: true },
    Page { id: "lit", name: "Lit widget", full: true },
    Page { id: "react", name: "React widget", full: true },
    Page { id: "element", name: "**passweb-ai-key**, the two lines", full: true },
    Page { id: "headed", name: "**passweb-ai-key**, with one link", full: true },
    Page { id: "linked", name: "**passweb-ai-key**, with all three links", full: true },
    Page { id: "served", name: "**passweb-ai-key**, first paint from the server", full: true },
    Page { id: "started", name: "**passweb-ai-key**, the same, begun behind it", full: true },
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
    screen::write_rules(&folder)?;
    for script in SCRIPTS {
        bundle(script, &folder)?;
    }
    let frame = read(&dist().join("server").join("it.html"))?;
    let [head, rest, start] =
        ["head", "rest", "start"].map(|part| read(&dist().join("server").join(format!("it.{part}.html"))));
    let mut parts = screen::words_in_html()?;
    parts.extend([
        ("frame".to_owned(), frame.trim().to_owned()),
        ("head".to_owned(), head?.trim().to_owned()),
        ("rest".to_owned(), rest?.trim().to_owned()),
        ("start".to_owned(), start?.trim().to_owned()),
        ("plain".to_owned(), plain(&frame)?),
        ("rules".to_owned(), on_main(&screen::rules(&folder)?)),
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

fn bundle(script: &str, folder: &Path) -> Done {
    let jsx = if script == "preact.jsx" { "preact" } else { "react" };
    let texts = if script == "html.js" { screen::answers()? } else { screen::texts()? };
    let mut esbuild = node::esbuild()?;
    esbuild
        .arg(root().join("tests").join("bench").join("widgets").join(script))
        .args(["--bundle", "--format=esm", "--jsx=automatic"])
        .arg(format!("--jsx-import-source={jsx}"))
        .arg("--define:process.env.NODE_ENV=\"production\"")
        .arg(format!("--define:TEXTS={texts}"))
        .arg(format!("--define:SHEET={}", json!(screen::rules(folder)?)))
        .arg(format!("--outdir={}", folder.join("assets").display()))
        .env("NODE_PATH", node::packages()?);
    // As this element's own scripts tell it; of React's most functions are not called at first.
    if script != "react.jsx" {
        esbuild.arg(format!("--banner:js={}", seal::EAGER.trim()));
    }
    run(&mut esbuild)
}

/// The rules of the first paint.
fn critical() -> Done<String> {
    inside(&read(&dist().join("server").join("it.html"))?, "<style>", "</style>").map(str::to_owned)
}

/// The policy's source for the script inside of a page.
///
/// # Errors
/// Where the build has not written it.
pub fn script_source() -> Done<String> {
    Ok(read(&dist().join("server").join("script-src.txt"))?.trim().to_owned())
}

/// The policy's sources for the rules inside of a page: of the first paint from the server, and of the two plain ones.
///
/// # Errors
/// Where the build has not written them.
pub fn style_sources(folder: &Path) -> Done<String> {
    let served = read(&dist().join("server").join("style-src.txt"))?;
    let plain = [critical()?, screen::rules(folder)?].map(|rules| source(&on_main(&rules)));
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
