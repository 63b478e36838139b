//! A million random messages at the panel's loop, in sequences: late, failing, repeated ones, and some that nobody
//! asked for. Each sequence has a seed, printed when it breaks an invariant, together with its last messages.
//!
//! `MESSAGES_FROM=7 MESSAGES_SEQUENCES=1 cargo test --test messages` runs one sequence again; a larger number runs longer.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod dice;
mod invariants;
mod pool;
mod world;

use invariants::{Seen, Watch};
use pool::Pool;
use std::{
    env,
    panic::{AssertUnwindSafe, catch_unwind},
};
use world::World;

/// How many messages a sequence has; then what is under way ends.
const LENGTH: usize = 500;
/// How many sequences.
const SEQUENCES: u64 = 2_000;
/// More than anything that is under way can still bring, delays of OpenAI's included.
const PATIENCE: usize = 2_000;

fn sequence(pool: &Pool, seed: u64, counts: &mut Seen, trace: bool) {
    let mut world = World::new(pool, seed);
    let mut watch = Watch::new(pool, counts, trace);
    for _ in 0..LENGTH {
        let msg = world.next();
        watch.send(&mut world, &msg);
    }
    for _ in 0..PATIENCE {
        let Some(msg) = world.due() else { break };
        watch.send(&mut world, &msg);
    }
    assert!(world.due().is_none(), "every running thing ends");
    watch.at_rest();
}

fn number(name: &str, usual: u64) -> u64 {
    env::var(name).map_or(usual, |text| text.parse().expect("a number"))
}

#[test]
fn a_million_messages_break_no_invariant() {
    let pool = Pool::new();
    let mut seen = Seen::default();
    let (from, sequences) = (number("MESSAGES_FROM", 0), number("MESSAGES_SEQUENCES", SEQUENCES));
    println!("seeds {from} to {}", from + sequences - 1);
    for seed in from..from + sequences {
        let whole = catch_unwind(AssertUnwindSafe(|| sequence(&pool, seed, &mut seen, false)));
        if whole.is_err() {
            // Once more, telling every message.
            let _ = catch_unwind(AssertUnwindSafe(|| sequence(&pool, seed, &mut Seen::default(), true)));
            panic!("the sequence of seed {seed} breaks an invariant");
        }
    }
    println!("{seen:?}");
    if sequences >= SEQUENCES {
        assert!(seen.messages >= 1_000_000);
        seen.everything();
    }
}
