//! Defects, put into right rule bases.

mod tables_and_names;

use super::base::{Base, Topic};
use super::probes::Probe;
use tables_and_names::{
    fact_outside_its_when, fact_outside_the_when_of_a_test, question_of_a_shadowed_entry,
    question_that_is_absorbed, row_after_a_wider_one, row_after_several_others, rows_that_overlap,
    same_test_in_a_condition, same_test_in_another_guard, table_without_a_corner,
    table_without_a_row, too_many_questions, unused_action, unused_condition, unused_fact,
    unused_field, unused_let, unused_symptom,
};

/// A defect that was put in.
pub(super) struct Planted {
    /// The code under which it is to be found.
    pub(super) code: &'static str,
    /// The line on which it is to be found has this.
    pub(super) at: String,
}

/// A way to put a defect into the first topic of a rule base; none where it
/// does not apply.
pub(super) struct Defect {
    pub(super) name: &'static str,
    pub(super) plant: fn(&mut Base) -> Option<Planted>,
}

macro_rules! defects {
    ($($name:ident),* $(,)?) => {
        /// All ways.
        pub(super) const ALL: &[Defect] = &[$(Defect { name: stringify!($name), plant: |base| $name(base).into() }),*];
    };
}

defects![
    entry_after_an_unguarded_one,
    entry_after_a_wider_one,
    escalation_after_a_wider_entry,
    entry_after_the_same_guard,
    entry_after_several_others,
    rule_after_a_wider_rule,
    rule_of_lower_priority,
    contradiction_in_a_guard,
    contradiction_with_a_negation,
    contradiction_of_symbols,
    contradiction_of_rule_and_entry,
    contradiction_through_a_condition,
    contradiction_through_a_nested_guard,
    or_that_always_holds,
    or_of_a_test_and_its_negation,
    condition_that_always_holds,
    test_that_its_type_decides,
    all_symbols,
    implied_in_and,
    implied_in_and_through_a_condition,
    implied_in_or,
    implied_by_the_rule,
    rules_of_two_files,
    last_entry_left_out,
    last_entry_with_a_guard,
    last_entry_for_one_colour,
    last_entries_that_leave_the_unavailable,
    table_without_a_row,
    table_without_a_corner,
    row_after_a_wider_one,
    row_after_several_others,
    rows_that_overlap,
    question_that_is_absorbed,
    question_of_a_shadowed_entry,
    fact_outside_its_when,
    fact_outside_the_when_of_a_test,
    same_test_in_a_condition,
    same_test_in_another_guard,
    unused_fact,
    unused_let,
    unused_condition,
    unused_action,
    unused_field,
    unused_symptom,
    too_many_questions,
];

/// A part of a line that only a defect has.
const MARK: &str = "Seeded.";

fn planted(code: &'static str) -> Planted {
    planted_at(code, MARK)
}

fn planted_at(code: &'static str, at: impl Into<String>) -> Planted {
    Planted {
        code,
        at: at.into(),
    }
}

fn first(base: &mut Base) -> (&mut Topic, Probe, String) {
    let topic = &mut base.topics[0];
    let (probe, name) = (topic.probe.clone(), topic.name.clone());
    (topic, probe, name)
}

impl Topic {
    /// Adds an entry before the last one, which has no guard.
    fn before_last(&mut self, entry: String) {
        let at = self.entries.len() - 1;
        self.entries.insert(at, entry);
    }

    /// Adds `conclude "Seeded." when …` before the last entry.
    fn conclude_when(&mut self, guard: &str) {
        self.before_last(format!("conclude \"{MARK}\" when {guard}"));
    }

    /// A rule for the symptom of the topic, with another name.
    fn rule(&self, name: &str, priority: usize, when: &str, entries: &str) -> String {
        let each = self.probe.each.as_ref();
        let each = each.map_or_else(String::new, |each| format!(" for each {each}"));
        format!(
            "rule {}_{name}{each} {{\n  priority {priority}\n  when {}_shows{when}\n  {entries}\n}}",
            self.name, self.name
        )
    }

    /// Whether tests of the probe are about the element at hand.
    fn is_loop(&self) -> bool {
        self.probe.each.is_some()
    }

    /// ` for x in L` of a condition about the probe.
    fn binder(&self) -> String {
        let each = self.probe.each.as_ref();
        each.map_or_else(String::new, |each| format!(" for {each}"))
    }
}

// --- entries that are never chosen

fn entry_after_an_unguarded_one(base: &mut Base) -> Planted {
    let (topic, ..) = first(base);
    topic.entries.push(format!("conclude \"{MARK}\""));
    // The last entry of some rules is an attempt, which is used up in the end.
    topic.before_last("conclude \"Wait.\"".to_owned());
    planted("never-chosen")
}

fn entry_after_a_wider_one(base: &mut Base) -> Planted {
    let (topic, probe, _) = first(base);
    topic.before_last(format!("conclude \"It is wide.\" when {}", probe.wide));
    topic.conclude_when(&probe.narrow);
    planted("never-chosen")
}

fn escalation_after_a_wider_entry(base: &mut Base) -> Planted {
    let (topic, probe, name) = first(base);
    topic.before_last(format!(
        "refer \"It is wide.\" at \"https://example.org\" when {}",
        probe.wide
    ));
    topic.before_last(format!(
        "escalate {name}_call when {} and {name}.color is red because \"{MARK}\"",
        probe.narrow
    ));
    planted("never-chosen")
}

fn entry_after_the_same_guard(base: &mut Base) -> Planted {
    let (topic, probe, name) = first(base);
    let guard = format!("{} and {name}.color is green", probe.against);
    topic.before_last(format!("conclude \"It is so.\" when {guard}"));
    topic.conclude_when(&guard);
    planted("never-chosen")
}

fn entry_after_several_others(base: &mut Base) -> Planted {
    let (topic, probe, name) = first(base);
    for color in ["red", "green"] {
        topic.before_last(format!(
            "conclude \"It is {color}.\" when {} and {name}.color is {color}",
            probe.wide
        ));
    }
    topic.conclude_when(&format!(
        "{} and {name}.color in [red, green]",
        probe.narrow
    ));
    planted("never-chosen")
}

fn rule_after_a_wider_rule(base: &mut Base) -> Planted {
    let (topic, probe, name) = first(base);
    topic.entries.push("conclude \"Wait.\"".to_owned());
    let when = format!(" and {} and {name}.color is red", probe.wide);
    let rule = topic.rule(
        "again",
        topic.priority,
        &when,
        &format!("conclude \"{MARK}\""),
    );
    topic.rules_after.push(rule);
    planted("never-chosen")
}

fn rule_of_lower_priority(base: &mut Base) -> Planted {
    let (topic, probe, _) = first(base);
    let when = format!(" and {}", probe.narrow);
    let late = topic.rule("late", 1, &when, &format!("conclude \"{MARK}\""));
    let early = topic.rule(
        "early",
        100,
        &format!(" and {}", probe.wide),
        "conclude \"Early.\"",
    );
    topic.rules_before.extend([late, early]);
    planted("never-chosen")
}

// --- guards that never hold

fn contradiction_in_a_guard(base: &mut Base) -> Planted {
    let (topic, probe, _) = first(base);
    topic.conclude_when(&format!("{} and {}", probe.wide, probe.against));
    planted("never-holds")
}

fn contradiction_with_a_negation(base: &mut Base) -> Planted {
    let (topic, probe, name) = first(base);
    topic.conclude_when(&format!(
        "{} and {name}.color is red and not {}",
        probe.narrow, probe.wide
    ));
    planted("never-holds")
}

fn contradiction_of_symbols(base: &mut Base) -> Planted {
    let (topic, probe, name) = first(base);
    topic.conclude_when(&format!(
        "{name}.color in [red, blue] and {} and {name}.color is green",
        probe.wide
    ));
    planted("never-holds")
}

fn contradiction_of_rule_and_entry(base: &mut Base) -> Planted {
    let (topic, probe, _) = first(base);
    let entries = format!(
        "conclude \"{MARK}\" when {}\n  conclude \"Else.\"",
        probe.against
    );
    let rule = topic.rule(
        "other",
        topic.priority,
        &format!(" and {}", probe.wide),
        &entries,
    );
    topic.rules_before.push(rule);
    planted("never-holds")
}

fn contradiction_through_a_condition(base: &mut Base) -> Planted {
    let (topic, probe, name) = first(base);
    topic.declarations.push(format!(
        "condition {name}_odd{} when {}",
        topic.binder(),
        probe.against
    ));
    let binder = if topic.is_loop() {
        format!("{name}_odd(x)")
    } else {
        format!("{name}_odd")
    };
    let call = if topic.is_loop() {
        format!("{name}_odd")
    } else {
        binder
    };
    topic.conclude_when(&format!("{} and {call}", probe.wide));
    planted("never-holds")
}

fn contradiction_through_a_nested_guard(base: &mut Base) -> Planted {
    let (topic, probe, name) = first(base);
    topic.conclude_when(&format!(
        "({} or {name}.color is green) and {} and {name}.color is red",
        probe.against, probe.wide
    ));
    planted("never-holds")
}

// --- guards that always hold, tests that say nothing

fn or_that_always_holds(base: &mut Base) -> Planted {
    let (topic, probe, _) = first(base);
    topic.conclude_when(&format!("{} or {}", probe.wide, probe.complement));
    planted("always-holds")
}

fn or_of_a_test_and_its_negation(base: &mut Base) -> Planted {
    let (topic, probe, name) = first(base);
    topic.conclude_when(&format!(
        "{name}.color is red and (not {} or {})",
        probe.narrow, probe.wide
    ));
    planted("always-holds")
}

fn condition_that_always_holds(base: &mut Base) -> Planted {
    let (topic, probe, name) = first(base);
    topic.declarations.push(format!(
        "condition {name}_any \"{MARK}\"{} when {} or {}",
        topic.binder(),
        probe.complement,
        probe.wide
    ));
    topic.before_last(format!(
        "conclude \"It is any.\" when {name}.color is red and {name}_any"
    ));
    planted("always-holds")
}

fn test_that_its_type_decides(base: &mut Base) -> Option<Planted> {
    let (topic, probe, name) = first(base);
    let always = probe.always?;
    topic.conclude_when(&format!("{name}.color is red and {always}"));
    let code = if probe.kind == "number with bounds" || probe.kind == "for each" {
        "never-differs"
    } else {
        "decided-test"
    };
    Some(planted(code))
}

fn all_symbols(base: &mut Base) -> Planted {
    let (topic, probe, name) = first(base);
    topic.conclude_when(&format!(
        "{} and {name}.color in [green, blue, red]",
        probe.wide
    ));
    planted("decided-test")
}

fn implied_in_and(base: &mut Base) -> Planted {
    let (topic, probe, name) = first(base);
    topic.conclude_when(&format!(
        "{} and {name}.color is red and {}",
        probe.narrow, probe.wide
    ));
    planted("implied-test")
}

fn implied_in_and_through_a_condition(base: &mut Base) -> Planted {
    let (topic, probe, name) = first(base);
    topic.declarations.push(format!(
        "condition {name}_deep{} when {}",
        topic.binder(),
        probe.narrow
    ));
    topic.conclude_when(&format!(
        "{name}_deep and {} and {name}.color is red",
        probe.wide
    ));
    planted("implied-test")
}

fn implied_in_or(base: &mut Base) -> Planted {
    let (topic, probe, name) = first(base);
    topic.conclude_when(&format!(
        "{} or {name}.color is green or {}",
        probe.wide, probe.narrow
    ));
    planted("implied-test")
}

fn implied_by_the_rule(base: &mut Base) -> Planted {
    let (topic, probe, _) = first(base);
    let entries = format!(
        "conclude \"{MARK}\" when {}\n  conclude \"Else.\"",
        probe.wide
    );
    let rule = topic.rule(
        "other",
        topic.priority,
        &format!(" and {}", probe.narrow),
        &entries,
    );
    topic.rules_before.push(rule);
    planted("implied-test")
}

// --- the order of files, cases that nobody thought of

fn rules_of_two_files(base: &mut Base) -> Option<Planted> {
    if base.topics.len() < 2 {
        return None;
    }
    base.topics[1].file = "more.rules";
    base.topics[1].priority = base.topics[0].priority;
    let name = &base.topics[1].name;
    Some(planted_at("file-order", format!("rule {name}_")))
}

fn last_entry_left_out(base: &mut Base) -> Option<Planted> {
    let (topic, _, name) = first(base);
    if topic.is_loop() {
        return None;
    }
    topic.entries.pop();
    topic.entries.push(format!("try {name}_call"));
    Some(planted_at(
        "unhandled-complaint",
        format!("symptom {name}_shows"),
    ))
}

fn last_entry_with_a_guard(base: &mut Base) -> Option<Planted> {
    let (topic, probe, name) = first(base);
    if topic.is_loop() {
        return None;
    }
    topic.entries.pop();
    topic
        .entries
        .push(format!("escalate {name}_call when not {}", probe.narrow));
    Some(planted_at(
        "unhandled-complaint",
        format!("symptom {name}_shows"),
    ))
}

fn last_entry_for_one_colour(base: &mut Base) -> Option<Planted> {
    let (topic, _, name) = first(base);
    if topic.is_loop() {
        return None;
    }
    topic.entries.pop();
    topic.entries.push(format!(
        "escalate {name}_call when {name}.color is not blue"
    ));
    Some(planted_at(
        "unhandled-complaint",
        format!("symptom {name}_shows"),
    ))
}

fn last_entries_that_leave_the_unavailable(base: &mut Base) -> Option<Planted> {
    let (topic, probe, name) = first(base);
    if topic.is_loop() || probe.kind == "number with default" {
        return None;
    }
    topic.entries.pop();
    topic
        .entries
        .push(format!("escalate {name}_call when {}", probe.wide));
    topic.entries.push(format!(
        "conclude \"Nothing helps.\" when {}",
        probe.complement
    ));
    Some(planted_at(
        "unhandled-complaint",
        format!("symptom {name}_shows"),
    ))
}
