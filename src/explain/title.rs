//! What a selection says in short, without its explanation.

use std::borrow::Cow;

use super::{question, text};
use crate::engine::{Evaluator, Selection};
use crate::graph::{Content, PartPlan, TextPlan};

/// The title of a selected step, or the question that is asked; none where
/// neither is selected. An action without a title has its name.
pub(crate) fn title<'a>(
    evaluator: &mut Evaluator<'a>,
    selection: &Selection<'a>,
) -> Option<Cow<'a, str>> {
    match selection {
        Selection::Step(candidate) => {
            let plan = match &candidate.entry.content {
                Content::Text(plan) => plan,
                Content::Action(action) => {
                    let Some(plan) = &action.title else {
                        let name = &evaluator.rules().actions[action.action].name;
                        return Some(Cow::Borrowed(name));
                    };
                    plan
                }
            };
            if let Some(constant) = constant(plan) {
                return Some(Cow::Borrowed(constant));
            }
            let filled =
                evaluator.with_instance(&candidate.instance, |this| text::fill(this, plan));
            Some(Cow::Owned(filled))
        }
        Selection::Ask { fact, .. } => Some(Cow::Owned(question::question(evaluator, fact).0)),
        _ => None,
    }
}

/// A text without holes.
pub(crate) fn constant(plan: &TextPlan) -> Option<&str> {
    match plan.parts.as_slice() {
        [] => Some(""),
        [PartPlan::Text(text)] => Some(text),
        _ => None,
    }
}
