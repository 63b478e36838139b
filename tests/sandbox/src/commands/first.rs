//! The panel's first view, drawn at the build: the stage shows it while the wasm is on its way.

use super::{Done, spoken::Spoken};
use passweb_ai_key::{
    check::{Base, Date},
    guide::Step,
    panel::{Config, Model, Msg, update, views},
    words::{Word, Words},
};
use serde_json::{Value, json};

/// Where the marks begin that stand for the words (Unicode's private use area).
const MARKS: u32 = 0xE000;

/// What an element with an endpoint shows until that answers: to somebody who was never here before, with an empty field,
/// online, with a clipboard that can be read. Each text is a mark: the place of its word.
pub fn view() -> String {
    let words = Words::with(|word| marked(word as usize).to_string());
    let config = Config {
        endpoint: Ok(String::new()),
        models: Vec::new(),
        auto: true,
        base: Base::Plain,
        base_refused: false,
        csrf_header: String::new(),
        csrf_token: None,
    };
    let mut model = Model::new(config, true, Date { year: 2026, month: 1, day: 1 });
    for msg in [Msg::CanPaste(true), Msg::Begun] {
        update(&mut model, msg);
    }
    views::panel(&model, &words, "", &yew::Callback::from(|_| ())).written().to_owned()
}

/// The numbers in it.
pub fn counts() -> Value {
    json!({"total": Step::ALL.len(), "done": 0})
}

/// The places of its words, in the words file.
pub fn places(view: &str) -> impl Iterator<Item = usize> {
    view.chars().filter_map(place)
}

fn place(mark: char) -> Option<usize> {
    u32::from(mark).checked_sub(MARKS).map(|at| at as usize).filter(|at| *at < Word::COUNT)
}

/// The view with other marks: where each word stands among those of one script.
pub fn among(view: &str, script: impl Fn(&usize) -> usize) -> String {
    view.chars().map(|mark| place(mark).map_or(mark, |at| marked(script(&at)))).collect()
}

fn marked(at: usize) -> char {
    u32::try_from(at).ok().and_then(|at| char::from_u32(MARKS + at)).unwrap_or_default()
}

/// Holds the view to a words file.
///
/// # Errors
/// Where one of its words has a placeholder that [`counts`] does not fill.
pub fn check(view: &str, words: &Spoken) -> Done {
    let counts = counts();
    for (id, text) in places(view).filter_map(|at| words.at(at)) {
        let holes = text.split('{').skip(1);
        let names = holes.filter_map(|hole| hole.split_once('}')).map(|(name, _)| name);
        if let Some(name) = names.into_iter().find(|name| counts.get(name).is_none()) {
            return Err(format!("The first view says {id}, and nothing fills {{{name}}}."));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Map;

    #[test]
    fn a_first_view_is_filled_or_refused() {
        let view = view();
        assert!(view.contains("ladder") && view.contains("guide"), "{view:?}");
        let file = |text: &str| {
            Spoken::from((0..Word::COUNT).map(|at| (at.to_string(), Value::from(text))).collect::<Map<_, _>>())
        };
        assert_eq!(check(&view, &file("{done} of {total}")), Ok(()));
        assert!(check(&view, &file("{hint}")).is_err_and(|why| why.contains("{hint}")));
    }
    #[test]
    fn marks_are_told_from_text_and_take_other_numbers() {
        let view = format!("\u{1}h3\u{f8ff}{}é{}", marked(7), marked(2));
        assert_eq!(places(&view).collect::<Vec<_>>(), [7, 2]);
        assert_eq!(among(&view, |at| at / 2), format!("\u{1}h3\u{f8ff}{}é{}", marked(3), marked(1)));
    }
}
