//! Conflict resolution: which candidate decides.

use std::ops::ControlFlow;

use super::TooMuchWork;
use super::candidates::{Candidate, Instance};
use super::evaluate::Evaluator;
use super::truth::Truth;
use crate::facts::case::AttemptOutcome;
use crate::facts::memory::FactPath;
use crate::graph::{Content, DecisionGraph, Node, NodeId, RulePlan};
use crate::model::ids::{ConditionId, RuleId};
use crate::model::rule::Proposal;
use crate::model::{DecisionKind, RuleBase};

/// After so many attempts a case ends.
pub const MAX_ATTEMPTS: usize = 200;

/// What the engine selects.
#[derive(Clone, Debug)]
pub enum Selection<'a> {
    /// Do, conclude, refer or escalate as the candidate's entry says.
    Step(Candidate<'a>),
    /// Ask for a fact.
    Ask {
        /// The fact.
        fact: FactPath,
        /// The candidate that needs it.
        candidate: Candidate<'a>,
        /// Whether only the candidate's text needs it: its guard holds.
        for_text: bool,
    },
    /// There is nothing left to do.
    Resolved(WhyResolved),
    /// Every complaint fails.
    NoSymptom,
    /// A complaint holds, and nothing is left to try; or there were too many
    /// attempts.
    Exhausted {
        /// Whether the case ended because of [`MAX_ATTEMPTS`].
        too_many_attempts: bool,
    },
    /// Whether there is a complaint cannot be told.
    Undetermined,
}

impl Selection<'_> {
    /// The kind of the decision.
    pub fn kind(&self, rules: &RuleBase) -> DecisionKind {
        match self {
            Selection::Step(candidate) => rules.entries[candidate.entry.entry].proposal.kind(),
            Selection::Ask { .. } => DecisionKind::Ask,
            Selection::Resolved(_) => DecisionKind::Resolved,
            Selection::NoSymptom => DecisionKind::NoSymptom,
            Selection::Exhausted { .. } => DecisionKind::Exhausted,
            Selection::Undetermined => DecisionKind::Undetermined,
        }
    }
}

/// Why a case is resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyResolved {
    /// The last attempt was reported to have fixed it.
    Fixed,
    /// Something was attempted, and every complaint fails.
    NothingShows,
}

/// Why a candidate was passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassedOver {
    /// Its guard can no longer hold.
    Guard,
    /// Its action was attempted as often as it may be.
    UsedUp,
    /// Its guard is open, and it says *without asking*.
    NotAsked,
}

/// A candidate that the engine looked at.
#[derive(Clone, Debug)]
pub struct Considered<'a> {
    /// The candidate.
    pub candidate: Candidate<'a>,
    /// What its guard can still come out as.
    pub guard: Truth,
    /// Why it was passed over; none for the one that decided.
    pub passed_over: Option<PassedOver>,
}

/// Hears what the engine considers, in order.
pub trait Observer<'a> {
    /// The engine looked at a candidate.
    fn considered(&mut self, event: Considered<'a>);
}

/// Hears nothing.
impl Observer<'_> for () {
    fn considered(&mut self, _: Considered<'_>) {}
}

/// Keeps all events.
impl<'a> Observer<'a> for Vec<Considered<'a>> {
    fn considered(&mut self, event: Considered<'a>) {
        self.push(event);
    }
}

/// The rules and symptoms that take part in a selection.
#[derive(Clone, Debug)]
pub struct Scope {
    rules: Vec<bool>,
    symptoms: Vec<NodeId>,
}

impl Scope {
    /// All of them.
    pub fn everything(graph: &DecisionGraph) -> Self {
        Scope {
            rules: vec![true; graph.rules().len()],
            symptoms: graph.symptoms().to_vec(),
        }
    }

    /// One symptom, and the rules that use it.
    pub fn of_symptom(graph: &DecisionGraph, symptom: ConditionId) -> Self {
        let is_it =
            |node: &NodeId| matches!(graph.node(*node), Node::Condition(id, _) if *id == symptom);
        let symptoms: Vec<NodeId> = graph.symptoms().iter().copied().filter(is_it).collect();
        let users = graph.users_of(&symptoms);
        let uses = |rule: &RulePlan| {
            rule.entries
                .iter()
                .any(|entry| users[entry.guard.node.index()])
        };
        Scope {
            rules: graph.rules().iter().map(uses).collect(),
            symptoms,
        }
    }

    /// One rule by itself, without the symptoms.
    pub fn of_rule(graph: &DecisionGraph, rule: RuleId) -> Self {
        let rules = graph.rules().iter();
        Scope {
            rules: rules.map(|plan| plan.rule == rule).collect(),
            symptoms: Vec::new(),
        }
    }

    /// The rules, in order.
    pub fn rules<'g>(&self, graph: &'g DecisionGraph) -> impl Iterator<Item = &'g RulePlan> {
        graph
            .rules()
            .iter()
            .zip(&self.rules)
            .filter(|(_, included)| **included)
            .map(|(rule, _)| rule)
    }

    /// The instances of the rules, in order.
    pub fn instances<'a>(&self, evaluator: &mut Evaluator<'a>) -> Vec<Instance<'a>> {
        let mut instances = Vec::new();
        for rule in self.rules(evaluator.graph) {
            let _: ControlFlow<()> = evaluator.for_each_instance(rule, &mut |_, instance| {
                instances.push(instance);
                ControlFlow::Continue(())
            });
        }
        instances
    }

    /// The symptoms, as nodes of the graph.
    pub fn symptoms(&self) -> &[NodeId] {
        &self.symptoms
    }
}

/// Selects the next step.
///
/// # Errors
///
/// Where the evaluation would take too long.
pub fn select<'a>(
    evaluator: &mut Evaluator<'a>,
    scope: &Scope,
    observer: &mut impl Observer<'a>,
) -> Result<Selection<'a>, TooMuchWork> {
    let selection = choose(evaluator, scope, observer);
    if evaluator.gave_up() {
        Err(TooMuchWork)
    } else {
        Ok(selection)
    }
}

fn choose<'a>(
    evaluator: &mut Evaluator<'a>,
    scope: &Scope,
    observer: &mut impl Observer<'a>,
) -> Selection<'a> {
    let attempts = &evaluator.case.attempts;
    if attempts
        .last()
        .is_some_and(|last| last.outcome == AttemptOutcome::Fixed)
    {
        return Selection::Resolved(WhyResolved::Fixed);
    }
    if !attempts.is_empty() && complaints(evaluator, scope).all_fail {
        return Selection::Resolved(WhyResolved::NothingShows);
    }
    if attempts.len() >= MAX_ATTEMPTS {
        return Selection::Exhausted {
            too_many_attempts: true,
        };
    }
    for rule in scope.rules(evaluator.graph) {
        if let Some(selection) = select_rule(evaluator, rule, observer) {
            return selection;
        }
    }
    let complaints = complaints(evaluator, scope);
    if complaints.some_holds {
        Selection::Exhausted {
            too_many_attempts: false,
        }
    } else if complaints.all_fail {
        Selection::NoSymptom
    } else {
        Selection::Undetermined
    }
}

/// What each instance of a rule that applies proposes first, by itself; rules
/// that propose nothing any more are left out.
///
/// # Errors
///
/// Where the evaluation would take too long.
pub fn select_each_rule<'a>(
    evaluator: &mut Evaluator<'a>,
    scope: &Scope,
) -> Result<Vec<(Selection<'a>, Vec<Considered<'a>>)>, TooMuchWork> {
    let mut selections = Vec::new();
    for rule in scope.rules(evaluator.graph) {
        let _: ControlFlow<()> = evaluator.for_each_instance(rule, &mut |evaluator, instance| {
            if instance.applies == Truth::HOLDS {
                let mut events = Vec::new();
                if let Some(selection) = first_of_instance(evaluator, &instance, &mut events) {
                    selections.push((selection, events));
                }
            }
            if evaluator.gave_up() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
    }
    if evaluator.gave_up() {
        Err(TooMuchWork)
    } else {
        Ok(selections)
    }
}

/// What a rule selects by itself, of whatever instance.
pub(crate) fn select_rule<'a>(
    evaluator: &mut Evaluator<'a>,
    rule: &'a RulePlan,
    observer: &mut impl Observer<'a>,
) -> Option<Selection<'a>> {
    let flow = evaluator.for_each_instance(
        rule,
        &mut |evaluator, instance| match first_of_instance(evaluator, &instance, observer) {
            Some(selection) => ControlFlow::Break(selection),
            None if evaluator.gave_up() => ControlFlow::Break(Selection::Undetermined),
            None => ControlFlow::Continue(()),
        },
    );
    flow.break_value()
}

/// What the first entry of an instance that is not passed over selects.
fn first_of_instance<'a>(
    evaluator: &mut Evaluator<'a>,
    instance: &Instance<'a>,
    observer: &mut impl Observer<'a>,
) -> Option<Selection<'a>> {
    for entry in &instance.rule.entries {
        if evaluator.gave_up() {
            return None;
        }
        let candidate = Candidate {
            instance: instance.clone(),
            entry,
        };
        let guard = evaluator.guard(&candidate);
        let passed_over = passed_over(evaluator, &candidate, guard);
        observer.considered(Considered {
            candidate: candidate.clone(),
            guard,
            passed_over,
        });
        if passed_over.is_none() {
            return (!evaluator.gave_up()).then(|| decide(evaluator, candidate, guard));
        }
    }
    None
}

fn passed_over<'a>(
    evaluator: &Evaluator<'a>,
    candidate: &Candidate<'a>,
    guard: Truth,
) -> Option<PassedOver> {
    let entry = &evaluator.rules.entries[candidate.entry.entry];
    if !guard.can_hold() {
        Some(PassedOver::Guard)
    } else if is_used_up(evaluator, candidate) {
        Some(PassedOver::UsedUp)
    } else if entry.without_asking && guard != Truth::HOLDS {
        Some(PassedOver::NotAsked)
    } else {
        None
    }
}

/// A `try` is used up after as many attempts as it may take; an attempt that
/// was not made at all uses it up at once.
pub(crate) fn is_used_up<'a>(evaluator: &Evaluator<'a>, candidate: &Candidate<'a>) -> bool {
    let proposal = &evaluator.rules.entries[candidate.entry.entry].proposal;
    let (Proposal::Try { times, .. }, Content::Action(action)) =
        (proposal, &candidate.entry.content)
    else {
        return false;
    };
    if evaluator.case.attempts.is_empty() || candidate.instance.is_partial() {
        return false;
    }
    let keys = evaluator.action_keys(action, &candidate.instance);
    let mut attempts = 0;
    for attempt in &evaluator.case.attempts {
        if attempt.action == action.action && attempt.element == keys {
            attempts += 1;
            if attempts >= *times || !attempt.outcome.was_done() {
                return true;
            }
        }
    }
    false
}

/// What a candidate selects that is not passed over: its step, or a question.
pub(crate) fn decide<'a>(
    evaluator: &mut Evaluator<'a>,
    candidate: Candidate<'a>,
    guard: Truth,
) -> Selection<'a> {
    if guard == Truth::HOLDS {
        return match evaluator.unknown_of_content(&candidate.entry.content) {
            Some(fact) => Selection::Ask {
                fact,
                candidate,
                for_text: true,
            },
            None => Selection::Step(candidate),
        };
    }
    match evaluator.question(&candidate) {
        Some(fact) => Selection::Ask {
            fact,
            candidate,
            for_text: false,
        },
        // Only when the evaluation was given up: an open guard depends on an
        // unknown fact.
        None => Selection::Undetermined,
    }
}

/// What is known of the complaints: the symptoms, and when rules apply.
#[derive(Clone, Copy, Debug)]
struct Complaints {
    some_holds: bool,
    all_fail: bool,
}

fn complaints(evaluator: &mut Evaluator<'_>, scope: &Scope) -> Complaints {
    let mut complaints = Complaints {
        some_holds: false,
        all_fail: true,
    };
    let mut add = |truth: Truth| {
        complaints.some_holds |= truth == Truth::HOLDS;
        complaints.all_fail &= truth == Truth::FAILS;
        // Once one holds, no other changes what follows.
        if complaints.some_holds {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    for &symptom in &scope.symptoms {
        if add(evaluator.truth(symptom)).is_break() {
            return complaints;
        }
    }
    for rule in scope.rules(evaluator.graph) {
        if evaluator
            .for_each_instance(rule, &mut |_, instance| add(instance.applies))
            .is_break()
        {
            break;
        }
    }
    complaints
}
