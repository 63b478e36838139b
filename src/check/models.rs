//! Which models there are: what a list says, and which small ones are tried where nobody named one.

use super::Date;
use crate::json::Json;

/// Small current chat models, the cheapest first: tried where the module names none, and where none of its
/// own is left. As of 2026-11; sources: developers.openai.com/api/docs/models and /deprecations (`gpt-4.1-mini`
/// and `gpt-4o-mini` end on 2027-01-14, `gpt-5-nano` and `gpt-5-mini` on 2026-12-11).
pub const SMALL: &[&str] = &["gpt-6-luna", "gpt-5.6-luna", "gpt-4.1-mini", "gpt-4o-mini", "gpt-5-nano", "gpt-5-mini"];

/// Families whose names promise a small chat model, where a list has none of [`SMALL`] any more.
const FAMILIES: [&str; 3] = ["-luna", "-nano", "-mini"];

/// A list of models without its names: of each only a hash and its last day is kept, so that nothing that
/// an answer wrote lives on in memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModelList {
    entries: Vec<Entry>,
    small: Option<String>,
    complete: bool,
}

/// A model of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Of its name.
    hash: u64,
    /// Its last day, where one is named.
    pub(super) ends: Option<Date>,
}

impl ModelList {
    /// Takes the `data` of a list answer. `complete`: the answer was read to its end.
    pub fn new(data: Json, complete: bool) -> Self {
        let mut list = ModelList { complete, ..ModelList::default() };
        let mut best = FAMILIES.len();
        for model in data.list() {
            let Some(id) = model.get("id").and_then(Json::text) else { continue };
            list.entries.push(Entry { hash: hash(&id), ends: Date::parse(&model.member("shutdown_date")) });
            if let Some(family) = family(&id).filter(|family| *family < best) {
                best = family;
                list.small = Some(id);
            }
        }
        list
    }

    /// Is the model in the list?
    pub fn has(&self, model: &str) -> bool {
        self.find(model).is_some()
    }

    /// The list was read to its end and the model is not in it.
    pub fn lacks(&self, model: &str) -> bool {
        self.complete && !self.has(model)
    }

    /// The day on which OpenAI shuts the model down, where the list names one.
    pub fn ends(&self, model: &str) -> Option<Date> {
        self.find(model)?.ends
    }

    /// What the list says of a model.
    pub(super) fn find(&self, model: &str) -> Option<&Entry> {
        let hash = hash(model);
        self.entries.iter().find(|entry| entry.hash == hash)
    }

    /// A small chat model of the list, by its family's name (`gpt-7-luna`).
    pub fn small(&self) -> Option<&str> {
        self.small.as_deref()
    }
}

/// Which of [`FAMILIES`] a name belongs to. It must be `gpt-`, a version like `6` or `5.6`, and the family:
/// a closed form, too short to hold a piece of a key.
fn family(id: &str) -> Option<usize> {
    let rest = id.strip_prefix("gpt-")?.as_bytes();
    FAMILIES.iter().position(|family| {
        let version = rest.strip_suffix(family.as_bytes()).unwrap_or_default();
        let digit = |at: usize| version.get(at).is_some_and(u8::is_ascii_digit);
        match version.len() {
            1 => digit(0),
            2 => digit(0) && digit(1),
            3 => digit(0) && version[1] == b'.' && digit(2),
            _ => false,
        }
    })
}

/// FNV-1a, 64 bits.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::json;

    fn list(data: &str, complete: bool) -> ModelList {
        ModelList::new(json::parse(data.as_bytes()).expect("JSON"), complete)
    }

    #[test]
    fn a_list_knows_its_models_and_their_last_day() {
        let list = list(
            r#"[{"id":"gpt-4o","shutdown_date":"2027-01-14"},{"id":"a","shutdown_date":null},{"id":"b"},{"id":7},5,
                {"id":"c","shutdown_date":"soon"}]"#,
            true,
        );
        assert_eq!(list.ends("gpt-4o"), Date::parse("2027-01-14"));
        for there in ["a", "b", "c"] {
            assert!(list.has(there) && !list.lacks(there) && list.ends(there).is_none(), "{there}");
        }
        assert!(!list.has("gpt-4") && list.lacks("gpt-4") && list.ends("gpt-4").is_none());
    }

    #[test]
    fn a_cut_list_lacks_nothing() {
        let list = list(r#"[{"id":"a"}]"#, false);
        assert!(list.has("a") && !list.has("b") && !list.lacks("b"));
    }

    #[test]
    fn a_small_model_is_known_by_its_family() {
        assert_eq!(
            list(r#"[{"id":"gpt-7-mini"},{"id":"gpt-7.1-luna"},{"id":"gpt-8-luna"}]"#, true).small(),
            Some("gpt-7.1-luna")
        );
        assert_eq!(list(r#"[{"id":"gpt-12-nano"}]"#, true).small(), Some("gpt-12-nano"));
        for other in [
            "gpt-4o-mini",
            "gpt-audio-mini",
            "o4-mini",
            "gpt-7-mini-2027",
            "gpt--luna",
            "gpt-7",
            "gpt-7.12-luna",
            "luna",
        ] {
            let data = format!(r#"[{{"id":"{other}"}}]"#);
            assert_eq!(list(&data, true).small(), None, "{other}");
        }
    }

    #[test]
    fn nothing_that_an_answer_wrote_is_kept() {
        let piece = ["sk-proj-", "AbCdEfGh"].concat();
        let kept = format!("{:?}", list(&format!(r#"[{{"id":"{piece}"}},{{"id":"gpt-{piece}-luna"}}]"#), true));
        assert!(!kept.contains("AbCdEfGh"), "{kept}");
    }
}
