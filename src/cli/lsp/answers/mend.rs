//! Changes that mend what is wrong at a place.

use gen_lsp_types::{CodeAction, CodeActionKind, CodeActionParams};

use super::super::diagnostics::shown;
use super::super::session::Session;
use super::{InFile, in_file};
use crate::editing;

/// The changes that fit a place.
pub(in super::super) fn code_actions(
    session: &mut Session,
    params: &CodeActionParams,
) -> Option<Vec<CodeAction>> {
    let InFile {
        base,
        file,
        lines,
        convert,
        ..
    } = in_file(session, &params.text_document.uri)?;
    let start = lines.offset(params.range.start) as u32;
    let end = lines.offset(params.range.end) as u32;
    let fixes = editing::fixes(base, file, start, end.max(start));
    let places = convert.places(base);
    let related = convert.abilities.shows.related;
    let actions = fixes.into_iter().map(|fix| CodeAction {
        title: fix.title,
        kind: Some(if fix.mends.is_some() {
            CodeActionKind::QuickFix
        } else {
            CodeActionKind::RefactorRewrite
        }),
        diagnostics: fix
            .mends
            .map(|diagnostic| vec![shown(diagnostic, &places, related)]),
        is_preferred: fix.mends.map(|_| true),
        edit: Some(convert.workspace_edit(convert.edits(base, &fix.changes))),
        ..CodeAction::default()
    });
    let wanted = params.context.only.as_deref();
    let actions = actions.filter(|action| is_wanted(action, wanted));
    Some(actions.collect())
}

/// Whether the editor asks for actions of this kind: kinds are trees, as
/// `refactor` is the root of `refactor.rewrite`.
fn is_wanted(action: &CodeAction, wanted: Option<&[CodeActionKind]>) -> bool {
    let Some(wanted) = wanted else { return true };
    let kind = |kind: &CodeActionKind| {
        let text = serde_json::to_value(kind).unwrap_or_default();
        text.as_str().unwrap_or_default().to_owned()
    };
    let own = action.kind.as_ref().map(kind).unwrap_or_default();
    wanted
        .iter()
        .map(kind)
        .any(|wanted| wanted.is_empty() || own == wanted || own.starts_with(&format!("{wanted}.")))
}
