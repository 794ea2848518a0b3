//! Snapshots: what was decided for a case, as a file that a person has accepted
//! or is asked to accept.
//!
//! The format is that of the crate insta, so that `cargo insta review` works on
//! these files too: a header in YAML between lines `---`, then the contents.
//! What is our own stands in the header under `info`.

mod error;
mod header;
mod markers;
mod read;
mod write;

pub use error::{HeaderProblem, SnapshotError};

/// What `info.format` says of a snapshot that is ours.
pub const FORMAT: &str = "whatnext.snapshot/1";

/// [`FORMAT`] without the version.
const FORMAT_NAME: &str = "whatnext.snapshot/";

/// The line that begins and ends the header.
const FENCE: &str = "---";

/// A snapshot file: what was decided for a case, and where that comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The file of the case: the name of the folder of its rule base, and the
    /// path in there, with `/`.
    pub source: String,
    /// What the case is called.
    pub description: Option<String>,
    /// The lines of the rules that account for what has changed. Only a snapshot
    /// that has not been accepted has some.
    pub causes: Vec<Cause>,
    /// What the case expects and is not so, a line for each. Only a snapshot that
    /// has not been accepted has some.
    pub unmet: Vec<String>,
    /// What was decided, as text.
    pub contents: String,
}

/// A place in the rules that accounts for a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The path, as the command line named the rules, with line and column.
    pub at: String,
    /// The line of the rules, without its indentation.
    pub line: String,
}

impl Snapshot {
    /// Reads a snapshot file.
    ///
    /// # Errors
    ///
    /// If it is not a snapshot of ours, whole and without conflicts.
    pub fn parse(text: &str) -> Result<Self, SnapshotError> {
        read::snapshot(text)
    }

    /// The text of the file.
    pub fn write(&self) -> String {
        write::snapshot(self)
    }

    /// Whether both say the same. Ends of lines and white space at the end do
    /// not matter, nor does where the snapshots come from.
    pub fn same_contents(&self, other: &Self) -> bool {
        normal(&self.contents) == normal(&other.contents)
    }

    /// The snapshot as it is once a person has accepted it.
    #[must_use]
    pub fn accepted(mut self) -> Self {
        self.causes.clear();
        self.unmet.clear();
        self
    }
}

/// The contents as a file has them: with `\n` for `\r\n`, and without white
/// space at the end. This is what insta compares.
fn normal(contents: &str) -> String {
    let contents = contents.trim_end();
    if !contents.contains('\r') {
        return contents.to_owned();
    }
    let mut lines = contents.split('\n');
    let last = lines.next_back().unwrap_or_default();
    let mut normal = String::with_capacity(contents.len());
    for line in lines {
        // All of them, so that what is written reads as what it was.
        normal.push_str(line.trim_end_matches('\r'));
        normal.push('\n');
    }
    normal + last
}

#[cfg(test)]
mod tests {
    use super::{Snapshot, normal};

    fn of(contents: &str) -> Snapshot {
        Snapshot {
            source: "base/cases/a.yaml".to_owned(),
            description: None,
            causes: Vec::new(),
            unmet: Vec::new(),
            contents: contents.to_owned(),
        }
    }

    #[test]
    fn ends_of_lines_and_of_the_text_do_not_matter() {
        assert_eq!(normal("a\r\n\r\r\nb\rc \n\n"), "a\n\nb\rc");
        assert!(of("a\nb").same_contents(&of("a\r\nb\n\n")));
        assert!(!of("a\nb").same_contents(&of("a\n\nb")));
        assert!(!of("a").same_contents(&of(" a")));
    }
}
