//! Deciding a case in every way, and showing the decision in every format.

use whatnext::engine::Scope;
use whatnext::explain::{self, Decision};
use whatnext::{Case, Program};

/// Decides twice, which must give the same, and shows the decision; none where
/// it was given up.
pub(super) fn decide(program: &Program, case: &Case) -> Option<Decision> {
    let scope = Scope::everything(program.graph());
    let decide = || explain::decide(program, case, &scope).ok();
    let explained = decide()?;
    let again = decide().map(|explained| explained.decision);
    assert_eq!(
        Some(&explained.decision),
        again.as_ref(),
        "the same case is decided differently"
    );
    show(&explained.decision);
    Some(explained.decision)
}

/// Decides each rule and each symptom by itself.
pub(super) fn decide_each(program: &Program, case: &Case) {
    let scope = Scope::everything(program.graph());
    if let Ok(list) = explain::decide_each_rule(program, case, &scope) {
        explain::render_list(&list, false, str::to_owned);
        list.decisions.iter().for_each(show);
    }
    for (symptom, _) in program.rules().symptoms().take(8) {
        let scope = Scope::of_symptom(program.graph(), symptom);
        if let Ok(explained) = explain::decide(program, case, &scope) {
            show(&explained.decision);
        }
    }
}

fn show(decision: &Decision) {
    let plain = explain::render(decision, false);
    assert!(!plain.is_empty(), "nothing is said of {decision:?}");
    let is_plain = |c: char| c == '\n' || !c.is_control();
    assert!(
        plain.chars().all(is_plain),
        "control characters reach the terminal: {plain:?}"
    );
    explain::render(decision, true);
    assert!(
        !explain::render_quiet(decision).is_empty(),
        "nothing is to be done in {decision:?}"
    );
    serde_json::to_string(decision).expect("a decision can be written as JSON");
}
