//! The variables at hand, and what words mean among them.

use crate::model::ids::{FactId, VariableId};

/// Variables may stand within one another so many times over.
pub(super) const DEEPEST: usize = 16;

/// An element at hand.
#[derive(Clone, Debug)]
pub(super) struct Binding<'t> {
    /// The name of its variable, if it has one.
    pub(super) name: Option<&'t str>,
    /// Whether bare words are its fields (or `it` is the element).
    pub(super) open: bool,
    /// Its variable.
    pub(super) variable: VariableId,
    /// The list fact, or list field, that it comes from.
    pub(super) list: FactId,
}

/// The elements at hand, outermost first.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope<'t> {
    bindings: Vec<Binding<'t>>,
}

impl<'t> Scope<'t> {
    /// Adds an element, within all others.
    pub(super) fn push(&mut self, binding: Binding<'t>) {
        self.bindings.push(binding);
    }

    /// Takes the innermost element away.
    pub(super) fn pop(&mut self) {
        self.bindings.pop();
    }

    /// How many elements are at hand.
    pub(super) fn len(&self) -> usize {
        self.bindings.len()
    }

    /// The elements, innermost first.
    pub(super) fn innermost_first(&self) -> impl Iterator<Item = &Binding<'t>> {
        self.bindings.iter().rev()
    }
}
