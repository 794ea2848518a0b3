//! Examples of findings, read as `run` reads them and decided by the engine.

use whatnext::Inputs;
use whatnext::diagnostic::{Diagnostic, Witness, WitnessKind};
use whatnext::engine::{
    Evaluator, RowFits, Scope, Selection, Trace, ValueState, select, select_each_rule,
};
use whatnext::facts::case::Case;
use whatnext::graph::{Node, NodeId, Use};
use whatnext::program::Program;
use whatnext::source::Span;

use super::claims::{chosen, step};

/// Codes whose findings have an example.
const WITH_EXAMPLE: [&str; 6] = [
    "file-order",
    "long-consultation",
    "outside-when",
    "overlapping-rows",
    "table-gap",
    "unhandled-complaint",
];

/// Whether the example of a finding shows what it says.
///
/// # Errors
///
/// How it does not.
pub(super) fn replay(program: &Program, finding: &Diagnostic) -> Result<(), String> {
    let Some(witness) = &finding.witness else {
        return if WITH_EXAMPLE.contains(&finding.code()) {
            Err("it has no example".to_owned())
        } else {
            Ok(())
        };
    };
    let case = read(program, witness)?;
    let shows = match finding.code() {
        "unhandled-complaint" => is_exhausted(program, &case),
        "outside-when" => chooses_entry_at(program, &case, finding.primary.span),
        "table-gap" => no_row_fits(program, &case, finding.primary.span),
        "overlapping-rows" => first_row_fits(program, &case, finding.secondary[0].span),
        "file-order" => both_apply(
            program,
            &case,
            [finding.secondary[0].span, finding.primary.span],
        ),
        _ => true,
    };
    if shows {
        Ok(())
    } else {
        Err(format!("its example does not show it:\n{}", witness.text))
    }
}

fn read(program: &Program, witness: &Witness) -> Result<Case, String> {
    let inputs = Inputs::new(program);
    let refused =
        |problems: whatnext::InputProblems| format!("its example is refused:\n{problems}");
    match witness.kind {
        WitnessKind::Case => Ok(inputs
            .case("case.yaml", &witness.text)
            .map_err(refused)?
            .case),
        WitnessKind::Facts => {
            let mut case = program.new_case();
            inputs
                .facts(&mut case, "facts.yaml", &witness.text)
                .map_err(refused)?;
            Ok(case)
        }
    }
}

fn is_exhausted(program: &Program, case: &Case) -> bool {
    let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
    let scope = Scope::everything(program.graph());
    let selection = select(&mut evaluator, &scope, &mut ());
    matches!(
        selection,
        Ok(Selection::Exhausted {
            too_many_attempts: false
        })
    )
}

fn chooses_entry_at(program: &Program, case: &Case, at: Span) -> bool {
    step(program, case).is_some_and(|entry| program.rules().entries[entry].span == at)
}

fn table_at(program: &Program, is_it: impl Fn(&Use) -> bool) -> Option<(Use, usize)> {
    let graph = program.graph();
    graph.uses().find_map(|used| match graph.node(used.node) {
        Node::Table { inputs, .. } if is_it(&used) => Some((used, *inputs)),
        _ => None,
    })
}

fn no_row_fits(program: &Program, case: &Case, at: Span) -> bool {
    let Some((table, inputs)) = table_at(program, |used| used.span == at) else {
        return false;
    };
    let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
    let inputs = &program.graph().parts(table)[..inputs];
    inputs
        .iter()
        .all(|input| matches!(evaluator.value(input.node), ValueState::Known(_)))
        && fits(program, case, table.node)
            .iter()
            .all(|row| row.fits == 0 && row.undecided == 0)
}

/// The row whose value stands at `at` is the first that fits.
fn first_row_fits(program: &Program, case: &Case, at: Span) -> bool {
    let graph = program.graph();
    let has_row = |used: &Use| graph.parts(*used).iter().any(|part| part.span == at);
    let Some((table, inputs)) = table_at(program, has_row) else {
        return false;
    };
    let row = graph.parts(table).iter().position(|part| part.span == at);
    let row = row.expect("the table has it") - inputs;
    fits(program, case, table.node)[row].fits > 0
}

fn fits(program: &Program, case: &Case, table: NodeId) -> Vec<RowFits> {
    let graph = program.graph();
    let mut evaluator = Evaluator::new(program.rules(), graph, case);
    evaluator.record();
    evaluator.value(table);
    let recording = evaluator.stop_recording();
    let mut trace = Trace::new(graph);
    trace.add(&recording, &[], &Selection::NoSymptom);
    let Node::Table { rows, .. } = graph.node(table) else {
        return Vec::new();
    };
    (0..rows.len()).map(|row| trace.row(table, row)).collect()
}

/// Both rules, by the places of their names, propose something, the first one
/// in the end.
fn both_apply(program: &Program, case: &Case, names: [Span; 2]) -> bool {
    let rules = program.rules();
    let mut evaluator = Evaluator::new(rules, program.graph(), case);
    let scope = Scope::everything(program.graph());
    let Ok(each) = select_each_rule(&mut evaluator, &scope) else {
        return false;
    };
    let proposing = each.iter().filter_map(|(selection, _)| chosen(selection));
    let proposing: Vec<Span> = proposing
        .map(|entry| rules.rules[rules.entries[entry].rule].span)
        .collect();
    let within = |name: Span, rule: Span| {
        name.file == rule.file && rule.start <= name.start && name.end <= rule.end
    };
    names
        .iter()
        .all(|name| proposing.iter().any(|rule| within(*name, *rule)))
        && step(program, case)
            .is_some_and(|entry| within(names[0], rules.rules[rules.entries[entry].rule].span))
}
