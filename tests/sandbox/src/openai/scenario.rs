//! Scenarios: one key, one way that OpenAI answers it.

use super::{Ask, Call, echo, named};
use crate::{
    answer::Answer,
    corpus::{self, Row},
    keys,
};

/// How a scenario answers a request.
pub type Play = Box<dyn Fn(&Ask) -> Answer + Send + Sync>;

/// One key, and how it is answered.
pub struct Scenario {
    /// Its name: a row's id, or one of the named ones.
    pub name: String,
    /// Its key.
    pub key: String,
    /// Has it a word to say on regional hosts?
    regional: bool,
    play: Play,
}

impl Scenario {
    /// A scenario of a project without a region.
    pub fn new(name: &str, play: impl Fn(&Ask) -> Answer + Send + Sync + 'static) -> Self {
        Self { name: name.to_owned(), key: keys::key_for(name), regional: false, play: Box::new(play) }
    }

    /// The same, asked on regional hosts too.
    #[must_use]
    pub fn regional(mut self) -> Self {
        self.regional = true;
        self
    }

    /// Answers a request.
    pub fn answer(&self, ask: &Ask) -> Answer {
        if ask.region.is_some() && !self.regional { echo::no_region() } else { (self.play)(ask) }
    }
}

/// The list of a healthy key.
pub fn list_ok() -> Answer {
    corpus::answer("ok-models-with-shutdown-dates")
}

/// The run of a healthy key.
pub fn run_ok() -> Answer {
    corpus::answer("ok-chat-stop")
}

/// Both answers of a healthy key.
pub fn healthy(ask: &Ask) -> Answer {
    match ask.call {
        Call::List => list_ok(),
        Call::Run => run_ok(),
    }
}

/// All: the named ones, then one a row of the corpus.
pub fn all() -> Vec<Scenario> {
    named::all().into_iter().chain(corpus::ANSWERS.iter().map(of_row)).collect()
}

fn of_row(row: &'static Row) -> Scenario {
    Scenario::new(&row.id, |ask| match ask.call {
        _ if row.answers_any() => row.answer(),
        Call::List if row.answers_the_list() => row.answer(),
        Call::Run if !row.answers_the_list() => row.answer(),
        _ => healthy(ask),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_scenarios_share_a_name() {
        let all = all();
        let names: HashSet<&str> = all.iter().map(|known| known.name.as_str()).collect();
        assert_eq!(names.len(), all.len());
    }
}
