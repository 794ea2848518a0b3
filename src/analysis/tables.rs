//! Tables: values that no row is for, rows that are never reached, rows that
//! overlap in part.

use std::collections::HashSet;

use super::Analysis;
use super::proof::proof;
use super::reasoning::Reasoning;
use crate::diagnostic::catalogue::{OverlappingRows, TableGap, UnreachedRow};
use crate::engine::{Evaluator, ValueState};
use crate::facts::case::Case;
use crate::graph::{Node, NodeId, Use};
use crate::model::expression::Cell;
use crate::program::Program;
use crate::reason::{Formula, Literal, Verdict};

/// Rows are compared with each other in tables of up to so many.
const MOST_ROWS: usize = 60;

/// Looks at every table that does not speak of elements of lists.
pub(super) fn find(reasoning: &Reasoning<'_>, found: &mut Analysis) {
    let graph = reasoning.graph();
    let mut seen = HashSet::new();
    for table in graph.uses() {
        if let Node::Table { inputs, rows } = graph.node(table.node)
            && graph.free_levels(table.node) == 0
            && seen.insert(table.node)
        {
            let (inputs, values) = graph.parts(table).split_at(*inputs);
            let mut formula = reasoning.formula();
            let unbound = formula.unbound();
            let fits = formula.fitting_rows(inputs, rows, &unbound);
            let known = inputs
                .iter()
                .map(|input| formula.is_known(input.node, &unbound));
            let known: Vec<Literal> = known.collect();
            let looked_at = Looked {
                reasoning,
                table,
                inputs,
                values,
                rows,
                fits,
                known,
            };
            looked_at.gap(&mut formula, found);
            looked_at.rows(&mut formula, found);
        }
    }
}

struct Looked<'r, 'a> {
    reasoning: &'r Reasoning<'a>,
    table: Use,
    inputs: &'a [Use],
    values: &'a [Use],
    rows: &'a [Vec<Cell>],
    /// Whether each row fits.
    fits: Vec<Literal>,
    /// All inputs are known.
    known: Vec<Literal>,
}

impl Looked<'_, '_> {
    fn gap(&self, formula: &mut Formula<'_>, found: &mut Analysis) {
        let mut wanted = self.known.clone();
        wanted.extend(self.fits.iter().map(|fits| !*fits));
        let Verdict::Possible(case) = formula.find(&wanted) else {
            return;
        };
        let program = self.reasoning.program;
        let shows = |case: &Case| {
            let all_known = self
                .inputs
                .iter()
                .all(|input| is_known(program, case, input.node));
            all_known && value_of(program, case, self.table.node) == Known::Unavailable
        };
        if let Some((_, witness)) = proof(program, &case, &shows) {
            found.findings.push(
                TableGap {
                    at: self.table.span,
                    witness,
                }
                .into(),
            );
        }
    }

    fn rows(&self, formula: &mut Formula<'_>, found: &mut Analysis) {
        for later in 0..self.rows.len() {
            let mut wanted: Vec<Literal> = self.fits[..later].iter().map(|fits| !*fits).collect();
            wanted.push(self.fits[later]);
            if formula.is_impossible(&wanted) {
                self.unreached(formula, later, found);
            } else if self.rows.len() <= MOST_ROWS {
                self.overlaps(formula, later, found);
            }
        }
    }

    fn unreached(&self, formula: &mut Formula<'_>, row: usize, found: &mut Analysis) {
        let alone =
            (0..row).find(|&earlier| formula.is_impossible(&[self.fits[row], !self.fits[earlier]]));
        let by: Vec<usize> = alone.map_or_else(|| (0..row).collect(), |earlier| vec![earlier]);
        let by = if formula.is_impossible(&[self.fits[row]]) {
            Vec::new()
        } else {
            by
        };
        let finding = UnreachedRow {
            at: self.values[row].span,
            by: by.into_iter().map(|row| self.values[row].span).collect(),
        };
        found.findings.push(finding.into());
    }

    /// An earlier row of which the later one is neither the general case nor a
    /// part, and that says something else.
    fn overlaps(&self, formula: &mut Formula<'_>, later: usize, found: &mut Analysis) {
        for earlier in 0..later {
            let (a, b) = (self.fits[earlier], self.fits[later]);
            if self.values[earlier].node == self.values[later].node
                || formula.is_impossible(&[a, b])
                || formula.is_impossible(&[a, !b])
                || formula.is_impossible(&[b, !a])
            {
                continue;
            }
            let mut wanted = self.known.clone();
            wanted.extend([a, b]);
            // Where a row before both fits, it is not their order that decides.
            wanted.extend(self.fits[..earlier].iter().map(|fits| !*fits));
            let Verdict::Possible(case) = formula.find(&wanted) else {
                continue;
            };
            let program = self.reasoning.program;
            let shows = |case: &Case| self.fit_both(program, case, earlier, later);
            if let Some((_, witness)) = proof(program, &case, &shows) {
                let finding = OverlappingRows {
                    first: self.values[earlier].span,
                    second: self.values[later].span,
                    witness,
                };
                found.findings.push(finding.into());
                return;
            }
        }
    }

    fn fit_both(&self, program: &Program, case: &Case, earlier: usize, later: usize) -> bool {
        let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
        let first = evaluator.remaining_rows(self.inputs, &self.rows[..=earlier]);
        let alone = std::slice::from_ref(&self.rows[later]);
        let second = evaluator.remaining_rows(self.inputs, alone);
        first.complete && first.rows == [earlier] && second.complete
    }
}

#[derive(PartialEq, Eq)]
enum Known {
    Value,
    Open,
    Unavailable,
}

fn value_of(program: &Program, case: &Case, node: NodeId) -> Known {
    let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
    match evaluator.value(node) {
        ValueState::Known(_) => Known::Value,
        ValueState::Open => Known::Open,
        ValueState::Unavailable => Known::Unavailable,
    }
}

fn is_known(program: &Program, case: &Case, node: NodeId) -> bool {
    value_of(program, case, node) == Known::Value
}
