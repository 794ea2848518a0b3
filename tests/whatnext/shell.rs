//! Completions, as shells ask for them, and manual pages.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::binary::{project, whatnext};

/// What the program answers a shell.
struct Answer {
    candidates: Vec<String>,
    stderr: String,
}

fn ask(shell: &str, folder: &Path, words: &[&str], index: usize) -> Answer {
    let output = Command::new(env!("CARGO_BIN_EXE_whatnext"))
        .arg("--")
        .args(words)
        .current_dir(folder)
        .env("WHATNEXT_COMPLETE", shell)
        .env("_CLAP_COMPLETE_INDEX", index.to_string())
        .output()
        .expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("it is UTF-8");
    Answer {
        candidates: text(output.stdout).lines().map(str::to_owned).collect(),
        stderr: text(output.stderr),
    }
}

/// Completes a line as bash does, where `word` is what bash takes for the word at
/// the cursor.
fn bash_in(folder: &Path, line: &str, word: &str) -> Vec<String> {
    let answer = ask("bash", folder, &[line, word], 0);
    assert_eq!(answer.stderr, "", "{line}");
    answer.candidates
}

fn bash(line: &str, word: &str) -> Vec<String> {
    bash_in(project(), line, word)
}

/// A folder with one file of rules.
fn folder(name: &str, rules: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("shell")
        .join(name);
    std::fs::create_dir_all(&folder).expect("it can be made");
    std::fs::write(folder.join("a.rules"), rules).expect("it can be written");
    folder
}

#[test]
fn commands_and_options_complete() {
    assert_eq!(bash("whatnext ch", "ch"), ["check"]);
    assert_eq!(bash("whatnext check --exp", "--exp"), ["--explain"]);
    let formats = bash("whatnext run rules/car --format ", "");
    assert_eq!(formats, ["text", "json"]);
    let formats = bash("whatnext facts rules/car --format ", "");
    assert_eq!(formats, ["text", "json", "csv"]);
    assert_eq!(bash("whatnext test rules --coverage h", "h"), ["html"]);
}

#[test]
fn paths_complete() {
    let bases = bash("whatnext run rules/c", "rules/c");
    assert_eq!(bases, ["rules/car/", "rules/crashplan/"]);
    let files = bash("whatnext run rules/car/", "rules/car/");
    assert!(files.contains(&"rules/car/facts.rules".to_owned()));
    assert!(!files.contains(&"rules/car/README.md".to_owned()));
    let cases = bash(
        "whatnext run rules/car --case rules/car/cases/",
        "rules/car/cases/",
    );
    let is_other = |path: &String| !path.ends_with('/') && !path.contains(".yaml");
    assert!(
        !cases.is_empty() && !cases.iter().any(is_other),
        "{cases:?}"
    );
}

#[test]
fn the_names_in_the_rules_of_the_line_complete() {
    let symptoms = bash("whatnext run rules/crashplan --symptom cannot", "cannot");
    assert_eq!(symptoms, ["cannot_connect"]);
    let rules = bash("whatnext graph rules/car --rule ", "");
    assert_eq!(rules, ["repair"]);
    let around = bash("whatnext graph rules/crashplan --around reauth", "reauth");
    assert_eq!(around, ["reauthenticate"]);
    // A file is enough: what it imports belongs to it.
    let from_file = bash(
        "whatnext run rules/crashplan/reinstall.rules --set app.m",
        "app.m",
    );
    assert_eq!(from_file, ["app.message="]);
}

#[test]
fn facts_complete_with_the_values_of_those_that_have_few() {
    assert_eq!(bash("whatnext run rules/crashplan --set o", "o"), ["os="]);
    let values = ["windows", "mac", "linux"];
    // Bash parts words at `=`, and replaces only what follows.
    assert_eq!(bash("whatnext run rules/crashplan --set os=", ""), values);
    assert_eq!(bash("whatnext run rules/crashplan --set os=", "="), values);
    assert_eq!(
        bash("whatnext run rules/crashplan --set os=m", "m"),
        ["mac"]
    );
    let texts = bash("whatnext run rules/crashplan --set app.message=", "");
    assert!(texts.is_empty());
}

#[test]
fn codes_complete() {
    let codes = bash("whatnext check --explain unused-", "unused-");
    assert_eq!(codes, ["unused-allow", "unused-name", "unused-symptom"]);
}

#[test]
fn zsh_and_fish_get_the_titles_too() {
    let words = ["whatnext", "run", "rules/crashplan", "--set", "os=m"];
    assert_eq!(ask("zsh", project(), &words, 4).candidates, ["os=mac:Mac"]);
    assert_eq!(
        ask("fish", project(), &words, 0).candidates,
        ["os=mac\tMac"]
    );
}

#[test]
fn rules_with_mistakes_complete_as_far_as_they_can_be_read() {
    let broken =
        "fact os: windows | mac\nfact : text\nrule one { when os is linux }\nsymptom s when (\n";
    let folder = folder("broken", broken);
    assert_eq!(bash_in(&folder, "whatnext run . --set ", ""), ["os="]);
    // Without rules in the line, those in the folder at hand count.
    assert_eq!(
        bash_in(&folder, "whatnext run --set os=w", "w"),
        ["windows"]
    );
    assert_eq!(bash_in(&folder, "whatnext graph --rule ", ""), ["one"]);
}

#[test]
fn nothing_that_is_typed_gives_an_error() {
    for line in [
        "",
        "whatnext",
        "whatnext --nonsense ",
        "whatnext nonsense --set ",
        "whatnext run nowhere/ --symptom ",
        "whatnext run rules/crashplan --symptom 'open",
        "whatnext run rules/crashplan/cases --set os=",
        "whatnext run rules/crashplan --set =",
        "whatnext run -- --set ",
    ] {
        bash(line, "");
    }
    for words in [
        &[][..],
        &["whatnext"],
        &["whatnext", "run", "\u{1b}", "--set"],
    ] {
        for shell in ["bash", "zsh", "fish", "no-shell"] {
            assert_eq!(
                ask(shell, project(), words, 9).stderr,
                "",
                "{shell} {words:?}"
            );
        }
    }
}

#[test]
fn each_shell_has_its_script() {
    for shell in ["bash", "fish", "zsh"] {
        let script = whatnext(project(), &["completions", shell], None);
        assert_eq!((script.code, script.stderr.as_str()), (0, ""));
        let asks = format!("WHATNEXT_COMPLETE={shell}");
        assert!(script.stdout.contains(&asks), "{}", script.stdout);
    }
    assert_eq!(whatnext(project(), &["completions", "dos"], None).code, 2);
}

/// The script in the shell itself, for a line that bash parts at `=`.
#[test]
fn bash_completes_with_the_script() {
    let script = "\
        source <(whatnext completions bash)\n\
        COMP_LINE='whatnext run rules/crashplan --set os=wi'\n\
        COMP_POINT=${#COMP_LINE}\n\
        COMP_WORDS=(whatnext run rules/crashplan --set os = wi)\n\
        COMP_CWORD=6\n\
        _whatnext_complete whatnext wi =\n\
        echo \"${COMPREPLY[@]}\"\n";
    let program = Path::new(env!("CARGO_BIN_EXE_whatnext"));
    let folder = program.parent().expect("a folder").display();
    let path = std::env::var("PATH").expect("a path");
    let output = Command::new("bash")
        .args(["--norc", "-c", script])
        .current_dir(project())
        .env("PATH", format!("{folder}:{path}"))
        .output()
        .expect("bash starts");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "windows\n");
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("shell/man");
    // It may be left from the last run.
    let _ = std::fs::remove_dir_all(&folder);
    let target = folder.to_str().expect("a path");
    assert_eq!(whatnext(project(), &["manual", target], None).code, 0);
    let main = std::fs::read_to_string(folder.join("whatnext.1")).expect("a page");
    assert_eq!(main, whatnext(project(), &["manual"], None).stdout);
    let help = whatnext(project(), &["help"], None).stdout;
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands: Vec<&str> = commands
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .filter(|command| *command != "help")
        .collect();
    assert!(commands.len() > 5, "{help}");
    for command in commands {
        let page = std::fs::read_to_string(folder.join(format!("whatnext-{command}.1")));
        let page = page.unwrap_or_else(|error| panic!("{command}: {error}"));
        assert!(page.contains("EXIT STATUS"), "{command}");
        let listed = format!("whatnext\\-{command}(1)");
        assert!(main.contains(&listed), "{command}");
    }
}
