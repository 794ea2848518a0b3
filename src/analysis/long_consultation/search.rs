//! The search for the consultation with the most questions in a row: a beam
//! search, in which the consultations that leave the most open go on.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use crate::engine::{Candidate, Evaluator, Scope, Selection, Truth, select};
use crate::facts::case::Case;
use crate::facts::memory::{FactPath, State};
use crate::model::ids::FactId;
use crate::model::value::Time;
use crate::program::Program;
use crate::reason::Answers;

/// So many consultations of one length go on at the most.
const WIDEST: usize = 24;

/// One of them takes about so many decisions from the first question to the
/// last.
const DECISIONS_OF_ONE: usize = 40;

/// So many questions are enough for anybody.
const DEEPEST: usize = 40;

/// A consultation in which no step was reached yet.
#[derive(Clone, Debug)]
pub(super) struct Consultation {
    /// The questions, in order.
    pub(super) questions: Vec<FactPath>,
    /// The answers to all but the last.
    pub(super) answers: Vec<State>,
    /// The instant at which it takes place.
    pub(super) now: Option<Time>,
    case: Case,
    /// How many entries can still be chosen and may yet not be.
    open: usize,
}

/// Looks for long consultations.
pub(super) struct Search<'p> {
    program: &'p Program,
    answers: &'p Answers<'p>,
    known: HashMap<FactId, Vec<State>>,
}

/// What tells consultations of one length apart: what is asked next, and what
/// has come of the entries so far.
type Situation = (FactPath, Vec<Truth>);

impl<'p> Search<'p> {
    pub(super) fn new(program: &'p Program, answers: &'p Answers<'p>) -> Self {
        Search {
            program,
            answers,
            known: HashMap::new(),
        }
    }

    /// The consultation with the most questions that is found with so many
    /// decisions, and how many it took; none where there is no question.
    pub(super) fn longest(
        &mut self,
        scope: &Scope,
        budget: usize,
    ) -> (Option<Consultation>, usize) {
        let mut case = self.program.new_case();
        case.now = self.answers.now();
        let mut left = budget;
        let width = (budget / DECISIONS_OF_ONE).clamp(1, WIDEST);
        let start = Consultation {
            questions: Vec::new(),
            answers: Vec::new(),
            now: case.now,
            case,
            open: 0,
        };
        let first = self.decided(start, scope);
        let mut beam: Vec<Consultation> = first.map(|(start, _)| start).into_iter().collect();
        let mut longest = beam.first().cloned();
        while !beam.is_empty() && left > 0 {
            let mut seen = HashSet::new();
            let mut next = Vec::new();
            for consultation in &beam {
                self.go_on(consultation, scope, &mut left, &mut |longer, situation| {
                    if seen.insert(situation) {
                        next.push(longer);
                    }
                });
            }
            next.sort_by_key(|consultation| Reverse(consultation.open));
            next.truncate(width);
            beam = next;
            longest = beam.first().cloned().or(longest);
            if longest
                .as_ref()
                .is_some_and(|found| found.questions.len() >= DEEPEST)
            {
                break;
            }
        }
        (longest, budget - left)
    }

    /// Answers the last question in every way that matters, and hands on the
    /// consultations in which another question follows.
    fn go_on(
        &mut self,
        consultation: &Consultation,
        scope: &Scope,
        left: &mut usize,
        found: &mut impl FnMut(Consultation, Situation),
    ) {
        let Some(asked) = consultation.questions.last() else {
            return;
        };
        let answers = self.answers;
        let answers = self
            .known
            .entry(asked.fact)
            .or_insert_with(|| answers.of(asked.fact))
            .clone();
        for answer in answers {
            if *left == 0 {
                return;
            }
            *left -= 1;
            let mut longer = consultation.clone();
            if let Some(state) = longer.case.facts.get_mut(self.program.rules(), asked) {
                *state = answer.clone();
            }
            longer.answers.push(answer);
            if let Some((longer, situation)) = self.decided(longer, scope) {
                found(longer, situation);
            }
        }
    }

    /// The consultation with the question that follows; none where something
    /// else follows.
    fn decided(
        &self,
        mut consultation: Consultation,
        scope: &Scope,
    ) -> Option<(Consultation, Situation)> {
        let (rules, graph) = (self.program.rules(), self.program.graph());
        let mut evaluator = Evaluator::new(rules, graph, &consultation.case);
        let Ok(Selection::Ask { fact, .. }) = select(&mut evaluator, scope, &mut ()) else {
            return None;
        };
        let guards = guards(&mut evaluator, scope);
        if evaluator.gave_up() || !is_there(&mut evaluator, scope) {
            return None;
        }
        consultation.open = guards
            .iter()
            .filter(|guard| guard.can_hold() && !guard.is_settled())
            .count();
        consultation.questions.push(fact.clone());
        Some((consultation, (fact, guards)))
    }
}

/// Whether people can still come with the symptom: once it is clear that it does
/// not show, this is no consultation about it.
fn is_there(evaluator: &mut Evaluator<'_>, scope: &Scope) -> bool {
    let mut symptoms = scope.symptoms().iter();
    scope.symptoms().is_empty() || symptoms.any(|&symptom| evaluator.truth(symptom).can_hold())
}

/// What has come of all entries so far.
fn guards(evaluator: &mut Evaluator<'_>, scope: &Scope) -> Vec<Truth> {
    let mut guards = Vec::new();
    for instance in scope.instances(evaluator) {
        evaluator.with_instance(&instance, |evaluator| {
            for entry in &instance.rule.entries {
                let candidate = Candidate {
                    instance: instance.clone(),
                    entry,
                };
                guards.push(evaluator.guard(&candidate));
            }
        });
    }
    guards
}
