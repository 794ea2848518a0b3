//! Where decisions are written to.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Seek as _, SeekFrom, Stdout, Write};
use std::path::{Path, PathBuf};

use super::checkpoint::{Checkpoint, Identity, is_left_over, unfinished, with_ending};
use crate::cli::failure::Failure;
use crate::cli::{files, store};

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

/// Where decisions are written to.
pub(super) enum Target {
    /// Standard output.
    Stdout,
    /// Something that is no regular file.
    Device(PathBuf),
    /// A file.
    File(Paths),
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

    /// The files that a run writes besides what the user named.
    pub(super) fn beside(&self) -> Vec<PathBuf> {
        let lines = Some(self.lines.clone()).filter(|lines| *lines != self.output);
        let progress = [self.progress.clone(), unfinished(&self.progress)];
        lines.into_iter().chain(progress).collect()
    }

    /// How far an earlier run has come that goes on now. Refuses to replace what
    /// must stay; nothing is changed.
    pub(super) fn earlier(
        &self,
        existing: Existing,
        now: &Identity,
    ) -> Result<Option<Checkpoint<'static>>, Failure> {
        match existing {
            Existing::GoesOn => stopped(self, now),
            Existing::Stays => stays(self).map(|()| None),
            Existing::Goes => Ok(None),
        }
    }
}

/// Where lines are written to.
pub(super) struct Output {
    sink: Sink,
    /// How many bytes were written, in earlier runs too.
    bytes: u64,
    /// A file that was made for a run that has not begun: it goes again where
    /// that cannot begin.
    fresh: Option<PathBuf>,
}

enum Sink {
    Stdout(Stdout),
    Device(File, PathBuf),
    File(File, PathBuf),
}

impl Output {
    /// Standard output.
    pub(super) fn stdout() -> Self {
        Output {
            sink: Sink::Stdout(io::stdout()),
            bytes: 0,
            fresh: None,
        }
    }

    /// Something that is written to and is no regular file, such as a pipe. No
    /// run can go on with it.
    pub(super) fn device(path: &Path) -> Result<Self, Failure> {
        let opened = OpenOptions::new().write(true).open(path);
        let file = opened.map_err(|error| unwritable(path, &error))?;
        Ok(Output {
            sink: Sink::Device(file, path.to_owned()),
            bytes: 0,
            fresh: None,
        })
    }

    /// Opens the files of a run, of which an earlier one has written so many
    /// bytes. What is in them stays until the run begins.
    pub(super) fn open(paths: &Paths, existing: Existing, bytes: u64) -> Result<Self, Failure> {
        let unwritable = |error: io::Error| unwritable(&paths.lines, &error);
        if existing == Existing::Goes && paths.lines != paths.output && paths.lines.is_symlink() {
            // What it leads to is none of ours.
            removed(&paths.lines)?;
        }
        let (file, fresh) = opened(&store::behind_links(&paths.lines)).map_err(unwritable)?;
        let usable = can_be_used(&file, paths, bytes);
        let output = Output {
            sink: Sink::File(file, paths.lines.clone()),
            bytes,
            fresh,
        };
        usable.map(|()| output)
    }

    /// From here on the run can go on: what stands behind belongs to records that
    /// are decided again.
    pub(super) fn begin(&mut self) -> Result<(), Failure> {
        self.fresh = None;
        let Sink::File(file, path) = &mut self.sink else {
            return Ok(());
        };
        file.set_len(self.bytes)
            .and_then(|()| file.seek(SeekFrom::End(0)))
            .map(drop)
            .map_err(|error| unwritable(path, &error))
    }

    /// How many bytes were written, in earlier runs too.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Writes lines. A reader that has gone away is told.
    pub(super) fn write(&mut self, lines: &[u8]) -> Result<Written, Failure> {
        let written = match &mut self.sink {
            Sink::Stdout(stdout) => stdout.lock().write_all(lines),
            Sink::Device(file, _) | Sink::File(file, _) => file.write_all(lines),
        };
        self.done(written, lines.len())
    }

    /// Sees to it that nothing of what was written is kept back.
    pub(super) fn flush(&mut self) -> Result<Written, Failure> {
        let flushed = match &mut self.sink {
            Sink::Stdout(stdout) => stdout.lock().flush(),
            Sink::Device(file, _) | Sink::File(file, _) => file.flush(),
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
            (Err(error), Sink::Device(_, path)) => Err(unwritable(path, &error)
                .help("when that is mended, begin anew: only a run that writes to a file can go on where it ended")),
            (Err(error), Sink::File(_, path)) => Err(unwritable(path, &error)
                .help("when that is mended, `--resume` goes on where the run ended")),
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Some(path) = self.fresh.take() {
            // It is empty, and was not there before: that it stays is no harm.
            let _ = fs::remove_file(path);
        }
    }
}

/// Refuses a file that another run writes to, or that has lost some of the bytes
/// that an earlier one has written.
fn can_be_used(file: &File, paths: &Paths, bytes: u64) -> Result<(), Failure> {
    // A system that knows no locks is no reason not to write.
    if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
        let shown = paths.output.display();
        return Err(Failure::new(format!("another run is writing to `{shown}`"))
            .help("wait for its end, or name another file"));
    }
    let data = file.metadata();
    if data
        .map_err(|error| unwritable(&paths.lines, &error))?
        .len()
        < bytes
    {
        let lines = paths.lines.display();
        return Err(Failure::new(format!(
            "`{lines}` is shorter than it was when the run was stopped, so it cannot go on"
        ))
        .help("`--force` instead of `--resume` decides everything anew"));
    }
    Ok(())
}

/// Opens a file for writing, as it is; gives its path too where it was not there.
fn opened(path: &Path) -> io::Result<(File, Option<PathBuf>)> {
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => Ok((file, Some(path.to_owned()))),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let file = OpenOptions::new().write(true).open(path)?;
            Ok((file, None))
        }
        Err(error) => Err(error),
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
fn stopped(paths: &Paths, now: &Identity) -> Result<Option<Checkpoint<'static>>, Failure> {
    let next = unfinished(&paths.progress);
    if is_there(&next) && !is_left_over(&next) {
        return Err(is_in_the_way(&next).help(OTHER_OR_FORCE));
    }
    if let Some(earlier) = Checkpoint::read(&paths.progress)? {
        earlier.check(now)?;
        return Ok(Some(earlier));
    }
    let length = |path: &Path| fs::metadata(path).map_or(0, |data| data.len());
    // A run may have been ended before it said anything.
    if length(&paths.output) == 0 && length(&paths.lines) == 0 {
        return Ok(None);
    }
    let shown = paths.output.display();
    Err(
        Failure::new(format!("`{shown}` is there, and no stopped run that wrote it"))
            .help("if its run has ended, it is complete; `--force` instead of `--resume` decides everything anew"),
    )
}

/// Refuses to replace anything.
fn stays(paths: &Paths) -> Result<(), Failure> {
    // An output that is a link to nothing yet is written through.
    let output = Some(paths.output.clone()).filter(|path| path.exists());
    let beside = paths.beside().into_iter().filter(|path| is_there(path));
    match output.into_iter().chain(beside).next() {
        Some(path) if is_there(&paths.progress) => Err(is_in_the_way(&path).help(
            "`--resume` goes on where the run that wrote it was stopped; `--force` decides everything anew",
        )),
        Some(path) => Err(is_in_the_way(&path).help(OTHER_OR_FORCE)),
        None => Ok(()),
    }
}

const OTHER_OR_FORCE: &str = "name another file; or `--force` replaces it";

fn is_in_the_way(path: &Path) -> Failure {
    Failure::new(format!("`{}` is there already", path.display()))
}

/// Whether something is called so, be it a link that leads nowhere.
fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
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

/// Refuses a path where no file is, or could be.
pub(super) fn can_be_file(path: &Path) -> Result<(), Failure> {
    let file = store::behind_links(path);
    if file.is_symlink() {
        let path = path.display();
        return Err(
            Failure::new(format!("cannot write `{path}`: its links lead in a circle"))
                .help("name another file"),
        );
    }
    let folder = files::folder_of(&file);
    if !folder.is_dir() {
        let folder = folder.display();
        return Err(Failure::new(format!("there is no folder `{folder}`"))
            .help("make it, or name a file in another one"));
    }
    if path.is_dir() {
        let path = path.display();
        return Err(Failure::new(format!("`{path}` is a folder")).help("name a file in it"));
    }
    Ok(())
}
