//! Where gathered documents have facts: `from`.

use super::context::Context;
use crate::diagnostic::catalogue::{InvalidJsonPath, StrayFrom};
use crate::model::ids::FactId;
use crate::model::json_path::JsonPath;
use crate::source::Span;
use crate::syntax::tree::Str;

/// The path to a fact.
pub(super) fn from(
    context: &mut Context<'_>,
    fact: FactId,
    text: &Str,
    line: Span,
) -> Option<JsonPath> {
    report_stray(context, fact, line);
    match JsonPath::parse(&text.value()) {
        Ok(path) => Some(path),
        Err(error) => {
            let at = error.at().map_or(text.span, |at| text.character(at));
            context.reports.error(InvalidJsonPath {
                reason: error.to_string(),
                help: error.help(),
                at,
            });
            None
        }
    }
}

/// A field is gathered only where the outermost list around it is.
fn report_stray(context: &mut Context<'_>, fact: FactId, at: Span) {
    let outer = |fact: &FactId| context.facts[*fact].list;
    let Some(list) = std::iter::successors(outer(&fact), outer).last() else {
        return;
    };
    let attributes = &context.declaration(list).tree.attributes;
    if attributes
        .iter()
        .all(|attribute| attribute.word.text != "from")
    {
        let list = &context.facts[list];
        let (list, list_at) = (list.path.clone(), list.name_span);
        context.reports.warn(StrayFrom { list, list_at, at });
    }
}
