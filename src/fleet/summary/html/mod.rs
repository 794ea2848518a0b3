//! A summary as one page for a browser.
//!
//! The page refers to nothing outside itself and has no scripts. Rules and
//! records come from strangers, so all that they say is escaped, and the page
//! forbids the browser to run or to load anything. Each chart is a table whose
//! rows have bars, so that whoever does not see bars has the numbers.

mod bars;
mod folded;
mod overview;
mod rules;
mod unknown;
mod words;

use std::fmt::Write as _;

use super::report::Report;
use super::{Run, Summary, headline};
use crate::program::Program;
use words::{plain, prose};

const STYLE: &str = include_str!("style.css");

/// The summary as a page of HTML.
pub fn html(program: &Program, summary: &Summary, run: &Run) -> String {
    let report = Report::of(program, summary, run);
    let title = "What the fleet needs next";
    let mut page = format!(
        r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="generator" content="whatnext batch">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{STYLE}</style>
</head>
<body>
<header>
<h1>{title}</h1>
"#
    );
    // A string takes all text, so that the results of `write!` are of no interest.
    let _ = writeln!(page, "<p>{}</p>", prose(&headline::about(&report)));
    let guides = report.run.guides.join(" · ");
    let folder = report.run.folder.as_ref();
    let folder = folder.map(|folder| format!("rules in {folder}"));
    let facts: Vec<String> = [Some(guides).filter(|guides| !guides.is_empty()), folder]
        .into_iter()
        .flatten()
        .collect();
    if !facts.is_empty() {
        let _ = writeln!(page, "<p class=\"faint\">{}</p>", plain(&facts.join(" · ")));
    }
    page.push_str("</header>\n<main>\n");
    if !report.run.complete {
        let _ = writeln!(page, "<p class=\"note\">{}</p>", prose(headline::STOPPED));
    }
    overview::totals(&report, &mut page);
    if let Some(advice) = headline::advice(&report) {
        let _ = writeln!(page, "<p class=\"advice\">{}</p>", prose(&advice));
    }
    contents(&report, &mut page);
    overview::kinds(&report, &mut page);
    overview::steps(&report, &mut page);
    unknown::write(&report, &mut page);
    rules::write(&report, &mut page);
    overview::faults(&report, &mut page);
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

/// Links to the sections that are not in sight.
fn contents(report: &Report, page: &mut String) {
    page.push_str(
        "<nav aria-label=\"Sections\"><a href=\"#steps\">Steps</a> \
         <a href=\"#unknown\">What we do not know</a>",
    );
    if !report.rules.is_empty() {
        page.push_str(" <a href=\"#rules\">Rule by rule</a>");
    }
    if report.errors > 0 {
        page.push_str(" <a href=\"#faults\">Records in error</a>");
    }
    page.push_str("</nav>\n");
}
