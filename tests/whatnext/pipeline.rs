//! The workflow that repositories of rules copy does what it says.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use crate::binary::{copy_folder, project};

#[derive(Deserialize)]
struct Workflow {
    jobs: BTreeMap<String, Job>,
}

#[derive(Deserialize)]
struct Job {
    steps: Vec<Step>,
}

#[derive(Deserialize)]
struct Step {
    name: Option<String>,
    run: Option<String>,
}

/// What the steps of the workflow run, by name.
fn commands() -> BTreeMap<String, String> {
    let text = fs::read_to_string(project().join("docs/pipeline/github-actions.yml"))
        .expect("the workflow is there");
    let workflow: Workflow = serde_yaml::from_str(&text).expect("the workflow is YAML");
    let steps = workflow.jobs.into_values().flat_map(|job| job.steps);
    steps
        .filter_map(|step| Some((step.name?, step.run?)))
        .collect()
}

fn run(folder: &Path, command: &str) -> (bool, String) {
    let program = Path::new(env!("CARGO_BIN_EXE_whatnext"));
    let bin = program.parent().expect("it is in a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let mut shell = Command::new("bash");
    shell
        .args([
            "--noprofile",
            "--norc",
            "-e",
            "-o",
            "pipefail",
            "-c",
            command,
        ])
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", bin.display()))
        .env("CI", "true")
        .env("GITHUB_BASE_REF", "main")
        .env("GIT_CONFIG_GLOBAL", "/dev/null");
    for who in ["AUTHOR", "COMMITTER"] {
        shell.env(format!("GIT_{who}_NAME"), "Support");
        shell.env(format!("GIT_{who}_EMAIL"), "support@example.com");
    }
    let output = shell.output().expect("bash starts");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.success(), text)
}

/// A repository of rules with a branch that is compared with `origin/main`.
fn repository() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pipeline");
    // It may be left from the last run.
    let _ = fs::remove_dir_all(&folder);
    for shipped in ["rules/car", "snapshots/car"] {
        copy_folder(&project().join(shipped), &folder.join(shipped));
    }
    let (made, said) = run(
        &folder,
        "git init --quiet --initial-branch=main; git add .; git commit --quiet --message=Rules; \
         git update-ref refs/remotes/origin/main main",
    );
    assert!(made, "{said}");
    folder
}

#[test]
fn the_steps_of_the_workflow_pass_and_say_what_changes() {
    let folder = repository();
    let commands = commands();
    for name in ["Check", "Test", "Say what changes"] {
        let (passed, said) = run(&folder, &commands[name]);
        assert!(passed, "{name}: {said}");
    }
    assert!(folder.join("tests.xml").is_file());
    assert!(folder.join("coverage.info").is_file());

    let rules = folder.join("rules/car/repairs.rules");
    let text = fs::read_to_string(&rules).expect("the rules are there");
    let changed = text.replacen("conclude \"", "conclude \"Now: ", 1);
    assert_ne!(changed, text);
    fs::write(&rules, changed).expect("the rules can be written");
    let (passed, _) = run(&folder, &commands["Test"]);
    assert!(!passed, "a changed decision fails the tests");
    let (passed, said) = run(&folder, &commands["Say what changes"]);
    assert!(passed, "{said}");
    let comment = fs::read_to_string(folder.join("changes.md")).expect("it is written");
    assert!(comment.contains("Now: "), "{comment}");
}
