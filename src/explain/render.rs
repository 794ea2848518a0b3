//! A decision as text for people, in the order in which they need it: what to
//! do now, the steps, why, what was passed over and why, what is missing.
//!
//! The same page is made for two readers. On a *screen* it says where in the
//! rules everything comes from, in no more words than can be read in passing.
//! Where it is *kept*, to be compared with what is decided later, it is whole,
//! and says nothing that changes while the decision and its reasons do not: no
//! places, and no rules that are sure not to apply.

mod next;
mod passed_over;
mod why;
mod words;

use anstyle::{AnsiColor, Style};

use super::decision::{Decision, DecisionList, Next};
use crate::model::value::printable;
use words::truth_in_words;

const HEADING: Style = Style::new().bold();
const STEP: Style = AnsiColor::Green.on_default().bold();
const QUESTION: Style = AnsiColor::Cyan.on_default().bold();
const TROUBLE: Style = AnsiColor::Yellow.on_default().bold();
const FAINT: Style = Style::new().dimmed();

/// A line of a text, and where in the rules it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line, without its end.
    pub text: String,
    /// The place in the rules that makes the line what it is, as
    /// `path:line:column`; none where there is no single one.
    pub at: Option<String>,
}

/// A part of a text about a decision. The first one, without a heading, says
/// what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What it is about.
    pub heading: Option<&'static str>,
    /// The lines; one or more.
    pub lines: Vec<Line>,
}

/// A decision with its reasons; `coloured` adds the colours of a terminal.
pub fn render(decision: &Decision, coloured: bool) -> String {
    let mut page = Page::new(Detail::Screen { coloured });
    page.decision(decision);
    page.text()
}

/// [`render`] for whoever answers questions in a shell: below one it says how.
/// `quoted` writes a word as the shell takes it.
pub fn render_for_shell(decision: &Decision, coloured: bool, quoted: Quoted) -> String {
    let mut page = Page::new(Detail::Screen { coloured });
    page.quoted = Some(quoted);
    page.decision(decision);
    page.text()
}

/// Writes a word as a shell takes it.
pub type Quoted = fn(&str) -> String;

/// A decision with its reasons, to be kept: it stays the same where the rules
/// are laid out anew, where they lie elsewhere, and where others are added that
/// are sure not to apply.
pub fn render_to_keep(decision: &Decision) -> Vec<Section> {
    let mut page = Page::new(Detail::Kept);
    page.decision(decision);
    page.sections
}

/// Only what to do: the title with its steps, the question, or the conclusion.
pub fn render_quiet(decision: &Decision) -> String {
    let mut page = Page::new(Detail::Screen { coloured: false });
    page.what_to_do(&decision.next);
    page.text()
}

/// The decisions of each rule that applies, one after the other, as
/// [`render_for_shell`] tells one.
pub fn render_list(list: &DecisionList, coloured: bool, quoted: Quoted) -> String {
    if list.decisions.is_empty() {
        return NO_RULE_APPLIES.to_owned();
    }
    let mut page = Page::new(Detail::Screen { coloured });
    page.quoted = Some(quoted);
    for decision in &list.decisions {
        page.what_to_do(&decision.next);
        page.why(&decision.next);
        let missing = page.missing_facts(decision);
        page.section(Some("Missing"), missing);
    }
    if list.decisions.iter().any(|decision| decision.lacks_now) {
        page.section(Some("Missing"), vec![line(TIME_IS_MISSING)]);
    }
    page.text()
}

/// Only what each rule that applies says to do, one after the other.
pub fn render_list_quiet(list: &DecisionList) -> String {
    if list.decisions.is_empty() {
        return NO_RULE_APPLIES.to_owned();
    }
    let mut page = Page::new(Detail::Screen { coloured: false });
    for decision in &list.decisions {
        page.what_to_do(&decision.next);
    }
    page.text()
}

const NO_RULE_APPLIES: &str =
    "No rule is known to apply. Without `--all`, `run` says what to find out.\n";

const TIME_IS_MISSING: &str = "  the time of the case is not known: give `--now`";

/// For whom a page is.
#[derive(Clone, Copy)]
enum Detail {
    /// For the screen of whoever has the case at hand.
    Screen {
        /// With the colours of a terminal.
        coloured: bool,
    },
    /// For being compared with later pages.
    Kept,
}

impl Detail {
    fn is_coloured(self) -> bool {
        matches!(self, Detail::Screen { coloured: true })
    }

    /// Whether it is said where in the rules something is written.
    fn tells_places(self) -> bool {
        matches!(self, Detail::Screen { .. })
    }

    /// Whether rules are told that are sure not to apply.
    fn tells_rules_that_fail(self) -> bool {
        matches!(self, Detail::Screen { .. })
    }

    /// Whether what is long is cut.
    fn shortens(self) -> bool {
        matches!(self, Detail::Screen { .. })
    }
}

/// A text about decisions, in the making.
struct Page {
    detail: Detail,
    /// How words are written for a shell, where the reader has one at hand.
    quoted: Option<Quoted>,
    sections: Vec<Section>,
}

impl Page {
    fn new(detail: Detail) -> Self {
        Page {
            detail,
            quoted: None,
            sections: Vec::new(),
        }
    }

    fn decision(&mut self, decision: &Decision) {
        self.what_to_do(&decision.next);
        self.why(&decision.next);
        self.passed_over(&decision.considered);
        self.missing(decision);
        self.symptoms(decision);
    }

    /// Starts a section, if there is anything to be said in it.
    fn section(&mut self, heading: Option<&'static str>, lines: Vec<Line>) {
        if !lines.is_empty() {
            self.sections.push(Section { heading, lines });
        }
    }

    fn styled(&self, style: Style, text: &str) -> String {
        if self.detail.is_coloured() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }

    /// The sections as one text, with empty lines between them.
    fn text(&self) -> String {
        let mut text = String::new();
        for (at, section) in self.sections.iter().enumerate() {
            if at > 0 {
                text.push('\n');
            }
            if let Some(heading) = section.heading {
                text.push_str(&self.styled(HEADING, heading));
                text.push('\n');
            }
            for line in &section.lines {
                text.push_str(&line.text);
                text.push('\n');
            }
        }
        text
    }

    fn symptoms(&mut self, decision: &Decision) {
        let showing = decision
            .symptoms
            .iter()
            .filter(|symptom| !matches!(symptom.truth.as_str(), "fails" | "open"));
        let lines = showing.map(|symptom| {
            let truth = truth_in_words(&symptom.truth);
            line_at(&format!("  {}: {truth}", symptom.title), &symptom.at)
        });
        let lines = lines.collect();
        self.section(Some("Symptoms"), lines);
    }

    fn missing(&mut self, decision: &Decision) {
        let mut lines = self.missing_facts(decision);
        if decision.lacks_now && self.quoted.is_some() {
            lines.push(line(TIME_IS_MISSING));
        }
        self.section(Some("Missing"), lines);
    }

    fn missing_facts(&self, decision: &Decision) -> Vec<Line> {
        // A question has named its own fact.
        let asked = match &decision.next {
            Next::Ask { fact, .. } => Some(fact),
            _ => None,
        };
        if decision.missing.iter().all(|fact| Some(fact) == asked) {
            return Vec::new();
        }
        let told = decision
            .missing
            .iter()
            .filter(|fact| self.tells_missing(decision, fact));
        told.map(|fact| line(&format!("  {}", printable(fact))))
            .collect()
    }

    /// Where nothing is left to try, the facts at fault are those of all
    /// candidates; a page tells those of the candidates that it tells.
    fn tells_missing(&self, decision: &Decision, fact: &String) -> bool {
        if !matches!(decision.next, Next::Exhausted { .. }) {
            return true;
        }
        let told = decision
            .considered
            .iter()
            .filter(|candidate| self.tells(candidate));
        told.flat_map(|candidate| &candidate.because)
            .any(|reason| reason.fact.as_ref() == Some(fact))
    }
}

/// A line that comes from no single place.
fn line(text: &str) -> Line {
    Line {
        text: text.trim_end().to_owned(),
        at: None,
    }
}

/// A line that comes from this place in the rules.
fn line_at(text: &str, at: &str) -> Line {
    Line {
        at: Some(at.to_owned()),
        ..line(text)
    }
}
