//! Something that has no elements.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "not-a-list",
    severity: Severity::Error,
    summary: "something else where a list is wanted",
    explanation: "\
After `in` of `for`, `any`, `every` and `no`, before `where`, and in `count(…)` stands a
list: a fact or a field of a list type, a let that is one, or a part of one.",
    bad: r#"
fact app.message: text
rule many {
  when count(app.message) > 3
  conclude "Many."
}
"#,
    good: r#"
fact app.messages: list of text
rule many {
  when count(app.messages) > 3
  conclude "Many."
}
"#,
};

/// Something that has no elements.
#[derive(Clone, Debug)]
pub struct NotAList {
    /// What is written.
    pub text: String,
    /// What it is.
    pub fault: ListFault,
    /// Where it is written.
    pub at: Span,
}

/// What stands where a list is wanted.
#[derive(Clone, Debug)]
pub enum ListFault {
    /// A value; its type is the end of a sentence.
    Value(String),
    /// A test.
    Test,
    /// An element.
    Record,
}

impl From<NotAList> for Diagnostic {
    fn from(fault: NotAList) -> Self {
        let NotAList { text, fault, at } = fault;
        let what = match fault {
            ListFault::Value(ty) => ty,
            ListFault::Test => "a test".to_owned(),
            ListFault::Record => "one element".to_owned(),
        };
        let short = if text.len() <= 40 && !text.contains('\n') {
            format!("`{text}`")
        } else {
            "this".to_owned()
        };
        Diagnostic::new(&PAGE, format!("{short} is {what}, not a list"), at)
    }
}
