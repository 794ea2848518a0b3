//! Paths of rules files: `/`-separated, compared as texts.

use crate::diagnostic::catalogue::ImportPathFault;

/// The path without `.`, empty parts, and `..` behind a folder.
pub fn normal(path: &str) -> String {
    let absolute = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            // There is nothing above the root.
            ".." if absolute => {}
            part => parts.push(part),
        }
    }
    let root = if absolute { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}

/// The path that `written` means in the file at `importer`.
pub(super) fn relative_to(importer: &str, written: &str) -> String {
    let folder = importer.rsplit_once('/').map_or("", |(folder, _)| folder);
    match folder {
        "" if importer.starts_with('/') => normal(&format!("/{written}")),
        "" => normal(written),
        folder => normal(&format!("{folder}/{written}")),
    }
}

/// What is wrong with a path as an import writes it.
pub(super) fn fault(written: &str) -> Option<ImportPathFault> {
    let drive = written.as_bytes().get(1) == Some(&b':');
    if written.starts_with(['/', '\\']) || drive {
        Some(ImportPathFault::Absolute)
    } else if written.contains('\\') {
        Some(ImportPathFault::Backslash)
    } else if written.strip_suffix(".rules").is_none() {
        Some(ImportPathFault::NotRules)
    } else {
        None
    }
}

/// The path of `target` as the file at `from` writes it.
pub(crate) fn relative(from: &str, target: &str) -> String {
    let folders: Vec<&str> = from.split('/').collect();
    let folders = &folders[..folders.len() - 1];
    let parts: Vec<&str> = target.split('/').collect();
    let common = folders
        .iter()
        .zip(&parts[..parts.len() - 1])
        .take_while(|(a, b)| a == b)
        .count();
    let up = std::iter::repeat_n("..", folders.len() - common);
    up.chain(parts[common..].iter().copied())
        .collect::<Vec<_>>()
        .join("/")
}

#[cfg(test)]
mod tests {
    use super::{normal, relative, relative_to};

    #[test]
    fn normal_form() {
        for (path, expected) in [
            ("a.rules", "a.rules"),
            ("./a/./b.rules", "a/b.rules"),
            ("a/../b.rules", "b.rules"),
            ("../../a/../b.rules", "../../b.rules"),
            ("/a//../../b.rules", "/b.rules"),
        ] {
            assert_eq!(normal(path), expected, "{path}");
        }
    }

    #[test]
    fn relative_paths() {
        for (importer, written, expected) in [
            ("a.rules", "b.rules", "b.rules"),
            ("x/a.rules", "b.rules", "x/b.rules"),
            ("x/a.rules", "../b.rules", "b.rules"),
            ("/a.rules", "b.rules", "/b.rules"),
            ("../x/a.rules", "../y/b.rules", "../y/b.rules"),
        ] {
            assert_eq!(
                relative_to(importer, written),
                expected,
                "{importer} {written}"
            );
        }
    }

    #[test]
    fn paths_are_relative_to_the_folder() {
        for (from, target, expected) in [
            ("a.rules", "b.rules", "b.rules"),
            ("x/a.rules", "x/b.rules", "b.rules"),
            ("x/a.rules", "b.rules", "../b.rules"),
            ("x/a.rules", "y/z/b.rules", "../y/z/b.rules"),
            ("/r/a.rules", "/r/y/b.rules", "y/b.rules"),
            ("/r/a.rules", "/r/b.rules", "b.rules"),
            ("/r/x/a.rules", "/r/y/b.rules", "../y/b.rules"),
        ] {
            assert_eq!(relative(from, target), expected, "{from} {target}");
        }
    }
}
