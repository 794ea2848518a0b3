use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::{Listing, Pending, StoreError, accepted_of, list, path_of, pending_of, read, write};
use crate::suite::snapshot::{Cause, Snapshot};

/// A folder of snapshots with one that was accepted and one that waits.
struct Disk {
    folder: TempDir,
    accepted: PathBuf,
    pending: PathBuf,
}

fn snapshot(contents: &str) -> Snapshot {
    Snapshot {
        source: "base/cases/a.yaml".to_owned(),
        description: None,
        causes: vec![Cause {
            at: "base/a.rules:1:1".to_owned(),
            line: "rule a".to_owned(),
        }],
        unmet: vec!["expected `action` `a`, got none".to_owned()],
        contents: contents.to_owned(),
    }
}

fn disk() -> Disk {
    let folder = tempfile::tempdir().unwrap();
    let accepted = path_of(folder.path(), "base", "sub/a").unwrap();
    let pending = pending_of(&accepted);
    write(&accepted, &snapshot("old").accepted()).unwrap();
    write(&pending, &snapshot("new")).unwrap();
    Disk {
        folder,
        accepted,
        pending,
    }
}

impl Disk {
    fn accepted(&self) -> Option<String> {
        contents(&self.accepted)
    }

    fn pending(&self) -> Option<String> {
        contents(&self.pending)
    }

    /// What is said, with the path of the folder of `a` left out.
    fn said(&self, error: &StoreError) -> String {
        let folder = self.accepted.parent().unwrap().display().to_string();
        let help = error.help().map(|help| format!("; {help}"));
        format!("{error}{}", help.unwrap_or_default()).replace(&format!("{folder}/"), "")
    }
}

fn contents(path: &Path) -> Option<String> {
    read(path).unwrap().map(|stored| stored.snapshot.contents)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn paths_follow_from_the_base_and_the_case() {
    let root = Path::new("snapshots");
    let path = path_of(root, "crashplan", "windows/laptop").unwrap();
    assert_eq!(path, root.join("crashplan/windows/laptop.snap"));
    let pending = pending_of(&path);
    assert_eq!(pending, root.join("crashplan/windows/laptop.snap.new"));
    assert_eq!(accepted_of(&pending), Some(path));
    assert_eq!(accepted_of(root), None);
    for outside in ["../a", "/a", "b/../../../a"] {
        let absolute = outside.starts_with('/');
        let base = if absolute { "" } else { "base" };
        assert!(path_of(root, base, outside).is_err(), "{outside}");
    }
    assert!(path_of(root, "..", "a").is_err());
}

#[test]
fn accepting_replaces_the_snapshot_and_forgets_the_rules() {
    let disk = disk();
    Pending::read(&disk.pending).unwrap().accept().unwrap();
    assert_eq!(disk.pending(), None);
    let accepted = read(&disk.accepted).unwrap().unwrap();
    assert_eq!(accepted.snapshot, snapshot("new").accepted());
    assert_eq!(names(disk.accepted.parent().unwrap()), ["a.snap"]);
}

#[test]
fn rejecting_leaves_what_was_accepted() {
    let disk = disk();
    Pending::read(&disk.pending).unwrap().reject().unwrap();
    assert_eq!(disk.pending(), None);
    assert_eq!(disk.accepted().as_deref(), Some("old"));
}

#[test]
fn what_was_done_can_be_taken_back() {
    let disk = disk();
    let shown = Pending::read(&disk.pending).unwrap();
    shown.accept().unwrap();
    shown.take_back_accepted().unwrap();
    assert_eq!(disk.accepted().as_deref(), Some("old"));
    assert_eq!(read(&disk.pending).unwrap().unwrap(), shown.proposed);
    shown.reject().unwrap();
    shown.take_back_rejected().unwrap();
    assert_eq!(read(&disk.pending).unwrap().unwrap(), shown.proposed);

    fs::remove_file(&disk.accepted).unwrap();
    let shown = Pending::read(&disk.pending).unwrap();
    shown.accept().unwrap();
    shown.take_back_accepted().unwrap();
    assert_eq!(disk.accepted(), None);
    assert_eq!(disk.pending().as_deref(), Some("new"));
}

#[test]
fn nothing_is_settled_that_has_changed_since_it_was_shown() {
    let disk = disk();
    let shown = Pending::read(&disk.pending).unwrap();
    write(&disk.pending, &snapshot("newer")).unwrap();
    let changed = "`a.snap.new` is not what it was when it was shown: another run has \
                   changed it; look at it again with `whatnext review`";
    assert_eq!(disk.said(&shown.accept().unwrap_err()), changed);
    assert_eq!(disk.said(&shown.reject().unwrap_err()), changed);
    assert_eq!(disk.pending().as_deref(), Some("newer"));

    let shown = Pending::read(&disk.pending).unwrap();
    write(&disk.accepted, &snapshot("older")).unwrap();
    assert!(shown.accept().is_err());
    assert_eq!(disk.accepted().as_deref(), Some("older"));
    assert_eq!(disk.pending().as_deref(), Some("newer"));

    let shown = Pending::read(&disk.pending).unwrap();
    shown.accept().unwrap();
    write(&disk.accepted, &snapshot("by hand")).unwrap();
    assert!(shown.take_back_accepted().is_err());
    assert_eq!(disk.accepted().as_deref(), Some("by hand"));
}

#[test]
fn a_pending_snapshot_that_is_gone_was_settled_by_another_run() {
    let disk = disk();
    let shown = Pending::read(&disk.pending).unwrap();
    shown.reject().unwrap();
    assert_eq!(
        disk.said(&shown.accept().unwrap_err()),
        "`a.snap.new` is not there: another run may have settled it; \
         `whatnext review` lists the snapshots that wait"
    );
    assert_eq!(disk.accepted().as_deref(), Some("old"));
}

#[test]
fn a_read_only_file_is_left_alone() {
    let disk = disk();
    let mut permissions = fs::metadata(&disk.accepted).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&disk.accepted, permissions).unwrap();
    let error = Pending::read(&disk.pending).unwrap().accept().unwrap_err();
    assert_eq!(
        disk.said(&error),
        "cannot write `a.snap`: it is protected from writing; make it writable, if it is \
         meant to change"
    );
    assert_eq!(disk.accepted().as_deref(), Some("old"));
    assert_eq!(disk.pending().as_deref(), Some("new"));
}

#[test]
fn nothing_but_a_snapshot_of_ours_is_replaced() {
    let disk = disk();
    let whole = fs::read_to_string(&disk.accepted).unwrap();
    let broken = [
        ("my notes\n".to_owned(), "a.snap: this is not a snapshot"),
        (
            whole.replace("snapshot/1", "snapshot/7"),
            "a.snap:4: the snapshot is of another version of `whatnext`: `whatnext.snapshot/7`",
        ),
        (
            format!("{whole}<<<<<<< a\n=======\n>>>>>>> b\n"),
            "a.snap:7: the snapshot has a merge conflict",
        ),
        (
            whole[..whole.len() - 2].to_owned(),
            "a.snap:6: the snapshot is cut off",
        ),
        (whole[..20].to_owned(), "a.snap: the snapshot is cut off"),
    ];
    for (text, said) in broken {
        fs::write(&disk.accepted, &text).unwrap();
        for error in [
            write(&disk.accepted, &snapshot("new")).unwrap_err(),
            Pending::read(&disk.pending).unwrap_err(),
        ] {
            assert!(disk.said(&error).starts_with(said), "{}", disk.said(&error));
        }
        assert_eq!(fs::read_to_string(&disk.accepted).unwrap(), text);
    }
    fs::write(&disk.accepted, b"---\n\xff").unwrap();
    let error = Pending::read(&disk.pending).unwrap_err();
    assert!(
        disk.said(&error)
            .contains("a.snap:2:1: this byte is not UTF-8")
    );
}

#[test]
fn files_are_listed_by_kind_and_others_are_let_be() {
    let disk = disk();
    let root = disk.folder.path();
    let leftover = root.join("base/.whatnext-unfinished-Ab12");
    let being_written = root.join("base/.whatnext-unfinished-Cd34");
    for path in [&leftover, &being_written, &root.join("README.md")] {
        fs::write(path, "").unwrap();
    }
    let an_hour_ago = SystemTime::now() - Duration::from_secs(3600);
    let file = fs::File::options().write(true).open(&leftover).unwrap();
    file.set_modified(an_hour_ago).unwrap();
    let expected = Listing {
        accepted: vec![disk.accepted.clone()],
        pending: vec![disk.pending.clone()],
        leftovers: vec![leftover],
    };
    assert_eq!(list(root).unwrap(), expected);
    assert_eq!(list(&root.join("none")).unwrap(), Listing::default());
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::{Pending, disk, fs, list, read};

    #[test]
    fn a_folder_that_contains_itself_is_listed_once() {
        let disk = disk();
        symlink(disk.folder.path(), disk.folder.path().join("base/again")).unwrap();
        assert_eq!(list(disk.folder.path()).unwrap().pending.len(), 1);
    }

    #[test]
    fn permissions_and_links_stay() {
        let disk = disk();
        let file = disk.folder.path().join("elsewhere.snap");
        fs::rename(&disk.accepted, &file).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o664)).unwrap();
        symlink(&file, &disk.accepted).unwrap();
        Pending::read(&disk.pending).unwrap().accept().unwrap();
        assert!(disk.accepted.is_symlink());
        assert_eq!(read(&file).unwrap().unwrap().snapshot.contents, "new");
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o664);
    }

    #[test]
    fn a_new_snapshot_has_the_permissions_of_an_ordinary_file() {
        let disk = disk();
        let ordinary = disk.folder.path().join("ordinary");
        fs::write(&ordinary, "").unwrap();
        let mode = |path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&disk.pending), mode(&ordinary));
    }
}
