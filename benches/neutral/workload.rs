//! The workloads as `gen.py` writes them.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A workload.
pub(crate) struct Workload {
    /// The facts, in order.
    pub(crate) facts: Vec<Fact>,
    /// The rules, those that come first first.
    pub(crate) rules: Vec<Rule>,
    /// The snapshots, by the names of the facts.
    pub(crate) snapshots: Vec<Map<String, Value>>,
    /// The first rule that matches each snapshot; none where facts are missing.
    pub(crate) expected: Option<Vec<Option<usize>>>,
}

/// A fact.
#[derive(Deserialize)]
pub(crate) struct Fact {
    /// Its name.
    pub(crate) name: String,
    /// Its type.
    #[serde(flatten)]
    pub(crate) ty: Type,
}

/// The type of a fact.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(crate) enum Type {
    /// Yes or no.
    Bool,
    /// One of these.
    Enum {
        /// The words.
        symbols: Vec<String>,
    },
    /// A whole number.
    Int {
        /// The least and the greatest.
        range: [i64; 2],
    },
    /// A text.
    String,
}

/// A rule.
#[derive(Deserialize)]
pub(crate) struct Rule {
    /// Its name.
    pub(crate) id: String,
    /// When it matches.
    pub(crate) when: Formula,
}

/// A formula over facts.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Formula {
    /// All of these.
    All(Vec<Formula>),
    /// At least one of these.
    Any(Vec<Formula>),
    /// Not this.
    Not(Box<Formula>),
    /// A test of a fact.
    #[serde(untagged)]
    Leaf(Leaf),
}

/// A test of a fact.
#[derive(Deserialize)]
pub(crate) struct Leaf {
    /// The fact.
    pub(crate) fact: String,
    /// How it is compared.
    pub(crate) op: Operator,
    /// What with: for `in` a list.
    pub(crate) value: Value,
}

/// How a fact is compared.
#[derive(Clone, Copy, Deserialize)]
pub(crate) enum Operator {
    /// Equal.
    #[serde(rename = "==")]
    Is,
    /// Not equal.
    #[serde(rename = "!=")]
    IsNot,
    /// Less.
    #[serde(rename = "<")]
    Less,
    /// Less or equal.
    #[serde(rename = "<=")]
    AtMost,
    /// Greater.
    #[serde(rename = ">")]
    Greater,
    /// Greater or equal.
    #[serde(rename = ">=")]
    AtLeast,
    /// One of a list.
    #[serde(rename = "in")]
    In,
    /// A text that has this in it.
    #[serde(rename = "contains")]
    Contains,
    /// A text that starts with this.
    #[serde(rename = "startswith")]
    StartsWith,
}

/// The file `schema.json`.
#[derive(Deserialize)]
struct Schema {
    facts: Vec<Fact>,
    p_missing: f64,
}

impl Workload {
    /// Reads a workload and no more than so many of its snapshots.
    pub(crate) fn read(folder: &Path, most: usize) -> Result<Self, String> {
        let schema: Schema = parsed(&text(&folder.join("schema.json"))?)?;
        let rules: Vec<Rule> = lines(&folder.join("rules.jsonl"), usize::MAX)?;
        let expected = text(&folder.join("expected.tsv"))?;
        let expected = expected.lines().map(|line| {
            let id = line.split('\t').next();
            id.and_then(rule_number)
        });
        Ok(Workload {
            expected: (schema.p_missing == 0.0).then(|| expected.collect()),
            facts: schema.facts,
            rules,
            snapshots: lines(&folder.join("snapshots.ndjson"), most)?,
        })
    }

    /// Where a fact stands.
    pub(crate) fn fact(&self, name: &str) -> Result<usize, String> {
        let place = self.facts.iter().position(|fact| fact.name == name);
        place.ok_or_else(|| format!("there is no fact `{name}`"))
    }
}

/// The number in the name of a rule, such as `r000012`.
pub(crate) fn rule_number(id: &str) -> Option<usize> {
    id.strip_prefix('r')?.parse().ok()
}

fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn parsed<T: DeserializeOwned>(json: &str) -> Result<T, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

fn lines<T: DeserializeOwned>(path: &Path, most: usize) -> Result<Vec<T>, String> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let lines = BufReader::new(file).lines().take(most);
    lines
        .map(|line| parsed(&line.map_err(|error| error.to_string())?))
        .collect()
}
