//! How it looks: plain functions of the model. Pure, but for Yew's nodes.

mod bar;
mod card;
mod confirm;
pub(super) mod details;
mod guide;
mod ladder;
mod outcome;
mod reading;
mod stored;

use super::{Model, Msg, Wish};
use crate::{
    guide::Step,
    words::{Word, Words},
};
use yew::{Callback, Classes, Html, MouseEvent, html};

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
    html! {
        <>
            { bar::view(&scene) }
            { reading::view(&scene) }
            { stored::view(&scene) }
            { ladder::view(&scene) }
            { card::view(&scene) }
            { guide::view(&scene) }
        </>
    }
}

impl Scene<'_> {
    /// A text.
    pub fn text(&self, word: Word) -> String {
        self.words.get(word).to_owned()
    }

    /// What a press does.
    pub fn on(&self, wish: Wish) -> Callback<MouseEvent> {
        self.link.reform(move |_| Msg::Wish(wish))
    }

    /// What the first press of several in a row does: the second of a double click may hit a button that only came
    /// there with the first.
    pub fn once(&self, wish: Wish) -> Callback<MouseEvent> {
        let link = self.link.clone();
        Callback::from(move |event: MouseEvent| {
            if event.detail() < 2 {
                link.emit(Msg::Wish(wish));
            }
        })
    }

    /// A button that grants a wish.
    pub fn button(&self, class: &'static str, label: Word, wish: Wish) -> Html {
        let onclick = if wish == Wish::Confirm { self.once(wish) } else { self.on(wish) };
        html! {
            <button type="button" class={class} part={part(class, wish)} onclick={onclick}>{ self.words.get(label) }</button>
        }
    }

    /// A link to another site's page, in a tab that knows nothing of this one.
    pub fn link_out(&self, class: &'static str, url: &'static str, label: &str) -> Html {
        self.link_from(None, class, url, label)
    }

    /// The same, from a step of the guide, to which the merchant will come back.
    pub fn link_from(&self, step: Option<Step>, class: &'static str, url: &'static str, label: &str) -> Html {
        let onclick = step.map(|step| self.on(Wish::Leave(step)));
        html! {
            <a class={class} href={url} target="_blank" rel="noopener noreferrer" {onclick}>
                { label }<span class="out" aria-hidden="true">{ " ↗" }</span>
                <span class="sr">{ self.words.get(Word::PanelNewTab) }</span>
            </a>
        }
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

/// A mark that says a state by its shape; words beside it say the same.
pub(crate) fn mark(kind: &'static str) -> Html {
    let classes = Classes::from(vec!["mark", kind]);
    html! { <span class={classes} aria-hidden="true"></span> }
}
