//! Who asks: the headers of a logged-in administrator. They are secrets; nothing here is ever printed.

use axum::http::{HeaderMap, HeaderName, HeaderValue};

use super::target::Target;

/// What a browser or this tool says by itself; in a copy of a browser's headers they would be in the way.
const OWN: [&str; 15] = [
    "accept",
    "accept-encoding",
    "connection",
    "content-length",
    "content-type",
    "expect",
    "idempotency-key",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "sec-fetch-site",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// The headers of a session.
pub struct Session {
    /// The page's origin.
    pub origin: String,
    /// The name of the CSRF header, in small letters.
    pub csrf_header: String,
    csrf: Option<String>,
    cookies: Vec<(String, String)>,
    authorization: Option<String>,
    rest: Vec<(String, String)>,
}

/// How much of the session a request shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// All of it.
    Admin,
    /// Nobody: no cookie.
    Nobody,
    /// Somebody who makes cookies up.
    Forged,
}

/// Which CSRF token a request shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// The session's.
    Right,
    /// None.
    Missing,
    /// Another one.
    Wrong,
}

impl Session {
    /// Reads lines `Name: value`. Empty lines, and those that begin with `#` or (HTTP/2's own) with `:`, are left out.
    ///
    /// # Errors
    /// Names the line, never what stands in it.
    pub fn read(text: &str, csrf_header: &str, target: &Target) -> Result<Self, String> {
        let csrf_header = csrf_header.to_ascii_lowercase();
        HeaderName::try_from(&csrf_header).map_err(|_| "--csrf-header takes the name of a header.".to_owned())?;
        let mut session = Self {
            origin: target.origin(),
            csrf_header,
            csrf: None,
            cookies: Vec::new(),
            authorization: None,
            rest: Vec::new(),
        };
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with(['#', ':']) {
                continue;
            }
            let wrong = || format!("Line {} of the headers is not of the form `Name: value`.", at + 1);
            let (name, value) = line.split_once(':').ok_or_else(wrong)?;
            let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
            HeaderName::try_from(&name).map_err(|_| wrong())?;
            HeaderValue::try_from(value).map_err(|_| wrong())?;
            session.take(name, value);
        }
        Ok(session)
    }

    fn take(&mut self, name: String, value: &str) {
        match name.as_str() {
            "cookie" => self.cookies.extend(value.split(';').filter_map(pair)),
            "origin" => value.clone_into(&mut self.origin),
            "authorization" => self.authorization = Some(value.to_owned()),
            own if OWN.contains(&own) => {}
            _ if name == self.csrf_header => self.csrf = Some(value.to_owned()).filter(|token| !token.is_empty()),
            _ => self.rest.push((name, value.to_owned())),
        }
    }

    /// Was a CSRF token given?
    pub fn has_csrf(&self) -> bool {
        self.csrf.is_some()
    }

    /// The headers of a request of that somebody, with that token.
    pub fn headers(&self, who: Who, token: Token) -> Vec<(String, String)> {
        let mut headers = self.rest.clone();
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={}", if who == Who::Forged { other(value) } else { value.clone() }))
            .collect();
        if who != Who::Nobody && !cookies.is_empty() {
            headers.push(("cookie".to_owned(), cookies.join("; ")));
        }
        // Beside cookies it opens a gate in front of the server; without them it is the session itself.
        let gate = !self.cookies.is_empty();
        match &self.authorization {
            Some(value) if who == Who::Admin || gate => headers.push(("authorization".to_owned(), value.clone())),
            Some(value) if who == Who::Forged => headers.push(("authorization".to_owned(), other(value))),
            _ => {}
        }
        match (&self.csrf, token) {
            (Some(csrf), Token::Right) => headers.push((self.csrf_header.clone(), csrf.clone())),
            (Some(csrf), Token::Wrong) => headers.push((self.csrf_header.clone(), other(csrf))),
            _ => {}
        }
        headers
    }

    /// Takes what an answer renews, as the browser and the widget do: cookies, and the CSRF token.
    pub fn learn(&mut self, headers: &HeaderMap) {
        let text = |value: &HeaderValue| value.to_str().ok().map(str::to_owned);
        for set in headers.get_all("set-cookie").iter().filter_map(text) {
            let Some((name, value)) = set.split(';').next().and_then(pair) else {
                continue;
            };
            match self.cookies.iter_mut().find(|(known, _)| *known == name) {
                Some(known) => known.1 = value,
                None => self.cookies.push((name, value)),
            }
        }
        let token = headers.get(&self.csrf_header).and_then(text).filter(|token| !token.is_empty());
        if self.csrf.is_some() && token.is_some() {
            self.csrf = token;
        }
    }
}

fn pair(text: &str) -> Option<(String, String)> {
    let (name, value) = text.trim().split_once('=')?;
    Some((name.to_owned(), value.to_owned()))
}

/// A value of the same length and kind of characters that is another one.
fn other(value: &str) -> String {
    let turned = |c: char| match c {
        '0'..='8' | 'a'..='y' | 'A'..='Y' => char::from_u32(c as u32 + 1).unwrap_or(c),
        '9' => '0',
        'z' => 'a',
        'Z' => 'A',
        c => c,
    };
    value.chars().map(turned).collect()
}

#[cfg(test)]
mod tests {
    use super::{Session, Target, Token, Who};
    use axum::http::{HeaderMap, HeaderValue};

    const LINES: &str = "# copied from the browser\n:authority: shop.example\n\nCookie: sid=abc9; theme=dark\r\n\
                         X-CSRF-Token: t0\nAccept-Encoding: gzip\nX-Tenant: 5\nOrigin: https://admin.example";

    fn session(lines: &str) -> Result<Session, String> {
        Session::read(lines, "X-CSRF-Token", &Target::read("https://shop.example/key").unwrap())
    }

    fn said(session: &Session, who: Who, token: Token) -> String {
        let headers = session.headers(who, token);
        headers.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_copy_of_a_browsers_headers_is_read() {
        let session = session(LINES).unwrap_or_else(|why| panic!("{why}"));
        let all = "x-tenant: 5\ncookie: sid=abc9; theme=dark\nx-csrf-token: t0";
        assert_eq!(said(&session, Who::Admin, Token::Right), all);
        assert_eq!(session.origin, "https://admin.example");
    }

    #[test]
    fn nobody_has_no_cookie_and_a_forger_another_one() {
        let session = session(LINES).unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(said(&session, Who::Nobody, Token::Missing), "x-tenant: 5");
        let forged = "x-tenant: 5\ncookie: sid=bcd0; theme=ebsl\nx-csrf-token: u1";
        assert_eq!(said(&session, Who::Forged, Token::Wrong), forged);
    }

    #[test]
    fn an_authorization_is_the_session_where_there_is_no_cookie_and_a_gate_beside_one() {
        let alone = session("Authorization: Bearer abc").unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(said(&alone, Who::Nobody, Token::Right), "");
        let gate = session("Authorization: Basic abc\nCookie: sid=1").unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(said(&gate, Who::Nobody, Token::Right), "authorization: Basic abc");
    }

    #[test]
    fn a_newer_token_and_cookie_are_taken() {
        let mut session = session(LINES).unwrap_or_else(|why| panic!("{why}"));
        let mut answer = HeaderMap::new();
        answer.insert("x-csrf-token", HeaderValue::from_static("t1"));
        answer.insert("set-cookie", HeaderValue::from_static("sid=new; Path=/; HttpOnly"));
        session.learn(&answer);
        assert_eq!(
            said(&session, Who::Admin, Token::Right),
            "x-tenant: 5\ncookie: sid=new; theme=dark\nx-csrf-token: t1"
        );
    }

    #[test]
    fn a_line_that_is_no_header_is_named_by_its_number_alone() {
        let why = session("Cookie: a=b\nhunter2 hunter2").err().unwrap();
        assert!(why.contains("Line 2") && !why.contains("hunter2"), "{why}");
    }
}
