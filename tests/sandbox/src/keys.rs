//! Keys that open nothing: well formed, and derived from the name of a scenario.
//!
//! Shapes: gitleaks rules/openai.go, trufflehog detectors/openai; halves of 74 are today's, of 20 the legacy ones.

use ring::digest::{SHA256, digest};

// In two parts, so that secret scanners leave this file alone.
const MARKER: &str = concat!("T3Blbk", "FJ");
const ALNUM: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const URL_SAFE: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const HEX: &[u8] = b"0123456789abcdef";

/// The key of a scenario. A project key, but for the scenarios that are about another shape
/// (`good-legacy`, `good-none`, `good-service-account`).
pub fn key_for(scenario: &str) -> String {
    match scenario {
        "good-legacy" => key("sk-", scenario, 20, ALNUM),
        "good-none" => key("sk-None-", scenario, 20, ALNUM),
        "good-service-account" => key("sk-svcacct-", scenario, 74, URL_SAFE),
        _ => key("sk-proj-", scenario, 74, URL_SAFE),
    }
}

/// An admin key: OpenAI's, but of the wrong kind.
pub fn admin_key_for(name: &str) -> String {
    key("sk-admin-", name, 74, URL_SAFE)
}

/// Another vendor's key: Anthropic's shape (gitleaks rules/anthropic.go).
pub fn anthropic_key_for(name: &str) -> String {
    format!("sk-ant-{}-{}AA", "api03", letters(name, 93, URL_SAFE))
}

/// Another vendor's key: OpenRouter's shape.
pub fn openrouter_key_for(name: &str) -> String {
    format!("sk-or-{}-{}", "v1", letters(name, 64, HEX))
}

/// How OpenAI's list shows a key: the first seven characters and the last four.
pub fn masked(key: &str) -> String {
    let tail = key.len().saturating_sub(4);
    format!("{}...{}", key.get(..7).unwrap_or(""), key.get(tail..).unwrap_or(""))
}

fn key(prefix: &str, name: &str, half: usize, alphabet: &[u8]) -> String {
    let random = letters(name, 2 * half, alphabet);
    let (left, right) = random.split_at(half);
    // Every key of the newer construction seen in the scanners' fixtures ends in A.
    let right = if half == 74 { format!("{}A", &right[..half - 1]) } else { right.to_owned() };
    format!("{prefix}{left}{MARKER}{right}")
}

/// `count` letters of the alphabet, the same for the same name: SHA-256 in counter mode.
pub fn letters(name: &str, count: usize, alphabet: &[u8]) -> String {
    // Bytes above the last full round of the alphabet are passed over, so that no letter is likelier.
    let fair = 256 - 256 % alphabet.len();
    (0_u32..)
        .flat_map(|round| {
            let block = digest(&SHA256, format!("{name}\n{}\n{round}", alphabet.len()).as_bytes());
            block.as_ref().to_vec()
        })
        .map(usize::from)
        .filter(|byte| *byte < fair)
        .take(count)
        .map(|byte| char::from(alphabet[byte % alphabet.len()]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scenario_key_has_todays_length_and_equal_halves() {
        let key = key_for("no-credit-2026-repr");
        assert_eq!(key.len(), 164);
        let (left, right) = key.strip_prefix("sk-proj-").unwrap().split_once(MARKER).unwrap();
        assert_eq!((left.len(), right.len()), (74, 74));
        assert!(right.ends_with('A'));
    }

    #[test]
    fn the_same_name_gives_the_same_key_and_another_name_another() {
        assert_eq!(key_for("good"), key_for("good"));
        assert_ne!(key_for("good"), key_for("invalid"));
    }

    #[test]
    fn other_shapes_have_their_published_lengths() {
        assert_eq!(key_for("good-legacy").len(), 51);
        assert_eq!(key_for("good-none").len(), 56);
        assert_eq!(key_for("good-service-account").len(), 167);
        assert_eq!(admin_key_for("x").len(), 165);
        assert_eq!(anthropic_key_for("x").len(), 108);
        assert_eq!(openrouter_key_for("x").len(), 73);
    }
}
