//! The way that a decision took, marked in a picture: what the engine met while
//! it selected, and the tests that its explanation names.

use super::picture::{Edge, EdgeKind, Mark, Picture, Port, Row, RowKind, Subject};
use super::words::outermost;
use crate::engine::{
    self, Candidate, Evaluator, Fates, Scope, Selection, TooMuchWork, Trace, Truths,
};
use crate::explain::{self, Next, Reason};
use crate::facts::case::Case;
use crate::facts::memory::{Datum, State};
use crate::graph::Use;
use crate::model::RuleBase;
use crate::model::fact::{ListType, Type};
use crate::model::ids::{EntryId, FactId};
use crate::program::Program;
use crate::source::Span;

impl Picture {
    /// Marks how a case is decided.
    ///
    /// # Errors
    ///
    /// Where the evaluation would take too long.
    pub fn mark(&mut self, program: &Program, case: &Case) -> Result<(), TooMuchWork> {
        let scope = Scope::everything(program.graph());
        let mut trace = Trace::new(program.graph());
        let explained = explain::decide_traced(program, case, &scope, Some(&mut trace))?;
        let decision = explained.decision;
        let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
        let selection = engine::select(&mut evaluator, &scope, &mut ())?;
        let what_to_do = explain::render_quiet(&decision);
        self.decision = what_to_do.lines().next().map(str::to_owned);
        self.mark_facts(program.rules(), case);
        self.mark_rows(&trace);
        match &selection {
            Selection::Step(Candidate { entry, .. }) => {
                self.mark_decided(&reasons(&decision.next));
                self.mark_way(entry.entry, true);
            }
            Selection::Ask {
                fact, candidate, ..
            } => {
                self.mark_asked(program.rules(), fact.fact);
                self.mark_way(candidate.entry.entry, false);
            }
            _ => {}
        }
        Ok(())
    }

    /// What is known of each fact.
    fn mark_facts(&mut self, rules: &RuleBase, case: &Case) {
        for card in &mut self.cards {
            if let Subject::Fact(id) = card.subject {
                let fact = &rules.facts[id];
                card.mark.value = match case.facts.slot(fact.slot) {
                    State::Unknown => None,
                    State::Unavailable => Some("cannot be had".to_owned()),
                    State::Known(datum) => Some(format!("= {}", shown(&fact.ty, datum))),
                };
            }
        }
    }

    /// What the engine met.
    fn mark_rows(&mut self, trace: &Trace) {
        for row in self.cards.iter_mut().flat_map(|card| &mut card.rows) {
            row.mark = match row.kind {
                RowKind::Test(used) => mark_of_test(trace.test(used.node)),
                RowKind::Entry { entry, .. } => mark_of_entry(trace.entry(entry)),
                _ => None,
            };
        }
    }

    /// The rows in which the tests stand that decided.
    fn mark_decided(&mut self, reasons: &[Span]) {
        let holds = |whole: Span, part: &Span| {
            part.file == whole.file && whole.start <= part.start && part.end <= whole.end
        };
        for row in self.cards.iter_mut().flat_map(|card| &mut card.rows) {
            if let RowKind::Test(Use { span, .. }) | RowKind::Code(span) = row.kind {
                row.decided = reasons.iter().any(|reason| holds(span, reason));
            }
        }
    }

    /// The fact that is asked for, and the open tests that its answer decides.
    fn mark_asked(&mut self, rules: &RuleBase, fact: FactId) {
        let asked = Subject::Fact(outermost(rules, fact));
        let Some(card) = self.cards.iter().position(|card| card.subject == asked) else {
            return;
        };
        self.cards[card].mark.asked = true;
        for edge in self.edges.iter().filter(|edge| edge.from.card == card) {
            let rows = &mut self.cards[edge.to.card].rows;
            if let Some(row) = edge.to.row.and_then(|row| rows.get_mut(row)) {
                row.decided = row.mark == Some(Mark::Open) || matches!(row.kind, RowKind::Code(_));
            }
        }
    }

    /// The edges from what decided to an entry; where it is chosen, also the one
    /// to what it proposes.
    fn mark_way(&mut self, entry: EntryId, is_chosen: bool) {
        let Some(at) = self.port_of(entry) else {
            return;
        };
        let decides = self.cards_that_decide();
        let guard = self.guard_of(at);
        let into = self.edges_into();
        let mut reached = vec![false; self.cards.len()];
        let mut stack = vec![at.card];
        while let Some(card) = stack.pop() {
            if std::mem::replace(&mut reached[card], true) {
                continue;
            }
            self.cards[card].mark.on_way = true;
            for &edge in &into[card] {
                let Edge { from, to, kind, .. } = self.edges[edge];
                let is_other = card == at.card && !to.row.is_none_or(&guard);
                let is_test = matches!(kind, EdgeKind::Test | EdgeKind::Negated);
                if is_test && !is_other && (decides[from.card] || self.is_decided(to)) {
                    self.edges[edge].on_way = true;
                    stack.push(from.card);
                }
            }
        }
        if is_chosen {
            let onward = self.edges.iter_mut().find(|edge| edge.from == at);
            if let Some(edge) = onward {
                edge.on_way = true;
                self.cards[edge.to.card].mark.on_way = true;
            }
        }
    }

    fn port_of(&self, wanted: EntryId) -> Option<Port> {
        let is_it = |row: &Row| matches!(row.kind, RowKind::Entry { entry, .. } if entry == wanted);
        self.cards.iter().enumerate().find_map(|(card, drawn)| {
            let row = drawn.rows.iter().position(is_it)?;
            Some(Port {
                card,
                row: Some(row),
            })
        })
    }

    /// Which rows of a rule guard one of its entries: those of the rule, which
    /// stand above all entries, and its own, which stand below it.
    fn guard_of(&self, entry: Port) -> impl Fn(usize) -> bool + use<> {
        let is_entry = |row: &Row| matches!(row.kind, RowKind::Entry { .. });
        let rows = &self.cards[entry.card].rows;
        let own = entry.row.unwrap_or(0);
        let first = rows.iter().position(is_entry).unwrap_or(own);
        let rest = rows.get(own + 1..).unwrap_or_default();
        let end = rest.iter().position(is_entry);
        let end = end.map_or(rows.len(), |next| own + 1 + next);
        move |row| row < first || (own..end).contains(&row)
    }

    /// Whether what ends here had a part in the decision.
    fn is_decided(&self, to: Port) -> bool {
        let card = &self.cards[to.card];
        match to.row.and_then(|row| card.rows.get(row)) {
            Some(row) => row.decided,
            // The rows of a table count together.
            None => matches!(card.subject, Subject::Let(_)),
        }
    }

    /// For each card, whether a test decided that stands on it, or on one that it
    /// uses.
    fn cards_that_decide(&self) -> Vec<bool> {
        let mut users = vec![Vec::new(); self.cards.len()];
        for edge in &self.edges {
            if matches!(edge.kind, EdgeKind::Test | EdgeKind::Negated) {
                users[edge.from.card].push(edge.to.card);
            }
        }
        let has_decided = |card: &usize| self.cards[*card].rows.iter().any(|row| row.decided);
        let mut decides = vec![false; self.cards.len()];
        let mut stack: Vec<usize> = (0..self.cards.len()).filter(has_decided).collect();
        while let Some(card) = stack.pop() {
            if !std::mem::replace(&mut decides[card], true) {
                stack.extend(&users[card]);
            }
        }
        decides
    }

    fn edges_into(&self) -> Vec<Vec<usize>> {
        let mut into = vec![Vec::new(); self.cards.len()];
        for (at, edge) in self.edges.iter().enumerate() {
            into[edge.to.card].push(at);
        }
        into
    }
}

/// Where the tests are written that made an entry apply.
fn reasons(next: &Next) -> Vec<Span> {
    let why: &[Reason] = match next {
        Next::Do(step) | Next::Escalate(step) => &step.why,
        Next::Conclude { why, .. } | Next::Refer { why, .. } => why,
        _ => &[],
    };
    why.iter().map(|reason| reason.span).collect()
}

/// A value as people read it; of a list, its elements by their keys.
fn shown(ty: &Type, datum: &Datum) -> String {
    let listed = |items: Vec<String>| {
        if items.is_empty() {
            "an empty list".to_owned()
        } else {
            items.join(", ")
        }
    };
    match (ty, datum) {
        (Type::Plain(plain), Datum::Plain(value)) => plain.show(value),
        (Type::List(ListType::Values(plain)), Datum::Values(values)) => {
            listed(values.iter().map(|value| plain.show(value)).collect())
        }
        (_, Datum::Records(records)) => {
            listed(records.iter().map(|record| record.key.join("/")).collect())
        }
        _ => String::new(),
    }
}

/// What a test came out as, for whichever elements; none if nobody looked.
fn mark_of_test(truths: Truths) -> Option<Mark> {
    let counts = [
        (truths.holds, Mark::Holds),
        (truths.fails, Mark::Fails),
        (truths.cannot_be_known, Mark::CannotBeKnown),
        (truths.cannot_hold, Mark::CannotHold),
        (truths.open, Mark::Open),
    ];
    let mut met = counts.iter().filter(|(count, _)| *count > 0);
    match (met.next(), met.next()) {
        (Some((_, mark)), None) => Some(*mark),
        (Some(_), Some(_)) => Some(Mark::Mixed),
        (None, _) => None,
    }
}

/// What became of an entry, for whichever elements; none if it was not reached.
fn mark_of_entry(fates: Fates) -> Option<Mark> {
    let counts = [
        (fates.chosen, Mark::Chosen),
        (fates.asked, Mark::Asked),
        (fates.used_up, Mark::UsedUp),
        (fates.not_asked, Mark::NotAsked),
        (fates.guard, Mark::GuardFails),
    ];
    counts
        .iter()
        .find(|(count, _)| *count > 0)
        .map(|(_, mark)| *mark)
}
