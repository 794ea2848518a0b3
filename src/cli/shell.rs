//! Commands that a reader may copy into a shell.

/// A word as POSIX shells take it: in single quotes where it needs them.
pub(super) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+=:@%,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
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
}
