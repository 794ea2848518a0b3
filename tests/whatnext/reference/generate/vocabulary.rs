//! The types of generated facts, and the few values that they have, so that
//! generated tests come out both ways.

use whatnext::model::fact::PlainType;
use whatnext::model::value::{Duration, Number, Size, SymbolId, Text, Time, Value, Version};

/// A plain type as the generator speaks of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plain {
    YesNo,
    Colour,
    Switch,
    Number,
    /// `number unit "days" 0..3`
    Days,
    Text,
    Version,
    Duration,
    Size,
    Time,
}

impl Plain {
    pub(super) const ALL: [Plain; 10] = [
        Plain::YesNo,
        Plain::Colour,
        Plain::Switch,
        Plain::Number,
        Plain::Days,
        Plain::Text,
        Plain::Version,
        Plain::Duration,
        Plain::Size,
        Plain::Time,
    ];

    /// The type as a declaration writes it.
    pub(super) fn declared(self) -> &'static str {
        match self {
            Plain::YesNo => "yes/no",
            Plain::Colour => "red \"Red\" | green | blue",
            Plain::Switch => "on | off",
            Plain::Number => "number",
            Plain::Days => "number unit \"days\" 0..3",
            Plain::Text => "text",
            Plain::Version => "version",
            Plain::Duration => "duration",
            Plain::Size => "size",
            Plain::Time => "time",
        }
    }

    /// The literals that rules have.
    pub(super) fn literals(self) -> &'static [&'static str] {
        match self {
            Plain::YesNo => &["yes", "no"],
            Plain::Colour => &["red", "green", "blue"],
            Plain::Switch => &["on", "off"],
            Plain::Number => &["0", "1", "2", "-1", "1.5", "79228162514264337593543950335"],
            Plain::Days => &["0", "1", "2", "3"],
            Plain::Text => &["\"Alpha beta\"", "\"alpha  BETA\"", "\"beta\"", "\"\""],
            Plain::Version => &["\"1.0\"", "\"1.0.0\"", "\"1.1\"", "\"2.0-rc1\""],
            Plain::Duration => &["1 minute", "60 seconds", "5 minutes", "1000000000 weeks"],
            Plain::Size => &["1 GB", "1000 MB", "2 GB"],
            Plain::Time => &[
                "\"2026-01-01\"",
                "\"2026-01-01T00:05:00Z\"",
                "\"2026-01-02\"",
            ],
        }
    }

    pub(super) fn is_ordered(self) -> bool {
        !matches!(
            self,
            Plain::YesNo | Plain::Colour | Plain::Switch | Plain::Text
        )
    }

    /// Whether a literal of this type is read as such where nothing says which
    /// type it is.
    pub(super) fn has_literals_of_its_own(self) -> bool {
        !matches!(
            self,
            Plain::Colour | Plain::Switch | Plain::Version | Plain::Time | Plain::Days
        )
    }
}

/// The instant that generated cases call now.
pub(crate) const NOW: &str = "2026-01-01T00:06:00Z";

/// The values that generated facts of a type have.
pub(crate) fn domain(ty: &PlainType) -> Vec<Value> {
    fn read<T, E: std::fmt::Debug>(
        texts: &[&str],
        read: fn(&str) -> Result<T, E>,
        value: fn(T) -> Value,
    ) -> Vec<Value> {
        texts
            .iter()
            .map(|text| value(read(text).expect("the domain is well written")))
            .collect()
    }
    match ty {
        PlainType::YesNo => vec![Value::YesNo(true), Value::YesNo(false)],
        PlainType::Symbols(symbols) => (0..symbols.len())
            .map(|at| Value::Symbol(SymbolId(at as u16)))
            .collect(),
        PlainType::Number { range: Some(_), .. } => {
            read(&["0", "1", "2", "3"], Number::parse, Value::Number)
        }
        PlainType::Number { range: None, .. } => {
            read(&["0", "1", "2"], Number::parse, Value::Number)
        }
        PlainType::Text => ["Alpha beta", "alpha beta", "beta", "gamma…"]
            .iter()
            .map(|text| Value::Text(Text::new(text)))
            .collect(),
        PlainType::Version => read(
            &["1.0.0", "1.1", "2.0-rc1", "2.0"],
            Version::parse,
            Value::Version,
        ),
        PlainType::Duration => read(
            &["60 s", "5 minutes", "0 s"],
            Duration::parse,
            Value::Duration,
        ),
        PlainType::Size => read(&["1 GB", "2 GB", "5 bytes"], Size::parse, Value::Size),
        PlainType::Time => read(
            &["2026-01-01", "2026-01-01T00:05:00Z", "2026-01-02T00:00:00Z"],
            Time::parse,
            Value::Time,
        ),
    }
}
