//! Literals that are others.
//!
//! The bounds of numbers are left as they are: they say which inputs are read,
//! not what is decided.

use std::collections::BTreeSet;

use whatnext::source::Span;
use whatnext::syntax::tree::{
    CellKind, CellTest, Expr, ExprKind, Fact, Item, Literal, Number, Pattern, RuleLine, Str,
    TypeKind,
};

use super::expressions::{outermost, visit};
use super::rules::{Edit, Kind, Mutant, Rules};

/// Each literal changed: of a guard, a list, a table, `up to N times` or a
/// priority.
pub(super) fn changed(rules: &Rules) -> Vec<Mutant> {
    let enumerations = enumerations(rules);
    let mut mutants = Vec::new();
    let mut change = |span: Span, text: String| {
        mutants.push(Mutant::of(Kind::LiteralChanged, span, text));
    };
    for (_, expr) in rules.items().flat_map(outermost) {
        visit(expr, &mut |expr| match &expr.kind {
            ExprKind::Literal(literal) => {
                for text in others(literal) {
                    change(expr.span, text);
                }
            }
            ExprKind::Name(name) => {
                let with_it = enumerations
                    .iter()
                    .find(|symbols| symbols.contains(&name.text));
                let others = with_it.into_iter().flatten();
                for other in others.filter(|other| **other != name.text) {
                    change(name.span, other.clone());
                }
            }
            _ => {}
        });
    }
    let priorities: BTreeSet<&str> = numbers(rules).priorities.iter().map(|n| &*n.text).collect();
    for priority in numbers(rules).priorities {
        for other in priorities.iter().filter(|other| **other != priority.text) {
            change(priority.span, (*other).to_owned());
        }
    }
    for times in numbers(rules).times {
        for text in neighbours(&times.text) {
            change(times.span, text);
        }
    }
    mutants
}

/// Each item of a list removed, where others remain.
pub(super) fn without_an_item(rules: &Rules) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (_, expr) in rules.items().flat_map(outermost) {
        visit(expr, &mut |expr| {
            let (ExprKind::In { items, .. }
            | ExprKind::TextTest {
                pattern: Pattern::Any(items),
                ..
            }) = &expr.kind
            else {
                return;
            };
            for (at, item) in items.iter().enumerate() {
                // With the comma behind it, or else the one before it.
                let (start, end) = match (at.checked_sub(1), items.get(at + 1)) {
                    (_, Some(next)) => (item.span.start, next.span.start),
                    (Some(before), None) => (items[before].span.end, item.span.end),
                    (None, None) => continue,
                };
                let span = Span {
                    start,
                    end,
                    ..item.span
                };
                mutants.push(Mutant {
                    kind: Kind::ItemRemoved,
                    at: item.span,
                    change: format!("without {}", rules.text(item.span)),
                    edits: vec![Edit {
                        span,
                        text: String::new(),
                    }],
                });
            }
        });
    }
    mutants
}

/// What a literal might have been instead.
fn others(literal: &Literal) -> Vec<String> {
    match literal {
        Literal::YesNo(yes, _) => vec![if *yes { "no" } else { "yes" }.to_owned()],
        Literal::Number(number) => neighbours(&number.text),
        Literal::Quantity { number, unit } => neighbours(&number.text)
            .into_iter()
            .map(|number| format!("{number} {}", unit.text))
            .collect(),
        Literal::Str(Str { raw, .. }) if is_version(raw) => {
            let (front, last) = raw.rsplit_once('.').map_or(("", &**raw), |parts| parts);
            let dot = if front.is_empty() { "" } else { "." };
            neighbours(last)
                .into_iter()
                .map(|last| format!("\"{front}{dot}{last}\""))
                .collect()
        }
        // A word less, which more texts fit, and a word more, which fewer do.
        Literal::Str(Str { raw, .. }) => raw
            .rsplit_once(' ')
            .map(|(front, _)| format!("\"{front}\""))
            .into_iter()
            .chain([format!("\"{raw} indeed\"")])
            .collect(),
    }
}

/// The whole numbers before and after this one.
fn neighbours(number: &str) -> Vec<String> {
    let number: i64 = number.parse().expect("the rules have whole numbers only");
    vec![(number - 1).to_string(), (number + 1).to_string()]
}

fn is_version(text: &str) -> bool {
    text.split('.').all(|part| part.parse::<u32>().is_ok())
}

/// The symbols of each enumeration.
fn enumerations(rules: &Rules) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut facts: Vec<&Fact> = rules
        .items()
        .filter_map(|item| match item {
            Item::Fact(fact) => Some(fact),
            _ => None,
        })
        .collect();
    while let Some(fact) = facts.pop() {
        match &fact.ty.kind {
            TypeKind::Symbols(symbols) => {
                found.push(
                    symbols
                        .iter()
                        .map(|symbol| symbol.name.text.clone())
                        .collect(),
                );
            }
            TypeKind::ListBy { fields, .. } => facts.extend(fields),
            _ => {}
        }
    }
    found
}

/// The numbers that rules have beside their guards.
#[derive(Default)]
struct Numbers<'t> {
    priorities: Vec<&'t Number>,
    times: Vec<&'t Number>,
}

fn numbers(rules: &Rules) -> Numbers<'_> {
    let mut numbers = Numbers::default();
    for item in rules.items() {
        let Item::Rule(rule) = item else { continue };
        for line in &rule.lines {
            match line {
                RuleLine::Priority { value, .. } => numbers.priorities.push(value),
                RuleLine::Entry(entry) => numbers.times.extend(&entry.up_to),
                RuleLine::When { .. } => {}
            }
        }
    }
    numbers
}

/// The literals that stand opposite a name, with that name: what a fact may well
/// be.
pub(super) fn mentioned(rules: &Rules) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut meet = |value: &Expr, opposite: &[Expr]| {
        let ExprKind::Name(name) = &value.kind else {
            return;
        };
        for opposite in opposite {
            if let ExprKind::Literal(literal) = &opposite.kind {
                found.push((name.text.clone(), plain(literal)));
            }
        }
    };
    for (_, expr) in rules.items().flat_map(outermost) {
        visit(expr, &mut |expr| match &expr.kind {
            ExprKind::Compare { left, right, .. } => meet(left, std::slice::from_ref(right)),
            ExprKind::In { value, items, .. } => meet(value, items),
            ExprKind::TextTest { value, pattern, .. } => match pattern {
                Pattern::One(one) => meet(value, std::slice::from_ref(one)),
                Pattern::Any(items) => meet(value, items),
            },
            ExprKind::Table(table) => {
                let cells = table
                    .rows
                    .iter()
                    .flat_map(|row| table.inputs.iter().zip(&row.cells));
                for (input, cell) in cells {
                    if let CellKind::OneOf(tests) = &cell.kind {
                        for test in tests {
                            meet_cell(input, test, &mut meet);
                        }
                    }
                }
            }
            _ => {}
        });
    }
    found
}

fn meet_cell(input: &Expr, test: &CellTest, meet: &mut impl FnMut(&Expr, &[Expr])) {
    match test {
        CellTest::Is(expr) | CellTest::Compare(_, expr) => meet(input, std::slice::from_ref(expr)),
        CellTest::Range(low, high) => {
            meet(input, std::slice::from_ref(low));
            meet(input, std::slice::from_ref(high));
        }
    }
}

/// A literal as inputs write it.
fn plain(literal: &Literal) -> String {
    match literal {
        Literal::YesNo(yes, _) => if *yes { "yes" } else { "no" }.to_owned(),
        Literal::Str(Str { raw, .. }) => raw.replace("\"\"", "\""),
        Literal::Number(number) => number.text.clone(),
        Literal::Quantity { number, unit } => format!("{} {}", number.text, unit.text),
    }
}
