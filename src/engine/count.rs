//! Counting: a range from the elements that are surely counted to those that
//! may be.

use super::evaluate::Evaluator;
use super::lists::Elements;
use super::truth::{Truth, Verdict};
use super::value::ValueState;
use crate::graph::{Node, NodeId};
use crate::model::expression::Comparison;
use crate::model::value::{Number, Value};

/// How many elements of a list have each truth value.
///
/// Once everything is settled, a count is the range from the elements that are
/// in to those of which it cannot be known whether they are. While facts are
/// open, each element can still come out in, out or unknowable as its truth
/// says, independently of the others; so several ranges can come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tally {
    /// Elements by the bits of their truth.
    by_truth: [u32; 8],
}

impl Tally {
    /// The count as a value: open while facts can change it, unavailable where
    /// it is a range of more than one number.
    pub(super) fn value<'a>(self) -> ValueState<'a> {
        if self.sum(|truth| !truth.is_settled()) > 0 {
            ValueState::Open
        } else if self.sum(|truth| truth == Truth::CANNOT_BE_KNOWN) > 0 {
            ValueState::Unavailable
        } else {
            let count = self.sum(|truth| truth == Truth::HOLDS) as i64;
            ValueState::computed(Some(Value::Number(Number::from(count))))
        }
    }

    /// How many elements have a truth value like these.
    fn sum(self, like: impl Fn(Truth) -> bool) -> i128 {
        let counts = Truth::all().filter(|&truth| like(truth));
        counts
            .map(|truth| i128::from(self.by_truth[usize::from(truth.bits())]))
            .sum()
    }

    fn ranges(self) -> Ranges {
        let only_unknowable = self.sum(|truth| truth == Truth::CANNOT_BE_KNOWN);
        Ranges {
            least_low: self.sum(|truth| truth == Truth::HOLDS),
            most_low: self.sum(Truth::can_hold),
            least_high: self.sum(|truth| !truth.can_fail()),
            movable: self.sum(|truth| truth == Truth::HOLDS_OR_FAILS),
            unknowable: self.sum(|truth| truth.can(Verdict::CannotBeKnown)),
            can_be_one_number: only_unknowable == 0,
        }
    }
}

/// The ranges from `low` to `high` that a count can still come out as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Ranges {
    least_low: i128,
    most_low: i128,
    least_high: i128,
    /// How far `low` can move up from `least_low` while as many elements as
    /// possible, `unknowable`, are unknowable.
    movable: i128,
    unknowable: i128,
    can_be_one_number: bool,
}

impl Ranges {
    fn number(number: i128) -> Self {
        Ranges {
            least_low: number,
            most_low: number,
            least_high: number,
            movable: 0,
            unknowable: 0,
            can_be_one_number: true,
        }
    }

    /// The results that `self < other` can have: it holds if all of one range
    /// is below the other, and fails if none of it is.
    fn less(self, other: Self) -> Truth {
        // Neither: low < other's high, and high >= other's low. It is widest,
        // and so easiest, with all that can be unknowable.
        let unclear = self.offsets_meet(other, 1 - other.unknowable, self.unknowable);
        Truth::of(
            self.least_high < other.most_low,
            self.most_low >= other.least_high,
            unclear,
        )
    }

    /// The results that `self is other` can have: it holds for two equal
    /// numbers, and fails for two ranges that do not meet.
    fn equals(self, other: Self) -> Truth {
        let numbers = self.can_be_one_number && other.can_be_one_number;
        // As single numbers, the counts run from `least_high` to `most_low`.
        let holds =
            numbers && self.least_high <= other.most_low && other.least_high <= self.most_low;
        let fails = self.least_high < other.most_low || self.most_low > other.least_high;
        let unclear = self.unknowable + other.unknowable > 0
            && self.offsets_meet(other, -other.unknowable, self.unknowable);
        Truth::of(holds, fails, unclear)
    }

    /// Whether the distance from this low to the other can be between `from`
    /// and `to`, both included.
    fn offsets_meet(self, other: Self, from: i128, to: i128) -> bool {
        let distance = other.least_low - self.least_low;
        from <= to && distance - self.movable <= to && distance + other.movable >= from
    }
}

impl Evaluator<'_> {
    /// How many elements of a list have each truth value; none where the list
    /// itself is not known.
    pub(super) fn tally(&mut self, list: NodeId) -> Result<Tally, ValueState<'static>> {
        if let Some(tally) = self.scratch.tally(list) {
            return Ok(tally);
        }
        let filtered = self.filtered(list);
        let elements = self.elements(filtered.whole);
        match elements {
            Elements::Open => return Err(ValueState::Open),
            Elements::Unavailable => return Err(ValueState::Unavailable),
            Elements::Records(_) | Elements::Values(_) => {}
        }
        let mut by_truth = [0; 8];
        for element in elements.known() {
            let truth = self.membership(&filtered, element);
            by_truth[usize::from(truth.bits())] += 1;
            self.charge(1);
            if self.gave_up() {
                break;
            }
        }
        let tally = Tally { by_truth };
        if self.graph.free_levels(list) == 0 {
            self.scratch.keep_tally(list, tally);
        }
        Ok(tally)
    }

    /// The truth of a comparison of a count with a number or another count;
    /// none where neither side is a count.
    pub(super) fn count_comparison(
        &mut self,
        op: Comparison,
        left: NodeId,
        right: NodeId,
    ) -> Option<Truth> {
        if self.counted(left).is_none() && self.counted(right).is_none() {
            return None;
        }
        let sides = [self.side(left), self.side(right)];
        if sides.contains(&Err(ValueState::Unavailable)) {
            return Some(Truth::CANNOT_BE_KNOWN);
        }
        let [Ok(left), Ok(right)] = sides else {
            return Some(Truth::OPEN);
        };
        Some(match op {
            Comparison::Is | Comparison::IsExactly => equals(left, right),
            Comparison::IsNot | Comparison::IsNotExactly => !equals(left, right),
            Comparison::Less => less(left, right),
            Comparison::GreaterOrEqual => !less(left, right),
            Comparison::Greater => less(right, left),
            Comparison::LessOrEqual => !less(right, left),
        })
    }

    /// One side of a comparison: a count as the ranges that it can still come
    /// out as, anything else as its number.
    fn side(&mut self, value: NodeId) -> Result<Side, ValueState<'static>> {
        if let Some(list) = self.counted(value) {
            return self.tally(list).map(|tally| Side::Count(tally.ranges()));
        }
        match self.value(value) {
            ValueState::Known(value) => match &*value {
                Value::Number(number) => Ok(Side::Number(*number)),
                _ => Err(ValueState::Unavailable),
            },
            ValueState::Open => Err(ValueState::Open),
            ValueState::Unavailable => Err(ValueState::Unavailable),
        }
    }

    /// The list that a value counts, if it is a count.
    fn counted(&self, mut value: NodeId) -> Option<NodeId> {
        loop {
            match (self.graph.node(value), self.graph.operands(value)) {
                (Node::Let(_), [inner]) => value = inner.node,
                (Node::Count, [list]) => return Some(list.node),
                _ => return None,
            }
        }
    }
}

/// One side of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Count(Ranges),
    Number(Number),
}

fn less(left: Side, right: Side) -> Truth {
    // A count is below 2.5 where it is below 3, and above 2.5 where it is above 2.
    let (left, right) = match (left, right) {
        (Side::Count(left), Side::Count(right)) => (left, right),
        (Side::Count(left), Side::Number(right)) => (left, Ranges::number(ceiling(right))),
        (Side::Number(left), Side::Count(right)) => (Ranges::number(floor(left)), right),
        (Side::Number(left), Side::Number(right)) => return Truth::from(left < right),
    };
    left.less(right)
}

fn equals(left: Side, right: Side) -> Truth {
    let ranges = |side| match side {
        Side::Count(ranges) => Some(ranges),
        Side::Number(number) => number.to_i128().map(Ranges::number),
    };
    match (ranges(left), ranges(right)) {
        (Some(left), Some(right)) => left.equals(right),
        // No count is a number that is not whole.
        _ => Truth::FAILS,
    }
}

/// The greatest integer that is not above `number`.
fn floor(number: Number) -> i128 {
    let (whole, rest) = number.split();
    whole.to_i128().unwrap_or(0) - i128::from(rest.is_negative())
}

/// The least integer that is not below `number`.
fn ceiling(number: Number) -> i128 {
    let (whole, rest) = number.split();
    whole.to_i128().unwrap_or(0) + i128::from(rest > Number::ZERO)
}

#[cfg(test)]
mod tests {
    use super::{Ranges, Tally, Truth, Verdict};

    /// Every range that can come out, by trying all verdicts of all elements.
    fn ranges_by_trial(truths: &[Truth]) -> Vec<(i128, i128)> {
        let mut ranges = vec![(0, 0)];
        for truth in truths {
            let mut next = Vec::new();
            for (low, high) in ranges {
                for (verdict, low, high) in [
                    (Verdict::Holds, low + 1, high + 1),
                    (Verdict::Fails, low, high),
                    (Verdict::CannotBeKnown, low, high + 1),
                ] {
                    if truth.can(verdict) {
                        next.push((low, high));
                    }
                }
            }
            next.sort_unstable();
            next.dedup();
            ranges = next;
        }
        ranges
    }

    fn by_trial(a: &[Truth], b: &[Truth], equals: bool) -> Truth {
        let mut seen = [false; 3];
        for (low, high) in ranges_by_trial(a) {
            for (other_low, other_high) in ranges_by_trial(b) {
                let (holds, fails) = if equals {
                    (
                        low == high && other_low == other_high && low == other_low,
                        high < other_low || low > other_high,
                    )
                } else {
                    (high < other_low, low >= other_high)
                };
                seen[if holds {
                    0
                } else if fails {
                    1
                } else {
                    2
                }] = true;
            }
        }
        Truth::of(seen[0], seen[1], seen[2])
    }

    fn ranges(truths: &[Truth]) -> Ranges {
        let mut by_truth = [0; 8];
        for truth in truths {
            by_truth[usize::from(truth.bits())] += 1;
        }
        Tally { by_truth }.ranges()
    }

    /// All lists of up to three elements against all of up to two.
    #[test]
    fn a_comparison_of_counts_has_every_result_that_its_elements_allow() {
        let kinds: Vec<Truth> = Truth::all().collect();
        let mut lists: Vec<Vec<Truth>> = vec![Vec::new()];
        for length in 0..3 {
            let longer: Vec<_> = lists
                .iter()
                .filter(|list| list.len() == length)
                .cloned()
                .collect();
            for list in longer {
                lists.extend(kinds.iter().map(|&kind| [&list[..], &[kind]].concat()));
            }
        }
        for a in &lists {
            for b in lists.iter().filter(|list| list.len() < 3) {
                assert_eq!(
                    ranges(a).less(ranges(b)),
                    by_trial(a, b, false),
                    "{a:?} < {b:?}"
                );
                assert_eq!(
                    ranges(a).equals(ranges(b)),
                    by_trial(a, b, true),
                    "{a:?} is {b:?}"
                );
            }
        }
    }
}
