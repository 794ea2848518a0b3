//! Colours by meaning.

use gen_lsp_types::{SemanticToken, SemanticTokens, SemanticTokensParams};

use super::super::session::Session;
use super::{InFile, in_file};
use crate::editing::{self, Colour, NameKind};

/// The kinds of tokens, in the order of their numbers.
pub(in super::super) const TYPES: [&str; 15] = [
    "keyword",
    "comment",
    "string",
    "number",
    "regexp",
    "type",
    "function",
    "variable",
    "property",
    "enumMember",
    "event",
    "method",
    "class",
    "parameter",
    "macro",
];

/// What may be said of a token besides, in the order of its bits.
pub(in super::super) const MODIFIERS: [&str; 2] = ["declaration", "readonly"];

/// The colours of a file.
pub(in super::super) fn semantic_tokens(
    session: &mut Session,
    params: &SemanticTokensParams,
) -> Option<SemanticTokens> {
    let InFile {
        base, file, lines, ..
    } = in_file(session, &params.text_document.uri)?;
    let mut data = Vec::new();
    let (mut line, mut start) = (0, 0);
    for painted in editing::highlight(base, file) {
        let at = lines.position(painted.span.start);
        let is_same_line = at.line == line;
        let (token_type, is_readonly) = number(painted.colour);
        data.push(SemanticToken {
            delta_line: at.line - line,
            delta_start: at.character - if is_same_line { start } else { 0 },
            length: lines.length(base.sources().text(painted.span)),
            token_type,
            token_modifiers_bitset: u32::from(painted.is_declaration) + 2 * u32::from(is_readonly),
        });
        (line, start) = (at.line, at.character);
    }
    Some(SemanticTokens {
        result_id: None,
        data,
    })
}

/// The number of a colour, and whether it is a name that stands for an expression.
fn number(colour: Colour) -> (u32, bool) {
    match colour {
        Colour::Keyword => (0, false),
        Colour::Comment => (1, false),
        Colour::Text => (2, false),
        Colour::Number => (3, false),
        Colour::Pattern => (4, false),
        Colour::Type => (5, false),
        Colour::Function => (6, false),
        Colour::Name(kind) => match kind {
            NameKind::Fact => (7, false),
            NameKind::Let => (7, true),
            NameKind::Field => (8, false),
            NameKind::Symbol => (9, false),
            NameKind::Symptom => (10, false),
            NameKind::Action => (11, false),
            NameKind::Rule => (12, false),
            NameKind::Variable => (13, false),
            NameKind::Condition => (14, false),
        },
    }
}
