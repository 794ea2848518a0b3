//! Sentences as markup.

use crate::fleet::summary::words::share;
use crate::model::value::printable;
use crate::suite::markup::escape;

/// A sentence, in which what stands between backticks is code.
pub(super) fn prose(text: &str) -> String {
    let mut markup = String::with_capacity(text.len());
    let pieces: Vec<&str> = text.split('`').collect();
    for (at, piece) in pieces.iter().enumerate() {
        let piece = escape(&printable(piece));
        let is_closed = at + 1 < pieces.len();
        match at % 2 {
            0 => markup.push_str(&piece),
            _ if is_closed => markup.push_str(&format!("<code>{piece}</code>")),
            _ => markup.push_str(&format!("`{piece}")),
        }
    }
    markup
}

/// A text as it is, without a meaning of its backticks.
pub(super) fn plain(text: &str) -> String {
    escape(&printable(text))
}

/// A part of all in percent: [`share`] as markup, since `<0.1%` is one.
pub(super) fn percent(part: u64, all: u64) -> String {
    plain(&share(part, all))
}

#[cfg(test)]
mod tests {
    use super::{percent, plain, prose};

    #[test]
    fn code_is_marked_and_nothing_is_read_as_markup() {
        assert_eq!(
            prose("gather `a<b` & go"),
            "gather <code>a&lt;b</code> &amp; go"
        );
        assert_eq!(prose("an odd ` one"), "an odd ` one");
        assert_eq!(plain("a `b`\n<i>"), "a `b` &lt;i&gt;");
        assert_eq!(percent(1, 1_000_000), "&lt;0.1%");
    }
}
