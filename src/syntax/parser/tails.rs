//! Tails: what makes an operand a test.

use super::node::Node;
use super::{Builder, Built, Rule, Stop};
use crate::syntax::tree::{CompareOp, Expr, ExprKind, Pattern, Regex, TextOp};

impl Builder {
    /// Makes a test of the last thing built.
    pub(super) fn push_tail(&mut self, node: &Node) -> Built<()> {
        let base = self.built.len();
        let mut parts = node.clone().parts();
        while let Some(part) = parts.next() {
            match part.rule() {
                Rule::sum => self.push_sum(part)?,
                Rule::items => self.push_items(part)?,
                _ => {}
            }
        }
        self.test(node, base)
    }

    /// Puts a tail together with its operands, built since `base`, and with what
    /// was built before those.
    fn test(&mut self, node: &Node, base: usize) -> Built<()> {
        let at = node.start();
        let mut operands = self.built.split_off(base);
        let value = Box::new(self.pop(at)?);
        let span = value.span.to(self.span_of(node));
        let mut parts = node.clone().parts();
        let one = |operands: &mut Vec<Expr>| operands.pop().map(Box::new).ok_or(Stop::Unknown(at));
        let kind = match node.rule() {
            Rule::compare_tail => ExprKind::Compare {
                op: compare_op(parts.need()?.text()),
                left: value,
                right: one(&mut operands)?,
            },
            Rule::is_tail => {
                parts.take(Rule::kw_is);
                let negated = parts.take(Rule::kw_not).is_some();
                if parts.take(Rule::kw_empty).is_some() {
                    ExprKind::Empty { value, negated }
                } else if parts.take(Rule::kw_unavailable).is_some() {
                    ExprKind::Unavailable { value, negated }
                } else {
                    let op = is_op(negated, parts.take(Rule::kw_exactly).is_some());
                    ExprKind::Compare {
                        op,
                        left: value,
                        right: one(&mut operands)?,
                    }
                }
            }
            Rule::in_tail => ExprKind::In {
                value,
                negated: parts.take(Rule::kw_not).is_some(),
                items: operands,
            },
            Rule::text_tail => {
                let op = text_op(parts.need()?)?;
                let any = parts.take(Rule::kw_any).is_some();
                let pattern = if any {
                    Pattern::Any(operands)
                } else {
                    Pattern::One(one(&mut operands)?)
                };
                ExprKind::TextTest { op, value, pattern }
            }
            _ => {
                let regex = parts.need_after(Rule::kw_matches)?;
                let text = regex.text();
                let raw = text
                    .get(1..text.len().saturating_sub(1))
                    .unwrap_or("")
                    .to_owned();
                ExprKind::Matches {
                    value,
                    regex: Regex {
                        raw,
                        span: self.span_of(&regex),
                    },
                }
            }
        };
        self.built.push(Expr { kind, span });
        Ok(())
    }

    fn push_items(&mut self, node: Node) -> Built<()> {
        self.enter(1, node.start())?;
        let mut parts = node.parts();
        while let Some(part) = parts.next() {
            if part.rule() == Rule::sum {
                self.push_sum(part)?;
            }
        }
        self.leave(1);
        Ok(())
    }
}

/// The comparison that is written like this.
pub(super) fn compare_op(text: &str) -> CompareOp {
    match text {
        "<" => CompareOp::Less,
        "<=" => CompareOp::LessOrEqual,
        ">" => CompareOp::Greater,
        _ => CompareOp::GreaterOrEqual,
    }
}

/// `is`, `is not`, `is exactly`, `is not exactly`
pub(super) fn is_op(negated: bool, exactly: bool) -> CompareOp {
    match (negated, exactly) {
        (false, false) => CompareOp::Is,
        (true, false) => CompareOp::IsNot,
        (false, true) => CompareOp::IsExactly,
        (true, true) => CompareOp::IsNotExactly,
    }
}

fn text_op(node: Node) -> Built<TextOp> {
    let mut parts = node.parts();
    Ok(match parts.need()?.rule() {
        Rule::kw_starts => TextOp::StartsWith,
        Rule::kw_ends => TextOp::EndsWith,
        _ if parts.take(Rule::kw_exactly).is_some() => TextOp::ContainsExactly,
        _ => TextOp::Contains,
    })
}
