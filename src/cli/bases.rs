//! Which rule bases the paths on a command line mean.

use std::fs;
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::files;

/// A rule base on disk: a folder with its rules.
#[derive(Debug)]
pub(super) struct Base {
    /// The name of its folder.
    pub(super) name: String,
    /// The folder, as it was named.
    pub(super) folder: PathBuf,
    /// Where the folder lies, whichever way leads there.
    place: PathBuf,
    /// Its rules files.
    pub(super) rules: Vec<String>,
}

impl Base {
    /// Where its cases lie.
    pub(super) fn cases(&self) -> PathBuf {
        self.folder.join("cases")
    }
}

/// The rule bases that `paths` mean. A folder with rules is one; a folder whose
/// folders have rules means each of these; rules files of one folder are one.
pub(super) fn bases(paths: &[PathBuf]) -> Result<Vec<Base>, Failure> {
    let mut bases: Vec<Base> = Vec::new();
    for path in paths {
        let found = if path.is_dir() {
            of_folder(path)?
        } else {
            vec![of_file(path)?]
        };
        for base in found {
            match bases.iter_mut().find(|other| other.place == base.place) {
                Some(known) => known.rules.extend(base.rules),
                None => bases.push(base),
            }
        }
    }
    for base in &mut bases {
        base.rules.sort();
        base.rules.dedup();
    }
    Ok(bases)
}

fn of_folder(folder: &Path) -> Result<Vec<Base>, Failure> {
    let folders = files::folders_with_rules(folder);
    if folders.is_empty() {
        // It says what is wrong where there are none.
        let rules = files::rules_files(&[folder.to_owned()])?;
        return Ok(vec![base(folder, rules)?]);
    }
    let bases = folders.into_iter().map(|folder| {
        let rules = files::rules_files(std::slice::from_ref(&folder))?;
        base(&folder, rules)
    });
    bases.collect()
}

fn of_file(file: &Path) -> Result<Base, Failure> {
    let rules = files::rules_files(&[file.to_owned()])?;
    let folder = match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    base(folder, rules)
}

fn base(folder: &Path, rules: Vec<String>) -> Result<Base, Failure> {
    let failed = |reason: &str| {
        let folder = folder.display();
        Failure::new(format!("cannot tell what `{folder}` is called: {reason}"))
    };
    let place = fs::canonicalize(folder).map_err(|error| failed(&files::reason(&error)))?;
    let name = match place.file_name().map(|name| name.to_str()) {
        Some(Some(name)) => name.to_owned(),
        Some(None) => return Err(failed("its name is not UTF-8 text")),
        None => "rules".to_owned(),
    };
    Ok(Base {
        name,
        folder: folder.to_owned(),
        place,
        rules,
    })
}
