//! Cutting a part out of a picture.

use std::collections::BTreeMap;

use super::picture::{EdgeKind, Picture, Port, Subject};
use super::title::title;
use crate::diagnostic::nearest::nearest;
use crate::engine::Scope;
use crate::model::RuleBase;
use crate::model::fact::ListType;
use crate::model::fact::Type;
use crate::model::ids::{ConditionId, FactId, RuleId};
use crate::program::Program;

/// What of the rules is drawn.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Only these rules with all that they use; all rules, if there are none
    /// here and no symptoms.
    pub rules: Vec<String>,
    /// Only the rules that use these symptoms.
    pub symptoms: Vec<String>,
    /// Only what is near to the things of these names.
    pub around: Vec<String>,
    /// How near, in edges.
    pub distance: usize,
}

/// A name that means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    /// What was looked for: `rule`, `symptom`, or nothing in particular.
    pub wanted: Option<&'static str>,
    /// The name.
    pub name: String,
    /// The known name that is most like it.
    pub nearest: Option<String>,
}

impl Selection {
    /// The selected part of all that there is to draw.
    ///
    /// # Errors
    ///
    /// Where a name means nothing.
    pub fn cut(&self, program: &Program) -> Result<Picture, UnknownName> {
        let whole = Picture::of(program);
        let is_part = !self.rules.is_empty() || !self.symptoms.is_empty();
        let picture = if is_part {
            let rules = self.selected_rules(program)?;
            whole.of_rules(&rules)
        } else {
            whole
        };
        let mut picture = if self.around.is_empty() {
            picture.overview()
        } else {
            let mut starts = Vec::new();
            for name in &self.around {
                starts.extend(picture.cards_called(program, name)?);
            }
            picture.near(&starts, self.distance)
        };
        if is_part || !self.around.is_empty() {
            let mut files: Vec<_> = picture.cards.iter().map(|card| card.span.file).collect();
            files.sort();
            files.dedup();
            (picture.title, picture.subtitle) = title(program, &files);
        }
        Ok(picture)
    }

    fn selected_rules(&self, program: &Program) -> Result<Vec<RuleId>, UnknownName> {
        let (rules, graph) = (program.rules(), program.graph());
        let mut selected = Vec::new();
        for name in &self.rules {
            let called = |(id, rule): (RuleId, &crate::model::rule::Rule)| {
                (rule.name == *name).then_some(id)
            };
            let names = rules.rules.values().map(|rule| rule.name.as_str());
            selected.push(
                rules
                    .rules
                    .iter()
                    .find_map(called)
                    .ok_or_else(|| UnknownName::new(Some("rule"), name, names))?,
            );
        }
        for name in &self.symptoms {
            let names = rules.symptoms().map(|(_, symptom)| symptom.name.as_str());
            let symptom = rules
                .symptoms()
                .find(|(_, symptom)| symptom.name == *name)
                .ok_or_else(|| UnknownName::new(Some("symptom"), name, names))?;
            let scope = Scope::of_symptom(graph, symptom.0);
            selected.extend(scope.rules(graph).map(|plan| plan.rule));
        }
        Ok(selected)
    }
}

impl UnknownName {
    fn new<'n>(
        wanted: Option<&'static str>,
        name: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) -> UnknownName {
        UnknownName {
            wanted,
            name: name.to_owned(),
            nearest: nearest(name, known).map(str::to_owned),
        }
    }
}

impl Picture {
    /// Some rules with all that they use, and what they propose.
    #[must_use]
    pub fn of_rules(&self, rules: &[RuleId]) -> Picture {
        let mut keep = vec![false; self.cards.len()];
        let mut stack = Vec::new();
        for (at, card) in self.cards.iter().enumerate() {
            if matches!(card.subject, Subject::Rule(rule) if rules.contains(&rule)) {
                stack.push(at);
            }
        }
        let selected = stack.clone();
        let to = self.edges_by(|edge| (edge.to.card, edge.from.card));
        let proposed = self
            .edges
            .iter()
            .filter(|edge| selected.contains(&edge.from.card));
        stack.extend(proposed.map(|edge| edge.to.card));
        while let Some(card) = stack.pop() {
            if std::mem::replace(&mut keep[card], true) {
                continue;
            }
            let sources = to.get(&card).into_iter().flatten().copied();
            // An action is proposed by other rules too.
            stack.extend(
                sources.filter(|&from| !matches!(self.cards[from].subject, Subject::Rule(_))),
            );
        }
        self.keep(&keep)
    }

    /// Without the edges that texts make, and without what only they touch.
    #[must_use]
    pub fn overview(self) -> Picture {
        let mut picture = self;
        let mut used = vec![false; picture.cards.len()];
        let mut in_tests = used.clone();
        for edge in &picture.edges {
            used[edge.from.card] = true;
            in_tests[edge.from.card] |= edge.kind != EdgeKind::Text;
        }
        picture.edges.retain(|edge| edge.kind != EdgeKind::Text);
        let keep: Vec<bool> = picture
            .cards
            .iter()
            .enumerate()
            .map(|(at, card)| match card.subject {
                Subject::Rule(_) | Subject::Condition(_) | Subject::Action(_) => true,
                Subject::Fact(_) => used[at],
                Subject::Let(_) => in_tests[at],
            })
            .collect();
        picture.keep(&keep)
    }

    /// What is so near to some cards, in edges.
    fn near(&self, starts: &[usize], distance: usize) -> Picture {
        let mut keep = vec![false; self.cards.len()];
        let forward = self.edges_by(|edge| (edge.from.card, edge.to.card));
        let backward = self.edges_by(|edge| (edge.to.card, edge.from.card));
        let mut reached: Vec<usize> = starts.to_vec();
        for step in 0..=distance {
            let mut next = Vec::new();
            for card in std::mem::take(&mut reached) {
                if std::mem::replace(&mut keep[card], true) || step == distance {
                    continue;
                }
                for neighbours in [&forward, &backward] {
                    next.extend(neighbours.get(&card).into_iter().flatten().copied());
                }
            }
            reached = next;
        }
        self.keep(&keep)
    }

    fn edges_by(
        &self,
        ends: impl Fn(&super::picture::Edge) -> (usize, usize),
    ) -> BTreeMap<usize, Vec<usize>> {
        let mut by: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for edge in &self.edges {
            let (from, to) = ends(edge);
            by.entry(from).or_default().push(to);
        }
        by
    }

    /// The kept cards, and the edges between them.
    fn keep(&self, keep: &[bool]) -> Picture {
        let mut places = vec![None; self.cards.len()];
        let mut cards = Vec::new();
        for (at, card) in self.cards.iter().enumerate() {
            if keep[at] {
                places[at] = Some(cards.len());
                cards.push(card.clone());
            }
        }
        let port = |port: Port| {
            places[port.card].map(|card| Port {
                card,
                row: port.row,
            })
        };
        let edges = self.edges.iter().filter_map(|edge| {
            Some(super::picture::Edge {
                from: port(edge.from)?,
                to: port(edge.to)?,
                ..*edge
            })
        });
        Picture {
            title: self.title.clone(),
            subtitle: self.subtitle.clone(),
            decision: self.decision.clone(),
            edges: edges.collect(),
            cards,
        }
    }

    /// The cards of all things that have this name.
    fn cards_called(&self, program: &Program, name: &str) -> Result<Vec<usize>, UnknownName> {
        let rules = program.rules();
        let is_it = |subject: Subject| names_of(rules, subject).contains(&name);
        let found: Vec<usize> = (0..self.cards.len())
            .filter(|&at| is_it(self.cards[at].subject))
            .collect();
        if found.is_empty() {
            let all = self.cards.iter().flat_map(|it| names_of(rules, it.subject));
            return Err(UnknownName::new(None, name, all));
        }
        Ok(found)
    }
}

/// The names of what a card stands for; a list has those of its fields too.
fn names_of(rules: &RuleBase, subject: Subject) -> Vec<&str> {
    match subject {
        Subject::Fact(id) => {
            let mut names = Vec::new();
            let mut facts: Vec<FactId> = vec![id];
            while let Some(id) = facts.pop() {
                let fact = &rules.facts[id];
                names.push(fact.path.as_str());
                // A `where` calls a field by its own name.
                names.extend(fact.list.map(|_| fact.word()));
                if let Type::List(ListType::Records { fields, .. }) = &fact.ty {
                    facts.extend(fields);
                }
            }
            names
        }
        Subject::Let(id) => vec![&rules.lets[id].name],
        Subject::Condition(id) => vec![condition_name(rules, id)],
        Subject::Rule(id) => vec![&rules.rules[id].name],
        Subject::Action(id) => vec![&rules.actions[id].name],
    }
}

fn condition_name(rules: &RuleBase, id: ConditionId) -> &str {
    &rules.conditions[id].name
}
