//! Errors in inputs as problems that can be shown like diagnostics.

use super::document::DocumentError;
use super::read::InputError;
use crate::diagnostic::problem::Problem;

impl From<&DocumentError> for Problem {
    fn from(error: &DocumentError) -> Self {
        let problem = Problem::error(error.to_string(), error.span);
        let problem = match error.second_place() {
            Some((span, text)) => problem.also(span, text),
            None => problem,
        };
        match error.help() {
            Some(help) => problem.help(help),
            None => problem,
        }
    }
}

impl From<&InputError> for Problem {
    fn from(error: &InputError) -> Self {
        let problem = Problem::error(error.to_string(), error.span).label(error.label());
        let problem = match error.second_place() {
            Some((span, text)) => problem.also(span, text),
            None => problem,
        };
        match error.help() {
            Some(help) => problem.help(help),
            None => problem,
        }
    }
}
