//! Playing the cases of a rule base.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::super::bases::Base;
use super::super::case_files::{self, FoundCase};
use super::super::failure::Failure;
use super::super::input;
use super::super::progress::Progress;
use super::super::store::StoreError;
use super::shelf::Shelf;
use crate::diagnostic::render::Style;
use crate::engine::Trace;
use crate::facts::read::CaseFile;
use crate::inputs::Inputs;
use crate::model::value::printable;
use crate::program::Program;
use crate::suite::case_id::{NameFault, Register};
use crate::suite::expectation::Mismatch;
use crate::suite::snapshot::Snapshot;
use crate::suite::trial::{Change, Trial, hold};

/// So many cases are played by one thread in a row.
const CHUNK: usize = 64;

/// After so many cases the progress is told.
const BATCH: usize = 2_048;

/// A case with what came of testing it.
#[derive(Debug)]
pub(super) struct Tested {
    /// The case.
    pub(super) case: FoundCase,
    /// What it is called.
    pub(super) name: Option<String>,
    /// What came of it.
    pub(super) result: Result<Held, Fault>,
}

impl Fault {
    /// What is wrong, without colours.
    pub(super) fn plain(&self) -> String {
        anstream::adapter::strip_str(&self.report).to_string()
    }
}

/// A case that was held against its snapshot and what it expects.
#[derive(Debug)]
pub(super) struct Held {
    /// What it expects, and is not so.
    pub(super) unmet: Vec<Mismatch>,
    /// How it differs from its snapshot.
    pub(super) change: Option<Change>,
    /// Its snapshot.
    pub(super) accepted: Option<Snapshot>,
}

/// Why a case could not be tested.
#[derive(Debug)]
pub(super) struct Fault {
    /// What is wrong, finished for a terminal.
    pub(super) report: String,
}

impl Held {
    /// Whether all is as it was, and as expected.
    pub(super) fn passed(&self) -> bool {
        self.unmet.is_empty() && self.change.is_none()
    }
}

impl Tested {
    /// What the case is called, or else its id.
    pub(super) fn title(&self) -> &str {
        self.name.as_deref().unwrap_or(self.case.id.as_str())
    }
}

/// The cases to be tested: those of the rule base, or others.
pub(super) fn find(base: &Base, others: &[PathBuf]) -> Result<Vec<FoundCase>, Failure> {
    let root = base.cases();
    if others.is_empty() {
        if !root.is_dir() {
            let folder = base.folder.display();
            let failure = Failure::new(format!("there is no folder `cases` in `{folder}`"));
            return Err(failure.help(format!(
                "put case files into `{}`, or name others with `--cases`",
                root.display()
            )));
        }
        return some(case_files::find(&root, &root)?, &root);
    }
    let mut cases: Vec<FoundCase> = Vec::new();
    let mut places = HashSet::new();
    for path in others {
        let found = some(case_files::find(path, &root)?, path)?;
        // A file that is named twice is one case.
        let new = found
            .into_iter()
            .filter(|case| places.insert(case.place.clone()));
        cases.extend(new);
    }
    Ok(cases)
}

/// All cases of the rule base itself.
pub(super) fn own(base: &Base) -> Result<Vec<FoundCase>, Failure> {
    let root = base.cases();
    if root.is_dir() {
        case_files::find(&root, &root)
    } else {
        Ok(Vec::new())
    }
}

fn some(cases: Vec<FoundCase>, folder: &Path) -> Result<Vec<FoundCase>, Failure> {
    if cases.is_empty() {
        let failure = Failure::new(format!("there is no case in `{}`", folder.display()));
        return Err(failure.help("a case is a `.yaml` or `.json` file"));
    }
    Ok(cases)
}

/// Plays cases, on all cores, and holds them against their snapshots. What comes
/// of it is in the order of the cases. Those of the rule base itself, tested or
/// not, keep their snapshots for themselves.
pub(super) fn play(
    base: &Base,
    program: &Program,
    cases: &[FoundCase],
    own: &[FoundCase],
    shelf: &Shelf,
) -> (Vec<Tested>, Trace) {
    let inputs = Inputs::new(program);
    let player = Player {
        base,
        program,
        inputs: &inputs,
        shelf,
    };
    let chunk = |cases: &[FoundCase]| {
        let mut trace = Trace::new(program.graph());
        let tested: Vec<Tested> = cases
            .iter()
            .map(|case| player.play(case, &mut trace))
            .collect();
        (tested, trace)
    };
    let mut all = Vec::with_capacity(cases.len());
    let mut trace = Trace::new(program.graph());
    let mut progress = Progress::start(Some(cases.len() as u64));
    for batch in cases.chunks(BATCH) {
        // A few cases are not worth starting threads for.
        let played: Vec<(Vec<Tested>, Trace)> = if batch.len() > CHUNK {
            batch.par_chunks(CHUNK).map(chunk).collect()
        } else {
            vec![chunk(batch)]
        };
        for (tested, part) in played {
            all.extend(tested);
            trace.merge(&part);
        }
        progress.reached(all.len() as u64, all.len() as u64);
    }
    tell_apart(&mut all, own);
    (all, trace)
}

/// Turns cases that cannot be told apart into faults; the first of them stays.
fn tell_apart(all: &mut [Tested], own: &[FoundCase]) {
    let mut register = Register::default();
    let tested: HashSet<PathBuf> = all.iter().map(|it| it.case.place.clone()).collect();
    for case in own.iter().filter(|case| !tested.contains(&case.place)) {
        // Two of them that are alike are told of where they are tested.
        let _ = register.add(&case.id, &shown(&case.path));
    }
    for tested in all {
        let path = shown(&tested.case.path);
        let id = register.add(&tested.case.id, &path);
        let name = tested.name.as_ref();
        let name = name.map_or(Ok(()), |name| register.add_name(name, &path));
        if let Err(fault) = id.and(name) {
            tested.result = Err(name_fault(&path, &fault));
        }
    }
}

/// A path, fit to be shown.
fn shown(path: &Path) -> String {
    printable(&path.display().to_string()).into_owned()
}

fn name_fault(path: &str, fault: &NameFault) -> Fault {
    let failure = Failure::new(format!("{path}: {fault}")).help(fault.help());
    failure.into()
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        Fault {
            report: failure.text(),
        }
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Failure::from(error).into()
    }
}

struct Player<'a> {
    base: &'a Base,
    program: &'a Program,
    inputs: &'a Inputs<'a>,
    shelf: &'a Shelf,
}

impl Player<'_> {
    fn play(&self, case: &FoundCase, trace: &mut Trace) -> Tested {
        let mut tested = Tested {
            case: case.clone(),
            name: None,
            result: Err(Fault {
                report: String::new(),
            }),
        };
        // What cannot be shown is told of when the cases are told apart.
        if !case.id.is_printable() {
            return tested;
        }
        tested.result = self.read(&case.path).and_then(|file| {
            tested.name.clone_from(&file.name);
            self.hold(case, &file, trace)
        });
        tested
    }

    fn read(&self, path: &Path) -> Result<CaseFile, Fault> {
        let text = input::read(path)?;
        let file = self.inputs.case(&input::name_of(path), &text);
        file.map_err(|problems| Fault {
            report: problems.render(Style::Coloured),
        })
    }

    fn hold(&self, case: &FoundCase, file: &CaseFile, trace: &mut Trace) -> Result<Held, Fault> {
        let accepted = self.shelf.accepted(&case.id)?;
        let trial: Trial = hold(self.program, file, Some(trace)).map_err(|error| {
            let path = case.path.display();
            Fault::from(Failure::new(format!("{path}: {error}")))
        })?;
        let source = format!("{}/cases/{}", self.base.name, case.below);
        let change = trial.change(
            accepted.as_ref(),
            &source,
            file.name.as_deref(),
            self.program.sources(),
        );
        Ok(Held {
            unmet: trial.unmet,
            change,
            accepted,
        })
    }
}
