//! An answer, and how it goes over the line.

use std::{future::pending, io, time::Duration};

use axum::{
    body::{Body, Bytes},
    http::{HeaderName, HeaderValue, Response, StatusCode},
};
use http_body_util::channel::Channel;

/// An answer and the way it is given.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body, byte for byte.
    pub body: Bytes,
    /// How it goes over the line.
    pub delivery: Delivery,
    /// Does it carry the headers that let a page of another origin read it? (Only OpenAI looks at this.)
    pub cors: bool,
}

/// How an answer goes over the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// At once, whole.
    Whole,
    /// Whole, after that time.
    Late(Duration),
    /// The head at once, then one byte in that time.
    Drip(Duration),
    /// Never: the line stays open and silent.
    Hang,
    /// The head and half of the body, then the line ends.
    Cut,
    /// Nothing: the line is reset (RST).
    Reset,
}

/// Marks a response in whose place the line is reset. See [`crate::line::serve`].
#[derive(Clone, Copy, Debug)]
pub struct Break;

impl Answer {
    /// A whole answer.
    pub fn new(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        let headers = vec![("content-type".to_owned(), content_type.to_owned())];
        Self { status, headers, body: body.into(), delivery: Delivery::Whole, cors: true }
    }

    /// An answer without a body.
    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Bytes::new(), delivery: Delivery::Whole, cors: true }
    }

    /// A reset line.
    pub fn reset() -> Self {
        Self::empty(500).by(Delivery::Reset)
    }

    /// The same, given in that way.
    #[must_use]
    pub fn by(mut self, delivery: Delivery) -> Self {
        self.delivery = delivery;
        self
    }

    /// The same with one header more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Gives it. Waits where its delivery is to wait.
    pub async fn send(self) -> Response<Body> {
        let body = match self.delivery {
            Delivery::Whole => Body::from(self.body.clone()),
            Delivery::Late(time) => {
                tokio::time::sleep(time).await;
                Body::from(self.body.clone())
            }
            Delivery::Drip(pause) => drip(self.body.clone(), pause),
            Delivery::Cut => cut(&self.body),
            Delivery::Hang => pending().await,
            Delivery::Reset => return broken(),
        };
        let mut response = Response::new(body);
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        for (name, value) in &self.headers {
            if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                response.headers_mut().append(name, value);
            }
        }
        response
    }
}

/// The response in whose place the line is reset.
pub fn broken() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(Break);
    response
}

fn drip(body: Bytes, pause: Duration) -> Body {
    let (mut sender, channel) = Channel::<Bytes, io::Error>::new(1);
    tokio::spawn(async move {
        for at in 0..body.len() {
            tokio::time::sleep(pause).await;
            if sender.send_data(body.slice(at..=at)).await.is_err() {
                return;
            }
        }
    });
    Body::new(channel)
}

fn cut(body: &Bytes) -> Body {
    let half = body.slice(..body.len() / 2);
    let (mut sender, channel) = Channel::<Bytes, io::Error>::new(1);
    tokio::spawn(async move {
        if sender.send_data(half).await.is_ok() {
            // The half has to be on the line before the end of the line is.
            tokio::time::sleep(Duration::from_millis(100)).await;
            sender.abort(io::Error::other("cut here"));
        }
    });
    Body::new(channel)
}
