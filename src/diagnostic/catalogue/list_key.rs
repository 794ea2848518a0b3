//! A key that cannot tell the elements of a list apart.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "list-key",
    severity: Severity::Error,
    summary: "a key that cannot tell elements apart",
    explanation: "\
The keys of a list are fields of it, of plain types. They are given with every element:
a key has no `default`, is not asked for `when` something holds, and is not `ask never`.",
    bad: r"
fact destinations: list by nam {
  name: text
}
",
    good: r"
fact destinations: list by name {
  name: text
}
",
};

/// A key that cannot tell the elements of a list apart.
#[derive(Clone, Debug)]
pub struct ListKey {
    /// The key.
    pub name: String,
    /// What is wrong with it.
    pub fault: KeyFault,
    /// The key behind `list by`.
    pub at: Span,
}

/// What can be wrong with the key of a list.
#[derive(Clone, Debug)]
pub enum KeyFault {
    /// It is there twice.
    Twice,
    /// The list has no such field.
    NoSuchField {
        /// The field whose name is most like it.
        nearest: Option<String>,
    },
    /// The field is a list itself.
    List {
        /// The field in its declaration.
        field: Span,
    },
    /// The field has an attribute that no key can have.
    Attribute {
        /// The attribute.
        attribute: Span,
    },
}

impl From<ListKey> for Diagnostic {
    fn from(fault: ListKey) -> Self {
        let ListKey { name, fault, at } = fault;
        match fault {
            KeyFault::Twice => {
                Diagnostic::new(&PAGE, format!("the key `{name}` is there twice"), at)
            }
            KeyFault::NoSuchField { nearest } => {
                let diagnostic = Diagnostic::new(
                    &PAGE,
                    format!("the list has no field `{name}` that could be its key"),
                    at,
                );
                match nearest {
                    Some(nearest) => diagnostic
                        .label(format!("did you mean `{nearest}`?"))
                        .suggest(at, nearest.clone(), format!("write `{nearest}`")),
                    None => diagnostic.help(format!("declare it in the braces: `{name}: text`")),
                }
            }
            KeyFault::List { field } => {
                Diagnostic::new(&PAGE, format!("the key `{name}` is a list"), at)
                    .also(field, "declared here")
                    .help("take a field of a plain type, such as a name or a number")
            }
            KeyFault::Attribute { attribute } => Diagnostic::new(
                &PAGE,
                format!("the key `{name}` is given with every element, so this has no use"),
                attribute,
            )
            .also(at, "it is a key here")
            .help("leave this line out"),
        }
    }
}
