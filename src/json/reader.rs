//! The reader: a stack of what is open, and the bytes that are left.

use super::{Extent, Json};

/// The deepest nesting that is read.
const DEPTH: usize = 64;

pub(super) fn read(bytes: &[u8]) -> Option<(Json, Extent)> {
    let mut reader = Reader { rest: bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes) };
    let mut open = Vec::new();
    match reader.document(&mut open) {
        Ok(json) => {
            reader.skip_space();
            reader.rest.is_empty().then_some((json, Extent::Whole))
        }
        Err(Stop::Wrong) => None,
        Err(Stop::Cut) => Some((close_all(open)?, Extent::Cut)),
        Err(Stop::TooDeep) => Some((close_all(open)?, Extent::TooDeep)),
    }
}

/// Why reading stopped.
enum Stop {
    /// This is no JSON.
    Wrong,
    /// The bytes ended.
    Cut,
    /// Deeper than [`DEPTH`].
    TooDeep,
}

/// An array or object whose end has not been read.
enum Open {
    List(Vec<Json>),
    /// With the name of the member whose value comes next.
    Object(Vec<(String, Json)>, String),
}

impl Open {
    fn take(&mut self, value: Json) {
        match self {
            Open::List(list) => list.push(value),
            Open::Object(members, name) => members.push((core::mem::take(name), value)),
        }
    }

    fn close(self) -> Json {
        match self {
            Open::List(list) => Json::List(list),
            Open::Object(members, _) => Json::Object(members),
        }
    }
}

/// Closes what was left open, from the inside out.
fn close_all(mut open: Vec<Open>) -> Option<Json> {
    let mut value = open.pop()?.close();
    while let Some(mut outer) = open.pop() {
        outer.take(value);
        value = outer.close();
    }
    Some(value)
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl Reader<'_> {
    fn document(&mut self, open: &mut Vec<Open>) -> Result<Json, Stop> {
        loop {
            self.skip_space();
            let mut value = match self.peek()? {
                b'[' | b'{' if open.len() == DEPTH => return Err(Stop::TooDeep),
                b'[' => {
                    self.step();
                    self.skip_space();
                    open.push(Open::List(Vec::new()));
                    if self.peek()? != b']' {
                        continue;
                    }
                    self.step();
                    open.pop();
                    Json::List(Vec::new())
                }
                b'{' => {
                    self.step();
                    self.skip_space();
                    open.push(Open::Object(Vec::new(), String::new()));
                    if self.peek()? != b'}' {
                        self.name(open)?;
                        continue;
                    }
                    self.step();
                    open.pop();
                    Json::Object(Vec::new())
                }
                b'"' => Json::Text(self.string()?),
                b't' => self.literal(b"true", Json::Bool(true))?,
                b'f' => self.literal(b"false", Json::Bool(false))?,
                b'n' => self.literal(b"null", Json::Null)?,
                _ => self.number()?,
            };
            loop {
                let Some(mut inner) = open.pop() else { return Ok(value) };
                inner.take(value);
                let end = if matches!(inner, Open::List(_)) { b']' } else { b'}' };
                open.push(inner);
                self.skip_space();
                let next = self.peek()?;
                self.step();
                if next == b',' {
                    if end == b'}' {
                        self.skip_space();
                        self.name(open)?;
                    }
                    break;
                }
                if next != end {
                    return Err(Stop::Wrong);
                }
                let Some(inner) = open.pop() else { return Err(Stop::Wrong) };
                value = inner.close();
            }
        }
    }

    /// Reads a member's name and its colon into the innermost object.
    fn name(&mut self, open: &mut [Open]) -> Result<(), Stop> {
        if self.peek()? != b'"' {
            return Err(Stop::Wrong);
        }
        let text = self.string()?;
        self.skip_space();
        if self.peek()? != b':' {
            return Err(Stop::Wrong);
        }
        self.step();
        if let Some(Open::Object(_, name)) = open.last_mut() {
            *name = text;
        }
        Ok(())
    }

    fn string(&mut self) -> Result<String, Stop> {
        self.step();
        let mut bytes = Vec::new();
        loop {
            match self.take()? {
                b'"' => return Ok(String::from_utf8_lossy(&bytes).into_owned()),
                b'\\' => {
                    let c = match self.take()? {
                        b'b' => '\u{8}',
                        b'f' => '\u{c}',
                        b'n' => '\n',
                        b'r' => '\r',
                        b't' => '\t',
                        b'u' => self.escaped()?,
                        c @ (b'"' | b'\\' | b'/') => char::from(c),
                        _ => return Err(Stop::Wrong),
                    };
                    bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                }
                byte => bytes.push(byte),
            }
        }
    }

    /// Reads what follows `\u`: one unit, or a pair of surrogates.
    fn escaped(&mut self) -> Result<char, Stop> {
        let high = self.unit()?;
        if (0xD800..0xDC00).contains(&high) && self.rest.starts_with(b"\\u") {
            let before = self.rest;
            self.rest = &self.rest[2..];
            let low = self.unit()?;
            if (0xDC00..0xE000).contains(&low) {
                let code = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            self.rest = before;
        }
        Ok(char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn unit(&mut self) -> Result<u32, Stop> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = char::from(self.take()?).to_digit(16).ok_or(Stop::Wrong)?;
            unit = unit * 16 + digit;
        }
        Ok(unit)
    }

    fn literal(&mut self, word: &[u8], value: Json) -> Result<Json, Stop> {
        if let Some(rest) = self.rest.strip_prefix(word) {
            self.rest = rest;
            return Ok(value);
        }
        Err(if word.starts_with(self.rest) { Stop::Cut } else { Stop::Wrong })
    }

    fn number(&mut self) -> Result<Json, Stop> {
        let start = self.rest;
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
        let text = &start[..start.len() - self.rest.len()];
        Ok(Json::Number(String::from_utf8_lossy(text).into_owned()))
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
        while self.accept(b" \t\r\n") {}
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
