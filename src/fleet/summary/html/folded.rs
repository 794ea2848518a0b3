//! Long tables: the first rows are shown, the rest is folded away.

use std::fmt::Write as _;

use crate::fleet::summary::words::number_of;

/// So many rows are shown.
pub(super) const SHOWN: usize = 20;

/// So many more are folded away; the JSON has all.
pub(super) const FOLDED: usize = 480;

/// Rows under the same head, what is more than [`SHOWN`] folded away. A row is
/// made only where it is on the page.
pub(super) fn table<T>(
    caption: &str,
    head: &str,
    thing: &str,
    items: &[T],
    row: impl Fn(&T) -> String,
    to: &mut String,
) {
    let (shown, rest) = items.split_at(items.len().min(SHOWN));
    open(caption, head, to);
    to.extend(shown.iter().map(&row));
    close(to);
    fold(thing, rest, to, |rest, to| {
        open(caption, head, to);
        to.extend(rest.iter().map(&row));
        close(to);
    });
}

/// What comes after what is shown: folded away, and what is even more than that
/// left out, with a word about it.
pub(super) fn fold<T>(
    thing: &str,
    rest: &[T],
    to: &mut String,
    write: impl FnOnce(&[T], &mut String),
) {
    if rest.is_empty() {
        return;
    }
    let (folded, left_out) = rest.split_at(rest.len().min(FOLDED));
    let more = number_of(rest.len() as u64, &format!("more {thing}"));
    // A string takes all text, so that the result is of no interest.
    let _ = writeln!(to, "<details>\n<summary>{more}</summary>");
    write(folded, to);
    if !left_out.is_empty() {
        let left_out = number_of(left_out.len() as u64, thing);
        let _ = writeln!(
            to,
            "<p class=\"faint\">{left_out} more would make this page too long: the summary as \
             JSON has all.</p>"
        );
    }
    to.push_str("</details>\n");
}

fn open(caption: &str, head: &str, to: &mut String) {
    let _ = writeln!(
        to,
        "<table>\n<caption>{caption}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>"
    );
}

fn close(to: &mut String) {
    to.push_str("</tbody>\n</table>\n");
}
