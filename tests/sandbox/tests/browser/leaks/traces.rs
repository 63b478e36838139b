//! What a page leaves behind where somebody could read it: the document, the storages, the addresses, the record.

use super::{memory::Line, pieces::Pieces};
use crate::stage::Stage;
use sandbox::{Recorded, Via};
use serde_json::{Value, json};

/// Every text, attribute and value of the document, in all shadow roots, styles included. The field's own value stands
/// apart.
const DOCUMENT: &str = "const parts = []; let field = '';
    const walk = (node) => {
        if (node.nodeType !== Node.ELEMENT_NODE) parts.push(node.data ?? '');
        for (const {name, value} of node.attributes ?? []) parts.push(name, value);
        if (node === root?.querySelector('#key')) field = node.value;
        else if ('value' in node) parts.push(String(node.value));
        for (const sheet of node.adoptedStyleSheets ?? []) for (const rule of sheet.cssRules) parts.push(rule.cssText);
        for (const name of Object.getOwnPropertyNames(node)) parts.push(name, String(node[name]));
        if (node.shadowRoot) walk(node.shadowRoot);
        for (const child of node.childNodes) walk(child);
    };
    walk(document);
    return {field, rest: parts.join('\\n')}";

/// Whatever outlives an event, or the page.
const KEPT: &str = "return JSON.stringify({
        local: {...localStorage}, session: {...sessionStorage}, cookie: document.cookie, state: history.state,
        address: location.href, referrer: document.referrer, title: document.title, name: window.name,
        performance: performance.getEntries(), told: window.told,
        globals: Object.getOwnPropertyNames(window).filter((name) => typeof window[name] === 'string').map((name) => window[name]),
    })";

/// The whole content of every data base.
const DATA: &str = "const done = arguments[arguments.length - 1];
    (async () => {
        const wait = (request) => new Promise((yes, no) => { request.onsuccess = () => yes(request.result); request.onerror = () => no(request.error); });
        const all = [];
        for (const {name} of await indexedDB.databases()) {
            const data = await wait(indexedDB.open(name));
            for (const store of data.objectStoreNames) all.push(name, store, await wait(data.transaction(store).objectStore(store).getAll()));
            data.close();
        }
        const caches = [];
        for (const name of await window.caches?.keys() ?? []) caches.push(name);
        return JSON.stringify([all, caches]);
    })().then(done, (why) => done('failed: ' + why))";

/// Everything that can be read of a page now, by name.
pub async fn traces(stage: &Stage, line: &Line) -> Vec<(&'static str, String)> {
    let document = stage.script(DOCUMENT).await;
    let tree = line.ask("Accessibility.getFullAXTree", json!({})).await;
    let data = stage.driver.execute_async(DATA, Vec::new()).await.unwrap().json().clone();
    assert!(!data.as_str().unwrap().starts_with("failed"), "{data}");
    let cookies = line.ask("Storage.getCookies", json!({})).await;
    let console =
        [line.heard("Runtime.consoleAPICalled"), line.heard("Log.entryAdded"), line.heard("Runtime.exceptionThrown")];
    let history = line.ask("Page.getNavigationHistory", json!({})).await;
    vec![
        ("the document", document["rest"].as_str().unwrap().to_owned()),
        ("the accessibility tree", tree.to_string()),
        ("storage, address, performance or events", stage.script(KEPT).await.as_str().unwrap().to_owned()),
        ("a data base", data.to_string()),
        ("a cookie", cookies.to_string()),
        ("the console", json!(console).to_string()),
        ("the history", history.to_string()),
    ]
}

/// No trace holds a piece.
pub async fn no_trace(stage: &Stage, line: &Line, pieces: &Pieces) {
    for (what, text) in traces(stage, line).await {
        pieces.absent(what, &text);
    }
    no_request(&stage.sandbox.requests(), pieces);
}

/// What the field itself holds.
pub async fn field(stage: &Stage) -> Value {
    stage.script(DOCUMENT).await["field"].clone()
}

/// No request carries a piece but where it is meant to: in the one header to OpenAI, and in the body of the `POST`.
pub fn no_request(requests: &[Recorded], pieces: &Pieces) {
    for request in requests {
        let what = format!("a request: {} {} {}", request.method, request.host, request.path);
        let post = request.via == Via::Endpoint && request.method == "POST";
        pieces.absent(&what, &request.host);
        pieces.absent(&what, &request.path);
        pieces.absent(&what, request.query.as_deref().unwrap_or_default());
        if !post {
            pieces.absent(&what, &request.text());
        }
        for (name, value) in &request.headers {
            pieces.absent(&what, name);
            if !(request.asks_openai() && name == "authorization") {
                pieces.absent(&format!("{what}, {name}"), value);
            }
        }
    }
}
