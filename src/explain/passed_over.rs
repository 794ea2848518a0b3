//! Why candidates were passed over.

use super::build::{Builder, flat};
use super::decision::{Considered, Reason};
use super::proof::Claim;
use super::text;
use crate::engine::{self, Candidate, Instance, PassedOver};
use crate::graph::{ActionPlan, Content, EntryPlan};

impl<'a> Builder<'a> {
    /// A candidate that was passed over, with the reason; none for the one that
    /// decided.
    pub(super) fn considered(&mut self, event: &engine::Considered<'a>) -> Option<Considered> {
        let candidate = &event.candidate;
        let (word, because) = match event.passed_over? {
            PassedOver::Guard => ("guard", self.reasons(candidate, Claim::of(event.guard))),
            PassedOver::UsedUp => ("used_up", Vec::new()),
            PassedOver::NotAsked => ("not_asked", self.not_asked(candidate)),
        };
        let used_up = event.passed_over == Some(PassedOver::UsedUp);
        let rules = self.program.rules();
        Some(Considered {
            rule: rules.rules[candidate.instance.rule.rule].name.clone(),
            entry: self.entry_name(candidate.entry, &candidate.instance),
            element: flat(&candidate.instance.keys(&self.evaluator)),
            truth: event.guard.to_string(),
            passed_over: word,
            because,
            proposes: rules.entries[candidate.entry.entry].proposal.kind(),
            rule_truth: candidate.instance.applies,
            at: self.at(rules.entries[candidate.entry.entry].span),
            attempts: if used_up {
                self.attempts(candidate)
            } else {
                Vec::new()
            },
        })
    }

    /// The fact that would have to be asked for. That the guard is open rests
    /// on all that is known of it: a fact that is never asked for would be
    /// unavailable if it were not known.
    fn not_asked(&mut self, candidate: &Candidate<'a>) -> Vec<Reason> {
        self.reasons(candidate, Claim::AsItIs);
        let asked = self
            .evaluator
            .with_instance(&candidate.instance, |e| e.question(candidate));
        let entry = &self.program.rules().entries[candidate.entry.entry];
        let span = entry.when.as_ref().map_or(entry.span, |when| when.span);
        vec![Reason {
            test: text::one_line(self.program.sources().text(span)),
            fact: asked.map(|path| path.show(self.program.rules())),
            value: None,
            state: Some("unknown"),
            truth: "open".to_owned(),
            at: self.at(span),
            span,
            within: Vec::new(),
        }]
    }

    fn attempts(&mut self, candidate: &Candidate<'a>) -> Vec<&'static str> {
        let Content::Action(action) = &candidate.entry.content else {
            return Vec::new();
        };
        let keys = self.evaluator.action_keys(action, &candidate.instance);
        let mut outcomes = Vec::new();
        for (at, attempt) in self.case.attempts.iter().enumerate() {
            if attempt.action == action.action && attempt.element == keys {
                self.cited.attempts.insert(at);
                outcomes.push(attempt.outcome.word());
            }
        }
        outcomes
    }

    pub(super) fn entry_name(&mut self, entry: &'a EntryPlan, instance: &Instance<'a>) -> String {
        match &entry.content {
            Content::Action(ActionPlan { action, .. }) => {
                self.program.rules().actions[*action].name.clone()
            }
            Content::Text(plan) if instance.is_partial() => text::unfilled(plan),
            Content::Text(plan) => self
                .evaluator
                .with_instance(instance, |e| text::fill(e, plan)),
        }
    }
}
