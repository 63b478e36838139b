//! Every character becomes one unit of a byte: plain ASCII, or a mark for what has no place in a key.

use super::bytes;

/// The unit's character was typographic (a wide letter, a long dash, a curly quote): the rest is what it became.
pub const MAPPED: u8 = 0x80;
/// A character that nobody sees.
pub const INVISIBLE: u8 = 1;
/// A letter of another alphabet, or one with an accent.
pub const FOREIGN: u8 = 2;
/// Any other sign.
pub const SYMBOL: u8 = 3;

/// What is no unit, but becomes one, more, or none: a mark above, below or through the character before it.
const MARK: u8 = 4;
/// Three dots in one.
const ELLIPSIS: u8 = 5;
/// Full width forms stand in the order of ASCII.
const WIDE: u8 = 6;
/// See [`mathematical`].
const MATHEMATICAL: u8 = 7;
/// See [`letterlike`].
const LETTERLIKE: u8 = 8;

const SPACE: u8 = b' ' | MAPPED;
/// Hyphens, dashes and minus signs: Unicode's Dash property.
const DASH: u8 = b'-' | MAPPED;
const QUOTE: u8 = b'"' | MAPPED;
/// What masks are made of.
const BULLET: u8 = b'*' | MAPPED;
const BAR: u8 = b'|' | MAPPED;

/// What the characters are from this one on, up to the next row's: blocks of signs are few, all else counts as letters.
const fn row(from: u32, unit: u8) -> u32 {
    from << 8 | unit as u32
}

/// All characters behind ASCII.
#[rustfmt::skip]
static ROWS: &[u32] = &[
    row(0x007F, INVISIBLE), row(0x0085, b'\n'), row(0x0086, INVISIBLE), row(0x00A0, SPACE), row(0x00A1, SYMBOL),
    row(0x00A6, BAR), row(0x00A7, SYMBOL), row(0x00AA, FOREIGN), row(0x00AB, QUOTE), row(0x00AC, SYMBOL),
    row(0x00AD, INVISIBLE), row(0x00AE, SYMBOL), row(0x00B4, QUOTE), row(0x00B5, FOREIGN), row(0x00B6, SYMBOL),
    row(0x00B7, BULLET), row(0x00B8, SYMBOL), row(0x00BA, FOREIGN), row(0x00BB, QUOTE), row(0x00BC, SYMBOL),
    row(0x00C0, FOREIGN), row(0x00D7, SYMBOL), row(0x00D8, FOREIGN), row(0x00F7, SYMBOL), row(0x00F8, FOREIGN),
    row(0x0300, MARK), row(0x034F, INVISIBLE), row(0x0350, MARK), row(0x0370, FOREIGN), row(0x058A, DASH),
    row(0x058B, FOREIGN), row(0x061C, INVISIBLE), row(0x061D, FOREIGN), row(0x115F, INVISIBLE), row(0x1161, FOREIGN),
    row(0x1680, SPACE), row(0x1681, FOREIGN), row(0x17B4, INVISIBLE), row(0x17B6, FOREIGN), row(0x180B, INVISIBLE),
    row(0x1810, FOREIGN), row(0x1AB0, MARK), row(0x1B00, FOREIGN), row(0x1DC0, MARK), row(0x1E00, FOREIGN),
    row(0x2000, SPACE), row(0x200B, INVISIBLE), row(0x2010, DASH), row(0x2016, SYMBOL), row(0x2018, QUOTE),
    row(0x2020, SYMBOL), row(0x2022, BULLET), row(0x2023, SYMBOL), row(0x2026, ELLIPSIS), row(0x2027, BULLET),
    row(0x2028, b'\n'), row(0x202A, INVISIBLE), row(0x202F, SPACE), row(0x2030, SYMBOL), row(0x2032, QUOTE),
    row(0x2037, SYMBOL), row(0x2039, QUOTE), row(0x203B, SYMBOL), row(0x2043, DASH), row(0x2044, SYMBOL),
    row(0x205F, SPACE), row(0x2060, INVISIBLE), row(0x2070, SYMBOL), row(0x20D0, MARK), row(0x2100, FOREIGN),
    row(0x2102, LETTERLIKE), row(0x2135, FOREIGN), row(0x2190, SYMBOL), row(0x2212, DASH), row(0x2213, SYMBOL),
    row(0x2217, BULLET), row(0x2218, SYMBOL), row(0x2219, BULLET), row(0x221A, SYMBOL), row(0x22C5, BULLET),
    row(0x22C6, SYMBOL), row(0x2502, BAR), row(0x2504, SYMBOL), row(0x25CF, BULLET), row(0x25D0, SYMBOL),
    row(0x25E6, BULLET), row(0x25E7, SYMBOL), row(0x26AA, BULLET), row(0x26AC, SYMBOL), row(0x2800, SPACE),
    row(0x2801, SYMBOL), row(0x2B24, BULLET), row(0x2B25, SYMBOL), row(0x2C00, FOREIGN), row(0x2E3A, DASH),
    row(0x2E3C, FOREIGN), row(0x3000, SPACE), row(0x3001, SYMBOL), row(0x3005, FOREIGN), row(0x3008, SYMBOL),
    row(0x300C, QUOTE), row(0x3010, SYMBOL), row(0x301D, QUOTE), row(0x3020, SYMBOL), row(0x3021, FOREIGN),
    row(0x30FB, BULLET), row(0x30FC, FOREIGN), row(0x3164, INVISIBLE), row(0x3165, FOREIGN), row(0xFE00, INVISIBLE),
    row(0xFE10, FOREIGN), row(0xFE20, MARK), row(0xFE30, SYMBOL), row(0xFE58, DASH), row(0xFE59, SYMBOL),
    row(0xFE63, DASH), row(0xFE64, SYMBOL), row(0xFE70, FOREIGN), row(0xFEFF, INVISIBLE), row(0xFF00, FOREIGN),
    row(0xFF01, WIDE), row(0xFF5F, SYMBOL), row(0xFF65, BULLET), row(0xFF66, FOREIGN), row(0xFFA0, INVISIBLE),
    row(0xFFA1, FOREIGN), row(0xFFE0, SYMBOL), row(0xFFF9, INVISIBLE), row(0xFFFD, SYMBOL), row(0x10000, FOREIGN),
    row(0x1D173, INVISIBLE), row(0x1D17B, FOREIGN), row(0x1D400, MATHEMATICAL), row(0x1D800, FOREIGN),
    row(0x1F000, SYMBOL), row(0xE0000, INVISIBLE), row(0xE1000, SYMBOL),
];

/// The units of a text. Bytes that are no UTF-8 become [`SYMBOL`], as U+FFFD does.
pub fn units(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for c in String::from_utf8_lossy(bytes).chars() {
        push(&mut out, c.into());
    }
    out
}

/// Letters, digits, `_` and `-`.
pub fn is_key_char(unit: u8) -> bool {
    bytes::is(unit, bytes::KEY)
}

fn push(out: &mut Vec<u8>, code: u32) {
    let unit = match unit(code) {
        // It makes a key character another character.
        MARK => {
            if let Some(last) = out.last_mut().filter(|last| is_key_char(**last)) {
                *last = FOREIGN;
            }
            return;
        }
        ELLIPSIS => {
            out.extend_from_slice(&[b'.' | MAPPED; 3]);
            return;
        }
        unit => unit,
    };
    out.push(unit);
}

fn unit(code: u32) -> u8 {
    let low = code.to_le_bytes()[0];
    match code {
        0x0A..=0x0D => return b'\n',
        0x09 | 0x20..=0x7E => return low,
        0..=0x1F => return INVISIBLE,
        _ => {}
    }
    let at = ROWS.partition_point(|row| row >> 8 <= code);
    let plain = match ROWS[at - 1].to_le_bytes()[0] {
        WIDE => Some((code - 0xFEE0).to_le_bytes()[0]),
        MATHEMATICAL => mathematical(code),
        LETTERLIKE => letterlike(low),
        unit => return unit,
    };
    plain.map_or(FOREIGN, |plain| plain | MAPPED)
}

/// Mathematical alphabets: 13 of 52 letters, five rows of digits (Unicode block 1D400).
fn mathematical(code: u32) -> Option<u8> {
    let letter = |at: u32| u8::try_from(at).ok();
    match code {
        ..=0x1D6A3 => {
            // 52 goes into 0x1D400, where they begin.
            let at = letter(code % 52)?;
            Some(if at < 26 { b'A' + at } else { b'a' + at - 26 })
        }
        0x1D7CE.. => Some(b'0' + letter((code - 0x1D7CE) % 10)?),
        _ => None,
    }
}

/// Letters that the mathematical alphabets leave out, since they were there before (Unicode block 2100).
fn letterlike(code: u8) -> Option<u8> {
    #[rustfmt::skip]
    static LETTERS: &[(u8, u8)] = &[
        (0x02, b'C'), (0x0A, b'g'), (0x0B, b'H'), (0x0C, b'H'), (0x0D, b'H'), (0x0E, b'h'), (0x10, b'I'), (0x11, b'I'),
        (0x12, b'L'), (0x15, b'N'), (0x19, b'P'), (0x1A, b'Q'), (0x1B, b'R'), (0x1C, b'R'), (0x1D, b'R'), (0x24, b'Z'),
        (0x28, b'Z'), (0x2C, b'B'), (0x2D, b'C'), (0x2F, b'e'), (0x30, b'E'), (0x31, b'F'), (0x33, b'M'), (0x34, b'o'),
    ];
    LETTERS.iter().find(|(low, _)| *low == code).map(|&(_, letter)| letter)
}
