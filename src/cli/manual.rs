//! `whatnext manual`

use std::fs;
use std::path::Path;

use clap::CommandFactory as _;
use clap_mangen::Man;

use super::arguments::{Arguments, ManualArguments};
use super::check::print;
use super::failure::Failure;
use super::files::writing_reason;
use super::{Ending, output};

/// The end of every page.
const EXIT_STATUS: &str = "\
.SH \"EXIT STATUS\"
.TP
0
All is well.
.TP
1
The result is a negative one: rules with mistakes, a test that fails, a case without a step.
.TP
2
It could not run: a wrong option, or a file that cannot be read.
";

/// Prints the manual page of the program, or writes those of all commands to a
/// folder.
pub(super) fn manual(arguments: &ManualArguments) -> Result<Ending, Failure> {
    // What `whatnext help` prints is in the pages of the commands.
    let mut command = Arguments::command().disable_help_subcommand(true);
    command.build();
    let Some(folder) = &arguments.dir else {
        print(&page(command)?)?;
        return Ok(Ending::Fine);
    };
    fs::create_dir_all(folder).map_err(|error| cannot("make the folder", folder, &error))?;
    let mut pages = vec![command];
    while let Some(command) = pages.pop() {
        pages.extend(command.get_subcommands().cloned());
        let path = folder.join(Man::new(command.clone()).get_filename());
        fs::write(&path, page(command)?).map_err(|error| cannot("write", &path, &error))?;
    }
    output::to_stderr(&format!("the pages are in {}\n", folder.display()));
    Ok(Ending::Fine)
}

/// A page as `man` reads it.
fn page(command: clap::Command) -> Result<String, Failure> {
    let mut page = Vec::new();
    Man::new(command)
        .source(concat!("whatnext ", env!("CARGO_PKG_VERSION")))
        .manual("whatnext")
        .render(&mut page)
        .map_err(|error| Failure::new(format!("cannot write the page: {error}")))?;
    Ok(String::from_utf8_lossy(&page).into_owned() + EXIT_STATUS)
}

fn cannot(what: &str, path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!(
        "cannot {what} `{}`: {}",
        path.display(),
        writing_reason(error)
    ))
}
