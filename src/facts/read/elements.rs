//! Where the elements of lists are, found without searching.

use std::collections::HashMap;

use crate::facts::memory::{Datum, FactPath, Record, State, WorkingMemory};
use crate::model::RuleBase;
use crate::model::ids::FactId;

/// The positions of the elements of each list that was looked into. A list must
/// not change once it was.
#[derive(Debug, Default)]
pub(super) struct Elements {
    lists: HashMap<FactPath, HashMap<Vec<String>, usize>>,
}

/// Why there is nothing at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    /// This list is not given.
    List(FactPath),
    /// This list has no such element.
    Element {
        /// The list.
        list: FactPath,
        /// The key that is probably meant.
        nearest: Option<Vec<String>>,
    },
}

/// So many elements are looked through for one that is probably meant.
const MOST_SUGGESTED: usize = 1000;

impl Elements {
    /// The state at `path`, and at which positions the elements on the way are.
    pub(super) fn find<'m>(
        &mut self,
        rules: &RuleBase,
        memory: &'m mut WorkingMemory,
        path: &FactPath,
    ) -> Result<(&'m mut State, Vec<usize>), Missing> {
        let mut chain: Vec<FactId> =
            std::iter::successors(Some(path.fact), |&fact| rules.facts[fact].list).collect();
        chain.reverse();
        let mut list = FactPath::top_level(chain[0]);
        let Some(mut state) = memory.get_mut(rules, &list) else {
            return Err(Missing::List(list));
        };
        let mut positions = Vec::with_capacity(path.elements.len());
        for (key, &field) in path.elements.iter().zip(&chain[1..]) {
            let State::Known(Datum::Records(records)) = state else {
                return Err(Missing::List(list));
            };
            if !self.lists.contains_key(&list) {
                let index = records
                    .iter()
                    .enumerate()
                    .map(|(at, record)| (record.key.clone(), at));
                self.lists.insert(list.clone(), index.collect());
            }
            let Some(&position) = self.lists[&list].get(key) else {
                let nearest = nearest(records, key);
                return Err(Missing::Element { list, nearest });
            };
            let slot = rules.facts[field].slot;
            let next = records
                .get_mut(position)
                .and_then(|record| record.fields.get_mut(slot));
            let Some(next) = next else {
                return Err(Missing::List(list));
            };
            state = next;
            positions.push(position);
            list.elements.push(key.clone());
            list.fact = field;
        }
        Ok((state, positions))
    }
}

fn nearest(records: &[Record], key: &[String]) -> Option<Vec<String>> {
    if records.len() > MOST_SUGGESTED {
        return None;
    }
    let spelt = |key: &[String]| key.join("\u{1f}");
    let keys: Vec<String> = records.iter().map(|record| spelt(&record.key)).collect();
    let found = crate::diagnostic::nearest::nearest(&spelt(key), keys.iter().map(String::as_str))?;
    Some(found.split('\u{1f}').map(str::to_owned).collect())
}
