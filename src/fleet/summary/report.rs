//! A summary as data for people and programs: with names, and in order.
//!
//! Its JSON is stable: `docs/schema/summary-1.schema.json`.

use std::cmp::Reverse;

use serde::Serialize;

use super::example::Example;
use super::faults::FaultKind;
use super::needs::{EntryNeed, Need};
use super::place::Places;
use super::reason::Reasons;
use super::tally::EntryTally;
use super::{Run, Summary, name};
use crate::model::DecisionKind;
use crate::model::RuleBase;
use crate::model::fact::Fact;
use crate::model::ids::{EntryId, FactId, Id, RuleId};
use crate::model::text::Template;
use crate::program::Program;

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
    /// The rules of which entries decide, ask or stay undecided, in their order.
    pub(super) rules: Vec<RuleReport>,
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
    /// The folder of the rules, where they are in one.
    #[serde(skip)]
    pub(super) folder: Option<String>,
    pub(super) inputs: Vec<String>,
    pub(super) complete: bool,
    pub(super) seconds: f64,
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
    /// The whole path, the line and the column.
    pub(super) at: String,
    #[serde(skip)]
    pub(super) shown: Shown,
}

/// What people read in place of what programs do.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// The entry, with names where its text has holes.
    pub(super) entry: String,
    /// The title, with names where it has holes.
    pub(super) title: String,
    /// The place, from the folder of the rules.
    pub(super) at: String,
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
    /// Its holes as the rules write them.
    pub(super) question: String,
    /// The same with names where it has holes: what people read.
    #[serde(skip)]
    pub(super) shown: String,
    /// Whether it cannot be had in any record that was decided.
    #[serde(skip)]
    pub(super) is_nowhere: bool,
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
pub(super) struct RuleReport {
    pub(super) rule: String,
    pub(super) title: Option<String>,
    /// Records that get one of its entries as their step.
    pub(super) chosen: u64,
    /// Records in which one of its entries asks.
    pub(super) asks: u64,
    /// Records that leave any of its entries undecided.
    pub(super) undecided: u64,
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
    /// Records in which it stays undecided and no fact is at fault.
    pub(super) without_fact: u64,
    /// Why it does.
    #[serde(skip)]
    pub(super) reason: &'static str,
}

/// A fact that an entry misses.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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
        let places = Places::of(program);
        let entries: Vec<Counted<'_>> = summary
            .entries
            .iter()
            .filter(|(entry, _)| *entry < rules.entries.len())
            .map(|(entry, tally)| Counted::of(rules, &places, EntryId::from_index(entry), tally))
            .collect();
        let reasons = Reasons::of(program);
        Report {
            schema: super::SCHEMA,
            run: RunReport::of(rules, &places, run),
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
            rules: entries
                .chunk_by(|one, next| one.rule == next.rule)
                .filter_map(|entries| RuleReport::of(rules, summary, entries))
                .collect(),
            entries: entries
                .into_iter()
                .map(|entry| EntryReport::of(rules, &reasons, entry))
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
    fn of(rules: &RuleBase, places: &Places<'_>, run: &Run) -> Self {
        RunReport {
            guides: name::guides(rules).into_iter().map(str::to_owned).collect(),
            folder: places.folder().map(str::to_owned),
            inputs: run.inputs.clone(),
            complete: run.is_complete,
            // JSON has no other numbers.
            seconds: Some(run.seconds).filter(|s| s.is_finite()).unwrap_or(0.0),
        }
    }
}

/// An entry with what was counted of it.
struct Counted<'s> {
    entry: EntryId,
    rule: RuleId,
    name: EntryName,
    tally: &'s EntryTally,
}

impl<'s> Counted<'s> {
    fn of(rules: &RuleBase, places: &Places<'_>, entry: EntryId, tally: &'s EntryTally) -> Self {
        let declared = &rules.entries[entry];
        let action = name::action(rules, entry);
        let name = EntryName {
            kind: declared.proposal.kind(),
            rule: rules.rules[declared.rule].name.clone(),
            entry: name::entry(rules, entry, Template::as_written),
            action: action.map(|action| rules.actions[action].name.clone()),
            title: name::title(rules, entry, Template::as_written),
            at: places.whole(declared.span),
            shown: Shown {
                entry: name::entry(rules, entry, Template::with_names),
                title: name::title(rules, entry, Template::with_names),
                at: places.short(declared.span),
            },
        };
        Counted {
            entry,
            rule: declared.rule,
            name,
            tally,
        }
    }
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

fn steps(entries: &[Counted<'_>]) -> Vec<StepReport> {
    let chosen = entries.iter().filter(|entry| entry.tally.chosen > 0);
    let mut steps: Vec<StepReport> = chosen
        .map(|Counted { name, tally, .. }| StepReport {
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
                question: name::question(rules, fact, Template::as_written),
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
    let decided = summary.records().saturating_sub(summary.errors());
    let mut needs: Vec<NeedReport> = summary
        .facts
        .iter()
        .filter(|(fact, _)| *fact < rules.facts.len())
        .filter_map(|(fact, tally)| {
            let need = if barred { &tally.barred } else { &tally.open };
            let asked = if barred { 0 } else { tally.asked };
            let id = FactId::from_index(fact);
            let fact = &rules.facts[id];
            (need.records() > 0 || asked > 0).then(|| NeedReport {
                fact: fact.path.clone(),
                question: name::question(rules, id, Template::as_written),
                shown: name::question(rules, id, Template::with_names),
                is_nowhere: barred && can_be_nowhere(fact) && need.records() == decided,
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

/// Whether it tells something that a fact cannot be had in any record: of a field
/// it is counted when some element misses it, and a fact with a condition is not
/// looked for where that fails.
fn can_be_nowhere(fact: &Fact) -> bool {
    fact.list.is_none() && fact.when.is_none()
}

impl RuleReport {
    /// The report of a rule, by its entries.
    fn of(rules: &RuleBase, summary: &Summary, entries: &[Counted<'_>]) -> Option<Self> {
        let id = entries.first()?.rule;
        let rule = &rules.rules[id];
        let tallies = || entries.iter().map(|entry| entry.tally);
        Some(RuleReport {
            rule: rule.name.clone(),
            title: rule.title.clone(),
            // One entry decides or asks, so that no record is counted twice.
            chosen: tallies().map(|tally| tally.chosen).sum(),
            asks: tallies().map(|tally| tally.asks).sum(),
            undecided: summary.rules.get(id.index()).copied().unwrap_or(0),
        })
    }
}

impl EntryReport {
    fn of(rules: &RuleBase, reasons: &Reasons<'_>, counted: Counted<'_>) -> Self {
        let Counted {
            entry, name, tally, ..
        } = counted;
        EntryReport {
            reason: match tally.without_fact {
                0 => "",
                _ => reasons.of_entry(entry),
            },
            without_fact: tally.without_fact,
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
