//! Texts, which people retype.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::diagnostic::visible::{is_visible, separates_lines};

/// A text that comes from a case, fit to be shown within a line: control
/// characters, which could move a terminal's cursor or break the line, those that
/// turn the direction of writing, and those that cannot be seen are replaced.
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_visible) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().map(|c| match c {
        '\n' | '\r' | '\t' => ' ',
        c if separates_lines(c) => ' ',
        c if is_visible(c) => c,
        _ => char::REPLACEMENT_CHARACTER,
    });
    Cow::Owned(shown.collect())
}

/// A text. Texts are equal, and are searched, without regard to case, to
/// leading, trailing and repeated white space and to typographic variants;
/// what compares to the letter says so in its name.
#[derive(Clone, Debug)]
pub struct Text {
    raw: Arc<str>,
    folded: Arc<str>,
}

impl Text {
    /// The text as it was written.
    pub fn new(raw: &str) -> Text {
        let folded = fold(raw);
        let raw: Arc<str> = raw.into();
        let folded = if *folded == *raw {
            Arc::clone(&raw)
        } else {
            folded.into()
        };
        Text { raw, folded }
    }

    /// The text to the letter.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// The text as it is compared.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// The text as regular expressions see it: with its capitals, but with
    /// white space and typographic variants made plain.
    pub fn normalised(&self) -> Cow<'_, str> {
        if is_plain(&self.raw) {
            Cow::Borrowed(&self.raw)
        } else {
            Cow::Owned(squeeze(self.raw.chars()))
        }
    }

    /// Whether nothing is written in it.
    pub fn is_blank(&self) -> bool {
        self.folded.is_empty()
    }

    /// Whether the other text occurs in this one. An empty one always does.
    pub fn contains(&self, other: &Text) -> bool {
        self.folded.contains(&*other.folded)
    }

    /// Whether this text starts with the other one.
    pub fn starts_with(&self, other: &Text) -> bool {
        self.folded.starts_with(&*other.folded)
    }

    /// Whether this text ends with the other one.
    pub fn ends_with(&self, other: &Text) -> bool {
        self.folded.ends_with(&*other.folded)
    }

    /// Whether the texts are the same to the letter.
    pub fn is_exactly(&self, other: &Text) -> bool {
        self.raw == other.raw
    }

    /// Whether the other text occurs in this one to the letter.
    pub fn contains_exactly(&self, other: &Text) -> bool {
        self.raw.contains(&*other.raw)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        self.folded == other.folded
    }
}

impl Eq for Text {}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.folded.hash(state);
    }
}

impl From<&str> for Text {
    fn from(raw: &str) -> Text {
        Text::new(raw)
    }
}

fn fold(raw: &str) -> String {
    if is_plain(raw) {
        return raw.to_ascii_lowercase();
    }
    // By way of the capitals: it is there that `ß` and `ss`, and the two small
    // sigmas, meet. Small letters first, as `ẞ` is its own capital.
    let small = raw.chars().flat_map(char::to_lowercase);
    squeeze(
        small
            .flat_map(char::to_uppercase)
            .flat_map(char::to_lowercase),
    )
}

/// Whether the text is ASCII and has no white space to squeeze, as most texts.
fn is_plain(text: &str) -> bool {
    let mut blank = true;
    for byte in text.bytes() {
        let space = byte == b' ';
        let other_space = matches!(byte, b'\t'..=b'\r');
        if !byte.is_ascii() || other_space || space && blank {
            return false;
        }
        blank = space;
    }
    text.is_empty() || !blank
}

/// Makes typographic variants plain, drops what cannot be seen, and leaves one
/// space for any white space between words.
fn squeeze(chars: impl Iterator<Item = char>) -> String {
    let mut plain = String::with_capacity(chars.size_hint().0);
    let mut space = false;
    for c in chars {
        if c.is_whitespace() {
            space = !plain.is_empty();
            continue;
        }
        let start = plain.len();
        match c {
            '‘' | '’' | '‚' | '‛' | '′' | '‵' | '´' | 'ʹ' | 'ʼ' | '＇' => {
                plain.push('\'');
            }
            '“' | '”' | '„' | '‟' | '″' | '‶' | 'ʺ' | '＂' => plain.push('"'),
            // Hyphens, the figure, en and em dashes, the bar, the minus sign.
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => {
                plain.push('-');
            }
            '…' => plain.push_str("..."),
            // The soft hyphen; zero-width spaces and joiners, marks and
            // isolates of direction, the byte-order mark, variation selectors.
            '\u{ad}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fe00}'..='\u{fe0f}' => continue,
            _ => plain.push(c),
        }
        if space {
            plain.insert(start, ' ');
            space = false;
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{Text, fold};

    #[test]
    fn retyped_messages_are_the_same() {
        for (a, b) in [
            (
                "Cannot connect to “Cloud”…",
                "cannot  connect to \"cloud\"... ",
            ),
            ("It’s 5\u{a0}minutes", "it's 5 minutes"),
            ("Straße", "STRASSE"),
            ("ΣΊΣΥΦΟΣ", "σίσυφος"),
            ("a — b – c", "a - b - c"),
            ("zero\u{200b}width", "zerowidth"),
            ("a \u{200b} b", "a b"),
            ("\r\n\ttabs\tand lines\n", "tabs and lines"),
            ("", " \u{feff}\n"),
        ] {
            assert_eq!(Text::new(a), Text::new(b));
            assert!(!Text::new(a).is_exactly(&Text::new(b)));
        }
        assert_ne!(Text::new("ab"), Text::new("a b"));
    }

    #[test]
    fn searches() {
        let message = Text::new("Cannot connect to destination. “Backup”");
        assert!(message.starts_with(&" CANNOT Connect ".into()));
        assert!(message.ends_with(&"\"backup\"".into()));
        assert!(message.contains(&"".into()));
        assert!(message.contains(&"To  Destination".into()));
        assert!(!message.contains_exactly(&"To Destination".into()));
        assert!(message.contains_exactly(&"to destination".into()));
        assert_eq!(
            message.normalised(),
            "Cannot connect to destination. \"Backup\""
        );
        assert!(Text::new("\u{200b} ").is_blank());
    }

    #[test]
    fn folding_any_character_twice_is_folding_it_once() {
        for c in '\0'..=char::MAX {
            let once = fold(&format!("a{c}b"));
            assert_eq!(fold(&once), once, "{c:?}");
        }
    }
}
