//! Where coverage is written, and in which format.

use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum;

use super::super::check::print;
use super::super::failure::Failure;
use super::super::product::{self, Kind};
use super::outcome::Outcome;

/// In which format coverage is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum CoverageFormat {
    /// For people: what was never reached, and the totals
    Text,
    /// `whatnext.coverage/1`
    Json,
    /// For tools that mark lines in editors and changes
    Lcov,
    /// One page with the rules, marked
    Html,
}

/// A format, and where it is written: standard output where no file is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct CoverageOutput {
    format: CoverageFormat,
    file: Option<PathBuf>,
}

impl FromStr for CoverageOutput {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (format, file) = match text.split_once('=') {
            Some((_, "")) => return Err("name a file behind the `=`".to_owned()),
            Some((format, file)) => (format, Some(PathBuf::from(file))),
            None => (text, None),
        };
        let format = CoverageFormat::from_str(format, false)
            .map_err(|_| "the formats are text, json, lcov and html".to_owned())?;
        Ok(CoverageOutput { format, file })
    }
}

impl CoverageOutput {
    /// Whether standard output is for this alone.
    pub(super) fn takes_stdout(&self) -> bool {
        self.file.is_none() && self.format != CoverageFormat::Text
    }
}

/// At most one output can have standard output for itself.
pub(super) fn validate(outputs: &[CoverageOutput], report_is_xml: bool) -> Result<(), Failure> {
    let alone = outputs
        .iter()
        .filter(|output| output.takes_stdout())
        .count();
    let mut files: Vec<&PathBuf> = outputs.iter().filter_map(|it| it.file.as_ref()).collect();
    files.sort();
    if let Some(twice) = files.windows(2).find(|pair| pair[0] == pair[1]) {
        let file = twice[0].display();
        return Err(Failure::new(format!(
            "`{file}` is named for two reports of coverage"
        )));
    }
    let text = outputs
        .iter()
        .any(|output| output.file.is_none() && !output.takes_stdout());
    if alone + usize::from(report_is_xml) > 1 || (text && alone > 0) || (text && report_is_xml) {
        let failure = Failure::new("two results cannot both go to standard output");
        return Err(failure.help("name a file for one, as in `--coverage html=coverage.html`"));
    }
    Ok(())
}

/// Writes what was covered.
pub(super) fn write(outputs: &[CoverageOutput], outcomes: &[Outcome]) -> Result<(), Failure> {
    for output in outputs {
        let mut text = String::new();
        if outcomes.len() > 1
            && matches!(output.format, CoverageFormat::Json | CoverageFormat::Html)
        {
            let failure = Failure::new("coverage as JSON or HTML is of one rule base");
            return Err(failure.help("test one rule base after the other"));
        }
        for outcome in outcomes {
            let coverage = &outcome.coverage;
            text.push_str(&match output.format {
                CoverageFormat::Text => coverage.render_text(),
                CoverageFormat::Json => coverage.to_json(),
                CoverageFormat::Lcov => coverage.to_lcov(),
                CoverageFormat::Html => coverage.to_html(),
            });
        }
        match &output.file {
            Some(file) => product::write_file(file, &kind_of(output.format), &text)?,
            None => print(&text)?,
        }
    }
    Ok(())
}

/// The files of a format.
fn kind_of(format: CoverageFormat) -> Kind {
    let mark = match format {
        CoverageFormat::Text => "Coverage by ",
        CoverageFormat::Json => "\"schema\": \"whatnext.coverage/",
        CoverageFormat::Lcov => "TN:",
        CoverageFormat::Html => "<!DOCTYPE html>",
    };
    let name = "such report of coverage";
    Kind { name, mark }
}

/// Of which rule bases the cases reach less than `least` percent of the entries,
/// in words.
pub(super) fn below(outcomes: &[Outcome], least: u32) -> Vec<String> {
    let below = outcomes
        .iter()
        .filter(|outcome| !outcome.coverage.entries_percentage().reaches(least));
    below
        .map(|outcome| {
            format!(
                "the cases of `{}` reach {} of the entries, less than {least} %: `--coverage text` lists the others",
                outcome.base,
                outcome.coverage.entries_percentage().percent()
            )
        })
        .collect()
}
