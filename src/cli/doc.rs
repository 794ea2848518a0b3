//! `whatnext doc`

use std::path::{Component, Path};

use super::arguments::{DocArguments, DocFormat};
use super::failure::Failure;
use super::product::{self, Kind};
use super::rules::{Wording, compile_paths, valid};
use super::{Ending, files};
use crate::runbook::{Options, html, markdown, runbook};

/// Writes the rules as a runbook.
pub(super) fn doc(arguments: &DocArguments) -> Result<Ending, Failure> {
    let paths = files::rules_files(&arguments.paths)?;
    let wording = Wording {
        rules: "the rules",
        place: "these files",
        done: "written",
    };
    let program = valid(compile_paths(&paths)?, &wording)?;
    let output = arguments.output.as_deref();
    let link_base = match &arguments.link_base {
        Some(base) => before_files(base),
        None => output.map_or_else(String::new, way_back),
    };
    let format = format(arguments)?;
    let options = Options {
        link_base,
        pictures: format == DocFormat::Html,
    };
    let document = runbook(&program, &options);
    let (text, mark) = match format {
        DocFormat::Markdown => (markdown(&document), "<a id=\"runbook\"></a>"),
        DocFormat::Html => (
            html(&document),
            "<meta name=\"generator\" content=\"whatnext doc\">",
        ),
    };
    let name = "runbook of that format";
    product::write(output, &Kind { name, mark }, &text)?;
    Ok(Ending::Fine)
}

/// The format that is asked for, or that the name of the file says.
fn format(arguments: &DocArguments) -> Result<DocFormat, Failure> {
    if let Some(format) = arguments.format {
        return Ok(format);
    }
    let file = arguments.output.as_deref();
    match product::ending(file).as_deref() {
        None | Some("md" | "markdown") => Ok(DocFormat::Markdown),
        Some("html" | "htm") => Ok(DocFormat::Html),
        Some(other) => Err(product::unknown_ending(
            other,
            "`.md` or `.html`",
            "`--format markdown`",
        )),
    }
}

/// What stands before the names of files in links. An address of a folder may be
/// given without the slash at its end; one that ends in a query is as it is.
fn before_files(base: &str) -> String {
    if base.is_empty() || base.ends_with(['/', '=']) {
        base.to_owned()
    } else {
        format!("{base}/")
    }
}

/// The way from the folder of a file back to this one; nothing where that cannot
/// be told from its path.
fn way_back(file: &Path) -> String {
    let folder = files::folder_of(file);
    let mut way = String::new();
    for component in folder.components() {
        match component {
            Component::Normal(_) => way.push_str("../"),
            Component::CurDir => {}
            _ => return String::new(),
        }
    }
    way
}
