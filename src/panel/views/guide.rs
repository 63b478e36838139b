//! The guide: eight steps, one open at a time.

use super::{Scene, mark};
use crate::{
    check::{Rung, RungState, Severity, Verdict},
    guide::{self, Link, Part, Proof, Step},
    panel::{Stored, Trial, Wish},
    paste::Standing,
    words::Word,
};
use yew::{Html, html};

/// The guide under the card.
pub(crate) fn view(scene: &Scene<'_>) -> Html {
    let words = scene.words;
    let proof = proof(scene);
    let done = Step::ALL.iter().filter(|step| guide::is_done(**step, scene.model.done_steps, proof)).count();
    let next = guide::next(scene.model.done_steps, proof).filter(|_| done > 0);
    let count =
        words.fill(Word::GuideCount, &[("total", &words.number(Step::ALL.len())), ("done", &words.number(done))]);
    let inside = html! {
        <>
            <details class="before">
                <summary>{ words.get(Word::GuideBeforeTitle) }</summary>
                { for guide::BEFORE.iter().map(|word| html! { <p>{ words.get(*word) }</p> }) }
                <p>{ scene.link_out("", guide::PRICES.url, guide::PRICES.name) }</p>
            </details>
            <ol class="steps" role="list">
                { for Step::ALL.into_iter().map(|step| line(scene, step, proof, next)) }
            </ol>
            <p class="tech">{ words.get(Word::GuideOtherName) }{ " " }{ words.get(Word::GuideChecked) }</p>
        </>
    };
    html! {
        <section class="guide" part="guide">
            <div class="guide-head">
                <h3>{ words.get(Word::GuideTitle) }</h3>
                <span class="quiet-text">{ count }</span>
            </div>
            if folded(scene, proof) {
                <details><summary>{ words.get(Word::GuideReady) }</summary>{ inside }</details>
            } else {
                { inside }
            }
        </section>
    }
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
    match &scene.model.stored {
        Stored::Known(state) if state.configured => match state.verdict.as_deref().and_then(Verdict::from_id) {
            Some(verdict) if verdict.severity() == Severity::Ready => Proof::Ran,
            Some(verdict) if verdict.severity() == Severity::Attention => Proof::Accepted,
            _ => Proof::Nothing,
        },
        _ => Proof::Nothing,
    }
}

fn line(scene: &Scene<'_>, step: Step, proof: Proof, next: Option<Step>) -> Html {
    let open = scene.model.open_step == Some(step);
    let done = guide::is_done(step, scene.model.done_steps, proof);
    let card = step.card();
    html! {
        <li class={yew::classes!("step", open.then_some("open"), done.then_some("done"))}>
            <button type="button" class="step-head" aria-expanded={open.to_string()} onclick={scene.on(Wish::Toggle(step))}>
                <span class="number">{ step.number() }</span>
                <span class="step-title">{ scene.words.get(card.title) }</span>
                if next == Some(step) && !open {
                    <span class="quiet-text">{ scene.words.get(Word::GuideLeftHere) }</span>
                }
                if done {
                    { mark("good") }
                    <span class="sr">{ scene.words.get(Word::GuideDone) }</span>
                }
            </button>
            { body(scene, step, proof, open) }
        </li>
    }
}

/// What a step shows. A closed one is there too, hidden: on paper every step is open.
fn body(scene: &Scene<'_>, step: Step, proof: Proof, open: bool) -> Html {
    let words = scene.words;
    let card = step.card();
    let model = scene.model;
    let ticked = model.done_steps[step as usize];
    let offered = model.can_paste && proof == Proof::Nothing && (step == Step::Paste || model.back_step == Some(step));
    let page = |link: Link, label: &str| scene.link_from(Some(step), "", link.url, label);
    let open_page = |link: Link| page(link, &words.fill(Word::GuideOpenPage, &[("page", link.name)]));
    let mut picture = scene.base.to_owned();
    picture.push_str("pictures/");
    picture.push_str(card.picture);
    html! {
        <div class="step-body" hidden={!open}>
            <img src={picture} alt={guide::spell(words, card.alt)} loading="lazy" width="320" height="200" />
            <div class="step-text">
                { for card.text.iter().map(|word| html! { <p>{ sentence(scene, *word) }</p> }) }
                if let Some(note) = guide::note(step, proof) { <p class="note">{ words.get(note) }</p> }
                if offered {
                    <div class="actions offer">{ words.get(Word::GuideCopied) }{ scene.button("", Word::PanelPaste, Wish::PasteFromGuide) }</div>
                }
                if proof.proves(step) { <p class="note">{ words.get(Word::GuideProved) }</p> }
                <div class="actions">
                    { open_page(card.link) }
                    { for step.also().map(open_page) }
                    if !proof.proves(step) {
                        <button type="button" class="tick" aria-pressed={ticked.to_string()} onclick={scene.on(Wish::Tick(step))}>
                            if ticked { <span aria-hidden="true">{ "✓ " }</span> }
                            { words.get(Word::GuideDone) }
                        </button>
                    }
                </div>
                <details>
                    <summary>{ words.get(Word::GuideMore) }</summary>
                    { for card.more.iter().map(|word| html! { <p>{ sentence(scene, *word) }</p> }) }
                    <p>{ page(card.help, words.get(Word::GuideHelp)) }</p>
                </details>
            </div>
        </div>
    }
}

/// A sentence with OpenAI's labels set apart, in English, the translation beside.
fn sentence(scene: &Scene<'_>, word: Word) -> Html {
    guide::parts(scene.words.get(word)).into_iter().map(|part| match part {
        Part::Text(text) => html! { { text } },
        Part::Label(label) => html! { <>
            <b lang="en" class="ui">{ label.text() }</b>
            if let Some(beside) = label.beside(scene.words) { <span class="beside">{ " (" }{ beside }{ ")" }</span> }
        </> },
    }).collect()
}
