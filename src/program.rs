//! A compiled program: a valid rule base with its decision graph.

use crate::check::{Allows, Checked, check};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::TooDeep;
use crate::facts::case::Case;
use crate::graph::{self, DecisionGraph};
use crate::load::{Loaded, ReadError, ReadSource, load};
use crate::model::RuleBase;
use crate::source::Sources;

/// Rules that are ready to decide cases. A program never changes, and may be
/// shared by many threads.
#[derive(Debug)]
pub struct Program {
    sources: Sources,
    rules: RuleBase,
    graph: DecisionGraph,
    allows: Allows,
}

impl Program {
    /// The files that the rules were read from.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The rule base.
    pub fn rules(&self) -> &RuleBase {
        &self.rules
    }

    /// The comments that allow warnings; those that have silenced one of
    /// compiling count as used.
    pub fn allows(&self) -> &Allows {
        &self.allows
    }

    /// A case of which nothing is known.
    pub fn new_case(&self) -> Case {
        Case::new(&self.rules)
    }

    /// The decision graph.
    pub fn graph(&self) -> &DecisionGraph {
        &self.graph
    }
}

/// What compiling gives.
#[derive(Debug)]
pub struct Compiled {
    /// The program, unless there is an error.
    pub program: Option<Program>,
    /// The files, for showing the diagnostics.
    pub sources: Sources,
    /// All errors and warnings.
    pub diagnostics: Vec<Diagnostic>,
    /// The paths among those asked for that could not be read.
    pub unreadable: Vec<(String, ReadError)>,
}

impl Compiled {
    /// Calls the files something else, for whoever reads of them: rules that do
    /// not come from the disk are found under other paths.
    pub fn rename_files(&mut self, name: impl Fn(&str) -> String) {
        self.sources.rename(name);
        if let Some(program) = &mut self.program {
            program.sources = self.sources.clone();
        }
    }
}

/// Compiles the rules files at `paths`, and those that they import.
pub fn compile(paths: &[String], reader: &dyn ReadSource) -> Compiled {
    compile_once(load(paths, reader))
}

/// Compiles files that have been read for nothing else.
pub fn compile_once(loaded: Loaded) -> Compiled {
    let checked = check(&loaded);
    // The trees of a large rule base are larger than its graph.
    drop(loaded.files);
    build(checked, loaded.sources, loaded.unreadable)
}

/// Compiles files that have been read.
pub fn compile_loaded(loaded: &Loaded) -> Compiled {
    build(
        check(loaded),
        loaded.sources.clone(),
        loaded.unreadable.clone(),
    )
}

/// Builds the graph of what has been checked, if it has no error.
fn build(checked: Checked, sources: Sources, unreadable: Vec<(String, ReadError)>) -> Compiled {
    let mut compiled = Compiled {
        program: None,
        sources,
        diagnostics: checked.diagnostics,
        unreadable,
    };
    let Some(rules) = checked.rule_base.filter(|_| compiled.unreadable.is_empty()) else {
        return compiled;
    };
    match graph::build(&rules) {
        Ok(graph) => {
            compiled.program = Some(Program {
                sources: compiled.sources.clone(),
                rules,
                graph,
                allows: checked.allows,
            });
        }
        Err(too_deep) => compiled.diagnostics.push(
            TooDeep {
                at: too_deep.span,
                limit: graph::MAX_DEPTH,
            }
            .into(),
        ),
    }
    compiled
}
