//! How far the merchant is: what they ticked, and what a try proved. Digits only, never anything of the key.

use super::Step;
use crate::words::Word;

/// What is proved of the key in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Proof {
    /// Nothing.
    #[default]
    Nothing,
    /// OpenAI knows it, but it lacks a permission.
    Recognised,
    /// OpenAI accepted it.
    Accepted,
    /// It ran.
    Ran,
}

impl Proof {
    /// Does it prove this step? A key that was accepted was made, copied and pasted by somebody with an account. A run
    /// proves no balance: accounts without credit got answers too (Canner/WrenAI#1043).
    pub fn proves(self, step: Step) -> bool {
        match step {
            Step::Account | Step::CreateKey | Step::Copy | Step::Paste => self >= Proof::Recognised,
            Step::KeySettings => self >= Proof::Accepted,
            Step::Billing | Step::Credit | Step::Watch => false,
        }
    }
}

/// Is it done: ticked, or proved?
pub fn is_done(step: Step, ticked: [bool; 8], proof: Proof) -> bool {
    ticked[step as usize] || proof.proves(step)
}

/// What is said beside a step that a run makes likely and does not prove.
pub fn note(step: Step, proof: Proof) -> Option<Word> {
    (matches!(step, Step::Billing | Step::Credit) && proof == Proof::Ran).then_some(Word::GuideBalance)
}

/// The first step that is still to be done. After a run nobody is sent back to the money.
pub fn next(ticked: [bool; 8], proof: Proof) -> Option<Step> {
    Step::ALL.iter().copied().find(|step| !is_done(*step, ticked, proof) && note(*step, proof).is_none())
}

/// What is kept from one visit to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// What the merchant ticked.
    pub ticked: [bool; 8],
    /// The step whose link was followed last, until the merchant is back: a phone may have dropped the page meanwhile.
    pub left: Option<Step>,
    /// What the key in use made of the guide.
    pub kept: Kept,
}

/// What the key in use makes of the guide. The next visit begins so, before the endpoint has answered: nothing moves then
/// when it does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// What is proved of it.
    pub proof: Proof,
    /// The step that cures what it lacks.
    pub cure: Option<Step>,
}

/// For storage, digits only: `145`, `145@4` for somebody who left for OpenAI's page from step 4, and `145+23` where the key
/// in use was accepted (2) and lacks what step 3 cures.
pub fn to_text(progress: Progress) -> String {
    let mut text = String::new();
    for step in &Step::ALL {
        if progress.ticked[*step as usize] {
            text.push(digit(*step));
        }
    }
    if let Some(step) = progress.left {
        text.push('@');
        text.push(digit(step));
    }
    if progress.kept != Kept::default() {
        text.push('+');
        text.push(char::from(b'0' + progress.kept.proof as u8));
        if let Some(step) = progress.kept.cure {
            text.push(digit(step));
        }
    }
    text
}

/// Reads what storage holds, whatever it is: digits from 1 to 8 count, the rest does not.
pub fn from_text(text: &str) -> Progress {
    let (text, kept) = cut(text.as_bytes(), b'+');
    let (digits, left) = cut(text, b'@');
    let mut ticked = [false; 8];
    for step in digits.iter().filter_map(|digit| step(*digit)) {
        ticked[step as usize] = true;
    }
    let proof = kept.first().and_then(|digit| PROOFS.get(usize::from(digit.wrapping_sub(b'0'))));
    Progress {
        ticked,
        left: first(left),
        kept: proof.map_or(Kept::default(), |proof| Kept { proof: *proof, cure: first(&kept[1..]) }),
    }
}

const PROOFS: [Proof; 4] = [Proof::Nothing, Proof::Recognised, Proof::Accepted, Proof::Ran];

/// What stands before the first mark, and what behind it.
fn cut(text: &[u8], mark: u8) -> (&[u8], &[u8]) {
    match text.iter().position(|byte| *byte == mark) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, &[]),
    }
}

/// The step that a text begins with.
fn first(text: &[u8]) -> Option<Step> {
    text.first().and_then(|digit| step(*digit))
}

fn step(digit: u8) -> Option<Step> {
    Step::ALL.get(usize::from(digit.wrapping_sub(b'1'))).copied()
}

fn digit(step: Step) -> char {
    char::from(b'0' + step.number())
}
