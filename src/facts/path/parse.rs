//! From the text of a path to the fact.

use super::error::PathError;
use super::scan;
use crate::facts::memory::FactPath;
use crate::facts::names::Names;
use crate::facts::plain::read_plain;
use crate::model::RuleBase;
use crate::model::fact::{ListType, Type};
use crate::model::ids::FactId;

/// Reads a path as people write it: `app.message`,
/// `destinations["Cloud"].indicator`, `pods["shop", "web"].containers`. Whether
/// the elements exist is not looked at.
///
/// # Errors
///
/// If it is not written like this, or there is no such fact.
pub fn parse_path(rules: &RuleBase, text: &str) -> Result<FactPath, PathError> {
    Names::of(rules).path(text)
}

/// Where a path, or the front part of one, leads.
#[derive(Clone, Debug)]
pub(in crate::facts) enum Place {
    /// To the front part of facts; empty at the start.
    Group(String),
    /// To a fact or a field.
    Fact(FactPath),
    /// To an element of a list, whose key is the last of these.
    Element {
        /// The list.
        list: FactId,
        /// The keys, the outermost first.
        elements: Vec<Vec<String>>,
    },
}

impl Place {
    /// Where no path has led yet.
    pub(in crate::facts) fn start() -> Place {
        Place::Group(String::new())
    }
}

impl Names<'_> {
    /// The fact at this path.
    pub(in crate::facts) fn path(&self, text: &str) -> Result<FactPath, PathError> {
        let fields = |list| self.field_words(list).map(str::to_owned).collect();
        match self.step(Place::start(), text)? {
            Place::Fact(path) => Ok(path),
            Place::Group(path) => Err(PathError::Group {
                facts: self.group(&path),
                path,
            }),
            Place::Element { list, .. } => Err(PathError::Element {
                path: text.to_owned(),
                fields: fields(list),
            }),
        }
    }

    /// Goes on from a place, with a path or a part of one.
    pub(in crate::facts) fn step(&self, from: Place, text: &str) -> Result<Place, PathError> {
        let (head, mut rest) = text.split_at(text.find('[').unwrap_or(text.len()));
        if head.is_empty() {
            return Err(scan::unexpected(text, "a name", rest));
        }
        let mut place = match from {
            Place::Group(group) => self.name(&group, head)?,
            inside => self.words(inside, head)?,
        };
        while !rest.is_empty() {
            if rest.starts_with('[') {
                let (key, behind) = scan::key(text, rest)?;
                place = self.element(place, &key)?;
                rest = behind;
            } else if let Some(behind) = rest.strip_prefix('.') {
                let (words, behind) = scan::words(text, behind)?;
                place = self.words(place, words)?;
                rest = behind;
            } else {
                return Err(scan::unexpected(text, "`.` or the end", rest));
            }
        }
        Ok(place)
    }

    /// Whether what `text` says below a group begins with a name that the rules
    /// know; it may still lead nowhere.
    pub(in crate::facts) fn leads_on(&self, from: &Place, text: &str) -> bool {
        let Place::Group(group) = from else {
            return true;
        };
        let head = &text[..text.find('[').unwrap_or(text.len())];
        let joined;
        let path = if group.is_empty() {
            head
        } else {
            joined = format!("{group}.{head}");
            &joined
        };
        self.fact(path).is_some() || self.is_group(path) || self.front_of(path).is_some()
    }

    /// A name without brackets below a group.
    fn name(&self, group: &str, head: &str) -> Result<Place, PathError> {
        let path = if group.is_empty() {
            head.to_owned()
        } else {
            format!("{group}.{head}")
        };
        if let Some(fact) = self.fact(&path) {
            return Ok(Place::Fact(FactPath::top_level(fact)));
        }
        if self.is_group(&path) {
            return Ok(Place::Group(path));
        }
        if let Some((fact, rest)) = self.front_of(&path) {
            return Err(self.below(&FactPath::top_level(fact), rest));
        }
        let nearest = self.nearest_fact(&path);
        Err(PathError::Unknown { path, nearest })
    }

    /// Fields behind an element.
    fn words(&self, from: Place, words: &str) -> Result<Place, PathError> {
        let (word, deeper) = match words.split_once('.') {
            Some((word, deeper)) => (word, Some(deeper)),
            None => (words, None),
        };
        let path = match from {
            Place::Element { list, elements } => match self.field(list, word) {
                Some(fact) => FactPath { fact, elements },
                None => return Err(self.unknown_field(list, word)),
            },
            Place::Fact(path) => return Err(self.below(&path, words)),
            Place::Group(path) => {
                return Err(PathError::Group {
                    facts: self.group(&path),
                    path,
                });
            }
        };
        match deeper {
            Some(deeper) => Err(self.below(&path, deeper)),
            None => Ok(Place::Fact(path)),
        }
    }

    /// The element of a list with this key.
    fn element(&self, from: Place, key: &[String]) -> Result<Place, PathError> {
        let path = match from {
            Place::Fact(path) => path,
            Place::Group(path) => {
                return Err(PathError::Group {
                    facts: self.group(&path),
                    path,
                });
            }
            Place::Element { list, elements } => {
                let list = FactPath {
                    fact: list,
                    elements,
                }
                .show(self.rules);
                return Err(PathError::NotByKey {
                    fact: list,
                    is_list: false,
                });
            }
        };
        let FactPath { fact, mut elements } = path;
        let Type::List(ListType::Records { keys, .. }) = &self.rules.facts[fact].ty else {
            let is_list = matches!(self.rules.facts[fact].ty, Type::List(_));
            let fact = FactPath { fact, elements }.show(self.rules);
            return Err(PathError::NotByKey { fact, is_list });
        };
        elements.push(self.key(fact, keys, key)?);
        Ok(Place::Element {
            list: fact,
            elements,
        })
    }

    /// The key of an element as the working memory has it: the texts of its
    /// values.
    fn key(&self, list: FactId, keys: &[FactId], key: &[String]) -> Result<Vec<String>, PathError> {
        let facts = &self.rules.facts;
        if keys.len() != key.len() {
            let keys = keys
                .iter()
                .map(|&key| facts[key].word().to_owned())
                .collect();
            return Err(PathError::KeyParts {
                list: facts[list].path.clone(),
                keys,
                found: key.len(),
            });
        }
        let parts = keys
            .iter()
            .zip(key)
            .map(|(&field, text)| match &facts[field].ty {
                Type::Plain(plain) => {
                    let value = read_plain(plain, text);
                    value
                        .map(|value| plain.write(&value))
                        .map_err(|error| PathError::KeyValue {
                            field: facts[field].path.clone(),
                            error,
                        })
                }
                Type::List(_) => Ok(text.clone()),
            });
        parts.collect()
    }

    /// Something below a fact, where there is nothing.
    fn below(&self, path: &FactPath, field: &str) -> PathError {
        let fact = path.show(self.rules);
        let path_below = format!("{fact}.{field}");
        match &self.rules.facts[path.fact].ty {
            Type::List(ListType::Records { .. }) => PathError::NoElement {
                path: path_below,
                list: fact,
                field: field.to_owned(),
            },
            Type::List(ListType::Values(_)) => PathError::NotByKey {
                fact,
                is_list: true,
            },
            Type::Plain(_) => PathError::BelowValue {
                path: path_below,
                fact,
            },
        }
    }

    /// The list has no field of this word.
    pub(in crate::facts) fn unknown_field(&self, list: FactId, word: &str) -> PathError {
        PathError::UnknownField {
            list: self.rules.facts[list].path.clone(),
            word: word.to_owned(),
            nearest: self.nearest_field(list, word),
            fields: self.field_words(list).map(str::to_owned).collect(),
        }
    }
}
