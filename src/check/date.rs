//! A day. The clock is the browser's: the date comes in as a message.

use crate::{
    text::{cut, digits, push_digits},
    words::{Word, Words},
};

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Four digits.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl Date {
    /// Reads `YYYY-MM-DD`, alone or before a time of day (`T…`).
    pub fn parse(text: &str) -> Option<Date> {
        let bytes = text.as_bytes();
        if bytes.get(10).is_some_and(|byte| *byte != b'T') {
            return None;
        }
        // Year, month and day.
        let (mut parts, mut part) = ([0, 0, 0], 0);
        for (at, byte) in bytes.get(..10)?.iter().enumerate() {
            match (at, byte) {
                (4 | 7, b'-') => part += 1,
                (0..=3 | 5 | 6 | 8.., b'0'..=b'9') => parts[part] = parts[part] * 10 + u16::from(byte - b'0'),
                _ => return None,
            }
        }
        let [year, month, day] = parts;
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 => 28 + u16::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        let fits = (1..=days).contains(&day);
        fits.then_some(Date { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? })
    }

    /// The day as a language writes it: `14 gennaio 2027`. The browser's `Intl` knows the same, and takes 25 ms to be there
    /// when it is asked first (measured in Chromium 148).
    pub fn tell(self, words: &Words) -> String {
        let mut months = words.get(Word::DateMonths);
        for _ in 1..self.month {
            months = cut(months, b' ').1;
        }
        let (day, year) = (digits(self.day.into()), digits(self.year.into()));
        words.fill(Word::DateDay, &[("day", &day), ("month", cut(months, b' ').0), ("year", &year)])
    }

    /// The day as `YYYY-MM-DD`.
    pub fn iso(self) -> String {
        let mut text = String::with_capacity(10);
        push_digits(&mut text, self.year.into(), 1000);
        text.push('-');
        push_digits(&mut text, self.month.into(), 10);
        text.push('-');
        push_digits(&mut text, self.day.into(), 10);
        text
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_and_written() {
        let day = Date { year: 2027, month: 1, day: 14 };
        assert_eq!(Date::parse("2027-01-14"), Some(day));
        assert_eq!(Date::parse("2027-01-14T09:00:00Z"), Some(day));
        assert_eq!(day.iso(), "2027-01-14");
        assert_eq!(Date { year: 987, month: 11, day: 9 }.iso(), "0987-11-09");
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "2027-01",
            "2027-13-01",
            "2027-00-01",
            "2027-01-00",
            "2027-01-32",
            "2027-04-31",
            "2027-02-29",
            "2100-02-29",
            "2027/01/14",
            "2027-01/14",
            "2027-1-014",
            "20a7-01-14",
            "2027-01-1x",
            "2027-01-14 9",
            "2027-01-141",
            "é27-01-14",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        for text in ["2028-02-29", "2000-02-29", "2027-12-31", "2027-06-30", "2027-02-28"] {
            assert!(Date::parse(text).is_some(), "{text}");
        }
    }

    #[test]
    fn days_are_ordered() {
        let day = |text| Date::parse(text).expect("a day");
        assert!(day("2026-12-31") < day("2027-01-01"));
        assert!(day("2027-01-31") < day("2027-02-01"));
        assert!(day("2027-02-01") < day("2027-02-02"));
    }
}
