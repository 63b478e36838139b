//! The reader: the bytes that are left, and the last string that was read.

use super::{Extent, Json};

/// The deepest nesting that is read.
const DEPTH: u32 = u64::BITS;
/// What may stand behind a backslash, but for `u`, and what each stands for.
const ESCAPES: (&[u8; 8], &[u8; 8]) = (b"\"\\/bfnrt", b"\"\\/\x08\x0c\n\r\t");

pub(super) fn read(bytes: &[u8]) -> Option<(Json<'_>, Extent)> {
    let mut reader = Reader::new(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes));
    reader.skip_space();
    let begun = reader.rest;
    let extent = match reader.value() {
        Ok(()) => Extent::Whole,
        Err(Stop::Wrong) => return None,
        Err(Stop::Cut) => Extent::Cut,
        Err(Stop::TooDeep) => Extent::TooDeep,
    };
    // Nothing behind the place where reading stopped is ever looked at.
    let json = Json(&begun[..begun.len() - reader.rest.len()]);
    reader.skip_space();
    let read = if extent == Extent::Whole { reader.rest.is_empty() } else { json.is_open() };
    read.then_some((json, extent))
}

/// Why reading stopped.
pub(super) enum Stop {
    /// This is no JSON.
    Wrong,
    /// The bytes ended.
    Cut,
    /// Deeper than [`DEPTH`].
    TooDeep,
}

impl Json<'_> {
    /// An array or an object counts even where its end is cut off.
    fn is_open(self) -> bool {
        self.is_list() || self.is_object()
    }
}

pub(super) struct Reader<'a> {
    /// What is left.
    rest: &'a [u8],
    /// The last string, or name, unescaped.
    pub(super) text: Vec<u8>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(rest: &'a [u8]) -> Self {
        Self { rest, text: Vec::new() }
    }

    /// Reads over the next value of an array, or, behind its name, of an object, and over the comma behind it.
    pub(super) fn item(&mut self) -> Option<Json<'a>> {
        self.skip_space();
        let value = Json(self.rest);
        if self.value().is_err() && !value.is_open() {
            return None;
        }
        self.skip_space();
        if !self.accept(b",") {
            self.rest = &[];
        }
        Some(value)
    }

    /// Reads over a member's name and its colon.
    pub(super) fn name(&mut self) -> Result<(), Stop> {
        self.skip_space();
        if self.peek()? != b'"' {
            return Err(Stop::Wrong);
        }
        self.string()?;
        self.skip_space();
        if self.take()? == b':' { Ok(()) } else { Err(Stop::Wrong) }
    }

    /// Reads over one value with all that it holds.
    fn value(&mut self) -> Result<(), Stop> {
        // What is open, from the innermost on: a one for an object, a zero for an array.
        let mut objects: u64 = 0;
        let mut depth = 0;
        loop {
            self.skip_space();
            let first = self.peek()?;
            if matches!(first, b'[' | b'{') {
                if depth == DEPTH {
                    return Err(Stop::TooDeep);
                }
                self.step();
                depth += 1;
                objects = objects << 1 | u64::from(first == b'{');
                self.skip_space();
                if self.peek()? != end(objects) {
                    self.name_in(objects)?;
                    continue;
                }
            } else {
                self.plain(first)?;
            }
            // A value ended; so may what it stands in.
            loop {
                if depth == 0 {
                    return Ok(());
                }
                self.skip_space();
                let next = self.take()?;
                if next == b',' {
                    self.name_in(objects)?;
                    break;
                }
                if next != end(objects) {
                    return Err(Stop::Wrong);
                }
                depth -= 1;
                objects >>= 1;
            }
        }
    }

    /// Reads over what stands before a value: in an object its name.
    fn name_in(&mut self, objects: u64) -> Result<(), Stop> {
        if objects & 1 == 1 { self.name() } else { Ok(()) }
    }

    /// Reads over a value that holds no other.
    fn plain(&mut self, first: u8) -> Result<(), Stop> {
        match first {
            b'"' => self.string(),
            b't' => self.literal(b"true"),
            b'f' => self.literal(b"false"),
            b'n' => self.literal(b"null"),
            _ => self.number(),
        }
    }

    /// Reads a string into `text`.
    pub(super) fn string(&mut self) -> Result<(), Stop> {
        self.step();
        self.text.clear();
        loop {
            let plain = self.rest.iter().position(|byte| matches!(byte, b'"' | b'\\')).unwrap_or(self.rest.len());
            self.text.extend_from_slice(&self.rest[..plain]);
            self.rest = &self.rest[plain..];
            if self.take()? == b'"' {
                return Ok(());
            }
            self.escape()?;
        }
    }

    /// Reads what follows a backslash.
    fn escape(&mut self) -> Result<(), Stop> {
        let byte = self.take()?;
        if byte == b'u' {
            let c = self.character()?;
            self.text.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            return Ok(());
        }
        let at = ESCAPES.0.iter().position(|escape| *escape == byte).ok_or(Stop::Wrong)?;
        self.text.push(ESCAPES.1[at]);
        Ok(())
    }

    /// Reads what follows `\u`: one unit, or a pair of surrogates.
    fn character(&mut self) -> Result<char, Stop> {
        let mut code = self.unit()?;
        if (0xD800..0xDC00).contains(&code) && self.rest.starts_with(b"\\u") {
            let before = self.rest;
            self.rest = &self.rest[2..];
            let low = self.unit()?;
            if (0xDC00..0xE000).contains(&low) {
                code = 0x1_0000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            } else {
                self.rest = before;
            }
        }
        Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn unit(&mut self) -> Result<u32, Stop> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = char::from(self.take()?).to_digit(16).ok_or(Stop::Wrong)?;
            unit = unit * 16 + digit;
        }
        Ok(unit)
    }

    fn literal(&mut self, word: &[u8]) -> Result<(), Stop> {
        if let Some(rest) = self.rest.strip_prefix(word) {
            self.rest = rest;
            return Ok(());
        }
        Err(if word.starts_with(self.rest) { Stop::Cut } else { Stop::Wrong })
    }

    fn number(&mut self) -> Result<(), Stop> {
        self.accept(b"-");
        if self.peek()? == b'0' {
            self.step();
        } else {
            self.digits()?;
        }
        if self.accept(b".") {
            self.digits()?;
        }
        if self.accept(b"eE") {
            self.accept(b"+-");
            self.digits()?;
        }
        Ok(())
    }

    /// Skips at least one digit.
    fn digits(&mut self) -> Result<(), Stop> {
        if !self.peek()?.is_ascii_digit() {
            return Err(Stop::Wrong);
        }
        while self.accept(b"0123456789") {}
        Ok(())
    }

    fn accept(&mut self, any: &[u8]) -> bool {
        let there = self.rest.first().is_some_and(|byte| any.contains(byte));
        if there {
            self.step();
        }
        there
    }

    fn skip_space(&mut self) {
        while self.rest.first().is_some_and(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')) {
            self.step();
        }
    }

    fn peek(&self) -> Result<u8, Stop> {
        self.rest.first().copied().ok_or(Stop::Cut)
    }

    fn take(&mut self) -> Result<u8, Stop> {
        let byte = self.peek()?;
        self.step();
        Ok(byte)
    }

    fn step(&mut self) {
        self.rest = self.rest.get(1..).unwrap_or_default();
    }
}

/// What closes the innermost that is open.
fn end(objects: u64) -> u8 {
    if objects & 1 == 1 { b'}' } else { b']' }
}
