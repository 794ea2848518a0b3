//! Which elements at hand a condition or an action speaks of.

use super::expression::Expressions;
use super::report::Check;
use crate::diagnostic::catalogue::NeedsElement;
use crate::model::ids::VariableId;
use crate::source::Span;

/// What speaks of elements.
#[derive(Clone, Copy, Debug)]
pub(super) struct Speaker<'n> {
    /// `condition` or `action`.
    pub(super) what: &'static str,
    /// Its name.
    pub(super) name: &'n str,
    /// The name in its declaration.
    pub(super) declared: Span,
}

impl Expressions<'_, '_> {
    /// For each of the binders' variables, the innermost variable at hand that
    /// stands for an element of the same list. An element of a nested list
    /// brings the element around it along.
    pub(super) fn arguments(
        &mut self,
        binders: &[VariableId],
        speaker: &Speaker<'_>,
        at: Span,
    ) -> Check<Vec<VariableId>> {
        let mut found: Vec<Option<VariableId>> = vec![None; binders.len()];
        for i in (0..binders.len()).rev() {
            if found[i].is_none() {
                found[i] = self.innermost(binders[i], &found);
            }
            let outer = self.context.variable(binders[i]).parent;
            let Some(j) =
                outer.and_then(|outer| binders[..i].iter().position(|binder| *binder == outer))
            else {
                continue;
            };
            if let Some(argument) = found[i] {
                found[j] = self.context.variable(argument).parent;
            }
        }
        if let Some(missing) = found.iter().position(Option::is_none) {
            let variable = self.context.variable(binders[missing]);
            let list = &self.context.facts[variable.list];
            let outer = variable
                .parent
                .and_then(|outer| self.context.variable(outer).name.as_deref());
            let fault = NeedsElement {
                what: speaker.what,
                name: speaker.name.to_owned(),
                list: list.path.clone(),
                named: outer.map_or_else(
                    || list.path.clone(),
                    |outer| format!("{outer}.{}", list.word()),
                ),
                variable: variable.name.clone().unwrap_or_default(),
                at,
                declared: speaker.declared,
            };
            return Err(self.context.reports.error(fault));
        }
        Ok(found.into_iter().flatten().collect())
    }

    /// The innermost element at hand of the list of `binder` that does not
    /// stand for another binder already.
    fn innermost(&self, binder: VariableId, taken: &[Option<VariableId>]) -> Option<VariableId> {
        let list = self.context.variable(binder).list;
        let mut at_hand = self
            .scope
            .innermost_first()
            .filter(|binding| binding.list == list);
        at_hand
            .find(|binding| !taken.contains(&Some(binding.variable)))
            .map(|binding| binding.variable)
    }
}
