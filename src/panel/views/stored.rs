//! The key in use, as the endpoint shows it.

use super::{Scene, mark, outcome::reasons};
use crate::{
    check::{Severity, Verdict},
    module::{Fault, State},
    panel::{Stored, Wish},
    words::Word,
};
use yew::{Html, html};

/// The strip that says which key is in use. Only a failure is read out by itself: after a save the card tells the rest.
pub(crate) fn view(scene: &Scene<'_>) -> Html {
    let failure = match &scene.model.stored {
        Stored::Failed(fault) if scene.model.config.endpoint.is_ok() => {
            html! { <>{ scene.words.get(fault.cause()) }{ " " }{ cure(scene, fault) }</> }
        }
        _ => html! {},
    };
    // Keys: a node that is reused for another text moves, where one that is new only appears.
    let inner = match &scene.model.stored {
        _ if scene.model.config.endpoint.is_err() => html! {},
        Stored::Loading => {
            html! { <span key="loading" class="quiet-text">{ scene.words.get(Word::PanelStoredLoading) }</span> }
        }
        Stored::Known(state) if state.configured => configured(scene, state),
        Stored::Known(_) => {
            html! { <span key="none" class="quiet-text">{ scene.words.get(Word::PanelStoredNone) }</span> }
        }
        Stored::Failed(_) => scene.button("quiet", Word::PanelRetry, Wish::Reload),
    };
    let failed = matches!(scene.model.stored, Stored::Failed(_));
    html! {
        <div class={if failed { "stored failed" } else { "stored" }} part="stored">
            if failed { { mark("warn") } }
            <span class="failure" role="status">{ failure }</span>
            { inner }
        </div>
    }
}

/// The endpoint's own reasons, else what to do.
fn cure(scene: &Scene<'_>, fault: &Fault) -> String {
    let reasons = reasons(scene, fault);
    if reasons.is_empty() { fault.tell_remedy(scene.words) } else { reasons.join(" ") }
}

fn configured(scene: &Scene<'_>, state: &State) -> Html {
    let verdict = state.verdict.as_deref().and_then(Verdict::from_id);
    let unwell = verdict.filter(|verdict| verdict.severity() != Severity::Ready);
    let hint = state.hint.as_deref().unwrap_or("…");
    html! { <>
        { mark(if unwell.is_some() { "warn" } else { "good" }) }
        <span>
            { scene.words.get(Word::PanelStoredInUse) }{ " " }<code>{ "sk-…" }{ hint }</code>
            if let Some(verdict) = unwell { <span class="unwell">{ " " }{ scene.words.get(verdict.title()) }</span> }
        </span>
        if state.read_only {
            <span class="quiet-text">{ source(scene, state) }</span>
        } else {
            <span class="both">
                { scene.button("quiet", Word::PanelReplace, Wish::Replace) }
                { scene.button("quiet", Word::PanelRemove, Wish::Remove) }
            </span>
        }
    </> }
}

/// Where a key that can't be changed here comes from.
fn source(scene: &Scene<'_>, state: &State) -> String {
    match &state.source {
        Some(source) => scene.words.fill(Word::PanelReadOnlySource, &[("source", source)]),
        None => scene.text(Word::PanelReadOnly),
    }
}
