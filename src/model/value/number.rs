//! Decimal numbers: 0.1 + 0.2 is 0.3.

use std::fmt;

use rust_decimal::Decimal;

use super::numeral::Numeral;
use super::{Kind, ReadError};

/// A decimal number of up to 28 digits. What does not fit behind the point is
/// rounded; what does not fit before it is an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Number(Decimal); // always normalised: no trailing zeros, no negative zero

impl Number {
    /// Zero.
    pub const ZERO: Number = Number(Decimal::ZERO);

    /// Reads a number as rules write it: an optional sign, digits, and
    /// optionally a point with more digits.
    ///
    /// # Errors
    ///
    /// If the text is written otherwise or is out of range.
    pub fn parse(text: &str) -> Result<Number, ReadError> {
        Number::read(
            text,
            Numeral::of(text).filter(|numeral| !numeral.has_exponent()),
        )
    }

    /// Reads a number as documents write it: as in rules, and with an exponent
    /// (`1e3`).
    ///
    /// # Errors
    ///
    /// If the text is written otherwise or is out of range.
    pub fn parse_data(text: &str) -> Result<Number, ReadError> {
        Number::read(text, Numeral::of(text))
    }

    fn read(text: &str, numeral: Option<Numeral<'_>>) -> Result<Number, ReadError> {
        let numeral = numeral.ok_or_else(|| not_a_number(text))?;
        let decimal = numeral.decimal();
        decimal
            .map(Number::from)
            .ok_or_else(|| ReadError::too_large(Kind::Number, text))
    }

    /// The sum, unless it is too large.
    #[must_use]
    pub fn checked_add(self, other: Number) -> Option<Number> {
        self.0.checked_add(other.0).map(Number::from)
    }

    /// The difference, unless it is too large.
    #[must_use]
    pub fn checked_sub(self, other: Number) -> Option<Number> {
        self.0.checked_sub(other.0).map(Number::from)
    }

    /// The product, unless it is too large.
    #[must_use]
    pub fn checked_mul(self, other: Number) -> Option<Number> {
        self.0.checked_mul(other.0).map(Number::from)
    }

    /// The quotient, unless it is too large or `other` is zero.
    #[must_use]
    pub fn checked_div(self, other: Number) -> Option<Number> {
        self.0.checked_div(other.0).map(Number::from)
    }

    /// The whole number nearest to this one on the side of zero, and the rest.
    #[must_use]
    pub(crate) fn split(self) -> (Number, Number) {
        (Number::from(self.0.trunc()), Number::from(self.0.fract()))
    }

    /// This number without its sign.
    #[must_use]
    pub fn abs(self) -> Number {
        Number(self.0.abs())
    }

    /// Whether it is less than zero.
    pub fn is_negative(self) -> bool {
        self < Number::ZERO
    }

    /// Whether it has no digits behind the point.
    pub fn is_whole(self) -> bool {
        self.0.scale() == 0
    }

    /// How many digits are behind the point.
    pub(crate) fn decimals(self) -> u32 {
        self.0.scale()
    }

    /// The number as an integer, if it is whole.
    pub(crate) fn to_i128(self) -> Option<i128> {
        self.is_whole().then(|| self.0.mantissa())
    }
}

impl std::ops::Neg for Number {
    type Output = Number;

    fn neg(self) -> Number {
        Number::from(-self.0)
    }
}

impl From<Decimal> for Number {
    fn from(decimal: Decimal) -> Number {
        Number(decimal.normalize())
    }
}

impl From<i64> for Number {
    fn from(integer: i64) -> Number {
        Number::from(Decimal::from(integer))
    }
}

impl From<usize> for Number {
    fn from(count: usize) -> Number {
        Number::from(Decimal::from(count))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

fn not_a_number(text: &str) -> ReadError {
    let name = text
        .trim_start_matches(['-', '+'])
        .trim_start_matches('.')
        .to_ascii_lowercase();
    if matches!(name.as_str(), "nan" | "inf" | "infinity") {
        ReadError::NotFinite { text: text.into() }
    } else {
        ReadError::not(Kind::Number, text)
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Number, ReadError};

    fn shown(text: &str) -> Result<String, ReadError> {
        Number::parse_data(text).map(|n| n.to_string())
    }

    #[test]
    fn reads_and_shows() {
        for (text, expected) in [
            ("0", "0"),
            ("-0.00", "0"),
            ("+5", "5"),
            ("007", "7"),
            ("1.10", "1.1"),
            ("-3.5", "-3.5"),
            ("100", "100"),
            ("1e3", "1000"),
            ("1.5E-3", "0.0015"),
            ("12.5e1", "125"),
            ("0e999999999999999999999", "0"),
            ("1e-999999999999999999999", "0"),
            ("5.551115123125783e-17", "0.0000000000000000555111512313"),
            (
                "79228162514264337593543950335",
                "79228162514264337593543950335",
            ),
            (
                "0.1234567890123456789012345678901",
                "0.1234567890123456789012345679",
            ),
        ] {
            assert_eq!(shown(text), Ok(expected.to_owned()), "{text}");
        }
        let zeros = "0".repeat(1_000_000);
        assert_eq!(shown(&format!("{zeros}7.{zeros}")), Ok("7".to_owned()));
    }

    #[test]
    fn rejects() {
        for text in [
            "", "-", ".5", "5.", "1_000", "1,5", "0x10", "1e", "e3", "1e1.5", "--1", " 1", "١",
        ] {
            assert_eq!(
                shown(text),
                Err(ReadError::not(Kind::Number, text)),
                "{text}"
            );
        }
        for text in [
            "1e29",
            "99999999999999999999999999999",
            "1e999999999999999999999",
            "-1e40",
        ] {
            assert_eq!(
                shown(text),
                Err(ReadError::too_large(Kind::Number, text)),
                "{text}"
            );
        }
        for text in ["NaN", ".nan", "-.inf", "Infinity"] {
            assert_eq!(shown(text), Err(ReadError::NotFinite { text: text.into() }));
        }
        assert_eq!(
            Number::parse("1e3"),
            Err(ReadError::not(Kind::Number, "1e3"))
        );
    }

    #[test]
    fn computes_exactly_or_not_at_all() {
        let n = |text| Number::parse(text).unwrap_or(Number::ZERO);
        assert_eq!(n("0.1").checked_add(n("0.2")), Some(n("0.3")));
        assert_eq!(n("1").checked_div(Number::ZERO), None);
        let largest = n("79228162514264337593543950335");
        assert_eq!(largest.checked_add(n("1")), None);
        assert_eq!(largest.checked_mul(n("-2")), None);
        assert_eq!(largest.checked_sub(n("-1")), None);
        assert_eq!(
            n("1").checked_div(n("3")).map(|n| n.to_string().len()),
            Some(30)
        );
    }
}
