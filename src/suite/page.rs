//! The page of a case: what was given, and what was decided, as text that stays
//! the same while both do. Snapshots keep it.
//!
//! A decision shows as it does on a screen, but whole and without places. A
//! walk shows as its transcript, turn by turn.

mod given;
mod minutes;

use super::walk::{Ending, Transcript};
use crate::explain::{self, Line, Section};
use crate::facts::read::CaseFile;
use crate::program::Program;

/// The page of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The lines, each with the place in the rules that it comes from.
    pub lines: Vec<Line>,
}

impl Page {
    /// The lines as one text, which ends with a line break.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            text.push_str(&line.text);
            text.push('\n');
        }
        text
    }

    /// Adds a line that comes from no place in the rules.
    fn line(&mut self, text: &str) {
        self.lines.push(Line {
            text: text.trim_end().to_owned(),
            at: None,
        });
    }

    /// Adds lines of an explanation behind an indent.
    fn indented(&mut self, indent: &str, lines: &[Line]) {
        self.lines.extend(lines.iter().map(|line| Line {
            text: format!("{indent}{}", line.text),
            at: line.at.clone(),
        }));
    }
}

/// The page of a case that was played.
pub fn page(program: &Program, file: &CaseFile, transcript: &Transcript) -> Page {
    let mut page = Page { lines: Vec::new() };
    page.given(program.rules(), file);
    if transcript.ending == Ending::Snapshot {
        for turn in &transcript.turns {
            page.decision(&explain::render_to_keep(&turn.decision));
        }
    } else {
        page.minutes(transcript);
    }
    page
}

impl Page {
    fn decision(&mut self, sections: &[Section]) {
        for section in sections {
            self.line("");
            if let Some(heading) = section.heading {
                self.line(heading);
            }
            self.indented("", &section.lines);
        }
    }
}
