//! A complaint that asks too much before the first step.

use crate::diagnostic::{Diagnostic, Page, Severity, Witness};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "long-consultation",
    severity: Severity::Warning,
    summary: "more than seven questions in a row before the first step",
    explanation: "\
Somebody with this complaint can be asked more than seven questions before anything is done,
if the answers are those of the example. Let an entry come first that needs fewer facts, say
`without asking` where a question is not worth it, or let a condition that is quickly told
lead: the parts of `and` and `or` are asked for in the order of the text.

Consultations are played from nothing known: for each symptom, as long as it can show, with
the rules that use it, and for each rule that uses none. Lists have one element, or as many as the rules count. The
answers are tried that leave the most open, up to 4000 decisions for a symptom and 40,000 for
all; a longer consultation than the one that is shown may exist.",
    bad: r#"
fact light: off | on
fact paper: yes/no
fact lid: open | closed
fact cable: loose | firm
fact ink: yes/no
fact noise: yes/no
fact hot: yes/no
fact age: duration
symptom no_print "Nothing is printed" when light is off or paper or ink
rule repair {
  when no_print
  conclude "Close the lid." when lid is open and cable is firm and noise
  conclude "Let it cool." when hot
  conclude "Replace it." when age > 400 days
  conclude "Call us."
}
"#,
    good: r#"
fact light: off | on
fact paper: yes/no
fact lid: open | closed
fact cable: loose | firm
fact ink: yes/no
fact noise: yes/no
fact hot: yes/no
fact age: duration
symptom no_print "Nothing is printed" when light is off or paper or ink
rule repair {
  when no_print
  conclude "Close the lid." when lid is open and cable is firm and noise
  conclude "Let it cool." when hot
  conclude "Replace it." when age > 400 days without asking
  conclude "Call us."
}
"#,
};

/// A complaint that asks too much before the first step.
#[derive(Clone, Debug)]
pub struct LongConsultation {
    /// Whether it is a symptom, and not a rule.
    pub is_symptom: bool,
    /// The name of the symptom or the rule.
    pub name: String,
    /// How many questions come before the first step.
    pub questions: usize,
    /// The last of them.
    pub last: String,
    /// The answers to the others, in order.
    pub witness: Witness,
    /// The name in its declaration.
    pub at: Span,
}

impl From<LongConsultation> for Diagnostic {
    fn from(fault: LongConsultation) -> Self {
        let LongConsultation {
            is_symptom,
            name,
            questions,
            last,
            witness,
            at,
        } = fault;
        let whose = if is_symptom { "symptom" } else { "rule" };
        let asker = if is_symptom {
            format!("`run --symptom {name}`")
        } else {
            "the rule".to_owned()
        };
        Diagnostic::new(
            &PAGE,
            format!("the {whose} `{name}` can take {questions} questions before the first step"),
            at,
        )
        .help(format!(
            "the example answers them in their order; with it, {asker} asks for `{last}`"
        ))
        .help("let an entry come first that needs fewer facts, or say `without asking`")
        .witness(witness)
    }
}
