//! The laws that all kinds of values keep.

use std::collections::hash_map::DefaultHasher;
use std::fmt::{Debug, Display};
use std::hash::{Hash, Hasher};

use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};

use super::{Duration, Number, Size, Text, Time, Version};

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Any three values are totally ordered, and equal ones are alike to maps.
fn ordered<T: Ord + Hash + Debug>(a: &T, b: &T, c: &T) {
    assert_eq!(a.cmp(b), b.cmp(a).reverse(), "{a:?} {b:?}");
    assert_eq!(a == b, a.cmp(b).is_eq(), "{a:?} {b:?}");
    if a == b {
        assert_eq!(hash(a), hash(b), "{a:?} {b:?}");
    }
    if a <= b && b <= c {
        assert!(a <= c, "{a:?} {b:?} {c:?}");
    }
}

/// What is shown is read as the same value.
fn reread<T: Display + PartialEq + Debug, E: Debug + PartialEq>(
    value: T,
    read: fn(&str) -> Result<T, E>,
) {
    let shown = value.to_string();
    assert_eq!(read(&shown), Ok(value), "{shown}");
}

fn number() -> impl Strategy<Value = Number> {
    // Small mantissas meet one another at different scales.
    let parts = proptest::prop_oneof![
        (-300_i128..300, 0_u32..4),
        (-(1_i128 << 96) + 1..1_i128 << 96, 0_u32..29),
    ];
    parts.prop_map(|(mantissa, scale)| {
        Number::from(rust_decimal::Decimal::from_i128_with_scale(mantissa, scale))
    })
}

fn version() -> impl Strategy<Value = Version> {
    "v?[0-2](\\.[0-2]){0,3}((\\.|)(a|b|rc)[0-2]?|-[0-1a-b](\\.[0-1a-b-]{1,2}){0,2}|)(\\+[a0])?"
        .prop_filter_map("a version", |text| Version::parse(&text).ok())
}

fn time() -> impl Strategy<Value = Time> {
    (
        -9_000_i32..9_999,
        1_u32..13,
        1_u32..29,
        0_u32..24,
        0_u64..1_000_000_000,
    )
        .prop_filter_map("a time", |(year, month, day, hour, nanos)| {
            let sign = if year < 0 { "-00" } else { "" };
            Time::parse(&format!(
                "{sign}{:04}-{month:02}-{day:02}T{hour:02}:30:01.{nanos:09}Z",
                year.abs()
            ))
            .ok()
        })
}

proptest! {
    #[test]
    fn numbers(a in number(), b in number(), c in number()) {
        ordered(&a, &b, &c);
        reread(a, Number::parse);
        reread(a, Number::parse_data);
        if let Some(sum) = a.checked_add(b) {
            prop_assert_eq!(Some(sum), b.checked_add(a));
        }
    }

    #[test]
    fn versions(a in version(), b in version(), c in version()) {
        ordered(&a, &b, &c);
        reread(a, Version::parse);
    }

    #[test]
    fn durations(a in number(), b in number(), c in number()) {
        let [a, b, c] = [a, b, c].map(Duration::from_seconds);
        ordered(&a, &b, &c);
        reread(a, Duration::parse);
    }

    #[test]
    fn sizes(a in number(), b in number(), c in number()) {
        let [a, b, c] = [a, b, c].map(Size::from_bytes);
        ordered(&a, &b, &c);
        reread(a, Size::parse);
    }

    #[test]
    fn times(a in time(), b in time(), c in time()) {
        ordered(&a, &b, &c);
        reread(a, Time::parse);
        prop_assert_eq!(b.checked_add(a.since(b)), Some(a));
    }

    #[test]
    fn folding_is_idempotent(text in any::<String>(), typed in "[ a-cA-C\u{a0}’…\u{200b}ßŉ\n]{0,12}") {
        for text in [text, typed] {
            let text = Text::new(&text);
            let folded = Text::new(text.folded());
            prop_assert_eq!(folded.folded(), text.folded());
            prop_assert_eq!(folded.raw(), folded.folded());
            prop_assert_eq!(Text::new(&text.normalised()), text.clone());
            prop_assert!(text.contains(&folded) && text.starts_with(&text) && text.ends_with(&text));
        }
    }

    #[test]
    fn nothing_panics(text in "[-+0-9.eEvVPTMDHSZ: a-c]{0,24}", any in any::<String>(), n in number(), m in number()) {
        for text in [text, any] {
            let _ = (Number::parse(&text), Number::parse_data(&text), Version::parse(&text), Time::parse(&text));
            let _ = (Duration::parse(&text), Size::parse(&text));
        }
        let _ = (n.checked_add(m), n.checked_sub(m), n.checked_mul(m), n.checked_div(m));
        let _ = (Duration::from_quantity(n, "weeks"), Size::from_quantity(n, "TiB"));
    }
}
