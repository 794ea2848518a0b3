//! Which columns of a table the rules need.

use std::collections::HashSet;

use crate::diagnostic::nearest::nearest;
use crate::fleet::Options;
use crate::model::RuleBase;

/// Which columns of a table the rules need.
#[derive(Debug)]
pub(super) enum Columns {
    /// All: what a column means is looked at elsewhere.
    All,
    /// Those of these names, the first part of a fact's path or the whole of it.
    Facts {
        /// The names.
        names: HashSet<String>,
        /// Where the name of a record stands.
        id: Option<String>,
    },
}

impl Columns {
    /// Those that these rules need.
    pub(super) fn of(rules: &RuleBase, options: &Options) -> Self {
        let is_gathered = rules.facts.values().any(|fact| fact.from.is_some());
        if options.strict || options.cases || is_gathered {
            return Columns::All;
        }
        let mut names = HashSet::new();
        for (_, fact) in rules.top_level() {
            let parts = fact.path.match_indices('.').map(|(dot, _)| dot);
            let ends = parts.chain([fact.path.len()]);
            names.extend(ends.filter_map(|end| fact.path.get(..end).map(str::to_owned)));
        }
        Columns::Facts {
            names,
            id: options.id.clone(),
        }
    }

    /// Whether a column is needed.
    pub(super) fn wants(&self, column: &str) -> bool {
        match self {
            Columns::All => true,
            Columns::Facts { names, id } => {
                let id = id.as_deref().and_then(|id| id.strip_prefix(column));
                // One that is nearly a fact is told of.
                self.may_be_fact(column)
                    || nearest(column, names.iter().map(String::as_str)).is_some()
                    || id.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            }
        }
    }

    /// Whether a column can be a fact of the rules.
    pub(super) fn may_be_fact(&self, column: &str) -> bool {
        match self {
            Columns::All => true,
            Columns::Facts { names, .. } => is_fact(names, column),
        }
    }
}

/// Whether a column is a fact, the first part of one, or an element's field.
fn is_fact(names: &HashSet<String>, column: &str) -> bool {
    let head = column.split('[').next().unwrap_or(column);
    names.contains(column) || names.contains(head)
}

/// What is wrong with a table in which no column is a fact.
pub(super) fn no_fact<'c>(columns: impl Iterator<Item = &'c str>) -> String {
    const MOST: usize = 5;
    let mut shown: Vec<String> = columns.map(|column| format!("`{column}`")).collect();
    let is_parted_otherwise = matches!(shown.as_slice(), [only] if only.contains([';', '\t']));
    let help = if is_parted_otherwise {
        " (fields are parted by commas)"
    } else {
        ""
    };
    let more = shown.len().saturating_sub(MOST);
    shown.truncate(MOST);
    let and_more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    format!(
        "no column is a fact of these rules; its columns are {}{and_more}{help}",
        shown.join(", ")
    )
}
