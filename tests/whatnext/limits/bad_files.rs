//! Files that are not there, cannot be read, or are not what they should be.

use std::fs::{self, File};

use super::attempt::{Attempt, check_all, folder};

/// One byte more than a file may have.
const TOO_LARGE: u64 = (64 << 20) + 1;

#[test]
fn files_that_cannot_be_read() {
    let refused = |name: &str, arguments: &[&str]| {
        Attempt::run(name, arguments).file("a-folder/notes.txt", "")
    };
    check_all(vec![
        refused("check, no such file", &["check", "no.rules"])
            .says(&["cannot read `no.rules`", "no such file"]),
        refused("run, no such file", &["run", "no.rules"])
            .says(&["cannot read `no.rules`", "no such file"]),
        refused("a folder without rules", &["check", "a-folder"])
            .says(&["no `.rules` file in the folder `a-folder`"]),
        refused("run, a folder without rules", &["run", "a-folder"])
            .says(&["no `.rules` file in the folder `a-folder`"]),
        refused(
            "no such facts",
            &["run", "good.rules", "--facts", "no.yaml"],
        )
        .says(&["cannot read `no.yaml`", "no such file"]),
        refused("no such case", &["run", "good.rules", "--case", "no.yaml"])
            .says(&["cannot read `no.yaml`", "no such file"]),
        refused(
            "a folder for facts",
            &["run", "good.rules", "--facts", "a-folder"],
        )
        .says(&["cannot read `a-folder`", "folder"]),
        refused("no path at all", &["run"]).says(&["<PATH>"]),
    ]);
}

#[test]
fn rules_files_that_are_none() {
    let invalid = b"fact a: text\nfact b: text { ask \"caf\xe9\" }";
    check_all(vec![
        Attempt::run("invalid UTF-8 in rules", &["check", "bad.rules"])
            .file("bad.rules", invalid)
            .says(&["bad.rules:2:24", "not UTF-8"]),
        Attempt::run("an empty rules file decides nothing", &["run", "bad.rules"])
            .file("bad.rules", "")
            .says(&[
                "error[empty-file]: this file declares nothing",
                "so nothing was decided",
            ]),
        Attempt::rules("an empty rules file", "").says(&[
            "error[empty-file]: this file declares nothing",
            "bad.rules:1:1",
        ]),
        Attempt::run(
            "rules files without a rule decide nothing",
            &["run", "bad.rules"],
        )
        .file("bad.rules", "fact a: yes/no")
        .says(&["there is no rule"]),
        Attempt::run("rules with mistakes decide nothing", &["run", "bad.rules"])
            .file("bad.rules", "fact a yes/no")
            .says(&[
                "error[unexpected]",
                "bad.rules:1:8",
                "so nothing was decided",
            ]),
    ]);
}

#[test]
fn imports() {
    check_all(vec![
        Attempt::rules("a file that imports itself", "import \"bad.rules\"").says(&[
            "error[import-cycle]: `bad.rules` imports itself",
            "bad.rules:1:8",
        ]),
        Attempt::rules("files that import one another", "import \"b.rules\"")
            .file("b.rules", "import \"bad.rules\"")
            .says(&["error[import-cycle]", "b.rules → bad.rules → b.rules"]),
        Attempt::rules("an import of nothing", "import \"no.rules\"").says(&[
            "error[unreadable-import]",
            "no such file",
            "bad.rules:1:8",
        ]),
        Attempt::rules("an import of invalid UTF-8", "import \"b.rules\"")
            .file("b.rules", b"\xff")
            .says(&["error[unreadable-import]", "not UTF-8", "bad.rules:1:8"]),
    ]);
}

#[test]
fn files_over_the_limit() {
    for (name, file, arguments) in [
        (
            "rules over 64 MB",
            "large.rules",
            ["run", "large.rules", "--quiet"].as_slice(),
        ),
        (
            "facts over 64 MB",
            "large.yaml",
            &["run", "good.rules", "--facts", "large.yaml"],
        ),
        (
            "JSON over 64 MB",
            "large.json",
            &["run", "good.rules", "--case", "large.json"],
        ),
    ] {
        fs::create_dir_all(folder(name)).expect("a folder");
        let path = folder(name).join(file);
        File::create(&path)
            .and_then(|file| file.set_len(TOO_LARGE))
            .expect("a file with a hole in it");
        check_all(vec![
            Attempt::run(name, arguments).says(&[file, "larger than 64 MB"]),
        ]);
        fs::remove_file(path).expect("the file is there");
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file() {
    let name = "a pipe among the rules";
    let path = folder(name).join("rules/pipe.rules");
    fs::create_dir_all(folder(name).join("rules")).expect("a folder");
    if !path.exists() {
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        assert!(made.expect("mkfifo is there").success());
    }
    check_all(vec![
        Attempt::run(name, &["check", "rules"])
            .says(&["rules/pipe.rules", "it is not a regular file"]),
        Attempt::run("a file for a folder", &["check", "good.rules/a.rules"])
            .says(&["a part of the path is a file"]),
    ]);
    fs::remove_file(path).expect("the pipe is there");
}

#[cfg(unix)]
#[test]
fn files_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;

    for (name, file, arguments) in [
        (
            "rules that may not be read",
            "secret.rules",
            ["check", "secret.rules"].as_slice(),
        ),
        (
            "facts that may not be read",
            "secret.yaml",
            &["run", "good.rules", "--facts", "secret.yaml"],
        ),
    ] {
        fs::create_dir_all(folder(name)).expect("a folder");
        let path = folder(name).join(file);
        fs::write(&path, "").expect("a file");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).expect("it is ours");
        if File::open(&path).is_ok() {
            println!("skipped: root may read everything");
        } else {
            check_all(vec![
                Attempt::run(name, arguments).says(&[file, "you may not read it"]),
            ]);
        }
        fs::remove_file(path).expect("the file is there");
    }
}
