//! Reading a snapshot.

use super::header::{self, Header};
use super::{FENCE, Snapshot, SnapshotError, markers, normal};

pub(super) fn snapshot(text: &str) -> Result<Snapshot, SnapshotError> {
    let parts = parts(text)?;
    let header = header::read(parts.header)?;
    check_markers(&parts, &header)?;
    if !parts.contents.ends_with('\n') {
        return Err(SnapshotError::NoFinalNewline {
            line: text.lines().count(),
        });
    }
    Ok(Snapshot {
        source: header.source,
        description: header.description,
        causes: header.causes,
        unmet: header.unmet,
        contents: normal(parts.contents),
    })
}

/// The parts of a file.
struct Parts<'a> {
    /// From the first line to the one before the contents, which it has without
    /// its end.
    header: &'a str,
    /// All after it.
    contents: &'a str,
    /// How many lines stand before the contents.
    lines_before: usize,
}

fn parts(text: &str) -> Result<Parts<'_>, SnapshotError> {
    let mut end = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        // Its texts stand on lines of their keys: no marker can be one of them.
        if markers::is_marker(line) {
            return Err(SnapshotError::ConflictMarkers { line: number + 1 });
        }
        let is_fence = line.trim_end() == FENCE;
        if number == 0 && !is_fence {
            return Err(SnapshotError::NotASnapshot);
        }
        if number > 0 && is_fence {
            return Ok(Parts {
                header: &text[..end],
                contents: &text[end + line.len()..],
                lines_before: number + 1,
            });
        }
        end += line.len();
    }
    Err(if text.trim().is_empty() {
        SnapshotError::NotASnapshot
    } else {
        SnapshotError::HeaderNotClosed
    })
}

/// Whether the contents have a conflict, if it is not their own.
fn check_markers(parts: &Parts<'_>, header: &Header) -> Result<(), SnapshotError> {
    let found = markers::find(parts.contents.lines());
    match found.conflict {
        Some(line) if header.markers != found.count => Err(SnapshotError::ConflictMarkers {
            line: parts.lines_before + line + 1,
        }),
        _ => Ok(()),
    }
}
