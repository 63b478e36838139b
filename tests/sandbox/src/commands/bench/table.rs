//! The report of a run, in Markdown.

use super::{
    super::{
        Done,
        machine::{any_of, output, root},
        node, size,
    },
    pages::{PAGES, read},
    stats::Spread,
    visits::{Visit, Visits},
};
use sandbox::page::packed::packed;
use std::{fmt::Write, fs, path::Path, process::Command};

/// What is aimed at: a figure, its limit, and what was measured.
struct Goal {
    what: &'static str,
    limit: f64,
    found: Option<Spread>,
}

/// Everything, in Markdown.
///
/// # Errors
/// Where a file that is to be weighed is missing.
pub fn report(visits: &Visits, folder: &Path, rounds: u32, load: f64) -> Done<String> {
    let mut text = String::new();
    // Writing to a string fails on none.
    let _ = writeln!(text, "{}, load {load} before; {rounds} visits to each page.\n", machine());
    goals(&mut text, visits)?;
    figures(&mut text, visits);
    bytes(&mut text, folder)?;
    Ok(text)
}

/// The machine's load in the last minute.
pub fn load() -> f64 {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().and_then(|load| load.parse().ok()).unwrap_or_default()
}

fn machine() -> String {
    let chromium = any_of(&["chromium", "google-chrome", "chrome"]);
    let chromium = chromium.and_then(|program| output(Command::new(program).arg("--version"))).unwrap_or_default();
    let chromium: String = chromium.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let day = output(Command::new("date").args(["-u", "+%Y-%m-%d"])).unwrap_or_default();
    format!("{day}, {chromium}, {cores} cores of {}", model.map_or("an unknown kind", |(_, name)| name.trim()))
}

fn goals(text: &mut String, visits: &Visits) -> Done {
    let field = |visit: &Visit| Some(visit.field);
    let full = |visit: &Visit| visit.full;
    let live = |visit: &Visit| visit.live;
    let single = |value: f64| Spread { low: value, median: value, high: value };
    let sizes = size::parts()?;
    let all: usize = sizes.iter().map(|(_, bytes)| bytes).sum();
    let loader = sizes.iter().find(|(part, _)| *part == "loader").map_or(0, |(_, bytes)| *bytes);
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    let count = |bytes: usize| Some(single(bytes as f64));
    let second = visits.again("element").iter().map(|request| request.moved.saturating_sub(300)).sum::<u64>();
    let rows = [
        Goal {
            what: "usable field ÷ Preact's, with one link",
            limit: 1.0,
            found: visits.ratio("headed", "preact", field),
        },
        Goal {
            what: "usable field ÷ the bare element's, with one link",
            limit: 1.1,
            found: visits.ratio("headed", "bare", field),
        },
        Goal {
            what: "usable field from the server, begun behind it ÷ that of a plain HTML widget, which is whole at once",
            limit: 1.0,
            found: visits.ratio("started", "html", field),
        },
        Goal {
            what: "usable field from the server, begun behind it ÷ that of the same first paint without any script",
            limit: 1.0,
            found: visits.ratio("started", "plain", field),
        },
        Goal {
            what: "whole widget ÷ Preact's, with one link",
            limit: 1.3,
            found: visits.ratio("headed", "preact", full),
        },
        Goal {
            what: "the two lines alone: usable field ÷ Preact's",
            limit: 1.0,
            found: visits.ratio("element", "preact", field),
        },
        Goal {
            what: "the two lines alone: usable field ÷ the bare element's",
            limit: 1.1,
            found: visits.ratio("element", "bare", field),
        },
        Goal {
            what: "the two lines alone: whole widget ÷ Preact's",
            limit: 1.3,
            found: visits.ratio("element", "preact", full),
        },
        Goal {
            what: "whole widget at work ÷ Preact's, with one link",
            limit: 1.3,
            found: visits.ratio("headed", "preact", live),
        },
        Goal {
            what: "whole widget at work ÷ Preact's, with all three links",
            limit: 1.3,
            found: visits.ratio("linked", "preact", live),
        },
        Goal {
            what: "click to verdict ÷ the slower of two bare fetches, at the machine's own speed",
            limit: 1.1,
            found: visits.spread("element", |visit| visit.own),
        },
        Goal {
            what: "longest task after the wasm is compiled, ms (0: none over 50), the worst of the five ways",
            limit: 50.0,
            found: worst(visits, |visit| visit.longest),
        },
        Goal {
            what: "layout shift, the worst of the five ways",
            limit: 0.0,
            found: worst(visits, |visit| Some(visit.shifts)),
        },
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        Goal {
            what: "linear memory when ready, bytes",
            limit: 262_144.0,
            found: visits.spread("element", |visit| visit.memory.map(|bytes| bytes as f64)),
        },
        Goal { what: "download of a first visit, bytes", limit: 75_000.0, found: count(all) },
        Goal { what: "the loader alone, bytes", limit: 3000.0, found: count(loader) },
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        Goal { what: "bodies moved on a second visit, bytes", limit: 0.0, found: Some(single(second as f64)) },
    ];
    let _ = writeln!(text, "| what | at most | median | quartiles | |\n|---|---:|---:|---:|---|");
    for Goal { what, limit, found } in rows {
        let Some(Spread { low, median, high }) = found else {
            let _ = writeln!(text, "| {what} | {} | not measured | | **missed** |", figure(limit));
            continue;
        };
        // As it is printed, so that nobody reads "1.00, missed".
        let met = figure(median).parse::<f64>().is_ok_and(|median| median <= limit);
        let met = if met { "met" } else { "**missed**" };
        let spread = if low < high { format!("{}–{}", figure(low), figure(high)) } else { String::new() };
        let _ = writeln!(text, "| {what} | {} | {} | {spread} | {met} |", figure(limit), figure(median));
    }
    text.push('\n');
    Ok(())
}

/// Of the five ways of embedding this element the one with the highest median.
fn worst(visits: &Visits, figure: impl Fn(&Visit) -> Option<f64>) -> Option<Spread> {
    let ways = ["element", "headed", "linked", "served", "started"].map(|page| visits.spread(page, &figure));
    ways.into_iter().flatten().max_by(|one, two| one.median.total_cmp(&two.median))
}

/// Counts as whole numbers, ratios with two places.
fn figure(value: f64) -> String {
    if value.fract() == 0.0 || value >= 40.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}

fn figures(text: &mut String, visits: &Visits) {
    text.push_str(
        "| page | usable field, ms | × plain | × Preact | whole widget, ms | × Preact | at work, ms | × Preact | verdict ÷ fetch | the same, 4× slower | requests | bytes | second visit |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for page in PAGES {
        let field = |visit: &Visit| Some(visit.field);
        let full = |visit: &Visit| visit.full;
        let live = |visit: &Visit| visit.live;
        let time = |figure: &dyn Fn(&Visit) -> Option<f64>| {
            let spread = visits.spread(page.id, figure);
            spread.map_or("–".into(), |Spread { low, median, high }| format!("{median:.0} ({low:.0}–{high:.0})"))
        };
        let times = |other: &str, figure: &dyn Fn(&Visit) -> Option<f64>| {
            let spread = visits.ratio(page.id, other, figure);
            spread.map_or("–".into(), |Spread { low, median, high }| format!("{median:.2} ({low:.2}–{high:.2})"))
        };
        let requests = visits.of(page.id).first().map_or(&[][..], |visit| &visit.requests);
        let bytes: u64 = requests.iter().map(|request| request.bytes).sum();
        let again: u64 = visits.again(page.id).iter().map(|request| request.moved.saturating_sub(300)).sum();
        let spread = |figure: &dyn Fn(&Visit) -> Option<f64>| {
            let spread = visits.spread(page.id, figure);
            spread.map_or("–".into(), |Spread { low, median, high }| format!("{median:.2} ({low:.2}–{high:.2})"))
        };
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {bytes} | {again} |",
            page.name,
            time(&field),
            times("plain", &field),
            times("preact", &field),
            time(&full),
            times("preact", &full),
            time(&live),
            times("preact", &live),
            spread(&|visit| visit.own),
            spread(&|visit| visit.slow),
            requests.len(),
        );
    }
    text.push('\n');
}

fn bytes(text: &mut String, folder: &Path) -> Done {
    text.push_str("| download, brotli 11 | bytes |\n|---|---:|\n");
    let sizes = size::parts()?;
    for (part, bytes) in &sizes {
        let _ = writeln!(text, "| passweb-ai-key: {part} | {bytes} |");
    }
    let all: usize = sizes.iter().map(|(_, bytes)| bytes).sum();
    let _ = writeln!(text, "| **passweb-ai-key, in all** | **{all}** |");
    for (name, file) in [
        ("plain HTML widget: its script", "html.js"),
        ("bare element", "bare.js"),
        ("Preact widget", "preact.js"),
        ("Lit widget", "lit.js"),
        ("React widget", "react.js"),
    ] {
        let bytes = packed(read(&folder.join("assets").join(file))?.as_bytes()).len();
        let _ = writeln!(text, "| {name} | {bytes} |");
    }
    let altcha = node::packages()?.join("altcha").join("dist").join("main");
    for (name, file) in
        [("ALTCHA's widget", "altcha.min.js"), ("ALTCHA's widget with its languages", "altcha.i18n.min.js")]
    {
        let bytes = packed(read(&altcha.join(file))?.as_bytes()).len();
        let version: serde_json::Value =
            serde_json::from_str(&read(&root().join("tests").join("node").join("package.json"))?)
                .map_err(|why| why.to_string())?;
        let version = version["dependencies"]["altcha"].as_str().unwrap_or_default().to_owned();
        let _ = writeln!(text, "| {name} {version} | {bytes} |");
    }
    Ok(())
}
