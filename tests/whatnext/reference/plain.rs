//! What operators do to plain values that are known.

use std::cmp::Ordering;

use whatnext::model::expression::{ArithmeticOp, CellTest, Comparison, TextRelation};
use whatnext::model::fact::PlainType;
use whatnext::model::value::{Duration, Number, Size, Text, Value};

pub(super) fn compares(op: Comparison, left: &Value, right: &Value) -> bool {
    let exactly = || text(left).raw() == text(right).raw();
    let ordered = |wanted: fn(Ordering) -> bool| {
        wanted(
            left.compare(right)
                .expect("the orders stand only between values of one ordered kind"),
        )
    };
    match op {
        Comparison::Is => left == right,
        Comparison::IsNot => left != right,
        Comparison::IsExactly => exactly(),
        Comparison::IsNotExactly => !exactly(),
        Comparison::Less => ordered(Ordering::is_lt),
        Comparison::LessOrEqual => ordered(Ordering::is_le),
        Comparison::Greater => ordered(Ordering::is_gt),
        Comparison::GreaterOrEqual => ordered(Ordering::is_ge),
    }
}

pub(super) fn relates(relation: TextRelation, value: &Value, pattern: &Value) -> bool {
    let (value, pattern) = (text(value), text(pattern));
    match relation {
        TextRelation::Contains => value.contains(pattern),
        TextRelation::ContainsExactly => value.raw().contains(pattern.raw()),
        TextRelation::StartsWith => value.starts_with(pattern),
        TextRelation::EndsWith => value.ends_with(pattern),
    }
}

pub(super) fn fits(test: &CellTest, value: &Value) -> bool {
    match test {
        CellTest::Compare(op, literal) => compares(*op, value, literal),
        CellTest::Range(low, high) => {
            compares(Comparison::LessOrEqual, low, value)
                && compares(Comparison::LessOrEqual, value, high)
        }
    }
}

/// Nothing where there is no result: too large, or a division by zero.
pub(super) fn arithmetic(op: ArithmeticOp, left: &Value, right: &Value) -> Option<Value> {
    use ArithmeticOp::{Add, Divide, Multiply, Subtract};
    use Value::{Duration as D, Number as N, Size as S, Time as T};
    let seconds = Duration::from_seconds;
    let bytes = Size::from_bytes;
    Some(match (left, op, right) {
        (N(a), op, N(b)) => N(number(op, *a, *b)?),
        (D(a), Add | Subtract, D(b)) => D(seconds(number(op, a.seconds(), b.seconds())?)),
        (D(a), Divide, D(b)) => N(number(op, a.seconds(), b.seconds())?),
        (D(a), Multiply | Divide, N(b)) => D(seconds(number(op, a.seconds(), *b)?)),
        (N(a), Multiply, D(b)) => D(seconds(number(op, *a, b.seconds())?)),
        (S(a), Add | Subtract, S(b)) => S(bytes(number(op, a.bytes(), b.bytes())?)),
        (S(a), Divide, S(b)) => N(number(op, a.bytes(), b.bytes())?),
        (S(a), Multiply | Divide, N(b)) => S(bytes(number(op, a.bytes(), *b)?)),
        (N(a), Multiply, S(b)) => S(bytes(number(op, *a, b.bytes())?)),
        (T(a), Subtract, T(b)) => D(a.since(*b)),
        (T(a), Add, D(b)) | (D(b), Add, T(a)) => T(a.checked_add(*b)?),
        (T(a), Subtract, D(b)) => T(a.checked_add(seconds(-b.seconds()))?),
        _ => unreachable!("checking admits no {left:?} {op:?} {right:?}"),
    })
}

fn number(op: ArithmeticOp, a: Number, b: Number) -> Option<Number> {
    match op {
        ArithmeticOp::Add => a.checked_add(b),
        ArithmeticOp::Subtract => a.checked_sub(b),
        ArithmeticOp::Multiply => a.checked_mul(b),
        ArithmeticOp::Divide => a.checked_div(b),
    }
}

/// Whether nobody can tell the two apart: no test to the letter, and nobody who
/// reads them.
pub(super) fn same(ty: &PlainType, a: &Value, b: &Value) -> bool {
    a == b && ty.write(a) == ty.write(b)
}

pub(super) fn text(value: &Value) -> &Text {
    match value {
        Value::Text(text) => text,
        _ => unreachable!("{value:?} is no text"),
    }
}
