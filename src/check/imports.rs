//! The import that would make a file visible.

use super::context::Context;
use crate::diagnostic::catalogue::MissingImport;
use crate::load::relative_path;
use crate::source::{FileId, Span};
use crate::syntax::tree::Item;

/// The import of `target` that `file` lacks, and where it belongs.
pub(super) fn suggestion(context: &Context<'_>, file: FileId, target: FileId) -> MissingImport {
    let path = relative_path(context.file_name(file), context.file_name(target));
    let tree = context
        .loaded
        .files
        .iter()
        .map(|loaded| &loaded.tree)
        .find(|tree| tree.id == file);
    let items = tree.map_or(&[][..], |tree| &tree.items);
    let mut imports = items.iter().filter_map(|item| match item {
        Item::Import(import) => Some(import.span),
        _ => None,
    });
    let mut guides = items.iter().filter_map(|item| match item {
        Item::Guide(guide) => Some(guide.span),
        _ => None,
    });
    let after = |span: Span| Span {
        file,
        start: span.end,
        end: span.end,
    };
    let (at, text) = if let Some(import) = imports.next_back() {
        (after(import), format!("\nimport \"{path}\""))
    } else if let Some(guide) = guides.next_back() {
        (after(guide), format!("\n\nimport \"{path}\""))
    } else {
        (
            Span {
                file,
                start: 0,
                end: 0,
            },
            format!("import \"{path}\"\n\n"),
        )
    };
    MissingImport { path, at, text }
}
