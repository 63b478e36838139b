//! Reading JSON that nobody promised: total over any bytes, bounded in depth.
//!
//! `serde_json` reads the same in more of the download, and wants types; here answers come from gateways
//! and proxies, and a few of their members are looked at. So a document is read over once, which
//! proves what it is, and no tree is made of it: a member is looked for in the text when it is asked for. Nothing here
//! calls itself, for the call stack is 64 KiB in the browser build.

mod reader;

use reader::Reader;

/// A JSON value: the text of its document, from the first byte of the value on.
#[derive(Clone, Copy, Debug)]
pub struct Json<'a>(&'a [u8]);

/// How much of a document was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// The bytes ended before the document did: what was complete by then was read.
    Cut,
    /// It is nested deeper than 64: what was complete before that place was read.
    TooDeep,
}

/// Reads one JSON document. Gives `None` where the bytes are no JSON, or are nested deeper than 64.
pub fn parse(bytes: &[u8]) -> Option<Json<'_>> {
    read(bytes).and_then(|(json, extent)| (extent == Extent::Whole).then_some(json))
}

/// Reads one JSON document, or the beginning of one, and says how much was there. A string that was cut is
/// left out. Gives `None` where the bytes are no beginning of JSON.
pub fn read(bytes: &[u8]) -> Option<(Json<'_>, Extent)> {
    reader::read(bytes)
}

/// Appends a text as a JSON string, with its quotes.
pub fn write_text(out: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\0'..='\x1f' => {
                out.push_str("\\u00");
                out.push(char::from(HEX[c as usize >> 4]));
                out.push(char::from(HEX[c as usize & 15]));
            }
            _ => out.push(c),
        }
    }
    out.push('"');
}

impl<'a> Json<'a> {
    /// The member of that name, where this is an object that has it. Of a repeated name the first counts.
    pub fn get(self, name: &str) -> Option<Json<'a>> {
        let mut reader = self.inside(b'{');
        while reader.name().is_ok() {
            let found = reader.text == name.as_bytes();
            let value = reader.item()?;
            if found {
                return Some(value);
            }
        }
        None
    }

    /// The text of the member of that name; an empty one where there is none.
    pub fn member(self, name: &str) -> String {
        self.get(name).and_then(Json::text).unwrap_or_default()
    }

    /// Is the member of that name this text?
    pub fn says(self, name: &str, text: &str) -> bool {
        self.member(name) == text
    }

    /// The elements, where this is an array; else none.
    pub fn list(self) -> impl Iterator<Item = Json<'a>> {
        let mut reader = self.inside(b'[');
        core::iter::from_fn(move || reader.item())
    }

    /// The text, where this is a string, unescaped. Bytes that are no UTF-8 and lone surrogates became U+FFFD.
    pub fn text(self) -> Option<String> {
        let mut reader = Reader::new(self.0);
        let read = self.is_text() && reader.string().is_ok();
        read.then(|| String::from_utf8_lossy(&reader.text).into_owned())
    }

    /// The truth value, where this is one.
    pub fn truth(self) -> Option<bool> {
        let truth = self.begins(b't');
        (truth || self.begins(b'f')).then_some(truth)
    }

    /// Is it `null`?
    pub fn is_null(self) -> bool {
        self.begins(b'n')
    }

    /// Is it a string?
    pub fn is_text(self) -> bool {
        self.begins(b'"')
    }

    /// Is it an object?
    pub fn is_object(self) -> bool {
        self.begins(b'{')
    }

    /// Is it an array?
    pub fn is_list(self) -> bool {
        self.begins(b'[')
    }

    /// The first byte tells one kind from another.
    fn begins(self, byte: u8) -> bool {
        self.0.first() == Some(&byte)
    }

    /// A reader behind that bracket; where this is no such value, one that has nothing to read.
    fn inside(self, bracket: u8) -> Reader<'a> {
        Reader::new(if self.begins(bracket) { &self.0[1..] } else { &[] })
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(json: &str) -> Option<String> {
        parse(json.as_bytes()).and_then(Json::text)
    }

    #[test]
    fn every_kind_of_value_is_read() {
        let json = parse(br#" {"a":[null,true,false,-1.5e+3,"x"],"b":{}, "c": 0} "#).expect("JSON");
        let [null, yes, no, number, text] = json.get("a").expect("a").list().collect::<Vec<_>>()[..] else {
            panic!("five elements")
        };
        assert!(null.is_null() && !yes.is_null());
        assert_eq!([null, yes, no, number, text].map(Json::truth), [None, Some(true), Some(false), None, None]);
        assert_eq!([null, yes, number, text].map(Json::text), [None, None, None, Some("x".to_owned())]);
        assert!(number.begins(b'-'));
        let b = json.get("b").expect("b");
        assert!(b.is_object() && !b.is_list() && b.get("a").is_none() && b.list().next().is_none());
        assert!(json.get("c").expect("c").begins(b'0'));
        assert!(json.get("d").is_none());
    }

    #[test]
    fn each_kind_is_asked_for_by_its_name() {
        let null = parse(b"null").expect("JSON");
        assert_eq!(parse(b" true").and_then(Json::truth), Some(true));
        assert_eq!(parse(b"false ").and_then(Json::truth), Some(false));
        assert_eq!(null.truth(), None);
        assert_eq!(null.text(), None);
        assert_eq!(null.list().count(), 0);
        assert_eq!(parse(b"[]").expect("JSON").list().count(), 0);
        assert_eq!(parse(b"{\"a\":1}").expect("JSON").list().count(), 0, "an object is no array");
    }

    #[test]
    fn of_a_repeated_name_the_first_counts() {
        let json = parse(br#"{"a":1,"a":2}"#).expect("JSON");
        assert!(json.get("a").expect("a").begins(b'1'));
    }

    #[test]
    fn escapes_and_surrogates_become_characters() {
        assert_eq!(text(r#""\"\\\/\b\f\n\r\té\ud83d\ude00""#).as_deref(), Some("\"\\/\u{8}\u{c}\n\r\té😀"));
        assert_eq!(text(r#""\ud83d""#).as_deref(), Some("\u{fffd}"), "a lone high surrogate");
        assert_eq!(text(r#""\ude00x""#).as_deref(), Some("\u{fffd}x"), "a lone low surrogate");
        assert_eq!(text(r#""\ud83dA""#).as_deref(), Some("\u{fffd}A"), "a high one and a letter");
        assert_eq!(text(r#""\x""#), None);
        assert_eq!(text(r#""\u12g4""#), None);
    }

    #[test]
    fn bytes_that_are_no_utf8_do_not_spoil_a_string() {
        let json = parse(b"{\"a\":\"x\xFFy\"}").expect("JSON");
        assert_eq!(json.member("a"), "x\u{fffd}y");
    }

    #[test]
    fn a_byte_order_mark_is_skipped_and_trailing_garbage_refused() {
        assert!(parse(b"\xEF\xBB\xBF {} \r\n").is_some());
        for wrong in ["{} x", "{}{}", "[1,]", "{\"a\":1,}", "{a:1}", "01", "1.", "-", "+1", "nul", "", " ", "{\"a\" 1}"]
        {
            assert!(parse(wrong.as_bytes()).is_none(), "{wrong}");
        }
    }

    #[test]
    fn nesting_is_read_down_to_64_and_no_deeper() {
        let nested = |depth| [vec![b'['; depth], vec![b']'; depth]].concat();
        assert!(parse(&nested(64)).is_some());
        assert!(parse(&nested(65)).is_none());
        assert_eq!(read(&nested(100_000)).expect("a beginning").1, Extent::TooDeep);
    }

    #[test]
    fn of_a_cut_document_the_complete_part_is_read() {
        let whole = br#"{"object":"list","data":[{"id":"a"},{"id":"b"}]}"#;
        let (json, extent) = read(&whole[..43]).expect("a beginning");
        assert_eq!(extent, Extent::Cut);
        let data: Vec<Json> = json.get("data").expect("data").list().collect();
        assert_eq!(data.len(), 2);
        assert_eq!(data[0].member("id"), "a");
        assert!(data[1].get("id").is_none(), "a cut string is left out");
        for end in 1..whole.len() {
            assert_eq!(read(&whole[..end]).map(|(_, extent)| extent), Some(Extent::Cut), "cut at {end}");
        }
    }

    #[test]
    fn a_written_text_is_read_back() {
        let mut out = String::new();
        write_text(&mut out, "a\"\\\n\u{1f}é");
        assert_eq!(out, "\"a\\\"\\\\\\u000a\\u001fé\"");
        assert_eq!(text(&out).as_deref(), Some("a\"\\\n\u{1f}é"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes);
        }

        #[test]
        fn json_like_bytes_are_accepted_exactly_when_they_are_json(text in r#"[\[\]{}",:a\\u0-9eE+.\- ntrue]{0,14}"#) {
            let ours = parse(text.as_bytes()).is_some();
            // serde_json refuses numbers that overflow and lone surrogates; both are read here.
            if let Err(error) = serde_json::from_str::<serde_json::Value>(&text) {
                let why = error.to_string();
                let excused = why.contains("number out of range") || why.contains("surrogate") || why.contains("hex escape");
                prop_assert!(!ours || excused, "{}: {}", text, why);
            } else {
                prop_assert!(ours, "{}", text);
            }
        }

        #[test]
        fn any_text_survives_writing(value in any::<String>()) {
            let mut out = String::new();
            write_text(&mut out, &value);
            prop_assert_eq!(text(&out), Some(value));
        }
    }
}
