//! What was seen on the visits.

use super::{super::Done, stats::Spread};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// One visit. Times are milliseconds since the navigation began.
#[derive(Clone, Debug, Deserialize)]
pub struct Visit {
    /// The first animation frame with a usable field.
    pub field: f64,
    /// The first with the whole widget.
    pub full: Option<f64>,
    /// The first in which what runs behind it is there, too.
    pub live: Option<f64>,
    /// From the click to the verdict, over the slower of two bare requests: on the slow processor.
    pub slow: Option<f64>,
    /// The same on the machine's own.
    pub own: Option<f64>,
    /// The longest task after the wasm was compiled, where one took more than 50 ms.
    pub longest: Option<f64>,
    /// Layout shifts, summed up.
    pub shifts: f64,
    /// The wasm's linear memory, in bytes.
    pub memory: Option<u64>,
    /// What was asked of the server, the page itself first.
    pub requests: Vec<Request>,
}

/// One request.
#[derive(Clone, Debug, Deserialize)]
pub struct Request {
    /// What that weighs, packed.
    pub bytes: u64,
    /// What came over the line for it, with an allowance of 300 bytes for the head.
    pub moved: u64,
}

/// All visits of a run.
#[derive(Debug, Default)]
pub struct Visits {
    first: BTreeMap<String, Vec<Visit>>,
    again: BTreeMap<String, Vec<Request>>,
}

impl Visits {
    /// Takes a line of the driver's. The round, counted from 1, and the page's name.
    pub fn take(&mut self, line: &str) -> Done<(u64, String)> {
        let wrong = |why: serde_json::Error| format!("The driver's line is not as expected ({why}): {line}");
        let mut value: Value = serde_json::from_str(line).map_err(wrong)?;
        let name = value["name"].as_str().unwrap_or_default().to_owned();
        if let Some(again) = value.get_mut("again") {
            let again = serde_json::from_value(again.take()).map_err(wrong)?;
            self.again.insert(name.clone(), again);
            return Ok((0, String::new()));
        }
        let round = value["round"].as_u64().unwrap_or_default() + 1;
        let visit = serde_json::from_value(value).map_err(wrong)?;
        self.first.entry(name.clone()).or_default().push(visit);
        Ok((round, name))
    }

    /// The first visits to a page, in order.
    pub fn of(&self, page: &str) -> &[Visit] {
        self.first.get(page).map_or(&[], Vec::as_slice)
    }

    /// The requests of a second visit, but for the page itself.
    pub fn again(&self, page: &str) -> &[Request] {
        self.again.get(page).map_or(&[], Vec::as_slice)
    }

    /// A figure of a page.
    pub fn spread(&self, page: &str, figure: impl Fn(&Visit) -> Option<f64>) -> Option<Spread> {
        Spread::of(self.of(page).iter().filter_map(figure))
    }

    /// A figure of one page as a multiple of another's, round by round: visits of one round share what the machine is at.
    pub fn ratio(&self, page: &str, other: &str, figure: impl Fn(&Visit) -> Option<f64>) -> Option<Spread> {
        let rounds = self.of(page).iter().zip(self.of(other));
        Spread::of(rounds.filter_map(|(one, two)| Some(figure(one)? / figure(two)?)))
    }
}
