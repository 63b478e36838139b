//! The guide: eight steps, one open at a time.

use super::{Pen, Scene};
use crate::{
    check::{Rung, RungState, Severity},
    guide::{self, Link, Part, Proof, Step},
    panel::{Stored, Trial, Wish},
    paste::Standing,
    text::digits,
    words::Word,
};

/// The guide under the card.
pub(crate) fn view(pen: &mut Pen<'_>) {
    let scene = pen.scene;
    let words = scene.words;
    let proof = proof(scene);
    let done = Step::ALL.iter().filter(|step| guide::is_done(**step, scene.model.done_steps, proof)).count();
    let count = words.fill(Word::GuideCount, &[("total", &digits(Step::ALL.len())), ("done", &digits(done))]);
    pen.tag("section", "guide", |pen| {
        pen.attr("part", "guide");
        pen.tag("div", "guide-head", |pen| {
            pen.word("h3", "", Word::GuideTitle);
            pen.line("span", "quiet-text", &count);
        });
        if folded(scene, proof) {
            pen.tag("details", "", |pen| {
                pen.word("summary", "", Word::GuideReady);
                inside(pen, proof, done > 0);
            });
        } else {
            pen.group(|pen| inside(pen, proof, done > 0));
        }
    });
}

fn inside(pen: &mut Pen<'_>, proof: Proof, begun: bool) {
    let next = guide::next(pen.scene.model.done_steps, proof).filter(|_| begun);
    pen.tag("details", "before", |pen| {
        pen.word("summary", "", Word::GuideBeforeTitle);
        for word in &guide::BEFORE {
            pen.word("p", "", *word);
        }
        pen.tag("p", "", |pen| pen.link_out(None, "", guide::PRICES.url, guide::PRICES.name));
    });
    pen.tag("ol", "steps", |pen| {
        pen.attr("role", "list");
        for step in &Step::ALL {
            line(pen, *step, proof, next);
        }
    });
    pen.tag("p", "tech", |pen| {
        pen.say(Word::GuideOtherName);
        pen.text(" ");
        pen.say(Word::GuideChecked);
    });
}

/// Only a stored key that ran folds the guide to one line, and only while nothing else is in the field. What is
/// opened inside the fold leaves it alone.
fn folded(scene: &Scene<'_>, proof: Proof) -> bool {
    proof == Proof::Ran && scene.model.field.reading.standing == Standing::Empty
}

/// What is proved of the key in the field or, with an empty field, of the stored one.
fn proof(scene: &Scene<'_>) -> Proof {
    if let Trial::Done(report) = &scene.model.trial {
        let state = |rung| report.ladder.state(rung);
        return match (report.severity(), state(Rung::Accepted), state(Rung::Permitted)) {
            (Severity::Ready, ..) => Proof::Ran,
            (_, RungState::Passed, RungState::Failed) => Proof::Recognised,
            (_, RungState::Passed, _) => Proof::Accepted,
            _ => Proof::Nothing,
        };
    }
    match scene.model.stored {
        Stored::Failed(_) => Proof::Nothing,
        Stored::Loading | Stored::Known(_) => scene.model.kept.proof,
    }
}

fn line(pen: &mut Pen<'_>, step: Step, proof: Proof, next: Option<Step>) {
    let model = pen.scene.model;
    let open = model.open_step == Some(step);
    let done = guide::is_done(step, model.done_steps, proof);
    let class = match (open, done) {
        (true, true) => "step open done",
        (true, false) => "step open",
        (false, true) => "step done",
        (false, false) => "step",
    };
    pen.tag("li", class, |pen| {
        pen.tag("button", "step-head", |pen| {
            pen.attr("type", "button");
            pen.state("aria-expanded", open);
            pen.press(Wish::Toggle(step));
            pen.line("span", "number", &digits(step.number().into()));
            pen.word("span", "step-title", step.card().title);
            pen.group(|pen| {
                if next == Some(step) && !open {
                    pen.word("span", "quiet-text", Word::GuideLeftHere);
                }
            });
            pen.group(|pen| {
                if done {
                    pen.mark("good");
                    pen.word("span", "sr", Word::GuideDone);
                }
            });
        });
        pen.group(|pen| {
            // Those that nobody sees would be four fifths of all elements, and as much of the memory.
            if open || model.printing {
                body(pen, step, proof, open);
            }
        });
    });
}

/// What a step shows. On paper every step does, though on the screen they stay closed.
fn body(pen: &mut Pen<'_>, step: Step, proof: Proof, open: bool) {
    let scene = pen.scene;
    let words = scene.words;
    let card = step.card();
    let model = scene.model;
    let proved = proof.proves(step);
    let offered = model.can_paste && proof == Proof::Nothing && (step == Step::Paste || model.back_step == Some(step));
    pen.tag("div", "step-body", |pen| {
        pen.attr_if(!open, "hidden", "hidden");
        pen.tag("img", "", |pen| {
            pen.attr_text("src", scene.base.to_owned() + "pictures/" + card.picture);
            pen.attr_text("alt", guide::spell(words, card.alt));
            pen.attr("loading", "lazy");
            pen.attr("width", "320");
            pen.attr("height", "200");
        });
        pen.tag("div", "step-text", |pen| {
            for word in &card.text {
                sentence(pen, *word);
            }
            pen.group(|pen| {
                if let Some(note) = guide::note(step, proof) {
                    pen.word("p", "note", note);
                }
                if offered {
                    pen.tag("div", "actions offer", |pen| {
                        pen.say(Word::GuideCopied);
                        pen.button("", Word::PanelPaste, Wish::PasteFromGuide);
                    });
                }
                if proved {
                    pen.word("p", "note", Word::GuideProved);
                }
            });
            pen.tag("div", "actions", |pen| {
                open_page(pen, step, &card.link);
                if let Some(link) = step.also() {
                    open_page(pen, step, &link);
                }
                if !proved {
                    tick(pen, step, model.done_steps[step as usize]);
                }
            });
            pen.tag("details", "", |pen| {
                pen.word("summary", "", Word::GuideMore);
                for word in card.more {
                    sentence(pen, *word);
                }
                pen.tag("p", "", |pen| {
                    pen.link_out(Some(step), "", card.help.url, words.get(Word::GuideHelp));
                });
            });
        });
    });
}

/// A link to the page where a step is done.
fn open_page(pen: &mut Pen<'_>, step: Step, link: &Link) {
    let label = pen.scene.words.fill(Word::GuideOpenPage, &[("page", link.name)]);
    pen.link_out(Some(step), "", link.url, &label);
}

fn tick(pen: &mut Pen<'_>, step: Step, ticked: bool) {
    pen.tag("button", "tick", |pen| {
        pen.attr("type", "button");
        pen.state("aria-pressed", ticked);
        pen.press(Wish::Tick(step));
        pen.group(|pen| {
            if ticked {
                pen.tag("span", "", |pen| {
                    pen.attr("aria-hidden", "true");
                    pen.text("✓ ");
                });
            }
        });
        pen.say(Word::GuideDone);
    });
}

/// A sentence with OpenAI's labels set apart, in English, the translation beside.
fn sentence(pen: &mut Pen<'_>, word: Word) {
    let words = pen.scene.words;
    pen.tag("p", "", |pen| {
        for part in guide::parts(words.get(word)) {
            match part {
                Part::Text(text) => pen.text(text),
                Part::Label(label) => {
                    pen.tag("b", "ui", |pen| {
                        pen.attr("lang", "en");
                        pen.text(label.text());
                    });
                    if let Some(beside) = label.beside(words) {
                        pen.tag("span", "beside", |pen| {
                            pen.text(" (");
                            pen.text(beside);
                            pen.text(")");
                        });
                    }
                }
            }
        }
    });
}
