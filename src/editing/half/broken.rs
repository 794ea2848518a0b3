//! The names in declarations with syntax errors.

use super::super::lexer::{Kind, Token, tokens};
use super::super::names::{Declared, NameId, NameKind, Names, Shape};
use super::super::scope::{Scope, declared};
use super::super::typing::{Lets, Typing};
use super::super::words;
use super::{Expect, Reader};
use crate::source::{FileId, Span};
use crate::syntax::TemplatePart;
use crate::syntax::tree::{File, Item, Str};

/// Adds what the broken declarations of a file declare, as far as can be seen.
pub(in super::super) fn declare(names: &mut Names, tree: &File, text: &str) {
    for piece in pieces(tree) {
        let tokens = tokens_of(text, piece);
        let mut written = tokens.iter().filter(|token| token.kind != Kind::Comment);
        let (Some(keyword), Some(name)) = (written.next(), written.next()) else {
            continue;
        };
        if name.kind == Kind::Word
            && let Some(kind) = kind_of(keyword.text(text))
            && !crate::syntax::is_reserved(name.text(text))
        {
            let id = names.declare(plain(kind, *name, text, piece));
            let colon = tokens.iter().position(|token| token.text(text) == ":");
            if let (NameKind::Fact, Some(colon)) = (kind, colon) {
                declare_type(names, id, &tokens[colon + 1..], text, piece);
            }
        }
        declare_variables(names, &tokens, text, piece);
    }
}

fn pieces(tree: &File) -> impl Iterator<Item = Span> {
    tree.items.iter().filter_map(|item| match item {
        Item::Broken(span) => Some(*span),
        _ => None,
    })
}

/// The tokens of a piece, their places those in the whole text.
fn tokens_of(text: &str, piece: Span) -> Vec<Token> {
    let start = piece.start as usize;
    let source = text.get(start..piece.end as usize).unwrap_or("");
    let tokens = tokens(source).into_iter().map(|token| Token {
        start: token.start + start,
        end: token.end + start,
        ..token
    });
    tokens.collect()
}

fn kind_of(keyword: &str) -> Option<NameKind> {
    Some(match keyword {
        "fact" => NameKind::Fact,
        "let" => NameKind::Let,
        "condition" => NameKind::Condition,
        "symptom" => NameKind::Symptom,
        "action" => NameKind::Action,
        "rule" => NameKind::Rule,
        _ => return None,
    })
}

fn plain(kind: NameKind, name: Token, text: &str, whole: Span) -> Declared {
    Declared {
        kind,
        text: name.text(text).to_owned(),
        name: span(whole.file, name),
        whole,
        parent: None,
        shape: Shape::Plain,
    }
}

fn span(file: FileId, token: Token) -> Span {
    Span {
        file,
        start: token.start as u32,
        end: token.end as u32,
    }
}

/// What comes with the type behind the colon of a fact or a field.
fn declare_type(names: &mut Names, of: NameId, ty: &[Token], text: &str, piece: Span) {
    let ty: Vec<Token> = ty
        .iter()
        .copied()
        .filter(|token| token.kind != Kind::Comment)
        .collect();
    let is_list = ty.len() > 1 && ty[0].text(text) == "list" && ty[1].text(text) == "by";
    if is_list && names.get(of).kind == NameKind::Fact {
        names.set_shape(of, Shape::Records);
        declare_fields(names, of, &ty, text, piece);
    } else {
        declare_symbols(names, of, &ty, text, piece);
    }
}

/// The fields in the braces of `list by`: `word:`, `word "Title":`. Those of lists in
/// lists come back when the declaration is whole.
fn declare_fields(names: &mut Names, list: NameId, ty: &[Token], text: &str, piece: Span) {
    let mut depth = 0_usize;
    for (at, token) in ty.iter().enumerate() {
        match token.text(text) {
            "{" => depth += 1,
            "}" => depth = depth.saturating_sub(1),
            ":" if depth == 1 => {
                let before = ty[..at].iter().rev();
                let word = before.clone().find(|token| token.kind != Kind::Text);
                let Some(word) = word.filter(|word| word.kind == Kind::Word) else {
                    continue;
                };
                let field = names.declare(Declared {
                    parent: Some(list),
                    ..plain(NameKind::Field, *word, text, span(piece.file, *word))
                });
                declare_type(names, field, &ty[at + 1..], text, piece);
            }
            _ => {}
        }
    }
}

/// The symbols of a type: `a "A" | b`, up to what cannot belong to it.
fn declare_symbols(names: &mut Names, of: NameId, ty: &[Token], text: &str, piece: Span) {
    let mut words: Vec<Token> = Vec::new();
    let mut bars = 0;
    let mut wants_word = true;
    for token in ty {
        match token.kind {
            Kind::Word if wants_word => words.push(*token),
            Kind::Sign if token.text(text) == "|" => bars += 1,
            Kind::Text if !wants_word => continue,
            _ => break,
        }
        wants_word = token.kind == Kind::Sign;
    }
    if bars == 0 {
        return;
    }
    names.set_shape(of, Shape::Symbols);
    for token in words {
        names.declare(Declared {
            parent: Some(of),
            ..plain(NameKind::Symbol, token, text, span(piece.file, token))
        });
    }
}

/// `for x in`, `any x in`
fn declare_variables(names: &mut Names, tokens: &[Token], text: &str, piece: Span) {
    for three in tokens.windows(3) {
        let [before, variable, after] = three else {
            continue;
        };
        let begins = matches!(before.text(text), "for" | "each" | "any" | "every" | "no");
        let word = variable.text(text);
        if begins
            && after.text(text) == "in"
            && variable.kind == Kind::Word
            && !words::is_keyword(word)
        {
            let whole = span(piece.file, *variable);
            names.declare(plain(NameKind::Variable, *variable, text, whole));
        }
    }
}

/// Notes what the broken declarations of a file use, as far as can be seen.
pub(in super::super) fn note_uses(names: &mut Names, lets: &Lets<'_>, tree: &File, text: &str) {
    let mut found = Vec::new();
    for piece in pieces(tree) {
        let typing = Typing { names, lets };
        let mut reader = Reader::new(typing, tree.id, text);
        for token in tokens_of(text, piece) {
            uses(&reader, token, text, &mut found);
            reader.step(token);
        }
    }
    for (span, name) in found {
        names.note(span, name);
    }
}

fn uses(reader: &Reader<'_, '_>, token: Token, text: &str, found: &mut Vec<(Span, NameId)>) {
    let place = reader.span(token);
    match token.kind {
        Kind::Word => {
            if let Some(symbol) = named(reader, token, text, found) {
                found.push((place, symbol));
            }
        }
        Kind::Text if token.end - token.start > 1 => {
            let raw = text.get(token.start + 1..token.end - 1).unwrap_or("");
            let string = Str {
                raw: raw.to_owned(),
                span: place,
            };
            for part in string.template().unwrap_or_default() {
                if let TemplatePart::Hole(name) = part {
                    let parts = reader.scope.look_up(reader.typing.names, &name.text);
                    found.extend(parts.iter().map(|part| (part.within(name.span), part.name)));
                }
            }
        }
        _ => {}
    }
}

/// The uses in a word: one is given, those of a path are added.
fn named(
    reader: &Reader<'_, '_>,
    token: Token,
    text: &str,
    found: &mut Vec<(Span, NameId)>,
) -> Option<NameId> {
    let (names, word) = (reader.typing.names, token.text(text));
    if crate::syntax::is_reserved(word) {
        return None;
    }
    let place = reader.span(token);
    let mut path = |scope: &Scope| {
        let parts = scope.look_up(names, word);
        found.extend(parts.iter().map(|part| (part.within(place), part.name)));
    };
    match reader.expect(token.first) {
        Expect::Action => return names.action(word),
        Expect::Opposite(of) | Expect::Item(of) | Expect::Cell(of, _) => {
            let symbol = of.and_then(|of| names.part(of, word));
            if symbol.is_some() {
                return symbol;
            }
            path(&reader.scope);
        }
        Expect::Operand | Expect::List => path(&reader.scope),
        Expect::Path => found.extend(
            declared(names, word)
                .iter()
                .map(|part| (part.within(place), part.name)),
        ),
        _ => {}
    }
    None
}
