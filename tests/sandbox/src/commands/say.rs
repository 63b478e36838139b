//! Saying what is being done, and how long it took.

use std::time::{Duration, Instant};

/// Counted steps, each with the time it took.
pub struct Steps {
    total: usize,
    taken: Vec<(String, Duration)>,
}

impl Steps {
    /// So many steps are to come.
    pub fn new(total: usize) -> Self {
        Self { total, taken: Vec::new() }
    }

    /// Takes a step.
    ///
    /// # Errors
    /// Passes on what went wrong, with the step's name.
    pub fn take<T>(&mut self, what: &str, step: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
        println!("\n[{}/{}] {what}", self.taken.len() + 1, self.total);
        let begun = Instant::now();
        let done = step();
        let took = begun.elapsed();
        println!("      {} in {}", if done.is_ok() { "done" } else { "FAILED" }, seconds(took));
        self.taken.push((what.to_owned(), took));
        done.map_err(|why| format!("{what}: {why}"))
    }

    /// Prints what took how long.
    pub fn sum_up(&self) {
        println!("\nWhat took how long:");
        for (what, took) in &self.taken {
            println!("  {:>9}  {what}", seconds(*took));
        }
        let all = self.taken.iter().map(|(_, took)| *took).sum();
        println!("  {:>9}  in all", seconds(all));
    }
}

/// A duration as people read it.
pub fn seconds(took: Duration) -> String {
    match took.as_secs() {
        0..=9 => format!("{:.1} s", took.as_secs_f64()),
        whole @ 10..=99 => format!("{whole} s"),
        whole => format!("{} min {:02} s", whole / 60, whole % 60),
    }
}
