//! Instants.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use rust_decimal::Decimal;

use super::{Duration, Kind, Number, ReadError};

/// An instant, whatever the offset it was written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Time(Timestamp);

impl Time {
    /// Reads a date and time with an offset (RFC 3339), or a date alone, which
    /// is its midnight in UTC.
    ///
    /// # Errors
    ///
    /// If the text is written otherwise, is out of range or has no offset.
    pub fn parse(text: &str) -> Result<Time, ReadError> {
        let error = || ReadError::not(Kind::Time, text);
        // jiff reads much more: week dates, weekday names, time zones.
        if !text
            .bytes()
            .all(|b| b.is_ascii_digit() || b"-:.+TZtz ".contains(&b))
        {
            return Err(error());
        }
        if let Ok(timestamp) = text.parse::<Timestamp>() {
            return Ok(Time(timestamp));
        }
        let is_date = text.len() == "2026-11-22".len();
        if let Some(date) = text.parse::<Date>().ok().filter(|_| is_date) {
            let timestamp = Offset::UTC.to_timestamp(date.at(0, 0, 0, 0));
            return timestamp.map(Time).map_err(|_| error());
        }
        match text.parse::<DateTime>() {
            Ok(_) if text.contains(':') => Err(ReadError::NoOffset { text: text.into() }),
            _ => Err(error()),
        }
    }

    /// How much later than `earlier` this is; negative if it is earlier.
    #[must_use]
    pub fn since(self, earlier: Time) -> Duration {
        let nanoseconds = self.0.as_nanosecond() - earlier.0.as_nanosecond();
        // The range of timestamps is under 2^70 nanoseconds.
        Duration::from_seconds(Number::from(Decimal::from_i128_with_scale(nanoseconds, 9)))
    }

    /// The instant so much later, to the nanosecond; nothing if it is too far
    /// away.
    #[must_use]
    pub fn checked_add(self, duration: Duration) -> Option<Time> {
        let nanoseconds = duration
            .seconds()
            .checked_mul(Number::from(1_000_000_000_i64))?
            .split()
            .0
            .to_i128()?;
        Timestamp::from_nanosecond(self.0.as_nanosecond().checked_add(nanoseconds)?)
            .ok()
            .map(Time)
    }
}

impl fmt::Display for Time {
    /// RFC 3339 in UTC.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, ReadError, Time};

    #[test]
    fn reads_and_shows() {
        for (text, expected) in [
            ("2026-11-22T09:00:00Z", "2026-11-22T09:00:00Z"),
            ("2026-11-22T09:00:00.250+02:00", "2026-11-22T07:00:00.25Z"),
            ("2026-11-22 09:00:00-05:00", "2026-11-22T14:00:00Z"),
            ("2026-11-22T09:00Z", "2026-11-22T09:00:00Z"),
            ("2026-11-22", "2026-11-22T00:00:00Z"),
        ] {
            assert_eq!(
                Time::parse(text).map(|d| d.to_string()),
                Ok(expected.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn rejects() {
        for text in ["2026-11-22T09:00:00", "2026-11-22 09:00"] {
            assert_eq!(
                Time::parse(text),
                Err(ReadError::NoOffset { text: text.into() })
            );
        }
        for text in [
            "",
            "now",
            "2026",
            "2026-13-01",
            "2026-02-30",
            "22.11.2026",
            "09:00:00",
            "2026-W47-7",
            "20261122",
        ] {
            assert_eq!(
                Time::parse(text),
                Err(ReadError::not(Kind::Time, text)),
                "{text}"
            );
        }
    }

    #[test]
    fn differences() -> Result<(), ReadError> {
        let (a, b) = (
            Time::parse("2026-11-22")?,
            Time::parse("2026-11-20T12:00:00Z")?,
        );
        assert_eq!(a.since(b).to_string(), "1 day 12 hours");
        assert_eq!(b.since(a).to_string(), "-1 day 12 hours");
        assert_eq!(b.checked_add(a.since(b)), Some(a));
        Ok(())
    }
}
