//! `whatnext new`: what it writes works, and nothing else is touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::binary::{Ran, project, whatnext};

fn empty() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn new(folder: &Path, dir: &str) -> Ran {
    whatnext(folder, &["new", dir], None)
}

/// All files below a folder, with their texts.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("a file").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("it is below");
                let text = fs::read_to_string(&path).expect("it is text");
                files.insert(name.display().to_string(), text);
            }
        }
    }
    files
}

fn template() -> BTreeMap<String, String> {
    files(&project().join("src/cli/new/template"))
}

/// Runs a line that is to be typed into a shell.
fn type_in(folder: &Path, line: &str) -> Ran {
    let words: Vec<&str> = line.split_whitespace().skip(1).collect();
    whatnext(folder, &words, None)
}

#[test]
fn the_whole_template_is_written() {
    let here = empty();
    let ran = new(here.path(), "net");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_eq!(files(&here.path().join("net")), template());
}

#[test]
fn what_it_writes_is_in_order() {
    let here = empty();
    new(here.path(), "net");
    for (args, said) in [
        (
            &["check", "--deny", "warnings", "net/rules"][..],
            "no mistakes found\n",
        ),
        (
            &["fmt", "--check", "net/rules"],
            "nothing to change in 2 files\n",
        ),
        (
            &["test", "net"],
            "rules: 4 cases, coverage: entries 4 of 4 (100 %), conditions 66.6 %\n\
             4 cases: 4 passed\n",
        ),
    ] {
        let ran = whatnext(here.path(), args, None);
        assert_eq!((ran.code, ran.stdout.as_str()), (0, said), "{args:?}");
    }
    assert_eq!(
        files(&here.path().join("net")),
        template(),
        "nothing was added"
    );
}

#[test]
fn the_commands_that_it_names_work_from_where_one_stands() {
    let here = empty();
    let ran = new(here.path(), "some where/net");
    assert!(
        ran.stdout
            .contains("\n  whatnext test 'some where/net/rules'\n"),
        "{}",
        ran.stdout
    );
    for dir in ["net", "deep/er/net/", "./x"] {
        let ran = new(here.path(), dir);
        let commands: Vec<_> = ran.stdout.lines().map(str::trim_start).collect();
        let commands = commands
            .into_iter()
            .filter(|line| line.starts_with("whatnext "));
        let codes: Vec<_> = commands
            .map(|command| type_in(here.path(), command).code)
            .collect();
        // The first asks a question.
        assert_eq!(codes, [1, 0, 0], "{}", ran.stdout);
    }
}

#[test]
fn the_commands_of_its_readme_work_there() {
    let here = empty();
    new(here.path(), "net");
    let net = here.path().join("net");
    let readme = fs::read_to_string(net.join("README.md")).expect("a file");
    let in_blocks = readme.lines().filter(|line| line.starts_with("whatnext "));
    let in_text = readme
        .split('`')
        .filter(|code| code.starts_with("whatnext "));
    let commands: Vec<_> = in_blocks.chain(in_text).collect();
    assert_eq!(commands.len(), 6, "{commands:?}");
    for command in commands {
        let ran = type_in(&net, command);
        assert!(ran.code != 2, "{command}: {}", ran.stderr);
    }
}

#[test]
fn a_folder_that_is_empty_is_filled() {
    let here = empty();
    assert_eq!(new(here.path(), ".").code, 0);
    assert_eq!(files(here.path()), template());

    fs::create_dir(here.path().join("there")).expect("a folder");
    assert_eq!(new(here.path(), "there/").code, 0);
    assert_eq!(files(&here.path().join("there")), template());
}

#[test]
fn nothing_is_overwritten() {
    let here = empty();
    fs::create_dir(here.path().join("full")).expect("a folder");
    fs::write(here.path().join("full/notes.txt"), "mine").expect("a file");
    fs::write(here.path().join("file"), "mine").expect("a file");
    let before = files(here.path());
    for (dir, said) in [
        (
            "full",
            "error: the folder `full` is not empty\n  \
             help: name a folder that is empty or not there yet\n",
        ),
        (
            ".",
            "error: the folder `.` is not empty\n  \
             help: name a folder that is empty or not there yet\n",
        ),
        (
            "file",
            "error: `file` is a file\n  help: name a folder that is empty or not there yet\n",
        ),
        (
            "file/net",
            "error: cannot use `file/net`: a part of the path is a file, not a folder\n",
        ),
    ] {
        let ran = new(here.path(), dir);
        assert_eq!((ran.code, ran.stderr.as_str()), (2, said));
        assert_eq!(ran.stdout, "");
    }
    assert_eq!(files(here.path()), before);
}

#[test]
fn a_name_that_begins_like_an_option_can_be_used() {
    let here = empty();
    let ran = whatnext(here.path(), &["new", "--", "-net"], None);
    assert!(
        ran.stdout.contains("\n  whatnext test ./-net/rules\n"),
        "{}",
        ran.stdout
    );
    assert_eq!(
        whatnext(here.path(), &["test", "./-net/rules"], None).code,
        0
    );
}

#[cfg(unix)]
#[test]
fn a_name_that_later_commands_could_not_take_is_refused() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let here = empty();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_whatnext"))
        .arg("new")
        .arg(OsStr::from_bytes(b"n\xffet"))
        .current_dir(here.path())
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("is not UTF-8 text"), "{said}");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_dir(here.path()).expect("a folder").count(), 0);
}

/// Where a file can be made and nothing written to it, as on a full disk.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_whole_is_removed_again() {
    let here = empty();
    let script = "trap '' XFSZ; ulimit -f 0; exec \"$0\" new some/where/net";
    let output = std::process::Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_whatnext")])
        .current_dir(here.path())
        .output()
        .expect("the shell starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.starts_with("error: cannot write `some/where/net/README.md`: the file would be too"),
        "{said}"
    );
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_dir(here.path()).expect("a folder").count(), 0);
}
