//! Reading YAML.
//!
//! The parser is the one that `serde_yaml` (serde-saphyr) is made of and hands
//! on to its users. Its events are used here rather than its deserializer
//! because that recurses (a debug build overflows the stack of a thread of 2 MB
//! at 48 levels), reads untyped scalars as numbers first and may fail over
//! that, does not say where the first of two equal keys is, and takes four
//! times as long. Tests compare what the two read.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use serde_yaml::granit_parser::{
    Event, Options, Parser, ScalarStyle, ScanError, Span as Place, StructureStyle, Tag, options,
};

use crate::source::FileId;

use super::builder::Builder;
use super::extent::Extent;
use super::yaml_error::problem;
use super::{DocumentError, Key, MAX_NESTING, MAX_REPEATED_BYTES, Node, NodeKind, Problem};

pub(super) fn read(file: FileId, text: &str) -> Result<Node, DocumentError> {
    let mut reader = Reader {
        text,
        builder: Builder::new(file),
        open: Vec::new(),
        anchors: text.contains('*').then(HashMap::new),
        repeated: 0,
        documents: 0,
    };
    for event in Parser::new_from_str_with_options(text, settings()) {
        match event {
            Ok((event, place)) => reader.event(event, &place)?,
            Err(error) => return Err(reader.scan_error(&error)),
        }
    }
    Ok(reader.builder.finish())
}

fn settings() -> Options {
    let mut options = options! {
        flow_nesting_limit: MAX_NESTING,
        block_nesting_limit: MAX_NESTING,
    };
    options.set_emit_comments(false);
    options
}

struct Reader<'a> {
    text: &'a str,
    builder: Builder,
    /// The open collections with their anchors.
    open: Vec<(usize, StructureStyle)>,
    /// What the anchors so far name; kept only where there may be an alias.
    anchors: Option<HashMap<usize, Anchor>>,
    /// How much has been copied for anchors and aliases.
    repeated: usize,
    documents: usize,
}

struct Anchor {
    node: Node,
    extent: Extent,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, place: &Place) -> Result<(), DocumentError> {
        let bytes = self.bytes(place);
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(self.builder.error(bytes, Problem::SeveralDocuments));
                }
            }
            Event::Alias(id) => self.alias(id, bytes)?,
            Event::Scalar(text, style, anchor, tag) => {
                let as_written = self.as_written(tag.as_deref(), style, place)?;
                self.scalar(text, as_written, anchor, bytes)?;
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.collection(tag.as_deref(), "seq", place)?;
                self.open.push((anchor, style));
                self.builder.open_sequence(bytes)?;
            }
            Event::MappingStart(style, anchor, tag) => {
                self.collection(tag.as_deref(), "map", place)?;
                self.open.push((anchor, style));
                self.builder.open_mapping(bytes)?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let (anchor, style) = self.open.pop().unwrap_or((0, StructureStyle::Block));
                let end = (style == StructureStyle::Flow).then_some(bytes.end);
                if let Some(node) = self.builder.close(end)? {
                    self.value(node, anchor)?;
                }
            }
            // The stream's ends; comments and the rest are not asked for.
            _ => {}
        }
        Ok(())
    }

    /// A scalar; `as_written` says whether it is the plain text of its author.
    fn scalar(
        &mut self,
        text: Cow<'_, str>,
        as_written: bool,
        anchor: usize,
        bytes: Range<usize>,
    ) -> Result<(), DocumentError> {
        let span = self.builder.span(bytes.clone());
        let is_null = as_written && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
        let kind = if self.builder.wants_key() {
            // The parser gives a key that is not there the text `~`.
            if as_written && bytes.is_empty() {
                return Err(self.builder.error(bytes, Problem::KeyIsNotText));
            }
            if as_written && text == "<<" {
                return Err(self.builder.error(bytes, Problem::MergeKey));
            }
            NodeKind::Scalar {
                text: text.into_owned(),
                quoted: !as_written,
            }
        } else if is_null {
            NodeKind::Null
        } else {
            NodeKind::Scalar {
                text: text.into_owned(),
                quoted: !as_written,
            }
        };
        self.value(Node { span, kind }, anchor)
    }

    /// A complete value or key.
    fn value(&mut self, node: Node, anchor: usize) -> Result<(), DocumentError> {
        if let Some(anchors) = self.anchors.as_mut().filter(|_| anchor != 0) {
            let extent = Extent::of(&node);
            self.repeated += extent.bytes;
            if self.repeated > MAX_REPEATED_BYTES {
                return Err(DocumentError {
                    span: node.span,
                    problem: Problem::TooMuchRepeated,
                });
            }
            anchors.insert(
                anchor,
                Anchor {
                    node: node.clone(),
                    extent,
                },
            );
        }
        if !self.builder.wants_key() {
            self.builder.value(node);
            return Ok(());
        }
        let text = match node.kind {
            NodeKind::Scalar { text, .. } => text,
            // Nulls are keys by way of an alias only.
            NodeKind::Null | NodeKind::Sequence(_) | NodeKind::Mapping(_) => {
                return Err(DocumentError {
                    span: node.span,
                    problem: Problem::KeyIsNotText,
                });
            }
        };
        self.builder.key(Key {
            text,
            span: node.span,
        });
        Ok(())
    }

    fn alias(&mut self, id: usize, bytes: Range<usize>) -> Result<(), DocumentError> {
        let Some(anchor) = self.anchors.as_ref().and_then(|anchors| anchors.get(&id)) else {
            return Err(self.builder.error(bytes, Problem::AliasInItself));
        };
        if self.builder.depth() + anchor.extent.depth > MAX_NESTING {
            return Err(self.builder.error(bytes, Problem::TooDeep));
        }
        // Before anything is copied.
        self.repeated += anchor.extent.bytes;
        if self.repeated > MAX_REPEATED_BYTES {
            return Err(self.builder.error(bytes, Problem::TooMuchRepeated));
        }
        let node = Node {
            span: self.builder.span(bytes),
            kind: anchor.node.kind.clone(),
        };
        self.value(node, 0)
    }

    /// Whether a scalar is read as its author wrote it, rather than being a
    /// text in any case.
    fn as_written(
        &self,
        tag: Option<&Tag>,
        style: ScalarStyle,
        place: &Place,
    ) -> Result<bool, DocumentError> {
        let plain = style == ScalarStyle::Plain;
        let Some(tag) = tag else { return Ok(plain) };
        match tag.core_suffix() {
            Some("str") => Ok(false),
            Some("null" | "bool" | "int" | "float") => Ok(plain),
            _ if tag.original() == "!" => Ok(false),
            _ => Err(self.tag_error(tag, place)),
        }
    }

    /// Whether a collection may stand here, with this tag.
    fn collection(
        &self,
        tag: Option<&Tag>,
        expected: &str,
        place: &Place,
    ) -> Result<(), DocumentError> {
        if let Some(tag) = tag.filter(|tag| tag.core_suffix() != Some(expected)) {
            return Err(self.tag_error(tag, place));
        }
        if self.builder.wants_key() {
            return Err(self.builder.error(self.bytes(place), Problem::KeyIsNotText));
        }
        Ok(())
    }

    fn tag_error(&self, tag: &Tag, place: &Place) -> DocumentError {
        let bytes = place
            .tag_span()
            .map_or_else(|| self.bytes(place), |tag| self.bytes(&tag));
        self.builder.error(
            bytes,
            Problem::Tag {
                tag: tag.original(),
            },
        )
    }

    fn scan_error(&self, error: &ScanError) -> DocumentError {
        // At the end of the text the parser knows the number of characters only.
        let marker = error.marker();
        let nth = || {
            self.text
                .char_indices()
                .nth(marker.index())
                .map_or(self.text.len(), |(at, _)| at)
        };
        let at = self.boundary(marker.byte_offset().unwrap_or_else(nth));
        let found = self.text[at..].chars().next();
        let width = found
            .filter(|c| !matches!(c, '\r' | '\n'))
            .map_or(0, char::len_utf8);
        self.builder.error(at..at + width, problem(error, found))
    }

    /// The bytes at this place, whatever the parser says, within the text.
    fn bytes(&self, place: &Place) -> Range<usize> {
        let range = place.byte_range().unwrap_or_default();
        let start = self.boundary(range.start);
        start..self.boundary(range.end).max(start)
    }

    fn boundary(&self, offset: usize) -> usize {
        (0..=offset.min(self.text.len()))
            .rev()
            .find(|&at| self.text.is_char_boundary(at))
            .unwrap_or(0)
    }
}
