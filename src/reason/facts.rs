//! Facts and lists as choices.

use std::rc::Rc;

use super::domain::{self, Representatives};
use super::formula::{Binding, Formula};
use super::solver::Literal;
use super::values::Symbolic;
use crate::graph::{Node, NodeId};
use crate::model::fact::{ListType, Type};
use crate::model::ids::FactId;
use crate::model::value::Value;

/// All lists together have about so many elements.
const MOST_ELEMENTS: usize = 500;

/// An element that a list may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ElementId(u32);

/// An element that a list may have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element {
    /// The list.
    pub(super) list: FactId,
    /// Its position in the list.
    pub(super) position: usize,
    /// Whether the list has it.
    pub(super) present: Literal,
}

/// A fact as a choice: exactly one of these is so.
#[derive(Clone, Debug)]
pub(super) struct FactChoice {
    /// It is known, and has a value that passes the same tests as this one.
    pub(super) values: Vec<(Literal, Value)>,
    /// It is known, and is unlike all of these.
    pub(super) other: Literal,
    /// It cannot be had.
    pub(super) unavailable: Literal,
}

/// A list as a choice.
#[derive(Clone, Debug)]
pub(super) struct ListChoice {
    /// It cannot be had.
    pub(super) unavailable: Literal,
    /// The elements that it may have; it has none where its predecessor is not
    /// there.
    pub(super) elements: Vec<ElementId>,
}

impl Formula<'_> {
    /// An element.
    pub(super) fn element(&self, id: ElementId) -> Element {
        self.elements[id.0 as usize]
    }

    /// The innermost element around the fact of a [`Node::Fact`] or
    /// [`Node::Field`]; none where it is not in force.
    pub(super) fn place(
        &self,
        node: NodeId,
        binding: &Binding,
    ) -> Option<(FactId, Option<ElementId>)> {
        match self.graph.node(node) {
            Node::Fact(fact) => Some((*fact, None)),
            Node::Field { fact, levels } => {
                let innermost = binding.get(levels.last()?.index())?;
                Some((*fact, Some((*innermost)?)))
            }
            _ => None,
        }
    }

    /// What a fact, a field or an element of a plain list can come out as.
    pub(super) fn fact_value(&mut self, node: NodeId, binding: &Binding) -> Symbolic {
        let Some(place) = self.place(node, binding) else {
            return Symbolic::unavailable(&self.solver);
        };
        let choice = match self.facts.get(&place) {
            Some(choice) => Rc::clone(choice),
            None => self.choose_fact(node, place, binding),
        };
        let fact = &self.rules.facts[place.0];
        let mut alternatives = choice.values.clone();
        let mut unavailable = choice.unavailable;
        if let Some(default) = &fact.default {
            alternatives.push((unavailable, default.clone()));
            unavailable = self.solver.no();
        }
        Symbolic {
            alternatives,
            unavailable,
            other: choice.other,
            text: Some(place),
            covers: choice.other == self.solver.no(),
        }
    }

    fn choose_fact(
        &mut self,
        node: NodeId,
        place: (FactId, Option<ElementId>),
        binding: &Binding,
    ) -> Rc<FactChoice> {
        let fact = &self.rules.facts[place.0];
        let Type::Plain(_) = &fact.ty else {
            let no = self.solver.no();
            return Rc::new(FactChoice {
                values: Vec::new(),
                other: no,
                unavailable: self.solver.yes(),
            });
        };
        let mut known = self.outline.representatives(place.0).clone();
        let is_key = self.rules.is_key(place.0);
        if let (true, Some(element)) = (is_key, place.1) {
            self.add_key(place.0, element, &mut known);
        }
        let unavailable = if is_key {
            self.solver.no()
        } else {
            self.choose_unavailable(node, binding)
        };
        let choice = Rc::new(self.choose(known, unavailable));
        self.facts.insert(place, Rc::clone(&choice));
        if let (true, Some(element)) = (is_key, place.1) {
            self.tell_apart(place.0, element, &choice);
        }
        choice
    }

    /// An exactly-one choice of values, or of *unavailable*.
    fn choose(&mut self, known: Representatives, unavailable: Literal) -> FactChoice {
        let values: Vec<(Literal, Value)> = known
            .values
            .into_iter()
            .map(|value| (self.solver.fresh(), value))
            .collect();
        let other = if known.complete {
            self.solver.no()
        } else {
            self.solver.fresh()
        };
        self.solver.require([!other, !self.mode.exact]);
        let mut all: Vec<Literal> = values.iter().map(|(literal, _)| *literal).collect();
        all.extend([unavailable, other]);
        self.solver.require(all.iter().copied());
        self.solver.at_most_one(&all);
        FactChoice {
            values,
            other,
            unavailable,
        }
    }

    /// Whether the fact at a node cannot be had: where its `when` does not hold,
    /// nobody asks for it.
    fn choose_unavailable(&mut self, node: NodeId, binding: &Binding) -> Literal {
        let unavailable = self.solver.fresh();
        let graph = self.graph;
        let mut reason_to_know = vec![!self.mode.known, !unavailable];
        if let [when] = graph.operands(node) {
            let when = self.test(when.node, binding);
            self.solver
                .require([!self.mode.asked, when.holds, unavailable]);
            reason_to_know.push(!when.holds);
        }
        self.solver.require(reason_to_know);
        unavailable
    }

    fn add_key(&self, fact: FactId, element: ElementId, known: &mut Representatives) {
        let Type::Plain(ty) = &self.rules.facts[fact].ty else {
            return;
        };
        let position = self.element(element).position;
        let Some(key) = domain::key(ty, position) else {
            return;
        };
        if known.values.iter().any(|value| value.is_identical(&key)) {
            return;
        }
        // Where no test looks at it, any name stands for all.
        if self.outline.profile(fact).is_empty() {
            known.values.clear();
            known.complete = true;
        }
        known.values.insert(0, key);
    }

    /// No two elements of a list have the same key.
    fn tell_apart(&mut self, fact: FactId, element: ElementId, choice: &FactChoice) {
        let Element { list, .. } = self.element(element);
        let Type::List(ListType::Records { keys, .. }) = &self.rules.facts[list].ty else {
            return;
        };
        if keys.first() != Some(&fact) {
            return;
        }
        let siblings = self
            .lists
            .iter()
            .find(|(_, list)| list.elements.contains(&element));
        let siblings: Vec<ElementId> = siblings
            .map(|(_, list)| list.elements.clone())
            .unwrap_or_default();
        for sibling in siblings {
            let Some(other) = self.facts.get(&(fact, Some(sibling))).cloned() else {
                continue;
            };
            if sibling == element {
                continue;
            }
            for (mine, value) in &choice.values {
                for (theirs, same) in &other.values {
                    if value.is_identical(same) {
                        let present = [
                            !self.element(element).present,
                            !self.element(sibling).present,
                        ];
                        self.solver.require([
                            !*mine,
                            !*theirs,
                            !self.mode.exact,
                            present[0],
                            present[1],
                        ]);
                    }
                }
            }
        }
    }

    /// The value of an element of a list of plain values.
    pub(super) fn plain_element(&mut self, element: ElementId) -> Symbolic {
        let list = self.element(element).list;
        let place = (list, Some(element));
        let choice = if let Some(choice) = self.facts.get(&place) {
            Rc::clone(choice)
        } else {
            let known = self.outline.representatives(list).clone();
            let no = self.solver.no();
            let choice = Rc::new(self.choose(known, no));
            self.facts.insert(place, Rc::clone(&choice));
            choice
        };
        Symbolic {
            alternatives: choice.values.clone(),
            unavailable: choice.unavailable,
            other: choice.other,
            text: Some(place),
            covers: choice.other == self.solver.no(),
        }
    }

    /// The list at a fact or field; none where it is not in force.
    pub(super) fn list(&mut self, node: NodeId, binding: &Binding) -> Option<Rc<ListChoice>> {
        let place = self.place(node, binding)?;
        if let Some(list) = self.lists.get(&place) {
            return Some(Rc::clone(list));
        }
        let unavailable = self.choose_unavailable(node, binding);
        // Lists in lists in lists would multiply to any number.
        let size = if self.elements.len() < MOST_ELEMENTS {
            self.outline.elements(place.0)
        } else {
            1
        };
        let mut elements = Vec::with_capacity(size);
        let mut before = !unavailable;
        for position in 0..size {
            let present = self.solver.fresh();
            self.solver.require([!present, before]);
            before = present;
            elements.push(ElementId(self.elements.len() as u32));
            self.elements.push(Element {
                list: place.0,
                position,
                present,
            });
        }
        let list = Rc::new(ListChoice {
            unavailable,
            elements,
        });
        self.lists.insert(place, Rc::clone(&list));
        Some(list)
    }
}
