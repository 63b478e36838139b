//! A small client, and a sandbox to ask.

use std::{
    io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use http_body_util::{BodyExt, Full};
use hyper::{
    Request,
    body::Bytes,
    client::conn::http1::{self, SendRequest},
};
use hyper_util::rt::TokioIo;
use sandbox::{Options, PageOptions, Sandbox};
use serde_json::Value;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpStream,
};
use tokio_rustls::{
    TlsConnector,
    client::TlsStream,
    rustls::{
        ClientConfig, RootCertStore,
        crypto::ring,
        pki_types::{CertificateDer, ServerName},
    },
};

/// An answer that was read to its end.
pub struct Read {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Read {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
    /// The `code` of OpenAI's envelope.
    pub fn code(&self) -> String {
        self.json()["error"]["code"].as_str().unwrap_or("").to_owned()
    }
}

/// A stand-in for what Trunk builds. Every test has a folder of its own.
pub fn dist() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("dist-{}-{number}", std::process::id()));
    std::fs::create_dir_all(folder.join("assets")).unwrap();
    let page = r#"<!DOCTYPE html><html lang="it"><head><meta name="csrf-token" content="{{csrf}}"><title>Passweb AI</title></head>
<body><passweb-ai-key endpoint="/admin/ai/api-key" models="gpt-4o gpt-6-luna"></passweb-ai-key><div id="tray"></div></body></html>"#;
    std::fs::write(folder.join("index.html"), page).unwrap();
    std::fs::write(folder.join("passweb-ai-key.js"), "export {};").unwrap();
    std::fs::write(folder.join("assets/a-1234.wasm"), b"\0asm").unwrap();
    folder
}

pub async fn start() -> Sandbox {
    start_with(PageOptions::default()).await
}

pub async fn start_with(page: PageOptions) -> Sandbox {
    Sandbox::start(Options { dist: dist(), page, ..Options::default() }).await.unwrap()
}

async fn connection<I>(io: I) -> SendRequest<Full<Bytes>>
where
    I: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (sender, connection) = http1::handshake(TokioIo::new(io)).await.unwrap();
    tokio::spawn(connection);
    sender
}

/// One request on an open connection. An error where the answer doesn't come whole.
pub async fn ask_on(
    sender: &mut SendRequest<Full<Bytes>>,
    method: &str,
    uri: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Result<Read, hyper::Error> {
    let mut request = Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = sender.send_request(request.body(Full::new(Bytes::from(body.to_owned()))).unwrap()).await?;
    let (parts, body) = answer.into_parts();
    let headers =
        parts.headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    let body = body.collect().await?.to_bytes().to_vec();
    Ok(Read { status: parts.status.as_u16(), headers, body })
}

/// One request to the page's server.
pub async fn ask(
    sandbox: &Sandbox,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Result<Read, hyper::Error> {
    let host = sandbox.url("").trim_start_matches("http://").to_owned();
    let mut sender = connection(TcpStream::connect(&host).await.unwrap()).await;
    let mut headers = headers.to_vec();
    if headers.iter().all(|(name, _)| *name != "host") {
        headers.push(("host", &host));
    }
    ask_on(&mut sender, method, path, &headers, body).await
}

/// The same, by a socket alone: what the line itself says at its end.
pub async fn ask_raw(sandbox: &Sandbox, head: &str) -> io::Result<Vec<u8>> {
    let host = sandbox.url("").trim_start_matches("http://").to_owned();
    raw(&host, head).await
}

pub async fn raw(address: &str, head: &str) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(format!("{head}\r\nHost: {address}\r\nConnection: close\r\n\r\n").as_bytes()).await?;
    let mut all = Vec::new();
    stream.read_to_end(&mut all).await?;
    Ok(all)
}

/// A TLS connection to that host through the proxy, its certificate verified under the sandbox's CA.
pub async fn through_proxy(sandbox: &Sandbox, host: &str) -> io::Result<SendRequest<Full<Bytes>>> {
    Ok(connection(tunnel(sandbox, host).await?).await)
}

async fn tunnel(sandbox: &Sandbox, host: &str) -> io::Result<TlsStream<TcpStream>> {
    let mut stream = TcpStream::connect(sandbox.proxy_addr()).await?;
    stream.write_all(format!("CONNECT {host}:443 HTTP/1.1\r\nHost: {host}:443\r\n\r\n").as_bytes()).await?;
    let mut said = Vec::new();
    while !said.ends_with(b"\r\n\r\n") {
        said.push(stream.read_u8().await?);
    }
    if !said.starts_with(b"HTTP/1.1 200") {
        return Err(io::Error::other(String::from_utf8_lossy(&said).into_owned()));
    }
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(sandbox.authority().to_vec())).unwrap();
    let config = ClientConfig::builder_with_provider(ring::default_provider().into())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(host.to_owned()).unwrap();
    TlsConnector::from(std::sync::Arc::new(config)).connect(name, stream).await
}

/// An open admin page: its cookie and its CSRF token.
pub struct Admin {
    pub cookie: String,
    pub csrf: String,
}

impl Admin {
    pub async fn open(sandbox: &Sandbox) -> Self {
        let page = ask(sandbox, "GET", "/admin/ai", &[], "").await.unwrap();
        let cookie = page.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
        let html = page.text();
        let csrf = html.split("content=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        Self { cookie, csrf }
    }

    /// One request to the endpoint, as the widget makes it.
    pub async fn ask(
        &self,
        sandbox: &Sandbox,
        method: &str,
        more: &[(&str, &str)],
        body: &str,
    ) -> Result<Read, hyper::Error> {
        let origin = sandbox.url("");
        let mut headers = vec![("cookie", self.cookie.as_str())];
        if method != "GET" {
            headers.push(("x-csrf-token", self.csrf.as_str()));
            headers.push(("origin", origin.as_str()));
            headers.push(("content-type", "application/json"));
        }
        // Said by the test itself, a header stands in the place of the usual one; empty, it is left out.
        headers.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
        headers.extend(more.iter().filter(|(_, value)| !value.is_empty()));
        ask(sandbox, method, "/admin/ai/api-key", &headers, body).await
    }
}
