//! Numbers of bytes.

use std::fmt;

use super::quantity::Units;
use super::{Kind, Number, ReadError};

/// A number of bytes. Differences may be negative and quotients may be
/// fractions, so it is a [`Number`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Size(Number);

const UNITS: Units = Units {
    kind: Kind::Size,
    factor: bytes_of,
};

/// From the largest to the smallest.
const PREFIXED: [(&str, i64); 8] = [
    ("TiB", 1 << 40),
    ("TB", 1_000_000_000_000),
    ("GiB", 1 << 30),
    ("GB", 1_000_000_000),
    ("MiB", 1 << 20),
    ("MB", 1_000_000),
    ("KiB", 1 << 10),
    ("kB", 1_000),
];

impl Size {
    /// The size of so many bytes.
    pub fn from_bytes(bytes: Number) -> Size {
        Size(bytes)
    }

    /// The size in bytes.
    pub fn bytes(self) -> Number {
        self.0
    }

    /// Whether there is a unit of size of this name.
    pub fn is_unit(unit: &str) -> bool {
        bytes_of(unit).is_some()
    }

    /// So many of a unit.
    ///
    /// # Errors
    ///
    /// If the unit is unknown or the result is out of range.
    pub fn from_quantity(number: Number, unit: &str) -> Result<Size, ReadError> {
        UNITS.quantity(number, unit).map(Size)
    }

    /// Reads `10 GB`, `1.5 GiB` or `512 bytes`.
    ///
    /// # Errors
    ///
    /// If the text is written otherwise, has another unit or is out of range.
    pub fn parse(text: &str) -> Result<Size, ReadError> {
        UNITS.read(text).map(Size)
    }
}

/// The bytes in one of this unit. `Gb` and `gib` with other capitals are not
/// read: they may mean bits. All small letters are, as nobody means less than
/// bytes with them.
fn bytes_of(unit: &str) -> Option<Number> {
    let bytes = match unit {
        "B" | "byte" | "bytes" => 1,
        "KB" => 1_000,
        _ => {
            let mut prefixed = PREFIXED.iter();
            let lower_case = unit.bytes().all(|b| b.is_ascii_lowercase());
            prefixed
                .find(|(name, _)| *name == unit || lower_case && name.eq_ignore_ascii_case(unit))?
                .1
        }
    };
    Some(Number::from(bytes))
}

impl fmt::Display for Size {
    /// The shortest exact form with at most two decimals; of two equally short
    /// ones that in the larger unit.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = Number::from(1_i64);
        let in_unit = |bytes: i64| {
            let bytes = Number::from(bytes);
            let count = self
                .0
                .checked_div(bytes)
                .filter(|count| count.abs() >= one && count.decimals() <= 2)?;
            // A quotient of too many digits was rounded.
            (count.checked_mul(bytes) == Some(self.0)).then_some(count)
        };
        let candidates = PREFIXED
            .iter()
            .filter_map(|(unit, bytes)| Some((in_unit(*bytes)?.to_string(), unit)));
        if let Some((count, unit)) = candidates.min_by_key(|(count, _)| count.len()) {
            return write!(f, "{count} {unit}");
        }
        let singular = self.0.abs() == one;
        write!(f, "{} {}", self.0, if singular { "byte" } else { "bytes" })
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, ReadError, Size};

    #[test]
    fn reads_and_shows() {
        for (text, expected) in [
            ("10 GB", "10 GB"),
            ("10gb", "10 GB"),
            ("1.5 GiB", "1.5 GiB"),
            ("1024 bytes", "1 KiB"),
            ("1500 B", "1.5 kB"),
            ("1000 KB", "1 MB"),
            ("1 byte", "1 byte"),
            ("0 B", "0 bytes"),
            ("123456789 B", "123456789 bytes"),
            ("-1.25 TB", "-1.25 TB"),
            ("100 GB", "100 GB"),
        ] {
            assert_eq!(
                Size::parse(text).map(|d| d.to_string()),
                Ok(expected.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn rejects() {
        for unit in ["Gb", "gB", "G", "b", "bits"] {
            let error = ReadError::UnknownUnit {
                kind: Kind::Size,
                unit: unit.into(),
            };
            assert_eq!(Size::parse(&format!("3 {unit}")), Err(error));
        }
        assert_eq!(
            Size::parse("3"),
            Err(ReadError::NoUnit {
                kind: Kind::Size,
                text: "3".into()
            })
        );
    }
}
