//! Strings whose braces are not replaced, though they look as if they were.

use super::context::Context;
use super::expression::Expressions;
use super::references::Referent;
use super::scope::Scope;
use crate::diagnostic::catalogue::NotInterpolated;
use crate::source::FileId;
use crate::syntax::TemplatePart;
use crate::syntax::tree::{self, Item, Str, TypeKind};

/// Warns where titles and labels hold the name of something in braces.
pub(super) fn check(context: &mut Context<'_>) {
    let files = &context.loaded.files;
    for item in files.iter().flat_map(|file| &file.tree.items) {
        match item {
            Item::Guide(tree) => title(context, tree.span.file, Some(&tree.title)),
            Item::Fact(tree) => fact(context, tree),
            Item::Condition(tree) => title(context, tree.span.file, tree.title.as_ref()),
            Item::Rule(tree) => title(context, tree.span.file, tree.title.as_ref()),
            Item::Action(_) | Item::Let(_) | Item::Import(_) | Item::Broken(_) => {}
        }
    }
}

fn fact<'t>(context: &mut Context<'t>, tree: &'t tree::Fact) {
    let file = tree.span.file;
    title(context, file, tree.title.as_ref());
    match &tree.ty.kind {
        TypeKind::Symbols(symbols) => {
            for symbol in symbols {
                title(context, file, symbol.label.as_ref());
            }
        }
        TypeKind::ListBy { fields, .. } => {
            for field in fields {
                fact(context, field);
            }
        }
        _ => {}
    }
}

fn title(context: &mut Context<'_>, file: FileId, title: Option<&Str>) {
    if let Some(title) = title {
        Expressions::new(context, file, Scope::default()).warn_of_braces(title, false);
    }
}

impl Expressions<'_, '_> {
    /// Warns where a string that is shown or compared as it is holds the name
    /// of something in braces.
    pub(super) fn warn_of_braces(&mut self, text: &Str, guard: bool) {
        if !text.raw.contains('{') {
            return;
        }
        for part in text.template().unwrap_or_default() {
            let TemplatePart::Hole(name) = part else {
                continue;
            };
            match self.look_up(&name.text) {
                Referent::Nothing
                | Referent::NotImported(_)
                | Referent::NoSuchField(_)
                | Referent::FieldOfList(_) => {}
                _ => self.context.reports.warn(NotInterpolated {
                    name: name.text,
                    at: name.span,
                    guard,
                }),
            }
        }
    }
}
