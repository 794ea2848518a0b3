//! What happened, in words.

use super::cause::{Event, Passing};
use crate::explain::Reason;
use crate::model::value::printable;

/// Longer texts are cut.
const MAX_TEXT: usize = 80;

impl Event {
    /// The word of the JSON.
    pub fn word(self) -> &'static str {
        match self {
            Event::New => "new",
            Event::Gone => "gone",
            Event::PassedOver(_) => "passed_over",
            Event::Chosen(_) => "no_longer_passed_over",
            Event::Earlier => "stands_earlier",
            Event::Asks => "asks_first",
            Event::NoLongerAsks => "no_longer_asks",
            Event::AsksAnother => "asks_for_another_fact",
            Event::AsksOtherwise => "asks_otherwise",
            Event::SaysOtherwise => "says_otherwise",
            Event::OtherElement => "other_element",
            Event::Considered => "considered",
            Event::NotConsidered => "not_considered",
            Event::OtherReasons => "other_reasons",
            Event::OtherTruth => "other_truth",
            Event::OtherTitle => "other_title",
            Event::OtherComplaints => "other_complaints",
        }
    }

    /// What people read, behind the subject.
    pub(super) fn words(self) -> &'static str {
        match self {
            Event::New => "is new",
            Event::Gone => "is gone",
            Event::PassedOver(Passing::Guard) => "is passed over now: its guard does not hold",
            Event::PassedOver(Passing::UsedUp) => "is passed over now: it was attempted already",
            Event::PassedOver(Passing::NotAsked) => {
                "is passed over now: it is not shown, and not asked about"
            }
            Event::Chosen(Passing::Guard) => "is no longer passed over: its guard did not hold",
            Event::Chosen(Passing::UsedUp) => "is no longer passed over: it was attempted already",
            Event::Chosen(Passing::NotAsked) => "is no longer passed over: it was not asked about",
            Event::Earlier => "stands earlier now",
            Event::Asks => "asks a question first now",
            Event::NoLongerAsks => "asks nothing any more",
            Event::AsksAnother => "asks for another fact",
            Event::AsksOtherwise => "asks in other words",
            Event::SaysOtherwise => "says something else",
            Event::OtherElement => "is chosen for another element",
            Event::Considered => "is told of now",
            Event::NotConsidered => "is not told of any more",
            Event::OtherReasons => "has other reasons",
            Event::OtherTruth => "comes out otherwise",
            Event::OtherTitle => "has another title",
            Event::OtherComplaints => "other rules apply",
        }
    }
}

/// A test that decided, with its fact.
pub(super) fn reason(reason: &Reason) -> String {
    let mut text = format!("`{}` {}", cut(&reason.test), truth(&reason.truth));
    if let Some(fact) = &reason.fact {
        let state = match (&reason.value, reason.state) {
            (Some(value), _) if value.is_empty() => "is empty".to_owned(),
            (Some(value), _) => format!("is {}", cut(&printable(value))),
            (None, Some("unknown")) => "is not known yet".to_owned(),
            (None, _) => "cannot be had".to_owned(),
        };
        text.push_str(&format!(": {} {state}", printable(fact)));
    }
    text
}

fn truth(word: &str) -> &str {
    match word {
        "cannot_be_known" => "cannot be known",
        "cannot_hold" => "can no longer hold",
        "open" => "is still open",
        word => word,
    }
}

/// A text that is not too long to be read in passing.
pub(super) fn cut(text: &str) -> String {
    match text.char_indices().nth(MAX_TEXT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
