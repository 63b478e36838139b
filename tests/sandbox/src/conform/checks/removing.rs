//! Removing the key.

use super::check;
use crate::conform::{
    call::Call,
    report::Check,
    trial::{BrokenOff, Trial},
};

const DELETE: Check =
    check("delete", "DELETE removes the key", "remove key, hint, base URL and verdict; 204 without a body");
const GONE: Check =
    check("deleted", "GET then shows that there is none", "answer `configured` false and `hint` null after a DELETE");
const AGAIN: Check = check("delete-again", "DELETE with nothing stored is harmless", "204 as well");

/// Removes what is stored, twice.
pub(super) async fn remove(trial: &mut Trial<'_>) -> Result<(), BrokenOff> {
    let heard = trial.desk.ask(&Call::delete()).await;
    trial.report.put(DELETE, heard.and_then(|heard| done(heard.status)));
    let after = trial.state().await?;
    let seen = match (after.configured(), after.text("hint")) {
        (true, _) => Err("`configured` is true"),
        (false, Some(_)) => Err("a `hint` of what was removed"),
        (false, None) => Ok(()),
    };
    trial.report.put(GONE, seen.map_err(str::to_owned));
    if after.configured() {
        return Err("the key can't be removed".to_owned());
    }
    trial.stored = None;
    let heard = trial.desk.ask(&Call::delete()).await;
    trial.report.put(AGAIN, heard.and_then(|heard| done(heard.status)));
    Ok(())
}

fn done(status: u16) -> Result<(), String> {
    if status == 204 { Ok(()) } else { Err(format!("it was answered with {status}; wanted is 204")) }
}
