//! Which cases a suite has, and what tells them apart.

use std::collections::HashMap;
use std::fmt;

use crate::model::value::printable;

/// What tells a case apart in its suite: the path of its file below the folder
/// of the cases, with `/` and without the extension. Its snapshot is named so.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CaseId(String);

impl CaseId {
    /// The id of the file at `path` below the folder of the cases.
    pub fn of(path: &str) -> Self {
        let name_at = path.rfind('/').map_or(0, |slash| slash + 1);
        let end = path[name_at..]
            .rfind('.')
            .map_or(path.len(), |dot| name_at + dot);
        CaseId(path[..end].to_owned())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it has only characters that can be shown.
    pub fn is_printable(&self) -> bool {
        printable(&self.0) == self.0
    }

    /// What file systems that ignore upper and lower case tell it apart by.
    fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a case cannot be told apart from another one, or must not be called what
/// it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameFault {
    /// Its snapshot would be that of another file, on this machine or on one
    /// that ignores upper and lower case.
    SameSnapshot {
        /// The path of the other file.
        other: String,
    },
    /// Another case is called the same, but for upper and lower case.
    SameName {
        /// What both are called.
        name: String,
        /// The path of the other file.
        other: String,
    },
    /// Its file has characters in its name that cannot be shown.
    Unprintable,
    /// It is called like a path that leads out of a folder.
    Path {
        /// What it is called.
        name: String,
    },
}

impl NameFault {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            NameFault::SameSnapshot { .. } => "rename one of the files",
            NameFault::Unprintable => "rename the file",
            NameFault::SameName { .. } => "say in `case:` what makes this one special",
            NameFault::Path { .. } => "say in words what the case is about",
        }
    }
}

impl fmt::Display for NameFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NameFault::SameSnapshot { other } => {
                write!(f, "its snapshot would be that of `{other}` too")
            }
            NameFault::SameName { name, other } => {
                write!(f, "`{other}` is called `{name}` too")
            }
            NameFault::Unprintable => {
                f.write_str("the name of the file has characters that cannot be shown")
            }
            NameFault::Path { name } => {
                write!(f, "`{name}` is a path, not the name of a case")
            }
        }
    }
}

/// Keeps the cases of a suite apart, as they are read one after the other.
#[derive(Debug, Default)]
pub struct Register {
    /// The paths, by folded id.
    ids: HashMap<String, String>,
    /// The paths, by folded name.
    names: HashMap<String, String>,
}

impl Register {
    /// Adds the case with the file at `path`.
    ///
    /// # Errors
    ///
    /// Where an earlier case has the same id, or where it cannot be shown.
    pub fn add(&mut self, id: &CaseId, path: &str) -> Result<(), NameFault> {
        if !id.is_printable() {
            return Err(NameFault::Unprintable);
        }
        if let Some(other) = self.ids.get(&id.folded()) {
            let other = other.clone();
            return Err(NameFault::SameSnapshot { other });
        }
        self.ids.insert(id.folded(), path.to_owned());
        Ok(())
    }

    /// Adds what the case with the file at `path` is called.
    ///
    /// # Errors
    ///
    /// Where an earlier case is called the same, or where it is no name.
    pub fn add_name(&mut self, name: &str, path: &str) -> Result<(), NameFault> {
        if name.split(['/', '\\']).any(|part| part == "..") {
            let name = name.to_owned();
            return Err(NameFault::Path { name });
        }
        let folded = name.trim().to_lowercase();
        if let Some(other) = self.names.get(&folded) {
            return Err(NameFault::SameName {
                name: name.to_owned(),
                other: other.clone(),
            });
        }
        self.names.insert(folded, path.to_owned());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{CaseId, NameFault, Register};

    #[test]
    fn an_id_is_the_path_without_its_extension() {
        assert_eq!(CaseId::of("walks/v1.2.yaml").as_str(), "walks/v1.2");
        assert_eq!(CaseId::of("a.b/none").as_str(), "a.b/none");
    }

    #[test]
    fn ids_and_names_that_differ_only_in_case_are_the_same() {
        let mut register = Register::default();
        assert_eq!(register.add(&CaseId::of("Mac.yaml"), "Mac.yaml"), Ok(()));
        assert!(matches!(
            register.add(&CaseId::of("mac.json"), "mac.json"),
            Err(NameFault::SameSnapshot { other }) if other == "Mac.yaml"
        ));
        assert_eq!(register.add_name("A Mac", "Mac.yaml"), Ok(()));
        assert!(matches!(
            register.add_name("a mac ", "other.yaml"),
            Err(NameFault::SameName { .. })
        ));
        assert!(matches!(
            register.add_name("../../etc/passwd", "other.yaml"),
            Err(NameFault::Path { .. })
        ));
        assert_eq!(
            register.add(&CaseId::of("a\u{1b}[2J.yaml"), "a.yaml"),
            Err(NameFault::Unprintable)
        );
    }
}
