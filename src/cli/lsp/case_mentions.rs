//! Case files that use a name. A rename does not change them: they may be evidence of
//! what was once the case.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::files::{self, Origin};

/// More files than this are not read.
const MOST_FILES: usize = 2_000;
/// Larger files are not read.
const MOST_BYTES: usize = 1024 * 1024;

/// The case files beside the rules of a folder that mention a name, sorted.
pub(super) fn files_with(folder: &str, name: &str) -> Vec<PathBuf> {
    let mut folders = vec![Path::new(folder).join("cases")];
    let mut found = Vec::new();
    let mut left = MOST_FILES;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(path);
            } else if is_case(&path) && left > 0 {
                left -= 1;
                if mentions(&path, name) {
                    found.push(path);
                }
            }
        }
    }
    found.sort();
    found
}

fn is_case(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("yaml" | "yml" | "json"))
}

fn mentions(path: &Path, name: &str) -> bool {
    let Ok(bytes) = files::read_from(path, Origin::Found, MOST_BYTES) else {
        return false;
    };
    let text = String::from_utf8_lossy(&bytes);
    let goes_on = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        !goes_on(before) && !goes_on(after)
    })
}
