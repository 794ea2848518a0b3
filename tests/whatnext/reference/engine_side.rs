//! The engine's decisions in the words of the reference.

use whatnext::MemorySource;
use whatnext::access::{Index, Selector};
use whatnext::diagnostic::Severity;
use whatnext::engine::{
    self, Considered, Evaluator, Scope, Selection, Truth, Verdict as EngineVerdict, select,
    select_each_rule,
};
use whatnext::facts::case::Case;
use whatnext::program::{Program, compile};

use super::selecting::{self, Candidate, Decision, Next, OfRule};
use super::verdicts::{Verdict, Verdicts};

/// Compiles rules that have no faults.
pub(super) fn program(rules: &str) -> Program {
    try_program(rules)
        .unwrap_or_else(|faults| panic!("the generated rules have faults:\n{faults}\n{rules}"))
}

/// Compiles rules.
///
/// # Errors
///
/// What is wrong with them.
pub(super) fn try_program(rules: &str) -> Result<Program, String> {
    let files = MemorySource::default().with("generated.rules", rules);
    let compiled = compile(&files.paths(), &files);
    compiled.program.ok_or_else(|| {
        let errors = compiled
            .diagnostics
            .iter()
            .filter(|fault| fault.page.severity == Severity::Error);
        let errors = errors.map(|fault| {
            format!(
                "{}: {}",
                compiled.sources.place(fault.primary.span),
                fault.message
            )
        });
        errors.collect::<Vec<_>>().join("\n")
    })
}

/// What the engine decides.
pub(super) fn decide(program: &Program, case: &Case) -> Decision {
    let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
    let mut events: Vec<Considered<'_>> = Vec::new();
    let scope = Scope::everything(program.graph());
    let selection = select(&mut evaluator, &scope, &mut events).expect("generated cases are small");
    let symptoms = program.graph().symptoms().iter();
    Decision {
        symptoms: symptoms
            .map(|symptom| verdicts(evaluator.truth(*symptom)))
            .collect(),
        next: next(&selection, &evaluator),
        considered: considered(&events, &evaluator),
    }
}

/// What the engine decides for each rule by itself.
pub(super) fn decide_each_rule(program: &Program, case: &Case) -> Vec<OfRule> {
    let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
    let scope = Scope::everything(program.graph());
    let selections = select_each_rule(&mut evaluator, &scope).expect("generated cases are small");
    let selections = selections.iter();
    selections
        .map(|(selection, events)| (next(selection, &evaluator), considered(events, &evaluator)))
        .collect()
}

/// What the engine selects through an index, which looks at few candidates.
pub(super) fn next_through_index(index: &Index<'_>, case: &Case) -> Next {
    let program = index.program();
    let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
    let selection = Selector::of(index).select(&mut evaluator);
    next(&selection.expect("generated cases are small"), &evaluator)
}

fn next(selection: &Selection<'_>, evaluator: &Evaluator<'_>) -> Next {
    match selection {
        Selection::Step(step) => Next::Step(candidate(step, evaluator)),
        Selection::Ask {
            fact,
            candidate: of,
            for_text,
        } => {
            let on_account_of = candidate(of, evaluator);
            Next::Ask {
                fact: fact.clone(),
                on_account_of,
                for_text: *for_text,
            }
        }
        Selection::Resolved(why) => Next::Resolved(*why),
        Selection::NoSymptom => Next::NoSymptom,
        Selection::Exhausted { too_many_attempts } => Next::Exhausted {
            too_many_attempts: *too_many_attempts,
        },
        Selection::Undetermined => Next::Undetermined,
    }
}

fn considered(events: &[Considered<'_>], evaluator: &Evaluator<'_>) -> Vec<selecting::Considered> {
    let considered = |event: &Considered<'_>| selecting::Considered {
        candidate: candidate(&event.candidate, evaluator),
        guard: verdicts(event.guard),
        passed_over: event.passed_over,
    };
    events.iter().map(considered).collect()
}

fn candidate(candidate: &engine::Candidate<'_>, evaluator: &Evaluator<'_>) -> Candidate {
    Candidate {
        entry: candidate.entry.entry,
        elements: candidate.instance.keys(evaluator),
    }
}

fn verdicts(truth: Truth) -> Verdicts {
    let of_engine = |verdict| match verdict {
        Verdict::Holds => EngineVerdict::Holds,
        Verdict::Fails => EngineVerdict::Fails,
        Verdict::Unknowable => EngineVerdict::CannotBeKnown,
    };
    Verdict::ALL
        .into_iter()
        .filter(|verdict| truth.can(of_engine(*verdict)))
        .collect()
}
