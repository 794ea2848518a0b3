//! The transcript of a walk, like the minutes of a consultation: each decision
//! with its reasons, and the reply to it.

use super::Page;
use crate::explain::{self, Line, Next, Section};
use crate::model::value::printable;
use crate::suite::walk::{Ending, LeftOver, MAX_TURNS, Reply, Transcript};

impl Page {
    pub(super) fn minutes(&mut self, transcript: &Transcript) {
        let mut before: Vec<Section> = Vec::new();
        for (at, turn) in transcript.turns.iter().enumerate() {
            let sections = explain::render_to_keep(&turn.decision);
            self.line("");
            self.turn(at + 1, &sections, &before);
            if let Some(reply) = &turn.reply {
                self.line(&format!("   → {}", in_words(reply)));
            }
            before = sections;
        }
        self.line("");
        self.line(&format!("The walk ends here: {}.", why_it_ends(transcript)));
        self.left_over(&transcript.left_over);
    }

    /// A decision, numbered. What begins as it did the turn before is not told
    /// again: more and more candidates are passed over as a walk goes on.
    fn turn(&mut self, number: usize, sections: &[Section], before: &[Section]) {
        let first_line = self.lines.len();
        for section in sections {
            let Some(heading) = section.heading else {
                self.indented("   ", &section.lines);
                continue;
            };
            let told = before.iter().map(|before| told_by(before, section)).max();
            let (told, rest) = section.lines.split_at(told.unwrap_or(0));
            let heading = match (told, rest) {
                ([], _) => heading.to_owned(),
                (_, []) => format!("{heading}: as before"),
                _ => format!("{heading}: as before, and"),
            };
            self.line(&format!("   {heading}"));
            self.indented("   ", rest);
        }
        if let Some(first) = self.lines.get_mut(first_line) {
            first.text = format!("{number}. {}", first.text.trim_start());
        }
    }

    /// What the script has and the walk did not need.
    fn left_over(&mut self, left_over: &LeftOver) {
        if left_over.is_empty() {
            return;
        }
        self.line("");
        self.line("Left over in the script");
        for answer in &left_over.answers {
            self.line(&format!("  answer to {}", printable(answer)));
        }
        for outcome in &left_over.outcomes {
            self.line(&format!("  outcome {}", printable(outcome)));
        }
    }
}

/// How many lines of a section one of the turn before has told: all of that
/// one, or none.
fn told_by(before: &Section, section: &Section) -> usize {
    let told = before.lines.len();
    let Some((front, rest)) = section.lines.split_at_checked(told) else {
        return 0;
    };
    let is_same = before.heading == section.heading
        && before
            .lines
            .iter()
            .map(|line| &line.text)
            .eq(front.iter().map(|line| &line.text));
    // A line that belongs to the one before it would stand alone.
    let continues = match (front.first(), rest.first()) {
        (Some(first), Some(next)) => indent(next) > indent(first),
        _ => false,
    };
    if is_same && !continues { told } else { 0 }
}

fn indent(line: &Line) -> usize {
    line.text.len() - line.text.trim_start().len()
}

fn in_words(reply: &Reply) -> String {
    match reply {
        Reply::Answer(Some(answer)) => format!("answer: {answer}"),
        Reply::Answer(None) => "answer: cannot be had".to_owned(),
        Reply::Outcome(outcome) => format!("outcome: {}", outcome.word()),
    }
}

fn why_it_ends(transcript: &Transcript) -> String {
    let next = transcript.last().map(|decision| &decision.next);
    match (transcript.ending, next) {
        (Ending::NoAnswer, Some(Next::Ask { fact, .. })) => {
            format!("the script has no answer to `{}`", printable(fact))
        }
        (Ending::NoOutcome, Some(Next::Do(step))) => {
            format!("the script does not say what came of `{}`", step.action)
        }
        (Ending::NoAnswer, _) => "the script has no answer".to_owned(),
        (Ending::NoOutcome, _) => "the script does not say what came of the step".to_owned(),
        (Ending::TooLong, _) => format!("it has more than {MAX_TURNS} turns"),
        (Ending::Snapshot | Ending::Over, _) => "the consultation is over".to_owned(),
    }
}
