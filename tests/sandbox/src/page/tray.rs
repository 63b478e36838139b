//! The tray: sample keys, one a situation, to copy into the field. Its texts are in `page/samples.json`.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use super::html::escaped;
use crate::keys;

/// What the page's head needs for it.
pub const HEAD: &str = r#"<link rel="stylesheet" href="/tray.css"><script type="module" src="/tray.js"></script>"#;

/// Its script.
pub const SCRIPT: &str = include_str!("../../page/tray.js");

/// Its style sheet.
pub const STYLE: &str = include_str!("../../page/tray.css");

const FRAME: &str = include_str!("../../page/tray.html");

/// One situation.
#[derive(Clone, Debug, Deserialize)]
pub struct Sample {
    /// Its name in the markup (`data-sample`).
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What to expect.
    pub expect: String,
    /// What is copied, with keys by their names: `{key:good}`, `{admin}`, `{anthropic}`, `{masked}`, `{cut}`.
    text: String,
    /// Does it need the acted-out OpenAI?
    #[serde(default)]
    acted: bool,
}

impl Sample {
    fn markup(&self) -> String {
        let (id, name, expect) = (escaped(&self.id), escaped(&self.name), escaped(&self.expect));
        format!(
            "<li><div><strong id=\"sample-{id}\">{name}</strong><p>{expect}</p></div>\
             <button type=\"button\" data-sample=\"{id}\" aria-describedby=\"sample-{id}\">Copia</button></li>"
        )
    }

    /// What is copied.
    pub fn text(&self) -> String {
        let mut text = self
            .text
            .replace("{admin}", &keys::admin_key_for("tray"))
            .replace("{anthropic}", &keys::anthropic_key_for("tray"))
            .replace("{cut}", &keys::key_for("good")[..131])
            .replace("{masked}", &keys::masked(&keys::key_for("good")));
        while let Some((before, rest)) = text.split_once("{key:") {
            let Some((name, after)) = rest.split_once('}') else {
                break;
            };
            text = format!("{before}{}{after}", keys::key_for(name));
        }
        text
    }
}

/// All situations.
pub static SAMPLES: LazyLock<Vec<Sample>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../page/samples.json")).unwrap_or_default());

/// The texts by their ids. They are no part of the page: the script asks for them.
pub fn texts() -> BTreeMap<&'static str, String> {
    SAMPLES.iter().map(|sample| (sample.id.as_str(), sample.text())).collect()
}

/// The tray's markup. With the real OpenAI, only what needs no acting.
pub fn markup(acted_out: bool) -> String {
    let shown = SAMPLES.iter().filter(|sample| acted_out || !sample.acted);
    let items: Vec<String> = shown.map(Sample::markup).collect();
    let items = items.concat();
    FRAME.replace("{{samples}}", &items).replace("{{controls}}", if acted_out { "" } else { "hidden" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openai::Api;

    #[test]
    fn every_sample_has_a_text_without_a_marker_left() {
        assert!(SAMPLES.len() > 10);
        for sample in SAMPLES.iter() {
            assert!(!sample.text().contains('{'), "{}", sample.id);
        }
    }

    #[test]
    fn every_key_in_the_tray_is_a_scenario() {
        let api = Api::default();
        for sample in SAMPLES.iter() {
            for piece in sample.text.split("{key:").skip(1) {
                let name = piece.split('}').next().unwrap();
                assert!(api.knows(&keys::key_for(name)), "{name}");
            }
        }
    }

    #[test]
    fn no_sample_stands_in_the_markup() {
        let markup = markup(true);
        for text in texts().values() {
            assert!(!markup.contains(text.as_str()));
        }
    }
}
