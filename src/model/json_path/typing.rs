//! What functions may be given, beyond what the grammar says.

use super::{JsonPathError, Literal, Operand, Pattern, Query, is_single};

/// A path where a single value is wanted.
pub(super) fn single(query: Query, name: &'static str) -> Result<Operand, JsonPathError> {
    if is_single(&query.segments) {
        return Ok(Operand::Single(query));
    }
    Err(JsonPathError::Function {
        name,
        help: "it takes one value; `value(…)` around a path that may find several makes one of it",
    })
}

/// A regular expression, which is read here where the path has it.
pub(super) fn pattern(source: Operand, whole: bool) -> Result<Pattern, JsonPathError> {
    match source {
        Operand::Literal(Literal::Text(text)) => match Pattern::compile(&text, whole) {
            Some(regex) => Ok(Pattern::Fixed(Box::new(regex))),
            None => Err(JsonPathError::Pattern(text)),
        },
        source => Ok(Pattern::Given(source)),
    }
}
