//! The fixed keys of case files, and the plain texts at them.

use super::case_error::CaseError;
use super::error::{InputErrorKind, Part, Shape};
use super::errors::Errors;
use crate::diagnostic::nearest::nearest;
use crate::facts::document::{Key, Node, NodeKind};

/// A part of a case file and the keys that it can have.
pub(super) struct Keys<const N: usize> {
    /// The part.
    pub(super) part: Part,
    /// The keys.
    pub(super) known: &'static [&'static str; N],
    /// How the part is written.
    pub(super) example: Option<&'static str>,
}

impl<const N: usize> Keys<N> {
    /// The values at the keys; none where there is nothing, or null. Other keys
    /// are errors; `is_fact` tells whether a fact has the name of such a key.
    pub(super) fn read<'n>(
        &self,
        node: &'n Node,
        is_fact: impl Fn(&str) -> bool,
        errors: &mut Errors,
    ) -> Option<[Option<&'n Node>; N]> {
        let NodeKind::Mapping(entries) = &node.kind else {
            errors.add(
                node.span,
                shape(self.part.clone(), Shape::Map, node, self.example),
            );
            return None;
        };
        let mut values = [None; N];
        for (key, value) in entries {
            match self.known.iter().position(|known| *known == key.text) {
                Some(at) => values[at] = Some(value).filter(|value| value.kind != NodeKind::Null),
                None => errors.add(key.span, self.unknown(key, is_fact(&key.text))),
            }
            if errors.are_enough() {
                return None;
            }
        }
        Some(values)
    }

    fn unknown(&self, key: &Key, is_fact: bool) -> CaseError {
        let nearest = nearest(&key.text, self.known.iter().copied());
        CaseError::UnknownKey {
            part: self.part.clone(),
            key: key.text.clone(),
            nearest: nearest
                .and_then(|nearest| self.known.iter().copied().find(|known| *known == nearest)),
            known: self.known,
            is_fact,
        }
    }
}

/// A part has another shape than it should have.
pub(super) fn shape(
    part: Part,
    expected: Shape,
    node: &Node,
    example: Option<&str>,
) -> InputErrorKind {
    let example = example.map(str::to_owned);
    InputErrorKind::Shape {
        part,
        expected,
        found: Shape::of(node),
        example,
    }
}

/// The single value at a key, as text.
pub(super) fn text<'n>(part: Part, node: &'n Node, errors: &mut Errors) -> Option<&'n str> {
    if let NodeKind::Scalar { text, .. } = &node.kind {
        return Some(text);
    }
    errors.add(node.span, shape(part, Shape::Single, node, None));
    None
}

/// The items of the list at a key.
pub(super) fn items<'n>(
    key: &'static str,
    node: &'n Node,
    example: &'static str,
    errors: &mut Errors,
) -> Option<&'n [Node]> {
    if let NodeKind::Sequence(items) = &node.kind {
        return Some(items);
    }
    errors.add(
        node.span,
        shape(Part::Key(key), Shape::List, node, Some(example)),
    );
    None
}

/// The one of a few words that stands at a key.
pub(super) fn word<T: Copy>(
    key: &'static str,
    node: &Node,
    words: &[(&'static str, T)],
    errors: &mut Errors,
) -> Option<T> {
    let text = text(Part::Key(key), node, errors)?;
    if let Some((_, meant)) = words.iter().find(|(word, _)| *word == text) {
        return Some(*meant);
    }
    let words: Vec<&'static str> = words.iter().map(|(word, _)| *word).collect();
    // `failed` is like `fixed`, and whoever takes that closes the case.
    let nearest = nearest(text, words.iter().copied()).filter(|nearest| *nearest != "fixed");
    let nearest = nearest.and_then(|nearest| words.iter().copied().find(|word| *word == nearest));
    errors.add(
        node.span,
        CaseError::UnknownWord {
            key,
            word: text.to_owned(),
            nearest,
            words,
        },
    );
    None
}
