//! Consultations in which too many questions come before the first step.
//!
//! Consultations are played through the engine, from nothing known: for each
//! symptom with the rules that use it, and for each rule that uses none. The
//! answers are those that keep the questions coming. The search is bounded, so
//! it may miss the longest one; what it finds is so.

mod facts;
mod search;

use std::collections::{BTreeMap, BTreeSet};

use super::inquiry::Inquiry;
use super::proof::read;
use super::{Analysis, name_in};
use crate::diagnostic::catalogue::LongConsultation;
use crate::diagnostic::{Diagnostic, Witness, WitnessKind};
use crate::engine::{Evaluator, Scope, Selection, select};
use crate::facts::memory::FactPath;
use crate::model::fact::{PlainType, Type};
use crate::model::ids::{ConditionId, FactId, RuleId};
use crate::program::Program;
use crate::reason::Answers;
use crate::source::Span;
use crate::suite::written::{as_answer, on_a_line};
use facts::{RuleFacts, most_questions};
use search::{Consultation, Search};

/// So many questions in a row are no reason to warn.
const MOST_QUESTIONS: usize = 7;

/// So many decisions may the search take for all rules together.
const BUDGET: usize = 40_000;

/// Decisions times nodes: so much work may they be.
const WORK: usize = 40_000_000;

/// So many it takes for one symptom, at the least and at the most.
const BUDGET_OF_ONE: (usize, usize) = (40, 4_000);

/// Finds the symptoms and rules with too many questions in a row.
pub(super) fn find(inquiry: &Inquiry<'_>, found: &mut Analysis) {
    let program = inquiry.program;
    let answers = Answers::new(program);
    let complaints = worth_a_search(program, &answers);
    let mut search = Search::new(program, &answers);
    // Decisions take longer where there is more to look at.
    let mut left = BUDGET.min(WORK / program.graph().node_count().max(1));
    let mut told: BTreeSet<Vec<FactPath>> = BTreeSet::new();
    for (at, &complaint) in complaints.iter().enumerate() {
        inquiry.reached("long consultations", at, complaints.len());
        let share = left / (complaints.len() - at);
        let (least, most) = BUDGET_OF_ONE;
        let scope = complaint.scope(program);
        let (longest, taken) = search.longest(&scope, share.clamp(least, most));
        left = left.saturating_sub(taken);
        let Some(longest) = longest.filter(|longest| longest.questions.len() > MOST_QUESTIONS)
        else {
            continue;
        };
        if let Some(finding) = finding(inquiry, complaint, &scope, &longest)
            && told.insert(longest.questions)
        {
            found.findings.push(finding);
        }
    }
}

/// What people come with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Complaint {
    /// A symptom, for which there are rules.
    Symptom(ConditionId),
    /// A rule that uses no symptom.
    Rule(RuleId),
}

impl Complaint {
    fn scope(self, program: &Program) -> Scope {
        match self {
            Complaint::Symptom(symptom) => Scope::of_symptom(program.graph(), symptom),
            Complaint::Rule(rule) => Scope::of_rule(program.graph(), rule),
        }
    }

    fn name(self, program: &Program) -> &str {
        match self {
            Complaint::Symptom(symptom) => &program.rules().conditions[symptom].name,
            Complaint::Rule(rule) => &program.rules().rules[rule].name,
        }
    }

    fn declaration(self, program: &Program) -> Span {
        match self {
            Complaint::Symptom(symptom) => program.rules().conditions[symptom].span,
            Complaint::Rule(rule) => program.rules().rules[rule].span,
        }
    }
}

/// The complaints for which there are facts enough to ask for.
fn worth_a_search(program: &Program, answers: &Answers<'_>) -> Vec<Complaint> {
    let mut facts: BTreeMap<Complaint, BTreeSet<FactId>> = BTreeMap::new();
    for plan in program.graph().rules() {
        let of_rule = RuleFacts::of(program.graph(), plan);
        let symptoms = of_rule.symptoms(program.rules());
        let complaints = if symptoms.is_empty() {
            vec![Complaint::Rule(plan.rule)]
        } else {
            symptoms.into_iter().map(Complaint::Symptom).collect()
        };
        for complaint in complaints {
            facts.entry(complaint).or_default().extend(&of_rule.facts);
        }
    }
    facts.retain(|_, facts| most_questions(program.rules(), answers, facts) > MOST_QUESTIONS);
    facts.into_keys().collect()
}

/// The finding, if the engine asks the last question where it is given the
/// answers before it as people give them.
fn finding(
    inquiry: &Inquiry<'_>,
    complaint: Complaint,
    scope: &Scope,
    longest: &Consultation,
) -> Option<Diagnostic> {
    let program = inquiry.program;
    let name = complaint.name(program);
    let (last, before) = longest.questions.split_last()?;
    let witness = witness(program, before, longest);
    asks_for(program, scope, &witness, last).then(|| {
        LongConsultation {
            is_symptom: matches!(complaint, Complaint::Symptom(_)),
            name: name.to_owned(),
            questions: longest.questions.len(),
            last: last.show(program.rules()),
            witness,
            at: name_in(inquiry, complaint.declaration(program), name),
        }
        .into()
    })
}

/// The answers to the questions, in order. Ages are seen from the instant that a
/// case names.
fn witness(program: &Program, questions: &[FactPath], longest: &Consultation) -> Witness {
    let rules = program.rules();
    let lines = questions.iter().zip(&longest.answers);
    let lines = lines.filter_map(|(path, answer)| {
        let value = as_answer(rules, path.fact, answer)?;
        Some(format!("{}: {value}\n", on_a_line(&path.show(rules))))
    });
    let is_time = |path: &FactPath| rules.facts[path.fact].ty == Type::Plain(PlainType::Time);
    match longest.now.filter(|_| questions.iter().any(is_time)) {
        Some(now) => Witness {
            kind: WitnessKind::Case,
            text: std::iter::once(format!("now: {now}\nfacts:\n"))
                .chain(lines.map(|line| format!("  {line}")))
                .collect(),
        },
        None => Witness {
            kind: WitnessKind::Facts,
            text: lines.collect(),
        },
    }
}

/// Whether the engine asks for a fact where it is given this document.
fn asks_for(program: &Program, scope: &Scope, witness: &Witness, wanted: &FactPath) -> bool {
    read(program, witness).is_some_and(|case| {
        let mut evaluator = Evaluator::new(program.rules(), program.graph(), &case);
        let selection = select(&mut evaluator, scope, &mut ());
        matches!(selection, Ok(Selection::Ask { fact, .. }) if fact == *wanted)
    })
}
