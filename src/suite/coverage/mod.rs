//! Coverage: what the cases of a suite made the engine meet, at the places where
//! the rules say it.
//!
//! Three things are measured. An *entry* is covered once it was chosen; one that
//! is there only to ask, once it did. A
//! *condition*, a named one or a single test, is covered once it held and once it
//! failed; each is half. A *row* of a table is covered once it was the first that
//! fitted.
//!
//! Equal tests are one node of the decision graph, and so share their counts: a
//! test that is written at two places is listed at both, with what it came out as
//! for either.

mod asking;
mod html;
mod json;
mod lcov;
mod lines;
mod share;
mod tally;
mod text;
mod uncovered;
mod words;
mod written;

pub use json::SCHEMA;
pub use share::Share;

use crate::engine::{Fates, RowFits, Trace, Truths};
use crate::explain::one_line;
use crate::model::RuleBase;
use crate::model::ids::EntryId;
use crate::model::rule::Proposal;
use crate::program::Program;
use crate::source::{Position, Sources, Span};
use written::Written;

/// What was met of a rule base.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// How many decisions were made.
    pub decisions: u64,
    /// The rules, in the order of their files and places.
    pub rules: Vec<Place>,
    /// The entries of all rules, in the order of their files and places.
    pub entries: Vec<EntryCoverage>,
    /// The conditions, in the order of their files and places.
    pub conditions: Vec<ConditionCoverage>,
    /// The rows of all tables, in the order of their files and places.
    pub rows: Vec<RowCoverage>,
    sources: Sources,
}

/// A named place of the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The name.
    pub name: String,
    /// Where.
    pub span: Span,
}

/// What became of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryCoverage {
    /// The name of its rule.
    pub rule: String,
    /// The word that it begins with: `try`, `conclude`, `refer` or `escalate`.
    pub kind: &'static str,
    /// The name of its action, or its text.
    pub name: String,
    /// Where.
    pub span: Span,
    /// Whether it can ask but never be chosen, because an entry before it does
    /// the same under the same guard.
    pub only_asks: bool,
    /// How often each thing became of it.
    pub fates: Fates,
}

/// What a condition came out as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionCoverage {
    /// What sort of condition it is.
    pub kind: ConditionKind,
    /// The name of a condition or symptom, or of the rule that it belongs to.
    pub name: Option<String>,
    /// The test as it is written, on one line.
    pub text: String,
    /// Where the test is written.
    pub span: Span,
    /// How often it came out as what.
    pub truths: Truths,
}

/// The sorts of conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConditionKind {
    /// A symptom.
    Symptom,
    /// A named condition that is no symptom.
    Condition,
    /// Whether a rule applies: its `when`, and the `where` of its lists.
    Rule,
    /// A single test within a condition, a guard, a step or a fact's `when`. A
    /// test that is the whole of a named condition is not listed again.
    Test,
}

/// What a row of a table was met as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowCoverage {
    /// The name of the table, or how it begins.
    pub table: String,
    /// Which row, counted from 1.
    pub row: usize,
    /// The row as it is written, on one line.
    pub text: String,
    /// Where.
    pub span: Span,
    /// How often it was met as what.
    pub fits: RowFits,
}

impl EntryCoverage {
    /// Whether it was chosen at least once, or has asked if it can do no more.
    pub fn is_covered(&self) -> bool {
        self.fates.chosen > 0 || (self.only_asks && self.fates.asked > 0)
    }
}

impl ConditionCoverage {
    /// How many of its two outcomes there were: it held, and it failed.
    pub fn outcomes(&self) -> u64 {
        u64::from(self.truths.holds > 0) + u64::from(self.truths.fails > 0)
    }

    /// Whether it held at least once, and failed at least once.
    pub fn is_covered(&self) -> bool {
        self.outcomes() == 2
    }
}

impl RowCoverage {
    /// Whether it was the first row that fitted at least once.
    pub fn is_covered(&self) -> bool {
        self.fits.fits > 0
    }
}

impl ConditionKind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            ConditionKind::Symptom => "symptom",
            ConditionKind::Condition => "condition",
            ConditionKind::Rule => "rule",
            ConditionKind::Test => "test",
        }
    }
}

impl Coverage {
    /// What a trace met of a program.
    pub fn of(program: &Program, trace: &Trace) -> Coverage {
        let written = Written::of(program);
        let mut coverage = Coverage {
            decisions: trace.decisions(),
            rules: rules(program.rules()),
            entries: entries(program, trace),
            conditions: conditions(program, &written, trace),
            rows: rows(program.sources(), &written, trace),
            sources: program.sources().clone(),
        };
        let sources = program.sources();
        // What encloses comes before what it encloses.
        let order = |span: &Span| {
            let name = sources.file(span.file).name();
            (name, span.start, std::cmp::Reverse(span.end))
        };
        coverage.rules.sort_by_key(|rule| order(&rule.span));
        coverage.entries.sort_by_key(|entry| order(&entry.span));
        coverage.conditions.sort_by_key(|found| order(&found.span));
        coverage.rows.sort_by_key(|row| order(&row.span));
        coverage
    }

    /// How many entries are covered.
    pub fn entries_percentage(&self) -> Share {
        Share::of(&self.entries, EntryCoverage::is_covered)
    }

    /// How many outcomes conditions had: each can hold, and can fail.
    pub fn conditions_percentage(&self) -> Share {
        let outcomes = self.conditions.iter().map(ConditionCoverage::outcomes);
        Share {
            covered: outcomes.sum(),
            total: 2 * self.conditions.len() as u64,
        }
    }

    /// How many rows of tables were the first that fitted.
    pub fn rows_percentage(&self) -> Share {
        Share::of(&self.rows, RowCoverage::is_covered)
    }

    /// The totals on one line, without a line end.
    pub fn summary_line(&self) -> String {
        let entries = self.entries_percentage();
        let conditions = self.conditions_percentage().percent();
        let mut line = format!("coverage: entries {entries}, conditions {conditions}");
        if !self.rows.is_empty() {
            line.push_str(&format!(", table rows {}", self.rows_percentage()));
        }
        line
    }

    /// For people: the totals of each file, and all that is not covered.
    pub fn render_text(&self) -> String {
        text::render(self)
    }

    /// For programs; `docs/schema/coverage-1.schema.json` describes it.
    pub fn to_json(&self) -> String {
        json::render(self)
    }

    /// For the tools that show coverage in editors and reviews.
    pub fn to_lcov(&self) -> String {
        lcov::render(self)
    }

    /// One page, to be opened in a browser: the rules with their lines marked.
    pub fn to_html(&self) -> String {
        html::render(self)
    }

    fn position(&self, span: Span) -> Position {
        self.sources.file(span.file).position(span.start)
    }
}

fn rules(rules: &RuleBase) -> Vec<Place> {
    let place = |rule: &crate::model::rule::Rule| Place {
        name: rule.name.clone(),
        span: rule.span,
    };
    rules.rules.values().map(place).collect()
}

fn entries(program: &Program, trace: &Trace) -> Vec<EntryCoverage> {
    let rules = program.rules();
    let only_ask = asking::entries_that_only_ask(program);
    let entry = |(id, entry): (EntryId, &crate::model::rule::Entry)| {
        let (kind, name) = match &entry.proposal {
            Proposal::Try { action, .. } => ("try", rules.actions[action.action].name.clone()),
            Proposal::Escalate(action) => ("escalate", rules.actions[action.action].name.clone()),
            Proposal::Conclude(text) => ("conclude", text.as_written()),
            Proposal::Refer { text, .. } => ("refer", text.as_written()),
        };
        EntryCoverage {
            rule: rules.rules[entry.rule].name.clone(),
            kind,
            name,
            span: entry.span,
            only_asks: only_ask.contains(&id),
            fates: trace.entry(id),
        }
    };
    rules.entries.iter().map(entry).collect()
}

fn conditions(program: &Program, written: &Written, trace: &Trace) -> Vec<ConditionCoverage> {
    let condition = |found: &written::Condition| {
        let mut truths = Truths::default();
        for node in &found.nodes {
            truths += trace.test(*node);
        }
        ConditionCoverage {
            kind: found.kind,
            name: found.name.clone(),
            text: one_line(program.sources().text(found.span)),
            span: found.span,
            truths,
        }
    };
    written.conditions.iter().map(condition).collect()
}

fn rows(sources: &Sources, written: &Written, trace: &Trace) -> Vec<RowCoverage> {
    let mut rows = Vec::new();
    for table in &written.tables {
        for (at, span) in table.rows.iter().enumerate() {
            let mut fits = RowFits::default();
            for node in &table.nodes {
                fits += trace.row(*node, at);
            }
            rows.push(RowCoverage {
                table: table.name.clone(),
                row: at + 1,
                text: one_line(sources.text(*span)),
                span: *span,
                fits,
            });
        }
    }
    rows
}
