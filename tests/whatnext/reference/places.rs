//! The places of a case: its facts, and the fields of its elements.

use whatnext::facts::case::Case;
use whatnext::facts::memory::{Datum, FactPath, State};
use whatnext::model::RuleBase;
use whatnext::model::fact::{ListType, Type};

use super::meaning::Meaning;

/// Every place, each list before what is in it.
pub(super) fn places(rules: &RuleBase, case: &Case) -> Vec<FactPath> {
    let mut places = Vec::new();
    for (id, _) in rules.top_level() {
        add(rules, case, FactPath::top_level(id), &mut places);
    }
    places
}

fn add(rules: &RuleBase, case: &Case, path: FactPath, places: &mut Vec<FactPath>) {
    let state = case
        .facts
        .get(rules, &path)
        .expect("the path is one of this case");
    if let (State::Known(Datum::Records(records)), Type::List(ListType::Records { fields, .. })) =
        (state, &rules.facts[path.fact].ty)
    {
        places.push(path.clone());
        for record in records {
            for field in fields {
                let mut elements = path.elements.clone();
                elements.push(record.key.clone());
                add(
                    rules,
                    case,
                    FactPath {
                        fact: *field,
                        elements,
                    },
                    places,
                );
            }
        }
    } else {
        places.push(path);
    }
}

/// The facts that can still become known or unavailable: those that nobody
/// looked at, but for those that are unavailable without a look.
pub(super) fn open_facts(rules: &RuleBase, case: &Case) -> Vec<FactPath> {
    let meaning = Meaning { rules, case };
    let mut places = places(rules, case);
    places.retain(|path| meaning.can_be_asked(path));
    places
}
