//! Finds the expressions of a rule base.

use whatnext::syntax::tree::{
    ActionLine, Attribute, AttributeValue, Binder, CellKind, CellTest, Expr, ExprKind, Fact, Item,
    Pattern, RuleLine, Table, TypeKind,
};

/// What an expression is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It says when something holds, applies, is shown or is asked.
    Guard,
    /// It is a value or a list.
    Value,
}

/// The outermost expressions of a declaration, in the order of the text.
pub(super) fn outermost(item: &Item) -> Vec<(Role, &Expr)> {
    let mut found = Vec::new();
    match item {
        Item::Fact(fact) => of_fact(fact, &mut found),
        Item::Let(declared) => found.push((Role::Value, &declared.value)),
        Item::Condition(condition) => {
            of_binders(&condition.binders, &mut found);
            found.push((Role::Guard, &condition.when));
        }
        Item::Action(action) => {
            of_binders(&action.binders, &mut found);
            for line in &action.lines {
                if let ActionLine::Step(line) | ActionLine::Note(line) = line {
                    found.extend(line.when.as_ref().map(|when| (Role::Guard, when)));
                }
            }
        }
        Item::Rule(rule) => {
            of_binders(&rule.binders, &mut found);
            for line in &rule.lines {
                match line {
                    RuleLine::When { test, .. } => found.push((Role::Guard, test)),
                    RuleLine::Entry(entry) => {
                        found.extend(entry.when.as_ref().map(|when| (Role::Guard, when)));
                    }
                    RuleLine::Priority { .. } => {}
                }
            }
        }
        Item::Guide(_) | Item::Import(_) | Item::Broken(_) => {}
    }
    found
}

fn of_fact<'t>(fact: &'t Fact, found: &mut Vec<(Role, &'t Expr)>) {
    if let TypeKind::ListBy { fields, .. } = &fact.ty.kind {
        for field in fields {
            of_fact(field, found);
        }
    }
    for Attribute { word, value, .. } in &fact.attributes {
        if let AttributeValue::Expr(expr) = value {
            let role = if word.text == "when" {
                Role::Guard
            } else {
                Role::Value
            };
            found.push((role, expr));
        }
    }
}

fn of_binders<'t>(binders: &'t [Binder], found: &mut Vec<(Role, &'t Expr)>) {
    found.extend(binders.iter().map(|binder| (Role::Value, &binder.list)));
}

/// Visits an expression and everything in it, the outer before the inner.
pub(super) fn visit<'t>(expr: &'t Expr, see: &mut impl FnMut(&'t Expr)) {
    see(expr);
    match &expr.kind {
        ExprKind::Literal(_) | ExprKind::Name(_) => {}
        ExprKind::Group(inner)
        | ExprKind::Not(inner)
        | ExprKind::Negate(inner)
        | ExprKind::Count(inner)
        | ExprKind::Age(inner)
        | ExprKind::Matches { value: inner, .. }
        | ExprKind::Empty { value: inner, .. }
        | ExprKind::Unavailable { value: inner, .. } => visit(inner, see),
        ExprKind::And(parts) | ExprKind::Or(parts) => visit_all(parts, see),
        ExprKind::Arithmetic { left, right, .. } | ExprKind::Compare { left, right, .. } => {
            visit(left, see);
            visit(right, see);
        }
        ExprKind::In { value, items, .. } => {
            visit(value, see);
            visit_all(items, see);
        }
        ExprKind::TextTest { value, pattern, .. } => {
            visit(value, see);
            match pattern {
                Pattern::One(pattern) => visit(pattern, see),
                Pattern::Any(items) => visit_all(items, see),
            }
        }
        ExprKind::Quantified { list, body, .. } => {
            visit(list, see);
            visit(body, see);
        }
        ExprKind::Where { list, test } => {
            visit(list, see);
            visit(test, see);
        }
        ExprKind::Table(table) => visit_table(table, see),
    }
}

fn visit_all<'t>(exprs: &'t [Expr], see: &mut impl FnMut(&'t Expr)) {
    for expr in exprs {
        visit(expr, see);
    }
}

fn visit_table<'t>(table: &'t Table, see: &mut impl FnMut(&'t Expr)) {
    visit_all(&table.inputs, see);
    for row in &table.rows {
        for cell in &row.cells {
            let CellKind::OneOf(tests) = &cell.kind else {
                continue;
            };
            for test in tests {
                match test {
                    CellTest::Is(expr) | CellTest::Compare(_, expr) => visit(expr, see),
                    CellTest::Range(low, high) => {
                        visit(low, see);
                        visit(high, see);
                    }
                }
            }
        }
        visit(&row.value, see);
    }
    if let Some(otherwise) = &table.otherwise {
        visit(&otherwise.value, see);
    }
}
