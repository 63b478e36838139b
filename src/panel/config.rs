//! What the integrator asked for, and what of it is obeyed. Pure: addresses come in already resolved.

use super::EndpointProblem;
use crate::check::Base;

/// A resolved address, in the browser's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The whole address.
    pub href: String,
    /// Its origin; `null` for what has none.
    pub origin: String,
    /// Its scheme, with the colon.
    pub scheme: String,
    /// Its host, without the port.
    pub host: String,
    /// It carries a user name or a password.
    pub credentials: bool,
}

impl Place {
    /// On this machine: the page and its servers are a demo or a test.
    fn is_loopback(&self) -> bool {
        matches!(self.host.as_str(), "localhost" | "127.0.0.1" | "[::1]")
    }

    /// Over TLS, or inside this machine.
    fn is_private(&self) -> bool {
        self.scheme == "https:" || (self.scheme == "http:" && self.is_loopback())
    }
}

/// The endpoint, if it is of the page's own origin and the key does not cross a network in the clear.
///
/// `given` is `None` where the attribute is missing, `Some(None)` where it is no address.
///
/// # Errors
/// Says why there is no endpoint to talk to.
pub fn endpoint_url(given: Option<Option<Place>>, page: Option<&Place>) -> Result<String, EndpointProblem> {
    let place = given.ok_or(EndpointProblem::Missing)?.ok_or(EndpointProblem::Foreign)?;
    let page = page.ok_or(EndpointProblem::Foreign)?;
    if place.origin != page.origin || place.credentials {
        return Err(EndpointProblem::Foreign);
    }
    if !matches!(place.scheme.as_str(), "http:" | "https:") {
        return Err(EndpointProblem::Foreign);
    }
    if !place.is_private() {
        return Err(EndpointProblem::Insecure);
    }
    Ok(place.href)
}

/// Where OpenAI is asked: another base only while both the page and that base are on loopback.
pub fn openai_base(given: Option<Place>, page: Option<&Place>) -> Base {
    match (given, page) {
        (Some(place), Some(page))
            if place.is_loopback() && page.is_loopback() && place.is_private() && !place.credentials =>
        {
            Base::Loopback(without_slashes(&place.href).to_owned())
        }
        _ => Base::Plain,
    }
}

/// An address without the slashes at its end.
fn without_slashes(mut address: &str) -> &str {
    while let Some(before) = address.strip_suffix("/") {
        address = before;
    }
    address
}

/// Another base was wanted, and OpenAI's own is asked all the same. `given` as for [`endpoint_url`].
pub fn is_base_refused(given: Option<&Option<Place>>, base: &Base) -> bool {
    let own = |place: &Place| without_slashes(&place.href) == Base::Plain.url();
    *base == Base::Plain && given.is_some_and(|place| !place.as_ref().is_some_and(own))
}

/// Endpoint and base URL of a state that is acted out inside the page: only on loopback, where nothing is at stake.
///
/// No request to these addresses leaves the page: `mock.js` answers them.
pub fn acted_out(state: Option<&str>, page: Option<&Place>) -> Option<(String, String)> {
    let page = page.filter(|page| page.is_loopback() && page.is_private())?;
    let state = state.filter(|state| state.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))?;
    let mut place = page.origin.clone();
    place.push_str("/passweb-ai-key-mock/");
    place.push_str(state);
    Some((place.clone() + "/api-key", place + "/v1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(scheme: &str, host: &str, port: &str, path: &str) -> Place {
        Place {
            href: format!("{scheme}//{host}{port}{path}"),
            origin: format!("{scheme}//{host}{port}"),
            scheme: scheme.to_owned(),
            host: host.to_owned(),
            credentials: false,
        }
    }

    #[test]
    fn an_endpoint_of_the_own_origin_is_taken() {
        let page = place("https:", "shop.example", "", "/admin");
        let given = place("https:", "shop.example", "", "/admin/ai/api-key");
        assert_eq!(endpoint_url(Some(Some(given.clone())), Some(&page)), Ok(given.href));
    }

    #[test]
    fn a_missing_endpoint_is_missing_and_a_foreign_one_foreign() {
        let page = place("https:", "shop.example", "", "/admin");
        let other = place("https:", "evil.example", "", "/x");
        let script = Place { origin: "null".into(), ..place("javascript:", "", "", "alert(1)") };
        let mut user = place("https:", "shop.example", "", "/x");
        user.credentials = true;
        assert_eq!(endpoint_url(None, Some(&page)), Err(EndpointProblem::Missing));
        for given in [None, Some(other), Some(script), Some(user)] {
            assert_eq!(endpoint_url(Some(given), Some(&page)), Err(EndpointProblem::Foreign));
        }
        let port = place("https:", "shop.example", ":8443", "/x");
        assert_eq!(endpoint_url(Some(Some(port)), Some(&page)), Err(EndpointProblem::Foreign));
    }

    #[test]
    fn the_key_never_crosses_a_network_in_the_clear() {
        let page = place("http:", "shop.example", "", "/admin");
        assert_eq!(endpoint_url(Some(Some(page.clone())), Some(&page)), Err(EndpointProblem::Insecure));
        let page = place("http:", "127.0.0.1", ":8080", "/admin");
        assert!(endpoint_url(Some(Some(page.clone())), Some(&page)).is_ok());
    }

    #[test]
    fn another_openai_is_asked_only_while_both_are_on_loopback() {
        let page = place("http:", "127.0.0.1", ":8080", "/admin");
        let shop = place("https:", "shop.example", "", "/admin");
        let fake = place("http:", "127.0.0.1", ":9000", "/v1/");
        let evil = place("https:", "evil.example", "", "/v1");
        assert_eq!(openai_base(Some(fake.clone()), Some(&page)), Base::Loopback("http://127.0.0.1:9000/v1".into()));
        assert_eq!(openai_base(Some(fake), Some(&shop)), Base::Plain);
        assert_eq!(openai_base(Some(evil), Some(&page)), Base::Plain);
        assert_eq!(openai_base(None, Some(&page)), Base::Plain);
    }

    #[test]
    fn a_base_that_is_not_asked_is_refused_unless_it_is_openai_s_own() {
        let evil = Some(place("https:", "evil.example", "", "/v1"));
        let own = Some(place("https:", "api.openai.com", "", "/v1/"));
        assert!(is_base_refused(Some(&evil), &Base::Plain));
        assert!(is_base_refused(Some(&None), &Base::Plain), "no address at all");
        assert!(!is_base_refused(Some(&own), &Base::Plain));
        assert!(!is_base_refused(None, &Base::Plain));
        assert!(!is_base_refused(Some(&evil), &Base::Loopback(String::new())));
    }

    #[test]
    fn a_state_is_acted_out_on_loopback_only() {
        let page = place("http:", "127.0.0.1", ":8080", "/admin");
        let shop = place("https:", "shop.example", "", "/admin");
        let at = "http://127.0.0.1:8080/passweb-ai-key-mock/no_credit";
        assert_eq!(acted_out(Some("no_credit"), Some(&page)), Some((format!("{at}/api-key"), format!("{at}/v1"))));
        assert_eq!(acted_out(Some("no_credit"), Some(&shop)), None);
        assert_eq!(acted_out(Some("../x"), Some(&page)), None);
        assert_eq!(acted_out(None, Some(&page)), None);
    }
}
