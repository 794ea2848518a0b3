//! Something that does not belong where it stands.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "unexpected",
    severity: Severity::Error,
    summary: "something that does not belong where it stands",
    explanation: "\
The text up to this place could go on in the ways that the message names, but not with what
stands there. Often something is missing just before it.",
    bad: r#"
fact os: windows | mac
rule greet {
  when os is mac
  refer "Help for Macs" "https://support.apple.com"
}
"#,
    good: r#"
fact os: windows | mac
rule greet {
  when os is mac
  refer "Help for Macs" at "https://support.apple.com"
}
"#,
};

/// Something else is needed than what stands there.
#[derive(Clone, Debug)]
pub struct Unexpected {
    /// What could stand there, in words; empty if there is too much to say.
    pub expected: Vec<&'static str>,
    /// What does.
    pub found: Found,
    /// Where.
    pub at: Span,
    /// What to do about it.
    pub hint: Option<Hint>,
}

/// What stands where something else is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing: the declaration ends.
    End,
    /// A text in quotes.
    Text,
    /// Anything else, as written.
    Token(String),
}

/// What is probably the matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// A text without quotes.
    QuoteText,
    /// A quote inside a text.
    DoubleQuote,
    /// A version without quotes.
    QuoteVersion,
    /// A value that does not begin with a letter where a symbol is needed.
    SymbolBeginsWithLetter,
    /// A line of the rule after its first entry.
    BeforeEntries,
    /// `in` without square brackets.
    InNeedsBrackets,
    /// A comma in a number.
    DecimalPoint,
    /// `//` before a comment.
    Comment,
    /// A comma where tests are joined.
    CommaIsNoAnd,
    /// A missing colon.
    Colon,
    /// A missing brace.
    Brace,
    /// White space around a dot.
    DotWithoutSpace,
    /// `is` before `in`.
    InWithoutIs,
    /// A row of a table after a comma or a semicolon.
    RowsOnLines,
    /// A unit on the line after its number.
    UnitOnLine,
    /// `yes | no` for `yes/no`.
    YesNo,
    /// A colon after a word of the language.
    NoColon,
    /// A text where a field has its type: it is an attribute of the list.
    FieldOrAttribute,
    /// A declaration that begins with none of its words.
    Declaration,
}

impl Hint {
    /// Whether it makes a list of what could stand there superfluous.
    pub fn says_all(self) -> bool {
        matches!(
            self,
            Hint::QuoteVersion
                | Hint::DotWithoutSpace
                | Hint::DoubleQuote
                | Hint::InWithoutIs
                | Hint::YesNo
                | Hint::BeforeEntries
                | Hint::RowsOnLines
                | Hint::CommaIsNoAnd
                | Hint::DecimalPoint
                | Hint::Comment
                | Hint::UnitOnLine
                | Hint::NoColon
        )
    }

    fn text(self) -> &'static str {
        match self {
            Hint::QuoteText => "texts stand in double quotes: `\"…\"`",
            Hint::DoubleQuote => "a quote inside a text is doubled: `\"Press \"\"OK\"\".\"`",
            Hint::QuoteVersion => "versions and dates stand in quotes: `\"10.3.1\"`",
            Hint::SymbolBeginsWithLetter => "a symbol begins with a letter",
            Hint::BeforeEntries => "the rule's own lines stand before its first entry",
            Hint::InNeedsBrackets => {
                "write the values in brackets, `x in [a, b]`; for a fact that is a list, write `list contains x`"
            }
            Hint::DecimalPoint => "a number has a decimal point: `0.5`",
            Hint::Comment => "a comment begins with `#`",
            Hint::CommaIsNoAnd => "join tests with `and` or `or`",
            Hint::Colon => "a colon parts the name from what it is: `fact os: text`",
            Hint::Brace => "the lines that belong to it stand in braces: `{ … }`",
            Hint::DotWithoutSpace => "a dotted name is written without spaces: `app.message`",
            Hint::InWithoutIs => "write `x in […]` or `x not in […]`, without `is`",
            Hint::RowsOnLines => {
                "each row of a table has a line of its own, and nothing parts the rows"
            }
            Hint::UnitOnLine => "a unit stands on the line of its number",
            Hint::YesNo => "a fact that is true or not has the type `yes/no`",
            Hint::NoColon => "no colon follows the words of the language, only names have one",
            Hint::FieldOrAttribute => {
                "with a colon this is a field; a line about the list itself has none: `ask \"…\"`"
            }
            Hint::Declaration => {
                "a declaration begins with `fact`, `let`, `condition`, `symptom`, `action`, `rule`, `guide` or `import`"
            }
        }
    }
}

impl From<Unexpected> for Diagnostic {
    fn from(fault: Unexpected) -> Self {
        let Unexpected {
            expected,
            found,
            at,
            hint,
        } = fault;
        let expected = match expected.as_slice() {
            [] => None,
            [one] => Some((*one).to_owned()),
            [most @ .., last] => Some(format!("{} or {last}", most.join(", "))),
        };
        let message = match (expected, found) {
            (Some(expected), Found::End) => format!("expected {expected}, but nothing follows"),
            (Some(expected), Found::Text) => format!("expected {expected}, found a text"),
            (Some(expected), Found::Token(token)) => {
                format!("expected {expected}, found `{token}`")
            }
            (None, Found::End) => "something is missing at the end".to_owned(),
            (None, Found::Text) => "this text does not belong here".to_owned(),
            (None, Found::Token(token)) => format!("`{token}` does not belong here"),
        };
        let diagnostic = Diagnostic::new(&PAGE, message, at);
        match hint {
            Some(hint) => diagnostic.help(hint.text()),
            None => diagnostic,
        }
    }
}
