//! Arbitrary bytes as facts and as a case.

use std::sync::LazyLock;

use whatnext::diagnostic::render::Style;
use whatnext::facts::document::decode;
use whatnext::facts::path::parse_path;
use whatnext::{Case, InputProblems, Inputs, MemorySource, Program, compile};

use super::decide;

/// A rule base with every type.
static BROAD: LazyLock<Program> = LazyLock::new(|| {
    let files = MemorySource::default().with("broad.rules", include_str!("broad.rules"));
    let compiled = compile(&files.paths(), &files);
    compiled
        .program
        .unwrap_or_else(|| panic!("mistakes in broad.rules: {:?}", compiled.diagnostics))
});

/// Reads the bytes as facts, as a case and as a setting, in YAML and in JSON;
/// what can be read is decided.
pub(crate) fn run(bytes: &[u8]) {
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(error) => {
            assert!(error.offset < bytes.len(), "no such place: {error:?}");
            return;
        }
    };
    let inputs = Inputs::new(&BROAD);
    for name in ["input.yaml", "input.json"] {
        let mut case = BROAD.new_case();
        match inputs.facts(&mut case, name, text) {
            Ok(()) => decides(&case),
            Err(problems) => are_told(&problems),
        }
        match inputs.case(name, text) {
            Ok(file) => decides(&file.case),
            Err(problems) => are_told(&problems),
        }
    }
    setting(&inputs, text);
    if let Ok(path) = parse_path(BROAD.rules(), text) {
        let shown = path.show(BROAD.rules());
        assert_eq!(
            parse_path(BROAD.rules(), &shown).as_ref(),
            Ok(&path),
            "{shown} is read as another path"
        );
    }
}

/// As `--set` reads it.
fn setting(inputs: &Inputs<'_>, text: &str) {
    let mut case = BROAD.new_case();
    let before = case.clone();
    match inputs.setting(&mut case, text) {
        Ok(()) => decides(&case),
        Err(problems) => {
            assert_eq!(case, before, "a setting that is refused changes the case");
            are_told(&problems);
        }
    }
}

fn decides(case: &Case) {
    decide::decide(&BROAD, case);
    decide::decide_each(&BROAD, case);
}

fn are_told(problems: &InputProblems) {
    assert!(!problems.problems().is_empty(), "refused without a reason");
    let text = problems.render(Style::Plain);
    assert!(
        !text.contains('\u{1b}'),
        "escape sequences reach the terminal"
    );
    problems.render(Style::Coloured);
}
