//! New names for old ones, everywhere in a rule base.
//!
//! A change is refused unless it is sure to change nothing else: the rules are read
//! again with it, and every name must stand for what it stood for.

use std::collections::BTreeMap;

use super::base::{Base, Trees};
use super::fixes::Change;
use super::names::{Declared, NameKind, Use};
use crate::diagnostic::Severity;
use crate::load::MemorySource;
use crate::source::{FileId, Span};
use crate::syntax::is_reserved;

/// Why a name cannot be changed, in words for its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

/// The place and the text of the name at a byte, if it can be changed.
///
/// # Errors
///
/// Where no name of the rules stands.
pub fn prepare(base: &Base, file: FileId, offset: u32) -> Result<(Span, String), Refusal> {
    let found = found(base, file, offset)?;
    let text = base.sources().text(found.span).to_owned();
    Ok((found.span, text))
}

/// The changes that give the name at a byte a new text.
///
/// # Errors
///
/// Where the new name is none, or would change what the rules mean.
pub fn rename(base: &Base, file: FileId, offset: u32, new: &str) -> Result<Vec<Change>, Refusal> {
    let found = found(base, file, offset)?;
    let declared = base.names().get(found.name);
    let new = new.trim();
    check_form(declared, new)?;
    let changes: Vec<Change> = base
        .names()
        .uses_of(found.name)
        .map(|found| Change {
            span: found.span,
            text: new.to_owned(),
        })
        .collect();
    if declared.text != new {
        check_free(base, declared, new)?;
        check_meaning(base, declared, &changes, new)?;
    }
    Ok(changes)
}

fn found(base: &Base, file: FileId, offset: u32) -> Result<Use, Refusal> {
    let nothing = || Refusal("there is no name here that the rules declare".to_owned());
    base.names().at(file, offset).ok_or_else(nothing)
}

/// Whether a name of this kind may be written so.
fn check_form(declared: &Declared, new: &str) -> Result<(), Refusal> {
    let is_word = |word: &str| {
        word.starts_with(char::is_alphabetic)
            && word.chars().all(|c| c.is_alphanumeric() || c == '_')
    };
    if new.is_empty() || !new.split('.').all(is_word) {
        return Err(Refusal(format!(
            "`{new}` is not a name: names begin with a letter and go on with letters, digits and `_`"
        )));
    }
    let first = new.split('.').next().unwrap_or(new);
    if is_reserved(first) {
        return Err(Refusal(format!("`{first}` is a word of the language")));
    }
    let kind = declared.kind;
    let is_one_word = matches!(
        kind,
        NameKind::Field | NameKind::Symbol | NameKind::Variable
    );
    if is_one_word && new.contains('.') {
        return Err(Refusal(format!("a {} has no dots", kind.word())));
    }
    if kind == NameKind::Symbol && matches!(new, "empty" | "unavailable") {
        return Err(Refusal(format!("no symbol can be called `{new}`")));
    }
    Ok(())
}

/// Whether nothing else is called so already.
fn check_free(base: &Base, declared: &Declared, new: &str) -> Result<(), Refusal> {
    let names = base.names();
    let taken = match (declared.kind, declared.parent) {
        (NameKind::Variable, _) => None,
        (NameKind::Field | NameKind::Symbol, Some(parent)) => names.part(parent, new),
        (NameKind::Action, _) => names.action(new),
        (NameKind::Rule, _) => names.rule(new),
        _ => names.value(new),
    };
    let Some(taken) = taken else { return Ok(()) };
    let other = names.get(taken);
    let place = base.sources().place(other.name);
    Err(Refusal(format!(
        "there is already {} {} `{new}` at {}",
        if other.kind == NameKind::Action {
            "an"
        } else {
            "a"
        },
        other.kind.word(),
        place.rsplit('/').next().unwrap_or(&place)
    )))
}

/// Reads the rules with the changes: every name must stand for what it stood for,
/// and nothing may be wrong that was not.
fn check_meaning(
    base: &Base,
    declared: &Declared,
    changes: &[Change],
    new: &str,
) -> Result<(), Refusal> {
    let texts = changed(base, changes);
    let paths: Vec<String> = texts.keys().cloned().collect();
    let source: MemorySource = texts.into_iter().collect();
    let after = Base::read(&paths, &source, &Trees::default());
    if let Some(fault) = new_fault(base, &after) {
        return Err(Refusal(format!(
            "`{}` cannot be called `{new}`: {fault}",
            declared.text
        )));
    }
    let moved = |file: &str, at: u32| shifted(base, changes, file, at);
    if places(base, &moved) != places(&after, &|_, at| at) {
        return Err(Refusal(format!(
            "`{}` cannot be called `{new}`: some name would stand for something else",
            declared.text
        )));
    }
    Ok(())
}

/// The texts of all files with the changes.
fn changed(base: &Base, changes: &[Change]) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for (id, file) in base.sources().iter() {
        let mut text = file.text().to_owned();
        for change in changes.iter().rev().filter(|c| c.span.file == id) {
            let range = change.span.start as usize..change.span.end as usize;
            if text.get(range.clone()).is_some() {
                text.replace_range(range, &change.text);
            }
        }
        texts.insert(file.name().to_owned(), text);
    }
    texts
}

/// A diagnostic of which there are now more than before.
fn new_fault(before: &Base, after: &Base) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in before.diagnostics() {
        *counts.entry(diagnostic.code()).or_default() += 1;
    }
    for diagnostic in after.diagnostics() {
        let left = counts.entry(diagnostic.code()).or_default();
        match left.checked_sub(1) {
            Some(less) => *left = less,
            // A new name may well be confused with another: that is a warning.
            None if diagnostic.severity() == Severity::Error || is_clash(diagnostic.code()) => {
                return Some(diagnostic.message.clone());
            }
            None => {}
        }
    }
    None
}

fn is_clash(code: &str) -> bool {
    code.ends_with("-clash")
}

/// The place of every name, with the place where it is declared.
fn places<'b>(base: &'b Base, moved: &dyn Fn(&str, u32) -> u32) -> Vec<[(&'b str, u32); 2]> {
    let place = |span: Span| {
        let file = base.source(span.file).name();
        (file, moved(file, span.start))
    };
    let names = base.names();
    let uses = names.all_uses().iter();
    let mut places: Vec<[(&str, u32); 2]> = uses
        .map(|found| [place(found.span), place(names.get(found.name).name)])
        .collect();
    places.sort_unstable();
    places
}

/// Where a byte of a file stands after the changes.
fn shifted(base: &Base, changes: &[Change], file: &str, at: u32) -> u32 {
    let before = changes
        .iter()
        .filter(|change| change.span.start < at && base.source(change.span.file).name() == file);
    let (added, taken) = before.fold((0, 0), |(added, taken), change| {
        let replaced = change.span.end - change.span.start;
        (added + change.text.len() as u32, taken + replaced)
    });
    (at + added).saturating_sub(taken)
}
