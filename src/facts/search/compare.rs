//! Comparing values as JSON does.

use std::cmp::Ordering;

use super::{Found, Search, items, members};
use crate::facts::document::{Node, NodeKind};
use crate::model::json_path::Literal;

/// A value as JSON sees it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'v> {
    Null,
    Boolean(bool),
    Integer(i64),
    Float(f64),
    Text(&'v str),
    /// A list or a map.
    Children(&'v Node),
}

impl<'v> From<&'v Literal> for Value<'v> {
    fn from(literal: &'v Literal) -> Self {
        match literal {
            Literal::Null => Value::Null,
            Literal::Boolean(value) => Value::Boolean(*value),
            Literal::Integer(number) => Value::Integer(*number),
            Literal::Float(number) => Value::Float(*number),
            Literal::Text(text) => Value::Text(text),
        }
    }
}

impl<'v> From<&'v Node> for Value<'v> {
    fn from(node: &'v Node) -> Self {
        match &node.kind {
            NodeKind::Null => Value::Null,
            NodeKind::Scalar { text, quoted } => {
                plain(text).filter(|_| !quoted).unwrap_or(Value::Text(text))
            }
            NodeKind::Sequence(_) | NodeKind::Mapping(_) => Value::Children(node),
        }
    }
}

/// What a scalar without quotes is, where it is not a text. In YAML any word may be
/// one.
fn plain(text: &str) -> Option<Value<'static>> {
    match text {
        "true" | "True" | "TRUE" => return Some(Value::Boolean(true)),
        "false" | "False" | "FALSE" => return Some(Value::Boolean(false)),
        _ => {}
    }
    if let Ok(number) = text.parse() {
        return Some(Value::Integer(number));
    }
    // Rust reads `inf` and `nan` as numbers too.
    let is_numeral = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E');
    let number = text.chars().all(is_numeral).then(|| text.parse().ok());
    number.flatten().map(Value::Float)
}

/// A pair of numbers.
enum Numbers {
    Integers(i64, i64),
    Floats(f64, f64),
}

fn numbers(a: Value<'_>, b: Value<'_>) -> Option<Numbers> {
    // Integers are compared as they are, which floats could not do beyond 2^53.
    #[expect(
        clippy::cast_precision_loss,
        reason = "the other one is a float anyway"
    )]
    let float = |value| match value {
        Value::Integer(number) => Some(number as f64),
        Value::Float(number) => Some(number),
        _ => None,
    };
    match (a, b) {
        (Value::Integer(a), Value::Integer(b)) => Some(Numbers::Integers(a, b)),
        _ => Some(Numbers::Floats(float(a)?, float(b)?)),
    }
}

impl Search {
    /// Whether two values are equal. Nothing is equal to nothing.
    pub(super) fn are_equal(&mut self, a: Option<Value<'_>>, b: Option<Value<'_>>) -> Found<bool> {
        match (a, b) {
            (None, None) => Ok(true),
            (Some(a), Some(b)) => self.are_same(a, b),
            _ => Ok(false),
        }
    }

    fn are_same(&mut self, a: Value<'_>, b: Value<'_>) -> Found<bool> {
        self.step(1)?;
        match numbers(a, b) {
            Some(Numbers::Integers(a, b)) => return Ok(a == b),
            Some(Numbers::Floats(a, b)) => return Ok(a.partial_cmp(&b) == Some(Ordering::Equal)),
            None => {}
        }
        match (a, b) {
            (Value::Null, Value::Null) => Ok(true),
            (Value::Boolean(a), Value::Boolean(b)) => Ok(a == b),
            (Value::Text(a), Value::Text(b)) => Ok(a == b),
            (Value::Children(a), Value::Children(b)) => self.have_same_children(a, b),
            _ => Ok(false),
        }
    }

    fn have_same_children(&mut self, a: &Node, b: &Node) -> Found<bool> {
        if std::mem::discriminant(&a.kind) != std::mem::discriminant(&b.kind)
            || items(a).len() != items(b).len()
            || members(a).len() != members(b).len()
        {
            return Ok(false);
        }
        for (a, b) in items(a).iter().zip(items(b)) {
            if !self.are_same(a.into(), b.into())? {
                return Ok(false);
            }
        }
        for (key, a) in members(a) {
            let Some(b) = self.member(b, &key.text)? else {
                return Ok(false);
            };
            if !self.are_same(a.into(), b.into())? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether one value is less than another; only numbers and texts are.
    pub(super) fn is_less(&mut self, a: Option<Value<'_>>, b: Option<Value<'_>>) -> Found<bool> {
        self.step(1)?;
        let (Some(a), Some(b)) = (a, b) else {
            return Ok(false);
        };
        Ok(match (numbers(a, b), a, b) {
            (Some(Numbers::Integers(a, b)), ..) => a < b,
            (Some(Numbers::Floats(a, b)), ..) => a < b,
            (None, Value::Text(a), Value::Text(b)) => a < b,
            _ => false,
        })
    }
}
