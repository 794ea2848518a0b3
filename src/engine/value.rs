//! The state of a value: known, open or unavailable.

use std::borrow::Cow;

use crate::model::value::Value;

/// What is known of a plain value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueState<'a> {
    /// It is this.
    Known(Cow<'a, Value>),
    /// It depends on a fact that nobody gathered.
    Open,
    /// It cannot be had.
    Unavailable,
}

impl<'a> ValueState<'a> {
    /// A value that was computed; none, where it cannot be computed, is
    /// unavailable.
    pub(super) fn computed(value: Option<Value>) -> Self {
        value.map_or(ValueState::Unavailable, |value| {
            ValueState::Known(Cow::Owned(value))
        })
    }

    /// The value of a place in the case or in the rules.
    pub(super) fn borrowed(value: &'a Value) -> Self {
        ValueState::Known(Cow::Borrowed(value))
    }

    /// The value, if it is known.
    pub fn known(&self) -> Option<&Value> {
        match self {
            ValueState::Known(value) => Some(value),
            ValueState::Open | ValueState::Unavailable => None,
        }
    }
}
