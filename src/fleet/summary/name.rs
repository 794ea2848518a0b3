//! What entries and facts are called, whatever the record.

use crate::explain::made_question;
use crate::facts::memory::FactPath;
use crate::model::RuleBase;
use crate::model::fact::Ask;
use crate::model::ids::{ActionId, EntryId, FactId};
use crate::model::rule::Proposal;
use crate::model::text::Template;

/// How a text is told whose values are another in every record:
/// [`Template::as_written`] to programs, [`Template::with_names`] to people.
pub(super) type Tell = fn(&Template) -> String;

/// The action of an entry, where it has one.
pub(super) fn action(rules: &RuleBase, entry: EntryId) -> Option<ActionId> {
    match &rules.entries[entry].proposal {
        Proposal::Try { action, .. } | Proposal::Escalate(action) => Some(action.action),
        Proposal::Conclude(_) | Proposal::Refer { .. } => None,
    }
}

/// The name of an entry: of its action, or its text.
pub(super) fn entry(rules: &RuleBase, entry: EntryId, tell: Tell) -> String {
    match &rules.entries[entry].proposal {
        Proposal::Try { action, .. } | Proposal::Escalate(action) => {
            rules.actions[action.action].name.clone()
        }
        Proposal::Conclude(text) | Proposal::Refer { text, .. } => tell(text),
    }
}

/// The title of an entry.
pub(super) fn title(rules: &RuleBase, entry: EntryId, tell: Tell) -> String {
    let action = action(rules, entry).map(|action| &rules.actions[action]);
    match action.and_then(|action| action.title.as_ref()) {
        Some(title) => tell(title),
        None => self::entry(rules, entry, tell),
    }
}

/// The question for a fact.
pub(super) fn question(rules: &RuleBase, fact: FactId, tell: Tell) -> String {
    match &rules.facts[fact].ask {
        Ask::Question(question) => tell(question),
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
