//! Gathered documents: what tools print, as it is.
//!
//! The `from` of each fact says where it is. Each path is followed once, from the
//! document or from the element at hand.

mod error;
mod kind;
mod lists;

pub use error::GatherError;
pub(super) use kind::{given_beside, is_gathered};

use super::error::{InputErrorKind, Part, Shape};
use super::errors::Errors;
use super::value::Values;
use crate::diagnostic::nearest::nearest;
use crate::facts::document::{Node, NodeKind};
use crate::facts::memory::{Datum, FactPath, State, WorkingMemory};
use crate::facts::names::Names;
use crate::facts::search::{Search, TooMuch};
use crate::model::fact::{PlainType, Type};
use crate::model::ids::FactId;
use crate::model::json_path::JsonPath;
use crate::model::value::{Number, Size, Value};
use crate::source::Span;

/// Reads what stands under `gathered` into `memory`.
pub(super) fn read(
    names: &Names<'_>,
    document: &Node,
    memory: &mut WorkingMemory,
    errors: &mut Errors,
) {
    if names.gathered().is_empty() {
        errors.add(start_of(document), GatherError::NoPaths);
    } else if !gather(names, document, memory, errors) {
        nothing(names, document, errors);
    }
}

/// Reads a gathered document into `memory`: every fact with a path is found in it or
/// unavailable. What is known of a fact that is not found stays. Gives whether anything
/// is found.
pub(super) fn gather(
    names: &Names<'_>,
    document: &Node,
    memory: &mut WorkingMemory,
    errors: &mut Errors,
) -> bool {
    let mut gathering = Gathering {
        values: Values { names, errors },
        search: Search::default(),
    };
    let mut found_any = false;
    for &fact in names.gathered() {
        let mut at = FactPath::top_level(fact);
        let Ok(found) = gathering.fact(&mut at, document) else {
            break;
        };
        found_any |= says_something(names, fact, &found, document);
        if let Some(state) = memory.get_mut(names.rules, &at)
            && (found != State::Unavailable || *state == State::Unknown)
        {
            *state = found;
        }
        if gathering.values.errors.are_enough() {
            break;
        }
    }
    found_any || gathering.values.errors.count() > 0
}

/// Whether what is found shows that this is a document for these rules. A list that
/// may be anywhere in a map is empty in any other too.
fn says_something(names: &Names<'_>, fact: FactId, found: &State, document: &Node) -> bool {
    let is_empty = match found {
        State::Unavailable => return false,
        State::Known(datum) => is_empty(datum),
        State::Unknown => false,
    };
    let from = names.rules.facts[fact].from.as_ref();
    let has_place = from.is_some_and(|path| !path.certain_segments().is_empty());
    !is_empty || has_place || matches!(document.kind, NodeKind::Sequence(_))
}

/// Whether it is a list without elements.
fn is_empty(datum: &Datum) -> bool {
    match datum {
        Datum::Records(records) => records.is_empty(),
        Datum::Values(values) => values.is_empty(),
        Datum::Plain(_) => false,
    }
}

/// Nothing that the rules look for is in a document.
pub(super) fn nothing(names: &Names<'_>, document: &Node, errors: &mut Errors) {
    let rules = names.rules;
    let mut facts = names.gathered().iter().map(|&fact| &rules.facts[fact]);
    let Some((fact, from)) = facts.find_map(|fact| Some((fact, fact.from.as_ref()?))) else {
        return;
    };
    let keys: &[_] = match &document.kind {
        NodeKind::Mapping(entries) => entries,
        _ => &[],
    };
    let like_a_fact = keys.iter().take(MOST_KEYS).find_map(|(key, _)| {
        let facts = rules.top_level().map(|(_, fact)| fact.path.as_str());
        Some((key, nearest(&key.text, facts)?))
    });
    let span = like_a_fact.map_or_else(|| start_of(document), |(key, _)| key.span);
    let error = GatherError::Nothing {
        fact: fact.path.clone(),
        from: from.to_string(),
        nearest: like_a_fact.map(|(key, fact)| (key.text.clone(), fact.to_owned())),
    };
    errors.add(span, error);
}

/// So many keys of a document are looked through for one that is meant as a fact.
const MOST_KEYS: usize = 100;

/// The first character of a document, which may be long.
fn start_of(document: &Node) -> Span {
    let Span { file, start, end } = document.span;
    let end = end.min(start + 1);
    Span { file, start, end }
}

/// Gathering was given up, and an error says why.
struct Stopped;

type Gathered<T> = Result<T, Stopped>;

struct Gathering<'a> {
    values: Values<'a>,
    search: Search,
}

impl Gathering<'_> {
    /// What a document or an element has for the fact at `at`. Of what has errors,
    /// nothing is known.
    fn fact(&mut self, at: &mut FactPath, base: &Node) -> Gathered<State> {
        let names = self.values.names;
        let fact = &names.rules.facts[at.fact];
        match (&fact.from, &fact.ty) {
            (Some(path), Type::Plain(ty)) => {
                let matches = self.search.select(path, base);
                let matches = self.in_time(matches, at, path, base)?;
                Ok(match matches.as_slice() {
                    [] => State::Unavailable,
                    [one] => self.plain(at, ty, one),
                    [first, second, ..] => {
                        self.several(at, path, first.span, second.span);
                        State::Unknown
                    }
                })
            }
            (Some(path), Type::List(list)) => {
                let matches = self.search.select(path, base);
                let matches = self.in_time(matches, at, path, base)?;
                if matches.is_empty() {
                    let place = self.search.has_place(path, base);
                    let is_there = !path.is_single() && self.in_time(place, at, path, base)?;
                    if !is_there {
                        return Ok(State::Unavailable);
                    }
                }
                self.list(at, list, &matches)
            }
            (None, ty) => {
                let Some(member) = member(base, fact.word()) else {
                    return Ok(State::Unknown);
                };
                match ty {
                    Type::Plain(ty) => Ok(self.plain(at, ty, member)),
                    Type::List(list) => self.list(at, list, &[member]),
                }
            }
        }
    }

    /// What a search gave. Where it went over its limit, that is an error.
    fn in_time<T>(
        &mut self,
        result: Result<T, TooMuch>,
        at: &FactPath,
        path: &JsonPath,
        base: &Node,
    ) -> Gathered<T> {
        result.map_err(|TooMuch| {
            let fact = at.show_short(self.values.names.rules);
            let from = path.to_string();
            let error = GatherError::TooMuch { fact, from };
            self.values.errors.add(start_of(base), error);
            Stopped
        })
    }

    /// A value that is not a list.
    fn plain(&mut self, at: &FactPath, ty: &PlainType, node: &Node) -> State {
        match &node.kind {
            NodeKind::Null => State::Unavailable,
            NodeKind::Scalar { text, .. } => {
                let value = match bytes(ty, text) {
                    Some(size) => Some(size),
                    None => self.values.plain(at, ty, node),
                };
                value.map_or(State::Unknown, |value| State::Known(Datum::Plain(value)))
            }
            NodeKind::Sequence(_) | NodeKind::Mapping(_) => {
                self.not_of_shape(Part::Fact, at, node);
                State::Unknown
            }
        }
    }

    fn not_of_shape(&mut self, part: fn(String) -> Part, at: &FactPath, node: &Node) {
        let kind = InputErrorKind::Shape {
            part: part(at.show_short(self.values.names.rules)),
            expected: Shape::Single,
            found: Shape::of(node),
            example: None,
        };
        self.values.errors.add(start_of(node), kind);
    }

    fn several(&mut self, at: &FactPath, path: &JsonPath, first: Span, second: Span) {
        let error = GatherError::Several {
            fact: at.show_short(self.values.names.rules),
            from: path.to_string(),
            first,
        };
        self.values.errors.add(second, error);
    }
}

/// The member of a map with this name.
fn member<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    let NodeKind::Mapping(entries) = &node.kind else {
        return None;
    };
    let mut entries = entries.iter();
    let named = entries.find(|(key, _)| key.text == name);
    named.map(|(_, value)| value)
}

/// Tools write sizes as bare numbers of bytes.
fn bytes(ty: &PlainType, text: &str) -> Option<Value> {
    let is_number = *ty == PlainType::Size && text.bytes().all(|b| b.is_ascii_digit());
    let number = is_number.then(|| Number::parse(text).ok()).flatten()?;
    Some(Value::Size(Size::from_bytes(number)))
}

/// The path of a fact in an element: its own, or its name.
fn path_in_element(names: &Names<'_>, fact: FactId) -> String {
    let fact = &names.rules.facts[fact];
    match &fact.from {
        Some(path) => path.to_string(),
        None => format!("$.{}", fact.word()),
    }
}
