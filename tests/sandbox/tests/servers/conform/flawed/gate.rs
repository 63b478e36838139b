//! Who is let in.

use axum::{
    body::Body,
    http::{HeaderMap, Response},
};

use super::{COOKIE, Endpoint, TOKEN, answer, head};
use crate::conform::flaws::Flaw;

impl Endpoint {
    /// Whoever is not logged in.
    pub(super) fn stranger(&self, method: &str, headers: &HeaderMap) -> Option<Response<Body>> {
        let cookie = head(headers, "cookie").unwrap_or("");
        let known = cookie == COOKIE
            || self.has(Flaw::AnyCookie) && !cookie.is_empty()
            || self.has(Flaw::NobodyPosts) && method == "POST"
            || self.has(Flaw::NobodyDeletes) && method == "DELETE";
        if known {
            return None;
        }
        if self.has(Flaw::LoginPage) && method == "GET" {
            return Some(answer(200, "text/html", "<form>"));
        }
        if self.has(Flaw::RedirectsToLogin) {
            return Some(Response::builder().status(302).header("location", "/login").body(Body::empty()).unwrap());
        }
        Some(self.problem(401, "session-ended", ""))
    }

    /// Whoever comes from another page.
    pub(super) fn forged(&self, method: &str, headers: &HeaderMap) -> Option<Response<Body>> {
        if method == "GET" || method == "HEAD" {
            return None;
        }
        let own = format!("{}://{}", self.scheme, head(headers, "host").unwrap_or(""));
        let origin = head(headers, "origin").unwrap_or(&own);
        let fits = origin == own
            || self.has(Flaw::AnyOrigin) && method == "POST"
            || self.has(Flaw::DeleteFromAnywhere) && method == "DELETE"
            || self.has(Flaw::NullOrigin) && origin == "null"
            || self.has(Flaw::OriginByItsStart) && origin.starts_with(&own);
        if !fits {
            return Some(self.problem(403, "foreign-origin", ""));
        }
        let token = head(headers, "x-csrf-token");
        let fits = token == Some(TOKEN)
            || self.has(Flaw::NoToken)
            || self.has(Flaw::TokenWhereSent) && token.is_none() && method == "POST"
            || self.has(Flaw::AnyToken) && token.is_some()
            || self.has(Flaw::DeleteWithoutToken) && method == "DELETE";
        let kind = if self.has(Flaw::TokenUnnamed) { "forbidden" } else { "csrf" };
        (!fits).then(|| self.problem(403, kind, ""))
    }
}
