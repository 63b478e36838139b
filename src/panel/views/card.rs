//! The card: what is the case, why, what to do, and one next action.

use super::{Pen, confirm, details, outcome};
use crate::{
    check::{Date, Report, Severity, Verdict},
    panel::{Barrier, Change, EndpointProblem, Held, Model, Primary, Saving, Stored, Trial, Waited, Wish},
    paste::Standing,
    text::{after, cut, digits},
    words::Word,
};

/// Title, sentences and buttons of a card. `{hint}` in title and line becomes the last four characters of the key that
/// the card is about.
#[derive(Clone, Copy)]
pub(super) struct Card {
    pub tone: &'static str,
    pub title: Word,
    /// Said before `line`.
    pub before: Option<fn(&mut Pen<'_>)>,
    pub line: Word,
    /// Said behind `line`.
    pub more: Option<fn(&mut Pen<'_>)>,
    pub actions: Option<fn(&mut Pen<'_>)>,
    /// There is a report to tell the technician.
    pub details: bool,
}

impl Card {
    /// A card of one sentence, without buttons.
    pub const fn plain(tone: &'static str, title: Word, line: Word) -> Self {
        Self { tone, title, before: None, line, more: None, actions: None, details: false }
    }
}

static SAVING: Card = Card::plain("wait", Word::PanelSavingTitle, Word::PanelSavingText);
static REMOVING: Card = Card::plain("wait", Word::PanelRemovingTitle, Word::PanelSavingText);
static CANCELLED: Card =
    Card { actions: Some(check), ..Card::plain("none", Word::PanelCancelledTitle, Word::PanelCancelledText) };
static UNTRIED: Card = Card {
    actions: Some(|pen| {
        check(pen);
        save(pen, Word::PanelSave);
    }),
    ..Card::plain("none", Word::PanelUntriedTitle, Word::PanelUntriedText)
};
static OFFLINE: Card = Card::plain("none", Word::PanelUntriedTitle, Word::PanelBarrierOffline);
static NOT_SENT: Card = Card::plain("none", Word::PanelNotSentTitle, Word::PanelNotSentText);
static INTRO: Card = Card::plain("none", Word::PanelIntroTitle, Word::PanelIntroText);
// One for each `EndpointProblem`: no key can be saved from the integrator's page as it is.
static MISSING: Card = Card::plain("warn", Word::ModuleMissingEndpointCause, Word::ModuleMissingEndpointRemedy);
static FOREIGN: Card = Card::plain("warn", Word::ModuleForeignEndpointCause, Word::ModuleForeignEndpointRemedy);
static INSECURE: Card = Card::plain("warn", Word::PanelInsecureTitle, Word::PanelInsecureText);

impl Pen<'_> {
    /// A sentence of the card.
    pub(super) fn paragraph(&mut self, word: Word) {
        self.paragraph_of(self.scene.words.get(word));
    }

    /// A sentence of the card, if there is one.
    pub(super) fn paragraph_of(&mut self, text: &str) {
        if !text.is_empty() {
            self.tag("p", "", |pen| {
                // One that is reused for another line moves, where one that is new only appears.
                pen.key(text);
                pen.text(text);
            });
        }
    }

    /// Draws what may be missing.
    fn part(&mut self, draw: Option<fn(&mut Self)>) {
        if let Some(draw) = draw {
            draw(self);
        }
    }
}

/// The card. What it says is a live region that is there from the start, and nothing else is: a focus that comes to the
/// card says its name alone, so nothing is heard twice. Buttons belong to their card: a press meant for one card must not
/// meet the next, and the focus of one that goes is taken up (`panel::focus`).
pub(crate) fn view(pen: &mut Pen<'_>) {
    let scene = pen.scene;
    let model = scene.model;
    let card = choose(model);
    let hint = [("hint", hint(model))];
    let title = scene.words.fill(card.title, &hint);
    let title = match model.saving {
        // The cause of a failure is a sentence: as a title it has no full stop.
        Saving::Failed(_) | Saving::Another(_) => title.strip_suffix(".").unwrap_or(&title),
        _ => &title,
    };
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
                pen.text(title);
            });
            pen.group(|pen| {
                pen.part(card.before);
                pen.paragraph_of(&scene.words.fill(card.line, &hint));
                pen.part(card.more);
            });
            pen.group(|pen| {
                if model.held == Some(Held::Submit) {
                    pen.word("p", "held", Word::PanelSubmitHeld);
                }
            });
        });
        pen.group(|pen| {
            if model.config.base_refused {
                pen.word("p", "tech", Word::PanelBaseRefused);
            }
        });
        pen.tag("div", "actions", |pen| {
            pen.key(title);
            if card.actions.is_some() {
                pen.group(|pen| pen.part(card.actions));
            }
        });
        pen.group(|pen| {
            if let Some(report) = model.report().filter(|_| card.details) {
                details::view(pen, report);
            }
        });
    });
}

/// The last four characters of the key that the card is about: by itself, of the one in use.
fn hint(model: &Model) -> &str {
    match (&model.saving, &model.stored) {
        (Saving::Saved(hint), _) => hint.as_str(),
        (Saving::Another(hint), _) => hint,
        (_, Stored::Known(state)) => state.hint.as_deref().unwrap_or("…"),
        _ => "…",
    }
}

fn choose(model: &Model) -> Card {
    if model.asking_insist {
        return confirm::INSIST;
    }
    *match &model.saving {
        Saving::Idle => return tried(model),
        Saving::Asking => &confirm::UNPROVED,
        Saving::AskingRemoval => &confirm::REMOVAL,
        Saving::Looking { change: Change::Save, .. } | Saving::Sending | Saving::Confirming { .. } => &SAVING,
        Saving::Looking { change: Change::Remove, .. } | Saving::Removing | Saving::ConfirmingRemoval(_) => &REMOVING,
        Saving::Removed => &outcome::REMOVED,
        Saving::RemovalUnconfirmed => &outcome::REMOVAL_UNCONFIRMED,
        Saving::Saved(_) => &outcome::SAVED,
        Saving::Unconfirmed(_) => &outcome::UNCONFIRMED,
        Saving::Another(_) => &outcome::ANOTHER,
        Saving::Failed(failure) => return outcome::failed(failure),
    }
}

/// What the try says; before it, what will happen.
fn tried(model: &Model) -> Card {
    match &model.trial {
        Trial::Done(report) => judged(report),
        Trial::Running { waited, .. } => running(*waited),
        Trial::Cancelled => CANCELLED,
        Trial::None => untried(model),
    }
}

fn running(waited: Waited) -> Card {
    let line = match waited {
        Waited::Slow(_) => Word::PanelTryingSlow,
        _ => Word::PanelTryingText,
    };
    Card { actions: Some(wait), ..Card::plain("wait", Word::PanelTryingTitle, line) }
}

/// What can be done while a try is under way.
fn wait(pen: &mut Pen<'_>) {
    let words = pen.scene.words;
    let Trial::Running { waited, .. } = pen.scene.model.trial else { return };
    pen.group(|pen| {
        if waited >= Waited::Cancellable {
            pen.button("", Word::PanelCancel, Wish::Cancel);
        }
    });
    if let Waited::Slow(seconds) = waited {
        // Seconds that are read out one by one would drown the rest.
        pen.tag("span", "reason", |pen| {
            pen.attr("aria-hidden", "true");
            pen.text(&words.fill(Word::PanelElapsed, &[("seconds", &digits(seconds.into()))]));
        });
    }
}

fn untried(model: &Model) -> Card {
    *match (model.config.endpoint.as_ref().err(), model.field.reading.standing) {
        (Some(EndpointProblem::Missing), _) => &MISSING,
        (Some(EndpointProblem::Foreign), _) => &FOREIGN,
        (Some(EndpointProblem::Insecure), _) => &INSECURE,
        (None, Standing::Accepted) if model.online => &UNTRIED,
        (None, Standing::Accepted) => &OFFLINE,
        (None, Standing::Refused | Standing::Insistable) if !model.field.calm => &NOT_SENT,
        (None, Standing::Empty) => return kept(model),
        _ => &INTRO,
    }
}

/// Nothing is in the field. Where a key is in use: how its last try ended, and what cures it.
fn kept(model: &Model) -> Card {
    let state = match &model.stored {
        Stored::Known(state) if state.configured => state,
        _ => return INTRO,
    };
    let card = match model.unwell() {
        Some(verdict) => Card {
            more: Some(remedy),
            actions: verdict.link().is_some().then_some(go_to_cure as fn(&mut Pen<'_>)),
            ..Card::plain("warn", verdict.title(), verdict.cause())
        },
        None if state.read_only => Card::plain("none", Word::PanelKeptTitle, Word::PanelBarrierReadOnly),
        None => Card::plain("none", Word::PanelKeptTitle, Word::PanelKeptText),
    };
    Card { before: Some(checked), ..card }
}

/// When the key in use was tried.
fn checked(pen: &mut Pen<'_>) {
    let words = pen.scene.words;
    if let Stored::Known(state) = &pen.scene.model.stored
        && let Some(day) = state.checked_at.as_deref().and_then(Date::parse)
    {
        pen.paragraph_of(&words.fill(Word::PanelKeptChecked, &[("date", &day.tell(words))]));
    }
}

fn remedy(pen: &mut Pen<'_>) {
    if let Some(verdict) = pen.scene.model.unwell() {
        pen.paragraph(verdict.remedy());
    }
}

fn go_to_cure(pen: &mut Pen<'_>) {
    if let Some((url, label)) = pen.scene.model.unwell().and_then(Verdict::link) {
        pen.link_out(None, "primary", url, pen.scene.words.get(label));
    }
}

/// A verdict: cause, remedy, every other fault by its title, one next action.
fn judged(report: &Report) -> Card {
    let tone = match report.severity() {
        Severity::Ready => "good",
        Severity::Attention | Severity::Unknown => "warn",
        Severity::Refused => "bad",
    };
    Card {
        more: Some(rest),
        actions: Some(next),
        details: true,
        ..Card::plain(tone, report.verdict.title(), report.verdict.cause())
    }
}

/// What a verdict's cause does not say.
fn rest(pen: &mut Pen<'_>) {
    let words = pen.scene.words;
    let model = pen.scene.model;
    let Some(report) = model.report() else { return };
    let missing = |pen: &mut Pen<'_>, verdict| {
        if verdict == Verdict::ModelUnavailable && !report.missing.is_empty() {
            let models = words.list(&report.missing.join("\n"));
            pen.paragraph_of(&words.fill(Word::VerdictMissingNote, &[("models", &models)]));
        }
    };
    missing(pen, report.verdict);
    // `https://us.api.openai.com/v1`: people are told the host.
    if let Some(place) = report.base_url.as_deref().and_then(|url| after(url, "//")) {
        pen.paragraph_of(&words.fill(Word::VerdictRegionNote, &[("host", cut(place, b'/').0)]));
    }
    // "It can be saved now" is no truth where it can't.
    if report.severity() != Severity::Ready || model.save_barrier().is_none() {
        pen.paragraph(report.verdict.remedy());
    }
    for other in &report.also {
        let told = [("title", words.get(other.title())), ("remedy", words.get(other.remedy()))];
        pen.paragraph_of(&words.fill(Word::PanelAlso, &told));
        missing(pen, *other);
    }
}

/// What can be done after a verdict.
fn next(pen: &mut Pen<'_>) {
    let model = pen.scene.model;
    let Some(report) = model.report() else { return };
    let label = match report.severity() {
        Severity::Attention => Word::PanelSaveAnyway,
        Severity::Unknown => Word::PanelSaveUntried,
        Severity::Ready | Severity::Refused => Word::PanelSave,
    };
    if report.severity() != Severity::Ready {
        let link_first = model.primary() == Some(Primary::Link);
        let link = |pen: &mut Pen<'_>, now, class| {
            if let Some((url, label)) = report.verdict.link().filter(|_| now) {
                pen.link_out(None, class, url, pen.scene.words.get(label));
            }
        };
        link(pen, link_first, "primary");
        again(pen, report);
        link(pen, !link_first, "");
    }
    save(pen, label);
}

fn check(pen: &mut Pen<'_>) {
    pen.button("primary", Word::PanelCheck, Wish::Check);
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
    let seconds = pen.scene.words.fill(Word::PanelSeconds, &[("seconds", &digits(model.delay as usize))]);
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
