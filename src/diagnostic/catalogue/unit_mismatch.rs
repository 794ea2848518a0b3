//! Numbers of different units.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "unit-mismatch",
    severity: Severity::Error,
    summary: "numbers of different units",
    explanation: "\
A number that is declared with a unit goes with numbers of the same unit and with bare
numbers. There is no conversion between units; durations and sizes have types of their
own, which convert.",
    bad: r#"
fact alert.days: number unit "days"
rule late {
  when alert.days > 72 hours
  conclude "Late."
}
"#,
    good: r#"
fact alert.days: number unit "days"
rule late {
  when alert.days > 3 days
  conclude "Late."
}
"#,
};

/// Numbers of different units.
#[derive(Clone, Debug)]
pub struct UnitMismatch {
    /// How they differ.
    pub fault: UnitFault,
    /// Where.
    pub at: Span,
}

/// How the units of two numbers differ.
#[derive(Clone, Debug)]
pub enum UnitFault {
    /// Two values of different units.
    Differ {
        /// The unit of the left one.
        left: String,
        /// The unit of the right one.
        right: String,
    },
    /// A literal of another unit.
    Wrong {
        /// The unit that is wanted.
        unit: String,
        /// The unit as written.
        written: String,
    },
    /// A literal with a unit, where a bare number is wanted.
    NotWanted {
        /// The unit as written.
        written: String,
    },
}

impl From<UnitMismatch> for Diagnostic {
    fn from(fault: UnitMismatch) -> Self {
        let UnitMismatch { fault, at } = fault;
        match fault {
            UnitFault::Differ { left, right } => Diagnostic::new(
                &PAGE,
                format!("a number of {left} does not go with a number of {right}"),
                at,
            )
            .help(
                "declare both with the same unit, or convert one in the document that supplies it",
            ),
            UnitFault::Wrong { unit, written } => Diagnostic::new(
                &PAGE,
                format!("a number of {unit} is wanted here, not of {written}"),
                at,
            )
            .help(format!(
                "write the number of {unit}, with `{unit}` or without"
            )),
            UnitFault::NotWanted { written } => Diagnostic::new(
                &PAGE,
                format!("this number is declared without a unit, so `{written}` means nothing"),
                at,
            )
            .help(format!(
                "leave `{written}` out, or declare the fact as `number unit \"{written}\"`"
            )),
        }
    }
}
