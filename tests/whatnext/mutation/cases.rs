//! The shipped cases, and which changes of the rules they notice.

use whatnext::facts::case::Attempt;
use whatnext::facts::read::CaseFile;
use whatnext::suite::expectation::unmet;
use whatnext::suite::page::page;
use whatnext::suite::walk::{Reply, Transcript, play};
use whatnext::{Case, Inputs, Next, Program};

use super::decided::Told;
use crate::binary::cases_of;
use crate::shipped::read;

/// A case, played by the rules as they are.
pub(super) struct Shipped {
    file: CaseFile,
    transcript: Transcript,
    told: Vec<Told>,
    page: String,
}

/// By what a change of the rules was noticed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Noticed {
    /// By what a case expects.
    pub(super) by_expectation: bool,
    /// By what is decided, and told to be done, on the way of a case.
    pub(super) by_decision: bool,
    /// By the page of a case, which has the reasons too.
    pub(super) by_page: bool,
}

/// The cases of a rule base.
pub(super) fn shipped(base: &str, program: &Program) -> Vec<Shipped> {
    let inputs = Inputs::new(program);
    let cases = cases_of(base).into_iter().map(|path| {
        let file = inputs.case(&path, &read(&path));
        let file = file.unwrap_or_else(|problems| panic!("{problems}"));
        let transcript = played(program, &file);
        Shipped {
            told: told(&transcript),
            page: page(program, &file, &transcript).text(),
            transcript,
            file,
        }
    });
    cases.collect()
}

/// What all cases together notice. All that is noticed by an expectation is
/// noticed by the decision, and all that is noticed by the decision by the page.
pub(super) fn noticed(cases: &[Shipped], mutant: &Program) -> Noticed {
    let mut noticed = Noticed::default();
    for case in cases {
        let transcript = played(mutant, &case.file);
        let last = transcript.last().expect("a case has a decision");
        let expect = case.file.expect.as_ref();
        if expect.is_some_and(|expect| !unmet(expect, last).is_empty()) {
            return Noticed {
                by_expectation: true,
                by_decision: true,
                by_page: true,
            };
        }
        noticed.by_decision = noticed.by_decision || told(&transcript) != case.told;
        noticed.by_page = noticed.by_page
            || noticed.by_decision
            || page(mutant, &case.file, &transcript).text() != case.page;
    }
    noticed
}

fn played(program: &Program, file: &CaseFile) -> Transcript {
    play(program, file, None).expect("the cases are small")
}

fn told(transcript: &Transcript) -> Vec<Told> {
    let decisions = transcript.turns.iter().map(|turn| &turn.decision);
    decisions.map(Told::of).collect()
}

impl Shipped {
    /// The case as it is at each of its turns.
    pub(super) fn turns(&self, inputs: &Inputs<'_>) -> Vec<Case> {
        let mut case = self.file.case.clone();
        let mut turns = vec![case.clone()];
        for turn in &self.transcript.turns {
            match (&turn.reply, &turn.decision.next) {
                (Some(Reply::Answer(answer)), Next::Ask { fact, .. }) => {
                    let answer = answer.as_deref().unwrap_or("null");
                    let told = format!("'{fact}': {answer}");
                    inputs
                        .facts(&mut case, "answer.yaml", &told)
                        .expect("it is as case files are");
                }
                (Some(Reply::Outcome(outcome)), Next::Do(step) | Next::Escalate(step)) => {
                    let rules = inputs.program().rules();
                    let mut actions = rules.actions.iter();
                    let (action, _) = actions
                        .find(|(_, action)| action.name == step.action)
                        .expect("it is an action of the rules");
                    let attempt = Attempt {
                        action,
                        element: Vec::new(),
                        outcome: *outcome,
                    };
                    case.report(rules, attempt);
                }
                (None, _) => break,
                (Some(reply), next) => panic!("{reply:?} is no reply to {next:?}"),
            }
            turns.push(case.clone());
        }
        turns
    }
}
