//! *Dettagli per il tecnico*: what support asks for, and nothing that OpenAI wrote.

use super::Scene;
use crate::{
    check::{Report, Verdict},
    panel::Wish,
    words::Word,
};
use yew::{Html, html};

/// The line of a Content-Security-Policy that lets the page ask OpenAI.
pub(in crate::panel) const CSP_LINE: &str = "connect-src 'self' https://api.openai.com https://*.api.openai.com";

/// The fold under a verdict.
pub(crate) fn view(scene: &Scene<'_>, report: &Report) -> Html {
    let words = scene.words;
    let mut rows: Vec<(Word, String)> = vec![(Word::PanelDetailVerdict, report.verdict.id().to_owned())];
    if report.status != 0 {
        rows.push((Word::PanelDetailStatus, report.status.to_string()));
    }
    rows.extend(report.code.map(|code| (Word::PanelDetailCode, code.to_owned())));
    rows.extend(report.model.clone().map(|model| (Word::PanelDetailModel, model)));
    rows.extend(report.base_url.clone().map(|base| (Word::PanelDetailBase, base)));
    rows.extend(report.request_id.clone().map(|id| (Word::PanelDetailRequest, id)));
    if report.verdict == Verdict::CspBlocked {
        rows.push((Word::PanelDetailCsp, CSP_LINE.to_owned()));
    }
    for (model, date) in &report.shutdowns {
        let day = words.day(&date.iso());
        rows.push((Word::PanelDetailShutdown, words.fill(Word::PanelShutdown, &[("model", model), ("date", &day)])));
    }
    html! {
        <details class="details" part="details">
            <summary>{ words.get(Word::PanelDetails) }</summary>
            <dl>
                { for rows.into_iter().map(|(name, value)| html! { <><dt>{ words.get(name) }</dt><dd>{ value }</dd></> }) }
            </dl>
            { scene.button("quiet", if scene.model.copied { Word::PanelCopied } else { Word::PanelCopyDiagnostics }, Wish::CopyDiagnostics) }
        </details>
    }
}
