//! Small changes to a page's HTML: its markers, the element's attributes, the tray's place.

/// Puts a value in the place of `{{name}}`. Without one, the attribute whose value the marker is goes too;
/// of a `<meta>`, the whole tag.
pub fn fill(page: &str, name: &str, value: Option<&str>) -> String {
    let marker = format!("{{{{{name}}}}}");
    if let Some(value) = value {
        return page.replace(&marker, &escaped(value));
    }
    let mut page = page.to_owned();
    while let Some(at) = page.find(&marker) {
        let end = at + marker.len();
        let tag = page[..at].rfind('<').unwrap_or(at);
        let gone = if page[tag..].starts_with("<meta") {
            tag..page[end..].find('>').map_or(end, |close| end + close + 1)
        } else {
            let start = page[tag..at].rfind(char::is_whitespace).map_or(at, |space| tag + space);
            let quoted = page[end..].starts_with(['"', '\'']);
            start..end + usize::from(quoted)
        };
        page.replace_range(gone, "");
    }
    page
}

/// Sets an attribute on every element of that name, or takes it away.
pub fn set_attribute(page: &str, element: &str, name: &str, value: Option<&str>) -> String {
    let open = format!("<{element}");
    let mut done = String::with_capacity(page.len() + 64);
    let mut rest = page;
    while let Some(at) = rest.find(&open) {
        let inside = at + open.len();
        done.push_str(&rest[..inside]);
        rest = &rest[inside..];
        // `<passweb-ai-key-other` is another element.
        if !rest.starts_with(|next: char| next.is_whitespace() || next == '>' || next == '/') {
            continue;
        }
        let mut attributes = attributes(&mut rest);
        attributes.retain(|(known, _)| known != name);
        if let Some(value) = value {
            attributes.push((name.to_owned(), Some(escaped(value))));
        }
        for (name, value) in attributes {
            done.push(' ');
            done.push_str(&name);
            if let Some(value) = value {
                done.push_str("=\"");
                done.push_str(&value);
                done.push('"');
            }
        }
    }
    done.push_str(rest);
    done
}

/// Takes the attributes of a tag off the text. What is left begins with the tag's end.
fn attributes(rest: &mut &str) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    loop {
        *rest = rest.trim_start();
        let end = rest.find(|c: char| c.is_whitespace() || "=>/".contains(c)).unwrap_or(rest.len());
        if end == 0 {
            return found;
        }
        let name = rest[..end].to_ascii_lowercase();
        *rest = rest[end..].trim_start();
        let Some(after) = rest.strip_prefix('=') else {
            found.push((name, None));
            continue;
        };
        let after = after.trim_start();
        let value = if let Some(quote @ ('"' | '\'')) = after.chars().next() {
            let inner = &after[1..];
            let close = inner.find(quote).unwrap_or(inner.len());
            *rest = inner.get(close + 1..).unwrap_or("");
            inner[..close].replace('"', "&quot;")
        } else {
            let close = after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len());
            *rest = &after[close..];
            after[..close].to_owned()
        };
        found.push((name, Some(value)));
    }
}

/// Puts markup before `</head>`; where a minifier left that out, before `<body`.
pub fn before_head_ends(page: &str, markup: &str) -> String {
    let at = page.find("</head>").or_else(|| page.find("<body")).unwrap_or(page.len());
    format!("{}{markup}{}", &page[..at], &page[at..])
}

/// Puts markup into the element of that id.
pub fn inside(page: &str, id: &str, markup: &str) -> String {
    let places = [format!("id=\"{id}\""), format!("id='{id}'"), format!("id={id}>"), format!("id={id} ")];
    let end = places.iter().find_map(|place| {
        let at = page.find(place)?;
        page[at..].find('>').map(|close| at + close + 1)
    });
    end.map_or_else(|| page.to_owned(), |end| format!("{}{markup}{}", &page[..end], &page[end..]))
}

/// Text that is safe in markup and in a quoted attribute.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_without_a_value_takes_its_attribute_along() {
        let page = r#"<passweb-ai-key lang="it" openai-base="{{openai-base}}" check="auto"></passweb-ai-key>"#;
        assert_eq!(fill(page, "openai-base", None), r#"<passweb-ai-key lang="it" check="auto"></passweb-ai-key>"#);
        let minified = "<passweb-ai-key openai-base={{openai-base}}>";
        assert_eq!(fill(minified, "openai-base", None), "<passweb-ai-key>");
    }

    #[test]
    fn a_meta_without_a_value_goes_as_a_whole() {
        assert_eq!(fill(r#"<head><meta name="csrf-token" content="{{csrf}}"><b>"#, "csrf", None), "<head><b>");
        assert_eq!(fill("<meta content={{csrf}}>", "csrf", Some("a\"b")), "<meta content=a&quot;b>");
    }

    #[test]
    fn attributes_are_set_changed_and_taken_away() {
        let page = "<p><passweb-ai-key\n  endpoint='/a' lang=it hidden></passweb-ai-key><passweb-ai-key-x>";
        let changed = set_attribute(page, "passweb-ai-key", "lang", Some("de"));
        let rest = "</passweb-ai-key><passweb-ai-key-x>";
        assert_eq!(changed, format!("<p><passweb-ai-key endpoint=\"/a\" hidden lang=\"de\">{rest}"));
        let gone = set_attribute(&changed, "passweb-ai-key", "endpoint", None);
        assert_eq!(gone, format!("<p><passweb-ai-key hidden lang=\"de\">{rest}"));
    }

    #[test]
    fn the_tray_finds_its_place_in_a_minified_page_too() {
        assert_eq!(inside("<div id=tray></div>", "tray", "x"), "<div id=tray>x</div>");
        assert_eq!(inside("<div class=\"a\" id=\"tray\"></div>", "tray", "x"), "<div class=\"a\" id=\"tray\">x</div>");
        assert_eq!(inside("<p></p>", "tray", "x"), "<p></p>");
    }
}
