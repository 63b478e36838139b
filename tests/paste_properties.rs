//! What holds for every paste, whatever is in it.

use passweb_ai_key::paste::{Kind, Reading, Standing, may_become_key, read};
use proptest::{collection::vec, prelude::*, sample::select};

const MARKER: &str = concat!("T3Blb", "kFJ");
const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

/// The key that a text is read as.
fn key_in(text: &str) -> Option<String> {
    let (reading, secret) = read(text);
    // EXPOSE: the tests' keys are made up.
    secret.filter(|_| reading.standing == Standing::Accepted).map(|secret| secret.expose().to_owned())
}

fn half(len: usize) -> impl Strategy<Value = String> {
    let letters = if len == 20 { 62 } else { ALPHABET.len() };
    // A first sign of a half would belong to the prefix of another shape; a last one to formatted text.
    vec(0..letters, len).prop_map(|half| {
        let last = half.len() - 1;
        let letter = |(at, &i): (usize, &usize)| char::from(ALPHABET[if at == 0 || at == last { i % 62 } else { i }]);
        half.iter().enumerate().map(letter).collect()
    })
}

/// A key of any known shape; the long ones end in `A`, as all of OpenAI's do.
fn any_key() -> impl Strategy<Value = String> {
    let shapes: Vec<(&str, usize)> = vec![
        ("sk-", 20),
        ("sk-proj-", 20),
        ("sk-proj-", 58),
        ("sk-proj-", 74),
        ("sk-svcacct-", 46),
        ("sk-svcacct-", 58),
        ("sk-svcacct-", 74),
        ("sk-None-", 20),
        ("sk-None-", 74),
        ("sk-my-shop-", 20),
    ];
    select(shapes).prop_flat_map(|(prefix, len)| {
        (half(len), half(len)).prop_map(move |(left, mut right)| {
            if len > 20 {
                right.replace_range(len - 1.., "A");
            }
            [prefix, &left, MARKER, &right].concat()
        })
    })
}

fn lines(text: &str, width: usize, between: &str) -> String {
    let pieces: Vec<&[u8]> = text.as_bytes().chunks(width).collect();
    let pieces: Vec<String> = pieces.into_iter().map(|piece| String::from_utf8_lossy(piece).into_owned()).collect();
    pieces.join(between)
}

fn each(text: &str, to: impl Fn(char) -> String) -> String {
    text.chars().map(to).collect()
}

/// What a program or a person does to the key itself.
type Change = fn(&str) -> String;
const CHANGES: &[Change] = &[
    str::to_owned,
    |key| lines(key, if key.len() > 60 { 60 } else { 30 }, "\n"),
    |key| lines(key, if key.len() > 60 { 60 } else { 30 }, "\r\n> "),
    |key| lines(key, if key.len() > 60 { 60 } else { 30 }, "\\\n"),
    |key| lines(key, if key.len() > 60 { 60 } else { 30 }, "=\r\n"),
    |key| lines(key, 1, " "),
    |key| lines(key, 5, " "),
    |key| lines(key, 17, "\u{200b}"),
    |key| lines(key, 3, "\u{ad}"),
    |key| key.replace('-', "\u{2011}"),
    |key| key.replace('-', "\u{2013}"),
    |key| key.replace('_', "\\_"),
    |key| key.replace('-', "&#45;"),
    |key| each(key, |c| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c).to_string()),
    |key| each(key, |c| format!("%{:02X}", c as u32)),
    |key| each(key, |c| format!("\\u{:04x}", c as u32)),
    |key| key.replacen("sk-", "Sk-", 1),
    |key| format!("{key}\n{key}"),
    |key| format!("{key}{key}"),
];

/// What comes round it.
const WRAPPERS: &[Change] = &[
    str::to_owned,
    |text| format!("  {text}\t\r\n"),
    |text| format!("\u{feff}{text}"),
    |text| format!("\"{text}\""),
    |text| format!("«{text}»"),
    |text| format!("“{text}”,"),
    |text| format!("<{text}>"),
    |text| format!("`{text}`"),
    |text| format!("**{text}**"),
    |text| format!("```\n{text}\n```"),
    |text| format!("Bearer {text}"),
    |text| format!("Authorization: Bearer {text}"),
    |text| format!("export OPENAI_API_KEY={text}"),
    |text| format!("openai:\n  api_key: '{text}'\n"),
    |text| format!("{{\"api_key\": \"{text}\"}}"),
    |text| serde_json::Value::from(text).to_string(),
    |text| format!("<p>La chiave &egrave; <b>{text}</b>.</p>"),
    |text| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;"),
    |text| text.replace('%', "%25").replace('=', "%3D").replace('"', "%22").replace(' ', "%20").replace('\n', "%0A"),
    |text| text.replace('=', "=3D"),
    |text| format!("> {}", text.replace('\n', "\n> ")),
    |text| format!("Ciao Lucia, la chiave è: {text}\nGrazie, a presto!"),
    |text| format!("https://example.com/?api_key={text}&model=gpt-4o"),
    |text| format!("OpenAI,mario@example.it,{text},nota"),
    |text| format!("DB_PASSWORD=S3greta!\nOPENAI_API_KEY={text}\nAPP_ENV=prod"),
];

const WORDS: &[&str] = &[
    "Copy",
    "Done",
    "Save",
    "e",
    "A",
    "ok",
    "Ciao",
    "grazie",
    "CHIAVE",
    "2026",
    "per",
    "il",
    "negozio",
    "OpenAI",
    "Mario",
    "Rossi",
    "ChatGPT",
    "la",
    "chiave",
    "Permissions",
    "Read",
    "API",
    "un",
    "saluto",
    "PayPal",
    "e-mail",
    "Name",
    "Created",
    "Never",
    "x",
    "is",
    "the",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_too_strange(text in any::<String>()) {
        let _ = (read(&text), may_become_key(&text));
    }

    #[test]
    fn no_text_of_key_like_pieces_is_too_strange(pieces in vec(select(&[
        "sk-", "sk-proj-", MARKER, "T3Blb", "kFJ", "A", "aB3_", "-", "%", "%2", "%2D", "&#", "&#45;", "&", ";", "\\", "\\u", "\\u{", "}", "=", "=3D",
        "=\n", "\n", "> ", "\"", "'", "+", ".", "...", "*", "<", "<b", ">", "/", " ", "\u{200b}", "\u{301}", "è", "е", "…", "Ａ", "𝐀", "e", "x9",
    ][..]), 0..60)) {
        let text = pieces.concat();
        let (reading, secret) = read(&text);
        prop_assert_eq!(secret.is_some(), matches!(reading.standing, Standing::Accepted | Standing::Insistable));
        let _ = may_become_key(&text);
    }

    #[test]
    fn c6_a_wrapped_key_comes_back_byte_for_byte(
        key in any_key(),
        change in select(CHANGES),
        wrappers in vec(select(WRAPPERS), 0..4),
    ) {
        let text = wrappers.iter().fold(change(&key), |text, wrap| wrap(&text));
        let found = key_in(&text);
        prop_assert_eq!(found.as_deref(), Some(&*key), "in {:?}", text);
    }

    #[test]
    fn c6_the_repaired_bytes_are_read_as_themselves(key in any_key(), wrapper in select(WRAPPERS)) {
        let Some(found) = key_in(&wrapper(&key)) else { return Err(TestCaseError::fail("no key")) };
        let (reading, again) = read(&found);
        // EXPOSE: the tests' keys are made up.
        let again = again.map(|again| again.expose().to_owned());
        prop_assert_eq!(again.as_deref(), Some(&*found));
        prop_assert_eq!(reading.repairs, vec![]);
    }

    #[test]
    fn an_accepted_key_has_equal_halves(key in any_key(), at in 0..200_usize, noise in "[ -~\n]{0,12}", end in "[ -~\n]{0,12}") {
        let at = at.min(key.len());
        let text = [&key[..at], &noise, &key[at..], &end].concat();
        if let Some(found) = key_in(&text) {
            let Some((left, right)) = found.split_once(MARKER) else { return Err(TestCaseError::fail("no marker")) };
            prop_assert!(left.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-'));
            prop_assert!(left.starts_with("sk-") && left.len() > right.len());
        }
    }

    #[test]
    fn a_cut_key_is_never_filled_up_with_words(
        key in any_key(),
        cut in 1..40_usize,
        words in vec((select(&[" ", "\n", "\n\n", "\t", "\" \"", "</b> ", ", "][..]), select(WORDS)), 1..12),
    ) {
        let right = key.len() - key.find(MARKER).unwrap_or_default() - MARKER.len();
        let cut = 1 + cut % (right - 1);
        let mut text = key[..key.len() - cut].to_owned();
        for (between, word) in words {
            text.push_str(between);
            text.push_str(word);
        }
        // Where the missing characters happen to be the words, the key is whole.
        prop_assert!(key_in(&text).is_none_or(|found| found == key), "{}", text);
    }

    #[test]
    fn a_second_marker_in_the_right_half_belongs_to_no_key(key in any_key(), at in 0..200_usize, end in "[ -~]{0,12}") {
        let at = (key.find(MARKER).unwrap_or_default() + MARKER.len() + at).min(key.len());
        let text = [&key[..at], MARKER, &key[at..], &end].concat();
        prop_assert!(key_in(&text).is_none_or(|found| found == key), "{}", text);
    }

    #[test]
    fn while_typing_a_key_nothing_is_said(key in any_key()) {
        for end in 0..=key.len() {
            prop_assert!(may_become_key(&key[..end]), "at {}", end);
        }
    }

    #[test]
    fn c5_what_is_no_key_is_never_accepted(text in "[ -~]{0,200}") {
        prop_assume!(!text.contains(MARKER));
        prop_assert_ne!(read(&text).0.standing, Standing::Accepted);
    }

    #[test]
    fn a_letter_of_another_alphabet_is_never_guessed(key in any_key(), at in 0..200_usize, letter in select(&['а', 'е', 'о', 'ѕ', 'ρ', 'à', 'ł', 'ı', '\u{301}'][..])) {
        let mut chars: Vec<char> = key.chars().collect();
        let at = at % chars.len();
        chars[at] = letter;
        let text: String = chars.into_iter().collect();
        prop_assert_eq!(key_in(&text), None);
    }
}

#[test]
fn an_empty_field_reads_as_nothing() {
    assert_eq!(read("").0, Reading::empty());
    assert_eq!((Reading::empty().kind, Reading::empty().standing), (Kind::Empty, Standing::Empty));
}
