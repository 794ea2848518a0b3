//! What is wrong with what rules mean: findings, each with its proof.
//!
//! A rule base that checks can be run, and can still be wrong: it may have a
//! step that is never reached, or nothing for a case that nobody thought of.
//! [`analyse`] looks for such things. Each kind of finding is a file here, and
//! has its page in [`crate::diagnostic::catalogue`].
//!
//! A finding is never a guess. What cannot be decided within the stated bounds
//! is told as [`Undecided`].

pub mod cover;
mod extent;
mod file_order;
mod guards;
mod idle;
mod inquiry;
mod long_consultation;
mod never_chosen;
mod proof;
mod quiet;
mod reasoning;
mod same_test;
mod shrink;
mod tables;
mod unhandled;
mod unused;
mod uses;

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Undecided};
use crate::program::Program;
use crate::reason::Outline;
use crate::source::Span;

pub use extent::Extent;
use inquiry::Inquiry;
pub use inquiry::Progress;
use reasoning::Reasoning;

/// What an analysis finds.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// The findings, without those that the rules allow: warnings all.
    pub findings: Vec<Diagnostic>,
    /// What was too hard to decide.
    pub undecided: Vec<Undecided>,
}

/// Analyses rules that have no errors. `progress` hears how far it has come, as
/// many rules take seconds.
///
/// What `known` tells of a test is not told again: the warnings with which the
/// rules compiled.
pub fn analyse(
    program: &Program,
    known: &[Diagnostic],
    extent: &Extent,
    progress: &(dyn Fn(Progress) + Sync),
) -> Analysis {
    let inquiry = Inquiry::new(program, extent, progress);
    let mut found = Analysis::default();
    unused::find(&inquiry, &mut found);
    reason(&inquiry, &mut found);
    long_consultation::find(&inquiry, &mut found);
    let never_differs = known.iter().filter(|known| known.code() == NEVER_DIFFERS);
    let known: Vec<Span> = never_differs
        .map(|known| known.primary.span)
        .chain(program.allows().silenced(NEVER_DIFFERS))
        .collect();
    found.findings.retain(|finding| !is_known(finding, &known));
    allowed(&inquiry, found)
}

/// The code of warnings that compiling gives about tests.
const NEVER_DIFFERS: &str = "never-differs";

/// Whether a warning about a part of the same test is known already, or was
/// silenced.
fn is_known(finding: &Diagnostic, known: &[Span]) -> bool {
    let at = finding.primary.span;
    let within = |span: Span| span.file == at.file && at.start <= span.start && span.end <= at.end;
    ["decided-test", "never-holds", "always-holds"].contains(&finding.code())
        && known.iter().any(|&known| within(known))
}

/// What needs the solver.
fn reason(inquiry: &Inquiry<'_>, found: &mut Analysis) {
    let program = inquiry.program;
    let outline = Outline::new(program.rules(), program.graph());
    let reasoning = Reasoning {
        inquiry,
        program,
        outline: &outline,
    };
    let told: BTreeSet<Span> = found
        .findings
        .iter()
        .map(|finding| finding.primary.span)
        .collect();
    let impossible = guards::find(&reasoning, found);
    let mut formula = reasoning.formula_of(program.graph().rules());
    let never = never_chosen::find(&reasoning, &mut formula, &impossible, found);
    unhandled::find(&reasoning, &mut formula, &told, found);
    file_order::find(&reasoning, &mut formula, found);
    tables::find(&reasoning, found);
    idle::find(&reasoning, &never, found);
    same_test::find(&reasoning, found);
}

/// Takes out what the rules allow, and adds the comments that allow nothing.
fn allowed(inquiry: &Inquiry<'_>, found: Analysis) -> Analysis {
    let mut allows = inquiry.program.allows().clone();
    let mut findings = allows.silence(found.findings);
    let mut undecided = found.undecided;
    undecided.retain(|question| !allows.covers(question.code, question.at));
    let is_meant = |file| inquiry.extent.is_closed(file);
    findings.extend(allows.unused(inquiry.program.sources(), is_meant));
    Analysis {
        findings,
        undecided: one_of_each(undecided),
    }
}

/// Of the questions of one code the first, which says how many more there are.
fn one_of_each(undecided: Vec<Undecided>) -> Vec<Undecided> {
    let mut first: Vec<Undecided> = Vec::new();
    for question in undecided {
        match first.iter_mut().find(|known| known.code == question.code) {
            Some(known) => known.more += 1,
            None => first.push(question),
        }
    }
    first
}

/// The place of `name` in the declaration at `declaration`: it follows the word
/// that the declaration begins with.
fn name_in(inquiry: &Inquiry<'_>, declaration: Span, name: &str) -> Span {
    let text = inquiry.program.sources().text(declaration);
    let keyword = text.find(char::is_whitespace).unwrap_or(0);
    let Some(at) = text.get(keyword..).and_then(|rest| rest.find(name)) else {
        return declaration;
    };
    let start = declaration.start + (keyword + at) as u32;
    Span {
        start,
        end: start + name.len() as u32,
        ..declaration
    }
}
