//! What findings say, held against many cases that the engine decides.

use std::collections::BTreeSet;

use whatnext::analysis::{Extent, analyse};
use whatnext::diagnostic::Diagnostic;
use whatnext::engine::{Evaluator, Recording, Scope, Selection, Trace, Truth, select};
use whatnext::facts::case::Case;
use whatnext::facts::memory::State;
use whatnext::graph::{Node, NodeId, Sort, Use};
use whatnext::model::ids::{EntryId, FactId};
use whatnext::program::{Program, compile};
use whatnext::source::Span;
use whatnext::{MemorySource, analysis::Analysis};

use super::sample::{Known, Sampler, set};
use super::witnesses;
use crate::reference::Random;

/// A rule base of one file, with what was found in it.
pub(super) struct Subject<'p> {
    pub(super) text: &'p str,
    pub(super) program: &'p Program,
    pub(super) analysis: Analysis,
    known: Vec<Diagnostic>,
}

/// What many cases have shown.
struct Seen {
    chosen: BTreeSet<EntryId>,
    /// For each node, whether its test has held, and whether it has failed.
    tests: Vec<(bool, bool)>,
    trace: Trace,
    /// The settled cases.
    settled: Vec<Case>,
}

impl<'p> Subject<'p> {
    pub(super) fn new(text: &'p str, program: &'p Program, known: Vec<Diagnostic>) -> Self {
        let analysis = analyse(program, &known, &Extent::whole(), &|_| ());
        Subject {
            text,
            program,
            analysis,
            known,
        }
    }

    /// The findings that some case contradicts, each with how.
    pub(super) fn contradictions(&self, cases: usize, random: &mut Random) -> Vec<String> {
        let seen = self.look(cases, random);
        let mut wrong = Vec::new();
        for finding in &self.analysis.findings {
            if let Err(how) = self.holds_up(finding, &seen, random) {
                let at = self.program.sources().place(finding.primary.span);
                let part = self.program.sources().text(finding.primary.span);
                wrong.push(format!(
                    "{} at {at}: `{part}`: {how}\n{}",
                    finding.code(),
                    &self.text[self.declaration_of(finding.primary.span)]
                ));
            }
        }
        wrong
    }

    fn look(&self, cases: usize, random: &mut Random) -> Seen {
        let (rules, graph) = (self.program.rules(), self.program.graph());
        let sampler = Sampler::new(self.program);
        let scope = Scope::everything(graph);
        let mut seen = Seen {
            chosen: BTreeSet::new(),
            tests: vec![(false, false); graph.node_count()],
            trace: Trace::new(graph),
            settled: Vec::new(),
        };
        let closed: Vec<NodeId> = graph
            .nodes()
            .filter(|&node| graph.free_levels(node) == 0)
            .collect();
        for at in 0..cases {
            let known = if at % 2 == 0 {
                Known::Settled
            } else {
                Known::InPart
            };
            let case = sampler.case(known, random);
            let mut evaluator = Evaluator::new(rules, graph, &case);
            evaluator.record();
            let Ok(selection) = select(&mut evaluator, &scope, &mut ()) else {
                continue;
            };
            seen.chosen.extend(chosen(&selection));
            for &node in &closed {
                match graph.sort(node) {
                    Sort::Test => {
                        let truth = evaluator.truth(node);
                        seen.tests[node.index()].0 |= truth == Truth::HOLDS;
                        seen.tests[node.index()].1 |= truth == Truth::FAILS;
                    }
                    Sort::Value => {
                        evaluator.value(node);
                    }
                    Sort::List => {}
                }
            }
            let recording: Recording = evaluator.stop_recording();
            seen.trace.add(&recording, &[], &selection);
            if known == Known::Settled {
                seen.settled.push(case);
            }
        }
        seen
    }

    /// Whether nothing contradicts a finding.
    fn holds_up(
        &self,
        finding: &Diagnostic,
        seen: &Seen,
        random: &mut Random,
    ) -> Result<(), String> {
        let at = finding.primary.span;
        witnesses::replay(self.program, finding)?;
        match finding.code() {
            "never-chosen" => self.never_chosen(at, seen),
            "outside-when" => self.only_outside_when(at, seen),
            "never-holds" => {
                self.decided(finding, false, seen)?;
                let part = self.text_at(at);
                self.same_steps(at, &format!("(({part}) and not ({part}))"), seen)
            }
            "always-holds" => {
                self.decided(finding, true, seen)?;
                let part = self.text_at(at);
                self.same_steps(at, &format!("(({part}) or not ({part}))"), seen)
            }
            "decided-test" => {
                let always = finding.message.contains("always");
                self.decided(finding, always, seen)?;
                let (part, word) = (self.text_at(at), if always { "or" } else { "and" });
                self.same_steps(at, &format!("(({part}) {word} not ({part}))"), seen)
            }
            "implied-test" => {
                let word = if finding.message.contains("another one") {
                    " or "
                } else {
                    " and "
                };
                let by: Vec<String> = finding
                    .secondary
                    .iter()
                    .map(|label| format!("({})", self.text_at(label.span)))
                    .collect();
                self.same_steps(at, &format!("({})", by.join(word)), seen)
            }
            "unreached-row" => self.never_reached(at, seen),
            "idle-question" => self.makes_no_difference(at, seen, random),
            "same-test" => self.come_out_alike(at, finding.secondary[0].span, seen),
            _ => Ok(()),
        }
    }

    /// The declaration in which a part stands.
    fn declaration_of(&self, part: Span) -> std::ops::Range<usize> {
        let at = part.start as usize;
        let is_start = |line: usize| !self.text[line..].starts_with([' ', '}']);
        let starts = std::iter::once(0).chain(self.text.match_indices('\n').map(|(at, _)| at + 1));
        let starts: Vec<usize> = starts.filter(|&line| is_start(line)).collect();
        let start = starts
            .iter()
            .rev()
            .find(|&&start| start <= at)
            .copied()
            .unwrap_or(0);
        let end = starts
            .iter()
            .find(|&&start| start > at)
            .copied()
            .unwrap_or(self.text.len());
        start..end
    }

    fn text_at(&self, span: Span) -> &str {
        self.program.sources().text(span)
    }

    fn entry_at(&self, at: Span) -> EntryId {
        let mut entries = self.program.rules().entries.iter();
        let entry = entries.find(|(_, entry)| entry.span == at);
        entry.expect("the finding is about an entry").0
    }

    fn never_chosen(&self, at: Span, seen: &Seen) -> Result<(), String> {
        if seen.chosen.contains(&self.entry_at(at)) {
            return Err("it was chosen".to_owned());
        }
        Ok(())
    }

    /// Facts of the top level are taken out where nobody asks for them.
    fn only_outside_when(&self, at: Span, seen: &Seen) -> Result<(), String> {
        let (rules, graph) = (self.program.rules(), self.program.graph());
        let entry = self.entry_at(at);
        if rules
            .facts
            .values()
            .any(|fact| fact.list.is_some() && fact.when.is_some())
        {
            return Ok(());
        }
        for case in &seen.settled {
            let mut case = case.clone();
            // One fact's `when` may speak of another one.
            loop {
                let mut evaluator = Evaluator::new(rules, graph, &case);
                let mut given_outside = None;
                for (id, fact) in rules.top_level() {
                    let whens = graph.operands(graph.fact(id));
                    let is_known = matches!(case.facts.slot(fact.slot), State::Known(_));
                    if is_known
                        && whens
                            .iter()
                            .any(|when| evaluator.truth(when.node) != Truth::HOLDS)
                    {
                        given_outside = Some(id);
                        break;
                    }
                }
                drop(evaluator);
                let Some(id) = given_outside else { break };
                set(rules, &mut case, id, State::Unavailable);
            }
            if step(self.program, &case) == Some(entry) {
                return Err("it was chosen without such a fact".to_owned());
            }
        }
        Ok(())
    }

    /// A test that depends on no element came out as it never should.
    fn decided(&self, finding: &Diagnostic, always: bool, seen: &Seen) -> Result<(), String> {
        let at = finding.primary.span;
        let is_part = |span: Span| at.start <= span.start && span.end <= at.end;
        if !finding.secondary.iter().all(|label| is_part(label.span)) {
            return Ok(());
        }
        // Of an element, something may be so that is not so elsewhere.
        let declaration = self.declaration_of(at);
        let before = &self.text[declaration.start..at.start as usize];
        if [" for ", " has ", " where "]
            .iter()
            .any(|word| before.contains(word))
        {
            return Ok(());
        }
        let graph = self.program.graph();
        let is_test = |used: &Use| used.span == at && graph.sort(used.node) == Sort::Test;
        let (mut tests, mut contradicted) = (0, 0);
        for used in graph.uses().filter(is_test) {
            let (held, failed) = seen.tests[used.node.index()];
            tests += 1;
            contradicted += usize::from(if always { failed } else { held });
        }
        // At one place there can be a test and its negation.
        if tests > 0 && tests == contradicted {
            return Err(format!("it has {}", if always { "failed" } else { "held" }));
        }
        Ok(())
    }

    /// With another text at a place, the same step is chosen in every case.
    fn same_steps(&self, at: Span, replacement: &str, seen: &Seen) -> Result<(), String> {
        let mut text = self.text.to_owned();
        text.replace_range(at.start as usize..at.end as usize, replacement);
        let files = MemorySource::default().with("generated.rules", &*text);
        let Some(other) = compile(&files.paths(), &files).program else {
            return Ok(());
        };
        for case in &seen.settled {
            let (one, two) = (step(self.program, case), step(&other, case));
            if one != two {
                return Err(format!(
                    "with `{replacement}` for it, steps differ: {one:?}, {two:?}"
                ));
            }
        }
        Ok(())
    }

    fn never_reached(&self, at: Span, seen: &Seen) -> Result<(), String> {
        let graph = self.program.graph();
        for used in graph.uses() {
            let Node::Table { inputs, .. } = graph.node(used.node) else {
                continue;
            };
            let values = graph.parts(used).iter().skip(*inputs);
            for (row, value) in values.enumerate() {
                if value.span == at && seen.trace.row(used.node, row).fits > 0 {
                    return Err("the row was the first to fit".to_owned());
                }
            }
        }
        Ok(())
    }

    fn makes_no_difference(
        &self,
        at: Span,
        seen: &Seen,
        random: &mut Random,
    ) -> Result<(), String> {
        let rules = self.program.rules();
        let (fact, _): (FactId, _) = rules
            .facts
            .iter()
            .find(|(_, fact)| fact.name_span == at)
            .expect("the finding is about a fact");
        let sampler = Sampler::new(self.program);
        for case in &seen.settled {
            // Whether it can be had at all does make a difference.
            let (mut one, mut other) = (case.clone(), case.clone());
            set(rules, &mut one, fact, sampler.another(fact, random));
            set(rules, &mut other, fact, sampler.another(fact, random));
            if step(self.program, &one) != step(self.program, &other) {
                return Err("it made a difference".to_owned());
            }
        }
        Ok(())
    }

    fn come_out_alike(&self, one: Span, other: Span, seen: &Seen) -> Result<(), String> {
        let (rules, graph) = (self.program.rules(), self.program.graph());
        let tests_at = |span: Span| {
            let is_test =
                |node: &NodeId| graph.sort(*node) == Sort::Test && graph.free_levels(*node) == 0;
            let at = graph.uses().filter(move |used| used.span == span);
            at.map(|used| used.node).filter(is_test).collect::<Vec<_>>()
        };
        for case in &seen.settled {
            let mut evaluator = Evaluator::new(rules, graph, case);
            let truths = |nodes: Vec<NodeId>, evaluator: &mut Evaluator<'_>| {
                nodes
                    .into_iter()
                    .map(|node| evaluator.truth(node))
                    .collect::<Vec<_>>()
            };
            let (a, b) = (
                truths(tests_at(one), &mut evaluator),
                truths(tests_at(other), &mut evaluator),
            );
            if !a.iter().any(|truth| b.contains(truth)) {
                return Err(format!("they came out as {a:?} and {b:?}"));
            }
        }
        Ok(())
    }

    /// How many of the findings are of rules that compile with warnings.
    pub(super) fn warnings(&self) -> usize {
        self.known.len()
    }
}

/// The entry that a selection shows, or asks for the text of.
pub(super) fn chosen(selection: &Selection<'_>) -> Option<EntryId> {
    match selection {
        Selection::Step(candidate)
        | Selection::Ask {
            candidate,
            for_text: true,
            ..
        } => Some(candidate.entry.entry),
        _ => None,
    }
}

/// The entry that is chosen for a case.
pub(super) fn step(program: &Program, case: &Case) -> Option<EntryId> {
    let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
    let scope = Scope::everything(program.graph());
    let selection = select(&mut evaluator, &scope, &mut ()).ok()?;
    chosen(&selection)
}
