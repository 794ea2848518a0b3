//! What a case is held against: what it expects, and its snapshot.

use similar::{ChangeTag, capture_diff_slices};

use super::expectation::{Mismatch, unmet};
use super::page::{self, Page};
use super::snapshot::{Cause, Snapshot};
use super::walk::{Transcript, play};
use crate::engine::{TooMuchWork, Trace};
use crate::facts::read::CaseFile;
use crate::program::Program;
use crate::source::Sources;

/// How many places in the rules a pending snapshot names at the most.
const MOST_CAUSES: usize = 8;

/// A case that was played, with its page.
#[derive(Clone, Debug)]
pub struct Trial {
    /// What was decided.
    pub transcript: Transcript,
    /// What the case expects, and is not so.
    pub unmet: Vec<Mismatch>,
    page: Page,
}

/// How the page of a case compares with its snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It has no snapshot; this one is proposed.
    New(Snapshot),
    /// It has another snapshot; this one is proposed.
    Changed(Snapshot),
}

impl Change {
    /// The snapshot that is proposed.
    pub fn proposed(&self) -> &Snapshot {
        match self {
            Change::New(snapshot) | Change::Changed(snapshot) => snapshot,
        }
    }
}

/// Plays a case and holds it against what it expects.
///
/// # Errors
///
/// Where a decision would take too long.
pub fn hold(
    program: &Program,
    file: &CaseFile,
    trace: Option<&mut Trace>,
) -> Result<Trial, TooMuchWork> {
    let transcript = play(program, file, trace)?;
    let unmet = match (&file.expect, transcript.last()) {
        (Some(expect), Some(last)) => unmet(expect, last),
        _ => Vec::new(),
    };
    let page = page::page(program, file, &transcript);
    Ok(Trial {
        transcript,
        unmet,
        page,
    })
}

impl Trial {
    /// Compares with the snapshot that was accepted, if there is one. `source`
    /// is what the snapshot calls the file of the case, and `name` what the case
    /// is called.
    pub fn change(
        &self,
        accepted: Option<&Snapshot>,
        source: &str,
        name: Option<&str>,
        sources: &Sources,
    ) -> Option<Change> {
        let mut proposed = Snapshot {
            source: source.to_owned(),
            description: name.map(str::to_owned),
            causes: Vec::new(),
            unmet: self.unmet.iter().map(ToString::to_string).collect(),
            contents: self.page.text(),
        };
        match accepted {
            None => Some(Change::New(proposed)),
            Some(accepted) if accepted.same_contents(&proposed) => None,
            Some(accepted) => {
                proposed.causes = causes(&accepted.contents, &self.page, sources);
                Some(Change::Changed(proposed))
            }
        }
    }
}

/// The lines of the rules that the lines of `page` come from which `old` does not
/// have.
fn causes(old: &str, page: &Page, sources: &Sources) -> Vec<Cause> {
    let old: Vec<&str> = old.lines().collect();
    let new: Vec<&str> = page.lines.iter().map(|line| line.text.as_str()).collect();
    let mut causes: Vec<Cause> = Vec::new();
    let changes = capture_diff_slices(similar::Algorithm::Myers, &old, &new)
        .into_iter()
        .flat_map(|op| op.iter_changes(&old, &new).collect::<Vec<_>>());
    for change in changes.filter(|change| change.tag() == ChangeTag::Insert) {
        let line = change.new_index().and_then(|at| page.lines.get(at));
        let Some(at) = line.and_then(|line| line.at.as_ref()) else {
            continue;
        };
        if causes.iter().all(|cause| cause.at != *at)
            && let Some(line) = line_at(sources, at)
        {
            let at = at.clone();
            causes.push(Cause { at, line });
        }
        if causes.len() == MOST_CAUSES {
            break;
        }
    }
    causes
}

/// The line at a place such as `start.rules:12:3`.
fn line_at(sources: &Sources, place: &str) -> Option<String> {
    let mut parts = place.rsplitn(3, ':').skip(1);
    let line: usize = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let (_, file) = sources.iter().find(|(_, file)| file.name() == name)?;
    Some(file.line(line)?.to_owned())
}
