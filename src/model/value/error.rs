//! What can be wrong with the text of a value.

use std::fmt;

use super::Kind;

/// Why a text could not be read as a value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadError {
    /// The text is no value of this kind.
    Not {
        /// The kind that was expected.
        kind: Kind,
        /// The text.
        text: Box<str>,
    },
    /// A number that is infinite or not a number.
    NotFinite {
        /// The text.
        text: Box<str>,
    },
    /// The value is beyond what this kind can hold.
    TooLarge {
        /// The kind that was expected.
        kind: Kind,
        /// The text.
        text: Box<str>,
    },
    /// A number without its unit.
    NoUnit {
        /// The kind that was expected.
        kind: Kind,
        /// The text.
        text: Box<str>,
    },
    /// A unit that this kind does not have.
    UnknownUnit {
        /// The kind that was expected.
        kind: Kind,
        /// The unit alone.
        unit: Box<str>,
    },
    /// A date and time that does not say where on earth.
    NoOffset {
        /// The text.
        text: Box<str>,
    },
}

impl ReadError {
    pub(crate) fn not(kind: Kind, text: &str) -> ReadError {
        ReadError::Not {
            kind,
            text: text.into(),
        }
    }

    pub(crate) fn too_large(kind: Kind, text: &str) -> ReadError {
        ReadError::TooLarge {
            kind,
            text: text.into(),
        }
    }

    /// What to write instead, where that is known.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            ReadError::NoOffset { .. } => {
                Some("end it with `Z` for UTC, or with an offset such as `+02:00`")
            }
            ReadError::NotFinite { .. } | ReadError::TooLarge { .. } => None,
            ReadError::Not { kind, .. }
            | ReadError::NoUnit { kind, .. }
            | ReadError::UnknownUnit { kind, .. } => form(*kind),
        }
    }
}

/// How a value of this kind is written.
fn form(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::YesNo => Some("write `yes` or `no`"),
        Kind::Number => Some("write digits, with `.` before decimals"),
        Kind::Version => Some("write it like `10.3`, `10.3.1-beta.2` or `v10.3rc1`"),
        Kind::Duration => Some(
            "write a number and a unit, such as `90 seconds`; the units are ms, seconds, minutes, hours, days and weeks",
        ),
        Kind::Size => Some(
            "write a number and a unit, such as `10 GB`; the units are bytes, kB, MB, GB, TB, KiB, MiB, GiB and TiB",
        ),
        Kind::Time => {
            Some("write it like `2026-11-22T09:00:00Z`, or a date alone for its midnight in UTC")
        }
        Kind::Symbol | Kind::Text => None,
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Not { kind, text } => write!(f, "`{}` is not {kind}", Excerpt(text)),
            ReadError::NotFinite { text } => {
                write!(f, "`{}` is not a finite number", Excerpt(text))
            }
            ReadError::TooLarge { kind, text } => {
                write!(f, "`{}` is too large for {kind}", Excerpt(text))
            }
            ReadError::NoUnit { kind, text } => {
                write!(f, "`{}` is not {kind}: it has no unit", Excerpt(text))
            }
            ReadError::UnknownUnit { kind, unit } => {
                write!(f, "`{}` is not a unit of {kind}", Excerpt(unit))
            }
            ReadError::NoOffset { text } => {
                write!(
                    f,
                    "`{}` does not say at which offset from UTC it is",
                    Excerpt(text)
                )
            }
        }
    }
}

impl std::error::Error for ReadError {}

/// A text from the input, cut short on one line so that a message stays a
/// message whatever the input was.
struct Excerpt<'a>(&'a str);

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST: usize = 60;
        for c in self.0.chars().take(LONGEST) {
            if c.is_control() {
                write!(f, "{}", c.escape_default())?;
            } else {
                write!(f, "{c}")?;
            }
        }
        if self.0.chars().nth(LONGEST).is_some() {
            f.write_str("…")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, ReadError};

    #[test]
    fn messages_stay_short_and_on_one_line() {
        assert_eq!(
            ReadError::not(Kind::Number, "abc").to_string(),
            "`abc` is not a number"
        );
        assert_eq!(
            ReadError::not(Kind::Number, "a\nb").to_string(),
            "`a\\nb` is not a number"
        );
        let long = "x".repeat(1000);
        assert!(ReadError::not(Kind::Time, &long).to_string().len() < 100);
    }
}
