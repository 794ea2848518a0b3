//! What files say of themselves.

use super::context::Context;
use crate::diagnostic::catalogue::SecondGuide;
use crate::model::Guide;
use crate::source::Span;
use crate::syntax::tree::{self, AttributeValue, Item};

/// The guides of all files; a file has one at most.
pub(super) fn check(context: &mut Context<'_>) -> Vec<Guide> {
    let mut guides = Vec::new();
    for file in &context.loaded.files {
        let mut first: Option<Span> = None;
        for item in &file.tree.items {
            let Item::Guide(tree) = item else { continue };
            if let Some(first) = first {
                context.reports.error(SecondGuide {
                    at: tree.title.span,
                    first,
                });
            } else {
                first = Some(tree.title.span);
                guides.push(guide(tree));
            }
        }
    }
    guides
}

fn guide(tree: &tree::Guide) -> Guide {
    let text = |word: &str| {
        tree.attributes
            .iter()
            .find_map(|attribute| match &attribute.value {
                AttributeValue::Text(text) if attribute.word.text == word => Some(text.value()),
                _ => None,
            })
    };
    Guide {
        title: tree.title.value(),
        source: text("source"),
        version: text("version"),
        span: tree.span,
    }
}
