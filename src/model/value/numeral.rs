//! How the text of a number is read.

use std::str::FromStr;

use rust_decimal::Decimal;

/// The parts of a number's text.
pub(super) struct Numeral<'a> {
    negative: bool,
    whole: &'a str,
    fraction: &'a str,
    exponent: Option<&'a str>,
}

impl<'a> Numeral<'a> {
    /// The parts, if the text is a number: sign, digits, decimals, exponent.
    pub(super) fn of(text: &'a str) -> Option<Numeral<'a>> {
        let negative = text.starts_with('-');
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (digits, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((digits, exponent)) => (digits, Some(exponent)),
            None => (unsigned, None),
        };
        if exponent.is_some_and(|e| !is_digits(e.strip_prefix(['-', '+']).unwrap_or(e))) {
            return None;
        }
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) if is_digits(fraction) => (whole, fraction),
            Some(_) => return None,
            None => (digits, ""),
        };
        is_digits(whole).then_some(Numeral {
            negative,
            whole,
            fraction,
            exponent,
        })
    }

    /// The number, unless it is too large.
    pub(super) fn decimal(&self) -> Option<Decimal> {
        let decimal = Decimal::from_str(&self.plain()?).ok()?;
        Some(if self.negative { -decimal } else { decimal })
    }

    /// The digits without zeros at the ends, the point where the exponent puts
    /// it, and no more of them than can count; nothing if the number is far too
    /// large.
    fn plain(&self) -> Option<String> {
        const MOST_DIGITS: usize = 29;
        let digits = [self.whole, self.fraction].concat();
        let without_start = digits.trim_start_matches('0');
        let zeros = digits.len() - without_start.len();
        let significant = without_start.trim_end_matches('0');
        // One digit more decides the rounding.
        let significant = &significant[..significant.len().min(MOST_DIGITS + 1)];
        let point = signed(self.whole.len()) - signed(zeros) + self.shift();
        let point_at = point.unsigned_abs() as usize;
        if significant.is_empty() || point <= 0 && point_at > MOST_DIGITS {
            Some("0".to_owned())
        } else if point_at > MOST_DIGITS {
            None
        } else if point <= 0 {
            Some(format!("0.{}{significant}", "0".repeat(point_at)))
        } else if point_at >= significant.len() {
            Some(format!(
                "{significant}{}",
                "0".repeat(point_at - significant.len())
            ))
        } else {
            Some(format!(
                "{}.{}",
                &significant[..point_at],
                &significant[point_at..]
            ))
        }
    }

    /// Whether it has an exponent.
    pub(super) fn has_exponent(&self) -> bool {
        self.exponent.is_some()
    }

    /// The exponent. One that is out of all reason counts as more than any text
    /// has digits.
    fn shift(&self) -> i64 {
        const FAR: i64 = 1 << 40;
        let Some(exponent) = self.exponent else {
            return 0;
        };
        let far = if exponent.starts_with('-') { -FAR } else { FAR };
        exponent.parse().unwrap_or(far).clamp(-FAR, FAR)
    }
}

/// No text has more digits than this can hold.
fn signed(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
