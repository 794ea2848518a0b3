//! The layout of files, and what of them can be folded away.

use gen_lsp_types::{
    DocumentFormattingParams, FoldingRange, FoldingRangeKind, FoldingRangeParams, TextEdit,
};

use super::super::session::Session;
use super::{InFile, in_file};
use crate::editing::{self, FoldKind};
use crate::format;

/// The changes that bring a file into the one layout; none where it has it already,
/// or has mistakes in its syntax, which its diagnostics tell.
pub(in super::super) fn formatting(
    session: &mut Session,
    params: &DocumentFormattingParams,
) -> Option<Vec<TextEdit>> {
    let InFile {
        base, file, lines, ..
    } = in_file(session, &params.text_document.uri)?;
    let text = base.source(file).text();
    let formatted = format::format(file, text).ok()?;
    if formatted == text {
        return Some(Vec::new());
    }
    Some(vec![TextEdit {
        range: lines.whole(),
        new_text: formatted,
    }])
}

/// What can be folded away.
pub(in super::super) fn folding_ranges(
    session: &mut Session,
    params: &FoldingRangeParams,
) -> Option<Vec<FoldingRange>> {
    let InFile {
        base, file, lines, ..
    } = in_file(session, &params.text_document.uri)?;
    let text = base.source(file).text();
    let ranges = editing::folds(base, file).into_iter().map(|fold| {
        let range = lines.range(fold.span);
        // A closing bracket stays to be seen.
        let is_closed = text[..fold.span.end as usize].ends_with(['}', ']', ')']);
        let hidden = u32::from(is_closed && range.end.line > range.start.line + 1);
        FoldingRange {
            start_line: range.start.line,
            end_line: range.end.line - hidden,
            kind: match fold.kind {
                FoldKind::Block => None,
                FoldKind::Comments => Some(FoldingRangeKind::Comment),
                FoldKind::Imports => Some(FoldingRangeKind::Imports),
            },
            ..FoldingRange::default()
        }
    });
    Some(ranges.collect())
}
