//! The parts of `docs/performance.md` that commands write.

use super::super::{Done, machine::root};
use std::fs;

const FILE: &str = "docs/performance.md";

/// Puts a text between the marks of that name.
///
/// # Errors
/// Where the marks are missing, or the file can't be written.
pub fn write(name: &str, text: &str) -> Done {
    let place = root().join(FILE);
    let page = fs::read_to_string(&place).map_err(|why| format!("{FILE} can't be read: {why}"))?;
    let page = between(&page, name, text).ok_or(format!("{FILE} has no place for {name}."))?;
    fs::write(&place, page).map_err(|why| format!("{FILE} can't be written: {why}"))?;
    println!("{FILE} is new");
    Ok(())
}

/// The page with that text between `<!-- name -->` and `<!-- /name -->`.
fn between(page: &str, name: &str, text: &str) -> Option<String> {
    let (open, close) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let (before, rest) = page.split_once(&open)?;
    let (_, after) = rest.split_once(&close)?;
    Some(format!("{before}{open}\n{}\n{close}{after}", text.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn only_what_stands_between_the_marks_changes() {
        let page = "a\n<!-- x -->\nold\n<!-- /x -->\nb";
        assert_eq!(between(page, "x", "new\n").as_deref(), Some("a\n<!-- x -->\nnew\n<!-- /x -->\nb"));
        assert_eq!(between(page, "y", "new"), None);
    }
}
