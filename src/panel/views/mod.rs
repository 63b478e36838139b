//! How it looks: plain functions of the model. Pure, but for Yew's nodes.

mod bar;
mod card;
mod confirm;
pub(super) mod details;
mod guide;
mod ladder;
mod outcome;
mod pen;
mod reading;
mod stored;

use super::{Model, Msg, Wish};
use crate::{
    guide::Step,
    words::{Word, Words},
};
use pen::Pen;
use yew::{Callback, Html};

/// What a view needs besides the model.
pub(crate) struct Scene<'a> {
    /// What is known.
    pub model: &'a Model,
    /// The sentences.
    pub words: &'a Words,
    /// Where the pictures' folder is.
    pub base: &'a str,
    /// Where messages go.
    pub link: &'a Callback<Msg>,
}

/// The whole panel, next to the field that the loader painted.
///
/// `base` is where the widget's files are, with a slash at its end.
pub fn panel(model: &Model, words: &Words, base: &str, link: &Callback<Msg>) -> Html {
    let scene = Scene { model, words, base, link };
    scene.draw(|pen| {
        bar::view(pen);
        reading::view(pen);
        stored::view(pen);
        ladder::view(pen);
        card::view(pen);
        guide::view(pen);
    })
}

impl Scene<'_> {
    /// A text.
    pub fn text(&self, word: Word) -> String {
        self.words.get(word).to_owned()
    }

    /// What is drawn with a pen, as one list.
    pub fn draw(&self, draw: impl FnOnce(&mut Pen<'_>)) -> Html {
        let mut pen = Pen::new(self);
        draw(&mut pen);
        pen.done()
    }
}

impl Pen<'_> {
    /// A sentence.
    pub fn say(&mut self, word: Word) {
        self.text(self.scene.words.get(word));
    }

    /// More of the same sentence, set apart.
    pub fn after(&mut self, class: &'static str, text: &str) {
        self.tag("span", class, |pen| {
            pen.text(" ");
            pen.text(text);
        });
    }

    /// A button that grants a wish.
    pub fn button(&mut self, class: &'static str, label: Word, wish: Wish) {
        self.tag("button", class, |pen| {
            pen.attr("type", "button");
            pen.attr("part", part(class, wish));
            pen.press(wish);
            pen.say(label);
        });
    }

    /// A link to another site's page, in a tab that knows nothing of this one. From a step of the guide, to which the
    /// merchant will come back, it is noted.
    pub fn link_out(&mut self, step: Option<Step>, class: &'static str, url: &'static str, label: &str) {
        self.tag("a", class, |pen| {
            pen.attr("href", url);
            pen.attr("target", "_blank");
            pen.attr("rel", "noopener noreferrer");
            if let Some(step) = step {
                pen.press(Wish::Leave(step));
            }
            pen.text(label);
            pen.tag("span", "out", |pen| {
                pen.attr("aria-hidden", "true");
                pen.text(" ↗");
            });
            pen.word("span", "sr", Word::PanelNewTab);
        });
    }

    /// A mark that says a state by its shape; words beside it say the same.
    pub fn mark(&mut self, kind: &'static str) {
        self.tag("span", "", |pen| {
            pen.toned("mark", kind);
            pen.attr("aria-hidden", "true");
        });
    }

    /// The class, and the tone beside it, where there is one.
    pub fn toned(&mut self, class: &'static str, tone: &'static str) {
        if tone.is_empty() {
            return self.attr("class", class);
        }
        self.attr_text("class", class.to_owned() + " " + tone);
    }
}

/// The shadow parts of a button, for the page's style sheet.
fn part(class: &str, wish: Wish) -> &'static str {
    match wish {
        Wish::Confirm => "button confirm",
        Wish::Replace => "button replace",
        Wish::Remove => "button remove",
        _ if class == "primary" => "button primary",
        _ => "button",
    }
}
