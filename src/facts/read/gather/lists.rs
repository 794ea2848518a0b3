//! The lists of gathered documents.

use std::collections::HashMap;

use super::{GatherError, Gathered, Gathering, path_in_element, start_of};
use crate::facts::document::{Node, NodeKind};
use crate::facts::memory::{Datum, FactPath, Record, State};
use crate::facts::path::show_element;
use crate::facts::read::error::{InputErrorKind, Part};
use crate::model::fact::{ListType, PlainType, Type};
use crate::model::ids::FactId;
use crate::model::value::Value;
use crate::source::Span;

/// The key of an element.
struct Key {
    texts: Vec<String>,
    values: Vec<Value>,
}

impl Gathering<'_> {
    /// A list whose path leads to these values. A sequence among them is its elements:
    /// lists have no lists as elements.
    pub(super) fn list(
        &mut self,
        at: &mut FactPath,
        list: &ListType,
        matches: &[&Node],
    ) -> Gathered<State> {
        if matches!(matches, [only] if only.kind == NodeKind::Null) {
            return Ok(State::Unavailable);
        }
        let elements = matches.iter().flat_map(|&node| match &node.kind {
            NodeKind::Sequence(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        });
        let datum = match list {
            ListType::Values(ty) => Datum::Values(self.plain_elements(at, ty, elements)),
            ListType::Records { keys, fields, .. } => {
                Datum::Records(self.records(at, keys, fields, elements)?)
            }
        };
        Ok(State::Known(datum))
    }

    fn plain_elements<'n>(
        &mut self,
        at: &FactPath,
        ty: &PlainType,
        elements: impl Iterator<Item = &'n Node>,
    ) -> Vec<Value> {
        let mut values = Vec::new();
        for element in elements {
            match &element.kind {
                NodeKind::Null => self.values.null_element(at, element),
                NodeKind::Scalar { .. } => {
                    if let State::Known(Datum::Plain(value)) = self.plain(at, ty, element) {
                        values.push(value);
                    }
                }
                NodeKind::Sequence(_) | NodeKind::Mapping(_) => {
                    self.not_of_shape(Part::ElementOf, at, element);
                }
            }
            if self.values.errors.are_enough() {
                break;
            }
        }
        values
    }

    /// The elements of a list by key. Those with errors are left out.
    fn records<'n>(
        &mut self,
        at: &mut FactPath,
        keys: &[FactId],
        fields: &[FactId],
        elements: impl Iterator<Item = &'n Node>,
    ) -> Gathered<Vec<Record>> {
        let mut records = Vec::new();
        let mut seen: HashMap<Vec<String>, Span> = HashMap::new();
        for element in elements {
            if self.values.errors.are_enough() {
                break;
            }
            if element.kind == NodeKind::Null {
                self.values.null_element(at, element);
                continue;
            }
            let Some(key) = self.key(at, keys, element)? else {
                continue;
            };
            let span = start_of(element);
            if let Some(first) = seen.insert(key.texts.clone(), span) {
                let element = show_element(self.values.names.rules, at, &key.texts);
                let kind = InputErrorKind::ElementTwice { element, first };
                self.values.errors.add(span, kind);
                continue;
            }
            records.push(self.record(at, key, keys, fields, element)?);
        }
        Ok(records)
    }

    /// The key of an element, unless that has errors.
    fn key(&mut self, list: &FactPath, keys: &[FactId], element: &Node) -> Gathered<Option<Key>> {
        let names = self.values.names;
        let (mut texts, mut values) = (Vec::new(), Vec::new());
        for &field in keys {
            let fact = &names.rules.facts[field];
            let Type::Plain(ty) = &fact.ty else {
                return Ok(None);
            };
            let errors_before = self.values.errors.count();
            let is_key_itself = fact.from.is_none() && keys.len() == 1;
            // Without its key, the element has no path yet.
            let mut nameless = FactPath::top_level(field);
            let state = match &element.kind {
                NodeKind::Scalar { .. } if is_key_itself => self.plain(&nameless, ty, element),
                _ => self.fact(&mut nameless, element)?,
            };
            if let State::Known(Datum::Plain(value)) = state {
                texts.push(ty.write(&value));
                values.push(value);
            } else if self.values.errors.count() == errors_before {
                let list = list.show_short(names.rules);
                let error = if matches!(element.kind, NodeKind::Scalar { .. }) {
                    GatherError::ElementShape { list }
                } else {
                    GatherError::NoKey {
                        list,
                        field: fact.word().to_owned(),
                        from: path_in_element(names, field),
                    }
                };
                self.values.errors.add(start_of(element), error);
            }
        }
        Ok((texts.len() == keys.len()).then_some(Key { texts, values }))
    }

    /// An element with its fields.
    fn record(
        &mut self,
        at: &mut FactPath,
        key: Key,
        keys: &[FactId],
        fields: &[FactId],
        element: &Node,
    ) -> Gathered<Record> {
        let list = at.fact;
        at.elements.push(key.texts);
        let mut states = Vec::with_capacity(fields.len());
        let mut values: Vec<_> = keys.iter().zip(key.values).collect();
        for &field in fields {
            let key = values.iter().position(|(key, _)| **key == field);
            states.push(if let Some(key) = key {
                State::Known(Datum::Plain(values.swap_remove(key).1))
            } else {
                at.fact = field;
                self.fact(at, element)?
            });
        }
        at.fact = list;
        let key = at.elements.pop().unwrap_or_default();
        Ok(Record {
            key,
            fields: states,
        })
    }
}
