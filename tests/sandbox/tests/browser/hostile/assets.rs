//! What is copied to the server: from another origin, tampered with, half of it only, blocked and asked for again.

use super::{goto, hostile, lenient};
use crate::{
    page::copy,
    stage::{Stage, on_stage, root, usual},
};
use sandbox::{Options, PageOptions, Sandbox, keys::key_for, page::STRICT_CSP};
use serde_json::json;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A copy of `dist/` of that name, to be spoilt.
fn copied(name: &str) -> PathBuf {
    let folder = root().join("target").join(name);
    let _ = fs::remove_dir_all(&folder);
    copy(&root().join("dist"), &folder);
    folder
}

/// The asset of that kind: what stands behind the first dot of its name.
fn asset(dist: &Path, kind: &str) -> PathBuf {
    let mut all = fs::read_dir(dist.join("assets")).unwrap().flatten().map(|entry| entry.path());
    let is =
        |path: &PathBuf| path.file_name().unwrap().to_string_lossy().split_once('.').is_some_and(|(_, of)| of == kind);
    all.find(is).unwrap_or_else(|| panic!("there is no *.{kind}"))
}

/// The page says for the technician that this file is not what it should be.
async fn is_told(stage: &Stage, file: &Path) {
    stage.driver.goto(stage.sandbox.page_url()).await.unwrap();
    let name = file.file_name().unwrap().to_string_lossy();
    let told = format!("return root?.querySelector('[role=alert]')?.innerText.includes({}) ?? false", json!(name));
    stage.until(&format!("{name} is told"), &told).await;
    assert_eq!(stage.script("return host.matches(':state(failed)')").await, json!(true));
    stage.witnessed().await;
}

#[test]
fn every_tampered_asset_is_refused_and_told() {
    let line = &b"\n// one line more"[..];
    // One custom section more: still a module that would run.
    for (kind, more) in [("it.js", line), ("it.stage.js", line), ("wasm", &[0, 2, 1, b'x'])] {
        let folder = copied("dist-tampered");
        let file = asset(&folder, kind);
        let bytes = [&fs::read(&file).unwrap(), more].concat();
        fs::write(&file, bytes).unwrap();
        on_stage(Options { dist: folder.clone(), ..usual() }, async |stage| {
            is_told(&stage, &file).await;
            stage
        });
        fs::remove_dir_all(folder).unwrap();
    }
}

#[test]
fn a_half_deployed_build_is_told_and_mended_by_the_other_half() {
    // The loader is the new one, the assets are still those of the last build.
    let folder = copied("dist-half");
    let (wasm, whole) = (asset(&folder, "wasm"), root().join("dist"));
    fs::rename(&wasm, folder.join("assets/passweb-ai-key-0123456789abcdef.wasm")).unwrap();
    on_stage(Options { dist: folder.clone(), ..usual() }, async |stage| {
        is_told(&stage, &wasm).await;
        fs::copy(asset(&whole, "wasm"), &wasm).unwrap();
        stage.press("Riprova").await;
        stage.until("it is served", "return !!root.querySelector('.view:not(.drawn) .ladder')").await;
        stage
    });
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_was_missing_and_is_there_again_is_loaded_by_riprova() {
    for kind in ["it.js", "it.stage.js"] {
        let folder = copied("dist-without-a-script");
        let script = asset(&folder, kind);
        let bytes = fs::read(&script).unwrap();
        fs::remove_file(&script).unwrap();
        on_stage(Options { dist: folder.clone(), ..usual() }, async |stage| {
            stage.driver.goto(stage.sandbox.page_url()).await.unwrap();
            stage.until("it is said", "return !!root?.querySelector('[role=alert] button')").await;
            stage.focus().await;
            stage.type_keys(&key_for("good")[..20]).await;
            fs::write(&script, &bytes).unwrap();
            stage.press("Riprova").await;
            stage.until("it is served", "return !!root.querySelector('.view:not(.drawn) .ladder')").await;
            assert_eq!(stage.value().await, &key_for("good")[..20], "what was typed is kept");
            stage.script("host.reset()").await;
            stage.witnessed().await;
            stage
        });
        fs::remove_dir_all(folder).unwrap();
    }
}

#[test]
fn a_loader_that_was_blocked_and_is_asked_for_again_serves_the_element_that_waits() {
    // With trusted types a page needs a policy of its own to ask for a script.
    let policy = |csp: &str| csp.replace("; require-trusted-types-for 'script'; trusted-types 'none'", "");
    on_stage(lenient(policy), async |stage| {
        stage.cdp("Network.enable", json!({})).await;
        stage.cdp("Network.setBlockedURLs", json!({"urls": ["*/ai-key/passweb-ai-key.js"]})).await;
        goto(&stage, "usual.html").await;
        stage.until("the page is there without it", "return document.readyState === 'complete'").await;
        assert_eq!(stage.script("return !!host && !root").await, json!(true), "nothing serves the element");
        stage.cdp("Network.setBlockedURLs", json!({"urls": []})).await;
        let again = "const script = document.createElement('script'); script.type = 'module';
            script.setAttribute('src', '/ai-key/passweb-ai-key.js?again'); document.head.append(script)";
        stage.script(again).await;
        stage.until("it is served", "return !!root?.querySelector('.view:not(.drawn) .ladder')").await;
        stage.paste(&key_for("no-credit")).await;
        stage.says(".verdict h3", "Manca il credito").await;
        stage.script("host.reset()").await;
        stage.witnessed().await;
        stage
    });
}

/// The page of one server, the widget's files on another.
async fn from_elsewhere(stage: &Stage, elsewhere: &Sandbox) {
    let other = elsewhere.url("");
    let page = fs::read_to_string(root().join("tests/sandbox/tests/browser/hostile/pages/usual.html")).unwrap();
    // A folder for each: the next test may be writing its own.
    let folder = root().join("target").join("pages-elsewhere").join(other.rsplit(':').next().unwrap());
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("far.html"), page.replace("src=\"/ai-key/", &format!("src=\"{other}/ai-key/"))).unwrap();
    let csp = ["script-src", "connect-src", "img-src"].iter().fold(STRICT_CSP.to_owned(), |csp, what| {
        csp.replace(&format!("{what} 'self'"), &format!("{what} 'self' {other}"))
    });
    let page = PageOptions { pages: Some(folder), tray: false, csp: Some(csp), ..PageOptions::default() };
    stage.sandbox.set_page(page);
    goto(stage, "far.html").await;
}

#[test]
fn another_origin_that_allows_this_one_serves_every_file() {
    on_stage(hostile(), async |stage| {
        let page = PageOptions { shared: true, ..PageOptions::default() };
        let elsewhere = Sandbox::start(Options { page, ..usual() }).await.unwrap();
        from_elsewhere(&stage, &elsewhere).await;
        stage.until("it is served", "return !!root?.querySelector('.view:not(.drawn) .ladder')").await;
        let picture = "const {naturalWidth, src} = root.querySelector('.open img') ?? {}; return naturalWidth > 0 && !src.startsWith(location.origin)";
        stage.script("root.querySelector('.step-head').click()").await;
        stage.until("a picture is there", picture).await;
        stage.paste(&key_for("good")).await;
        stage.says(".verdict h3", "funziona").await;
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        let own = "return performance.getEntriesByType('resource').filter(({name}) => name.startsWith(location.origin + '/ai-key/')).length";
        assert_eq!(stage.script(own).await, json!(0), "no file comes from the page's own server");
        assert_eq!(elsewhere.endpoint_requests("POST").len(), 0);
        assert_eq!(stage.sandbox.endpoint_requests("POST").len(), 1, "the endpoint is the page's");
        elsewhere.stop().await;
        stage
    });
}

#[test]
fn another_origin_that_does_not_allow_this_one_serves_nothing() {
    on_stage(hostile(), async |stage| {
        let elsewhere = Sandbox::start(usual()).await.unwrap();
        from_elsewhere(&stage, &elsewhere).await;
        stage.until("the page is there", "return document.readyState === 'complete'").await;
        assert_eq!(stage.script("return !!host && !root").await, json!(true), "scripts of modules need CORS too");
        elsewhere.stop().await;
        stage.witnessed().await;
        stage
    });
}
