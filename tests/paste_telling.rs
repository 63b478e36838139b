//! What is told: each repair by its name, how much is missing, and sentences without holes.

use passweb_ai_key::{
    paste::{Kind, Reading, Repair, Standing, Way, may_become_key, read},
    words::{Word, Words},
};

const MARKER: &str = concat!("T3Blb", "kFJ");
const LEFT: &str = "p4nIErVvwa-4SFZGK50ozPCDXrLi_4YcNNv3q1svUkQOmFg52z-HUmcnw_VKXC4JwcUalla0gB";
const RIGHT: &str = "737AUn025k50SBh1om_ukChndsMlxv73FB5rPwM8aTUcRwXRGlZ_1cBKvSB-qS0n83ZnJRp5nA";

fn key() -> String {
    ["sk-proj-", &LEFT[..74], MARKER, &RIGHT[..74]].concat()
}

/// Each word as its own id, with its placeholders.
fn ids() -> Words {
    Words::with(|word| format!("{}[{{name}}{{purpose}}{{count}}{{list}}]", word.id()))
}

fn repairs(text: &str) -> Vec<Repair> {
    let (reading, secret) = read(text);
    // EXPOSE: the tests' key is made up.
    assert_eq!(secret.map(|secret| secret.expose().to_owned()), Some(key()), "{text:?}");
    reading.repairs
}

fn fill(text: &str) -> Vec<Repair> {
    repairs(&text.replace('¤', &key()))
}

#[test]
fn c6_each_repair_is_told_by_its_name() {
    use Repair::*;
    let rows: &[(&str, &[Repair])] = &[
        ("¤", &[]),
        (" ¤", &[Spaces]),
        ("¤\t", &[Spaces]),
        ("\u{a0}¤", &[Spaces]),
        ("\u{2800}¤", &[Spaces]),
        ("¤、", &[Punctuation]),
        ("¤。", &[Punctuation]),
        ("¤\n", &[LineBreaks]),
        ("\r\n¤", &[LineBreaks]),
        ("> ¤", &[Spaces, MailQuotes]),
        (">¤\n> ", &[Spaces, LineBreaks, MailQuotes, Brackets]),
        ("=20¤=0A", &[Spaces, LineBreaks, MailCodes]),
        ("¤=0A", &[LineBreaks, MailCodes]),
        ("¤=0D", &[LineBreaks, MailCodes]),
        ("=C2=A0¤", &[Spaces, MailCodes]),
        ("=E2=80=8B¤", &[MailCodes, Invisible]),
        ("=3D=20¤", &[Spaces, MailCodes]),
        ("=20¤", &[Text]),
        ("- ¤", &[Spaces]),
        ("-> ¤", &[Spaces, Brackets]),
        ("\\t¤", &[Spaces, Escapes]),
        ("\u{feff}¤\u{200b}", &[Invisible]),
        ("\"¤\"", &[Quotes]),
        ("'¤'", &[Quotes]),
        ("«¤»", &[Quotes]),
        ("<¤>", &[Brackets]),
        ("(¤)", &[Brackets]),
        ("[¤]", &[Brackets]),
        ("${¤}", &[Brackets]),
        ("¤,", &[Punctuation]),
        ("¤.", &[Punctuation]),
        ("¤%", &[Punctuation]),
        ("¤€", &[Punctuation]),
        ("🔑 ¤", &[Spaces, Punctuation]),
        ("¤\\", &[Backslashes]),
        ("`¤`", &[Markdown]),
        ("**¤**", &[Markdown]),
        ("~~¤~~", &[Markdown]),
        ("#¤", &[Markdown]),
        ("&quot;¤&quot;", &[Quotes, Html]),
        ("%22¤%22", &[Quotes, Percent]),
        ("\\u0022¤\\u0022", &[Quotes, Escapes]),
        ("Bearer ¤", &[Spaces, Bearer]),
        ("authorization: bearer ¤", &[Spaces, Bearer]),
        ("OPENAI_API_KEY=¤", &[Setting]),
        ("OPENAI_API_KEY = ¤", &[Spaces, Setting]),
        ("OPENAI_API_KEY=\u{200b}¤", &[Invisible, Setting]),
        ("a[\"k\"]='¤'", &[Quotes, Setting]),
        ("f(x)=¤", &[Setting]),
        ("k=>¤", &[Brackets, Setting]),
        ("\"key\":\"¤\"", &[Quotes, Setting]),
        ("'key':'¤'", &[Quotes, Setting]),
        ("api_key:¤", &[Setting]),
        ("setx NAME ¤", &[Spaces, Setting]),
        ("SetEnv NAME ¤", &[Spaces, Setting]),
        ("set -gx NAME ¤", &[Spaces, Setting]),
        ("\nsetx NAME ¤", &[Spaces, Setting]),
        ("Settimana scorsa ¤", &[Text]),
        ("la mia chiave ¤", &[Text]),
        ("set  ¤", &[Text]),
        ("chiave: ¤", &[Text]),
        ("= ¤", &[Spaces]),
        ("La chiave è «¤».", &[Text]),
        ("è\n¤", &[Text]),
        ("¤\nè", &[Text]),
        ("uno\nNAME=¤", &[Setting, Text]),
        ("_¤_", &[Text]),
        ("¤¤", &[Repeated]),
        ("¤ ¤", &[Spaces, Repeated]),
        ("¤\n¤\n¤", &[LineBreaks, Repeated]),
        ("¤ e ¤", &[Text, Repeated]),
        ("A_TOKEN=abcd\nNAME=¤", &[Setting, Text, OtherSecrets]),
        ("DB_PASSWORD: abcd\nNAME=¤", &[Setting, Text, OtherSecrets]),
        ("CLIENT_SECRET=abcd\nNAME=¤", &[Setting, Text, OtherSecrets]),
        ("A_TOKEN=abc\nNAME=¤", &[Setting, Text]),
        ("A_TOKEN=\nNAME=¤", &[Setting, Text]),
        ("A_TOKEN=a   \nNAME=¤", &[Setting, Text]),
        ("NAME=¤\nB=gsk_aB3dE6gH9kL2nP5r", &[Setting, Text, OtherSecrets]),
        ("NAME=¤\nB=sess-aB3dE6gH9kL2nP5r", &[Setting, Text, OtherSecrets]),
    ];
    for (text, told) in rows {
        assert_eq!(fill(text), *told, "{text:?}");
    }
}

#[test]
fn c6_each_repair_inside_the_key_is_told_by_its_name() {
    use Repair::*;
    let key = key();
    let (left, right) = key.split_at(60);
    let rows: &[(&str, &[Repair])] = &[
        (" ", &[Spaces]),
        ("\n", &[LineBreaks]),
        ("\n\n", &[LineBreaks]),
        ("\n> ", &[LineBreaks, MailQuotes]),
        ("\n│ ", &[LineBreaks, MailQuotes]),
        ("=\n", &[LineBreaks, MailCodes]),
        ("\\\n", &[LineBreaks, Backslashes]),
        ("^\n", &[LineBreaks, Backslashes]),
        ("\u{ad}", &[Invisible]),
        ("\"\"", &[Quotes]),
        ("\" + \"", &[Spaces, Quotes]),
        ("\" .\n \"", &[Spaces, LineBreaks, Quotes]),
        ("<wbr>", &[Html]),
        ("<br>", &[Html]),
        ("<br/>\n", &[Html]),
        ("</b><b class=\"x\">", &[Html]),
        ("&shy;", &[Invisible, Html]),
        ("%20", &[Spaces, Percent]),
        ("\\n", &[LineBreaks, Escapes]),
    ];
    for (between, told) in rows {
        assert_eq!(repairs(&[left, between, right].concat()), *told, "{between:?}");
    }
    assert_eq!(repairs(&[&key[..60], "\n", &key[60..120], "\n", &key[120..]].concat()), [LineBreaks], "twice");
    assert_eq!(repairs(&key.replace('-', "–")), [Dashes]);
    assert_eq!(repairs(&key.replace('a', "ａ")), [Letters]);
    assert_eq!(repairs(&key.replacen('s', "S", 1)), [Capital]);
    assert_eq!(repairs(&key.replace('_', "\\_")), [Backslashes]);
}

#[test]
fn a_cut_key_says_how_much_is_missing_where_that_is_known() {
    let key = key();
    let missing = |text: &str| {
        let (reading, secret) = read(text);
        assert_eq!((reading.kind, reading.standing), (Kind::Truncated, Standing::Refused), "{text}");
        assert!(secret.is_none());
        reading.missing
    };
    assert_eq!(missing(&key[..key.len() - 1]), Some(1));
    assert_eq!(missing(&key[..key.len() - 74]), Some(74));
    let cut = &key[..key.len() - 9];
    assert_eq!(missing(&[&cut[..76], "\n", &cut[76..130], "\n", &cut[130..]].concat()), Some(9), "wrapped");
    assert_eq!(missing(&[&cut[..76], "\n", &cut[76..130], "\n", &cut[130..], "\nCiao a tutti"].concat()), Some(9));
    let cut = &key[..key.len() - 6];
    assert_eq!(missing(&[cut, "\nPayPal"].concat()), None, "a name fills the place of what is missing");
    assert_eq!(missing(&key[1..]), None, "what is missing at the front is not counted");
    assert_eq!(missing("sk-proj-aB3"), None);
}

#[test]
fn a_key_without_the_marker_is_tried_only_if_one_insists() {
    let text = ["sk-proj-", LEFT, RIGHT].concat();
    let (reading, secret) = read(&format!("\"{text}\"\n"));
    assert_eq!((reading.kind, reading.standing), (Kind::MarkerMissing, Standing::Insistable));
    // EXPOSE: the tests' key is made up.
    assert_eq!(secret.map(|secret| secret.expose().to_owned()), Some(text.clone()));
    assert_eq!(read(&text.replacen("proj", "team", 1)).0.standing, Standing::Refused);
    for between in [70, text.len() - 1] {
        let wrapped = [&text[..between], "\n", &text[between..]].concat();
        // EXPOSE: the tests' key is made up.
        assert_eq!(read(&wrapped).1.map(|secret| secret.expose().to_owned()), Some(text.clone()));
    }
    for after in [" grazie", " 2026", " (nuova)", " a1!", "\nsk-proj-aB3"] {
        // EXPOSE: the tests' key is made up.
        let secret = read(&[&text, after].concat()).1.map(|secret| secret.expose().to_owned());
        assert_eq!(secret.as_ref(), Some(&text), "{after:?}");
    }
}

#[test]
fn every_kind_is_told_without_holes() {
    let words = ids();
    for &kind in Kind::ALL {
        let sentence = kind.sentence();
        let vendor = matches!(sentence.word, Word::PasteVendor | Word::PasteVendorMaybe);
        assert_eq!(sentence.name.is_some(), vendor, "{}", kind.id());
        assert_eq!(sentence.purpose.is_some(), vendor, "{}", kind.id());
        assert_eq!(kind.way() == Way::None, kind.is_key() || kind == Kind::Empty, "{}", kind.id());
        assert_eq!(kind.way().word().is_some(), kind.step().is_some(), "{}", kind.id());
        let ids = Kind::ALL.iter().filter(|other| other.id() == kind.id()).count();
        assert_eq!(ids, 1, "{} names one kind", kind.id());
    }
    let told = |text: &str| read(text).0.tell(&words);
    assert_eq!(told(&key()), "paste.project[]");
    assert_eq!(told("org-c0TOVScx5JB76SoB5kW9KSNe"), "paste.org_id[] paste.way.create[{name}{purpose}{count}{list}]");
    assert!(told(&["sk", "_live_", "51yzh5kdSxm8d0C3"].concat()).starts_with("paste.vendor[Stripepaste.for.payments"));
    assert!(told(&["sk", "_live_", "51yzh5kdSxm8d0C3"].concat()).contains(" paste.not_sent"));
    assert!(told(&["sk", "_live_", "51yzh5kdSxm8d0C3"].concat()).contains(" paste.careful"));
    assert!(!told(&["gsk", "_aB3dE6gH9kL2nP5r"].concat()).contains("paste.careful"));
    assert!(told("uo70pKtj4d1FX1BTtlRTXo2G0sHMboBu").contains("paste.not_sent"));
    assert!(told("4242 4242 4242 4242").contains("paste.careful"));
    assert!(told(&key()[..160]).starts_with("paste.truncated_by[4]"));
    assert!(!told(&["sk-proj-", LEFT, RIGHT].concat()).contains("paste.way"), "insisting is the way out");
    let new = ["sk-proj-", LEFT, "abc", MARKER, RIGHT, "abc"].concat();
    assert!(read(&new).0.new_length);
    assert!(told(&new).contains(" paste.new_length"));
}

#[test]
fn repairs_are_told_as_the_language_writes_a_list() {
    let words = Words::with(|word| match word {
        Word::PasteRemoved => "Tolti: {list}.".to_owned(),
        Word::ListAnd => "e".to_owned(),
        Word::PasteTruncatedBy => "{count}".to_owned(),
        word => word.id().replace("paste.repair.", ""),
    });
    let told = |repairs: &[Repair]| Reading { repairs: repairs.to_vec(), ..Reading::empty() }.tell_repairs(&words);
    assert_eq!(told(&[]), None);
    assert_eq!(told(&[Repair::Spaces]).as_deref(), Some("Tolti: spaces."));
    assert_eq!(told(&[Repair::Spaces, Repair::Quotes]).as_deref(), Some("Tolti: spaces e quotes."));
    let three = told(&[Repair::Spaces, Repair::Quotes, Repair::OtherSecrets]);
    assert_eq!(three.as_deref(), Some("Tolti: spaces, quotes e other_secrets. paste.kept_only"));
    assert!(read(&key()[..160]).0.tell(&words).starts_with('4'), "numbers too");
}

#[test]
fn typing_stays_calm_until_nothing_can_come_of_it() {
    let key = key();
    for end in 0..=key.len() {
        assert!(may_become_key(&key[..end]), "{}", &key[..end]);
    }
    for calm in ["", " ", "s", "Sk", "\"sk-", "sk-my-shop-aB3dE6gH9kL2nP5rS8uV"] {
        assert!(may_become_key(calm), "{calm}");
    }
    let long = ["sk-proj-", LEFT, &LEFT[..20]].concat();
    for loud in ["x", "hello", "k-", "sk_", "sk-ant-api03", "sk-proj-...", "https://", "sk-proj-a b", &long] {
        assert!(!may_become_key(loud), "{loud}");
    }
}

#[test]
fn signs_tell_what_is_no_key() {
    let rows = [
        ("(mario@example.com)", Kind::Email),
        ("[mario@example.com]", Kind::Email),
        ("{mario@example.com}", Kind::Email),
        ("<mario@example.com>", Kind::Email),
        ("\"mario@example.com\"", Kind::Email),
        ("'mario@example.com'", Kind::Email),
        ("« mario@example.com »", Kind::Email),
        ("@example.com", Kind::Password),
        ("mario@example.com,", Kind::Email),
        ("mario@example.com;", Kind::Email),
        ("mario@example.com。", Kind::Email),
        ("platform.example.com?tab=keys", Kind::Url),
        ("platform.example.com#keys", Kind::Url),
        ("platform.example.com:443", Kind::Url),
        ("cat uno due tre quattro | sort", Kind::Command),
        ("cat uno due tre quattro /tmp", Kind::Command),
        ("export uno due tre quattro A=b", Kind::Command),
        ("echo uno due tre", Kind::Command),
        ("echo uno due tre quattro", Kind::Prose),
        ("echo uno due tre quattro $NOME", Kind::Command),
        ("echo uno due tre quattro cinque", Kind::Prose),
        ("QUJD+REVGR0hJSktMTU5PUFFS", Kind::Base64),
        ("QUJD REVG R0hJ SktMTU5P UFE=", Kind::Base64),
        ("QUJD REVG R0hJ Sk0=", Kind::Prose),
        ("aB3dE6gH9kL2nP5rS8tU1~x", Kind::UnnamedSecret),
        ("Uno.due.Tre", Kind::NotAKey),
    ];
    for (text, kind) in rows {
        assert_eq!(read(text).0.kind, kind, "{text:?}");
    }
    for sign in "-_./:=~".chars() {
        let text = format!("aB3dE6gH9k{sign}L2nP5rS8tU1x");
        assert_eq!(read(&text).0.kind, Kind::Password, "short parts: {text}");
    }
    for sign in "-_/:".chars() {
        let text = format!("uno{sign}due{sign}tre");
        assert_eq!(read(&text).0.kind, Kind::NotAKey, "no sign of a password: {text}");
    }
}

#[test]
fn a_text_is_read_up_to_its_limits() {
    let key = key();
    let blank = |len: usize| " ".repeat(len);
    assert_eq!(read(&[&blank((1 << 20) - key.len()), &*key].concat()).0.standing, Standing::Accepted, "1 MiB");
    assert_eq!(read(&[&blank((1 << 20) - key.len() + 1), &*key].concat()).0.kind, Kind::TooLong);
    assert_eq!(read(&blank(4096)).0.kind, Kind::Empty);
    assert_eq!(read(&blank(4097)).0.kind, Kind::TooLong, "no key in it");
    assert_eq!(read(&"è ".repeat(2048)).0.kind, Kind::Prose, "characters, not bytes");
}
