//! Rule by rule: what became of its entries, and what they wait for.

use std::cmp::Reverse;
use std::fmt::Write as _;

use super::folded;
use super::words::{plain, prose};
use crate::fleet::summary::headline;
use crate::fleet::summary::report::{EntryReport, Report};
use crate::fleet::summary::words::{grouped, number_of, share};

/// More facts of one entry are not told one by one.
const MOST_FACTS: usize = 5;

/// The entries of a rule.
struct Rule<'r> {
    name: &'r str,
    title: Option<&'r str>,
    entries: &'r [EntryReport],
    /// How often its entries stay undecided.
    undecided: u64,
    /// How often they decide.
    chosen: u64,
}

pub(super) fn write(report: &Report, page: &mut String) {
    let mut rules: Vec<Rule<'_>> = report
        .entries
        .chunk_by(|one, next| one.name.rule == next.name.rule)
        .filter_map(Rule::of)
        .collect();
    if rules.is_empty() {
        return;
    }
    // Those that are as often undecided stay in their order.
    rules.sort_by_key(|rule| Reverse((rule.undecided, rule.chosen)));
    page.push_str(
        "<section id=\"rules\">\n<h2>Rule by rule</h2>\n<p>Those that most often stay undecided come first.</p>\n",
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

impl<'r> Rule<'r> {
    fn of(entries: &'r [EntryReport]) -> Option<Self> {
        let first = entries.first()?;
        Some(Rule {
            name: &first.name.rule,
            title: first.name.rule_title.as_deref(),
            entries,
            undecided: entries.iter().map(|entry| entry.undecided).sum(),
            chosen: entries.iter().map(|entry| entry.chosen).sum(),
        })
    }

    // A string takes all text, so that the results of `write!` are of no interest.
    fn write(&self, all: u64, page: &mut String) {
        let name = plain(self.name);
        let title = self.title.map_or_else(String::new, plain);
        let mut told = format!("step of {}", number_of(self.chosen, "record"));
        if self.undecided > 0 {
            told.push_str(&format!(
                ", undecided {}",
                number_of(self.undecided, "time")
            ));
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
    let at = plain(&entry.name.at);
    let [chosen, asks, undecided] = [entry.chosen, entry.asks, entry.undecided].map(grouped);
    let share = share(entry.undecided, all);
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
    format!(
        "<tr><th scope=\"row\">{name}<span class=\"faint\">{at}{needs}</span></th>\
         <td class=\"number\">{chosen}</td><td class=\"number\">{asks}</td>\
         <td class=\"number\">{undecided}</td><td class=\"number\">{share}</td></tr>\n"
    )
}
