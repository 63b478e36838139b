//! The page's server: which path is answered by what.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{Method, Request, Response, request::Parts},
    routing::{any, get},
};
use hyper::{body::Incoming, service::Service};
use hyper_util::service::TowerToHyperService;
use serde::{Deserialize, Serialize};

use super::house::{House, Network, read};
use crate::{
    answer::{Answer, broken},
    line::held,
    page::{self, Session, files, tray},
    record::Via,
};

/// Runs before the page's own scripts: those are modules, which wait for the end of the page.
const BEFORE: &str = r#"<script src="/before.js"></script>"#;

type Shared = State<Arc<House>>;

/// The routes.
pub fn router(house: Arc<House>) -> Router {
    Router::new()
        .route("/", get(home))
        .route("/admin/ai", get(admin))
        .route("/admin/ai/api-key", any(endpoint))
        .route("/admin/login", get(login).post(login))
        .route("/ai-key/{*path}", get(built))
        .route("/pages/{*path}", get(other_page))
        .route("/gallery", get(gallery))
        .route("/gallery.js", get(|| asset("text/javascript; charset=utf-8", page::GALLERY.1)))
        .route("/gallery.css", get(|| asset("text/css; charset=utf-8", page::GALLERY.2)))
        .route("/gallery.json", get(|| asset("application/json", page::GALLERY.3)))
        .route("/openai/{*path}", any(openai))
        .route("/tray.js", get(|| asset("text/javascript; charset=utf-8", tray::SCRIPT)))
        .route("/tray.css", get(|| asset("text/css; charset=utf-8", tray::STYLE)))
        .route("/before.js", get(before))
        // A browser asks by itself; a 404 would stand in every console.
        .route("/favicon.ico", get(|| Answer::empty(204).send()))
        .route("/sandbox/samples", get(samples))
        .route("/sandbox/network", get(network).post(network))
        .fallback(|| files::missing().send())
        .with_state(house)
}

/// Puts a request on record, breaks the line where the network does, answers.
pub async fn answer(house: Arc<House>, router: Router, request: Request<Incoming>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let via = Via::of(parts.uri.path());
    let host = parts.headers.get("host").and_then(|host| host.to_str().ok()).unwrap_or("").to_owned();
    let row = house.recorder.arrived(via, &host, &parts);
    let gone = match house.network() {
        Network::Up => false,
        Network::NoOpenai => via == Via::OpenAi,
        Network::NoPassweb => via == Via::Endpoint,
        Network::Down => via != Via::Control,
    };
    if gone {
        return broken();
    }
    // Another name that was made to point at 127.0.0.1 would give its pages what is stored here.
    if !["127.0.0.1", "localhost"].contains(&host.split(':').next().unwrap_or("")) {
        return Answer::empty(421).send().await;
    }
    let Some(body) = read(body).await else {
        return Answer::empty(413).send().await;
    };
    house.recorder.body(row, &body);
    let request = Request::from_parts(parts, Body::from(body));
    match TowerToHyperService::new(router).call(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

async fn home() -> Response<Body> {
    Answer::empty(302).with("location", "/admin/ai").send().await
}

async fn admin(State(house): Shared, parts: Parts) -> Response<Body> {
    let path = house.dist.join("index.html");
    let Ok(page) = tokio::fs::read_to_string(&path).await else {
        let text = format!("There is no built page at {}.\n", path.display());
        return Answer::new(503, "text/plain; charset=utf-8", text).send().await;
    };
    give(&house, &parts, &page).send().await
}

async fn gallery(State(house): Shared) -> Response<Body> {
    let options = page::PageOptions { tray: false, attributes: Vec::new(), ..house.page() };
    options.answer(page::GALLERY.0, "", "", false).with("cache-control", "no-cache").send().await
}

async fn other_page(State(house): Shared, parts: Parts) -> Response<Body> {
    let path = parts.uri.path().trim_start_matches("/pages/");
    let Some(folder) = house.page().pages else {
        return files::missing().send().await;
    };
    let file = files::file(&folder, path).await;
    let is_page = file.header("content-type").is_some_and(|kind| kind.starts_with("text/html"));
    if file.status != 200 || !is_page {
        return packed(&house, &parts, file).send().await;
    }
    packed(&house, &parts, give(&house, &parts, &String::from_utf8_lossy(&file.body))).send().await
}

/// A page, and the session that goes with it.
fn give(house: &House, parts: &Parts, page: &str) -> Answer {
    let options = house.page();
    let sessions = &house.endpoint.sessions;
    let (session, new) = match (sessions.of(&parts.headers), options.session) {
        (Some(session), Session::Given | Session::Asked) => (Some(session), false),
        (None, Session::Given) => (Some(sessions.start()), true),
        (None, Session::Asked) => return Answer::empty(302).with("location", "/admin/login"),
        (_, Session::Ended) => (None, false),
    };
    // The token of a session that nobody has: what a page holds that was opened long ago.
    let csrf = session.as_ref().map_or("ended", |session| session.csrf.as_str());
    // As the reader names this machine: `localhost` is another origin than `127.0.0.1`.
    let host = parts.headers.get("host").and_then(|host| host.to_str().ok());
    let origin = host.map_or_else(|| house.origin.clone(), |host| format!("http://{host}"));
    let before = if held(&house.before).is_empty() { "" } else { BEFORE };
    let page = page::html::before_head_ends(page, before);
    let answer = options.answer(&page, csrf, &origin, house.acted_out);
    match session {
        Some(session) if new => answer.with("set-cookie", session.cookie()),
        _ => answer,
    }
}

async fn login(State(house): Shared, method: Method) -> Response<Body> {
    if method == Method::POST {
        let session = house.endpoint.sessions.start();
        let answer = Answer::empty(303).with("location", "/admin/ai").with("set-cookie", session.cookie());
        return answer.send().await;
    }
    Answer::new(200, "text/html; charset=utf-8", page::LOGIN)
        .with("cache-control", "no-store")
        .with("content-security-policy", "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'")
        .send()
        .await
}

async fn built(State(house): Shared, parts: Parts) -> Response<Body> {
    let file = files::file(&house.dist, parts.uri.path().trim_start_matches("/ai-key/")).await;
    let file = files::unless_known(file, &parts.headers);
    let file = if house.page().shared { file.with("access-control-allow-origin", "*") } else { file };
    packed(&house, &parts, file).send().await
}

fn packed(house: &House, parts: &Parts, answer: Answer) -> Answer {
    match &house.packer {
        Some(packer) => packer.pack(answer, &parts.headers),
        None => answer,
    }
}

async fn endpoint(State(house): Shared, parts: Parts, body: Bytes) -> Response<Body> {
    house.endpoint.serve(&parts, &body).await
}

async fn openai(State(house): Shared, parts: Parts, body: Bytes) -> Response<Body> {
    if !house.acted_out {
        return files::missing().send().await;
    }
    let path = parts.uri.path().trim_start_matches("/openai");
    house.openai.serve("127.0.0.1", path, &parts, &body).await
}

async fn asset(content_type: &'static str, text: &'static str) -> Response<Body> {
    Answer::new(200, content_type, text).with("cache-control", "no-cache").send().await
}

async fn before(State(house): Shared) -> Response<Body> {
    let script = held(&house.before).clone();
    Answer::new(200, "text/javascript; charset=utf-8", script).with("cache-control", "no-store").send().await
}

async fn samples() -> Response<Body> {
    json(&tray::texts()).send().await
}

#[derive(Serialize, Deserialize)]
struct Choice {
    network: Network,
}

/// The tray's control. Only JSON sets it, which a page of another origin can't send unasked.
async fn network(State(house): Shared, parts: Parts, body: Bytes) -> Response<Body> {
    if parts.method == Method::POST {
        let is_json = parts.headers.get("content-type").is_some_and(|kind| kind == "application/json");
        match serde_json::from_slice::<Choice>(&body) {
            Ok(choice) if is_json => *held(&house.network) = choice.network,
            _ => return Answer::empty(400).send().await,
        }
    }
    json(&Choice { network: house.network() }).send().await
}

fn json(value: &impl Serialize) -> Answer {
    let body = serde_json::to_vec(value).unwrap_or_default();
    Answer::new(200, "application/json", body).with("cache-control", "no-store")
}
