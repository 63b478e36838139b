//! Pages that would break another widget, and what a page may do to the element without breaking it.

mod assets;
mod life;
mod looks;
mod policy;
mod recipes;
mod scripts;

use crate::stage::{Stage, root, usual};
use sandbox::{Options, PageOptions, page::STRICT_CSP};
use std::{fs, path::PathBuf, sync::OnceLock};

/// The pages of these tests, with the libraries that they use beside them. Put there once: a test beside this one may be
/// reading them.
fn pages() -> PathBuf {
    static PAGES: OnceLock<PathBuf> = OnceLock::new();
    PAGES.get_or_init(gather).clone()
}

fn gather() -> PathBuf {
    let folder = root().join("target").join("hostile-pages");
    let from = root().join("tests/sandbox/tests/browser/hostile/pages");
    fs::create_dir_all(&folder).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
    }
    let modules = root().join("target").join("node_modules");
    for (library, name) in
        [("bootstrap/dist/css/bootstrap.min.css", "bootstrap.css"), ("jquery/dist/jquery.min.js", "jquery.js")]
    {
        fs::copy(modules.join(library), folder.join(name))
            .expect("target/node_modules is not there: `cargo verify browser` fetches it");
    }
    folder
}

fn hostile() -> Options {
    Options { page: PageOptions { pages: Some(pages()), tray: false, ..PageOptions::default() }, ..usual() }
}

/// The same with a policy that allows what the page under test does, and nothing more to the widget.
fn lenient(change: impl Fn(&str) -> String) -> Options {
    let options = hostile();
    Options { page: PageOptions { csp: Some(change(STRICT_CSP)), ..options.page }, ..options }
}

/// Opens one of the pages, and waits until its first element is ready.
async fn open(stage: &Stage, page: &str) {
    goto(stage, page).await;
    stage.until("the panel is mounted", "return !!root?.querySelector('.view:not(.drawn) .ladder')").await;
}

async fn goto(stage: &Stage, page: &str) {
    stage.driver.goto(stage.sandbox.url(&format!("/pages/{page}"))).await.unwrap();
}

/// Keeps the widget's memory within the tests' reach: `memories`, one an instance.
async fn keep_memory(stage: &Stage) {
    let source = "window.memories = []; window.instances = [];
        for (const name of ['instantiate', 'instantiateStreaming']) {
          const real = WebAssembly[name];
          WebAssembly[name] = async (...asked) => {
            const made = await real.call(WebAssembly, ...asked);
            const {exports} = made.instance ?? made;
            instances.push(exports);
            memories.push(exports.memory);
            return made;
          };
        }";
    stage.before_the_page(source).await;
}

/// The wasm memory in bytes.
async fn bytes(stage: &Stage) -> u64 {
    stage.script("return memories.at(-1).buffer.byteLength").await.as_u64().unwrap()
}
