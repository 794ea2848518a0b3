//! Reads the elements of lists by key.

use std::collections::HashMap;

use super::error::{InputErrorKind, Part, Shape};
use super::value::Values;
use crate::facts::document::{Node, NodeKind};
use crate::facts::memory::{Datum, FactPath, Record, State};
use crate::facts::path::show_element;
use crate::facts::phrases::example_element;
use crate::model::fact::Type;
use crate::model::ids::FactId;
use crate::model::value::Value;
use crate::source::Span;

/// What is given for the fields of an element, in the order of their slots.
type Given<'n> = Vec<Option<&'n Node>>;

/// The key of an element.
struct ElementKey {
    /// The values of the key fields as text.
    texts: Vec<String>,
    /// The values themselves.
    values: Vec<Value>,
}

impl Values<'_> {
    /// The elements of the list at `path`. Those with errors are left out.
    pub(super) fn records(
        &mut self,
        path: &FactPath,
        keys: &[FactId],
        fields: &[FactId],
        node: &Node,
    ) -> Option<Vec<Record>> {
        let items = self.items(path, node)?;
        let mut records = Vec::with_capacity(items.len());
        let mut seen: HashMap<Vec<String>, Span> = HashMap::with_capacity(items.len());
        let mut at = FactPath {
            fact: path.fact,
            elements: path.elements.clone(),
        };
        for item in items {
            if self.errors.are_enough() {
                return None;
            }
            let Some(given) = self.given(path, keys, fields, item) else {
                continue;
            };
            let Some(key) = self.key(path, keys, item, &given) else {
                continue;
            };
            let span = self.key_span(keys, item, &given);
            if let Some(&first) = seen.get(&key.texts) {
                let element = show_element(self.names.rules, path, &key.texts);
                self.errors
                    .add(span, InputErrorKind::ElementTwice { element, first });
                continue;
            }
            seen.insert(key.texts.clone(), span);
            at.elements.push(key.texts);
            let mut states = self.fields(&mut at, keys, fields, &given);
            for (&field, value) in keys.iter().zip(key.values) {
                if let Some(state) = states.get_mut(self.names.rules.facts[field].slot) {
                    *state = State::Known(Datum::Plain(value));
                }
            }
            let key = at.elements.pop().unwrap_or_default();
            records.push(Record {
                key,
                fields: states,
            });
        }
        Some(records)
    }

    /// Sorts out what is given for an element.
    fn given<'n>(
        &mut self,
        path: &FactPath,
        keys: &[FactId],
        fields: &[FactId],
        item: &'n Node,
    ) -> Option<Given<'n>> {
        let rules = self.names.rules;
        let mut given: Given<'n> = vec![None; fields.len()];
        match (&item.kind, keys) {
            (NodeKind::Mapping(entries), _) => {
                for (key, node) in entries {
                    if let Some(field) = self.names.field(path.fact, &key.text) {
                        given[rules.facts[field].slot] = Some(node);
                    } else {
                        let error = self.names.unknown_field(path.fact, &key.text);
                        self.errors.add(key.span, error);
                    }
                    if self.errors.are_enough() {
                        return None;
                    }
                }
            }
            // Of a list with one key, the key alone stands for an element.
            (NodeKind::Scalar { .. }, [key]) => given[rules.facts[*key].slot] = Some(item),
            (NodeKind::Null, _) => {
                self.null_element(path, item);
                return None;
            }
            _ => {
                let kind = InputErrorKind::Shape {
                    part: Part::ElementOf(path.show_short(rules)),
                    expected: Shape::Map,
                    found: Shape::of(item),
                    example: Some(example_element(rules, path.fact)),
                };
                self.errors.add(item.span, kind);
                return None;
            }
        }
        Some(given)
    }

    /// The key of an element.
    fn key(
        &mut self,
        path: &FactPath,
        keys: &[FactId],
        item: &Node,
        given: &Given<'_>,
    ) -> Option<ElementKey> {
        let rules = self.names.rules;
        let mut key = ElementKey {
            texts: Vec::with_capacity(keys.len()),
            values: Vec::with_capacity(keys.len()),
        };
        for &field in keys {
            let fact = &rules.facts[field];
            let Type::Plain(ty) = &fact.ty else {
                return None;
            };
            match given[fact.slot] {
                Some(node) if node.kind != NodeKind::Null => {
                    // Without its key, the element has no path yet.
                    let nameless = FactPath::top_level(field);
                    if let Some(value) = self.plain(&nameless, ty, node) {
                        key.texts.push(ty.write(&value));
                        key.values.push(value);
                    }
                }
                node => {
                    let kind = InputErrorKind::NoKey {
                        list: path.show_short(rules),
                        field: fact.word().to_owned(),
                        is_null: node.is_some(),
                        example: example_element(rules, path.fact),
                    };
                    self.errors.add(node.unwrap_or(item).span, kind);
                }
            }
        }
        (key.texts.len() == keys.len()).then_some(key)
    }

    /// The place that names an element.
    fn key_span(&self, keys: &[FactId], item: &Node, given: &Given<'_>) -> Span {
        let spans = keys
            .iter()
            .filter_map(|&key| Some(given[self.names.rules.facts[key].slot]?.span));
        spans.reduce(Span::to).unwrap_or(item.span)
    }

    /// The fields of the element in which `at` is, apart from its key.
    fn fields(
        &mut self,
        at: &mut FactPath,
        keys: &[FactId],
        fields: &[FactId],
        given: &Given<'_>,
    ) -> Vec<State> {
        let list = at.fact;
        let states = fields.iter().zip(given).map(|(&field, node)| match node {
            Some(node) if !keys.contains(&field) => {
                at.fact = field;
                self.state(at, node).unwrap_or_default()
            }
            _ => State::Unknown,
        });
        let states = states.collect();
        at.fact = list;
        states
    }
}
