//! Comments that allow a warning: `# whatnext: allow CODE because …`.
//!
//! Such a comment stands on a line of its own above a declaration, or above a
//! line of one, and silences the warnings of that code which are about it. Above
//! `guide` it covers the whole file.

mod places;
mod read;

use super::report::Reports;
use crate::diagnostic::catalogue::{self, AllowFault, BadAllow, UnusedAllow};
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::Loaded;
use crate::source::{FileId, Sources, Span};
use places::Places;
use read::Remark;

/// The comments of a rule base that allow a warning, and whether each has
/// silenced one so far.
#[derive(Clone, Debug, Default)]
pub struct Allows {
    allows: Vec<Allow>,
}

#[derive(Clone, Debug)]
struct Allow {
    code: &'static str,
    /// The comment.
    at: Span,
    /// The part of the rules for which it speaks.
    covers: Span,
    /// The places of the warnings that it has silenced.
    silenced: Vec<Span>,
}

impl Allows {
    /// Reads the comments of all files.
    pub(super) fn of(loaded: &Loaded, reports: &mut Reports) -> Self {
        let mut allows = Vec::new();
        for file in &loaded.files {
            let text = loaded.sources.file(file.tree.id).text();
            if !text.contains(read::MARK) {
                continue;
            }
            let places = Places::of(&file.tree, text);
            for &at in &file.tree.comments {
                let Some(remark) = read::read(loaded.sources.text(at)) else {
                    continue;
                };
                match allow(&remark, at, &places) {
                    Ok(allow) => allows.push(allow),
                    Err(fault) => reports.warn(BadAllow { fault, at }),
                }
            }
        }
        Allows { allows }
    }

    /// Takes out the warnings that are allowed.
    #[must_use]
    pub fn silence(&mut self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        diagnostics.retain(|diagnostic| {
            diagnostic.severity() == Severity::Error
                || !self.covers(diagnostic.code(), diagnostic.primary.span)
        });
        diagnostics
    }

    /// Whether what is found under this code at this place is allowed. The
    /// comments that say so count as used from then on.
    pub fn covers(&mut self, code: &str, at: Span) -> bool {
        let mut is_covered = false;
        for allow in &mut self.allows {
            if allow.code == code && contains(allow.covers, at) {
                allow.silenced.push(at);
                is_covered = true;
            }
        }
        is_covered
    }

    /// The places of the warnings of this code that were silenced.
    pub fn silenced(&self, code: &str) -> impl Iterator<Item = Span> {
        let allows = self.allows.iter().filter(move |allow| allow.code == code);
        allows.flat_map(|allow| allow.silenced.iter().copied())
    }

    /// The comments in these files that have silenced nothing.
    pub fn unused(&self, sources: &Sources, is_meant: impl Fn(FileId) -> bool) -> Vec<Diagnostic> {
        let unused = self
            .allows
            .iter()
            .filter(|allow| allow.silenced.is_empty() && is_meant(allow.at.file));
        unused
            .map(|allow| {
                UnusedAllow {
                    code: allow.code,
                    at: allow.at,
                    line: read::whole_line(sources.file(allow.at.file).text(), allow.at),
                }
                .into()
            })
            .collect()
    }
}

fn contains(outer: Span, inner: Span) -> bool {
    outer.file == inner.file && outer.start <= inner.start && inner.end <= outer.end
}

fn allow(remark: &Remark<'_>, at: Span, places: &Places<'_>) -> Result<Allow, AllowFault> {
    let Remark::Allow { code, has_reason } = *remark else {
        return Err(AllowFault::Unreadable);
    };
    let Some(page) = catalogue::page(code) else {
        return Err(AllowFault::UnknownCode {
            code: code.to_owned(),
            nearest: nearest(code, warnings()),
        });
    };
    if !is_allowable(page.code, page.severity) {
        return Err(AllowFault::NotAllowable { code: page.code });
    }
    if !has_reason {
        return Err(AllowFault::NoReason);
    }
    let covers = places.below(at).ok_or(AllowFault::NoPlace)?;
    Ok(Allow {
        code: page.code,
        at,
        covers,
        silenced: Vec::new(),
    })
}

/// Errors are not, and neither are the warnings about these comments.
fn is_allowable(code: &str, severity: Severity) -> bool {
    severity == Severity::Warning && !catalogue::ABOUT_ALLOWS.contains(&code)
}

/// The codes that can be allowed.
fn warnings() -> impl Iterator<Item = &'static str> {
    let pages = catalogue::PAGES.iter();
    pages
        .filter(|page| is_allowable(page.code, page.severity))
        .map(|page| page.code)
}
