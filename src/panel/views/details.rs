//! *Dettagli per il tecnico*: what support asks for, and nothing that OpenAI wrote.

use super::Pen;
use crate::{
    check::{Report, Verdict},
    panel::Wish,
    text::digits,
    words::Word,
};

/// The line of a Content-Security-Policy that lets the page ask OpenAI.
pub(in crate::panel) const CSP_LINE: &str = "connect-src 'self' https://api.openai.com https://*.api.openai.com";

/// The fold under a verdict.
pub(crate) fn view(pen: &mut Pen<'_>, report: &Report) {
    let scene = pen.scene;
    let status = (report.status != 0).then(|| digits(report.status.into()));
    let csp = (report.verdict == Verdict::CspBlocked).then_some(CSP_LINE);
    pen.tag("details", "details", |pen| {
        pen.attr("part", "details");
        pen.word("summary", "", Word::PanelDetails);
        pen.tag("dl", "", |pen| {
            let mut row = |name, value: Option<&str>| {
                if let Some(value) = value {
                    pen.word("dt", "", name);
                    pen.line("dd", "", value);
                }
            };
            row(Word::PanelDetailVerdict, Some(report.verdict.id()));
            row(Word::PanelDetailStatus, status.as_deref());
            row(Word::PanelDetailCode, report.code);
            row(Word::PanelDetailModel, report.model.as_deref());
            row(Word::PanelDetailBase, report.base_url.as_deref());
            row(Word::PanelDetailRequest, report.request_id.as_deref());
            row(Word::PanelDetailCsp, csp);
            for (model, date) in &report.shutdowns {
                let day = date.tell(scene.words);
                let told = scene.words.fill(Word::PanelShutdown, &[("model", model), ("date", &day)]);
                row(Word::PanelDetailShutdown, Some(&told));
            }
        });
        let copy = if scene.model.copied { Word::PanelCopied } else { Word::PanelCopyDiagnostics };
        pen.button("quiet", copy, Wish::CopyDiagnostics);
    });
}
