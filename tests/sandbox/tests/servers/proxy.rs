//! The recording proxy.

use std::io::ErrorKind;

use sandbox::{Network, Sandbox, Via, keys::key_for};

use crate::client::{ask_on, raw, start, through_proxy};

const RUN: &str = r#"{"model":"gpt-4o","messages":[{"role":"user","content":"Ok?"}]}"#;

async fn proxied(sandbox: &Sandbox, head: &str) -> std::io::Result<String> {
    let answer = raw(&sandbox.proxy_addr().to_string(), head).await?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

#[tokio::test]
async fn openai_is_found_under_its_own_name_and_a_certificate_of_that_name() {
    let sandbox = start().await;
    let bearer = format!("Bearer {}", key_for("good"));
    let mut line = through_proxy(&sandbox, "api.openai.com").await.unwrap();
    let headers = [("host", "api.openai.com"), ("authorization", &bearer)];
    // Two requests on one connection: it is kept alive.
    let list = ask_on(&mut line, "GET", "/v1/models?x=1", &headers, "").await.unwrap();
    let run = ask_on(&mut line, "POST", "/v1/chat/completions", &headers, RUN).await.unwrap();
    assert_eq!((list.status, run.status), (200, 200));

    let rows = sandbox.requests();
    assert_eq!(rows.len(), 3);
    assert_eq!((rows[0].method.as_str(), rows[0].host.as_str()), ("CONNECT", "api.openai.com"));
    assert!(rows.iter().all(|row| row.via == Via::Proxy));
    let asked = sandbox.openai_requests();
    assert_eq!(asked.len(), 2);
    assert_eq!((asked[0].path.as_str(), asked[0].query.as_deref()), ("/v1/models", Some("x=1")));
    assert_eq!(asked[1].bearer(), Some(key_for("good").as_str()));
    assert_eq!(asked[1].text(), RUN);
    assert!(asked[0].at <= asked[1].at);
    sandbox.clear_requests();
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn a_regional_host_answers_for_its_region_and_refuses_other_projects() {
    let sandbox = start().await;
    let mut us = through_proxy(&sandbox, "us.api.openai.com").await.unwrap();
    let mut plain = through_proxy(&sandbox, "api.openai.com").await.unwrap();
    let regional = format!("Bearer {}", key_for("region-us"));
    let good = format!("Bearer {}", key_for("good"));
    let us_host = ("host", "us.api.openai.com");
    let plain_host = ("host", "api.openai.com");
    let answer =
        ask_on(&mut plain, "GET", "/v1/models", &[plain_host, ("authorization", &regional)], "").await.unwrap();
    assert_eq!(answer.code(), "incorrect_hostname");
    let answer = ask_on(&mut us, "GET", "/v1/models", &[us_host, ("authorization", &regional)], "").await.unwrap();
    assert_eq!(answer.status, 200);
    let answer = ask_on(&mut us, "GET", "/v1/models", &[us_host, ("authorization", &good)], "").await.unwrap();
    assert_eq!(answer.status, 401);
    assert_eq!(sandbox.openai_requests()[1].host, "us.api.openai.com");
}

#[tokio::test]
async fn the_servers_of_the_run_are_passed_on_to_and_recorded() {
    let sandbox = start().await;
    let page = proxied(&sandbox, &format!("GET {} HTTP/1.1", sandbox.page_url())).await.unwrap();
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("<passweb-ai-key"), "{page}");
    let vias: Vec<Via> = sandbox.requests().iter().map(|row| row.via).collect();
    assert_eq!(vias, [Via::Proxy, Via::Page]);
    let tunnel = sandbox.url("").replace("http://", "CONNECT ") + " HTTP/1.1";
    // Behind the head, the tunnel is silent until the server ends it or we do.
    let mut stream = tokio::net::TcpStream::connect(sandbox.proxy_addr()).await.unwrap();
    tokio::io::AsyncWriteExt::write_all(&mut stream, format!("{tunnel}\r\n\r\n").as_bytes()).await.unwrap();
    let mut said = [0; 12];
    tokio::io::AsyncReadExt::read_exact(&mut stream, &mut said).await.unwrap();
    assert_eq!(&said, b"HTTP/1.1 200");
}

#[tokio::test]
async fn nowhere_else_is_gone_to() {
    let sandbox = start().await;
    for head in [
        "CONNECT example.com:443 HTTP/1.1",
        "CONNECT api.openai.com.example.net:443 HTTP/1.1",
        "CONNECT api.openai.com:80 HTTP/1.1",
        "GET http://example.com/ HTTP/1.1",
        "GET http://api.openai.com/v1/models HTTP/1.1",
        "GET / HTTP/1.1",
    ] {
        let answer = proxied(&sandbox, head).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 502"), "{head}: {answer}");
    }
    assert_eq!(sandbox.requests().len(), 6);
    // A request to OpenAI in the clear is a request to OpenAI all the same.
    assert_eq!(sandbox.openai_requests().len(), 1);
}

#[tokio::test]
async fn openai_can_be_out_of_reach_while_passweb_answers() {
    let sandbox = start().await;
    let mut open = through_proxy(&sandbox, "api.openai.com").await.unwrap();
    sandbox.set_network(Network::NoOpenai);
    let error = through_proxy(&sandbox, "api.openai.com").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    assert!(ask_on(&mut open, "GET", "/v1/models", &[("host", "api.openai.com")], "").await.is_err());
    let page = proxied(&sandbox, &format!("GET {} HTTP/1.1", sandbox.page_url())).await.unwrap();
    assert!(page.starts_with("HTTP/1.1 200"));
    sandbox.set_network(Network::Up);
    assert!(through_proxy(&sandbox, "api.openai.com").await.is_ok());
}

#[tokio::test]
async fn everybody_can_be_out_of_reach() {
    let sandbox = start().await;
    sandbox.set_network(Network::Down);
    let error = through_proxy(&sandbox, "api.openai.com").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    let error = proxied(&sandbox, &format!("GET {} HTTP/1.1", sandbox.page_url())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
}
