//! The names that rules declare, mistakes or not: what can be read is completed.

use std::ffi::OsString;
use std::path::Path;

use crate::cli::files::{Disk, is_rules_file, rules_files};
use crate::load::{Loaded, load};
use crate::syntax::tree::{self, ConditionKind, Item, Str, TypeKind};

/// What has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Fact,
    Value,
    Condition,
    Symptom,
    Action,
    Rule,
}

/// What the rules declare that the words of a line speak of.
pub(super) struct Vocabulary {
    loaded: Loaded,
}

impl Vocabulary {
    /// Reads the rules files and the folders of rules among the words; where
    /// there is none, the rules in the folder at hand.
    pub(super) fn of(words: &[OsString]) -> Self {
        let words = words.iter().skip(1).map(Path::new);
        let mut files: Vec<String> = words.flat_map(files_at).collect();
        if files.is_empty() {
            files = files_at(Path::new("."));
        }
        Vocabulary {
            loaded: load(&files, &Disk),
        }
    }

    fn items(&self) -> impl Iterator<Item = &Item> {
        self.loaded.files.iter().flat_map(|file| &file.tree.items)
    }

    /// The names of these kinds with their titles, in the order in which they are
    /// declared.
    pub(super) fn names(&self, kinds: &[Kind]) -> impl Iterator<Item = (&str, Option<String>)> {
        let named = self.items().filter_map(named);
        named
            .filter(|(kind, ..)| kinds.contains(kind))
            .map(|(_, name, title)| (name.text.as_str(), title.map(Str::value)))
    }

    /// The values of a fact that has few, with their labels.
    pub(super) fn values(&self, fact: &str) -> Vec<(String, Option<String>)> {
        let declared = self.items().find_map(|item| match item {
            Item::Fact(declared) if declared.name.text == fact => Some(&declared.ty.kind),
            _ => None,
        });
        match declared {
            Some(TypeKind::YesNo) => ["yes", "no"].map(|word| (word.to_owned(), None)).into(),
            Some(TypeKind::Symbols(symbols)) => symbols
                .iter()
                .map(|symbol| {
                    let label = symbol.label.as_ref().map(Str::value);
                    (symbol.name.text.clone(), label)
                })
                .collect(),
            _ => Vec::new(),
        }
    }
}

/// The rules files that a word means, if it means some.
fn files_at(word: &Path) -> Vec<String> {
    let path = word.to_path_buf();
    let path = match (word.strip_prefix("~"), std::env::home_dir()) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path,
    };
    if path.is_dir() || (is_rules_file(&path) && path.is_file()) {
        rules_files(&[path]).unwrap_or_default()
    } else {
        Vec::new()
    }
}

/// What an item declares.
fn named(item: &Item) -> Option<(Kind, &tree::Name, Option<&Str>)> {
    Some(match item {
        Item::Fact(fact) => (
            Kind::Fact,
            &fact.name,
            fact.title.as_ref().or(question(fact)),
        ),
        Item::Let(value) => (Kind::Value, &value.name, None),
        Item::Condition(condition) => (
            match condition.kind {
                ConditionKind::Condition => Kind::Condition,
                ConditionKind::Symptom => Kind::Symptom,
            },
            &condition.name,
            condition.title.as_ref(),
        ),
        Item::Action(action) => (Kind::Action, &action.name, action.title.as_ref()),
        Item::Rule(rule) => (Kind::Rule, &rule.name, rule.title.as_ref()),
        Item::Guide(_) | Item::Import(_) | Item::Broken(_) => return None,
    })
}

/// The question for a fact.
fn question(fact: &tree::Fact) -> Option<&Str> {
    fact.attributes.iter().find_map(|attribute| {
        match (attribute.word.text.as_str(), &attribute.value) {
            ("ask", tree::AttributeValue::Text(text)) => Some(text),
            _ => None,
        }
    })
}
