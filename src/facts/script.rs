//! The script of a walk: what a whole consultation is told, as a case file says
//! it.

use std::collections::BTreeMap;

use super::case::AttemptOutcome;
use super::memory::{FactPath, State};
use crate::model::RuleBase;
use crate::model::ids::ActionId;

/// What a walk is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// The facts that are given when they are asked for.
    pub answers: Answers,
    /// What the attempts led to. The first one that fits a step and was not
    /// used yet is what came of it.
    pub outcomes: Vec<ScriptedOutcome>,
}

/// What an attempt led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptedOutcome {
    /// The action; any, if none.
    pub action: Option<ActionId>,
    /// The keys of the elements that the action is done to, the outermost
    /// first; any, if none.
    pub element: Option<Vec<Vec<String>>>,
    /// What came of it.
    pub outcome: AttemptOutcome,
    /// What is seen after it: from then on, these replace the earlier answers.
    pub answers: Answers,
}

impl ScriptedOutcome {
    /// The outcome with the step that it is for, as people read it.
    pub fn show(&self, rules: &RuleBase) -> String {
        let outcome = self.outcome.word();
        let Some(action) = self.action else {
            return outcome.to_owned();
        };
        let action = &rules.actions[action].name;
        match &self.element {
            Some(keys) => format!("{action} for {}: {outcome}", keys.concat().join("/")),
            None => format!("{action}: {outcome}"),
        }
    }
}

/// Facts that are given when they are asked for: each is known or unavailable,
/// and of a list by key the elements have nothing but their keys. What else is
/// known of an element are answers of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// The facts, in the order of their declarations.
    pub facts: BTreeMap<FactPath, State>,
}
