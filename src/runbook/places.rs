//! Where things of a runbook are found: their anchors, and their source lines.

use super::document::Inline;
use crate::model::RuleBase;
use crate::model::ids::{ConditionId, FactId, LetId, RuleId};
use crate::program::Program;
use crate::source::Span;

/// Finds places.
#[derive(Clone, Copy)]
pub(super) struct Places<'a> {
    program: &'a Program,
    base: &'a str,
}

impl<'a> Places<'a> {
    /// `base` stands before the names of files in links.
    pub(super) fn new(program: &'a Program, base: &'a str) -> Self {
        Places { program, base }
    }

    fn rules(self) -> &'a RuleBase {
        self.program.rules()
    }

    /// A link to the line on which something is declared.
    pub(super) fn source(self, span: Span) -> Inline {
        let file = self.program.sources().file(span.file);
        let line = file.position(span.start).line;
        let name = file.name().rsplit('/').next().unwrap_or_default();
        Inline::Link {
            url: format!("{}{}#L{line}", self.base, in_address(file.name())),
            text: format!("{name}:{line}"),
        }
    }

    /// The anchor of a fact.
    pub(super) fn of_fact(self, id: FactId) -> String {
        format!("fact-{}", self.rules().facts[id].path)
    }

    /// The anchor of a condition or symptom.
    pub(super) fn of_condition(self, id: ConditionId) -> String {
        let condition = &self.rules().conditions[id];
        let kind = if condition.is_symptom {
            "symptom"
        } else {
            "condition"
        };
        format!("{kind}-{}", condition.name)
    }

    /// The anchor of a value.
    pub(super) fn of_let(self, id: LetId) -> String {
        format!("value-{}", self.rules().lets[id].name)
    }

    /// The anchor of a rule.
    pub(super) fn of_rule(self, id: RuleId) -> String {
        format!("rule-{}", self.rules().rules[id].name)
    }

    /// A link to a fact.
    pub(super) fn fact(self, id: FactId) -> Inline {
        let fact = &self.rules().facts[id];
        Inline::Reference {
            anchor: self.of_fact(id),
            text: fact.title.clone().unwrap_or_else(|| fact.path.clone()),
        }
    }

    /// A link to a condition or symptom, by its title.
    pub(super) fn condition(self, id: ConditionId) -> Inline {
        let condition = &self.rules().conditions[id];
        let title = condition.title.as_ref();
        Inline::Reference {
            anchor: self.of_condition(id),
            text: title.unwrap_or(&condition.name).clone(),
        }
    }

    /// A link to a rule, by its title.
    pub(super) fn rule(self, id: RuleId) -> Inline {
        let rule = &self.rules().rules[id];
        Inline::Reference {
            anchor: self.of_rule(id),
            text: rule.title.clone().unwrap_or_else(|| rule.name.clone()),
        }
    }

    /// A link to a value.
    pub(super) fn value(self, id: LetId) -> Inline {
        Inline::Reference {
            anchor: self.of_let(id),
            text: self.rules().lets[id].name.clone(),
        }
    }
}

/// The name of a file as it stands in an address.
fn in_address(name: &str) -> String {
    let mut address = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}

/// An address that leads to a page or a file; others, which could run something,
/// lead nowhere.
pub(super) fn harmless(url: &str) -> String {
    let scheme = url.split_once(':').map(|(scheme, _)| scheme);
    // A colon behind a slash is part of a path.
    let scheme = scheme.filter(|scheme| !scheme.contains(['/', '#', '?']));
    match scheme.map(str::to_ascii_lowercase).as_deref() {
        None | Some("https" | "http" | "mailto" | "file") => url.to_owned(),
        Some(_) => "#".to_owned(),
    }
}
