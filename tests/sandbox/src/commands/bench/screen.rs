//! What the other widgets show: this one's first screen, with its words, and its rules as far as that screen needs them.

use super::{
    super::{
        Done, first,
        machine::{root, run},
        node, seal,
    },
    pages::read,
};
use sandbox::page::html::escaped;
use serde_json::{Map, Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The words, in Italian.
///
/// # Errors
/// Where one is missing.
pub fn texts() -> Done<Value> {
    let words: Value = serde_json::from_str(&read(&here(&["static", "words", "it.json"]))?)
        .map_err(|why| format!("it.json: {why}"))?;
    let word = |id: &str| words[id].as_str().map(str::to_owned).ok_or(format!("it.json has no {id}"));
    let all = |ids: &[&str]| ids.iter().map(|id| word(id)).collect::<Done<Vec<_>>>();
    let counts = first::counts();
    let count = ["total", "done"]
        .iter()
        .fold(word("guide.count")?, |text, name| text.replace(&format!("{{{name}}}"), &counts[name].to_string()));
    Ok(json!({
        "label": word("first.label")?,
        "hint": word("first.hint")?,
        "show": word("panel.show")?,
        "check": word("panel.check")?,
        "cost": word("panel.cost")?,
        "stored": word("panel.stored.none")?,
        "ladder": word("panel.ladder")?,
        "rungs": all(&["rung.shape", "rung.reachable", "rung.accepted", "rung.permitted", "rung.models", "rung.runs"])?,
        "intro": word("panel.intro.title")?,
        "introduced": word("panel.intro.text")?,
        "guide": word("guide.title")?,
        "count": count,
        "before": word("guide.before.title")?,
        "steps": all(&seal::TITLES)?,
        "names": word("guide.other_name")?,
        "checked": word("guide.checked")?,
        "right": word("paste.project")?,
        "wrong": word("paste.prose")?,
        "trying": word("panel.trying.title")?,
        "ready": word("verdict.ready.title")?,
        "refused": word("verdict.bad_request.title")?,
    }))
}

/// Of the words those that a script says, where the page holds the others itself.
///
/// # Errors
/// Where one is missing.
pub fn answers() -> Done<Value> {
    let texts = texts()?;
    let names = ["right", "wrong", "trying", "ready", "refused"];
    Ok(names.iter().map(|&name| (name.to_owned(), texts[name].clone())).collect::<Map<_, _>>().into())
}

/// The words for a page that holds them itself: each by its name, lists as the items that they are there.
///
/// # Errors
/// Where one is missing.
pub fn words_in_html() -> Done<Vec<(String, String)>> {
    let texts = texts()?;
    let texts = texts.as_object().into_iter().flatten();
    let said = |text: &Value| escaped(text.as_str().unwrap_or_default());
    Ok(texts
        .map(|(name, text)| {
            let html = match text {
                Value::Array(names) if name == "rungs" => names.iter().map(|name| rung(&said(name))).collect(),
                Value::Array(titles) => (1..).zip(titles).map(|(number, title)| step(number, &said(title))).collect(),
                text => said(text),
            };
            (name.clone(), html)
        })
        .collect())
}

fn rung(name: &str) -> String {
    format!(r#"<li class="none"><span class="mark none" aria-hidden="true"></span><span>{name}</span></li>"#)
}

fn step(number: u32, title: &str) -> String {
    format!(
        r#"<li class="step"><button class="step-head" type="button" aria-expanded="false"><span class="number">{number}</span><span class="step-title">{title}</span></button></li>"#
    )
}

/// The rules, where [`write_rules`] has put them.
const RULES: &str = "screen.min.css";

/// The rules that [`write_rules`] has written.
///
/// # Errors
/// Where it has not.
pub fn rules(folder: &Path) -> Done<String> {
    read(&folder.join(RULES)).map(|rules| rules.trim().to_owned())
}

/// Writes, as small as esbuild makes them, those of this element's rules that speak of no class but those of the screen: what
/// an author of that screen alone, in one window, would have written. What answers to the width, paper and the like is left
/// out.
///
/// # Errors
/// Where a file is missing.
pub fn write_rules(folder: &Path) -> Done {
    let [first, others] = seal::sheets(&read(&here(&["static", "passweb-ai-key.css"]))?)?;
    let markup = read(&here(&["tests", "bench", "pages", "html.html"]))? + &rung("") + &step(0, "");
    let classes: Vec<&str> = markup
        .split("class=\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .flat_map(|(names, _)| names.split(' '))
        .collect();
    let file = folder.join("screen.css");
    let css = of_classes(&(first + &others), &classes);
    fs::write(&file, without_containers(&css)).map_err(|why| why.to_string())?;
    run(node::esbuild()?.arg(&file).arg(format!("--outfile={}", folder.join(RULES).display())))
}

/// The rules of a small sheet, groups of them left out, for the selectors that name those classes only.
fn of_classes(css: &str, classes: &[&str]) -> String {
    let named = |name: &str| {
        let end = name.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(name.len());
        classes.contains(&&name[..end])
    };
    let (mut kept, mut rest) = (String::new(), css);
    while let Some((selectors, after)) = rest.split_once('{') {
        let end = end_of_block(after);
        let meant: Vec<&str> = selectors.trim().split(',').filter(|one| one.split('.').skip(1).all(named)).collect();
        if !selectors.trim_start().starts_with('@') && !meant.is_empty() {
            kept.extend([&meant.join(","), "{", &after[..end]]);
        }
        rest = &after[end..];
    }
    kept
}

/// The rules without what makes a container of an element.
fn without_containers(css: &str) -> String {
    let parts = css.split_inclusive([';', '{', '}']);
    let inside = |part: &str| part.trim_start().starts_with("contain");
    parts.map(|part| if inside(part) { part.trim_start_matches(|sign| sign != '}') } else { part }).collect()
}

/// Behind the brace that ends what a brace before has begun.
fn end_of_block(text: &str) -> usize {
    let mut open = 1;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => open += 1,
            b'}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return at + 1;
        }
    }
    text.len()
}

fn here(names: &[&str]) -> PathBuf {
    names.iter().fold(root(), |path, name| path.join(name))
}

#[cfg(test)]
mod tests {
    use super::{of_classes, without_containers};

    #[test]
    fn nothing_is_a_container() {
        let css = "a{x:1;container-type:inline-size;y:2}b{contain-intrinsic-size:min(1px,2px)}c{z:3}";
        assert_eq!(without_containers(css), "a{x:1;y:2}b{}c{z:3}");
    }

    #[test]
    fn only_rules_of_the_screen_are_kept() {
        let css =
            "a{x:1}.b{x:2}.b .c{x:3}@media print{.b{x:4}a{x:5}}.b.d:hover,a{x:6}.b-c{x:7}.b:has(>.d){x:8}a,.c a{x:.9}";
        assert_eq!(of_classes(css, &["b", "d"]), "a{x:1}.b{x:2}.b.d:hover,a{x:6}.b:has(>.d){x:8}a{x:.9}");
    }
}
