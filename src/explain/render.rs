//! A decision as text for people, in the order in which they need it: what to
//! do now, the steps, why, what was passed over and why, what is missing.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use crate::model::value::printable;

use super::decision::{Considered, Decision, DecisionList, Next, Reason, Step};

const HEADING: Style = Style::new().bold();
const STEP: Style = AnsiColor::Green.on_default().bold();
const QUESTION: Style = AnsiColor::Cyan.on_default().bold();
const TROUBLE: Style = AnsiColor::Yellow.on_default().bold();
const FAINT: Style = Style::new().dimmed();

/// A decision with its reasons; `coloured` adds the colours of a terminal.
pub fn render(decision: &Decision, coloured: bool) -> String {
    let mut page = Page {
        text: String::new(),
        coloured,
    };
    page.what_to_do(&decision.next);
    page.why(&decision.next);
    page.passed_over(&decision.considered);
    page.missing(decision);
    page.symptoms(decision);
    page.text
}

/// Only what to do: the title with its steps, the question, or the conclusion.
pub fn render_quiet(decision: &Decision) -> String {
    let mut page = Page {
        text: String::new(),
        coloured: false,
    };
    page.what_to_do(&decision.next);
    page.text
}

/// The decisions of each rule that applies, one after the other.
pub fn render_list(list: &DecisionList, coloured: bool) -> String {
    if list.decisions.is_empty() {
        return "No rule is known to apply. Without `--all`, `run` says what to find out.\n"
            .to_owned();
    }
    let mut page = Page {
        text: String::new(),
        coloured,
    };
    for (at, decision) in list.decisions.iter().enumerate() {
        if at > 0 {
            page.line("");
        }
        page.what_to_do(&decision.next);
        page.why(&decision.next);
        page.missing(decision);
    }
    page.text
}

/// Of more rules that do not apply only the number is told.
const MAX_OTHER_RULES: usize = 12;

/// A condition that rests on more tests is told instead of them.
const MAX_REASONS: usize = 2;

/// Longer texts are cut.
const MAX_TEXT: usize = 60;

struct Page {
    text: String,
    coloured: bool,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn styled(&self, style: Style, text: &str) -> String {
        if self.coloured {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }

    fn heading(&mut self, text: &str) {
        let heading = self.styled(HEADING, text);
        self.line("");
        self.line(&heading);
    }

    fn headline(&mut self, style: Style, word: &str, text: &str, element: Option<&[String]>) {
        let word = self.styled(style, word);
        let element = element
            .map(|keys| format!(" (for {})", printable(&keys.join("/"))))
            .unwrap_or_default();
        self.line(&format!("{word} {text}{element}"));
    }

    fn what_to_do(&mut self, next: &Next) {
        match next {
            Next::Do(step) => self.step(STEP, "Do:", step),
            Next::Escalate(step) => self.step(TROUBLE, "Escalate:", step),
            Next::Ask {
                question,
                help,
                choices,
                ..
            } => {
                self.headline(QUESTION, "Find out:", question, None);
                for choice in choices {
                    let label = if choice.label == choice.symbol {
                        ""
                    } else {
                        &choice.label
                    };
                    self.line(&format!("  - {}  {label}", choice.symbol));
                }
                if let Some(help) = help {
                    self.line(&format!("  How: {help}"));
                }
            }
            Next::Conclude { title, element, .. } => {
                self.headline(STEP, "Conclusion:", title, element.as_deref());
            }
            Next::Refer {
                title,
                url,
                element,
                ..
            } => {
                self.headline(STEP, "See:", title, element.as_deref());
                self.line(&format!("  {url}"));
            }
            Next::Resolved {
                action,
                element,
                still_showing,
            } => {
                let text = match action {
                    Some(action) => format!("`{action}` fixed it."),
                    None => "no symptom shows any more.".to_owned(),
                };
                self.headline(STEP, "Resolved:", &text, element.as_deref());
                if !still_showing.is_empty() {
                    self.line(&format!(
                        "  Still showing in the facts: {}",
                        still_showing.join(", ")
                    ));
                }
            }
            Next::NoSymptom => self.headline(STEP, "Nothing to do:", "no symptom shows.", None),
            Next::Exhausted {
                too_many_attempts: true,
            } => {
                self.headline(
                    TROUBLE,
                    "Out of steps:",
                    "the case has too many attempts to go on.",
                    None,
                );
            }
            Next::Exhausted {
                too_many_attempts: false,
            } => {
                self.headline(
                    TROUBLE,
                    "Out of steps:",
                    "the problem shows, and nothing is left to try.",
                    None,
                );
            }
            Next::Undetermined => {
                self.headline(
                    TROUBLE,
                    "Cannot tell:",
                    "the facts do not show whether there is a problem.",
                    None,
                );
            }
        }
    }

    fn step(&mut self, style: Style, word: &str, step: &Step) {
        let title = match &step.cost {
            Some(cost) => format!("{} ({cost})", step.title),
            None => step.title.clone(),
        };
        self.headline(style, word, &title, step.element.as_deref());
        let width = step.steps.len().to_string().len();
        for (at, text) in step.steps.iter().enumerate() {
            self.line(&format!("  {:>width$}. {text}", at + 1));
        }
        for note in &step.notes {
            self.line(&format!("  Note: {note}"));
        }
    }

    fn why(&mut self, next: &Next) {
        match next {
            Next::Do(step) | Next::Escalate(step) => {
                self.why_entry(&step.rule, step.because.as_deref(), &step.why, &step.at);
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
            } => {
                self.why_entry(rule, because.as_deref(), why, at);
            }
            Next::Ask {
                rule,
                entry,
                fact,
                answers,
                for_text,
                at,
                ..
            } => {
                self.heading("Why");
                let purpose = if *for_text {
                    "the text of"
                } else {
                    "whether to choose"
                };
                self.line(&format!(
                    "  `{}` decides {purpose} `{entry}` of rule `{rule}` ({at}).",
                    printable(fact)
                ));
                for answer in answers {
                    let word = answer.answer.as_deref().unwrap_or("not to be had");
                    let name = answer.name.as_deref().unwrap_or_default();
                    self.line(&format!(
                        "  - {word}: {}",
                        outlook_in_words(answer.kind, name)
                    ));
                }
            }
            Next::Resolved { .. }
            | Next::NoSymptom
            | Next::Exhausted { .. }
            | Next::Undetermined => {}
        }
    }

    fn why_entry(&mut self, rule: &str, because: Option<&str>, why: &[Reason], at: &str) {
        self.heading("Why");
        if let Some(because) = because {
            self.line(&format!("  {because}"));
        }
        self.line(&format!("  Rule `{rule}` says so ({at})."));
        self.reasons("  ", &why.iter().collect::<Vec<_>>(), 0);
    }

    /// The tests that decided. Of a condition with many of them the condition
    /// is told, and only for the outermost what it rests on.
    fn reasons(&mut self, indent: &str, reasons: &[&Reason], depth: usize) {
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
                    self.line(&format!("{indent}- `{}` {truth}", within.condition));
                    if depth == 0 {
                        self.reasons(&format!("{indent}  "), group, depth + 1);
                    }
                }
                _ => {
                    for facts in group.chunk_by(|a, b| a.test == b.test && a.at == b.at) {
                        self.reason(&format!("{indent}- "), facts);
                    }
                }
            }
        }
    }

    /// A test with the facts on which it depends.
    fn reason(&mut self, indent: &str, facts: &[&Reason]) {
        let Some(reason) = facts.first() else { return };
        let mut line = format!(
            "{indent}`{}` {}",
            shorten(&reason.test),
            truth_in_words(&reason.truth)
        );
        let mut separator = ":";
        for reason in facts {
            if let Some(fact) = &reason.fact {
                let _ = write!(
                    line,
                    "{separator} {} {}",
                    printable(fact),
                    state_in_words(reason)
                );
                separator = ",";
            }
        }
        let place = self.styled(FAINT, &format!("({})", reason.at));
        self.line(&format!("{line} {place}"));
    }

    fn symptoms(&mut self, decision: &Decision) {
        let showing: Vec<_> = decision
            .symptoms
            .iter()
            .filter(|symptom| !matches!(symptom.truth.as_str(), "fails" | "open"))
            .collect();
        if showing.is_empty() {
            return;
        }
        self.heading("Symptoms");
        for symptom in showing {
            self.line(&format!(
                "  {}: {}",
                symptom.title,
                truth_in_words(&symptom.truth)
            ));
        }
    }

    fn passed_over(&mut self, considered: &[Considered]) {
        if considered.is_empty() {
            return;
        }
        self.heading("Passed over");
        let mut rules_left_out = 0;
        let mut last_rule = None;
        for candidate in considered {
            if candidate.rule_truth.can_hold() {
                self.candidate(candidate);
                continue;
            }
            // A rule that cannot apply is told once, not entry by entry.
            let rule = (&candidate.rule, &candidate.element);
            if last_rule.replace(rule) == Some(rule) {
                continue;
            }
            rules_left_out += 1;
            if rules_left_out <= MAX_OTHER_RULES {
                self.rule(candidate);
            }
        }
        if rules_left_out > MAX_OTHER_RULES {
            self.line(&format!(
                "  … and {} more rules that do not apply",
                rules_left_out - MAX_OTHER_RULES
            ));
        }
    }

    /// A rule that cannot apply, with the test or condition at fault.
    fn rule(&mut self, candidate: &Considered) {
        let what = format!(
            "  rule `{}`{} does not apply",
            candidate.rule,
            element_of(candidate)
        );
        let at_fault = candidate
            .because
            .first()
            .map(|reason| match reason.within.first() {
                Some(within) => format!("`{}` {}", within.condition, truth_in_words(&within.truth)),
                None => format!(
                    "`{}` {}",
                    shorten(&reason.test),
                    truth_in_words(&reason.truth)
                ),
            });
        match at_fault {
            Some(at_fault) => self.line(&format!("{what}: {at_fault}")),
            None => self.line(&what),
        }
    }

    fn candidate(&mut self, candidate: &Considered) {
        let why = match candidate.passed_over {
            "used_up" => format!(
                "attempted already ({})",
                candidate.attempts.join(", ").replace('_', " ")
            ),
            "not_asked" => "not shown by the facts, and not asked about".to_owned(),
            _ => format!("its guard {}", truth_in_words(&candidate.truth)),
        };
        let element = element_of(candidate);
        self.line(&format!(
            "  {} of rule `{}`{element}: {why}",
            candidate.entry, candidate.rule
        ));
        self.reasons("    ", &candidate.because.iter().collect::<Vec<_>>(), 0);
    }

    fn missing(&mut self, decision: &Decision) {
        // A question has named its own fact.
        let asked = match &decision.next {
            Next::Ask { fact, .. } => Some(fact),
            _ => None,
        };
        if decision.missing.iter().all(|fact| Some(fact) == asked) {
            return;
        }
        self.heading("Missing");
        for fact in &decision.missing {
            self.line(&format!("  {}", printable(fact)));
        }
    }
}

fn element_of(candidate: &Considered) -> String {
    candidate
        .element
        .as_ref()
        .map(|keys| format!(" for {}", printable(&keys.join("/"))))
        .unwrap_or_default()
}

/// A text that is not too long to be read in passing.
fn shorten(text: &str) -> String {
    match text.char_indices().nth(MAX_TEXT) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}

fn state_in_words(reason: &Reason) -> String {
    match (&reason.value, reason.state) {
        (Some(value), _) if value.is_empty() => "is empty".to_owned(),
        (Some(value), Some("default")) => format!("is {} by default", shorten(value)),
        (Some(value), _) => format!("is {}", shorten(value)),
        (None, Some("unknown")) => "is not known yet".to_owned(),
        (None, _) => "cannot be had".to_owned(),
    }
}

/// What an answer leads to.
fn outlook_in_words(kind: &str, name: &str) -> String {
    match kind {
        "ask" => format!("then `{}` is asked for", printable(name)),
        "do" => format!("do `{name}`"),
        "escalate" => format!("escalate to `{name}`"),
        "conclude" => format!("conclude: {name}"),
        "refer" => format!("refer to: {name}"),
        "resolved" => "resolved".to_owned(),
        "no_symptom" => "nothing to do".to_owned(),
        "exhausted" => "nothing is left to try".to_owned(),
        _ => "then nothing can be told".to_owned(),
    }
}

fn truth_in_words(truth: &str) -> &str {
    match truth {
        "cannot_be_known" => "cannot be known",
        "cannot_hold" => "can no longer hold",
        "open" => "is still open",
        word => word,
    }
}
