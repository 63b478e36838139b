//! What support asks for, as lines of text. Nothing of the key, and nothing in OpenAI's words but a known code.

use super::{Report, Rung, RungState};
use crate::text::digits;

/// The details of a report, one a line. `about` is the widget's version, the browser and the time, one a line.
pub fn diagnostics(report: &Report, about: &str) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            for part in [name, ": ", value, "\n"] {
                text.push_str(part);
            }
        }
    };
    line("verdict", Some(report.verdict.id()));
    for verdict in &report.also {
        line("also", Some(verdict.id()));
    }
    for rung in Rung::ALL {
        let state = match report.ladder.state(rung) {
            RungState::NotTried => "not tried",
            RungState::Passed => "passed",
            RungState::Failed => "failed",
        };
        line(rung.id(), Some(state));
    }
    if report.status != 0 {
        line("status", Some(&digits(report.status.into())));
    }
    line("code", report.code);
    line("request", report.request_id.as_deref());
    line("model", report.model.as_deref());
    line("base", report.base_url.as_deref());
    for model in &report.missing {
        line("missing", Some(model));
    }
    for (model, end) in &report.shutdowns {
        line(model, Some(&end.iso()));
    }
    text.push_str(about);
    text
}
