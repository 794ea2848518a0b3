//! Checks what is derived from other names (lets, conditions, the `when` of
//! facts), each after those that it uses, and finds cycles.
//!
//! Whether a word is a name or a symbol depends on types, so the dependencies
//! are known only while checking: a check that meets something not yet checked
//! ends, and is done again after that. There is no recursion from name to name:
//! chains of names may be long.

use std::collections::HashSet;

use super::conditions;
use super::context::{CheckedCondition, CheckedLet, Context};
use super::expression::{Expressions, Meaning};
use super::facts;
use super::scope::Scope;
use crate::diagnostic::catalogue::{DependencyCycle, Limit, OverLimit};
use crate::model::expression::Test;
use crate::model::ids::{ConditionId, FactId, Id, LetId};
use crate::model::rule::LetValue;
use crate::syntax::tree;

/// Names may be defined by names so many times over.
const DEEPEST: u32 = 256;

/// Something that is derived from other names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Derived {
    /// A let.
    Let(LetId),
    /// A condition or a symptom.
    Condition(ConditionId),
    /// The `when` of a fact.
    Fact(FactId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    New,
    /// Waits for others to be checked.
    Waiting,
    /// Checked; so many names deep.
    Done(u32),
}

/// How far the checking of derived names has come.
#[derive(Debug, Default)]
pub(super) struct Progress {
    lets: Vec<Stage>,
    conditions: Vec<Stage>,
    facts: Vec<Stage>,
    /// What the current check needs and is not yet checked.
    needs: Vec<Derived>,
    /// How deep the names are that the current check has met.
    depth: u32,
}

impl Progress {
    /// Adds a let or a condition.
    pub(super) fn add(&mut self, derived: Derived) {
        self.stages(derived).push(Stage::New);
    }

    /// Adds a fact, which is derived if it has a `when`.
    pub(super) fn add_fact(&mut self, _fact: FactId, tree: &tree::Fact) {
        let derived = facts::when(tree).is_some();
        self.facts
            .push(if derived { Stage::New } else { Stage::Done(0) });
    }

    /// Notes that the current check uses `derived`; says whether that has been
    /// checked.
    pub(super) fn uses(&mut self, derived: Derived) -> bool {
        match self.stage(derived) {
            Stage::Done(depth) => {
                self.depth = self.depth.max(depth);
                true
            }
            Stage::New | Stage::Waiting => {
                self.needs.push(derived);
                false
            }
        }
    }

    /// Whether this has been checked, without any note of it.
    pub(super) fn is_done(&mut self, derived: Derived) -> bool {
        matches!(self.stage(derived), Stage::Done(_))
    }

    fn stages(&mut self, derived: Derived) -> &mut Vec<Stage> {
        match derived {
            Derived::Let(_) => &mut self.lets,
            Derived::Condition(_) => &mut self.conditions,
            Derived::Fact(_) => &mut self.facts,
        }
    }

    fn stage(&mut self, derived: Derived) -> Stage {
        let index = index(derived);
        self.stages(derived)[index]
    }

    fn set(&mut self, derived: Derived, stage: Stage) {
        let index = index(derived);
        self.stages(derived)[index] = stage;
    }
}

fn index(derived: Derived) -> usize {
    match derived {
        Derived::Let(id) => id.index(),
        Derived::Condition(id) => id.index(),
        Derived::Fact(id) => id.index(),
    }
}

/// Checks all lets, conditions and `when`s of facts.
pub(super) fn check(context: &mut Context<'_>) {
    let lets = (0..context.let_trees.len()).map(|i| Derived::Let(LetId::from_index(i)));
    let conditions =
        (0..context.condition_trees.len()).map(|i| Derived::Condition(ConditionId::from_index(i)));
    let facts = context.facts.ids().map(Derived::Fact);
    let all: Vec<Derived> = lets.chain(conditions).chain(facts).collect();
    let mut stack = Vec::new();
    for derived in all {
        stack.push(derived);
        while let Some(&next) = stack.last() {
            if let Stage::Done(_) = context.progress.stage(next) {
                stack.pop();
            } else {
                let needs = check_one(context, next);
                follow(context, &mut stack, needs);
            }
        }
    }
}

/// Puts what the last one on the stack needs on top of it, unless that closes a
/// cycle.
fn follow(context: &mut Context<'_>, stack: &mut Vec<Derived>, needs: Vec<Derived>) {
    let cyclic = needs
        .iter()
        .find(|need| context.progress.stage(**need) == Stage::Waiting);
    match cyclic {
        None => stack.extend(needs),
        Some(first) => {
            let cycle = cycle(context, stack, *first);
            let mut names = cycle.iter().map(|derived| {
                let (name, span) = context.name_of(*derived);
                (name.to_owned(), span)
            });
            if let Some(first) = names.next() {
                let others = names.collect();
                context.reports.error(DependencyCycle { first, others });
            }
            for derived in cycle {
                context.progress.set(derived, Stage::Done(0));
            }
        }
    }
}

/// The chain of those that wait for one another, from `first` to the top of the
/// stack.
fn cycle(context: &mut Context<'_>, stack: &[Derived], first: Derived) -> Vec<Derived> {
    let mut cycle = Vec::new();
    let mut seen = HashSet::new();
    for &derived in stack.iter().rev() {
        // What does not wait is a neighbour that has not had its turn; so is
        // what appears again further down.
        if context.progress.stage(derived) == Stage::Waiting && seen.insert(derived) {
            cycle.push(derived);
        }
        if derived == first {
            break;
        }
    }
    cycle.reverse();
    cycle
}

/// What a check found, to be kept unless it has to wait.
enum Found {
    Let(Option<CheckedLet>),
    Condition(Option<CheckedCondition>),
    When(Option<Test>),
}

impl Found {
    /// Whether the check found no fault.
    fn is_whole(&self) -> bool {
        match self {
            Found::Let(checked) => checked.is_some(),
            Found::Condition(checked) => checked
                .as_ref()
                .is_some_and(|checked| checked.test.is_some()),
            Found::When(test) => test.is_some(),
        }
    }
}

/// Checks one; gives what has to be checked before.
fn check_one(context: &mut Context<'_>, derived: Derived) -> Vec<Derived> {
    let mark = context.mark();
    context.progress.depth = 0;
    let found = match derived {
        Derived::Let(id) => Found::Let(check_let(context, id)),
        Derived::Condition(id) => Found::Condition(conditions::check(context, id)),
        Derived::Fact(id) => Found::When(facts::check_when(context, id)),
    };
    let needs = std::mem::take(&mut context.progress.needs);
    if !needs.is_empty() {
        context.back_to(mark);
        context.progress.set(derived, Stage::Waiting);
        return needs;
    }
    let depth = context.progress.depth + 1;
    if depth > DEEPEST {
        let (_, at) = context.name_of(derived);
        context.reports.error(OverLimit {
            limit: Limit::Names,
            at,
        });
        // What uses it has no fault of its own: it fails, and fails silently.
        context.progress.set(derived, Stage::Done(0));
        return needs;
    }
    // A faulty one is not deep: what uses it must not pass the limit again.
    let depth = if found.is_whole() { depth } else { 0 };
    context.progress.set(derived, Stage::Done(depth));
    match (derived, found) {
        (Derived::Let(id), Found::Let(checked)) => context.lets[id.index()] = checked,
        (Derived::Condition(id), Found::Condition(checked)) => {
            context.conditions[id.index()] = checked;
        }
        (Derived::Fact(id), Found::When(test)) => context.facts[id].when = test,
        _ => {}
    }
    needs
}

fn check_let(context: &mut Context<'_>, id: LetId) -> Option<CheckedLet> {
    let tree = context.let_trees[id.index()];
    let mut expressions = Expressions::new(context, tree.span.file, Scope::default());
    match expressions.meaning_alone(&tree.value).ok()? {
        Meaning::Test(test) => Some(CheckedLet {
            value: LetValue::Test(test),
            base: None,
        }),
        Meaning::Operand(operand) => Some(CheckedLet {
            value: LetValue::Operand(operand),
            base: None,
        }),
        Meaning::List(list) => Some(CheckedLet {
            value: LetValue::List(list.list),
            base: Some(list.base),
        }),
        // There are no variables outside.
        Meaning::Record(..) => None,
    }
}
