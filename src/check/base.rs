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
    /// The base URL, without a slash at its end.
    pub fn url(&self) -> String {
        todo!()
    }
}
