//! What was repaired: inside the key, and round it.

use super::{
    find::{Key, Run},
    plain::{FOREIGN, INVISIBLE, MAPPED, is_key_char},
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
    let mut at = Scan::new(units).map(|found| found.at).skip(key.at.start);
    let from = at.next().unwrap_or_default();
    let last = at.nth(key.at.len() - 2).unwrap_or(from);
    (from, last + 1)
}

fn inside(run: &Run, key: &Key, units: &[u8], repairs: &mut Repairs) {
    let gaps = run.inside(&key.at);
    #[rustfmt::skip]
    let rows = [
        (scan::SPACE, Repair::Spaces), (scan::LINE, Repair::LineBreaks), (scan::MAIL_QUOTE, Repair::MailQuotes),
        (scan::MAIL_BREAK, Repair::MailCodes), (scan::CONTINUED, Repair::Backslashes), (scan::UNSEEN, Repair::Invisible),
        (scan::TAG, Repair::Html), (scan::QUOTES, Repair::Quotes),
    ];
    for (bit, repair) in rows {
        // The space after a `>` belongs to the mark; a tag that breaks lines is told as a tag.
        let told = match repair {
            Repair::Spaces => gaps & (scan::MAIL_QUOTE | scan::TAG) == 0,
            Repair::LineBreaks => gaps & scan::TAG == 0,
            _ => true,
        };
        if gaps & bit != 0 && told {
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

/// The signs that touch the key, up to the first letter on either side.
fn near(before: &[u8], after: &[u8], repairs: &mut Repairs) {
    let mut take = |&unit: &u8| {
        let sign = unit & !MAPPED;
        repairs.add(match sign {
            b' ' | b'\t' => Repair::Spaces,
            b'\n' => Repair::LineBreaks,
            INVISIBLE => Repair::Invisible,
            b'"' | b'\'' => Repair::Quotes,
            b'`' | b'*' | b'~' | b'#' => Repair::Markdown,
            b'<' | b'>' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'$' => Repair::Brackets,
            b'\\' => Repair::Backslashes,
            // What follows a setting's name.
            b'=' | b':' => return false,
            _ if is_key_char(unit) => return false,
            _ => Repair::Punctuation,
        });
        true
    };
    let signs = before.iter().rposition(|&unit| !take_mark(unit)).map_or(0, |at| at + 1);
    let marks = &before[signs..];
    let quoted = marks.iter().position(|&u| u == b'>').is_some_and(|at| signs == 0 || marks[..at].contains(&b'\n'));
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
    let wordy = |units: &[u8]| units.iter().any(|&u| u == FOREIGN || (is_key_char(u) && u & !MAPPED != b'-'));
    let line_start = before.iter().rposition(|&u| u == b'\n').map_or(0, |at| at + 1);
    let line = trim(&before[line_start..]);
    let elsewhere = wordy(&before[..line_start]) || wordy(after);
    if ends_with_word(line, b"bearer") {
        repairs.add(Repair::Bearer);
    } else if is_setting(line) {
        repairs.add(Repair::Setting);
    } else {
        return elsewhere || wordy(line);
    }
    elsewhere
}

/// Without the spaces and quotes at its end.
fn trim(mut line: &[u8]) -> &[u8] {
    while let [rest @ .., last] = line
        && matches!(last & !MAPPED, b' ' | b'\t' | b'"' | b'\'' | b'`' | INVISIBLE)
    {
        line = rest;
    }
    line
}

fn ends_with_word(line: &[u8], word: &[u8]) -> bool {
    line.len() >= word.len() && line[line.len() - word.len()..].eq_ignore_ascii_case(word)
}

/// What sets without a sign: `setx NAME …` (Windows), `set -gx NAME …` (fish), `SetEnv NAME …` (Apache).
static SETTERS: [&[u8]; 3] = [b"set", b"setx", b"SetEnv"];

/// `NAME=`, `NAME =>`, `"name":`, where a name holds no space; `setx NAME`, `SetEnv NAME`.
fn is_setting(line: &[u8]) -> bool {
    match line {
        [name @ .., b'='] | [name @ .., b'=', b'>'] => {
            trim(name).last().is_some_and(|&u| is_key_char(u) || matches!(u, b']' | b')'))
        }
        [name @ .., b':'] => {
            let name = trim(name);
            let from = name.iter().rposition(|&u| !is_key_char(u)).map_or(0, |at| at + 1);
            name[from..].contains(&b'_') || matches!(name.get(from.wrapping_sub(1)), Some(b'"' | b'\''))
        }
        _ => {
            let mut words = line.split(|&u| u == b' ');
            let command = words.next().is_some_and(|word| SETTERS.iter().any(|set| word.eq_ignore_ascii_case(set)));
            command && words.next_back().and_then(<[u8]>::last).is_some_and(|&u| is_key_char(u))
        }
    }
}

/// Is another secret in it?
fn holds_secret(units: &[u8]) -> bool {
    let tokens = units.split(|&u| !(is_key_char(u) || u == b'.'));
    let mut named = tokens.map(|token| vendor::claim(token).is_some() || is_openai_secret(token));
    named.any(|secret| secret) || names_password(units)
}

fn is_openai_secret(token: &[u8]) -> bool {
    token.starts_with(b"sk-admin-") || token.starts_with(b"sess-")
}

/// A setting whose name says that it is secret, with a value: `DB_PASSWORD=…`.
fn names_password(units: &[u8]) -> bool {
    units.split(|&u| u == b'\n').any(|line| {
        let Some(at) = line.iter().position(|&u| matches!(u, b'=' | b':')) else { return false };
        let (name, value) = line.split_at(at);
        let says = |word: &[u8]| name.windows(word.len()).any(|w| w.eq_ignore_ascii_case(word));
        (says(b"passw") || says(b"secret") || says(b"token")) && value[1..].iter().filter(|&&u| u > b' ').count() >= 4
    })
}
