//! Reading facts, cases, settings and paths for a rule base: what is read, and
//! what is said about every kind of bad input.

mod bad_cases;
mod bad_facts;
mod cases;
mod gathered;
mod given;
mod laws;
mod paths;
mod scale;
mod scripts;
mod settings;

use std::fmt::Write as _;

use whatnext::diagnostic::problem::Problem;
use whatnext::diagnostic::render::{Style, render, render_problems};
use whatnext::facts::document::{DocumentError, Format, read};
use whatnext::facts::memory::{Datum, State, WorkingMemory};
use whatnext::facts::path::show_key;
use whatnext::facts::read::{CaseFile, InputError, Reader};
use whatnext::model::RuleBase;
use whatnext::model::fact::{ListType, Type};
use whatnext::model::ids::FactId;
use whatnext::source::{FileId, Sources};
use whatnext::{MemorySource, Program, compile};

/// Facts of all types, and actions with and without elements.
const RULES: &str = r#"
fact os: windows "Windows" | mac "macOS" | linux "Linux"
fact app.message: text
fact app.version: version
fact alert.days: number unit "days" 0..100
fact cpu.load: number
fact schedule.locked: yes/no
fact uptime: duration
fact disk.free: size
fact installed: time
fact ports: list of number
fact tags: list of text

fact destinations: list by name {
  name:      text
  indicator: green_check "green check" | grey_spinner | red_alert
  since:     time
}

fact disks: list by number {
  number: number
  health: good | bad
}

fact pods: list by namespace, name {
  namespace:  text
  name:       text
  ready:      yes/no
  labels:     list of text
  containers: list by name {
    name:     text
    state:    running | waiting
    restarts: number
  }
}

action restart   { step "Restart it." }
action reinstall { step "Install it again." }
action look_at for d in destinations { step "Look at {d.name}." }
action read_logs for p in pods for c in p.containers { step "Read the log of {c.name}." }

rule mend {
  when os is windows
  try restart
  try reinstall
}

rule look for each d in destinations {
  when d.indicator is red_alert
  try look_at
}

rule logs for each p in pods for each c in p.containers {
  when c.state is waiting
  try read_logs
}
"#;

/// The program of these rules, which must be right.
fn compiled(rules: &str) -> Program {
    let files = MemorySource::default().with("test.rules", rules);
    let compiled = compile(&files.paths(), &files);
    let diagnostics = render(&compiled.sources, &compiled.diagnostics, Style::Plain);
    compiled.program.unwrap_or_else(|| panic!("{diagnostics}"))
}

fn program() -> Program {
    compiled(RULES)
}

/// Compares with a kept snapshot.
fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots/facts");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Errors as people see them.
fn rendered<'e, E>(sources: &Sources, errors: &'e [E]) -> String
where
    Problem: From<&'e E>,
{
    let problems: Vec<Problem> = errors.iter().map(Problem::from).collect();
    render_problems(sources, &problems, Style::Plain)
}

/// One input file.
struct Input {
    sources: Sources,
    file: FileId,
    text: String,
    format: Format,
}

impl Input {
    fn new(name: &str, text: &str) -> Input {
        let mut sources = Sources::default();
        let file = sources.add(name, text);
        Input {
            sources,
            file,
            text: text.to_owned(),
            format: Format::detect(name, text),
        }
    }

    /// Reads facts into the memory.
    fn facts(&self, rules: &RuleBase, memory: &mut WorkingMemory) -> Result<(), String> {
        let node = self.document()?;
        let errors = Reader::new(rules).facts(&node, memory);
        if errors.is_empty() {
            Ok(())
        } else {
            Err(rendered(&self.sources, &errors))
        }
    }

    fn case(&self, rules: &RuleBase) -> Result<CaseFile, String> {
        let node = self.document()?;
        let file = Reader::new(rules).case(&node);
        file.map_err(|errors: Vec<InputError>| rendered(&self.sources, &errors))
    }

    fn document(&self) -> Result<whatnext::facts::document::Node, String> {
        let node = read(self.file, &self.text, self.format);
        node.map_err(|error: DocumentError| rendered(&self.sources, &[error]))
    }
}

/// What comes of a facts file, in one text.
fn facts_of(rules: &RuleBase, name: &str, text: &str) -> Result<String, String> {
    let mut memory = WorkingMemory::new(rules);
    Input::new(name, text).facts(rules, &mut memory)?;
    Ok(show(rules, &memory))
}

/// All that is known, a line for each fact that is not unknown.
fn show(rules: &RuleBase, memory: &WorkingMemory) -> String {
    let mut out = String::new();
    for (id, fact) in rules.top_level() {
        show_state(rules, id, fact.word(), memory.slot(fact.slot), &mut out);
    }
    out
}

fn show_state(rules: &RuleBase, fact: FactId, path: &str, state: &State, out: &mut String) {
    match (state, &rules.facts[fact].ty) {
        (State::Unknown, _) => {}
        (State::Unavailable, _) => _ = writeln!(out, "{path} is unavailable"),
        (State::Known(Datum::Plain(value)), Type::Plain(ty)) => {
            _ = writeln!(out, "{path} = {:?}", ty.write(value));
        }
        (State::Known(Datum::Values(values)), Type::List(ListType::Values(ty))) => {
            let values: Vec<String> = values.iter().map(|value| ty.write(value)).collect();
            _ = writeln!(out, "{path} = {values:?}");
        }
        (State::Known(Datum::Records(records)), Type::List(ListType::Records { fields, .. })) => {
            _ = writeln!(out, "{path} has {}", records.len());
            for record in records {
                for (&field, state) in fields.iter().zip(&record.fields) {
                    let path = format!(
                        "{path}{}.{}",
                        show_key(&record.key),
                        rules.facts[field].word()
                    );
                    show_state(rules, field, &path, state, out);
                }
            }
        }
        _ => panic!("{path} has a value of another type: {state:?}"),
    }
}
