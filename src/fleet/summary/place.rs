//! Where rules stand, told short: from the folder that all of them are in.

use crate::program::Program;
use crate::source::Span;

/// Finds places.
pub(super) struct Places<'p> {
    program: &'p Program,
    /// The folder that all files are in, with its slash; empty where there is
    /// none.
    folder: String,
}

impl<'p> Places<'p> {
    pub(super) fn of(program: &'p Program) -> Self {
        let names = program.sources().iter().map(|(_, file)| file.name());
        Places {
            program,
            folder: common_folder(names),
        }
    }

    /// The folder that all files are in, where there is one.
    pub(super) fn folder(&self) -> Option<&str> {
        let folder = self.folder.trim_end_matches('/');
        (!folder.is_empty()).then_some(folder)
    }

    /// The whole path, the line and the column.
    pub(super) fn whole(&self, span: Span) -> String {
        self.program.sources().place(span)
    }

    /// The same, with no more than the last of the folders around all files.
    pub(super) fn short(&self, span: Span) -> String {
        let whole = self.whole(span);
        let folder = self.folder().unwrap_or_default();
        let last = folder.rsplit('/').next().unwrap_or_default();
        match whole.strip_prefix(&self.folder) {
            Some(rest) if !matches!(last, "" | "." | "..") => format!("{last}/{rest}"),
            Some(rest) => rest.to_owned(),
            None => whole,
        }
    }
}

/// The longest folder that begins all these paths, with its slash.
fn common_folder<'n>(mut names: impl Iterator<Item = &'n str>) -> String {
    let folder_of = |name: &'n str| &name[..name.rfind('/').map_or(0, |slash| slash + 1)];
    let Some(first) = names.next() else {
        return String::new();
    };
    let shared = |one: &'n str, other: &'n str| {
        let (ones, others) = (one.split_inclusive('/'), other.split_inclusive('/'));
        let same = ones.zip(others).take_while(|(one, other)| one == other);
        &one[..same.map(|(one, _)| one.len()).sum()]
    };
    let common = names.fold(folder_of(first), |common, name| {
        shared(common, folder_of(name))
    });
    common.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Places, common_folder};
    use crate::{MemorySource, compile};

    #[test]
    fn files_share_whole_folders_only() {
        for (names, folder) in [
            (&["a.rules"][..], ""),
            (&["/r/a.rules"], "/r/"),
            (&["/r/a.rules", "/r/sub/b.rules"], "/r/"),
            (&["/r/sub/a.rules", "/r/subs/b.rules"], "/r/"),
            (&["r/a.rules", "s/b.rules"], ""),
            (&[], ""),
        ] {
            assert_eq!(common_folder(names.iter().copied()), folder, "{names:?}");
        }
    }

    #[test]
    fn a_place_begins_with_the_folder_of_the_rules() {
        for (name, shown) in [
            ("/home/me/office/printer.rules", "office/printer.rules:1:1"),
            ("office/printer.rules", "office/printer.rules:1:1"),
            ("printer.rules", "printer.rules:1:1"),
            ("../printer.rules", "printer.rules:1:1"),
        ] {
            let files = MemorySource::default().with(name, "rule r { conclude \"x\" }\n");
            let program = compile(&files.paths(), &files).program.unwrap();
            let (_, rule) = program.rules().rules.iter().next().unwrap();
            let places = Places::of(&program);
            let start = crate::source::Span {
                start: 0,
                ..rule.span
            };
            assert_eq!(places.short(start), shown);
        }
    }
}
