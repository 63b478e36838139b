//! `openapi`: writes the contract as OpenAPI.

use super::{Done, machine::root};
use std::fs;

/// Writes `docs/openapi.json` anew.
///
/// # Errors
/// Where the file can't be written.
pub fn openapi() -> Done {
    let path = root().join("docs").join("openapi.json");
    fs::write(&path, sandbox::passweb::openapi::text()?).map_err(|why| format!("{}: {why}", path.display()))?;
    println!("{} is written.", path.display());
    Ok(())
}
