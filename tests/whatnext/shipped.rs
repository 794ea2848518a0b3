//! The shipped rule bases, compiled.

use std::fs;
use std::path::Path;

use whatnext::diagnostic::render::{Style, render};
use whatnext::{MemorySource, Program, compile};

use crate::binary::{listed, project};

/// The text of a file of the project.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(project().join(path)).expect("the file is readable")
}

/// The files of a rule base, each with its name in the folder and its text.
pub(crate) fn files(base: &str) -> Vec<(String, String)> {
    let is_rules = |path: &Path| path.extension().is_some_and(|end| end == "rules");
    let file = |path: &String| {
        let name = path.strip_prefix(base).expect("a file of the base");
        (name.trim_start_matches('/').to_owned(), read(path))
    };
    listed(base, is_rules).iter().map(file).collect()
}

/// The program of these files where they lie in `folder`.
pub(crate) fn program_in(folder: &str, files: &[(String, String)]) -> Program {
    let empty = MemorySource::default();
    let source = files.iter().fold(empty, |source, (name, text)| {
        source.with(format!("{folder}/{name}"), text.clone())
    });
    let compiled = compile(&source.paths(), &source);
    let diagnostics = render(&compiled.sources, &compiled.diagnostics, Style::Plain);
    compiled.program.unwrap_or_else(|| panic!("{diagnostics}"))
}

/// The program of a shipped rule base.
pub(crate) fn program(base: &str) -> Program {
    program_in(base, &files(base))
}
