//! The words of the language.

/// The words that begin a declaration; all are reserved.
pub const DECLARATIONS: &[&str] = &[
    "guide",
    "import",
    "fact",
    "let",
    "condition",
    "symptom",
    "action",
    "rule",
];

/// The other words that are never names.
const RESERVED: &[&str] = &[
    "and", "or", "not", "is", "in", "has", "any", "every", "no", "where", "when", "yes", "table",
];

/// The words, not reserved, that begin a line in braces.
pub const LINES: &[&str] = &[
    "ask",
    "conclude",
    "cost",
    "default",
    "escalate",
    "from",
    "help",
    "note",
    "otherwise",
    "priority",
    "rechecks",
    "refer",
    "source",
    "step",
    "try",
    "version",
];

/// The words that mean something in their position only.
const POSITIONAL: &[&str] = &[
    "ask",
    "asking",
    "at",
    "because",
    "by",
    "conclude",
    "contains",
    "cost",
    "default",
    "each",
    "empty",
    "ends",
    "escalate",
    "exactly",
    "for",
    "from",
    "help",
    "list",
    "matches",
    "never",
    "note",
    "number",
    "of",
    "otherwise",
    "priority",
    "rechecks",
    "refer",
    "source",
    "starts",
    "step",
    "times",
    "to",
    "try",
    "unavailable",
    "unit",
    "up",
    "version",
    "with",
    "without",
];

/// The words of the language that can end an expression or a type.
const ENDING: &[&str] = &[
    "yes",
    "no",
    "empty",
    "unavailable",
    "never",
    "number",
    "times",
    "asking",
    "version",
];

/// Whether no name may be called this.
pub fn is_reserved(word: &str) -> bool {
    RESERVED.contains(&word) || DECLARATIONS.contains(&word)
}

/// Whether the word has a meaning of its own somewhere.
pub(super) fn is_keyword(word: &str) -> bool {
    is_reserved(word) || POSITIONAL.contains(&word)
}

/// Whether more must follow the word, if it stands for itself.
pub(super) fn is_open_ended(word: &str) -> bool {
    is_keyword(word) && !ENDING.contains(&word)
}
