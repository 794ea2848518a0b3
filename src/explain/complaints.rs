//! Complaints: the symptoms, and when rules apply.

use super::build::{Builder, flat};
use super::decision::{Next, SymptomState};
use super::proof::{Claim, Proof};
use crate::engine::{Instance, Truth, WhyResolved};
use crate::facts::case::AttemptOutcome;
use crate::graph::{Node, NodeId};

/// A symptom, or when an instance of a rule applies.
enum Complaint<'a> {
    Symptom(NodeId),
    Rule(Instance<'a>),
}

impl<'a> Builder<'a> {
    /// All symptoms with their truth.
    pub(super) fn symptoms(&mut self) -> Vec<SymptomState> {
        let rules = self.program.rules();
        let graph = self.program.graph();
        let mut states = Vec::new();
        for &node in self.scope.symptoms() {
            if let Node::Condition(id, _) = graph.node(node) {
                let condition = &rules.conditions[*id];
                states.push(SymptomState {
                    name: condition.name.clone(),
                    title: condition
                        .title
                        .clone()
                        .unwrap_or_else(|| condition.name.clone()),
                    truth: self.evaluator.truth(node).to_string(),
                    at: self.at(condition.span),
                });
            }
        }
        states
    }

    pub(super) fn resolved(&mut self, why: WhyResolved) -> Next {
        let rules = self.program.rules();
        self.cited
            .attempts
            .extend(self.case.attempts.len().checked_sub(1));
        let last = self.case.attempts.last();
        let fixed = last.filter(|last| last.outcome == AttemptOutcome::Fixed);
        if why == WhyResolved::NothingShows {
            self.cite_complaints(Some(Truth::FAILS));
        }
        for &node in self.scope.symptoms() {
            if self.evaluator.truth(node) == Truth::HOLDS {
                self.show_complaint(&Complaint::Symptom(node), Claim::Holds);
            }
        }
        let showing = self
            .symptoms()
            .into_iter()
            .filter(|symptom| symptom.truth == Truth::HOLDS.to_string());
        Next::Resolved {
            still_showing: showing.map(|symptom| symptom.name).collect(),
            action: fixed.map(|attempt| rules.actions[attempt.action].name.clone()),
            element: fixed.and_then(|attempt| flat(&attempt.element)),
        }
    }

    /// Cites what gives the complaints their truth: one that holds, all that
    /// fail, or, with no truth wanted, all.
    pub(super) fn cite_complaints(&mut self, wanted: Option<Truth>) {
        for (complaint, truth) in self.complaints() {
            if wanted.is_some_and(|wanted| wanted != truth) {
                continue;
            }
            let claim = if wanted.is_some() {
                Claim::of(truth)
            } else {
                Claim::AsItIs
            };
            self.show_complaint(&complaint, claim);
            if truth == Truth::HOLDS {
                break;
            }
        }
    }

    /// Names the facts that keep complaints from being decided.
    pub(super) fn blame_complaints(&mut self) {
        for (complaint, truth) in self.complaints() {
            if truth == Truth::FAILS {
                continue;
            }
            for ground in self.proof_of(&complaint, Claim::of(truth)).grounds {
                if !matches!(ground.truth, Truth::HOLDS | Truth::FAILS) {
                    self.blame(&ground.facts);
                }
            }
        }
    }

    fn complaints(&mut self) -> Vec<(Complaint<'a>, Truth)> {
        let mut complaints = Vec::new();
        for &node in self.scope.symptoms() {
            complaints.push((Complaint::Symptom(node), self.evaluator.truth(node)));
        }
        for instance in self.scope.instances(&mut self.evaluator) {
            let truth = instance.applies;
            complaints.push((Complaint::Rule(instance), truth));
        }
        complaints
    }

    /// Shows a claim of a complaint, and cites what it rests on.
    fn show_complaint(&mut self, complaint: &Complaint<'a>, claim: Claim) {
        let proof = self.proof_of(complaint, claim);
        self.take(&proof);
    }

    fn proof_of(&mut self, complaint: &Complaint<'a>, claim: Claim) -> Proof {
        let mut proof = Proof::default();
        match complaint {
            Complaint::Symptom(node) => {
                if let Node::Condition(id, _) = self.program.graph().node(*node) {
                    let span = self.program.rules().conditions[*id].span;
                    let goal = self.program.graph().first_use(*node, span);
                    proof.show(&mut self.evaluator, goal, claim);
                }
            }
            Complaint::Rule(instance) => {
                let goal = instance.rule.applies;
                self.evaluator.with_instance(instance, |e| {
                    proof.show_instance(e, instance, goal, claim);
                });
            }
        }
        proof
    }
}
