//! A summary as data for people and programs: with names, and in order.
//!
//! Its JSON is stable: `docs/schema/summary-1.schema.json`.

use std::cmp::Reverse;

use serde::Serialize;

use super::example::Example;
use super::faults::FaultKind;
use super::needs::{EntryNeed, Need};
use super::tally::EntryTally;
use super::{Run, Summary, name};
use crate::model::DecisionKind;
use crate::model::RuleBase;
use crate::model::ids::{EntryId, FactId, Id};
use crate::program::Program;
use crate::source::Span;

/// A summary with names, and in order.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    pub(super) schema: &'static str,
    pub(super) run: RunReport,
    /// All records, those in error included.
    pub(super) records: u64,
    /// How many of them are in error.
    pub(super) errors: u64,
    /// How many records end in which kind of decision: all kinds.
    pub(super) kinds: Vec<KindReport>,
    /// The steps that records get, the most frequent first.
    pub(super) steps: Vec<StepReport>,
    /// The facts that are asked for, the most frequent first.
    pub(super) questions: Vec<QuestionReport>,
    /// What nobody has looked for yet.
    pub(super) unknown: NeedsReport,
    /// What was looked for and cannot be had.
    pub(super) unavailable: NeedsReport,
    /// The entries that decide, ask or stay undecided, in the order of the rules.
    pub(super) entries: Vec<EntryReport>,
    /// What is wrong with records, the most frequent first.
    pub(super) faults: Vec<FaultReport>,
    /// Records in error for still other reasons.
    pub(super) other_errors: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct RunReport {
    pub(super) guides: Vec<String>,
    pub(super) inputs: Vec<String>,
    pub(super) complete: bool,
    pub(super) seconds: f64,
    pub(super) ended: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct KindReport {
    pub(super) kind: DecisionKind,
    pub(super) records: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct StepReport {
    #[serde(flatten)]
    pub(super) entry: EntryName,
    pub(super) records: u64,
    /// The first record that gets it.
    pub(super) example: Option<ExampleReport>,
}

/// What an entry is called, and where it is.
#[derive(Clone, Debug, Serialize)]
pub(super) struct EntryName {
    /// The kind of decision that it makes.
    pub(super) kind: DecisionKind,
    pub(super) rule: String,
    pub(super) entry: String,
    pub(super) action: Option<String>,
    /// Its holes as the rules write them.
    pub(super) title: String,
    pub(super) at: String,
    #[serde(skip)]
    pub(super) rule_title: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct QuestionReport {
    pub(super) fact: String,
    pub(super) question: String,
    pub(super) records: u64,
}

/// Facts that records miss.
#[derive(Debug, Serialize)]
pub(super) struct NeedsReport {
    /// Records that miss any.
    pub(super) records: u64,
    /// Those that most records ask for first, then those that settle the most.
    pub(super) facts: Vec<NeedReport>,
}

#[derive(Debug, Serialize)]
pub(super) struct NeedReport {
    pub(super) fact: String,
    pub(super) question: String,
    /// Records in which an undecided entry misses it.
    pub(super) records: u64,
    /// Those of them in which it alone settles one.
    pub(super) settles: u64,
    /// Those of them in which it settles one only together with other facts.
    pub(super) helps: u64,
    /// Records whose next question is for it.
    pub(super) asked: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct EntryReport {
    #[serde(flatten)]
    pub(super) name: EntryName,
    /// Records that get it as their step.
    pub(super) chosen: u64,
    /// Records in which it asks.
    pub(super) asks: u64,
    /// Records in which it stays undecided, for either reason or for both.
    pub(super) undecided: u64,
    /// Records in which a fact that nobody looked for can make it hold.
    pub(super) open: u64,
    /// Records in which it cannot be known, as a fact cannot be had.
    pub(super) cannot_be_known: u64,
    pub(super) unknown: Vec<EntryNeedReport>,
    pub(super) unavailable: Vec<EntryNeedReport>,
}

/// A fact that an entry misses.
#[derive(Debug, Serialize)]
pub(super) struct EntryNeedReport {
    pub(super) fact: String,
    pub(super) settles: u64,
    pub(super) helps: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct FaultReport {
    /// The message without what is the record's own.
    pub(super) kind: String,
    pub(super) records: u64,
    pub(super) example: FaultExample,
}

#[derive(Debug, Serialize)]
pub(super) struct FaultExample {
    #[serde(flatten)]
    pub(super) record: ExampleReport,
    pub(super) message: String,
    pub(super) line: Option<u32>,
    pub(super) column: Option<u32>,
}

/// A record to look at.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ExampleReport {
    /// The records are counted from 1, over all inputs.
    pub(super) record: u64,
    pub(super) id: Option<String>,
}

impl Report {
    /// The report of a summary. What does not fit these rules is left out.
    pub(super) fn of(program: &Program, summary: &Summary, run: &Run) -> Self {
        let rules = program.rules();
        let entries: Vec<(EntryName, &EntryTally)> = summary
            .entries
            .iter()
            .filter(|(entry, _)| *entry < rules.entries.len())
            .map(|(entry, tally)| (name_of(program, EntryId::from_index(entry)), tally))
            .collect();
        Report {
            schema: super::SCHEMA,
            run: RunReport::of(rules, run),
            records: summary.records(),
            errors: summary.errors(),
            kinds: kinds(summary),
            steps: steps(&entries),
            questions: questions(rules, summary),
            unknown: NeedsReport {
                records: summary.open,
                facts: needs(rules, summary, false),
            },
            unavailable: NeedsReport {
                records: summary.barred,
                facts: needs(rules, summary, true),
            },
            entries: entries
                .into_iter()
                .map(|(name, tally)| EntryReport::of(rules, name, tally))
                .collect(),
            faults: faults(summary),
            other_errors: summary.faults.others(),
        }
    }

    /// How many records wait for a fact.
    pub(super) fn waiting(&self) -> u64 {
        self.of_kind(DecisionKind::Ask)
    }

    /// How many records end in a kind of decision.
    pub(super) fn of_kind(&self, kind: DecisionKind) -> u64 {
        let mut kinds = self.kinds.iter();
        kinds
            .find(|report| report.kind == kind)
            .map_or(0, |report| report.records)
    }
}

impl RunReport {
    fn of(rules: &RuleBase, run: &Run) -> Self {
        RunReport {
            guides: name::guides(rules).into_iter().map(str::to_owned).collect(),
            inputs: run.inputs.clone(),
            complete: run.is_complete,
            // JSON has no other numbers.
            seconds: Some(run.seconds).filter(|s| s.is_finite()).unwrap_or(0.0),
            ended: run.ended.map(|ended| ended.to_string()),
        }
    }
}

fn name_of(program: &Program, entry: EntryId) -> EntryName {
    let rules = program.rules();
    let declared = &rules.entries[entry];
    let rule = &rules.rules[declared.rule];
    let action = name::action(rules, entry);
    EntryName {
        kind: declared.proposal.kind(),
        rule: rule.name.clone(),
        entry: name::entry(rules, entry),
        action: action.map(|action| rules.actions[action].name.clone()),
        title: name::title(rules, entry),
        at: place(program, declared.span),
        rule_title: rule.title.clone(),
    }
}

fn place(program: &Program, span: Span) -> String {
    program.sources().place(span)
}

fn kinds(summary: &Summary) -> Vec<KindReport> {
    DecisionKind::ALL
        .into_iter()
        .map(|kind| KindReport {
            kind,
            records: summary.kinds.of(kind),
        })
        .collect()
}

fn steps(entries: &[(EntryName, &EntryTally)]) -> Vec<StepReport> {
    let chosen = entries.iter().filter(|(_, tally)| tally.chosen > 0);
    let mut steps: Vec<StepReport> = chosen
        .map(|(name, tally)| StepReport {
            entry: name.clone(),
            records: tally.chosen,
            example: tally.first.as_ref().map(ExampleReport::of),
        })
        .collect();
    // Those that are as frequent stay in the order of the rules.
    steps.sort_by_key(|step| Reverse(step.records));
    steps
}

fn questions(rules: &RuleBase, summary: &Summary) -> Vec<QuestionReport> {
    let facts = summary.facts.iter();
    let asked = facts.filter(|(fact, tally)| *fact < rules.facts.len() && tally.asked > 0);
    let mut questions: Vec<QuestionReport> = asked
        .map(|(fact, tally)| {
            let fact = FactId::from_index(fact);
            QuestionReport {
                fact: rules.facts[fact].path.clone(),
                question: name::question(rules, fact),
                records: tally.asked,
            }
        })
        .collect();
    questions.sort_by_key(|question| Reverse(question.records));
    questions
}

/// The facts that records miss because nobody looked for them, or because they
/// cannot be had.
fn needs(rules: &RuleBase, summary: &Summary, barred: bool) -> Vec<NeedReport> {
    let mut needs: Vec<NeedReport> = summary
        .facts
        .iter()
        .filter(|(fact, _)| *fact < rules.facts.len())
        .filter_map(|(fact, tally)| {
            let need = if barred { &tally.barred } else { &tally.open };
            let asked = if barred { 0 } else { tally.asked };
            let fact = FactId::from_index(fact);
            (need.records() > 0 || asked > 0).then(|| NeedReport {
                fact: rules.facts[fact].path.clone(),
                question: name::question(rules, fact),
                records: need.records(),
                settles: need.alone,
                helps: need.helps,
                asked,
            })
        })
        .collect();
    // Each record that waits asks for one fact, and moves on once it is known: so
    // what most records ask for is to be gathered next. Where nothing is asked
    // for, what settles the most comes first.
    needs.sort_by_key(|need| Reverse((need.asked, need.settles, need.helps)));
    needs
}

impl EntryReport {
    fn of(rules: &RuleBase, name: EntryName, tally: &EntryTally) -> Self {
        EntryReport {
            name,
            chosen: tally.chosen,
            asks: tally.asks,
            undecided: tally.undecided,
            open: tally.open,
            cannot_be_known: tally.barred,
            unknown: entry_needs(rules, &tally.needs, |need| &need.open),
            unavailable: entry_needs(rules, &tally.needs, |need| &need.barred),
        }
    }
}

fn entry_needs(
    rules: &RuleBase,
    needs: &[EntryNeed],
    which: impl Fn(&EntryNeed) -> &Need,
) -> Vec<EntryNeedReport> {
    let known = needs
        .iter()
        .filter(|need| (need.fact as usize) < rules.facts.len() && which(need).records() > 0);
    let mut needs: Vec<EntryNeedReport> = known
        .map(|need| EntryNeedReport {
            fact: rules.facts[need.fact()].path.clone(),
            settles: which(need).alone,
            helps: which(need).helps,
        })
        .collect();
    needs.sort_by_key(|need| Reverse((need.settles, need.helps)));
    needs
}

fn faults(summary: &Summary) -> Vec<FaultReport> {
    let mut kinds: Vec<&FaultKind> = summary.faults.kinds().iter().collect();
    kinds.sort_by_key(|kind| (Reverse(kind.records), kind.first.number));
    kinds
        .into_iter()
        .map(|kind| FaultReport {
            kind: kind.text.clone(),
            records: kind.records,
            example: FaultExample {
                record: ExampleReport::of(&kind.first),
                message: kind.message.clone(),
                line: kind.position.map(|(line, _)| line),
                column: kind.position.map(|(_, column)| column),
            },
        })
        .collect()
}

impl ExampleReport {
    fn of(example: &Example) -> Self {
        ExampleReport {
            record: example.number.saturating_add(1),
            id: example.id.clone(),
        }
    }
}
