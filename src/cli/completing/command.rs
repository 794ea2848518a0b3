//! The command line with what completes the values of its options.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::sync::Arc;

use clap::{Arg, Command, CommandFactory as _};
use clap_complete::engine::{
    ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter as _,
};

use super::names::{Kind, Vocabulary};
use crate::cli::arguments::Arguments;
use crate::cli::files::is_rules_file;
use crate::diagnostic::catalogue;

/// The command line; names come from the rules that `words` speak of.
pub(super) fn with_completers(words: &[OsString]) -> Command {
    let words: Arc<[OsString]> = words.into();
    Arguments::command().mut_subcommands(|command| {
        let name = command.get_name().to_owned();
        command.mut_args(|arg| match completer(&name, &arg, &words) {
            Some(completer) => arg.add(completer),
            None => arg,
        })
    })
}

/// What completes an argument, by what it is called: arguments of one name mean
/// the same in all commands.
fn completer(command: &str, arg: &Arg, words: &Arc<[OsString]>) -> Option<ArgValueCompleter> {
    let named = |kinds: &'static [Kind]| Some(names(words, kinds));
    match (command, arg.get_id().as_str()) {
        ("review" | "batch", "paths") | (_, "cases" | "output" | "summary") => {
            Some(paths(|_| true))
        }
        (_, "paths" | "path") => Some(paths(|path| path.is_dir() || is_rules_file(path))),
        (_, "facts" | "case") => Some(documents()),
        (_, "snapshots" | "dir" | "folder") => Some(paths(Path::is_dir)),
        (_, "set") => Some(settings(words)),
        (_, "symptom") => named(&[Kind::Symptom]),
        (_, "rule") => named(&[Kind::Rule]),
        (_, "around") => named(&[
            Kind::Fact,
            Kind::Value,
            Kind::Condition,
            Kind::Symptom,
            Kind::Action,
            Kind::Rule,
        ]),
        ("check", "explain") => Some(ArgValueCompleter::new(codes)),
        (_, "coverage") => Some(ArgValueCompleter::new(coverage)),
        _ => None,
    }
}

fn paths(is_wanted: impl Fn(&Path) -> bool + Send + Sync + 'static) -> ArgValueCompleter {
    ArgValueCompleter::new(PathCompleter::any().filter(is_wanted))
}

/// Facts and cases.
fn documents() -> ArgValueCompleter {
    let is_document = |path: &Path| {
        let extension = path.extension().and_then(OsStr::to_str);
        extension.is_some_and(|extension| matches!(extension, "yaml" | "yml" | "json"))
    };
    ArgValueCompleter::new(PathCompleter::any().filter(is_document).stdio())
}

fn names(words: &Arc<[OsString]>, kinds: &'static [Kind]) -> ArgValueCompleter {
    let words = Arc::clone(words);
    ArgValueCompleter::new(move |current: &OsStr| {
        let vocabulary = Vocabulary::of(&words);
        let known = vocabulary.names(kinds);
        matching(current, known.map(|(name, title)| (name.to_owned(), title)))
    })
}

/// `FACT=`, and behind it the values of a fact that has few.
fn settings(words: &Arc<[OsString]>) -> ArgValueCompleter {
    let words = Arc::clone(words);
    ArgValueCompleter::new(move |current: &OsStr| {
        let vocabulary = Vocabulary::of(&words);
        if let Some((fact, _)) = current.to_str().and_then(|text| text.split_once('=')) {
            let values = vocabulary.values(fact).into_iter();
            let settings = values.map(|(value, label)| (format!("{fact}={value}"), label));
            return matching(current, settings);
        }
        let facts = vocabulary.names(&[Kind::Fact]);
        matching(
            current,
            facts.map(|(name, title)| (format!("{name}="), title)),
        )
    })
}

fn codes(current: &OsStr) -> Vec<CompletionCandidate> {
    let pages = catalogue::PAGES.iter();
    let pages = pages.map(|page| (page.code.to_owned(), Some(page.summary.to_owned())));
    let all = ("all".to_owned(), Some("list the codes".to_owned()));
    matching(current, pages.chain([all]))
}

/// `FORMAT`, or `FORMAT=FILE`.
fn coverage(current: &OsStr) -> Vec<CompletionCandidate> {
    let text = current.to_str().unwrap_or_default();
    if let Some((format, file)) = text.split_once('=') {
        let files = PathCompleter::any().complete(OsStr::new(file));
        let files = files.into_iter();
        return files
            .map(|file| file.add_prefix(format!("{format}=")))
            .collect();
    }
    let formats = ["text", "json", "lcov", "html"];
    matching(current, formats.map(|format| (format.to_owned(), None)))
}

/// The candidates that begin with what is typed.
fn matching(
    current: &OsStr,
    candidates: impl IntoIterator<Item = (String, Option<String>)>,
) -> Vec<CompletionCandidate> {
    let Some(current) = current.to_str() else {
        return Vec::new();
    };
    candidates
        .into_iter()
        .filter(|(value, _)| value.starts_with(current))
        .map(|(value, help)| CompletionCandidate::new(value).help(help.map(Into::into)))
        .collect()
}
