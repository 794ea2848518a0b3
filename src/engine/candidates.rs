//! Candidates: the entries of all rules, instantiated for the elements of their
//! lists, in the order in which they are considered.

use std::ops::ControlFlow;

use super::ask::Want;
use super::evaluate::Evaluator;
use super::lists::{Element, Elements};
use super::truth::Truth;
use crate::facts::memory::FactPath;
use crate::graph::{ActionPlan, EntryPlan, Level, LoopPlan, Node, RulePlan, Use};
use crate::model::ids::FactId;

/// An instance of a rule for elements counts as so many evaluations, for what is
/// kept of it.
const WORK_OF_INSTANCE: u64 = 50;

/// A rule for certain elements of its lists.
#[derive(Clone, Debug)]
pub struct Instance<'a> {
    /// The rule.
    pub rule: &'a RulePlan,
    /// The elements of its loops, the outermost first. Fewer than there are
    /// loops where the list of the next one is not known: then this is the one
    /// instance that stands for all.
    pub elements: Vec<Element<'a>>,
    /// Whether the lists of all loops are known: it holds where they are.
    pub list: Truth,
    /// When the rule applies to them.
    pub applies: Truth,
}

/// An entry of an instance.
#[derive(Clone, Debug)]
pub struct Candidate<'a> {
    /// The instance of its rule.
    pub instance: Instance<'a>,
    /// The entry.
    pub entry: &'a EntryPlan,
}

impl<'a> Instance<'a> {
    /// Whether the list of one of its loops is not known.
    pub fn is_partial(&self) -> bool {
        self.list != Truth::HOLDS
    }

    /// The keys of its elements, the outermost first.
    pub fn keys(&self, evaluator: &Evaluator<'a>) -> Vec<Vec<String>> {
        let loops = self.rule.loops.iter().zip(&self.elements);
        loops
            .filter_map(|(l, element)| {
                Some(element.key(evaluator.list_fact(l.list.node)?, evaluator.rules()))
            })
            .collect()
    }
}

impl<'a> Evaluator<'a> {
    /// Visits the instances of a rule, element by element, with their elements
    /// in force.
    pub fn for_each_instance<B>(
        &mut self,
        rule: &'a RulePlan,
        visit: &mut impl FnMut(&mut Self, Instance<'a>) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        self.instantiate(rule, &mut Vec::new(), visit)
    }

    fn instantiate<B>(
        &mut self,
        rule: &'a RulePlan,
        bound: &mut Vec<Element<'a>>,
        visit: &mut impl FnMut(&mut Self, Instance<'a>) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        let Some(next) = rule.loops.get(bound.len()) else {
            if !rule.loops.is_empty() {
                self.charge(WORK_OF_INSTANCE);
            }
            let mut instance = Instance {
                rule,
                elements: bound.clone(),
                list: Truth::HOLDS,
                applies: Truth::HOLDS,
            };
            instance.applies = self.truth(rule.applies.node);
            return visit(self, instance);
        };
        let elements = self.elements(next.list.node);
        let list = match elements {
            Elements::Records(_) | Elements::Values(_) => Truth::HOLDS,
            Elements::Open => Truth::OPEN,
            Elements::Unavailable => Truth::CANNOT_BE_KNOWN,
        };
        if list != Truth::HOLDS {
            let mut instance = Instance {
                rule,
                elements: bound.clone(),
                list,
                applies: list,
            };
            instance.applies = self.truth_of_partial(&instance, rule.applies);
            return visit(self, instance);
        }
        for element in elements.known() {
            if self.gave_up() {
                break;
            }
            bound.push(element);
            let flow = self.with_element(next.level, element, |this| {
                this.instantiate(rule, bound, visit)
            });
            bound.pop();
            flow?;
        }
        ControlFlow::Continue(())
    }

    /// The truth of a conjunction for elements some of which are not known: what
    /// does not speak of them can still make it fail.
    fn truth_of_partial(&mut self, instance: &Instance<'a>, conjunction: Use) -> Truth {
        let parts = self.parts_of_known(instance, conjunction);
        let truth = parts.iter().fold(instance.list, |truth, part| {
            truth.and(self.truth(part.node))
        });
        self.note(conjunction.node, truth);
        truth
    }

    /// The parts of a conjunction, at any depth, that speak of no element but
    /// those of the instance. What selects elements of lists that are not known
    /// is left out.
    pub fn parts_of_known(&self, instance: &Instance<'a>, conjunction: Use) -> Vec<Use> {
        let (bound, rest) = instance.rule.loops.split_at(instance.elements.len());
        let known = bound.iter().fold(0, |levels, l| levels | l.level.bit());
        let tests = |loops: &[LoopPlan]| loops.iter().map(|l| l.tests.len()).sum::<usize>();
        let left_out = tests(bound)..tests(bound) + tests(rest);
        let mut parts = Vec::new();
        let mut stack = vec![conjunction];
        while let Some(part) = stack.pop() {
            let operands = self.graph.parts(part);
            match self.graph.node(part.node) {
                Node::Rule(_) => {
                    stack.extend(operands[left_out.end..].iter().rev());
                    stack.extend(operands[..left_out.start].iter().rev());
                }
                Node::And | Node::Candidate(_) => stack.extend(operands.iter().rev()),
                _ if self.graph.free_levels(part.node) & !known == 0 => parts.push(part),
                _ => {}
            }
        }
        parts
    }

    /// Does `work` while the elements of an instance are in force.
    pub fn with_instance<T>(
        &mut self,
        instance: &Instance<'a>,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = self.elements_in_force.clone();
        for (l, element) in instance.rule.loops.iter().zip(&instance.elements) {
            self.elements_in_force[l.level.index()] = Some(*element);
        }
        let result = work(self);
        self.elements_in_force = before;
        result
    }

    /// Whether a candidate can be chosen. Its elements must be in force.
    pub fn guard(&mut self, candidate: &Candidate<'a>) -> Truth {
        if candidate.instance.is_partial() {
            return self.truth_of_partial(&candidate.instance, candidate.entry.guard);
        }
        self.truth(candidate.entry.guard.node)
    }

    /// The fact to ask for so that an open candidate can be chosen. Its elements
    /// must be in force.
    pub fn question(&mut self, candidate: &Candidate<'a>) -> Option<FactPath> {
        let instance = &candidate.instance;
        if !instance.is_partial() {
            return self.first_unknown(candidate.entry.guard.node, Want::Hold);
        }
        let bound = instance.elements.len();
        for l in &instance.rule.loops[..bound] {
            if let Some(fact) = self.unknown_conjunct(&l.tests, Want::Hold, false) {
                return Some(fact);
            }
        }
        self.unknown_of_fact(instance.rule.loops[bound].list.node)
    }

    /// The keys of the elements to which an action is done.
    pub fn action_keys(&self, action: &ActionPlan, instance: &Instance<'a>) -> Vec<Vec<String>> {
        let key = |level: &Level| {
            let at = instance.rule.loops.iter().position(|l| l.level == *level)?;
            let list = self.list_fact(instance.rule.loops[at].list.node)?;
            Some(instance.elements.get(at)?.key(list, self.rules))
        };
        action.levels.iter().filter_map(key).collect()
    }

    /// The list fact of a node that is a whole list.
    pub fn list_fact(&self, list: crate::graph::NodeId) -> Option<FactId> {
        match self.graph.node(list) {
            Node::Fact(fact) | Node::Field { fact, .. } => Some(*fact),
            _ => None,
        }
    }
}
