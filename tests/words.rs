//! The words files hold exactly the sentences of `Word`, in its order, in every language.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use passweb_ai_key::{
    check::Date,
    words::{Word, Words},
};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

const LANGUAGES: [&str; 5] = ["it", "en", "es", "fr", "de"];

/// Texts that are right to be the same as in Italian: the page's own label, and a word that two languages share.
const SHARED: [(&str, &str); 6] = [
    ("en", "first.label"),
    ("es", "first.label"),
    ("fr", "first.label"),
    ("de", "first.label"),
    ("es", "rung.shape"),
    ("fr", "date.day"),
];

fn file(language: &str) -> Map<String, Value> {
    let path = format!("{}/static/words/{language}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

#[test]
fn each_file_holds_every_word_in_the_order_of_the_enum() {
    let ids: Vec<&str> = Word::ALL.iter().map(|word| word.id()).collect();
    for language in LANGUAGES {
        let file = file(language);
        let held: Vec<&str> = file.keys().map(String::as_str).collect();
        let first = ids.iter().zip(&held).find(|(wanted, held)| wanted != held);
        assert_eq!(first, None, "{language}: the first that differs");
        assert_eq!(held.len(), ids.len(), "{language}");
    }
}

#[test]
fn no_text_is_empty_or_has_other_placeholders_than_the_italian_one() {
    let italian = file("it");
    for language in LANGUAGES {
        for (id, text) in file(language) {
            let text = text.as_str().unwrap();
            assert!(!text.trim().is_empty(), "{language} {id} is empty");
            assert!(text == text.trim(), "{language} {id} has white space round it");
            assert_eq!(placeholders(text), placeholders(italian[&id].as_str().unwrap()), "{language} {id}");
        }
    }
}

#[test]
fn every_language_names_the_same_month_of_the_last_check() {
    let named: BTreeSet<(usize, String)> = LANGUAGES
        .iter()
        .map(|language| {
            let file = file(language);
            let months = file["date.months"].as_str().unwrap();
            let text = file["guide.checked"].as_str().unwrap();
            let words: Vec<&str> = text.split([' ', '.']).collect();
            let month = months.split(' ').position(|month| words.contains(&month));
            let year = words.iter().find(|word| word.starts_with("20")).unwrap();
            (month.unwrap_or_else(|| panic!("{language} names no month: {text}")), (*year).to_owned())
        })
        .collect();
    assert_eq!(named.len(), 1, "{named:?}");
}

#[test]
fn a_day_and_a_list_are_written_as_the_language_writes_them() {
    let told = |language, day: &str, things: &str| {
        let file = file(language);
        let words = Words::with(|word| file[word.id()].as_str().unwrap().to_owned());
        (Date::parse(day).unwrap().tell(&words), words.list(things))
    };
    let pair = |day: &str, list: &str| (day.to_owned(), list.to_owned());
    assert_eq!(told("it", "2027-01-14", "a\nb\nc"), pair("14 gennaio 2027", "a, b e c"));
    assert_eq!(told("en", "2027-03-01T23:59:59", "a\nb"), pair("March 1, 2027", "a and b"));
    assert_eq!(told("es", "2028-02-29", "a\nb"), pair("29 de febrero de 2028", "a y b"));
    assert_eq!(told("fr", "2027-08-31", "a"), pair("31 août 2027", "a"));
    assert_eq!(told("de", "2027-12-31", ""), pair("31. Dezember 2027", ""));
    let spanish = file("es");
    // "y" becomes "e" before this sound: no repair begins with it.
    let repairs = spanish.iter().filter(|(id, _)| id.starts_with("paste.repair."));
    assert!(
        repairs
            .map(|(_, text)| text.as_str().unwrap())
            .all(|text| !text.starts_with(['i', 'I']) && !text.starts_with("hi"))
    );
}

#[test]
fn no_text_was_left_in_italian() {
    let italian = file("it");
    for language in &LANGUAGES[1..] {
        for (id, text) in file(language) {
            let shared = SHARED.contains(&(language, id.as_str()));
            assert_eq!(text == italian[&id], shared, "{language} {id}: {text}");
        }
    }
}

#[test]
fn every_language_has_its_own_typography() {
    for language in LANGUAGES {
        for (id, text) in file(language) {
            let text = text.as_str().unwrap();
            for typewritten in ["'", "\"", "...", "  "] {
                assert!(!text.contains(typewritten), "{language} {id} has {typewritten:?}: {text}");
            }
            // French keeps these off the word by a space that does not break; the others by none.
            for mark in [':', ';', '?', '!', '»'] {
                for (at, _) in text.match_indices(mark) {
                    let before = text[..at].chars().next_back();
                    let wanted = language == "fr";
                    assert_ne!(before, Some(' '), "{language} {id}: {text}");
                    assert_eq!(before == Some('\u{a0}'), wanted, "{language} {id}: {text}");
                }
            }
        }
    }
}

#[test]
fn the_first_words_are_those_that_the_loader_paints() {
    let first: Vec<&str> = Word::ALL.iter().map(|word| word.id()).take_while(|id| id.starts_with("first.")).collect();
    assert_eq!(first, ["first.label", "first.hint", "first.failed", "first.retry", "first.technician"]);
}

#[test]
fn placeholders_are_filled_and_a_missing_value_leaves_nothing_behind() {
    let words = Words::with(|_| "a {hint} b {title}{remedy} c".to_owned());
    assert_eq!(words.fill(Word::PanelSavedText, &[("hint", "AbCd"), ("title", "T")]), "a AbCd b T c");
}
