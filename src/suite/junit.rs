//! Results in the XML of `JUnit`, which pipelines show beside the change.
//!
//! The elements are those that Jenkins, GitLab and the actions of GitHub read:
//! <https://github.com/testmoapp/junitxml> describes them.

use std::fmt::Write as _;

use super::markup::{escape, escape_lines};

/// The tests of one rule base.
#[derive(Clone, Debug)]
pub struct Suite {
    /// The name of the rule base.
    pub name: String,
    /// Its tests, in order.
    pub tests: Vec<Test>,
}

/// The test of one case.
#[derive(Clone, Debug)]
pub struct Test {
    /// What tells it apart.
    pub id: String,
    /// What the case is called, or its id.
    pub name: String,
    /// The path of its file.
    pub file: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a test.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// All is as it was.
    Passed,
    /// It is not as it was, or not as expected.
    Failed {
        /// What is wrong, in a line.
        message: String,
        /// All that is known of it.
        details: String,
    },
    /// It could not be run.
    Error {
        /// Why, in a line.
        message: String,
        /// All that is known of it.
        details: String,
    },
}

/// The results of all rule bases as one document.
pub fn junit(suites: &[Suite]) -> String {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let all: Vec<&Test> = suites.iter().flat_map(|suite| &suite.tests).collect();
    let _ = writeln!(xml, "<testsuites name=\"whatnext\"{}>", counts(&all));
    for suite in suites {
        let tests: Vec<&Test> = suite.tests.iter().collect();
        let name = escape(&suite.name);
        let _ = writeln!(xml, "  <testsuite name=\"{name}\"{}>", counts(&tests));
        for test in &suite.tests {
            write_test(&mut xml, &suite.name, test);
        }
        xml.push_str("  </testsuite>\n");
    }
    xml.push_str("</testsuites>\n");
    xml
}

/// The attributes that count tests.
fn counts(tests: &[&Test]) -> String {
    let count = |wanted: fn(&Outcome) -> bool| {
        let tests = tests.iter().filter(|test| wanted(&test.outcome));
        tests.count()
    };
    format!(
        " tests=\"{}\" failures=\"{}\" errors=\"{}\"",
        tests.len(),
        count(|outcome| matches!(outcome, Outcome::Failed { .. })),
        count(|outcome| matches!(outcome, Outcome::Error { .. })),
    )
}

fn write_test(xml: &mut String, suite: &str, test: &Test) {
    let _ = write!(
        xml,
        "    <testcase name=\"{}\" classname=\"{}\" file=\"{}\"",
        escape(&test.name),
        escape(&format!("{suite}.{}", test.id.replace('/', "."))),
        escape(&test.file),
    );
    let (element, message, details) = match &test.outcome {
        Outcome::Passed => {
            xml.push_str("/>\n");
            return;
        }
        Outcome::Failed { message, details } => ("failure", message, details),
        Outcome::Error { message, details } => ("error", message, details),
    };
    let message = escape(message);
    let details = escape_lines(details);
    let _ = writeln!(
        xml,
        ">\n      <{element} message=\"{message}\">{details}</{element}>\n    </testcase>"
    );
}
