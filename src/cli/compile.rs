//! `whatnext compile`

use std::path::Path;

use super::arguments::CompileArguments;
use super::check::print;
use super::failure::{Failure, number_of};
use super::files::Disk;
use super::product::{self, Kind};
use super::rules::{Wording, unreadable, valid};
use super::{Ending, files, kept};
use crate::kept::keep;
use crate::load::load;
use crate::program::compile_once;

/// A compiled rule base. What begins otherwise is no earlier one; the first of its
/// bytes is no text.
const KIND: Kind = Kind {
    name: "compiled rule base",
    mark: "\u{FFFD}whatnext\n",
};

/// Keeps a rule base, so that it starts faster.
pub(super) fn compile(arguments: &CompileArguments) -> Result<Ending, Failure> {
    if arguments.output == Path::new("-") {
        return Err(Failure::new("`--output` names a file, and `-` is none")
            .help("name one: a compiled rule base is no text to be printed"));
    }
    let paths = files::rules_files(&arguments.paths)?;
    kept::refuse(&paths, "to compile it again")?;
    let loaded = load(&paths, &Disk);
    if let Some((path, error)) = loaded.unreadable.first() {
        return Err(unreadable(path, error));
    }
    let wording = Wording {
        rules: "the rules",
        place: "these files",
        done: "written",
    };
    let bytes = keep(&paths, &loaded);
    let files = loaded.files.len();
    let program = valid(compile_once(loaded), &wording)?;
    product::write_file(&arguments.output, &KIND, &bytes)?;
    print(&format!(
        "{} of {} in `{}`\n",
        number_of(program.rules().rules.len(), "rule"),
        number_of(files, "file"),
        arguments.output.display()
    ))?;
    Ok(Ending::Fine)
}
