//! The keys that records have had, and which of them follows which.
//!
//! Records of one source have the same keys in the same order. So after a key
//! the one that came next the last time is compared first, to the letter; only
//! if it is another one is it looked up.

use std::collections::HashMap;

use super::Unusual;
use super::layout::{GroupId, Layout, Meaning};
use super::scan::{Cursor, Quoted};

/// So many different keys are remembered, and twice as many within a record.
const MOST_KEYS: usize = 8_192;

/// A longer key is not remembered.
const LONGEST_KEY: usize = 256;

/// What earlier records let a reader expect of the next one. It says nothing of
/// what they mean: records are read alike whatever is expected.
#[derive(Debug)]
pub(super) struct Prediction<'l> {
    layout: &'l Layout<'l>,
    keys: Vec<Key>,
    /// For each group its keys, by their texts.
    by_text: Vec<HashMap<Box<str>, KeyId>>,
    /// For each group the key that came first.
    first: Vec<Option<KeyId>>,
    /// How many records have been read.
    record: u64,
}

/// The number of a key.
pub(super) type KeyId = u32;

/// A key of a group.
#[derive(Debug)]
struct Key {
    /// With its quotes and the colon.
    literal: Box<[u8]>,
    meaning: Meaning,
    /// The last record that has it.
    seen_in: u64,
    /// The key that came behind it.
    next: Option<KeyId>,
}

/// Where in a group a record is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Position {
    /// The group.
    pub(super) group: GroupId,
    /// The key before; none at the start.
    pub(super) before: Option<KeyId>,
}

impl<'l> Prediction<'l> {
    /// Expects nothing.
    pub(super) fn of(layout: &'l Layout<'l>) -> Self {
        let groups = layout.groups.len();
        Prediction {
            layout,
            keys: Vec::new(),
            by_text: vec![HashMap::new(); groups],
            first: vec![None; groups],
            record: 0,
        }
    }

    /// Prepares for the next record.
    pub(super) fn start_record(&mut self) {
        if self.keys.len() >= MOST_KEYS {
            *self = Self::of(self.layout);
        }
        self.record += 1;
    }

    /// Reads the next key with its colon, and moves behind it.
    #[inline]
    pub(super) fn key(
        &mut self,
        cursor: &mut Cursor<'_>,
        position: &mut Position,
    ) -> Result<Meaning, Unusual> {
        let expected = match position.before {
            Some(before) => self.keys[before as usize].next,
            None => self.first[position.group as usize],
        };
        if let Some(expected) = expected
            && let Some(key) = self.keys.get_mut(expected as usize)
            && cursor.take(&key.literal)
        {
            if key.seen_in == self.record {
                return Err(Unusual);
            }
            key.seen_in = self.record;
            position.before = Some(expected);
            return Ok(key.meaning);
        }
        self.unexpected_key(cursor, position)
    }

    #[cold]
    fn unexpected_key(
        &mut self,
        cursor: &mut Cursor<'_>,
        position: &mut Position,
    ) -> Result<Meaning, Unusual> {
        if cursor.peek() != b'"' {
            return Err(Unusual);
        }
        let Quoted { inner, escapes } = cursor.string()?;
        cursor.skip_space();
        cursor.expect(b':')?;
        if escapes {
            return Err(Unusual);
        }
        let id = match self.by_text[position.group as usize].get(inner) {
            Some(&id) => id,
            None => self.add(position.group, inner)?,
        };
        match position.before {
            Some(before) => self.keys[before as usize].next = Some(id),
            None => self.first[position.group as usize] = Some(id),
        }
        position.before = Some(id);
        let key = &mut self.keys[id as usize];
        if key.seen_in == self.record {
            return Err(Unusual);
        }
        key.seen_in = self.record;
        Ok(key.meaning)
    }

    fn add(&mut self, group: GroupId, text: &str) -> Result<KeyId, Unusual> {
        // What is remembered is bounded, whatever the records are like.
        if self.keys.len() >= 2 * MOST_KEYS || text.len() > LONGEST_KEY {
            return Err(Unusual);
        }
        let id = self.keys.len() as KeyId;
        self.keys.push(Key {
            literal: format!("\"{text}\":").into_bytes().into(),
            meaning: self.layout.meaning(group, text)?,
            seen_in: 0,
            next: None,
        });
        self.by_text[group as usize].insert(text.into(), id);
        Ok(id)
    }
}
