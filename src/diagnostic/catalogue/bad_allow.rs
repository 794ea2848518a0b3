//! A comment that is to allow a warning, and does not.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "bad-allow",
    severity: Severity::Warning,
    summary: "a comment that is to allow a warning, and does not",
    explanation: "\
`# whatnext: allow CODE because REASON` silences the warnings of that code about the
declaration below it, or about the field, step or entry below it; above `guide` it silences
those of the whole file. It stands on a line of its own. The reason is for the next reader
and must be there. Errors cannot be allowed.",
    bad: r#"
# whatnext: allow unused-name
fact battery: number unit "%" 0..100
rule full {
  when battery >= 100
  conclude "Full."
}
"#,
    good: r#"
# whatnext: allow unused-name because the next release asks for it
fact model: text
fact battery: number unit "%" 0..100
rule full {
  when battery >= 100
  conclude "Full."
}
"#,
};

/// A comment that is to allow a warning, and does not.
#[derive(Clone, Debug)]
pub struct BadAllow {
    /// What is wrong with it.
    pub fault: AllowFault,
    /// The comment.
    pub at: Span,
}

/// Why a comment allows nothing.
#[derive(Clone, Debug)]
pub enum AllowFault {
    /// It says something else than `allow CODE because REASON`.
    Unreadable,
    /// There is no such code.
    UnknownCode {
        /// The code.
        code: String,
        /// The code that can be allowed and is most like it.
        nearest: Option<&'static str>,
    },
    /// It is the code of an error, or of a warning about such comments.
    NotAllowable {
        /// The code.
        code: &'static str,
    },
    /// The reason is missing.
    NoReason,
    /// It stands above nothing.
    NoPlace,
}

impl From<BadAllow> for Diagnostic {
    fn from(fault: BadAllow) -> Self {
        let BadAllow { fault, at } = fault;
        let diagnostic = |message: String| Diagnostic::new(&PAGE, message, at);
        match fault {
            AllowFault::Unreadable => diagnostic("this comment cannot be read".to_owned())
                .help("write `# whatnext: allow CODE because REASON`"),
            AllowFault::UnknownCode { code, nearest } => {
                let diagnostic = diagnostic(format!("there is no code `{code}`"));
                match nearest {
                    Some(nearest) => diagnostic.help(format!("did you mean `{nearest}`?")),
                    None => diagnostic.help("`whatnext check --explain all` lists the codes"),
                }
            }
            AllowFault::NotAllowable { code } => diagnostic(format!("`{code}` cannot be allowed"))
                .help("only warnings about the rules can be allowed, errors cannot"),
            AllowFault::NoReason => diagnostic("the reason is missing".to_owned())
                .help("add `because` and why this is as it should be"),
            AllowFault::NoPlace => diagnostic("this allows nothing where it stands".to_owned())
                .help(
                    "put it on a line of its own, right above the declaration, field, step or entry that it is about",
                ),
        }
    }
}
