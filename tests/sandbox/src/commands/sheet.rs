//! `sheet`: every state at two widths, in each theme and each language, and the README's picture, for people to look at.

use super::{
    Done, browsers, build,
    machine::{cargo, root, run},
    tools,
};
use std::fs;

/// The tests that take the pictures. The first takes the one of the README.
const TAKEN_BY: [&str; 3] = [
    "path::b_a_key_without_credit_is_said_as_credit_and_may_be_saved",
    "access::sheet::every_state_stands_on_a_contact_sheet",
    "access::sheet::every_sentence_stands_in_its_place_on_a_sheet_of_each_language",
];

/// Takes the pictures anew.
///
/// # Errors
/// Where the build or a picture fails; it has said why.
pub fn sheet() -> Done {
    build::build(&tools::tools()?)?;
    browsers::chromium()?;
    let mut command = cargo();
    command.args(["test", "--quiet", "--package", "sandbox", "--test", "browser", "--", "--exact"]).args(TAKEN_BY);
    run(&mut command)?;
    let screens = root().join("target").join("screens");
    let picture = root().join("docs").join("pictures").join("no-credit.png");
    fs::copy(screens.join("b-1-no-credit-1280.png"), &picture)
        .map_err(|why| format!("{}: {why}", picture.display()))?;
    println!("{} has sheet-*.png; {} is new", screens.display(), picture.display());
    Ok(())
}
