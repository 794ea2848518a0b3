//! The memory of an evaluation, handed from one to the next.

use whatnext::engine::{Evaluator, Scope, Scratch, select};
use whatnext::{Case, MemorySource, Program, compile};

use crate::reference::{Random, random_case, rule_base};

/// What is selected, and the memory for the next case.
fn selected(scratch: Scratch, program: &Program, case: &Case) -> (String, Scratch) {
    let mut evaluator = Evaluator::with(scratch, program.rules(), program.graph(), case);
    let scope = Scope::everything(program.graph());
    let selection = select(&mut evaluator, &scope, &mut ()).expect("a small decision");
    (format!("{selection:?}"), evaluator.into_scratch())
}

#[test]
fn memory_of_other_cases_and_rules_changes_no_decision() {
    let mut scratch = Scratch::default();
    let mut kinds = std::collections::BTreeSet::new();
    for stream in 0..60 {
        let mut random = Random::new(71, stream);
        let files = MemorySource::default().with("a.rules", rule_base(&mut random));
        let program = compile(&files.paths(), &files).program;
        let program = program.expect("the generator makes no mistakes");
        for _ in 0..20 {
            let case = random_case(program.rules(), &mut random);
            let (fresh, _) = selected(Scratch::default(), &program, &case);
            let (recycled, next) = selected(scratch, &program, &case);
            assert_eq!(recycled, fresh, "rules {stream}");
            scratch = next;
            kinds.extend(fresh.split([' ', '(']).next().map(str::to_owned));
        }
    }
    assert!(kinds.len() > 2, "only {kinds:?} are selected");
}
