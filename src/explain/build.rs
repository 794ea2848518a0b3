//! From a selection and its events to a decision.

use super::citing::{Citations, CitedFact, CitedState};
use super::decision::{
    Considered, Decision, DecisionList, Depends, LIST_SCHEMA, Next, Reason, SCHEMA, Step, Within,
};
use super::proof::{Claim, Ground, Proof};
use super::{outlook, question, text};
use crate::engine::{self, Candidate, Evaluator, Scope, Selection, TooMuchWork, Trace, Truth};
use crate::facts::case::Case;
use crate::facts::memory::FactPath;
use crate::graph::{Content, NodeId, Sort, TextPlan};
use crate::model::ids::{ConditionId, EntryId};
use crate::model::rule::{LineKind, Proposal};
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

/// Decides a case and explains the decision. Where there is too much to tell of
/// all candidates, as of thousands of elements, nothing is told of the rules that
/// are sure not to apply.
///
/// # Errors
///
/// Where the evaluation would take too long.
pub fn decide(program: &Program, case: &Case, scope: &Scope) -> Result<Explained, TooMuchWork> {
    decide_traced(program, case, scope, None).or_else(|TooMuchWork| {
        explain(program, case, scope, None, |event| {
            event.candidate.instance.applies != Truth::FAILS
        })
    })
}

/// Decides a case and explains the decision, and adds what the engine met while
/// it selected to `trace`.
///
/// # Errors
///
/// Where the evaluation would take too long.
pub fn decide_traced(
    program: &Program,
    case: &Case,
    scope: &Scope,
    trace: Option<&mut Trace>,
) -> Result<Explained, TooMuchWork> {
    explain(program, case, scope, trace, |_| true)
}

/// Decides a case and explains what [`super::render_to_keep`] tells of it:
/// nothing of the rules that are sure not to apply, which are most of them.
///
/// # Errors
///
/// Where the evaluation would take too long.
pub(crate) fn decide_to_keep(
    program: &Program,
    case: &Case,
    scope: &Scope,
    trace: Option<&mut Trace>,
) -> Result<Decision, TooMuchWork> {
    let applies = |event: &engine::Considered<'_>| event.candidate.instance.applies;
    let explained = explain(program, case, scope, trace, |event| {
        applies(event) != Truth::FAILS
    })?;
    Ok(explained.decision)
}

/// Decides a case and explains the decision, of the candidates those that are
/// `told` of.
fn explain<'a>(
    program: &'a Program,
    case: &'a Case,
    scope: &'a Scope,
    trace: Option<&mut Trace>,
    told: impl Fn(&engine::Considered<'a>) -> bool,
) -> Result<Explained, TooMuchWork> {
    let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
    if trace.is_some() {
        evaluator.record();
    }
    let mut events = Vec::new();
    let selection = engine::select(&mut evaluator, scope, &mut events)?;
    let recording = evaluator.stop_recording();
    let mut builder = Builder::new(program, case, scope, evaluator);
    let decision = builder.decision(&selection, events.iter().filter(|event| told(event)));
    if builder.evaluator.gave_up() {
        return Err(TooMuchWork);
    }
    if let Some(trace) = trace {
        trace.add(&recording, &events, &selection);
    }
    Ok(Explained {
        decision,
        cited: builder.cited,
    })
}

/// Decides for each rule that applies what it proposes by itself.
///
/// # Errors
///
/// Where the evaluation would take too long.
pub fn decide_each_rule(
    program: &Program,
    case: &Case,
    scope: &Scope,
) -> Result<DecisionList, TooMuchWork> {
    let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
    let selections = engine::select_each_rule(&mut evaluator, scope)?;
    let mut builder = Builder::new(program, case, scope, evaluator);
    // The answers would lead to other rules first.
    builder.with_outlook = false;
    let decisions = selections
        .iter()
        .map(|(selection, events)| builder.decision(selection, events))
        .collect();
    if builder.evaluator.gave_up() {
        return Err(TooMuchWork);
    }
    Ok(DecisionList {
        schema: LIST_SCHEMA,
        decisions,
    })
}

/// Makes decisions out of selections.
pub(super) struct Builder<'a> {
    pub(super) program: &'a Program,
    pub(super) case: &'a Case,
    pub(super) scope: &'a Scope,
    pub(super) evaluator: Evaluator<'a>,
    pub(super) cited: Citations,
    pub(super) missing: Vec<String>,
    /// Whether to say what the answers to a question lead to.
    with_outlook: bool,
}

impl<'a> Builder<'a> {
    fn new(
        program: &'a Program,
        case: &'a Case,
        scope: &'a Scope,
        evaluator: Evaluator<'a>,
    ) -> Self {
        Builder {
            program,
            case,
            scope,
            evaluator,
            cited: Citations::default(),
            missing: Vec::new(),
            with_outlook: true,
        }
    }

    fn decision<'e>(
        &mut self,
        selection: &Selection<'a>,
        events: impl IntoIterator<Item = &'e engine::Considered<'a>>,
    ) -> Decision
    where
        'a: 'e,
    {
        self.cite_loops(selection);
        let considered: Vec<Considered> = events
            .into_iter()
            .filter_map(|event| self.considered(event))
            .collect();
        let next = self.next(selection);
        let symptoms = self.symptoms();
        let mut missing = std::mem::take(&mut self.missing);
        if matches!(next, Next::Exhausted { .. }) {
            missing.extend(at_fault(&considered));
        }
        // Without the last attempt, an earlier one would be the last.
        if !self.cited.attempts.is_empty() {
            self.cited
                .attempts
                .extend(self.case.attempts.len().checked_sub(1));
        }
        Decision {
            schema: SCHEMA,
            next,
            symptoms,
            considered,
            missing,
            lacks_now: self.cited.now && self.case.now.is_none(),
        }
    }

    fn next(&mut self, selection: &Selection<'a>) -> Next {
        match selection {
            Selection::Step(candidate) => self.step(candidate),
            Selection::Ask {
                fact,
                candidate,
                for_text,
            } => self.ask(fact, candidate, *for_text),
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
                Next::Exhausted {
                    too_many_attempts: *too_many_attempts,
                }
            }
            Selection::Undetermined => {
                self.cite_complaints(None);
                self.blame_complaints();
                Next::Undetermined
            }
        }
    }

    /// Cites the lists over which rules are instantiated, up to the rule that
    /// decides.
    fn cite_loops(&mut self, selection: &Selection<'a>) {
        let deciding = match selection {
            Selection::Step(candidate) | Selection::Ask { candidate, .. } => {
                Some(candidate.instance.rule.rule)
            }
            _ => None,
        };
        let mut proof = Proof::default();
        for rule in self.scope.rules(self.program.graph()) {
            proof.cite_loops(&mut self.evaluator, rule, 0);
            if deciding == Some(rule.rule) {
                break;
            }
        }
        self.take(&proof);
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
        let element = flat(&candidate.instance.keys(&self.evaluator));
        match (&entry.proposal, &candidate.entry.content) {
            (Proposal::Refer { url, .. }, Content::Text(plan)) => {
                let title = self.fill(candidate, plan);
                Next::Refer {
                    rule,
                    title,
                    url: url.clone(),
                    element,
                    because,
                    why,
                    at,
                }
            }
            (_, Content::Text(plan)) => {
                let title = self.fill(candidate, plan);
                Next::Conclude {
                    rule,
                    title,
                    element,
                    because,
                    why,
                    at,
                }
            }
            (proposal, Content::Action(plan)) => {
                let action = &rules.actions[plan.action];
                let title = plan.title.as_ref().map(|title| self.fill(candidate, title));
                let sources = self.program.sources();
                let mut lines = |kind| {
                    self.evaluator
                        .with_instance(&candidate.instance, |e| text::lines(e, sources, plan, kind))
                };
                let (steps, steps_at) = lines(LineKind::Step);
                let (notes, notes_at) = lines(LineKind::Note);
                let step = Step {
                    rule,
                    action: action.name.clone(),
                    title: title.unwrap_or_else(|| action.name.clone()),
                    element: flat(&self.evaluator.action_keys(plan, &candidate.instance)),
                    steps,
                    notes,
                    cost: action.cost.map(|cost| cost.to_string()),
                    because,
                    why,
                    at,
                    steps_at,
                    notes_at,
                };
                if matches!(proposal, Proposal::Escalate(_)) {
                    Next::Escalate(step)
                } else {
                    Next::Do(step)
                }
            }
        }
    }

    fn fill(&mut self, candidate: &Candidate<'a>, plan: &TextPlan) -> String {
        self.evaluator
            .with_instance(&candidate.instance, |e| text::fill(e, plan))
    }

    /// The tests that made a candidate apply.
    fn why(&mut self, candidate: &Candidate<'a>) -> Vec<Reason> {
        self.reasons(candidate, Claim::Holds)
    }

    pub(super) fn reasons(&mut self, candidate: &Candidate<'a>, claim: Claim) -> Vec<Reason> {
        let mut proof = Proof::default();
        if self.evaluator.gave_up() {
            return Vec::new();
        }
        let goal = candidate.entry.guard;
        self.evaluator.with_instance(&candidate.instance, |e| {
            proof.show_instance(e, &candidate.instance, goal, claim);
        });
        self.take(&proof)
    }

    pub(super) fn take(&mut self, proof: &Proof) -> Vec<Reason> {
        self.cited.facts.extend(proof.cited.facts.iter().cloned());
        self.cited.now |= proof.cited.now;
        self.evaluator.charge(proof.cited.facts.len() as u64);
        proof
            .grounds
            .iter()
            .flat_map(|ground| self.reasons_of(ground))
            .collect()
    }

    /// A reason for each fact of a test.
    fn reasons_of(&self, ground: &Ground) -> Vec<Reason> {
        let rules = self.program.rules();
        let within = |(condition, truth): &(ConditionId, Truth)| Within {
            condition: rules.conditions[*condition].name.clone(),
            truth: truth.to_string(),
        };
        let reason = Reason {
            test: text::one_line(self.program.sources().text(ground.span)),
            fact: None,
            value: None,
            state: None,
            truth: ground.truth.to_string(),
            at: self.at(ground.span),
            span: ground.span,
            within: ground.within.iter().map(within).collect(),
        };
        if ground.facts.is_empty() {
            return vec![reason];
        }
        let with_fact = |CitedFact { path, state }: &CitedFact| {
            let (word, value) = match state {
                CitedState::Known(value) => ("known", Some(value.clone())),
                CitedState::Default(value) => ("default", Some(value.clone())),
                CitedState::Unknown => ("unknown", None),
                CitedState::Unavailable => ("unavailable", None),
            };
            Reason {
                fact: Some(path.show(rules)),
                value,
                state: Some(word),
                ..reason.clone()
            }
        };
        ground.facts.iter().map(with_fact).collect()
    }

    /// Names the facts that have no value as missing.
    pub(super) fn blame(&mut self, facts: &[CitedFact]) {
        let rules = self.program.rules();
        for fact in facts
            .iter()
            .filter(|fact| matches!(fact.state, CitedState::Unknown | CitedState::Unavailable))
        {
            push_new(&mut self.missing, fact.path.show(rules));
        }
    }

    /// Cites what the text of a chosen entry says.
    fn cite_content(&mut self, candidate: &Candidate<'a>) {
        let mut proof = Proof::default();
        let mut facts = Vec::new();
        self.evaluator.with_instance(&candidate.instance, |e| {
            let mut nodes = shown_nodes(e, &candidate.entry.content);
            if let Some(because) = &candidate.entry.because {
                nodes.extend(because.nodes());
            }
            for node in nodes {
                let found = proof.cite(e, node);
                if lacks_value(e, node) {
                    facts.extend(found);
                }
            }
        });
        self.take(&proof);
        self.blame(&facts);
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
        let depends = {
            let graph = self.program.graph();
            graph.entries_that_use(fact.fact, self.scope.rules(graph))
        };
        let entry = &rules.entries[candidate.entry.entry];
        let asked = &rules.facts[fact.fact];
        Next::Ask {
            settings: question::settings(rules, fact),
            fact: path,
            question,
            help,
            choices: question::choices(rules, fact),
            decides: depends
                .into_iter()
                .map(|entry| self.depends(entry))
                .collect(),
            answers: if self.with_outlook {
                outlook::outlook(self.program, self.case, self.scope, fact)
            } else {
                Vec::new()
            },
            rule: rules.rules[entry.rule].name.clone(),
            entry: self.entry_name(candidate.entry, &candidate.instance),
            element: flat(&candidate.instance.keys(&self.evaluator)),
            for_text,
            at: self.at(entry.span),
            question_at: self.at(question::place(rules, fact)),
            help_at: asked.help.as_ref().map(|help| self.at(help.span)),
        }
    }

    pub(super) fn depends(&mut self, id: EntryId) -> Depends {
        let rules = self.program.rules();
        let entry = &rules.entries[id];
        Depends {
            rule: rules.rules[entry.rule].name.clone(),
            entry: match &entry.proposal {
                Proposal::Try { action, .. } | Proposal::Escalate(action) => {
                    rules.actions[action.action].name.clone()
                }
                Proposal::Conclude(text) | Proposal::Refer { text, .. } => text.as_written(),
            },
        }
    }

    pub(super) fn at(&self, span: Span) -> String {
        self.program.sources().place(span)
    }
}

/// The nodes on which the text of an entry depends: what hides a line, and the
/// holes of what is shown.
fn shown_nodes(evaluator: &mut Evaluator<'_>, content: &Content) -> Vec<NodeId> {
    let action = match content {
        Content::Text(text) => return text.nodes().collect(),
        Content::Action(action) => action,
    };
    let mut nodes: Vec<NodeId> = action.title.iter().flat_map(TextPlan::nodes).collect();
    for line in &action.lines {
        nodes.extend(line.when.map(|when| when.node));
        let is_shown = line
            .when
            .is_none_or(|when| evaluator.truth(when.node) != Truth::FAILS);
        nodes.extend(line.text.nodes().filter(|_| is_shown));
    }
    nodes
}

/// Whether a value or a test of a text cannot be told.
fn lacks_value(evaluator: &mut Evaluator<'_>, node: NodeId) -> bool {
    match evaluator.graph().sort(node) {
        Sort::Value => evaluator.value(node).known().is_none(),
        Sort::Test => !matches!(evaluator.truth(node), Truth::HOLDS | Truth::FAILS),
        Sort::List => false,
    }
}

/// The facts without which candidates could not be chosen, each once.
fn at_fault(considered: &[Considered]) -> Vec<String> {
    let mut facts = Vec::new();
    for reason in considered.iter().flat_map(|candidate| &candidate.because) {
        if let (Some(fact), Some("unknown" | "unavailable")) = (&reason.fact, reason.state) {
            push_new(&mut facts, fact.clone());
        }
    }
    facts
}

/// The keys of all elements as one list; none where there are no elements.
pub(super) fn flat(keys: &[Vec<String>]) -> Option<Vec<String>> {
    if keys.is_empty() {
        None
    } else {
        Some(keys.concat())
    }
}

pub(super) fn push_new(items: &mut Vec<String>, item: String) {
    if !items.contains(&item) {
        items.push(item);
    }
}
