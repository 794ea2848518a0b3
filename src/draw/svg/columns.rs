//! Which column everything stands in, and what lies in between.

use crate::draw::picture::{EdgeKind, Look, Picture, Port};

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A card, by its place among all cards.
    Card(usize),
    /// Edges on their way through, from this end.
    Passage(Port),
}

/// A step of an edge from a column to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hop {
    /// The item on the left, and the row if it is a card.
    pub(super) from: (usize, Option<usize>),
    /// The item on the right, and the row if it is a card.
    pub(super) to: (usize, Option<usize>),
    /// How the end of it is drawn.
    pub(super) kind: EdgeKind,
    /// Whether it is on the way that was taken.
    pub(super) on_way: bool,
}

/// The items in their columns, with the hops between neighbouring columns.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) items: Vec<Item>,
    /// The column of each item.
    pub(super) column: Vec<usize>,
    /// The items of each column, in order.
    pub(super) members: Vec<Vec<usize>>,
    pub(super) hops: Vec<Hop>,
    /// The column of the rules, which keep their order.
    pub(super) rules: usize,
}

impl Columns {
    /// Facts first, then values and conditions as near to what uses them as can
    /// be, then rules, then actions. Edges that go past a column get a passage
    /// there, one for all that come from the same end.
    pub(super) fn of(picture: &Picture) -> Columns {
        let (column_of, rules) = columns_of(picture);
        let mut columns = Columns {
            members: vec![Vec::new(); rules + 2],
            rules,
            ..Columns::default()
        };
        for (card, &column) in column_of.iter().enumerate() {
            columns.add(Item::Card(card), column);
        }
        let mut edges: Vec<_> = picture.edges.iter().collect();
        // All edges of one end together, those to the next column first.
        edges.sort_by_key(|edge| (edge.from, column_of[edge.to.card], edge.to));
        let mut passages: Vec<(Port, usize)> = Vec::new();
        for edge in edges {
            let (first, last) = (column_of[edge.from.card], column_of[edge.to.card]);
            if last <= first {
                continue;
            }
            if passages.first().is_none_or(|(port, _)| *port != edge.from) {
                passages.clear();
            }
            let mut from = (edge.from.card, edge.from.row);
            for column in first + 1..last {
                let at = column - first - 1;
                if passages.len() == at {
                    let passage = columns.add(Item::Passage(edge.from), column);
                    passages.push((edge.from, passage));
                }
                let passage = passages[at].1;
                columns.hop(from, (passage, None), EdgeKind::Test, edge.on_way);
                from = (passage, None);
            }
            columns.hop(from, (edge.to.card, edge.to.row), edge.kind, edge.on_way);
        }
        columns
    }

    fn add(&mut self, item: Item, column: usize) -> usize {
        let id = self.items.len();
        self.items.push(item);
        self.column.push(column);
        self.members[column].push(id);
        id
    }

    fn hop(
        &mut self,
        from: (usize, Option<usize>),
        to: (usize, Option<usize>),
        kind: EdgeKind,
        on_way: bool,
    ) {
        // A passage is entered once, however many edges share it.
        let is_passage = matches!(self.items[to.0], Item::Passage(_));
        let known = if is_passage {
            self.hops.iter_mut().rev().find(|hop| hop.to == to)
        } else {
            None
        };
        if let Some(hop) = known {
            hop.on_way |= on_way;
            return;
        }
        self.hops.push(Hop {
            from,
            to,
            kind,
            on_way,
        });
    }
}

/// The column of each card, and that of the rules.
fn columns_of(picture: &Picture) -> (Vec<usize>, usize) {
    let is_between = |card: usize| {
        matches!(
            picture.cards[card].look,
            Look::Value | Look::Condition | Look::Symptom
        )
    };
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); picture.cards.len()];
    let mut used: Vec<usize> = vec![0; picture.cards.len()];
    for edge in &picture.edges {
        if is_between(edge.from.card) && is_between(edge.to.card) {
            users[edge.from.card].push(edge.to.card);
            used[edge.to.card] += 1;
        }
    }
    // Each after all that it uses.
    let between = || (0..picture.cards.len()).filter(|&card| is_between(card));
    let mut order: Vec<usize> = between().filter(|&card| used[card] == 0).collect();
    let mut depth = vec![1; picture.cards.len()];
    let mut next = 0;
    while let Some(&card) = order.get(next) {
        next += 1;
        for &user in &users[card] {
            depth[user] = depth[user].max(depth[card] + 1);
            used[user] -= 1;
            if used[user] == 0 {
                order.push(user);
            }
        }
    }
    let deepest = between().map(|card| depth[card]).max().unwrap_or(0);
    let rules = deepest + 1;
    let mut column = vec![0; picture.cards.len()];
    for (card, drawn) in picture.cards.iter().enumerate() {
        column[card] = match drawn.look {
            Look::Asked | Look::Collected => 0,
            Look::Rule => rules,
            Look::Action | Look::Escalation => rules + 1,
            Look::Value | Look::Condition | Look::Symptom => depth[card],
        };
    }
    let has_users: Vec<bool> = {
        let mut has = vec![false; picture.cards.len()];
        for edge in &picture.edges {
            has[edge.from.card] = true;
        }
        has
    };
    for &card in order.iter().rev() {
        if has_users[card] {
            let nearest = users[card].iter().map(|&user| column[user]).min();
            column[card] = nearest.unwrap_or(rules) - 1;
        }
    }
    (column, rules)
}
