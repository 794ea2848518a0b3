//! Coverage as text: the totals of each file and of each rule that lacks
//! something, then all that is not covered, then the totals.

use super::Coverage;
use super::tally::by_file;
use super::uncovered::groups;
use super::words::decisions;
use crate::model::value::printable;

/// The coverage as text for people, with a line end.
pub(super) fn render(coverage: &Coverage) -> String {
    let mut text = table(coverage);
    for group in groups(coverage) {
        text.push_str(&format!("\n{} ({}):\n", group.heading, group.items.len()));
        for item in group.items {
            let place = coverage.sources.place(item.span);
            let (place, what, counts) = (printable(&place), item.text, item.counts);
            text.push_str(&format!("  {place}  {what}  ({counts})\n"));
        }
    }
    text.push_str(&format!("\n{}\n", coverage.summary_line()));
    text
}

fn table(coverage: &Coverage) -> String {
    let title = format!("Coverage by {}", decisions(coverage));
    let titles = ["entries", "conditions", "table rows"].map(str::to_owned);
    let mut lines = vec![(title, titles)];
    for file in by_file(coverage) {
        let name = coverage.sources.file(file.file).name();
        lines.push((printable(name).into_owned(), file.tally.cells()));
        let lacking = file.rules.iter().filter(|(_, tally)| !tally.is_covered());
        lines.extend(lacking.map(|(name, tally)| (format!("  rule {name}"), tally.cells())));
    }
    let lengths = lines.iter().map(|(first, _)| first.chars().count());
    let width = lengths.max().unwrap_or(0);
    let mut text = String::new();
    for (first, [entries, outcomes, rows]) in &lines {
        let line = format!("{first:<width$}  {entries:>12}  {outcomes:>10}  {rows:>12}");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
