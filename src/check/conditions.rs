//! Conditions and symptoms, and the binders of all declarations.

use super::context::{CheckedCondition, Context};
use super::expression::Expressions;
use super::report::Check;
use super::scope::{Binding, Scope};
use crate::diagnostic::catalogue::{PartOfList, SymptomOfElements};
use crate::model::ids::{ConditionId, Id};
use crate::model::rule::Binder;
use crate::source::FileId;
use crate::syntax::tree::{self, ConditionKind};

/// Which lists a binder may go over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lists {
    /// Any.
    Any,
    /// Lists with all their elements: those of conditions and actions, which
    /// are used wherever an element of the list is at hand.
    Whole(&'static str),
}

/// Checks a condition or a symptom.
pub(super) fn check(context: &mut Context<'_>, id: ConditionId) -> Option<CheckedCondition> {
    let tree = context.condition_trees[id.index()];
    if let (ConditionKind::Symptom, Some(binder)) = (tree.kind, tree.binders.first()) {
        context.reports.error(SymptomOfElements { at: binder.span });
        return None;
    }
    let mut expressions = Expressions::new(context, tree.span.file, Scope::default());
    let binders = expressions
        .binders(&tree.binders, Lists::Whole("condition"))
        .ok()?;
    let test = expressions.test(&tree.when).ok();
    Some(CheckedCondition { binders, test })
}

/// Expressions where the elements of these binders are at hand.
pub(super) fn with_binders<'c, 't>(
    context: &'c mut Context<'t>,
    file: FileId,
    binders: &'t [tree::Binder],
    lists: Lists,
) -> (Expressions<'c, 't>, Check<Vec<Binder>>) {
    let mut expressions = Expressions::new(context, file, Scope::default());
    let binders = expressions.binders(binders, lists);
    (expressions, binders)
}

impl<'t> Expressions<'_, 't> {
    /// The binders of a declaration; their elements are at hand from then on.
    pub(super) fn binders(
        &mut self,
        binders: &'t [tree::Binder],
        lists: Lists,
    ) -> Check<Vec<Binder>> {
        binders
            .iter()
            .map(|binder| self.binder(binder, lists))
            .collect()
    }

    fn binder(&mut self, binder: &'t tree::Binder, lists: Lists) -> Check<Binder> {
        let tree::Binder {
            variable: name,
            list,
            span,
        } = binder;
        let list = self.list(list, Some(name))?;
        let base = list.base;
        if let (Lists::Whole(what), false) = (lists, base.whole) {
            let path = self.context.facts[base.list.fact].path.clone();
            return Err(self.context.reports.error(PartOfList {
                what,
                list: path,
                at: list.list.span,
            }));
        }
        self.warn_of_hiding(name);
        let variable = self.context.add_variable(Some(&name.text), base.list);
        let binding = Binding {
            name: Some(&name.text),
            open: false,
            variable,
            list: base.list.fact,
        };
        self.enter(binding, *span)?;
        Ok(Binder {
            variable,
            list: list.list,
        })
    }
}
