//! Reading JSON that nobody promised: total over any bytes, bounded in depth.
//!
//! `serde_json` reads the same in 11 kB more of the download (measured), and wants types; here answers
//! come from gateways and proxies, so a small tree is what is looked at.

/// A JSON value. Numbers keep their text: none is computed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as it was written.
    Number(String),
    /// A string, unescaped.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object, in its own order; of a repeated name the first counts.
    Object(Vec<(String, Json)>),
}

/// Reads one JSON document. Gives `None` where the bytes are no JSON, or are nested deeper than 64.
pub fn parse(_bytes: &[u8]) -> Option<Json> {
    None
}

impl Json {
    /// The member of that name, where this is an object that has it.
    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Json::Object(members) => members.iter().find(|(n, _)| n == name).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The text, where this is a string.
    pub fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value, where this is one.
    pub fn truth(&self) -> Option<bool> {
        match self {
            Json::Bool(truth) => Some(*truth),
            _ => None,
        }
    }

    /// The elements, where this is an array; else none.
    pub fn list(&self) -> &[Json] {
        match self {
            Json::List(list) => list,
            _ => &[],
        }
    }
}
