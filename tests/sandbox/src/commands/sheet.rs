//! `sheet`: every state at two widths, in each theme and each language, for people to look at; and the pictures
//! of the README and `docs/`.

use super::{
    Done, browsers, build,
    machine::{cargo, root, run},
    tools,
};
use std::fs;

/// The tests that take the pictures. The first takes those of the README and `docs/`.
const TAKEN_BY: [&str; 3] = [
    "path::b_a_key_without_credit_is_said_as_credit_and_may_be_saved",
    "access::sheet::every_state_stands_on_a_contact_sheet",
    "access::sheet::every_sentence_stands_in_its_place_on_a_sheet_of_each_language",
];

/// What the README and `docs/` show.
const PICTURES: [(&str, &str); 3] = [
    ("b-1-no-credit-1280.png", "no-credit.png"),
    ("b-1-no-credit-1280-dark.png", "no-credit-dark.png"),
    ("b-1-no-credit-360.png", "no-credit-phone.png"),
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
    let pictures = root().join("docs").join("pictures");
    for (taken, name) in PICTURES {
        let picture = pictures.join(name);
        fs::copy(screens.join(taken), &picture).map_err(|why| format!("{}: {why}", picture.display()))?;
    }
    println!("{} has sheet-*.png; the pictures in {} are new", screens.display(), pictures.display());
    Ok(())
}
