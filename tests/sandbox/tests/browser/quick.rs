//! As quick as a bare element: what can be counted of it. What has to be timed, `cargo bench-page` measures.

mod drawn;
mod loading;
mod memory;
mod sentence;
mod served;
mod tasks;

use crate::stage::{Stage, root, usual};
use sandbox::{Options, PageOptions, page::STRICT_CSP};
use std::{
    fs,
    sync::atomic::{AtomicU32, Ordering},
};

/// Pages that a test writes itself, beside the usual ones. A folder for each: the next test may be writing its own.
fn with_page(name: &str, head: &str, body: &str) -> Options {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed).to_string();
    let folder = root().join("target").join("quick-pages").join(count);
    fs::create_dir_all(&folder).unwrap();
    let page = format!(
        "<!DOCTYPE html><html lang=\"it\"><head><meta charset=\"utf-8\"><title>{name}</title>{head}</head><body>{body}</body></html>"
    );
    fs::write(folder.join(format!("{name}.html")), page).unwrap();
    let csp = ["style-src", "script-src"].into_iter().fold(STRICT_CSP.to_owned(), |csp, kind| {
        let source = built(&format!("{kind}.txt"));
        csp.replace(&format!("{kind} 'self'"), &format!("{kind} 'self' {}", source.trim()))
    });
    Options {
        page: PageOptions { pages: Some(folder), tray: false, csp: Some(csp), ..PageOptions::default() },
        ..usual()
    }
}

/// What the build wrote for servers.
fn built(file: &str) -> String {
    fs::read_to_string(root().join("dist").join("server").join(file)).unwrap()
}

const SCRIPT: &str = r#"<script type="module" src="/ai-key/passweb-ai-key.js"></script>"#;

async fn goto(stage: &Stage, name: &str) {
    stage.driver.goto(stage.sandbox.url(&format!("/pages/{name}.html"))).await.unwrap();
}

async fn mounted(stage: &Stage) {
    stage.until("the panel is mounted", "return !!root?.querySelector('.view:not(.drawn) .ladder')").await;
}

/// What was asked for below `/ai-key/`, in order.
fn files(stage: &Stage) -> Vec<String> {
    let rows = stage.sandbox.requests();
    rows.into_iter().map(|row| row.path).filter(|path| path.starts_with("/ai-key/")).collect()
}

/// Notes every instance of wasm that the page makes: how, and its memory.
const INSTANCES: &str = "window.instances = [];
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const real = WebAssembly[name];
      WebAssembly[name] = async (...asked) => {
        const made = await real.call(WebAssembly, ...asked);
        instances.push({name, memory: (made.instance ?? made).exports.memory});
        return made;
      };
    }";

/// The wasm's memory, in bytes.
async fn memory(stage: &Stage) -> u64 {
    stage.script("return instances.at(-1).memory.buffer.byteLength").await.as_u64().unwrap()
}
