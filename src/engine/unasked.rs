//! Facts that are given although they would not be asked for.

use super::evaluate::Evaluator;
use super::lists::Element;
use crate::facts::memory::{FactPath, State};
use crate::graph::{Level, NodeId};

impl<'a> Evaluator<'a> {
    /// The facts that have a value although their `when` cannot hold. They
    /// count; but somebody should look at them.
    pub fn given_but_not_asked(&mut self) -> Vec<FactPath> {
        let graph = self.graph;
        let mut found = Vec::new();
        for fact in self
            .rules
            .facts
            .ids()
            .filter(|&fact| self.rules.facts[fact].when.is_some())
        {
            let mut lists = Vec::new();
            let mut list = self.rules.facts[fact].list;
            while let Some(id) = list {
                lists.push(graph.fact(id));
                list = self.rules.facts[id].list;
            }
            lists.reverse();
            self.collect_unasked(graph.fact(fact), &lists, 0, &mut found);
        }
        found.sort();
        found
    }

    /// Binds the elements of `lists`, one in the other, and looks at the fact
    /// for each.
    fn collect_unasked(
        &mut self,
        node: NodeId,
        lists: &[NodeId],
        depth: usize,
        found: &mut Vec<FactPath>,
    ) {
        if let Some(&list) = lists.get(depth) {
            let elements: Vec<Element<'a>> = self.elements(list).known().collect();
            for element in elements {
                self.with_element(Level::outermost(depth), element, |this| {
                    this.collect_unasked(node, lists, depth + 1, found);
                });
            }
            return;
        }
        let given = matches!(self.given_state(node), Some((_, State::Known(_))));
        if let [when] = self.graph.operands(node)
            && given
            && !self.truth(when.node).can_hold()
        {
            found.extend(self.fact_path(node));
        }
    }
}
