//! Playing a case: one decision, or a whole consultation that the case scripts.

mod consultation;

use crate::engine::{Scope, TooMuchWork, Trace};
use crate::explain::{self, Decision};
use crate::facts::case::{AttemptOutcome, Case};
use crate::facts::read::CaseFile;
use crate::facts::script::Script;
use crate::model::RuleBase;
use crate::program::Program;
use consultation::Consultation;

/// After so many turns a walk ends; those that are read by people are shorter.
pub const MAX_TURNS: usize = 2_000;

/// What came of playing a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transcript {
    /// The decisions with the replies to them, in order; at least one.
    pub turns: Vec<Turn>,
    /// Why it ends there.
    pub ending: Ending,
    /// What the script has and the walk did not need.
    pub left_over: LeftOver,
}

/// What a script has and its walk did not need.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOver {
    /// The paths of the facts that were never asked for, in the order of their
    /// declarations.
    pub answers: Vec<String>,
    /// The outcomes that fitted no step, in the order of the script.
    pub outcomes: Vec<String>,
}

impl LeftOver {
    /// Whether nothing is left over.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.outcomes.is_empty()
    }
}

/// A decision and the reply to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// What was decided.
    pub decision: Decision,
    /// What the script says to it; none for the last one.
    pub reply: Option<Reply>,
}

/// What a script says to a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The fact that was asked for, as case files write it; none where it cannot
    /// be had.
    Answer(Option<String>),
    /// What came of the step.
    Outcome(AttemptOutcome),
}

/// Why a transcript ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The case has no script: it is one decision.
    Snapshot,
    /// The consultation is over.
    Over,
    /// The script has no answer to the last question.
    NoAnswer,
    /// The script does not say what came of the last step.
    NoOutcome,
    /// It has more than [`MAX_TURNS`] turns.
    TooLong,
}

impl Transcript {
    /// The last decision.
    pub fn last(&self) -> Option<&Decision> {
        self.turns.last().map(|turn| &turn.decision)
    }
}

/// Plays a case. What the engine evaluated while it selected is added to
/// `trace`.
///
/// # Errors
///
/// Where a decision would take too long.
pub fn play(
    program: &Program,
    file: &CaseFile,
    mut trace: Option<&mut Trace>,
) -> Result<Transcript, TooMuchWork> {
    let scope = Scope::everything(program.graph());
    let mut decide =
        |case: &Case| explain::decide_to_keep(program, case, &scope, trace.as_deref_mut());
    if let Some(script) = &file.script {
        return walk(program.rules(), &file.case, script, decide);
    }
    Ok(Transcript {
        turns: vec![Turn {
            decision: decide(&file.case)?,
            reply: None,
        }],
        ending: Ending::Snapshot,
        left_over: LeftOver::default(),
    })
}

/// Plays a scripted consultation. It ends: a fact that was answered is not asked
/// for again before an attempt, a case has only so many attempts, and a walk
/// only so many turns.
fn walk(
    rules: &RuleBase,
    case: &Case,
    script: &Script,
    mut decide: impl FnMut(&Case) -> Result<Decision, TooMuchWork>,
) -> Result<Transcript, TooMuchWork> {
    let mut consultation = Consultation::new(rules, case, script);
    let mut turns = Vec::new();
    loop {
        let decision = decide(consultation.case())?;
        let said = if turns.len() < MAX_TURNS {
            consultation.reply(&decision.next)
        } else {
            Err(Ending::TooLong)
        };
        let reply = said.as_ref().ok().cloned();
        turns.push(Turn { decision, reply });
        if let Err(ending) = said {
            return Ok(Transcript {
                turns,
                ending,
                left_over: consultation.left_over(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Ending, MAX_TURNS, walk};
    use crate::inputs::Inputs;
    use crate::load::MemorySource;
    use crate::program::compile;

    #[test]
    fn a_question_that_came_again_and_again_would_end_the_walk() {
        let rules = "fact a: yes/no\nrule r { conclude \"A.\" when a }";
        let files = MemorySource::default().with("a.rules", rules);
        let program = compile(&files.paths(), &files).program.expect("right");
        let file = Inputs::new(&program).case("case.yaml", "answers: { a: yes }");
        let file = file.expect("right");
        let asked = crate::decide(&program, &file.case).expect("it can be decided");
        let script = file.script.expect("it has one");
        let again = |_: &_| Ok(asked.clone());
        let walked = walk(program.rules(), &file.case, &script, again).expect("right");
        assert_eq!(walked.ending, Ending::TooLong);
        assert_eq!(walked.turns.len(), MAX_TURNS + 1);
    }
}
