//! A literal that cannot be read by the type that it meets.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "unreadable-literal",
    severity: Severity::Error,
    summary: "a literal that cannot be read by the type that it meets",
    explanation: "\
A literal is read by the type that it meets: text, versions and times stand in quotes,
numbers do not, durations and sizes are numbers with a unit, symbols are bare words.",
    bad: r#"
fact app.version: version
rule old {
  when app.version < "ten"
  conclude "Old."
}
"#,
    good: r#"
fact app.version: version
rule old {
  when app.version < "10.3.1"
  conclude "Old."
}
"#,
};

/// A literal that cannot be read by the type that it meets.
#[derive(Clone, Debug)]
pub struct UnreadableLiteral {
    /// What is wrong with it.
    pub fault: LiteralFault,
    /// The literal.
    pub at: Span,
    /// What to write instead, where that is plain.
    pub mend: Option<String>,
}

/// What can be wrong with a literal.
#[derive(Clone, Debug)]
pub enum LiteralFault {
    /// It is of another type.
    NotOfType {
        /// The literal as written.
        text: String,
        /// The type, as the end of a sentence.
        ty: String,
        /// How literals of the type are written.
        form: LiteralForm,
    },
    /// It has the form of the type, and is no value of it.
    NoValue {
        /// What the type says of it.
        problem: String,
        /// What the type says of its form.
        help: Option<String>,
    },
    /// It meets no type, and its unit is none of time or size.
    NoUnit {
        /// The unit.
        unit: String,
    },
}

/// How the literals of a type are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LiteralForm {
    /// `yes`, `no`
    YesNo,
    /// A bare word.
    Symbol,
    /// A number, perhaps with a unit.
    Number {
        /// The unit.
        unit: Option<String>,
    },
    /// A text in quotes.
    Text,
    /// A version in quotes.
    Version,
    /// A number and a unit of time.
    Duration,
    /// A number and a unit of size.
    Size,
    /// A time in quotes.
    Time,
}

impl From<UnreadableLiteral> for Diagnostic {
    fn from(fault: UnreadableLiteral) -> Self {
        let UnreadableLiteral { fault, at, mend } = fault;
        let (message, help) = match fault {
            LiteralFault::NotOfType { text, ty, form } => (
                format!("`{}` is not {ty}", shortened(&text)),
                Some(example(&form)),
            ),
            LiteralFault::NoValue { problem, help } => (problem, help),
            LiteralFault::NoUnit { unit } => {
                let units = "the units are ms, seconds, minutes, hours, days and weeks, and bytes, kB to TB, KiB to TiB";
                (
                    format!("`{}` is no unit of time or size", shortened(&unit)),
                    Some(units.to_owned()),
                )
            }
        };
        let mut diagnostic = Diagnostic::new(&PAGE, message, at);
        diagnostic.help.extend(help);
        match mend {
            Some(mend) => {
                let title = format!("write `{mend}`");
                diagnostic.suggest(at, mend, title)
            }
            None => diagnostic,
        }
    }
}

fn example(form: &LiteralForm) -> String {
    let example = match form {
        LiteralForm::YesNo => "write `yes` or `no`",
        LiteralForm::Symbol => "write the symbol without quotes",
        LiteralForm::Number { unit: Some(unit) } => {
            return format!("write it like `5` or `5 {unit}`");
        }
        LiteralForm::Number { unit: None } => "write it like `5` or `-1.5`",
        LiteralForm::Text => "write it in double quotes",
        LiteralForm::Version => "write it like `\"10.3.1\"`",
        LiteralForm::Duration => "write it like `5 minutes`",
        LiteralForm::Size => "write it like `10 GB`",
        LiteralForm::Time => {
            "write it like `\"2026-11-22T09:00:00Z\"`, or a date alone for its midnight in UTC"
        }
    };
    example.to_owned()
}

/// The start of a text that may be long.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
