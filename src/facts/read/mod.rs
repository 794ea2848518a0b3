//! From documents to facts and cases of a rule base.
//!
//! A facts file is a map from the paths of facts to values; the paths may be
//! nested, dotted or both, and a field of an element that a list has may be
//! given by its own path: `destinations["Cloud"].indicator`. The order in a
//! file does not matter. Values are read by the types of their facts, and
//! nothing is guessed at: what is unknown, of the wrong type or given twice in
//! one document is an [`InputError`], and all of them are reported at once.
//!
//! A gathered document is what a tool prints, as it is: the facts have paths in it. It
//! stands for a facts file, or in one or in a case file under `gathered`.
//!
//! What is read later replaces what was read before: a fact in a second facts
//! file, or in a setting, overrides that of the first. A list is replaced as a
//! whole.

mod attempts;
mod case;
mod case_error;
mod elements;
mod error;
mod errors;
mod expect;
mod facts;
mod gather;
mod keys;
mod records;
mod script;
mod set;
mod value;
mod wording;

pub use case::CaseFile;
pub use case_error::{CaseError, MissingKey, Named};
pub use error::{Given, InputError, InputErrorKind, Part, Shape};
pub use expect::{Expect, Expected};
pub use gather::GatherError;

use super::document::{Node, NodeKind};
use super::memory::{FactPath, State, WorkingMemory};
use super::names::Names;
use super::path::PathError;
use crate::model::RuleBase;
use crate::model::fact::Type;
use crate::model::ids::FactId;
use crate::source::FileId;
use errors::Errors;
use facts::Others;
use value::Values;

/// The key of a gathered document among facts, or in a case file.
const GATHERED: &str = "gathered";

/// Reads inputs for one rule base, as many as there are. Its functions are those
/// of this module.
#[derive(Debug)]
pub struct Reader<'r> {
    names: Names<'r>,
}

impl<'r> Reader<'r> {
    /// Prepares the names of the rule base for being looked up.
    pub fn new(rules: &'r RuleBase) -> Self {
        Reader {
            names: Names::of(rules),
        }
    }

    /// Reads a facts file into `memory`. An empty one gives no facts. A document with
    /// other names is a gathered one, where facts have paths in such. The errors are in
    /// the order of their places; where there are any, the memory has only some of the
    /// facts, and is of no use.
    pub fn facts(&self, node: &Node, memory: &mut WorkingMemory) -> Vec<InputError> {
        self.read_facts(node, memory, Others::AreErrors)
    }

    /// Reads a facts file as [`Reader::facts`] does, but skips what is no fact:
    /// records of a fleet say more than the rules ask for.
    pub fn facts_among_others(&self, node: &Node, memory: &mut WorkingMemory) -> Vec<InputError> {
        self.read_facts(node, memory, Others::AreSkipped)
    }

    fn read_facts(
        &self,
        node: &Node,
        memory: &mut WorkingMemory,
        others: Others,
    ) -> Vec<InputError> {
        let mut errors = Errors::default();
        if gather::is_gathered(&self.names, node) {
            if !gather::gather(&self.names, node, memory, &mut errors) {
                gather::nothing(&self.names, node, &mut errors);
            } else if let NodeKind::Mapping(entries) = &node.kind {
                gather::given_beside(&self.names, entries, memory, &mut errors);
            }
            return errors.finish();
        }
        match &node.kind {
            NodeKind::Null => {}
            NodeKind::Mapping(entries) => {
                let is_known =
                    |key: &str| self.names.fact(key).is_some() || self.names.is_group(key);
                let case = entries
                    .iter()
                    .find(|(key, _)| key.text == "facts" && !is_known("facts"));
                if let Some((key, _)) = case {
                    errors.add(key.span, InputErrorKind::CaseForFacts);
                    return errors.finish();
                }
                let gathered = entries
                    .iter()
                    .position(|(key, _)| key.text == GATHERED && !is_known(GATHERED));
                let (before, behind) = match gathered {
                    Some(at) => {
                        gather::read(&self.names, &entries[at].1, memory, &mut errors);
                        (&entries[..at], &entries[at + 1..])
                    }
                    None => (entries.as_slice(), [].as_slice()),
                };
                let mut assignments = facts::collect(&self.names, before, others, &mut errors);
                assignments.extend(facts::collect(&self.names, behind, others, &mut errors));
                facts::apply(&self.names, assignments, memory, &mut errors);
            }
            _ => errors.add(
                node.span,
                keys::shape(
                    Part::FactsFile,
                    Shape::Map,
                    node,
                    self.names.example().as_deref(),
                ),
            ),
        }
        errors.finish()
    }

    /// Whether this is the path of a list.
    pub fn is_list(&self, path: &str) -> bool {
        let path = self.names.path(path);
        path.is_ok_and(|path| matches!(self.names.rules.facts[path.fact].ty, Type::List(_)))
    }

    /// Reads the value of one top-level fact alone; none if there is a mistake in it.
    pub fn value(&self, fact: FactId, node: &Node) -> Option<State> {
        let mut errors = Errors::default();
        let mut values = Values {
            names: &self.names,
            errors: &mut errors,
        };
        let state = values.state(&FactPath::top_level(fact), node)?;
        (errors.count() == 0).then_some(state)
    }

    /// Whether gathered documents are read: whether any fact has a path in one.
    pub fn gathers(&self) -> bool {
        !self.names.gathered().is_empty()
    }

    /// Reads a case file. An empty one is a case of which nothing is known.
    ///
    /// # Errors
    ///
    /// All that is wrong with it, in the order of the places.
    pub fn case(&self, node: &Node) -> Result<CaseFile, Vec<InputError>> {
        let mut errors = Errors::default();
        let file = case::read(&self.names, node, &mut errors);
        let errors = errors.finish();
        if errors.is_empty() {
            Ok(file)
        } else {
            Err(errors)
        }
    }

    /// Reads a setting such as `os=mac` into `memory`, and gives the fact that
    /// it sets. The text is that of `file`. The value of a list is YAML, as in
    /// `destinations=[Cloud, NAS]`; every other value is the text behind the `=`
    /// as it is, where nothing, `~` and `null` are unavailable.
    ///
    /// # Errors
    ///
    /// All that is wrong with it. The memory is as before then.
    pub fn set(
        &self,
        memory: &mut WorkingMemory,
        file: FileId,
        text: &str,
    ) -> Result<FactPath, Vec<InputError>> {
        let mut errors = Errors::default();
        let path = set::set(&self.names, memory, file, text, &mut errors);
        path.filter(|_| errors.count() == 0)
            .ok_or_else(|| errors.finish())
    }

    /// Reads the path of a fact, as [`super::path::parse_path`] does.
    ///
    /// # Errors
    ///
    /// If there is no such fact.
    pub fn path(&self, text: &str) -> Result<FactPath, PathError> {
        self.names.path(text)
    }
}

/// Reads a facts file into `memory`; see [`Reader::facts`].
pub fn read_facts(rules: &RuleBase, node: &Node, memory: &mut WorkingMemory) -> Vec<InputError> {
    Reader::new(rules).facts(node, memory)
}

/// Reads a case file; see [`Reader::case`].
///
/// # Errors
///
/// All that is wrong with it, in the order of the places.
pub fn read_case(rules: &RuleBase, node: &Node) -> Result<CaseFile, Vec<InputError>> {
    Reader::new(rules).case(node)
}

/// Reads a setting such as `os=mac` into `memory`; see [`Reader::set`].
///
/// # Errors
///
/// All that is wrong with it.
pub fn set(
    rules: &RuleBase,
    memory: &mut WorkingMemory,
    file: FileId,
    text: &str,
) -> Result<FactPath, Vec<InputError>> {
    Reader::new(rules).set(memory, file, text)
}
