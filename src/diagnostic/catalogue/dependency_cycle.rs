//! A name that is defined by itself.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "dependency-cycle",
    severity: Severity::Error,
    summary: "a name that is defined by itself",
    explanation: "\
What a let, a condition or a symptom means, and when a fact is asked for, must not
depend on itself, over however many other names. Break the circle at one of them.",
    bad: r"
fact os: windows | mac
condition first when second and os is mac
condition second when first
",
    good: r"
fact os: windows | mac
condition first when second and os is mac
condition second when os is not windows
",
};

/// A name that is defined by itself.
#[derive(Clone, Debug)]
pub struct DependencyCycle {
    /// A name of the circle, in its declaration.
    pub first: (String, Span),
    /// The other names, each used by the one before; the last uses the first.
    pub others: Vec<(String, Span)>,
}

impl From<DependencyCycle> for Diagnostic {
    fn from(fault: DependencyCycle) -> Self {
        const MOST: usize = 10;
        let DependencyCycle {
            first: (first, at),
            others,
        } = fault;
        let mut path = vec![first.as_str()];
        path.extend(others.iter().take(MOST).map(|(name, _)| name.as_str()));
        if others.len() > MOST {
            path.push("…");
        }
        path.push(&first);
        let diagnostic = Diagnostic::new(
            &PAGE,
            format!("`{first}` is defined by itself: {}", path.join(" → ")),
            at,
        );
        let shown = others.iter().take(MOST);
        shown.fold(diagnostic, |diagnostic, (name, span)| {
            diagnostic.also(*span, format!("over `{name}`"))
        })
    }
}
