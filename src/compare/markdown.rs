//! The result as Markdown: a comment on a pull request.
//!
//! What inputs and rules say stands in code, where nothing is markup, nobody is
//! mentioned and no address is linked.

use std::fmt::{self, Write};

use super::course::Gist;
use super::diff::{Diff, GroupOfChanges, ShownCase};
use super::example::{Example, Shown};
use super::text::{capitalised, in_short, summary};
use crate::model::value::printable;
use crate::suite::markup::escape;

/// The result as Markdown.
///
/// # Errors
///
/// Where it cannot be written.
pub fn render(diff: &Diff, out: &mut dyn Write) -> fmt::Result {
    let mut page = Page {
        out,
        result: Ok(()),
    };
    page.line(&format!("### {}", capitalised(&summary(diff))));
    page.line("");
    let (old, new) = (code(&diff.old), code(&diff.new));
    page.line(&format!("From {old} to {new}."));
    page.table(diff);
    for (category, _) in diff.categories() {
        page.line("");
        page.line(&format!("#### {}", capitalised(category.words())));
        for group in diff.of_category(category) {
            page.group(group);
        }
    }
    page.result
}

/// A page that is written on the way: a list of all cases may be very long.
struct Page<'w> {
    out: &'w mut dyn Write,
    result: fmt::Result,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        if self.result.is_ok() {
            self.result = writeln!(self.out, "{line}");
        }
    }

    fn table(&mut self, diff: &Diff) {
        if diff.categories().next().is_none() {
            return;
        }
        self.line("");
        self.line("| | cases |");
        self.line("|---|---:|");
        for (category, count) in diff.categories() {
            self.line(&format!("| {} | {count} |", category.words()));
        }
        self.line(&format!("| the same as before | {} |", diff.counts.same));
    }

    fn group(&mut self, group: &GroupOfChanges) {
        self.line("");
        let cases = if group.count == 1 { "case" } else { "cases" };
        let cause = &group.cause;
        self.line(&format!(
            "**{} {cases}**: {}",
            group.count,
            code(&cause.words)
        ));
        if let (Some(at), Some(source)) = (&cause.at, &cause.source) {
            self.line("");
            self.line(&format!("{}: {}", code(at), code(source)));
        }
        match (&group.example.shown, &group.cases) {
            (Some(shown), _) => {
                self.folded(&some_cases(group, |case| {
                    format!("<code>{}</code>", html(case))
                }));
                self.example(shown);
                self.end_of_folded();
            }
            // There is nothing more to see of these.
            (None, None) => {
                self.line("");
                self.line(&some_cases(group, code));
            }
            (None, Some(_)) => {}
        }
        if let Some(cases) = &group.cases {
            self.folded(match group.count {
                1 => "the case",
                _ => "all of these cases",
            });
            for case in cases.iter() {
                self.case(&case);
            }
            self.end_of_folded();
        }
    }

    /// Begins a part of which only the summary, in HTML, is seen at first.
    fn folded(&mut self, summary: &str) {
        self.line("");
        self.line(&format!("<details><summary>{summary}</summary>"));
        self.line("");
    }

    fn end_of_folded(&mut self) {
        self.line("");
        self.line("</details>");
    }

    fn example(&mut self, shown: &Example) {
        if let Some(title) = &shown.title {
            self.line(&format!("- case: {}", code(title)));
        }
        if let Some(turn) = shown.turn {
            self.line(&format!("- turn: {turn}"));
        }
        self.side("before", &shown.before);
        self.side("now", &shown.now);
        for reason in &shown.because {
            self.line(&format!("- because {}", code(reason)));
        }
    }

    fn side(&mut self, word: &str, shown: &Shown) {
        self.line(&format!("- {word}: {}", code(&shown.headline)));
        for line in &shown.lines {
            self.line(&format!("  - {}", code(line)));
        }
    }

    fn case(&mut self, case: &ShownCase<'_>) {
        let place = code(&case.place);
        let short = |gist: &Gist| code(&in_short(gist));
        match (case.before, case.now) {
            (Some(before), Some(now)) if before != now => {
                self.line(&format!("- {place}: {} → {}", short(before), short(now)));
            }
            _ => self.line(&format!("- {place}")),
        }
    }
}

/// The cases of a group, if they are few and are not listed, or else the first
/// one.
fn some_cases(group: &GroupOfChanges, show: impl Fn(&str) -> String) -> String {
    let mut cases = group.first.iter().map(|case| show(case));
    let first = cases.next().unwrap_or_default();
    if group.cases.is_some() || !group.names_all() {
        return format!("such as {first}");
    }
    cases.fold(format!("in {first}"), |text, case| {
        format!("{text}, in {case}")
    })
}

/// A text as code: between more backticks than it has in a row.
fn code(text: &str) -> String {
    let text = one_line(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    // Spaces at both ends belong to the fence; without them, backticks would.
    if text.trim().is_empty() || text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

/// A text in HTML.
fn html(text: &str) -> String {
    escape(&one_line(text))
}

/// A text without line ends and other characters that do not show.
fn one_line(text: &str) -> String {
    printable(text).replace(['\n', '\r', '\t'], " ")
}

#[cfg(test)]
mod tests {
    use super::{code, html};

    #[test]
    fn a_text_cannot_leave_its_code() {
        for (text, expected) in [
            ("plain", "`plain`"),
            ("a `b` c", "``a `b` c``"),
            ("`b`", "`` `b` ``"),
            ("a\n\n# heading", "`a  # heading`"),
            ("```", "```` ``` ````"),
            ("", "`  `"),
            ("@team | <b>", "`@team | <b>`"),
        ] {
            assert_eq!(code(text), expected, "{text}");
        }
    }

    #[test]
    fn a_text_cannot_leave_its_element() {
        assert_eq!(
            html("</code><img src=\"x\">&amp;"),
            "&lt;/code&gt;&lt;img src=&quot;x&quot;&gt;&amp;amp;"
        );
    }
}
