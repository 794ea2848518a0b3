//! A consultation that a script answers.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Ending, LeftOver, Reply};
use crate::explain::{Next, Step};
use crate::facts::case::{Attempt, Case};
use crate::facts::memory::{FactPath, State};
use crate::facts::script::{Answers, Script, ScriptedOutcome};
use crate::model::RuleBase;
use crate::model::fact::{ListType, Type};
use crate::model::ids::ActionId;
use crate::suite::written::in_one_line;

/// A consultation under way: the case, and what the script has left to say.
pub(super) struct Consultation<'s> {
    rules: &'s RuleBase,
    case: Case,
    answers: BTreeMap<FactPath, Held<'s>>,
    /// The answers by the paths that decisions show.
    shown: HashMap<String, FactPath>,
    /// The outcomes, and whether they were used.
    outcomes: Vec<(&'s ScriptedOutcome, bool)>,
    /// Facts whose answers were replaced before they were asked for.
    replaced: BTreeSet<FactPath>,
}

/// An answer that the script holds ready.
struct Held<'s> {
    state: &'s State,
    was_asked: bool,
}

impl<'s> Consultation<'s> {
    pub(super) fn new(rules: &'s RuleBase, case: &Case, script: &'s Script) -> Self {
        let mut consultation = Consultation {
            rules,
            case: case.clone(),
            answers: BTreeMap::new(),
            shown: HashMap::new(),
            outcomes: script.outcomes.iter().map(|item| (item, false)).collect(),
            replaced: BTreeSet::new(),
        };
        consultation.hold(&script.answers);
        consultation
    }

    /// The case as far as it went.
    pub(super) fn case(&self) -> &Case {
        &self.case
    }

    /// What the script says to a decision, which the case then knows; or why the
    /// walk ends there.
    pub(super) fn reply(&mut self, next: &Next) -> Result<Reply, Ending> {
        match next {
            Next::Ask { fact, .. } => self.answer(fact).ok_or(Ending::NoAnswer),
            Next::Do(step) => self.attempt(step).ok_or(Ending::NoOutcome),
            // Whoever takes over may report back, but need not.
            Next::Escalate(step) => self.attempt(step).ok_or(Ending::Over),
            Next::Conclude { .. }
            | Next::Refer { .. }
            | Next::Resolved { .. }
            | Next::NoSymptom
            | Next::Exhausted { .. }
            | Next::Undetermined => Err(Ending::Over),
        }
    }

    /// What the script has and was never needed.
    pub(super) fn left_over(mut self) -> LeftOver {
        let mut never_asked = std::mem::take(&mut self.replaced);
        for (path, held) in &self.answers {
            if held.was_asked {
                never_asked.remove(path);
            } else {
                never_asked.insert(path.clone());
            }
        }
        let unused = self.outcomes.iter().filter(|(_, used)| !used);
        LeftOver {
            answers: told_of(self.rules, &never_asked),
            outcomes: unused.map(|(item, _)| item.show(self.rules)).collect(),
        }
    }

    /// Answers the question for the fact that decisions show like this.
    fn answer(&mut self, fact: &str) -> Option<Reply> {
        let path = self.shown.get(fact)?;
        let held = self.answers.get_mut(path)?;
        *self.case.facts.get_mut(self.rules, path)? = held.state.clone();
        held.was_asked = true;
        Some(Reply::Answer(match held.state {
            State::Unavailable => None,
            state => in_one_line(self.rules, path.fact, state),
        }))
    }

    /// Reports what came of a step.
    fn attempt(&mut self, step: &Step) -> Option<Reply> {
        let rules = self.rules;
        let action = rules
            .actions
            .ids()
            .find(|&id| rules.actions[id].name == step.action)?;
        let keys = step.element.as_deref().unwrap_or_default();
        let fits = |item: &ScriptedOutcome| {
            let element = item.element.as_ref();
            item.action.is_none_or(|named| named == action)
                && element.is_none_or(|element| element.concat() == keys)
        };
        let (item, used) = self
            .outcomes
            .iter_mut()
            .find(|(item, used)| !used && fits(item))?;
        *used = true;
        let item = *item;
        let attempt = Attempt {
            action,
            element: of_binders(rules, action, keys),
            outcome: item.outcome,
        };
        self.case.report(rules, attempt);
        self.hold(&item.answers);
        Some(Reply::Outcome(item.outcome))
    }

    /// Holds answers ready, in place of earlier ones. A list replaces all that
    /// was known of its elements.
    fn hold(&mut self, answers: &'s Answers) {
        if answers.facts.is_empty() {
            return;
        }
        let replaced: Vec<FactPath> = self
            .answers
            .keys()
            .filter(|path| around(self.rules, path).any(|path| answers.facts.contains_key(&path)))
            .cloned()
            .collect();
        for path in replaced {
            if self
                .answers
                .remove(&path)
                .is_some_and(|held| !held.was_asked)
            {
                self.replaced.insert(path);
            }
        }
        for (path, state) in &answers.facts {
            self.shown.insert(path.show(self.rules), path.clone());
            let held = Held {
                state,
                was_asked: false,
            };
            self.answers.insert(path.clone(), held);
        }
    }
}

/// A fact and the lists that it stands in.
fn around<'r>(rules: &'r RuleBase, path: &FactPath) -> impl Iterator<Item = FactPath> + use<'r> {
    std::iter::successors(Some(path.clone()), |path| path.list(rules))
}

/// The paths of these facts; where a list is among them, what it has is not
/// told.
fn told_of(rules: &RuleBase, facts: &BTreeSet<FactPath>) -> Vec<String> {
    let stands_in_one = |path: &FactPath| {
        around(rules, path)
            .skip(1)
            .any(|list| facts.contains(&list))
    };
    facts
        .iter()
        .filter(|path| !stands_in_one(path))
        .map(|path| path.show(rules))
        .collect()
}

/// The keys of an action's elements, which decisions show in one row, binder by
/// binder.
fn of_binders(rules: &RuleBase, action: ActionId, keys: &[String]) -> Vec<Vec<String>> {
    let mut rest = keys;
    let binders = rules.actions[action].binders.iter().map(|binder| {
        let list = rules.variables[binder.variable].list;
        let parts = match &rules.facts[list].ty {
            Type::List(ListType::Records { keys, .. }) => keys.len(),
            Type::List(ListType::Values(_)) | Type::Plain(_) => 1,
        };
        let (own, others) = rest.split_at(parts.min(rest.len()));
        rest = others;
        own.to_vec()
    });
    binders.collect()
}
