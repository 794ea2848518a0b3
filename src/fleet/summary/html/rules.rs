//! Rule by rule: what became of its entries, and what they wait for.

use std::cmp::Reverse;
use std::fmt::Write as _;

use super::folded;
use super::words::{percent, plain, prose};
use crate::fleet::summary::headline;
use crate::fleet::summary::report::{EntryReport, Report, RuleReport};
use crate::fleet::summary::words::{grouped, number_of};

/// More facts of one entry are not told one by one.
const MOST_FACTS: usize = 5;

/// A rule with its entries.
struct Rule<'r> {
    rule: &'r RuleReport,
    entries: &'r [EntryReport],
}

pub(super) fn write(report: &Report, page: &mut String) {
    let entries = report
        .entries
        .chunk_by(|one, next| one.name.rule == next.name.rule);
    let mut rules: Vec<Rule<'_>> = report
        .rules
        .iter()
        .zip(entries)
        .map(|(rule, entries)| Rule { rule, entries })
        .collect();
    if rules.is_empty() {
        return;
    }
    // Those that are as often undecided stay in their order.
    rules.sort_by_key(|rule| Reverse((rule.rule.undecided, rule.rule.chosen)));
    page.push_str(
        "<section id=\"rules\">\n<h2>Rule by rule</h2>\n<p>Those that most records leave undecided come first.</p>\n",
    );
    let (shown, rest) = rules.split_at(rules.len().min(folded::SHOWN));
    for rule in shown {
        rule.write(report.records, page);
    }
    folded::fold("rule", rest, page, |rest, page| {
        for rule in rest {
            rule.write(report.records, page);
        }
    });
    page.push_str("</section>\n");
}

impl Rule<'_> {
    // A string takes all text, so that the results of `write!` are of no interest.
    fn write(&self, all: u64, page: &mut String) {
        let name = plain(&self.rule.rule);
        let title = self.rule.title.as_deref().map_or_else(String::new, plain);
        let mut told = format!("step of {}", number_of(self.rule.chosen, "record"));
        if self.rule.undecided > 0 {
            let undecided = number_of(self.rule.undecided, "record");
            told.push_str(&format!(", undecided in {undecided}"));
        }
        let _ = writeln!(
            page,
            "<details class=\"rule\">\n<summary><code>{name}</code> {title} \
             <span class=\"faint\">{told}</span></summary>\n\
             <table>\n<caption>Entries of the rule {name}</caption>\n<thead><tr>\
             <th scope=\"col\">Entry</th><th scope=\"col\" class=\"number\">Is the step</th>\
             <th scope=\"col\" class=\"number\">Asks</th>\
             <th scope=\"col\" class=\"number\">Undecided</th>\
             <th scope=\"col\" class=\"number\">Share</th></tr></thead>\n<tbody>"
        );
        for entry in self.entries {
            page.push_str(&row(entry, all));
        }
        page.push_str("</tbody>\n</table>\n</details>\n");
    }
}

fn row(entry: &EntryReport, all: u64) -> String {
    let name = plain(&headline::entry(&entry.name));
    let at = plain(&entry.name.shown.at);
    let [chosen, asks, undecided] = [entry.chosen, entry.asks, entry.undecided].map(grouped);
    let share = percent(entry.undecided, all);
    let mut needs = String::new();
    for (words, facts) in [
        ("waits for", &entry.unknown),
        ("cannot be known for want of", &entry.unavailable),
    ] {
        let told = headline::entry_needs(facts);
        let more = told.len().saturating_sub(MOST_FACTS);
        let mut told: Vec<String> = told
            .iter()
            .take(MOST_FACTS)
            .map(|fact| prose(fact))
            .collect();
        if more > 0 {
            told.push(format!("{more} more"));
        }
        if !told.is_empty() {
            needs.push_str(&format!("<br>{words}: {}", told.join("; ")));
        }
    }
    if let Some(reason) = headline::without_fact(entry) {
        needs.push_str(&format!("<br>{}", prose(&reason)));
    }
    format!(
        "<tr><th scope=\"row\">{name}<span class=\"faint\">{at}{needs}</span></th>\
         <td class=\"number\">{chosen}</td><td class=\"number\">{asks}</td>\
         <td class=\"number\">{undecided}</td><td class=\"number\">{share}</td></tr>\n"
    )
}
