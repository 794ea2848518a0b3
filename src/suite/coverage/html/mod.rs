//! Coverage as one page for a browser: the totals, what is not covered, and the
//! rules with their lines marked.
//!
//! The page refers to nothing outside itself and has no scripts; rules come from
//! strangers, so all that they say is escaped, and the page forbids the browser
//! to run or to load anything.

mod code;

use std::fmt::Write as _;

use super::lines::{Lines, files};
use super::tally::{FileTally, by_file};
use super::uncovered::groups;
use super::words::decisions;
use super::{Coverage, Share};
use crate::model::value::printable;
use crate::source::{FileId, Span};
use crate::suite::markup::escape;

const STYLE: &str = include_str!("style.css");

/// The coverage as a page of HTML.
pub(super) fn render(coverage: &Coverage) -> String {
    let mut page = format!(
        r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Coverage of the rules</title>
<style>
{STYLE}</style>
</head>
<body>
<h1>Coverage of the rules</h1>
<p class="faint">Met by {}.</p>
"#,
        decisions(coverage)
    );
    totals(coverage, &mut page);
    let tallies = by_file(coverage);
    let lines = files(coverage);
    overview(coverage, &tallies, &mut page);
    missing(coverage, &mut page);
    page.push_str("<h2>The rules</h2>\n");
    legend(&mut page);
    for (file, lines) in &lines {
        let tally = tallies.iter().find(|tally| tally.file == *file);
        source(coverage, *file, lines, tally, &mut page);
    }
    page.push_str("</body>\n</html>\n");
    page
}

// A string takes all text, so that the results of `write!` are of no interest.

fn totals(coverage: &Coverage, page: &mut String) {
    let totals = [
        ("Entries", coverage.entries_percentage(), "were reached"),
        (
            "Conditions",
            coverage.conditions_percentage(),
            "outcomes: each held, and each failed",
        ),
        (
            "Table rows",
            coverage.rows_percentage(),
            "were the first that fitted",
        ),
    ];
    page.push_str("<section class=\"totals\">\n");
    for (what, share, meaning) in totals.iter().filter(|(_, share, _)| share.total > 0) {
        let Share { covered, total } = share;
        let (class, percent) = (class_of(*share), share.percent());
        let _ = writeln!(
            page,
            "<div class=\"total\">{what}<strong class=\"{class}\">{percent}</strong>\
             <span class=\"faint\">{covered} of {total} {meaning}</span>\
             <progress class=\"{class}\" max=\"{total}\" value=\"{covered}\"></progress></div>"
        );
    }
    page.push_str("</section>\n");
}

/// The class of a part that is covered so far.
fn class_of(share: Share) -> &'static str {
    match share.covered {
        covered if covered == share.total => "fully",
        0 => "never",
        _ => "partly",
    }
}

fn overview(coverage: &Coverage, tallies: &[FileTally<'_>], page: &mut String) {
    page.push_str(
        "<h2>Files</h2>\n<table>\n<tr><th>File</th><th class=\"number\">Entries</th>\
         <th class=\"number\">Conditions</th><th class=\"number\">Table rows</th></tr>\n",
    );
    for FileTally { file, tally, .. } in tallies {
        let name = name_of(coverage, *file);
        let anchor = anchor_of_file(*file);
        let _ = write!(page, "<tr><td><a href=\"#{anchor}\">{name}</a></td>");
        let shares = [tally.entries, tally.outcomes, tally.rows];
        for (text, share) in tally.cells().iter().zip(shares) {
            let class = class_of(share);
            let _ = write!(page, "<td class=\"number {class}\">{text}</td>");
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</table>\n");
}

fn missing(coverage: &Coverage, page: &mut String) {
    let groups = groups(coverage);
    page.push_str("<h2>Not covered</h2>\n");
    if groups.is_empty() {
        page.push_str("<p class=\"fully\">Nothing is missing.</p>\n");
    }
    for group in groups {
        let (heading, count) = (group.heading, group.items.len());
        let _ = writeln!(
            page,
            "<h3>{heading} ({count})</h3>\n<table class=\"missing\">"
        );
        for item in group.items {
            let anchor = anchor_of(coverage, item.span);
            let place = escape(&printable(&coverage.sources.place(item.span)));
            let (text, counts) = (escape(&item.text), escape(&item.counts));
            let _ = writeln!(
                page,
                "<tr><td><a href=\"#{anchor}\">{place}</a></td><td><code>{text}</code></td>\
                 <td class=\"faint\">{counts}</td></tr>"
            );
        }
        page.push_str("</table>\n");
    }
}

fn legend(page: &mut String) {
    page.push_str(
        "<p class=\"faint\">In the margin: how often the entry was chosen, the row fitted, or \
         the condition was evaluated. <span class=\"fully\">✓</span> covered, \
         <span class=\"partly\">~</span> partly, <span class=\"never\">✗</span> not at all. \
         Point at a test, an entry or a row to see what it came out as.</p>\n",
    );
}

fn source(
    coverage: &Coverage,
    file: FileId,
    lines: &Lines<'_>,
    tally: Option<&FileTally<'_>>,
    page: &mut String,
) {
    let is_covered = tally.is_some_and(|tally| tally.tally.is_covered());
    let open = if is_covered { "" } else { " open" };
    let (anchor, name) = (anchor_of_file(file), name_of(coverage, file));
    let _ = write!(
        page,
        "<details id=\"{anchor}\"{open}>\n<summary><span class=\"name\">{name}</span>"
    );
    if let Some(FileTally { tally, .. }) = tally {
        let words = ["entries", "conditions", "rows"];
        for (text, word) in tally.cells().iter().zip(words) {
            if !text.is_empty() {
                let _ = write!(page, "<span class=\"faint\">{word} {text}</span>");
            }
        }
    }
    page.push_str("</summary>\n<div class=\"source code\"><ol>\n");
    code::write(coverage, file, lines, page);
    page.push_str("</ol></div>\n</details>\n");
}

fn name_of(coverage: &Coverage, file: FileId) -> String {
    escape(&printable(coverage.sources.file(file).name()))
}

/// The anchor of a file: its position among the files.
fn anchor_of_file(file: FileId) -> String {
    format!("file-{}", file.index())
}

/// The anchor of the line of a place.
fn anchor_of(coverage: &Coverage, span: Span) -> String {
    anchor_of_line(span.file, coverage.position(span).line)
}

fn anchor_of_line(file: FileId, line: u32) -> String {
    format!("{}-line-{line}", anchor_of_file(file))
}
