//! Numbers and codes of business that have a checksum or a fixed shape.

use super::{
    Kind,
    bytes::{ALNUM, DASH, DIGIT, HIGH_HEX, LOW_HEX, UPPER, all, count, is},
};

/// What a text of digits, or of digits and letters in a fixed shape, is.
pub fn kind(text: &[u8]) -> Option<Kind> {
    if is_uuid(text) {
        return Some(Kind::Uuid);
    }
    let mut tight = Vec::with_capacity(text.len());
    for &u in text {
        if !matches!(u, b' ' | b'-' | b'.' | b'/' | b'(' | b')') {
            tight.push(u.to_ascii_uppercase());
        }
    }
    if is_iban(&tight) {
        return Some(Kind::Iban);
    }
    if is_fiscal_code(&tight) {
        return Some(Kind::FiscalCode);
    }
    let local = tight.strip_prefix(b"IT").unwrap_or(&tight);
    if is_vat(local) {
        return Some(Kind::Vat);
    }
    let digits = tight.strip_prefix(b"+").unwrap_or(&tight);
    if digits.is_empty() || !all(digits, DIGIT) {
        return None;
    }
    let plus = digits.len() < tight.len();
    let phone = (8..=15).contains(&digits.len()) && (plus || matches!(digits[0], b'0' | b'3'));
    Some(match digits.len() {
        13..=19 if !plus && luhn(digits) => Kind::PaymentCard,
        4..=8 if !plus && text.len() - count(text, DIGIT) <= 1 => Kind::Otp,
        _ if phone => Kind::Phone,
        _ => Kind::NotAKey,
    })
}

fn is_uuid(text: &[u8]) -> bool {
    text.len() == 36
        && all(text, DIGIT | LOW_HEX | HIGH_HEX | DASH)
        && count(text, DASH) == 4
        && [8, 13, 18, 23].iter().all(|&at| text[at] == b'-')
}

/// ISO 13616: the first four characters go to the end, letters count from 10, the remainder of 97 is 1.
fn is_iban(text: &[u8]) -> bool {
    let len = text.len();
    if !(15..=34).contains(&len) || !all(&text[..2], UPPER) || !all(&text[2..4], DIGIT) || !all(text, ALNUM) {
        return false;
    }
    let mut rest = 0;
    for at in 4..len + 4 {
        let u = u32::from(text[at % len]);
        let digit = u <= u32::from(b'9');
        let next = if digit { rest * 10 + u - u32::from(b'0') } else { rest * 100 + u - u32::from(b'A') + 10 };
        rest = next % 97;
    }
    rest == 1
}

/// Law 29 September 1973, no. 605: six letters, two digits, letter, two, letter, three, letter. Where two people would
/// have the same code, letters stand for digits.
fn is_fiscal_code(text: &[u8]) -> bool {
    text.len() == 16
        && text.iter().zip(b"LLLLLLDDLDDLDDDL").all(|(&u, place)| match place {
            b'L' => is(u, UPPER),
            _ => is(u, DIGIT) || matches!(u, b'L' | b'M' | b'N' | b'P'..=b'V'),
        })
}

/// *Partita IVA*: eleven digits, the last one by Luhn.
fn is_vat(text: &[u8]) -> bool {
    text.len() == 11 && all(text, DIGIT) && text.iter().any(|&u| u != b'0') && luhn(text)
}

/// ISO/IEC 7812-1, annex B.
fn luhn(digits: &[u8]) -> bool {
    let (mut sum, mut double) = (0, false);
    for u in digits.iter().rev() {
        let digit = u32::from(u - b'0') << u32::from(double);
        sum += if digit > 9 { digit - 9 } else { digit };
        double = !double;
    }
    sum.is_multiple_of(10)
}
