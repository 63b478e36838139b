//! What a screen reader says: what the live regions announce, what the focus meets, and what the accessibility tree
//! offers to read. `PASSWEB_AI_KEY_WRITE=1` writes the reviewed texts anew.

use super::gallery::reviewed;
use crate::stage::{Stage, on_stage, usual};
use sandbox::keys::{key_for, letters};
use serde_json::{Value, json};
use std::{env, fmt::Write, fs};

/// Listens to every live region. Those that come later are told too: they should have been there.
const LISTEN: &str = "window.heard = [];
    const spoken = (node) => node.nodeType === 3 ? node.data
        : node.ariaHidden === 'true' ? ''
        : [...node.childNodes].map(spoken).join('') + (node.tagName === 'H3' ? '. ' : /^(P|LI)$/.test(node.tagName) ? ' ' : '');
    const say = (node) => spoken(node).replace(/\\s+/g, ' ').trim();
    const live = '[role=status], [role=alert], [aria-live]';
    const known = new Map([...root.querySelectorAll(live)].map((region) => [region, say(region)]));
    new MutationObserver(() => {
        for (const region of root.querySelectorAll(live)) {
            const text = say(region);
            if (!known.has(region)) heard.push(`a live region that was not there: ${text}`);
            else if (text && text !== known.get(region)) heard.push(`annuncio: ${text}`);
            known.set(region, text);
        }
    }).observe(root, {subtree: true, childList: true, characterData: true, attributes: true});
    root.addEventListener('focusin', ({target}) => {
        heard.push(`fuoco: ${target.ariaLabel ?? (target.id === 'key' ? 'Api Key' : say(target))}`);
    });";

/// A story as it is heard.
struct Story {
    text: String,
    hint: String,
}

impl Story {
    async fn begin(stage: &Stage, title: &str, key: &str) -> Self {
        stage.visit().await;
        stage.says(".stored", "Nessuna chiave salvata").await;
        stage.script(LISTEN).await;
        let hint = key[key.len() - 4..].to_owned();
        Self { text: format!("{title}\n"), hint }
    }

    /// Notes what was heard since the last time, each thing once.
    async fn heard(&mut self, stage: &Stage, step: &str) {
        let heard = stage.script("return heard.splice(0)").await;
        let _ = write!(self.text, "\n{step}\n");
        let mut told: Vec<String> = Vec::new();
        for one in heard.as_array().unwrap() {
            let one = one.as_str().unwrap().replace(&self.hint, "AbCd");
            assert!(!told.contains(&one), "said twice: {one}");
            let _ = writeln!(self.text, "  {one}");
            told.push(one);
        }
    }

    /// Notes what can be read, from the field to the guide.
    async fn tree(&mut self, stage: &Stage) {
        let tree = stage.cdp("Accessibility.getFullAXTree", json!({})).await;
        let nodes = tree["nodes"].as_array().unwrap();
        let mut lines = Vec::new();
        read(nodes, &nodes[0], &mut lines);
        let from = lines.iter().position(|line| line.starts_with("campo")).unwrap();
        let to = lines.iter().position(|line| line.contains("Guida: ")).unwrap();
        let _ = writeln!(self.text, "\nSi legge, dal campo alla guida:");
        for line in &lines[from..to] {
            let _ = writeln!(self.text, "  {}", line.replace(&self.hint, "AbCd"));
        }
    }

    /// Compares with what was reviewed.
    fn end(self, name: &str) {
        let file = reviewed(&format!("{name}.txt"));
        if env::var_os("PASSWEB_AI_KEY_WRITE").is_some() {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, &self.text).unwrap();
        }
        let before = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(self.text, before, "{name} reads otherwise: look at it, then run with PASSWEB_AI_KEY_WRITE=1");
    }
}

fn children<'a>(nodes: &'a [Value], node: &'a Value) -> impl Iterator<Item = &'a Value> {
    let ids = node["childIds"].as_array().into_iter().flatten();
    ids.filter_map(|id| nodes.iter().find(|one| &one["nodeId"] == id))
}

/// The lines of a node and of what is inside of it.
fn read(nodes: &[Value], node: &Value, lines: &mut Vec<String>) {
    let text = |field: &str| node[field]["value"].as_str().unwrap_or_default().trim().to_owned();
    let property = |name: &str| {
        let list = node["properties"].as_array().into_iter().flatten();
        list.clone().find(|one| one["name"] == name).map(|one| one["value"]["value"].clone()).unwrap_or_default()
    };
    let (role, name) = (text("role"), text("name"));
    let kind = match role.as_str() {
        _ if node["ignored"] == true => "",
        "textbox" => "campo",
        "heading" => "titolo",
        "button" => "pulsante",
        "link" => "collegamento",
        "DisclosureTriangle" => "si apre",
        "StaticText" => "testo",
        "group" | "list" if !name.is_empty() => {
            lines.push(format!("gruppo {name}"));
            ""
        }
        _ => "",
    };
    if role == "listitem" {
        let mut inside = Vec::new();
        for child in children(nodes, node) {
            read(nodes, child, &mut inside);
        }
        let words: Vec<&str> = inside.iter().map(|line| line.trim_start_matches("testo ")).collect();
        lines.push(format!("voce {}", words.join(" ").replace(" : ", ": ")));
        return;
    }
    if kind.is_empty() {
        for child in children(nodes, node) {
            read(nodes, child, lines);
        }
        return;
    }
    let mut line = format!("{kind} {name}");
    if property("invalid") == "true" {
        line.push_str(", non valido");
    }
    if property("disabled") == true {
        line.push_str(", non disponibile");
    }
    let description = text("description");
    if !description.is_empty() {
        let _ = write!(line, " — {description}");
    }
    if !name.is_empty() {
        lines.push(line);
    }
}

#[test]
fn the_good_path_reads_like_a_calm_person() {
    on_stage(usual(), async |stage| {
        let key = key_for("good");
        let mut story = Story::begin(&stage, "La strada buona", &key).await;
        story.tree(&stage).await;
        stage.paste(&key).await;
        stage.says(".verdict h3", "funziona").await;
        story.heard(&stage, "La chiave viene incollata").await;
        story.tree(&stage).await;
        stage.press("Mostra").await;
        stage.says(".bar", "Nascondi").await;
        story.heard(&stage, "Si preme «Mostra»").await;
        stage.press("Salva la chiave").await;
        stage.says(".verdict h3", "Chiave salvata").await;
        stage.says(".stored", "In uso").await;
        stage.turn().await;
        story.heard(&stage, "Si preme «Salva la chiave»").await;
        story.tree(&stage).await;
        story.end("good");
        stage
    });
}

#[test]
fn a_key_without_credit_is_told_once_and_with_its_cure() {
    on_stage(usual(), async |stage| {
        let key = key_for("no-credit");
        let mut story = Story::begin(&stage, "Manca il credito", &key).await;
        stage.paste(&key).await;
        stage.verdict("no_credit").await;
        story.heard(&stage, "La chiave viene incollata").await;
        story.tree(&stage).await;
        stage.press("Riprova").await;
        stage.until("the failed rung has the focus", "return !!root.activeElement?.matches('.ladder .bad')").await;
        story.heard(&stage, "Si preme «Riprova»").await;
        story.end("no-credit");
        stage
    });
}

#[test]
fn an_invalid_key_is_told_once_and_tied_to_the_field() {
    on_stage(usual(), async |stage| {
        let key = key_for("invalid");
        let mut story = Story::begin(&stage, "Chiave non valida", &key).await;
        stage.paste(&key).await;
        stage.verdict("invalid_key").await;
        story.heard(&stage, "La chiave viene incollata").await;
        story.tree(&stage).await;
        story.end("invalid");
        stage
    });
}

#[test]
fn another_service_s_key_is_told_once_and_that_it_went_nowhere() {
    on_stage(usual(), async |stage| {
        // In parts, so that secret scanners leave this file alone.
        let key =
            format!("sk_{}_{}", "live", letters("stripe", 32, b"BCDGHJKMNPQRSTVWXYZ0123456789abcdefghkmnpqrstuvwxyz"));
        let mut story = Story::begin(&stage, "Una chiave di Stripe", &key).await;
        stage.paste(&key).await;
        stage.says(".verdict h3", "Non è stato inviato nulla").await;
        story.heard(&stage, "La chiave di Stripe viene incollata").await;
        story.tree(&stage).await;
        story.end("stripe");
        stage
    });
}
