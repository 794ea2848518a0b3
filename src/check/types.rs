//! Types: from as written to the model's, and how people read them.

use std::collections::HashMap;

use super::context::Context;
use super::literals::error_of_value;
use super::report::{Check, Reported};
use crate::diagnostic::catalogue::{
    DuplicateName, EmptyRange, Limit, ListOfList, OverLimit, ReservedSymbol, UnknownType,
    UnreadableLiteral,
};
use crate::model::fact::{PlainType, Symbol};
use crate::model::value::{Kind, Number};
use crate::syntax::tree::{self, TypeKind};

/// The words that name types.
const TYPE_WORDS: [&str; 8] = [
    "yes/no", "text", "number", "version", "duration", "size", "time", "list",
];

/// What people who know other languages call the types.
const OTHER_WORDS: [(&str, &str); 20] = [
    ("string", "text"),
    ("str", "text"),
    ("varchar", "text"),
    ("bool", "yes/no"),
    ("boolean", "yes/no"),
    ("flag", "yes/no"),
    ("int", "number"),
    ("integer", "number"),
    ("float", "number"),
    ("double", "number"),
    ("decimal", "number"),
    ("date", "time"),
    ("datetime", "time"),
    ("timestamp", "time"),
    ("instant", "time"),
    ("bytes", "size"),
    ("timespan", "duration"),
    ("interval", "duration"),
    ("semver", "version"),
    ("array", "list"),
];

/// The type of the elements of a `list of`.
pub(super) fn element(context: &mut Context<'_>, ty: &tree::Type) -> Check<PlainType> {
    match ty.kind {
        TypeKind::ListOf(_) | TypeKind::ListBy { .. } => {
            Err(context.reports.error(ListOfList { at: ty.span }))
        }
        _ => plain(context, ty),
    }
}

/// A type that is not a list.
pub(super) fn plain(context: &mut Context<'_>, ty: &tree::Type) -> Check<PlainType> {
    match &ty.kind {
        TypeKind::YesNo => Ok(PlainType::YesNo),
        TypeKind::Text => Ok(PlainType::Text),
        TypeKind::Version => Ok(PlainType::Version),
        TypeKind::Duration => Ok(PlainType::Duration),
        TypeKind::Size => Ok(PlainType::Size),
        TypeKind::Time => Ok(PlainType::Time),
        TypeKind::Number { unit, range } => {
            let range = match range {
                Some((low, high)) => Some(bounds(context, low, high)?.into()),
                None => None,
            };
            Ok(PlainType::Number {
                unit: unit.as_ref().map(|unit| unit.value().into()),
                range,
            })
        }
        TypeKind::Symbols(written) => symbols(context, written),
        TypeKind::ListOf(_) | TypeKind::ListBy { .. } => {
            Err(context.reports.error(ListOfList { at: ty.span }))
        }
    }
}

fn bounds(
    context: &mut Context<'_>,
    low: &tree::Number,
    high: &tree::Number,
) -> Check<(Number, Number)> {
    let at = low.span.to(high.span);
    let (low, high) = (number(context, low), number(context, high));
    let (low, high) = (low?, high?);
    if low > high {
        return Err(context.reports.error(EmptyRange {
            low: low.to_string(),
            high: high.to_string(),
            at,
        }));
    }
    Ok((low, high))
}

/// Reads a number.
pub(super) fn number(context: &mut Context<'_>, written: &tree::Number) -> Check<Number> {
    Number::parse(&written.text).map_err(|error| {
        let fault = error_of_value(&error);
        context.reports.error(UnreadableLiteral {
            fault,
            at: written.span,
            mend: None,
        })
    })
}

fn symbols(context: &mut Context<'_>, written: &[tree::Symbol]) -> Check<PlainType> {
    if let [tree::Symbol { name, label: None }] = written {
        let word = name.text.to_lowercase();
        let nearest = nearest_type(context, &word);
        return Err(context.reports.error(UnknownType {
            word: name.text.clone(),
            at: name.span,
            nearest,
        }));
    }
    let mut seen = HashMap::new();
    let mut fault: Option<Reported> = None;
    for tree::Symbol { name, .. } in written {
        let (text, at) = (name.text.as_str(), name.span);
        if matches!(text, "empty" | "unavailable") {
            fault = Some(context.reports.error(ReservedSymbol {
                name: text.to_owned(),
                at,
            }));
        }
        if let Some(first) = seen.insert(text, at) {
            let name = text.to_owned();
            fault = Some(context.reports.error(DuplicateName {
                what: "symbol",
                name,
                at,
                first,
            }));
            seen.insert(text, first);
        }
    }
    if let (Some(first), true) = (written.first(), written.len() > usize::from(u16::MAX)) {
        fault = Some(context.reports.error(OverLimit {
            limit: Limit::Symbols,
            at: first.name.span,
        }));
    }
    let symbol = |symbol: &tree::Symbol| Symbol {
        name: symbol.name.text.clone(),
        label: symbol.label.as_ref().map(tree::Str::value),
    };
    match fault {
        // The symbols are known even so: uses of them are no faults.
        Some(fault) if written.len() > usize::from(u16::MAX) => Err(fault),
        _ => Ok(PlainType::Symbols(written.iter().map(symbol).collect())),
    }
}

/// The type that a word probably means.
fn nearest_type(context: &mut Context<'_>, word: &str) -> Option<String> {
    let meant = |word: &str| {
        OTHER_WORDS
            .iter()
            .find(|(other, _)| *other == word)
            .map(|(_, ty)| (*ty).to_owned())
    };
    meant(word).or_else(|| {
        let candidates = TYPE_WORDS
            .into_iter()
            .chain(OTHER_WORDS.iter().map(|(other, _)| *other));
        let nearest = context.reports.nearest(word, candidates)?;
        Some(meant(&nearest).unwrap_or(nearest))
    })
}

/// A type as people read it, at the end of a sentence.
pub(super) fn describe(ty: &PlainType) -> String {
    match ty {
        PlainType::YesNo => "a yes/no value".to_owned(),
        PlainType::Symbols(symbols) => symbol_list(symbols),
        PlainType::Number {
            unit: Some(unit), ..
        } => format!("a number of {unit}"),
        PlainType::Number { unit: None, .. } => Kind::Number.to_string(),
        PlainType::Text => Kind::Text.to_string(),
        PlainType::Version => Kind::Version.to_string(),
        PlainType::Duration => Kind::Duration.to_string(),
        PlainType::Size => Kind::Size.to_string(),
        PlainType::Time => Kind::Time.to_string(),
    }
}

/// The symbols of an enumeration, as many as fit a line.
pub(super) fn symbol_list(symbols: &[Symbol]) -> String {
    const MOST: usize = 8;
    let shown: Vec<String> = symbols
        .iter()
        .take(MOST)
        .map(|symbol| format!("`{}`", symbol.name))
        .collect();
    let more = if symbols.len() > MOST { ", …" } else { "" };
    format!("one of {}{more}", shown.join(", "))
}

/// Whether values of the two types can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agreement {
    /// They are of one type.
    Same,
    /// Both are numbers, of different units.
    Units,
    /// They are not.
    Different,
}

/// Whether values of the two types can be compared.
pub(super) fn agreement(a: &PlainType, b: &PlainType) -> Agreement {
    match (a, b) {
        (PlainType::Symbols(a), PlainType::Symbols(b)) => {
            let same = std::ptr::eq(a.as_ptr(), b.as_ptr())
                || a.iter().map(|s| &s.name).eq(b.iter().map(|s| &s.name));
            if same {
                Agreement::Same
            } else {
                Agreement::Different
            }
        }
        (PlainType::Number { unit: Some(a), .. }, PlainType::Number { unit: Some(b), .. })
            if a != b =>
        {
            Agreement::Units
        }
        _ if std::mem::discriminant(a) == std::mem::discriminant(b) => Agreement::Same,
        _ => Agreement::Different,
    }
}

/// Whether `<` makes sense.
pub(super) fn is_ordered(ty: &PlainType) -> bool {
    !matches!(
        ty,
        PlainType::YesNo | PlainType::Symbols(_) | PlainType::Text
    )
}

/// A number without unit and bounds.
pub(super) const NUMBER: PlainType = PlainType::Number {
    unit: None,
    range: None,
};

/// The type of what is derived from values of this type: numbers have no bounds
/// any more.
pub(super) fn unbounded(ty: PlainType) -> PlainType {
    match ty {
        PlainType::Number { unit, .. } => PlainType::Number { unit, range: None },
        other => other,
    }
}
