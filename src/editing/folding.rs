//! What can be folded away: braces over several lines, runs of comments, runs of
//! imports.

use super::base::Base;
use super::lexer::{Kind, Token, tokens};
use crate::source::{FileId, Span};
use crate::syntax::tree::Item;

/// Something that can be folded away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fold {
    /// From the first byte of its first line on to the last of its last.
    pub span: Span,
    /// What it is.
    pub kind: FoldKind,
}

/// What can be folded away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoldKind {
    /// Brackets, or a declaration without any.
    Block,
    /// Comments.
    Comments,
    /// Imports.
    Imports,
}

/// All that can be folded in a file, in order.
pub fn folds(base: &Base, file: FileId) -> Vec<Fold> {
    let text = base.source(file).text();
    let tokens = tokens(text);
    let mut folds = Vec::new();
    brackets(text, &tokens, file, &mut folds);
    comments(text, &tokens, file, &mut folds);
    declarations(base, file, &mut folds);
    folds.retain(|fold| over_lines(text, fold.span));
    folds.sort();
    folds.dedup_by_key(|fold| first_line(text, fold.span));
    folds
}

fn over_lines(text: &str, span: Span) -> bool {
    let covered = text.get(span.start as usize..span.end as usize);
    covered.is_some_and(|covered| covered.contains('\n'))
}

/// Where the line of the first byte begins: a line folds once.
fn first_line(text: &str, span: Span) -> usize {
    let before = text.get(..span.start as usize).unwrap_or("");
    before.rfind('\n').map_or(0, |at| at + 1)
}

fn brackets(text: &str, tokens: &[Token], file: FileId, folds: &mut Vec<Fold>) {
    let mut open: Vec<usize> = Vec::new();
    for token in tokens.iter().filter(|token| token.kind == Kind::Sign) {
        match token.text(text) {
            "{" | "[" | "(" => open.push(token.start),
            "}" | "]" | ")" => {
                if let Some(start) = open.pop() {
                    folds.push(fold(file, start, token.end, FoldKind::Block));
                }
            }
            _ => {}
        }
    }
}

fn comments(text: &str, tokens: &[Token], file: FileId, folds: &mut Vec<Fold>) {
    let mut run: Option<(usize, usize)> = None;
    for token in tokens {
        let is_comment = token.kind == Kind::Comment && token.first;
        run = match run {
            Some((start, end)) if is_comment && next_line(text, end, token.start) => {
                Some((start, token.end))
            }
            ended => {
                if let Some((start, end)) = ended {
                    folds.push(fold(file, start, end, FoldKind::Comments));
                }
                is_comment.then_some((token.start, token.end))
            }
        };
    }
    if let Some((start, end)) = run {
        folds.push(fold(file, start, end, FoldKind::Comments));
    }
}

fn next_line(text: &str, end: usize, start: usize) -> bool {
    let between = text.get(end..start).unwrap_or("");
    between.matches('\n').count() == 1
}

/// Runs of imports, and declarations over several lines.
fn declarations(base: &Base, file: FileId, folds: &mut Vec<Fold>) {
    let items = base.tree(file).map_or(&[][..], |tree| &tree.items);
    let mut imports: Option<(usize, usize)> = None;
    for item in items {
        let span = super::trees::span_of(item);
        let (start, end) = (span.start as usize, span.end as usize);
        match item {
            Item::Import(_) => imports = Some((imports.map_or(start, |run| run.0), end)),
            Item::Let(_) | Item::Condition(_) => {
                folds.push(fold(file, start, end, FoldKind::Block));
            }
            _ => {}
        }
        if !matches!(item, Item::Import(_))
            && let Some((start, end)) = imports.take()
        {
            folds.push(fold(file, start, end, FoldKind::Imports));
        }
    }
    if let Some((start, end)) = imports {
        folds.push(fold(file, start, end, FoldKind::Imports));
    }
}

fn fold(file: FileId, start: usize, end: usize, kind: FoldKind) -> Fold {
    let span = Span {
        file,
        start: start as u32,
        end: end as u32,
    };
    Fold { span, kind }
}
