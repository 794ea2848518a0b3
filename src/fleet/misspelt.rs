//! Names in records that are no facts, but nearly are.

use std::collections::BTreeMap;

use super::record::Record;
use super::{Fleet, text};
use crate::facts::path::PathError;
use crate::facts::read::InputErrorKind;
use crate::source::Sources;

/// So many records are looked at.
const MOST_RECORDS: usize = 200;

/// A name in records that is no fact, but nearly is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misspelt {
    /// The name.
    pub name: String,
    /// The fact that it is like.
    pub fact: String,
    /// How many records have it.
    pub records: usize,
    /// Of so many that were looked at.
    pub of: usize,
}

/// See [`Fleet::misspelt`].
pub(super) fn misspelt(fleet: &Fleet<'_>, records: &[Record<'_>]) -> Vec<Misspelt> {
    let Fleet {
        program,
        reader,
        options,
        ..
    } = fleet;
    if options.strict || options.cases {
        return Vec::new();
    }
    let records = &records[..records.len().min(MOST_RECORDS)];
    let mut memory = program.new_case().facts;
    let mut found: BTreeMap<(String, String), usize> = BTreeMap::new();
    for record in records {
        let Ok(node) = text::node(&mut Sources::default(), reader, record.body) else {
            continue;
        };
        for error in reader.facts(&node, &mut memory) {
            if let InputErrorKind::Path(PathError::Unknown {
                path,
                nearest: Some(fact),
            }) = error.kind
            {
                *found.entry((path, fact)).or_default() += 1;
            }
        }
    }
    let is_id = |name: &str| options.id.as_deref() == Some(name);
    let mut all: Vec<Misspelt> = found
        .into_iter()
        .filter(|((name, _), _)| !is_id(name))
        .map(|((name, fact), count)| Misspelt {
            name,
            fact,
            records: count,
            of: records.len(),
        })
        .collect();
    all.sort_by_key(|misspelt| std::cmp::Reverse(misspelt.records));
    all
}
