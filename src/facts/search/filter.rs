//! The tests in paths.

use std::borrow::Cow;

use super::compare::Value;
use super::{Found, Search, children};
use crate::facts::document::{Node, NodeKind};
use crate::model::json_path::{Comparison, Filter, Operand, Pattern, Query};

impl Search {
    /// Whether a test holds for a child.
    pub(super) fn passes(&mut self, filter: &Filter, child: &Node, root: &Node) -> Found<bool> {
        self.step(1)?;
        match filter {
            Filter::Or(tests) => {
                for test in tests {
                    if self.passes(test, child, root)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Filter::And(tests) => {
                for test in tests {
                    if !self.passes(test, child, root)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Filter::Not(test) => Ok(!self.passes(test, child, root)?),
            Filter::Exists(query) => Ok(!self.query(query, child, root)?.is_empty()),
            Filter::Compare {
                left,
                comparison,
                right,
            } => {
                let left = self.operand(left, child, root)?;
                let right = self.operand(right, child, root)?;
                self.compare(left, *comparison, right)
            }
            Filter::Matches {
                text,
                pattern,
                whole,
            } => self.matches(text, pattern, *whole, child, root),
        }
    }

    fn query<'n>(
        &mut self,
        query: &Query,
        child: &'n Node,
        root: &'n Node,
    ) -> Found<Vec<&'n Node>> {
        let start = if query.from_root { root } else { child };
        self.follow(&query.segments, start, root)
    }

    /// The value of an operand; none is *nothing*, which no document can say.
    fn operand<'v>(
        &mut self,
        operand: &'v Operand,
        child: &'v Node,
        root: &'v Node,
    ) -> Found<Option<Value<'v>>> {
        Ok(match operand {
            Operand::Literal(literal) => Some(Value::from(literal)),
            Operand::Single(query) => {
                let start = if query.from_root { root } else { child };
                self.single(&query.segments, start)?.map(Value::from)
            }
            Operand::Value(query) => match self.query(query, child, root)?.as_slice() {
                [one] => Some(Value::from(*one)),
                _ => None,
            },
            Operand::Count(query) => {
                let found = self.query(query, child, root)?;
                i64::try_from(found.len()).ok().map(Value::Integer)
            }
            Operand::Length(of) => {
                let value = self.operand(of, child, root)?;
                self.length(value)?.map(Value::Integer)
            }
        })
    }

    /// The characters of a text, or the children of a list or map.
    fn length(&mut self, value: Option<Value<'_>>) -> Found<Option<i64>> {
        let length = match value {
            Some(Value::Text(text)) => {
                self.step(text.len() as u64)?;
                text.chars().count()
            }
            Some(Value::Children(node)) => match &node.kind {
                NodeKind::Sequence(items) => items.len(),
                _ => children(node).count(),
            },
            _ => return Ok(None),
        };
        Ok(i64::try_from(length).ok())
    }

    fn compare(
        &mut self,
        left: Option<Value<'_>>,
        comparison: Comparison,
        right: Option<Value<'_>>,
    ) -> Found<bool> {
        Ok(match comparison {
            Comparison::Equal => self.are_equal(left, right)?,
            Comparison::NotEqual => !self.are_equal(left, right)?,
            Comparison::Less => self.is_less(left, right)?,
            Comparison::Greater => self.is_less(right, left)?,
            Comparison::LessOrEqual => self.is_less(left, right)? || self.are_equal(left, right)?,
            Comparison::GreaterOrEqual => {
                self.is_less(right, left)? || self.are_equal(left, right)?
            }
        })
    }

    fn matches(
        &mut self,
        text: &Operand,
        pattern: &Pattern,
        whole: bool,
        child: &Node,
        root: &Node,
    ) -> Found<bool> {
        let Some(Value::Text(text)) = self.operand(text, child, root)? else {
            return Ok(false);
        };
        self.step(text.len() as u64)?;
        let regex = match pattern {
            Pattern::Fixed(regex) => Cow::Borrowed(&**regex),
            Pattern::Given(operand) => {
                let Some(Value::Text(source)) = self.operand(operand, child, root)? else {
                    return Ok(false);
                };
                self.step(MOST_OF_A_PATTERN)?;
                match Pattern::compile(source, whole) {
                    Some(regex) => Cow::Owned(regex),
                    None => return Ok(false),
                }
            }
        };
        Ok(regex.is_match(text))
    }
}

/// What reading a regular expression that a document has counts for, in steps.
const MOST_OF_A_PATTERN: u64 = 100_000;
