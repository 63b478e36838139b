//! The end of the build: gives assets their hashed names, and writes digests, first rules and words into the loader.

use super::{
    Done, first, glue,
    machine::which,
    order, served,
    spoken::{LANGUAGES, Spoken},
};
use ring::digest::{SHA256, SHA384, digest};
use serde_json::{Map, Value, json};
use std::{
    collections::BTreeSet,
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The words that the loader needs before any others are there, in its order.
const FIRST: [&str; 2] = ["first.failed", "first.retry"];
/// The field's label: what Passweb calls it, the same in every language.
const LABEL: &str = "first.label";
/// The hint of the first paint. Then, where the wasm is missing: the whole of the news, whom it is for, and the titles of the
/// guide and its steps.
const OUTLINE: [&str; 4] = ["first.hint", "first.failed", "first.technician", "guide.title"];
/// The titles of the guide's steps, in order.
pub const TITLES: [&str; 8] = [
    "guide.account.title",
    "guide.billing.title",
    "guide.credit.title",
    "guide.create_key.title",
    "guide.key_settings.title",
    "guide.copy.title",
    "guide.paste.title",
    "guide.watch.title",
];
/// The lines of loader, outline and stage that are written over.
const PLACES: [&str; 3] = [
    "const FIRST = {}, CRITICAL = '', WASM = '', LABEL = '', VERSION = '';",
    "const RULES = '', OUTLINE = [], VIEW = '', COUNTS = {}, LANG = '', TEXTS = '';",
    "const MOCK = '', TEXTS = '';",
];
/// Begins a script: tells V8 to compile every function at once, off the page's own thread (Chromium 136 and later), for most
/// are called at once.
pub const EAGER: &str = "//# allFunctionsCalledOnLoad\n";
/// Where the rules of the first paint end.
const CRITICAL: &str = "/* critical ends */";
/// The loader's stable name.
const LOADER: &str = "passweb-ai-key.js";
/// What the stage's folder holds that goes into other files.
const MERGED: [&str; 4] = ["passweb-ai-key.css", "mock.js", "outline.js", "stage.js"];

/// Seals the folder that Trunk is about to make `dist/`.
///
/// # Errors
/// Where a file that the build should have made is not there, or can't be written.
pub fn seal() -> Done {
    let stage = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).ok_or("This runs at the end of `trunk build`.")?;
    let mut made = Map::new();
    let mut asset = |name: &str, bytes: &[u8]| -> Done<String> {
        let (bytes, digest) = nameable(name, bytes);
        let file = stage.join("assets").join(file_name(name, &digest));
        made.insert(name.to_owned(), digest.clone().into());
        fs::write(&file, bytes).map_err(|why| format!("{} can't be written: {why}", file.display()))?;
        Ok(digest)
    };
    let [critical, rules] = sheets(&read(&stage.join("passweb-ai-key.css"))?)?;
    let server = stage.join("server");
    fs::create_dir_all(&server).map_err(|why| format!("{} can't be made: {why}", server.display()))?;
    write(&server.join("style-src.txt"), &served::source(&critical))?;
    write(&server.join("script-src.txt"), &served::source(served::START))?;
    let (wasm, glue) = glue::shorten(&built(&stage, "_bg.wasm")?, &text(built(&stage, ".js")?)?)?;
    let wasm = asset("wasm", &order::ordered(&wasm, &stage)?)?;
    let mock = asset("mock.js", script(&read(&stage.join("mock.js"))?)?.as_bytes())?;
    let (outline_script, stage_script) = (read(&stage.join("outline.js"))?, read(&stage.join("stage.js"))?);
    let (view, mut label, mut first_words) = (first::view(), String::new(), Map::new());
    for language in LANGUAGES {
        let spoken = Spoken::read(&stage.join("words"), language)?;
        first::check(&view, &spoken)?;
        let outline = OUTLINE.iter().chain(&TITLES).map(|id| spoken.place(id)).collect::<Done<Vec<_>>>()?;
        let early: Vec<usize> =
            first::places(&view).chain(outline.iter().copied()).collect::<BTreeSet<_>>().into_iter().collect();
        let [texts, rest] = spoken.split(&early);
        let among = |place: &usize| early.binary_search(place).unwrap_or_default();
        let values = [
            ("OUTLINE", json!(outline.iter().map(among).collect::<Vec<_>>())),
            ("COUNTS", first::counts()),
            ("LANG", json!(language)),
            ("VIEW", json!(first::among(&view, among))),
            ("RULES", json!(rules)),
            ("TEXTS", json!(texts)),
        ];
        let drawn = asset(&format!("{language}.js"), script(&fill(&outline_script, PLACES[1], &values)?)?.as_bytes())?;
        let follows = fill(&stage_script, PLACES[2], &[("MOCK", json!(mock)), ("TEXTS", json!(rest))])?;
        let seated = asset(&format!("{language}.stage.js"), script(&glue::join(&glue, &follows)?)?.as_bytes())?;
        let [failed, retry] = FIRST.map(|id| spoken.text(id).map(sentence));
        first_words.insert(language.to_owned(), json!([drawn, seated, failed?, retry?]));
        spoken.text(LABEL)?.clone_into(&mut label);
        let hint = sentence(spoken.text("first.hint")?);
        write(&server.join(format!("{language}.html")), &served::frame(language, &label, hint, &critical))?;
    }
    let digest = |name: &str| made.get(name).and_then(Value::as_str).unwrap_or_default();
    let named = |name: &str| (file_name(name, digest(name)), format!("sha256-{}", digest(name)));
    let mut checked = Map::new();
    for language in LANGUAGES {
        for kind in ["js", "stage.js"] {
            let (file, integrity) = named(&format!("{language}.{kind}"));
            checked.insert(format!("{}assets/{file}", served::FOLDER), integrity.into());
        }
        let links = served::links(language, named);
        write(&server.join(format!("{language}.start.html")), &served::start(&links))?;
        write(&server.join(format!("{language}.head.html")), &links.head)?;
        write(&server.join(format!("{language}.rest.html")), &links.rest)?;
    }
    let map = json!({"integrity": checked});
    let values = [
        ("LABEL", json!(label)),
        ("WASM", json!(wasm)),
        ("VERSION", json!(env!("CARGO_PKG_VERSION"))),
        ("CRITICAL", json!(critical)),
        ("FIRST", json!(first_words)),
    ];
    let loader = script(&fill(&read(&stage.join(LOADER))?, PLACES[0], &values)?)?;
    write(&stage.join(LOADER), &loader)?;
    write(&stage.join(format!("{LOADER}.sri")), &format!("{}\n", integrity(loader.as_bytes())))?;
    write(&stage.join("passweb-ai-key.importmap.json"), &map.to_string())?;
    println!("      {LOADER}: {}", integrity(loader.as_bytes()));
    for merged in MERGED {
        fs::remove_file(stage.join(merged)).map_err(|why| why.to_string())?;
    }
    fs::remove_dir_all(stage.join("words")).map_err(|why| why.to_string())
}

/// A sheet whose own tokens, `--_ink` and the like, and areas of the grid have names of one letter.
fn short_names(css: &str) -> String {
    areas(&tokens(css))
}

/// Names, each a letter by its place.
#[derive(Default)]
struct Letters<'a>(Vec<&'a str>);

impl<'a> Letters<'a> {
    /// A name's letter. A sheet has fewer names than the alphabet has letters: one too many stays.
    fn of(&mut self, name: &'a str) -> &'a str {
        let at = self.0.iter().position(|known| *known == name).unwrap_or_else(|| {
            self.0.push(name);
            self.0.len() - 1
        });
        "abcdefghijklmnopqrstuvwxyz".get(at..=at).unwrap_or(name)
    }
}

fn tokens(css: &str) -> String {
    let mut letters = Letters::default();
    let mut out = String::with_capacity(css.len());
    let mut parts = css.split("--_");
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (name, rest) = part.split_at(part.find([':', ')', ',']).unwrap_or(part.len()));
        out.extend(["--_", letters.of(name), rest]);
    }
    out
}

/// The areas are named in the strings of `grid-template`, which stand before any `grid-area`.
fn areas(css: &str) -> String {
    let mut letters = Letters::default();
    let mut out = String::with_capacity(css.len());
    for part in css.split_inclusive(';') {
        if let Some((before, template)) = part.split_once("grid-template: ") {
            out.extend([before, "grid-template: "]);
            let mut outside = true;
            for piece in template.split_inclusive(['"', ' ']) {
                let name = piece.trim_end_matches(['"', ' ']);
                out.extend([if outside { name } else { letters.of(name) }, &piece[name.len()..]]);
                outside ^= piece.ends_with('"');
            }
        } else if let Some((before, name)) = part.split_once("grid-area: ") {
            let name = name.trim_end_matches(';');
            let known = letters.0.contains(&name);
            out.extend([before, "grid-area: ", if known { letters.of(name) } else { name }, ";"]);
        } else {
            out.push_str(part);
        }
    }
    out
}

/// A text's first sentence: what the loader says of it.
fn sentence(text: &str) -> &str {
    text.split_once(". ").map_or(text, |(first, _)| &text[..=first.len()])
}

/// A script with values in the place of that line's names: a text that is used once stands where it is used.
fn fill(script: &str, place: &str, values: &[(&str, Value)]) -> Done<String> {
    let (before, rest) = script.split_once(place).ok_or(format!("No script has `{place}`."))?;
    let (mut constants, mut rest) = (before.to_owned(), rest.to_owned());
    for (name, value) in values {
        match rest.matches(name).count() {
            0 => return Err(format!("Nothing uses {name}.")),
            1 if value.is_string() => rest = rest.replacen(name, &value.to_string(), 1),
            _ => constants.extend(["const ", name, " = ", &value.to_string(), ";\n"]),
        }
    }
    Ok(constants + &rest)
}

/// An asset's file: in its name the first six characters of its digest, as the loader writes it too.
fn file_name(name: &str, digest: &str) -> String {
    format!("passweb-ai-key-{}.{name}", digest.get(..6).unwrap_or(digest))
}

/// An asset and its digest, which begins with six letters or digits: until it does, one of six, something is added that nobody
/// reads.
fn nameable(name: &str, bytes: &[u8]) -> (Vec<u8>, String) {
    // An empty custom section (WebAssembly, 5.5.3), or an empty line.
    let filler: &[u8] = if name == "wasm" { &[0, 1, 0] } else { b"\n" };
    let mut bytes = bytes.to_vec();
    loop {
        let digest = base64(digest(&SHA256, &bytes).as_ref());
        if digest.bytes().take(6).all(|byte| byte.is_ascii_alphanumeric()) {
            return (bytes, digest);
        }
        bytes.extend(filler);
    }
}

/// Takes an asset that Trunk made out of its folder.
fn built(stage: &Path, ending: &str) -> Done<Vec<u8>> {
    let entries = fs::read_dir(stage.join("assets")).map_err(|why| format!("assets/: {why}"))?;
    let mut fitting = entries.flatten().map(|entry| entry.path()).filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.starts_with("passweb-ai-key") && name.ends_with(ending)
    });
    let path = fitting.next().ok_or(format!("The build made no assets/*{ending}."))?;
    let bytes = fs::read(&path).map_err(|why| format!("{}: {why}", path.display()))?;
    fs::remove_file(&path).map_err(|why| format!("{} can't be moved: {why}", path.display()))?;
    Ok(bytes)
}

/// A digest as Subresource Integrity writes it.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", base64(digest(&SHA384, bytes).as_ref()))
}

/// Base64 with its padding (RFC 4648, 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits = (0..3).fold(0u32, |all, at| all << 8 | u32::from(group.get(at).copied().unwrap_or_default()));
        for (at, shift) in [18, 12, 6, 0].into_iter().enumerate() {
            text.push(if at > group.len() { '=' } else { char::from(LETTERS[(bits >> shift & 63) as usize]) });
        }
    }
    text
}

/// A script as it is sent; without terser only what is a comment is left out. (esbuild gives every name in a file letters of
/// its own, where terser uses the same ones again and again: 40 bytes less for the loader, packed.)
fn script(script: &str) -> Done<String> {
    let flags = ["--module", "--ecma=2022", "--compress=passes=2", "--mangle"];
    let small = piped("terser", &flags, script).unwrap_or_else(|| Ok(bare(script)))?;
    Ok(format!("{EAGER}{small}"))
}

/// The rules of the first paint, and the others, as they are sent.
///
/// # Errors
/// Where the sheet does not say where the first end, or can't be made small.
pub fn sheets(css: &str) -> Done<[String; 2]> {
    let css = short_names(css);
    let (critical, rules) =
        css.split_once(CRITICAL).ok_or("passweb-ai-key.css does not say where the critical rules end.")?;
    // esbuild leaves the spaces in a token's value; no text in the sheet has one behind a colon or a comma.
    let small = |css| sheet(css).map(|css| css.replace(": ", ":").replace(", ", ",").replace(" < ", "<"));
    Ok([small(critical)?, small(rules)?])
}

/// A style sheet as it is sent.
fn sheet(css: &str) -> Done<String> {
    let flags = ["--loader=css", "--minify", "--charset=utf8", "--legal-comments=none", "--log-level=warning"];
    piped("esbuild", &flags, css).unwrap_or_else(|| Ok(minified(css)))
}

/// What a program makes of a text; `None` where it is not there.
fn piped(name: &str, flags: &[&str], text: &str) -> Option<Done<String>> {
    let program = which(name)?;
    let run = || -> Result<String, std::io::Error> {
        let mut child = Command::new(program).args(flags).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        // It reads all before it writes any.
        if let Some(mut input) = child.stdin.take() {
            input.write_all(text.as_bytes())?;
        }
        let output = child.wait_with_output()?;
        let small = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        if output.status.success() { Ok(small) } else { Err(std::io::Error::other(format!("{name} failed"))) }
    };
    Some(run().map_err(|why| why.to_string()))
}

/// A sheet without comments and needless white space.
fn minified(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let lines: Vec<&str> = out.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n").replace(" {\n", "{").replace(";\n", ";").replace("{\n", "{").replace("\n}", "}")
}

/// A script without lines that are comments, and without indentation. It holds no text that runs over a line's end.
fn bare(script: &str) -> String {
    let lines = script.lines().map(str::trim);
    let code = lines.filter(|line| {
        !(line.is_empty() || line.starts_with("//") || (line.starts_with("/**") && line.ends_with("*/")))
    });
    code.flat_map(|line| [line, "\n"]).collect()
}

fn text(bytes: Vec<u8>) -> Done<String> {
    String::from_utf8(bytes).map_err(|why| why.to_string())
}

fn read(path: &Path) -> Done<String> {
    fs::read_to_string(path).map_err(|why| format!("{} can't be read: {why}", path.display()))
}

fn write(path: &Path, text: &str) -> Done {
    fs::write(path, text).map_err(|why| format!("{} can't be written: {why}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{super::module::sections, *};

    #[test]
    fn tokens_have_names_of_one_letter_in_every_place() {
        let css = ":host{--_ink:red;--_on-ink:var(--ai-key-ink, blue)} p{color:var(--_on-ink);top:var(--_ink,0)}";
        let short = ":host{--_a:red;--_b:var(--ai-key-ink, blue)} p{color:var(--_b);top:var(--_a,0)}";
        assert_eq!(tokens(css), short);
    }

    #[test]
    fn areas_have_names_of_one_letter_where_they_are_named_and_where_they_are_used() {
        let css = ".frame { grid-template: \"top top\" 1px \"field bar\" / 1fr; } .key { grid-area: field; gap: 0; }\n\
                   .bar { grid-area: bar; } .said { grid-area: auto; content: \"top\"; }";
        let short = ".frame { grid-template: \"a a\" 1px \"b c\" / 1fr; } .key { grid-area: b; gap: 0; }\n\
                     .bar { grid-area: c; } .said { grid-area: auto; content: \"top\"; }";
        assert_eq!(areas(css), short);
    }

    #[test]
    fn a_file_is_named_by_the_head_of_its_digest_which_is_letters_and_digits() {
        assert_eq!(file_name("wasm", "abcdef0123="), "passweb-ai-key-abcdef.wasm");
        for at in 0..100 {
            let text = at.to_string();
            let (bytes, digest) = nameable("it.js", text.as_bytes());
            assert!(digest.bytes().take(6).all(|byte| byte.is_ascii_alphanumeric()), "{digest}");
            assert_eq!(String::from_utf8_lossy(&bytes).trim_end(), text);
        }
        let (bytes, _) = nameable("wasm", b"\0asm\x01\0\0\0");
        assert!(sections(&bytes).is_some_and(|sections| sections.iter().all(|section| *section == (0, &[0][..]))));
    }

    #[test]
    fn a_text_used_once_stands_in_its_place_and_the_rest_in_constants() {
        let filled = fill(
            "// head\nconst A = '', B = {};\nsay(A); use(B);",
            "const A = '', B = {};",
            &[("A", json!("a \"b\"")), ("B", json!({"c": 1}))],
        );
        assert_eq!(filled.as_deref(), Ok("// head\nconst B = {\"c\":1};\n\nsay(\"a \\\"b\\\"\"); use(B);"));
        assert!(fill("const A = '';", "const A = '';", &[("A", json!(""))]).is_err_and(|why| why.contains("uses A")));
        assert!(fill("", "const A = '';", &[]).is_err());
    }

    #[test]
    fn a_first_sentence_ends_with_its_full_stop() {
        assert_eq!(sentence("One. Two."), "One.");
        assert_eq!(sentence("Api Key"), "Api Key");
    }
}
