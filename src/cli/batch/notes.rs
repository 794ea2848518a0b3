//! What is worth knowing of a run besides its decisions.

use super::plan::Plan;
use crate::cli::output;
use crate::fleet::Misspelt;
use crate::graph::Node;
use crate::program::Program;

/// More misspelt names are not shown.
const MOST_NAMES: usize = 5;

/// Tells what may be wrong with how the program was called.
pub(super) fn tell(plan: &Plan, misspelt: &[Misspelt], has_ids: bool) {
    let mut notes = Vec::new();
    for Misspelt {
        name,
        fact,
        records,
        of,
    } in misspelt.iter().take(MOST_NAMES)
    {
        let of = if *of == 1 {
            "the first record".to_owned()
        } else {
            format!("{records} of the first {of} records")
        };
        notes.push(format!(
            "`{name}`, in {of}, is no fact: did you mean `{fact}`?"
        ));
    }
    let more = misspelt.len().saturating_sub(MOST_NAMES);
    if more > 0 {
        notes.push(format!(
            "{more} more names are nearly facts: `--strict` tells all of them"
        ));
    }
    let records = &plan.options;
    if let Some(id) = records.id.as_ref().filter(|_| !has_ids) {
        notes.push(format!("no record has `{id}`, which `--id` names"));
    }
    if records.now.is_none() && !records.cases && depends_on_time(&plan.program) {
        notes.push(
            "the rules ask for the age of something, which nobody knows without the time of the \
             records: give `--now`"
                .to_owned(),
        );
    }
    for note in notes {
        output::to_stderr(&format!("note: {note}\n"));
    }
}

/// Whether the rules ask for the age of something.
fn depends_on_time(program: &Program) -> bool {
    let graph = program.graph();
    graph
        .nodes()
        .any(|node| matches!(graph.node(node), Node::Age))
}
