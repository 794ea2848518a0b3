//! Literals: read by the type that they meet.

use super::expression::{Expected, Expressions};
use super::references::Referent;
use super::report::{Check, Reported};
use super::types;
use crate::diagnostic::catalogue::{
    LiteralFault, LiteralForm, LiteralsOnly, UnitFault, UnitMismatch, UnreadableLiteral,
};
use crate::model::expression::{Operand, OperandKind};
use crate::model::fact::PlainType;
use crate::model::value::{Duration, Number, ReadError, Size, Text, Time, Value, Version};
use crate::source::Span;
use crate::syntax::tree::{self, Expr, ExprKind, Literal, Name, Str};

/// Whether an expression is made of literals alone, so that it has no type of
/// its own.
pub(super) fn is_literal(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Literal(_) => true,
        ExprKind::Group(inner) | ExprKind::Negate(inner) => is_literal(inner),
        ExprKind::Arithmetic { left, right, .. } => is_literal(left) && is_literal(right),
        _ => false,
    }
}

impl<'t> Expressions<'_, 't> {
    /// A literal as a value.
    pub(super) fn literal(
        &mut self,
        literal: &'t Literal,
        span: Span,
        expected: Expected<'_>,
    ) -> Check<Operand> {
        let (value, ty) = match expected {
            Expected::Type(ty) => (self.read(literal, span, ty)?, types::unbounded(ty.clone())),
            Expected::Nothing => self.read_alone(literal, span)?,
            Expected::Unknown => return Err(Reported),
        };
        Ok(Operand {
            kind: OperandKind::Literal(value),
            ty,
            span,
        })
    }

    /// Expressions that must be literals of a type, each with its place.
    pub(super) fn literals(
        &mut self,
        exprs: &'t [Expr],
        expected: Expected<'_>,
    ) -> Check<Vec<(Value, Span)>> {
        let ty = match expected {
            Expected::Type(ty) => ty,
            Expected::Nothing | Expected::Unknown => return Err(Reported),
        };
        let values: Vec<_> = exprs
            .iter()
            .map(|expr| Ok((self.literal_value(expr, ty)?, expr.span)))
            .collect();
        values.into_iter().collect()
    }

    /// An expression that must be a literal of this type.
    pub(super) fn literal_value(&mut self, expr: &'t Expr, ty: &PlainType) -> Check<Value> {
        match &expr.kind {
            ExprKind::Literal(literal) => self.read(literal, expr.span, ty),
            ExprKind::Name(word) if ty.symbols().is_some() && !word.text.contains('.') => {
                self.symbol_value(word, ty)
            }
            ExprKind::Group(inner) => self.literal_value(inner, ty),
            _ => {
                let quoted = match &expr.kind {
                    ExprKind::Name(word)
                        if *ty == PlainType::Text
                            && self.look_up(&word.text) == Referent::Nothing =>
                    {
                        Some(format!("\"{}\"", word.text))
                    }
                    _ => None,
                };
                let wanted = types::describe(ty);
                Err(self.context.reports.error(LiteralsOnly {
                    wanted,
                    at: expr.span,
                    quoted,
                }))
            }
        }
    }

    /// Reads a literal by the type that it meets.
    fn read(&mut self, literal: &Literal, at: Span, ty: &PlainType) -> Check<Value> {
        if let Literal::Str(text) = literal {
            self.warn_of_braces(text, true);
        }
        if let (
            PlainType::Number { unit, .. },
            Literal::Quantity {
                number,
                unit: written,
            },
        ) = (ty, literal)
        {
            return self.read_with_unit(number, written, unit.as_deref());
        }
        let error = match read(literal, ty) {
            Ok(value) => return Ok(value),
            Err(error) => error,
        };
        let source = self.context.sources.text(at);
        let fault = match error {
            Some(
                error @ (ReadError::TooLarge { .. }
                | ReadError::NoUnit { .. }
                | ReadError::UnknownUnit { .. }
                | ReadError::NoOffset { .. }),
            ) => error_of_value(&error),
            _ => LiteralFault::NotOfType {
                text: source.to_owned(),
                ty: types::describe(ty),
                form: form(ty),
            },
        };
        let mend = mend(literal, ty, source);
        let fault = UnreadableLiteral { fault, at, mend };
        Err(self.context.reports.error(fault))
    }

    /// A number with a unit, where the type is a number.
    fn read_with_unit(
        &mut self,
        number: &tree::Number,
        written: &Name,
        unit: Option<&str>,
    ) -> Check<Value> {
        let fault = match unit {
            Some(unit) if same_unit(unit, &written.text) => {
                return types::number(self.context, number).map(Value::Number);
            }
            Some(unit) => UnitFault::Wrong {
                unit: unit.to_owned(),
                written: written.text.clone(),
            },
            None => UnitFault::NotWanted {
                written: written.text.clone(),
            },
        };
        Err(self.context.reports.error(UnitMismatch {
            fault,
            at: number.span.to(written.span),
        }))
    }

    /// Reads a literal that meets no type by its own form.
    fn read_alone(&mut self, literal: &Literal, at: Span) -> Check<(Value, PlainType)> {
        let ty = match literal {
            Literal::Quantity { unit, .. }
                if !Size::is_unit(&unit.text) && !Duration::is_unit(&unit.text) =>
            {
                let fault = LiteralFault::NoUnit {
                    unit: unit.text.clone(),
                };
                let fault = UnreadableLiteral {
                    fault,
                    at,
                    mend: None,
                };
                return Err(self.context.reports.error(fault));
            }
            Literal::YesNo(..) => PlainType::YesNo,
            Literal::Str(_) => PlainType::Text,
            Literal::Number(_) => types::NUMBER,
            Literal::Quantity { unit, .. } if Size::is_unit(&unit.text) => PlainType::Size,
            Literal::Quantity { .. } => PlainType::Duration,
        };
        Ok((self.read(literal, at, &ty)?, ty))
    }
}

/// What the reading of a value says of its text.
pub(super) fn error_of_value(error: &ReadError) -> LiteralFault {
    let help = error.help().map(str::to_owned);
    LiteralFault::NoValue {
        problem: error.to_string(),
        help,
    }
}

/// Reads a literal as a value of this type.
fn read(literal: &Literal, ty: &PlainType) -> Result<Value, Option<ReadError>> {
    Ok(match (ty, literal) {
        (PlainType::YesNo, Literal::YesNo(yes, _)) => Value::YesNo(*yes),
        (PlainType::Text, Literal::Str(text)) => Value::Text(Text::new(&text.value())),
        (PlainType::Number { .. }, Literal::Number(number)) => {
            Value::Number(Number::parse(&number.text)?)
        }
        (PlainType::Version, Literal::Str(text)) => Value::Version(Version::parse(&text.value())?),
        (PlainType::Version, Literal::Number(number)) => {
            Value::Version(Version::parse(&number.text)?)
        }
        (PlainType::Duration, Literal::Str(text)) => {
            Value::Duration(Duration::parse(&text.value())?)
        }
        (PlainType::Duration, Literal::Number(number)) => {
            Value::Duration(Duration::parse(&number.text)?)
        }
        (PlainType::Duration, Literal::Quantity { number, unit }) => Value::Duration(
            Duration::from_quantity(Number::parse(&number.text)?, &unit.text)?,
        ),
        (PlainType::Size, Literal::Str(text)) => Value::Size(Size::parse(&text.value())?),
        (PlainType::Size, Literal::Number(number)) => Value::Size(Size::parse(&number.text)?),
        (PlainType::Size, Literal::Quantity { number, unit }) => Value::Size(Size::from_quantity(
            Number::parse(&number.text)?,
            &unit.text,
        )?),
        (PlainType::Time, Literal::Str(text)) => Value::Time(Time::parse(&text.value())?),
        _ => return Err(None),
    })
}

/// What to write instead, where that is plain.
fn mend(literal: &Literal, ty: &PlainType, source: &str) -> Option<String> {
    let text = |text: &Str| text.value();
    match (ty, literal) {
        (PlainType::Text, Literal::Number(_) | Literal::Quantity { .. } | Literal::YesNo(..)) => {
            Some(format!("\"{source}\""))
        }
        (PlainType::Number { .. }, Literal::Str(written)) => {
            let written = text(written);
            Number::parse(&written).is_ok().then_some(written)
        }
        (PlainType::YesNo, Literal::Str(written)) => match text(written).as_str() {
            "yes" | "true" => Some("yes".to_owned()),
            "no" | "false" => Some("no".to_owned()),
            _ => None,
        },
        (PlainType::Symbols(symbols), Literal::Str(written)) => {
            let written = text(written);
            let meant = symbols.iter().find(|symbol| {
                symbol.name.eq_ignore_ascii_case(&written)
                    || symbol.label().eq_ignore_ascii_case(&written)
            });
            meant.map(|symbol| symbol.name.clone())
        }
        _ => None,
    }
}

/// The form of literals of this type.
fn form(ty: &PlainType) -> LiteralForm {
    match ty {
        PlainType::YesNo => LiteralForm::YesNo,
        PlainType::Symbols(_) => LiteralForm::Symbol,
        PlainType::Number { unit, .. } => LiteralForm::Number {
            unit: unit.as_deref().map(str::to_owned),
        },
        PlainType::Text => LiteralForm::Text,
        PlainType::Version => LiteralForm::Version,
        PlainType::Duration => LiteralForm::Duration,
        PlainType::Size => LiteralForm::Size,
        PlainType::Time => LiteralForm::Time,
    }
}

/// Whether a unit is meant by this word; one letter more for a plural is no
/// difference.
fn same_unit(unit: &str, written: &str) -> bool {
    let singular = |word: &str| {
        let word = word.trim().to_lowercase();
        word.strip_suffix('s')
            .map_or_else(|| word.clone(), str::to_owned)
    };
    unit == written || singular(unit) == singular(written)
}
