//! Which CSRF token goes with a change.

/// What is known of the page's CSRF tokens besides the attribute and the `<meta>`, which are read anew each time.
#[derive(Default)]
pub struct Tokens {
    newest: Option<String>,
    refused: Option<String>,
}

impl Tokens {
    /// An answer carried a token in its header.
    pub fn heard(&mut self, token: String) {
        self.newest = Some(token);
    }

    /// The endpoint refused that token.
    pub fn refused(&mut self, token: Option<String>) {
        self.refused = token;
    }

    /// The token for the next change: an answer's, the attribute's, or the page's `<meta>`, and one that was refused
    /// only where there is no other. It may be the right one again: the session came back, or another reason stood
    /// behind the refusal.
    pub fn pick(&self, attribute: Option<&str>, meta: Option<&str>) -> Option<String> {
        let mut picked = None;
        for token in [self.newest.as_deref(), attribute, meta] {
            if token.is_some() && token != self.refused.as_deref() {
                picked = token;
                break;
            }
            picked = picked.or(token);
        }
        picked.map(str::to_owned)
    }
}
