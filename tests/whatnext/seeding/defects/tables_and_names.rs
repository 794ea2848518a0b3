//! Defects of tables, of questions, and of names.

use super::{MARK, Planted, first, planted, planted_at};
use crate::seeding::base::Base;

// --- tables

pub(super) fn table_without_a_row(base: &mut Base) -> Planted {
    let (topic, _, name) = first(base);
    topic.table.rows.pop();
    planted_at("table-gap", format!("let {name}_word"))
}

pub(super) fn table_without_a_corner(base: &mut Base) -> Option<Planted> {
    let (topic, _, name) = first(base);
    let row = topic
        .table
        .rows
        .iter_mut()
        .find(|row| row.contains("\"d\""))?;
    *row = match *row {
        "green | blue, _: \"d\"" => "green, _: \"d\"",
        "> 3, green | blue: \"d\"" => "> 4, green | blue: \"d\"",
        _ => "green | blue, 4..8: \"d\"",
    };
    Some(planted_at("table-gap", format!("let {name}_word")))
}

pub(super) fn row_after_a_wider_one(base: &mut Base) -> Planted {
    let (topic, ..) = first(base);
    let starts_with_color = topic.table.inputs.starts_with("N.color");
    topic.table.rows.push(if starts_with_color {
        "red, 7: \"Seeded.\""
    } else {
        "7, red: \"Seeded.\""
    });
    planted("unreached-row")
}

pub(super) fn row_after_several_others(base: &mut Base) -> Planted {
    let (topic, ..) = first(base);
    let starts_with_color = topic.table.inputs.starts_with("N.color");
    topic.table.rows.push(if starts_with_color {
        "green, 2..6: \"Seeded.\""
    } else {
        "2..6, green: \"Seeded.\""
    });
    planted("unreached-row")
}

pub(super) fn rows_that_overlap(base: &mut Base) -> Planted {
    let (topic, ..) = first(base);
    let starts_with_color = topic.table.inputs.starts_with("N.color");
    let row = if starts_with_color {
        "red | green, 2..4: \"x\""
    } else {
        "2..4, red | green: \"x\""
    };
    topic.table.rows.insert(0, row);
    planted_at("overlapping-rows", "\"c\"")
}

// --- questions

pub(super) fn question_that_is_absorbed(base: &mut Base) -> Planted {
    let (topic, probe, name) = first(base);
    topic.declarations.push(format!("fact {name}.idle: yes/no"));
    topic.conclude_when(
        &format!(
            "{} and ({name}.color is red or {name}.color is red and {name}.idle)",
            probe.wide
        )
        .replace(
            &format!("{name}.color is red and {name}.idle"),
            &format!("({name}.color is red and {name}.idle)"),
        ),
    );
    planted_at("idle-question", format!("fact {name}.idle"))
}

pub(super) fn question_of_a_shadowed_entry(base: &mut Base) -> Planted {
    let (topic, _, name) = first(base);
    topic
        .declarations
        .push(format!("fact {name}.idle: on | off"));
    topic.entries.push("conclude \"Wait.\"".to_owned());
    topic
        .entries
        .push(format!("conclude \"Late.\" when {name}.idle is on"));
    planted_at("idle-question", format!("fact {name}.idle"))
}

pub(super) fn fact_outside_its_when(base: &mut Base) -> Planted {
    let (topic, _, name) = first(base);
    topic.conclude_when(&format!("{name}.color is green and {name}.detail is small"));
    planted("outside-when")
}

pub(super) fn fact_outside_the_when_of_a_test(base: &mut Base) -> Option<Planted> {
    let (topic, probe, name) = first(base);
    if topic.is_loop() {
        return None;
    }
    topic.declarations.push(format!(
        "fact {name}.more: number {{ when {} }}",
        probe.wide
    ));
    topic.before_last(format!(
        "conclude \"It is more.\" when {} and {name}.more > 3",
        probe.narrow
    ));
    topic.conclude_when(&format!("{name}.more > 5 and {}", probe.against));
    Some(planted("outside-when"))
}

// --- one test in two ways

pub(super) fn same_test_in_a_condition(base: &mut Base) -> Option<Planted> {
    let (topic, probe, name) = first(base);
    if topic.is_loop() || probe.same.is_empty() {
        return None;
    }
    topic.declarations.push(format!(
        "condition {name}_same \"{MARK}\" when {}",
        probe.same
    ));
    topic.before_last(format!(
        "conclude \"It is so.\" when {name}_same and {name}.color is blue"
    ));
    // Whichever is written first, the other one is told of.
    Some(planted_at("same-test", ""))
}

pub(super) fn same_test_in_another_guard(base: &mut Base) -> Option<Planted> {
    let (topic, probe, name) = first(base);
    if topic.is_loop() || probe.same.is_empty() {
        return None;
    }
    topic.conclude_when(&format!("{name}.color is blue and {}", probe.same));
    Some(planted_at("same-test", ""))
}

// --- what is never used

pub(super) fn unused_fact(base: &mut Base) -> Planted {
    let (topic, probe, name) = first(base);
    let declared = probe
        .declared
        .replace(&format!("{name}.probe"), &format!("{name}.unused"));
    topic.declarations.push(declared);
    planted_at("unused-name", format!("fact {name}.unused"))
}

pub(super) fn unused_let(base: &mut Base) -> Planted {
    let (topic, _, name) = first(base);
    topic
        .declarations
        .push(format!("let {name}_unused = {name}.level * 2"));
    planted_at("unused-name", format!("let {name}_unused"))
}

pub(super) fn unused_condition(base: &mut Base) -> Planted {
    let (topic, probe, name) = first(base);
    topic.declarations.push(format!(
        "condition {name}_unused{} when {}",
        topic.binder(),
        probe.against
    ));
    planted_at("unused-name", format!("condition {name}_unused"))
}

pub(super) fn unused_action(base: &mut Base) -> Planted {
    let (topic, _, name) = first(base);
    topic
        .declarations
        .push(format!("action {name}_unused {{ step \"Do nothing.\" }}"));
    planted_at("unused-name", format!("action {name}_unused"))
}

pub(super) fn unused_field(base: &mut Base) -> Option<Planted> {
    let (topic, probe, _) = first(base);
    if !probe.declared.contains("{ name: text") {
        return None;
    }
    topic.declarations[0] =
        probe
            .declared
            .replacen("{ name: text", "{ name: text unused: yes/no", 1);
    Some(planted_at("unused-name", "unused: yes/no"))
}

pub(super) fn unused_symptom(base: &mut Base) -> Planted {
    let (topic, _, name) = first(base);
    topic.declarations.push(format!(
        "symptom {name}_unused \"It is red\" when {name}.color is red"
    ));
    planted_at("unused-symptom", format!("symptom {name}_unused"))
}

pub(super) fn too_many_questions(base: &mut Base) -> Planted {
    let (topic, _, name) = first(base);
    let mut guard = Vec::new();
    for at in 0..9 {
        topic
            .declarations
            .push(format!("fact {name}.q{at}: yes/no"));
        guard.push(format!("{name}.q{at}"));
    }
    topic.entries.insert(
        0,
        format!("conclude \"It is all.\" when {}", guard.join(" and ")),
    );
    planted_at("long-consultation", format!("symptom {name}_shows"))
}
