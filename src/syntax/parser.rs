//! The grammar's parser, and the syntax tree built from what it matches.

// The derived parser refers to everything by its full path except this.
use pest::Parser as _;
use pest::error::{ErrorVariant, InputLocation};

mod declarations;
mod expected;
mod expressions;
mod node;
mod operands;
mod rules;
mod tables;
mod tails;
mod types;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::{Found, RepeatedLine, TooDeep, Unexpected};
use crate::source::{FileId, Span};
use crate::syntax::MAX_NESTING;
use crate::syntax::tree::{Expr, Item, Name, Number, Str};
pub(super) use expected::Expected;
use node::{Missing, Node, Parts};

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/whatnext.pest"]
struct Grammar;

/// What a piece of a file contains.
pub(super) struct Read {
    /// Its declarations.
    pub(super) items: Vec<Item>,
    /// What the grammar accepts and the language does not.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Why a piece cannot be read.
pub(super) struct Failure {
    /// The place in the file.
    pub(super) at: usize,
    /// What could stand there.
    pub(super) expected: Expected,
    /// The report, where it is known already.
    pub(super) diagnostic: Option<Box<Diagnostic>>,
}

/// Parses a piece of a file that begins at byte `base`.
pub(super) fn parse(file: FileId, base: usize, source: &str) -> Result<Read, Failure> {
    let mut builder = Builder {
        file,
        base,
        depth: 0,
        built: Vec::new(),
        diagnostics: Vec::new(),
    };
    let mut parts = match Grammar::parse(Rule::declarations, source) {
        Ok(pairs) => Parts::new(pairs),
        Err(error) => {
            let offset = match error.location {
                InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
            };
            let at = base + offset;
            return Err(match error.variant {
                ErrorVariant::ParsingError { positives, .. } => Failure {
                    at,
                    expected: Expected::of(&positives),
                    diagnostic: None,
                },
                // The only other errors are that of the stack being used up.
                ErrorVariant::CustomError { .. } => builder.failure(Stop::TooDeep(offset)),
            });
        }
    };
    let mut items = Vec::new();
    let read = parts
        .need()
        .map_err(Stop::from)
        .and_then(|root| builder.declarations(root, &mut items));
    match read {
        Ok(()) => Ok(Read {
            items,
            diagnostics: builder.diagnostics,
        }),
        Err(stop) => Err(builder.failure(stop)),
    }
}

/// Why the tree of a piece cannot be built.
#[derive(Clone, Copy)]
enum Stop {
    /// It is nested too deeply at this place.
    TooDeep(usize),
    /// The grammar has let something through that the builder does not know.
    Unknown(usize),
}

impl From<Missing> for Stop {
    fn from(Missing(at): Missing) -> Self {
        Stop::Unknown(at)
    }
}

type Built<T> = Result<T, Stop>;

/// Builds the tree of one piece.
struct Builder {
    file: FileId,
    base: usize,
    /// How deep the part that is being built lies.
    depth: usize,
    /// The expressions that are built and not yet part of another one.
    built: Vec<Expr>,
    diagnostics: Vec<Diagnostic>,
}

impl Builder {
    fn failure(&self, stop: Stop) -> Failure {
        let (at, diagnostic) = match stop {
            Stop::TooDeep(at) => (
                at,
                Diagnostic::from(TooDeep {
                    at: self.span(at, at),
                    limit: MAX_NESTING,
                }),
            ),
            Stop::Unknown(at) => {
                let at_span = self.span(at, at);
                let fault = Unexpected {
                    expected: Vec::new(),
                    found: Found::End,
                    at: at_span,
                    hint: None,
                };
                (at, fault.into())
            }
        };
        Failure {
            at: self.base + at,
            expected: Expected::default(),
            diagnostic: Some(Box::new(diagnostic)),
        }
    }

    fn report(&mut self, fault: impl Into<Diagnostic>) {
        self.diagnostics.push(fault.into());
    }

    /// Reports `at` if something with this word came before; remembers it
    /// otherwise.
    fn once(&mut self, seen: &mut Vec<(String, Span)>, word: &str, at: Span) -> bool {
        if let Some((_, first)) = seen.iter().find(|(other, _)| other == word) {
            let fault = RepeatedLine {
                word: word.to_owned(),
                at,
                first: *first,
            };
            self.report(fault);
            return false;
        }
        seen.push((word.to_owned(), at));
        true
    }

    /// Goes so many levels deeper.
    fn enter(&mut self, levels: usize, at: usize) -> Built<()> {
        self.depth += levels;
        if self.depth > MAX_NESTING {
            Err(Stop::TooDeep(at))
        } else {
            Ok(())
        }
    }

    /// Comes back from so many levels.
    fn leave(&mut self, levels: usize) {
        self.depth -= levels;
    }

    /// The last expression built.
    fn pop(&mut self, at: usize) -> Built<Expr> {
        self.built.pop().ok_or(Stop::Unknown(at))
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span {
            file: self.file,
            start: (self.base + start) as u32,
            end: (self.base + end) as u32,
        }
    }

    fn span_of(&self, node: &Node) -> Span {
        self.span(node.start(), node.end())
    }

    fn name(&self, node: &Node) -> Name {
        Name {
            text: node.text().to_owned(),
            span: self.span_of(node),
        }
    }

    fn string(&self, node: &Node) -> Str {
        let text = node.text();
        let raw = text
            .get(1..text.len().saturating_sub(1))
            .unwrap_or("")
            .to_owned();
        Str {
            raw,
            span: self.span_of(node),
        }
    }

    fn number(&self, node: &Node) -> Number {
        Number {
            text: node.text().to_owned(),
            span: self.span_of(node),
        }
    }
}
