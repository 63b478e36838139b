//! The card: what is the case, why, what to do, and one next action.

use super::{Pen, Scene, confirm, details, outcome};
use crate::{
    check::{Report, Severity, Verdict},
    panel::{Barrier, Change, EndpointProblem, Held, Primary, Saving, Stored, Trial, Waited, Wish},
    paste::Standing,
    words::Word,
};
use yew::Html;

/// Title, sentences and buttons of a card.
pub(super) struct Card<'a> {
    pub tone: &'static str,
    pub title: String,
    pub lines: Vec<String>,
    pub actions: Html,
    /// What there is to tell the technician.
    pub report: Option<&'a Report>,
}

impl Card<'_> {
    /// A card without buttons.
    pub fn plain(scene: &Scene<'_>, tone: &'static str, title: Word, line: Word) -> Self {
        Self { tone, title: scene.text(title), lines: vec![scene.text(line)], actions: Html::default(), report: None }
    }
}

/// The card. What it says is a live region that is there from the start, and nothing else is: a focus that comes to the
/// card says its name alone, so nothing is heard twice. Buttons belong to their card: a press meant for one card must not
/// meet the next, and the focus of one that goes is taken up (`panel::focus`).
pub(crate) fn view(pen: &mut Pen<'_>) {
    let scene = pen.scene;
    let card = choose(scene);
    // No landmark: a page may hold several of these elements.
    pen.tag("section", "", |pen| {
        pen.toned("verdict", card.tone);
        pen.attr("part", "verdict");
        pen.attr("role", "group");
        pen.attr("tabindex", "-1");
        pen.attr_text("aria-label", scene.text(Word::PanelDetailVerdict));
        pen.tag("div", "", |pen| {
            pen.attr("role", "status");
            pen.tag("h3", "", |pen| {
                pen.attr("id", "verdict-title");
                pen.group(|pen| {
                    if card.tone != "none" {
                        pen.mark(card.tone);
                    }
                });
                pen.text(&card.title);
            });
            pen.group(|pen| {
                for line in card.lines.iter().filter(|line| !line.is_empty()) {
                    pen.tag("p", "", |pen| {
                        // One that is reused for another line moves, where one that is new only appears.
                        pen.key(line);
                        pen.text(line);
                    });
                }
            });
            pen.group(|pen| {
                if scene.model.held == Some(Held::Submit) {
                    pen.word("p", "held", Word::PanelSubmitHeld);
                }
            });
        });
        pen.group(|pen| {
            if scene.model.config.base_refused {
                pen.word("p", "tech", Word::PanelBaseRefused);
            }
        });
        pen.tag("div", "actions", |pen| {
            pen.key(&card.title);
            pen.add(card.actions);
        });
        pen.group(|pen| {
            if let Some(report) = card.report {
                details::view(pen, report);
            }
        });
    });
}

fn choose<'a>(scene: &'a Scene<'_>) -> Card<'a> {
    let model = scene.model;
    if model.asking_insist {
        return confirm::insist(scene);
    }
    match &model.saving {
        Saving::Idle => tried(scene),
        Saving::Asking => confirm::unproved(scene),
        Saving::AskingRemoval => confirm::removal(scene),
        Saving::Looking { change: Change::Save, .. } | Saving::Sending | Saving::Confirming { .. } => {
            Card::plain(scene, "wait", Word::PanelSavingTitle, Word::PanelSavingText)
        }
        Saving::Looking { change: Change::Remove, .. } | Saving::Removing | Saving::ConfirmingRemoval(_) => {
            Card::plain(scene, "wait", Word::PanelRemovingTitle, Word::PanelSavingText)
        }
        Saving::Removed => outcome::removed(scene),
        Saving::RemovalUnconfirmed => outcome::removal_unconfirmed(scene),
        Saving::Saved(hint) => outcome::saved(scene, hint.as_str()),
        Saving::Unconfirmed(_) => outcome::unconfirmed(scene),
        Saving::Another(hint) => outcome::another(scene, hint),
        Saving::Failed(failure) => outcome::failed(scene, failure),
    }
}

/// What the try says; before it, what will happen.
fn tried<'a>(scene: &'a Scene<'_>) -> Card<'a> {
    let model = scene.model;
    match &model.trial {
        Trial::Done(report) => judged(scene, report),
        Trial::Running { waited, .. } => {
            let mut card = Card::plain(scene, "wait", Word::PanelTryingTitle, Word::PanelTryingText);
            if let Waited::Slow(_) = waited {
                card.lines = vec![scene.text(Word::PanelTryingSlow)];
            }
            card.actions = scene.draw(|pen| {
                pen.group(|pen| {
                    if *waited >= Waited::Cancellable {
                        pen.button("", Word::PanelCancel, Wish::Cancel);
                    }
                });
                if let Waited::Slow(seconds) = waited {
                    // Seconds that are read out one by one would drown the rest.
                    pen.tag("span", "reason", |pen| {
                        pen.attr("aria-hidden", "true");
                        pen.text(
                            &scene
                                .words
                                .fill(Word::PanelElapsed, &[("seconds", &scene.words.number((*seconds).into()))]),
                        );
                    });
                }
            });
            card
        }
        Trial::Cancelled => Card {
            actions: scene.draw(|pen| pen.button("primary", Word::PanelCheck, Wish::Check)),
            ..Card::plain(scene, "none", Word::PanelCancelledTitle, Word::PanelCancelledText)
        },
        Trial::None => untried(scene),
    }
}

fn untried<'a>(scene: &'a Scene<'_>) -> Card<'a> {
    let model = scene.model;
    if let Err(problem) = model.config.endpoint {
        return endpoint(scene, problem);
    }
    match model.field.reading.standing {
        Standing::Accepted if model.online => Card {
            actions: scene.draw(|pen| {
                pen.button("primary", Word::PanelCheck, Wish::Check);
                save(pen, Word::PanelSave);
            }),
            ..Card::plain(scene, "none", Word::PanelUntriedTitle, Word::PanelUntriedText)
        },
        Standing::Accepted => Card::plain(scene, "none", Word::PanelUntriedTitle, Word::PanelBarrierOffline),
        Standing::Refused | Standing::Insistable if !model.field.calm => {
            Card::plain(scene, "none", Word::PanelNotSentTitle, Word::PanelNotSentText)
        }
        Standing::Empty => kept(scene),
        _ => Card::plain(scene, "none", Word::PanelIntroTitle, Word::PanelIntroText),
    }
}

/// Nothing is in the field. Where a key is in use: how its last try ended, and what cures it.
fn kept<'a>(scene: &'a Scene<'_>) -> Card<'a> {
    let state = match &scene.model.stored {
        Stored::Known(state) if state.configured => state,
        _ => return Card::plain(scene, "none", Word::PanelIntroTitle, Word::PanelIntroText),
    };
    let mut card = match state.verdict.as_deref().and_then(Verdict::from_id) {
        Some(verdict) if verdict.severity() != Severity::Ready => {
            let mut card = Card::plain(scene, "warn", verdict.title(), verdict.cause());
            card.lines.push(scene.text(verdict.remedy()));
            if let Some((url, label)) = verdict.link() {
                card.actions = scene.draw(|pen| pen.link_out(None, "primary", url, scene.words.get(label)));
            }
            card
        }
        _ if state.read_only => Card::plain(scene, "none", Word::PanelKeptTitle, Word::PanelBarrierReadOnly),
        _ => Card::plain(scene, "none", Word::PanelKeptTitle, Word::PanelKeptText),
    };
    if let Some(time) = &state.checked_at {
        card.lines.insert(0, scene.words.fill(Word::PanelKeptChecked, &[("date", &scene.words.day(time))]));
    }
    card
}

/// A verdict: cause, remedy, every other fault by its title, one next action.
fn judged<'a>(scene: &'a Scene<'_>, report: &'a Report) -> Card<'a> {
    let words = scene.words;
    let severity = report.severity();
    let mut lines = vec![scene.text(report.verdict.cause())];
    let missing = (!report.missing.is_empty())
        .then(|| words.fill(Word::VerdictMissingNote, &[("models", &words.list(&report.missing.join("\n")))]));
    if report.verdict == Verdict::ModelUnavailable {
        lines.extend(missing.clone());
    }
    // `https://us.api.openai.com/v1`: people are told the host.
    if let Some(host) = report.base_url.as_deref().and_then(|url| url.split('/').nth(2)) {
        lines.push(words.fill(Word::VerdictRegionNote, &[("host", host)]));
    }
    // "It can be saved now" is no truth where it can't.
    if severity != Severity::Ready || scene.model.save_barrier().is_none() {
        lines.push(scene.text(report.verdict.remedy()));
    }
    for other in &report.also {
        lines.push(
            words.fill(Word::PanelAlso, &[("title", words.get(other.title())), ("remedy", words.get(other.remedy()))]),
        );
        if *other == Verdict::ModelUnavailable {
            lines.extend(missing.clone());
        }
    }
    let link_first = scene.model.primary() == Some(Primary::Link);
    let actions = scene.draw(|pen| {
        if severity == Severity::Ready {
            return save(pen, Word::PanelSave);
        }
        let link = |pen: &mut Pen<'_>| {
            if let Some((url, label)) = report.verdict.link() {
                pen.link_out(None, if link_first { "primary" } else { "" }, url, words.get(label));
            }
        };
        if link_first {
            link(pen);
        }
        again(pen, report);
        if !link_first {
            link(pen);
        }
        save(
            pen,
            match severity {
                Severity::Attention => Word::PanelSaveAnyway,
                Severity::Unknown => Word::PanelSaveUntried,
                Severity::Ready | Severity::Refused => Word::PanelSave,
            },
        );
    });
    Card {
        tone: match severity {
            Severity::Ready => "good",
            Severity::Attention | Severity::Unknown => "warn",
            Severity::Refused => "bad",
        },
        title: scene.text(report.verdict.title()),
        lines,
        actions,
        report: Some(report),
    }
}

/// *Riprova*. The same key can't pass later, or nothing can pass now: then there is no button that says so.
fn again(pen: &mut Pen<'_>, report: &Report) {
    let model = pen.scene.model;
    let hopeless = report.severity() == Severity::Refused && !report.verdict.retryable();
    if hopeless || report.verdict == Verdict::Offline && !model.online {
        return;
    }
    let class = if model.primary() == Some(Primary::Retry) { "primary" } else { "" };
    if model.delay == 0 {
        return pen.button(class, Word::PanelRetry, Wish::Check);
    }
    let seconds =
        pen.scene.words.fill(Word::PanelSeconds, &[("seconds", &pen.scene.words.number(model.delay as usize))]);
    pen.tag("button", class, |pen| {
        pen.attr("type", "button");
        pen.attr("part", "button");
        pen.press(Wish::Check);
        pen.say(Word::PanelRetry);
        pen.tag("span", "", |pen| {
            pen.attr("aria-hidden", "true");
            pen.text(" (");
            pen.text(&seconds);
            pen.text(")");
        });
    });
}

/// The save button; where it is disabled, the reason stands beside it.
pub(super) fn save(pen: &mut Pen<'_>, label: Word) {
    let model = pen.scene.model;
    let barrier = model.save_barrier();
    let reason = barrier.and_then(reason);
    let primary = model.primary() == Some(Primary::Save);
    pen.tag("button", if primary { "primary save" } else { "save" }, |pen| {
        pen.attr("type", "button");
        pen.attr("part", if primary { "button primary save" } else { "button save" });
        pen.attr_if(barrier.is_some(), "disabled", "disabled");
        pen.attr_if(reason.is_some(), "aria-describedby", "save-reason");
        pen.press(Wish::Save);
        pen.say(label);
    });
    pen.group(|pen| {
        if let Some(reason) = reason {
            pen.tag("span", "reason", |pen| {
                pen.attr("id", "save-reason");
                pen.say(reason);
            });
        }
    });
}

fn reason(barrier: Barrier) -> Option<Word> {
    Some(match barrier {
        Barrier::Nothing => return None,
        Barrier::Untried => Word::PanelBarrierUntried,
        Barrier::Refused => Word::PanelBarrierRefused,
        Barrier::Offline => Word::PanelBarrierOffline,
        Barrier::Endpoint(_) => Word::PanelBarrierEndpoint,
        Barrier::ReadOnly => Word::PanelBarrierReadOnly,
    })
}

/// The integrator's page does not say where to save.
fn endpoint<'a>(scene: &'a Scene<'_>, problem: EndpointProblem) -> Card<'a> {
    let (title, line) = match problem {
        EndpointProblem::Missing => (Word::ModuleMissingEndpointCause, Word::ModuleMissingEndpointRemedy),
        EndpointProblem::Foreign => (Word::ModuleForeignEndpointCause, Word::ModuleForeignEndpointRemedy),
        EndpointProblem::Insecure => (Word::PanelInsecureTitle, Word::PanelInsecureText),
    };
    Card::plain(scene, "warn", title, line)
}
