//! Rule bases that are right in every respect, as data, so that defects can be
//! put in.

use std::fmt::Write as _;

use super::probes::{KINDS, Probe, probe};
use crate::reference::Random;

/// A rule base.
#[derive(Clone, Debug)]
pub(super) struct Base {
    /// What it is about; each topic has its own facts and rules.
    pub(super) topics: Vec<Topic>,
}

/// Facts, and a rule for a symptom of them.
#[derive(Clone, Debug)]
pub(super) struct Topic {
    pub(super) name: String,
    pub(super) probe: Probe,
    /// The file that it stands in.
    pub(super) file: &'static str,
    /// Facts, values, conditions and actions.
    pub(super) declarations: Vec<String>,
    pub(super) table: Table,
    pub(super) priority: usize,
    pub(super) entries: Vec<String>,
    /// Rules that come before and after the one with the entries.
    pub(super) rules_before: Vec<String>,
    pub(super) rules_after: Vec<String>,
}

/// A decision table.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) inputs: &'static str,
    pub(super) rows: Vec<&'static str>,
}

/// A right rule base: one topic about a probe of this kind, and some more.
pub(super) fn base(kind: usize, random: &mut Random) -> Base {
    let others = random.between(0, 2);
    let mut topics = vec![topic("one", kind, random)];
    for name in ["two", "three"].iter().take(others) {
        topics.push(topic(name, random.below(KINDS), random));
    }
    let in_two_files = random.percent(50);
    for (at, topic) in topics.iter_mut().enumerate() {
        topic.priority = 10 + at;
        if in_two_files && at > 0 {
            topic.file = "more.rules";
        }
    }
    Base { topics }
}

fn topic(name: &str, kind: usize, random: &mut Random) -> Topic {
    let probe = probe(kind, name);
    let Probe {
        declared,
        narrow,
        wide,
        ..
    } = &probe;
    let declarations = vec![
        declared.clone(),
        format!(
            "fact {name}.state: running \"Running\" | stopped | missing {{ ask \"Which state?\" }}"
        ),
        format!("fact {name}.color: red | green | blue"),
        format!("fact {name}.level: number 0..9"),
        format!("fact {name}.detail: big | small {{ when {name}.color is red }}"),
        format!("symptom {name}_shows \"It is down\" when {name}.state in [stopped, missing]"),
        format!("action {name}_mend {{ step \"Do {{{name}_word}}.\" rechecks {name}.state }}"),
        format!(
            "action {name}_clean \"Clean\" {{ step \"Clean it.\" step \"Rinse it.\" when {name}.color is green }}"
        ),
        format!("action {name}_call {{ step \"Call the administrator.\" }}"),
    ];
    let mut entries = vec![
        format!("try {name}_mend when {narrow}"),
        format!("try {name}_clean up to 2 times when {name}.color is blue without asking"),
        format!("conclude \"It is big.\" when {name}.color is red and {name}.detail is big"),
        format!(
            "refer \"This is known.\" at \"https://example.org\" when {name}.color is green and {wide}"
        ),
    ];
    random.shuffle(&mut entries);
    entries.push(match random.below(3) {
        0 => format!("escalate {name}_call"),
        1 => format!("escalate {name}_call because \"nothing else is left\""),
        _ => format!("try {name}_call\n  conclude \"Nothing helps.\""),
    });
    Topic {
        name: name.to_owned(),
        probe,
        file: "example.rules",
        declarations,
        table: table(name, random),
        priority: 0,
        entries,
        rules_before: Vec::new(),
        rules_after: Vec::new(),
    }
}

fn table(_: &str, random: &mut Random) -> Table {
    let tables = [
        Table {
            inputs: "N.color, N.level",
            rows: vec![
                "red, < 5: \"a\"",
                "red, _: \"b\"",
                "green | blue, 0..3: \"c\"",
                "green | blue, _: \"d\"",
            ],
        },
        Table {
            inputs: "N.level, N.color",
            rows: vec![
                "< 5, red: \"a\"",
                "_, red: \"b\"",
                "0..3, green | blue: \"c\"",
                "> 3, green | blue: \"d\"",
            ],
        },
        Table {
            inputs: "N.color, N.level",
            rows: vec![
                "red, 0: \"a\"",
                "red, _: \"b\"",
                "green | blue, <= 3: \"c\"",
                "green | blue, > 3: \"d\"",
            ],
        },
    ];
    random.pick(&tables).clone()
}

impl Topic {
    fn write(&self, text: &mut String) {
        let name = &self.name;
        for declaration in &self.declarations {
            let _ = writeln!(text, "{declaration}");
        }
        let _ = writeln!(
            text,
            "let {name}_word = table {} {{",
            self.table.inputs.replace('N', name)
        );
        for row in &self.table.rows {
            let _ = writeln!(text, "  {row}");
        }
        text.push_str("}\n");
        for rule in &self.rules_before {
            let _ = writeln!(text, "{rule}");
        }
        let each = self
            .probe
            .each
            .as_ref()
            .map_or_else(String::new, |each| format!(" for each {each}"));
        let _ = writeln!(
            text,
            "rule {name}_rule{each} {{\n  priority {}\n  when {name}_shows",
            self.priority
        );
        for entry in &self.entries {
            let _ = writeln!(text, "  {entry}");
        }
        text.push_str("}\n");
        // Where the list is empty, no element is there to be mended.
        if self.probe.each.is_some() {
            let _ = writeln!(
                text,
                "rule {name}_rest {{\n  priority {}\n  when {name}_shows\n  conclude \"Nothing is there.\"\n}}",
                self.priority
            );
        }
        for rule in &self.rules_after {
            let _ = writeln!(text, "{rule}");
        }
    }
}

impl Base {
    /// The files, as the tests of `check` part them.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let is_there = |file: &str| self.topics.iter().any(|topic| topic.file == file);
        for file in ["example.rules", "more.rules"] {
            if !is_there(file) {
                continue;
            }
            if file != "example.rules" {
                let _ = writeln!(text, "# file: {file}");
            }
            for topic in self.topics.iter().filter(|topic| topic.file == file) {
                topic.write(&mut text);
            }
        }
        text
    }
}
