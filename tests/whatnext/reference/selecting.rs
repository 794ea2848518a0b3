//! The meaning of rules: which step is the next one.

use whatnext::engine::{PassedOver, WhyResolved};
use whatnext::facts::case::AttemptOutcome;
use whatnext::facts::memory::FactPath;
use whatnext::model::expression::{Test, TestKind};
use whatnext::model::ids::{ActionId, EntryId, VariableId};
use whatnext::model::rule::{ActionUse, Binder, Entry, Proposal, Rule};
use whatnext::model::text::{HoleValue, Part, Template};

use super::elements::Bound;
use super::formula::{Formula, Want};
use super::meaning::{Known, Meaning};
use super::verdicts::Verdicts;

/// After so many attempts a case ends.
const MOST_ATTEMPTS: usize = 200;

/// Everything that there is to say about a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decision {
    pub(super) next: Next,
    /// The candidates that were looked at, in order.
    pub(super) considered: Vec<Considered>,
    pub(super) symptoms: Vec<Verdicts>,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Do, conclude, refer or escalate.
    Step(Candidate),
    Ask {
        fact: FactPath,
        on_account_of: Candidate,
        for_text: bool,
    },
    Resolved(WhyResolved),
    NoSymptom,
    Exhausted {
        too_many_attempts: bool,
    },
    Undetermined,
}

/// An entry, for certain elements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) entry: EntryId,
    /// The keys of the elements that its rule is instantiated for.
    pub(super) elements: Vec<Vec<String>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Considered {
    pub(super) candidate: Candidate,
    pub(super) guard: Verdicts,
    pub(super) passed_over: Option<PassedOver>,
}

/// What a rule decides for certain elements, and the candidates that were looked
/// at.
pub(super) type OfRule = (Next, Vec<Considered>);

/// A rule for certain elements.
struct Instance<'a> {
    rule: &'a Rule,
    bound: Bound<'a>,
    elements: Vec<Vec<String>>,
    /// The tests of `for each x in L where …`.
    wheres: Vec<Formula>,
    /// Where a list of `for each` is not known: that, in place of everything
    /// that would be said of its elements.
    no_list: Option<Formula>,
}

impl<'a> Meaning<'a> {
    pub(super) fn decide(&self) -> Decision {
        let mut considered = Vec::new();
        let next = self.next(&mut considered);
        Decision {
            next,
            considered,
            symptoms: self.symptoms(),
        }
    }

    /// What each rule that applies decides by itself; those left out that have
    /// nothing more to say.
    pub(super) fn decide_each_rule(&self) -> Vec<OfRule> {
        let instances = self
            .rules
            .rules
            .values()
            .flat_map(|rule| self.instances(rule));
        let applying =
            instances.filter(|instance| self.applies(instance).verdicts() == Verdicts::HOLDS);
        let of_rule = |instance: Instance<'a>| {
            let mut considered = Vec::new();
            let mut entries = instance.rule.entries.iter();
            let next =
                entries.find_map(|entry| self.consider(&instance, *entry, &mut considered))?;
            Some((next, considered))
        };
        applying.filter_map(of_rule).collect()
    }

    pub(super) fn symptoms(&self) -> Vec<Verdicts> {
        self.rules
            .symptoms()
            .map(|(_, symptom)| self.test(&symptom.test, &Bound::default()).verdicts())
            .collect()
    }

    /// The guards of all candidates, in order.
    pub(super) fn guards(&self) -> Vec<(Candidate, Verdicts)> {
        let instances = self
            .rules
            .rules
            .values()
            .flat_map(|rule| self.instances(rule));
        let guards = instances.flat_map(|instance| {
            let guard = |entry: &EntryId| {
                let candidate = Candidate {
                    entry: *entry,
                    elements: instance.elements.clone(),
                };
                (
                    candidate,
                    self.guard(&instance, &self.rules.entries[*entry])
                        .verdicts(),
                )
            };
            instance.rule.entries.iter().map(guard).collect::<Vec<_>>()
        });
        guards.collect()
    }

    fn next(&self, considered: &mut Vec<Considered>) -> Next {
        let attempts = &self.case.attempts;
        if attempts
            .last()
            .is_some_and(|last| last.outcome == AttemptOutcome::Fixed)
        {
            return Next::Resolved(WhyResolved::Fixed);
        }
        let complaints = self.complaints();
        let nothing_shows = complaints
            .iter()
            .all(|complaint| *complaint == Verdicts::FAILS);
        if !attempts.is_empty() && nothing_shows {
            return Next::Resolved(WhyResolved::NothingShows);
        }
        if attempts.len() >= MOST_ATTEMPTS {
            return Next::Exhausted {
                too_many_attempts: true,
            };
        }
        for instance in self
            .rules
            .rules
            .values()
            .flat_map(|rule| self.instances(rule))
        {
            for &entry in &instance.rule.entries {
                if let Some(next) = self.consider(&instance, entry, considered) {
                    return next;
                }
            }
        }
        if complaints.contains(&Verdicts::HOLDS) {
            Next::Exhausted {
                too_many_attempts: false,
            }
        } else if nothing_shows {
            Next::NoSymptom
        } else {
            Next::Undetermined
        }
    }

    /// What the candidate decides, unless it is passed over.
    fn consider(
        &self,
        instance: &Instance<'a>,
        id: EntryId,
        considered: &mut Vec<Considered>,
    ) -> Option<Next> {
        let entry = &self.rules.entries[id];
        let guard = self.guard(instance, entry);
        let verdicts = guard.verdicts();
        let passed_over = if !verdicts.can_hold() {
            Some(PassedOver::Guard)
        } else if self.is_used_up(instance, entry) {
            Some(PassedOver::UsedUp)
        } else if entry.without_asking && verdicts != Verdicts::HOLDS {
            Some(PassedOver::NotAsked)
        } else {
            None
        };
        let candidate = Candidate {
            entry: id,
            elements: instance.elements.clone(),
        };
        considered.push(Considered {
            candidate: candidate.clone(),
            guard: verdicts,
            passed_over,
        });
        if passed_over.is_some() {
            return None;
        }
        if verdicts != Verdicts::HOLDS {
            let fact = guard
                .question(Want::Hold)
                .expect("an open guard has a question");
            return Some(Next::Ask {
                fact,
                on_account_of: candidate,
                for_text: false,
            });
        }
        Some(match self.needed_by_text(instance, entry) {
            Some(fact) => Next::Ask {
                fact,
                on_account_of: candidate,
                for_text: true,
            },
            None => Next::Step(candidate),
        })
    }

    // --- rules and their instances -------------------------------------------

    fn instances(&self, rule: &'a Rule) -> Vec<Instance<'a>> {
        let start = Instance {
            rule,
            bound: Bound::default(),
            elements: Vec::new(),
            wheres: Vec::new(),
            no_list: None,
        };
        let mut instances = Vec::new();
        self.instantiate(&rule.binders, start, &mut instances);
        instances
    }

    fn instantiate(
        &self,
        binders: &'a [Binder],
        so_far: Instance<'a>,
        instances: &mut Vec<Instance<'a>>,
    ) {
        let Some((binder, inner)) = binders.split_first() else {
            instances.push(so_far);
            return;
        };
        match self.list(&binder.list, &so_far.bound) {
            Known::Unavailable => {
                let no_list = Some(Formula::settled(Verdicts::UNKNOWABLE));
                instances.push(Instance { no_list, ..so_far });
            }
            Known::Open(ask) => {
                let no_list = Some(Formula::open(Verdicts::OPEN, ask));
                instances.push(Instance { no_list, ..so_far });
            }
            Known::Is(members) => {
                for (element, is_in) in members {
                    let mut instance = Instance {
                        rule: so_far.rule,
                        bound: so_far.bound.with(binder.variable, &element),
                        elements: so_far.elements.clone(),
                        wheres: so_far.wheres.clone(),
                        no_list: None,
                    };
                    instance.elements.push(element.key(self.rules));
                    instance.wheres.push(is_in);
                    self.instantiate(inner, instance, instances);
                }
            }
        }
    }

    /// Whether the rule applies: a complaint.
    fn applies(&self, instance: &Instance<'a>) -> Formula {
        let mut parts = instance.wheres.clone();
        parts.extend(instance.no_list.clone());
        parts.extend(self.parts(instance, instance.rule.when.as_ref()));
        Formula::All(parts)
    }

    /// What a `when` adds to a guard. Where the list of a loop is not known, only
    /// those of its conjuncts count that do not speak of what is not there.
    fn parts(&self, instance: &Instance<'a>, when: Option<&'a Test>) -> Vec<Formula> {
        let Some(when) = when else { return Vec::new() };
        if instance.no_list.is_none() {
            return vec![self.test(when, &instance.bound)];
        }
        let absent: Vec<VariableId> = (instance.rule.binders.iter())
            .skip(instance.elements.len())
            .map(|binder| binder.variable)
            .collect();
        let mut conjuncts = Vec::new();
        flatten(when, &mut conjuncts);
        conjuncts.retain(|part| !absent.iter().any(|variable| speaks_of(part, *variable)));
        let formulas = conjuncts
            .into_iter()
            .map(|part| self.test(part, &instance.bound));
        formulas.collect()
    }

    fn guard(&self, instance: &Instance<'a>, entry: &'a Entry) -> Formula {
        let mut parts = vec![self.applies(instance)];
        parts.extend(self.parts(instance, entry.when.as_ref()));
        Formula::All(parts)
    }

    fn complaints(&self) -> Vec<Verdicts> {
        let rules = self
            .rules
            .rules
            .values()
            .flat_map(|rule| self.instances(rule));
        let rules = rules.map(|instance| self.applies(&instance).verdicts());
        self.symptoms().into_iter().chain(rules).collect()
    }

    // --- attempts ------------------------------------------------------------

    fn is_used_up(&self, instance: &Instance<'a>, entry: &Entry) -> bool {
        let Proposal::Try { action, times } = &entry.proposal else {
            return false;
        };
        if instance.no_list.is_some() {
            return false;
        }
        let key = |variable| instance.bound.get(variable).key(self.rules);
        let elements: Vec<Vec<String>> = action.arguments.iter().copied().map(key).collect();
        let outcomes = self.outcomes(action.action, &elements);
        outcomes.len() >= *times as usize || outcomes.iter().any(|outcome| !outcome.was_done())
    }

    fn outcomes(&self, action: ActionId, elements: &[Vec<String>]) -> Vec<AttemptOutcome> {
        let attempts = self.case.attempts.iter();
        let attempts =
            attempts.filter(|attempt| attempt.action == action && attempt.element == elements);
        attempts.map(|attempt| attempt.outcome).collect()
    }

    // --- texts ---------------------------------------------------------------

    /// The first unknown fact that the text of an entry needs.
    fn needed_by_text(&self, instance: &Instance<'a>, entry: &'a Entry) -> Option<FactPath> {
        match &entry.proposal {
            Proposal::Try { action, .. } | Proposal::Escalate(action) => {
                self.needed_by_action(instance, action)
            }
            Proposal::Conclude(text) | Proposal::Refer { text, .. } => {
                self.needed_by_template(text, &instance.bound)
            }
        }
    }

    fn needed_by_action(&self, instance: &Instance<'a>, used: &ActionUse) -> Option<FactPath> {
        let action = &self.rules.actions[used.action];
        let own = action.binders.iter().zip(&used.arguments);
        let own = own.fold(Bound::default(), |own, (binder, argument)| {
            own.with(binder.variable, instance.bound.get(*argument))
        });
        let title = action
            .title
            .iter()
            .find_map(|title| self.needed_by_template(title, &own));
        title.or_else(|| {
            action.lines.iter().find_map(|line| {
                let when = line.when.as_ref().map(|when| self.test(when, &own));
                if let Some(ask) = when.as_ref().and_then(|when| when.question(Want::Settle)) {
                    return Some(ask);
                }
                let is_left_out = when.is_some_and(|when| when.verdicts() == Verdicts::FAILS);
                if is_left_out {
                    None
                } else {
                    self.needed_by_template(&line.text, &own)
                }
            })
        })
    }

    /// A list in a text is never asked for.
    fn needed_by_template(&self, template: &'a Template, bound: &Bound<'a>) -> Option<FactPath> {
        template.parts.iter().find_map(|part| match part {
            Part::Hole {
                value: HoleValue::Operand(operand),
                ..
            } => match self.value(operand, bound) {
                Known::Open(ask) => Some(ask),
                _ => None,
            },
            Part::Hole {
                value: HoleValue::List(_),
                ..
            }
            | Part::Text(_) => None,
        })
    }
}

/// The parts of a conjunction, at any depth.
fn flatten<'a>(test: &'a Test, conjuncts: &mut Vec<&'a Test>) {
    match &test.kind {
        TestKind::And(parts) => parts.iter().for_each(|part| flatten(part, conjuncts)),
        _ => conjuncts.push(test),
    }
}

/// Whether a variable occurs in a test: each has an id of its own, which the
/// outline of the test shows.
fn speaks_of(test: &Test, variable: VariableId) -> bool {
    format!("{test:?}").contains(&format!("{variable:?}"))
}
