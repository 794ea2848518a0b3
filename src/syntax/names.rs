//! How far names reach.

/// The length of the word that `text` begins with.
pub(super) fn word_length(text: &str) -> usize {
    let ascii = text
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'_')
        .count();
    if text.as_bytes().get(ascii).is_none_or(u8::is_ascii) {
        return ascii;
    }
    text.find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(text.len())
}

/// The length of the dotted name that `text` begins with, its first word being
/// of this length.
pub(super) fn dotted_length(text: &str, first: usize) -> usize {
    let mut length = first;
    while let Some(rest) = text[length..].strip_prefix('.') {
        if !rest.starts_with(char::is_alphabetic) {
            break;
        }
        length += 1 + word_length(rest);
    }
    length
}

/// The word that the text ends with; empty if it ends with something else.
pub(super) fn last_word(text: &str) -> &str {
    let length: usize = text
        .chars()
        .rev()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .map(char::len_utf8)
        .sum();
    &text[text.len() - length..]
}
