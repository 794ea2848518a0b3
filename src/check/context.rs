//! What all passes share: the declarations and what is known of them so far.

use std::collections::HashMap;

use super::derived::{Derived, Progress};
use super::names::{Names, Visibility};
use super::report::Reports;
use super::symbols::SymbolIndex;
use crate::diagnostic::Diagnostic;
use crate::load::Loaded;
use crate::model::expression::{FactRef, Regex};
use crate::model::fact::Fact;
use crate::model::ids::{ActionId, Arena, ConditionId, FactId, Id, LetId, VariableId};
use crate::model::rule::{Action, Binder, Condition, Let, LetValue, Variable};
use crate::model::{Guide, RuleBase};
use crate::source::{FileId, Sources, Span};
use crate::syntax::tree;

/// A fact as declared, beside the model's.
#[derive(Debug)]
pub(super) struct FactDeclaration<'t> {
    /// What is written.
    pub(super) tree: &'t tree::Fact,
    /// Whether its type has no fault.
    pub(super) typed: bool,
    /// The variables that stand for the elements of the lists around it,
    /// outermost first.
    pub(super) elements: Vec<VariableId>,
}

/// A let that has been checked.
#[derive(Debug)]
pub(super) struct CheckedLet {
    /// What it stands for.
    pub(super) value: LetValue,
    /// Of a list: where its elements come from.
    pub(super) base: Option<Base>,
}

/// Where the elements of a list come from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Base {
    /// The list fact, or list field.
    pub(super) list: FactRef,
    /// Whether all its elements are there.
    pub(super) whole: bool,
}

/// A condition that has been checked.
#[derive(Debug)]
pub(super) struct CheckedCondition {
    /// The elements that it speaks of.
    pub(super) binders: Vec<Binder>,
    /// Its test, unless that has a fault.
    pub(super) test: Option<crate::model::expression::Test>,
}

/// The state of a check.
#[derive(Debug)]
pub(super) struct Context<'t> {
    pub(super) loaded: &'t Loaded,
    pub(super) sources: &'t Sources,
    pub(super) reports: Reports,
    pub(super) names: Names<'t>,
    pub(super) facts: Arena<FactId, Fact>,
    /// What is written about each of `facts`.
    pub(super) declarations: Vec<FactDeclaration<'t>>,
    /// The fields of lists, by list and word.
    pub(super) fields: HashMap<(FactId, &'t str), FactId>,
    pub(super) let_trees: Vec<&'t tree::Let>,
    pub(super) lets: Vec<Option<CheckedLet>>,
    pub(super) condition_trees: Vec<&'t tree::Condition>,
    pub(super) conditions: Vec<Option<CheckedCondition>>,
    pub(super) action_trees: Vec<&'t tree::Action>,
    /// The binders of the actions, where they have no fault.
    pub(super) action_binders: Vec<Option<Vec<Binder>>>,
    pub(super) rule_trees: Vec<&'t tree::Rule>,
    pub(super) variables: Vec<Variable>,
    pub(super) progress: Progress,
    pub(super) symbols: SymbolIndex,
    /// The regular expressions so far, by what is written.
    pub(super) regexes: HashMap<&'t str, Result<Regex, String>>,
}

impl<'t> Context<'t> {
    pub(super) fn new(loaded: &'t Loaded) -> Self {
        let names = Names::new(Visibility::of(&loaded.files));
        Context {
            loaded,
            sources: &loaded.sources,
            reports: Reports::default(),
            names,
            facts: Arena::default(),
            declarations: Vec::new(),
            fields: HashMap::new(),
            let_trees: Vec::new(),
            lets: Vec::new(),
            condition_trees: Vec::new(),
            conditions: Vec::new(),
            action_trees: Vec::new(),
            action_binders: Vec::new(),
            rule_trees: Vec::new(),
            variables: Vec::new(),
            progress: Progress::default(),
            symbols: SymbolIndex::default(),
            regexes: HashMap::new(),
        }
    }

    /// What is written about a fact.
    pub(super) fn declaration(&self, fact: FactId) -> &FactDeclaration<'t> {
        &self.declarations[fact.index()]
    }

    /// A let that has been checked and has no fault.
    pub(super) fn checked_let(&self, id: LetId) -> Option<&CheckedLet> {
        self.lets.get(id.index())?.as_ref()
    }

    /// A condition that has been checked and has no fault.
    pub(super) fn checked_condition(&self, id: ConditionId) -> Option<&CheckedCondition> {
        self.conditions.get(id.index())?.as_ref()
    }

    /// A variable.
    pub(super) fn variable(&self, id: VariableId) -> &Variable {
        &self.variables[id.index()]
    }

    /// Adds a variable.
    pub(super) fn add_variable(&mut self, name: Option<&str>, list: FactRef) -> VariableId {
        let name = name.map(str::to_owned);
        self.variables.push(Variable {
            name,
            list: list.fact,
            parent: list.of,
        });
        VariableId::from_index(self.variables.len() - 1)
    }

    /// How far the lists of this check have grown.
    pub(super) fn mark(&self) -> Mark {
        Mark {
            diagnostics: self.reports.len(),
            variables: self.variables.len(),
        }
    }

    /// Forgets what has been found since `mark`.
    pub(super) fn back_to(&mut self, mark: Mark) {
        self.reports.truncate(mark.diagnostics);
        self.variables.truncate(mark.variables);
    }

    /// The name and the place of something derived.
    pub(super) fn name_of(&self, derived: Derived) -> (&str, Span) {
        let name = match derived {
            Derived::Let(id) => &self.let_trees[id.index()].name,
            Derived::Condition(id) => &self.condition_trees[id.index()].name,
            Derived::Fact(id) => return (&self.facts[id].path, self.facts[id].name_span),
        };
        (&name.text, name.span)
    }

    /// The path that is written in rules to mean this file.
    pub(super) fn file_name(&self, file: FileId) -> &'t str {
        self.sources.file(file).name()
    }

    /// Ends the check.
    pub(super) fn finish(self, loaded: &Loaded) -> (Vec<Diagnostic>, Parts<'t>) {
        let parts = Parts {
            facts: self.facts,
            let_trees: self.let_trees,
            lets: self.lets,
            condition_trees: self.condition_trees,
            conditions: self.conditions,
            variables: self.variables,
        };
        (self.reports.finish(loaded), parts)
    }
}

/// A point to go back to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    diagnostics: usize,
    variables: usize,
}

/// The checked parts of a rule base.
#[derive(Debug)]
pub(super) struct Parts<'t> {
    facts: Arena<FactId, Fact>,
    let_trees: Vec<&'t tree::Let>,
    lets: Vec<Option<CheckedLet>>,
    condition_trees: Vec<&'t tree::Condition>,
    conditions: Vec<Option<CheckedCondition>>,
    variables: Vec<Variable>,
}

impl Parts<'_> {
    /// Puts the parts together; nothing comes of it if one is missing.
    pub(super) fn assemble(
        self,
        guides: Vec<Guide>,
        actions: Vec<Option<Action>>,
        rules: super::rules::CheckedRules,
    ) -> Option<RuleBase> {
        let lets = self.let_trees.iter().zip(self.lets).map(|(tree, checked)| {
            Some(Let {
                name: tree.name.text.clone(),
                value: checked?.value,
                span: tree.span,
            })
        });
        let conditions = self
            .condition_trees
            .iter()
            .zip(self.conditions)
            .map(|(tree, checked)| {
                let checked = checked?;
                Some(Condition {
                    name: tree.name.text.clone(),
                    title: tree.title.as_ref().map(tree::Str::value),
                    is_symptom: tree.kind == tree::ConditionKind::Symptom,
                    binders: checked.binders,
                    test: checked.test?,
                    span: tree.span,
                })
            });
        let lets = arena::<LetId, _>(lets)?;
        let conditions = arena::<ConditionId, _>(conditions)?;
        let actions = arena::<ActionId, _>(actions)?;
        let variables = arena::<VariableId, _>(self.variables.into_iter().map(Some))?;
        let facts = self.facts;
        let super::rules::CheckedRules { rules, entries } = rules;
        Some(RuleBase {
            guides,
            facts,
            lets,
            conditions,
            actions,
            rules,
            entries,
            variables,
        })
    }
}

/// All items, unless one is missing.
fn arena<I: Id, T>(items: impl IntoIterator<Item = Option<T>>) -> Option<Arena<I, T>> {
    let mut arena = Arena::default();
    for item in items {
        arena.push(item?);
    }
    Some(arena)
}
