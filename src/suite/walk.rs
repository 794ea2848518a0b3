//! Playing a case: one decision, or a whole consultation that the case scripts.

use crate::engine::{Scope, TooMuchWork, Trace};
use crate::explain::{self, Decision};
use crate::facts::case::AttemptOutcome;
use crate::facts::read::CaseFile;
use crate::program::Program;

/// What came of playing a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transcript {
    /// The decisions with the replies to them, in order; at least one.
    pub turns: Vec<Turn>,
    /// Why it ends there.
    pub ending: Ending,
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
    /// The fact that was asked for, as people read it; none where it cannot be
    /// had.
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
    trace: Option<&mut Trace>,
) -> Result<Transcript, TooMuchWork> {
    let scope = Scope::everything(program.graph());
    let explained = explain::decide_traced(program, &file.case, &scope, trace)?;
    Ok(Transcript {
        turns: vec![Turn {
            decision: explained.decision,
            reply: None,
        }],
        ending: Ending::Snapshot,
    })
}
