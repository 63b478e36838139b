//! What would be a leak: a window of a key that lies wholly inside one of its random halves. Prefix and marker are no
//! secrets.

use std::collections::HashSet;

/// What stands between a key's random halves; in parts, for secret scanners' sake.
const MARKER: &str = concat!("T3Blbk", "FJ");
/// So many characters in a row are a leak in a text that somebody may read.
const IN_TEXT: usize = 8;
/// So many bytes in a row are one in memory: eight turn up by chance in some hundred megabytes of letters.
const IN_MEMORY: usize = 10;

/// The pieces of one key.
pub struct Pieces {
    pub key: String,
    texts: HashSet<Vec<u8>>,
    memory: HashSet<Vec<u8>>,
}

impl Pieces {
    pub fn of(key: &str) -> Self {
        let random = key.strip_prefix("sk-proj-").unwrap();
        let halves: Vec<&str> = random.split(MARKER).collect();
        assert_eq!(halves.iter().map(|half| half.len()).collect::<Vec<_>>(), [74, 74]);
        let windows = |size: usize| {
            let all = halves.iter().flat_map(move |half| half.as_bytes().windows(size));
            all.map(<[u8]>::to_vec).collect()
        };
        Self { key: key.to_owned(), texts: windows(IN_TEXT), memory: windows(IN_MEMORY) }
    }

    /// A piece to plant: what a scan has to find.
    pub fn sample(&self) -> &str {
        &self.key[20..32]
    }

    /// The first piece in a text.
    pub fn in_text(&self, text: &str) -> Option<String> {
        first(&self.texts, IN_TEXT, text.as_bytes())
    }

    /// The first piece in a file: as bytes, and as UTF-16.
    pub fn in_file(&self, bytes: &[u8]) -> Option<String> {
        first(&self.texts, IN_TEXT, bytes).or_else(|| wide(bytes).find_map(|text| first(&self.texts, IN_TEXT, &text)))
    }

    /// How many places of a memory hold a piece, as bytes or as UTF-16.
    pub fn in_memory(&self, bytes: &[u8]) -> usize {
        let count = |bytes: &[u8]| bytes.windows(IN_MEMORY).filter(|window| self.memory.contains(*window)).count();
        count(bytes) + wide(bytes).map(|text| count(&text)).sum::<usize>()
    }

    /// Nothing in that text, whose name is told where there is.
    pub fn absent(&self, what: &str, text: &str) {
        if let Some(piece) = self.in_text(text) {
            let at = text.find(&piece).unwrap_or(0);
            let near: String = text.chars().skip(text[..at].chars().count().saturating_sub(120)).take(300).collect();
            panic!("a piece of the key is in {what}: {near}");
        }
    }
}

fn first(pieces: &HashSet<Vec<u8>>, size: usize, bytes: &[u8]) -> Option<String> {
    let found = bytes.windows(size).find(|window| pieces.contains(*window))?;
    Some(String::from_utf8_lossy(found).into_owned())
}

/// Every other byte, where the one between is zero: both ways of cutting bytes into UTF-16. Anything else is a break.
fn wide(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    [0, 1].into_iter().map(|start| {
        let units = bytes.get(start..).unwrap_or_default().chunks_exact(2);
        units.map(|unit| if unit[1] == 0 { unit[0] } else { 0xFF }).collect()
    })
}

#[test]
fn a_piece_is_found_in_every_spelling_and_the_prefix_is_none() {
    let key = sandbox::keys::key_for("good");
    let pieces = Pieces::of(&key);
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let sample = pieces.sample();
    assert_eq!(pieces.in_text(&format!("x{sample}")), Some(sample[..8].to_owned()));
    assert_eq!(pieces.in_file(&[b"\x01".as_slice(), &utf16(sample)].concat()), Some(sample[..8].to_owned()));
    assert_eq!(pieces.in_memory(key.as_bytes()), 130);
    assert_eq!(pieces.in_memory(&utf16(&key)), 130);
    assert_eq!(pieces.in_text(&sample[..7]), None);
    assert_eq!(pieces.in_text(&format!("{}{MARKER}{}", &key[..15], &key[key.len() - 4..])), None);
}
