//! The facts of rules, as data. Its JSON is stable: `docs/schema/facts-1.schema.json`.

use serde::Serialize;

use super::words::{type_words, values};
use crate::explain::made_question;
use crate::facts::memory::FactPath;
use crate::model::RuleBase;
use crate::model::fact::{Ask, ListType, Type};
use crate::model::ids::FactId;
use crate::program::Program;

/// The name of the format of [`Listing`].
const SCHEMA: &str = "whatnext.facts/1";

/// All facts of a rule base.
#[derive(Debug, Serialize)]
pub(super) struct Listing {
    /// [`SCHEMA`].
    schema: &'static str,
    /// The facts in the order of the rules, each list before its fields.
    pub(super) facts: Vec<Listed>,
}

/// A fact, or a field of the elements of a list.
#[derive(Debug, Serialize)]
pub(super) struct Listed {
    /// The path; of a field, that in any element.
    pub(super) path: String,
    /// The path of the list whose elements have the field.
    pub(super) list: Option<String>,
    /// The type, as the rules write it.
    #[serde(rename = "type")]
    pub(super) ty: String,
    /// The values as inputs write them, where there are few.
    values: Option<Vec<String>>,
    /// Where gathered documents have it.
    pub(super) from: Option<String>,
    /// The question; none where nobody is asked.
    pub(super) ask: Option<String>,
    /// Whether it tells the elements of its list apart.
    #[serde(rename = "key")]
    pub(super) is_key: bool,
    /// How many entries of the rules depend on it.
    pub(super) entries: usize,
}

impl Listing {
    /// The facts of this program.
    pub(super) fn of(program: &Program) -> Self {
        let rules = program.rules();
        // The first is listed first, and its fields before the next.
        let mut waiting: Vec<FactId> = rules.top_level().map(|(fact, _)| fact).collect();
        waiting.reverse();
        let mut facts = Vec::new();
        while let Some(fact) = waiting.pop() {
            facts.push(listed(program, fact));
            if let Type::List(ListType::Records { fields, .. }) = &rules.facts[fact].ty {
                waiting.extend(fields.iter().rev());
            }
        }
        Listing {
            schema: SCHEMA,
            facts,
        }
    }
}

fn listed(program: &Program, id: FactId) -> Listed {
    let rules = program.rules();
    let graph = program.graph();
    let fact = &rules.facts[id];
    let path = FactPath::top_level(id);
    let ask = match &fact.ask {
        Ask::Question(question) => Some(question.as_written()),
        // With its list, whatever that is.
        Ask::Made if rules.is_key(id) => None,
        Ask::Made => Some(made_question(rules, &path)),
        Ask::Never => None,
    };
    Listed {
        list: fact.list.map(|list| FactPath::top_level(list).show(rules)),
        ty: type_words(rules, &fact.ty),
        values: values(&fact.ty),
        from: from(rules, id).filter(|_| fact.from.is_some() || ask.is_none()),
        ask,
        is_key: rules.is_key(id),
        entries: graph.entries_that_use(id, graph.rules().iter()).len(),
        path: path.show(rules),
    }
}

/// Where gathered documents have a fact. A field of elements that they have is the
/// member of its own name where the rules say nothing else.
fn from(rules: &RuleBase, id: FactId) -> Option<String> {
    let fact = &rules.facts[id];
    let list = fact.list.map(|list| &rules.facts[list]);
    match (&fact.from, list) {
        (Some(from), _) => Some(from.text().to_owned()),
        (None, Some(list)) if list.from.is_some() => Some(format!("$.{}", fact.word())),
        _ => None,
    }
}
