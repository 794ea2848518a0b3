//! When two decisions are the same: when they read the same where they are
//! kept. So it is for snapshots: places do not count, nor symptoms that do not
//! show, nor rules that are sure not to apply.

use crate::engine::Truth;
use crate::explain::{Considered, Decision, Next, Reason, Section, render_to_keep};
use crate::model::DecisionKind;

/// How far two decisions agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agreement {
    /// They read the same, explanation and all.
    Whole,
    /// They tell their reader to do the same, for other reasons.
    Told,
    /// They tell their reader to do different things.
    None,
}

/// How far two decisions agree.
pub(super) fn agreement(old: &Decision, new: &Decision) -> Agreement {
    let (a, b) = (render_to_keep(old), render_to_keep(new));
    let told = a.first().map(texts) == b.first().map(texts);
    if !told || subject(&old.next) != subject(&new.next) {
        Agreement::None
    } else if a.iter().map(texts).eq(b.iter().map(texts)) {
        Agreement::Whole
    } else {
        Agreement::Told
    }
}

/// The words of a section, without their places.
fn texts(section: &Section) -> (Option<&'static str>, Vec<&str>) {
    (
        section.heading,
        section.lines.iter().map(|line| &*line.text).collect(),
    )
}

/// What is not among the words that people read and yet makes another decision:
/// attempts are remembered by the name of the action.
fn subject(next: &Next) -> (DecisionKind, Option<&str>) {
    let name = match next {
        Next::Do(step) | Next::Escalate(step) => Some(&*step.action),
        Next::Ask { fact, .. } => Some(&**fact),
        _ => None,
    };
    (next.kind(), name)
}

/// The candidates that are told of, in order.
pub(super) fn told_of(decision: &Decision) -> impl Iterator<Item = &Considered> {
    let candidates = decision.considered.iter();
    candidates.filter(|candidate| candidate.rule_truth != Truth::FAILS)
}

/// Whether the same is said of two candidates that were passed over.
pub(super) fn says_the_same(old: &Considered, new: &Considered) -> bool {
    old.rule == new.rule
        && old.entry == new.entry
        && old.element == new.element
        && old.truth == new.truth
        && old.passed_over == new.passed_over
        && old.attempts == new.attempts
        && old
            .because
            .iter()
            .map(words)
            .eq(new.because.iter().map(words))
}

/// The symptoms that show, or may: their titles and what they can come out as.
pub(super) fn symptoms(decision: &Decision) -> impl Iterator<Item = (&str, &str, &str)> {
    let shows = |truth: &str| !matches!(truth, "fails" | "open");
    decision
        .symptoms
        .iter()
        .filter(move |symptom| shows(&symptom.truth))
        .map(|symptom| (&*symptom.name, &*symptom.title, &*symptom.truth))
}

/// A reason without its place.
fn words(reason: &Reason) -> impl PartialEq + '_ {
    (
        &reason.test,
        &reason.fact,
        &reason.value,
        reason.state,
        &reason.truth,
        &reason.within,
    )
}
