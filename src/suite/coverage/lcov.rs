//! Coverage as LCOV, the format of `geninfo`, which editors and services for
//! reviews read: <https://manpages.debian.org/stable/lcov/geninfo.1.en.html>.
//!
//! A line is hit as often as its entry was chosen or its row fitted; a line with
//! neither as often as its condition was evaluated. A condition is two branches,
//! that it holds and that it fails. There are no records of functions: `genhtml`
//! refuses a function that is not hit although a line of it is, and the `when` of
//! a rule is evaluated for many decisions that choose nothing of it.

use std::fmt::Write as _;

use super::Coverage;
use super::lines::{Line, Lines, files};
use crate::model::value::printable;

/// The coverage as LCOV, one record for each file.
pub(super) fn render(coverage: &Coverage) -> String {
    let mut text = String::new();
    for (file, lines) in files(coverage) {
        let name = coverage.sources.file(file).name();
        // A string takes all text.
        let _ = writeln!(text, "TN:\nSF:{}", printable(name));
        record(&lines, &mut text);
        text.push_str("end_of_record\n");
    }
    text
}

fn record(lines: &Lines<'_>, text: &mut String) {
    let mut branches = Branches::default();
    for (number, line) in lines {
        branches.write(*number, line, text);
    }
    let _ = writeln!(text, "BRF:{}\nBRH:{}", branches.found, branches.hit);
    for (number, line) in lines {
        let _ = writeln!(text, "DA:{number},{}", line.hits());
    }
    let hit = lines.values().filter(|line| line.hits() > 0).count();
    let _ = writeln!(text, "LF:{}\nLH:{hit}", lines.len());
}

/// How many branches there are, and how many were taken.
#[derive(Default)]
struct Branches {
    found: u64,
    hit: u64,
}

impl Branches {
    /// The branches of a line: of each condition, whether it holds and whether
    /// it fails.
    fn write(&mut self, number: u32, line: &Line<'_>, text: &mut String) {
        // `-` says that the line was never reached; a line that was has numbers.
        let is_hit = line.hits() > 0;
        for (block, condition) in line.conditions.iter().enumerate() {
            for (branch, count) in [condition.truths.holds, condition.truths.fails]
                .into_iter()
                .enumerate()
            {
                let taken = if is_hit {
                    count.to_string()
                } else {
                    "-".to_owned()
                };
                let _ = writeln!(text, "BRDA:{number},{block},{branch},{taken}");
                self.found += 1;
                self.hit += u64::from(is_hit && count > 0);
            }
        }
    }
}
