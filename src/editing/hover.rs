//! What there is to know about a name.

use super::base::Base;
use super::names::{Declared, NameId, NameKind, Use};
use super::trees::{fact, item_at};
use crate::source::{FileId, Span};
use crate::syntax::tree::{
    Action, ActionLine, AttributeValue, Condition, EntryKind, Fact, Item, Rule, RuleLine, Str,
    Type, TypeKind,
};

/// What is shown about a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The name.
    pub span: Span,
    /// What there is to know, in Markdown.
    pub markdown: String,
}

/// A name in a few words.
pub(super) struct Summary {
    /// Kind and type.
    pub(super) line: String,
    /// Title, question and help.
    pub(super) about: Option<String>,
}

/// Longer declarations are cut off.
const MOST_LINES: usize = 12;

/// What there is to know about the name at a byte.
pub fn hover(base: &Base, file: FileId, offset: u32) -> Option<Hover> {
    let Use { span, name, .. } = base.names().at(file, offset)?;
    let summary = summary(base, name);
    let mut markdown = format!("```rules\n{}\n```", code(base, name));
    if let Some(about) = summary.about {
        markdown.push_str("\n\n");
        markdown.push_str(&about);
    }
    markdown.push_str("\n\n");
    markdown.push_str(&uses(base, name));
    Some(Hover { span, markdown })
}

/// A name in a few words.
pub(super) fn summary(base: &Base, id: NameId) -> Summary {
    let declared = base.names().get(id);
    let mut about: Vec<String> = Vec::new();
    let mut line = declared.kind.word().to_owned();
    match declared.kind {
        NameKind::Fact | NameKind::Field => {
            if let Some(fact) = fact(base, declared) {
                line = format!("{line}: {}", type_in_words(base, &fact.ty));
                about_fact(base, fact, &mut about);
            }
        }
        NameKind::Symbol => {
            let of = declared.parent.map(|of| base.names().path(of));
            line = format!("symbol of {}", of.unwrap_or_default());
            let written = base.sources().text(declared.whole);
            if let Some((_, label)) = written.split_once('"') {
                about.push(shown(label.strip_suffix('"').unwrap_or(label)));
            }
        }
        NameKind::Variable => {
            if let Some(list) = declared.parent {
                line = format!("element of {}", base.names().path(list));
            }
        }
        _ => match item_at(base, declared.name) {
            Some(Item::Condition(condition)) => about_condition(condition, &mut about),
            Some(Item::Action(action)) => about_action(base, action, &mut about),
            Some(Item::Rule(rule)) => about_rule(rule, &mut about),
            _ => {}
        },
    }
    Summary {
        line,
        about: (!about.is_empty()).then(|| about.join("\n\n")),
    }
}

fn about_fact(base: &Base, fact: &Fact, about: &mut Vec<String>) {
    title(fact.title.as_ref(), about);
    for attribute in &fact.attributes {
        let word = attribute.word.text.as_str();
        match &attribute.value {
            AttributeValue::Text(text) if word == "ask" => {
                about.push(format!("Question: {}", shown(&text.raw)));
            }
            AttributeValue::Text(text) if word == "help" => about.push(shown(&text.raw)),
            AttributeValue::Text(text) if word == "from" => {
                about.push(format!("In gathered documents: `{}`", text.value()));
            }
            AttributeValue::Never(_) => about.push("Nobody is asked for it.".to_owned()),
            AttributeValue::Expr(expr) if word == "when" => {
                let test = one_line(base.sources().text(expr.span));
                about.push(format!("Asked for only when `{test}`"));
            }
            AttributeValue::Expr(expr) if word == "default" => {
                let value = one_line(base.sources().text(expr.span));
                about.push(format!("Where it is unavailable: `{value}`"));
            }
            AttributeValue::Text(_) | AttributeValue::Expr(_) => {}
        }
    }
}

fn about_condition(condition: &Condition, about: &mut Vec<String>) {
    title(condition.title.as_ref(), about);
}

fn about_action(base: &Base, action: &Action, about: &mut Vec<String>) {
    title(action.title.as_ref(), about);
    let mut steps = String::new();
    let mut rest = Vec::new();
    let mut number = 0;
    for line in &action.lines {
        match line {
            ActionLine::Step(step) => {
                number += 1;
                steps.push_str(&format!("{number}. {}\n", shown(&step.text.raw)));
            }
            ActionLine::Note(note) => rest.push(format!("Note: {}", shown(&note.text.raw))),
            ActionLine::Cost { span, .. } | ActionLine::Rechecks { span, .. } => {
                rest.push(format!("`{}`", one_line(base.sources().text(*span))));
            }
        }
    }
    if !steps.is_empty() {
        about.push(steps.trim_end().to_owned());
    }
    about.extend(rest);
}

fn about_rule(rule: &Rule, about: &mut Vec<String>) {
    title(rule.title.as_ref(), about);
    let entries = rule.lines.iter().filter_map(|line| match line {
        RuleLine::Entry(entry) => Some(match &entry.kind {
            EntryKind::Try(name) => format!("- try `{}`", name.text),
            EntryKind::Escalate(name) => format!("- escalate `{}`", name.text),
            EntryKind::Conclude(text) => format!("- conclude: {}", shown(&text.raw)),
            EntryKind::Refer { text, .. } => format!("- refer: {}", shown(&text.raw)),
        }),
        _ => None,
    });
    let entries: Vec<String> = entries.collect();
    if !entries.is_empty() {
        about.push(entries.join("\n"));
    }
}

fn title(title: Option<&Str>, about: &mut Vec<String>) {
    if let Some(title) = title {
        about.push(format!("**{}**", shown(&title.raw)));
    }
}

/// The declaration as code: short ones whole, of others the first line.
fn code(base: &Base, id: NameId) -> String {
    let declared = base.names().get(id);
    match declared.kind {
        NameKind::Fact | NameKind::Field => header_of_fact(base, id, declared),
        NameKind::Symbol => {
            let written = base.sources().text(declared.whole);
            match declared.parent {
                Some(of) => format!("{}: {written}", base.names().path(of)),
                None => written.to_owned(),
            }
        }
        NameKind::Variable => match declared.parent {
            Some(list) => format!("{} in {}", declared.text, base.names().path(list)),
            None => declared.text.clone(),
        },
        NameKind::Let | NameKind::Condition | NameKind::Symptom => {
            cut(base.sources().text(declared.whole))
        }
        NameKind::Action | NameKind::Rule => one_line(base.sources().text(header(base, declared))),
    }
}

/// An action or a rule up to its braces.
fn header(base: &Base, declared: &Declared) -> Span {
    let (title, binders) = match item_at(base, declared.name) {
        Some(Item::Action(action)) => (action.title.as_ref(), action.binders.as_slice()),
        Some(Item::Rule(rule)) => (rule.title.as_ref(), rule.binders.as_slice()),
        _ => (None, &[][..]),
    };
    let title = title.map(|title| title.span.end);
    let binder = binders.last().map(|binder| binder.span.end);
    Span {
        end: binder.or(title).unwrap_or(declared.name.end),
        ..declared.whole
    }
}

fn header_of_fact(base: &Base, id: NameId, declared: &Declared) -> String {
    let path = base.names().path(id);
    let ty = fact(base, declared).map(|fact| type_in_words(base, &fact.ty));
    match ty {
        Some(ty) => format!("{} {path}: {ty}", declared.kind.word()),
        None => format!("{} {path}", declared.kind.word()),
    }
}

/// A type as it is written, without the fields of a list.
fn type_in_words(base: &Base, ty: &Type) -> String {
    match &ty.kind {
        TypeKind::ListBy { keys, .. } => {
            let keys: Vec<&str> = keys.iter().map(|key| key.text.as_str()).collect();
            format!("list by {}", keys.join(", "))
        }
        _ => one_line(base.sources().text(ty.span)),
    }
}

/// How often a name is used, and in which files.
fn uses(base: &Base, id: NameId) -> String {
    let mut files: Vec<(FileId, usize)> = Vec::new();
    for found in base
        .names()
        .uses_of(id)
        .filter(|found| !found.is_declaration)
    {
        match files.last_mut() {
            Some((file, count)) if *file == found.span.file => *count += 1,
            _ => files.push((found.span.file, 1)),
        }
    }
    let total: usize = files.iter().map(|(_, count)| count).sum();
    let mut places: Vec<String> = files
        .iter()
        .map(|(file, count)| {
            let name = base.source(*file).name();
            let name = name.rsplit('/').next().unwrap_or(name);
            format!("{name} ({count})")
        })
        .collect();
    places.sort();
    match total {
        0 => "Not used.".to_owned(),
        1 => format!("Used once: {}", places.join(", ")),
        _ => format!("Used {total} times: {}", places.join(", ")),
    }
}

/// The first lines of a longer text.
fn cut(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    if lines.len() <= MOST_LINES {
        return text.to_owned();
    }
    format!("{}\n…", lines[..MOST_LINES].join("\n"))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text in quotes as people read it, safe in Markdown.
fn shown(raw: &str) -> String {
    let text = raw.replace("\"\"", "\"");
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '#') {
            safe.push('\\');
        }
        safe.push(character);
    }
    safe
}
