//! The candidates that were passed over.

use std::borrow::Cow;

use super::words::truth_in_words;
use super::{Line, Page, line, line_at};
use crate::engine::Truth;
use crate::explain::decision::Considered;
use crate::model::DecisionKind;
use crate::model::value::printable;

/// On a screen, of more rules that do not apply only the number is told.
const MAX_OTHER_RULES: usize = 12;

impl Page {
    /// Whether this candidate is told of.
    pub(super) fn tells(&self, candidate: &Considered) -> bool {
        candidate.rule_truth != Truth::FAILS || self.detail.tells_rules_that_fail()
    }

    pub(super) fn passed_over(&mut self, considered: &[Considered]) {
        let mut lines = Vec::new();
        let mut rules_that_do_not_apply = 0;
        let mut last_rule = None;
        for candidate in considered.iter().filter(|candidate| self.tells(candidate)) {
            if candidate.rule_truth.can_hold() {
                self.candidate(candidate, &mut lines);
                continue;
            }
            // A rule that cannot apply is told once, not entry by entry.
            let rule = (&candidate.rule, &candidate.element);
            if last_rule.replace(rule) == Some(rule) {
                continue;
            }
            rules_that_do_not_apply += 1;
            if rules_that_do_not_apply <= MAX_OTHER_RULES || !self.detail.shortens() {
                lines.push(self.rule(candidate));
            }
        }
        if rules_that_do_not_apply > MAX_OTHER_RULES && self.detail.shortens() {
            lines.push(line(&format!(
                "  … and {} more rules that do not apply",
                rules_that_do_not_apply - MAX_OTHER_RULES
            )));
        }
        self.section(Some("Passed over"), lines);
    }

    /// A rule that cannot apply, with the test or condition at fault.
    fn rule(&self, candidate: &Considered) -> Line {
        let what = format!(
            "  rule `{}`{} does not apply",
            candidate.rule,
            element_of(candidate)
        );
        let Some(reason) = candidate.because.first() else {
            return line_at(&what, &candidate.at);
        };
        let at_fault = match reason.within.first() {
            Some(within) => format!("`{}` {}", within.condition, truth_in_words(&within.truth)),
            None => format!(
                "`{}` {}",
                self.detail.cut(&reason.test),
                truth_in_words(&reason.truth)
            ),
        };
        line_at(&format!("{what}: {at_fault}"), &reason.at)
    }

    fn candidate(&self, candidate: &Considered, lines: &mut Vec<Line>) {
        let why = match candidate.passed_over {
            "used_up" => format!(
                "attempted already ({})",
                candidate.attempts.join(", ").replace('_', " ")
            ),
            "not_asked" => "not shown by the facts, and not asked about".to_owned(),
            _ => format!("its guard {}", truth_in_words(&candidate.truth)),
        };
        let text = format!(
            "  {} of rule `{}`{}: {why}",
            entry_of(candidate),
            candidate.rule,
            element_of(candidate)
        );
        lines.push(line_at(&text, &candidate.at));
        let because: Vec<_> = candidate.because.iter().collect();
        self.reasons("    ", &because, 0, lines);
    }
}

/// The action; a text in quotes behind what the entry does with it, so that nobody
/// takes for true what is not concluded.
fn entry_of(candidate: &Considered) -> Cow<'_, str> {
    match candidate.proposes {
        kind @ (DecisionKind::Conclude | DecisionKind::Refer) => {
            Cow::Owned(format!("{} \"{}\"", kind.word(), candidate.entry))
        }
        _ => Cow::Borrowed(&candidate.entry),
    }
}

fn element_of(candidate: &Considered) -> String {
    candidate
        .element
        .as_ref()
        .map(|keys| format!(" for {}", printable(&keys.join("/"))))
        .unwrap_or_default()
}
