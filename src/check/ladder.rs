//! The ladder: six rungs, each passed, failed, or not tried.

use crate::words::Word;

/// A rung.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rung {
    /// *Formato*
    Shape,
    /// *Collegamento*
    Reachable,
    /// *Riconosciuta*
    Accepted,
    /// *Permessi*
    Permitted,
    /// *Modello*
    Models,
    /// *Credito e prova*
    Runs,
}

/// How a rung stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RungState {
    /// Nobody knows.
    #[default]
    NotTried,
    /// Proved.
    Passed,
    /// Refuted.
    Failed,
}

/// All six, from the bottom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ladder([RungState; 6]);

impl Rung {
    /// All, from the bottom.
    pub const ALL: [Rung; 6] =
        [Rung::Shape, Rung::Reachable, Rung::Accepted, Rung::Permitted, Rung::Models, Rung::Runs];

    /// Its name.
    pub fn word(self) -> Word {
        match self {
            Rung::Shape => Word::RungShape,
            Rung::Reachable => Word::RungReachable,
            Rung::Accepted => Word::RungAccepted,
            Rung::Permitted => Word::RungPermitted,
            Rung::Models => Word::RungModels,
            Rung::Runs => Word::RungRuns,
        }
    }

    /// The stable id, for the copied details.
    pub fn id(self) -> &'static str {
        match self {
            Rung::Shape => "shape",
            Rung::Reachable => "reachable",
            Rung::Accepted => "accepted",
            Rung::Permitted => "permitted",
            Rung::Models => "models",
            Rung::Runs => "runs",
        }
    }
}

impl Ladder {
    /// How a rung stands.
    pub fn state(&self, rung: Rung) -> RungState {
        self.0[rung as usize]
    }

    /// Sets a rung.
    pub fn set(&mut self, rung: Rung, state: RungState) {
        self.0[rung as usize] = state;
    }

    /// Passes a rung where it is proved.
    pub(super) fn prove(&mut self, rung: Rung, proved: bool) {
        if proved {
            self.set(rung, RungState::Passed);
        }
    }

    /// The lowest rung that failed.
    pub fn failed(&self) -> Option<Rung> {
        Rung::ALL.into_iter().find(|rung| self.state(*rung) == RungState::Failed)
    }
}
