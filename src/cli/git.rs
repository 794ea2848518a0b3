//! Rules as they are in a revision of a git repository.
//!
//! The `git` program reads them; nothing is ever written to the repository.

use std::ffi::OsStr;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use super::failure::Failure;
use super::files;
use crate::load::{ReadError, ReadSource};
use crate::model::value::printable;

/// A revision, seen from a place in its repository.
pub(super) struct Revision {
    /// What it was called.
    name: String,
    /// Its commit.
    commit: String,
    /// A folder of the work tree, from which git is run.
    folder: PathBuf,
    /// The path of the rules in the repository.
    path: String,
}

impl Revision {
    /// The revision `name` of the repository in which `path` lies: a folder or a
    /// file that exists.
    pub(super) fn at(name: &str, path: &Path) -> Result<Self, Failure> {
        let (folder, file) = if path.is_dir() {
            (path, None)
        } else {
            (files::folder_of(path), path.file_name())
        };
        let prefix = prefix(folder)?;
        let file = file.map_or(Some(""), OsStr::to_str).ok_or_else(|| {
            let path = path.display();
            Failure::new(format!("the path `{path}` is not UTF-8 text"))
        })?;
        Ok(Revision {
            name: name.to_owned(),
            commit: commit(name, folder)?,
            folder: folder.to_owned(),
            path: format!("{prefix}{file}").trim_end_matches('/').to_owned(),
        })
    }

    /// What the rules are called: `main:rules/crashplan`.
    pub(super) fn label(&self) -> String {
        self.name_of(&self.path)
    }

    /// What a file of this revision is called.
    pub(super) fn name_of(&self, path: &str) -> String {
        format!("{}:{path}", self.name)
    }

    /// The rules files that the path means in this revision.
    pub(super) fn rules_files(&self) -> Result<Vec<String>, Failure> {
        let object = format!("{}:{}", self.commit, self.path);
        let kind = git(&self.folder, &["cat-file", "-t", &object])?;
        match text(&kind.stdout).trim() {
            "tree" => self.rules_in(&object),
            "blob" => Ok(vec![self.path.clone()]),
            _ => {
                let (path, name) = (&self.path, printable(&self.name));
                Err(Failure::new(format!("`{path}` is not in `{name}`")).help(
                    "if the rules are new, there is nothing to compare them with; if they \
                     were moved, name the old ones too: `whatnext diff OLD NEW`",
                ))
            }
        }
    }

    fn rules_in(&self, tree: &str) -> Result<Vec<String>, Failure> {
        let listed = git(&self.folder, &["ls-tree", "-z", "--full-tree", tree])?;
        if !listed.status.success() {
            return Err(failed(&listed));
        }
        let mut files = Vec::new();
        // Each is `mode kind object<tab>name`.
        for entry in text(&listed.stdout).split('\0') {
            let Some((head, name)) = entry.split_once('\t') else {
                continue;
            };
            if head.split(' ').nth(1) == Some("blob") && files::is_rules_file(Path::new(name)) {
                let separator = if self.path.is_empty() { "" } else { "/" };
                files.push(format!("{}{separator}{name}", self.path));
            }
        }
        if files.is_empty() {
            let label = self.label();
            return Err(Failure::new(format!(
                "there is no `.rules` file in `{}`",
                printable(&label)
            )));
        }
        files.sort();
        Ok(files)
    }

    /// The bytes of a file, links followed.
    fn bytes(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let failed = |error: io::Error| ReadError::Unreadable {
            reason: files::reason(&error),
        };
        let mut child = command(&self.folder)
            .args(["cat-file", "--batch", "--follow-symlinks"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(failed)?;
        let answer = ask(&mut child, &format!("{}:{path}\n", self.commit));
        // It may still have more to say than is wanted.
        let _ = child.kill();
        let _ = child.wait();
        let answer = answer.map_err(failed)?;
        if answer.starts_with(LEADS_OUTSIDE) {
            return Err(self.outside());
        }
        content(&answer)
    }

    fn outside(&self) -> ReadError {
        let name = printable(&self.name);
        ReadError::Unreadable {
            reason: format!("it lies outside the repository, so `{name}` does not have it"),
        }
    }
}

impl ReadSource for Revision {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        // What lies outside of the repository is in no revision.
        if path.starts_with("../") || path.starts_with('/') {
            return Err(self.outside());
        }
        if path.contains('\n') {
            return Err(ReadError::NotFound);
        }
        files::rules_text(self.bytes(path)?)
    }
}

/// How git begins its answer where a link leads out of the repository.
const LEADS_OUTSIDE: &[u8] = b"symlink ";

/// Asks for an object, and reads the answer up to the limit of rules files.
fn ask(child: &mut Child, request: &str) -> io::Result<Vec<u8>> {
    /// The first line of the answer is shorter.
    const HEAD: u64 = 256;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(request.as_bytes())?;
    }
    let mut answer = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        stdout
            .take(ReadError::MOST_BYTES as u64 + HEAD)
            .read_to_end(&mut answer)?;
    }
    Ok(answer)
}

/// The content in an answer: `object blob size`, a line end, and the content.
fn content(answer: &[u8]) -> Result<Vec<u8>, ReadError> {
    let mut parts = answer.splitn(2, |byte| *byte == b'\n');
    let (head, rest) = (text(parts.next().unwrap_or(&[])), parts.next());
    let mut words = head.split(' ').skip(1);
    let (Some("blob"), Some(size)) = (words.next(), words.next()) else {
        return Err(ReadError::NotFound);
    };
    let size: usize = size.parse().map_err(|_| ReadError::NotFound)?;
    if size > ReadError::MOST_BYTES {
        return Err(ReadError::TooLarge);
    }
    let content = rest.and_then(|rest| rest.get(..size));
    content.map(<[u8]>::to_vec).ok_or(ReadError::Unreadable {
        reason: "git ended in the middle of it".to_owned(),
    })
}

/// The path of a folder in its repository: empty, or with a slash at its end.
fn prefix(folder: &Path) -> Result<String, Failure> {
    let wanted = ["rev-parse", "--is-inside-work-tree", "--show-prefix"];
    let found = git(folder, &wanted)?;
    if found.status.success() {
        let answer = text(&found.stdout);
        return match answer.split_once('\n') {
            Some(("true", prefix)) => Ok(prefix.trim_end_matches(['\n', '\r']).to_owned()),
            _ => Err(no_work_tree(folder)),
        };
    }
    if !text(&found.stderr).contains("not a git repository") {
        return Err(failed(&found));
    }
    let folder = folder.display();
    Err(
        Failure::new(format!("`{folder}` is not in a git repository")).help(
            "`--base` takes the old rules from git; elsewhere name both: `whatnext diff OLD NEW`",
        ),
    )
}

/// Git's own folder, which is all that a bare repository is, has no files of any
/// revision.
fn no_work_tree(folder: &Path) -> Failure {
    let folder = folder.display();
    Failure::new(format!(
        "`{folder}` lies in a bare repository or in a `.git` folder, so which path it has in \
         the revision cannot be told"
    ))
    .help(
        "run it in a clone or in a work tree, which `git worktree add FOLDER BRANCH` makes; or \
         name both: `whatnext diff OLD NEW`",
    )
}

/// The commit that a revision means.
fn commit(name: &str, folder: &Path) -> Result<String, Failure> {
    let wanted = format!("{name}^{{commit}}");
    let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options"];
    let found = git(folder, &[&arguments[..], &[&wanted]].concat())?;
    let commit = text(&found.stdout).trim().to_owned();
    let is_name = commit.len() >= 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
    if found.status.success() && is_name {
        return Ok(commit);
    }
    let name = printable(name);
    Err(
        Failure::new(format!("git does not know the revision `{name}`")).help(
            "name a branch, a tag or a commit; `git fetch` gets what others have, and a shallow \
             clone lacks what is older",
        ),
    )
}

/// What git says to these arguments.
fn git(folder: &Path, arguments: &[&str]) -> Result<Output, Failure> {
    let output = command(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .output();
    output.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Failure::new("there is no `git` program")
            .help("install git, or name the old rules themselves: `whatnext diff OLD NEW`"),
        _ => Failure::new(format!("cannot run git: {}", files::reason(&error))),
    })
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        // Its messages are read, and nothing may be refreshed on the way.
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0");
    // A hook is told which repository it runs in; here it is the one of the
    // rules.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command
}

/// What git says of its failure, with its advice.
fn failed(output: &Output) -> Failure {
    Failure::new(format!("git failed: {}", said(&text(&output.stderr))))
}

/// The lines of a message, those behind the first indented; as many as a message
/// may have.
fn said(message: &str) -> String {
    const MOST_LINES: usize = 12;
    const MOST_CHARACTERS: usize = 400;
    let lines = message.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty()).map(|line| {
        let line: String = line.chars().take(MOST_CHARACTERS).collect();
        printable(&line).into_owned()
    });
    let lines: Vec<String> = lines.take(MOST_LINES).collect();
    if lines.is_empty() {
        "it does not say why".to_owned()
    } else {
        lines.join("\n    ")
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{content, said};
    use crate::load::ReadError;

    #[test]
    fn the_advice_of_git_is_told_too() {
        let message = "fatal: dubious ownership\nTo add an exception, call:\n\n\tgit config\n";
        assert_eq!(
            said(message),
            "fatal: dubious ownership\n    To add an exception, call:\n    git config"
        );
        assert_eq!(said("fatal: \u{1b}[2J"), "fatal: \u{fffd}[2J");
        assert_eq!(said(&"a\n".repeat(100)).lines().count(), 12);
        assert_eq!(said("\n"), "it does not say why");
    }

    #[test]
    fn an_answer_of_git_is_its_content() {
        assert_eq!(content(b"abc blob 4\na\nb\n\n"), Ok(b"a\nb\n".to_vec()));
        assert_eq!(content(b"main:x.rules missing\n"), Err(ReadError::NotFound));
        assert_eq!(content(b"dangling 6\nmain:x\n"), Err(ReadError::NotFound));
        assert_eq!(content(b""), Err(ReadError::NotFound));
        assert_eq!(content(b"abc blob 99999999999\n"), Err(ReadError::TooLarge));
    }
}
