//! What a decision says, without its reasons.

use whatnext::engine::{Candidate, Evaluator, Scope, Selection, WhyResolved, select};
use whatnext::explain::render_to_keep;
use whatnext::facts::memory::FactPath;
use whatnext::model::rule::Proposal;
use whatnext::{Case, Decision, Next, Program};

/// What a decision is and tells to do, to the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    kind: &'static str,
    rule: Option<String>,
    /// The entry: the name of its action; of a question, the one that needs it.
    entry: Option<String>,
    /// The elements of the rule or the action.
    element: Option<Vec<String>>,
    /// The path of the fact that is asked for.
    fact: Option<String>,
    /// What people read: the question with its help, or the title with the
    /// steps and notes.
    pub(super) lines: Vec<String>,
}

impl Told {
    pub(super) fn of(decision: &Decision) -> Told {
        let next = &decision.next;
        let (rule, entry, element) = match next {
            Next::Do(step) | Next::Escalate(step) => {
                (Some(&step.rule), Some(&step.action), &step.element)
            }
            Next::Ask {
                rule,
                entry,
                element,
                ..
            } => (Some(rule), Some(entry), element),
            Next::Conclude { rule, element, .. } | Next::Refer { rule, element, .. } => {
                (Some(rule), None, element)
            }
            Next::Resolved {
                action, element, ..
            } => (None, action.as_ref(), element),
            Next::NoSymptom | Next::Exhausted { .. } | Next::Undetermined => (None, None, &None),
        };
        let fact = match next {
            Next::Ask { fact, .. } => Some(fact),
            _ => None,
        };
        let sections = render_to_keep(decision).into_iter();
        let lines = sections
            .filter(|section| section.heading.is_none())
            .flat_map(|section| section.lines);
        Told {
            kind: next.kind().word(),
            rule: rule.cloned(),
            entry: entry.cloned(),
            element: element.clone(),
            fact: fact.cloned(),
            lines: lines.map(|line| line.text).collect(),
        }
    }
}

/// What is decided, without the texts: the engine alone finds it, many times as
/// fast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Selected<'p> {
    Entry(Entry<'p>),
    Ask(FactPath, Entry<'p>),
    Resolved(WhyResolved),
    NoSymptom,
    Exhausted,
    Undetermined,
}

/// An entry of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry<'p> {
    rule: &'p str,
    kind: &'static str,
    /// The name of the action; texts are not told apart here.
    action: &'p str,
    /// The elements of the rule.
    element: Vec<Vec<String>>,
}

/// What is decided for a case.
pub(super) fn selected<'p>(program: &'p Program, case: &Case) -> Selected<'p> {
    let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
    let scope = Scope::everything(program.graph());
    let selection = select(&mut evaluator, &scope, &mut ()).expect("the rules are small");
    match selection {
        Selection::Step(candidate) => Selected::Entry(entry(program, &evaluator, &candidate)),
        Selection::Ask {
            fact, candidate, ..
        } => Selected::Ask(fact, entry(program, &evaluator, &candidate)),
        Selection::Resolved(why) => Selected::Resolved(why),
        Selection::NoSymptom => Selected::NoSymptom,
        Selection::Exhausted { .. } => Selected::Exhausted,
        Selection::Undetermined => Selected::Undetermined,
    }
}

fn entry<'p, 'c>(
    program: &'p Program,
    evaluator: &Evaluator<'c>,
    candidate: &Candidate<'c>,
) -> Entry<'p> {
    let rules = program.rules();
    let entry = &rules.entries[candidate.entry.entry];
    let (kind, action) = match &entry.proposal {
        Proposal::Try { action, .. } => ("try", &*rules.actions[action.action].name),
        Proposal::Escalate(action) => ("escalate", &*rules.actions[action.action].name),
        Proposal::Conclude(_) => ("conclude", ""),
        Proposal::Refer { .. } => ("refer", ""),
    };
    Entry {
        rule: &rules.rules[entry.rule].name,
        kind,
        action,
        element: candidate.instance.keys(evaluator),
    }
}
