//! Reading takes time in proportion to the text, whatever the text is made of.

use passweb_ai_key::paste::{Kind, read};
use std::time::{Duration, Instant};

const MARKER: &str = concat!("T3Blb", "kFJ");
const KIB: usize = 1024;

/// A text of at most so many bytes, of one piece over and over.
fn of(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len())
}

fn least(text: &str) -> Duration {
    let one = || {
        let start = Instant::now();
        std::hint::black_box(read(std::hint::black_box(text)));
        start.elapsed()
    };
    (0..3).map(|_| one()).min().unwrap_or_default()
}

#[test]
fn a_text_ten_times_as_long_takes_at_most_fifteen_times_as_long() {
    let half = "aB3dE6gH9kL2nP5rS8uV";
    let key = ["sk-", half, MARKER, half].concat();
    let (cut, wrapped) = (&key[..key.len() - 3], [&key[..20], "\n> ", &key[20..], "\n"].concat());
    #[rustfmt::skip]
    let pieces: &[&str] = &[
        "a", ".", "\n> ", "<b ", "&", "%25", "\\", "=\n", "sk-", "s k - ", "password=", MARKER, cut, &key, &wrapped,
    ];
    // Without optimizations a smaller pair tells the same in less time.
    let scale = if cfg!(debug_assertions) { 4 } else { 1 };
    for piece in pieces {
        let ratio = || {
            let (long, short) = (of(piece, KIB * KIB / scale), of(piece, 100 * KIB / scale));
            least(&long).as_secs_f64() / least(&short).as_secs_f64()
        };
        // A busy machine can spoil one measurement, hardly all.
        let best = std::iter::repeat_with(ratio).take(5).find(|&ratio| ratio <= 15.0);
        assert!(best.is_some(), "{piece:?} takes more than 15 times as long");
    }
}

#[test]
fn a_key_is_found_up_to_a_mebibyte_and_no_further() {
    let half = "aB3dE6gH9kL2nP5rS8uV";
    let key = ["sk-", half, MARKER, half].concat();
    let text = |bytes: usize| [of(".", bytes - key.len() - 1), " ".to_owned(), key.clone()].concat();
    assert_eq!(read(&text(KIB * KIB)).0.kind, Kind::OpenaiLegacy);
    assert_eq!(read(&text(KIB * KIB + 1)).0.kind, Kind::TooLong);
}

#[test]
fn a_text_without_a_key_is_looked_at_up_to_4096_characters() {
    assert_eq!(read(&"è ".repeat(2048)).0.kind, Kind::Prose);
    assert_eq!(read(&("è ".repeat(2048) + "e")).0.kind, Kind::TooLong);
}
