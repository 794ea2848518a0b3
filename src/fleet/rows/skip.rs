//! Skipping the values that no fact needs.
//!
//! Nothing is made of them, but they are checked as if something were: an array
//! or object that the thorough reading refuses is not accepted here.

use super::hash::hash;
use super::scan::{Cursor, Quoted};
use super::{MAX_NESTING, Unusual};

/// The keys of the objects that are open, for finding those that are there twice.
///
/// Keys are known by hashes. Two keys with one hash look like one key that is
/// there twice, and the thorough reading tells; that is rare.
#[derive(Debug, Default)]
pub(super) struct OpenObjects {
    hashes: Vec<u32>,
    /// For each open array or object where its hashes start; for an array none.
    starts: Vec<Option<u32>>,
    marks: Marks,
}

/// Up to here, comparing each key with each other one is the fastest.
const FEW_KEYS: usize = 6;

impl OpenObjects {
    /// Skips an array or an object, whose bracket comes next, in so many others.
    pub(super) fn skip_nested(
        &mut self,
        cursor: &mut Cursor<'_>,
        depth: usize,
    ) -> Result<(), Unusual> {
        self.hashes.clear();
        self.starts.clear();
        loop {
            // A value comes next.
            cursor.skip_space();
            match cursor.peek() {
                b'{' => {
                    self.open(cursor, depth, true)?;
                    if cursor.peek() != b'}' {
                        self.key(cursor)?;
                        continue;
                    }
                }
                b'[' => {
                    self.open(cursor, depth, false)?;
                    if cursor.peek() != b']' {
                        continue;
                    }
                }
                _ => {
                    cursor.scalar()?;
                }
            }
            if self.separators(cursor)? {
                return Ok(());
            }
        }
    }

    /// Goes on to the next value, or to the end of all: gives whether it is that.
    fn separators(&mut self, cursor: &mut Cursor<'_>) -> Result<bool, Unusual> {
        loop {
            cursor.skip_space();
            match (cursor.peek(), self.starts.last()) {
                (b',', Some(Some(_))) => {
                    cursor.advance();
                    cursor.skip_space();
                    self.key(cursor)?;
                    return Ok(false);
                }
                (b',', Some(None)) => {
                    cursor.advance();
                    return Ok(false);
                }
                (b'}', Some(&Some(start))) => {
                    cursor.advance();
                    self.close_object(start as usize)?;
                }
                (b']', Some(None)) => cursor.advance(),
                _ => return Err(Unusual),
            }
            self.starts.pop();
            if self.starts.is_empty() {
                return Ok(true);
            }
        }
    }

    fn open(
        &mut self,
        cursor: &mut Cursor<'_>,
        depth: usize,
        is_object: bool,
    ) -> Result<(), Unusual> {
        if depth + self.starts.len() >= MAX_NESTING {
            return Err(Unusual);
        }
        self.starts
            .push(is_object.then_some(self.hashes.len() as u32));
        cursor.advance();
        cursor.skip_space();
        Ok(())
    }

    /// A key and its colon.
    fn key(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Unusual> {
        if cursor.peek() != b'"' {
            return Err(Unusual);
        }
        let Quoted { inner, escapes } = cursor.string()?;
        if escapes {
            return Err(Unusual);
        }
        self.hashes.push(hash(inner.as_bytes()));
        cursor.skip_space();
        cursor.expect(b':')
    }

    fn close_object(&mut self, start: usize) -> Result<(), Unusual> {
        let hashes = self.hashes.get_mut(start..).unwrap_or_default();
        let is_twice = match hashes.len() {
            0..=FEW_KEYS => {
                let mut each = hashes.iter().enumerate();
                each.any(|(at, hash)| hashes[..at].contains(hash))
            }
            count if count <= Marks::ROOM => self.marks.any_twice(hashes),
            _ => {
                hashes.sort_unstable();
                hashes.windows(2).any(|pair| pair[0] == pair[1])
            }
        };
        self.hashes.truncate(start);
        if is_twice { Err(Unusual) } else { Ok(()) }
    }
}

/// A set of hashes that is emptied by counting on.
#[derive(Debug, Default)]
struct Marks {
    /// By the low bits of a hash: the number of the object, and the hash.
    places: Vec<(u32, u32)>,
    object: u32,
}

impl Marks {
    /// How many places there are.
    const PLACES: usize = 1024;
    /// How many hashes they take without being crowded.
    const ROOM: usize = Self::PLACES / 2;

    /// Whether any of the hashes is there twice.
    fn any_twice(&mut self, hashes: &[u32]) -> bool {
        if self.places.is_empty() || self.object == u32::MAX {
            self.places = vec![(0, 0); Self::PLACES];
            self.object = 0;
        }
        self.object += 1;
        hashes.iter().any(|&hash| {
            let mut at = hash as usize % Self::PLACES;
            loop {
                let place = &mut self.places[at];
                if place.0 != self.object {
                    *place = (self.object, hash);
                    return false;
                }
                if place.1 == hash {
                    return true;
                }
                at = (at + 1) % Self::PLACES;
            }
        })
    }
}
