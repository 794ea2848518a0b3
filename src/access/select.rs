//! Conflict resolution through the index.

use std::ops::ControlFlow;

use super::cell::Cell;
use super::index::Index;
use super::rail::Rail;
use super::search::{Facts, Scratch, Search};
use super::unit::What;
use crate::engine::{
    self, Candidate, Evaluator, MAX_ATTEMPTS, Selection, TooMuchWork, Truth, WhyResolved,
};
use crate::facts::case::AttemptOutcome;
use crate::graph::{NodeId, RulePlan};

/// Selects the next step through an index, for one case after the other.
#[derive(Debug)]
pub struct Selector<'i> {
    index: &'i Index<'i>,
    scratch: Scratch,
    /// The unit that has decided the last case; behind all candidates if none has.
    decided_by: u32,
}

impl<'i> Selector<'i> {
    /// A selector; each thread has its own.
    pub fn of(index: &'i Index<'i>) -> Self {
        Selector {
            index,
            scratch: Scratch::of(index),
            decided_by: 0,
        }
    }

    pub(super) fn parts(&mut self) -> (&'i Index<'i>, &mut Scratch) {
        (self.index, &mut self.scratch)
    }

    /// Selects what [`engine::select`] selects among all rules, without looking
    /// at most of them. The evaluator must be of the index's program.
    ///
    /// # Errors
    ///
    /// Where the evaluation would take too long.
    pub fn select<'a>(
        &mut self,
        evaluator: &mut Evaluator<'a>,
    ) -> Result<Selection<'a>, TooMuchWork> {
        self.scratch.clear();
        let mut known = Known {
            index: self.index,
            evaluator,
        };
        let mut search = Search {
            index: self.index,
            scratch: &mut self.scratch,
            facts: &mut known,
        };
        let mut notes = Notes {
            decided_by: self.index.units.candidates as u32,
            ..Notes::default()
        };
        let selection = choose(&mut search, &mut notes);
        self.decided_by = notes.decided_by;
        if evaluator.gave_up() {
            Err(TooMuchWork)
        } else {
            Ok(selection)
        }
    }
}

impl Selector<'_> {
    /// The entries that the last selection passed over because they cannot be
    /// known, in their order, as positions of rules and entries; no more than
    /// `most`. Those of rules with loops are not among them. The evaluator must be
    /// that of the last selection.
    pub fn unknowable(
        &mut self,
        evaluator: &mut Evaluator<'_>,
        most: usize,
    ) -> Vec<(usize, usize)> {
        let index = self.index;
        if !self.scratch.met_unknowable {
            return Vec::new();
        }
        let mut known = Known { index, evaluator };
        let mut search = Search {
            index,
            scratch: &mut self.scratch,
            facts: &mut known,
        };
        let mut units = Vec::new();
        let accept = &mut |search: &mut Looking<'_, '_, '_>, unit: u32| {
            if !search.unit_truth(unit).can_hold() {
                units.push(unit);
            }
            units.len() > 8 * most
        };
        search.first(&index.candidates, Rail::MayNotFail, self.decided_by, accept);
        units.sort_unstable();
        units.dedup();
        units.truncate(most);
        let entries = units
            .iter()
            .filter_map(|&unit| match index.units.all[unit as usize].what {
                What::Entry { rule, entry } => Some((rule as usize, entry as usize)),
                What::Loop { .. } | What::Complaint => None,
            });
        entries.collect()
    }
}

/// What an evaluator knows of its case.
struct Known<'e, 'a> {
    index: &'e Index<'e>,
    evaluator: &'e mut Evaluator<'a>,
}

impl Facts for Known<'_, '_> {
    fn cell(&mut self, column: usize) -> Cell {
        self.index.columns[column].cell_in(&self.evaluator.case().facts)
    }

    fn truth(&mut self, node: NodeId) -> Truth {
        self.evaluator.truth(node)
    }
}

/// What the complaints that were looked at say.
#[derive(Clone, Copy, Debug, Default)]
struct Complaints {
    some_holds: bool,
    some_may_not_fail: bool,
}

impl Complaints {
    fn add(&mut self, truth: Truth) {
        self.some_holds |= truth == Truth::HOLDS;
        self.some_may_not_fail |= truth != Truth::FAILS;
    }
}

/// A search for a case that an evaluator knows.
type Looking<'s, 'e, 'a> = Search<'s, 'e, Known<'e, 'a>>;

/// What a search met besides what it found.
#[derive(Default)]
struct Notes<'a> {
    /// What the rule with loops selects that was taken last, with its unit.
    of_loop: Option<(u32, Selection<'a>)>,
    /// The rules with loops that were looked at and select nothing.
    loops: Vec<&'a RulePlan>,
    an_open_one_was_passed_over: bool,
    a_used_up_one_holds: bool,
    /// The unit that decides; behind all candidates if none does.
    decided_by: u32,
}

fn choose<'a>(search: &mut Looking<'_, '_, 'a>, notes: &mut Notes<'a>) -> Selection<'a> {
    let attempts = &search.facts.evaluator.case().attempts;
    if let Some(last) = attempts.last() {
        if last.outcome == AttemptOutcome::Fixed {
            return Selection::Resolved(WhyResolved::Fixed);
        }
        let are_too_many = attempts.len() >= MAX_ATTEMPTS;
        if !something_may_show(search) {
            return Selection::Resolved(WhyResolved::NothingShows);
        }
        if are_too_many {
            return Selection::Exhausted {
                too_many_attempts: true,
            };
        }
    }
    match first_candidate(search, notes) {
        Some(selection) => selection,
        None => dead_end(search, notes),
    }
}

fn first_candidate<'a>(
    search: &mut Looking<'_, '_, 'a>,
    notes: &mut Notes<'a>,
) -> Option<Selection<'a>> {
    let index = search.index;
    let accept = &mut |search: &mut Looking<'_, '_, 'a>, unit| notes.accept(search, unit);
    let found = search.first_candidate(accept)?;
    notes.decided_by = found;
    let What::Entry { rule, entry } = index.units.all[found as usize].what else {
        let of_loop = notes.of_loop.take();
        return of_loop.map(|(_, selection)| selection);
    };
    let guard = search.unit_truth(found);
    let candidate = candidate(search, rule, entry, guard);
    Some(engine::decide(search.facts.evaluator, candidate, guard))
}

impl<'a> Notes<'a> {
    /// Whether a unit that can hold decides.
    fn accept(&mut self, search: &mut Looking<'_, '_, 'a>, unit: u32) -> bool {
        match search.index.units.all[unit as usize].what {
            What::Entry { rule, entry } => self.accept_entry(search, unit, rule, entry),
            What::Loop { rule } => {
                let evaluator = &mut *search.facts.evaluator;
                let rule = &evaluator.graph().rules()[rule as usize];
                let selection = engine::select_rule(evaluator, rule, &mut ());
                if let Some(selection) = selection {
                    self.of_loop = Some((unit, selection));
                    return true;
                }
                self.loops.push(rule);
                false
            }
            What::Complaint => false,
        }
    }

    /// Whether an entry that can hold is not passed over for another reason.
    fn accept_entry(
        &mut self,
        search: &mut Looking<'_, '_, 'a>,
        unit: u32,
        rule: u32,
        entry: u32,
    ) -> bool {
        let must_be_sure = search.index.units.all[unit as usize].must_be_sure;
        let has_attempts = !search.facts.evaluator.case().attempts.is_empty();
        if !must_be_sure && !has_attempts {
            return true;
        }
        let guard = search.unit_truth(unit);
        let is_used_up = has_attempts && {
            let candidate = candidate(search, rule, entry, guard);
            engine::is_used_up(search.facts.evaluator, &candidate)
        };
        let passes = !is_used_up && (!must_be_sure || guard == Truth::HOLDS);
        if !passes {
            self.a_used_up_one_holds |= guard == Truth::HOLDS;
            self.an_open_one_was_passed_over |= guard != Truth::HOLDS;
        }
        passes
    }
}

fn candidate<'a>(
    search: &mut Looking<'_, '_, 'a>,
    rule: u32,
    entry: u32,
    guard: Truth,
) -> Candidate<'a> {
    let evaluator = &mut *search.facts.evaluator;
    let rule = &evaluator.graph().rules()[rule as usize];
    let applies = if guard == Truth::HOLDS {
        guard
    } else {
        evaluator.truth(rule.applies.node)
    };
    Candidate {
        instance: engine::Instance {
            rule,
            elements: Vec::new(),
            list: Truth::HOLDS,
            applies,
        },
        entry: &rule.entries[entry as usize],
    }
}

/// What is told where no candidate decides.
fn dead_end<'a>(search: &mut Looking<'_, '_, 'a>, notes: &mut Notes<'a>) -> Selection<'a> {
    let mut complaints = Complaints {
        some_holds: notes.a_used_up_one_holds,
        some_may_not_fail: notes.an_open_one_was_passed_over,
    };
    for rule in std::mem::take(&mut notes.loops) {
        look_at_loop(search, rule, &mut complaints);
    }
    look_at_complaints(search, &mut complaints);
    if complaints.some_holds {
        return Selection::Exhausted {
            too_many_attempts: false,
        };
    }
    // Nothing can hold any more. What cannot be known does not fail either.
    if complaints.some_may_not_fail || search.scratch.met_unknowable && a_rule_may_not_fail(search)
    {
        Selection::Undetermined
    } else {
        Selection::NoSymptom
    }
}

/// Whether some complaint is not sure to fail.
fn something_may_show(search: &mut Looking<'_, '_, '_>) -> bool {
    let mut complaints = Complaints::default();
    look_at_complaints(search, &mut complaints);
    complaints.some_may_not_fail || a_rule_may_not_fail(search)
}

/// Looks at the symptoms, and at the rules of which no candidate tells.
fn look_at_complaints<'a>(search: &mut Looking<'_, '_, 'a>, complaints: &mut Complaints) {
    let index = search.index;
    let limit = index.units.all.len() as u32;
    let accept = &mut |search: &mut Looking<'_, '_, 'a>, unit| {
        complaints.add(search.unit_truth(unit));
        complaints.some_holds
    };
    search.first(&index.complaints, Rail::MayNotFail, limit, accept);
}

/// Whether some rule is not sure not to apply, as far as its candidates tell.
fn a_rule_may_not_fail<'a>(search: &mut Looking<'_, '_, 'a>) -> bool {
    let index = search.index;
    let limit = index.units.candidates as u32;
    let accept = &mut |search: &mut Looking<'_, '_, 'a>, unit: u32| match index.units.all
        [unit as usize]
        .what
    {
        What::Loop { rule } => {
            let mut complaints = Complaints::default();
            let rule = &search.facts.evaluator.graph().rules()[rule as usize];
            look_at_loop(search, rule, &mut complaints);
            complaints.some_may_not_fail
        }
        What::Entry { .. } | What::Complaint => true,
    };
    let found = search.first(&index.candidates, Rail::MayNotFail, limit, accept);
    found.is_some()
}

fn look_at_loop<'a>(
    search: &mut Looking<'_, '_, 'a>,
    rule: &'a RulePlan,
    complaints: &mut Complaints,
) {
    let evaluator = &mut *search.facts.evaluator;
    let _: ControlFlow<()> = evaluator.for_each_instance(rule, &mut |_, instance| {
        complaints.add(instance.applies);
        if complaints.some_holds {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
}
