//! Reading takes time in proportion to the text, whatever the text is made of.

use cpu_time::ThreadTime;
use passweb_ai_key::paste::{Kind, read};
use std::time::Duration;

const MARKER: &str = concat!("T3Blb", "kFJ");
const KIB: usize = 1024;

/// A text of at most so many bytes, of one piece over and over.
fn of(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len())
}

/// The work of reading it, of this thread alone: what else runs on the machine does not count.
fn work(text: &str) -> Duration {
    let start = ThreadTime::now();
    std::hint::black_box(read(std::hint::black_box(text)));
    start.elapsed()
}

/// How many times as long ten times the text may take.
const LIMIT: f64 = 15.0;

/// How many times the work of the short text the long one takes, each at its least. Programs beside this one take the
/// processor's cache away, which meets the long text more: where there are some, the least is looked for longer.
fn ratio(long: &str, short: &str) -> f64 {
    let (mut most, mut least) = (Duration::MAX, Duration::MAX);
    let mut ratio = f64::MAX;
    // In turns, so that a change of the processor's pace meets both.
    for turn in 0..25 {
        if turn >= 5 && ratio <= LIMIT {
            break;
        }
        most = most.min(work(long));
        least = least.min(work(short));
        ratio = most.as_secs_f64() / least.as_secs_f64();
    }
    ratio
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
    // Words with one whole key behind them: they are looked at for other secrets.
    for (piece, end) in pieces.iter().map(|&piece| (piece, "")).chain([("a ", &*key)]) {
        let text = |bytes: usize| of(piece, bytes - end.len()) + end;
        let ratio = ratio(&text(KIB * KIB / scale), &text(100 * KIB / scale));
        assert!(ratio <= LIMIT, "{piece:?} takes {ratio:.1} times as long");
        println!("{ratio:5.1}  {piece:?}");
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
