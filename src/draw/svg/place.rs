//! How high everything stands: near to what it leads to, with few crossings, and
//! never on top of its neighbour.

use super::columns::{Columns, Hop, Item};
use super::sheet::Sheet;

/// What lies between two items of a column.
const GAP: i64 = 16;
/// The height of a passage.
const PASSAGE: i64 = 2;
/// What lies between a passage and its neighbour.
const PASSAGE_GAP: i64 = 9;
/// How often the order is improved.
const SWEEPS: usize = 12;

/// The upper edge of each item.
pub(super) fn place(columns: &mut Columns, sheets: &[Sheet]) -> Vec<i64> {
    let mut placing = Placing::new(columns, sheets);
    placing.stack_rules();
    for sweep in 0..SWEEPS {
        for column in (0..placing.columns.rules).rev() {
            // The first time, what lies on the left has no place yet.
            placing.settle(column, sweep > 0, true);
        }
        for column in 0..placing.columns.rules {
            placing.settle(column, column > 0, true);
        }
    }
    let last = placing.columns.members.len() - 1;
    placing.settle(last, true, false);
    let mut tops = placing.tops;
    let highest = tops.iter().copied().min().unwrap_or(0);
    for top in &mut tops {
        *top -= highest;
    }
    tops
}

struct Placing<'c> {
    columns: &'c mut Columns,
    sheets: &'c [Sheet],
    tops: Vec<i64>,
    /// The hops that end at each item, and those that begin there.
    before: Vec<Vec<usize>>,
    after: Vec<Vec<usize>>,
}

impl<'c> Placing<'c> {
    fn new(columns: &'c mut Columns, sheets: &'c [Sheet]) -> Self {
        let mut before = vec![Vec::new(); columns.items.len()];
        let mut after = before.clone();
        for (at, hop) in columns.hops.iter().enumerate() {
            before[hop.to.0].push(at);
            after[hop.from.0].push(at);
        }
        Placing {
            tops: vec![0; columns.items.len()],
            columns,
            sheets,
            before,
            after,
        }
    }

    fn height(&self, item: usize) -> i64 {
        match self.columns.items[item] {
            Item::Card(card) => self.sheets[card].height,
            Item::Passage(_) => PASSAGE,
        }
    }

    fn gap(&self, above: usize, below: usize) -> i64 {
        let is_passage = |item: usize| matches!(self.columns.items[item], Item::Passage(_));
        match (is_passage(above), is_passage(below)) {
            (true, true) => PASSAGE_GAP,
            (true, false) | (false, true) => PASSAGE_GAP + 3,
            (false, false) => GAP,
        }
    }

    /// Where edges meet an item, from its upper edge.
    fn port(&self, (item, row): (usize, Option<usize>)) -> i64 {
        match self.columns.items[item] {
            Item::Card(card) => self.sheets[card].port(row),
            Item::Passage(_) => PASSAGE / 2,
        }
    }

    /// How much it matters that a hop is level: long edges should be straight.
    fn weight(&self, hop: &Hop) -> i64 {
        let is_passage = |item: usize| matches!(self.columns.items[item], Item::Passage(_));
        match (is_passage(hop.from.0), is_passage(hop.to.0)) {
            (true, true) => 8,
            (true, false) | (false, true) => 2,
            (false, false) => 1,
        }
    }

    /// The rules stand in the order in which they are considered.
    fn stack_rules(&mut self) {
        let mut top = 0;
        let rules = self.columns.members[self.columns.rules].clone();
        for pair in rules.windows(2) {
            self.tops[pair[0]] = top;
            top += self.height(pair[0]) + self.gap(pair[0], pair[1]) + GAP / 2;
        }
        if let Some(&last) = rules.last() {
            self.tops[last] = top;
        }
    }

    /// Orders a column by where its edges lead, and moves its items there.
    fn settle(&mut self, column: usize, look_left: bool, look_right: bool) {
        let items = self.columns.members[column].clone();
        let mut wishes: Vec<(i64, i64, usize)> = items
            .iter()
            .map(|&item| {
                let (top, weight) = self.wish(item, look_left, look_right);
                (top, weight, item)
            })
            .collect();
        // By the middle; those that want the same stay as they were.
        wishes.sort_by_key(|&(top, _, item)| top + self.height(item) / 2);
        let mut offset = 0;
        let mut goals = Vec::with_capacity(wishes.len());
        for (at, &(top, weight, item)) in wishes.iter().enumerate() {
            goals.push((top - offset, weight));
            if let Some(&(_, _, next)) = wishes.get(at + 1) {
                offset += self.height(item) + self.gap(item, next);
            }
        }
        let mut offset = 0;
        for (at, goal) in isotonic(&goals).into_iter().enumerate() {
            let item = wishes[at].2;
            self.tops[item] = goal + offset;
            if let Some(&(_, _, next)) = wishes.get(at + 1) {
                offset += self.height(item) + self.gap(item, next);
            }
        }
        self.columns.members[column] = wishes.into_iter().map(|(_, _, item)| item).collect();
    }

    /// The upper edge at which the edges of an item would be level on average,
    /// and how many they are.
    fn wish(&self, item: usize, look_left: bool, look_right: bool) -> (i64, i64) {
        let (mut sum, mut count) = (0, 0);
        if look_right {
            for &at in &self.after[item] {
                let hop = &self.columns.hops[at];
                let weight = self.weight(hop);
                sum += weight * (self.tops[hop.to.0] + self.port(hop.to) - self.port(hop.from));
                count += weight;
            }
        }
        if look_left {
            for &at in &self.before[item] {
                let hop = &self.columns.hops[at];
                let weight = self.weight(hop);
                sum += weight * (self.tops[hop.from.0] + self.port(hop.from) - self.port(hop.to));
                count += weight;
            }
        }
        if count == 0 {
            (self.tops[item], 1)
        } else {
            (sum / count, count)
        }
    }
}

/// The non-decreasing numbers that are nearest to the goals, which have weights:
/// neighbours in the wrong order are pooled until there are none.
fn isotonic(goals: &[(i64, i64)]) -> Vec<i64> {
    // The sum of weighted goals, the sum of weights, how many.
    let mut pools: Vec<(i64, i64, usize)> = Vec::new();
    for &(goal, weight) in goals {
        let mut pool = (goal * weight, weight, 1);
        while let Some(&(sum, weights, count)) = pools.last() {
            if sum * pool.1 <= pool.0 * weights {
                break;
            }
            pools.pop();
            pool = (sum + pool.0, weights + pool.1, count + pool.2);
        }
        pools.push(pool);
    }
    let spread = pools
        .into_iter()
        .flat_map(|(sum, weights, count)| std::iter::repeat_n(sum.div_euclid(weights), count));
    spread.collect()
}

#[cfg(test)]
mod tests {
    use super::isotonic;

    #[test]
    fn goals_in_order_are_met() {
        assert_eq!(isotonic(&[(1, 1), (1, 5), (7, 2)]), [1, 1, 7]);
    }

    #[test]
    fn goals_in_the_wrong_order_meet_between_them() {
        assert_eq!(isotonic(&[(10, 1), (4, 2), (20, 1)]), [6, 6, 20]);
        assert_eq!(isotonic(&[(3, 1), (2, 1), (1, 1)]), [2, 2, 2]);
        assert_eq!(isotonic(&[]), [0; 0]);
    }
}
