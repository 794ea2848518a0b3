//! What was given: the case as its file says it.

use super::Page;
use crate::facts::read::CaseFile;
use crate::model::RuleBase;
use crate::suite::written::{case_lines, on_a_line};

impl Page {
    pub(super) fn given(&mut self, rules: &RuleBase, file: &CaseFile) {
        if let Some(name) = &file.name {
            self.line(&format!("case: {}", on_a_line(name)));
        }
        for line in case_lines(rules, &file.case) {
            self.line(&line);
        }
    }
}
