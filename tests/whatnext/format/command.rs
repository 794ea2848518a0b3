//! `whatnext fmt`

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::binary::{Ran, whatnext};

const GOOD: &str = "fact a: text\n";
const UGLY: &str = "fact b:text\r\n";
const PRETTY: &str = "fact b: text\n";
const BROKEN: &str = "fact c text";

/// A folder with a file that is in the layout, one that is not, and one with a mistake.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [
        ("good.rules", GOOD),
        ("ugly.rules", UGLY),
        ("broken.rules", BROKEN),
    ] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).expect("a file that can be read")
}

fn fmt(folder: &TempDir, args: &[&str], stdin: Option<&str>) -> Ran {
    whatnext(folder.path(), &[&["fmt"], args].concat(), stdin)
}

#[test]
fn files_are_rewritten_and_those_with_mistakes_left_alone() {
    let folder = folder();
    let ran = fmt(&folder, &["."], None);
    assert_eq!(
        ran.stdout,
        "changed ./ugly.rules\n1 of 3 files changed; 1 with mistakes left alone\n"
    );
    assert!(ran.stderr.contains("broken.rules:1:8"), "{}", ran.stderr);
    assert_eq!(ran.code, 1);
    assert_eq!(read(&folder, "good.rules"), GOOD);
    assert_eq!(read(&folder, "ugly.rules"), PRETTY);
    assert_eq!(read(&folder, "broken.rules"), BROKEN);

    let ran = fmt(&folder, &["good.rules", "ugly.rules", "ugly.rules"], None);
    assert_eq!(ran.stdout, "nothing to change in 2 files\n");
    assert_eq!((ran.stderr.as_str(), ran.code), ("", 0));
}

#[test]
fn check_lists_what_would_change_and_writes_nothing() {
    let folder = folder();
    let ran = fmt(&folder, &["--check", "good.rules", "ugly.rules"], None);
    assert_eq!(
        ran.stdout,
        "would change ugly.rules\n1 of 2 files would change\n"
    );
    assert_eq!(ran.code, 1);
    assert_eq!(read(&folder, "ugly.rules"), UGLY);
    let ran = fmt(&folder, &["--check", "good.rules"], None);
    assert_eq!(
        (ran.stdout.as_str(), ran.code),
        ("nothing to change in 1 file\n", 0)
    );
    assert_eq!(fmt(&folder, &["--check", "broken.rules"], None).code, 1);
}

#[test]
fn what_no_eye_sees_is_named() {
    let folder = folder();
    for (name, text, only) in [
        (
            "ends.rules",
            "fact b: text\r\n",
            "the ends of its lines (CR LF)",
        ),
        (
            "mark.rules",
            "\u{feff}fact b: text\n",
            "the byte order mark at its beginning",
        ),
        (
            "both.rules",
            "\u{feff}fact b: text\r\n",
            "the ends of its lines (CR LF) and the byte order mark",
        ),
    ] {
        fs::write(folder.path().join(name), text).expect("a file");
        let ran = fmt(&folder, &["--check", name], None);
        assert_eq!(
            ran.stdout,
            format!("would change {name}: only {only}\n1 of 1 file would change\n")
        );
        assert_eq!(ran.code, 1);
    }
}

#[test]
fn diff_shows_what_would_change_and_writes_nothing() {
    let folder = folder();
    fs::write(folder.path().join("ugly.rules"), "fact a: text\nlet x=a").expect("a file");
    let ran = fmt(&folder, &["--diff", "ugly.rules"], None);
    let expected = "\
--- ugly.rules
+++ ugly.rules
@@ -1,2 +1,2 @@
 fact a: text
-let x=a
\\ No newline at end of file
+let x = a
1 of 1 file would change
";
    assert_eq!((ran.stdout.as_str(), ran.code), (expected, 1));
    assert_eq!(read(&folder, "ugly.rules"), "fact a: text\nlet x=a");
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = folder();
    let ran = fmt(&folder, &["-"], Some("ugly.rules"));
    assert_eq!((ran.stdout.as_str(), ran.code), (PRETTY, 0));
    assert_eq!(ran.stderr, "");

    let ran = fmt(&folder, &["-"], Some("broken.rules"));
    assert_eq!((ran.stdout.as_str(), ran.code), ("", 1));
    assert!(ran.stderr.contains("standard input:1:8"), "{}", ran.stderr);

    let ran = fmt(&folder, &["--check", "-"], Some("ugly.rules"));
    assert_eq!((ran.stdout.as_str(), ran.code), ("", 1));
    let ran = fmt(&folder, &["--diff", "-"], Some("ugly.rules"));
    assert!(ran.stdout.contains("\n+fact b: text\n"), "{}", ran.stdout);

    let ran = fmt(&folder, &["-", "good.rules"], Some("ugly.rules"));
    assert_eq!((ran.stdout.as_str(), ran.code), ("", 2));
}

#[test]
fn a_file_that_cannot_be_read_does_not_stop_the_others() {
    let folder = folder();
    let ran = fmt(&folder, &["nothing.rules", "ugly.rules"], None);
    assert_eq!(ran.code, 2);
    assert_eq!(
        ran.stderr,
        "error: cannot read `nothing.rules`: there is no such file\n  \
         help: name rules files, or folders that have some\n\
         error: 1 file could not be formatted\n"
    );
    assert_eq!(read(&folder, "ugly.rules"), PRETTY);
}

#[test]
fn a_file_that_is_protected_is_left_alone() {
    let folder = folder();
    let path = folder.path().join("ugly.rules");
    let mut permissions = fs::metadata(&path).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("permissions");
    let ran = fmt(&folder, &["ugly.rules"], None);
    assert_eq!((ran.stdout.as_str(), ran.code), ("", 2));
    assert!(
        ran.stderr.contains("protected from writing"),
        "{}",
        ran.stderr
    );
    assert_eq!(read(&folder, "ugly.rules"), UGLY);
}

/// When a file was changed last.
fn changed(path: &Path) -> std::time::SystemTime {
    let metadata = fs::metadata(path).expect("a file");
    metadata.modified().expect("the system knows")
}

#[test]
fn a_file_that_is_in_the_layout_is_not_written() {
    let folder = folder();
    let path = folder.path().join("good.rules");
    let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000);
    let file = fs::File::options().write(true).open(&path).expect("a file");
    file.set_modified(long_ago).expect("the time can be set");
    assert_eq!(fmt(&folder, &["good.rules"], None).code, 0);
    assert_eq!(changed(&path), long_ago);
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = folder();
    let path = folder.path().join("ugly.rules");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("permissions");
    let link = folder.path().join("link.rules");
    symlink("ugly.rules", &link).expect("a link");
    assert_eq!(fmt(&folder, &["link.rules"], None).code, 0);
    assert!(link.is_symlink());
    assert_eq!(read(&folder, "ugly.rules"), PRETTY);
    let mode = fs::metadata(&path).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}
