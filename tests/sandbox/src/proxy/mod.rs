//! The recording proxy: a browser that goes through it finds the acted-out OpenAI as `https://api.openai.com`,
//! the servers on 127.0.0.1 as themselves, and nothing else.

mod tls;

use std::sync::Arc;

use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, Request, Response, StatusCode, Uri, request::Parts, uri::Authority},
};
use http_body_util::Full;
use hyper::{body::Incoming, client::conn::http1};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

pub use tls::Identity;

use crate::{
    answer::broken,
    line::{Breaker, Line, serve},
    record::Via,
    servers::House,
};

/// Is that one of OpenAI's API hosts (`api.openai.com`, `*.api.openai.com`)?
pub fn is_openai(host: &str) -> bool {
    host == "api.openai.com" || host.ends_with(".api.openai.com")
}

fn is_loopback(host: &str) -> bool {
    host == "127.0.0.1" || host == "localhost"
}

/// Serves one connection of a browser.
pub async fn serve_one(house: Arc<House>, identity: Arc<Identity>, line: Line, breaker: Breaker) {
    let whole = breaker.clone();
    serve(line, breaker, move |request| {
        let (house, identity, breaker) = (house.clone(), identity.clone(), whole.clone());
        async move {
            if request.method() == "CONNECT" {
                connect(&house, identity, request, breaker)
            } else {
                pass_on(&house, request).await
            }
        }
    })
    .await;
}

fn connect(
    house: &Arc<House>,
    identity: Arc<Identity>,
    request: Request<Incoming>,
    breaker: Breaker,
) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let authority = parts.uri.authority().cloned();
    let (host, port) = authority.as_ref().map_or(("", 0), |known| (known.host(), known.port_u16().unwrap_or(443)));
    house.recorder.arrived(Via::Proxy, host, &parts);
    let request = Request::from_parts(parts.clone(), body);
    if is_openai(host) && port == 443 && house.acted_out {
        if house.is_openai_gone() {
            return broken();
        }
        let (house, host) = (house.clone(), host.to_owned());
        house.clone().tasks.spawn(async move {
            if let Ok(upgraded) = hyper::upgrade::on(request).await
                && let Ok(stream) = identity.acceptor().accept(TokioIo::new(upgraded)).await
            {
                serve(stream, breaker, move |request| inside(house.clone(), host.clone(), request)).await;
            }
        });
        return Response::new(Body::empty());
    }
    if is_loopback(host) {
        if house.is_all_gone() {
            return broken();
        }
        house.tasks.spawn(async move {
            if let Ok(upgraded) = hyper::upgrade::on(request).await
                && let Ok(mut there) = TcpStream::connect(("127.0.0.1", port)).await
            {
                let _ = tokio::io::copy_bidirectional(&mut TokioIo::new(upgraded), &mut there).await;
            }
        });
        return Response::new(Body::empty());
    }
    refused(host)
}

/// A request inside of the TLS, meant for OpenAI.
async fn inside(house: Arc<House>, host: String, request: Request<Incoming>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let row = house.recorder.arrived(Via::Proxy, &host, &parts);
    if house.is_openai_gone() {
        return broken();
    }
    let Some(body) = crate::servers::read(body).await else {
        return too_large();
    };
    house.recorder.body(row, &body);
    house.openai.serve(&host, parts.uri.path(), &parts, &body).await
}

/// A request with an absolute address, in the clear.
async fn pass_on(house: &House, request: Request<Incoming>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let authority = parts.uri.authority().cloned();
    let host = authority.as_ref().map_or("", Authority::host).to_owned();
    let row = house.recorder.arrived(Via::Proxy, &host, &parts);
    let Some(body) = crate::servers::read(body).await else {
        return too_large();
    };
    house.recorder.body(row, &body);
    if !is_loopback(&host) {
        return refused(&host);
    }
    if house.is_all_gone() {
        return broken();
    }
    let port = authority.and_then(|known| known.port_u16()).unwrap_or(80);
    // What breaks behind the proxy breaks before it in the same way.
    forward(port, parts, body).await.unwrap_or_else(broken)
}

async fn forward(port: u16, mut parts: Parts, body: Bytes) -> Option<Response<Body>> {
    let stream = TcpStream::connect(("127.0.0.1", port)).await.ok()?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.ok()?;
    // Ends by itself, once the answer was read or dropped.
    tokio::spawn(connection);
    let host = parts.uri.authority().map(|known| known.as_str().to_owned())?;
    parts.uri = parts.uri.path_and_query().map_or("/", |path| path.as_str()).parse::<Uri>().ok()?;
    for name in ["connection", "proxy-connection", "proxy-authorization", "keep-alive", "te", "upgrade"] {
        parts.headers.remove(name);
    }
    parts.headers.insert("host", HeaderValue::try_from(host).ok()?);
    let answer = sender.send_request(Request::from_parts(parts, Full::new(body))).await.ok()?;
    let mut answer = answer.map(Body::new);
    for name in ["connection", "keep-alive"] {
        answer.headers_mut().remove(name);
    }
    Some(answer)
}

fn refused(host: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(format!("The sandbox's proxy does not go to {host}.\n")));
    *response.status_mut() = StatusCode::BAD_GATEWAY;
    response
}

fn too_large() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
    response
}
