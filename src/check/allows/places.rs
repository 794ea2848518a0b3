//! Which part of the rules stands below a comment.

use std::collections::HashMap;

use crate::check::declare::span_of;
use crate::source::{FileId, Span};
use crate::syntax::tree::{Action, ActionLine, Fact, File, Item, Rule, RuleLine, TypeKind};

/// The parts of a file above which a comment can stand: declarations, fields of
/// lists, and the lines of actions and rules.
pub(super) struct Places<'t> {
    text: &'t str,
    /// Where each comment ends, by where it begins.
    comments: HashMap<u32, u32>,
    /// What a comment above a part speaks for, by where the part begins.
    parts: HashMap<u32, Span>,
}

impl<'t> Places<'t> {
    pub(super) fn of(file: &File, text: &'t str) -> Self {
        let comments = file.comments.iter().map(|span| (span.start, span.end));
        let mut places = Places {
            text,
            comments: comments.collect(),
            parts: HashMap::new(),
        };
        for item in &file.items {
            places.add_item(item, file.id);
        }
        places
    }

    /// What the comment at this place speaks for: the part that follows it, with
    /// nothing but other comments between them; none where nothing follows, or
    /// where something stands before the comment on its line.
    pub(super) fn below(&self, comment: Span) -> Option<Span> {
        let before = self.text.get(..comment.start as usize)?;
        let line = before.rsplit('\n').next().unwrap_or(before);
        if !line.trim_start_matches('\u{feff}').trim().is_empty() {
            return None;
        }
        let mut at = comment.end;
        loop {
            let rest = self.text.get(at as usize..)?;
            at += (rest.len() - rest.trim_start().len()) as u32;
            match self.comments.get(&at) {
                Some(&end) if end > at => at = end,
                _ => return self.parts.get(&at).copied(),
            }
        }
    }

    fn add(&mut self, part: Span) {
        self.parts.insert(part.start, part);
    }

    fn add_item(&mut self, item: &Item, file: FileId) {
        let span = span_of(item);
        match item {
            Item::Guide(_) => {
                let whole = Span {
                    file,
                    start: 0,
                    end: self.text.len() as u32,
                };
                self.parts.insert(span.start, whole);
                return;
            }
            Item::Fact(fact) => self.add_fields(fact),
            Item::Action(action) => self.add_lines_of_action(action),
            Item::Rule(rule) => self.add_lines_of_rule(rule),
            Item::Import(_) | Item::Let(_) | Item::Condition(_) | Item::Broken(_) => {}
        }
        self.add(span);
    }

    /// The fields of a list, and those of the lists among them.
    fn add_fields(&mut self, fact: &Fact) {
        let mut lists = vec![fact];
        while let Some(list) = lists.pop() {
            if let TypeKind::ListBy { fields, .. } = &list.ty.kind {
                for field in fields {
                    self.add(field.span);
                    lists.push(field);
                }
            }
        }
    }

    fn add_lines_of_action(&mut self, action: &Action) {
        for line in &action.lines {
            self.add(match line {
                ActionLine::Step(line) | ActionLine::Note(line) => line.span,
                ActionLine::Cost { span, .. } | ActionLine::Rechecks { span, .. } => *span,
            });
        }
    }

    fn add_lines_of_rule(&mut self, rule: &Rule) {
        for line in &rule.lines {
            self.add(match line {
                RuleLine::When { span, .. } | RuleLine::Priority { span, .. } => *span,
                RuleLine::Entry(entry) => entry.span,
            });
        }
    }
}
