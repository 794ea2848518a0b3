//! What the cases of `rules/crashplan` notice of changes to its rules: every
//! guard is negated, every entry removed, neighbours are exchanged, every
//! literal and every text is changed, one at a time. A change that some
//! situation shows to decide differently should change the snapshot of a case.
//!
//! `cargo test mutation:: -- --nocapture` prints the figures, and the changes that no
//! situation shows.

mod cases;
mod decided;
mod expressions;
mod guards;
mod literals;
mod order;
mod report;
mod rules;
mod situations;
mod texts;

use rayon::prelude::*;
use whatnext::{Case, Inputs, Program, decide};

use cases::{Shipped, noticed, shipped};
use decided::{Selected, Told, selected};
use report::{Fate, Report, Shown, headline};
use rules::{Mutant, Rules};
use situations::Situations;

const BASE: &str = "rules/crashplan";

/// Of the changes that are shown to decide differently, so many of a hundred
/// must be noticed.
const LEAST_PERCENT: usize = 95;

/// Where the same is selected, texts are compared in so many situations.
const MOST_TEXTS: usize = 300;

#[test]
fn the_cases_of_crashplan_notice_changes_of_the_rules() {
    let rules = Rules::read(BASE);
    let program = rules.compile().expect("the rules have no mistakes");
    let trials = Trials::new(&rules, &program);
    let mutants = mutants(&rules, &program);
    let fates = mutants.par_iter().map(|mutant| trials.fate(mutant));
    let report = Report::new(&rules, mutants.iter().zip(fates.collect::<Vec<_>>()));
    println!("{report}");
    assert!(
        report.differing() > 300,
        "so few changes decide differently that something is wrong"
    );
    assert!(
        report.noticed() * 100 >= report.differing() * LEAST_PERCENT,
        "the cases notice too little\n{report}"
    );
}

#[test]
fn the_search_finds_what_negated_guards_and_missing_entries_change() {
    let rules = Rules::read(BASE);
    let program = rules.compile().expect("the rules have no mistakes");
    let trials = Trials::new(&rules, &program);
    let mut mutants = guards::negated(&rules);
    mutants.extend(order::without_an_entry(&rules));
    let missed = mutants.par_iter().filter(|mutant| {
        let changed = rules.with(&mutant.edits).compile().expect("these compile");
        trials.shown(&changed, &trials.common).is_none()
    });
    let missed: Vec<String> = missed.map(|mutant| headline(&rules, mutant)).collect();
    assert_eq!(missed, [""; 0]);
}

/// All changes, one at a time.
fn mutants(rules: &Rules, program: &Program) -> Vec<Mutant> {
    [
        guards::negated(rules),
        order::without_an_entry(rules),
        order::with_swapped_entries(rules),
        order::with_swapped_rules(rules, program),
        literals::changed(rules),
        literals::without_an_item(rules),
        texts::changed(rules),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What a changed rule base is put to.
struct Trials<'p> {
    rules: &'p Rules,
    program: &'p Program,
    shipped: Vec<Shipped>,
    situations: Situations<'p>,
    /// The situations for all changes, with what is decided in them.
    common: Vec<(Case, Selected<'p>)>,
}

impl<'p> Trials<'p> {
    fn new(rules: &'p Rules, program: &'p Program) -> Self {
        let inputs = Inputs::new(program);
        let shipped = shipped(BASE, program);
        let situations = Situations::of(rules, &inputs, &shipped);
        Trials {
            rules,
            program,
            common: decided(program, situations.for_all()),
            shipped,
            situations,
        }
    }

    /// What becomes of a change.
    fn fate(&self, mutant: &Mutant) -> Fate {
        let changed = self.rules.with(&mutant.edits);
        let Some(program) = changed.compile() else {
            return Fate::DoesNotCompile;
        };
        let noticed = noticed(&self.shipped, &program);
        if noticed.by_decision {
            return Fate::Differs(noticed, None);
        }
        let own = self.situations.for_one(self.rules, &changed);
        let own = decided(self.program, own);
        match self
            .shown(&program, &own)
            .or_else(|| self.shown(&program, &self.common))
        {
            Some(shown) => Fate::Differs(noticed, Some(Box::new(shown))),
            None => Fate::NotShown,
        }
    }

    /// The first of the situations in which the changed rules decide otherwise.
    /// Those with the same selection may still tell other texts.
    fn shown(&self, changed: &Program, situations: &[(Case, Selected<'p>)]) -> Option<Shown> {
        let mut others = situations.iter();
        let other = others.find(|(case, before)| selected(changed, case) != *before);
        if let Some((case, _)) = other {
            return Some(self.show(changed, case));
        }
        let has_text =
            |before: &Selected<'_>| matches!(before, Selected::Entry(_) | Selected::Ask(..));
        let with_text = situations.iter().filter(|(_, before)| has_text(before));
        let mut with_text = with_text.take(MOST_TEXTS);
        let (case, _) =
            with_text.find(|(case, _)| told(self.program, case) != told(changed, case))?;
        Some(self.show(changed, case))
    }

    fn show(&self, changed: &Program, case: &Case) -> Shown {
        Shown::new(
            self.program,
            case,
            told(self.program, case),
            told(changed, case),
        )
    }
}

/// The cases with what is decided for them.
fn decided(program: &Program, cases: Vec<Case>) -> Vec<(Case, Selected<'_>)> {
    let decided = cases.into_par_iter().map(|case| {
        let selected = selected(program, &case);
        (case, selected)
    });
    decided.collect()
}

fn told(program: &Program, case: &Case) -> Told {
    Told::of(&decide(program, case).expect("the rules are small"))
}
