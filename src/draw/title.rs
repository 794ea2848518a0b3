//! What a picture or a document of rules is called.

use std::path::Path;

use crate::model::Guide;
use crate::program::Program;
use crate::source::FileId;

/// The title of some files, and what else is to be said: the title of their
/// guide; where there are several, the name of the folder and all their titles.
pub fn title(program: &Program, files: &[FileId]) -> (String, Option<String>) {
    let guides = guides(program, files);
    match guides.as_slice() {
        [] => (folder(program), None),
        [guide] => (guide.title.clone(), None),
        several => {
            let titles: Vec<&str> = several.iter().map(|guide| guide.title.as_str()).collect();
            (folder(program), Some(titles.join(" · ")))
        }
    }
}

/// The guides of some files, each title once.
pub fn guides<'a>(program: &'a Program, files: &[FileId]) -> Vec<&'a Guide> {
    let mut guides: Vec<&Guide> = Vec::new();
    for guide in &program.rules().guides {
        let is_new = guides.iter().all(|other| other.title != guide.title);
        if is_new && files.contains(&guide.span.file) {
            guides.push(guide);
        }
    }
    guides
}

/// The name of the folder of the first file, or of the file where it lies in no
/// folder that has a name.
fn folder(program: &Program) -> String {
    let first = program.sources().iter().next();
    let path = first.map_or("", |(_, file)| file.name());
    let parent = Path::new(path).parent().and_then(Path::file_name);
    let name = parent.or_else(|| Path::new(path).file_stem());
    name.map_or_else(
        || "rules".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}
