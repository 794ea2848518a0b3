//! Texts to cases: facts files, case files and settings for a program.

use std::fmt;

use crate::diagnostic::problem::Problem;
use crate::diagnostic::render::{Style, render_problems};
use crate::facts::case::Case;
use crate::facts::document::{self, Format, Node};
use crate::facts::memory::FactPath;
use crate::facts::path::PathError;
use crate::facts::read::{CaseFile, InputError, InputErrorKind, Reader};
use crate::model::RuleBase;
use crate::model::fact::{ListType, Type};
use crate::model::ids::FactId;
use crate::program::Program;
use crate::source::Sources;

/// Reads the inputs of one program, as many as there are.
#[derive(Debug)]
pub struct Inputs<'p> {
    program: &'p Program,
    reader: Reader<'p>,
}

impl<'p> Inputs<'p> {
    /// Prepares for reading the inputs of a program.
    pub fn new(program: &'p Program) -> Self {
        Inputs {
            program,
            reader: Reader::new(program.rules()),
        }
    }

    /// Reads a facts file, YAML or JSON, into a case. What it gives replaces
    /// what the case knew.
    ///
    /// # Errors
    ///
    /// All that is wrong with it.
    pub fn facts(&self, case: &mut Case, name: &str, text: &str) -> Result<(), InputProblems> {
        let (sources, node) = parse(name, text)?;
        let errors = self.reader.facts(&node, &mut case.facts);
        InputProblems::of(&sources, &errors)
    }

    /// Reads a case file, YAML or JSON.
    ///
    /// # Errors
    ///
    /// All that is wrong with it.
    pub fn case(&self, name: &str, text: &str) -> Result<CaseFile, InputProblems> {
        let (sources, node) = parse(name, text)?;
        self.reader.case(&node).map_err(|errors| InputProblems {
            problems: errors.iter().map(Problem::from).collect(),
            sources,
        })
    }

    /// Reads a setting such as `os=mac` into a case.
    ///
    /// # Errors
    ///
    /// All that is wrong with it.
    pub fn setting(&self, case: &mut Case, text: &str) -> Result<(), InputProblems> {
        let mut sources = Sources::default();
        let file = sources.add("--set", text);
        let Err(errors) = self.reader.set(&mut case.facts, file, text) else {
            return Ok(());
        };
        let fields = fields_called(self.program.rules(), text);
        let problem = |error: &InputError| match (&error.kind, &fields) {
            (InputErrorKind::Path(PathError::Unknown { .. }), Some(help)) => {
                Problem::from(error).help(help)
            }
            _ => Problem::from(error),
        };
        Err(InputProblems {
            problems: errors.iter().map(problem).collect(),
            sources,
        })
    }

    /// The program.
    pub fn program(&self) -> &'p Program {
        self.program
    }
}

/// Of more fields of one name than these, none is probably meant.
const MOST_FIELDS: usize = 3;

/// How the fields of lists are set whose name is the last word of the path in this
/// setting, where there are few.
fn fields_called(rules: &RuleBase, setting: &str) -> Option<String> {
    let path = setting.split_once('=').map_or(setting, |(path, _)| path);
    let word = path.rsplit('.').next().unwrap_or(path).trim();
    let facts = rules.facts.iter();
    let fields: Vec<FactId> = facts
        .filter(|(_, fact)| fact.list.is_some() && fact.word() == word)
        .map(|(id, _)| id)
        .collect();
    if fields.is_empty() || fields.len() > MOST_FIELDS {
        return None;
    }
    let forms = fields.iter().map(|&field| {
        let form = form_of(rules, field);
        format!("`{form}`")
    });
    let forms: Vec<String> = forms.collect();
    Some(format!(
        "`{word}` is a field of the elements of a list: write {}, in single quotes for the shell",
        forms.join(" or ")
    ))
}

/// The path of a field in an element, with a stand-in for each part of the keys.
fn form_of(rules: &RuleBase, field: FactId) -> String {
    let lists = std::iter::successors(rules.facts[field].list, |&list| rules.facts[list].list);
    let mut elements: Vec<Vec<String>> = lists
        .map(|list| match &rules.facts[list].ty {
            Type::List(ListType::Records { keys, .. }) => {
                let key = |&key| format!("‹{}›", rules.facts[key].word());
                keys.iter().map(key).collect()
            }
            _ => Vec::new(),
        })
        .collect();
    elements.reverse();
    FactPath {
        fact: field,
        elements,
    }
    .show(rules)
}

fn parse(name: &str, text: &str) -> Result<(Sources, Node), InputProblems> {
    let mut sources = Sources::default();
    let file = sources.add(name, text);
    match document::read(file, text, Format::detect(name, text)) {
        Ok(node) => Ok((sources, node)),
        Err(error) => Err(InputProblems {
            problems: vec![Problem::from(&error)],
            sources,
        }),
    }
}

/// What is wrong with an input, ready to be shown.
#[derive(Clone, Debug)]
pub struct InputProblems {
    sources: Sources,
    problems: Vec<Problem>,
}

impl InputProblems {
    fn of<'e, E: 'e>(sources: &Sources, errors: &'e [E]) -> Result<(), InputProblems>
    where
        Problem: From<&'e E>,
    {
        if errors.is_empty() {
            return Ok(());
        }
        Err(InputProblems {
            sources: sources.clone(),
            problems: errors.iter().map(Problem::from).collect(),
        })
    }

    /// The problems, in the order of their places.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The line of the first problem, counted from 1.
    pub fn first_line(&self) -> Option<u32> {
        let span = self.problems.first()?.primary.span;
        let position = self.sources.file(span.file).position(span.start);
        Some(position.line)
    }

    /// The problems with excerpts of the input.
    pub fn render(&self, style: Style) -> String {
        render_problems(&self.sources, &self.problems, style)
    }
}

impl fmt::Display for InputProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Style::Plain))
    }
}

impl std::error::Error for InputProblems {}
