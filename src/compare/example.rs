//! One case that changes, as people see it.

use serde::Serialize;

use super::cause::{Cause, Event, Passing, Subject};
use super::comparison::{Comparison, Pair};
use super::report::Input;
use super::words;
use crate::explain::{Considered, Decision, Next, Reason, Section, render_to_keep};
use crate::model::DecisionKind;
use crate::model::ids::EntryId;
use crate::program::Program;

/// No more lines of a text that changed are shown.
const MAX_LINES: usize = 8;

/// No more reasons are shown.
const MAX_REASONS: usize = 4;

/// One case that changes.
#[derive(Clone, Debug, Serialize)]
pub struct Example {
    /// What the case is called.
    pub title: Option<String>,
    /// Which decision of a walk it is, counted from 1; none where the case is one
    /// decision.
    pub turn: Option<usize>,
    /// The old decision.
    pub before: Shown,
    /// The new decision.
    pub now: Shown,
    /// Why the one took the place of the other.
    pub because: Vec<String>,
}

/// A decision, as far as it matters.
#[derive(Clone, Debug, Serialize)]
pub struct Shown {
    /// Its kind.
    pub kind: DecisionKind,
    /// The action, or the fact asked for.
    pub name: Option<String>,
    /// The line that says what to do.
    pub headline: String,
    /// The lines that the other decision does not have, where the same entry
    /// decides.
    pub lines: Vec<String>,
}

impl Example {
    /// The example of a change with this cause; none where there are not two
    /// decisions.
    pub(super) fn of(comparison: &Comparison<'_>, input: Input<'_>, cause: Cause) -> Option<Self> {
        let Pair {
            title,
            turn,
            old,
            new,
        } = comparison.pair(input)?;
        let mut before = Shown::of(&old);
        let mut now = Shown::of(&new);
        if before.headline == now.headline || is_about_texts(cause.event) {
            let (a, b) = (lines(&old), lines(&new));
            before.lines = without(&a, &b);
            now.lines = without(&b, &a);
        }
        Some(Example {
            title,
            turn,
            before,
            now,
            because: because(comparison, cause, &old, &new),
        })
    }
}

impl Shown {
    fn of(decision: &Decision) -> Self {
        let name = match &decision.next {
            Next::Do(step) | Next::Escalate(step) => Some(step.action.clone()),
            Next::Ask { fact, .. } => Some(fact.clone()),
            _ => None,
        };
        let sections = render_to_keep(decision);
        let first = sections.first().and_then(|section| section.lines.first());
        Shown {
            kind: decision.next.kind(),
            name,
            headline: first.map_or_else(String::new, |line| line.text.clone()),
            lines: Vec::new(),
        }
    }
}

/// Whether the same entry says something else, so that its words matter.
fn is_about_texts(event: Event) -> bool {
    matches!(
        event,
        Event::SaysOtherwise | Event::AsksOtherwise | Event::OtherReasons
    )
}

/// The lines of a decision but the headline.
fn lines(decision: &Decision) -> Vec<String> {
    let all = render_to_keep(decision)
        .into_iter()
        .flat_map(|Section { lines, .. }| lines);
    all.skip(1)
        .map(|line| line.text.trim().to_owned())
        .collect()
}

fn without(lines: &[String], others: &[String]) -> Vec<String> {
    let own = lines.iter().filter(|line| !others.contains(line));
    own.take(MAX_LINES).cloned().collect()
}

/// The tests that made the difference.
fn because(
    comparison: &Comparison<'_>,
    cause: Cause,
    old: &Decision,
    new: &Decision,
) -> Vec<String> {
    let Subject::Entry(entry) = cause.subject else {
        return Vec::new();
    };
    match cause.event {
        Event::PassedOver(Passing::Guard | Passing::NotAsked) => {
            reasons(considered(comparison.new.program, entry, new), "")
        }
        Event::Chosen(Passing::Guard | Passing::NotAsked) => {
            let counterpart = comparison.alignment.to_old(entry);
            let before = counterpart.and_then(|id| considered(comparison.old.program, id, old));
            let mut told = reasons(before, "before: ");
            told.extend(why(old, new));
            told
        }
        Event::New | Event::Earlier => why(old, new),
        _ => Vec::new(),
    }
}

/// The last candidate of an entry that was passed over.
fn considered<'d>(
    program: &Program,
    entry: EntryId,
    decision: &'d Decision,
) -> Option<&'d Considered> {
    let place = program.sources().place(program.rules().entries[entry].span);
    let mut candidates = decision.considered.iter().rev();
    candidates.find(|candidate| candidate.at == place)
}

fn reasons(candidate: Option<&Considered>, lead: &str) -> Vec<String> {
    let because = candidate.map_or(&[][..], |candidate| &candidate.because);
    let told = because.iter().take(MAX_REASONS);
    told.map(|reason| format!("{lead}{}", words::reason(reason)))
        .collect()
}

/// Why the entry that decides was chosen, as far as that was not so before.
fn why(old: &Decision, new: &Decision) -> Vec<String> {
    let before: Vec<String> = tests(&old.next).map(words::reason).collect();
    let told = tests(&new.next).map(words::reason);
    let told = told.filter(|reason| !before.contains(reason));
    told.take(MAX_REASONS).collect()
}

/// The tests that made an entry apply.
fn tests(next: &Next) -> impl Iterator<Item = &Reason> {
    let why = match next {
        Next::Do(step) | Next::Escalate(step) => &step.why[..],
        Next::Conclude { why, .. } | Next::Refer { why, .. } => why,
        _ => &[],
    };
    why.iter()
}
