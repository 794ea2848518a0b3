//! What a finding shows: a case that the engine plays as the finding says.

use super::shrink::shrink;
use crate::diagnostic::{Witness, WitnessKind};
use crate::facts::case::Case;
use crate::inputs::Inputs;
use crate::program::Program;
use crate::suite::written::{case_lines, fact_lines};

/// The smallest part of `case` that shows what a finding says, as a document;
/// none where the document, read as `run` reads it, does not show it.
pub(super) fn proof(
    program: &Program,
    case: &Case,
    shows: &dyn Fn(&Case) -> bool,
) -> Option<(Case, Witness)> {
    let case = shrink(program, case, shows)?;
    let witness = witness(program, &case);
    let read = read(program, &witness)?;
    shows(&read).then_some((case, witness))
}

fn witness(program: &Program, case: &Case) -> Witness {
    let rules = program.rules();
    let needs_case = case.now.is_some() || !case.attempts.is_empty();
    let (kind, lines) = if needs_case {
        (WitnessKind::Case, case_lines(rules, case))
    } else {
        (WitnessKind::Facts, fact_lines(rules, case))
    };
    let mut text = lines.join("\n");
    if text.is_empty() {
        text.push_str("{}");
    }
    text.push('\n');
    Witness { kind, text }
}

/// A document, as `run` reads it.
pub(super) fn read(program: &Program, witness: &Witness) -> Option<Case> {
    const NAME: &str = "example.yaml";
    let inputs = Inputs::new(program);
    match witness.kind {
        WitnessKind::Case => inputs.case(NAME, &witness.text).ok().map(|file| file.case),
        WitnessKind::Facts => {
            let mut case = program.new_case();
            inputs.facts(&mut case, NAME, &witness.text).ok()?;
            Some(case)
        }
    }
}
