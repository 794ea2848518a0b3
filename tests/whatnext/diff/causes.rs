//! Every kind of change, and what caused it.

use super::{RULES, Scratch, at, with};

/// Nothing but one part of the rules changes, and one case tells what comes of
/// it.
struct Change {
    old: String,
    new: String,
    case: &'static str,
    category: &'static str,
    /// What happened, and to what.
    cause: (&'static str, &'static str),
    code: i32,
}

fn change(from: &str, to: &str, case: &'static str) -> Change {
    Change {
        old: RULES.to_owned(),
        new: with(from, to),
        case,
        category: "step_changed",
        cause: ("", ""),
        code: 1,
    }
}

impl Change {
    fn is(mut self, category: &'static str, event: &'static str, subject: &'static str) {
        self.category = category;
        self.cause = (event, subject);
        if category == "explanation_changed" {
            self.code = 0;
        }
        self.check();
    }

    fn backwards(mut self) -> Self {
        std::mem::swap(&mut self.old, &mut self.new);
        self
    }

    fn check(&self) {
        let scratch = Scratch::of(&self.old, &self.new, self.case);
        let (json, code) = scratch.json(&["old", "new"]);
        let show = || format!("{}\n{json:#}", self.new);
        assert_eq!(at(&json, "/groups/0/category"), self.category, "{}", show());
        assert_eq!(
            at(&json, "/groups/0/cause/event"),
            self.cause.0,
            "{}",
            show()
        );
        let words = at(&json, "/groups/0/cause/words");
        assert!(
            words.starts_with(self.cause.1),
            "{words} is not about {}\n{}",
            self.cause.1,
            show()
        );
        assert_eq!(code, self.code, "{}", show());
        self.check_lines();
    }

    /// A line of facts leads to the same as the case with these facts.
    fn check_lines(&self) {
        let Some(facts) = facts_of(self.case) else {
            return;
        };
        let scratch = Scratch::of(&self.old, &self.new, self.case);
        scratch.write("facts.ndjson", facts);
        let (of_case, _) = scratch.json(&["old", "new"]);
        let (of_line, code) = scratch.json(&["old", "new", "--cases", "facts.ndjson"]);
        assert_eq!(of_case["counts"], of_line["counts"]);
        assert_eq!(of_case["groups"][0]["cause"], of_line["groups"][0]["cause"]);
        assert_eq!(code, self.code);
    }
}

/// The facts of a case that has nothing else, as JSON.
fn facts_of(case: &str) -> Option<String> {
    let facts = case.strip_prefix("facts: ")?.trim_end();
    if facts.contains('\n') {
        return None;
    }
    let words = ["power", "noise", "cable", "yes", "no", "none", "loud"];
    let quoted: String = facts
        .split_inclusive(|c: char| !c.is_alphabetic())
        .map(|part| {
            let word = part.trim_end_matches(|c: char| !c.is_alphabetic());
            if words.contains(&word) {
                part.replacen(word, &format!("\"{word}\""), 1)
            } else {
                part.to_owned()
            }
        })
        .collect();
    Some(quoted)
}

const QUIET: &str = "facts: { power: no, noise: none }\n";
const LOUD: &str = "facts: { power: no, noise: loud }\n";
const UNHEARD: &str = "facts: { power: no }\n";

#[test]
fn the_text_of_a_step() {
    change("Put in the plug.", "Push the plug in.", QUIET).is(
        "step_changed",
        "says_otherwise",
        "`plug` of rule `start`",
    );
    change("\"It is broken.\"", "\"It is worn out.\"", LOUD.trim_end()).is_the_same();
}

impl Change {
    /// The case is decided elsewhere, and nothing of it changes.
    fn is_the_same(&self) {
        let scratch = Scratch::of(&self.old, &self.new, self.case);
        let (json, code) = scratch.json(&["old", "new"]);
        assert_eq!(json["counts"]["same"], json["counts"]["cases"], "{json:#}");
        assert_eq!(code, 0);
    }
}

#[test]
fn an_entry_that_is_passed_over_now() {
    change("noise is none", "noise is loud", QUIET).is(
        "step_changed",
        "passed_over",
        "`plug` of rule `start`",
    );
}

#[test]
fn an_entry_that_is_no_longer_passed_over() {
    change("noise is none", "noise is loud", LOUD).is(
        "step_changed",
        "no_longer_passed_over",
        "`plug` of rule `start`",
    );
}

#[test]
fn an_entry_that_is_gone_or_new() {
    let entry = "  try  plug when noise is none\n";
    change(entry, "", QUIET).is("step_changed", "gone", "`plug` of rule `start`");
    change(entry, "", QUIET)
        .backwards()
        .is("step_changed", "new", "`plug` of rule `start`");
}

#[test]
fn an_entry_in_the_place_of_another() {
    change(
        "try  plug when",
        "refer \"The manual\" at \"https://example.org\" when",
        QUIET,
    )
    .is("step_changed", "new", "`The manual` of rule `start`");
}

#[test]
fn an_entry_that_stands_earlier() {
    let entries = "  try  plug when noise is none\n  try  press\n";
    let swapped = "  try  press\n  try  plug when noise is none\n";
    change(entries, swapped, QUIET).is("step_changed", "stands_earlier", "`press`");
}

#[test]
fn a_question_for_another_fact_or_in_other_words() {
    change("noise is none", "cable", UNHEARD).is(
        "question_changed",
        "asks_for_another_fact",
        "`plug`",
    );
    change("Which noise does it make?", "What do you hear?", UNHEARD).is(
        "question_changed",
        "asks_otherwise",
        "`plug`",
    );
}

#[test]
fn an_entry_that_asks_first_or_no_longer() {
    change(" when noise is none", "", UNHEARD).is("newly_decided", "no_longer_asks", "`plug`");
    change(" when noise is none", "", UNHEARD).backwards().is(
        "newly_undecided",
        "asks_first",
        "`plug`",
    );
}

#[test]
fn an_attempt_that_uses_an_entry_up() {
    let case =
        "facts: { power: no, noise: none }\nattempted: [{ action: plug, outcome: not_fixed }]\n";
    let twice = change("try  plug when", "try  plug up to 2 times when", case);
    twice.is("step_changed", "no_longer_passed_over", "`plug`");
    let once = change("try  plug when", "try  plug up to 2 times when", case).backwards();
    once.is("step_changed", "passed_over", "`plug`");
}

#[test]
fn a_dead_end() {
    let others = "  try  press\n  conclude \"It is broken.\"\n";
    change(others, "", LOUD).is("newly_undecided", "gone", "`press`");
    change(others, "", LOUD)
        .backwards()
        .is("newly_decided", "new", "`press`");
}

#[test]
fn a_symptom_that_comes_out_otherwise() {
    let case =
        "facts: { power: yes, noise: none }\nattempted: [{ action: press, outcome: not_fixed }]\n";
    change("when not power", "when power", case).is(
        "step_changed",
        "other_truth",
        "symptom `silent`",
    );
}

#[test]
fn nothing_but_the_explanation() {
    change(
        "try  plug when noise is none",
        "try  plug when noise is none because \"it is quick\"",
        QUIET,
    )
    .is("explanation_changed", "other_reasons", "`plug`");
    change(
        "try  press\n",
        "try  press when cable is unavailable or cable or not cable\n",
        QUIET,
    )
    .is_the_same();
    change("noise is none", "(noise is none)", LOUD).is_the_same();
    change("noise is none", "noise is not loud", LOUD).is(
        "explanation_changed",
        "other_reasons",
        "`plug`",
    );
    change(
        "  try  press\n",
        "  conclude \"Wait.\" when noise is none\n  try  press\n",
        LOUD,
    )
    .is("explanation_changed", "new", "`Wait.`");
    change(
        "  try  press\n",
        "  conclude \"Wait.\" when noise is none\n  try  press\n",
        LOUD,
    )
    .backwards()
    .is("explanation_changed", "gone", "`Wait.`");
    change("\"It is silent\"", "\"No sound\"", QUIET).is(
        "explanation_changed",
        "other_title",
        "symptom `silent`",
    );
}

#[test]
fn layout_comments_and_rules_that_do_not_apply_change_nothing() {
    let all = "rule start {";
    change(all, "# Starts it.\n\n\nrule start {", QUIET).is_the_same();
    let other = "rule early {\n  priority 5\n  when power\n  conclude \"On.\"\n}\nrule start {";
    change(all, other, QUIET).is_the_same();
    change(all, other, UNHEARD).is_the_same();
}

#[test]
fn another_element_of_a_list() {
    const PODS: &str = r#"fact pods: list by name { name: text  down: yes/no }
symptom trouble "Trouble" when any p in pods has p.down
action restart "Restart {pod.name}" for pod in pods { step "Restart it." }
rule pods for each pod in pods {
  when pod.down
  try restart
}
"#;
    let case = "facts:\n  pods: [{ name: a, down: yes }, { name: b, down: yes }]\n";
    Change {
        old: PODS.to_owned(),
        new: PODS.replace("try restart", "try restart when pod.name is \"b\""),
        case,
        category: "step_changed",
        cause: ("passed_over", "`restart` of rule `pods`"),
        code: 1,
    }
    .check();
}

#[test]
fn the_place_is_in_the_new_rules_or_else_in_the_old_ones() {
    let commented = with("noise is none", "noise is loud").replace("rule", "# more\nrule");
    let scratch = Scratch::of(RULES, &commented, QUIET);
    let (json, _) = scratch.json(&["old", "new"]);
    assert_eq!(at(&json, "/groups/0/cause/at"), "new/a.rules:10");
    assert_eq!(
        at(&json, "/groups/0/cause/source"),
        "try  plug when noise is loud"
    );
    let scratch = Scratch::of(RULES, &with("  try  plug when noise is none\n", ""), QUIET);
    let (json, _) = scratch.json(&["old", "new"]);
    assert_eq!(at(&json, "/groups/0/cause/at"), "old/a.rules:9");
}

#[test]
fn the_example_shows_both_decisions_and_the_reason() {
    let scratch = Scratch::of(RULES, &with("noise is none", "noise is loud"), QUIET);
    let (json, _) = scratch.json(&["old", "new"]);
    let example = &json["groups"][0]["example"];
    assert_eq!(example["case"], "new/cases/case.yaml");
    assert_eq!(example["before"]["name"], "plug");
    assert_eq!(example["now"]["headline"], "Do: Press the button");
    assert_eq!(
        example["because"],
        serde_json::json!(["`noise is loud` fails: noise is none"])
    );
}
