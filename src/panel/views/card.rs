//! The card: what is the case, why, what to do, and one next action.

use super::{Scene, confirm, details, mark, outcome};
use crate::{
    check::{Report, Severity, Verdict},
    panel::{Barrier, Change, EndpointProblem, Held, Primary, Saving, Stored, Trial, Waited, Wish},
    paste::Standing,
    words::Word,
};
use yew::{Html, html};

/// Title, sentences and buttons of a card.
pub(super) struct Card {
    pub tone: &'static str,
    pub title: String,
    pub lines: Vec<String>,
    pub actions: Html,
    pub foot: Html,
}

impl Card {
    /// A card without buttons.
    pub fn plain(scene: &Scene<'_>, tone: &'static str, title: Word, line: Word) -> Self {
        Self {
            tone,
            title: scene.text(title),
            lines: vec![scene.text(line)],
            actions: Html::default(),
            foot: Html::default(),
        }
    }
}

/// The card. What it says is a live region that is there from the start, and nothing else is: a focus that comes to the
/// card says its name alone, so nothing is heard twice. Buttons belong to their card: a press meant for one card must not
/// meet the next, and the focus of one that goes is taken up (`panel::focus`).
pub(crate) fn view(scene: &Scene<'_>) -> Html {
    let card = choose(scene);
    html! {
        // No landmark: a page may hold several of these elements.
        <section class={yew::classes!("verdict", card.tone)} part="verdict" role="group" tabindex="-1" aria-label={scene.text(Word::PanelDetailVerdict)}>
            <div role="status">
                <h3 id="verdict-title">
                    if card.tone != "none" { { mark(card.tone) } }
                    { &card.title }
                </h3>
                { for card.lines.into_iter().filter(|line| !line.is_empty()).map(|line| html! { <p>{ line }</p> }) }
                if scene.model.held == Some(Held::Submit) {
                    <p class="held">{ scene.words.get(Word::PanelSubmitHeld) }</p>
                }
            </div>
            if scene.model.config.base_refused {
                <p class="tech">{ scene.words.get(Word::PanelBaseRefused) }</p>
            }
            <div class="actions" key={card.title}>{ card.actions }</div>
            { card.foot }
        </section>
    }
}

fn choose(scene: &Scene<'_>) -> Card {
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
fn tried(scene: &Scene<'_>) -> Card {
    let model = scene.model;
    match &model.trial {
        Trial::Done(report) => judged(scene, report),
        Trial::Running { waited, .. } => {
            let mut card = Card::plain(scene, "wait", Word::PanelTryingTitle, Word::PanelTryingText);
            if *waited >= Waited::Cancellable {
                card.actions = scene.button("", Word::PanelCancel, Wish::Cancel);
            }
            if let Waited::Slow(seconds) = waited {
                card.lines = vec![scene.text(Word::PanelTryingSlow)];
                let elapsed =
                    scene.words.fill(Word::PanelElapsed, &[("seconds", &scene.words.number((*seconds).into()))]);
                // Seconds that are read out one by one would drown the rest.
                card.actions =
                    html! { <>{ card.actions }<span class="reason" aria-hidden="true">{ elapsed }</span></> };
            }
            card
        }
        Trial::Cancelled => Card {
            actions: scene.button("primary", Word::PanelCheck, Wish::Check),
            ..Card::plain(scene, "none", Word::PanelCancelledTitle, Word::PanelCancelledText)
        },
        Trial::None => untried(scene),
    }
}

fn untried(scene: &Scene<'_>) -> Card {
    let model = scene.model;
    if let Err(problem) = model.config.endpoint {
        return endpoint(scene, problem);
    }
    match model.field.reading.standing {
        Standing::Accepted if model.online => Card {
            actions: html! { <>
                { scene.button("primary", Word::PanelCheck, Wish::Check) }
                { save(scene, Word::PanelSave) }
            </> },
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
fn kept(scene: &Scene<'_>) -> Card {
    let state = match &scene.model.stored {
        Stored::Known(state) if state.configured => state,
        _ => return Card::plain(scene, "none", Word::PanelIntroTitle, Word::PanelIntroText),
    };
    let mut card = match state.verdict.as_deref().and_then(Verdict::from_id) {
        Some(verdict) if verdict.severity() != Severity::Ready => {
            let mut card = Card::plain(scene, "warn", verdict.title(), verdict.cause());
            card.lines.push(scene.text(verdict.remedy()));
            card.actions = verdict
                .link()
                .map(|(url, label)| scene.link_out("primary", url, scene.words.get(label)))
                .unwrap_or_default();
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
fn judged(scene: &Scene<'_>, report: &Report) -> Card {
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
    // The same key can't pass later, or nothing can pass now: then there is no button that says so.
    let hopeless = severity == Severity::Refused && !report.verdict.retryable();
    let again = if hopeless || report.verdict == Verdict::Offline && !scene.model.online {
        html! {}
    } else {
        let primary = scene.model.primary() == Some(Primary::Retry);
        let class = if primary { "primary" } else { "" };
        match scene.model.delay {
            0 => scene.button(class, Word::PanelRetry, Wish::Check),
            seconds => html! {
                <button type="button" {class} part="button" onclick={scene.on(Wish::Check)}>
                    { words.get(Word::PanelRetry) }
                    <span aria-hidden="true">{ " (" }{ words.fill(Word::PanelSeconds, &[("seconds", &words.number(seconds as usize))]) }{ ")" }</span>
                </button>
            },
        }
    };
    let link_first = scene.model.primary() == Some(Primary::Link);
    let class = if link_first { "primary" } else { "" };
    let link = report.verdict.link().map(|(url, label)| scene.link_out(class, url, words.get(label)));
    let ways = if link_first {
        html! { <>{ link }{ again }</> }
    } else {
        html! { <>{ again }{ link }</> }
    };
    let actions = match severity {
        Severity::Ready => html! { { save(scene, Word::PanelSave) } },
        Severity::Attention => html! { <>{ ways }{ save(scene, Word::PanelSaveAnyway) }</> },
        Severity::Unknown => html! { <>{ ways }{ save(scene, Word::PanelSaveUntried) }</> },
        Severity::Refused => html! { <>{ ways }{ save(scene, Word::PanelSave) }</> },
    };
    Card {
        tone: match severity {
            Severity::Ready => "good",
            Severity::Attention | Severity::Unknown => "warn",
            Severity::Refused => "bad",
        },
        title: scene.text(report.verdict.title()),
        lines,
        actions,
        foot: details::view(scene, report),
    }
}

/// The save button; where it is disabled, the reason stands beside it.
pub(super) fn save(scene: &Scene<'_>, label: Word) -> Html {
    let barrier = scene.model.save_barrier();
    let reason = barrier.and_then(reason);
    let primary = scene.model.primary() == Some(Primary::Save);
    html! { <>
        <button type="button" class={if primary { "primary save" } else { "save" }} part={if primary { "button primary save" } else { "button save" }}
            disabled={barrier.is_some()}
            aria-describedby={reason.map(|_| "save-reason")} onclick={scene.once(Wish::Save)}>
            { scene.words.get(label) }
        </button>
        if let Some(reason) = reason { <span id="save-reason" class="reason">{ scene.words.get(reason) }</span> }
    </> }
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
fn endpoint(scene: &Scene<'_>, problem: EndpointProblem) -> Card {
    let (title, line) = match problem {
        EndpointProblem::Missing => (Word::ModuleMissingEndpointCause, Word::ModuleMissingEndpointRemedy),
        EndpointProblem::Foreign => (Word::ModuleForeignEndpointCause, Word::ModuleForeignEndpointRemedy),
        EndpointProblem::Insecure => (Word::PanelInsecureTitle, Word::PanelInsecureText),
    };
    Card::plain(scene, "warn", title, line)
}
