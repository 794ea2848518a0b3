//! What the command line says of a case: facts, a case file, single settings.

use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::input;
use crate::facts::case::Case;
use crate::inputs::Inputs;
use crate::program::Program;

/// What is given of a case.
pub(super) struct Given<'a> {
    /// A case file.
    pub(super) case: Option<&'a PathBuf>,
    /// Files with facts, each of which replaces what was known before.
    pub(super) facts: &'a [PathBuf],
    /// Single facts: `FACT=VALUE`.
    pub(super) set: &'a [String],
}

impl Given<'_> {
    /// Whether anything is given.
    pub(super) fn is_something(&self) -> bool {
        self.case.is_some() || !self.facts.is_empty() || !self.set.is_empty()
    }

    /// Standard input can be read once only: as one of the rules files, or as one
    /// of those that are given.
    pub(super) fn names_stdin_once(&self, rules: &[PathBuf]) -> Result<(), Failure> {
        let given = self.case.into_iter().chain(self.facts);
        let named = rules.iter().chain(given);
        if named.filter(|path| *path == Path::new("-")).count() > 1 {
            let failure = Failure::new("standard input is named twice, and can be read once");
            return Err(failure.help("name a file for all but one `-`"));
        }
        Ok(())
    }

    /// The case.
    pub(super) fn read(&self, program: &Program) -> Result<Case, Failure> {
        let inputs = Inputs::new(program);
        let mut case = match self.case {
            Some(path) => {
                let text = input::read_named(path)?;
                let file = inputs
                    .case(&input::name_of(path), &text)
                    .map_err(|problems| input::invalid(&problems))?;
                file.case
            }
            None => program.new_case(),
        };
        for path in self.facts {
            let text = input::read_named(path)?;
            let result = inputs.facts(&mut case, &input::name_of(path), &text);
            result.map_err(|problems| input::invalid(&problems))?;
        }
        for setting in self.set {
            inputs
                .setting(&mut case, setting)
                .map_err(|problems| input::invalid(&problems))?;
        }
        Ok(case)
    }
}
