//! What a name means where it stands: the same rules by which the checker resolves
//! names, for declarations that may be half written.

use super::names::{NameId, NameKind, Names, Shape};
use crate::source::Span;

/// An element of a list at hand.
#[derive(Clone, Debug)]
pub(super) struct Binding {
    /// Its variable, if it has one.
    pub(super) variable: Option<(String, NameId)>,
    /// Whether bare words are its fields, or `it` is the element.
    pub(super) open: bool,
    /// The list, if it is known.
    pub(super) list: Option<NameId>,
}

/// The elements at hand, outermost first.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    /// All of them.
    pub(super) bindings: Vec<Binding>,
}

/// A part of a dotted name with what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// The first byte within the name.
    pub(super) start: usize,
    /// The byte after the last.
    pub(super) end: usize,
    /// What it stands for.
    pub(super) name: NameId,
}

impl Part {
    /// Its place, where the name stands at `span`.
    pub(super) fn within(self, span: Span) -> Span {
        Span {
            file: span.file,
            start: span.start + self.start as u32,
            end: span.start + self.end as u32,
        }
    }
}

impl Scope {
    /// What the parts of a name stand for; nothing where nothing is known.
    pub(super) fn look_up(&self, names: &Names, name: &str) -> Vec<Part> {
        let first = name.split('.').next().unwrap_or(name);
        for binding in self.bindings.iter().rev() {
            if let Some((word, variable)) = &binding.variable
                && word == first
            {
                let mut parts = vec![Part {
                    start: 0,
                    end: first.len(),
                    name: *variable,
                }];
                if let Some(list) = binding.list {
                    fields(names, list, name, first.len(), &mut parts);
                }
                return parts;
            }
            if !binding.open {
                continue;
            }
            let Some(list) = binding.list else { continue };
            if let Some(field) = names.part(list, first)
                && names.get(list).shape == Shape::Records
            {
                if first.len() < name.len() && !is_list(names, field) {
                    break;
                }
                let mut parts = vec![Part {
                    start: 0,
                    end: first.len(),
                    name: field,
                }];
                fields(names, field, name, first.len(), &mut parts);
                return parts;
            }
            if name == "it" && names.get(list).shape == Shape::Values {
                return Vec::new();
            }
        }
        declared(names, name)
    }

    /// The list of whose plain values a name is one: `it`, or a variable.
    pub(super) fn element_of(&self, names: &Names, name: &str) -> Option<NameId> {
        let binding = self.bindings.iter().rev().find(|binding| {
            let is_variable = binding
                .variable
                .as_ref()
                .is_some_and(|(word, _)| word == name);
            is_variable || binding.open && name == "it"
        })?;
        binding
            .list
            .filter(|list| names.get(*list).shape == Shape::Values)
    }
}

/// What a name stands for where no element is at hand.
pub(super) fn declared(names: &Names, name: &str) -> Vec<Part> {
    let whole = |end: usize, name: NameId| Part {
        start: 0,
        end,
        name,
    };
    if let Some(value) = names.value(name) {
        return vec![whole(name.len(), value)];
    }
    for (dot, _) in name.match_indices('.') {
        if let Some(list) = names.value(&name[..dot])
            && is_list(names, list)
        {
            let mut parts = vec![whole(dot, list)];
            fields(names, list, name, dot, &mut parts);
            return parts;
        }
    }
    Vec::new()
}

/// The fields that the words behind byte `at` of the name are, one within the
/// other.
fn fields(names: &Names, list: NameId, name: &str, at: usize, parts: &mut Vec<Part>) {
    let (mut list, mut at) = (list, at);
    while let Some(rest) = name[at..].strip_prefix('.') {
        let word = rest.split('.').next().unwrap_or(rest);
        let Some(field) = names.part(list, word) else {
            return;
        };
        if names.get(field).kind != NameKind::Field {
            return;
        }
        let end = at + 1 + word.len();
        parts.push(Part {
            start: at + 1,
            end,
            name: field,
        });
        (list, at) = (field, end);
    }
}

fn is_list(names: &Names, name: NameId) -> bool {
    matches!(names.get(name).shape, Shape::Values | Shape::Records)
}
