//! Deciding cases under both rule bases.

use super::align::Alignment;
use super::cause::{Cause, Courses};
use super::course::{Course, Gist, Places};
use super::kind::Category;
use super::quick::{self, Verdict};
use super::reasons::Explained;
use super::report::Input;
use super::same::{Agreement, agreement};
use crate::diagnostic::problem::Problem;
use crate::engine::{Scope, TooMuchWork};
use crate::explain::{self, Decision};
use crate::facts::case::Case;
use crate::facts::document::{self, Format, MAX_LINE_BYTES, NodeKind};
use crate::facts::read::{InputError, InputErrorKind, Reader};
use crate::inputs::{InputProblems, Inputs};
use crate::program::Program;
use crate::source::{FileId, Sources};
use crate::suite::walk::{self, Transcript};

/// Two rule bases, ready to decide cases side by side.
pub struct Comparison<'p> {
    pub(super) old: Side<'p>,
    pub(super) new: Side<'p>,
    pub(super) alignment: Alignment,
    /// Lines of facts are read as this file; nobody sees its places.
    line: FileId,
}

/// One of the two rule bases.
pub(super) struct Side<'p> {
    pub(super) program: &'p Program,
    pub(super) scope: Scope,
    places: Places,
    inputs: Inputs<'p>,
    reader: Reader<'p>,
}

/// What came of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Both decide it in the same way, for the same reasons.
    Same,
    /// They do not.
    Changed(Change),
    /// One of them, or both, cannot read or decide it.
    Failed(Failed),
}

/// How a decision changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// In which way.
    pub category: Category,
    /// What caused it.
    pub cause: Cause,
    /// The old decision.
    pub before: Gist,
    /// The new decision.
    pub now: Gist,
}

/// Why a case cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// Which side cannot read or decide it.
    pub category: Category,
    /// What is wrong.
    pub message: String,
    /// The line of the case file, counted from 1; none where that is not known, or
    /// the case is a line itself.
    pub line: Option<u32>,
}

impl Failed {
    /// Neither side can read it, for this reason.
    fn invalid(message: impl Into<String>) -> Self {
        Failed {
            category: Category::InvalidInput,
            message: message.into(),
            line: None,
        }
    }
}

impl From<TooMuchWork> for Mistake {
    fn from(error: TooMuchWork) -> Self {
        Mistake::nowhere(error.to_string())
    }
}

/// Why one side cannot read or decide a case.
#[derive(Clone, Debug)]
pub(super) struct Mistake {
    message: String,
    line: Option<u32>,
}

impl Mistake {
    /// A mistake without a place.
    fn nowhere(message: String) -> Self {
        Mistake {
            message,
            line: None,
        }
    }

    /// The first of the mistakes in a case file.
    fn first(problems: &InputProblems) -> Self {
        let first = problems.problems().first();
        Mistake {
            message: first.map_or_else(String::new, |problem| problem.message.clone()),
            line: problems.first_line(),
        }
    }
}

/// The two decisions on a case, at the turn that matters, for being shown.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    /// What the case is called.
    pub(super) title: Option<String>,
    /// Which decision of a walk it is; none for a case that is one decision.
    pub(super) turn: Option<usize>,
    pub(super) old: Decision,
    pub(super) new: Decision,
}

impl<'p> Side<'p> {
    fn of(program: &'p Program) -> Self {
        Side {
            program,
            scope: Scope::everything(program.graph()),
            places: Places::of(program),
            inputs: Inputs::new(program),
            reader: Reader::new(program.rules()),
        }
    }

    fn play(&self, name: &str, text: &str) -> Result<Played, Mistake> {
        let file = self
            .inputs
            .case(name, text)
            .map_err(|problems| Mistake::first(&problems))?;
        let transcript = walk::play(self.program, &file, None)?;
        Ok(Played {
            title: file.name,
            transcript,
        })
    }

    fn explain_to_keep(&self, case: &Case) -> Result<Decision, Mistake> {
        Ok(explain::decide_to_keep(
            self.program,
            case,
            &self.scope,
            None,
        )?)
    }

    fn explain(&self, case: &Case) -> Result<Decision, String> {
        explain::decide(self.program, case, &self.scope)
            .map(|explained| explained.decision)
            .map_err(|error| error.to_string())
    }
}

/// A case file that was played.
struct Played {
    title: Option<String>,
    transcript: Transcript,
}

impl<'p> Comparison<'p> {
    /// Puts two rule bases side by side.
    pub fn new(old: &'p Program, new: &'p Program) -> Self {
        Comparison {
            old: Side::of(old),
            new: Side::of(new),
            alignment: Alignment::of(old, new),
            line: Sources::default().add("", ""),
        }
    }

    /// What comes of a case.
    pub fn outcome(&self, input: Input<'_>) -> Outcome {
        match input {
            Input::Case { name, text } => self.case(name, text),
            Input::Facts(text) => self.facts(text),
            Input::Unreadable(message) => Outcome::Failed(Failed::invalid(message)),
        }
    }

    /// The two decisions on a case, for being shown; none where there are not
    /// two.
    pub(super) fn pair(&self, input: Input<'_>) -> Option<Pair> {
        match input {
            Input::Case { name, text } => self.pair_of_case(name, text),
            Input::Facts(text) => self.pair_of_facts(text),
            Input::Unreadable(_) => None,
        }
    }

    /// Compares the decisions on a case file.
    pub fn case(&self, name: &str, text: &str) -> Outcome {
        match Self::both(self.old.play(name, text), self.new.play(name, text)) {
            Err(failed) => Outcome::Failed(failed),
            Ok((old, new)) => match parting(&old.transcript, &new.transcript) {
                Some(at) => self.explained_decisions(
                    &old.transcript.turns[at].decision,
                    &new.transcript.turns[at].decision,
                ),
                None => Outcome::Same,
            },
        }
    }

    /// Compares two decisions that were explained in full.
    pub fn explained_decisions(&self, old: &Decision, new: &Decision) -> Outcome {
        let courses = || Ok((self.old.places.course(old), self.new.places.course(new)));
        self.explained(old, new, courses)
            .unwrap_or_else(Outcome::Failed)
    }

    /// Compares the decisions on facts: one JSON map in a line.
    pub fn facts(&self, text: &str) -> Outcome {
        match self.both_facts(text) {
            Err(failed) => Outcome::Failed(failed),
            Ok((old, new)) => self.decisions(&old, new.as_ref().unwrap_or(&old)),
        }
    }

    /// Compares the decisions on a case as each side has read it.
    pub fn decisions(&self, old: &Case, new: &Case) -> Outcome {
        if let Some(outcome) = self.quickly(old, new) {
            return outcome;
        }
        self.thoroughly(old, new)
    }

    /// Compares without explanations; none where these are needed to tell.
    pub fn quickly(&self, old: &Case, new: &Case) -> Option<Outcome> {
        match quick::compare(self, old, new) {
            Verdict::Same => Some(Outcome::Same),
            Verdict::Other(courses) => Some(self.other(&courses.0, &courses.1)),
            Verdict::Unsure => None,
        }
    }

    /// Compares the explanations, as far as they are told.
    pub fn thoroughly(&self, old: &Case, new: &Case) -> Outcome {
        let courses = || Self::both(quick::course(&self.old, old), quick::course(&self.new, new));
        let outcome = Self::both(self.old.explain_to_keep(old), self.new.explain_to_keep(new))
            .and_then(|(a, b)| self.explained(&a, &b, courses));
        outcome.unwrap_or_else(Outcome::Failed)
    }

    /// What comes of two decisions; `courses` is asked only where they differ.
    fn explained(
        &self,
        old: &Decision,
        new: &Decision,
        courses: impl FnOnce() -> Result<(Course, Course), Failed>,
    ) -> Result<Outcome, Failed> {
        let agreement = agreement(old, new);
        if agreement == Agreement::Whole {
            return Ok(Outcome::Same);
        }
        let courses = courses()?;
        if agreement == Agreement::None {
            return Ok(self.other(&courses.0, &courses.1));
        }
        let explained = Explained {
            courses: self.courses(&courses.0, &courses.1),
            old,
            new,
            old_places: &self.old.places,
            new_places: &self.new.places,
        };
        Ok(Outcome::Changed(Change {
            category: Category::ExplanationChanged,
            cause: explained.cause(),
            before: courses.0.gist(self.old.program),
            now: courses.1.gist(self.new.program),
        }))
    }

    /// A decision that tells something else than before.
    fn other(&self, old: &Course, new: &Course) -> Outcome {
        Outcome::Changed(Change {
            category: Category::between(old.kind, new.kind),
            cause: self.courses(old, new).cause(),
            before: old.gist(self.old.program),
            now: new.gist(self.new.program),
        })
    }

    fn courses<'c>(&'c self, old: &'c Course, new: &'c Course) -> Courses<'c> {
        Courses {
            alignment: &self.alignment,
            old,
            new,
        }
    }

    fn both<T>(old: Result<T, Mistake>, new: Result<T, Mistake>) -> Result<(T, T), Failed> {
        let (category, mistake) = match (old, new) {
            (Ok(old), Ok(new)) => return Ok((old, new)),
            (Ok(_), Err(mistake)) => (Category::Error, mistake),
            (Err(mistake), Ok(_)) => (Category::NewlyReadable, mistake),
            (Err(_), Err(mistake)) => (Category::InvalidInput, mistake),
        };
        let Mistake { message, line } = mistake;
        Err(Failed {
            category,
            message,
            line,
        })
    }

    /// Reads a line for both sides; the second case is none where the first one
    /// does for both.
    fn both_facts(&self, text: &str) -> Result<(Case, Option<Case>), Failed> {
        if text.len() > MAX_LINE_BYTES {
            let limit = MAX_LINE_BYTES >> 20;
            return Err(Failed::invalid(format!(
                "the line is longer than {limit} MB"
            )));
        }
        let node = document::read(self.line, text, Format::Json)
            .map_err(|error| Failed::invalid(Problem::from(&error).message))?;
        // In a file of its own, nothing gives no facts; a line is there for some.
        if matches!(node.kind, NodeKind::Null) {
            return Err(Failed::invalid(
                "a line holds a map of facts, and not `null`",
            ));
        }
        let read = |side: &Side<'p>| {
            let mut case = side.program.new_case();
            let errors = side.reader.facts(&node, &mut case.facts);
            match errors.first() {
                None => Ok(case),
                Some(error) => Err(Mistake::nowhere(message_of(error))),
            }
        };
        if self.alignment.has_same_facts() {
            return read(&self.new)
                .map(|case| (case, None))
                .map_err(|mistake| Failed::invalid(mistake.message));
        }
        let (old, new) = Self::both(read(&self.old), read(&self.new))?;
        Ok((old, Some(new)))
    }

    fn pair_of_case(&self, name: &str, text: &str) -> Option<Pair> {
        let old = self.old.play(name, text).ok()?;
        let new = self.new.play(name, text).ok()?;
        let at = parting(&old.transcript, &new.transcript)?;
        let is_walk = old.transcript.turns.len() > 1 || new.transcript.turns.len() > 1;
        Some(Pair {
            title: new.title,
            turn: is_walk.then_some(at + 1),
            old: old.transcript.turns[at].decision.clone(),
            new: new.transcript.turns[at].decision.clone(),
        })
    }

    fn pair_of_facts(&self, text: &str) -> Option<Pair> {
        let (old, new) = self.both_facts(text).ok()?;
        Some(Pair {
            title: None,
            turn: None,
            new: self.new.explain(new.as_ref().unwrap_or(&old)).ok()?,
            old: self.old.explain(&old).ok()?,
        })
    }
}

/// The first turn at which two transcripts tell different things, or else the
/// first one at which their reasons differ.
fn parting(old: &Transcript, new: &Transcript) -> Option<usize> {
    let turns = || old.turns.iter().zip(&new.turns).enumerate();
    let mut reasons = None;
    for (at, (a, b)) in turns() {
        match agreement(&a.decision, &b.decision) {
            Agreement::None => return Some(at),
            Agreement::Told => reasons = reasons.or(Some(at)),
            Agreement::Whole => {}
        }
    }
    reasons
}

fn message_of(error: &InputError) -> String {
    let message = Problem::from(error).message;
    match error.kind {
        InputErrorKind::CaseForFacts => {
            format!("{message}: a line holds only the facts, not a whole case")
        }
        _ => message,
    }
}
