//! A rule base as a text that shows all of its meaning.

use std::fmt::Write as _;

use whatnext::model::RuleBase;
use whatnext::model::expression::{
    Cell, CellTest, FactRef, List, ListKind, Operand, OperandKind, Subject, Table, Test, TestKind,
};
use whatnext::model::fact::{Ask, PlainType};
use whatnext::model::ids::{Id, VariableId};
use whatnext::model::rule::{ActionUse, Binder, LetValue, Proposal};
use whatnext::model::text::{HoleValue, Part, Template};
use whatnext::model::value::Value;

/// Everything that the rules declare, a line each.
pub(crate) fn outline(rules: &RuleBase) -> String {
    let all = Outline { rules };
    let mut text = String::new();
    for (_, fact) in rules.facts.iter() {
        let mut line = format!("fact {} #{}", fact.path, fact.slot);
        match &fact.ask {
            Ask::Question(question) => {
                let _ = write!(line, " ask {}", all.template(question));
            }
            Ask::Never => line += " ask never",
            Ask::Made => {}
        }
        if let Some(help) = &fact.help {
            let _ = write!(line, " help {}", all.template(help));
        }
        if let Some(when) = &fact.when {
            let _ = write!(line, " when {}", all.test(when));
        }
        if let Some(default) = &fact.default {
            let ty = match &fact.ty {
                whatnext::model::fact::Type::Plain(ty) => ty,
                whatnext::model::fact::Type::List(_) => panic!("a list with a default"),
            };
            let _ = write!(line, " default {}", ty.write(default));
        }
        let _ = writeln!(text, "{line}");
    }
    for (_, named) in rules.lets.iter() {
        let value = match &named.value {
            LetValue::Operand(operand) => all.operand(operand),
            LetValue::Test(test) => format!("test {}", all.test(test)),
            LetValue::List(list) => format!("list {}", all.list(list)),
        };
        let _ = writeln!(text, "let {} = {value}", named.name);
    }
    for (_, condition) in rules.conditions.iter() {
        let (binders, test) = (all.binders(&condition.binders), all.test(&condition.test));
        let _ = writeln!(text, "condition {}{binders} when {test}", condition.name);
    }
    for (_, action) in rules.actions.iter() {
        let lines: Vec<String> = action
            .lines
            .iter()
            .map(|line| all.template(&line.text))
            .collect();
        let rechecks: Vec<&str> = action
            .rechecks
            .iter()
            .map(|fact| rules.facts[*fact].path.as_str())
            .collect();
        let binders = all.binders(&action.binders);
        let _ = writeln!(
            text,
            "action {}{binders} {} rechecks {rechecks:?}",
            action.name,
            lines.join(" ")
        );
    }
    for (_, rule) in rules.rules.iter() {
        let when = rule
            .when
            .as_ref()
            .map(|when| format!(" when {}", all.test(when)))
            .unwrap_or_default();
        let _ = writeln!(
            text,
            "rule {} {}{}{when}",
            rule.name,
            rule.priority,
            all.binders(&rule.binders)
        );
        for entry in &rule.entries {
            let entry = &rules.entries[*entry];
            let when = entry
                .when
                .as_ref()
                .map(|when| format!(" when {}", all.test(when)))
                .unwrap_or_default();
            let because = entry
                .because
                .as_ref()
                .map(|because| all.template(because))
                .unwrap_or_default();
            let _ = writeln!(text, "  {}{when}{because}", all.proposal(&entry.proposal));
        }
    }
    text
}

struct Outline<'r> {
    rules: &'r RuleBase,
}

impl Outline<'_> {
    fn proposal(&self, proposal: &Proposal) -> String {
        match proposal {
            Proposal::Try { action, times } => format!("try {} x{times}", self.action(action)),
            Proposal::Conclude(text) => format!("conclude {}", self.template(text)),
            Proposal::Refer { text, url } => format!("refer {} at {url}", self.template(text)),
            Proposal::Escalate(action) => format!("escalate {}", self.action(action)),
        }
    }

    fn action(&self, action: &ActionUse) -> String {
        format!(
            "{}{}",
            self.rules.actions[action.action].name,
            self.arguments(&action.arguments)
        )
    }

    fn arguments(&self, arguments: &[VariableId]) -> String {
        if arguments.is_empty() {
            return String::new();
        }
        let arguments: Vec<String> = arguments
            .iter()
            .map(|variable| self.variable(*variable))
            .collect();
        format!("({})", arguments.join(", "))
    }

    fn binders(&self, binders: &[Binder]) -> String {
        let binder = |binder: &Binder| {
            format!(
                " for {} in {}",
                self.variable(binder.variable),
                self.list(&binder.list)
            )
        };
        binders.iter().map(binder).collect()
    }

    fn variable(&self, id: VariableId) -> String {
        let variable = &self.rules.variables[id];
        let parent = variable
            .parent
            .map(|parent| format!("<{}", parent.index()))
            .unwrap_or_default();
        format!(
            "{}${}{parent}",
            variable.name.as_deref().unwrap_or(""),
            id.index()
        )
    }

    fn fact(&self, reference: FactRef) -> String {
        let fact = &self.rules.facts[reference.fact];
        match reference.of {
            Some(variable) => format!("{}.{}", self.variable(variable), fact.word()),
            None => fact.path.clone(),
        }
    }

    fn template(&self, template: &Template) -> String {
        let part = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Hole {
                value: HoleValue::Operand(operand),
                ..
            } => format!("{{{}}}", self.operand(operand)),
            Part::Hole {
                value: HoleValue::List(list),
                ..
            } => format!("{{list {}}}", self.list(list)),
        };
        format!("{:?}", template.parts.iter().map(part).collect::<String>())
    }

    fn tests(&self, word: &str, tests: &[Test]) -> String {
        let tests: Vec<String> = tests.iter().map(|test| self.test(test)).collect();
        format!("({})", tests.join(&format!(" {word} ")))
    }

    fn test(&self, test: &Test) -> String {
        match &test.kind {
            TestKind::Constant(holds) => holds.to_string(),
            TestKind::And(tests) => self.tests("and", tests),
            TestKind::Or(tests) => self.tests("or", tests),
            TestKind::Not(test) => format!("not {}", self.test(test)),
            TestKind::Condition {
                condition,
                arguments,
            } => {
                format!(
                    "{}{}",
                    self.rules.conditions[*condition].name,
                    self.arguments(arguments)
                )
            }
            TestKind::Let(id) => format!("={}", self.rules.lets[*id].name),
            TestKind::IsYes(operand) => format!("yes?{}", self.operand(operand)),
            TestKind::Compare { op, left, right } => {
                format!("{op:?}[{}; {}]", self.operand(left), self.operand(right))
            }
            TestKind::OneOf { value, items } => {
                format!(
                    "OneOf[{}; {}]",
                    self.operand(value),
                    Self::values(&value.ty, items)
                )
            }
            TestKind::Text {
                relation,
                value,
                patterns,
            } => {
                let patterns: Vec<String> = patterns
                    .iter()
                    .map(|pattern| self.operand(pattern))
                    .collect();
                format!(
                    "{relation:?}[{}; {}]",
                    self.operand(value),
                    patterns.join(", ")
                )
            }
            TestKind::Matches { value, .. } => format!("Matches[{}]", self.operand(value)),
            TestKind::Quantified {
                quantifier,
                variable,
                list,
                body,
            } => {
                let (variable, list, body) =
                    (self.variable(*variable), self.list(list), self.test(body));
                format!("{quantifier:?}[{variable} in {list}: {body}]")
            }
            TestKind::Unavailable(subject) => match subject {
                Subject::Test(test) => format!("Unavailable[test {}]", self.test(test)),
                Subject::Operand(operand) => format!("Unavailable[{}]", self.operand(operand)),
                Subject::List(list) => format!("Unavailable[list {}]", self.list(list)),
            },
        }
    }

    fn values(ty: &PlainType, values: &[Value]) -> String {
        let values: Vec<String> = values.iter().map(|value| ty.write(value)).collect();
        values.join(", ")
    }

    fn operand(&self, operand: &Operand) -> String {
        match &operand.kind {
            OperandKind::Literal(value @ Value::Text(_)) => {
                format!("'{}'", operand.ty.write(value))
            }
            OperandKind::Literal(value) => operand.ty.show(value),
            OperandKind::Fact(reference) => self.fact(*reference),
            OperandKind::Let(id) => format!("={}", self.rules.lets[*id].name),
            OperandKind::Element(variable) => self.variable(*variable),
            OperandKind::Arithmetic { op, left, right } => {
                format!("{op:?}({}, {})", self.operand(left), self.operand(right))
            }
            OperandKind::Count(list) => format!("count({})", self.list(list)),
            OperandKind::Age(time) => format!("age({})", self.operand(time)),
            OperandKind::Table(table) => self.table(table),
            OperandKind::Truth(test) => format!("truth({})", self.test(test)),
        }
    }

    fn list(&self, list: &List) -> String {
        match &list.kind {
            ListKind::Fact(reference) => self.fact(*reference),
            ListKind::Let(id) => format!("={}", self.rules.lets[*id].name),
            ListKind::Where {
                list,
                variable,
                test,
            } => {
                format!(
                    "({} where {}: {})",
                    self.list(list),
                    self.variable(*variable),
                    self.test(test)
                )
            }
        }
    }

    fn table(&self, table: &Table) -> String {
        let inputs: Vec<String> = table
            .inputs
            .iter()
            .map(|input| self.operand(input))
            .collect();
        let row = |row: &whatnext::model::expression::Row| {
            let cells = row
                .cells
                .iter()
                .zip(&table.inputs)
                .map(|(cell, input)| cell_text(cell, &input.ty));
            format!(
                "{} => {}",
                cells.collect::<Vec<_>>().join(", "),
                self.operand(&row.value)
            )
        };
        let rows: Vec<String> = table.rows.iter().map(row).collect();
        format!("table({} | {})", inputs.join(", "), rows.join(" | "))
    }
}

fn cell_text(cell: &Cell, ty: &PlainType) -> String {
    let test = |test: &CellTest| match test {
        CellTest::Compare(op, value) => format!("{op:?} {}", ty.write(value)),
        CellTest::Range(low, high) => format!("{}..{}", ty.write(low), ty.write(high)),
    };
    match cell {
        Cell::Anything => "_".to_owned(),
        Cell::OneOf(tests) => tests.iter().map(test).collect::<Vec<_>>().join(" or "),
    }
}
