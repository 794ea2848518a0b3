//! Scripted consultations: what is answered, what came of steps, and where they
//! end.

use whatnext::facts::case::AttemptOutcome;
use whatnext::suite::page::page;
use whatnext::suite::walk::{Ending, LeftOver, Reply, Transcript, play};
use whatnext::{Inputs, Next, Program};

use crate::binary::cases_of;
use crate::shipped::{self, program_in, read};

/// A rule base in which everything can happen.
const RULES: &str = r#"
fact os: windows "Windows" | mac "macOS" { ask "Which system is it?" }
fact message: text {
  ask  "Which message shows?"
  help "Read it to the letter."
}
fact disks: list by name {
  ask "Which disks are there?"
  name: text
  full: yes/no { ask "Is {name} full?" }
}

symptom slow "It is slow" when message contains "slow"

action clean "Clean {disk.name}" for disk in disks {
  step "Delete what is not needed from {disk.name}."
  rechecks disks.full
}
action restart "Restart it" {
  step "Press {keys}."
  cost 5 minutes
  rechecks message
}
action call_vendor "Call the vendor" { step "Call them." rechecks message }

let keys = table os {
  windows: "Ctrl+Alt+Del"
  mac:     "Control+Command+Power"
}

rule clean_up for each disk in disks {
  priority 1
  when slow and disk.full
  try clean up to 2 times because "{disk.name} is full"
}

rule speed_up {
  when slow
  try      restart
  conclude "It is a Mac." when os is mac
  escalate call_vendor
}

rule strange {
  when message contains "strange"
  refer "Strange messages" at "https://example.org/strange"
}
"#;

fn program() -> Program {
    program_in("", &[("walks.rules".to_owned(), RULES.to_owned())])
}

/// Plays a case on the rules above, and gives its page too.
#[track_caller]
fn walk(case: &str) -> (Transcript, String) {
    let program = program();
    walk_on(&program, case)
}

#[track_caller]
fn walk_on(program: &Program, case: &str) -> (Transcript, String) {
    let file = Inputs::new(program).case("case.yaml", case);
    let file = file.unwrap_or_else(|problems| panic!("{problems}"));
    let transcript = play(program, &file, None).expect("it can be decided");
    let page = page(program, &file, &transcript).text();
    (transcript, page)
}

/// What happened, a few words for each turn, and how it ended.
fn summary(transcript: &Transcript) -> Vec<String> {
    let turns = transcript.turns.iter().map(|turn| {
        let what = match &turn.decision.next {
            Next::Ask { fact, .. } => fact.clone(),
            Next::Do(step) | Next::Escalate(step) => {
                let keys = step.element.clone().unwrap_or_default();
                [vec![step.action.clone()], keys].concat().join(" ")
            }
            other => other.kind().to_string(),
        };
        match &turn.reply {
            Some(Reply::Answer(Some(answer))) => format!("{what} = {answer}"),
            Some(Reply::Answer(None)) => format!("{what} = null"),
            Some(Reply::Outcome(outcome)) => format!("{what}: {}", outcome.word()),
            None => what,
        }
    });
    turns.chain([format!("{:?}", transcript.ending)]).collect()
}

fn played(case: &str) -> Vec<String> {
    summary(&walk(case).0)
}

const WHOLE: &str = r#"
case: A full disk, and then a restart
facts:
  os: mac
answers:
  message: "It is so slow"
  disks: [{ name: C, full: no }, { name: D, full: yes }, E]
  disks["E"].full: ~
outcomes:
  - action: clean
    for: D
    outcome: not_fixed
    answers: { 'disks["D"].full': no }
  - action: restart
    outcome: not_fixed
    answers: { message: "It is\nall \e[31mright" }
"#;

#[test]
fn a_whole_consultation_reads_like_minutes() {
    let (_, page) = walk(WHOLE);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots/pages");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("walk", format!("{}\n\n---\n{page}", WHOLE.trim())));
}

#[test]
fn every_kind_of_decision_can_be_the_last() {
    for (case, end) in [
        ("answers: { disks: [], message: strange }", "refer"),
        ("answers: { disks: [], message: fine }", "no_symptom"),
        ("answers: { disks: [], message: ~ }", "undetermined"),
        (
            "facts: { os: mac }\nanswers: { message: slow, disks: [] }\noutcomes: { restart: could_not }",
            "conclude",
        ),
        (
            "facts: { os: windows }\nanswers: { message: slow, disks: [] }\noutcomes: { restart: fixed }",
            "resolved",
        ),
        (
            "facts: { os: windows }\nanswers: { message: slow, disks: [] }\noutcomes: { restart: skipped }",
            "call_vendor",
        ),
    ] {
        let played = played(case);
        assert_eq!(played[played.len() - 2..], [end, "Over"], "{case}");
    }
}

#[test]
fn a_walk_stops_where_the_script_has_no_answer_and_says_so() {
    let (transcript, page) = walk("answers: { disks: [] }");
    assert_eq!(summary(&transcript), ["disks = []", "message", "NoAnswer"]);
    assert!(page.ends_with("\nThe walk ends here: the script has no answer to `message`.\n"));
    assert_eq!(played("answers: {}"), ["disks", "NoAnswer"]);
}

#[test]
fn a_walk_stops_where_the_script_does_not_say_what_came_of_a_step() {
    let (transcript, page) =
        walk("facts: { os: mac, message: slow, disks: [] }\noutcomes: { call_vendor: fixed }");
    assert_eq!(summary(&transcript), ["restart", "NoOutcome"]);
    assert!(page.contains("The walk ends here: the script does not say what came of `restart`.\n"));
    assert!(page.ends_with("Left over in the script\n  outcome call_vendor: fixed\n"));
}

#[test]
fn a_list_is_answered_with_its_keys_and_its_fields_are_asked_for() {
    assert_eq!(
        played("facts: { message: slow }\nanswers: { disks: [{ name: C, full: yes }] }"),
        [
            "disks = [C]",
            "disks[\"C\"].full = yes",
            "clean C",
            "NoOutcome"
        ]
    );
}

#[test]
fn elements_that_the_facts_give_are_answered_by_their_paths() {
    assert_eq!(
        played("facts: { message: slow, disks: [C] }\nanswers: { 'disks[\"C\"].full': yes }"),
        ["disks[\"C\"].full = yes", "clean C", "NoOutcome"]
    );
}

#[test]
fn what_a_repair_may_have_changed_is_answered_again() {
    let case = "answers: { message: slow, disks: [{ name: C, full: yes }] }\noutcomes: { clean: [not_fixed, not_fixed] }";
    assert_eq!(
        played(case),
        [
            "disks = [C]",
            "message = \"slow\"",
            "disks[\"C\"].full = yes",
            "clean C: not_fixed",
            "disks[\"C\"].full = yes",
            "clean C: not_fixed",
            "os",
            "NoAnswer",
        ]
    );
}

#[test]
fn what_only_the_facts_gave_is_not_answered_again() {
    assert_eq!(
        played("facts: { os: mac, message: slow, disks: [] }\noutcomes: [not_fixed]"),
        ["restart: not_fixed", "message", "NoAnswer"]
    );
}

#[test]
fn what_is_seen_after_an_attempt_replaces_earlier_answers() {
    let case = "
facts: { os: mac, disks: [] }
answers: { message: slow }
outcomes: [{ action: restart, outcome: not_fixed, answers: { message: strange } }]";
    assert_eq!(
        played(case),
        [
            "message = \"slow\"",
            "restart: not_fixed",
            "message = \"strange\"",
            "refer",
            "Over"
        ]
    );
}

#[test]
fn the_first_unused_outcome_that_fits_is_what_came_of_a_step() {
    let case = "
facts: { os: mac, message: slow, disks: [{ name: C, full: yes }, { name: D, full: yes }] }
answers: { 'disks[\"C\"].full': yes, 'disks[\"D\"].full': yes }
outcomes:
  - { action: restart, outcome: fixed }
  - { action: clean, for: D, outcome: could_not }
  - skipped
  - { action: clean, outcome: not_fixed }";
    assert_eq!(
        played(case),
        [
            "clean C: skipped",
            "clean D: could_not",
            "restart: fixed",
            "resolved",
            "Over"
        ]
    );
}

#[test]
fn whoever_takes_over_may_report_back() {
    let facts = "facts: { os: windows, message: slow, disks: [] }\nanswers: { message: slow }\n";
    assert_eq!(
        played(&format!(
            "{facts}outcomes: {{ restart: skipped, call_vendor: [not_fixed, fixed] }}"
        )),
        [
            "restart: skipped",
            "call_vendor: not_fixed",
            "message = \"slow\"",
            "call_vendor: fixed",
            "resolved",
            "Over"
        ]
    );
}

#[test]
fn what_the_walk_did_not_need_is_left_over() {
    let case = "
facts: { os: mac, message: fine }
answers:
  os: mac
  disks: [{ name: C, full: yes }]
outcomes: [not_fixed, { action: clean, for: C, outcome: fixed }]";
    let (transcript, page) = walk(case);
    assert_eq!(
        transcript.left_over,
        LeftOver {
            answers: vec!["os".to_owned(), "disks".to_owned()],
            outcomes: vec!["not_fixed".to_owned(), "clean for C: fixed".to_owned()],
        }
    );
    assert!(page.contains(
        "\nLeft over in the script\n  answer to os\n  answer to disks\n  outcome not_fixed\n  outcome clean for C: fixed\n"
    ));
}

#[test]
fn a_replaced_list_takes_the_answers_for_its_elements_with_it() {
    let case = "
facts: { message: slow, os: mac }
answers: { message: slow, disks: [{ name: C, full: no }] }
outcomes: [{ outcome: not_fixed, answers: { disks: [{ name: C }] } }]";
    let (transcript, _) = walk(case);
    assert_eq!(
        transcript.left_over.answers,
        ["disks"],
        "the second list was never asked for: {:?}",
        summary(&transcript)
    );
}

#[test]
fn a_walk_ends_after_two_hundred_attempts() {
    let rules = r#"
fact message: text
action call { step "Call them." rechecks message }
rule again { when message is "slow"  escalate call }
"#;
    let program = program_in("", &[("again.rules".to_owned(), rules.to_owned())]);
    let outcomes = ["not_fixed"; 250].join(", ");
    let case = format!("answers: {{ message: slow }}\noutcomes: [{outcomes}]");
    let (transcript, page) = walk_on(&program, &case);
    let is_attempt =
        |reply: &Option<Reply>| *reply == Some(Reply::Outcome(AttemptOutcome::NotFixed));
    let attempts = transcript
        .turns
        .iter()
        .filter(|turn| is_attempt(&turn.reply));
    assert_eq!(attempts.count(), 200);
    assert_eq!(transcript.ending, Ending::Over);
    assert_eq!(transcript.left_over.outcomes.len(), 50);
    assert!(page.contains("Out of steps: the case has too many attempts to go on."));
}

/// The facts of a page as answers, in the same order or in reverse.
fn as_answers(facts: &str, reversed: bool) -> String {
    let mut entries: Vec<String> = Vec::new();
    for line in facts.lines() {
        let starts = line.starts_with("  ") && !line.starts_with("   ");
        match entries.last_mut() {
            Some(entry) if !starts => *entry += &format!("{line}\n"),
            _ => entries.push(format!("{line}\n")),
        }
    }
    if reversed {
        entries.reverse();
    }
    if entries.is_empty() {
        return "answers: {}\n".to_owned();
    }
    format!("answers:\n{}", entries.concat())
}

#[test]
fn shipped_cases_told_on_being_asked_lead_to_the_same_steps() {
    let program = shipped::program("rules/crashplan");
    let inputs = Inputs::new(&program);
    let mut compared = 0;
    for path in cases_of("rules/crashplan") {
        let file = inputs.case(&path, &read(&path)).expect("it is right");
        let direct = play(&program, &file, None).expect("it can be decided");
        let last = direct.last().expect("there is a decision");
        // Entries `without asking` look at what is known already.
        let is_told_all = !matches!(last.next, Next::Ask { .. });
        if !file.case.attempts.is_empty() || file.script.is_some() || !is_told_all {
            continue;
        }
        let page = page(&program, &file, &direct).text();
        let (front, _) = page.split_once("\n\n").expect("a decision follows");
        let facts = front.split_once("facts:\n").map_or("", |(_, facts)| facts);
        let (told, transcript) = walk_on(&program, &as_answers(facts, false));
        let (again, _) = walk_on(&program, &as_answers(facts, true));
        assert_eq!(told, again, "the order of answers does not matter: {path}");
        let walked = told.last().expect("there is a decision");
        let asks_less = walked
            .considered
            .iter()
            .any(|candidate| candidate.passed_over == "not_asked");
        assert!(
            asks_less || walked.next == last.next,
            "{path}\n{transcript}\n--- at once ---\n{page}"
        );
        compared += usize::from(!asks_less);
    }
    assert!(compared > 20, "only {compared} cases were compared");
}
