//! What entries and facts are called, whatever the record.

use crate::explain::made_question;
use crate::facts::memory::FactPath;
use crate::model::RuleBase;
use crate::model::fact::Ask;
use crate::model::ids::{ActionId, EntryId, FactId};
use crate::model::rule::Proposal;

/// The action of an entry, where it has one.
pub(super) fn action(rules: &RuleBase, entry: EntryId) -> Option<ActionId> {
    match &rules.entries[entry].proposal {
        Proposal::Try { action, .. } | Proposal::Escalate(action) => Some(action.action),
        Proposal::Conclude(_) | Proposal::Refer { .. } => None,
    }
}

/// The name of an entry: of its action, or its text as the rules write it.
pub(super) fn entry(rules: &RuleBase, entry: EntryId) -> String {
    match &rules.entries[entry].proposal {
        Proposal::Try { action, .. } | Proposal::Escalate(action) => {
            rules.actions[action.action].name.clone()
        }
        Proposal::Conclude(text) | Proposal::Refer { text, .. } => text.as_written(),
    }
}

/// The title of an entry, its holes as the rules write them.
pub(super) fn title(rules: &RuleBase, entry: EntryId) -> String {
    let action = action(rules, entry).map(|action| &rules.actions[action]);
    match action.and_then(|action| action.title.as_ref()) {
        Some(title) => title.as_written(),
        None => self::entry(rules, entry),
    }
}

/// The question for a fact, its holes as the rules write them.
pub(super) fn question(rules: &RuleBase, fact: FactId) -> String {
    match &rules.facts[fact].ask {
        Ask::Question(question) => question.as_written(),
        Ask::Made | Ask::Never => made_question(rules, &any(fact)),
    }
}

/// A fact, or a field of any element.
fn any(fact: FactId) -> FactPath {
    FactPath {
        fact,
        elements: Vec::new(),
    }
}

/// The titles of the guides, each once; nothing where there are none.
pub(super) fn guides(rules: &RuleBase) -> Vec<&str> {
    let mut titles: Vec<&str> = Vec::new();
    for guide in &rules.guides {
        if !titles.contains(&guide.title.as_str()) {
            titles.push(&guide.title);
        }
    }
    titles
}
