//! Sessions of the admin pages: a cookie, and a CSRF token for each.

use std::{collections::HashMap, sync::Mutex};

use axum::http::HeaderMap;
use ring::rand::{SecureRandom, SystemRandom};

use crate::line::held;

/// The cookie's name.
pub const COOKIE: &str = "passweb_session";

/// The sessions that are alive.
#[derive(Default)]
pub struct Sessions {
    // From the cookie's value to the CSRF token.
    alive: Mutex<HashMap<String, String>>,
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The cookie's value.
    pub id: String,
    /// Its CSRF token.
    pub csrf: String,
}

impl Session {
    /// The header that gives the browser its cookie.
    pub fn cookie(&self) -> String {
        format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Lax", self.id)
    }
}

impl Sessions {
    /// Starts one.
    pub fn start(&self) -> Session {
        let session = Session { id: random(), csrf: random() };
        held(&self.alive).insert(session.id.clone(), session.csrf.clone());
        session
    }

    /// The session of a request, where it is alive.
    pub fn of(&self, headers: &HeaderMap) -> Option<Session> {
        let id = cookie(headers)?;
        let csrf = held(&self.alive).get(&id)?.clone();
        Some(Session { id, csrf })
    }

    /// Ends all of them: whoever is logged in is not any more.
    pub fn end_all(&self) {
        held(&self.alive).clear();
    }

    /// Gives every session a new CSRF token: pages that are open hold an old one.
    pub fn renew_csrf(&self) {
        for csrf in held(&self.alive).values_mut() {
            *csrf = random();
        }
    }
}

fn cookie(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all("cookie")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('=').map(str::to_owned))
}

/// 128 random bits in hex; the empty text, which no session has, where the system gives none.
pub fn random() -> String {
    let mut bytes = [0_u8; 16];
    match SystemRandom::new().fill(&mut bytes) {
        Ok(()) => format!("{:032x}", u128::from_be_bytes(bytes)),
        Err(_) => String::new(),
    }
}
