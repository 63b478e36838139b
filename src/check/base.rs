//! Where OpenAI is asked.

/// A base URL that may be asked with a key in hand. There is no way to make one of any other host.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Base {
    /// `https://api.openai.com/v1`
    #[default]
    Plain,
    /// `https://xx.api.openai.com/v1`
    Region([u8; 2]),
    /// Another base URL on loopback; the element obeys it only while the page is on loopback too.
    Loopback(String),
}

impl Base {
    /// The base of a host that an answer names, where it is one of OpenAI's: exactly `api.openai.com`, or
    /// two small letters and a dot before it (data-residency guide: us, eu, au, in, jp; openai-node
    /// `src/internal/data-residency.ts`: ae).
    pub fn from_host(host: &[u8]) -> Option<Base> {
        match host.strip_suffix(b"api.openai.com")? {
            [] => Some(Base::Plain),
            [a @ b'a'..=b'z', b @ b'a'..=b'z', b'.'] => Some(Base::Region([*a, *b])),
            _ => None,
        }
    }

    /// The base URL, without a slash at its end. A region that is not two small letters is no region:
    /// the plain address stands in for it.
    pub fn url(&self) -> String {
        let mut url = String::from("https://");
        match self {
            Base::Loopback(base) => return base.clone(),
            Base::Region(region) if region.iter().all(u8::is_ascii_lowercase) => {
                for byte in region {
                    url.push(char::from(*byte));
                }
                url.push('.');
            }
            Base::Region(_) | Base::Plain => {}
        }
        url.push_str("api.openai.com/v1");
        url
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_openai_s_own_hosts_are_followed() {
        assert_eq!(Base::from_host(b"api.openai.com"), Some(Base::Plain));
        assert_eq!(Base::from_host(b"us.api.openai.com"), Some(Base::Region(*b"us")));
        for host in [
            "",
            "openai.com",
            "US.api.openai.com",
            "usa.api.openai.com",
            "u.api.openai.com",
            "u1.api.openai.com",
            ".api.openai.com",
            "usapi.openai.com",
            "us.api.openai.com.evil.example",
            "evil.us.api.openai.com",
            "us.api.openai.com:8443",
            "us.api.openai.com/",
            "u\u{fe}.api.openai.com",
        ] {
            assert_eq!(Base::from_host(host.as_bytes()), None, "{host}");
        }
    }

    #[test]
    fn a_base_is_its_url() {
        assert_eq!(Base::Plain.url(), "https://api.openai.com/v1");
        assert_eq!(Base::Region(*b"eu").url(), "https://eu.api.openai.com/v1");
        assert_eq!(Base::Region(*b"/x").url(), "https://api.openai.com/v1");
        assert_eq!(Base::Region(*b"x@").url(), "https://api.openai.com/v1");
        assert_eq!(Base::Loopback("http://127.0.0.1:9/v1".into()).url(), "http://127.0.0.1:9/v1");
    }
}
