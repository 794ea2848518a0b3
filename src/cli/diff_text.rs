//! The differences of two texts, line by line, with the words that differ
//! marked.

use std::borrow::Cow;
use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, InlineChange, TextDiff};

use crate::model::value::printable;

const OLD: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();
const SAME: Style = Style::new().dimmed();
const NUMBER: Style = AnsiColor::Cyan.on_default().dimmed();

/// How many lines around a change are shown.
const CONTEXT: usize = 4;

/// Of texts with more lines than this that differ, nobody reads the differences.
const MOST_LINES: usize = 20_000;

/// What is said of such texts.
const TOO_LONG: &str = "the texts are too long to show what differs";

/// What differs in two texts: the lines of both with their numbers, `-` before
/// those of the old one and `+` before those of the new one. Nothing where
/// nothing differs; `coloured` adds the colours of a terminal.
pub(super) fn diff(old: &str, new: &str, coloured: bool) -> String {
    if old == new {
        return String::new();
    }
    let (old, new) = (with_last_line_ended(old), with_last_line_ended(new));
    if old == new {
        return "only the end of the last line differs\n".to_owned();
    }
    if are_too_long(&old, &new) {
        return format!("{TOO_LONG}\n");
    }
    let diff = TextDiff::from_lines(&*old, &*new);
    let mut text = String::new();
    for (at, group) in diff.grouped_ops(CONTEXT).iter().enumerate() {
        if at > 0 {
            text.push_str("            ⋮\n");
        }
        for change in group.iter().flat_map(|op| diff.iter_inline_changes(op)) {
            line(&mut text, &change, coloured);
        }
    }
    text
}

/// What differs in two texts, in one line: the first line that differs, old and
/// new, and how many more there are.
pub(super) fn summary(old: &str, new: &str) -> String {
    let (old, new) = (with_last_line_ended(old), with_last_line_ended(new));
    if are_too_long(&old, &new) {
        return TOO_LONG.to_owned();
    }
    let diff = TextDiff::from_lines(&*old, &*new);
    let mut removed = Vec::new();
    let mut added = Vec::new();
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Delete => removed.push(change.value().trim()),
            ChangeTag::Insert => added.push(change.value().trim()),
            ChangeTag::Equal => {}
        }
    }
    removed.retain(|line| !line.is_empty());
    added.retain(|line| !line.is_empty());
    let more = (removed.len().max(added.len())).saturating_sub(1);
    let first = match (removed.first(), added.first()) {
        (Some(old), Some(new)) => format!("{} → {}", printable(old), printable(new)),
        (Some(old), None) => format!("without {}", printable(old)),
        (None, Some(new)) => format!("with {}", printable(new)),
        (None, None) => return "only white space differs".to_owned(),
    };
    match more {
        0 => first,
        1 => format!("{first} (and 1 more line)"),
        _ => format!("{first} (and {more} more lines)"),
    }
}

fn are_too_long(old: &str, new: &str) -> bool {
    old.lines().count().max(new.lines().count()) > MOST_LINES
}

fn with_last_line_ended(text: &str) -> Cow<'_, str> {
    if text.is_empty() || text.ends_with('\n') {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(format!("{text}\n"))
    }
}

fn line(text: &mut String, change: &InlineChange<'_, str>, coloured: bool) {
    let (sign, style) = match change.tag() {
        ChangeTag::Delete => ('-', OLD),
        ChangeTag::Insert => ('+', NEW),
        ChangeTag::Equal => (' ', SAME),
    };
    let styled = |style: Style| if coloured { style } else { Style::new() };
    let number =
        |index: Option<usize>| index.map_or(String::new(), |index| (index + 1).to_string());
    let (dim, plain) = (styled(NUMBER), styled(style));
    let _ = write!(
        text,
        "{dim}{:>5} {:>5}{dim:#} │{plain}{sign}",
        number(change.old_index()),
        number(change.new_index()),
    );
    let mut shown = String::new();
    for (emphasized, part) in change.iter_strings_lossy() {
        let part = visible(part.trim_end_matches('\n'));
        if part.is_empty() {
            continue;
        }
        if emphasized && coloured {
            let _ = write!(shown, "{plain:#}{0}{part}{0:#}{plain}", style.underline());
        } else {
            shown.push_str(&part);
        }
    }
    text.push_str(&shown);
    let _ = writeln!(text, "{plain:#}");
}

/// A part of a line as a terminal can show it.
fn visible(part: &str) -> Cow<'_, str> {
    match part.strip_suffix('\r') {
        Some(line) => Cow::Owned(format!("{}␍", printable(line))),
        None => printable(part),
    }
}

#[cfg(test)]
mod tests {
    use super::{diff, summary};

    #[test]
    fn lines_have_their_numbers_and_what_surrounds_them() {
        let old = "1\n2\n3\n4\n5\n6\nrun it\n8";
        let new = "1\n2\n3\n4\n5\n6\nrun it again\n8\n9";
        let shown = [
            "    3     3 │ 3",
            "    4     4 │ 4",
            "    5     5 │ 5",
            "    6     6 │ 6",
            "    7       │-run it",
            "          7 │+run it again",
            "    8     8 │ 8",
            "          9 │+9",
        ];
        assert_eq!(diff(old, new, false), shown.join("\n") + "\n");
        assert_eq!(summary(old, new), "run it → run it again (and 1 more line)");
    }

    #[test]
    fn the_words_that_differ_are_underlined() {
        let shown = diff("open the app\n", "close the app\n", true);
        assert!(
            shown.contains("\u{1b}[4m\u{1b}[31mopen\u{1b}[0m"),
            "{shown:?}"
        );
        assert!(
            shown.contains("\u{1b}[4m\u{1b}[32mclose\u{1b}[0m"),
            "{shown:?}"
        );
    }

    #[test]
    fn what_cannot_be_seen_is_told() {
        assert_eq!(diff("a", "a", false), "");
        assert_eq!(
            diff("a", "a\n", false),
            "only the end of the last line differs\n"
        );
        assert!(diff("a\r\n", "a\n", false).contains("-a␍\n"));
        assert!(!diff("a", "\u{1b}[2Ja", false).contains('\u{1b}'));
        assert_eq!(summary("a\n", "a\n\n"), "only white space differs");
        assert_eq!(summary("a\nb\n", "b\n"), "without a");
    }

    #[test]
    fn a_new_text_is_shown_whole() {
        let shown = diff("", "a\n\nb\n", false);
        assert_eq!(shown, "          1 │+a\n          2 │+\n          3 │+b\n");
        assert_eq!(summary("", "a"), "with a");
    }
}
