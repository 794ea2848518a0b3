//! What we do not know: which facts would settle how many records.

use std::fmt::Write as _;

use super::bars::{Part, bar, swatch};
use super::folded;
use super::words::{plain, prose};
use crate::fleet::summary::headline;
use crate::fleet::summary::report::{NeedReport, NeedsReport, Report};
use crate::fleet::summary::words::grouped;

// A string takes all text, so that the results of `write!` are of no interest.

pub(super) fn write(report: &Report, page: &mut String) {
    page.push_str("<section id=\"unknown\">\n<h2>What we do not know</h2>\n");
    page.push_str("<h3>Nobody has looked yet</h3>\n");
    let _ = writeln!(page, "<p>{}</p>", prose(&headline::unknown(report)));
    chart(
        &report.unknown,
        "Facts that nobody has looked for, by how many records ask for them",
        Shown::Asked,
        page,
    );
    page.push_str("<h3>Looked for in vain</h3>\n");
    let _ = writeln!(page, "<p>{}</p>", prose(&headline::unavailable(report)));
    if let Some(nowhere) = headline::nowhere(report) {
        let _ = writeln!(page, "<p class=\"note\">{}</p>", prose(&nowhere));
    }
    chart(
        &report.unavailable,
        "Facts that cannot be had, by how many records have an entry that they settle",
        Shown::Missed,
        page,
    );
    if !(report.unknown.facts.is_empty() && report.unavailable.facts.is_empty()) {
        let _ = writeln!(page, "<p class=\"faint\">{}</p>", prose(headline::SETTLES));
    }
    page.push_str("</section>\n");
}

/// What a bar of facts shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// The records that ask for the fact, and those of them that it settles.
    Asked,
    /// The records that it settles, and those that it helps.
    Missed,
}

impl Shown {
    /// The darker and the lighter part of the bar of a fact.
    fn parts(self, need: &NeedReport) -> (u64, u64) {
        match self {
            Shown::Asked => (
                need.settles.min(need.asked),
                need.asked.saturating_sub(need.settles),
            ),
            Shown::Missed => (need.settles, need.helps),
        }
    }

    /// The columns of numbers: their classes in the style, and their heads.
    fn columns(self) -> &'static [(Option<&'static str>, &'static str)] {
        match self {
            Shown::Asked => &[
                (Some("helps"), "Asked next"),
                (Some("settles"), "Settles alone"),
                (None, "Helps"),
            ],
            Shown::Missed => &[(Some("settles"), "Settles alone"), (Some("helps"), "Helps")],
        }
    }

    fn numbers(self, need: &NeedReport) -> Vec<u64> {
        match self {
            Shown::Asked => vec![need.asked, need.settles, need.helps],
            Shown::Missed => vec![need.settles, need.helps],
        }
    }
}

fn chart(needs: &NeedsReport, caption: &str, shown: Shown, page: &mut String) {
    let length = |need: &NeedReport| {
        let (darker, lighter) = shown.parts(need);
        darker + lighter
    };
    let Some(most) = needs.facts.iter().map(length).max() else {
        return;
    };
    let mut head = "<th scope=\"col\">Fact</th>".to_owned();
    for (class, title) in shown.columns() {
        let swatch = class.map_or_else(String::new, swatch);
        let _ = write!(
            head,
            "<th scope=\"col\" class=\"number\">{swatch}{title}</th>"
        );
    }
    folded::table(
        caption,
        &head,
        "fact",
        &needs.facts,
        |need| row(need, most, shown),
        page,
    );
}

fn row(need: &NeedReport, most: u64, shown: Shown) -> String {
    let (fact, question) = (plain(&need.fact), plain(&need.shown));
    let (darker, lighter) = shown.parts(need);
    let others = match shown {
        Shown::Asked => "does not settle alone",
        Shown::Missed => "helps",
    };
    let parts = [
        Part {
            class: "settles",
            count: darker,
            title: format!("settles an entry alone: {}", grouped(darker)),
        },
        Part {
            class: "helps",
            count: lighter,
            title: format!("{others}: {}", grouped(lighter)),
        },
    ];
    let bar = bar(&parts, most);
    let mut row = format!("<tr><th scope=\"row\"><code>{fact}</code> {question}{bar}</th>");
    for number in shown.numbers(need) {
        let _ = write!(row, "<td class=\"number\">{}</td>", grouped(number));
    }
    row.push_str("</tr>\n");
    row
}
