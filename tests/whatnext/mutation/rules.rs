//! A rule base as text and as trees, and the changes that are made to it.

use std::cmp::Reverse;

use whatnext::source::{Sources, Span};
use whatnext::syntax::tree::{File, Item};
use whatnext::{MemorySource, Program, compile, syntax};

use crate::shipped::files;

/// A rule base as it is written.
pub(super) struct Rules {
    /// Its files.
    pub(super) sources: Sources,
    /// Their trees, in the order of the files.
    pub(super) trees: Vec<File>,
}

/// A small change of the rules.
pub(super) struct Mutant {
    /// Of which kind.
    pub(super) kind: Kind,
    /// Where.
    pub(super) at: Span,
    /// What is there instead, for people.
    pub(super) change: String,
    /// The new text.
    pub(super) edits: Vec<Edit>,
}

/// What stands at a place instead of what is written there.
pub(super) struct Edit {
    pub(super) span: Span,
    pub(super) text: String,
}

/// The kinds of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    GuardNegated,
    EntryRemoved,
    EntriesSwapped,
    RulesSwapped,
    LiteralChanged,
    ItemRemoved,
    TextChanged,
}

impl Kind {
    /// All kinds.
    pub(super) const ALL: [Kind; 7] = [
        Kind::GuardNegated,
        Kind::EntryRemoved,
        Kind::EntriesSwapped,
        Kind::RulesSwapped,
        Kind::LiteralChanged,
        Kind::ItemRemoved,
        Kind::TextChanged,
    ];

    pub(super) fn words(self) -> &'static str {
        match self {
            Kind::GuardNegated => "guard negated",
            Kind::EntryRemoved => "entry removed",
            Kind::EntriesSwapped => "entries swapped",
            Kind::RulesSwapped => "rules swapped",
            Kind::LiteralChanged => "literal changed",
            Kind::ItemRemoved => "item removed",
            Kind::TextChanged => "text for people changed",
        }
    }
}

impl Mutant {
    /// A change of one place.
    pub(super) fn of(kind: Kind, span: Span, text: String) -> Mutant {
        Mutant {
            kind,
            at: span,
            change: format!("now `{text}`"),
            edits: vec![Edit { span, text }],
        }
    }
}

impl Rules {
    /// The rules of a folder of the project.
    pub(super) fn read(base: &str) -> Rules {
        Rules::of(files(base).into_iter())
    }

    /// The rules of files with these names and texts.
    fn of(files: impl Iterator<Item = (String, String)>) -> Rules {
        let mut sources = Sources::default();
        let trees = files.map(|(name, text)| {
            let file = sources.add(&name, &text);
            syntax::parse(file, &text).tree
        });
        let trees = trees.collect();
        Rules { sources, trees }
    }

    /// All declarations.
    pub(super) fn items(&self) -> impl Iterator<Item = &Item> {
        self.trees.iter().flat_map(|tree| &tree.items)
    }

    /// What is written at a place.
    pub(super) fn text(&self, span: Span) -> &str {
        self.sources.text(span)
    }

    /// The rules with these changes.
    pub(super) fn with(&self, edits: &[Edit]) -> Rules {
        Rules::of(self.sources.iter().map(|(id, file)| {
            let mut text = file.text().to_owned();
            let mut own: Vec<&Edit> = edits.iter().filter(|edit| edit.span.file == id).collect();
            own.sort_by_key(|edit| Reverse(edit.span.start));
            for Edit { span, text: new } in own {
                text.replace_range(span.start as usize..span.end as usize, new);
            }
            (file.name().to_owned(), text)
        }))
    }

    /// The rules, ready to decide; nothing if they have mistakes.
    pub(super) fn compile(&self) -> Option<Program> {
        let files = self
            .sources
            .iter()
            .map(|(_, file)| (file.name(), file.text()));
        let files: MemorySource = files.collect();
        compile(&files.paths(), &files).program
    }
}
