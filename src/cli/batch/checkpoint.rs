//! How far a run has come, so that another can go on: `OUTPUT.progress`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::cli::failure::Failure;
use crate::cli::files;
use crate::fleet::summary::Summary;

const SCHEMA: &str = "whatnext.batch-progress/1";

const INPUTS: &str = "the inputs have";

/// What must be the same for a run to go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Identity {
    /// The program.
    pub(super) version: String,
    /// The rules, as a number that other rules hardly have.
    pub(super) rules: String,
    /// The options that change the output, with their values.
    pub(super) options: BTreeMap<String, String>,
    /// The inputs: their names, and what tells that a file is another.
    pub(super) inputs: String,
}

/// How far a run has come.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Checkpoint<'s> {
    schema: Cow<'static, str>,
    /// What must be the same.
    pub(super) identity: Cow<'s, Identity>,
    /// How many records were decided.
    pub(super) records: u64,
    /// How many bytes of output that makes.
    pub(super) bytes: u64,
    /// How long it took, in seconds.
    pub(super) seconds: f64,
    /// What came of the records.
    pub(super) summary: Cow<'s, Summary>,
}

impl<'s> Checkpoint<'s> {
    /// The state of a run.
    pub(super) fn new(
        identity: &'s Identity,
        summary: &'s Summary,
        bytes: u64,
        seconds: f64,
    ) -> Self {
        Checkpoint {
            schema: Cow::Borrowed(SCHEMA),
            identity: Cow::Borrowed(identity),
            records: summary.records(),
            bytes,
            seconds,
            summary: Cow::Borrowed(summary),
        }
    }

    /// Writes it in place of an earlier one, as a whole or not at all.
    pub(super) fn write(&self, path: &Path) -> io::Result<()> {
        let next = unfinished(path);
        let written = self.write_to(&next).and_then(|()| fs::rename(&next, path));
        if written.is_err() {
            // Half of one is of no use to anybody.
            let _ = fs::remove_file(&next);
        }
        written
    }

    fn write_to(&self, path: &Path) -> io::Result<()> {
        if path.is_symlink() {
            // What it leads to is none of ours.
            fs::remove_file(path)?;
        }
        File::create(path)?.write_all(&serde_json::to_vec(self)?)
    }
}

impl Checkpoint<'static> {
    /// The last one that was written; none where there is none.
    pub(super) fn read(path: &Path) -> Result<Option<Self>, Failure> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                let (path, reason) = (path.display(), files::reason(&error));
                return Err(Failure::new(format!("cannot read `{path}`: {reason}")));
            }
        };
        let checkpoint: Option<Checkpoint<'static>> = serde_json::from_slice(&bytes).ok();
        match checkpoint.filter(|checkpoint| checkpoint.schema == SCHEMA) {
            Some(checkpoint) => Ok(Some(checkpoint)),
            None => Err(Failure::new(format!(
                "`{}` does not say how far a run has come",
                path.display()
            ))
            .help("`--force` decides everything anew, in place of what is there")),
        }
    }

    /// Refuses to go on where something is not as it was.
    pub(super) fn check(&self, now: &Identity) -> Result<(), Failure> {
        let Identity {
            version,
            rules,
            options,
            inputs,
        } = &*self.identity;
        let changed = [
            ("the rules have", rules == &now.rules),
            (INPUTS, inputs == &now.inputs),
            ("the version of `whatnext` has", version == &now.version),
        ];
        let is_other =
            |(option, value): &(&String, &String)| now.options.get(*option) != Some(value);
        let option = options.iter().find(is_other);
        let what = match (option, changed.iter().find(|(_, is_same)| !is_same)) {
            (Some((option, _)), _) => format!("`{option}` has"),
            (None, Some((what, _))) => (*what).to_owned(),
            (None, None) => return Ok(()),
        };
        let as_it_was = if what == INPUTS {
            "their names, sizes and times of change have to be as they were"
        } else {
            "make that as it was"
        };
        Err(Failure::new(format!(
            "{what} changed since the run was stopped, so it cannot go on"
        ))
        .help(format!(
            "{as_it_was}; or `--force` instead of `--resume` decides everything anew"
        )))
    }
}

/// Whether a file is what a kill left of a checkpoint that was being written.
pub(super) fn is_left_over(path: &Path) -> bool {
    let whole = format!("{{\"schema\":\"{SCHEMA}\"");
    let mut start = Vec::new();
    let is_regular = fs::symlink_metadata(path).is_ok_and(|data| data.is_file());
    is_regular
        && File::open(path)
            .and_then(|file| file.take(whole.len() as u64).read_to_end(&mut start))
            .is_ok_and(|_| whole.as_bytes().starts_with(&start))
}

/// Where a checkpoint is written before it is put in its place.
pub(super) fn unfinished(path: &Path) -> PathBuf {
    with_ending(path, ".new")
}

/// A path with more at the end of its name.
pub(super) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(ending);
    path.into()
}

/// A number that other texts hardly have (FNV-1a); the same on every machine.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fingerprint(u64);

impl Fingerprint {
    /// That of nothing.
    pub(super) fn new() -> Self {
        Fingerprint(0xcbf2_9ce4_8422_2325)
    }

    /// That of these texts one behind the other, and of where they end.
    pub(super) fn add(&mut self, text: &str) {
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// It as a text.
    pub(super) fn text(self) -> String {
        format!("{:016x}", self.0)
    }
}
