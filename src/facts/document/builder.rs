//! Builds the tree, for both formats, on a stack of its own.

use std::ops::Range;

use crate::source::{FileId, Span};

use super::{DocumentError, Key, MAX_NESTING, Node, NodeKind, Problem};

/// The open collections, outermost first, and the root once it is complete.
pub(super) struct Builder {
    file: FileId,
    open: Vec<Open>,
    root: Option<Node>,
}

/// A collection that is still being read.
struct Open {
    start: usize,
    content: Content,
}

enum Content {
    Sequence(Vec<Node>),
    /// The entries so far, and the key that waits for its value.
    Mapping(Vec<(Key, Node)>, Option<Key>),
}

impl Builder {
    pub(super) fn new(file: FileId) -> Builder {
        Builder {
            file,
            open: Vec::new(),
            root: None,
        }
    }

    /// The span of these bytes. Documents are under 4 GiB.
    pub(super) fn span(&self, bytes: Range<usize>) -> Span {
        Span {
            file: self.file,
            start: bytes.start as u32,
            end: bytes.end as u32,
        }
    }

    pub(super) fn error(&self, bytes: Range<usize>, problem: Problem) -> DocumentError {
        DocumentError {
            span: self.span(bytes),
            problem,
        }
    }

    /// How many collections are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether a mapping is open that waits for a key.
    pub(super) fn wants_key(&self) -> bool {
        matches!(
            self.open.last(),
            Some(Open {
                content: Content::Mapping(_, None),
                ..
            })
        )
    }

    /// Whether the innermost open collection is a mapping.
    pub(super) fn in_mapping(&self) -> bool {
        matches!(
            self.open.last(),
            Some(Open {
                content: Content::Mapping(..),
                ..
            })
        )
    }

    pub(super) fn open_sequence(&mut self, bytes: Range<usize>) -> Result<(), DocumentError> {
        self.open(bytes, Content::Sequence(Vec::new()))
    }

    pub(super) fn open_mapping(&mut self, bytes: Range<usize>) -> Result<(), DocumentError> {
        self.open(bytes, Content::Mapping(Vec::new(), None))
    }

    fn open(&mut self, bytes: Range<usize>, content: Content) -> Result<(), DocumentError> {
        if self.open.len() >= MAX_NESTING {
            return Err(self.error(bytes, Problem::TooDeep));
        }
        self.open.push(Open {
            start: bytes.start,
            content,
        });
        Ok(())
    }

    /// Takes the key of the next value.
    pub(super) fn key(&mut self, key: Key) {
        if let Some(Open {
            content: Content::Mapping(_, waiting),
            ..
        }) = self.open.last_mut()
        {
            *waiting = Some(key);
        }
    }

    /// Takes a complete value.
    pub(super) fn value(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open {
                content: Content::Sequence(items),
                ..
            }) => items.push(node),
            Some(Open {
                content: Content::Mapping(entries, waiting),
                ..
            }) => {
                if let Some(key) = waiting.take() {
                    entries.push((key, node));
                }
            }
        }
    }

    /// Closes the innermost collection, which ends at this byte, or else with
    /// its last element. The collection is a value that the builder has yet to
    /// be given.
    pub(super) fn close(&mut self, end: Option<usize>) -> Result<Option<Node>, DocumentError> {
        let Some(Open { start, content }) = self.open.pop() else {
            return Ok(None);
        };
        let (kind, last) = match content {
            Content::Sequence(items) => {
                let last = items.last().map(|item| item.span.end);
                (NodeKind::Sequence(items), last)
            }
            Content::Mapping(entries, _) => {
                if let Some(error) = duplicate(&entries) {
                    return Err(error);
                }
                let last = entries
                    .last()
                    .map(|(key, value)| key.span.end.max(value.span.end));
                (NodeKind::Mapping(entries), last)
            }
        };
        let end = end.unwrap_or(last.map_or(start, |end| end as usize).max(start));
        Ok(Some(Node {
            span: self.span(start..end),
            kind,
        }))
    }

    /// The whole tree.
    pub(super) fn finish(self) -> Node {
        let span = self.span(0..0);
        self.root.unwrap_or(Node {
            span,
            kind: NodeKind::Null,
        })
    }
}

/// The first key that was there before, if any.
fn duplicate(entries: &[(Key, Node)]) -> Option<DocumentError> {
    let mut keys: Vec<&Key> = entries.iter().map(|(key, _)| key).collect();
    // A stable sort: equal keys stay in the order of the document.
    keys.sort_by(|a, b| a.text.cmp(&b.text));
    let twice = keys.windows(2).filter(|pair| pair[0].text == pair[1].text);
    let pair = twice.min_by_key(|pair| pair[1].span)?;
    let problem = Problem::DuplicateKey {
        key: pair[1].text.clone(),
        first: pair[0].span,
    };
    Some(DocumentError {
        span: pair[1].span,
        problem,
    })
}
