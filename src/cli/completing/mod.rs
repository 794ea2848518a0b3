//! Completing commands in a shell: `whatnext completions`, and what the script
//! that it prints asks the program at every press of the key.
//!
//! The script runs the program with [`VARIABLE`] set to the name of the shell
//! and the words of the line behind `--`. Whatever goes wrong then, nothing is
//! printed but completions: an error would spoil the line that is being typed.

mod bash;
mod command;
mod names;
mod zsh;

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use clap_complete::env::{EnvCompleter, Fish};

use super::arguments::{CompletionsArguments, Shell};
use super::check::print;
use super::failure::Failure;
use super::{Ending, output};
use bash::Bash;
use zsh::Zsh;

/// The variable that asks for completions; it holds the name of a shell.
const VARIABLE: &str = "WHATNEXT_COMPLETE";

/// The name of the program, as it is typed.
const PROGRAM: &str = "whatnext";

/// Prints the script that makes a shell complete commands.
pub(super) fn completions(arguments: &CompletionsArguments) -> Result<Ending, Failure> {
    let mut script = Vec::new();
    completer(arguments.shell)
        .write_registration(VARIABLE, PROGRAM, PROGRAM, PROGRAM, &mut script)
        .map_err(|error| Failure::new(format!("cannot write the script: {error}")))?;
    print(String::from_utf8_lossy(&script).trim_start())?;
    Ok(Ending::Fine)
}

/// Completes the line that the shell is asking about; none if the program was
/// started for something else.
pub(super) fn complete() -> Option<ExitCode> {
    let name = env::var(VARIABLE).ok().filter(|name| !name.is_empty())?;
    let words = env::args_os().skip_while(|word| word != "--").skip(1);
    let words: Vec<OsString> = words.collect();
    let text = Shell::named(&name).and_then(|shell| completed(shell, words));
    Some(match text {
        Some(text) if output::to_stdout(&text).is_ok() => ExitCode::SUCCESS,
        _ => ExitCode::from(2),
    })
}

fn completed(shell: Shell, words: Vec<OsString>) -> Option<String> {
    if words.is_empty() {
        return None;
    }
    let line = match shell {
        Shell::Bash => bash::Line::of(&words).words(),
        Shell::Fish | Shell::Zsh => words.clone(),
    };
    let mut command = command::with_completers(&line);
    let folder = env::current_dir().ok();
    let mut text = Vec::new();
    completer(shell)
        .write_complete(&mut command, words, folder.as_deref(), &mut text)
        .ok()?;
    String::from_utf8(text).ok()
}

fn completer(shell: Shell) -> &'static dyn EnvCompleter {
    match shell {
        Shell::Bash => &Bash,
        Shell::Fish => &Fish,
        Shell::Zsh => &Zsh,
    }
}
