//! What support asks for, as lines of text. Nothing of the key, and nothing in OpenAI's words but a known code.

use super::{Report, Rung, RungState};
use crate::text::digits;

/// The details of a report, one a line. `about` is the widget's version, the browser and the time, one a line.
pub fn diagnostics(report: &Report, about: &str) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| {
        text.push_str(name);
        text.push_str(": ");
        text.push_str(value);
        text.push('\n');
    };
    line("verdict", report.verdict.id());
    for verdict in &report.also {
        line("also", verdict.id());
    }
    for rung in Rung::ALL {
        let state = match report.ladder.state(rung) {
            RungState::NotTried => "not tried",
            RungState::Passed => "passed",
            RungState::Failed => "failed",
        };
        line(rung.id(), state);
    }
    if report.status != 0 {
        line("status", &digits(report.status.into()));
    }
    let optional = [
        ("code", report.code),
        ("request", report.request_id.as_deref()),
        ("model", report.model.as_deref()),
        ("base", report.base_url.as_deref()),
    ];
    for (name, value) in optional {
        if let Some(value) = value {
            line(name, value);
        }
    }
    for model in &report.missing {
        line("missing", model);
    }
    for (model, end) in &report.shutdowns {
        line(model, &end.iso());
    }
    text.push_str(about);
    text
}
