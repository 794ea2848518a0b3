//! A strict reader of the XML that the program writes: what it takes, every
//! parser takes.

use std::collections::BTreeMap;

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// The beginning of an element, with its attributes.
    Start(String, BTreeMap<String, String>),
    /// The end of an element.
    End(String),
    /// A text, its references resolved.
    Text(String),
}

/// The pieces of a document; `void` elements have no end. Anything that is not
/// well-formed is a failure.
#[track_caller]
pub(crate) fn pieces(document: &str, void: &[&str]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = document;
    while !rest.is_empty() {
        let Some(inside) = rest.strip_prefix('<') else {
            let end = rest.find('<').unwrap_or(rest.len());
            // The content of a style is no text.
            let is_style = open.last().is_some_and(|name| name == "style");
            let text = if is_style {
                String::new()
            } else {
                resolved(&rest[..end])
            };
            pieces.push(Piece::Text(text));
            rest = &rest[end..];
            continue;
        };
        let (tag, after) = inside.split_once('>').expect("every tag ends");
        rest = after;
        if tag.starts_with('!') {
            assert_eq!(tag, "!DOCTYPE html");
        } else if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "</{name}>");
            pieces.push(Piece::End(name.to_owned()));
        } else {
            let is_empty = tag.ends_with('/');
            let (name, attributes) = start(tag.trim_end_matches('/'));
            if is_empty || void.contains(&name.as_str()) {
                pieces.push(Piece::Start(name.clone(), attributes));
                pieces.push(Piece::End(name));
            } else {
                open.push(name.clone());
                pieces.push(Piece::Start(name, attributes));
            }
        }
    }
    assert!(open.is_empty(), "{open:?} have no end");
    pieces
}

fn start(tag: &str) -> (String, BTreeMap<String, String>) {
    let name_end = tag.find(char::is_whitespace).unwrap_or(tag.len());
    let (name, mut rest) = tag.split_at(name_end);
    assert!(is_name(name), "<{tag}>");
    let mut attributes = BTreeMap::new();
    while !rest.trim_start().is_empty() {
        rest = rest.trim_start();
        let (key, after) = match rest.find(['=', ' ']) {
            Some(at) if rest[at..].starts_with('=') => rest.split_at(at),
            // HTML lets a truth stand alone.
            Some(at) => {
                attributes.insert(rest[..at].to_owned(), String::new());
                rest = &rest[at..];
                continue;
            }
            None => {
                attributes.insert(rest.to_owned(), String::new());
                break;
            }
        };
        assert!(is_name(key), "`{key}` of <{tag}>");
        let quoted = after.strip_prefix("=\"").expect("a value is quoted");
        let (value, after) = quoted.split_once('"').expect("a quoted value ends");
        assert!(after.is_empty() || after.starts_with(' '), "<{tag}>");
        let before = attributes.insert(key.to_owned(), resolved(value));
        assert_eq!(before, None, "`{key}` is there twice in <{tag}>");
        rest = after;
    }
    (name.to_owned(), attributes)
}

fn is_name(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(char::is_alphabetic)
        && chars.all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':'))
}

/// A text with its references resolved.
fn resolved(text: &str) -> String {
    assert!(!text.contains('<'), "{text}");
    let allowed = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
    assert!(text.chars().all(allowed), "{text:?}");
    let mut parts = text.split('&');
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (reference, rest) = part.split_once(';').expect("a reference ends");
        let c = match reference {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "nbsp" => '\u{a0}',
            number => {
                let number = number.strip_prefix('#').expect("a known reference");
                let code = match number.strip_prefix('x') {
                    Some(hex) => u32::from_str_radix(hex, 16),
                    None => number.parse(),
                };
                char::from_u32(code.expect("a number")).expect("a character")
            }
        };
        result.push(c);
        result.push_str(rest);
    }
    result
}
