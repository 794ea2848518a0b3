//! What the grammar has matched, seen as nodes; nothing else touches the
//! iterators of pest.

use pest::iterators::{Pair, Pairs};

use super::Rule;

/// A part of the text that a rule of the grammar has matched.
#[derive(Clone)]
pub(super) struct Node<'t>(Pair<'t, Rule>);

impl<'t> Node<'t> {
    /// The rule.
    pub(super) fn rule(&self) -> Rule {
        self.0.as_rule()
    }

    /// The text of a token. Of anything else it may have white space at its end.
    pub(super) fn text(&self) -> &'t str {
        self.0.as_str()
    }

    /// The first byte.
    pub(super) fn start(&self) -> usize {
        self.0.as_span().start()
    }

    /// The byte after the last token. The rule itself may have stepped over
    /// white space after it, looking for something optional.
    pub(super) fn end(&self) -> usize {
        let mut last = self.0.clone();
        while let Some(inner) = last.clone().into_inner().next_back() {
            last = inner;
        }
        last.as_span().end()
    }

    /// The whole text that was parsed.
    pub(super) fn source(&self) -> &'t str {
        self.0.get_input()
    }

    /// Its parts.
    pub(super) fn parts(self) -> Parts<'t> {
        Parts {
            end: self.start(),
            pairs: self.0.into_inner(),
        }
    }
}

/// The parts of a node in order.
pub(super) struct Parts<'t> {
    pairs: Pairs<'t, Rule>,
    end: usize,
}

/// A part that the grammar promises is not there: the builder and the grammar
/// do not agree. The place is given.
#[derive(Debug)]
pub(super) struct Missing(pub(super) usize);

impl<'t> Parts<'t> {
    /// All parsed nodes of a whole text.
    pub(super) fn new(pairs: Pairs<'t, Rule>) -> Self {
        Parts { pairs, end: 0 }
    }

    /// The rule of the next part.
    pub(super) fn next_rule(&self) -> Option<Rule> {
        self.pairs.peek().map(|pair| pair.as_rule())
    }

    /// The next part, if there is one.
    pub(super) fn next(&mut self) -> Option<Node<'t>> {
        let pair = self.pairs.next()?;
        self.end = pair.as_span().end();
        Some(Node(pair))
    }

    /// The next part, if it is of this rule.
    pub(super) fn take(&mut self, rule: Rule) -> Option<Node<'t>> {
        if self.next_rule() == Some(rule) {
            self.next()
        } else {
            None
        }
    }

    /// How many of the parts that are left are of this rule.
    pub(super) fn count(&self, rule: Rule) -> usize {
        self.pairs
            .clone()
            .filter(|pair| pair.as_rule() == rule)
            .count()
    }

    /// The next part, which must be there.
    pub(super) fn need(&mut self) -> Result<Node<'t>, Missing> {
        self.next().ok_or(Missing(self.end))
    }

    /// The next part after a keyword or a delimiter, which must both be there.
    pub(super) fn need_after(&mut self, keyword: Rule) -> Result<Node<'t>, Missing> {
        let at = self.end;
        self.take(keyword).ok_or(Missing(at))?;
        self.need()
    }
}
