//! Answers packed as a good server would have packed its files beforehand: brotli, quality 11.

use std::{collections::HashMap, io::Write, sync::Mutex};

use axum::{body::Bytes, http::HeaderMap};
use ring::digest::{SHA256, digest};

use crate::{answer::Answer, line::held};

/// Packs answers, each content once.
#[derive(Default)]
pub struct Packer {
    known: Mutex<HashMap<Vec<u8>, Bytes>>,
}

impl Packer {
    /// The answer, packed where the browser takes it. What is one packet anyway stays as it is.
    pub fn pack(&self, answer: Answer, asked: &HeaderMap) -> Answer {
        let takes = asked
            .get("accept-encoding")
            .and_then(|names| names.to_str().ok())
            .is_some_and(|names| names.contains("br"));
        if !takes || answer.status != 200 || answer.body.len() < 200 {
            return answer;
        }
        let name = digest(&SHA256, &answer.body).as_ref().to_vec();
        let there = held(&self.known).get(&name).cloned();
        let body = there.unwrap_or_else(|| {
            let packed = Bytes::from(packed(&answer.body));
            held(&self.known).insert(name, packed.clone());
            packed
        });
        Answer { body, ..answer }.with("content-encoding", "br").with("vary", "accept-encoding")
    }
}

/// Bytes in brotli, quality 11, window 22.
pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    // Writing to a vector fails on none.
    let _ = packer.write_all(bytes);
    packer.into_inner()
}
