//! The meaning of the language, written a second time, and what the engine must
//! have in common with it.
//!
//! [`meaning`], [`values`], [`tests`], [`counts`], [`formula`] and [`selecting`]
//! are the second reading of section 3 of the design: direct recursion over the
//! checked rules, with nothing shared and nothing remembered. [`generate`] makes
//! rule bases and cases. [`differential`] compares whole decisions;
//! [`completions`] compares truth sets with what can really come out; [`laws`],
//! [`consultations`], [`walks`] and [`citations`] are the laws of section 3.

mod citations;
mod comparisons;
mod completions;
mod consultations;
mod counts;
mod differential;
mod elements;
mod engine_side;
mod formula;
mod generate;
mod laws;
mod meaning;
mod places;
mod plain;
mod quick;
mod random;
mod read_once;
mod report;
mod selecting;
mod simplify;
mod tests;
mod values;
mod verdicts;
mod walks;

pub(crate) use generate::{random_case, rule_base};
pub(crate) use random::Random;
