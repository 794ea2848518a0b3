//! From a workload to rules of `whatnext`.
//!
//! The texts of workloads are compared to the letter, so equality is `is
//! exactly`. There is no `starts with exactly`; the values that the generator
//! makes tell no difference, as the comparison with its answers shows.

use std::fmt::Write as _;

use serde_json::Value;
use whatnext::{MemorySource, Program, compile};

use crate::workload::{Fact, Formula, Leaf, Operator, Type, Workload, rule_number};

/// A workload as a program.
pub(crate) struct Translation {
    /// The program.
    pub(crate) program: Program,
    /// For each entry the number of its rule.
    pub(crate) rule_of_entry: Vec<Option<usize>>,
}

impl Translation {
    /// Translates a workload.
    pub(crate) fn of(workload: &Workload) -> Result<Self, String> {
        let files = MemorySource::default().with("neutral.rules", rules(workload)?);
        let compiled = compile(&files.paths(), &files);
        let Some(program) = compiled.program else {
            let first = compiled.diagnostics.first();
            let message = first.map_or("no reason is given", |first| &*first.message);
            return Err(format!("the rules do not compile: {message}"));
        };
        let rules = program.rules();
        let entries = rules.entries.iter();
        let rule_of_entry = entries
            .map(|(_, entry)| rule_number(&rules.rules[entry.rule].name))
            .collect();
        Ok(Translation {
            program,
            rule_of_entry,
        })
    }
}

/// The rules file of a workload.
fn rules(workload: &Workload) -> Result<String, String> {
    let mut text = String::new();
    for fact in &workload.facts {
        let Fact { name, ty } = fact;
        let ty = match ty {
            Type::Bool => "yes/no".to_owned(),
            Type::Enum { symbols } => symbols.join(" | "),
            Type::Int { range: [low, high] } => format!("number {low}..{high}"),
            Type::String => "text".to_owned(),
        };
        push(&mut text, format_args!("fact {name}: {ty}"));
    }
    for rule in &workload.rules {
        let (id, when) = (&rule.id, formula(workload, &rule.when, "and")?);
        push(
            &mut text,
            format_args!("rule {id} {{ when {when} conclude \"{id}\" }}"),
        );
    }
    Ok(text)
}

/// A formula that stands among others with `and` or `or` between them.
fn formula(workload: &Workload, formula: &Formula, around: &str) -> Result<String, String> {
    let joined = |parts: &[Formula], word: &str| -> Result<String, String> {
        let parts = parts
            .iter()
            .map(|part| self::formula(workload, part, word))
            .collect::<Result<Vec<_>, _>>()?;
        let joined = parts.join(&format!(" {word} "));
        Ok(if word == around || parts.len() == 1 {
            joined
        } else {
            format!("({joined})")
        })
    };
    match formula {
        Formula::All(parts) => joined(parts, "and"),
        Formula::Any(parts) => joined(parts, "or"),
        Formula::Not(part) => Ok(format!("not ({})", self::formula(workload, part, "and")?)),
        Formula::Leaf(leaf) => test(workload, leaf),
    }
}

fn test(workload: &Workload, leaf: &Leaf) -> Result<String, String> {
    let Leaf { fact, op, value } = leaf;
    let is_text = matches!(workload.facts[workload.fact(fact)?].ty, Type::String);
    if let (Operator::Is, Value::Bool(yes)) = (op, value) {
        return Ok(if *yes {
            fact.clone()
        } else {
            format!("not {fact}")
        });
    }
    let operator = match op {
        Operator::Is if is_text => "is exactly",
        Operator::Is => "is",
        Operator::IsNot if is_text => return Err("a text is told apart by `!=`".to_owned()),
        Operator::IsNot => "is not",
        Operator::Less => "<",
        Operator::AtMost => "<=",
        Operator::Greater => ">",
        Operator::AtLeast => ">=",
        Operator::In => "in",
        Operator::Contains => "contains exactly",
        Operator::StartsWith => "starts with",
    };
    Ok(format!("{fact} {operator} {}", literal(value, is_text)))
}

fn literal(value: &Value, is_text: bool) -> String {
    match value {
        Value::Array(values) => {
            let values: Vec<_> = values.iter().map(|value| literal(value, is_text)).collect();
            format!("[{}]", values.join(", "))
        }
        Value::String(text) if is_text => format!("\"{}\"", text.replace('"', "\"\"")),
        Value::String(symbol) => symbol.clone(),
        value => value.to_string(),
    }
}

/// Adds a line. (Writing into a string cannot fail.)
fn push(text: &mut String, line: std::fmt::Arguments<'_>) {
    _ = writeln!(text, "{line}");
}
