//! The words for what decisions have as words of their format.

use crate::explain::decision::Reason;
use crate::model::DecisionKind;
use crate::model::value::printable;

use super::Detail;

/// Longer texts are cut on a screen.
const MAX_TEXT: usize = 60;

impl Detail {
    /// A text that is not too long for the reader.
    pub(super) fn cut(self, text: &str) -> String {
        match text.char_indices().nth(MAX_TEXT) {
            Some((cut, _)) if self.shortens() => format!("{}…", &text[..cut]),
            _ => text.to_owned(),
        }
    }

    /// What is known of the fact of a reason.
    pub(super) fn state_in_words(self, reason: &Reason) -> String {
        match (&reason.value, reason.state) {
            (Some(value), _) if value.is_empty() => "is empty".to_owned(),
            (Some(value), Some("default")) => format!("is {} by default", self.cut(value)),
            (Some(value), _) => format!("is {}", self.cut(value)),
            (None, Some("unknown")) => "is not known yet".to_owned(),
            (None, _) => "cannot be had".to_owned(),
        }
    }
}

/// What an answer leads to.
pub(super) fn outlook_in_words(kind: DecisionKind, name: &str) -> String {
    match kind {
        DecisionKind::Ask => format!("then `{}` is asked for", printable(name)),
        DecisionKind::Do => format!("do `{name}`"),
        DecisionKind::Escalate => format!("escalate to `{name}`"),
        DecisionKind::Conclude => format!("conclude: {name}"),
        DecisionKind::Refer => format!("refer to: {name}"),
        DecisionKind::Resolved => "resolved".to_owned(),
        DecisionKind::NoSymptom => "nothing to do".to_owned(),
        DecisionKind::Exhausted => "nothing is left to try".to_owned(),
        DecisionKind::Undetermined => "then nothing can be told".to_owned(),
    }
}

pub(super) fn truth_in_words(truth: &str) -> &str {
    match truth {
        "cannot_be_known" => "cannot be known",
        "cannot_hold" => "can no longer hold",
        "open" => "is still open",
        word => word,
    }
}
