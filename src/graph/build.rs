//! A rule base as a decision graph.

use super::DecisionGraph;
use super::lower::{Lowering, Scope};
use super::node::{Level, Node, NodeId, Sort, Use};
use super::plan::{
    ActionPlan, Content, EntryPlan, LinePlan, LoopPlan, PartPlan, RulePlan, TextPlan,
};
use crate::model::RuleBase;
use crate::model::expression::{FactRef, List, ListKind, Test};
use crate::model::fact::Ask;
use crate::model::ids::{Arena, ConditionId, EntryId, FactId, RuleId, VariableId};
use crate::model::rule::{ActionUse, LetValue, Proposal};
use crate::model::text::{HoleValue, Part, Template};
use crate::source::Span;

/// Derived values use each other in a chain that is longer than
/// [`super::MAX_DEPTH`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooDeep {
    /// A place in the chain.
    pub span: Span,
}

/// Builds the decision graph of a rule base.
///
/// # Errors
///
/// Where derived values use each other in too long a chain.
pub fn build(rules: &RuleBase) -> Result<DecisionGraph, TooDeep> {
    let mut builder = Builder {
        lowering: Lowering::new(rules),
        proposed: Vec::new(),
    };
    let symptoms = rules
        .symptoms()
        .map(|(id, _)| builder.lowering.condition(id, Vec::new()).node)
        .collect();
    let plans: Vec<RulePlan> = rules.rules.ids().map(|id| builder.rule(id)).collect();
    builder.actions();
    let questions = builder.attributes(|builder, id| match &rules.facts[id].ask {
        Ask::Question(question) => Some(builder.field_text(id, question)),
        Ask::Made | Ask::Never => None,
    });
    let helps = builder.attributes(|builder, id| {
        rules.facts[id]
            .help
            .as_ref()
            .map(|help| builder.field_text(id, help))
    });
    let facts = builder.facts();
    builder.unused_declarations();
    let nodes = builder
        .lowering
        .nodes
        .finish()
        .map_err(|span| TooDeep { span })?;
    let loops = plans
        .iter()
        .flat_map(|plan| plan.loops.iter().map(|l| l.level.index() + 1))
        .max();
    Ok(DecisionGraph {
        graph: nodes.graph,
        operands: nodes.operands,
        rules: plans,
        symptoms,
        questions,
        helps,
        facts,
        levels: nodes.levels.max(loops.unwrap_or(0)).max(MAX_LISTS),
    })
}

/// Questions for the fields of nested lists bind one element for each list.
const MAX_LISTS: usize = 32;

struct Builder<'a> {
    lowering: Lowering<'a>,
    /// The candidates with the actions that they propose.
    proposed: Vec<(crate::model::ids::ActionId, Use)>,
}

/// A list as loops see it: the whole list, and the tests of its elements.
struct Peeled<'a> {
    fact: FactRef,
    tests: Vec<(VariableId, &'a Test)>,
}

impl Builder<'_> {
    fn rule(&mut self, id: RuleId) -> RulePlan {
        let rules = self.lowering.rules;
        let rule = &rules.rules[id];
        let mut scope = Scope::default();
        let mut parts = Vec::new();
        let mut loops = Vec::new();
        for binder in &rule.binders {
            let peeled = peel(rules, &binder.list);
            let list = self.lowering.fact(peeled.fact, &scope);
            let level = scope.bind(binder.variable);
            let mut tests = Vec::new();
            for (variable, test) in peeled.tests {
                scope.bind_at(variable, level);
                tests.push(self.lowering.test(test, &mut scope));
                scope.unbind();
            }
            parts.extend_from_slice(&tests);
            loops.push(LoopPlan {
                level,
                list: list.at(binder.list.span),
                tests,
            });
        }
        if let Some(when) = &rule.when {
            parts.push(self.lowering.test(when, &mut scope));
        }
        let applies = self
            .lowering
            .nodes
            .intern(Node::Rule(id), Sort::Test, &parts, None);
        let span = rule.when.as_ref().map_or(rule.span, |when| when.span);
        let applies = applies.at(span);
        let entries = rule
            .entries
            .iter()
            .map(|&entry| self.entry(entry, applies, &mut scope))
            .collect();
        RulePlan {
            rule: id,
            loops,
            applies,
            entries,
        }
    }

    fn entry(&mut self, id: EntryId, applies: Use, scope: &mut Scope) -> EntryPlan {
        let entry = &self.lowering.rules.entries[id];
        let mut parts = vec![applies];
        parts.extend(
            entry
                .when
                .as_ref()
                .map(|when| self.lowering.test(when, scope)),
        );
        let guard = self
            .lowering
            .nodes
            .intern(Node::Candidate(id), Sort::Test, &parts, None)
            .at(entry.span);
        let content = match &entry.proposal {
            Proposal::Try { action, .. } | Proposal::Escalate(action) => {
                self.proposed.push((action.action, guard));
                Content::Action(self.action(action, scope))
            }
            Proposal::Conclude(text) | Proposal::Refer { text, .. } => {
                Content::Text(self.text(text, scope))
            }
        };
        let because = entry
            .because
            .as_ref()
            .map(|because| self.text(because, scope));
        EntryPlan {
            entry: id,
            guard,
            content,
            because,
        }
    }

    fn action(&mut self, used: &ActionUse, scope: &Scope) -> ActionPlan {
        let action = &self.lowering.rules.actions[used.action];
        let levels: Vec<Level> = used
            .arguments
            .iter()
            .map(|&argument| scope.level(argument))
            .collect();
        let mut inner = Scope::default();
        for (binder, &level) in action.binders.iter().zip(&levels) {
            inner.bind_at(binder.variable, level);
        }
        ActionPlan {
            action: used.action,
            title: action
                .title
                .as_ref()
                .map(|title| self.text(title, &mut inner)),
            lines: action
                .lines
                .iter()
                .map(|line| LinePlan {
                    kind: line.kind,
                    when: line
                        .when
                        .as_ref()
                        .map(|when| self.lowering.test(when, &mut inner)),
                    text: self.text(&line.text, &mut inner),
                })
                .collect(),
            levels,
        }
    }

    /// The node of each action that is proposed, over its candidates.
    fn actions(&mut self) {
        let mut proposed = std::mem::take(&mut self.proposed);
        proposed.sort_by_key(|(action, _)| *action);
        for group in proposed.chunk_by(|(a, _), (b, _)| a == b) {
            let candidates: Vec<Use> = group.iter().map(|(_, candidate)| *candidate).collect();
            self.lowering
                .nodes
                .intern(Node::Action(group[0].0), Sort::Test, &candidates, None);
        }
    }

    /// The node of each fact, with the elements around a field at the levels 0,
    /// 1, ….
    fn facts(&mut self) -> Arena<FactId, NodeId> {
        let mut nodes = Arena::default();
        for id in self.lowering.rules.facts.ids() {
            let levels = self.outermost_levels(id);
            nodes.push(self.lowering.fact_at(id, levels).node);
        }
        nodes
    }

    fn outermost_levels(&self, field: FactId) -> Vec<Level> {
        let facts = &self.lowering.rules.facts;
        let depth = std::iter::successors(facts[field].list, |&list| facts[list].list).count();
        (0..depth).map(Level::outermost).collect()
    }

    /// Conditions that no rule uses are in the graph as well, so that the graph
    /// shows them and their depth is checked.
    fn unused_declarations(&mut self) {
        let rules = self.lowering.rules;
        let plain = |id: &ConditionId| rules.conditions[*id].binders.is_empty();
        for id in rules.conditions.ids().filter(plain) {
            self.lowering.condition(id, Vec::new());
        }
    }

    fn attributes(
        &mut self,
        mut text: impl FnMut(&mut Self, FactId) -> Option<TextPlan>,
    ) -> Arena<FactId, Option<TextPlan>> {
        let mut plans = Arena::default();
        for id in self.lowering.rules.facts.ids() {
            let plan = text(self, id);
            plans.push(plan);
        }
        plans
    }

    fn field_text(&mut self, field: FactId, text: &Template) -> TextPlan {
        let levels = self.outermost_levels(field);
        let mut scope = self.lowering.field_scope(field, &levels);
        self.text(text, &mut scope)
    }

    fn text(&mut self, template: &Template, scope: &mut Scope) -> TextPlan {
        let parts = template.parts.iter().map(|part| match part {
            Part::Text(text) => PartPlan::Text(text.clone()),
            Part::Hole { name, value, span } => {
                let (node, ty) = match value {
                    HoleValue::Operand(operand) => (
                        self.lowering.operand(operand, scope),
                        Some(operand.ty.clone()),
                    ),
                    HoleValue::List(list) => (self.lowering.list(list, scope), None),
                };
                PartPlan::Hole {
                    name: name.clone(),
                    node: node.node,
                    ty,
                    span: *span,
                }
            }
        });
        TextPlan {
            parts: parts.collect(),
        }
    }
}

fn peel<'a>(rules: &'a RuleBase, list: &'a List) -> Peeled<'a> {
    let mut tests = Vec::new();
    let mut list = list;
    loop {
        match &list.kind {
            ListKind::Fact(fact) => {
                // The inner tests come first, as they are written.
                tests.reverse();
                return Peeled { fact: *fact, tests };
            }
            ListKind::Where {
                list: inner,
                variable,
                test,
            } => {
                tests.push((*variable, &**test));
                list = inner;
            }
            ListKind::Let(id) => {
                let LetValue::List(inner) = &rules.lets[*id].value else {
                    unreachable!("the checker makes a list of a let only if it is one");
                };
                list = inner;
            }
        }
    }
}
