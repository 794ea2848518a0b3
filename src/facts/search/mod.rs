//! Following paths through documents.
//!
//! Paths are what the rules say, documents what strangers send: so every search counts
//! its steps, and gives up where they are too many. It recurses no deeper than a
//! document or a path is nested, both of which are bounded.

mod compare;
mod filter;

use super::document::{Key, Node, NodeKind};
use crate::model::json_path::{JsonPath, Segment, Selector};

/// So many values and names of members are looked at in one document.
pub const MAX_STEPS: u64 = 100_000_000;

/// So many values may be at hand at once.
pub const MAX_MATCHES: usize = 4_000_000;

/// A search went over a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMuch;

/// What a path leads to in a document, in the order that RFC 9535 says.
///
/// # Errors
///
/// Where that takes too long.
pub fn select<'n>(path: &JsonPath, document: &'n Node) -> Result<Vec<&'n Node>, TooMuch> {
    Search::default().select(path, document)
}

type Found<T> = Result<T, TooMuch>;

/// Searches in one document.
#[derive(Debug)]
pub(super) struct Search {
    steps_left: u64,
}

impl Default for Search {
    fn default() -> Self {
        Search {
            steps_left: MAX_STEPS,
        }
    }
}

impl Search {
    /// What a path leads to from `root`, in the order that RFC 9535 says.
    pub(super) fn select<'n>(&mut self, path: &JsonPath, root: &'n Node) -> Found<Vec<&'n Node>> {
        if path.is_single() {
            let found = self.single(path.segments(), root)?;
            return Ok(found.into_iter().collect());
        }
        self.follow(path.segments(), root, root)
    }

    /// Whether there is anything where the first steps of a path lead, those that leave
    /// no choice.
    pub(super) fn has_place(&mut self, path: &JsonPath, root: &Node) -> Found<bool> {
        let found = self.single(path.certain_segments(), root)?;
        Ok(found.is_some_and(|node| node.kind != NodeKind::Null))
    }

    /// What steps lead to that leave no choice.
    fn single<'n>(&mut self, segments: &[Segment], start: &'n Node) -> Found<Option<&'n Node>> {
        let mut reached = start;
        for selector in segments.iter().flat_map(|segment| &segment.selectors) {
            let next = match selector {
                Selector::Name(name) => self.member(reached, name)?,
                Selector::Index(index) => element(reached, *index),
                _ => None,
            };
            let Some(next) = next else {
                return Ok(None);
            };
            reached = next;
        }
        Ok(Some(reached))
    }

    /// What steps lead to from `start`, in a document with this root.
    fn follow<'n>(
        &mut self,
        segments: &[Segment],
        start: &'n Node,
        root: &'n Node,
    ) -> Found<Vec<&'n Node>> {
        let mut reached = vec![start];
        for segment in segments {
            let mut next = Vec::new();
            for node in reached {
                if segment.descends {
                    self.descend(segment, node, root, &mut next)?;
                } else {
                    self.choose(segment, node, root, &mut next)?;
                }
            }
            reached = next;
        }
        Ok(reached)
    }

    /// Chooses children of a value and of everything below it, each before what is in
    /// it.
    fn descend<'n>(
        &mut self,
        segment: &Segment,
        node: &'n Node,
        root: &'n Node,
        into: &mut Vec<&'n Node>,
    ) -> Found<()> {
        self.choose(segment, node, root, into)?;
        for child in children(node) {
            self.step(1)?;
            self.descend(segment, child, root, into)?;
        }
        Ok(())
    }

    /// Chooses children of a value.
    fn choose<'n>(
        &mut self,
        segment: &Segment,
        node: &'n Node,
        root: &'n Node,
        into: &mut Vec<&'n Node>,
    ) -> Found<()> {
        for selector in &segment.selectors {
            match selector {
                Selector::Name(name) => into.extend(self.member(node, name)?),
                Selector::Index(index) => {
                    self.step(1)?;
                    into.extend(element(node, *index));
                }
                Selector::Wildcard => {
                    for child in children(node) {
                        self.step(1)?;
                        into.push(child);
                        is_bearable(into)?;
                    }
                }
                Selector::Slice { start, end, step } => {
                    for index in slice(items(node).len(), *start, *end, *step) {
                        self.step(1)?;
                        into.extend(items(node).get(index));
                        is_bearable(into)?;
                    }
                }
                Selector::Filter(filter) => {
                    for child in children(node) {
                        self.step(1)?;
                        if self.passes(filter, child, root)? {
                            into.push(child);
                            is_bearable(into)?;
                        }
                    }
                }
            }
        }
        is_bearable(into)
    }

    /// The member of a map with this name.
    fn member<'n>(&mut self, node: &'n Node, name: &str) -> Found<Option<&'n Node>> {
        let entries = members(node);
        let at = entries.iter().position(|(key, _)| key.text == name);
        self.step(1 + at.unwrap_or(entries.len()) as u64)?;
        Ok(at.map(|at| &entries[at].1))
    }

    /// Takes steps.
    fn step(&mut self, steps: u64) -> Found<()> {
        self.steps_left = self.steps_left.checked_sub(steps).ok_or(TooMuch)?;
        Ok(())
    }
}

/// Whether so many values may be at hand.
fn is_bearable(nodes: &[&Node]) -> Found<()> {
    if nodes.len() > MAX_MATCHES {
        return Err(TooMuch);
    }
    Ok(())
}

/// The elements of a sequence; none of anything else.
fn items(node: &Node) -> &[Node] {
    match &node.kind {
        NodeKind::Sequence(items) => items,
        _ => &[],
    }
}

/// The entries of a map; none of anything else.
fn members(node: &Node) -> &[(Key, Node)] {
    match &node.kind {
        NodeKind::Mapping(entries) => entries,
        _ => &[],
    }
}

/// The elements of a sequence, or the values of a map.
fn children(node: &Node) -> impl Iterator<Item = &Node> {
    let values = members(node).iter().map(|(_, value)| value);
    items(node).iter().chain(values)
}

/// The element at an index, from the end where it is negative.
fn element(node: &Node, index: i64) -> Option<&Node> {
    let items = items(node);
    let at = usize::try_from(index.unsigned_abs()).ok()?;
    let at = if index < 0 {
        items.len().checked_sub(at)?
    } else {
        at
    };
    items.get(at)
}

/// The indices of a slice of so many elements.
fn slice(
    length: usize,
    start: Option<i64>,
    end: Option<i64>,
    step: i64,
) -> impl Iterator<Item = usize> {
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let from_front = |index: i64| {
        if index < 0 {
            index.saturating_add(length)
        } else {
            index
        }
    };
    let (first, behind) = if step >= 0 {
        let start = from_front(start.unwrap_or(0)).clamp(0, length);
        let end = from_front(end.unwrap_or(length)).clamp(0, length);
        (start, end)
    } else {
        let start = start.map_or(length - 1, from_front).clamp(-1, length - 1);
        let end = end.map_or(-1, from_front).clamp(-1, length - 1);
        (start, end)
    };
    let within = move |index: &i64| {
        if step > 0 {
            *index < behind
        } else {
            step < 0 && *index > behind
        }
    };
    let indices = std::iter::successors(Some(first), move |index| index.checked_add(step));
    indices
        .take_while(within)
        .filter_map(|index| usize::try_from(index).ok())
}
