//! The rows that a table lacks.

use super::base::Base;
use super::fixes::{Change, Fix};
use super::names::NameId;
use super::scope::Scope;
use super::trees::fact;
use super::typing::Typing;
use crate::source::{FileId, Span};
use crate::syntax::tree::{
    Cell, CellKind, CellTest, CompareOp, Expr, ExprKind, Item, Literal, Row, Table, TypeKind,
};

/// More combinations than this are not written out.
const MOST: usize = 64;

/// The rows that the tables at a place lack.
pub(super) fn missing<'b>(
    base: &'b Base,
    file: FileId,
    touches: &dyn Fn(Span) -> bool,
) -> Option<Fix<'b>> {
    let items = base.tree(file).map_or(&[][..], |tree| &tree.items);
    // Tables over the elements of a list are rare, and left to their authors.
    let value = items.iter().find_map(|item| match item {
        Item::Let(item) if touches(item.span) => Some(&item.value),
        _ => None,
    })?;
    let ExprKind::Table(table) = &value.kind else {
        return None;
    };
    let rows = missing_rows(base, table)?;
    if rows.is_empty() || table.otherwise.is_some() {
        return None;
    }
    let text = base.source(file).text();
    let last = table.rows.last()?.span;
    let indent = indentation(text, last.start as usize);
    let blank = blank_value(&table.rows[0].value);
    let mut added = String::new();
    for row in &rows {
        added.push_str(&format!("\n{indent}{}: {blank}", row.join(", ")));
    }
    // What stands behind the last row goes to a line of its own; a comment stays.
    let rest = text.get(last.end as usize..)?;
    let line = rest.split('\n').next().unwrap_or(rest).trim_end();
    let behind = line.trim_start();
    let (start, end) = if behind.is_empty() || behind.starts_with('#') {
        (line.len(), line.len())
    } else {
        added.push('\n');
        (0, line.len() - behind.len())
    };
    let at = Span {
        file,
        start: last.end + start as u32,
        end: last.end + end as u32,
    };
    Some(Fix {
        title: match rows.len() {
            1 => "add the missing row".to_owned(),
            count => format!("add the {count} missing rows"),
        },
        changes: vec![Change {
            span: at,
            text: added,
        }],
        mends: None,
    })
}

fn indentation(text: &str, at: usize) -> String {
    let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line..at];
    if before.trim().is_empty() {
        before.to_owned()
    } else {
        "  ".to_owned()
    }
}

/// What stands for a value that is still to be written: of the type of the others.
fn blank_value(value: &Expr) -> &'static str {
    match &value.kind {
        ExprKind::Literal(Literal::Number(_) | Literal::Quantity { .. }) => "0",
        ExprKind::Literal(Literal::YesNo(..)) => "no",
        _ => "\"\"",
    }
}

/// The values of the inputs for which there is no row, if all inputs have few
/// values.
fn missing_rows(base: &Base, table: &Table) -> Option<Vec<Vec<String>>> {
    let lets = base.lets();
    let typing = Typing {
        names: base.names(),
        lets: &lets,
    };
    let columns: Option<Vec<Vec<String>>> = table
        .inputs
        .iter()
        .map(|input| values(base, typing, input))
        .collect();
    let columns = columns?;
    let count = columns
        .iter()
        .try_fold(1_usize, |count, column| count.checked_mul(column.len()))?;
    if count > MOST {
        return None;
    }
    let mut combinations: Vec<Vec<String>> = vec![Vec::new()];
    for column in &columns {
        combinations = combinations
            .iter()
            .flat_map(|row| {
                column.iter().map(move |value| {
                    let mut row = row.clone();
                    row.push(value.clone());
                    row
                })
            })
            .collect();
    }
    let all_fit = table
        .rows
        .iter()
        .all(|row| row.cells.len() == columns.len());
    if !all_fit {
        return None;
    }
    combinations.retain(|values| !table.rows.iter().any(|row| covers(row, values)));
    Some(combinations)
}

/// All values of an input: symbols, or yes and no.
fn values(base: &Base, typing: Typing<'_, '_>, input: &Expr) -> Option<Vec<String>> {
    let names = base.names();
    if let Some(of) = typing.enumeration(input, &Scope::default()) {
        let symbols = names.parts(of).iter();
        return Some(symbols.map(|id| names.get(*id).text.clone()).collect());
    }
    let ExprKind::Name(name) = &input.kind else {
        return None;
    };
    let of: NameId = typing.of_name(&name.text, &Scope::default())?;
    let fact = fact(base, names.get(of))?;
    matches!(fact.ty.kind, TypeKind::YesNo).then(|| vec!["yes".to_owned(), "no".to_owned()])
}

fn covers(row: &Row, values: &[String]) -> bool {
    let mut cells = row.cells.iter().zip(values);
    cells.all(|(cell, value)| fits(cell, value))
}

fn fits(cell: &Cell, value: &str) -> bool {
    let CellKind::OneOf(tests) = &cell.kind else {
        return true;
    };
    tests.iter().any(|test| match test {
        CellTest::Is(expr) | CellTest::Compare(CompareOp::Is, expr) => is(expr, value),
        CellTest::Compare(CompareOp::IsNot, expr) => !is(expr, value),
        CellTest::Compare(..) | CellTest::Range(..) => false,
    })
}

fn is(expr: &Expr, value: &str) -> bool {
    match &expr.kind {
        ExprKind::Name(name) => name.text == value,
        ExprKind::Literal(Literal::YesNo(yes, _)) => (if *yes { "yes" } else { "no" }) == value,
        _ => false,
    }
}
