//! Finds the keys of a text: looks for the marker, then for an intact prefix to its left, then for equal halves.
//!
//! Whatever is not certain is no key: equal halves made by cutting would be a wrong key that looks right.

use super::{
    Kind,
    bytes::{self, ALNUM, ALPHA, DASH, DIGIT, LOWER, all, find, is, pieces},
    scan::{HARD, LINE, MASK, SEEN, STRANGE, Scan},
    shape::{self, HALVES, LEAST_HALF, MARKER, START},
};
use core::ops::Range;

/// The longest half that is looked at.
const REACH: usize = 256;
/// The longest name of a service account that is looked at.
const NAME: usize = 64;

/// The key characters of a text, without what lies between.
pub struct Run {
    chars: Vec<u8>,
    /// `gaps[i]` lies before `chars[i]`; the last one lies behind all.
    gaps: Vec<u16>,
}

/// A well-formed key.
#[derive(Clone, PartialEq, Eq)]
pub struct Key {
    /// Where it stands in the run.
    pub at: Range<usize>,
    /// Its kind; an admin key is one too.
    pub kind: Kind,
    /// Its halves are equal, but of a length that is not known.
    pub new_length: bool,
}

/// What was found round one marker.
pub enum Found {
    /// A key.
    Key(Key),
    /// Something that was a key; how many characters are missing, where that can be known.
    Spoilt(Kind, Option<u16>),
}

/// A left half with an intact prefix.
struct Left {
    start: usize,
    kind: Kind,
    half: usize,
    known: bool,
}

impl Run {
    /// Takes the key characters of the units.
    pub fn new(units: &[u8]) -> Self {
        let mut run = Self { chars: Vec::with_capacity(units.len()), gaps: Vec::with_capacity(units.len() + 1) };
        for found in Scan::new(units) {
            match found.char {
                Some(char) => {
                    run.chars.push(char);
                    run.gaps.push(found.gap);
                }
                None => run.gaps.push(HARD | found.gap),
            }
        }
        run
    }

    /// The characters.
    pub fn chars(&self) -> &[u8] {
        &self.chars
    }

    /// The gaps inside a range.
    pub fn inside(&self, at: &Range<usize>) -> u16 {
        self.gaps[at.start + 1..at.end].iter().fold(0, |bits, gap| bits | gap)
    }

    /// Where the first marker from this place on begins, exact or in another case.
    pub fn marker(&self, from: usize) -> Option<usize> {
        (from..self.chars.len())
            .find(|&at| bytes::starts(&self.chars[at..], MARKER) && self.inside(&(at..at + MARKER.len())) & HARD == 0)
    }

    /// What is round the marker at this place. Nothing before `floor` belongs to it.
    pub fn around(&self, marker: usize, floor: usize) -> Found {
        let after = marker + MARKER.len();
        if &self.chars[marker..after] != MARKER {
            return Found::Spoilt(Kind::Damaged, None);
        }
        let from = self.region_start(marker).max(floor);
        let to = self.region_end(after);
        match self.left(from, marker) {
            Some(left) => self.right(&left, after, to),
            None => self.new_shape(from, marker, to),
        }
    }

    /// Where the first gap of this range is that has one of these bits; at its end where none has.
    fn gap(&self, from: usize, to: usize, bits: u16) -> usize {
        (from..to).find(|&at| self.gaps[at] & bits != 0).unwrap_or(to)
    }

    fn region_start(&self, marker: usize) -> usize {
        let mut start = marker.saturating_sub(REACH);
        loop {
            let next = self.gap(start + 1, marker + 1, HARD);
            if next > marker {
                return start;
            }
            start = next;
        }
    }

    fn region_end(&self, after: usize) -> usize {
        self.gap(after, (after + REACH).min(self.chars.len()), HARD)
    }

    fn is_edge(&self, at: usize) -> bool {
        self.gaps[at] & SEEN != 0 || shape::starts(&self.chars[at..])
    }

    /// A known prefix, and from it to the marker a half of known length; or a service account's name before such a half.
    fn left(&self, from: usize, marker: usize) -> Option<Left> {
        for &half in &HALVES {
            let Some(body) = marker.checked_sub(half).filter(|&body| body >= from) else { continue };
            let short = half == 20;
            if short && !all(&self.chars[body..marker], ALNUM) {
                continue;
            }
            let left = |start, kind| Some(Left { start, kind, half, known: true });
            for &(prefix, kind) in &shape::PREFIXES {
                let Some(start) = body.checked_sub(START.len() + prefix.len()) else { continue };
                let before = &self.chars[start..body];
                // No prefix at all counts before halves of 20 only.
                if start >= from && shape::starts(before) && before.ends_with(prefix) && (short || !prefix.is_empty()) {
                    return left(start, kind);
                }
            }
            if short && let Some(start) = self.name_before(from, body) {
                return left(start, Kind::OpenaiServiceAccountNamed);
            }
        }
        None
    }

    /// Where `sk-<name>-` begins that ends at `body`. trufflehog, 2024-06: the name is `[a-z0-9-]`.
    fn name_before(&self, from: usize, body: usize) -> Option<usize> {
        let end = body.checked_sub(1).filter(|&end| end >= from && self.chars[end] == b'-')?;
        let mut found = None;
        for at in (from.max(end.saturating_sub(NAME))..end).rev() {
            let name = at + START.len();
            if name < end && shape::starts(&self.chars[at..]) && self.may_start(from, at) && self.chars[name] != b'-' {
                found = Some(at);
            }
            // The `S` of a `Sk-` may stand before the name.
            if !is(self.chars[at], LOWER | DIGIT | DASH) {
                break;
            }
        }
        let word = &self.chars[found? + START.len()..end];
        let first = pieces(word, DASH).next()?;
        found.filter(|_| !shape::is_prefix(first, false))
    }

    /// A key begins where a run begins, or after a character that belongs to no word.
    fn may_start(&self, from: usize, at: usize) -> bool {
        at == from || self.gaps[at] & SEEN != 0 || !is(self.chars[at - 1], ALNUM)
    }

    /// The left half is intact: is there as much to the right of the marker?
    fn right(&self, left: &Left, after: usize, to: usize) -> Found {
        let end = after + left.half;
        let literal = self.literal_end(after, to);
        if end > to {
            return self.short(left, after, literal, to);
        }
        let body = &self.chars[after..end];
        if holds_start(body) {
            // Another key begins inside what would be the right half: this one was cut before it.
            return Found::Spoilt(Kind::Truncated, None);
        }
        // A marker that begins in it or right behind it: this is no right half.
        let reach = (end + MARKER.len()).min(self.chars.len());
        if contains(&self.chars[after..reach], MARKER) || (left.half == 20 && !all(body, ALNUM)) {
            return self.short(left, after, literal, to);
        }
        let key = Found::Key(Key { at: left.start..end, kind: left.kind, new_length: !left.known });
        if !self.is_joined(left.start..end, after) {
            return self.short(left, after, literal, to);
        }
        if end == self.chars.len() || self.is_edge(end) {
            let next = &self.chars[end..self.literal_end(to.min(end + 1), to).max(end)];
            let more = !left.known && self.gaps[end] & HARD == 0 && !shape::is_wordlike(next) && !shape::starts(next);
            // A new length is no length where what follows may belong to the key.
            return if more { Found::Spoilt(Kind::Damaged, None) } else { key };
        }
        // Letters follow at once. Cut them off where the halves are known and nothing lies between marker and cut.
        // A right half of another known length: letters of the left one are lost.
        let other = HALVES.contains(&(literal - after));
        match self.chars.get(end..literal) {
            None => self.short(left, after, literal, to),
            Some(extra) if left.known && !other && !is_added(self.chars[end - 1], extra) => key,
            Some(_) => Found::Spoilt(Kind::Damaged, None),
        }
    }

    fn short(&self, left: &Left, after: usize, literal: usize, to: usize) -> Found {
        let gap = self.gaps[literal];
        if gap & MASK != 0 {
            return Found::Spoilt(Kind::Masked, None);
        }
        if literal - after >= left.half || (gap & STRANGE != 0 && literal == to) {
            return Found::Spoilt(Kind::Damaged, None);
        }
        // A wrapped key that is cut goes on for as long as its lines look like pieces of one.
        let mut end = literal;
        loop {
            let next = self.literal_end(end + 1, to);
            // So does nothing, at the end.
            if shape::is_wordlike(&self.chars[end..next]) {
                break;
            }
            end = next;
        }
        let missing = left.half.checked_sub(end - after).filter(|&missing| missing > 0);
        Found::Spoilt(Kind::Truncated, missing.and_then(|missing| u16::try_from(missing).ok()))
    }

    /// Where the run that the right half begins in ends.
    fn literal_end(&self, after: usize, to: usize) -> usize {
        self.gap(after, to, SEEN)
    }

    /// No left half of known length: a new length, a new prefix, or a spoilt key.
    fn new_shape(&self, from: usize, marker: usize, to: usize) -> Found {
        let after = marker + MARKER.len();
        let literal = self.literal_end(after, to);
        let start = (from..marker).find(|&at| shape::starts(&self.chars[at..]) && self.may_start(from, at));
        let Some(start) = start.filter(|&start| start + START.len() <= marker) else {
            let damaged = bytes::holds(&self.chars[from..marker], START) || self.gaps[from] & STRANGE != 0;
            return Found::Spoilt(if damaged { Kind::Damaged } else { Kind::Truncated }, None);
        };
        let left = &self.chars[start + START.len()..marker];
        let (len, mut kind) = shape::prefix(left);
        let half = left.len() - len;
        let mut other = 0;
        if len == 0 {
            if !all(left, ALNUM) {
                kind = Kind::OpenaiUnknownShape;
            }
            // A prefix that is new.
            let word = &left[..find(left, DASH).unwrap_or_default()];
            if (2..=16).contains(&word.len()) && all(word, ALNUM) && !shape::is_prefix(word, true) {
                other = half - word.len() - 1;
            }
        }
        for (half, kind) in [(half, kind), (other, Kind::OpenaiUnknownShape)] {
            if half >= LEAST_HALF
                && let found @ Found::Key(_) = self.right(&Left { start, kind, half, known: false }, after, to)
            {
                return found;
            }
        }
        if self.gaps[literal] & MASK != 0 {
            return Found::Spoilt(Kind::Masked, None);
        }
        let have = literal - after;
        let damaged = have >= half || HALVES.contains(&have) || self.gaps[literal] & STRANGE != 0;
        Found::Spoilt(if damaged { Kind::Damaged } else { Kind::Truncated }, None)
    }

    /// May the pieces of this range be one key? Words that follow a cut key must not fill it up.
    fn is_joined(&self, at: Range<usize>, after: usize) -> bool {
        if self.is_regular(&at) {
            return true;
        }
        let (prefix, marker) = (self.prefix_end(at.start), after - MARKER.len());
        let mut from = at.start;
        while from < at.end {
            let to = self.gap(from + 1, at.end, SEEN);
            let fixed = from == at.start || to <= prefix || (from < after && to > marker);
            if !fixed && !self.is_piece(from, to, at.end, at.end - after) {
                return false;
            }
            from = to;
        }
        true
    }

    fn prefix_end(&self, start: usize) -> usize {
        let body = start + START.len();
        body + shape::prefix(&self.chars[body..]).0
    }

    /// Does a piece look like one of a key whose end is there?
    fn is_piece(&self, from: usize, to: usize, end: usize, half: usize) -> bool {
        let piece = &self.chars[from..to];
        let last = to == end && half > 20;
        if piece == b"A" {
            return last && self.gaps[to] & (HARD | LINE) != 0;
        }
        let letters = last && piece.len() < 12 && all(piece, ALPHA);
        let named = half == 20 && shape::is_camel(piece);
        !shape::is_wordlike(piece) && !named && (!letters || piece.ends_with(b"A"))
    }

    /// Lines or groups of one length, the last one shorter; the first one too, where other text stands before it.
    fn is_regular(&self, at: &Range<usize>) -> bool {
        let first = self.gap(at.start + 1, at.end, SEEN) - at.start;
        let mut from = at.start + first;
        let (mut width, mut full) = (0, 0);
        loop {
            let to = self.gap(from + 1, at.end, SEEN);
            if to >= at.end {
                break;
            }
            if width == 0 {
                width = to - from;
            }
            if width != to - from {
                return false;
            }
            full += 1;
            from = to;
        }
        first <= width && at.end - from <= width && full + usize::from(first == width) >= 2
    }
}

/// Letters more inside the right half, or a word behind it? Every fixture with halves of 46, 58 and 74 ends in `A`; so
/// does a key with a letter added inside, but not at the place of the cut, where `last` is.
fn is_added(last: u8, extra: &[u8]) -> bool {
    let sign = matches!(extra, [b'-' | b'_', ..]);
    last != b'A' && !sign && (extra.len() == 1 || (extra.len() < 4 && extra.ends_with(b"A")))
}

fn contains(text: &[u8], needle: &[u8]) -> bool {
    text.windows(needle.len()).any(|window| window == needle)
}

/// Does another key begin in it? A random half holds `sk-proj-` never.
fn holds_start(text: &[u8]) -> bool {
    (0..text.len()).any(|at| shape::starts(&text[at..]) && shape::prefix(&text[at + START.len()..]).0 > 0)
}
