//! What a file declares, as a table of contents.

use super::base::Base;
use super::names::NameKind;
use crate::source::{FileId, Span};
use crate::syntax::tree::{
    ConditionKind, Entry, EntryKind, Fact, Item, Name, Rule, RuleLine, Str, TypeKind,
};

/// An entry of the table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// The name, or what stands for one.
    pub name: String,
    /// A few more words.
    pub detail: Option<String>,
    /// What it is; nothing for a guide.
    pub kind: Option<NameKind>,
    /// The place of the name.
    pub at: Span,
    /// The whole.
    pub whole: Span,
    /// What is in it.
    pub children: Vec<Outline>,
}

/// The table of contents of a file.
pub fn outline(base: &Base, file: FileId) -> Vec<Outline> {
    let items = base.tree(file).map_or(&[][..], |tree| &tree.items);
    items
        .iter()
        .filter_map(|item| of_item(base, item))
        .collect()
}

fn of_item(base: &Base, item: &Item) -> Option<Outline> {
    Some(match item {
        Item::Import(_) => return None,
        Item::Guide(guide) => Outline {
            name: guide.title.value(),
            detail: Some("guide".to_owned()),
            kind: None,
            at: guide.title.span,
            whole: guide.span,
            children: Vec::new(),
        },
        Item::Fact(fact) => of_fact(fact, NameKind::Fact),
        Item::Let(item) => plain(NameKind::Let, &item.name, None, item.span),
        Item::Condition(item) => {
            let kind = match item.kind {
                ConditionKind::Condition => NameKind::Condition,
                ConditionKind::Symptom => NameKind::Symptom,
            };
            plain(kind, &item.name, item.title.as_ref(), item.span)
        }
        Item::Action(item) => plain(NameKind::Action, &item.name, item.title.as_ref(), item.span),
        Item::Rule(rule) => of_rule(rule),
        Item::Broken(span) => of_broken(base, *span)?,
    })
}

fn plain(kind: NameKind, name: &Name, title: Option<&Str>, whole: Span) -> Outline {
    Outline {
        name: name.text.clone(),
        detail: title.map(Str::value),
        kind: Some(kind),
        at: name.span,
        whole,
        children: Vec::new(),
    }
}

/// Fields in fields: the parser bounds how deep types go.
fn of_fact(fact: &Fact, kind: NameKind) -> Outline {
    let mut outline = plain(kind, &fact.name, fact.title.as_ref(), fact.span);
    if let TypeKind::ListBy { fields, .. } = &fact.ty.kind {
        let fields = fields.iter().map(|field| of_fact(field, NameKind::Field));
        outline.children = fields.collect();
    }
    outline
}

fn of_rule(rule: &Rule) -> Outline {
    let mut outline = plain(NameKind::Rule, &rule.name, rule.title.as_ref(), rule.span);
    outline.children = rule
        .lines
        .iter()
        .filter_map(|line| match line {
            RuleLine::Entry(entry) => Some(of_entry(entry)),
            _ => None,
        })
        .collect();
    outline
}

fn of_entry(entry: &Entry) -> Outline {
    let (name, at) = match &entry.kind {
        EntryKind::Try(name) => (format!("try {}", name.text), name.span),
        EntryKind::Escalate(name) => (format!("escalate {}", name.text), name.span),
        EntryKind::Conclude(text) => (format!("conclude {}", text.value()), text.span),
        EntryKind::Refer { text, .. } => (format!("refer {}", text.value()), text.span),
    };
    Outline {
        name,
        detail: None,
        kind: Some(NameKind::Action),
        at,
        whole: entry.span,
        children: Vec::new(),
    }
}

/// A declaration with a syntax error, if it seems to declare something.
fn of_broken(base: &Base, span: Span) -> Option<Outline> {
    let uses = base.names().in_file(span.file);
    let declared = uses
        .iter()
        .filter(|found| found.is_declaration && found.span.start >= span.start)
        .map(|found| base.names().get(found.name))
        .find(|declared| declared.whole == span)?;
    Some(Outline {
        name: declared.text.clone(),
        detail: None,
        kind: Some(declared.kind),
        at: declared.name,
        whole: span,
        children: Vec::new(),
    })
}
