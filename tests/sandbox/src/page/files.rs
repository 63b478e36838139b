//! Static files of a folder.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use crate::answer::Answer;

/// The file of that folder, by its path in the address. 404 for whatever is not a file inside of the folder.
pub async fn file(folder: &Path, path: &str) -> Answer {
    let Some(found) = find(folder, path) else {
        return missing();
    };
    let Ok(body) = tokio::fs::read(&found).await else {
        return missing();
    };
    // What has a digest in its name never changes under that name.
    let cache = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    Answer::new(200, content_type(&found), body).with("cache-control", cache).with("x-content-type-options", "nosniff")
}

/// The file's place, where it lies inside of the folder, links followed.
fn find(folder: &Path, path: &str) -> Option<PathBuf> {
    // Nothing in the build needs an escape, and an escape could hide a dot or a slash.
    let plain = path
        .split('/')
        .all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', '%', ':', '\0']));
    if !plain {
        return None;
    }
    let folder = folder.canonicalize().ok()?;
    let found = folder.join(path).canonicalize().ok()?;
    (found.starts_with(&folder) && found.is_file()).then_some(found)
}

/// 404.
pub fn missing() -> Answer {
    Answer::new(404, "text/plain; charset=utf-8", "There is no such file here.\n").with("cache-control", "no-store")
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(OsStr::to_str).unwrap_or("") {
        "wasm" => "application/wasm",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "html" => "text/html; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
