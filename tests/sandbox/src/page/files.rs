//! Static files of a folder.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use axum::http::HeaderMap;
use ring::digest::{SHA256, digest};

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
    let (cache, tag) = if path.starts_with("assets/") { (FOR_EVER, None) } else { ("no-cache", Some(tag(&body))) };
    let answer = Answer::new(200, content_type(&found), body)
        .with("cache-control", cache)
        .with("x-content-type-options", "nosniff");
    match tag {
        Some(tag) => answer.with("etag", tag),
        None => answer,
    }
}

/// Kept by the browser for ever, and never asked for again.
pub const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// A file's content, as the browser names it when it asks whether that changed (RFC 9110, 8.8.3).
fn tag(body: &[u8]) -> String {
    let digest = digest(&SHA256, body);
    let start = digest.as_ref().iter().take(8).fold(0, |all: u64, byte| all << 8 | u64::from(*byte));
    format!("\"{start:016x}\"")
}

/// The file, or 304 where the browser holds what is there.
pub fn unless_known(answer: Answer, asked: &HeaderMap) -> Answer {
    let known = asked.get("if-none-match").and_then(|tags| tags.to_str().ok());
    match (answer.header("etag"), known) {
        (Some(tag), Some(known)) if known.contains(tag) => {
            Answer::empty(304).with("etag", tag).with("cache-control", "no-cache")
        }
        _ => answer,
    }
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
