//! Walking the paths: one browser an engine, made as new between two paths, and a fresh one after a failure. Starting
//! a browser takes most of the time that a path takes (Firefox on a busy machine: 5 s of 7).

use crate::stage::{Engine, Stage, usual};
use std::{
    fmt::Write,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    time::{Duration, Instant},
};
use tokio::runtime::Runtime;

/// A path, and where it can't be walked.
pub struct Path {
    pub name: &'static str,
    pub walk: for<'a> fn(&'a Stage) -> Pin<Box<dyn Future<Output = ()> + 'a>>,
    /// The engines that can't, each with the reason.
    pub skip: &'static [(Engine, &'static str)],
}

/// A path by its function.
macro_rules! way {
    ($room:ident::$path:ident) => { way!($room::$path, skip: []) };
    ($room:ident::$path:ident, skip: [$($skip:expr),*]) => {
        $crate::walk::Path {
            name: stringify!($path),
            walk: |stage| Box::pin($crate::$room::$path(stage)),
            skip: &[$($skip),*],
        }
    };
}
pub(crate) use way;

/// What a run came to.
#[derive(Default)]
pub struct Tally {
    passed: usize,
    failed: Vec<String>,
    skipped: Vec<String>,
    took: Vec<(Engine, Duration)>,
}

impl Tally {
    /// Adds another.
    pub fn add(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed.extend(other.failed);
        self.skipped.extend(other.skipped);
        for (engine, took) in other.took {
            match self.took.iter_mut().find(|(known, _)| *known == engine) {
                Some((_, sum)) => *sum += took,
                None => self.took.push((engine, took)),
            }
        }
    }

    /// Nothing failed, and something was walked.
    pub fn is_good(&self) -> bool {
        self.failed.is_empty() && self.passed > 0
    }

    /// The closing line: how many passed, what was skipped and why.
    pub fn sentence(&self) -> String {
        let mut said = format!("engines: {} passed, {} skipped", self.passed, self.skipped.len());
        let took: Vec<String> =
            self.took.iter().map(|(engine, took)| format!("{engine:?} {} s", took.as_secs())).collect();
        let _ = write!(said, " ({})", took.join(", "));
        for (at, why) in self.skipped.iter().enumerate() {
            let _ = write!(said, "{}{why}", if at == 0 { ": " } else { "; " });
        }
        if !self.failed.is_empty() {
            let _ = write!(said, "\n{} FAILED: {}", self.failed.len(), self.failed.join(", "));
        }
        said
    }
}

/// Walks the paths whose name holds one of the words, all without words; `dark`: for a user who likes dark pages.
pub fn walk(engine: Engine, paths: &[Path], dark: bool, words: &[String]) -> Tally {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let begun = Instant::now();
    let mut tally = Tally::default();
    let mut stage = None;
    for path in paths {
        let name = format!("{engine:?}::{}", path.name).to_lowercase();
        if !words.is_empty() && !words.iter().any(|word| name.contains(word.as_str())) {
            continue;
        }
        if let Some((_, why)) = path.skip.iter().find(|(other, _)| *other == engine) {
            println!("path {name} ... skipped: {why}");
            tally.skipped.push(format!("{engine:?}: {why} ({})", path.name.replace('_', " ")));
            continue;
        }
        if let Some(same) = one(&runtime, engine, dark, stage.take(), path) {
            println!("path {name} ... ok");
            tally.passed += 1;
            stage = Some(same);
        } else {
            println!("path {name} ... FAILED");
            tally.failed.push(name);
        }
    }
    if let Some(stage) = stage {
        runtime.block_on(stage.close());
    }
    tally.took.push((engine, begun.elapsed()));
    tally
}

/// Walks one path, in the browser that is there or in a new one. The browser, where the path was good; where it
/// wasn't, its panic has told why, and the browser ends.
fn one(runtime: &Runtime, engine: Engine, dark: bool, stage: Option<Stage>, path: &Path) -> Option<Stage> {
    let stage = catch_unwind(AssertUnwindSafe(|| match stage {
        Some(stage) => stage,
        None => runtime.block_on(Stage::open(engine, usual(), dark)),
    }))
    .ok()?;
    let walked = catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(async {
            (path.walk)(&stage).await;
            stage.begin_anew().await;
        });
    }));
    if walked.is_ok() {
        Some(stage)
    } else {
        runtime.block_on(stage.abandon());
        None
    }
}
