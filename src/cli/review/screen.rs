//! A pending snapshot as it is shown on a terminal: what it is on top, the keys
//! at the bottom, and between them as much of what changed as there is room for.

use anstream::adapter::strip_str;
use anstyle::{AnsiColor, Style};

use super::super::diff_text::diff;
use super::super::store::Pending;
use super::keys::{KeyHelp, Situation, keys};
use super::rows::{cut, width, wrapped};
use crate::model::value::printable;
use crate::suite::review::{Review, Verdict};
use crate::suite::snapshot::Cause;

const BOLD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const NUMBER: Style = AnsiColor::Cyan.on_default().dimmed();
const PLACE: Style = AnsiColor::Cyan.on_default();
const REJECT: Style = AnsiColor::Red.on_default().bold();
const KEY: Style = AnsiColor::Cyan.on_default().bold();

/// How many rows there are at the most for expectations that are not met, and
/// for lines of the rules. What changed needs the others.
const MOST_ROWS: usize = 3;

/// How many rows what changed has at the least, on however small a terminal.
const LEAST_ROWS: usize = 3;

/// The size of a terminal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    pub(super) rows: usize,
    pub(super) columns: usize,
}

/// What is to be shown.
pub(super) struct View<'a> {
    pub(super) review: &'a Review,
    /// The number of the snapshot.
    pub(super) item: usize,
    pub(super) pending: &'a Pending,
    /// What went wrong with the last key.
    pub(super) notice: Option<&'a str>,
    /// Whether the keys are explained, in place of what changed.
    pub(super) shows_help: bool,
}

/// A screen, in rows of the terminal.
pub(super) struct Screen {
    head: Vec<String>,
    body: Vec<String>,
    foot: Vec<String>,
    size: Size,
}

impl Screen {
    pub(super) fn of(view: &View<'_>, size: Size) -> Self {
        Screen {
            head: head(view, size.columns),
            body: body(view, size.columns),
            foot: foot(view, size.columns),
            size,
        }
    }

    /// How many rows of what changed there is room for.
    pub(super) fn page(&self) -> usize {
        let others = self.head.len() + self.foot.len() + 1;
        self.size.rows.saturating_sub(others).max(LEAST_ROWS)
    }

    /// The row of what changed from which on all the others fit.
    pub(super) fn last_top(&self) -> usize {
        self.body.len().saturating_sub(self.page())
    }

    /// The text, with what changed from the row `top` on. It does not end its
    /// last row, for that would move the first one off the screen.
    pub(super) fn text(&self, top: usize) -> String {
        let top = top.min(self.last_top());
        let end = self.body.len().min(top + self.page());
        let position = if self.body.len() <= self.page() {
            String::new()
        } else if end < self.body.len() {
            format!(
                "rows {}-{end} of {}: ↓ or space for more",
                top + 1,
                self.body.len()
            )
        } else {
            format!(
                "rows {}-{end} of {}: ↑ goes back up",
                top + 1,
                self.body.len()
            )
        };
        let border = [border(&position, self.size.columns)];
        let rows = [&self.head[..], &self.body[top..end], &border, &self.foot];
        rows.concat().join("\n")
    }
}

/// A line across the terminal, with a title.
fn border(title: &str, columns: usize) -> String {
    let title = match title {
        "" => String::new(),
        title => cut(&format!("── {title} "), columns),
    };
    let rest = columns.saturating_sub(width(&title));
    format!("{FAINT}{title}{}{FAINT:#}", "─".repeat(rest))
}

fn head(view: &View<'_>, columns: usize) -> Vec<String> {
    let snapshot = &view.pending.proposed.snapshot;
    let is_new = view.pending.accepted.is_none();
    let kind = if is_new { "new" } else { "changed" };
    let position = format!("[{}/{}] {kind}: ", view.item + 1, view.review.count());
    let path = view.pending.path.display().to_string();
    let mut rows = vec![titled(BOLD, &position, &path, columns)];
    let shows_info = view.review.shows_info();
    if shows_info {
        if let Some(description) = &snapshot.description {
            rows.push(titled(Style::new(), "Case: ", description, columns));
        }
        rows.push(titled(Style::new(), "Source: ", &snapshot.source, columns));
    }
    let unmet = snapshot.unmet.iter();
    rows.extend(at_most(
        unmet
            .map(|line| titled(REJECT, "not met: ", line, columns))
            .collect(),
    ));
    if shows_info {
        let causes = snapshot.causes.iter();
        rows.extend(at_most(causes.map(|it| cause(it, columns)).collect()));
    }
    let compares = !is_new && view.review.shows_diff() && !view.shows_help;
    let title = match (compares, view.shows_help) {
        (_, true) => "the keys",
        (true, false) => "-accepted before  +decided now",
        (false, false) => "decided now",
    };
    rows.push(border(title, columns));
    rows
}

/// A word with what it is about, in one row.
fn titled(style: Style, title: &str, text: &str, columns: usize) -> String {
    let text = cut(&printable(text), columns.saturating_sub(width(title)));
    format!("{style}{title}{style:#}{text}")
}

/// A line of the rules that accounts for what changed, in one row.
fn cause(cause: &Cause, columns: usize) -> String {
    let title = "because of ";
    let at = cut(&printable(&cause.at), columns.saturating_sub(width(title)));
    let used = width(title) + width(&at) + 2;
    let line = match columns.saturating_sub(used) {
        0 => String::new(),
        columns => format!("  {}", cut(&printable(&cause.line), columns)),
    };
    format!("{title}{PLACE}{at}{PLACE:#}{line}")
}

/// The rows, or if they are too many the first ones and how many more there are.
fn at_most(mut rows: Vec<String>) -> Vec<String> {
    if rows.len() > MOST_ROWS {
        let more = rows.len() - (MOST_ROWS - 1);
        rows.truncate(MOST_ROWS - 1);
        rows.push(format!("{FAINT}  … and {more} more{FAINT:#}"));
    }
    rows
}

/// What stands between the head and the keys.
fn body(view: &View<'_>, columns: usize) -> Vec<String> {
    if view.shows_help {
        return wrapped(&explained(&keys(situation(view))), columns);
    }
    let new = &view.pending.proposed.snapshot.contents;
    if !view.review.shows_diff() {
        return wrapped(&numbered(new), columns);
    }
    let old = view.pending.accepted.as_ref();
    let shown = diff(old.map_or("", |old| &old.snapshot.contents), new, true);
    if shown.is_empty() {
        let same = "what was decided is the same: only the case or its file has another name";
        return wrapped(same, columns);
    }
    let lines = shown.lines();
    lines.flat_map(|line| compared(line, columns)).collect()
}

/// The rows of a line of the differences. One that is the same in both only
/// shows where the others stand: it has one row, so that they come into view.
fn compared(line: &str, columns: usize) -> Vec<String> {
    let plain = strip_str(line).to_string();
    let text = plain.split_once('│').map(|(_, text)| text);
    if text.is_some_and(|text| text.starts_with(' ')) && width(&plain) > columns {
        let row = cut(&plain, columns);
        return vec![format!("{FAINT}{row}{FAINT:#}")];
    }
    wrapped(line, columns)
}

fn numbered(text: &str) -> String {
    let mut shown = String::new();
    for (number, line) in text.lines().enumerate() {
        let number = number + 1;
        let line = printable(line);
        shown.push_str(&format!("{NUMBER}{number:>5}{NUMBER:#} │ {line}\n"));
    }
    shown
}

fn foot(view: &View<'_>, columns: usize) -> Vec<String> {
    let mut rows = Vec::new();
    if let Some(notice) = view.notice {
        rows.extend(wrapped(notice.trim_end(), columns));
    }
    if let Some(verdict) = view.review.verdict(view.item) {
        let (key, word) = match verdict {
            Verdict::Accepted => ('a', "accepted"),
            Verdict::Rejected => ('r', "rejected"),
            Verdict::Skipped => ('s', "skipped"),
        };
        let said = format!(
            "You have {BOLD}{word}{BOLD:#} this one: {key} leaves it so, another key changes that."
        );
        rows.extend(wrapped(&said, columns));
    }
    for group in keys(situation(view)) {
        rows.extend(wrapped(&in_a_line(&group), columns));
    }
    rows
}

fn situation(view: &View<'_>) -> Situation {
    Situation {
        has_accepted: view.pending.accepted.is_some(),
        shows_info: view.review.shows_info(),
        shows_diff: view.review.shows_diff(),
    }
}

fn in_a_line(keys: &[KeyHelp]) -> String {
    let keys: Vec<String> = keys
        .iter()
        .map(|key| format!("{KEY}{}{KEY:#} {}", key.keys, key.word))
        .collect();
    keys.join(&format!(" {FAINT}·{FAINT:#} "))
}

fn explained(groups: &[Vec<KeyHelp>]) -> String {
    let mut text = String::new();
    for key in groups.iter().flatten() {
        let KeyHelp { keys, word, line } = key;
        text.push_str(&format!(
            "  {KEY}{keys:<6}{KEY:#} {word:<15} {FAINT}{line}{FAINT:#}\n"
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::{Screen, Size, View};
    use crate::cli::store::Pending;
    use crate::suite::review::{Choice, Review, Verdict};
    use crate::suite::snapshot::{Cause, Snapshot};

    const USUAL: Size = Size {
        rows: 24,
        columns: 80,
    };

    /// A snapshot, accepted and proposed anew with other contents.
    fn changed(snapshot: &Snapshot, contents: &str) -> (TempDir, Pending) {
        let folder = tempfile::tempdir().unwrap();
        let accepted = snapshot.clone().accepted();
        fs::write(folder.path().join("a.snap"), accepted.write()).unwrap();
        let path = folder.path().join("a.snap.new");
        let proposed = Snapshot {
            contents: contents.to_owned(),
            ..snapshot.clone()
        };
        fs::write(&path, proposed.write()).unwrap();
        let mut pending = Pending::read(&path).unwrap();
        pending.path = "a.snap.new".into();
        (folder, pending)
    }

    fn laptop() -> Snapshot {
        Snapshot {
            source: "base/cases/a.yaml".to_owned(),
            description: Some("A \u{1b}[2J\u{202E}laptop".to_owned()),
            causes: vec![Cause {
                at: "base/start.rules:7:3".to_owned(),
                line: "try reinstall".to_owned(),
            }],
            unmet: vec!["expected `action` `restart`, got `reinstall`".to_owned()],
            contents: "do: Restart\nthen look".to_owned(),
        }
    }

    fn view<'a>(review: &'a Review, pending: &'a Pending) -> View<'a> {
        View {
            review,
            item: 0,
            pending,
            notice: None,
            shows_help: false,
        }
    }

    /// What a screen says, without its colours.
    fn plain(screen: &Screen, top: usize) -> String {
        anstream::adapter::strip_str(&screen.text(top)).to_string()
    }

    #[test]
    fn a_screen_tells_what_changed_and_why() {
        let (_folder, pending) = changed(&laptop(), "do: Reinstall\nthen look");
        let mut review = Review::new(2);
        let size = Size {
            rows: 24,
            columns: 76,
        };
        let rest = "─".repeat(42);
        let line = "─".repeat(76);
        let expected = format!(
            "\
[1/2] changed: a.snap.new
Case: A \u{fffd}[2J\u{fffd}laptop
Source: base/cases/a.yaml
not met: expected `action` `restart`, got `reinstall`
because of base/start.rules:7:3  try reinstall
── -accepted before  +decided now {rest}
    1       │-do: Restart
          1 │+do: Reinstall
    2     2 │ then look
{line}
a accept · r reject · s skip · A R S all that remain · b back · q Esc leave
d show all · i hide info · ↑ ↓ move · space next page · ? help"
        );
        let screen = Screen::of(&view(&review, &pending), size);
        assert_eq!(plain(&screen, 0), expected);

        for choice in [Choice::ToggleDiff, Choice::ToggleInfo] {
            assert_eq!(review.choose(choice), []);
        }
        let rest = "─".repeat(61);
        let expected = format!(
            "\
[1/2] changed: a.snap.new
not met: expected `action` `restart`, got `reinstall`
── decided now {rest}
    1 │ do: Reinstall
    2 │ then look
{line}
a accept · r reject · s skip · A R S all that remain · b back · q Esc leave
d show diff · i show info · ↑ ↓ move · space next page · ? help"
        );
        let screen = Screen::of(&view(&review, &pending), size);
        assert_eq!(plain(&screen, 0), expected);
    }

    /// A snapshot of which everything is too long.
    fn long() -> (TempDir, Pending) {
        let mut snapshot = laptop();
        let cause = Cause {
            at: format!("{}.rules:1:1", "folder/".repeat(20)),
            line: "very ".repeat(40),
        };
        snapshot.causes = vec![cause; 8];
        snapshot.unmet = vec!["expected ".repeat(20); 8];
        snapshot.description = Some("long ".repeat(40));
        let lines: Vec<String> = (1..=60).map(|line| format!("line {line}")).collect();
        snapshot.contents = lines.join("\n");
        // The lines before the first difference are too long as well.
        let same = "same ".repeat(80) + "\n";
        snapshot.contents.insert_str(0, &same.repeat(4));
        let contents = snapshot.contents.replace("line 1\n", "line one\n");
        let contents = contents.replace("line 4", "wide 日本 ".repeat(30).as_str());
        changed(&snapshot, &contents)
    }

    #[test]
    fn head_and_keys_and_the_first_differences_fit_on_any_usual_screen() {
        let (_folder, mut pending) = long();
        pending.path = "folder/".repeat(20).into();
        let mut review = Review::new(2);
        let _ = review.choose(Choice::One(Verdict::Skipped));
        let _ = review.choose(Choice::Back);
        for rows in [24, 50] {
            let size = Size { rows, ..USUAL };
            let view = View {
                notice: Some("error: one\n  help: two\n\n"),
                ..view(&review, &pending)
            };
            let screen = Screen::of(&view, size);
            let text = plain(&screen, 0);
            let lines: Vec<&str> = text.lines().collect();
            assert_eq!(lines.len(), rows, "{text}");
            for line in &lines {
                assert!(console::measure_text_width(line) <= 80, "{line}");
            }
            assert!(lines[0].starts_with("[1/2] changed: folder/"), "{text}");
            assert!(text.contains("+line one"), "{text}");
            assert!(lines[rows - 2].starts_with("a accept"), "{text}");
            assert!(text.contains("… and 6 more"), "{text}");
        }
    }

    #[test]
    fn each_row_of_what_changed_is_on_some_page() {
        let (_folder, pending) = long();
        let review = Review::new(1);
        let screen = Screen::of(&view(&review, &pending), USUAL);
        assert!(screen.last_top() > 0);
        let first = plain(&screen, 0);
        let page = screen.page();
        let rows = screen.body.len();
        let position = format!("rows 1-{page} of {rows}: ↓ or space for more");
        assert!(first.contains(&position), "{first}");
        // Further than to the end does not go.
        let last = plain(&screen, rows);
        let position = format!("rows {}-{rows} of {rows}: ↑ goes back up", rows - page + 1);
        assert!(last.contains(&position), "{last}");
        assert_eq!(last, plain(&screen, screen.last_top()));
        let next = plain(&screen, 1);
        let second_row = anstream::adapter::strip_str(&screen.body[1]).to_string();
        assert_eq!(next.lines().nth(screen.head.len()), Some(&*second_row));
    }

    #[test]
    fn what_the_keys_do_is_explained() {
        let (_folder, pending) = changed(&laptop(), "do: Reinstall");
        let review = Review::new(1);
        let view = View {
            shows_help: true,
            ..view(&review, &pending)
        };
        let text = plain(&Screen::of(&view, USUAL), 0);
        for line in [
            "  r      reject          keep the old snapshot",
            "  q Esc  leave           leave the others for later; so does Ctrl-C",
            "  space  next page",
        ] {
            assert!(text.contains(line), "{text}");
        }
        assert!(text.lines().count() <= 24, "{text}");
    }
}
