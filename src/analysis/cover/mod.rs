//! Cases that reach every entry of the rules, or show every test both ways: a
//! starting point for tests.
//!
//! A walk reaches several entries: each repair that does not help leads to the
//! next. So for each entry that is not reached yet, the last ones of a rule
//! first, the facts of a case that reaches it are given as the answers of a
//! walk in which nothing helps. Where that leads elsewhere, the case itself is
//! taken, with its attempts. In the end every case goes that others make
//! needless.

mod decisive;
mod written;

use std::collections::BTreeSet;

use super::inquiry::Progress;
use super::never_chosen::chosen_entry;
use super::shrink::shrink;
use crate::engine::Trace;
use crate::explain::Next;
use crate::facts::case::Case;
use crate::facts::memory::FactPath;
use crate::facts::read::CaseFile;
use crate::inputs::Inputs;
use crate::model::ids::{EntryId, Id};
use crate::program::Program;
use crate::reason::{Candidate, Formula, Outline, Verdict};
use crate::suite::walk::{Reply, play};
use decisive::Item;
use written::{Script, Taken};

/// What is to be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Every entry is chosen.
    Entries,
    /// Besides, every test of a guard makes it hold once and keeps it from
    /// holding once: *masking MC/DC* (Chilenski 2001).
    Conditions,
}

/// A case to be written.
#[derive(Clone, Debug)]
pub struct CoveringCase {
    /// A name for its file, without the extension.
    pub file: String,
    /// The document.
    pub text: String,
}

/// Cases, and what they do not reach.
#[derive(Clone, Debug, Default)]
pub struct Cover {
    /// The cases, in the order of what they reach.
    pub cases: Vec<CoveringCase>,
    /// How many entries they reach.
    pub entries: usize,
    /// The entries that no case was found for.
    pub unreached: Vec<EntryId>,
    /// For [`Goal::Conditions`]: how many ways of tests they show, and how many
    /// they do not although some case might.
    pub ways: (usize, usize),
}

/// Finds cases that reach a goal.
pub fn cover(program: &Program, goal: Goal, progress: &dyn Fn(Progress)) -> Cover {
    let outline = Outline::new(program.rules(), program.graph());
    let mut formula = Formula::new(&outline);
    formula.line_up(program.graph().rules());
    let mut search = Search {
        program,
        formula,
        plays: Vec::new(),
        reached: BTreeSet::new(),
    };
    let mut found = Cover::default();
    search.entries(progress, &mut found);
    search.leave_out_needless();
    if goal == Goal::Conditions {
        search.conditions(progress, &mut found);
    }
    found.entries = search.reached.len();
    found.cases = search.named();
    found
}

/// A case that was played.
struct Play {
    case: Case,
    script: Option<Script>,
    /// The entries that it chooses.
    entries: BTreeSet<EntryId>,
}

struct Search<'a> {
    program: &'a Program,
    formula: Formula<'a>,
    plays: Vec<Play>,
    reached: BTreeSet<EntryId>,
}

impl Search<'_> {
    /// Reaches every entry that can be reached.
    fn entries(&mut self, progress: &dyn Fn(Progress), found: &mut Cover) {
        let order = self.last_first();
        for (done, &entry) in order.iter().enumerate() {
            progress(Progress {
                part: "entries",
                done,
                of: order.len(),
            });
            if self.reached.contains(&entry) {
                continue;
            }
            match self.play_to(entry) {
                Some(play) => {
                    self.reached.extend(&play.entries);
                    self.plays.push(play);
                }
                None => found.unreached.push(entry),
            }
        }
        found.unreached.sort();
    }

    /// All entries, rule by rule, the last ones of each rule first.
    fn last_first(&self) -> Vec<EntryId> {
        let rules = self.program.graph().rules().iter();
        rules
            .flat_map(|rule| rule.entries.iter().rev().map(|entry| entry.entry))
            .collect()
    }

    /// A walk or a case that chooses an entry.
    fn play_to(&mut self, entry: EntryId) -> Option<Play> {
        let candidates = self.formula.candidates().iter();
        let instances: Vec<_> = candidates
            .filter(|candidate| candidate.entry.entry == entry)
            .map(
                |&Candidate {
                     reached, decides, ..
                 }| [reached, decides],
            )
            .collect();
        for wanted in instances {
            let (Verdict::Possible(case) | Verdict::OutsideWhen(case)) = self.formula.find(&wanted)
            else {
                continue;
            };
            let case = self.with_texts(*case);
            let walk = self
                .walk(&case)
                .filter(|walk| walk.entries.contains(&entry));
            let found = walk.or_else(|| self.single(&case, entry));
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// The case with usual values for the facts that only its step's text needs.
    fn with_texts(&self, mut case: Case) -> Case {
        const MOST: usize = 60;
        for _ in 0..MOST {
            let Some(path) = asked_for_text(self.program, &case) else {
                break;
            };
            let value = self.formula.usual_value(path.fact);
            let slot = case.facts.get_mut(self.program.rules(), &path);
            let (Some(slot), Some(value)) = (slot, value) else {
                break;
            };
            *slot = crate::facts::memory::State::Known(value);
        }
        case
    }

    /// The walk in which the facts of a case are the answers, and nothing helps.
    fn walk(&self, case: &Case) -> Option<Play> {
        const MOST: usize = 60;
        let mut facts = case.clone();
        facts.attempts.clear();
        let outcomes = played(self.program, &facts, Script { outcomes: MOST })?.outcomes;
        let script = Script { outcomes };
        let entries = played(self.program, &facts, script)?.entries;
        let shows = |smaller: &Case| {
            played(self.program, smaller, script).is_some_and(|again| again.entries == entries)
        };
        Some(Play {
            case: shrink(self.program, &facts, &shows)?,
            script: Some(script),
            entries,
        })
    }

    fn single(&self, case: &Case, entry: EntryId) -> Option<Play> {
        let shows = |case: &Case| chosen_entry(self.program, case) == Some(entry);
        let case = shrink(self.program, case, &shows)?;
        Some(Play {
            case,
            script: None,
            entries: [entry].into(),
        })
    }

    /// Drops the cases that choose nothing that no other case chooses.
    fn leave_out_needless(&mut self) {
        let mut at = 0;
        while at < self.plays.len() {
            let others = self
                .plays
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at);
            let others: BTreeSet<EntryId> = others
                .flat_map(|(_, play)| play.entries.iter().copied())
                .collect();
            if self.plays[at].entries.is_subset(&others) {
                self.plays.remove(at);
            } else {
                at += 1;
            }
        }
    }

    /// Shows every test of every guard both ways.
    fn conditions(&mut self, progress: &dyn Fn(Progress), found: &mut Cover) {
        let items = decisive::items(self.program, &mut self.formula);
        let mut shown: BTreeSet<usize> = BTreeSet::new();
        for (at, item) in items.iter().enumerate() {
            progress(Progress {
                part: "conditions",
                done: at,
                of: items.len(),
            });
            if shown.contains(&at) {
                continue;
            }
            match self.formula.find(&item.wanted) {
                Verdict::Possible(case) | Verdict::OutsideWhen(case) => match self
                    .play_of(item, *case)
                {
                    Some(play) => {
                        let shows = |other: &usize| items[*other].shows(self.program, &play.case);
                        shown.extend((0..items.len()).filter(shows));
                        self.plays.push(play);
                    }
                    None => found.ways.1 += 1,
                },
                Verdict::Undecided => found.ways.1 += 1,
                // Nothing could show it.
                Verdict::Impossible => {}
            }
        }
        found.ways.0 = shown.len();
    }

    fn play_of(&self, item: &Item, case: Case) -> Option<Play> {
        let case = self.with_texts(case);
        let chosen = chosen_entry(self.program, &case);
        let program = self.program;
        let case = shrink(program, &case, &|case| {
            item.shows(program, case) && chosen_entry(program, case) == chosen
        })?;
        Some(Play {
            case,
            script: None,
            entries: chosen.into_iter().collect(),
        })
    }

    /// The cases as documents, with names.
    fn named(mut self) -> Vec<CoveringCase> {
        self.plays
            .sort_by_key(|play| play.entries.first().map(|entry| entry.index()));
        let mut taken = Taken::default();
        let program = self.program;
        self.plays
            .iter()
            .map(|play| {
                written::case(
                    program,
                    &play.case,
                    play.script.as_ref(),
                    &play.entries,
                    &mut taken,
                )
            })
            .collect()
    }
}

/// What a walk came to.
struct Played {
    entries: BTreeSet<EntryId>,
    /// How many outcomes it needed before it was handed on.
    outcomes: usize,
}

fn played(program: &Program, facts: &Case, script: Script) -> Option<Played> {
    let text = written::text(program, facts, Some(&script), "a walk");
    let file: CaseFile = Inputs::new(program).case("case.yaml", &text).ok()?;
    let mut trace = Trace::new(program.graph());
    let transcript = play(program, &file, Some(&mut trace)).ok()?;
    let entries = program.rules().entries.ids();
    let before_handing_on = transcript
        .turns
        .iter()
        .take_while(|turn| !matches!(turn.decision.next, Next::Escalate(_)));
    let outcomes = before_handing_on.filter(|turn| matches!(turn.reply, Some(Reply::Outcome(_))));
    Some(Played {
        entries: entries
            .filter(|&entry| trace.entry(entry).chosen > 0)
            .collect(),
        outcomes: outcomes.count(),
    })
}

/// The fact that a case is asked for because the text of its step needs it.
fn asked_for_text(program: &Program, case: &Case) -> Option<FactPath> {
    use crate::engine::Selection;
    super::shrink::selected(program, case, |selection| match selection {
        Selection::Ask {
            fact,
            for_text: true,
            ..
        } => Some(fact.clone()),
        _ => None,
    })
    .flatten()
}
