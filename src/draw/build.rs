//! From a program to a picture of all that it decides.

use std::collections::HashMap;

use super::loops::{self, Source};
use super::outline::{Outline, as_written, named_parts};
use super::picture::{Card, CardMark, Edge, EdgeKind, Look, Picture, Port, Row, RowKind, Subject};
use super::title::title;
use super::words::{action_title, joined, number_of, outermost, question, type_words};
use crate::explain::one_line;
use crate::graph::{Content, DecisionGraph, EntryPlan, Node, NodeId, RulePlan, Use};
use crate::model::DecisionKind;
use crate::model::RuleBase;
use crate::model::expression::OperandKind;
use crate::model::fact::{Ask, Type};
use crate::model::ids::{ActionId, ConditionId, FactId, LetId};
use crate::model::rule::{Binder, LetValue, LineKind, Proposal};
use crate::program::Program;
use crate::source::{Sources, Span};

impl Picture {
    /// Everything that the rules declare and use, with nothing marked.
    pub fn of(program: &Program) -> Picture {
        let mut builder = Builder::new(program);
        builder.facts();
        builder.lets();
        builder.lists_of_loops();
        builder.conditions();
        for plan in program.graph().rules() {
            builder.rule(plan);
        }
        builder.actions();
        builder.edges();
        let files: Vec<_> = program.sources().iter().map(|(file, _)| file).collect();
        let (title, subtitle) = title(program, &files);
        Picture {
            title,
            subtitle,
            decision: None,
            cards: builder.cards,
            edges: builder.edges,
        }
    }
}

/// What a row or a card uses, before every card has its place.
struct Wanted {
    parts: Vec<Part>,
    to: Port,
    kind: EdgeKind,
}

/// What is used by name: something with a node, or a named list without one.
#[derive(Clone, Copy)]
enum Part {
    Node(NodeId),
    List(LetId),
}

struct Builder<'a> {
    rules: &'a RuleBase,
    graph: &'a DecisionGraph,
    sources: &'a Sources,
    cards: Vec<Card>,
    places: HashMap<Subject, usize>,
    /// The rows of the fields of lists.
    fields: HashMap<FactId, Port>,
    wanted: Vec<Wanted>,
    /// The entries that propose each action.
    proposals: Vec<(ActionId, Port)>,
    edges: Vec<Edge>,
}

impl<'a> Builder<'a> {
    fn new(program: &'a Program) -> Self {
        Builder {
            rules: program.rules(),
            graph: program.graph(),
            sources: program.sources(),
            cards: Vec::new(),
            places: HashMap::new(),
            fields: HashMap::new(),
            wanted: Vec::new(),
            proposals: Vec::new(),
            edges: Vec::new(),
        }
    }

    /// Adds an empty card and gives its place.
    fn card(&mut self, subject: Subject, look: Look, title: String, span: Span) -> usize {
        let place = self.cards.len();
        self.places.insert(subject, place);
        self.cards.push(Card {
            subject,
            look,
            title,
            name: None,
            rows: Vec::new(),
            span,
            mark: CardMark::default(),
        });
        place
    }

    /// A card with the title of something, or else its name.
    fn named(
        &mut self,
        subject: Subject,
        look: Look,
        title: Option<&str>,
        name: &str,
        span: Span,
    ) -> usize {
        let place = self.card(subject, look, title.unwrap_or(name).to_owned(), span);
        self.cards[place].name = title.map(|_| name.to_owned());
        place
    }

    fn row(&mut self, card: usize, depth: usize, kind: RowKind, text: String) -> Port {
        let rows = &mut self.cards[card].rows;
        rows.push(Row::new(depth, kind, text));
        Port {
            card,
            row: Some(rows.len() - 1),
        }
    }

    fn want(&mut self, nodes: Vec<NodeId>, to: Port, kind: EdgeKind) {
        let parts = nodes.into_iter().map(Part::Node).collect();
        self.wanted.push(Wanted { parts, to, kind });
    }

    /// What a list is made of.
    fn want_source(&mut self, source: &Source<'_>, to: Port) {
        let mut uses = self.named_in(source.tests);
        uses.extend(source.whole.filter(|whole| !uses.contains(whole)));
        let list = source.list.map(Part::List);
        let parts = list.into_iter().chain(uses.into_iter().map(Part::Node));
        let kind = EdgeKind::Test;
        self.wanted.push(Wanted {
            parts: parts.collect(),
            to,
            kind,
        });
    }

    // ---- facts

    fn facts(&mut self) {
        for (id, fact) in self.rules.top_level() {
            let look = if matches!(fact.ask, Ask::Never) {
                Look::Collected
            } else {
                Look::Asked
            };
            let title = fact.title.as_deref();
            let card = self.named(Subject::Fact(id), look, title, &fact.path, fact.name_span);
            if let Some(question) = question(self.rules, id) {
                self.row(card, 0, RowKind::Note, question);
            }
            self.row(card, 0, RowKind::Note, type_words(self.rules, id));
            if let Some(when) = &fact.when {
                let when = one_line(self.sources.text(when.span));
                let to = self.row(card, 0, RowKind::Note, format!("only when {when}"));
                let asking = self.graph.operands(self.graph.fact(id));
                self.want(self.named_in(asking), to, EdgeKind::Text);
            }
        }
        for (id, fact) in self.rules.facts.iter() {
            let list = outermost(self.rules, id);
            let Some(&card) = self.places.get(&Subject::Fact(list)) else {
                continue;
            };
            if let Some(around) = fact.list {
                let depth = usize::from(around != list);
                let text = format!("{}: {}", fact.word(), type_words(self.rules, id));
                let port = self.row(card, depth, RowKind::Field(id), text);
                self.fields.insert(id, port);
                let asking = self.graph.operands(self.graph.fact(id));
                self.want(self.named_in(asking), port, EdgeKind::Text);
            }
        }
    }

    // ---- values and conditions

    fn lets(&mut self) {
        for (id, node) in self.nodes_of_lets() {
            let named = &self.rules.lets[id];
            let subject = Subject::Let(id);
            let card = self.card(subject, Look::Value, named.name.clone(), named.span);
            let parts = self.graph.operands(node);
            match &named.value {
                LetValue::Test(_) => self.tests(card, 0, "", parts),
                LetValue::Operand(operand) => {
                    let whole = Port { card, row: None };
                    let to = if let OperandKind::Table(table) = &operand.kind {
                        for row in &table.rows {
                            let text = one_line(self.sources.text(row.span));
                            self.row(card, 0, RowKind::Code(row.span), text);
                        }
                        whole
                    } else {
                        let text = one_line(self.sources.text(operand.span));
                        self.row(card, 0, RowKind::Code(operand.span), text)
                    };
                    self.want(self.named_in(parts), to, EdgeKind::Test);
                }
                LetValue::List(list) => {
                    let text = one_line(self.sources.text(list.span));
                    let to = self.row(card, 0, RowKind::Code(list.span), text);
                    self.want(self.named_in(parts), to, EdgeKind::Test);
                }
            }
        }
    }

    /// Cards of the named lists that have no node.
    fn lists_of_loops(&mut self) {
        for (id, source) in loops::sources(self.rules, self.graph) {
            let named = &self.rules.lets[id];
            let subject = Subject::Let(id);
            if let LetValue::List(list) = &named.value
                && !self.places.contains_key(&subject)
            {
                let card = self.card(subject, Look::Value, named.name.clone(), named.span);
                let text = one_line(self.sources.text(list.span));
                let to = self.row(card, 0, RowKind::Code(list.span), text);
                self.want_source(&source, to);
            }
        }
    }

    fn nodes_of_lets(&self) -> Vec<(LetId, NodeId)> {
        let node = |node: NodeId| match self.graph.node(node) {
            Node::Let(id) => Some((*id, node)),
            _ => None,
        };
        let mut lets: Vec<_> = self.graph.nodes().filter_map(node).collect();
        lets.sort();
        lets
    }

    /// A condition over elements has a node for each level at which its elements
    /// are bound; they say the same.
    fn nodes_of_conditions(&self) -> Vec<(ConditionId, NodeId)> {
        let node = |node: NodeId| match self.graph.node(node) {
            Node::Condition(id, _) => Some((*id, node)),
            _ => None,
        };
        let mut conditions: Vec<_> = self.graph.nodes().filter_map(node).collect();
        conditions.sort();
        conditions.dedup_by_key(|(id, _)| *id);
        conditions
    }

    fn conditions(&mut self) {
        for (id, node) in self.nodes_of_conditions() {
            let condition = &self.rules.conditions[id];
            let look = if condition.is_symptom {
                Look::Symptom
            } else {
                Look::Condition
            };
            let (title, span) = (condition.title.as_deref(), condition.span);
            let card = self.named(Subject::Condition(id), look, title, &condition.name, span);
            for binder in &condition.binders {
                self.binder(card, "for", binder);
            }
            self.tests(card, 0, "when ", self.graph.operands(node));
        }
    }

    fn binder(&mut self, card: usize, word: &str, binder: &Binder) -> Port {
        let variable = &self.rules.variables[binder.variable];
        let name = variable.name.as_deref().unwrap_or("each");
        let list = one_line(self.sources.text(binder.list.span));
        let kind = RowKind::Code(binder.list.span);
        self.row(card, 0, kind, format!("{word} {name} in {list}"))
    }

    /// Rows for tests, all of which must hold; the first begins with a word.
    fn tests(&mut self, card: usize, depth: usize, word: &str, tests: &[Use]) {
        if let Some(outline) = Outline::all_of(self.graph, tests) {
            self.outline(card, depth, word, &outline);
        }
    }

    fn outline(&mut self, card: usize, depth: usize, word: &str, outline: &Outline) {
        match outline {
            Outline::Group { group, parts } => {
                let text = format!("{word}{}", group.words());
                self.row(card, depth, RowKind::Group, text);
                for part in parts {
                    self.outline(card, depth + 1, "", part);
                }
            }
            Outline::Test { used, inner } => {
                let text = format!("{word}{}", as_written(self.sources, *used));
                let to = self.row(card, depth, RowKind::Test(*used), text);
                let kind = if used == inner {
                    EdgeKind::Test
                } else {
                    EdgeKind::Negated
                };
                self.want(named_parts(self.graph, inner.node), to, kind);
            }
        }
    }

    fn named_in(&self, uses: &[Use]) -> Vec<NodeId> {
        let mut nodes = Vec::new();
        for used in uses {
            for node in named_parts(self.graph, used.node) {
                if !nodes.contains(&node) {
                    nodes.push(node);
                }
            }
        }
        nodes
    }

    // ---- rules and actions

    fn rule(&mut self, plan: &RulePlan) {
        let rule = &self.rules.rules[plan.rule];
        let (subject, title) = (Subject::Rule(plan.rule), rule.title.as_deref());
        let card = self.named(subject, Look::Rule, title, &rule.name, rule.span);
        for (binder, l) in rule.binders.iter().zip(&plan.loops) {
            let to = self.binder(card, "for each", binder);
            let source = loops::source(&binder.list, &l.tests, l.list.node);
            self.want_source(&source, to);
        }
        let tests_of_loops: usize = plan.loops.iter().map(|l| l.tests.len()).sum();
        let parts = self.graph.parts(plan.applies);
        self.tests(
            card,
            0,
            "when ",
            parts.get(tests_of_loops..).unwrap_or_default(),
        );
        for (at, entry) in plan.entries.iter().enumerate() {
            self.entry(card, at + 1, entry);
        }
    }

    fn entry(&mut self, card: usize, number: usize, plan: &EntryPlan) {
        let entry = &self.rules.entries[plan.entry];
        let kind = RowKind::Entry {
            entry: plan.entry,
            number,
            outcome: entry.proposal.kind(),
        };
        let (text, action) = match &entry.proposal {
            Proposal::Try { action, times } => {
                let title = action_title(self.rules, action.action);
                let times = match times {
                    1 => String::new(),
                    times => format!(", up to {times} times"),
                };
                (format!("try: {title}{times}"), Some(action.action))
            }
            Proposal::Escalate(action) => {
                let title = action_title(self.rules, action.action);
                (format!("escalate: {title}"), Some(action.action))
            }
            Proposal::Conclude(text) => (format!("conclude: {}", text.as_written()), None),
            Proposal::Refer { text, url } => {
                (format!("refer: {} ({url})", text.as_written()), None)
            }
        };
        let port = self.row(card, 0, kind, text);
        self.proposals.extend(action.map(|action| (action, port)));
        if let Content::Text(text) = &plan.content {
            let nodes = text.nodes().flat_map(|node| named_parts(self.graph, node));
            self.want(nodes.collect(), port, EdgeKind::Text);
        }
        let own = self.graph.parts(plan.guard).get(1..).unwrap_or_default();
        self.tests(card, 1, "when ", own);
        if entry.without_asking {
            self.row(card, 1, RowKind::Note, "without asking".to_owned());
        }
    }

    fn actions(&mut self) {
        let mut actions: Vec<ActionId> = self.proposals.iter().map(|(action, _)| *action).collect();
        actions.sort();
        actions.dedup();
        let needs = self.needs();
        for id in actions {
            let action = &self.rules.actions[id];
            let escalates = |&&(proposed, port): &&(ActionId, Port)| {
                proposed == id && !self.is_escalation(port)
            };
            let look = if self.proposals.iter().find(escalates).is_none() {
                Look::Escalation
            } else {
                Look::Action
            };
            let subject = Subject::Action(id);
            let card = self.card(subject, look, action_title(self.rules, id), action.span);
            self.cards[card].name = action.title.is_some().then(|| action.name.clone());
            for binder in &action.binders {
                self.binder(card, "for", binder);
            }
            let steps = action.lines.iter().filter(|l| l.kind == LineKind::Step);
            let mut size = number_of(steps.count(), "step");
            if let Some(cost) = &action.cost {
                size = format!("{size}, {cost}");
            }
            self.row(card, 0, RowKind::Note, size);
            let nodes = needs.get(&id).cloned().unwrap_or_default();
            let facts = self.facts_below(&nodes);
            if !facts.is_empty() {
                let facts = facts
                    .iter()
                    .map(|&fact| self.rules.facts[fact].path.clone());
                let text = format!("depends on {}", joined(facts, "and"));
                self.row(card, 0, RowKind::Note, text);
            }
            self.want(nodes, Port { card, row: None }, EdgeKind::Text);
        }
    }

    fn is_escalation(&self, port: Port) -> bool {
        let row = port.row.and_then(|row| self.cards[port.card].rows.get(row));
        row.is_some_and(|row| {
            matches!(row.kind, RowKind::Entry { outcome, .. } if outcome == DecisionKind::Escalate)
        })
    }

    /// What the texts of each action speak of, by name.
    fn needs(&self) -> HashMap<ActionId, Vec<NodeId>> {
        let mut needs: HashMap<ActionId, Vec<NodeId>> = HashMap::new();
        let entries = self.graph.rules().iter().flat_map(|plan| &plan.entries);
        for entry in entries {
            if let Content::Action(action) = &entry.content {
                let nodes = needs.entry(action.action).or_default();
                for node in entry.content.nodes() {
                    for part in named_parts(self.graph, node) {
                        if !nodes.contains(&part) {
                            nodes.push(part);
                        }
                    }
                }
            }
        }
        needs
    }

    /// The facts on which nodes depend, in the order of the text.
    fn facts_below(&self, nodes: &[NodeId]) -> Vec<FactId> {
        let mut facts = Vec::new();
        let mut seen = vec![false; self.graph.node_count()];
        let mut stack: Vec<NodeId> = nodes.iter().rev().copied().collect();
        while let Some(node) = stack.pop() {
            if std::mem::replace(&mut seen[node.index()], true) {
                continue;
            }
            match self.graph.node(node) {
                Node::Fact(fact) | Node::Field { fact, .. } => {
                    // A list is said by its fields where they are what counts.
                    let is_list = matches!(self.rules.facts[*fact].ty, Type::List(_));
                    if !facts.contains(fact) && !is_list {
                        facts.push(*fact);
                    }
                }
                _ => {
                    let operands = self.graph.operands(node).iter().rev();
                    stack.extend(operands.map(|operand| operand.node));
                }
            }
        }
        facts
    }

    // ---- edges

    /// The edges, now that every card has its place.
    fn edges(&mut self) {
        let mut edges = Vec::new();
        for wanted in &self.wanted {
            for &part in &wanted.parts {
                let from = match part {
                    Part::Node(node) => self.port_of(node),
                    Part::List(id) => self.port(Subject::Let(id)),
                };
                edges.extend(from.map(|from| Edge {
                    from,
                    to: wanted.to,
                    kind: wanted.kind,
                    on_way: false,
                }));
            }
        }
        for (action, from) in &self.proposals {
            edges.extend(self.port(Subject::Action(*action)).map(|to| Edge {
                from: *from,
                to,
                kind: EdgeKind::Proposes,
                on_way: false,
            }));
        }
        edges.sort_by_key(|edge| (edge.to, edge.from, edge.kind as u8));
        edges.dedup();
        self.edges = edges;
    }

    fn port_of(&self, node: NodeId) -> Option<Port> {
        match self.graph.node(node) {
            Node::Fact(fact) => self.port(Subject::Fact(*fact)),
            Node::Field { fact, .. } => self.fields.get(fact).copied(),
            Node::Let(id) => self.port(Subject::Let(*id)),
            Node::Condition(id, _) => self.port(Subject::Condition(*id)),
            _ => None,
        }
    }

    fn port(&self, subject: Subject) -> Option<Port> {
        let card = *self.places.get(&subject)?;
        Some(Port { card, row: None })
    }
}
