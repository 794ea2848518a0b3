//! The brackets in paths.

use super::error::PathError;

/// The key at the start of `text`, which is a bracket, and what follows it;
/// `path` is the whole path. Parts are in double or single quotes; a doubled
/// quote is one.
pub(super) fn key<'t>(path: &str, text: &'t str) -> Result<(Vec<String>, &'t str), PathError> {
    let mut parts = Vec::new();
    let mut rest = text.strip_prefix('[').unwrap_or(text);
    loop {
        let (part, behind) = quoted(path, rest.trim_start())?;
        parts.push(part);
        let behind = behind.trim_start();
        if let Some(behind) = behind.strip_prefix(']') {
            return Ok((parts, behind));
        }
        let Some(behind) = behind.strip_prefix(',') else {
            return Err(unexpected(path, "`,` or `]`", behind));
        };
        rest = behind;
    }
}

/// The dotted words at the start of `text`, which follows a dot, and what
/// follows them; `path` is the whole path.
pub(super) fn words<'t>(path: &str, text: &'t str) -> Result<(&'t str, &'t str), PathError> {
    let (words, behind) = text.split_at(text.find('[').unwrap_or(text.len()));
    let mut at = 0;
    for word in words.split('.') {
        if word.is_empty() {
            return Err(unexpected(path, "the name of a field", &text[at..]));
        }
        at += word.len() + 1;
    }
    Ok((words, behind))
}

/// A text in quotes, and what follows it.
fn quoted<'t>(path: &str, text: &'t str) -> Result<(String, &'t str), PathError> {
    let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        return Err(unexpected(path, "a key in quotes", text));
    };
    let mut part = String::new();
    let mut rest = &text[1..];
    loop {
        let Some((inside, behind)) = rest.split_once(quote) else {
            return Err(unexpected(path, "a quote at the end of the key", ""));
        };
        part.push_str(inside);
        match behind.strip_prefix(quote) {
            Some(behind) => {
                part.push(quote);
                rest = behind;
            }
            None => return Ok((part, behind)),
        }
    }
}

/// The path has something else here than what is expected.
pub(super) fn unexpected(path: &str, expected: &'static str, rest: &str) -> PathError {
    PathError::Syntax {
        path: path.to_owned(),
        expected,
        found: rest.chars().next(),
    }
}

/// The path before the first `=` that is not in quotes, and where the value
/// behind it starts.
pub(in crate::facts) fn setting(text: &str) -> Option<(&str, usize)> {
    let mut open = None;
    for (at, c) in text.char_indices() {
        match (open, c) {
            (None, '=') => return Some((&text[..at], at + 1)),
            (None, '"' | '\'') => open = Some(c),
            (Some(quote), c) if quote == c => open = None,
            _ => {}
        }
    }
    None
}
