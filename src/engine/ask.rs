//! Which fact to ask for: the first unknown one that can still make a test
//! come out as wanted.

use super::evaluate::Evaluator;
use super::lists::Elements;
use super::truth::Truth;
use super::value::ValueState;
use crate::facts::memory::{FactPath, State};
use crate::graph::{Content, Level, Node, NodeId, Sort, TextPlan, Use};
use crate::model::expression::Quantifier;

/// What a test should come out as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// It should hold.
    Hold,
    /// It should fail.
    Fail,
    /// It should be settled, whichever way.
    Settle,
}

impl Want {
    fn opposite(self) -> Want {
        match self {
            Want::Hold => Want::Fail,
            Want::Fail => Want::Hold,
            Want::Settle => Want::Settle,
        }
    }

    /// Whether a part of an `and` matters: one that is not sure to hold, if
    /// all must hold; one that can fail, if some must fail.
    fn enters_conjunct(self, truth: Truth) -> bool {
        match self {
            Want::Hold => truth != Truth::HOLDS,
            Want::Fail => truth.can_fail(),
            Want::Settle => !truth.is_settled(),
        }
    }
}

impl Evaluator<'_> {
    /// The first unknown fact below a test, in the order of the text, that can
    /// help it to come out as wanted; none if it can come out in one way only.
    pub fn first_unknown(&mut self, node: NodeId, want: Want) -> Option<FactPath> {
        let graph = self.graph;
        let operands = graph.operands(node);
        match (graph.node(node), operands) {
            (Node::And | Node::Rule(_) | Node::Candidate(_), parts) => {
                self.unknown_conjunct(parts, want, false)
            }
            // `a or b` is `not (not a and not b)`.
            (Node::Or, parts) => self.unknown_conjunct(parts, want.opposite(), true),
            (Node::Not, [part]) => self.first_unknown(part.node, want.opposite()),
            (Node::Let(_) | Node::Condition(..), [part]) => self.first_unknown(part.node, want),
            (Node::Quantified(quantifier, level), [list, body]) => {
                self.unknown_of_elements(*quantifier, *level, list.node, body.node, want)
            }
            (Node::Unavailable, [subject]) => match graph.sort(subject.node) {
                Sort::Test => self.first_unknown(subject.node, Want::Settle),
                Sort::Value => self.unknown_of_value(subject.node),
                Sort::List => self.unknown_of_list(subject.node),
            },
            (_, values) => values
                .iter()
                .find_map(|value| self.unknown_of_value(value.node)),
        }
    }

    /// Enters the parts of a conjunction that matter; `negated` says that the
    /// conjunction is one of the parts' negations.
    pub(super) fn unknown_conjunct(
        &mut self,
        parts: &[Use],
        want: Want,
        negated: bool,
    ) -> Option<FactPath> {
        parts.iter().find_map(|part| {
            let truth = self.truth(part.node);
            let (truth, inner) = if negated {
                (!truth, want.opposite())
            } else {
                (truth, want)
            };
            if want.enters_conjunct(truth) {
                self.first_unknown(part.node, inner)
            } else {
                None
            }
        })
    }

    fn unknown_of_elements(
        &mut self,
        quantifier: Quantifier,
        level: Level,
        list: NodeId,
        body: NodeId,
        want: Want,
    ) -> Option<FactPath> {
        let filtered = self.filtered(list);
        let elements = self.elements(filtered.whole);
        if let Elements::Open = elements {
            return self.unknown_of_fact(filtered.whole);
        }
        // All three say something of every element: `any` that not every one
        // fails `member and passes`, `no` that every one does, `every` that
        // every one fails `member and not passes`.
        let want = if quantifier == Quantifier::Any {
            want.opposite()
        } else {
            want
        };
        let body_fails = quantifier == Quantifier::Every;
        for element in elements.known() {
            if self.gave_up() {
                return None;
            }
            let member = self.membership(&filtered, element);
            let passes = self.with_element(level, element, |this| this.truth(body));
            let counts = member.and(if body_fails { !passes } else { passes });
            if !want.enters_conjunct(!counts) {
                continue;
            }
            // Wanting `not (member and passes)` is wanting `member and passes`
            // to come out the other way.
            let inner = want.opposite();
            for &(member_level, test) in &filtered.tests {
                let found = self.with_element(member_level, element, |this| {
                    if inner.enters_conjunct(this.truth(test)) {
                        this.first_unknown(test, inner)
                    } else {
                        None
                    }
                });
                if found.is_some() {
                    return found;
                }
            }
            let (passes, body_want) = if body_fails {
                (!passes, inner.opposite())
            } else {
                (passes, inner)
            };
            if inner.enters_conjunct(passes)
                && let Some(found) =
                    self.with_element(level, element, |this| this.first_unknown(body, body_want))
            {
                return Some(found);
            }
        }
        None
    }

    /// The first unknown fact on which an open value depends.
    pub fn unknown_of_value(&mut self, node: NodeId) -> Option<FactPath> {
        if self.value(node) != ValueState::Open {
            return None;
        }
        let graph = self.graph;
        let operands = graph.operands(node);
        match (graph.node(node), operands) {
            (Node::Fact(_) | Node::Field { .. }, _) => self.unknown_of_fact(node),
            (Node::Table { inputs, rows }, operands) => {
                let (inputs, values) = operands.split_at(*inputs);
                let remaining = self.remaining_rows(inputs, rows);
                let mut waited_for = inputs
                    .iter()
                    .zip(&remaining.waits_for)
                    .filter(|(_, waits)| **waits);
                waited_for
                    .find_map(|(input, _)| self.unknown_of_value(input.node))
                    .or_else(|| {
                        remaining
                            .rows
                            .iter()
                            .find_map(|&row| self.unknown_of_value(values[row].node))
                    })
            }
            (Node::Count, [list]) => self.unknown_member(list.node),
            (Node::Truth, [test]) => self.first_unknown(test.node, Want::Settle),
            (_, operands) => operands
                .iter()
                .find_map(|operand| self.unknown_of_value(operand.node)),
        }
    }

    /// The first unknown fact that decides which elements a list has.
    fn unknown_member(&mut self, list: NodeId) -> Option<FactPath> {
        let filtered = self.filtered(list);
        let elements = self.elements(filtered.whole);
        if let Elements::Open = elements {
            return self.unknown_of_fact(filtered.whole);
        }
        for element in elements.known() {
            if self.gave_up() {
                return None;
            }
            if self.membership(&filtered, element).is_settled() {
                continue;
            }
            for &(level, test) in &filtered.tests {
                let found = self.with_element(level, element, |this| {
                    if this.truth(test).is_settled() {
                        None
                    } else {
                        this.first_unknown(test, Want::Settle)
                    }
                });
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }

    /// The unknown fact that keeps a list from being known.
    pub fn unknown_of_list(&mut self, list: NodeId) -> Option<FactPath> {
        let whole = self.filtered(list).whole;
        self.unknown_of_fact(whole)
    }

    /// An unknown fact, or the first unknown one of what governs its asking.
    pub(super) fn unknown_of_fact(&mut self, node: NodeId) -> Option<FactPath> {
        if *self.fact_state(node) != State::Unknown {
            return None;
        }
        if let [when] = self.graph.operands(node)
            && self.truth(when.node) != Truth::HOLDS
        {
            return self.first_unknown(when.node, Want::Hold);
        }
        self.fact_path(node)
    }

    /// The first unknown fact that the text of a chosen step needs.
    pub fn unknown_of_content(&mut self, content: &Content) -> Option<FactPath> {
        match content {
            Content::Text(text) => self.unknown_of_text(text),
            Content::Action(action) => {
                let title = action.title.as_ref();
                if let Some(found) = title.and_then(|title| self.unknown_of_text(title)) {
                    return Some(found);
                }
                action.lines.iter().find_map(|line| {
                    let shown = line.when.map_or(Truth::HOLDS, |when| self.truth(when.node));
                    match line.when {
                        Some(when) if !shown.is_settled() => {
                            self.first_unknown(when.node, Want::Settle)
                        }
                        _ if shown == Truth::FAILS => None,
                        _ => self.unknown_of_text(&line.text),
                    }
                })
            }
        }
    }

    fn unknown_of_text(&mut self, text: &TextPlan) -> Option<FactPath> {
        text.parts.iter().find_map(|part| match part {
            // A list prints what is known of it, and is not asked for.
            crate::graph::PartPlan::Hole {
                node, ty: Some(_), ..
            } => self.unknown_of_value_or_test(*node),
            _ => None,
        })
    }

    fn unknown_of_value_or_test(&mut self, node: NodeId) -> Option<FactPath> {
        match self.graph.sort(node) {
            Sort::Value => self.unknown_of_value(node),
            Sort::Test => self.first_unknown(node, Want::Settle),
            Sort::List => None,
        }
    }
}
