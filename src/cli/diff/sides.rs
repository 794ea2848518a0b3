//! The two rule bases to compare.

use std::path::{Path, PathBuf};

use crate::cli::arguments::DiffArguments;
use crate::cli::failure::Failure;
use crate::cli::files;
use crate::cli::git::Revision;
use crate::cli::rules::{Wording, compile_paths, valid};
use crate::program::{Compiled, Program, compile};

/// A rule base, and what it is called.
pub(super) struct Side {
    pub(super) label: String,
    pub(super) program: Program,
}

/// The old rules and the new ones.
pub(super) struct Sides {
    pub(super) old: Side,
    pub(super) new: Side,
    /// Where the cases of the new rules lie.
    pub(super) cases: PathBuf,
}

pub(super) fn read(arguments: &DiffArguments) -> Result<Sides, Failure> {
    let (old, new) = match (&arguments.base, arguments.paths.as_slice()) {
        (None, [old, new]) => (Old::Path(old), new),
        (Some(revision), [new]) => (Old::Revision(revision), new),
        (Some(_), _) => {
            return Err(Failure::new("`--base` takes the place of the old rules")
                .help("name only the new ones: `whatnext diff --base REV NEW`"));
        }
        (None, _) => {
            return Err(Failure::new("there is nothing to compare the rules with")
                .help("`whatnext diff OLD NEW`, or `whatnext diff --base REV NEW`"));
        }
    };
    let new_side = of_path("new", new)?;
    let old_side = match old {
        Old::Path(path) => of_path("old", path)?,
        Old::Revision(name) => of_revision(name, new)?,
    };
    let folder = if new.is_dir() {
        new.as_path()
    } else {
        files::folder_of(new)
    };
    Ok(Sides {
        old: old_side,
        new: new_side,
        cases: folder.join("cases"),
    })
}

enum Old<'a> {
    Path(&'a Path),
    Revision(&'a str),
}

fn of_path(which: &str, path: &Path) -> Result<Side, Failure> {
    let paths = files::rules_files(&[path.to_owned()])?;
    side(which, path.display().to_string(), compile_paths(&paths)?)
}

fn of_revision(name: &str, new: &Path) -> Result<Side, Failure> {
    let revision = Revision::at(name, new)?;
    let mut compiled = compile(&revision.rules_files()?, &revision);
    if let Some((path, error)) = compiled.unreadable.first() {
        let path = revision.name_of(path);
        return Err(Failure::new(format!("cannot read `{path}`: {error}")));
    }
    compiled.rename_files(|path| revision.name_of(path));
    side("old", revision.label(), compiled)
}

/// The rule base, if it has no mistakes.
fn side(which: &str, label: String, compiled: Compiled) -> Result<Side, Failure> {
    let wording = Wording {
        rules: &format!("the {which} rules, `{label}`,"),
        place: &format!("the {which} rules, `{label}`"),
        done: "compared",
    };
    let program = valid(compiled, &wording)?;
    Ok(Side { label, program })
}
