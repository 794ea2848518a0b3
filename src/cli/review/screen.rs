//! A pending snapshot as it is shown on a terminal.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::super::diff_text::diff;
use super::super::store::Pending;
use crate::model::value::printable;
use crate::suite::review::{Review, Verdict};

const BOLD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const NUMBER: Style = AnsiColor::Cyan.on_default().dimmed();
const PLACE: Style = AnsiColor::Cyan.on_default();
const ACCEPT: Style = AnsiColor::Green.on_default().bold();
const REJECT: Style = AnsiColor::Red.on_default().bold();
const SKIP: Style = AnsiColor::Yellow.on_default().bold();
const OTHER: Style = AnsiColor::Cyan.on_default().bold();

/// The screen for a snapshot: what it is, what changed, why, and the keys.
/// `width` is that of the terminal.
pub(super) fn screen(
    review: &Review,
    item: usize,
    pending: &Pending,
    notice: Option<&str>,
    width: usize,
) -> String {
    let line = "─".repeat(width.clamp(20, 100));
    let mut text = header(review, item, pending);
    let _ = writeln!(text, "{FAINT}{line}{FAINT:#}");
    text.push_str(&contents(review, pending));
    let _ = writeln!(text, "{FAINT}{line}{FAINT:#}");
    if review.shows_info() {
        text.push_str(&causes(pending));
    }
    if let Some(notice) = notice {
        let _ = writeln!(text, "\n{notice}");
    }
    text.push_str(&keys(review, item, pending));
    text
}

fn header(review: &Review, item: usize, pending: &Pending) -> String {
    let snapshot = &pending.proposed.snapshot;
    let position = format!("{}/{}", item + 1, review.count());
    let kind = if pending.accepted.is_some() {
        "changed"
    } else {
        "new"
    };
    let mut text = format!(
        "{BOLD}Reviewing [{BOLD:#}{SKIP}{position}{SKIP:#}{BOLD}]{BOLD:#} {kind}: {}\n",
        pending.path.display(),
    );
    if review.shows_info() {
        if let Some(description) = &snapshot.description {
            let _ = writeln!(text, "Case: {BOLD}{}{BOLD:#}", printable(description));
        }
        let _ = writeln!(
            text,
            "Source: {PLACE}{}{PLACE:#}",
            printable(&snapshot.source)
        );
    }
    text
}

fn contents(review: &Review, pending: &Pending) -> String {
    let new = &pending.proposed.snapshot.contents;
    if !review.shows_diff() {
        return numbered(new);
    }
    match &pending.accepted {
        Some(old) => {
            let shown = diff(&old.snapshot.contents, new, true);
            if shown.is_empty() {
                "what was decided is the same: only the case or its file has another name\n"
                    .to_owned()
            } else {
                let (old, new) = ("-accepted before", "+decided now");
                format!("{REJECT}{old}{REJECT:#}\n{ACCEPT}{new}{ACCEPT:#}\n{shown}")
            }
        }
        None => diff("", new, true),
    }
}

fn numbered(text: &str) -> String {
    let mut shown = String::new();
    for (number, line) in text.lines().enumerate() {
        let number = number + 1;
        let _ = writeln!(shown, "{NUMBER}{number:>5}{NUMBER:#} │ {}", printable(line));
    }
    shown
}

/// The lines of the rules that account for what changed.
fn causes(pending: &Pending) -> String {
    let causes = &pending.proposed.snapshot.causes;
    if causes.is_empty() {
        return String::new();
    }
    let mut text = format!("{BOLD}Because of these lines of the rules:{BOLD:#}\n");
    for cause in causes {
        let (at, line) = (printable(&cause.at), printable(&cause.line));
        let _ = writeln!(text, "  {PLACE}{at}{PLACE:#}  {line}");
    }
    text
}

fn keys(review: &Review, item: usize, pending: &Pending) -> String {
    let mut text = String::from("\n");
    let mut key = |style: Style, key: char, word: &str, what: &str| {
        let _ = writeln!(
            text,
            "  {style}{key}{style:#} {word:<10} {FAINT}{what}{FAINT:#}"
        );
    };
    key(ACCEPT, 'a', "accept", "keep the new snapshot");
    let reject = if pending.accepted.is_some() {
        "keep the old snapshot"
    } else {
        "reject the new snapshot"
    };
    key(REJECT, 'r', "reject", reject);
    key(SKIP, 's', "skip", "keep both for now");
    let toggled = |shown| if shown { "hide" } else { "show" };
    let info = format!("{} info", toggled(review.shows_info()));
    key(OTHER, 'i', &info, "where it comes from, and the rules");
    let diff = format!("{} diff", toggled(review.shows_diff()));
    key(
        OTHER,
        'd',
        &diff,
        "what differs, or all of the new snapshot",
    );
    if item > 0 {
        key(OTHER, 'b', "back", "look at the one before again");
    }
    key(OTHER, 'q', "quit", "leave the others for later");
    let _ = writeln!(
        text,
        "\n  {FAINT}A, R and S do it for all that remain{FAINT:#}"
    );
    if let Some(verdict) = review.verdict(item) {
        let (key, word) = match verdict {
            Verdict::Accepted => ('a', "accepted"),
            Verdict::Rejected => ('r', "rejected"),
            Verdict::Skipped => ('s', "skipped"),
        };
        let _ = writeln!(
            text,
            "  You have {BOLD}{word}{BOLD:#} this one: {key} leaves it so, another key changes that."
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::screen;
    use crate::cli::store::Pending;
    use crate::suite::review::{Choice, Review};
    use crate::suite::snapshot::{Cause, Snapshot};

    /// What a screen says, without its colours.
    fn shown(review: &Review, pending: &Pending) -> String {
        let text = screen(review, 0, pending, None, 20);
        anstream::adapter::strip_str(&text).to_string()
    }

    #[test]
    fn a_screen_tells_what_changed_and_why() {
        let folder = tempfile::tempdir().unwrap();
        let mut snapshot = Snapshot {
            source: "base/cases/a.yaml".to_owned(),
            description: Some("A \u{1b}[2Jlaptop".to_owned()),
            causes: Vec::new(),
            contents: "do: Restart\nthen look".to_owned(),
        };
        fs::write(folder.path().join("a.snap"), snapshot.write()).unwrap();
        snapshot.contents = "do: Reinstall\nthen look".to_owned();
        snapshot.causes.push(Cause {
            at: "base/start.rules:7:3".to_owned(),
            line: "try reinstall".to_owned(),
        });
        let path = folder.path().join("a.snap.new");
        fs::write(&path, snapshot.write()).unwrap();
        let mut pending = Pending::read(&path).unwrap();
        pending.path = "a.snap.new".into();

        let mut review = Review::new(2);
        let expected = "\
Reviewing [1/2] changed: a.snap.new
Case: A \u{fffd}[2Jlaptop
Source: base/cases/a.yaml
────────────────────
-accepted before
+decided now
    1       │-do: Restart
          1 │+do: Reinstall
    2     2 │ then look
────────────────────
Because of these lines of the rules:
  base/start.rules:7:3  try reinstall

  a accept     keep the new snapshot
";
        let text = shown(&review, &pending);
        assert!(text.starts_with(expected), "{text}");
        assert!(!text.contains("  b back"), "{text}");

        for choice in [Choice::ToggleDiff, Choice::ToggleInfo] {
            assert_eq!(review.choose(choice), []);
        }
        let expected = "\
Reviewing [1/2] changed: a.snap.new
────────────────────
    1 │ do: Reinstall
    2 │ then look
────────────────────

";
        let text = shown(&review, &pending);
        assert!(text.starts_with(expected), "{text}");
        assert!(text.contains("  i show info"), "{text}");
    }
}
