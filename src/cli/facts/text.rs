//! The facts as a table for people.

use super::listing::Listed;
use crate::model::value::printable;

/// Nothing is moved to the right on account of a type that is longer than this.
const WIDEST_TYPE: usize = 30;

/// A line for each fact: its path, its type, how many entries depend on it, and how it
/// is found.
pub(super) fn table(facts: &[Listed]) -> String {
    let width = |text: &str| text.chars().count();
    let path_width = facts.iter().map(|fact| width(&fact.path)).max();
    let path_width = path_width.unwrap_or_default().max("fact".len());
    let type_widths = facts.iter().map(|fact| width(&fact.ty));
    let type_width = type_widths
        .filter(|&width| width <= WIDEST_TYPE)
        .max()
        .unwrap_or_default()
        .max("type".len());
    let row = |path: &str, ty: &str, entries: &str, found: &str| {
        let row = format!("{path:path_width$}  {ty:type_width$}  {entries:>7}  {found}");
        printable(row.trim_end()).into_owned() + "\n"
    };
    let mut text = row("fact", "type", "entries", "how it is found");
    for fact in facts {
        text += &row(
            &fact.path,
            &fact.ty,
            &fact.entries.to_string(),
            &found(fact),
        );
    }
    text
}

/// How a fact is found: in documents, by asking, or because somebody tells it.
fn found(fact: &Listed) -> String {
    match (&fact.from, &fact.ask) {
        (Some(from), _) => format!("from {from}"),
        (None, Some(ask)) => format!("asked: {ask}"),
        (None, None) if fact.is_key => "with its list".to_owned(),
        (None, None) => "told".to_owned(),
    }
}
