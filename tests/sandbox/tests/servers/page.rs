//! The page, its files, the life of the servers.

use std::{
    io::{ErrorKind, Read},
    time::Duration,
};

use sandbox::{
    EndpointFault, Network, OpenAi, Options, PageOptions, Sandbox,
    keys::key_for,
    page::{STRICT_CSP, Session},
    passweb::{On, What},
};

use crate::client::{Admin, ask, ask_raw, dist, start, start_with};

#[tokio::test]
async fn the_page_has_the_strict_policy_a_session_and_its_token() {
    let sandbox = start().await;
    let page = ask(&sandbox, "GET", "/admin/ai", &[], "").await.unwrap();
    assert_eq!(page.header("content-security-policy"), Some(STRICT_CSP));
    assert!(page.header("set-cookie").unwrap().contains("HttpOnly; SameSite=Lax"));
    let html = page.text();
    assert!(!html.contains("{{") && html.contains("<meta name=\"csrf-token\" content=\""), "{html}");
    assert!(!html.contains("openai-base"), "production pages have no other base URL");
    assert!(html.contains("<script type=\"module\" src=\"/tray.js\"></script></head>"));
    assert!(html.contains("data-sample=\"no-credit\""));
    assert!(!html.contains("style=") && !html.contains("onclick"));
}

#[tokio::test]
async fn the_demo_page_asks_the_openai_beside_it_unless_openai_is_real() {
    let sandbox = start_with(PageOptions::demo()).await;
    let html = ask(&sandbox, "GET", "/admin/ai", &[], "").await.unwrap().text();
    assert!(html.contains(&format!("openai-base=\"{}\"", sandbox.openai_base())), "{html}");

    let by_name = [("host", "localhost:80")];
    let html = ask(&sandbox, "GET", "/admin/ai", &by_name, "").await.unwrap().text();
    assert!(html.contains("openai-base=\"http://localhost:80/openai/v1\""));

    let options = Options { dist: dist(), page: PageOptions::demo(), openai: OpenAi::Real, ..Options::default() };
    let real = Sandbox::start(options).await.unwrap();
    let html = ask(&real, "GET", "/admin/ai", &[], "").await.unwrap().text();
    assert!(!html.contains("openai-base") && !html.contains("data-sample=\"good\""));
    assert!(html.contains("data-sample=\"anthropic\""));
    assert_eq!(ask(&real, "GET", "/openai/v1/models", &[], "").await.unwrap().status, 404);
}

#[tokio::test]
async fn a_test_changes_policy_attributes_session_and_tray() {
    let page = PageOptions { csp: None, tray: false, csrf: false, session: Session::Ended, ..PageOptions::default() };
    let sandbox = start_with(page.attribute("lang", Some("de")).attribute("models", None)).await;
    let page = ask(&sandbox, "GET", "/admin/ai", &[], "").await.unwrap();
    assert_eq!((page.header("content-security-policy"), page.header("set-cookie")), (None, None));
    let html = page.text();
    assert!(html.contains("<passweb-ai-key endpoint=\"/admin/ai/api-key\" lang=\"de\">"), "{html}");
    assert!(!html.contains("csrf") && !html.contains("tray.js"));
    sandbox.set_page(PageOptions { session: Session::Asked, ..PageOptions::default() });
    let away = ask(&sandbox, "GET", "/admin/ai", &[], "").await.unwrap();
    assert_eq!((away.status, away.header("location")), (302, Some("/admin/login")));
    assert!(ask(&sandbox, "GET", "/admin/login", &[], "").await.unwrap().text().contains("<form"));
    let entered = ask(&sandbox, "POST", "/admin/login", &[], "").await.unwrap();
    let cookie = entered.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    assert_eq!(ask(&sandbox, "GET", "/admin/ai", &[("cookie", &cookie)], "").await.unwrap().status, 200);
}

#[tokio::test]
async fn files_have_their_types_and_only_digested_ones_stay_for_ever() {
    let sandbox = start().await;
    let loader = ask(&sandbox, "GET", "/ai-key/passweb-ai-key.js", &[], "").await.unwrap();
    assert_eq!(loader.header("content-type"), Some("text/javascript; charset=utf-8"));
    assert_eq!(loader.header("cache-control"), Some("no-cache"));
    let wasm = ask(&sandbox, "GET", "/ai-key/assets/a-1234.wasm", &[], "").await.unwrap();
    assert_eq!(wasm.header("content-type"), Some("application/wasm"));
    assert_eq!(wasm.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(wasm.body, b"\0asm");
}

#[tokio::test]
async fn no_path_leads_out_of_the_folder() {
    let folder = dist();
    std::fs::write(folder.with_extension("secret"), "secret").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.with_extension("secret"), folder.join("link.txt")).unwrap();
    let name = folder.with_extension("secret").file_name().unwrap().to_str().unwrap().to_owned();
    let sandbox = Sandbox::start(Options { dist: folder, ..Options::default() }).await.unwrap();
    for path in [
        format!("/ai-key/../{name}"),
        format!("/ai-key/%2e%2e/{name}"),
        format!("/ai-key/..%2f{name}"),
        format!("/ai-key/assets/../../{name}"),
        format!("/ai-key/..\\{name}"),
        "/ai-key//etc/passwd".to_owned(),
        "/ai-key/link.txt".to_owned(),
        "/ai-key/assets".to_owned(),
        "/pages/index.html".to_owned(),
    ] {
        let answer = ask_raw(&sandbox, &format!("GET {path} HTTP/1.1")).await.unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
    }
}

#[tokio::test]
async fn a_loader_that_the_browser_holds_is_not_sent_again() {
    let sandbox = start().await;
    let path = "/ai-key/passweb-ai-key.js";
    let first = ask(&sandbox, "GET", path, &[], "").await.unwrap();
    let tag = first.header("etag").unwrap().to_owned();
    let again = ask(&sandbox, "GET", path, &[("if-none-match", &tag)], "").await.unwrap();
    assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, Some(tag.as_str())));
    let other = ask(&sandbox, "GET", path, &[("if-none-match", "\"0000000000000000\"")], "").await.unwrap();
    assert_eq!((other.status, other.body), (200, first.body));
}

#[tokio::test]
async fn files_are_packed_where_the_run_and_the_browser_want_it() {
    let dist = dist();
    let script = "export const text = 'the same again';\n".repeat(100);
    std::fs::write(dist.join("assets/long-1234.js"), &script).unwrap();
    let options = |packed| Options { dist: dist.clone(), packed, ..Options::default() };
    let (packing, plain) =
        (Sandbox::start(options(true)).await.unwrap(), Sandbox::start(options(false)).await.unwrap());
    let takes = [("accept-encoding", "gzip, br")];
    let packed = ask(&packing, "GET", "/ai-key/assets/long-1234.js", &takes, "").await.unwrap();
    assert_eq!((packed.header("content-encoding"), packed.header("vary")), (Some("br"), Some("accept-encoding")));
    let mut unpacked = Vec::new();
    brotli::Decompressor::new(&packed.body[..], 4096).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, script.as_bytes());
    for (sandbox, headers) in [(&packing, &[][..]), (&plain, &takes[..])] {
        let whole = ask(sandbox, "GET", "/ai-key/assets/long-1234.js", headers, "").await.unwrap();
        assert_eq!((whole.header("content-encoding"), whole.text()), (None, script.clone()));
    }
}

#[tokio::test]
async fn other_pages_are_given_like_the_page_itself() {
    let pages = dist();
    std::fs::write(pages.join("two.html"), "<html><head></head><passweb-ai-key></passweb-ai-key>{{csrf}}").unwrap();
    let sandbox = start_with(PageOptions { pages: Some(pages), tray: false, ..PageOptions::default() }).await;
    let page = ask(&sandbox, "GET", "/pages/two.html", &[], "").await.unwrap();
    assert_eq!(page.header("content-security-policy"), Some(STRICT_CSP));
    assert!(!page.text().contains("{{csrf}}"));
    let script = ask(&sandbox, "GET", "/pages/passweb-ai-key.js", &[], "").await.unwrap();
    assert_eq!(script.header("content-type"), Some("text/javascript; charset=utf-8"));
}

#[tokio::test]
async fn the_trays_texts_come_apart_from_the_page() {
    let sandbox = start().await;
    let html = ask(&sandbox, "GET", "/admin/ai", &[], "").await.unwrap().text();
    let texts = ask(&sandbox, "GET", "/sandbox/samples", &[], "").await.unwrap().json();
    let wrapped = texts["wrapped"].as_str().unwrap();
    assert!(wrapped.starts_with("export OPENAI_API_KEY=\"sk-proj-") && wrapped.ends_with("\"\n"));
    assert!(!html.contains(texts["good"].as_str().unwrap()));
}

#[tokio::test]
async fn the_trays_control_takes_openai_away_and_gives_it_back() {
    let sandbox = start().await;
    let json = [("content-type", "application/json")];
    let set = async |network: &str| {
        let body = format!("{{\"network\":\"{network}\"}}");
        ask(&sandbox, "POST", "/sandbox/network", &json, &body).await.unwrap().status
    };
    assert_eq!(set("no-openai").await, 200);
    assert!(ask(&sandbox, "GET", "/openai/v1/models", &[], "").await.is_err());
    assert_eq!(set("no-passweb").await, 200);
    assert!(ask(&sandbox, "GET", "/admin/ai/api-key", &[], "").await.is_err());
    assert_eq!(ask(&sandbox, "GET", "/admin/ai", &[], "").await.unwrap().status, 200);
    assert_eq!(set("nonsense").await, 400);
    assert_eq!(ask(&sandbox, "POST", "/sandbox/network", &[], "{\"network\":\"up\"}").await.unwrap().status, 400);
    sandbox.set_network(Network::Down);
    assert!(ask(&sandbox, "GET", "/admin/ai", &[], "").await.is_err());
    assert_eq!(set("up").await, 200);
    assert_eq!(ask(&sandbox, "GET", "/admin/ai", &[], "").await.unwrap().status, 200);
}

#[tokio::test]
async fn a_foreign_name_for_this_machine_gets_nothing() {
    let sandbox = start().await;
    let answer = ask(&sandbox, "GET", "/sandbox/samples", &[("host", "evil.example")], "").await.unwrap();
    assert_eq!((answer.status, answer.body.len()), (421, 0));
}

#[tokio::test]
async fn a_missing_build_is_said_so() {
    let options = Options { dist: "/nowhere".into(), ..Options::default() };
    let sandbox = Sandbox::start(options).await.unwrap();
    assert_eq!(ask(&sandbox, "GET", "/admin/ai", &[], "").await.unwrap().status, 503);
}

#[tokio::test]
async fn a_stopped_sandbox_answers_no_more_and_leaves_its_ports() {
    let sandbox = start().await;
    let (page, proxy) = (sandbox.url("").replace("http://", ""), sandbox.proxy_addr().to_string());
    sandbox.stop().await;
    for address in [&page, &proxy] {
        let refused = tokio::net::TcpStream::connect(address).await.unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::ConnectionRefused);
    }
    let port = page.rsplit(':').next().unwrap().parse().ok();
    let again = Sandbox::start(Options { dist: dist(), port, ..Options::default() }).await.unwrap();
    assert_eq!(again.url(""), format!("http://{page}"));
}

#[tokio::test]
async fn a_killed_sandbox_comes_back_with_its_sessions_and_its_file() {
    let sandbox = start().await;
    let admin = Admin::open(&sandbox).await;
    sandbox.set_endpoint_fault(Some(EndpointFault::new(What::SilentAnswer).on(On::Post)));
    let body = format!("{{\"apiKey\":\"{}\",\"verdict\":\"ready\"}}", key_for("good"));
    let killed = async {
        while sandbox.changes() == 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        sandbox.kill().await;
    };
    let (answer, ()) = tokio::join!(admin.ask(&sandbox, "POST", &[], &body), killed);
    assert!(answer.is_err());
    assert_eq!(sandbox.changes(), 1);
    sandbox.set_endpoint_fault(None);
    sandbox.revive().await.unwrap();
    let state = admin.ask(&sandbox, "GET", &[], "").await.unwrap().json();
    assert_eq!(state["configured"], true);
}

#[tokio::test]
async fn a_dropped_sandbox_ends_too() {
    let sandbox = start().await;
    let page = sandbox.url("").replace("http://", "");
    drop(sandbox);
    for _ in 0..100 {
        if tokio::net::TcpStream::connect(&page).await.is_err() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("still listening");
}

#[tokio::test]
async fn a_script_before_the_pages_own_comes_from_the_pages_own_server() {
    let sandbox = start().await;
    let page = ask(&sandbox, "GET", "/admin/ai", &[], "").await.unwrap().text();
    assert!(!page.contains("/before.js"), "without such a script, a page asks for none");
    sandbox.set_before("window.early = true");
    let page = ask(&sandbox, "GET", "/admin/ai", &[], "").await.unwrap().text();
    assert!(page.contains("<script src=\"/before.js\"></script>"), "{page}");
    let script = ask(&sandbox, "GET", "/before.js", &[], "").await.unwrap();
    assert_eq!(script.text(), "window.early = true");
}

#[tokio::test]
async fn beginning_anew_leaves_nothing_but_the_ports() {
    let sandbox = start().await;
    let page = sandbox.page_url();
    sandbox.store(&key_for("good"), None, "ready").unwrap();
    sandbox.set_network(Network::Down);
    sandbox.set_read_only(Some("altrove"));
    sandbox.set_endpoint_fault(Some(EndpointFault::new(What::Status(503)).on(On::Get)));
    sandbox.set_page(PageOptions { csp: None, ..PageOptions::default() });
    assert_eq!(sandbox.changes(), 1);
    sandbox.begin_anew().unwrap();
    assert_eq!((sandbox.page_url(), sandbox.changes(), sandbox.requests().len()), (page, 0, 0));
    assert!(sandbox.stored().is_none());
    let page = ask(&sandbox, "GET", "/admin/ai", &[], "").await.unwrap();
    assert_eq!(page.header("content-security-policy"), Some(STRICT_CSP));
    let admin = Admin::open(&sandbox).await;
    assert_eq!(admin.ask(&sandbox, "GET", &[], "").await.unwrap().status, 200);
}
