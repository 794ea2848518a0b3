//! The whole result, as data.
//!
//! Its JSON is stable, and `docs/schema/diff-1.schema.json` describes it: fields
//! may be added, none is taken away or changed without a new number in `schema`.

use std::num::NonZeroU32;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::cause::{Cause, Event, Subject};
use super::comparison::Comparison;
use super::course::Gist;
use super::example::Example;
use super::kind::Category;
use super::names;
use super::report::{Detail, Key, Place, Report};
use crate::model::ids::{ConditionId, EntryId};
use crate::program::Program;
use crate::source::Span;

/// The name of the format of [`Diff`].
pub const SCHEMA: &str = "whatnext.diff/1";

/// Which decisions a change of the rules changes.
#[derive(Clone, Debug, Serialize)]
pub struct Diff {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The old rules, as they were named.
    pub old: String,
    /// The new rules, as they were named.
    pub new: String,
    /// How many cases there are, and how many of each category.
    pub counts: Counts,
    /// The changes, by what caused them.
    pub groups: Vec<GroupOfChanges>,
}

/// How many cases there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// All of them.
    pub cases: u64,
    /// Those that are decided as before, for the same reasons.
    pub same: u64,
    /// Another step.
    pub step_changed: u64,
    /// Another question.
    pub question_changed: u64,
    /// The same, for other reasons.
    pub explanation_changed: u64,
    /// Decided before, and not any more.
    pub newly_undecided: u64,
    /// Not decided before.
    pub newly_decided: u64,
    /// The new rules cannot read or decide them.
    pub error: u64,
    /// Only the new rules can read or decide them.
    pub newly_readable: u64,
    /// Neither can read or decide them.
    pub invalid_input: u64,
}

impl Counts {
    fn of(report: &Report) -> Self {
        let count = |category| report.count(category);
        Counts {
            cases: report.cases(),
            same: report.same(),
            step_changed: count(Category::StepChanged),
            question_changed: count(Category::QuestionChanged),
            explanation_changed: count(Category::ExplanationChanged),
            newly_undecided: count(Category::NewlyUndecided),
            newly_decided: count(Category::NewlyDecided),
            error: count(Category::Error),
            newly_readable: count(Category::NewlyReadable),
            invalid_input: count(Category::InvalidInput),
        }
    }
}

/// The changes that have the same cause.
#[derive(Clone, Debug, Serialize)]
pub struct GroupOfChanges {
    /// In which way the decisions change.
    pub category: Category,
    /// How many.
    pub count: u64,
    /// What caused them.
    pub cause: ShownCause,
    /// The first one.
    pub example: FirstCase,
    /// What the first few are called, with the line of what is wrong in them, if
    /// something is.
    #[serde(skip)]
    pub first: Vec<String>,
    /// All of them, where that was asked for.
    pub cases: Option<Cases>,
}

impl GroupOfChanges {
    /// Whether [`first`](Self::first) has all cases of the group.
    pub(super) fn names_all(&self) -> bool {
        self.first.len() as u64 == self.count
    }
}

/// What caused a group of changes.
#[derive(Clone, Debug, Serialize)]
pub struct ShownCause {
    /// What happened.
    pub event: &'static str,
    /// The same in words, with its subject.
    pub words: String,
    /// The rule of the entry.
    pub rule: Option<String>,
    /// The entry: its action, or its text.
    pub entry: Option<String>,
    /// The symptom.
    pub symptom: Option<String>,
    /// Where that is written, as `path:line`; in the new rules, if they have it.
    pub at: Option<String>,
    /// The line there.
    pub source: Option<String>,
}

/// The cases of a group. There may be very many of them, so that each is made
/// only when it is told.
#[derive(Clone, Debug)]
pub struct Cases {
    shared: Arc<Shared>,
    cases: Vec<(Place, Detail)>,
}

/// What all cases share.
#[derive(Debug)]
struct Shared {
    files: Vec<String>,
    transitions: Vec<(Gist, Gist)>,
}

/// A case that changes.
#[derive(Clone, Debug, Serialize)]
pub struct ShownCase<'d> {
    /// The file, with the line if it has one case a line.
    pub case: String,
    /// The same, with the line of what is wrong in it, if something is.
    #[serde(skip)]
    pub place: String,
    /// The old decision, in short.
    pub before: Option<&'d Gist>,
    /// The new decision, in short.
    pub now: Option<&'d Gist>,
}

impl Cases {
    /// The cases, in their order.
    pub fn iter(&self) -> impl Iterator<Item = ShownCase<'_>> {
        self.cases.iter().map(|&(place, detail)| {
            let (transition, line) = match detail {
                Detail::Transition(id) => (self.shared.transitions.get(id as usize), None),
                Detail::Line(line) => (None, line),
            };
            ShownCase {
                case: self.shared.place(place),
                place: self.shared.place_in(place, line.map(NonZeroU32::get)),
                before: transition.map(|(before, _)| before),
                now: transition.map(|(_, now)| now),
            }
        })
    }
}

impl Serialize for Cases {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl Shared {
    fn place(&self, place: Place) -> String {
        let file = self
            .files
            .get(place.file as usize)
            .map_or("", String::as_str);
        match place.line {
            0 => file.to_owned(),
            line => format!("{file}:{line}"),
        }
    }

    /// The place of a line in a case.
    fn place_in(&self, place: Place, line: Option<u32>) -> String {
        match line {
            Some(line) if place.line == 0 => format!("{}:{line}", self.place(place)),
            _ => self.place(place),
        }
    }
}

/// The first case of a group.
#[derive(Clone, Debug, Serialize)]
pub struct FirstCase {
    /// The file, with the line if it has one case a line.
    pub case: String,
    /// Its decisions; none where there are not two.
    #[serde(flatten)]
    pub shown: Option<Example>,
}

/// What was compared, as people call it.
#[derive(Clone, Copy, Debug)]
pub struct Names<'n> {
    /// The old rules.
    pub old: &'n str,
    /// The new rules.
    pub new: &'n str,
    /// The files with cases, in the order of [`Place::file`].
    pub files: &'n [String],
}

impl Diff {
    /// What a report says.
    pub fn of(comparison: &Comparison<'_>, report: Report, names: Names<'_>) -> Self {
        let counts = Counts::of(&report);
        let keeps_all = report.keeps_all();
        let (groups, transitions) = report.into_groups();
        let shared = Arc::new(Shared {
            files: names.files.to_vec(),
            transitions,
        });
        let groups = groups.into_iter().map(|found| GroupOfChanges {
            category: found.key.category(),
            count: found.count,
            cause: match &found.key {
                Key::Changed(_, cause) => shown(comparison, *cause),
                Key::Failed(_, message) => failed(message),
            },
            example: FirstCase {
                case: found
                    .first
                    .first()
                    .map_or_else(String::new, |(place, _)| shared.place(*place)),
                shown: found.shown,
            },
            first: found
                .first
                .iter()
                .map(|&(place, line)| shared.place_in(place, line))
                .collect(),
            cases: keeps_all.then_some(Cases {
                shared: Arc::clone(&shared),
                cases: found.cases,
            }),
        });
        Diff {
            schema: SCHEMA,
            old: names.old.to_owned(),
            new: names.new.to_owned(),
            counts,
            groups: groups.collect(),
        }
    }

    /// Whether there are cases that change and are not told by name.
    pub(super) fn leaves_out(&self) -> bool {
        self.groups
            .iter()
            .any(|group| group.cases.is_none() && !group.names_all())
    }

    /// The groups of a category.
    pub(super) fn of_category(
        &self,
        category: Category,
    ) -> impl Iterator<Item = &GroupOfChanges> + Clone {
        self.groups
            .iter()
            .filter(move |group| group.category == category)
    }

    /// How many cases are of each category that has any.
    pub(super) fn categories(&self) -> impl Iterator<Item = (Category, u64)> {
        Category::ALL.into_iter().filter_map(|category| {
            let count = self.of_category(category).map(|group| group.count).sum();
            (count > 0).then_some((category, count))
        })
    }

    /// How many decisions are other ones.
    pub fn changed_decisions(&self) -> u64 {
        let changed = self
            .groups
            .iter()
            .filter(|group| group.category.is_changed_decision());
        changed.map(|group| group.count).sum()
    }
}

fn failed(message: &str) -> ShownCause {
    ShownCause {
        event: "cannot_be_read",
        words: message.to_owned(),
        rule: None,
        entry: None,
        symptom: None,
        at: None,
        source: None,
    }
}

fn shown(comparison: &Comparison<'_>, cause: Cause) -> ShownCause {
    let (old, new) = (comparison.old.program, comparison.new.program);
    match cause.subject {
        Subject::Entry(id) => of_entry(new, id, cause.event),
        Subject::OldEntry(id) => of_entry(old, id, cause.event),
        Subject::Symptom(id) => of_symptom(new, id, cause.event),
        Subject::OldSymptom(id) => of_symptom(old, id, cause.event),
        Subject::Rules => ShownCause {
            event: cause.event.word(),
            ..failed(match cause.event {
                Event::OtherReasons => "the reasons are other ones",
                event => event.words(),
            })
        },
    }
}

fn of_entry(program: &Program, id: EntryId, event: Event) -> ShownCause {
    let rules = program.rules();
    let entry = &rules.entries[id];
    let name = names::entry(rules, id);
    let rule = rules.rules[entry.rule].name.clone();
    let words = format!("`{name}` of rule `{rule}` {}", event.words());
    ShownCause {
        event: event.word(),
        words,
        rule: Some(rule),
        entry: Some(name),
        symptom: None,
        at: Some(line_of(program, entry.span)),
        source: Some(source_of(program, entry.span)),
    }
}

fn of_symptom(program: &Program, id: ConditionId, event: Event) -> ShownCause {
    let symptom = &program.rules().conditions[id];
    ShownCause {
        event: event.word(),
        words: format!("symptom `{}` {}", symptom.name, event.words()),
        rule: None,
        entry: None,
        symptom: Some(symptom.name.clone()),
        at: Some(line_of(program, symptom.span)),
        source: Some(source_of(program, symptom.span)),
    }
}

/// `path:line`
fn line_of(program: &Program, span: Span) -> String {
    let file = program.sources().file(span.file);
    format!("{}:{}", file.name(), file.position(span.start).line)
}

/// The line at which something begins.
fn source_of(program: &Program, span: Span) -> String {
    let file = program.sources().file(span.file);
    let line = file.position(span.start).line as usize;
    file.line(line).unwrap_or_default().to_owned()
}
