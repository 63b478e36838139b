//! The address that is tried.

use axum::http::Uri;

/// An endpoint's address, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// By https?
    pub secure: bool,
    /// The host, an IPv6 address without its brackets.
    pub host: String,
    /// The port.
    pub port: u16,
    /// Host and port as the `Host` header has them.
    pub authority: String,
    /// Path and query.
    pub path: String,
}

impl Target {
    /// Takes an address apart.
    ///
    /// # Errors
    /// Says in a sentence what kind of address is wanted: https, or http on this machine, without a user's name.
    pub fn read(url: &str) -> Result<Self, String> {
        let wanted = || "The address has to be https://… or, on this machine, http://127.0.0.1….".to_owned();
        let uri: Uri = url.parse().map_err(|_| wanted())?;
        let secure = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(wanted()),
        };
        let authority = uri.authority().ok_or_else(wanted)?;
        if authority.as_str().contains('@') {
            return Err("A user's name or password doesn't belong into the address: put an Authorization line into \
                        the file of headers."
                .to_owned());
        }
        let host = authority.host().trim_start_matches('[').trim_end_matches(']').to_owned();
        let port = match authority.port() {
            None => [80, 443][usize::from(secure)],
            Some(port) => port.as_str().parse().map_err(|_| wanted())?,
        };
        if !secure && !is_here(&host) {
            return Err("By http the session's cookie would travel in the clear: outside of this machine the address \
                        has to be https://…."
                .to_owned());
        }
        let path = uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        Ok(Self { secure, host, port, authority: authority.as_str().to_owned(), path })
    }

    /// The origin of a page at that address.
    pub fn origin(&self) -> String {
        let scheme = if self.secure { "https" } else { "http" };
        // Browsers leave the usual port out (URL Standard, "serialization of an origin"), and write small letters.
        let usual = self.port == if self.secure { 443 } else { 80 };
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.to_ascii_lowercase() };
        if usual { format!("{scheme}://{host}") } else { format!("{scheme}://{host}:{}", self.port) }
    }
}

/// Is it a name of this machine's loopback?
fn is_here(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::Target;

    #[test]
    fn an_address_is_taken_apart_as_a_browser_does() {
        let target = Target::read("https://Shop.example/admin/ai/api-key?shop=5").unwrap();
        assert_eq!((target.secure, target.host.as_str(), target.port), (true, "Shop.example", 443));
        assert_eq!(
            (target.origin().as_str(), target.path.as_str()),
            ("https://shop.example", "/admin/ai/api-key?shop=5")
        );
        assert_eq!(Target::read("http://[::1]:81/x").unwrap().origin(), "http://[::1]:81");
        assert_eq!(Target::read("http://localhost/x").unwrap().origin(), "http://localhost");
    }

    #[test]
    fn only_https_or_this_machine_is_tried() {
        for bad in ["shop.example", "ftp://shop.example/", "http://shop.example/", "http://127.0.0.1.evil.example/", ""]
        {
            assert!(Target::read(bad).is_err(), "{bad}");
        }
        let named = Target::read("https://someone:hunter2@shop.example/").unwrap_err();
        assert!(!named.contains("hunter2"));
    }
}
