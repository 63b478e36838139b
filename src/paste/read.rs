//! From a text to its reading.

use super::{
    Kind, Reading, Secret, Standing, around,
    decode::decode,
    find::{Found, Key, Run},
    other,
    plain::units,
    repair::Repairs,
    shape::MARKER,
};

/// The longest text that is scanned for a key, in bytes.
const SCANNED: usize = 1 << 20;
/// The longest text without a key that is looked at further, in characters.
const LOOKED_AT: usize = 4096;

/// Reads a text, whatever it is.
pub fn read(text: &str) -> (Reading, Option<Secret>) {
    let (kind, missing) = if text.len() > SCANNED {
        (Kind::TooLong, None)
    } else {
        let (bytes, codes) = decode(text);
        let units = units(&bytes);
        let run = Run::new(&units);
        let found = sort(&run);
        match &found.key {
            Some(key) if !found.different => return accept(&units, &run, key, codes, found.count),
            Some(_) => (Kind::SeveralKeys, None),
            // Every character has one byte that goes on from no other.
            None if text.bytes().filter(|byte| byte & 0xC0 != 0x80).count() > LOOKED_AT => (Kind::TooLong, None),
            None if found.admin => (Kind::OpenaiAdmin, None),
            None => match found.spoilt {
                Some(spoilt) => spoilt,
                None => return other::read(&units),
            },
        }
    };
    (Reading { missing, ..Reading::of(kind) }, None)
}

/// What all markers of a text come to.
#[derive(Default)]
struct Sorted {
    key: Option<Key>,
    count: usize,
    different: bool,
    admin: bool,
    spoilt: Option<(Kind, Option<u16>)>,
}

fn sort(run: &Run) -> Sorted {
    let mut sorted = Sorted::default();
    // Where the last key ends, or the last marker: the next key begins no sooner.
    let mut floor = 0;
    let bytes = |key: &Key| &run.chars()[key.at.start + 1..key.at.end];
    let mut from = 0;
    while let Some(marker) = run.marker(from) {
        from = marker + 1;
        let found = run.around(marker, floor);
        floor = match &found {
            Found::Key(key) => key.at.end,
            Found::Spoilt(..) => marker + MARKER.len(),
        };
        match found {
            Found::Key(key) if key.kind == Kind::OpenaiAdmin => sorted.admin = true,
            Found::Key(key) => {
                sorted.count += 1;
                match &sorted.key {
                    None => sorted.key = Some(key),
                    Some(first) => sorted.different |= bytes(first) != bytes(&key),
                }
            }
            Found::Spoilt(kind, missing) => {
                sorted.spoilt.get_or_insert((kind, missing));
            }
        }
    }
    sorted
}

fn accept(units: &[u8], run: &Run, key: &Key, codes: Repairs, count: usize) -> (Reading, Option<Secret>) {
    let repairs = around::repairs(units, run, key, count, codes);
    // `Sk-` becomes `sk-`; all else is the key's own.
    let mut text = run.chars()[key.at.clone()].to_vec();
    text[0] = b's';
    let reading = Reading {
        kind: key.kind,
        repairs: repairs.list(),
        new_length: key.new_length,
        missing: None,
        standing: Standing::Accepted,
    };
    (reading, Some(secret(&text)))
}

/// A secret of these characters, all of them ASCII.
pub fn secret(text: &[u8]) -> Secret {
    Secret::new(String::from_utf8_lossy(text).into_owned())
}
