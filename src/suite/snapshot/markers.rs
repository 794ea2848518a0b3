//! The markers with which git leaves the two sides of a merge in a file.
//!
//! What a customer's message says may look just like them. A snapshot with such
//! contents says in its header how many of the lines are its own.

/// Where a side begins, where the second one does, and where that ends.
const CONFLICT: [&str; 3] = ["<<<<<<<", "=======", ">>>>>>>"];

/// What stands before the common ancestor, in one style of conflicts.
const ANCESTOR: &str = "|||||||";

/// What is found of markers in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Markers {
    /// How many lines look like a marker.
    pub(super) count: usize,
    /// The line with which the first whole conflict begins, counted from 0.
    pub(super) conflict: Option<usize>,
}

/// Looks for markers in a text.
pub(super) fn find<'a>(lines: impl Iterator<Item = &'a str>) -> Markers {
    let mut markers = Markers::default();
    let mut start = 0;
    // How much of a conflict has been seen.
    let mut seen = 0;
    for (number, line) in lines.enumerate() {
        let Some(marker) = marker(line) else { continue };
        markers.count += 1;
        if marker == CONFLICT[0] {
            (start, seen) = (number, 1);
        } else if CONFLICT.get(seen) == Some(&marker) {
            seen += 1;
        }
        if seen == CONFLICT.len() {
            markers.conflict.get_or_insert(start);
            seen = 0;
        }
    }
    markers
}

/// Whether a line is one of a merge, whatever else there is.
pub(super) fn is_marker(line: &str) -> bool {
    marker(line).is_some()
}

/// The marker that a line is: seven characters, then a space or nothing.
fn marker(line: &str) -> Option<&'static str> {
    // Nearly all lines begin with something else.
    if !line.starts_with(['<', '|', '=', '>']) {
        return None;
    }
    let line = line.trim_end_matches(['\r', '\n']);
    CONFLICT.into_iter().chain([ANCESTOR]).find(|marker| {
        line.strip_prefix(marker)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

#[cfg(test)]
mod tests {
    use super::{Markers, find};

    fn in_text(text: &str) -> Markers {
        find(text.lines())
    }

    #[test]
    fn a_conflict_has_all_its_markers_in_order() {
        let conflict = "a\n<<<<<<< HEAD\nb\n||||||| base\nc\n=======\nd\n>>>>>>> branch\n";
        assert_eq!(in_text(conflict).conflict, Some(1));
        assert_eq!(in_text(conflict).count, 4);
        assert_eq!(in_text("<<<<<<<\n=======\n").conflict, None);
        assert_eq!(in_text(">>>>>>>\n=======\n<<<<<<<\n").conflict, None);
        assert_eq!(in_text("=======\n>>>>>>>\n").count, 2);
    }

    #[test]
    fn a_heading_is_no_marker() {
        assert_eq!(in_text("Title\n========\n").count, 0);
        assert_eq!(
            in_text("  <<<<<<< a\n<<<<<<<<\n<<<<<<<a\n"),
            Markers::default()
        );
    }
}
