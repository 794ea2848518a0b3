//! What the records come to: totals, kinds, steps, and what is wrong with
//! records.

use std::fmt::Write as _;

use super::bars::{Part, bar, stacked, swatch};
use super::folded;
use super::words::{percent, plain, prose};
use crate::fleet::summary::headline;
use crate::fleet::summary::report::{FaultReport, Report, StepReport};
use crate::fleet::summary::words::{IN_ERROR, grouped, of_kind};
use crate::model::DecisionKind;

// A string takes all text, so that the results of `write!` are of no interest.

/// The numbers to look at first: together they are all records.
pub(super) fn totals(report: &Report, page: &mut String) {
    let fine = report.of_kind(DecisionKind::NoSymptom) + report.of_kind(DecisionKind::Resolved);
    let stuck =
        report.of_kind(DecisionKind::Exhausted) + report.of_kind(DecisionKind::Undetermined);
    let steps = report.steps.iter().map(|step| step.records).sum();
    let totals = [
        (("gets a step", "get a step"), steps),
        (("needs nothing", "need nothing"), fine),
        (
            ("waits for a fact", "wait for a fact"),
            report.of_kind(DecisionKind::Ask),
        ),
        (("is stuck", "are stuck"), stuck),
        (("is in error", "are in error"), report.errors),
    ];
    page.push_str("<ul class=\"totals\">\n");
    for ((of_one, of_many), count) in totals {
        let words = if count == 1 { of_one } else { of_many };
        let (count, share) = (grouped(count), percent(count, report.records));
        let _ = writeln!(
            page,
            "<li><strong>{count}</strong> {words} <span class=\"faint\">{share}</span></li>"
        );
    }
    page.push_str("</ul>\n");
}

/// One bar of all records, by the kind of what they come to.
pub(super) fn kinds(report: &Report, page: &mut String) {
    let kinds = report.kinds.iter();
    let mut counts: Vec<(&'static str, &'static str, u64)> = kinds
        .map(|kind| (kind.kind.word(), of_kind(kind.kind), kind.records))
        .collect();
    counts.push(("error", IN_ERROR, report.errors));
    counts.retain(|(_, _, count)| *count > 0);
    let told = |(_, words, count): &(&str, &str, u64)| {
        format!("{}: {}", plain(words), percent(*count, report.records))
    };
    let parts: Vec<Part> = counts
        .iter()
        .map(|kind| Part {
            class: kind.0,
            count: kind.2,
            title: told(kind),
        })
        .collect();
    let label: Vec<String> = counts.iter().map(told).collect();
    page.push_str("<section>\n<h2>What the records come to</h2>\n");
    let _ = writeln!(
        page,
        "{}",
        stacked(&parts, report.records, &label.join(", "))
    );
    page.push_str(
        "<table class=\"kinds\">\n<caption>Records by the kind of their decision</caption>\n\
         <thead><tr><th scope=\"col\">Comes to</th><th scope=\"col\" class=\"number\">Records</th>\
         <th scope=\"col\" class=\"number\">Share</th></tr></thead>\n<tbody>\n",
    );
    for (word, words, count) in counts {
        let (words, share, count) = (plain(words), percent(count, report.records), grouped(count));
        let swatch = swatch(word);
        let _ = writeln!(
            page,
            "<tr><th scope=\"row\">{swatch}{words} <span class=\"faint\">{word}</span></th>\
             <td class=\"number\">{count}</td><td class=\"number\">{share}</td></tr>"
        );
    }
    page.push_str("</tbody>\n</table>\n</section>\n");
}

/// Which step how many records get.
pub(super) fn steps(report: &Report, page: &mut String) {
    page.push_str("<section id=\"steps\">\n<h2>Which step they get</h2>\n");
    let Some(most) = report.steps.first().map(|step| step.records) else {
        page.push_str("<p>No record gets a step.</p>\n</section>\n");
        return;
    };
    folded::table(
        "Steps by the number of records that get them",
        "<th scope=\"col\">Step</th><th scope=\"col\" class=\"number\">Records</th>\
         <th scope=\"col\" class=\"number\">Share</th>",
        "step",
        &report.steps,
        |step| row(step, most, report.records),
        page,
    );
    page.push_str("</section>\n");
}

fn row(step: &StepReport, most: u64, all: u64) -> String {
    let StepReport {
        entry,
        records,
        example,
    } = step;
    let (title, word, at) = (
        plain(&entry.shown.title),
        entry.kind.word(),
        plain(&entry.shown.at),
    );
    let (count, share) = (grouped(*records), percent(*records, all));
    let parts = [Part {
        class: word,
        count: *records,
        title: format!("{count} ({share})"),
    }];
    let bar = bar(&parts, most);
    let rule = plain(&entry.rule);
    let example = example.as_ref();
    let first = example.map_or_else(String::new, |example| {
        format!(" · first: {}", prose(&headline::example(example)))
    });
    format!(
        "<tr><th scope=\"row\">{title}{bar}<span class=\"faint\">{word} · rule \
         <code>{rule}</code> · {at}{first}</span></th><td class=\"number\">{count}</td>\
         <td class=\"number\">{share}</td></tr>\n"
    )
}

/// What is wrong with records that could not be decided.
pub(super) fn faults(report: &Report, page: &mut String) {
    if report.errors == 0 {
        return;
    }
    page.push_str("<section id=\"faults\">\n<h2>What is wrong with records</h2>\n");
    folded::table(
        "Records in error by what is wrong",
        "<th scope=\"col\">What is wrong</th><th scope=\"col\" class=\"number\">Records</th>\
         <th scope=\"col\" class=\"number\">Share</th>",
        "kind",
        &report.faults,
        |fault| fault_row(fault, report.records),
        page,
    );
    if report.other_errors > 0 {
        let others = grouped(report.other_errors);
        let _ = writeln!(page, "<p>{others} more, for still other reasons.</p>");
    }
    page.push_str("</section>\n");
}

fn fault_row(fault: &FaultReport, all: u64) -> String {
    let FaultReport {
        kind,
        records,
        example,
    } = fault;
    let (kind, count, share) = (prose(kind), grouped(*records), percent(*records, all));
    let (place, message) = (prose(&headline::place(example)), prose(&example.message));
    format!(
        "<tr><th scope=\"row\">{kind}<span class=\"faint\">first: {place}: {message}</span></th>\
         <td class=\"number\">{count}</td><td class=\"number\">{share}</td></tr>\n"
    )
}
