//! Every character becomes one unit of a byte: plain ASCII, or a mark for what has no place in a key.

/// The unit's character was typographic (a wide letter, a long dash, a curly quote): the rest is what it became.
pub const MAPPED: u8 = 0x80;
/// A character that nobody sees.
pub const INVISIBLE: u8 = 1;
/// A letter of another alphabet, or one with an accent.
pub const FOREIGN: u8 = 2;
/// Any other sign.
pub const SYMBOL: u8 = 3;

/// The units of a text. Bytes that are no UTF-8 become [`SYMBOL`].
pub fn units(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            push(&mut out, c);
        }
        if !chunk.invalid().is_empty() {
            out.push(SYMBOL);
        }
    }
    out
}

/// Letters, digits, `_` and `-`.
pub fn is_key_char(unit: u8) -> bool {
    let c = unit & !MAPPED;
    c.is_ascii_alphanumeric() || c == b'_' || c == b'-'
}

fn push(out: &mut Vec<u8>, c: char) {
    let code = c as u32;
    let unit = match code {
        0x0A..=0x0D | 0x85 | 0x2028 | 0x2029 => b'\n',
        0x09 | 0x20..=0x7E => code.to_le_bytes()[0],
        _ if is_invisible(code) => INVISIBLE,
        // A mark above, below or through the character before it makes that another character.
        0x300..=0x36F | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F => {
            if let Some(last) = out.last_mut().filter(|last| is_key_char(**last)) {
                *last = FOREIGN;
            }
            return;
        }
        0x2026 => {
            out.extend_from_slice(&[b'.' | MAPPED; 3]);
            return;
        }
        _ => typographic(code, c).map_or_else(|| stranger(code), |plain| plain | MAPPED),
    };
    out.push(unit);
}

fn is_invisible(code: u32) -> bool {
    matches!(code,
        0..=0x1F | 0x7F..=0x9F | 0xAD | 0x34F | 0x61C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F
        | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0
        | 0xFFF9..=0xFFFC | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF)
}

/// The plain character that a typographic one stands for.
fn typographic(code: u32, c: char) -> Option<u8> {
    Some(match code {
        // Hyphens, dashes and minus signs: Unicode's Dash property.
        0x58A | 0x2010..=0x2015 | 0x2043 | 0x2212 | 0x2E3A | 0x2E3B | 0xFE58 | 0xFE63 => b'-',
        0xAB
        | 0xBB
        | 0xB4
        | 0x2018..=0x201F
        | 0x2032..=0x2036
        | 0x2039
        | 0x203A
        | 0x300C..=0x300F
        | 0x301D..=0x301F => b'"',
        // What masks are made of.
        0xB7 | 0x2022 | 0x2027 | 0x2219 | 0x22C5 | 0x2217 | 0x25CF | 0x25E6 | 0x26AA | 0x26AB | 0x2B24 | 0x30FB
        | 0xFF65 => b'*',
        0xA6 | 0x2502 | 0x2503 => b'|',
        0x2800 => b' ',
        // Full width forms stand in the order of ASCII.
        0xFF01..=0xFF5E => u8::try_from(code - 0xFEE0).ok()?,
        0x1D400..=0x1D7FF => return mathematical(code),
        0x2102..=0x2134 => return letterlike(code),
        _ if c.is_whitespace() => b' ',
        _ => return None,
    })
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
fn letterlike(code: u32) -> Option<u8> {
    #[rustfmt::skip]
    static LETTERS: &[(u8, u8)] = &[
        (0x02, b'C'), (0x0A, b'g'), (0x0B, b'H'), (0x0C, b'H'), (0x0D, b'H'), (0x0E, b'h'), (0x10, b'I'), (0x11, b'I'),
        (0x12, b'L'), (0x15, b'N'), (0x19, b'P'), (0x1A, b'Q'), (0x1B, b'R'), (0x1C, b'R'), (0x1D, b'R'), (0x24, b'Z'),
        (0x28, b'Z'), (0x2C, b'B'), (0x2D, b'C'), (0x2F, b'e'), (0x30, b'E'), (0x31, b'F'), (0x33, b'M'), (0x34, b'o'),
    ];
    LETTERS.iter().find(|(low, _)| u32::from(*low) == code & 0xFF).map(|&(_, letter)| letter)
}

/// Another alphabet's letter, or a sign? Blocks of signs are few; all else counts as letters.
fn stranger(code: u32) -> u8 {
    match code {
        0xA0..=0xA9
        | 0xAC..=0xB4
        | 0xB6..=0xB9
        | 0xBB..=0xBF
        | 0xD7
        | 0xF7
        | 0x2000..=0x20CF
        | 0x2190..=0x2BFF
        | 0x3000..=0x3004
        | 0x3008..=0x3020
        | 0xFE30..=0xFE6F
        | 0xFF5F..=0xFF64
        | 0xFFE0..=0xFFFF
        | 0x1F000.. => SYMBOL,
        _ => FOREIGN,
    }
}
