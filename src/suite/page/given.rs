//! What was given: the case as its file says it.

use super::Page;
use crate::facts::case::Attempt;
use crate::facts::read::CaseFile;
use crate::model::RuleBase;
use crate::suite::written::{as_block, on_a_line, within_brackets};

impl Page {
    pub(super) fn given(&mut self, rules: &RuleBase, file: &CaseFile) {
        if let Some(name) = &file.name {
            self.line(&format!("case: {}", on_a_line(name)));
        }
        if let Some(now) = &file.case.now {
            self.line(&format!("now: {now}"));
        }
        let mut facts = Vec::new();
        for (id, fact) in rules.top_level() {
            as_block(rules, id, file.case.facts.slot(fact.slot), &mut facts);
        }
        if facts.is_empty() {
            self.line("facts: {}");
        } else {
            self.line("facts:");
        }
        for fact in facts {
            self.line(&format!("  {fact}"));
        }
        if !file.case.attempts.is_empty() {
            self.line("attempted:");
        }
        for attempt in &file.case.attempts {
            self.line(&format!("  - {}", attempted(rules, attempt)));
        }
    }
}

fn attempted(rules: &RuleBase, attempt: &Attempt) -> String {
    let keys: Vec<String> = attempt
        .element
        .iter()
        .flatten()
        .map(|part| within_brackets(part))
        .collect();
    let element = if keys.is_empty() {
        String::new()
    } else {
        format!(", for: [{}]", keys.join(", "))
    };
    format!(
        "{{ action: {}{element}, outcome: {} }}",
        rules.actions[attempt.action].name,
        attempt.outcome.word()
    )
}
