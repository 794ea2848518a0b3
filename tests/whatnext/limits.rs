//! Bad input through the real program. Each gives one clear error with its
//! place and the right exit code, soon, and without a panic.

mod attempt;
mod bad_files;
mod bad_inputs;
mod bad_rules;
mod explanations;

use attempt::{Attempt, check_all};

/// The rules that inputs are for.
const RULES: &str = r#"
fact os: windows | mac
fact percent: number 0..100
fact amount: number
fact message: text
fact flag: yes/no
fact since: time
fact items: list by name {
  name:  text
  state: good | bad
}
action act "Act" { step "Do it." }
action mend for item in items { step "Mend {item.name}." }
rule general { when flag try act }
rule each for each item in items where state is bad { try mend }
"#;

#[test]
fn what_is_fine_is_no_error() {
    let with_windows_line_ends = RULES.replace('\n', "\r\n");
    check_all(vec![
        Attempt::facts("an empty facts file: nothing is known", "").finds("Find out: flag"),
        Attempt::facts("a facts file of comments", "# nothing yet\n").finds("Find out: flag"),
        Attempt::case("an empty case file", "").finds("Find out: flag"),
        Attempt::facts(
            "a byte-order mark and Windows line ends in facts",
            "\u{feff}flag: yes\r\nos: mac\r\n",
        )
        .does("Do: Act"),
        Attempt::json("a byte-order mark in JSON", "\u{feff}{\"flag\": true}").does("Do: Act"),
        Attempt::facts(
            "a byte-order mark and Windows line ends in rules",
            "flag: yes",
        )
        .file("good.rules", format!("\u{feff}{with_windows_line_ends}"))
        .does("Do: Act"),
    ]);
}

/// Lists that are nested in each other multiply; the decision ends all the same.
#[test]
fn a_decision_that_would_take_too_long_is_given_up() {
    let rules = "fact l: list of number\n\
        rule r { when any x in l has (any y in l has (any z in l has (x + y + z > 100000)))\n\
        conclude \"far\" }";
    let files = whatnext::MemorySource::default().with("far.rules", rules);
    let program = whatnext::compile(&files.paths(), &files)
        .program
        .expect("it compiles");
    let numbers: Vec<String> = (0..3000).map(|number| number.to_string()).collect();
    let facts = format!("l: [{}]", numbers.join(", "));
    let mut case = program.new_case();
    whatnext::Inputs::new(&program)
        .facts(&mut case, "facts.yaml", &facts)
        .expect("the facts are good");
    let given_up = whatnext::decide(&program, &case).expect_err("it is too much");
    assert!(given_up.to_string().contains("given up"), "{given_up}");
}

/// Facts that are asked for only where others hold, and names that are used
/// twice each, must not double the work at every step.
#[test]
fn long_chains_are_explained_in_no_time() {
    let mut rules = "fact a0: yes/no\nfact n: number\nlet l0 = n\n".to_owned();
    for step in 1..60 {
        let before = step - 1;
        rules += &format!("fact a{step}: yes/no {{ when a{before} or not a{before} }}\n");
        rules += &format!("let l{step} = l{before} - l{before}\n");
    }
    rules += "rule r { when a59 or l59 > 5 conclude \"so {l59}\" }";
    let files = whatnext::MemorySource::default().with("chain.rules", rules);
    let program = whatnext::compile(&files.paths(), &files)
        .program
        .expect("it compiles");
    for facts in [
        "{}",
        "a0: null",
        "a0: yes",
        "a0: null\nn: null",
        "a0: no\nn: 1",
    ] {
        let mut case = program.new_case();
        whatnext::Inputs::new(&program)
            .facts(&mut case, "facts.yaml", facts)
            .expect("the facts are good");
        whatnext::decide(&program, &case).expect("it is decided");
    }
}
