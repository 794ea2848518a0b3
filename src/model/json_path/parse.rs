//! Reads paths: the only place that knows the crate that does it.
//!
//! Its parser tries some alternatives again at each level of brackets, so that these
//! are counted before it is let loose. What it makes is turned into types of our own.

use jsonpath_rust::parser::errors::JsonPathError as CrateError;
use jsonpath_rust::parser::model as read;
use jsonpath_rust::parser::parse_json_path;
use pest::error::InputLocation;

use super::typing::{pattern, single};
use super::{
    Comparison, Filter, JsonPathError, Literal, MAX_LENGTH, MAX_NESTING, Operand, Query, Segment,
    Selector,
};

type Parsed<T> = Result<T, JsonPathError>;

/// The steps of a path.
pub(super) fn parse(text: &str) -> Parsed<Vec<Segment>> {
    if text.len() > MAX_LENGTH {
        return Err(JsonPathError::TooLong);
    }
    if !text.starts_with('$') {
        return Err(JsonPathError::NoRoot);
    }
    if nesting(text) > MAX_NESTING {
        return Err(JsonPathError::TooDeep);
    }
    if let Some((at, found)) = misplaced_space(text) {
        let found = Some(found);
        return Err(JsonPathError::Unexpected { at, found });
    }
    let path = parse_json_path(text).map_err(|error| fault(text, &error))?;
    segments(&path.segments)
}

/// How deep the brackets are nested. Those in texts do not count.
fn nesting(path: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for (_, c) in outside_texts(path) {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// What stands behind white space that no path can have there, behind a dot or in a
/// word. The crate reads over it.
fn misplaced_space(path: &str) -> Option<(usize, char)> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii();
    let mut before = None;
    let mut spaced = false;
    for (at, c) in outside_texts(path) {
        if matches!(c, ' ' | '\t' | '\n' | '\r') {
            spaced = true;
            continue;
        }
        let is_misplaced = match before {
            Some('.') => true,
            Some(before) => is_word(before) && is_word(c),
            None => false,
        };
        if spaced && is_misplaced {
            return Some((at, c));
        }
        (before, spaced) = (Some(c), false);
    }
    None
}

/// The characters of a path with their places, without what stands between quotes.
fn outside_texts(path: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quote = None;
    let mut is_escaped = false;
    path.char_indices().filter(move |&(_, c)| match quote {
        Some(_) if is_escaped => {
            is_escaped = false;
            false
        }
        Some(open) => {
            is_escaped = c == '\\';
            quote = quote.filter(|_| c != open);
            quote.is_none()
        }
        None => {
            quote = matches!(c, '\'' | '"').then_some(c);
            true
        }
    })
}

fn fault(text: &str, error: &CrateError) -> JsonPathError {
    if let CrateError::PestError(error) = error {
        let at = match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
        };
        let found = text.get(at..).and_then(|rest| rest.chars().next());
        return JsonPathError::Unexpected { at, found };
    }
    JsonPathError::Meaningless(error.to_string())
}

fn segments(segments: &[read::Segment]) -> Parsed<Vec<Segment>> {
    segments.iter().map(segment).collect()
}

fn segment(segment: &read::Segment) -> Parsed<Segment> {
    match segment {
        read::Segment::Descendant(inner) => {
            let selectors = self::segment(inner)?.selectors;
            Ok(Segment {
                descends: true,
                selectors,
            })
        }
        read::Segment::Selector(one) => Ok(Segment {
            descends: false,
            selectors: vec![selector(one)?],
        }),
        read::Segment::Selectors(several) => Ok(Segment {
            descends: false,
            selectors: several.iter().map(selector).collect::<Parsed<_>>()?,
        }),
    }
}

fn selector(selector: &read::Selector) -> Parsed<Selector> {
    Ok(match selector {
        read::Selector::Name(name) => Selector::Name(name.clone()),
        read::Selector::Wildcard => Selector::Wildcard,
        read::Selector::Index(index) => Selector::Index(*index),
        read::Selector::Slice(start, end, step) => Selector::Slice {
            start: *start,
            end: *end,
            step: step.unwrap_or(1),
        },
        read::Selector::Filter(test) => Selector::Filter(filter(test)?),
    })
}

fn filter(test: &read::Filter) -> Parsed<Filter> {
    let all = |tests: &[read::Filter]| tests.iter().map(filter).collect::<Parsed<Vec<_>>>();
    match test {
        read::Filter::Or(tests) => Ok(Filter::Or(all(tests)?)),
        read::Filter::And(tests) => Ok(Filter::And(all(tests)?)),
        read::Filter::Atom(read::FilterAtom::Filter { expr, not }) => {
            Ok(negated(filter(expr)?, *not))
        }
        read::Filter::Atom(read::FilterAtom::Test { expr, not }) => {
            Ok(negated(self::test(expr)?, *not))
        }
        read::Filter::Atom(read::FilterAtom::Comparison(comparison)) => compare(comparison),
    }
}

fn negated(filter: Filter, not: bool) -> Filter {
    if not {
        Filter::Not(Box::new(filter))
    } else {
        filter
    }
}

fn test(test: &read::Test) -> Parsed<Filter> {
    let read::Test::Function(function) = test else {
        return Ok(Filter::Exists(query(test)?));
    };
    let (text, source, whole) = match &**function {
        read::TestFunction::Match(text, source) => (text, source, true),
        read::TestFunction::Search(text, source) => (text, source, false),
        other => {
            let name = name_of(other)?;
            let help = "it gives a value, which has to be compared: `length(@.tags) > 2`";
            return Err(JsonPathError::Function { name, help });
        }
    };
    let name = name_of(function)?;
    Ok(Filter::Matches {
        text: argument(text, name)?,
        pattern: pattern(argument(source, name)?, whole)?,
        whole,
    })
}

fn compare(comparison: &read::Comparison) -> Parsed<Filter> {
    let kind = match comparison {
        read::Comparison::Eq(..) => Comparison::Equal,
        read::Comparison::Ne(..) => Comparison::NotEqual,
        read::Comparison::Lt(..) => Comparison::Less,
        read::Comparison::Lte(..) => Comparison::LessOrEqual,
        read::Comparison::Gt(..) => Comparison::Greater,
        read::Comparison::Gte(..) => Comparison::GreaterOrEqual,
    };
    let (left, right) = comparison.vals();
    Ok(Filter::Compare {
        left: operand(left)?,
        comparison: kind,
        right: operand(right)?,
    })
}

fn operand(comparable: &read::Comparable) -> Parsed<Operand> {
    match comparable {
        read::Comparable::Literal(value) => Ok(Operand::Literal(literal(value))),
        read::Comparable::Function(function) => value_of(function),
        read::Comparable::SingularQuery(query) => Ok(Operand::Single(single_query(query))),
    }
}

fn literal(literal: &read::Literal) -> Literal {
    match literal {
        read::Literal::Int(number) => Literal::Integer(*number),
        read::Literal::Float(number) => Literal::Float(*number),
        read::Literal::String(text) => Literal::Text(text.clone()),
        read::Literal::Bool(value) => Literal::Boolean(*value),
        read::Literal::Null => Literal::Null,
    }
}

fn single_query(query: &read::SingularQuery) -> Query {
    let (from_root, steps) = match query {
        read::SingularQuery::Current(steps) => (false, steps),
        read::SingularQuery::Root(steps) => (true, steps),
    };
    let selectors = steps.iter().map(|step| match step {
        read::SingularQuerySegment::Index(index) => Selector::Index(*index),
        read::SingularQuerySegment::Name(name) => Selector::Name(name.clone()),
    });
    let segments = selectors.map(|selector| Segment {
        descends: false,
        selectors: vec![selector],
    });
    Query {
        from_root,
        segments: segments.collect(),
    }
}

/// A function that gives a value.
fn value_of(function: &read::TestFunction) -> Parsed<Operand> {
    let name = name_of(function)?;
    match function {
        read::TestFunction::Length(of) => Ok(Operand::Length(Box::new(argument(of, name)?))),
        read::TestFunction::Count(of) => Ok(Operand::Count(nodes(of, name)?)),
        read::TestFunction::Value(of) => Ok(Operand::Value(nodes(of, name)?)),
        _ => Err(JsonPathError::Function {
            name,
            help: "it is a test of its own, and is not compared: `[?match(@.name, 'web-.*')]`",
        }),
    }
}

/// An argument that is a value.
fn argument(argument: &read::FnArg, name: &'static str) -> Parsed<Operand> {
    match argument {
        read::FnArg::Literal(value) => Ok(Operand::Literal(literal(value))),
        read::FnArg::Test(test) => match &**test {
            read::Test::Function(function) => value_of(function),
            path => single(query(path)?, name),
        },
        read::FnArg::Filter(_) => Err(JsonPathError::Function {
            name,
            help: "it takes a value or a path, not a test",
        }),
    }
}

/// An argument that is a path.
fn nodes(argument: &read::FnArg, name: &'static str) -> Parsed<Query> {
    match argument {
        read::FnArg::Test(test) if !matches!(**test, read::Test::Function(_)) => query(test),
        _ => Err(JsonPathError::Function {
            name,
            help: "it takes a path, as in `count(@.tags[*]) > 2`",
        }),
    }
}

fn query(test: &read::Test) -> Parsed<Query> {
    match test {
        read::Test::RelQuery(steps) => Ok(Query {
            from_root: false,
            segments: segments(steps)?,
        }),
        read::Test::AbsQuery(path) => Ok(Query {
            from_root: true,
            segments: segments(&path.segments)?,
        }),
        read::Test::Function(function) => Err(JsonPathError::Meaningless(function.to_string())),
    }
}

/// The name of a function, one of those of RFC 9535.
fn name_of(function: &read::TestFunction) -> Parsed<&'static str> {
    match function {
        read::TestFunction::Length(_) => Ok("length"),
        read::TestFunction::Value(_) => Ok("value"),
        read::TestFunction::Count(_) => Ok("count"),
        read::TestFunction::Search(..) => Ok("search"),
        read::TestFunction::Match(..) => Ok("match"),
        read::TestFunction::Custom(name, _) => Err(JsonPathError::NoFunction(name.clone())),
    }
}
