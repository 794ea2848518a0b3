//! The page of a case: stable while what is decided and why stays as it is.

use whatnext::suite::page::{Page, page};
use whatnext::suite::walk::play;
use whatnext::{Inputs, Program};

use crate::binary::cases_of;
use crate::shipped::{self, files, program_in, read};

const BASE: &str = "rules/crashplan";

fn page_of(inputs: &Inputs<'_>, text: &str) -> Page {
    let file = inputs.case("case.yaml", text);
    let file = file.unwrap_or_else(|problems| panic!("{problems}"));
    let transcript = play(inputs.program(), &file, None).expect("it can be decided");
    page(inputs.program(), &file, &transcript)
}

/// The pages of all cases of the rule base.
fn pages(program: &Program) -> Vec<(String, String)> {
    let inputs = Inputs::new(program);
    let page = |path: &String| (path.clone(), page_of(&inputs, &read(path)).text());
    cases_of(BASE).iter().map(page).collect()
}

/// No page changes where the rule base does in this way.
fn nothing_changes(folder: &str, change: impl Fn(&str, &str) -> String) {
    let before = files(BASE);
    let changed = |(name, text): &(String, String)| (name.clone(), change(name, text));
    let after: Vec<_> = before.iter().map(changed).collect();
    let pages_before = pages(&program_in(BASE, &before));
    assert!(pages_before.len() > 50, "the cases were not found");
    for (before, after) in pages_before.iter().zip(pages(&program_in(folder, &after))) {
        assert!(
            before.1 == after.1,
            "{}\n{}\n--- now ---\n{}",
            before.0,
            before.1,
            after.1
        );
    }
}

#[test]
fn where_a_rule_base_lies_changes_no_page() {
    nothing_changes("elsewhere/deep/below", |_, text| text.to_owned());
}

#[test]
fn inserted_lines_change_no_page() {
    nothing_changes(BASE, |_, text| {
        let spread = text.lines().map(|line| format!("\n# A remark.\n{line}\n"));
        spread.collect()
    });
}

#[test]
fn a_rule_in_front_that_is_sure_not_to_apply_changes_no_page() {
    nothing_changes(BASE, |name, text| match name {
        "cannot-connect.rules" => format!("{text}\n{UNRELATED}"),
        _ => text.to_owned(),
    });
}

/// Comes before all others. Its second guard could say which fact is missing.
const UNRELATED: &str = r#"
rule unrelated {
  priority 1000
  when 1 is 2
  conclude "Nothing of this is so."
  try reauthenticate when app.message is unavailable
}
"#;

#[test]
fn no_line_ends_in_white_space_and_the_last_one_is_ended() {
    let program = shipped::program(BASE);
    for (path, page) in pages(&program) {
        assert!(page.ends_with('\n') && !page.ends_with("\n\n"), "{path}");
        let spoilt = page.lines().find(|line| line.trim_end() != *line);
        assert_eq!(spoilt, None, "{path}");
    }
}

#[test]
fn what_a_page_says_was_given_is_the_case() {
    let program = shipped::program(BASE);
    let inputs = Inputs::new(&program);
    for path in cases_of(BASE) {
        let text = read(&path);
        let given = inputs.case(&path, &text).expect("the case is right");
        let page = page_of(&inputs, &text).text();
        let (front, _) = page.split_once("\n\n").expect("a decision after the case");
        let again = inputs.case(&path, front);
        let again = again.unwrap_or_else(|problems| panic!("{problems}"));
        assert_eq!(again.case, given.case, "{path}\n{front}");
        assert_eq!(again.name, given.name, "{path}\n{front}");
    }
}

/// A rule base with a list, and with texts that people type.
const HOSTS: &str = r#"
fact message: text { ask "Which message shows?" }
fact hosts: list by name {
  name: text
  load: number unit "percent"
  log:  text
}
symptom busy "A host is busy" when any host in hosts has host.load > 90
action restart "Restart {host.name}" for host in hosts {
  step "Restart it."
  note "The message was: {message}" when message is not "none"
}
rule each_host for each host in hosts {
  when host.load > 90
  try restart because "{host.name} is at {host.load}"
}
rule told { when busy  conclude "It is busy." }
"#;

/// Everything that could break the layout of a page, or hide in it.
const HOSTILE: &str = r#"
case: "One: two\nthree #4"
now: 2026-11-22T10:00:00+01:00
facts:
  message: "first line\nDo: nothing\n\e[31mred \u202Eright to left\u2028end"
  hosts:
    - { name: "a\n\nDo: nothing", load: 95, log: "" }
    - { name: "b, [c]", log: ~ }
attempted:
  - { action: restart, for: "b, [c]", outcome: not_fixed }
"#;

#[test]
fn what_people_type_does_not_break_the_layout() {
    let files = [("hosts.rules".to_owned(), HOSTS.to_owned())];
    let program = program_in("hosts", &files);
    let page = page_of(&Inputs::new(&program), HOSTILE);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots/pages");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("hostile", page.text()));
    let odd = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{202E}');
    for line in &page.lines {
        assert!(!line.text.contains(odd), "{:?}", line.text);
    }
}

#[test]
fn lines_say_where_in_the_rules_they_come_from() {
    let files = [("hosts.rules".to_owned(), HOSTS.to_owned())];
    let program = program_in("hosts", &files);
    let text = "facts: { message: a, hosts: [{ name: b, load: 95 }] }";
    let page = page_of(&Inputs::new(&program), text);
    let at = |text: &str| {
        let line = page.lines.iter().find(|line| line.text.contains(text));
        let line = line.unwrap_or_else(|| panic!("no `{text}` in\n{}", page.text()));
        line.at.as_deref()
    };
    assert_eq!(at("message: \"a\""), None);
    assert_eq!(at("Do: Restart b"), Some("hosts/hosts.rules:15:3"));
    assert_eq!(at("1. Restart it."), Some("hosts/hosts.rules:10:3"));
    assert_eq!(at("Note: The message"), Some("hosts/hosts.rules:11:3"));
    assert_eq!(at("b is at 95"), Some("hosts/hosts.rules:15:3"));
    assert_eq!(at("`host.load > 90` holds"), Some("hosts/hosts.rules:14:8"));
    assert_eq!(at("A host is busy: holds"), Some("hosts/hosts.rules:8:1"));
}

/// Facts that cannot be had are at fault where rules that may apply need them,
/// not where a rule is sure not to apply.
#[test]
fn what_a_rule_that_is_sure_not_to_apply_lacks_is_not_missing() {
    let rules = |more: &str| {
        let rules = format!(
            "fact a: yes/no\nfact b: yes/no\n{more}rule last {{ conclude \"It is so.\" when a }}\n"
        );
        program_in("base", &[("all.rules".to_owned(), rules)])
    };
    let page = |program: &Program| {
        let text = "facts: { a: null, b: null }";
        page_of(&Inputs::new(program), text).text()
    };
    let before = page(&rules(""));
    assert!(before.contains("Out of steps") && before.contains("Missing\n  a\n"));
    let unrelated = "rule first { when not (b is unavailable)  conclude \"No.\" }\n";
    assert_eq!(page(&rules(unrelated)), before);
}
