//! From raw values to those of facts, as the thorough reading understands them.

use std::borrow::Cow;

use super::layout::Layout;
use super::read::Row;
use super::{Raw, Unusual};
use crate::facts::document::{self, Format};
use crate::facts::memory::{Datum, FactPath, State, WorkingMemory};
use crate::facts::plain::read_plain;
use crate::facts::read::Reader;
use crate::model::fact::{PlainType, Type};
use crate::model::ids::FactId;
use crate::model::value::Value;
use crate::source::Sources;

impl<'t> Raw<'t> {
    /// What the value is as a text; none where it is no single value.
    ///
    /// # Errors
    ///
    /// Where its escapes are not valid.
    pub fn text(self) -> Result<Option<Cow<'t, str>>, Unusual> {
        Ok(Some(match self {
            Raw::Missing | Raw::Null | Raw::Nested(_) => return Ok(None),
            Raw::Yes => Cow::Borrowed("true"),
            Raw::No => Cow::Borrowed("false"),
            Raw::Integer(number) => Cow::Owned(number.to_string()),
            Raw::Number(text) | Raw::Text(text) => Cow::Borrowed(text),
            Raw::Escaped(text) => {
                let decoded = serde_json::from_str(&format!("\"{text}\""));
                Cow::Owned(decoded.map_err(|_| Unusual)?)
            }
        }))
    }
}

impl Layout<'_> {
    /// Puts the facts of a row into a memory, in which nothing else remains.
    ///
    /// # Errors
    ///
    /// If the record must be read thoroughly; the memory is of no use then.
    pub fn remember(
        &self,
        reader: &Reader<'_>,
        row: &Row<'_>,
        memory: &mut WorkingMemory,
    ) -> Result<(), Unusual> {
        for (&fact, &raw) in self.facts.iter().zip(&row.facts) {
            let state = self.state(reader, fact, raw)?;
            let place = memory.get_mut(self.rules, &FactPath::top_level(fact));
            *place.ok_or(Unusual)? = state;
        }
        Ok(())
    }

    /// What is known of a fact that is given like this.
    pub(super) fn state(
        &self,
        reader: &Reader<'_>,
        fact: FactId,
        raw: Raw<'_>,
    ) -> Result<State, Unusual> {
        match (raw, &self.rules.facts[fact].ty) {
            (Raw::Missing, _) => Ok(State::Unknown),
            (Raw::Null, _) => Ok(State::Unavailable),
            (Raw::Nested(text), Type::List(_)) => list(reader, fact, text),
            (_, Type::List(_)) => Err(Unusual),
            (raw, Type::Plain(ty)) => {
                let text = raw.text()?.ok_or(Unusual)?;
                let value = plain(ty, &text)?;
                Ok(State::Known(Datum::Plain(value)))
            }
        }
    }
}

/// A value of a plain type.
pub(super) fn plain(ty: &PlainType, text: &str) -> Result<Value, Unusual> {
    read_plain(ty, text).map_err(|_| Unusual)
}

/// The value of a list: what is in it is read thoroughly.
fn list(reader: &Reader<'_>, fact: FactId, text: &str) -> Result<State, Unusual> {
    let file = Sources::default().add("list", "");
    let node = document::read(file, text, Format::Json).map_err(|_| Unusual)?;
    reader.value(fact, &node).ok_or(Unusual)
}
