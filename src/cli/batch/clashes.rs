//! Files that a run would write twice, or read and write.

use std::path::{Path, PathBuf};

use super::inputs::Input;
use super::output::Target;
use super::same::{FileId, is_device, place_of};
use crate::cli::failure::Failure;
use crate::cli::store;
use crate::program::Program;

/// What stands for standard input.
const STDIN: &str = "-";

/// What a run writes.
pub(super) struct Writes {
    files: Vec<Written>,
}

/// A file that a run writes.
struct Written {
    path: PathBuf,
    id: FileId,
    /// Where it lies: the link to it, if there is one, and itself.
    places: Vec<PathBuf>,
    part: Part,
}

/// What a file is for.
enum Part {
    /// For the decisions.
    Output,
    /// For what the run keeps beside this output.
    Beside(PathBuf),
    /// For the summary.
    Summary,
    /// For decisions too: the shell has opened it.
    Stdout,
}

impl Writes {
    /// What a run writes, if that is one file a purpose. Devices are none: what is
    /// written to them replaces nothing.
    pub(super) fn of(target: &Target, summary: Option<&Path>) -> Result<Self, Failure> {
        let mut writes = Writes { files: Vec::new() };
        match target {
            Target::Stdout => writes.files.extend(FileId::of_stdout().map(|id| Written {
                path: PathBuf::new(),
                id,
                places: Vec::new(),
                part: Part::Stdout,
            })),
            Target::Device(_) => {}
            Target::File(paths) => {
                writes.add(&paths.output, Part::Output)?;
                for path in paths.beside() {
                    writes.add(&path, Part::Beside(paths.output.clone()))?;
                }
            }
        }
        if let Some(summary) = summary.filter(|path| !is_device(path)) {
            writes.add(summary, Part::Summary)?;
        }
        Ok(writes)
    }

    fn add(&mut self, path: &Path, part: Part) -> Result<(), Failure> {
        let id = FileId::of(path);
        if let Some(other) = self.files.iter().find(|other| other.id == id) {
            return Err(other.is_written_twice(path));
        }
        self.files.push(Written {
            path: path.to_owned(),
            id,
            places: vec![place_of(path), place_of(&store::behind_links(path))],
            part,
        });
        Ok(())
    }

    /// Whether a file lies where the run writes one: an earlier run may have left
    /// it.
    pub(super) fn lies_there(&self, path: &Path) -> bool {
        let place = place_of(path);
        self.files.iter().any(|written| match written.part {
            Part::Stdout => FileId::of(path) == written.id,
            Part::Output | Part::Beside(_) | Part::Summary => written.places.contains(&place),
        })
    }

    /// Refuses to write to what is read: rules, those that others import too, and
    /// records.
    pub(super) fn spare(
        &self,
        rules: &[String],
        program: &Program,
        inputs: &[Input],
    ) -> Result<(), Failure> {
        let imported = program.sources().iter().map(|(_, file)| file.name());
        for rules in rules.iter().map(String::as_str).chain(imported) {
            self.spare_file(rules, FileId::of_existing(Path::new(rules)).as_ref())?;
        }
        for input in inputs {
            let (name, id) = if input.is_stdin() {
                (STDIN, FileId::of_stdin())
            } else {
                (input.name.as_str(), FileId::of_existing(&input.path))
            };
            self.spare_file(name, id.as_ref())?;
        }
        Ok(())
    }

    fn spare_file(&self, name: &str, read: Option<&FileId>) -> Result<(), Failure> {
        let same = |written: &&Written| Some(&written.id) == read;
        match self.files.iter().find(same) {
            Some(written) => Err(written.is_read(name)),
            None => Ok(()),
        }
    }
}

impl Written {
    /// That this is read, under this name.
    fn is_read(&self, name: &str) -> Failure {
        let path = self.path.display();
        match &self.part {
            Part::Output | Part::Summary => {
                let read = match name {
                    STDIN => "is read as standard input".to_owned(),
                    name if self.path == Path::new(name) => "is read".to_owned(),
                    name => format!("is read as `{name}`"),
                };
                Failure::new(format!("`{path}` {read}, so nothing can be written to it"))
                    .help("name another file")
            }
            Part::Beside(output) => {
                let output = output.display();
                Failure::new(format!(
                    "`{path}` is read, and a run that writes `{output}` needs it for itself"
                ))
                .help("name another file with `--output`")
            }
            Part::Stdout => {
                Failure::new(format!("`{name}` is read, and standard output goes to it"))
                    .help("send it to another file")
            }
        }
    }

    /// That something else is to be written to this.
    fn is_written_twice(&self, second: &Path) -> Failure {
        let (path, shown) = (self.path.display(), second.display());
        let message = match &self.part {
            Part::Beside(output) => format!(
                "`{shown}` cannot be the summary: a run that writes `{}` needs `{path}` for itself",
                output.display()
            ),
            Part::Stdout => format!(
                "`{shown}` cannot be the summary: the decisions go there, as standard output"
            ),
            Part::Output | Part::Summary if self.path == second => {
                format!("`{path}` cannot be both the decisions and the summary")
            }
            Part::Output | Part::Summary => {
                format!("`{shown}` is the same file as `{path}`, where the decisions go")
            }
        };
        Failure::new(message).help("name another file")
    }
}
