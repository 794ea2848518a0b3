//! Where decisions are written to.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Seek as _, SeekFrom, Stdout, Write};
use std::path::{Path, PathBuf};

use super::checkpoint::{Checkpoint, Identity, with_ending};
use crate::cli::failure::Failure;
use crate::cli::files;

/// What is done about a file that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Existing {
    /// It stays, and nothing is done.
    Stays,
    /// It is replaced.
    Goes,
    /// The stopped run that wrote it goes on.
    GoesOn,
}

/// The files of a run.
#[derive(Clone, Debug)]
pub(super) struct Paths {
    /// What the user named.
    pub(super) output: PathBuf,
    /// What lines are written to: the same, or a file beside it that the output
    /// is made of at the end.
    pub(super) lines: PathBuf,
    /// How far the run has come.
    pub(super) progress: PathBuf,
}

impl Paths {
    /// The files of a run that writes this one; `is_made_of_lines` where that
    /// happens at the end.
    pub(super) fn of(output: &Path, is_made_of_lines: bool) -> Self {
        Paths {
            lines: if is_made_of_lines {
                with_ending(output, ".unfinished")
            } else {
                output.to_owned()
            },
            progress: with_ending(output, ".progress"),
            output: output.to_owned(),
        }
    }
}

/// Where lines are written to.
pub(super) struct Output {
    sink: Sink,
    /// How many bytes were written, in earlier runs too.
    bytes: u64,
}

enum Sink {
    Stdout(Stdout),
    File(File, PathBuf),
}

impl Output {
    /// Standard output.
    pub(super) fn stdout() -> Self {
        Output {
            sink: Sink::Stdout(io::stdout()),
            bytes: 0,
        }
    }

    /// Something that is written to and is no regular file, such as a pipe. No
    /// run can go on with it.
    pub(super) fn device(path: &Path) -> Result<Self, Failure> {
        let opened = OpenOptions::new().write(true).open(path);
        let file = opened.map_err(|error| unwritable(path, &error))?;
        Ok(Output {
            sink: Sink::File(file, path.to_owned()),
            bytes: 0,
        })
    }

    /// Opens the files of a run, and gives how far an earlier one has come.
    pub(super) fn open(
        paths: &Paths,
        existing: Existing,
        now: &Identity,
    ) -> Result<(Self, Option<Checkpoint<'static>>), Failure> {
        let earlier = match existing {
            Existing::GoesOn => earlier(paths, now)?,
            Existing::Stays => {
                stays(paths)?;
                None
            }
            Existing::Goes => None,
        };
        let unwritable = |error: io::Error| unwritable(&paths.lines, &error);
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&paths.lines)
            .map_err(unwritable)?;
        // A system that knows no locks is no reason not to write.
        if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
            let shown = paths.output.display();
            return Err(Failure::new(format!("another run is writing to `{shown}`"))
                .help("wait for its end, or name another file"));
        }
        let bytes = earlier.as_ref().map_or(0, |earlier| earlier.bytes);
        if earlier.is_none() {
            // It must not speak of a file that has become another.
            removed(&paths.progress)?;
        }
        // What stands behind belongs to records that are decided again.
        file.set_len(bytes).map_err(unwritable)?;
        file.seek(SeekFrom::End(0)).map_err(unwritable)?;
        let sink = Sink::File(file, paths.lines.clone());
        Ok((Output { sink, bytes }, earlier))
    }

    /// How many bytes were written, in earlier runs too.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Writes lines. A reader that has gone away is told.
    pub(super) fn write(&mut self, lines: &[u8]) -> Result<Written, Failure> {
        let written = match &mut self.sink {
            Sink::Stdout(stdout) => stdout.lock().write_all(lines),
            Sink::File(file, _) => file.write_all(lines),
        };
        self.done(written, lines.len())
    }

    /// Sees to it that nothing of what was written is kept back.
    pub(super) fn flush(&mut self) -> Result<Written, Failure> {
        let flushed = match &mut self.sink {
            Sink::Stdout(stdout) => stdout.lock().flush(),
            Sink::File(file, _) => file.flush(),
        };
        self.done(flushed, 0)
    }

    fn done(&mut self, result: io::Result<()>, count: usize) -> Result<Written, Failure> {
        match (result, &self.sink) {
            (Ok(()), _) => {
                self.bytes += count as u64;
                Ok(Written::All)
            }
            (Err(error), Sink::Stdout(_)) if error.kind() == io::ErrorKind::BrokenPipe => {
                Ok(Written::NobodyReads)
            }
            (Err(error), Sink::Stdout(_)) => Err(crate::cli::check::unprinted(&error)),
            (Err(error), Sink::File(_, path)) => Err(unwritable(path, &error)
                .help("when that is mended, `--resume` goes on where the run ended")),
        }
    }
}

/// What became of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// They were written.
    All,
    /// Whoever read the output has gone away.
    NobodyReads,
}

/// How far an earlier run has come; none where there was none.
fn earlier(paths: &Paths, now: &Identity) -> Result<Option<Checkpoint<'static>>, Failure> {
    let shown = paths.output.display();
    let length = |path: &Path| fs::metadata(path).map_or(0, |data| data.len());
    let Some(earlier) = Checkpoint::read(&paths.progress)? else {
        // A run may have been ended before it said anything.
        if length(&paths.output) == 0 && length(&paths.lines) == 0 {
            return Ok(None);
        }
        return Err(
            Failure::new(format!("`{shown}` is there, and no stopped run that wrote it"))
                .help("if its run has ended, it is complete; `--force` instead of `--resume` decides everything anew"),
        );
    };
    earlier.check(now)?;
    if length(&paths.lines) < earlier.bytes {
        let lines = paths.lines.display();
        return Err(Failure::new(format!(
            "`{lines}` is shorter than it was when the run was stopped, so it cannot go on"
        ))
        .help("`--force` instead of `--resume` decides everything anew"));
    }
    Ok(Some(earlier))
}

/// Refuses to replace anything.
fn stays(paths: &Paths) -> Result<(), Failure> {
    for path in [&paths.output, &paths.lines, &paths.progress] {
        if path.exists() {
            let failure = Failure::new(format!("`{}` is there already", path.display()));
            return Err(failure.help(if paths.progress.exists() {
                "`--resume` goes on where the run that wrote it was stopped; `--force` decides everything anew"
            } else {
                "name another file; or `--force` replaces it"
            }));
        }
    }
    Ok(())
}

/// Removes a file, if it is there.
pub(super) fn removed(path: &Path) -> Result<(), Failure> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            let (path, reason) = (path.display(), files::writing_reason(&error));
            Err(Failure::new(format!("cannot remove `{path}`: {reason}")))
        }
        _ => Ok(()),
    }
}

/// That a file cannot be written.
pub(super) fn unwritable(path: &Path, error: &io::Error) -> Failure {
    let (path, reason) = (path.display(), files::writing_reason(error));
    Failure::new(format!("cannot write `{path}`: {reason}"))
}
