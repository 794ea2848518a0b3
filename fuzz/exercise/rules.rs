//! Arbitrary text as rules.

use whatnext::diagnostic::render::{Style, render, summary};
use whatnext::diagnostic::{Diagnostic, Severity, json, sarif};
use whatnext::format::format;
use whatnext::source::Sources;
use whatnext::{Compiled, MemorySource, compile};

use super::decide;

/// What parts the files of one input.
const NEXT_FILE: &str = "\n%%\n";

/// Compiles the text, reports on it, and lays it out; what compiles decides a case of which
/// nothing is known.
pub(crate) fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let names = ["a.rules", "b.rules", "folder/c.rules"];
    let files: MemorySource = names.into_iter().zip(text.split(NEXT_FILE)).collect();
    let Compiled {
        program,
        sources,
        diagnostics,
        ..
    } = compile(&files.paths(), &files);

    report(&sources, &diagnostics);
    lay_out(&text);
    let has_errors = diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity() == Severity::Error);
    assert_eq!(
        program.is_none(),
        has_errors,
        "a program, or else an error: {diagnostics:?}"
    );
    if let Some(program) = program {
        let case = program.new_case();
        decide::decide(&program, &case);
        decide::decide_each(&program, &case);
    }
}

/// Brings the text into the canonical layout, in which it stays.
fn lay_out(text: &str) {
    let file = Sources::default().add("a.rules", text);
    if let Ok(once) = format(file, text) {
        let again = format(file, &once);
        assert_eq!(again.as_ref(), Ok(&once), "the layout has a layout");
    }
}

/// Reports in every format.
fn report(sources: &Sources, diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        let secondary = diagnostic.secondary.iter().map(|label| label.span);
        let suggestion = diagnostic
            .suggestion
            .iter()
            .map(|suggestion| suggestion.span);
        for span in secondary.chain(suggestion).chain([diagnostic.primary.span]) {
            let text = sources.file(span.file).text();
            assert!(
                text.get(span.start as usize..span.end as usize).is_some(),
                "no such place: {diagnostic:?}"
            );
        }
    }
    let text = render(sources, diagnostics, Style::Plain);
    assert_eq!(text.is_empty(), diagnostics.is_empty());
    assert!(
        !text.contains('\u{1b}'),
        "escape sequences reach the terminal"
    );
    render(sources, diagnostics, Style::Coloured);
    assert_eq!(summary(diagnostics).is_none(), diagnostics.is_empty());
    for report in [
        json::render(sources, diagnostics),
        sarif::render(sources, diagnostics),
    ] {
        serde_json::from_str::<serde_json::Value>(&report).expect("a report is JSON");
    }
}
