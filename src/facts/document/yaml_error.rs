//! What the YAML parser's errors mean to those who wrote the YAML.

use serde_yaml::granit_parser::{ErrorKind, ScanError};

use super::Problem;

/// What the parser's error means, with this character at its place.
pub(super) fn problem(error: &ScanError, found: Option<char>) -> Problem {
    let unexpected = |expected| Problem::Unexpected { expected, found };
    match *error.kind() {
        ErrorKind::RecursionLimitExceeded => Problem::TooDeep,
        ErrorKind::UnknownAnchor => Problem::UnknownAnchor,
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => {
            Problem::UnexpectedColon
        }
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation => Problem::Tab,
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => Problem::Escape { json: false },
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => Problem::NoColon,
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => Problem::AfterQuote,
        ErrorKind::UnexpectedCharacter { character } => Problem::Reserved { character },
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => Problem::Mismatch { open, close },
        ErrorKind::UnclosedFlowCollection { open } => Problem::Unclosed { open },
        ErrorKind::UnclosedQuotedScalar => Problem::Unclosed {
            open: found.unwrap_or('"'),
        },
        ErrorKind::ExpectedBlockSequenceEntry => unexpected("`-` as before"),
        ErrorKind::ExpectedBlockMappingKey => unexpected("a key"),
        ErrorKind::ExpectedFlowMappingSeparator => unexpected("`,` or `}`"),
        ErrorKind::ExpectedFlowSequenceSeparator => unexpected("`,` or `]`"),
        ErrorKind::MisplacedFlowCollectionEnd => unexpected("a value"),
        _ => Problem::Yaml {
            message: error.info(),
        },
    }
}
