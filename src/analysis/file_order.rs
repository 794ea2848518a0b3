//! Rules that apply together, and whose order only the names of their files
//! decide.

use std::collections::BTreeSet;

use super::Analysis;
use super::proof::proof;
use super::reasoning::Reasoning;
use crate::diagnostic::catalogue::FileOrder;
use crate::engine::{Evaluator, Scope, Selection, select, select_each_rule};
use crate::facts::case::Case;
use crate::graph::Content;
use crate::model::ids::{ActionId, EntryId, RuleId};
use crate::program::Program;
use crate::reason::{Formula, Literal, Verdict};

/// Finds, for each file, the first rule that another file's rule of the same
/// priority comes before.
pub(super) fn find<'a>(reasoning: &Reasoning<'a>, formula: &mut Formula<'a>, found: &mut Analysis) {
    let rules = reasoning.rules();
    let plans = reasoning.graph().rules();
    let mut told = BTreeSet::new();
    let untried = formula.mode().untried;
    // Whether a rule of this priority in a file before the one at hand decides.
    let mut before: Vec<Literal> = Vec::new();
    let mut of_file: Vec<Literal> = Vec::new();
    let mut earlier = None;
    for (at, plan) in plans.iter().enumerate() {
        reasoning.inquiry.reached("order of files", at, plans.len());
        let rule = &rules.rules[plan.rule];
        let previous = at.checked_sub(1).map(|at| &rules.rules[plans[at].rule]);
        if previous.is_some_and(|previous| previous.priority != rule.priority) {
            before.clear();
            of_file.clear();
            earlier = None;
        } else if previous.is_some_and(|previous| previous.span.file != rule.span.file) {
            before.append(&mut of_file);
            earlier = Some(formula.any(before.iter().copied()));
        }
        let own: Vec<_> = formula
            .candidates()
            .iter()
            .filter(|candidate| candidate.rule.rule == plan.rule)
            .map(|candidate| (candidate.reached, candidate.decides))
            .collect();
        if let Some(earlier) = earlier
            && !told.contains(&(rule.span.file, rule.priority))
        {
            let decides = formula.any(own.iter().map(|(_, decides)| *decides));
            if let Verdict::Possible(case) = formula.find(&[earlier, decides, untried])
                && let Some(finding) = tell(reasoning, plan.rule, &case)
            {
                told.insert((rule.span.file, rule.priority));
                found.findings.push(finding.into());
            }
        }
        for (reached, decides) in own {
            of_file.push(formula.all([reached, decides]));
        }
    }
}

fn tell(reasoning: &Reasoning<'_>, second: RuleId, case: &Case) -> Option<FileOrder> {
    let program = reasoning.program;
    let first = rival(program, case, second)?;
    let (_, witness) = proof(program, case, &|case| {
        rival(program, case, second) == Some(first)
    })?;
    let rules = program.rules();
    let name_at = |rule: RuleId| {
        let rule = &rules.rules[rule];
        super::name_in(reasoning.inquiry, rule.span, &rule.name)
    };
    Some(FileOrder {
        first: rules.rules[first].name.clone(),
        first_at: name_at(first),
        second: rules.rules[second].name.clone(),
        second_at: name_at(second),
        witness,
    })
}

/// The rule that decides a case, if only the order of files puts it before
/// `second`, which would do something else.
fn rival(program: &Program, case: &Case, second: RuleId) -> Option<RuleId> {
    let rules = program.rules();
    let scope = Scope::everything(program.graph());
    let mut evaluator = Evaluator::new(rules, program.graph(), case);
    let chosen = select(&mut evaluator, &scope, &mut ()).ok()?;
    let (first, entry) = step(&chosen)?;
    let (one, other) = (&rules.rules[first], &rules.rules[second]);
    if one.priority != other.priority || one.span.file == other.span.file {
        return None;
    }
    let each = select_each_rule(&mut evaluator, &scope).ok()?;
    let (_, loser) = each
        .iter()
        .filter_map(|(selection, _)| step(selection))
        .find(|(rule, _)| *rule == second)?;
    let action = |entry: EntryId| action_of(program, entry);
    let same = action(entry).is_some() && action(entry) == action(loser);
    (!same).then_some(first)
}

fn step(selection: &Selection<'_>) -> Option<(RuleId, EntryId)> {
    match selection {
        Selection::Step(candidate)
        | Selection::Ask {
            candidate,
            for_text: true,
            ..
        } => Some((candidate.instance.rule.rule, candidate.entry.entry)),
        _ => None,
    }
}

fn action_of(program: &Program, entry: EntryId) -> Option<ActionId> {
    let rules = program.graph().rules();
    let mut entries = rules.iter().flat_map(|rule| &rule.entries);
    match &entries.find(|plan| plan.entry == entry)?.content {
        Content::Action(action) => Some(action.action),
        Content::Text(_) => None,
    }
}
