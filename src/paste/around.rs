//! What was repaired: inside the key, and round it.

use super::{
    bytes::{
        CLOSE, COLON, DOT, EDGE, EQUALS, KEY, LINE, STRANGE, UNDER, any, find, holds, is, is_one_of, pieces, runs,
        starts, trim_end,
    },
    find::{Key, Run},
    plain::{MAPPED, is_key_char},
    repair::{Repair, Repairs},
    scan::{self, Scan},
    vendor,
};

/// The repairs that lead from these units to this key, which is in them `count` times. `repairs` holds those of the
/// codes already.
pub fn repairs(units: &[u8], run: &Run, key: &Key, count: usize, mut repairs: Repairs) -> Repairs {
    let (from, to) = place(units, key);
    inside(run, key, &units[from..to], &mut repairs);
    let (before, after) = (&units[..from], &units[to..]);
    let only_copies = count > 1 && run.chars().len() == count * key.at.len();
    if words(before, after, &mut repairs) && !only_copies {
        // Whatever touches the key belongs to that text.
        repairs.add(Repair::Text);
    } else {
        near(before, after, &mut repairs);
    }
    if count > 1 {
        repairs.add(Repair::Repeated);
    }
    if holds_secret(before) || holds_secret(after) {
        repairs.add(Repair::OtherSecrets);
    }
    repairs
}

/// Where a key stands in the units.
fn place(units: &[u8], key: &Key) -> (usize, usize) {
    let mut from = 0;
    for (index, found) in Scan::new(units).enumerate() {
        if index == key.at.start {
            from = found.at;
        }
        if index + 1 == key.at.end {
            return (from, found.at + 1);
        }
    }
    (from, from)
}

/// What a gap inside a key is told as; but not in a gap that has one of the other bits: the space after a `>` belongs to
/// the mark, and a tag that breaks lines is told as a tag.
static GAPS: [(u16, Repair, u16); 8] = [
    (scan::SPACE, Repair::Spaces, scan::MAIL_QUOTE | scan::TAG),
    (scan::LINE, Repair::LineBreaks, scan::TAG),
    (scan::MAIL_QUOTE, Repair::MailQuotes, 0),
    (scan::MAIL_BREAK, Repair::MailCodes, 0),
    (scan::CONTINUED, Repair::Backslashes, 0),
    (scan::UNSEEN, Repair::Invisible, 0),
    (scan::TAG, Repair::Html, 0),
    (scan::QUOTES, Repair::Quotes, 0),
];

fn inside(run: &Run, key: &Key, units: &[u8], repairs: &mut Repairs) {
    let gaps = run.inside(&key.at);
    for &(bit, repair, unless) in &GAPS {
        if gaps & bit != 0 && gaps & unless == 0 {
            repairs.add(repair);
        }
    }
    for &unit in units {
        if unit & MAPPED != 0 && is_key_char(unit) {
            repairs.add(if unit == b'-' | MAPPED { Repair::Dashes } else { Repair::Letters });
        }
    }
    if run.chars()[key.at.start] == b'S' {
        repairs.add(Repair::Capital);
    }
}

/// What signs that touch the key are told as (U+0001 is [`INVISIBLE`](super::plain::INVISIBLE)); any other is punctuation.
static SIGNS: [(&str, Repair); 7] = [
    (" \t", Repair::Spaces),
    ("\n", Repair::LineBreaks),
    ("\u{1}", Repair::Invisible),
    ("\"'", Repair::Quotes),
    ("`*~#", Repair::Markdown),
    ("<>()[]{}$", Repair::Brackets),
    ("\\", Repair::Backslashes),
];

/// The signs that touch the key, up to the first letter on either side.
fn near(before: &[u8], after: &[u8], repairs: &mut Repairs) {
    let mut take = |&unit: &u8| {
        // What follows a setting's name is none.
        let unit = unit & !MAPPED;
        let taken = !is(unit, KEY | EQUALS | COLON);
        if taken {
            let row = SIGNS.iter().find(|(signs, _)| signs.bytes().any(|sign| sign == unit));
            repairs.add(row.map_or(Repair::Punctuation, |row| row.1));
        }
        taken
    };
    let signs = before.iter().rposition(|&unit| !take_mark(unit)).map_or(0, |at| at + 1);
    let marks = &before[signs..];
    let quoted = find(marks, CLOSE).is_some_and(|at| signs == 0 || any(&marks[..at], LINE));
    // `take` stops a walk at the first unit that is no such sign.
    let _ = after.iter().all(&mut take);
    let _ = before.iter().rev().filter(|&&unit| !(quoted && unit == b'>')).all(take);
    if quoted {
        repairs.add(Repair::MailQuotes);
    }
}

/// What the marks of a quoted mail are made of.
fn take_mark(unit: u8) -> bool {
    matches!(unit, b'>' | b' ' | b'\n' | b'"' | b'`')
}

/// The words round the key: a setting's name, `Bearer`, any other text. Is there such other text?
fn words(before: &[u8], after: &[u8], repairs: &mut Repairs) -> bool {
    let (before, line) = before.split_at(before.iter().rposition(|&u| u == b'\n').map_or(0, |at| at + 1));
    let line = trim_end(line, EDGE);
    let elsewhere = wordy(before) || wordy(after);
    if line.len() >= 6 && starts(&line[line.len() - 6..], b"bearer") {
        repairs.add(Repair::Bearer);
    } else if is_setting(line) {
        repairs.add(Repair::Setting);
    } else {
        return elsewhere || wordy(line);
    }
    elsewhere
}

fn wordy(units: &[u8]) -> bool {
    units.iter().any(|&u| is(u, KEY | STRANGE) && u & !MAPPED != b'-')
}

/// What sets without a sign: `setx NAME …` (Windows), `set -gx NAME …` (fish), `SetEnv NAME …` (Apache).
static SETTERS: &str = "set setx SetEnv";

/// `NAME=`, `NAME =>`, `"name":`, where a name holds no space; `setx NAME`, `SetEnv NAME`.
fn is_setting(line: &[u8]) -> bool {
    match line {
        [name @ .., b'='] | [name @ .., b'=', b'>'] => {
            trim_end(name, EDGE).last().is_some_and(|&u| is_key_char(u) || matches!(u, b']' | b')'))
        }
        [name @ .., b':'] => {
            let rest = trim_end(name, EDGE);
            let before = trim_end(rest, KEY);
            any(&rest[before.len()..], UNDER) || matches!(before, [.., b'"' | b'\''])
        }
        [.., last] => {
            let command = line.iter().position(|&u| u == b' ').map(|at| &line[..at]);
            is_key_char(*last) && command.is_some_and(|command| is_one_of(command, SETTERS))
        }
        [] => false,
    }
}

/// No vendor's secret is shorter: most words of a long text are, and need not be compared with every shape.
const SHORTEST: usize = 8;

/// Is another secret in it?
fn holds_secret(units: &[u8]) -> bool {
    runs(units, KEY | DOT)
        .any(|token| (token.len() >= SHORTEST && vendor::claim(token).is_some()) || is_openai_secret(token))
        || names_password(units)
}

fn is_openai_secret(token: &[u8]) -> bool {
    token.starts_with(b"sk-admin-") || token.starts_with(b"sess-")
}

/// What the name of a secret setting says.
static SECRETS: [&str; 3] = ["passw", "secret", "token"];

/// A setting whose name says that it is secret, with a value: `DB_PASSWORD=…`.
fn names_password(units: &[u8]) -> bool {
    pieces(units, LINE).any(|line| {
        let Some(at) = find(line, EQUALS | COLON) else { return false };
        let (name, value) = line.split_at(at);
        SECRETS.iter().any(|word| holds(name, word.as_bytes())) && value[1..].iter().filter(|&&u| u > b' ').count() >= 4
    })
}
