//! Source files and places in them.
//!
//! Every later stage speaks of places as [`Span`]s: a file and a range of
//! bytes. Only the diagnostics turn them into lines and columns.

use std::sync::Arc;

/// A source file of one compilation. Only [`Sources`] makes these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u32);

impl FileId {
    /// Where the file stands among all files.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A range of bytes in one source file; `start <= end`, both on character
/// boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The smallest span that covers this one and `other`, which must be of the
    /// same file.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        debug_assert_eq!(self.file, other.file);
        Span {
            file: self.file,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// A line and a column, both counted from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// One source file: its name as people know it, and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    name: Arc<str>,
    text: Arc<str>,
    line_starts: Vec<u32>,
}

impl SourceFile {
    /// The path as it is shown to people.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A line without its indentation and its end, counted from 1.
    pub fn line(&self, number: usize) -> Option<&str> {
        let at = number.checked_sub(1)?;
        let start = *self.line_starts.get(at)? as usize;
        let next = self
            .line_starts
            .get(number)
            .map_or(self.text.len(), |&next| next as usize);
        Some(self.text.get(start..next)?.trim())
    }

    /// The line and column of the byte at `offset`; an offset past the end
    /// counts as the end.
    pub fn position(&self, offset: u32) -> Position {
        let line = self.line_starts.partition_point(|&start| start <= offset) - 1;
        let start = self.line_starts[line] as usize;
        let end = (offset as usize).min(self.text.len());
        let column = self.text.get(start..end).map_or(0, |s| s.chars().count());
        Position {
            line: line as u32 + 1,
            column: column as u32 + 1,
        }
    }
}

/// The source files of one compilation, in the order in which they were added.
/// A clone shares the texts.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Arc<SourceFile>>,
}

impl Sources {
    /// Adds a file. The text must be shorter than 4 GiB, which the limits on
    /// input sizes ensure.
    pub fn add(&mut self, name: &str, text: &str) -> FileId {
        let id = FileId(self.files.len() as u32);
        let newlines = text.bytes().enumerate().filter(|(_, b)| *b == b'\n');
        self.files.push(Arc::new(SourceFile {
            name: name.into(),
            text: text.into(),
            line_starts: std::iter::once(0)
                .chain(newlines.map(|(i, _)| i as u32 + 1))
                .collect(),
        }));
        id
    }

    /// Calls the files something else; clones keep the old names.
    pub fn rename(&mut self, name: impl Fn(&str) -> String) {
        for file in &mut self.files {
            let renamed = SourceFile {
                name: name(file.name()).into(),
                ..SourceFile::clone(file)
            };
            *file = Arc::new(renamed);
        }
    }

    /// The file with this id.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files
            .iter()
            .enumerate()
            .map(|(i, f)| (FileId(i as u32), &**f))
    }

    /// The text at `span`.
    pub fn text(&self, span: Span) -> &str {
        let text = self.file(span.file).text();
        text.get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }

    /// A place as `file:line:column`.
    pub fn place(&self, span: Span) -> String {
        let file = self.file(span.file);
        let at = file.position(span.start);
        format!("{}:{}:{}", file.name(), at.line, at.column)
    }
}
