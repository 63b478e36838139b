//! `cargo bench-page`: how quick the element is beside others, measured side by side in one run of Chromium.

mod doc;
mod pages;
mod plot;
mod rounds;
mod screen;
mod stats;
mod table;
mod visits;

pub use doc::write as write_doc;

use super::{
    Done, browsers, build,
    machine::{any_of, root},
    node,
    say::Steps,
    tools,
};
use sandbox::{OpenAiFault, Options, PageOptions, Sandbox, keys::key_for, page::STRICT_CSP};
use serde_json::{Value, json};
use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};
use tokio::runtime::Runtime;

/// How often each page is visited; and with `--quick`.
const ROUNDS: (u32, u32) = (30, 3);
/// From this load on, a measurement is of the machine.
const BUSY: f64 = 0.5;
/// How long the machine is given to come to rest.
const PATIENCE: Duration = Duration::from_mins(4);
/// What OpenAI takes for an answer.
const DELAY: Duration = Duration::from_millis(200);
/// Four times slower than this machine: Lighthouse's figure for a phone of the middle class.
const CPU: u32 = 4;
/// "Fast 4G" of Chrome's developer tools by its nominal figures (9 Mbit/s down, 1.5 up, 60 ms), without the factors that the
/// tools put on top (2.75 times the latency): a longer way flatters whoever computes more.
fn network() -> Value {
    json!({"latency": 60, "downloadThroughput": 9_000_000 / 8, "uploadThroughput": 1_500_000 / 8})
}

/// Measures, prints the table, and writes `docs/performance.md` and its picture.
///
/// # Errors
/// Says in a sentence what is missing, or what the browser said.
pub fn bench(words: &[String]) -> Done {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (rounds, quick) = match words[..] {
        [] => (None, false),
        ["--quick"] => (None, true),
        ["--rounds", number] => (Some(number.parse().map_err(|_| "--rounds takes a number.")?), false),
        _ => return Err("cargo bench-page knows --quick and --rounds N.".to_owned()),
    };
    let mut steps = Steps::new(4);
    let tools = steps.take("Tools, browser, packages", || {
        browsers::chromium()?;
        node::packages()?;
        tools::tools()
    })?;
    steps.take("Building the widget with Trunk", || build::build(&tools))?;
    let runtime = Runtime::new().map_err(|why| why.to_string())?;
    let folder = steps.take("Bundling the other widgets with esbuild", pages::make)?;
    let sandbox = runtime.block_on(start(&folder))?;
    let measured = match rounds {
        Some(rounds) => {
            steps.take(&format!("{rounds} rounds of pasting, trying and saving"), || rounds::run(&sandbox, rounds))
        }
        None => steps.take("Measuring, page after page", || measure(&sandbox, &folder, quick)),
    };
    runtime.block_on(sandbox.stop());
    measured
}

async fn start(folder: &Path) -> Done<Sandbox> {
    let page = PageOptions {
        // Lit makes a policy for its templates, and what the server writes has its rules and its start inside.
        csp: Some(
            STRICT_CSP
                .replace("trusted-types 'none'", "trusted-types lit-html")
                .replace("script-src 'self'", &format!("script-src 'self' {}", pages::script_source()?))
                .replace("style-src 'self'", &format!("style-src 'self' {}", pages::style_sources(folder)?)),
        ),
        csrf: false,
        tray: false,
        openai_beside: true,
        pages: Some(folder.to_owned()),
        ..PageOptions::default()
    };
    let options = Options { dist: build::dist(), page, packed: true, ..Options::default() };
    Sandbox::start(options).await.map_err(|why| why.to_string())
}

fn measure(sandbox: &Sandbox, folder: &Path, quick: bool) -> Done {
    sandbox.set_openai_fault(Some(OpenAiFault::Slow(DELAY)));
    let rounds = if quick { ROUNDS.1 } else { ROUNDS.0 };
    let load = if quick { table::load() } else { at_rest() };
    if load > BUSY {
        println!("      this machine is busy (load {load}): what is measured now counts for nothing");
    }
    let job = json!({
        "rounds": rounds,
        "network": network(),
        "cpu": CPU,
        "key": key_for("good"),
        "texts": screen::texts()?,
        "pages": pages::PAGES.map(|page| json!({
            "name": page.id, "full": page.full, "url": sandbox.url(&format!("/pages/{}.html", page.id)),
        })),
    });
    let mut visits = visits::Visits::default();
    let mut lines = String::new();
    drive("drive.mjs", job, |line| {
        lines.extend([line, "\n"]);
        let (round, name) = visits.take(line)?;
        if name == pages::PAGES[0].id {
            println!("      {round}");
        }
        Ok(())
    })?;
    fs::write(root().join("target").join("bench.jsonl"), lines).map_err(|why| why.to_string())?;
    let report = table::report(&visits, folder, rounds, load)?;
    println!("\n{report}");
    if quick {
        println!("A quick run is for trying out: docs/performance.md stays as it was.");
        return Ok(());
    }
    doc::write("bench", &report)?;
    plot::write(&visits)
}

/// Waits until the machine is at rest, for what was built just before counts in the load of the last minute; gives that load.
fn at_rest() -> f64 {
    let begun = Instant::now();
    loop {
        let load = table::load();
        if load <= BUSY || begun.elapsed() > PATIENCE {
            return load;
        }
        println!("      waiting until this machine is at rest (load {load})");
        sleep(Duration::from_secs(10));
    }
}

/// Runs one of the scripts in `tests/bench`, and takes what it prints, line by line.
fn drive(script: &str, mut job: Value, mut take: impl FnMut(&str) -> Done) -> Done {
    job["modules"] = json!(node::packages()?);
    job["browser"] = json!(any_of(&["chromium", "google-chrome", "chrome"]).ok_or("Chromium is not on the PATH.")?);
    let script = root().join("tests").join("bench").join(script);
    let mut child = Command::new("node")
        .arg(script)
        .arg(job.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|why| format!("node can't be started: {why}"))?;
    let lines = child.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines);
    let mut taken = Ok(());
    for line in lines.map_while(Result::ok) {
        taken = taken.and_then(|()| take(&line));
    }
    let status = child.wait().map_err(|why| why.to_string())?;
    if status.success() { taken } else { Err(format!("The browser's driver failed ({status}).")) }
}
