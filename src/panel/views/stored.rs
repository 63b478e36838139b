//! The key in use, as the endpoint shows it.

use super::{Pen, Scene, outcome::reasons};
use crate::{
    module::{Fault, State},
    panel::{Stored, Wish},
    words::Word,
};

/// The strip that says which key is in use. Only a failure is read out by itself: after a save the card tells the rest.
pub(crate) fn view(pen: &mut Pen<'_>) {
    let scene = pen.scene;
    let model = scene.model;
    let endpoint = model.config.endpoint.is_ok();
    let failed = matches!(model.stored, Stored::Failed(_));
    pen.tag("div", if failed { "stored failed" } else { "stored" }, |pen| {
        pen.attr("part", "stored");
        pen.group(|pen| {
            if failed {
                pen.mark("warn");
            }
        });
        pen.tag("span", "failure", |pen| {
            pen.attr("role", "status");
            if let Stored::Failed(fault) = &model.stored
                && endpoint
            {
                pen.say(fault.cause());
                pen.text(" ");
                pen.text(&cure(scene, fault));
            }
        });
        // Keys: a node that is reused for another text moves, where one that is new only appears.
        let mut quiet = |key, word| {
            pen.tag("span", "quiet-text", |pen| {
                pen.key(key);
                pen.say(word);
            });
        };
        match &model.stored {
            _ if !endpoint => {}
            Stored::Loading => quiet("loading", Word::PanelStoredLoading),
            Stored::Known(state) if state.configured => pen.group(|pen| configured(pen, state)),
            Stored::Known(_) => quiet("none", Word::PanelStoredNone),
            Stored::Failed(_) => pen.button("quiet", Word::PanelRetry, Wish::Reload),
        }
    });
}

/// The endpoint's own reasons, else what to do.
fn cure(scene: &Scene<'_>, fault: &Fault) -> String {
    let mut told = String::new();
    for reason in reasons(scene, fault) {
        if !told.is_empty() {
            told.push(' ');
        }
        told.push_str(reason);
    }
    if told.is_empty() { fault.tell_remedy(scene.words) } else { told }
}

fn configured(pen: &mut Pen<'_>, state: &State) {
    let unwell = pen.scene.model.unwell();
    pen.mark(if unwell.is_some() { "warn" } else { "good" });
    pen.tag("span", "", |pen| {
        pen.say(Word::PanelStoredInUse);
        pen.text(" ");
        pen.tag("code", "", |pen| {
            pen.text("sk-…");
            pen.text(state.hint.as_deref().unwrap_or("…"));
        });
        pen.group(|pen| {
            if let Some(verdict) = unwell {
                pen.after("unwell", pen.scene.words.get(verdict.title()));
            }
        });
    });
    if state.read_only {
        let source = source(pen.scene, state);
        pen.line("span", "quiet-text", &source);
    } else {
        pen.tag("span", "both", |pen| {
            pen.button("quiet", Word::PanelReplace, Wish::Replace);
            pen.button("quiet", Word::PanelRemove, Wish::Remove);
        });
    }
}

/// Where a key that can't be changed here comes from.
fn source(scene: &Scene<'_>, state: &State) -> String {
    match &state.source {
        Some(source) => scene.words.fill(Word::PanelReadOnlySource, &[("source", source)]),
        None => scene.text(Word::PanelReadOnly),
    }
}
