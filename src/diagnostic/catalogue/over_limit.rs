//! More of something than there may be.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "over-limit",
    severity: Severity::Error,
    summary: "more of something than there may be",
    explanation: "\
Rules that people can follow stay far below these limits: names are defined by other
names at most 256 times over, elements of lists stand within one another at most 16 times
(`for`, `any x in`, `where`), an enumeration has at most 65,535 symbols, and all files
together at most 1,000,000 declarations.",
    bad: r"
fact tags: list of text
condition deep
  when any a in tags has any b in tags has any c in tags has any d in tags has
       any e in tags has any f in tags has any g in tags has any h in tags has
       any i in tags has any j in tags has any k in tags has any l in tags has
       any m in tags has any n in tags has any o in tags has any p in tags has
       any q in tags has q is a
",
    good: r"
fact tags: list of text
condition deep when any a in tags has any b in tags has a is b
",
};

/// More of something than there may be.
#[derive(Clone, Debug)]
pub struct OverLimit {
    /// Of what.
    pub limit: Limit,
    /// Where the limit is passed.
    pub at: Span,
}

/// What there is a limit of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Declarations in all files.
    Declarations,
    /// Names that are defined by names.
    Names,
    /// Elements of lists within one another.
    Elements,
    /// Lists within lists.
    Lists,
    /// Symbols of an enumeration.
    Symbols,
}

impl From<OverLimit> for Diagnostic {
    fn from(fault: OverLimit) -> Self {
        let (message, help) = match fault.limit {
            Limit::Declarations => (
                "there are more than 1,000,000 declarations",
                "split the rules into several rule bases",
            ),
            Limit::Names => (
                "this is defined by names that are defined by names, more than 256 times over",
                "define it by fewer steps",
            ),
            Limit::Elements => (
                "more than 16 elements of lists stand within one another here",
                "name the inner part with `condition … for x in L`",
            ),
            Limit::Lists => (
                "more than 16 lists stand within one another here",
                "make the inner ones lists of their own",
            ),
            Limit::Symbols => (
                "this enumeration has more than 65,535 symbols",
                "make it a text",
            ),
        };
        Diagnostic::new(&PAGE, message, fault.at).help(help)
    }
}
