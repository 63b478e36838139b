//! docs/embedding.md, followed word by word: its snippet and its recipes are taken out of it and put into pages.

use super::{goto, hostile, lenient};
use crate::{
    access::gallery::package,
    stage::{Stage, on_stage, root},
};
use ring::digest::{SHA256, digest};
use sandbox::{Options, PageOptions, keys::key_for, page::STRICT_CSP};
use serde_json::json;
use std::{fs, path::PathBuf, process::Command};

/// The first code block of that language under a heading.
fn block(heading: &str, language: &str) -> String {
    let text = fs::read_to_string(root().join("docs/embedding.md")).unwrap();
    let (_, rest) = text.split_once(&format!("# {heading}\n")).unwrap_or_else(|| panic!("no heading {heading}"));
    let under = rest.split("\n## ").next().unwrap();
    let block = under.split_once(&format!("```{language}\n")).and_then(|(_, rest)| rest.split_once("```"));
    block.unwrap_or_else(|| panic!("no {language} under {heading}")).0.to_owned()
}

/// The last line of a snippet is the element, what stands before it belongs into the head.
fn head_and_body(snippet: &str) -> (&str, &str) {
    snippet.trim_end().rsplit_once('\n').expect("a script and an element")
}

fn page(head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"it\">\n<head><meta charset=\"utf-8\"><title>Page</title>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
}

/// A folder of that name, with these pages in it.
fn folder(name: &str, pages: &[(&str, &str)]) -> PathBuf {
    let folder = root().join("target").join("recipes").join(name);
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in pages {
        fs::write(folder.join(name), text).unwrap();
    }
    folder
}

/// The stage whose `/pages/` is that folder.
fn with(pages: PathBuf, csp: &str, csrf: bool) -> Options {
    let options = hostile();
    let page = PageOptions { pages: Some(pages), csp: Some(csp.to_owned()), csrf, ..options.page };
    Options { page, ..options }
}

/// What the build wrote for a server.
fn written(part: &str) -> String {
    fs::read_to_string(root().join("dist/server").join(format!("it.{part}.html"))).unwrap()
}

/// Paste, try, save, on a page that is open.
async fn whole_way(stage: &Stage) {
    stage.until("it is served", "return !!root?.querySelector('.view:not(.drawn) .ladder')").await;
    stage.paste(&key_for("good")).await;
    stage.says(".verdict h3", "funziona").await;
    stage.press("Salva la chiave").await;
    stage.says(".verdict h3", "Chiave salvata").await;
    assert_eq!(stage.sandbox.stored().and_then(|stored| stored.api_key), Some(key_for("good")));
}

#[test]
fn the_two_lines_of_the_snippet_are_enough_for_plain_html() {
    let snippet = block("Snippet", "html");
    let (head, body) = head_and_body(&snippet);
    let pages = folder("plain", &[("plain.html", &page(head, body))]);
    on_stage(with(pages, STRICT_CSP, false), async |stage| {
        goto(&stage, "plain.html").await;
        whole_way(&stage).await;
        stage
    });
}

#[test]
fn the_recipe_for_a_page_rendered_on_a_server_carries_its_token() {
    let recipe = block("A page rendered on a server", "html");
    let (head, body) = head_and_body(&recipe);
    let read = "<?php readfile('dist/server/it.head.html') ?>";
    assert!(head.contains("<?= $token ?>") && head.contains(read));
    let head = head.replace("<?= $token ?>", "{{csrf}}").replace(read, &written("head"));
    let pages = folder("rendered", &[("rendered.html", &page(&head, body))]);
    on_stage(with(pages, STRICT_CSP, true), async |stage| {
        goto(&stage, "rendered.html").await;
        whole_way(&stage).await;
        let token = stage.script("return document.querySelector('meta[name=csrf-token]').content").await;
        assert_eq!(stage.sandbox.endpoint_requests("POST")[0].header("x-csrf-token"), token.as_str());
        stage
    });
}

#[test]
fn the_recipe_for_react_tells_what_was_saved() {
    let main = "import {createRoot} from 'react-dom/client';
        import {AiKey} from './AiKey.jsx';
        window.saved = [];
        createRoot(document.querySelector('#root')).render(<AiKey onSaved={(hint) => saved.push(hint)} />);";
    let head = "<meta name=\"csrf-token\" content=\"{{csrf}}\">
        <script type=\"module\" src=\"/ai-key/passweb-ai-key.js\"></script><script type=\"module\" src=\"/pages/main.js\"></script>";
    let pages = folder(
        "react",
        &[
            ("AiKey.jsx", &block("React", "jsx")),
            ("main.jsx", main),
            ("react.html", &page(head, "<div id=\"root\"></div>")),
        ],
    );
    let mut esbuild = Command::new(package("esbuild/bin/esbuild"));
    esbuild.args(["main.jsx", "--bundle", "--format=esm", "--jsx=automatic", "--outfile=main.js", "--log-level=error"]);
    esbuild.arg("--define:process.env.NODE_ENV=\"production\"").env("NODE_PATH", package(""));
    assert!(esbuild.current_dir(&pages).status().unwrap().success());
    on_stage(with(pages, STRICT_CSP, true), async |stage| {
        goto(&stage, "react.html").await;
        stage.until("it is served", "return !!root?.querySelector('.view:not(.drawn) .ladder')").await;
        let key = key_for("good");
        stage.paste(&key).await;
        stage.says(".verdict h3", "Chiave pronta").await;
        stage.press("Prova la chiave").await;
        stage.says(".verdict h3", "funziona").await;
        stage.press("Salva la chiave").await;
        stage.until("it is told", "return saved.length === 1").await;
        assert_eq!(stage.script("return saved[0]").await, json!(&key[key.len() - 4..]));
        stage
    });
}

#[test]
fn a_page_with_trusted_types_needs_nothing_more() {
    let (snippet, policy) = (block("Snippet", "html"), "require-trusted-types-for 'script'; trusted-types 'none'");
    assert!(fs::read_to_string(root().join("docs/embedding.md")).unwrap().contains(policy));
    let (head, body) = head_and_body(&snippet);
    let pages = folder("trusted", &[("trusted.html", &page(head, body))]);
    on_stage(with(pages, policy, false), async |stage| {
        goto(&stage, "trusted.html").await;
        whole_way(&stage).await;
        // The policy holds: a page's own markup from text is refused.
        let refused = "try { document.body.innerHTML = '<p>'; return false } catch { return true }";
        assert_eq!(stage.script(refused).await, json!(true));
        stage.witnessed().await;
        stage
    });
}

#[test]
fn the_digest_of_the_loader_is_written_beside_it_and_another_is_refused() {
    let (recipe, element) = (block("Integrity", "html"), block("Snippet", "html"));
    let told = fs::read_to_string(root().join("dist/passweb-ai-key.js.sri")).unwrap();
    assert!(recipe.contains("sha384-…"));
    let body = head_and_body(&element).1;
    let wrong = format!("sha384-{}", "A".repeat(64));
    let pages = folder(
        "integrity",
        &[
            ("right.html", &page(&recipe.replace("sha384-…", told.trim()), body)),
            ("wrong.html", &page(&recipe.replace("sha384-…", &wrong), body)),
        ],
    );
    on_stage(with(pages, STRICT_CSP, false), async |stage| {
        goto(&stage, "wrong.html").await;
        stage.until("the page is there", "return document.readyState === 'complete'").await;
        assert_eq!(stage.script("return !!host && !root").await, json!(true), "the browser ran no such loader");
        stage.witnessed().await;
        goto(&stage, "right.html").await;
        whole_way(&stage).await;
        stage
    });
}

#[test]
fn the_import_map_of_the_build_makes_the_browser_check_the_script_that_the_loader_imports() {
    let built = fs::read_to_string(root().join("dist/passweb-ai-key.importmap.json")).unwrap();
    // What the document shows, with this build's name and digest in it.
    let text = fs::read_to_string(root().join("docs/embedding.md")).unwrap();
    let shown = text.split("<script type=\"importmap\">").nth(1).unwrap().split("</script>").next().unwrap();
    let parts: Vec<&str> = shown.split('…').collect();
    assert!(parts.len() == 3 && built.starts_with(parts[0]) && built.ends_with(parts[2]), "{built}");
    let (digest_at, end) = (built.find("sha256-").unwrap() + 7, built.len() - 3);
    let forged = format!("{}{}={}", &built[..digest_at], "A".repeat(43), &built[end..]);
    let snippet = block("Snippet", "html");
    let (head, body) = head_and_body(&snippet);
    let with_map = |map: &str| page(&format!("<script type=\"importmap\">{map}</script>{head}"), body);
    let pages = folder("importmap", &[("right.html", &with_map(&built)), ("forged.html", &with_map(&forged))]);
    let csp = |map: &str| {
        let hash = base64(digest(&SHA256, map.as_bytes()).as_ref());
        STRICT_CSP.replace("script-src 'self'", &format!("script-src 'self' 'sha256-{hash}'"))
    };
    on_stage(with(pages.clone(), &csp(&built), false), async |stage| {
        goto(&stage, "right.html").await;
        whole_way(&stage).await;
        stage
    });
    on_stage(with(pages, &csp(&forged), false), async |stage| {
        // As in other browsers: in Chromium the loader's own digest has been asked for already.
        stage.as_another_browser().await;
        goto(&stage, "forged.html").await;
        stage.until("it is told", "return !!root?.querySelector('[role=alert] button')").await;
        assert_eq!(stage.script("return host.matches(':state(failed)')").await, json!(true));
        stage.witnessed().await;
        stage
    });
}

#[test]
fn a_policy_that_trusts_a_nonce_and_what_its_script_loads_serves_as_well() {
    let snippet = block("Snippet", "html");
    let (script, element) = head_and_body(&snippet);
    let nonce = |head: &str| head.replace("<script ", "<script nonce=\"cGFzc3dlYg==\" ");
    let headed = nonce(&format!("{}{}", written("head"), written("rest")));
    let heads = [nonce(script), headed.replace("<link ", "<link nonce=\"cGFzc3dlYg==\" "), headed];
    let csp = STRICT_CSP.replace("script-src 'self'", "script-src 'nonce-cGFzc3dlYg==' 'strict-dynamic'");
    assert_ne!(csp, STRICT_CSP);
    for head in heads {
        let pages = folder("nonce", &[("nonce.html", &page(&head, element))]);
        on_stage(with(pages, &csp, false), async |stage| {
            goto(&stage, "nonce.html").await;
            whole_way(&stage).await;
            stage
        });
    }
}

#[test]
fn an_admin_template_that_is_not_ours_takes_the_snippet_the_theme_and_the_event() {
    let template = package("startbootstrap-sb-admin/dist");
    let theirs = fs::read_to_string(template.join("layout-static.html")).unwrap();
    let snippet = block("Snippet", "html");
    let (script, element) = head_and_body(&snippet);
    // Its scripts come from other hosts, of which none is needed here; its Bootstrap is the one of the packages.
    let local = |page: &str| {
        let mut page = page.to_owned();
        while let Some(at) = page.find("<script src=\"https://") {
            let end = at + page[at..].find("</script>").unwrap() + "</script>".len();
            page.replace_range(at..end, "");
        }
        page.replace("</body>", "<script src=\"bootstrap.js\"></script></body>")
    };
    let ours = local(&theirs)
        .replacen("</head>", &format!("{script}\n<link rel=\"stylesheet\" href=\"theme.css\"><script type=\"module\" src=\"events.js\"></script></head>"), 1)
        .replacen("<div class=\"card-body\">", &format!("<div class=\"card-body\">{element}"), 1);
    assert!(ours.contains(element) && ours.contains(script));
    let pages = folder(
        "template",
        &[
            ("layout-static.html", &ours),
            ("theme.css", &block("Theming", "css")),
            ("events.js", &block("Events", "js")),
            ("bootstrap.js", &fs::read_to_string(package("bootstrap/dist/js/bootstrap.bundle.min.js")).unwrap()),
        ],
    );
    for part in ["css", "js"] {
        fs::create_dir_all(pages.join(part)).unwrap();
    }
    for file in ["css/styles.css", "js/scripts.js"] {
        fs::copy(template.join(file), pages.join(file)).unwrap();
    }
    // The template has a style of its own in its markup, and pictures in its sheet.
    let csp = |csp: &str| {
        csp.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
            .replace("img-src 'self'", "img-src 'self' data:")
    };
    let page = PageOptions { pages: Some(pages), csrf: false, ..lenient(csp).page };
    on_stage(Options { page, ..hostile() }, async |stage| {
        // Bootstrap scrolls smoothly, which a driver's click does not wait for, unless the reader wants no motion.
        let still = json!({"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]});
        stage.cdp("Emulation.setEmulatedMedia", still).await;
        goto(&stage, "layout-static.html").await;
        stage.script("document.querySelector('#sidebarToggle').click()").await;
        whole_way(&stage).await;
        assert_eq!(
            stage.script("return document.title").await,
            json!(format!("Passweb AI: sk-…{}", &key_for("good")[160..])),
            "the page heard the event"
        );
        stage.paste(&key_for("good")).await;
        stage.says(".verdict h3", "funziona").await;
        let seen = "const css = (of) => getComputedStyle(of);
            return [css(root.querySelector('.primary')).backgroundColor, css(root.querySelector('#key')).height,
              css(root.querySelector('#key')).borderRadius, css(host).outlineColor, css(root.querySelector('.frame')).fontFamily === css(document.body).fontFamily,
              document.body.classList.contains('sb-sidenav-toggled')]";
        assert_eq!(
            stage.script(seen).await,
            json!(["rgb(13, 110, 253)", "38px", "6px", "rgb(25, 135, 84)", true, true])
        );
        stage.picture("embed-template").await;
        stage.script("host.reset()").await;
        stage
    });
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0_u32, |all, byte| all << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for at in 0..4 {
            let letter = char::from(LETTERS[(bits >> (18 - 6 * at) & 63) as usize]);
            text.push(if at <= group.len() { letter } else { '=' });
        }
    }
    text
}
