//! Which of the paths are rules, and which are records to decide.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::same::State;
use crate::cli::arguments::RecordFormat;
use crate::cli::failure::Failure;
use crate::cli::files::{self, Origin};
use crate::cli::{folders, input, kept};

/// The endings of compressed files.
const COMPRESSED: [&str; 2] = ["gz", "zst"];

/// An input: a file with records, or standard input.
#[derive(Clone, Debug)]
pub(super) struct Input {
    /// Where it is.
    pub(super) path: PathBuf,
    /// What it is called.
    pub(super) name: String,
    /// How it came to be read.
    pub(super) origin: Origin,
    /// How its records are written; none where its beginning has to tell.
    pub(super) format: Option<RecordFormat>,
    /// How large it is; none where that is not known, as of a pipe.
    pub(super) bytes: Option<u64>,
    /// What tells that it was changed; none where nothing does, as of a pipe.
    pub(super) state: Option<State>,
}

impl Input {
    fn of(path: PathBuf, origin: Origin, format: Option<RecordFormat>) -> Self {
        let data = fs::metadata(&path).ok();
        // A file may be called `-`, but it is not what is read.
        let data = data.filter(|data| data.is_file() && !is_stdin(&path));
        Input {
            name: input::name_of(&path),
            bytes: data.as_ref().map(fs::Metadata::len),
            state: data.as_ref().map(State::of),
            format: format.or_else(|| RecordFormat::of_name(&path)),
            path,
            origin,
        }
    }

    /// Whether it is standard input.
    pub(super) fn is_stdin(&self) -> bool {
        is_stdin(&self.path)
    }
}

/// What the paths of a command line are.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// Rules files, and folders of them.
    pub(super) rules: Vec<PathBuf>,
    /// Everything else.
    pub(super) inputs: Vec<Input>,
    /// Files in folders of inputs that have no records.
    pub(super) skipped: Vec<PathBuf>,
}

/// Looks at what each path is. `format` says how all records are written.
pub(super) fn told_apart(
    paths: &[PathBuf],
    format: Option<RecordFormat>,
) -> Result<Named, Failure> {
    let mut named = Named::default();
    for path in paths {
        let (paths, origin) = expanded(path)?;
        for path in paths {
            named.add(path, origin, format)?;
        }
    }
    if named.rules.is_empty() {
        return Err(Failure::new("there are no rules among these paths")
            .help("name a rules file, or a folder that has some, and behind it the records"));
    }
    if named.inputs.is_empty() {
        return Err(no_records());
    }
    if named.inputs.iter().filter(|input| input.is_stdin()).count() > 1 {
        return Err(
            Failure::new("standard input is named twice, and can be read once")
                .help("leave one `-` out"),
        );
    }
    Ok(named)
}

/// That nothing is named to decide.
pub(super) fn no_records() -> Failure {
    Failure::new("there are no records to decide").help(format!(
        "name them behind the rules: {FILES}, folders of them, or `-` for standard input"
    ))
}

const FILES: &str = "`.ndjson`, `.json`, `.csv` or `.parquet` files";

impl Named {
    fn add(
        &mut self,
        path: PathBuf,
        origin: Origin,
        format: Option<RecordFormat>,
    ) -> Result<(), Failure> {
        if is_stdin(&path) {
            self.inputs.push(Input::of(path, origin, format));
            return Ok(());
        }
        if path.is_dir() {
            return self.add_folder(path, format);
        }
        if let Err(error) = fs::metadata(&path) {
            let (path, reason) = (path.display(), files::reason(&error));
            return Err(Failure::new(format!("cannot read `{path}`: {reason}")));
        }
        if files::is_rules_file(&path) || kept::is_compiled(&path) {
            self.rules.push(path);
        } else {
            self.inputs.push(Input::of(path, origin, format));
        }
        Ok(())
    }

    fn add_folder(&mut self, folder: PathBuf, format: Option<RecordFormat>) -> Result<(), Failure> {
        if files::has_rules(&folder) {
            self.rules.push(folder);
            return Ok(());
        }
        let before = self.inputs.len();
        for path in folders::files_below(&folder)? {
            if RecordFormat::of_name(&path).is_some() {
                self.inputs.push(Input::of(path, Origin::Found, format));
            } else {
                self.skipped.push(path);
            }
        }
        if self.inputs.len() > before {
            return Ok(());
        }
        let shown = folder.display();
        let failure = Failure::new(format!(
            "the folder `{shown}` has neither rules nor records"
        ));
        Err(match files::folders_with_rules(&folder).first() {
            Some(rules) => failure.help(format!(
                "name a folder that has rules itself, such as `{}`",
                rules.display()
            )),
            None => failure.help(format!("records are in {FILES}")),
        })
    }
}

/// The files that a pattern means, in their order; any other path is itself.
fn expanded(path: &Path) -> Result<(Vec<PathBuf>, Origin), Failure> {
    let text = path.to_str().filter(|text| text.contains(['*', '?', '[']));
    let Some(pattern) = text.filter(|_| !path.exists()) else {
        return Ok((vec![path.to_owned()], Origin::Named));
    };
    let found = glob::glob(pattern)
        .map_err(|error| Failure::new(format!("`{pattern}` is no pattern: {}", error.msg)))?;
    let mut seen = HashSet::new();
    let mut paths: Vec<PathBuf> = found
        .flatten()
        .filter(|path| seen.insert(path.clone()))
        .collect();
    paths.sort();
    if paths.is_empty() {
        return Err(Failure::new(format!("no file is called like `{pattern}`")));
    }
    Ok((paths, Origin::Found))
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

impl RecordFormat {
    /// How records are written in a file of this name, compressed or not; none
    /// where the name does not say.
    fn of_name(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let name = match name.rsplit_once('.') {
            Some((plain, ending)) if COMPRESSED.contains(&ending) => plain,
            _ => &name,
        };
        match name.rsplit_once('.')?.1 {
            "ndjson" | "jsonl" => Some(RecordFormat::Ndjson),
            "json" => Some(RecordFormat::Json),
            "csv" => Some(RecordFormat::Csv),
            "parquet" => Some(RecordFormat::Parquet),
            _ => None,
        }
    }
}
