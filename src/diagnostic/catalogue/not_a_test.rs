//! Something that neither holds nor fails.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "not-a-test",
    severity: Severity::Error,
    summary: "a value where a test is wanted",
    explanation: "\
After `when`, `and`, `or`, `not`, `where` and `has` stands a test. A yes/no value, a
condition and a symptom are tests by themselves; other values are compared with
something, and lists are tested with `is not empty` or `any x in L has …`.",
    bad: r#"
fact app.message: text
rule greet {
  when app.message
  conclude "There is a message."
}
"#,
    good: r#"
fact app.message: text
rule greet {
  when app.message is not empty
  conclude "There is a message."
}
"#,
};

/// Something that neither holds nor fails.
#[derive(Clone, Debug)]
pub struct NotATest {
    /// What is written.
    pub text: String,
    /// What it is.
    pub fault: TestFault,
    /// Where it is written.
    pub at: Span,
}

/// What stands where a test is wanted.
#[derive(Clone, Debug)]
pub enum TestFault {
    /// A value; its type is the end of a sentence.
    Value(String),
    /// A list.
    List,
    /// An element; some of its fields are given.
    Record(Vec<String>),
}

impl From<NotATest> for Diagnostic {
    fn from(fault: NotATest) -> Self {
        let NotATest { text, fault, at } = fault;
        let short = if text.len() <= 40 && !text.contains('\n') {
            text.as_str()
        } else {
            "…"
        };
        match fault {
            TestFault::Value(ty) => Diagnostic::new(&PAGE, format!("this is {ty}, not a test"), at)
                .help(format!("compare it with something: `{short} is …`")),
            TestFault::List if text.contains(" where ") => Diagnostic::new(
                &PAGE,
                "this is a list, not a test",
                at,
            )
            .help("`where` takes one test: to narrow the list by several, put them in brackets")
            .help("to ask whether elements are left, write `is not empty` behind the list"),
            TestFault::List => Diagnostic::new(&PAGE, "this is a list, not a test", at).help(
                format!("write `{short} is not empty`, or `any x in {short} has …`"),
            ),
            TestFault::Record(fields) => {
                let diagnostic =
                    Diagnostic::new(&PAGE, "this is an element of a list, not a test", at);
                match fields.first() {
                    Some(field) => {
                        diagnostic.help(format!("test one of its fields: `{field} is …`"))
                    }
                    None => diagnostic,
                }
            }
        }
    }
}
