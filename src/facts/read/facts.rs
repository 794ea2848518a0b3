//! Which facts a document gives, and putting them into the working memory.

use std::collections::{HashMap, HashSet};

use super::elements::{Elements, Missing};
use super::error::{Given, InputErrorKind, Part, Shape};
use super::errors::Errors;
use super::value::Values;
use crate::facts::document::{Key, Node, NodeKind};
use crate::facts::memory::{FactPath, State, WorkingMemory};
use crate::facts::names::Names;
use crate::facts::path::{Place, show_element};
use crate::facts::phrases::example_fields;
use crate::model::RuleBase;
use crate::source::Span;

/// A fact that is given.
pub(super) struct Assignment<'n> {
    /// Which.
    pub(super) path: FactPath,
    /// Where it is named.
    pub(super) span: Span,
    /// What is given for it; none where it is unavailable.
    pub(super) node: Option<&'n Node>,
}

/// What becomes of names that are no facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Others {
    /// They are mistakes.
    AreErrors,
    /// They are of no interest, with all that is below them.
    AreSkipped,
}

/// The facts that a map gives.
pub(super) fn collect<'n>(
    names: &Names<'_>,
    entries: &'n [(Key, Node)],
    others: Others,
    errors: &mut Errors,
) -> Vec<Assignment<'n>> {
    let mut collecting = Collecting {
        names,
        others,
        errors,
        assignments: Vec::new(),
    };
    collecting.entries(&Place::start(), entries);
    collecting.assignments
}

struct Collecting<'a, 'n> {
    names: &'a Names<'a>,
    others: Others,
    errors: &'a mut Errors,
    assignments: Vec<Assignment<'n>>,
}

impl<'n> Collecting<'_, 'n> {
    /// The entries of a map below `place`. Documents are not so deep that this
    /// could recurse too far.
    fn entries(&mut self, place: &Place, entries: &'n [(Key, Node)]) {
        for (key, node) in entries {
            if self.others == Others::AreSkipped && !self.names.leads_on(place, &key.text) {
                continue;
            }
            match self.names.step(place.clone(), &key.text) {
                Ok(Place::Fact(path)) => {
                    self.assignments.push(Assignment {
                        path,
                        span: key.span,
                        node: Some(node),
                    });
                }
                Ok(inside) => match &node.kind {
                    NodeKind::Mapping(entries) => self.entries(&inside, entries),
                    _ => self.no_map(inside, node, key.span),
                },
                Err(error) => self.errors.add(key.span, error),
            }
            if self.errors.are_enough() {
                return;
            }
        }
    }

    fn no_map(&mut self, place: Place, node: &Node, key: Span) {
        let rules = self.names.rules;
        let (part, example) = match place {
            Place::Group(group) => {
                let example = self.names.group(&group).into_iter().next();
                (Part::Group(group), example)
            }
            Place::Element { list, elements } => {
                let path = FactPath {
                    fact: list,
                    elements,
                };
                let element = path.elements.last().map_or_else(String::new, |key| {
                    show_element(
                        rules,
                        &FactPath {
                            fact: list,
                            elements: outer(&path),
                        },
                        key,
                    )
                });
                (Part::Element(element), example_fields(rules, list))
            }
            Place::Fact(path) => (Part::Fact(path.show_short(rules)), None),
        };
        let found = Shape::of(node);
        let span = if found == Shape::Empty {
            key
        } else {
            node.span
        };
        self.errors.add(
            span,
            InputErrorKind::Shape {
                part,
                expected: Shape::Map,
                found,
                example,
            },
        );
    }
}

/// The keys around an element.
fn outer(path: &FactPath) -> Vec<Vec<String>> {
    path.elements
        .split_last()
        .map_or_else(Vec::new, |(_, outer)| outer.to_vec())
}

/// Puts the facts into the working memory, in an order that does not depend on
/// theirs: lists before what is in them.
pub(super) fn apply(
    names: &Names<'_>,
    mut assignments: Vec<Assignment<'_>>,
    memory: &mut WorkingMemory,
    errors: &mut Errors,
) {
    assignments.sort_by_key(|assignment| assignment.path.elements.len());
    let mut applying = Applying {
        names,
        memory,
        errors,
        elements: Elements::default(),
        given: HashMap::new(),
        broken: HashSet::new(),
    };
    for assignment in assignments {
        applying.assign(assignment);
        if applying.errors.are_enough() {
            return;
        }
    }
}

/// The facts so far, each with the place that names it and its value.
type GivenFacts<'n> = HashMap<FactPath, (Span, Option<&'n Node>)>;

struct Applying<'a, 'n> {
    names: &'a Names<'a>,
    memory: &'a mut WorkingMemory,
    errors: &'a mut Errors,
    elements: Elements,
    given: GivenFacts<'n>,
    /// Facts whose values have errors.
    broken: HashSet<FactPath>,
}

impl<'n> Applying<'_, 'n> {
    fn assign(&mut self, assignment: Assignment<'n>) {
        let Assignment { path, span, node } = assignment;
        let rules = self.names.rules;
        if let Some(&(first, value)) = self.given.get(&path) {
            self.twice(&path, (first, given(value)), (span, given(node)));
            return;
        }
        self.given.insert(path.clone(), (span, node));
        if lists_around(rules, &path).any(|list| self.broken.contains(&list)) {
            return;
        }
        if rules.is_key(path.fact) {
            let field = path.show_short(rules);
            self.errors
                .add(span, InputErrorKind::KeyOfElement { field });
            return;
        }
        let (state, positions) = match self.elements.find(rules, self.memory, &path) {
            Ok(found) => found,
            Err(missing) => {
                self.missing(&path, missing, span);
                return;
            }
        };
        if *state != State::Unknown
            && let Some(first) = in_list(rules, &self.given, &path, &positions)
        {
            self.twice(&path, (first, Given::Fact), (span, given(node)));
            return;
        }
        let errors_before = self.errors.count();
        let value = match node {
            Some(node) => Values {
                names: self.names,
                errors: self.errors,
            }
            .state(&path, node),
            None => Some(State::Unavailable),
        };
        match value {
            Some(value) if self.errors.count() == errors_before => *state = value,
            _ => _ = self.broken.insert(path),
        }
    }

    fn twice(&mut self, path: &FactPath, a: (Span, Given), b: (Span, Given)) {
        let (first, (span, again)) = if a.0 < b.0 { (a, b) } else { (b, a) };
        let fact = path.show_short(self.names.rules);
        self.errors
            .add(span, InputErrorKind::GivenTwice { fact, first, again });
    }

    fn missing(&mut self, path: &FactPath, missing: Missing, span: Span) {
        let rules = self.names.rules;
        let element = |list: &FactPath| {
            let key = path
                .elements
                .get(list.elements.len())
                .cloned()
                .unwrap_or_default();
            show_element(rules, list, &key)
        };
        let kind = match missing {
            Missing::List(list) => InputErrorKind::ListNotGiven {
                element: element(&list),
                list: list.show_short(rules),
            },
            Missing::Element { list, nearest } => InputErrorKind::NoSuchElement {
                element: element(&list),
                nearest: nearest.map(|key| show_element(rules, &list, &key)),
            },
        };
        self.errors.add(span, kind);
    }
}

fn given(node: Option<&Node>) -> Given {
    if node.is_some() {
        Given::Fact
    } else {
        Given::Unavailable
    }
}

/// The lists around the fact at `path`, the innermost first.
fn lists_around<'r>(
    rules: &'r RuleBase,
    path: &FactPath,
) -> impl Iterator<Item = FactPath> + use<'r> {
    std::iter::successors(path.list(rules), |path| path.list(rules))
}

/// Where the field at `path` is given as a part of a list that this document
/// gives. The elements on the way are at these positions.
fn in_list(
    rules: &RuleBase,
    given: &GivenFacts<'_>,
    path: &FactPath,
    positions: &[usize],
) -> Option<Span> {
    let mut words = vec![rules.facts[path.fact].word()];
    for list in lists_around(rules, path) {
        if let Some((_, node)) = given.get(&list) {
            let mut node = (*node)?;
            let mut span = None;
            let positions = &positions[list.elements.len()..];
            for (&position, word) in positions.iter().zip(words.iter().rev()) {
                let NodeKind::Sequence(items) = &node.kind else {
                    return None;
                };
                let NodeKind::Mapping(entries) = &items.get(position)?.kind else {
                    return None;
                };
                let (key, value) = entries.iter().find(|(key, _)| key.text == *word)?;
                (span, node) = (Some(key.span), value);
            }
            return span;
        }
        words.push(rules.facts[list.fact].word());
    }
    None
}
