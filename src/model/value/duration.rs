//! Lengths of time.

use std::fmt;

use rust_decimal::Decimal;

use super::quantity::Units;
use super::{Kind, Number, ReadError};

/// A length of time, exact to fractions of a second; it may be negative.
/// Months and years are not among its units, as they have no fixed length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Duration(Number);

const UNITS: Units = Units {
    kind: Kind::Duration,
    factor: seconds_of,
};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const WEEK: i64 = 7 * DAY;

impl Duration {
    /// The duration of so many seconds.
    pub fn from_seconds(seconds: Number) -> Duration {
        Duration(seconds)
    }

    /// The duration in seconds.
    pub fn seconds(self) -> Number {
        self.0
    }

    /// Whether there is a unit of time of this name.
    pub fn is_unit(unit: &str) -> bool {
        seconds_of(unit).is_some()
    }

    /// So many of a unit.
    ///
    /// # Errors
    ///
    /// If the unit is unknown or the result is out of range.
    pub fn from_quantity(number: Number, unit: &str) -> Result<Duration, ReadError> {
        UNITS.quantity(number, unit).map(Duration)
    }

    /// Reads `5 minutes`, `1h 30m`, `-3 days` or `PT5M` (ISO 8601).
    ///
    /// # Errors
    ///
    /// If the text is written otherwise, has another unit or is out of range.
    pub fn parse(text: &str) -> Result<Duration, ReadError> {
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        match unsigned.strip_prefix('P') {
            None => UNITS.read(text).map(Duration),
            Some(rest) => {
                let seconds = iso_8601(rest).ok_or_else(|| ReadError::not(Kind::Duration, text))?;
                Ok(Duration(if text.starts_with('-') {
                    -seconds
                } else {
                    seconds
                }))
            }
        }
    }
}

/// The seconds in one of this unit.
fn seconds_of(unit: &str) -> Option<Number> {
    let whole = match unit {
        "ms" => return Some(Number::from(Decimal::new(1, 3))),
        "s" => 1,
        "m" => MINUTE,
        "h" => HOUR,
        "d" => DAY,
        "w" => WEEK,
        // A single capital would be another unit (`M` is months); longer names
        // are not mistaken for one another.
        _ => match unit.to_ascii_lowercase().as_str() {
            "msec" | "msecs" | "millisecond" | "milliseconds" => {
                return Some(Number::from(Decimal::new(1, 3)));
            }
            "sec" | "secs" | "second" | "seconds" => 1,
            "min" | "mins" | "minute" | "minutes" => MINUTE,
            "hr" | "hrs" | "hour" | "hours" => HOUR,
            "day" | "days" => DAY,
            "wk" | "wks" | "week" | "weeks" => WEEK,
            _ => return None,
        },
    };
    Some(Number::from(whole))
}

/// What stands behind the `P` of an ISO 8601 duration of fixed length.
fn iso_8601(text: &str) -> Option<Number> {
    let (dates, times) = match text.split_once('T') {
        Some((_, "")) => return None,
        Some((dates, times)) => (dates, times),
        None => (text, ""),
    };
    if dates.is_empty() && times.is_empty() {
        return None;
    }
    let dates = iso_8601_part(dates, &[('W', WEEK), ('D', DAY)])?;
    dates.checked_add(iso_8601_part(
        times,
        &[('H', HOUR), ('M', MINUTE), ('S', 1)],
    )?)
}

/// Numbers, each with its designator, in this order.
fn iso_8601_part(mut text: &str, mut designators: &[(char, i64)]) -> Option<Number> {
    let mut total = Number::ZERO;
    while !text.is_empty() {
        let end = text.find(|c: char| c.is_ascii_alphabetic())?;
        let at = designators
            .iter()
            .position(|(designator, _)| text[end..].starts_with(*designator))?;
        let number = Number::parse(&text[..end])
            .ok()
            .filter(|n| !text.starts_with(['-', '+']) && !n.is_negative())?;
        total = total.checked_add(number.checked_mul(Number::from(designators[at].1))?)?;
        designators = &designators[at + 1..];
        text = &text[end + 1..];
    }
    Some(total)
}

impl fmt::Display for Duration {
    /// Days, hours, minutes and seconds, those that are not zero:
    /// `1 hour 30 minutes`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = self.0.abs().split();
        // A `Number` has no more than 96 bits.
        let seconds = whole.to_i128().unwrap_or(0);
        if self.0.is_negative() {
            f.write_str("-")?;
        }
        if let Some(milliseconds) = fraction
            .checked_mul(Number::from(1000_i64))
            .filter(|ms| seconds == 0 && ms.is_whole() && *ms != Number::ZERO)
        {
            return write!(f, "{milliseconds} ms");
        }
        let [minute, hour, day] = [MINUTE, HOUR, DAY].map(i128::from);
        let mut space = "";
        for (count, unit) in [
            (seconds / day, "day"),
            (seconds % day / hour, "hour"),
            (seconds % hour / minute, "minute"),
        ] {
            if count != 0 {
                write!(
                    f,
                    "{space}{count} {unit}{}",
                    if count == 1 { "" } else { "s" }
                )?;
                space = " ";
            }
        }
        let rest = Number::from((seconds % minute) as i64);
        // Under a minute all digits of the fraction fit behind the point.
        let rest = rest.checked_add(fraction).unwrap_or(rest);
        if space.is_empty() || rest != Number::ZERO {
            write!(
                f,
                "{space}{rest} second{}",
                if rest == Number::from(1_i64) { "" } else { "s" }
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, Kind, ReadError};

    #[test]
    fn reads_and_shows() {
        for (text, expected) in [
            ("5 minutes", "5 minutes"),
            ("1.5 h", "1 hour 30 minutes"),
            ("90 s", "1 minute 30 seconds"),
            ("-3 days", "-3 days"),
            ("1 Week", "7 days"),
            ("1h30m", "1 hour 30 minutes"),
            ("0 s", "0 seconds"),
            ("250ms", "250 ms"),
            ("1.25 sec", "1.25 seconds"),
            ("0.0001 s", "0.0001 seconds"),
            ("PT5M", "5 minutes"),
            ("-P1DT1.5S", "-1 day 1.5 seconds"),
            ("5\u{a0}min", "5 minutes"),
        ] {
            assert_eq!(
                Duration::parse(text).map(|d| d.to_string()),
                Ok(expected.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn rejects() {
        let not = |text| ReadError::not(Kind::Duration, text);
        for text in [
            "",
            "-",
            "minutes",
            "- 5 s",
            "5 s ",
            " 5 s",
            "5 s, 3",
            "1 h -30 m",
            "P",
            "PT",
            "P1M",
            "PT1M1H",
            "1e3 s",
            "P1Y",
        ] {
            let error = Duration::parse(text);
            let expected = if text == "1e3 s" {
                ReadError::UnknownUnit {
                    kind: Kind::Duration,
                    unit: "e".into(),
                }
            } else {
                not(text)
            };
            assert_eq!(error, Err(expected), "{text}");
        }
        assert_eq!(
            Duration::parse("-5"),
            Err(ReadError::NoUnit {
                kind: Kind::Duration,
                text: "-5".into()
            })
        );
        for unit in ["months", "M", "years"] {
            let error = ReadError::UnknownUnit {
                kind: Kind::Duration,
                unit: unit.into(),
            };
            assert_eq!(Duration::parse(&format!("3 {unit}")), Err(error));
        }
        let huge = "79228162514264337593543950335 weeks";
        assert_eq!(
            Duration::parse(huge),
            Err(ReadError::too_large(Kind::Duration, huge))
        );
    }
}
