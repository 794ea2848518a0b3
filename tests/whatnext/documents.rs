//! What README.md and the pages in docs/ say is so: every example runs, every
//! command and option exists, every link leads somewhere.
//!
//! The words after the fence say what a block is:
//!
//! - `rules [NAME]`: a complete rules file, without any diagnostic, in the canonical layout.
//!   Declarations that readers need not see stand before it in `<!-- with: … -->`.
//! - `rules wrong NAME`: one with mistakes.
//! - `yaml facts [NAME]`, `yaml case [NAME]`: an input.
//! - `text`: what `whatnext run --quiet` prints for the last rules and the last
//!   input after them; `text full` without `--quiet`, `json` as JSON.
//! - `yaml file NAME`, `json file NAME`, `csv file NAME`: a file as it is; `yaml walk [NAME]`: a
//!   case with a script that the last rules can read; `yaml pre-commit`: a configuration whose
//!   hooks pass.
//! - `snapshot CASE`: what the accepted snapshot of a case says.
//! - `diff FILE`: a change to a file, such as one of the shipped rules.
//! - `console`: commands after `$ `, each with all that it prints. A command
//!   that cannot run (exit code 2) is followed by `$ echo $?`. After `$ cd DIR` everything is in
//!   that folder.
//!
//! A block of any other kind is a failure, so that no example escapes.
//! `WHATNEXT_UPDATE_DOCUMENTS=1 cargo test documents` writes the outputs anew.

mod page;
mod pre_commit;
mod session;

use std::collections::BTreeSet;
use std::path::Path;

use crate::binary::{listed, project, whatnext};
use page::Page;
use session::{Checked, check_examples};

/// README.md, the pages in docs/, and what is said of the rules for Kubernetes.
fn pages() -> Vec<Page> {
    let docs = listed("docs", |path| {
        path.extension().is_some_and(|extension| extension == "md")
    });
    std::iter::once("README.md".to_owned())
        .chain(docs)
        .chain(["rules/kubernetes/README.md".to_owned()])
        .map(|name| Page::read(project(), &name))
        .collect()
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn examples_do_what_the_documents_say() {
    let update = std::env::var_os("WHATNEXT_UPDATE_DOCUMENTS").is_some();
    let mut faults = Vec::new();
    for page in pages() {
        let Checked {
            faults: found,
            updated,
        } = check_examples(&page, update);
        if update && updated != page.text {
            std::fs::write(project().join(&page.name), updated).expect("the page can be written");
        }
        faults.extend(found);
    }
    assert_none(&faults);
}

/// The words of a list like `Commands:` in a help text.
fn commands(help: &str) -> BTreeSet<String> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let words = lines
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next());
    words.map(str::to_owned).collect()
}

fn long_options(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    words
        .filter(|word| word.len() > 2 && word.starts_with("--"))
        .map(str::to_owned)
}

#[test]
fn documents_name_only_commands_and_options_that_exist() {
    let help = whatnext(project(), &["--help"], None).stdout;
    let commands = commands(&help);
    assert!(
        commands.contains("run") && commands.contains("check"),
        "{help}"
    );
    let mut options: BTreeSet<String> = long_options(&help).collect();
    for command in &commands {
        options.extend(long_options(
            &whatnext(project(), &[command, "--help"], None).stdout,
        ));
    }
    let mut faults = Vec::new();
    for page in pages() {
        for code in page.code() {
            let words: Vec<&str> = code.split_whitespace().collect();
            let ours = match words.as_slice() {
                ["whatnext", command, ..] if !command.starts_with('-') => Some(*command),
                ["cargo", "run", .., "--", command, _] => Some(*command),
                _ => None,
            };
            if let Some(command) = ours.filter(|command| !commands.contains(*command)) {
                faults.push(format!(
                    "{}: `{code}`: there is no command `{command}`",
                    page.name
                ));
            }
            let own = match words.first() {
                Some(&"cargo") => code.split_once(" -- ").map_or("", |(_, own)| own),
                Some(&"git") => "",
                _ => code,
            };
            let unknown = long_options(own).filter(|option| !options.contains(option));
            faults.extend(
                unknown.map(|option| {
                    format!("{}: `{code}`: there is no option `{option}`", page.name)
                }),
            );
        }
    }
    assert_none(&faults);
}

#[test]
fn links_lead_somewhere() {
    let mut faults = Vec::new();
    for page in pages() {
        let folder = Path::new(&page.name)
            .parent()
            .expect("a page is in a folder");
        for link in page.links.iter().filter(|link| !link.contains("://")) {
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() {
                page.name.clone()
            } else {
                folder.join(path).to_string_lossy().into_owned()
            };
            if !project().join(&target).exists() {
                faults.push(format!("{}: there is no {target}", page.name));
            } else if !anchor.is_empty() && !Page::read(project(), &target).anchors.contains(anchor)
            {
                faults.push(format!("{}: {target} has no heading #{anchor}", page.name));
            }
        }
    }
    assert_none(&faults);
}

/// The faults of a page that says this.
fn faults_of(text: &str) -> Vec<String> {
    check_examples(&Page::parse("faulty.md", text), false).faults
}

#[test]
fn no_example_escapes() {
    for (text, fault) in [
        (
            "```sh\nls\n```\n",
            "faulty.md:1: a block of an unknown kind: `sh`",
        ),
        (
            "```\nls\n```\n",
            "faulty.md:1: a block of an unknown kind: ``",
        ),
        (
            "A.\n\n    ls\n",
            "faulty.md:3: a block of an unknown kind: `indented`",
        ),
        (
            "- one\n\n  ```sh\n  ls\n  ```\n",
            "faulty.md:3: a block of an unknown kind: `sh`",
        ),
        (
            "```rules\nfact a\n```\n",
            "faulty.md:1: these rules have mistakes",
        ),
        (
            "```rules wrong a.rules\nfact a: text\n```\n",
            "faulty.md:1: these rules have no mistakes",
        ),
        (
            "```text\nDo: it\n```\n",
            "faulty.md:1: there are no rules before this output",
        ),
        (
            "```rules\nrule a { conclude \"B.\" }\n```\n\n```text\nC.\n```\n",
            "faulty.md:5: the output is another",
        ),
        (
            "```console\n$ whatnext run nothing.rules\n```\n",
            "faulty.md:1: `whatnext run nothing.rules` cannot run",
        ),
        (
            "```console\n$ rm -r /\n```\n",
            "faulty.md:1: `rm -r /` is no command that documents may use",
        ),
    ] {
        let faults = faults_of(text);
        assert!(
            faults.len() == 1 && faults[0].starts_with(fault),
            "{text}\n{faults:?}"
        );
    }
}

#[test]
fn an_example_that_is_right_has_no_fault() {
    let text = "<!-- with:\nfact b: yes/no\n-->\n\n```rules\nrule a { when b  conclude \"C.\" }\n```\n\n\
                ```yaml facts\nb: yes\n```\n\n```text\nConclusion: C.\n```\n\n\
                ```console\n$ whatnext run example.rules --quiet --facts - < facts.yaml\nConclusion: C.\n$ echo $?\n0\n$ cargo test\n```\n";
    assert_none(&faults_of(text));
}
