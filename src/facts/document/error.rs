//! What can be wrong with a document, and how it is said.

use std::fmt;

use crate::source::Span;

use super::MAX_NESTING;

/// Why a document could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentError {
    /// The place.
    pub span: Span,
    /// What is wrong there.
    pub problem: Problem,
}

/// What can be wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// Too many sequences and mappings in one another.
    TooDeep,
    /// A key that its mapping has already.
    DuplicateKey {
        /// The key.
        key: String,
        /// Where it was first.
        first: Span,
    },
    /// A YAML mapping with a sequence or a mapping for a key.
    KeyIsNotText,
    /// A YAML merge key, `<<`.
    MergeKey,
    /// A YAML tag that is not one of the standard ones.
    Tag {
        /// The tag as it is written.
        tag: String,
    },
    /// A YAML alias without its anchor.
    UnknownAnchor,
    /// A YAML alias within what its anchor names.
    AliasInItself,
    /// YAML aliases that make much out of little.
    TooMuchRepeated,
    /// More than one YAML document.
    SeveralDocuments,
    /// In YAML, a second `: ` in a line.
    UnexpectedColon,
    /// In YAML, a tab where only spaces indent.
    Tab,
    /// An escape that YAML's double quotes or JSON's strings do not have.
    Escape {
        /// Whether the document is JSON.
        json: bool,
    },
    /// In YAML, a line of a mapping without its colon.
    NoColon,
    /// In YAML, something behind a text in quotes.
    AfterQuote,
    /// In YAML, a text that begins with a character that is kept for other
    /// uses.
    Reserved {
        /// The character.
        character: char,
    },
    /// A bracket of one kind that is closed by one of another kind.
    Mismatch {
        /// The opening bracket.
        open: char,
        /// The closing bracket.
        close: char,
    },
    /// A bracket or quote that is not closed.
    Unclosed {
        /// The bracket or quote.
        open: char,
    },
    /// Any other error in YAML, in the words of the YAML parser.
    Yaml {
        /// What the parser says.
        message: String,
    },
    /// Something else than what must stand here.
    Unexpected {
        /// What must stand here.
        expected: &'static str,
        /// The character that does, unless it is the end of the document.
        found: Option<char>,
    },
    /// In JSON, a comma after the last element.
    TrailingComma,
    /// In JSON, a comment.
    Comment,
    /// In JSON, a word that is neither `true`, `false` nor `null`.
    UnknownWord {
        /// The word.
        word: String,
    },
    /// In JSON, a number that is not written as JSON wants it.
    Number,
    /// In JSON, a line break or another control character in a string.
    ControlCharacter,
}

impl DocumentError {
    /// Another place that belongs to the error, and what is there.
    pub fn second_place(&self) -> Option<(Span, &'static str)> {
        match self.problem {
            Problem::DuplicateKey { first, .. } => Some((first, "first given here")),
            _ => None,
        }
    }

    /// How to mend it, where that is known.
    pub fn help(&self) -> Option<&'static str> {
        Some(match &self.problem {
            Problem::MergeKey => {
                "write the entries out; if `<<` is meant as a name, put it in quotes"
            }
            Problem::KeyIsNotText => "keys are names; put a key that contains brackets in quotes",
            Problem::Tag { .. } => "leave the tag out; put a text that begins with `!` in quotes",
            Problem::UnknownAnchor => "put a text that begins with `*` in quotes",
            Problem::SeveralDocuments => {
                "keep one document in a file; leave out what follows the line `---`"
            }
            Problem::UnexpectedColon => {
                "put a text that contains `: ` in quotes; check the indentation"
            }
            Problem::Tab => "indent with spaces",
            Problem::Escape { json: false } => {
                "in double quotes a backslash begins an escape such as `\\n`; in single quotes it is an ordinary character"
            }
            Problem::Escape { json: true } => "a backslash itself is written `\\\\`",
            Problem::Unexpected {
                found: Some('\''), ..
            } => "JSON uses double quotes",
            Problem::TrailingComma => "leave the comma out",
            Problem::Comment => "JSON has no comments; YAML has",
            Problem::NoColon => "an entry is written `name: value`; check the indentation",
            Problem::AfterQuote => {
                "in single quotes a quote is written `''`, in double quotes `\\\"`"
            }
            Problem::Reserved { .. } => "put the text in quotes",
            Problem::ControlCharacter => "a line break within a string is written `\\n`",
            Problem::UnknownWord { .. } => "put texts in double quotes",
            _ => return None,
        })
    }
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problem {
            Problem::TooDeep => write!(f, "values are nested more than {MAX_NESTING} deep"),
            Problem::DuplicateKey { key, .. } => write!(f, "the key `{key}` is given twice"),
            Problem::KeyIsNotText => f.write_str("a key must be a text"),
            Problem::MergeKey => f.write_str("merge keys (`<<`) are not supported"),
            Problem::Tag { tag } => write!(f, "the tag `{tag}` is not supported"),
            Problem::UnknownAnchor => f.write_str("this alias has no anchor before it"),
            Problem::AliasInItself => f.write_str("this alias stands within its own anchor"),
            Problem::TooMuchRepeated => f.write_str("anchors and aliases repeat too much"),
            Problem::SeveralDocuments => f.write_str("a second document begins here"),
            Problem::UnexpectedColon => f.write_str("a `:` cannot stand here"),
            Problem::Tab => f.write_str("a tab cannot stand here"),
            Problem::Escape { .. } => f.write_str("this is not an escape"),
            Problem::Yaml { message } => f.write_str(message),
            Problem::NoColon => f.write_str("expected a `:` after this"),
            Problem::AfterQuote => f.write_str("the quotes end before this"),
            Problem::Reserved { character } => {
                write!(f, "a text cannot begin with {}", Visible(*character))
            }
            Problem::Mismatch { open, close } => write!(f, "`{open}` is closed by `{close}`"),
            Problem::Unclosed { open } => write!(f, "this `{open}` is not closed"),
            Problem::Unexpected {
                expected,
                found: Some(c),
            } => write!(f, "expected {expected}, found {}", Visible(*c)),
            Problem::Unexpected {
                expected,
                found: None,
            } => write!(f, "expected {expected}, found the end"),
            Problem::TrailingComma => f.write_str("a comma cannot follow the last element"),
            Problem::Comment => f.write_str("a comment cannot stand in JSON"),
            Problem::UnknownWord { word } => write!(f, "`{word}` is not JSON"),
            Problem::Number => f.write_str("this is not a number in JSON"),
            Problem::ControlCharacter => {
                f.write_str("a string cannot contain a line break or control character")
            }
        }
    }
}

impl std::error::Error for DocumentError {}

/// A character as messages show it.
struct Visible(char);

impl fmt::Display for Visible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            '\r' | '\n' => f.write_str("the end of the line"),
            ' ' | '!'..='~' => write!(f, "`{}`", self.0),
            c if c.is_control() || c.is_whitespace() => write!(f, "U+{:04X}", u32::from(c)),
            c => write!(f, "`{c}`"),
        }
    }
}
