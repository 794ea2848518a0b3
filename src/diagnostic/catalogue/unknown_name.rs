//! A name that nothing visible declares.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "unknown-name",
    severity: Severity::Error,
    summary: "a name that is not declared",
    explanation: "\
An expression uses a name that no fact, let, condition or symptom of this file or of
the files that it imports declares. Declare it, or mend the spelling.",
    bad: r#"
fact os: windows | mac
rule greet {
  when oss is mac
  conclude "A Mac."
}
"#,
    good: r#"
fact os: windows | mac
rule greet {
  when os is mac
  conclude "A Mac."
}
"#,
};

/// An expression uses a name that is not declared.
#[derive(Clone, Debug)]
pub struct UnknownName {
    /// The name as written.
    pub name: String,
    /// Where it is written.
    pub at: Span,
    /// What was probably meant.
    pub meant: Option<Intention>,
}

/// What is probably meant by a name that is not declared.
#[derive(Clone, Debug)]
pub enum Intention {
    /// The visible name that is most like it.
    Nearest(String),
    /// The text itself.
    Text,
    /// This value of a yes/no fact, which other languages call by the name.
    YesNo(&'static str),
    /// The element of an `any … has` before it, whose test is over.
    ElementBefore(String),
    /// A field of all elements of a list: `pods.waiting`.
    FieldOfAll(String),
}

impl From<UnknownName> for Diagnostic {
    fn from(fault: UnknownName) -> Self {
        let UnknownName { name, at, meant } = fault;
        let diagnostic = Diagnostic::new(&PAGE, format!("nothing is called `{name}`"), at);
        let write = |instead: String| {
            let what = format!("write `{instead}`");
            diagnostic.clone().suggest(at, instead, what)
        };
        match meant {
            Some(Intention::Nearest(nearest)) => {
                write(nearest.clone()).label(format!("did you mean `{nearest}`?"))
            }
            Some(Intention::Text) => {
                write(format!("\"{name}\"")).label("texts stand in double quotes")
            }
            Some(Intention::YesNo(value)) => {
                write(value.to_owned()).label("a yes/no fact is `yes` or `no`")
            }
            Some(Intention::ElementBefore(variable)) => diagnostic.help(format!(
                "`{variable}` is known in one test behind `has`: put several in brackets, `has (… or …)`"
            )),
            Some(Intention::FieldOfAll(field)) => {
                write(field).label("`rechecks` names the list, not one of its elements")
            }
            None => diagnostic.help("declare it, or import the file that does"),
        }
    }
}
