//! The names that inputs use, prepared for looking up many of them.

use std::collections::{HashMap, HashSet};

use super::phrases::example;
use crate::diagnostic::nearest::nearest;
use crate::model::RuleBase;
use crate::model::fact::{ListType, Type};
use crate::model::ids::{ActionId, FactId};

/// The names of a rule base.
#[derive(Debug)]
pub(super) struct Names<'r> {
    /// The rule base.
    pub(super) rules: &'r RuleBase,
    facts: HashMap<&'r str, FactId>,
    /// How long the longest path of a fact is.
    longest: usize,
    /// The front parts of dotted facts: `app` of `app.message`.
    groups: HashSet<&'r str>,
    fields: HashMap<(FactId, &'r str), FactId>,
    /// The top-level facts that gathered documents have, in their order.
    gathered: Vec<FactId>,
    actions: HashMap<&'r str, ActionId>,
    known_rules: HashSet<&'r str>,
}

impl<'r> Names<'r> {
    pub(super) fn of(rules: &'r RuleBase) -> Self {
        let mut names = Names {
            rules,
            facts: HashMap::new(),
            longest: rules
                .top_level()
                .map(|(_, fact)| fact.path.len())
                .max()
                .unwrap_or(0),
            groups: HashSet::new(),
            fields: HashMap::new(),
            gathered: rules
                .top_level()
                .filter(|(_, fact)| fact.from.is_some())
                .map(|(id, _)| id)
                .collect(),
            actions: HashMap::new(),
            known_rules: rules
                .rules
                .values()
                .map(|rule| rule.name.as_str())
                .collect(),
        };
        for (id, fact) in rules.facts.iter() {
            if let Some(list) = fact.list {
                names.fields.insert((list, fact.word()), id);
            } else {
                names.facts.insert(&fact.path, id);
                names.groups.extend(fronts(&fact.path));
            }
        }
        for (id, action) in rules.actions.iter() {
            names.actions.insert(&action.name, id);
        }
        names
    }

    /// The top-level fact at this path.
    pub(super) fn fact(&self, path: &str) -> Option<FactId> {
        self.facts.get(path).copied()
    }

    /// The fact that is the front part of this path, and what follows the dot
    /// behind it.
    pub(super) fn front_of<'p>(&self, path: &'p str) -> Option<(FactId, &'p str)> {
        // A path may be as long as a file, and consist of dots.
        let fronts = fronts(path).skip_while(|front| front.len() > self.longest);
        let mut facts =
            fronts.filter_map(|front| Some((self.fact(front)?, &path[front.len() + 1..])));
        facts.next()
    }

    /// How the first fact is given.
    pub(super) fn example(&self) -> Option<String> {
        let (first, _) = self.rules.top_level().next()?;
        Some(example(self.rules, first))
    }

    /// Whether this is the front part of the paths of facts.
    pub(super) fn is_group(&self, path: &str) -> bool {
        self.groups.contains(path)
    }

    /// The paths of the facts of a group.
    pub(super) fn group(&self, path: &str) -> Vec<String> {
        let within = |fact: &str| {
            fact.strip_prefix(path)
                .is_some_and(|rest| rest.starts_with('.'))
        };
        let facts = self.rules.top_level().map(|(_, fact)| fact.path.as_str());
        facts
            .filter(|fact| within(fact))
            .map(str::to_owned)
            .collect()
    }

    /// The field of a list with this word.
    pub(super) fn field(&self, list: FactId, word: &str) -> Option<FactId> {
        self.fields.get(&(list, word)).copied()
    }

    /// The words of the fields of a list.
    pub(super) fn field_words(&self, list: FactId) -> impl Iterator<Item = &'r str> {
        let rules = self.rules;
        let fields: &[FactId] = match &rules.facts[list].ty {
            Type::List(ListType::Records { fields, .. }) => fields,
            _ => &[],
        };
        fields.iter().map(|&field| rules.facts[field].word())
    }

    /// The top-level facts that gathered documents have, in their order.
    pub(super) fn gathered(&self) -> &[FactId] {
        &self.gathered
    }

    /// The action of this name.
    pub(super) fn action(&self, name: &str) -> Option<ActionId> {
        self.actions.get(name).copied()
    }

    /// Whether there is a rule of this name.
    pub(super) fn is_rule(&self, name: &str) -> bool {
        self.known_rules.contains(name)
    }

    /// The fact or group whose path is most like this one.
    pub(super) fn nearest_fact(&self, path: &str) -> Option<String> {
        let facts = || self.rules.top_level().map(|(_, fact)| fact.path.as_str());
        let found = nearest(path, facts().chain(facts().flat_map(fronts)));
        found.map(str::to_owned)
    }

    /// The field of a list whose word is most like this one.
    pub(super) fn nearest_field(&self, list: FactId, word: &str) -> Option<String> {
        nearest(word, self.field_words(list)).map(str::to_owned)
    }

    /// The action whose name is most like this one.
    pub(super) fn nearest_action(&self, name: &str) -> Option<String> {
        let actions = self
            .rules
            .actions
            .values()
            .map(|action| action.name.as_str());
        nearest(name, actions).map(str::to_owned)
    }

    /// The rule whose name is most like this one.
    pub(super) fn nearest_rule(&self, name: &str) -> Option<String> {
        let rules = self.rules.rules.values().map(|rule| rule.name.as_str());
        nearest(name, rules).map(str::to_owned)
    }
}

/// What is before each dot of a path, the longest first.
fn fronts(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('.').map(|(dot, _)| &path[..dot])
}
