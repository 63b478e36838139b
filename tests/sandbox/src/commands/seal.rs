//! The end of the build: gives assets their hashed names, and writes names, digests and first words into the loader.

use super::{Done, build::hex, served};
use ring::digest::{SHA384, digest};
use serde_json::{Map, Value, json};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// The languages; each has a words file.
const LANGUAGES: [&str; 5] = ["it", "en", "es", "fr", "de"];
/// The words of the first paint, by the names that the loader uses.
const FIRST: [(&str, &str); 6] = [
    ("label", "first.label"),
    ("hint", "first.hint"),
    ("failed", "first.failed"),
    ("retry", "first.retry"),
    ("technician", "first.technician"),
    ("guide", "guide.title"),
];
/// The guide's steps, in order: their titles are painted first too.
pub const STEPS: [&str; 8] = [
    "guide.account.title",
    "guide.billing.title",
    "guide.credit.title",
    "guide.create_key.title",
    "guide.key_settings.title",
    "guide.copy.title",
    "guide.paste.title",
    "guide.watch.title",
];
/// The line of the loader that is written over.
const PLACE: &str = "const BUILD = {};";
/// Where the rules of the first paint end.
const CRITICAL: &str = "/* critical ends */";
/// The loader's stable name.
const LOADER: &str = "passweb-ai-key.js";

/// Seals the folder that Trunk is about to make `dist/`.
///
/// # Errors
/// Where a file that the build should have made is not there, or can't be written.
pub fn seal() -> Done {
    let stage = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).ok_or("This runs at the end of `trunk build`.")?;
    let css = minified(&read(&stage.join("passweb-ai-key.css"))?);
    let (critical, rest) =
        css.split_once(CRITICAL).ok_or("passweb-ai-key.css does not say where the critical rules end.")?;
    let mut words = Map::new();
    let mut first = Map::new();
    for language in LANGUAGES {
        let file: Map<String, Value> =
            serde_json::from_str(&read(&stage.join("words").join(format!("{language}.json")))?)
                .map_err(|why| format!("words/{language}.json: {why}"))?;
        let text = |id: &str| file.get(id).cloned().ok_or(format!("words/{language}.json has no {id}"));
        let mut painted =
            FIRST.iter().map(|(name, id)| Ok(((*name).to_owned(), text(id)?))).collect::<Done<Map<_, _>>>()?;
        painted.insert("steps".to_owned(), STEPS.iter().map(|id| text(id)).collect::<Result<_, _>>()?);
        first.insert(language.to_owned(), Value::Object(painted));
        let texts: Vec<&Value> = file.values().collect();
        words.insert(language.to_owned(), named(&stage, language, "json", &json!(texts).to_string())?);
    }
    let build = json!({
        "version": env!("CARGO_PKG_VERSION"),
        "glue": built(&stage, ".js")?,
        "wasm": built(&stage, "_bg.wasm")?,
        "mock": named(&stage, "mock", "js", &bare(&read(&stage.join("mock.js"))?))?,
        "css": named(&stage, "passweb-ai-key", "css", rest.trim())?,
        "words": words,
        "critical": critical.trim(),
        "first": first,
    });
    for_servers(&stage.join("server"), &build)?;
    let loader = read(&stage.join(LOADER))?;
    if !loader.contains(PLACE) {
        return Err(format!("{LOADER} has no line `{PLACE}`."));
    }
    let loader = bare(&loader).replacen(PLACE, &format!("const BUILD = {build};"), 1);
    write(&stage.join(LOADER), &loader)?;
    write(&stage.join(format!("{LOADER}.sri")), &format!("{}\n", integrity(loader.as_bytes())))?;
    let glue = &build["glue"];
    let map =
        json!({"integrity": {format!("/ai-key/{}", glue["path"].as_str().unwrap_or_default()): glue["integrity"]}});
    write(&stage.join("passweb-ai-key.importmap.json"), &map.to_string())?;
    println!("      {LOADER}: {}", integrity(loader.as_bytes()));
    for merged in ["passweb-ai-key.css", "mock.js"] {
        fs::remove_file(stage.join(merged)).map_err(|why| why.to_string())?;
    }
    fs::remove_dir_all(stage.join("words")).map_err(|why| why.to_string())
}

/// What a server may write into its pages, one pair of files a language.
fn for_servers(folder: &Path, build: &Value) -> Done {
    fs::create_dir_all(folder).map_err(|why| format!("{} can't be made: {why}", folder.display()))?;
    let critical = build["critical"].as_str().unwrap_or_default();
    for language in LANGUAGES {
        let first = build["first"][language].as_object().ok_or(format!("The first paint has no {language}."))?;
        write(&folder.join(format!("{language}.html")), &served::frame(language, first, critical)?)?;
        write(&folder.join(format!("{language}.head.html")), &served::links(build, language)?)?;
    }
    write(&folder.join("style-src.txt"), &served::source(critical))
}

/// An asset that Trunk named.
fn built(stage: &Path, ending: &str) -> Done<Value> {
    let entries = fs::read_dir(stage.join("assets")).map_err(|why| format!("assets/: {why}"))?;
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut fitting = names.filter(|name| name.starts_with("passweb-ai-key") && name.ends_with(ending));
    let name = fitting.next().ok_or(format!("The build made no assets/*{ending}."))?;
    let bytes = fs::read(stage.join("assets").join(&name)).map_err(|why| format!("{name}: {why}"))?;
    Ok(json!({"path": format!("assets/{name}"), "integrity": integrity(&bytes)}))
}

/// An asset named by its content.
fn named(stage: &Path, name: &str, ending: &str, text: &str) -> Done<Value> {
    let hash = hex(&digest(&SHA384, text.as_bytes()).as_ref()[..8]);
    let path = format!("assets/{name}-{hash}.{ending}");
    write(&stage.join(&path), text)?;
    Ok(json!({"path": path, "integrity": integrity(text.as_bytes())}))
}

/// A digest as Subresource Integrity writes it.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", base64(digest(&SHA384, bytes).as_ref()))
}

/// Base64 of 48 bytes: no padding arises.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let groups = bytes.chunks(3).map(|group| group.iter().fold(0u32, |all, byte| all << 8 | u32::from(*byte)));
    groups.flat_map(|group| [18, 12, 6, 0].map(|shift| char::from(LETTERS[(group >> shift & 63) as usize]))).collect()
}

/// The sheet without comments, but for the one that divides it, and without needless white space.
fn minified(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some(open) = rest.find("/*") {
        out.push_str(&rest[..open]);
        let close = rest[open..].find("*/").map_or(rest.len(), |close| open + close + 2);
        if &rest[open..close] == CRITICAL {
            out.push_str(CRITICAL);
        }
        rest = &rest[close..];
    }
    out.push_str(rest);
    let lines: Vec<&str> = out.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n").replace(" {\n", "{").replace(";\n", ";").replace("{\n", "{").replace("\n}", "}")
}

/// The loader without lines that are comments, and without indentation: a tenth of its download. It holds no text that
/// runs over a line's end.
fn bare(script: &str) -> String {
    let lines = script.lines().map(str::trim);
    let code = lines.filter(|line| {
        !(line.is_empty() || line.starts_with("//") || (line.starts_with("/**") && line.ends_with("*/")))
    });
    code.flat_map(|line| [line, "\n"]).collect()
}

fn read(path: &Path) -> Done<String> {
    fs::read_to_string(path).map_err(|why| format!("{} can't be read: {why}", path.display()))
}

fn write(path: &Path, text: &str) -> Done {
    fs::write(path, text).map_err(|why| format!("{} can't be written: {why}", path.display()))
}
