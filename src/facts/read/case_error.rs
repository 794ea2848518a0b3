//! What can be wrong with case files apart from their facts, and how it is
//! said.

use std::fmt;

use super::error::Part;
use crate::facts::phrases::listed;
use crate::model::value::ReadError;

/// What can be wrong with a case file apart from its facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseError {
    /// A part of a case file has no such key.
    UnknownKey {
        /// The part.
        part: Part,
        /// The key.
        key: String,
        /// The key that is probably meant.
        nearest: Option<&'static str>,
        /// All keys.
        known: &'static [&'static str],
        /// Whether a fact has this name.
        is_fact: bool,
    },
    /// An attempt lacks something.
    MissingKey(MissingKey),
    /// There is no action or rule of this name.
    UnknownName {
        /// What is named.
        what: Named,
        /// The name.
        name: String,
        /// The name that is probably meant.
        nearest: Option<String>,
    },
    /// A word that is not one of a few.
    UnknownWord {
        /// The key that it is given for.
        key: &'static str,
        /// The word.
        word: String,
        /// The word that is probably meant.
        nearest: Option<&'static str>,
        /// The words.
        words: Vec<&'static str>,
    },
    /// An attempt does not say for which element.
    NoFor {
        /// The action.
        action: String,
        /// What the keys are of.
        keys: Vec<String>,
    },
    /// An attempt names an element, but the action is not done to elements.
    NeedlessFor {
        /// The action.
        action: String,
    },
    /// An outcome of a script names an element, but not the action.
    ForWithoutAction,
    /// An attempt has too many or too few keys.
    ForParts {
        /// The action.
        action: String,
        /// What the keys are of.
        keys: Vec<String>,
        /// How many there are.
        found: usize,
    },
    /// `now` is not a time.
    Now(ReadError),
}

/// What an attempt in a case file cannot lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingKey {
    /// Its action.
    Action,
    /// Its outcome.
    Outcome,
}

/// What names stand for in case files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// An action.
    Action,
    /// A rule.
    Rule,
}

impl CaseError {
    /// What is probably meant.
    pub fn suggestion(&self) -> Option<&str> {
        match self {
            CaseError::UnknownName { nearest, .. } => nearest.as_deref(),
            CaseError::UnknownKey { nearest, .. } | CaseError::UnknownWord { nearest, .. } => {
                *nearest
            }
            _ => None,
        }
    }

    /// What to write instead, where that is known.
    pub fn help(&self) -> Option<String> {
        let known = |what: &str, words: Option<String>| {
            words.map(|words| format!("the {what} are {words}"))
        };
        match self {
            CaseError::UnknownKey {
                key, is_fact: true, ..
            } => Some(format!(
                "`{key}` is a fact: put it under `facts`; a file of nothing but facts goes with `--facts`"
            )),
            CaseError::UnknownKey { known: keys, .. } => known("keys", listed(keys, "and")),
            CaseError::UnknownWord { words, .. } => known("words", listed(words, "and")),
            CaseError::MissingKey(key) => Some(key.help().to_owned()),
            CaseError::NoFor { keys, .. } | CaseError::ForParts { keys, .. } => {
                Some(format!("write it like `for: [{}]`", for_parts(keys)))
            }
            CaseError::NeedlessFor { .. } => Some("leave `for` out".to_owned()),
            CaseError::ForWithoutAction => {
                Some("name the `action` too that is done for it".to_owned())
            }
            CaseError::Now(error) => error.help().map(str::to_owned),
            CaseError::UnknownName { .. } => None,
        }
    }
}

impl MissingKey {
    fn help(self) -> &'static str {
        match self {
            MissingKey::Action => "name the action that was tried",
            MissingKey::Outcome => {
                "say what came of it: `fixed`, `not_fixed`, `could_not` or `skipped`"
            }
        }
    }
}

fn for_parts(keys: &[String]) -> String {
    let parts: Vec<String> = keys.iter().map(|key| format!("‹{key}›")).collect();
    parts.join(", ")
}

impl fmt::Display for CaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CaseError::UnknownKey { part, key, .. } => write!(f, "{part} has no key `{key}`"),
            CaseError::MissingKey(MissingKey::Action) => f.write_str("an attempt has no `action`"),
            CaseError::MissingKey(MissingKey::Outcome) => {
                f.write_str("an attempt has no `outcome`")
            }
            CaseError::UnknownName { what, name, .. } => {
                write!(f, "there is no {what} `{name}`")
            }
            CaseError::UnknownWord { key, word, .. } => {
                write!(f, "`{word}` is not a word for `{key}`")
            }
            CaseError::NoFor { action, .. } => {
                write!(
                    f,
                    "the attempt does not say for which element `{action}` was done"
                )
            }
            CaseError::NeedlessFor { action } => {
                write!(f, "`{action}` is not done for an element")
            }
            CaseError::ForWithoutAction => {
                f.write_str("the outcome says for which element, but not of which action")
            }
            CaseError::ForParts {
                action,
                keys,
                found,
            } => {
                let expected = keys.len();
                let s = if expected == 1 { "" } else { "s" };
                write!(
                    f,
                    "the element of `{action}` is named by {expected} key{s}, not {found}"
                )
            }
            CaseError::Now(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for CaseError {}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Named::Action => "action",
            Named::Rule => "rule",
        })
    }
}
