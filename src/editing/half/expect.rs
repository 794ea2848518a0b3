//! What may come next.

use super::super::lexer::Kind;
use super::super::names::NameId;
use super::super::words;
use super::reader::{Place, Reader};

/// What may come next in a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Expect {
    /// A word that begins a declaration.
    Declaration,
    /// Something new, for which only its author has words.
    Name,
    /// What goes on with a header.
    Header,
    /// A type.
    Type,
    /// A test or a value.
    Operand,
    /// What stands opposite: a symbol of this fact, if it is known.
    Opposite(Option<NameId>),
    /// A literal in brackets, opposite this.
    Item(Option<NameId>),
    /// A cell of a table, opposite this; at the start of the row or not.
    Cell(Option<NameId>, bool),
    /// A list.
    List,
    /// An action.
    Action,
    /// A fact, or a field of all elements of a list.
    Path,
    /// One of these words.
    Words(&'static [&'static str]),
    /// What goes on after something complete, or the next line.
    Continue,
    /// A line in braces.
    Line,
}

impl Reader<'_, '_> {
    /// What may come next, on a line of its own or not.
    pub(in super::super) fn expect(&self, first_of_line: bool) -> Expect {
        let Some(last) = self.last() else {
            return Expect::Declaration;
        };
        if let Some(frame) = self.frames.last() {
            match frame.place {
                Place::Items => {
                    return match self.back(0) {
                        "[" | "," => Expect::Item(frame.symbols),
                        _ => Expect::Name,
                    };
                }
                Place::Table if first_of_line || self.back(0) == "{" => {
                    return Expect::Cell(frame.columns.first().copied().flatten(), true);
                }
                Place::Table => {
                    if let Some(column) = frame.column {
                        let symbols = frame.columns.get(column).copied().flatten();
                        return Expect::Cell(symbols, false);
                    }
                }
                _ => {}
            }
        }
        match last.kind {
            Kind::Word => self.after_word(),
            Kind::Text => self.after_text(),
            Kind::Sign => self.after_sign(),
            Kind::Number | Kind::Pattern | Kind::Comment => Expect::Continue,
        }
    }

    fn after_word(&self) -> Expect {
        if self.read.len() == 1 {
            return match self.keyword() {
                "import" | "guide" => Expect::Words(&[]),
                _ => Expect::Name,
            };
        }
        if self.wants_list() {
            return Expect::List;
        }
        if self.read.len() == 2 {
            return Expect::Header;
        }
        match self.back(0) {
            "try" | "escalate" if self.line == self.back(0) => Expect::Action,
            "rechecks" if self.line == "rechecks" => Expect::Path,
            "default" if self.line == "default" => Expect::Item(self.owner_symbols()),
            "ask" if self.line == "ask" => Expect::Words(&["never"]),
            "exactly" if self.back(1) != "contains" => Expect::Opposite(None),
            "is" | "contains" | "with" | "exactly" => Expect::Opposite(self.opposite()),
            "not" if self.back(1) == "is" => Expect::Opposite(self.opposite()),
            "and" | "or" | "not" | "has" | "when" | "where" | "table" => Expect::Operand,
            "any" | "every" | "no" if !matches!(self.back(1), "is" | "not" | "exactly") => {
                Expect::Name
            }
            "for" => Expect::Words(&["each"]),
            "each" => Expect::Name,
            "list" if !self.in_expression => Expect::Words(&["of", "by"]),
            "of" if !self.in_expression => Expect::Type,
            "by" if !self.in_expression => Expect::Name,
            "number" if !self.in_expression => Expect::Words(&["unit"]),
            "starts" | "ends" => Expect::Words(&["with"]),
            "without" => Expect::Words(&["asking"]),
            "up" => Expect::Words(&["to"]),
            "in" | "matches" | "to" | "unit" | "because" | "at" => Expect::Words(&[]),
            word if word == self.line && !matches!(word, "when") => Expect::Words(&[]),
            _ => Expect::Continue,
        }
    }

    fn after_text(&self) -> Expect {
        let in_header = self.frames.is_empty() && !self.in_expression;
        match self.back(1) {
            "refer" if self.line == "refer" => Expect::Words(&["at"]),
            "guide" | "import" => Expect::Words(&[]),
            _ if in_header && self.read.len() == 3 => Expect::Header,
            _ => Expect::Continue,
        }
    }

    fn after_sign(&self) -> Expect {
        match self.back(0) {
            ":" if self.place() == Some(Place::Table) => Expect::Operand,
            ":" => Expect::Type,
            "{" if self.place() == Some(Place::Table) => Expect::Cell(None, true),
            "{" => Expect::Line,
            "," if self.line == "rechecks" => Expect::Path,
            "," if self.in_expression => Expect::Operand,
            "," | "|" | ".." | "." => Expect::Name,
            "/" if matches!(self.back(1), "yes") && !self.in_expression => Expect::Words(&["no"]),
            "(" if self.back(1) == "count" => Expect::List,
            "=" | "(" | "<" | ">" | "<=" | ">=" | "+" | "-" | "*" | "/" => Expect::Operand,
            "}" if matches!(self.place(), Some(Place::Body | Place::Fields)) => Expect::Line,
            _ => Expect::Continue,
        }
    }
}

/// The words with which lines begin in some braces.
pub(in super::super) fn lines(keyword: &str, place: Option<Place>) -> &'static [&'static str] {
    match (keyword, place) {
        ("guide", Some(_)) => &["source", "version"],
        ("fact", Some(Place::Body | Place::Attributes | Place::Fields)) => {
            &["ask", "help", "when", "default", "from"]
        }
        ("action", Some(Place::Body)) => &["step", "note", "cost", "rechecks"],
        ("rule", Some(Place::Body)) => {
            &["when", "priority", "try", "conclude", "refer", "escalate"]
        }
        (_, None) => words::DECLARATIONS,
        _ => &[],
    }
}
