//! One visual language: the style sheet keeps to its scale of type, its rhythm and its tokens.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

/// Text, small text, headings; `code` is drawn larger by most fonts.
const TYPE: [&str; 5] = ["inherit", "0.875em", "1em", "1.125em", "0.9375em"];
/// What is measured out in steps of four pixels.
const ROOM: [&str; 6] = ["margin", "padding", "gap", "min-height", "height", "grid-template"];

/// Each declaration of the sheet with the selector or rule it stands in.
fn declarations() -> Vec<(String, String, String)> {
    let sheet = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/static/passweb-ai-key.css")).unwrap();
    let mut bare = String::new();
    let mut rest = sheet.as_str();
    while let Some((before, after)) = rest.split_once("/*") {
        bare += before;
        rest = after.split_once("*/").unwrap().1;
    }
    bare += rest;
    let blocks = bare.split('}').filter_map(|block| block.rsplit_once('{'));
    blocks
        .flat_map(|(selector, body)| {
            let selector = selector.rsplit('{').next().unwrap().trim().to_owned();
            body.split(';')
                .filter_map(|line| line.split_once(':'))
                .map(move |(name, value)| (selector.clone(), name.trim().to_owned(), value.trim().to_owned()))
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn type_has_three_sizes() {
    let sizes: Vec<_> = declarations().into_iter().filter(|(_, name, _)| name == "font-size").collect();
    assert!(sizes.len() > 5, "{sizes:?}");
    for (selector, _, size) in sizes {
        assert!(TYPE.contains(&size.as_str()), "{selector}: {size}");
        assert!(size != "0.9375em" || selector == "code", "{selector}: {size}");
    }
}

#[test]
fn room_is_measured_in_steps_of_four() {
    let mut seen = 0;
    for (selector, name, value) in declarations() {
        // A mark is drawn; hairlines are no room; what the first paint keeps free is measured, not chosen.
        if selector.contains(".mark") || selector.contains(".first") || selector == ".sr" {
            continue;
        }
        if !ROOM.iter().any(|room| name.starts_with(room)) {
            continue;
        }
        for length in
            value.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').filter_map(|part| part.strip_suffix("px"))
        {
            let length: f64 = length.parse().unwrap();
            seen += 1;
            assert!(length % 4.0 == 0.0 || length <= 2.0, "{selector}: {name}: {value}");
        }
    }
    assert!(seen > 60, "{seen}");
}

#[test]
fn colours_come_from_tokens_alone() {
    for (selector, name, value) in declarations() {
        let token = name.starts_with("--_");
        let literal = value.contains('#') || value.contains("rgb(") || value.contains("hsl(");
        assert!(!literal || token, "{selector}: {name}: {value}");
    }
    let accents: Vec<_> = declarations().into_iter().filter(|(_, name, _)| name.contains("accent")).collect();
    assert!(accents.iter().all(|(_, name, _)| ["--_accent", "--_on-accent"].contains(&name.as_str())), "{accents:?}");
}
