//! Numbers and codes of business that have a checksum or a fixed shape.

use super::Kind;

/// What a text of digits, or of digits and letters in a fixed shape, is.
pub fn kind(text: &[u8]) -> Option<Kind> {
    if is_uuid(text) {
        return Some(Kind::Uuid);
    }
    let tight: Vec<u8> = text
        .iter()
        .filter(|u| !matches!(u, b' ' | b'-' | b'.' | b'/' | b'(' | b')'))
        .map(u8::to_ascii_uppercase)
        .collect();
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
    let (plus, digits) = match tight.strip_prefix(b"+") {
        Some(rest) => (true, rest),
        None => (false, &tight[..]),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let phone = (8..=15).contains(&digits.len()) && (plus || matches!(digits[0], b'0' | b'3'));
    Some(match digits.len() {
        13..=19 if !plus && luhn(digits) => Kind::PaymentCard,
        4..=8 if !plus && text.iter().filter(|u| !u.is_ascii_digit()).count() <= 1 => Kind::Otp,
        _ if phone => Kind::Phone,
        _ => Kind::NotAKey,
    })
}

fn is_uuid(text: &[u8]) -> bool {
    text.len() == 36
        && text.iter().enumerate().all(|(at, u)| match at {
            8 | 13 | 18 | 23 => *u == b'-',
            _ => u.is_ascii_hexdigit(),
        })
}

/// ISO 13616: the first four characters go to the end, letters count from 10, the remainder of 97 is 1.
fn is_iban(text: &[u8]) -> bool {
    if !(15..=34).contains(&text.len())
        || !text[..2].iter().all(u8::is_ascii_uppercase)
        || !text[2..4].iter().all(u8::is_ascii_digit)
        || !text.iter().all(u8::is_ascii_alphanumeric)
    {
        return false;
    }
    let rest = text[4..].iter().chain(&text[..4]).fold(0_u32, |rest, &u| match u {
        b'0'..=b'9' => (rest * 10 + u32::from(u - b'0')) % 97,
        _ => (rest * 100 + u32::from(u - b'A') + 10) % 97,
    });
    rest == 1
}

/// Law 29 September 1973, no. 605: six letters, two digits, letter, two, letter, three, letter. Where two people would
/// have the same code, letters stand for digits.
fn is_fiscal_code(text: &[u8]) -> bool {
    text.len() == 16
        && text.iter().zip(b"LLLLLLDDLDDLDDDL").all(|(u, place)| match place {
            b'L' => u.is_ascii_uppercase(),
            _ => u.is_ascii_digit() || matches!(u, b'L' | b'M' | b'N' | b'P' | b'Q' | b'R' | b'S' | b'T' | b'U' | b'V'),
        })
}

/// *Partita IVA*: eleven digits, the last one by Luhn.
fn is_vat(text: &[u8]) -> bool {
    text.len() == 11 && text.iter().all(u8::is_ascii_digit) && text.iter().any(|&u| u != b'0') && luhn(text)
}

/// ISO/IEC 7812-1, annex B.
fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, u)| {
            let digit = u32::from(u - b'0');
            match at % 2 {
                0 => digit,
                _ if digit > 4 => digit * 2 - 9,
                _ => digit * 2,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}
