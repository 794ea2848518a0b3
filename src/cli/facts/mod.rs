//! `whatnext facts`

mod listing;
mod text;
mod words;

use super::arguments::{FactsArguments, FactsFormat};
use super::check::print;
use super::failure::Failure;
use super::rules::{Wording, compile_paths, valid};
use super::{Ending, files};
use listing::Listing;

/// Lists the facts that rules want.
pub(super) fn facts(arguments: &FactsArguments) -> Result<Ending, Failure> {
    let paths = files::rules_files(&arguments.paths)?;
    let wording = Wording {
        rules: "the rules",
        place: "these files",
        done: "listed",
    };
    let program = valid(compile_paths(&paths)?, &wording)?;
    let listing = Listing::of(&program);
    print(&match arguments.format {
        FactsFormat::Text => text::table(&listing.facts),
        FactsFormat::Csv => header(&listing),
        FactsFormat::Json => to_json(&listing)?,
    })?;
    Ok(Ending::Fine)
}

/// The first row of a sheet with a column for each fact. Names of facts have nothing
/// that would need quotes.
fn header(listing: &Listing) -> String {
    let facts = listing.facts.iter();
    let columns: Vec<&str> = facts
        .filter(|fact| fact.list.is_none())
        .map(|fact| fact.path.as_str())
        .collect();
    columns.join(",") + "\n"
}

fn to_json(listing: &Listing) -> Result<String, Failure> {
    match serde_json::to_string_pretty(listing) {
        Ok(json) => Ok(json + "\n"),
        Err(error) => Err(Failure::new(format!(
            "cannot write the facts as JSON: {error}"
        ))),
    }
}
