//! Where requests are made and answers looked at: it keeps the session, the newest `ETag` and the invented keys, and
//! notes whatever any answer lets out.

use std::time::Duration;

use axum::http::Request;
use http_body_util::Full;
use hyper::body::Bytes;
use serde_json::{Map, Value, json};

use super::{
    call::{Call, IfMatch},
    leak,
    line::{Heard, Way},
    session::{Session, Token, Who},
    target::Target,
};
use crate::{keys::key_for, passweb::random};

/// The longest wait that a 429 may ask for.
const LONGEST_WAIT: u64 = 60;
/// How often one request waits.
const MOST_WAITS: usize = 5;

/// Where requests are made.
pub struct Desk {
    /// Who asks.
    pub session: Session,
    /// The invented keys: the one that is mostly sent, and another one.
    pub keys: [String; 2],
    /// The `ETag` of the last `GET`.
    pub etag: Option<String>,
    /// What the answers let out.
    pub leaks: leak::Notes,
    target: Target,
    way: Way,
}

/// A state that was read.
#[derive(Clone)]
pub struct Seen {
    /// Its members.
    pub members: Map<String, Value>,
    /// Its `ETag`.
    pub etag: Option<String>,
}

impl Seen {
    /// Is a key stored?
    pub fn configured(&self) -> bool {
        self.members.get("configured") == Some(&Value::Bool(true))
    }

    /// A text member.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.members.get(name).and_then(Value::as_str)
    }

    /// Where the key works, the usual address left out.
    pub fn base_url(&self) -> Option<&str> {
        self.text("baseUrl").filter(|url| *url != "https://api.openai.com/v1")
    }

    /// What tells one stored key from another.
    pub fn mark(&self) -> [Option<&Value>; 4] {
        ["configured", "hint", "baseUrl", "verdict"].map(|name| self.members.get(name))
    }
}

impl Desk {
    /// A desk with two new keys.
    ///
    /// # Errors
    /// Where the system gives no random numbers.
    pub fn new(target: Target, way: Way, session: Session) -> Result<Self, String> {
        let keys = loop {
            let names = [random(), random()];
            if names.iter().any(String::is_empty) {
                return Err("The system gives no random numbers.".to_owned());
            }
            let keys = names.map(|name| key_for(&name));
            if last_four(&keys[0]) != last_four(&keys[1]) {
                break keys;
            }
        };
        let leaks = leak::Notes::of(&keys);
        Ok(Self { session, keys, etag: None, leaks, target, way })
    }

    /// The body of a `POST` of the first key.
    pub fn body(&self) -> Value {
        json!({"apiKey": self.keys[0], "verdict": "ready"})
    }

    /// Makes a request. Where the endpoint asks for patience (429), it waits and asks again.
    ///
    /// # Errors
    /// Says in a few words why no answer came.
    pub async fn ask(&mut self, call: &Call) -> Result<Heard, String> {
        let idempotency = call.idempotency.clone().unwrap_or_else(random);
        for _ in 0..MOST_WAITS {
            let heard = self.ask_once(call, &idempotency).await?;
            let wait =
                heard.header("retry-after").parse().ok().filter(|wait| heard.status == 429 && *wait <= LONGEST_WAIT);
            let Some(wait) = wait else {
                return Ok(heard);
            };
            tokio::time::sleep(Duration::from_secs(wait)).await;
        }
        Err("429, however long the wait".to_owned())
    }

    async fn ask_once(&mut self, call: &Call, idempotency: &str) -> Result<Heard, String> {
        let changes = call.method != "GET" && call.method != "HEAD";
        let token = if changes { call.token } else { Token::Missing };
        let mut headers = vec![("accept".to_owned(), "application/json, application/problem+json".to_owned())];
        headers.extend(self.session.headers(call.who, token));
        if headers.iter().all(|(name, _)| name != "host") {
            headers.push(("host".to_owned(), self.target.authority.clone()));
        }
        if changes {
            headers.push(("idempotency-key".to_owned(), idempotency.to_owned()));
        }
        // Browsers leave Origin out of a GET of the page's own.
        let own = Some(&self.session.origin).filter(|_| changes);
        // Only newer browsers say it; whoever looks at it has to look at Origin where it is absent.
        if call.origin.is_none() {
            headers.push(("sec-fetch-site".to_owned(), "same-origin".to_owned()));
        }
        headers.extend(call.origin.as_ref().or(own).map(|origin| ("origin".to_owned(), origin.clone())));
        headers.extend(call.content_type.map(|kind| ("content-type".to_owned(), kind.to_owned())));
        let etag = match &call.if_match {
            IfMatch::Newest => self.etag.clone().filter(|_| changes),
            IfMatch::This(etag) => Some(etag.clone()),
        };
        headers.extend(etag.map(|etag| ("if-match".to_owned(), etag)));

        let mut request = Request::builder().method(call.method).uri(&self.target.path);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let request = request.body(Full::new(Bytes::from(call.body.clone())));
        let heard = self.way.send(request.map_err(|_| "a header can't be sent".to_owned())?).await?;
        self.leaks.note(call.method, &heard);
        if call.who == Who::Admin && call.origin.is_none() {
            self.session.learn(&heard.headers);
        }
        Ok(heard)
    }

    /// Asks for the state.
    ///
    /// # Errors
    /// Says in a few words why there is none.
    pub async fn state(&mut self) -> Result<Seen, String> {
        let heard = self.ask(&Call::get()).await?;
        self.read_state(&heard)
    }

    /// Reads the state out of the answer to a `GET`.
    ///
    /// # Errors
    /// Says in a few words why it is none.
    pub fn read_state(&mut self, heard: &Heard) -> Result<Seen, String> {
        if heard.status != 200 {
            return Err(format!("status {}", heard.status));
        }
        if heard.media_type() != "application/json" {
            return Err("an answer whose Content-Type is not application/json".to_owned());
        }
        let Ok(Value::Object(members)) = serde_json::from_slice(&heard.body) else {
            return Err("a body that is no JSON object".to_owned());
        };
        if !members.get("configured").is_some_and(Value::is_boolean) {
            return Err("a state without `configured`, true or false".to_owned());
        }
        self.etag = Some(heard.header("etag").to_owned()).filter(|etag| !etag.is_empty());
        Ok(Seen { members, etag: self.etag.clone() })
    }

    /// Removes the key, and looks whether it is gone.
    ///
    /// # Errors
    /// Says in a few words that it is not.
    pub async fn empty(&mut self) -> Result<(), String> {
        let heard = self.ask(&Call::delete()).await?;
        if self.state().await?.configured() {
            return Err(format!("DELETE was answered with {}, and a key is still stored", heard.status));
        }
        Ok(())
    }
}

/// The last four characters.
pub fn last_four(key: &str) -> String {
    crate::passweb::contract::hint(key)
}
