//! Why: the rule, the author's words, and the tests that decided.

use std::fmt::Write as _;

use super::words::{outlook_in_words, truth_in_words};
use super::{FAINT, Line, Page, line, line_at};
use crate::explain::decision::{Next, Reason};
use crate::model::value::printable;

/// A condition that rests on more tests is told instead of them.
const MAX_REASONS: usize = 2;

impl Page {
    pub(super) fn why(&mut self, next: &Next) {
        let lines = match next {
            Next::Do(step) | Next::Escalate(step) => {
                self.why_entry(&step.rule, step.because.as_deref(), &step.why, &step.at)
            }
            Next::Conclude {
                rule,
                because,
                why,
                at,
                ..
            }
            | Next::Refer {
                rule,
                because,
                why,
                at,
                ..
            } => self.why_entry(rule, because.as_deref(), why, at),
            Next::Ask { .. } => self.why_question(next),
            Next::Resolved { .. }
            | Next::NoSymptom
            | Next::Exhausted { .. }
            | Next::Undetermined => Vec::new(),
        };
        self.section(Some("Why"), lines);
    }

    fn why_question(&self, next: &Next) -> Vec<Line> {
        let Next::Ask {
            rule,
            entry,
            fact,
            answers,
            for_text,
            at,
            ..
        } = next
        else {
            return Vec::new();
        };
        let purpose = if *for_text {
            "the text of"
        } else {
            "whether to choose"
        };
        let decides = format!(
            "  `{}` decides {purpose} `{entry}` of rule `{rule}`{}.",
            printable(fact),
            self.place(at)
        );
        let answers = answers.iter().map(|answer| {
            let word = answer.answer.as_deref().unwrap_or("not to be had");
            let name = answer.name.as_deref().unwrap_or_default();
            line(&format!(
                "  - {word}: {}",
                outlook_in_words(answer.kind, name)
            ))
        });
        std::iter::once(line_at(&decides, at))
            .chain(answers)
            .collect()
    }

    fn why_entry(&self, rule: &str, because: Option<&str>, why: &[Reason], at: &str) -> Vec<Line> {
        let because = because.map(|because| line_at(&format!("  {because}"), at));
        let says = format!("  Rule `{rule}` says so{}.", self.place(at));
        let mut lines: Vec<Line> = because.into_iter().chain([line_at(&says, at)]).collect();
        self.reasons("  ", &why.iter().collect::<Vec<_>>(), 0, &mut lines);
        lines
    }

    /// Where something is written, in brackets behind it.
    fn place(&self, at: &str) -> String {
        if self.detail.tells_places() {
            format!(" ({at})")
        } else {
            String::new()
        }
    }

    /// The tests that decided. Of a condition with many of them the condition
    /// is told, and only for the outermost what it rests on.
    pub(super) fn reasons(
        &self,
        indent: &str,
        reasons: &[&Reason],
        depth: usize,
        lines: &mut Vec<Line>,
    ) {
        let condition = |reason: &Reason| {
            reason
                .within
                .get(depth)
                .map(|within| within.condition.clone())
        };
        for group in reasons.chunk_by(|a, b| condition(a).is_some() && condition(a) == condition(b))
        {
            let within = group[0].within.get(depth);
            match within {
                Some(within) if group.len() > MAX_REASONS => {
                    let truth = truth_in_words(&within.truth);
                    let text = format!("{indent}- `{}` {truth}", within.condition);
                    lines.push(line_at(&text, &group[0].at));
                    if depth == 0 {
                        self.reasons(&format!("{indent}  "), group, depth + 1, lines);
                    }
                }
                _ => {
                    for facts in group.chunk_by(|a, b| a.test == b.test && a.at == b.at) {
                        lines.extend(self.reason(&format!("{indent}- "), facts));
                    }
                }
            }
        }
    }

    /// A test with the facts on which it depends.
    fn reason(&self, indent: &str, facts: &[&Reason]) -> Option<Line> {
        let reason = facts.first()?;
        let mut text = format!(
            "{indent}`{}` {}",
            self.detail.cut(&reason.test),
            truth_in_words(&reason.truth)
        );
        let mut separator = ":";
        for reason in facts {
            if let Some(fact) = &reason.fact {
                let _ = write!(
                    text,
                    "{separator} {} {}",
                    printable(fact),
                    self.detail.state_in_words(reason)
                );
                separator = ",";
            }
        }
        if self.detail.tells_places() {
            text.push(' ');
            text.push_str(&self.styled(FAINT, &format!("({})", reason.at)));
        }
        Some(line_at(&text, &reason.at))
    }
}
