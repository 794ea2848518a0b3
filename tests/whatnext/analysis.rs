//! What is found in rules that have no errors, as `check` reports it.

mod files;
mod long;

use std::fmt::Write as _;

use whatnext::analysis::{Extent, analyse};
use whatnext::compile;
use whatnext::diagnostic::render::{Style, render, render_undecided};
use whatnext::diagnostic::{Diagnostic, Severity};
use whatnext::source::Sources;

/// What `check` reports.
pub(crate) struct Reported {
    /// The diagnostics, the findings among them.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Their codes.
    pub(crate) codes: Vec<&'static str>,
    /// What people read, what is undecided included.
    pub(crate) shown: String,
    /// The files.
    sources: Sources,
}

/// What `check` reports about a text, which may have several files.
pub(crate) fn reported(text: &str) -> Reported {
    let files = crate::check::files(text);
    let mut compiled = compile(&files.paths(), &files);
    let mut undecided = String::new();
    if let Some(program) = &compiled.program {
        let extent = Extent::new(program.sources(), program.rules(), |_| false);
        let analysis = analyse(program, &compiled.diagnostics, &extent, &|_| ());
        compiled.diagnostics.extend(analysis.findings);
        undecided = render_undecided(&compiled.sources, &analysis.undecided, Style::Plain);
    }
    Reported {
        codes: compiled.diagnostics.iter().map(Diagnostic::code).collect(),
        shown: render(&compiled.sources, &compiled.diagnostics, Style::Plain) + &undecided,
        diagnostics: compiled.diagnostics,
        sources: compiled.sources,
    }
}

/// Each case of a file that parts them with lines `---`, with what is reported
/// under some codes: small rules seldom are right in every respect.
fn cases(name: &str, file: &str, codes: &[&str]) {
    let mut all = String::new();
    for case in file.split("\n---\n") {
        let (title, text) = case.split_once('\n').expect("a title and a text");
        let text = format!("{}\n", text.trim_end());
        let Reported {
            mut diagnostics,
            sources,
            ..
        } = reported(&text);
        diagnostics.retain(|d| d.severity() == Severity::Error || codes.contains(&d.code()));
        let shown = render(&sources, &diagnostics, Style::Plain);
        let _ = writeln!(all, "=== {title}\n{text}\n{shown}");
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots/analysis");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, all));
}

#[test]
fn names_that_nothing_uses() {
    let codes = ["unused-name", "unused-symptom"];
    cases("unused", include_str!("analysis/unused.txt"), &codes);
}

#[test]
fn comments_that_allow_warnings() {
    let codes = ["bad-allow", "unused-allow", "unused-name", "never-differs"];
    cases("allow", include_str!("analysis/allow.txt"), &codes);
}
