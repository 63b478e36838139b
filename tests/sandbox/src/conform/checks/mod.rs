//! The checks, in the order of a run.

mod addresses;
mod bodies;
mod forgery;
mod reading;
mod removing;
mod saving;
mod twice;

pub use reading::read;

use super::{
    report::Check,
    trial::{BrokenOff, Trial},
};

/// A check.
const fn check(id: &'static str, what: &'static str, mend: &'static str) -> Check {
    Check { id, what, mend }
}

/// Every check after the first `GET`, of an endpoint that has no key stored.
///
/// # Errors
/// Says why the rest can't be tried.
pub async fn all(trial: &mut Trial<'_>) -> Result<(), BrokenOff> {
    forgery::without_session(trial).await?;
    // First what has to work: an endpoint that refuses everything would pass every check that follows.
    saving::save(trial).await?;
    twice::twice(trial).await?;
    forgery::over_a_stored_key(trial).await?;
    removing::remove(trial).await?;
    forgery::of_other_pages(trial).await?;
    bodies::refused(trial).await?;
    addresses::refused(trial).await?;
    bodies::methods(trial).await?;
    reading::what_was_noticed(trial);
    Ok(())
}
