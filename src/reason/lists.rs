//! Quantifiers and counts, over the elements that lists may have.

use super::domain::Profiles;
use super::facts::ElementId;
use super::formula::{Binding, Formula, Test};
use super::solver::Literal;
use super::values::Symbolic;
use crate::graph::{Level, Node, NodeId};
use crate::model::expression::{Comparison, Quantifier};
use crate::model::ids::FactId;
use crate::model::value::{Number, Value};

/// A list has so many elements at least: and one for each quantifier that a guard
/// has over it, and one more than the rules count, up to [`MAX_COUNTED`].
pub(super) const MAX_ELEMENTS: usize = 3;

/// A list that is a field of an element has up to so many.
const MAX_INNER_ELEMENTS: usize = 2;

/// No list has more elements than this.
const MAX_COUNTED: usize = 8;

/// How many elements a list may have.
pub(super) fn size_of(profiles: &Profiles, list: FactId, is_inner: bool) -> usize {
    let usual = if is_inner {
        MAX_INNER_ELEMENTS
    } else {
        MAX_ELEMENTS
    };
    // Each quantifier may need an element of its own that shows it.
    let needed = profiles.quantifiers(list) as usize;
    let counted = profiles
        .count(list)
        .map_or(0, |count| (count as usize).saturating_add(1));
    usual.max(needed.saturating_add(counted).min(MAX_COUNTED))
}

/// Whether a list is compared with a count that so many elements do not exceed.
fn counts_more_than(profiles: &Profiles, list: FactId, size: usize) -> bool {
    profiles
        .count(list)
        .is_some_and(|count| count as usize >= size)
}

/// A list taken apart: the whole list, and the tests of its elements.
pub(super) struct Filtered {
    pub(super) whole: NodeId,
    tests: Vec<(Level, NodeId)>,
}

/// How many elements are in a list: at least the first number surely, and at
/// most the second.
type Tally = Vec<(Literal, (usize, usize))>;

impl Formula<'_> {
    pub(super) fn filtered(&self, list: NodeId) -> Filtered {
        let mut tests = Vec::new();
        let mut whole = list;
        loop {
            match (self.graph.node(whole), self.graph.operands(whole)) {
                (Node::Where(level), [inner, test]) => {
                    tests.push((*level, test.node));
                    whole = inner.node;
                }
                (Node::Let(_), [inner]) => whole = inner.node,
                _ => return Filtered { whole, tests },
            }
        }
    }

    /// Whether some, every or no element passes.
    pub(super) fn quantified(
        &mut self,
        quantifier: Quantifier,
        level: Level,
        list: NodeId,
        body: NodeId,
        binding: &Binding,
    ) -> Test {
        let filtered = self.filtered(list);
        let Some(whole) = self.list(filtered.whole, binding) else {
            let no = self.solver.no();
            return Test {
                holds: no,
                fails: no,
            };
        };
        let mut none = vec![self.constant(true)];
        for &element in &whole.elements {
            let mut binding = binding.clone();
            let mut parts = vec![self.presence(element)];
            parts.extend(self.memberships(&filtered, element, &binding));
            binding[level.index()] = Some(element);
            let passes = self.test(body, &binding);
            parts.push(if quantifier == Quantifier::Every {
                !passes
            } else {
                passes
            });
            none.push(!self.conjunction(&parts));
        }
        let none = self.conjunction(&none);
        let test = if quantifier == Quantifier::Any {
            !none
        } else {
            none
        };
        Test {
            holds: self.solver.all([test.holds, !whole.unavailable]),
            fails: self.solver.all([test.fails, !whole.unavailable]),
        }
    }

    /// The elements of a list that make a difference, each with whether it is
    /// there and belongs to the list: those in force, and one that is not. By
    /// symmetry it stands for all others.
    pub fn different_elements(
        &mut self,
        list: NodeId,
        binding: &Binding,
    ) -> Vec<(ElementId, Literal)> {
        let filtered = self.filtered(list);
        let Some(whole) = self.list(filtered.whole, binding) else {
            return Vec::new();
        };
        let mut elements = Vec::new();
        for &element in &whole.elements {
            let mut parts = vec![self.presence(element)];
            parts.extend(self.memberships(&filtered, element, binding));
            elements.push((element, self.conjunction(&parts).holds));
            if !binding.contains(&Some(element)) {
                break;
            }
        }
        elements
    }

    /// The elements in force on which a node depends, and whether they are
    /// there; the others are left out.
    pub fn elements_of(&mut self, node: NodeId, binding: &Binding) -> (Binding, Literal) {
        let mut kept = self.bound(node, binding);
        kept.resize(binding.len(), None);
        let elements = kept.iter().flatten();
        let present: Vec<Literal> = elements.map(|&id| self.element(id).present).collect();
        let present = self.solver.all(present);
        (kept, present)
    }

    fn presence(&self, element: ElementId) -> Test {
        let present = self.element(element).present;
        Test {
            holds: present,
            fails: !present,
        }
    }

    fn memberships(
        &mut self,
        filtered: &Filtered,
        element: ElementId,
        binding: &Binding,
    ) -> Vec<Test> {
        let mut tests = Vec::new();
        for &(level, test) in &filtered.tests {
            let mut binding = binding.clone();
            binding[level.index()] = Some(element);
            tests.push(self.test(test, &binding));
        }
        tests
    }

    /// The list that a value counts, if it is a count.
    pub(super) fn counted(&self, mut value: NodeId) -> Option<NodeId> {
        loop {
            match (self.graph.node(value), self.graph.operands(value)) {
                (Node::Let(_), [inner]) => value = inner.node,
                (Node::Count, [list]) => return Some(list.node),
                _ => return None,
            }
        }
    }

    /// A count compared with a number: decided where all counts that are
    /// possible agree.
    pub(super) fn count_comparison(
        &mut self,
        op: Comparison,
        list: NodeId,
        number: &Value,
        binding: &Binding,
    ) -> Test {
        let (tally, beyond, unavailable) = self.tally(list, binding);
        let passes = |count: usize| whole(count).is_some_and(|count| op.holds(&count, number));
        let mut holds = Vec::new();
        let mut fails = Vec::new();
        for (literal, (least, most)) in tally {
            if (least..=most).all(passes) {
                holds.push(literal);
            } else if !(least..=most).any(passes) {
                fails.push(literal);
            }
        }
        let free = self.longer_than_counted(op, list, number);
        let free = free.unwrap_or_else(|| self.solver.fresh());
        holds.push(self.solver.all([beyond, free]));
        fails.push(self.solver.all([beyond, !free]));
        let test = Test {
            holds: self.solver.any(holds),
            fails: self.solver.any(fails),
        };
        Test {
            holds: self.solver.all([test.holds, !unavailable]),
            fails: self.solver.all([test.fails, !unavailable]),
        }
    }

    /// What the count of a whole list comes out as where the list is longer than
    /// is looked at: as for the longest, if that is more than the number.
    fn longer_than_counted(&self, op: Comparison, list: NodeId, number: &Value) -> Option<Literal> {
        let filtered = self.filtered(list);
        let (Node::Fact(fact) | Node::Field { fact, .. }) = self.graph.node(filtered.whole) else {
            return None;
        };
        let is_inner = self.rules.facts[*fact].list.is_some();
        let longest = whole(size_of(&self.outline.profiles, *fact, is_inner))?;
        if !filtered.tests.is_empty() || !Comparison::Greater.holds(&longest, number) {
            return None;
        }
        let holds = op.holds(&longest, number);
        Some(if holds {
            self.solver.yes()
        } else {
            self.solver.no()
        })
    }

    /// A count as a value.
    pub(super) fn count(&mut self, list: NodeId, binding: &Binding) -> Symbolic {
        let (tally, beyond, unavailable) = self.tally(list, binding);
        let mut alternatives = Vec::new();
        let mut unclear = vec![beyond];
        for (literal, (least, most)) in tally {
            match whole(least) {
                Some(count) if least == most => {
                    alternatives.push((self.solver.all([literal, !unavailable]), count));
                }
                _ => unclear.push(literal),
            }
        }
        let unclear = self.solver.any(unclear);
        Symbolic {
            alternatives,
            unavailable,
            other: self.solver.all([unclear, !unavailable]),
            text: None,
            covers: true,
        }
    }

    /// How many elements a list has; whether it may have more than is looked at;
    /// and whether it cannot be had.
    fn tally(&mut self, list: NodeId, binding: &Binding) -> (Tally, Literal, Literal) {
        let filtered = self.filtered(list);
        let Some(choice) = self.list(filtered.whole, binding) else {
            return (Vec::new(), self.solver.no(), self.solver.yes());
        };
        let mut sure = vec![self.solver.yes()];
        let mut possible = vec![self.solver.yes()];
        for &element in &choice.elements {
            let mut parts = vec![self.presence(element)];
            parts.extend(self.memberships(&filtered, element, binding));
            let is_in = self.conjunction(&parts);
            self.count_one(&mut sure, is_in.holds);
            self.count_one(&mut possible, !is_in.fails);
        }
        let size = choice.elements.len();
        let mut tally = Vec::new();
        let full = choice
            .elements
            .last()
            .map(|&last| self.element(last).present);
        // A list that is full stands for longer ones, too, where no larger count
        // matters.
        let fact = self.place(filtered.whole, binding).map(|(fact, _)| fact);
        let counts_more =
            fact.is_some_and(|fact| counts_more_than(&self.outline.profiles, fact, size));
        let beyond = match full {
            Some(full) if counts_more => {
                self.solver
                    .all([full, !self.mode.exact, !choice.unavailable])
            }
            _ => self.solver.no(),
        };
        for least in 0..=size {
            for most in least..=size {
                let mut parts = vec![sure[least], possible[most], !beyond];
                parts.extend(sure.get(least + 1).map(|&more| !more));
                parts.extend(possible.get(most + 1).map(|&more| !more));
                tally.push((self.solver.all(parts), (least, most)));
            }
        }
        (tally, beyond, choice.unavailable)
    }

    /// From "at least n" for each n, the same with one more that counts where
    /// `one` is so.
    fn count_one(&mut self, at_least: &mut Vec<Literal>, one: Literal) {
        let mut next = vec![self.solver.yes()];
        for n in 1..=at_least.len() {
            let already = at_least.get(n).copied().unwrap_or(self.solver.no());
            let now = self.solver.all([at_least[n - 1], one]);
            next.push(self.solver.any([already, now]));
        }
        *at_least = next;
    }
}

fn whole(count: usize) -> Option<Value> {
    Number::parse(&count.to_string()).ok().map(Value::Number)
}
