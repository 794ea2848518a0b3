//! Records that are read, decided and written together.

use std::ops::Range;
use std::sync::Arc;

use crate::fleet::{Body, Field, Record};

/// A chunk has so many records at the most.
const MOST_RECORDS: usize = 1024;

/// No record is added to a chunk with so many bytes.
const MOST_BYTES: usize = 4 << 20;

/// A buffer that has grown beyond this is not kept for the next chunk: one huge
/// record must not cost memory for the rest of the run.
const MOST_KEPT: usize = 2 * MOST_BYTES;

/// Some records in one buffer, in the order of the input. It is used again and
/// again.
#[derive(Debug, Default)]
pub(in crate::cli) struct Chunk {
    /// How many records stand before these in the whole input.
    first: u64,
    text: Vec<u8>,
    items: Vec<Item>,
    fields: Vec<Range<usize>>,
    headers: Vec<Arc<[String]>>,
}

/// A record, or what stands in for one that could not be read.
#[derive(Debug)]
struct Item {
    place: Place,
    content: Content,
}

#[derive(Debug)]
enum Content {
    /// A JSON document: its text.
    Json(Range<usize>),
    /// A row: the number of its header, and its fields.
    Row { header: usize, fields: Range<usize> },
    /// Why it could not be read.
    Fault(String),
}

/// Where a record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Place {
    /// The number of its input.
    pub(in crate::cli) input: usize,
    /// Where in that.
    pub(in crate::cli) spot: Spot,
}

/// Where in an input a record begins, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Spot {
    /// Nowhere in particular: it is the input itself that cannot be read.
    Whole,
    /// A line, and a column in characters.
    Text {
        /// The line.
        line: u64,
        /// The column.
        column: u32,
    },
    /// A row of a table without lines.
    #[cfg(feature = "parquet")]
    Row(u64),
}

impl Chunk {
    /// Empties it for the records behind the first so many.
    pub(in crate::cli) fn begin(&mut self, first: u64) {
        self.first = first;
        self.text.clear();
        self.text.shrink_to(MOST_KEPT);
        self.items.clear();
        self.fields.clear();
        self.headers.clear();
    }

    /// How many records stand before these in the whole input.
    pub(in crate::cli) fn first(&self) -> u64 {
        self.first
    }

    /// How many records there are.
    pub(in crate::cli) fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub(in crate::cli) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Whether no more are to be added.
    pub(in crate::cli) fn is_full(&self) -> bool {
        self.items.len() >= MOST_RECORDS || self.text.len() >= MOST_BYTES
    }

    /// Leaves the first records out: they were decided in an earlier run.
    pub(in crate::cli) fn skip(&mut self, count: usize) {
        let count = count.min(self.items.len());
        self.items.drain(..count);
        self.first += count as u64;
    }

    /// Where a record stands.
    pub(in crate::cli) fn place(&self, index: usize) -> Option<Place> {
        Some(self.items.get(index)?.place)
    }

    /// Begins a record whose text comes piece by piece.
    pub(in crate::cli) fn begin_text(&mut self) -> Draft<'_> {
        Draft {
            start: self.text.len(),
            chunk: self,
        }
    }

    /// Adds a JSON document.
    pub(in crate::cli) fn push_json(&mut self, place: Place, text: &[u8]) {
        let mut draft = self.begin_text();
        draft.push(text);
        draft.finish(place);
    }

    /// Adds a record that could not be read, or a whole input.
    pub(in crate::cli) fn push_fault(&mut self, place: Place, message: impl Into<String>) {
        let content = Content::Fault(message.into());
        self.items.push(Item { place, content });
    }

    /// Adds a row.
    pub(in crate::cli) fn push_row<'v>(
        &mut self,
        place: Place,
        header: &Arc<[String]>,
        values: impl Iterator<Item = &'v [u8]>,
    ) {
        let is_last = |last: &Arc<[String]>| Arc::ptr_eq(last, header);
        if !self.headers.last().is_some_and(is_last) {
            self.headers.push(Arc::clone(header));
        }
        let first = self.fields.len();
        for value in values {
            let start = self.text.len();
            self.text.extend_from_slice(value);
            self.fields.push(start..self.text.len());
        }
        let content = Content::Row {
            header: self.headers.len() - 1,
            fields: first..self.fields.len(),
        };
        self.items.push(Item { place, content });
    }

    /// Gives the records to `decide`.
    pub(in crate::cli) fn with_records<R>(&self, decide: impl FnOnce(&[Record<'_>]) -> R) -> R {
        let texts = Texts::of(&self.text);
        let fields = self.named_fields(&texts);
        let numbered = (self.first..).zip(&self.items);
        let records: Vec<Record<'_>> = numbered
            .map(|(number, item)| Record {
                number,
                body: match &item.content {
                    Content::Json(range) => match texts.get(range) {
                        Some(text) => Body::Json(text),
                        None => Body::Unreadable("it is not UTF-8 text"),
                    },
                    Content::Row { fields: range, .. } => {
                        let row = fields.get(range.clone()).and_then(whole);
                        match row {
                            Some(row) => Body::Fields(row),
                            None => Body::Unreadable("it is not UTF-8 text"),
                        }
                    }
                    Content::Fault(message) => Body::Unreadable(message),
                },
            })
            .collect();
        decide(&records)
    }

    /// The fields of all rows, in order. One that is no text has no name.
    fn named_fields<'c>(&'c self, texts: &Texts<'c>) -> Vec<Field<'c>> {
        let mut fields = Vec::with_capacity(self.fields.len());
        for item in &self.items {
            let Content::Row {
                header,
                fields: range,
            } = &item.content
            else {
                continue;
            };
            fields.resize(range.start, NO_TEXT);
            let names = self.headers.get(*header).map_or(&[][..], |names| names);
            let values = self.fields.get(range.clone()).unwrap_or_default();
            fields.extend(names.iter().zip(values).map(|(name, value)| {
                let value = texts.get(value);
                value.map_or(NO_TEXT, |value| Field { name, value })
            }));
        }
        fields
    }
}

/// Stands for a field whose bytes are no text.
const NO_TEXT: Field<'static> = Field {
    name: "",
    value: "\u{fffd}",
};

/// A row, unless one of its fields is no text.
fn whole<'f, 't>(row: &'f [Field<'t>]) -> Option<&'f [Field<'t>]> {
    let is_text = |field: &Field<'_>| *field != NO_TEXT;
    row.iter().all(is_text).then_some(row)
}

/// The bytes of a chunk as texts. All of them are looked at once; one by one
/// only where something is wrong with some.
enum Texts<'c> {
    Good(&'c str),
    Mixed(&'c [u8]),
}

impl<'c> Texts<'c> {
    fn of(bytes: &'c [u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Texts::Good(text),
            Err(_) => Texts::Mixed(bytes),
        }
    }

    fn get(&self, range: &Range<usize>) -> Option<&'c str> {
        match self {
            Texts::Good(text) => text.get(range.clone()),
            Texts::Mixed(bytes) => std::str::from_utf8(bytes.get(range.clone())?).ok(),
        }
    }
}

/// A record that is being read.
pub(in crate::cli) struct Draft<'c> {
    chunk: &'c mut Chunk,
    start: usize,
}

impl Draft<'_> {
    /// Adds to its text.
    pub(in crate::cli) fn push(&mut self, bytes: &[u8]) {
        self.chunk.text.extend_from_slice(bytes);
    }

    /// Its text so far.
    pub(in crate::cli) fn text(&self) -> &[u8] {
        self.chunk.text.get(self.start..).unwrap_or_default()
    }

    /// Makes it a record.
    pub(in crate::cli) fn finish(self, place: Place) {
        let content = Content::Json(self.start..self.chunk.text.len());
        self.chunk.items.push(Item { place, content });
    }

    /// Makes it a record that could not be read.
    pub(in crate::cli) fn fail(self, place: Place, message: impl Into<String>) {
        self.chunk.text.truncate(self.start);
        self.chunk.push_fault(place, message);
    }

    /// Takes it back: it is none.
    pub(in crate::cli) fn drop_text(self) {
        self.chunk.text.truncate(self.start);
    }
}
