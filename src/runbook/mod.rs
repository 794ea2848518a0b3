//! The rules as a runbook for people.
//!
//! [`runbook`] puts what the rules say into a document of headings, steps and
//! tables; [`markdown()`] and [`html()`] write it down. Rules come in the order in
//! which they are considered, each with what shows that it applies, what to find
//! out, and what to do in which order and why.

mod build;
pub mod document;
mod glossary;
mod html;
mod index;
mod markdown;
mod order;
mod places;
mod procedure;
mod questions;
mod wording;

pub use build::{Options, runbook};
pub use html::html;
pub use markdown::markdown;
