//! Arithmetic on known values.

use crate::model::expression::ArithmeticOp;
use crate::model::value::{Duration, Number, Size, Value};

/// The result of an operation; none on overflow and on division by zero.
pub(crate) fn apply(op: ArithmeticOp, left: &Value, right: &Value) -> Option<Value> {
    use ArithmeticOp::{Add, Divide, Multiply, Subtract};
    use Value as V;
    Some(match (op, left, right) {
        (Add, V::Number(a), V::Number(b)) => V::Number(a.checked_add(*b)?),
        (Subtract, V::Number(a), V::Number(b)) => V::Number(a.checked_sub(*b)?),
        (Multiply, V::Number(a), V::Number(b)) => V::Number(a.checked_mul(*b)?),
        (Divide, V::Number(a), V::Number(b)) => V::Number(a.checked_div(*b)?),

        (Add, V::Duration(a), V::Duration(b)) => seconds(a.seconds().checked_add(b.seconds())?),
        (Subtract, V::Duration(a), V::Duration(b)) => {
            seconds(a.seconds().checked_sub(b.seconds())?)
        }
        (Divide, V::Duration(a), V::Duration(b)) => {
            V::Number(a.seconds().checked_div(b.seconds())?)
        }
        (Multiply, V::Duration(a), V::Number(b)) | (Multiply, V::Number(b), V::Duration(a)) => {
            seconds(a.seconds().checked_mul(*b)?)
        }
        (Divide, V::Duration(a), V::Number(b)) => seconds(a.seconds().checked_div(*b)?),

        (Add, V::Size(a), V::Size(b)) => bytes(a.bytes().checked_add(b.bytes())?),
        (Subtract, V::Size(a), V::Size(b)) => bytes(a.bytes().checked_sub(b.bytes())?),
        (Divide, V::Size(a), V::Size(b)) => V::Number(a.bytes().checked_div(b.bytes())?),
        (Multiply, V::Size(a), V::Number(b)) | (Multiply, V::Number(b), V::Size(a)) => {
            bytes(a.bytes().checked_mul(*b)?)
        }
        (Divide, V::Size(a), V::Number(b)) => bytes(a.bytes().checked_div(*b)?),

        (Subtract, V::Time(a), V::Time(b)) => V::Duration(a.since(*b)),
        (Add, V::Time(a), V::Duration(b)) | (Add, V::Duration(b), V::Time(a)) => {
            V::Time(a.checked_add(*b)?)
        }
        (Subtract, V::Time(a), V::Duration(b)) => {
            let back = Number::ZERO.checked_sub(b.seconds())?;
            V::Time(a.checked_add(Duration::from_seconds(back))?)
        }
        _ => return None,
    })
}

fn seconds(seconds: Number) -> Value {
    Value::Duration(Duration::from_seconds(seconds))
}

fn bytes(bytes: Number) -> Value {
    Value::Size(Size::from_bytes(bytes))
}
