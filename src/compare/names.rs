//! What entries are called, whatever the case.

use crate::model::RuleBase;
use crate::model::ids::EntryId;
use crate::model::rule::Proposal;
use crate::model::text::{Part, Template};

/// The name of an entry: of its action, or its text as the rules write it.
pub(super) fn entry(rules: &RuleBase, id: EntryId) -> String {
    match &rules.entries[id].proposal {
        Proposal::Try { action, .. } | Proposal::Escalate(action) => {
            rules.actions[action.action].name.clone()
        }
        Proposal::Conclude(text) | Proposal::Refer { text, .. } => as_written(text),
    }
}

/// A text with its holes as they are written.
fn as_written(text: &Template) -> String {
    let parts = text.parts.iter().map(|part| match part {
        Part::Text(text) => text.clone(),
        Part::Hole { name, .. } => format!("{{{name}}}"),
    });
    parts.collect()
}
