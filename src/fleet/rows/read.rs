//! From the text of a record to the raw values of its facts.

use super::keys::{Position, Prediction};
use super::layout::{GroupId, Layout, Meaning, Place};
use super::scan::Cursor;
use super::skip::OpenObjects;
use super::{MAX_NESTING, Raw, Unusual};

/// The raw values of a record.
#[derive(Debug, Default)]
pub struct Row<'t> {
    /// By the slots of the facts.
    pub facts: Vec<Raw<'t>>,
    /// What the record calls itself.
    pub id: Raw<'t>,
}

/// Reads records of a layout, one after the other. Each thread has its own,
/// because what a record is like lets it expect the same of the next one.
#[derive(Debug)]
pub struct RowReader<'l> {
    layout: &'l Layout<'l>,
    prediction: Prediction<'l>,
    objects: OpenObjects,
    /// Where the groups that are open will go on.
    outer: Vec<Position>,
}

impl<'l> RowReader<'l> {
    /// A reader that has read nothing yet.
    pub fn of(layout: &'l Layout<'l>) -> Self {
        RowReader {
            layout,
            prediction: Prediction::of(layout),
            objects: OpenObjects::default(),
            outer: Vec::new(),
        }
    }

    /// Reads the text of a record.
    ///
    /// # Errors
    ///
    /// If it must be read thoroughly; the row is of no use then.
    pub fn read<'t>(&mut self, text: &'t str, row: &mut Row<'t>) -> Result<(), Unusual> {
        row.id = Raw::Missing;
        row.facts.clear();
        row.facts.resize(self.layout.facts.len(), Raw::Missing);
        if self.layout.is_unusual {
            return Err(Unusual);
        }
        self.prediction.start_record();
        self.outer.clear();
        Reading {
            cursor: Cursor::new(text),
            reader: self,
            row,
        }
        .record()
    }
}

/// A record that is being read.
struct Reading<'a, 'l, 't> {
    cursor: Cursor<'t>,
    reader: &'a mut RowReader<'l>,
    row: &'a mut Row<'t>,
}

impl<'t> Reading<'_, '_, 't> {
    /// Reads it.
    fn record(mut self) -> Result<(), Unusual> {
        self.cursor.skip_space();
        self.cursor.expect(b'{')?;
        let mut position = Position {
            group: 0,
            before: None,
        };
        loop {
            self.cursor.skip_space();
            let is_empty = position.before.is_none() && self.cursor.peek() == b'}';
            if !is_empty && self.entry(&mut position)? {
                continue;
            }
            if self.separators(&mut position)? {
                break;
            }
        }
        self.cursor.skip_space();
        if self.cursor.is_at_end() {
            Ok(())
        } else {
            Err(Unusual)
        }
    }

    /// Reads a key and its value. Of a group only the bracket is read; gives
    /// whether it is that.
    #[inline]
    fn entry(&mut self, position: &mut Position) -> Result<bool, Unusual> {
        let prediction = &mut self.reader.prediction;
        let Meaning { place, is_id } = prediction.key(&mut self.cursor, position)?;
        self.cursor.skip_space();
        match place {
            Place::Group(group) => return self.open(group, position),
            Place::IdGroup(group) if self.cursor.peek() == b'{' => {
                return self.open(group, position);
            }
            _ => {}
        }
        let value = self.value()?;
        if is_id {
            self.id(value);
        }
        if let Place::Fact(slot) = place {
            let fact = self.row.facts.get_mut(slot as usize).ok_or(Unusual)?;
            if *fact != Raw::Missing {
                return Err(Unusual);
            }
            *fact = value;
        }
        Ok(false)
    }

    /// Goes into a group, whose bracket must come next.
    fn open(&mut self, group: GroupId, position: &mut Position) -> Result<bool, Unusual> {
        self.cursor.expect(b'{')?;
        if self.reader.outer.len() + 1 >= MAX_NESTING {
            return Err(Unusual);
        }
        self.reader.outer.push(*position);
        *position = Position {
            group,
            before: None,
        };
        Ok(true)
    }

    /// A value of any kind.
    #[inline]
    fn value(&mut self) -> Result<Raw<'t>, Unusual> {
        if !matches!(self.cursor.peek(), b'{' | b'[') {
            return self.cursor.scalar();
        }
        let start = self.cursor.position();
        let depth = self.reader.outer.len() + 1;
        let objects = &mut self.reader.objects;
        objects.skip_nested(&mut self.cursor, depth)?;
        Ok(Raw::Nested(self.cursor.since(start)?))
    }

    /// The first name that a record gives is its own.
    fn id(&mut self, value: Raw<'t>) {
        if self.row.id == Raw::Missing && !matches!(value, Raw::Null | Raw::Nested(_)) {
            self.row.id = value;
        }
    }

    /// Goes on behind the comma, or out of the groups that end here: gives
    /// whether the record does.
    #[inline]
    fn separators(&mut self, position: &mut Position) -> Result<bool, Unusual> {
        loop {
            self.cursor.skip_space();
            match self.cursor.peek() {
                b',' if position.before.is_some() => {
                    self.cursor.advance();
                    return Ok(false);
                }
                b'}' => self.cursor.advance(),
                _ => return Err(Unusual),
            }
            match self.reader.outer.pop() {
                Some(outer) => *position = outer,
                None => return Ok(true),
            }
        }
    }
}
