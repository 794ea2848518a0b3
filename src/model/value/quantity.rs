//! Numbers with units: what durations and sizes have in common.

use super::{Kind, Number, ReadError};

/// A kind of values that are written as numbers with units.
pub(super) struct Units {
    /// The kind.
    pub(super) kind: Kind,
    /// What one of this unit is in the unit that the kind is held in.
    pub(super) factor: fn(&str) -> Option<Number>,
}

impl Units {
    /// `number` of `unit` in the unit that the kind is held in.
    pub(super) fn quantity(&self, number: Number, unit: &str) -> Result<Number, ReadError> {
        let factor = (self.factor)(unit);
        let factor = factor.ok_or_else(|| ReadError::UnknownUnit {
            kind: self.kind,
            unit: unit.into(),
        })?;
        let product = number.checked_mul(factor);
        product.ok_or_else(|| ReadError::too_large(self.kind, &format!("{number} {unit}")))
    }

    /// Reads one or more numbers, each with its unit: `1 hour 30 minutes`. A
    /// sign belongs to the whole.
    pub(super) fn read(&self, text: &str) -> Result<Number, ReadError> {
        let not_this = || ReadError::not(self.kind, text);
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        if unsigned.is_empty() || unsigned.ends_with(char::is_whitespace) {
            return Err(not_this());
        }
        let mut total = Number::ZERO;
        let mut rest = unsigned;
        while !rest.is_empty() {
            let Term {
                digits,
                unit,
                behind,
            } = Term::at_start_of(rest);
            let number = Number::parse(digits).map_err(|error| match error {
                ReadError::TooLarge { .. } => ReadError::too_large(self.kind, text),
                _ => not_this(),
            })?;
            if unit.is_empty() {
                let bare = digits.len() == unsigned.len();
                return Err(if bare {
                    ReadError::NoUnit {
                        kind: self.kind,
                        text: text.into(),
                    }
                } else {
                    not_this()
                });
            }
            let sum = total.checked_add(self.quantity(number, unit)?);
            total = sum.ok_or_else(|| ReadError::too_large(self.kind, text))?;
            rest = behind;
        }
        Ok(if text.starts_with('-') { -total } else { total })
    }
}

/// A number and its unit.
struct Term<'a> {
    digits: &'a str,
    unit: &'a str,
    behind: &'a str,
}

impl<'a> Term<'a> {
    fn at_start_of(text: &'a str) -> Term<'a> {
        let (digits, behind) = split_before(text, |c| !c.is_ascii_digit() && c != '.');
        let (unit, behind) = split_before(behind.trim_start(), |c| !c.is_alphabetic());
        Term {
            digits,
            unit,
            behind: behind.trim_start(),
        }
    }
}

fn split_before(text: &str, stop: fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(stop).unwrap_or(text.len()))
}
