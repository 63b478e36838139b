//! How long to wait, read from a sentence: a page cannot read `retry-after` of api.openai.com, the header is
//! not among the exposed ones (recorded answers, 2024-08 to 2026-08).

use crate::text;

/// The longest wait that is told: a day, the longest window of OpenAI's limits.
const LONGEST: u32 = 24 * 60 * 60;

/// More thousandths are read as these, which are longer than a day in any unit.
const MOST: u64 = 100_000_000_000;

/// What stands before the delay.
const BEFORE: [&str; 3] = ["try again in ", "retry after ", "retry in "];

/// The names of the units, each in milliseconds.
const UNITS: [(&str, u64); 16] = [
    ("ms", 1),
    ("milliseconds", 1),
    ("s", 1_000),
    ("sec", 1_000),
    ("second", 1_000),
    ("seconds", 1_000),
    ("m", 60_000),
    ("min", 60_000),
    ("minute", 60_000),
    ("minutes", 60_000),
    ("h", 3_600_000),
    ("hour", 3_600_000),
    ("hours", 3_600_000),
    ("d", 86_400_000),
    ("day", 86_400_000),
    ("days", 86_400_000),
];

/// Reads the delay out of a sentence in small letters ("please try again in 6m0s"): seconds, rounded up (fractions of a
/// millisecond are dropped), a day at most. `None` where no delay is named.
pub fn read_delay(message: &str) -> Option<u32> {
    let mut rest = BEFORE.iter().find_map(|before| text::after(message, before))?.as_bytes();
    let mut millis: u64 = 0;
    let mut any = false;
    while let Some((number, unit, after)) = part(rest) {
        millis = millis.saturating_add(number * unit / 1000);
        any = true;
        rest = after;
    }
    let seconds = u32::try_from(millis.div_ceil(1000)).unwrap_or(LONGEST);
    any.then_some(seconds.min(LONGEST))
}

/// One number with its unit: thousandths of the number, milliseconds of the unit, and what follows. Their product has
/// room in 64 bits: see [`MOST`].
fn part(sentence: &[u8]) -> Option<(u64, u64, &[u8])> {
    let mut rest = sentence.trim_ascii_start();
    let mut thousandths = 0;
    // What a digit behind the point counts, and whether a digit came last.
    let (mut place, mut ended) = (None, false);
    while let [byte, after @ ..] = rest {
        match (byte, place) {
            (b'0'..=b'9', None) => thousandths = MOST.min(thousandths * 10 + u64::from(byte - b'0') * 1000),
            (b'0'..=b'9', Some(digit)) => {
                thousandths += u64::from(byte - b'0') * digit;
                place = Some(digit / 10);
            }
            (b'.', None) if ended => place = Some(100),
            _ => break,
        }
        ended = *byte != b'.';
        rest = after;
    }
    let rest = rest.trim_ascii_start();
    let word = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (word, after) = rest.split_at(word);
    ended.then_some((thousandths, text::entry(&UNITS, word)?, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delay_is_read_in_whole_seconds_rounded_up() {
        for (text, seconds) in [
            ("please try again in 20s. visit https://x", 20),
            ("please try again in 3.89s.", 4),
            ("please try again in 174ms. visit", 1),
            ("please try again in 6m0s.", 360),
            ("please try again in 1h2m3s.", 3723),
            ("please try again in 2.502s.", 3),
            ("please try again in 1m0.5s", 61),
            ("please try again in 20 seconds", 20),
            ("please try again in 1 minute 30 seconds.", 90),
            ("please retry after 7 seconds.", 7),
            ("please retry in 2 min", 120),
            ("please try again in 0s", 0),
            ("please try again in 1s", 1),
            ("please try again in 1.0s", 1),
            ("please try again in 1.05s", 2),
            ("please try again in 1.001s", 2),
            ("please try again in 1.0009s", 1),
            ("please try again in 2d", 86_400),
            ("please try again in 1d", 86_400),
            ("please try again in 23h59m59s", 86_399),
            ("please try again in 99999999999999999999999h", 86_400),
        ] {
            assert_eq!(read_delay(text), Some(seconds), "{text}");
        }
    }

    #[test]
    fn without_a_number_and_a_unit_no_delay_is_told() {
        for text in [
            "",
            "please try again later",
            "please try again in a while",
            "try again in 20",
            "try again in .5s",
            "try again in 5.s",
            "try again in 7 apples",
        ] {
            assert_eq!(read_delay(text), None, "{text}");
        }
    }
}
