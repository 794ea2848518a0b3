//! What to do next.

use anstyle::Style;

use super::{Line, Page, QUESTION, STEP, TROUBLE, line, line_at};
use crate::explain::decision::{Choice, Next, Step};
use crate::model::value::printable;

impl Page {
    pub(super) fn what_to_do(&mut self, next: &Next) {
        let lines = match next {
            Next::Do(step) => self.step(STEP, "Do:", step),
            Next::Escalate(step) => self.step(TROUBLE, "Escalate:", step),
            Next::Ask {
                question,
                help,
                choices,
                question_at,
                help_at,
                settings,
                ..
            } => {
                let question = self.headline(QUESTION, "Find out:", question, None);
                let help = help
                    .as_ref()
                    .map(|help| placed(&format!("  How: {help}"), help_at.as_ref()));
                std::iter::once(line_at(&question, question_at))
                    .chain(choices.iter().map(choice))
                    .chain(help)
                    .chain(self.answering(settings))
                    .collect()
            }
            Next::Conclude {
                title, element, at, ..
            } => {
                let title = self.headline(STEP, "Conclusion:", title, element.as_deref());
                vec![line_at(&title, at)]
            }
            Next::Refer {
                title,
                url,
                element,
                at,
                ..
            } => {
                let title = self.headline(STEP, "See:", title, element.as_deref());
                vec![line_at(&title, at), line_at(&format!("  {url}"), at)]
            }
            Next::Resolved {
                action,
                element,
                still_showing,
            } => self.resolved(action.as_deref(), element.as_deref(), still_showing),
            Next::NoSymptom => self.ending(STEP, "Nothing to do:", "no symptom shows."),
            Next::Exhausted {
                too_many_attempts: true,
            } => self.ending(
                TROUBLE,
                "Out of steps:",
                "the case has too many attempts to go on.",
            ),
            Next::Exhausted {
                too_many_attempts: false,
            } => self.ending(
                TROUBLE,
                "Out of steps:",
                "the problem shows, and nothing is left to try.",
            ),
            Next::Undetermined => self.ending(
                TROUBLE,
                "Cannot tell:",
                "the facts do not show whether there is a problem.",
            ),
        };
        self.section(None, lines);
    }

    /// How a question is answered in a shell.
    fn answering(&self, settings: &[String]) -> Option<Line> {
        let quoted = self.quoted.filter(|_| !settings.is_empty())?;
        let options: Vec<String> = settings
            .iter()
            .map(|setting| format!("--set {}", quoted(setting)))
            .collect();
        Some(line(&format!("  Answer with: {}", options.join(", or "))))
    }

    fn headline(&self, style: Style, word: &str, text: &str, element: Option<&[String]>) -> String {
        let word = self.styled(style, word);
        let element = element
            .map(|keys| format!(" (for {})", printable(&keys.join("/"))))
            .unwrap_or_default();
        format!("{word} {text}{element}")
    }

    fn ending(&self, style: Style, word: &str, text: &str) -> Vec<Line> {
        vec![line(&self.headline(style, word, text, None))]
    }

    fn step(&self, style: Style, word: &str, step: &Step) -> Vec<Line> {
        let title = match &step.cost {
            Some(cost) => format!("{} ({cost})", step.title),
            None => step.title.clone(),
        };
        let title = self.headline(style, word, &title, step.element.as_deref());
        let mut lines = vec![line_at(&title, &step.at)];
        let width = step.steps.len().to_string().len();
        for (at, text) in step.steps.iter().enumerate() {
            let text = format!("  {:>width$}. {text}", at + 1);
            lines.push(placed(&text, step.steps_at.get(at)));
        }
        for (at, note) in step.notes.iter().enumerate() {
            lines.push(placed(&format!("  Note: {note}"), step.notes_at.get(at)));
        }
        lines
    }

    fn resolved(
        &self,
        action: Option<&str>,
        element: Option<&[String]>,
        still_showing: &[String],
    ) -> Vec<Line> {
        let text = match action {
            Some(action) => format!("`{action}` fixed it."),
            None => "no symptom shows any more.".to_owned(),
        };
        let mut lines = vec![line(&self.headline(STEP, "Resolved:", &text, element))];
        if !still_showing.is_empty() {
            let showing = still_showing.join(", ");
            lines.push(line(&format!("  Still showing in the facts: {showing}")));
        }
        lines
    }
}

fn choice(choice: &Choice) -> Line {
    let label = if choice.label == choice.symbol {
        ""
    } else {
        &choice.label
    };
    line(&format!("  - {}  {label}", choice.symbol))
}

/// A line that comes from this place, if there is one.
fn placed(text: &str, at: Option<&String>) -> Line {
    Line {
        at: at.cloned(),
        ..line(text)
    }
}
