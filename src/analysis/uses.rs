//! Which names a declaration uses.

use crate::model::RuleBase;
use crate::model::expression::{
    FactRef, List, ListKind, Operand, OperandKind, Subject, Table, Test, TestKind,
};
use crate::model::fact::{Ask, ListType, Type};
use crate::model::ids::{ActionId, ConditionId, FactId, LetId};
use crate::model::rule::{ActionUse, Binder, LetValue, Proposal, Rule};
use crate::model::text::{HoleValue, Part, Template};

/// Something with a name that rules can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Name {
    /// A fact, or a field of a list.
    Fact(FactId),
    /// A value.
    Let(LetId),
    /// A condition or a symptom.
    Condition(ConditionId),
    /// An action.
    Action(ActionId),
}

/// Collects the names that parts of the rules use, straight and not through
/// other names.
pub(super) struct Uses<'a> {
    rules: &'a RuleBase,
    names: Vec<Name>,
}

impl<'a> Uses<'a> {
    /// What the declaration of `name` uses.
    pub(super) fn of_name(rules: &'a RuleBase, name: Name) -> Vec<Name> {
        let mut uses = Uses::none(rules);
        match name {
            Name::Fact(id) => uses.fact(id),
            Name::Let(id) => match &rules.lets[id].value {
                LetValue::Operand(operand) => uses.operand(operand),
                LetValue::Test(test) => uses.test(test),
                LetValue::List(list) => uses.list(list),
            },
            Name::Condition(id) => {
                let condition = &rules.conditions[id];
                uses.binders(&condition.binders);
                uses.test(&condition.test);
            }
            Name::Action(id) => uses.action(id),
        }
        uses.names
    }

    /// What says when the entries of a rule apply.
    pub(super) fn of_guards(rules: &'a RuleBase, rule: &Rule) -> Vec<Name> {
        let mut uses = Uses::none(rules);
        uses.binders(&rule.binders);
        uses.tests(&rule.when);
        for &entry in &rule.entries {
            uses.tests(&rules.entries[entry].when);
        }
        uses.names
    }

    /// What a rule proposes, and the texts of its entries.
    pub(super) fn of_proposals(rules: &'a RuleBase, rule: &Rule) -> Vec<Name> {
        let mut uses = Uses::none(rules);
        for &entry in &rule.entries {
            let entry = &rules.entries[entry];
            uses.texts(&entry.because);
            match &entry.proposal {
                Proposal::Try {
                    action: ActionUse { action, .. },
                    ..
                }
                | Proposal::Escalate(ActionUse { action, .. }) => {
                    uses.names.push(Name::Action(*action));
                }
                Proposal::Conclude(text) | Proposal::Refer { text, .. } => uses.text(text),
            }
        }
        uses.names
    }

    fn none(rules: &'a RuleBase) -> Self {
        Uses {
            rules,
            names: Vec::new(),
        }
    }

    /// A list has its keys, and an element is found by them; a field has its
    /// list.
    fn fact(&mut self, id: FactId) {
        let fact = &self.rules.facts[id];
        self.tests(&fact.when);
        self.texts(&fact.help);
        if let Ask::Question(text) = &fact.ask {
            self.text(text);
        }
        self.names.extend(fact.list.map(Name::Fact));
        if let Type::List(ListType::Records { keys, .. }) = &fact.ty {
            self.names.extend(keys.iter().copied().map(Name::Fact));
        }
    }

    /// What an action may change is not used by that alone.
    fn action(&mut self, id: ActionId) {
        let action = &self.rules.actions[id];
        self.binders(&action.binders);
        self.texts(&action.title);
        for line in &action.lines {
            self.text(&line.text);
            self.tests(&line.when);
        }
    }

    fn binders(&mut self, binders: &[Binder]) {
        for binder in binders {
            self.list(&binder.list);
        }
    }

    fn texts<'t>(&mut self, texts: impl IntoIterator<Item = &'t Template>) {
        for text in texts {
            self.text(text);
        }
    }

    fn text(&mut self, text: &Template) {
        for part in &text.parts {
            match part {
                Part::Text(_) => {}
                Part::Hole { value, .. } => match value {
                    HoleValue::Operand(operand) => self.operand(operand),
                    HoleValue::List(list) => self.list(list),
                },
            }
        }
    }

    fn fact_use(&mut self, used: FactRef) {
        self.names.push(Name::Fact(used.fact));
    }

    fn tests<'t>(&mut self, tests: impl IntoIterator<Item = &'t Test>) {
        for test in tests {
            self.test(test);
        }
    }

    fn test(&mut self, test: &Test) {
        match &test.kind {
            TestKind::Constant(_) => {}
            TestKind::And(parts) | TestKind::Or(parts) => self.tests(parts),
            TestKind::Not(part) => self.test(part),
            TestKind::Condition { condition, .. } => self.names.push(Name::Condition(*condition)),
            TestKind::Let(id) => self.names.push(Name::Let(*id)),
            TestKind::IsYes(value)
            | TestKind::OneOf { value, .. }
            | TestKind::Matches { value, .. } => self.operand(value),
            TestKind::Compare { left, right, .. } => {
                self.operand(left);
                self.operand(right);
            }
            TestKind::Text {
                value, patterns, ..
            } => {
                self.operand(value);
                self.operands(patterns);
            }
            TestKind::Quantified { list, body, .. } => {
                self.list(list);
                self.test(body);
            }
            TestKind::Unavailable(Subject::Test(test)) => self.test(test),
            TestKind::Unavailable(Subject::Operand(operand)) => self.operand(operand),
            TestKind::Unavailable(Subject::List(list)) => self.list(list),
        }
    }

    fn operands<'t>(&mut self, operands: impl IntoIterator<Item = &'t Operand>) {
        for operand in operands {
            self.operand(operand);
        }
    }

    fn operand(&mut self, operand: &Operand) {
        match &operand.kind {
            OperandKind::Literal(_) | OperandKind::Element(_) => {}
            OperandKind::Fact(used) => self.fact_use(*used),
            OperandKind::Let(id) => self.names.push(Name::Let(*id)),
            OperandKind::Arithmetic { left, right, .. } => {
                self.operand(left);
                self.operand(right);
            }
            OperandKind::Count(list) => self.list(list),
            OperandKind::Age(time) => self.operand(time),
            OperandKind::Table(table) => self.table(table),
            OperandKind::Truth(test) => self.test(test),
        }
    }

    fn table(&mut self, table: &Table) {
        self.operands(&table.inputs);
        self.operands(table.rows.iter().map(|row| &row.value));
    }

    fn list(&mut self, list: &List) {
        match &list.kind {
            ListKind::Fact(used) => self.fact_use(*used),
            ListKind::Let(id) => self.names.push(Name::Let(*id)),
            ListKind::Where { list, test, .. } => {
                self.list(list);
                self.test(test);
            }
        }
    }
}
