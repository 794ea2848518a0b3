//! Named lists over which rules only loop. The graph holds the tests of such a list
//! in the rules that loop over it, so it has no node of its own.

use std::collections::BTreeMap;

use crate::graph::{DecisionGraph, NodeId, Use};
use crate::model::RuleBase;
use crate::model::expression::{List, ListKind};
use crate::model::ids::LetId;
use crate::model::rule::LetValue;

/// What a list is made of, one `where` off.
#[derive(Debug, Default)]
pub struct Source<'a> {
    /// The named list from which it is taken.
    pub list: Option<LetId>,
    /// Otherwise the whole list.
    pub whole: Option<NodeId>,
    /// The tests of its own elements.
    pub tests: &'a [Use],
}

/// What the list of a loop is made of.
pub(super) fn source<'a>(list: &List, tests: &'a [Use], whole: NodeId) -> Source<'a> {
    let (base, own) = base(list);
    // The inner tests come first.
    let tests = tests.get(tests.len().saturating_sub(own)..);
    Source {
        list: base,
        whole: base.is_none().then_some(whole),
        tests: tests.unwrap_or_default(),
    }
}

/// The named list from which a list is taken, if it is one.
pub fn named(list: &List) -> Option<LetId> {
    base(list).0
}

/// The named list at the bottom of a list, and how many `where` stand on it.
fn base(list: &List) -> (Option<LetId>, usize) {
    let (mut list, mut wheres) = (list, 0);
    loop {
        match &list.kind {
            ListKind::Fact(_) => return (None, wheres),
            ListKind::Let(id) => return (Some(*id), wheres),
            ListKind::Where { list: inner, .. } => {
                list = inner;
                wheres += 1;
            }
        }
    }
}

/// The named lists of all loops, with what each is made of.
pub fn sources<'a>(rules: &RuleBase, graph: &'a DecisionGraph) -> BTreeMap<LetId, Source<'a>> {
    let mut found = BTreeMap::new();
    for plan in graph.rules() {
        for (binder, l) in rules.rules[plan.rule].binders.iter().zip(&plan.loops) {
            let mut list = &binder.list;
            let mut tests = l.tests.as_slice();
            loop {
                let (base, own) = base(list);
                tests = tests
                    .get(..tests.len().saturating_sub(own))
                    .unwrap_or_default();
                let Some(id) = base else { break };
                let LetValue::List(inner) = &rules.lets[id].value else {
                    break;
                };
                found.insert(id, source(inner, tests, l.list.node));
                list = inner;
            }
        }
    }
    found
}
