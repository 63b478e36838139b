//! Contact sheets, to be looked at: every state at two widths, in each theme and each language. `target/screens/sheet-*.png`.

use super::gallery::{dress, open};
use crate::stage::{Stage, on_stage, root, usual};
use serde_json::json;
use std::fs;

/// A picture of this many pixels is still readable, and one file.
const SCALE: f64 = 0.5;

/// The gallery's themes; the plain one takes the browser's own shade.
const THEMES: [(&str, &str, bool); 4] = [
    ("light", "plain", false),
    ("night", "plain", true),
    ("bootstrap", "bootstrap", false),
    ("dark-admin", "dark", true),
];

/// Takes the picture of the gallery as it stands, whole.
async fn take(stage: &Stage, name: &str) {
    let size = stage
        .script("const {scrollWidth, scrollHeight} = document.documentElement; return [scrollWidth, scrollHeight]")
        .await;
    let clip = json!({"x": 0, "y": 0, "width": size[0], "height": size[1], "scale": SCALE});
    let asked = json!({"format": "png", "captureBeyondViewport": true, "clip": clip});
    let picture = stage.cdp("Page.captureScreenshot", asked).await;
    let bytes = data(picture["data"].as_str().unwrap());
    assert!(bytes.starts_with(b"\x89PNG"), "a picture was taken");
    let folder = root().join("target").join("screens");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("sheet-{name}.png")), bytes).unwrap();
}

#[test]
fn every_state_stands_on_a_contact_sheet() {
    on_stage(usual(), async |stage| {
        for width in ["full", "phone"] {
            for (name, theme, dark) in THEMES {
                stage.dark(dark).await;
                open(&stage, &format!("sheet&lang=it&width={width}&theme={theme}")).await;
                take(&stage, &format!("{width}-{name}")).await;
            }
        }
        stage
    });
}

#[test]
fn every_sentence_stands_in_its_place_on_a_sheet_of_each_language() {
    on_stage(usual(), async |stage| {
        open(&stage, "sheet&lang=it").await;
        for lang in ["it", "en", "es", "fr", "de"] {
            dress(&stage, "plain", lang).await;
            // The guide once, with every step and every fold open.
            stage.script("dispatchEvent(new Event('beforeprint'))").await;
            stage.until("every step is there", "return root.querySelectorAll('.step-body').length === 8").await;
            stage
                .script(
                    "for (const fold of root.querySelectorAll('details')) fold.open = true;
                     for (const body of root.querySelectorAll('.step-body')) body.hidden = false",
                )
                .await;
            take(&stage, &format!("words-{lang}")).await;
        }
        stage
    });
}

/// The bytes behind a Base64 text.
fn data(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let value = |digit: &u8| DIGITS.iter().position(|one| one == digit).and_then(|at| u32::try_from(at).ok());
    let digits: Vec<u32> = text.as_bytes().iter().filter_map(value).collect();
    digits
        .chunks(4)
        .flat_map(|four| {
            let all = four.iter().fold(0, |all, digit| all << 6 | digit) << (6 * (4 - four.len()));
            all.to_be_bytes().into_iter().skip(1).take(four.len() - 1)
        })
        .collect()
}
