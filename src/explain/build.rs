//! From a selection and its events to a decision.

use super::decision::{
    Decision, DecisionList, Depends, LIST_SCHEMA, Next, Reason, SCHEMA, Step,
};
use super::proof::{Citations, Claim, Ground, Proof};
use super::{outlook, question, text};
use crate::engine::{
    self, Candidate, Evaluator, Scope, Selection, TooMuchWork, Truth,
};
use crate::facts::case::Case;
use crate::facts::memory::FactPath;
use crate::graph::{Content, NodeId, PartPlan, Use};
use crate::model::ids::EntryId;
use crate::model::rule::Proposal;
use crate::program::Program;
use crate::source::Span;

/// A decision with what it rests on.
#[derive(Clone, Debug)]
pub struct Explained {
    /// The decision.
    pub decision: Decision,
    /// The facts, attempts and instant without which it might be another.
    pub cited: Citations,
}

/// Decides a case and explains the decision.
///
/// # Errors
///
/// Where the evaluation would take too long.
pub fn decide(program: &Program, case: &Case, scope: &Scope) -> Result<Explained, TooMuchWork> {
    let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
    let mut events = Vec::new();
    let selection = engine::select(&mut evaluator, scope, &mut events)?;
    let mut builder = Builder::new(program, case, scope, evaluator);
    let decision = builder.decision(&selection, &events);
    if builder.evaluator.gave_up() {
        return Err(TooMuchWork);
    }
    Ok(Explained { decision, cited: builder.cited })
}

/// Decides for each rule that applies what it proposes by itself.
///
/// # Errors
///
/// Where the evaluation would take too long.
pub fn decide_each_rule(program: &Program, case: &Case, scope: &Scope) -> Result<DecisionList, TooMuchWork> {
    let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
    let selections = engine::select_each_rule(&mut evaluator, scope)?;
    let mut builder = Builder::new(program, case, scope, evaluator);
    let decisions = selections.iter().map(|(selection, events)| builder.decision(selection, events)).collect();
    if builder.evaluator.gave_up() {
        return Err(TooMuchWork);
    }
    Ok(DecisionList { schema: LIST_SCHEMA, decisions })
}

/// Makes decisions out of selections.
pub(super) struct Builder<'a> {
    pub(super) program: &'a Program,
    pub(super) case: &'a Case,
    pub(super) scope: &'a Scope,
    pub(super) evaluator: Evaluator<'a>,
    pub(super) cited: Citations,
    pub(super) missing: Vec<String>,
}

impl<'a> Builder<'a> {
    fn new(program: &'a Program, case: &'a Case, scope: &'a Scope, evaluator: Evaluator<'a>) -> Self {
        Builder { program, case, scope, evaluator, cited: Citations::default(), missing: Vec::new() }
    }

    fn decision(&mut self, selection: &Selection<'a>, events: &[engine::Considered<'a>]) -> Decision {
        let considered = events.iter().filter_map(|event| self.considered(event)).collect();
        let next = self.next(selection);
        let symptoms = self.symptoms();
        let missing = std::mem::take(&mut self.missing);
        Decision { schema: SCHEMA, next, symptoms, considered, missing }
    }

    fn next(&mut self, selection: &Selection<'a>) -> Next {
        match selection {
            Selection::Step(candidate) => self.step(candidate),
            Selection::Ask { fact, candidate, for_text } => self.ask(fact, candidate, *for_text),
            Selection::Resolved(why) => self.resolved(*why),
            Selection::NoSymptom => {
                self.cite_complaints(Some(Truth::FAILS));
                Next::NoSymptom
            }
            Selection::Exhausted { too_many_attempts } => {
                self.cite_complaints(Some(Truth::HOLDS));
                if *too_many_attempts {
                    self.cited.attempts.extend(0..self.case.attempts.len());
                }
                Next::Exhausted { too_many_attempts: *too_many_attempts }
            }
            Selection::Undetermined => {
                self.cite_complaints(None);
                self.blame_complaints();
                Next::Undetermined
            }
        }
    }

    // ---- a chosen entry

    fn step(&mut self, candidate: &Candidate<'a>) -> Next {
        let why = self.why(candidate);
        self.cite_content(candidate);
        let rules = self.program.rules();
        let entry = &rules.entries[candidate.entry.entry];
        let rule = rules.rules[entry.rule].name.clone();
        let at = self.at(entry.span);
        let because = candidate.entry.because.as_ref();
        let because = because.map(|plan| self.fill(candidate, plan));
        let element = flat(candidate.instance.keys(&self.evaluator));
        match (&entry.proposal, &candidate.entry.content) {
            (Proposal::Refer { url, .. }, Content::Text(plan)) => {
                let title = self.fill(candidate, plan);
                Next::Refer { rule, title, url: url.clone(), element, because, why, at }
            }
            (_, Content::Text(plan)) => {
                let title = self.fill(candidate, plan);
                Next::Conclude { rule, title, element, because, why, at }
            }
            (proposal, Content::Action(plan)) => {
                let action = &rules.actions[plan.action];
                let title = plan.title.as_ref().map(|title| self.fill(candidate, title));
                let sources = self.program.sources();
                let (steps, notes) =
                    self.evaluator.with_instance(&candidate.instance, |e| text::lines(e, sources, plan));
                let step = Step {
                    rule,
                    action: action.name.clone(),
                    title: title.unwrap_or_else(|| action.name.clone()),
                    element: flat(self.evaluator.action_keys(plan, &candidate.instance)),
                    steps,
                    notes,
                    cost: action.cost.map(|cost| cost.to_string()),
                    because,
                    why,
                    at,
                };
                if matches!(proposal, Proposal::Escalate(_)) { Next::Escalate(step) } else { Next::Do(step) }
            }
        }
    }

    fn fill(&mut self, candidate: &Candidate<'a>, plan: &crate::graph::TextPlan) -> String {
        self.evaluator.with_instance(&candidate.instance, |e| text::fill(e, plan))
    }

    /// The tests that made a candidate apply.
    fn why(&mut self, candidate: &Candidate<'a>) -> Vec<Reason> {
        self.reasons(candidate, Claim::Holds)
    }

    pub(super) fn reasons(&mut self, candidate: &Candidate<'a>, claim: Claim) -> Vec<Reason> {
        let mut proof = Proof::default();
        self.evaluator.with_instance(&candidate.instance, |e| {
            for (l, bound) in candidate.instance.rule.loops.iter().zip(0..) {
                proof.cite(e, l.list);
                if bound >= candidate.instance.elements.len() {
                    // The list of this loop is not known: it is what is at fault.
                    proof.unknown_list(e, Use { node: l.list, span: l.span });
                    return;
                }
            }
            let span = self.program.rules().entries[candidate.entry.entry].span;
            proof.show(e, Use { node: candidate.entry.guard, span }, claim);
        });
        self.take(proof)
    }

    pub(super) fn take(&mut self, proof: Proof) -> Vec<Reason> {
        self.cited.facts.extend(proof.cited.facts);
        self.cited.now |= proof.cited.now;
        proof.grounds.iter().flat_map(|ground| self.reasons_of(ground)).collect()
    }

    /// A reason for each fact of a test.
    fn reasons_of(&self, ground: &Ground) -> Vec<Reason> {
        let reason = |fact: Option<String>, value: Option<String>| Reason {
            test: text::one_line(self.program.sources().text(ground.span)),
            fact,
            value,
            truth: ground.truth.to_string(),
            at: self.at(ground.span),
        };
        if ground.facts.is_empty() {
            return vec![reason(None, None)];
        }
        let rules = self.program.rules();
        ground.facts.iter().map(|(path, value)| reason(Some(path.show(rules)), value.clone())).collect()
    }

    /// Cites what the text of a chosen entry says.
    fn cite_content(&mut self, candidate: &Candidate<'a>) {
        let mut nodes = Vec::new();
        content_nodes(&candidate.entry.content, &mut nodes);
        if let Some(because) = &candidate.entry.because {
            text_nodes(&because.parts, &mut nodes);
        }
        let mut proof = Proof::default();
        let mut unavailable = Vec::new();
        self.evaluator.with_instance(&candidate.instance, |e| {
            for node in nodes {
                proof.cite_with(e, node, &mut unavailable);
            }
        });
        self.take(proof);
        let rules = self.program.rules();
        for (path, value) in unavailable {
            if value.is_none() {
                push_new(&mut self.missing, path.show(rules));
            }
        }
    }

    // ---- a question

    fn ask(&mut self, fact: &FactPath, candidate: &Candidate<'a>, for_text: bool) -> Next {
        // Whether the same is asked depends on all that is known of the guard.
        if for_text {
            self.why(candidate);
            self.cite_content(candidate);
        } else {
            self.reasons(candidate, Claim::AsItIs);
        }
        let rules = self.program.rules();
        self.missing.clear();
        let path = fact.show(rules);
        self.missing.push(path.clone());
        let (question, help) = question::question(&mut self.evaluator, fact);
        let depends = self.program.graph().entries_that_use(fact.fact);
        let entry = &rules.entries[candidate.entry.entry];
        Next::Ask {
            fact: path,
            question,
            help,
            choices: question::choices(rules, fact),
            decides: depends.into_iter().map(|entry| self.depends(entry)).collect(),
            answers: outlook::outlook(self.program, self.case, self.scope, fact),
            rule: rules.rules[entry.rule].name.clone(),
            entry: self.entry_name(candidate.entry, &candidate.instance),
            element: flat(candidate.instance.keys(&self.evaluator)),
            for_text,
            at: self.at(entry.span),
        }
    }

    pub(super) fn depends(&mut self, id: EntryId) -> Depends {
        let rules = self.program.rules();
        let entry = &rules.entries[id];
        Depends {
            rule: rules.rules[entry.rule].name.clone(),
            entry: match &entry.proposal {
                Proposal::Try { action, .. } | Proposal::Escalate(action) => rules.actions[action.action].name.clone(),
                Proposal::Conclude(text) | Proposal::Refer { text, .. } => plain_text(text),
            },
        }
    }

    pub(super) fn at(&self, span: Span) -> String {
        self.program.sources().place(span)
    }
}

fn content_nodes(content: &Content, nodes: &mut Vec<NodeId>) {
    match content {
        Content::Text(text) => text_nodes(&text.parts, nodes),
        Content::Action(action) => {
            nodes.extend(action.lines.iter().filter_map(|line| line.when).map(|when| when.node));
            let texts = action.title.iter().chain(action.lines.iter().map(|line| &line.text));
            texts.for_each(|text| text_nodes(&text.parts, nodes));
        }
    }
}

fn text_nodes(parts: &[PartPlan], nodes: &mut Vec<NodeId>) {
    nodes.extend(parts.iter().filter_map(|part| match part {
        PartPlan::Hole { node, .. } => Some(*node),
        PartPlan::Text(_) => None,
    }));
}

/// A template with its holes as they are written.
fn plain_text(text: &crate::model::text::Template) -> String {
    let parts = text.parts.iter().map(|part| match part {
        crate::model::text::Part::Text(text) => text.clone(),
        crate::model::text::Part::Hole { name, .. } => format!("{{{name}}}"),
    });
    parts.collect()
}

/// The keys of all elements as one list; none where there are no elements.
pub(super) fn flat(keys: Vec<Vec<String>>) -> Option<Vec<String>> {
    if keys.is_empty() { None } else { Some(keys.concat()) }
}

pub(super) fn push_new(items: &mut Vec<String>, item: String) {
    if !items.contains(&item) {
        items.push(item);
    }
}
