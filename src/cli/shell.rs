//! Commands that a reader may copy into a shell.

use std::fmt::Write as _;

use crate::model::value::printable;

/// A word as shells take it: in single quotes where it needs them, and where it
/// has characters that a terminal would act on, with codes for these.
pub(super) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+=:@%,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    if printable(word) == word {
        return format!("'{}'", word.replace('\'', r"'\''"));
    }
    let mut codes = String::from("$'");
    for c in word.chars() {
        let text = c.to_string();
        if matches!(c, '\'' | '\\') {
            codes.extend(['\\', c]);
        } else if printable(&text) == text {
            codes.push(c);
        } else {
            for byte in text.bytes() {
                let _ = write!(codes, "\\x{byte:02x}");
            }
        }
    }
    codes.push('\'');
    codes
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn only_words_that_need_quotes_get_them() {
        assert_eq!(quoted("snapshots/a-1.snap"), "snapshots/a-1.snap");
        assert_eq!(quoted("my rules"), "'my rules'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
    }

    #[test]
    fn what_a_terminal_would_act_on_is_written_as_codes() {
        assert_eq!(quoted("it's\u{1b}[31m\n"), r"$'it\'s\x1b[31m\x0a'");
        assert_eq!(quoted("e\u{202E}x"), r"$'e\xe2\x80\xaex'");
    }
}
