//! Reads the values of facts.

use super::error::{InputErrorKind, Part, Shape};
use super::errors::Errors;
use crate::facts::document::{Node, NodeKind};
use crate::facts::memory::{Datum, FactPath, State};
use crate::facts::names::Names;
use crate::facts::phrases::example;
use crate::facts::plain::read_plain;
use crate::model::fact::{ListType, PlainType, Type};
use crate::model::value::Value;
use crate::source::Span;

impl Shape {
    /// The shape of a value.
    pub(super) fn of(node: &Node) -> Shape {
        match node.kind {
            NodeKind::Null => Shape::Empty,
            NodeKind::Scalar { .. } => Shape::Single,
            NodeKind::Sequence(_) => Shape::List,
            NodeKind::Mapping(_) => Shape::Map,
        }
    }
}

/// Reads the values of facts.
pub(super) struct Values<'a> {
    pub(super) names: &'a Names<'a>,
    pub(super) errors: &'a mut Errors,
}

impl Values<'_> {
    /// The state of the fact at `path` where it is given as `node`; none where
    /// that has an error. Of a list, elements with errors may be left out.
    pub(super) fn state(&mut self, path: &FactPath, node: &Node) -> Option<State> {
        if node.kind == NodeKind::Null {
            return Some(State::Unavailable);
        }
        let rules = self.names.rules;
        let datum = match &rules.facts[path.fact].ty {
            Type::Plain(ty) => Datum::Plain(self.plain(path, ty, node)?),
            Type::List(ListType::Values(ty)) => Datum::Values(self.values(path, ty, node)?),
            Type::List(ListType::Records { keys, fields, .. }) => {
                Datum::Records(self.records(path, keys, fields, node)?)
            }
        };
        Some(State::Known(datum))
    }

    /// A value that is not a list.
    pub(super) fn plain(&mut self, path: &FactPath, ty: &PlainType, node: &Node) -> Option<Value> {
        if let NodeKind::Scalar { text, .. } = &node.kind {
            return self.scalar(path, Part::Fact, ty, text, node.span);
        }
        self.not_of_shape(path, Shape::Single, node);
        None
    }

    fn scalar(
        &mut self,
        path: &FactPath,
        part: fn(String) -> Part,
        ty: &PlainType,
        text: &str,
        span: Span,
    ) -> Option<Value> {
        match read_plain(ty, text) {
            Ok(value) => Some(value),
            Err(error) => {
                let part = part(path.show_short(self.names.rules));
                let ty = ty.clone();
                self.errors
                    .add(span, InputErrorKind::Value { part, ty, error });
                None
            }
        }
    }

    /// The items of a sequence for the fact at `path`.
    pub(super) fn items<'n>(&mut self, path: &FactPath, node: &'n Node) -> Option<&'n [Node]> {
        if let NodeKind::Sequence(items) = &node.kind {
            return Some(items);
        }
        self.not_of_shape(path, Shape::List, node);
        None
    }

    /// The elements of a `list of`.
    fn values(&mut self, path: &FactPath, ty: &PlainType, node: &Node) -> Option<Vec<Value>> {
        let items = self.items(path, node)?;
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            match &item.kind {
                NodeKind::Scalar { text, .. } => {
                    values.extend(self.scalar(path, Part::ElementOf, ty, text, item.span));
                }
                NodeKind::Null => self.null_element(path, item),
                NodeKind::Sequence(_) | NodeKind::Mapping(_) => {
                    let kind = InputErrorKind::Shape {
                        part: Part::ElementOf(path.show_short(self.names.rules)),
                        expected: Shape::Single,
                        found: Shape::of(item),
                        example: Some(example(self.names.rules, path.fact)),
                    };
                    self.errors.add(item.span, kind);
                }
            }
            if self.errors.are_enough() {
                return None;
            }
        }
        Some(values)
    }

    /// An element of a list is null.
    pub(super) fn null_element(&mut self, list: &FactPath, item: &Node) {
        let list = list.show_short(self.names.rules);
        self.errors
            .add(item.span, InputErrorKind::NullElement { list });
    }

    fn not_of_shape(&mut self, path: &FactPath, expected: Shape, node: &Node) {
        let rules = self.names.rules;
        let kind = InputErrorKind::Shape {
            part: Part::Fact(path.show_short(rules)),
            expected,
            found: Shape::of(node),
            example: Some(example(rules, path.fact)),
        };
        self.errors.add(node.span, kind);
    }
}
