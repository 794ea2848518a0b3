//! The header of a snapshot.
//!
//! It may have more keys than those that are read here: insta knows some that
//! are none of our business.

use super::{Cause, FORMAT, FORMAT_NAME, HeaderProblem, SnapshotError};
use crate::facts::document::{self, Format, Key, Node, NodeKind};
use crate::source::{FileId, Sources, Span};

/// The file of the case.
pub(super) const SOURCE: &str = "source";
/// What the case is called.
pub(super) const DESCRIPTION: &str = "description";
/// What is our own.
pub(super) const INFO: &str = "info";
/// The format with its version, in `info`.
pub(super) const FORMAT_KEY: &str = "format";
/// How many lines of the contents look like markers of a merge, in `info`.
pub(super) const MARKERS: &str = "markers";
/// What the case expects and is not so, in `info`.
pub(super) const UNMET: &str = "unmet";
/// The places that account for a change, in `info`.
pub(super) const RULES: &str = "rules";
/// A place, in `rules`.
pub(super) const AT: &str = "at";
/// The line at a place, in `rules`.
pub(super) const LINE: &str = "line";

/// What a header says.
pub(super) struct Header {
    pub(super) source: String,
    pub(super) description: Option<String>,
    pub(super) markers: usize,
    pub(super) causes: Vec<Cause>,
    pub(super) unmet: Vec<String>,
}

/// Reads a header, which begins with the first line of the file.
pub(super) fn read(text: &str) -> Result<Header, SnapshotError> {
    let mut sources = Sources::default();
    let file = sources.add("snapshot", text);
    Reader { sources, file }.header(text)
}

struct Reader {
    sources: Sources,
    file: FileId,
}

/// The entries of a mapping.
type Entries<'n> = &'n [(Key, Node)];

impl Reader {
    fn header(&self, text: &str) -> Result<Header, SnapshotError> {
        let root = document::read(self.file, text, Format::Yaml)
            .map_err(|error| self.error(error.span, HeaderProblem::Document(error)))?;
        let NodeKind::Mapping(header) = &root.kind else {
            return Err(self.error(root.span, HeaderProblem::NotAMapping));
        };
        let Some(NodeKind::Mapping(info)) = find(header, INFO).map(|node| &node.kind) else {
            return Err(SnapshotError::NotOurs);
        };
        self.check_format(info)?;
        let source = match find(header, SOURCE) {
            Some(node) => self.text(node, SOURCE)?,
            None => return Err(self.error(root.span, HeaderProblem::Missing { key: SOURCE })),
        };
        let description = find(header, DESCRIPTION)
            .filter(|node| node.kind != NodeKind::Null)
            .map(|node| self.text(node, DESCRIPTION));
        Ok(Header {
            source,
            description: description.transpose()?,
            markers: self.markers(info)?,
            causes: self.list(info, RULES, Self::cause)?,
            unmet: self.list(info, UNMET, |it, node| it.text(node, UNMET))?,
        })
    }

    fn check_format(&self, info: Entries<'_>) -> Result<(), SnapshotError> {
        let Some(Node {
            span,
            kind: NodeKind::Scalar { text: found, .. },
        }) = find(info, FORMAT_KEY)
        else {
            return Err(SnapshotError::NotOurs);
        };
        if found == FORMAT {
            Ok(())
        } else if found.starts_with(FORMAT_NAME) {
            Err(SnapshotError::OtherVersion {
                line: self.line(*span),
                found: found.clone(),
            })
        } else {
            Err(SnapshotError::NotOurs)
        }
    }

    fn markers(&self, info: Entries<'_>) -> Result<usize, SnapshotError> {
        let Some(node) = find(info, MARKERS) else {
            return Ok(0);
        };
        self.text(node, MARKERS)?
            .parse()
            .map_err(|_| self.value(node, MARKERS, "a number"))
    }

    /// The items of a list, which need not be there.
    fn list<T>(
        &self,
        info: Entries<'_>,
        key: &'static str,
        item: impl Fn(&Self, &Node) -> Result<T, SnapshotError>,
    ) -> Result<Vec<T>, SnapshotError> {
        let Some(node) = find(info, key) else {
            return Ok(Vec::new());
        };
        let NodeKind::Sequence(items) = &node.kind else {
            return Err(self.value(node, key, "a list"));
        };
        items.iter().map(|node| item(self, node)).collect()
    }

    fn cause(&self, node: &Node) -> Result<Cause, SnapshotError> {
        let NodeKind::Mapping(cause) = &node.kind else {
            return Err(self.value(node, RULES, "a list of places"));
        };
        let part = |key| match find(cause, key) {
            Some(part) => self.text(part, key),
            None => Err(self.error(node.span, HeaderProblem::Missing { key })),
        };
        Ok(Cause {
            at: part(AT)?,
            line: part(LINE)?,
        })
    }

    fn text(&self, node: &Node, key: &'static str) -> Result<String, SnapshotError> {
        match &node.kind {
            NodeKind::Scalar { text, .. } => Ok(text.clone()),
            _ => Err(self.value(node, key, "a text")),
        }
    }

    fn value(&self, node: &Node, key: &'static str, expected: &'static str) -> SnapshotError {
        self.error(node.span, HeaderProblem::Value { key, expected })
    }

    fn error(&self, span: Span, problem: HeaderProblem) -> SnapshotError {
        SnapshotError::BadHeader {
            line: self.line(span),
            problem,
        }
    }

    fn line(&self, span: Span) -> usize {
        self.sources.file(self.file).position(span.start).line as usize
    }
}

fn find<'n>(entries: Entries<'n>, key: &str) -> Option<&'n Node> {
    entries
        .iter()
        .find(|(found, _)| found.text == key)
        .map(|(_, value)| value)
}
