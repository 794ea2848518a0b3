//! Syntax trees to a rule base: resolves names, agrees types, reads literals,
//! and reports every fault that can be known before a run.
//!
//! The passes, in order: [`declare`] collects all names and the types of facts;
//! [`derived`] checks lets, conditions and the `when` of facts in the order of
//! their dependencies; then the rest of the facts, the actions and the rules
//! are checked. A fault is reported once: what depends on a faulty part fails
//! silently ([`report::Reported`]).

mod actions;
mod allows;
mod arguments;
mod arithmetic;
mod attributes;
mod cells;
mod compare;
mod conditions;
mod contains;
mod context;
mod declare;
mod derived;
mod entries;
mod expression;
mod facts;
mod fields;
mod gathered;
mod guides;
mod imports;
mod lists;
mod literals;
mod names;
mod plain;
mod quantities;
mod references;
mod report;
mod rules;
mod scope;
mod symbols;
mod tables;
mod templates;
mod tests;
mod texts;
mod types;
mod unknown;

use crate::diagnostic::{Diagnostic, Severity};
use crate::load::Loaded;
use crate::model::RuleBase;
pub use allows::Allows;
use context::Context;

/// What checking gives.
#[derive(Debug)]
pub struct Checked {
    /// The rule base, unless there is an error.
    pub rule_base: Option<RuleBase>,
    /// Everything that loading, parsing and checking found, by file and place,
    /// without the warnings that are allowed.
    pub diagnostics: Vec<Diagnostic>,
    /// The comments that allow warnings.
    pub allows: Allows,
}

/// Checks the files of a rule base.
pub fn check(loaded: &Loaded) -> Checked {
    let mut context = Context::new(loaded);
    declare::declare(&mut context);
    derived::check(&mut context);
    plain::check(&mut context);
    facts::check(&mut context);
    let guides = guides::check(&mut context);
    let actions = actions::check(&mut context);
    let rules = rules::check(&mut context);
    let mut allows = Allows::of(loaded, &mut context.reports);
    let (diagnostics, parts) = context.finish(loaded);
    let diagnostics = allows.silence(diagnostics);
    let faulty = diagnostics.iter().any(|d| d.severity() == Severity::Error);
    let rule_base = if faulty {
        None
    } else {
        parts.assemble(guides, actions, rules)
    };
    Checked {
        rule_base,
        diagnostics,
        allows,
    }
}
