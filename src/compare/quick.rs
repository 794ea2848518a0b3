//! Comparing two decisions without explaining them.
//!
//! Most cases are not touched by a change of the rules. Where all candidates
//! that an explanation tells of are written as they were, with everything that
//! they use, both sides explain them with the same words, and no words need to
//! be made. Where it is plain that the decisions differ, the events of the
//! engine tell why.

use super::comparison::{Comparison, Mistake, Side};
use super::course::Course;
use super::names;
use crate::engine::{self, Candidate, Evaluator, Selection, TooMuchWork, Truth, select};
use crate::explain::answers;
use crate::facts::case::Case;
use crate::facts::memory::FactPath;
use crate::graph::{Node, NodeId};
use crate::model::DecisionKind;

/// What can be told without explanations.
pub(super) enum Verdict {
    /// The decisions are the same, and so are their explanations.
    Same,
    /// The decisions are different ones, with these courses.
    Other(Box<(Course, Course)>),
    /// It takes the explanations to tell.
    Unsure,
}

/// A selection with its events.
struct Run<'a> {
    evaluator: Evaluator<'a>,
    selection: Selection<'a>,
    events: Vec<engine::Considered<'a>>,
}

impl<'a> Run<'a> {
    /// None where the evaluation would take too long.
    fn of(side: &'a Side<'_>, case: &'a Case) -> Option<Self> {
        let program = side.program;
        let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
        let mut events = Vec::new();
        let selection = select(&mut evaluator, &side.scope, &mut events).ok()?;
        Some(Run {
            evaluator,
            selection,
            events,
        })
    }

    fn course(&mut self) -> Course {
        Course::of_events(&mut self.evaluator, &self.selection, &self.events)
    }

    fn kind(&self) -> DecisionKind {
        self.selection.kind(self.evaluator.rules())
    }

    /// What tells a decision apart even where it reads like another one.
    fn subject(&self) -> Option<String> {
        match &self.selection {
            Selection::Ask { fact, .. } => Some(fact.show(self.evaluator.rules())),
            Selection::Step(candidate)
                if matches!(self.kind(), DecisionKind::Do | DecisionKind::Escalate) =>
            {
                Some(names::entry(self.evaluator.rules(), candidate.entry.entry))
            }
            _ => None,
        }
    }

    /// The candidates of which an explanation tells, the deciding one included.
    fn told(&self) -> impl Iterator<Item = &engine::Considered<'a>> {
        self.events
            .iter()
            .filter(|event| event.candidate.instance.applies != Truth::FAILS)
    }
}

/// The course of a decision.
pub(super) fn course(side: &Side<'_>, case: &Case) -> Result<Course, Mistake> {
    match Run::of(side, case) {
        Some(mut run) => Ok(run.course()),
        None => Err(TooMuchWork.into()),
    }
}

/// Compares the decisions on a case as each side has read it.
pub(super) fn compare(comparison: &Comparison<'_>, old: &Case, new: &Case) -> Verdict {
    // Attempts can decide before any candidate is looked at.
    if !old.attempts.is_empty() || !new.attempts.is_empty() {
        return Verdict::Unsure;
    }
    let alignment = &comparison.alignment;
    if alignment.is_all_the_same() {
        return Verdict::Same;
    }
    let Some(mut new_run) = Run::of(&comparison.new, new) else {
        return Verdict::Unsure;
    };
    // What is decided before anything changed is decided as before.
    if let Selection::Step(candidate) = &new_run.selection
        && alignment.is_same_up_to(candidate.entry.entry)
        && alignment.has_same_symptoms()
        && alignment.has_same_facts()
    {
        return Verdict::Same;
    }
    let Some(mut old_run) = Run::of(&comparison.old, old) else {
        return Verdict::Unsure;
    };
    if old_run.kind() != new_run.kind() || old_run.subject() != new_run.subject() {
        let courses = (old_run.course(), new_run.course());
        return Verdict::Other(Box::new(courses));
    }
    let both = Both {
        comparison,
        old: (&mut old_run, old),
        new: (&mut new_run, new),
    };
    both.verdict()
}

/// Two runs of the same kind, each with its case.
struct Both<'r, 'a> {
    comparison: &'r Comparison<'r>,
    old: (&'r mut Run<'a>, &'a Case),
    new: (&'r mut Run<'a>, &'a Case),
}

impl Both<'_, '_> {
    fn verdict(mut self) -> Verdict {
        let is_same = self.tell_of_the_same() && self.decide_the_same() && self.show_the_same();
        if is_same {
            Verdict::Same
        } else {
            Verdict::Unsure
        }
    }

    /// Whether both explanations tell of the same candidates, unchanged.
    fn tell_of_the_same(&self) -> bool {
        let same = |a: &Candidate<'_>, b: &Candidate<'_>| {
            self.comparison
                .alignment
                .is_unchanged(a.entry.entry, b.entry.entry)
                && a.instance.keys(&self.old.0.evaluator) == b.instance.keys(&self.new.0.evaluator)
        };
        let (mut old, mut new) = (self.old.0.told(), self.new.0.told());
        loop {
            match (old.next(), new.next()) {
                (None, None) => return true,
                (Some(a), Some(b)) if same(&a.candidate, &b.candidate) => {}
                _ => return false,
            }
        }
    }

    /// Whether what is decided rests on nothing but these candidates.
    fn decide_the_same(&self) -> bool {
        match (&self.old.0.selection, &self.new.0.selection) {
            (Selection::Step(_), Selection::Step(_))
            | (Selection::NoSymptom, Selection::NoSymptom) => true,
            (Selection::Ask { fact: a, .. }, Selection::Ask { fact: b, .. }) => {
                self.ask_alike(a, b)
            }
            _ => false,
        }
    }

    /// Whether a question is asked in the same words, and its answers lead to
    /// the same.
    fn ask_alike(&self, old: &FactPath, new: &FactPath) -> bool {
        let Comparison { old: a, new: b, .. } = self.comparison;
        self.comparison.alignment.asks_the_same(old.fact, new.fact)
            && answers(a.program, self.old.1, &a.scope, old)
                == answers(b.program, self.new.1, &b.scope, new)
    }

    /// Whether the symptoms that show are the same. Those that changed do not
    /// count where they do not show.
    fn show_the_same(&mut self) -> bool {
        self.comparison.alignment.has_same_symptoms() || !self.a_changed_symptom_shows()
    }

    fn a_changed_symptom_shows(&mut self) -> bool {
        let alignment = &self.comparison.alignment;
        let (old, new) = alignment.changed_symptoms();
        shows(&mut self.old.0.evaluator, old) || shows(&mut self.new.0.evaluator, new)
    }
}

/// Whether one of the symptoms shows, or may.
fn shows(evaluator: &mut Evaluator<'_>, symptoms: &[NodeId]) -> bool {
    symptoms.iter().any(|&symptom| {
        debug_assert!(matches!(
            evaluator.graph().node(symptom),
            Node::Condition(..)
        ));
        let word = evaluator.truth(symptom).to_string();
        !matches!(&*word, "fails" | "open")
    })
}
