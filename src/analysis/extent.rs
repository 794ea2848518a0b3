//! How much of a rule base is there to be looked at.

use std::collections::BTreeSet;

use crate::model::RuleBase;
use crate::source::{FileId, SourceFile, Sources};

/// Which files others may import that are not among those compiled. Nobody can
/// tell that a name of such a file is never used.
#[derive(Clone, Debug, Default)]
pub struct Extent {
    open: BTreeSet<FileId>,
}

impl Extent {
    /// All that there is: no other file imports one of these.
    pub fn whole() -> Self {
        Extent::default()
    }

    /// The files for which `is_open` holds are open, and so are those in folders
    /// without rules: they are there for others to import.
    pub fn new(sources: &Sources, rules: &RuleBase, is_open: impl Fn(&SourceFile) -> bool) -> Self {
        let with_rules: BTreeSet<&str> = rules
            .rules
            .values()
            .map(|rule| folder(sources.file(rule.span.file)))
            .collect();
        let open = sources
            .iter()
            .filter(|(_, file)| is_open(file) || !with_rules.contains(folder(file)));
        Extent {
            open: open.map(|(id, _)| id).collect(),
        }
    }

    /// Whether all files that import this one are there.
    pub fn is_closed(&self, file: FileId) -> bool {
        !self.open.contains(&file)
    }
}

/// The folder of a file, without the slash at its end.
fn folder(file: &SourceFile) -> &str {
    file.name()
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder)
}
