//! The rule base: what the rules mean, with every name resolved and every
//! literal read.
//!
//! A rule base that exists is valid: ids point to what they say, tests compare
//! values of one type, actions have steps, nothing depends on itself. Only
//! [`crate::check`] makes one.

mod decision_kind;
pub mod expression;
pub mod fact;
pub mod ids;
pub mod json_path;
pub mod rule;
pub mod text;
pub mod value;

pub use decision_kind::DecisionKind;

use crate::source::Span;
use fact::{Fact, ListType, Type};
use ids::{ActionId, Arena, ConditionId, EntryId, FactId, LetId, RuleId, VariableId};
use rule::{Action, Condition, Entry, Let, Rule, Variable};

/// Everything that the rules declare.
#[derive(Debug, Default)]
pub struct RuleBase {
    /// The guides of all files, in the order of the files.
    pub guides: Vec<Guide>,
    /// All facts, fields of lists included, each list before its fields.
    pub facts: Arena<FactId, Fact>,
    /// All lets.
    pub lets: Arena<LetId, Let>,
    /// All conditions and symptoms.
    pub conditions: Arena<ConditionId, Condition>,
    /// All actions.
    pub actions: Arena<ActionId, Action>,
    /// All rules in the order in which they are considered: by priority, then
    /// by the path of the file, then by position.
    pub rules: Arena<RuleId, Rule>,
    /// All entries of all rules, in the order in which they are considered.
    pub entries: Arena<EntryId, Entry>,
    /// All variables: of `for`, of quantifiers, and the nameless element of
    /// each `where` and of each list's own fields.
    pub variables: Arena<VariableId, Variable>,
}

/// What a file says of itself.
#[derive(Clone, Debug)]
pub struct Guide {
    /// The title.
    pub title: String,
    /// Where its content comes from.
    pub source: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// The declaration.
    pub span: Span,
}

impl RuleBase {
    /// The top-level facts, in the order of [`Fact::slot`].
    pub fn top_level(&self) -> impl Iterator<Item = (FactId, &Fact)> {
        self.facts.iter().filter(|(_, fact)| fact.list.is_none())
    }

    /// Whether a fact is a field that tells the elements of its list apart.
    pub fn is_key(&self, fact: FactId) -> bool {
        let list = self.facts[fact].list.map(|list| &self.facts[list].ty);
        matches!(list, Some(Type::List(ListType::Records { keys, .. })) if keys.contains(&fact))
    }

    /// The symptoms in the order in which they are declared.
    pub fn symptoms(&self) -> impl Iterator<Item = (ConditionId, &Condition)> {
        self.conditions
            .iter()
            .filter(|(_, condition)| condition.is_symptom)
    }
}
