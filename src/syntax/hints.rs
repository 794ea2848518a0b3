//! What to say besides where a syntax error is.

use crate::diagnostic::catalogue::Hint;
use crate::syntax::names::last_word;
use crate::syntax::parser::Expected;
use crate::syntax::words::is_keyword;

/// What is probably the matter where nothing more can be said for sure.
pub(super) fn hint(before: &str, rest: &str, token: &str, expected: &Expected) -> Option<Hint> {
    let is_word = token.starts_with(char::is_alphabetic);
    let tokens = before.trim_end();
    let touches = tokens.len() == before.len();
    let next_line = before[tokens.len()..].contains('\n');
    let before = tokens;
    let last_word = last_word(before);
    let after_number = last_word.starts_with(|c: char| c.is_ascii_digit());
    let digit_follows = rest[token.len()..].starts_with(|c: char| c.is_ascii_digit());
    let hints = [
        (
            token == "/" && (rest.starts_with("//") || touches && before.ends_with('/')),
            Hint::Comment,
        ),
        (
            token == "," && touches && after_number && digit_follows,
            Hint::DecimalPoint,
        ),
        (token == ":" && is_keyword(last_word), Hint::NoColon),
        (
            token.starts_with('"') && before.ends_with(':') && expected.has("a type"),
            Hint::FieldOrAttribute,
        ),
        (
            token.starts_with('.') && touches && after_number,
            Hint::QuoteVersion,
        ),
        (
            token.starts_with('.') || before.ends_with('.'),
            Hint::DotWithoutSpace,
        ),
        (
            touches
                && before.ends_with(['"', '\\'])
                && !token.is_empty()
                && !token.starts_with([',', ':']),
            Hint::DoubleQuote,
        ),
        (
            token == "in" && matches!(last_word, "is" | "not"),
            Hint::InWithoutIs,
        ),
        (
            is_word && last_word == "in" && expected.has("`[`"),
            Hint::InNeedsBrackets,
        ),
        (
            token == "|" && matches!(last_word, "yes" | "no"),
            Hint::YesNo,
        ),
        (
            token == "priority" && expected.has("an entry such as `try`"),
            Hint::BeforeEntries,
        ),
        (expected.is_only("a declaration"), Hint::Declaration),
        (token == "," && expected.has("a cell"), Hint::RowsOnLines),
        (token == "," && expected.has("`and`"), Hint::CommaIsNoAnd),
        (expected.has("`:`") && !expected.has("`..`"), Hint::Colon),
        (expected.has("`{`"), Hint::Brace),
        (
            (expected.has("a symbol") || expected.has("a type"))
                && token.starts_with(|c: char| c.is_ascii_digit()),
            Hint::SymbolBeginsWithLetter,
        ),
        (
            is_word && after_number && next_line && expected.has("`and`"),
            Hint::UnitOnLine,
        ),
        (
            is_word && expected.is_only("a text in quotes"),
            Hint::QuoteText,
        ),
    ];
    hints
        .into_iter()
        .find(|(applies, _)| *applies)
        .map(|(_, hint)| hint)
}
