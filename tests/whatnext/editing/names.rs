//! The names that editors are told of are those that the checker knows.

use whatnext::MemorySource;
use whatnext::compile;
use whatnext::editing::{Base, Trees};
use whatnext::model::RuleBase;
use whatnext::model::expression::{List, ListKind, Operand, OperandKind, Subject, Test, TestKind};
use whatnext::model::rule::{Binder, LetValue, Proposal};
use whatnext::model::text::{HoleValue, Part, Template};
use whatnext::source::Span;

use crate::binary::rule_bases;
use crate::reference::{Random, rule_base};
use crate::shipped::files;

/// Where facts, lets and conditions are used, as the checker resolved them: the place
/// of the use, and of the name or the whole of the declaration.
struct Known<'r> {
    rules: &'r RuleBase,
    found: Vec<(Span, Span)>,
}

impl Known<'_> {
    fn collect(rules: &RuleBase) -> Vec<(Span, Span)> {
        let mut known = Known {
            rules,
            found: Vec::new(),
        };
        for fact in rules.facts.values() {
            fact.when.iter().for_each(|test| known.test(test));
            fact.help.iter().for_each(|text| known.text(text));
        }
        for item in rules.lets.values() {
            match &item.value {
                LetValue::Operand(operand) => known.operand(operand),
                LetValue::Test(test) => known.test(test),
                LetValue::List(list) => known.list(list),
            }
        }
        for condition in rules.conditions.values() {
            known.binders(&condition.binders);
            known.test(&condition.test);
        }
        for action in rules.actions.values() {
            known.binders(&action.binders);
            action.title.iter().for_each(|text| known.text(text));
            for line in &action.lines {
                known.text(&line.text);
                line.when.iter().for_each(|test| known.test(test));
            }
        }
        for rule in rules.rules.values() {
            known.binders(&rule.binders);
            rule.when.iter().for_each(|test| known.test(test));
        }
        for entry in rules.entries.values() {
            entry.when.iter().for_each(|test| known.test(test));
            entry.because.iter().for_each(|text| known.text(text));
            match &entry.proposal {
                Proposal::Conclude(text) | Proposal::Refer { text, .. } => known.text(text),
                Proposal::Try { .. } | Proposal::Escalate(_) => {}
            }
        }
        known.found
    }

    fn binders(&mut self, binders: &[Binder]) {
        for binder in binders {
            self.list(&binder.list);
        }
    }

    fn text(&mut self, text: &Template) {
        for part in &text.parts {
            match part {
                Part::Hole {
                    value: HoleValue::List(list),
                    ..
                } => self.list(list),
                // An element with fields stands for its key.
                Part::Hole {
                    value: HoleValue::Operand(operand),
                    name,
                    ..
                } if !matches!(&operand.kind, OperandKind::Fact(fact)
                    if fact.of.is_some() && !self.rules.facts[fact.fact].path.ends_with(last(name))) =>
                {
                    self.operand(operand);
                }
                Part::Hole { .. } | Part::Text(_) => {}
            }
        }
    }

    fn test(&mut self, test: &Test) {
        match &test.kind {
            TestKind::Constant(_) => {}
            TestKind::And(parts) | TestKind::Or(parts) => {
                for part in parts {
                    self.test(part);
                }
            }
            TestKind::Not(part) => self.test(part),
            TestKind::Condition { condition, .. } => {
                let declared = self.rules.conditions[*condition].span;
                self.found.push((test.span, declared));
            }
            TestKind::Let(id) => self.found.push((test.span, self.rules.lets[*id].span)),
            TestKind::IsYes(operand) => self.operand(operand),
            TestKind::Compare { left, right, .. } => {
                self.operand(left);
                self.operand(right);
            }
            TestKind::OneOf { value, .. } | TestKind::Matches { value, .. } => self.operand(value),
            TestKind::Text {
                value, patterns, ..
            } => {
                self.operand(value);
                for pattern in patterns {
                    self.operand(pattern);
                }
            }
            TestKind::Quantified { list, body, .. } => {
                self.list(list);
                // What `contains` and `is empty` make up has no place of its own.
                if body.span != test.span {
                    self.test(body);
                }
            }
            TestKind::Unavailable(Subject::Test(test)) => self.test(test),
            TestKind::Unavailable(Subject::Operand(operand)) => self.operand(operand),
            TestKind::Unavailable(Subject::List(list)) => self.list(list),
        }
    }

    fn operand(&mut self, operand: &Operand) {
        match &operand.kind {
            OperandKind::Literal(_) | OperandKind::Element(_) => {}
            OperandKind::Fact(fact) => {
                let declared = self.rules.facts[fact.fact].name_span;
                self.found.push((operand.span, declared));
            }
            OperandKind::Let(id) => self.found.push((operand.span, self.rules.lets[*id].span)),
            OperandKind::Arithmetic { left, right, .. } => {
                self.operand(left);
                self.operand(right);
            }
            OperandKind::Count(list) => self.list(list),
            OperandKind::Age(time) => self.operand(time),
            OperandKind::Table(table) => {
                table.inputs.iter().for_each(|input| self.operand(input));
                table.rows.iter().for_each(|row| self.operand(&row.value));
            }
            OperandKind::Truth(test) => self.test(test),
        }
    }

    fn list(&mut self, list: &List) {
        match &list.kind {
            ListKind::Fact(fact) => {
                let declared = self.rules.facts[fact.fact].name_span;
                self.found.push((list.span, declared));
            }
            ListKind::Let(id) => self.found.push((list.span, self.rules.lets[*id].span)),
            ListKind::Where { list, test, .. } => {
                self.list(list);
                self.test(test);
            }
        }
    }
}

fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// Holds the names of a rule base against what the checker says; gives how many uses
/// were compared.
fn compare(source: &MemorySource) -> usize {
    let compiled = compile(&source.paths(), source);
    let program = compiled.program.expect("the rules have no errors");
    let base = Base::read(&source.paths(), source, &Trees::default());
    let mut known = Known::collect(program.rules());
    // `a is no` is one test for the checker: its place is not that of the name.
    let is_name = |text: &str| {
        text.chars()
            .all(|c| c.is_alphanumeric() || "_.".contains(c))
    };
    known.retain(|(place, _)| is_name(program.sources().text(*place)));
    for (place, declared) in &known {
        // Of a dotted name the last part is what the whole stands for.
        let found = base.names().at(place.file, place.end);
        let found = found.map(|found| base.names().get(found.name));
        let text = program.sources().text(*place);
        let at = program.sources().place(*place);
        assert!(
            found.is_some_and(|found| found.name == *declared || found.whole == *declared),
            "`{text}` at {at} is not {found:?}"
        );
    }
    known.len()
}

#[test]
fn every_name_of_the_shipped_rules_stands_for_what_the_checker_says() {
    let mut compared = 0;
    for base in rule_bases() {
        compared += compare(&files(&base).into_iter().collect());
    }
    assert!(compared > 100, "{compared} names were compared");
}

#[test]
fn every_name_of_generated_rules_stands_for_what_the_checker_says() {
    let mut compared = 0;
    for seed in 0..300 {
        let text = rule_base(&mut Random::new(seed, 0));
        compared += compare(&MemorySource::default().with("a.rules", text));
    }
    assert!(compared > 3_000, "{compared} names were compared");
}
