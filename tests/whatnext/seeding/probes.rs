//! Facts of every kind, each with tests of which it is known how they relate.

/// A fact, and tests of it.
#[derive(Clone, Debug)]
pub(super) struct Probe {
    /// What it is an example of.
    pub(super) kind: &'static str,
    /// The declaration.
    pub(super) declared: String,
    /// The `for each` of rules about it, if its tests are about an element.
    pub(super) each: Option<String>,
    /// A test.
    pub(super) wide: String,
    /// A test that holds only where `wide` does.
    pub(super) narrow: String,
    /// A test that never holds where `wide` does, and not wherever it fails.
    pub(super) against: String,
    /// A test that fails where `wide` holds, and the other way round.
    pub(super) complement: String,
    /// `wide`, written in another way; empty where there is none.
    pub(super) same: String,
    /// A test that always holds.
    pub(super) always: Option<String>,
}

/// What [`Probe`]s are made of; `P` stands for the path of the fact, and `I` for
/// the list of a fact's elements.
struct Kind {
    name: &'static str,
    declared: &'static str,
    each: &'static str,
    wide: &'static str,
    narrow: &'static str,
    against: &'static str,
    complement: &'static str,
    same: &'static str,
    always: &'static str,
}

/// How many kinds of probes there are.
pub(super) const KINDS: usize = ALL.len();

/// The probe of a kind, about the topic of this name.
pub(super) fn probe(kind: usize, topic: &str) -> Probe {
    let kind = &ALL[kind % KINDS];
    let named = |text: &str| text.replace('P', &format!("{topic}.probe"));
    let some = |text: &str| (!text.is_empty()).then(|| named(text));
    Probe {
        kind: kind.name,
        declared: named(kind.declared),
        each: some(kind.each),
        wide: named(kind.wide),
        narrow: named(kind.narrow),
        against: named(kind.against),
        complement: named(kind.complement),
        same: named(kind.same),
        always: some(kind.always),
    }
}

const ALL: [Kind; 19] = [
    Kind {
        name: "enumeration",
        declared: "fact P: low | middle | high | broken",
        each: "",
        wide: "P in [low, middle]",
        narrow: "P is low",
        against: "P is high",
        complement: "P in [high, broken]",
        same: "(P is low or P is middle)",
        always: "P in [low, middle, high, broken]",
    },
    Kind {
        name: "number with bounds",
        declared: "fact P: number unit \"days\" 0..100",
        each: "",
        wide: "P > 10 days",
        narrow: "P >= 50 days",
        against: "P < 5 days",
        complement: "P <= 10 days",
        same: "not P <= 10 days",
        always: "P >= 0 days",
    },
    Kind {
        name: "number",
        declared: "fact P: number",
        each: "",
        wide: "P < 2.5",
        narrow: "P <= -1",
        against: "P is 3",
        complement: "P >= 2.5",
        same: "not P >= 2.5",
        always: "",
    },
    Kind {
        name: "number with default",
        declared: "fact P: number unit \"%\" 0..100 { default 50 }",
        each: "",
        wide: "P >= 90 %",
        narrow: "P is 100 %",
        against: "P in [10, 20]",
        complement: "P < 90 %",
        same: "not P < 90 %",
        always: "not (P is unavailable)",
    },
    Kind {
        name: "version",
        declared: "fact P: version",
        each: "",
        wide: "P < \"10.3\"",
        narrow: "P < \"9.0-rc1\"",
        against: "P >= \"10.10\"",
        complement: "P >= \"10.3.0\"",
        same: "not P >= \"10.3\"",
        always: "",
    },
    Kind {
        name: "duration",
        declared: "fact P: duration",
        each: "",
        wide: "P > 2 hours",
        narrow: "P >= 1 day",
        against: "P < 5 minutes",
        complement: "P <= 120 minutes",
        same: "not P <= 2 hours",
        always: "P >= 0 seconds",
    },
    Kind {
        name: "size",
        declared: "fact P: size",
        each: "",
        wide: "P <= 10 GB",
        narrow: "P < 500 MB",
        against: "P is 20 GB",
        complement: "P > 10 GB",
        same: "not P > 10 GB",
        always: "P >= 0 MB",
    },
    Kind {
        name: "age",
        declared: "fact P: time",
        each: "",
        wide: "age(P) > 3 days",
        narrow: "age(P) > 2 weeks",
        against: "age(P) < 1 hour",
        complement: "age(P) <= 3 days",
        same: "not age(P) <= 72 hours",
        always: "",
    },
    Kind {
        name: "time",
        declared: "fact P: time",
        each: "",
        wide: "P < \"2026-06-01\"",
        narrow: "P <= \"2025-12-31T12:00:00Z\"",
        against: "P > \"2026-07-01\"",
        complement: "P >= \"2026-06-01\"",
        same: "not P >= \"2026-06-01\"",
        always: "",
    },
    Kind {
        name: "part of a text",
        declared: "fact P: text",
        each: "",
        wide: "P contains \"error\"",
        narrow: "P contains \"an error 5\"",
        against: "P is \"all is well\"",
        complement: "not P contains \"error\"",
        same: "",
        always: "P contains \"\"",
    },
    Kind {
        name: "start of a text",
        declared: "fact P: text",
        each: "",
        wide: "P starts with any [\"Cannot\", \"Could not\"]",
        narrow: "P starts with \"Cannot connect\"",
        against: "P starts with \"All is well\"",
        complement: "not P starts with any [\"Cannot\", \"Could not\"]",
        same: "(P starts with \"Cannot\" or P starts with \"Could not\")",
        always: "P starts with \"\"",
    },
    Kind {
        name: "end of a text",
        declared: "fact P: text",
        each: "",
        wide: "P ends with \"5\"",
        narrow: "P ends with \"code 5\"",
        against: "P is \"code 6\"",
        complement: "not P ends with \"5\"",
        same: "",
        always: "P ends with \"\"",
    },
    Kind {
        name: "pattern",
        declared: "fact P: text",
        each: "",
        wide: "P matches /error [0-9]+/",
        narrow: "P is exactly \"error 12\"",
        against: "P is exactly \"fine\"",
        complement: "not P matches /error [0-9]+/",
        same: "",
        always: "",
    },
    Kind {
        name: "count",
        declared: "fact P: list by name { name: text }",
        each: "",
        wide: "count(P) > 1",
        narrow: "count(P) > 3",
        against: "count(P) < 1",
        complement: "count(P) <= 1",
        same: "not count(P) <= 1",
        always: "count(P) >= 0",
    },
    Kind {
        name: "some element",
        declared: "fact P: list by name { name: text level: number }",
        each: "",
        wide: "any x in P has (x.level > 3)",
        narrow: "any x in P has (x.level > 5)",
        against: "no x in P has (x.level > 2)",
        complement: "no x in P has (x.level > 3)",
        same: "not (no x in P has (x.level > 3))",
        always: "",
    },
    Kind {
        name: "every element",
        declared: "fact P: list by name { name: text mode: on | off }",
        each: "",
        wide: "every x in P has (x.mode is on)",
        narrow: "P is empty",
        against: "any x in P has (x.mode is off)",
        complement: "any x in P has (x.mode is not on)",
        same: "no x in P has (x.mode is not on)",
        always: "",
    },
    Kind {
        name: "plain list",
        declared: "fact P: list of number",
        each: "",
        wide: "any x in P has (x > 3)",
        narrow: "any x in P has (x > 5)",
        against: "P is empty",
        complement: "no x in P has (x > 3)",
        same: "not (no x in P has (x > 3))",
        always: "",
    },
    Kind {
        name: "nested list",
        declared: "fact P: list by name { name: text inner: list by id { id: number restarts: number } }",
        each: "",
        wide: "any x in P has (any y in x.inner has (y.restarts > 3))",
        narrow: "any x in P has (any y in x.inner has (y.restarts > 9))",
        against: "no x in P has (any y in x.inner has (y.restarts > 2))",
        complement: "no x in P has (any y in x.inner has (y.restarts > 3))",
        same: "not (no x in P has (any y in x.inner has (y.restarts > 3)))",
        always: "",
    },
    Kind {
        name: "for each",
        declared: "fact P: list by name { name: text level: number 0..10 }",
        each: "x in P",
        wide: "x.level > 3",
        narrow: "x.level > 5",
        against: "x.level < 2",
        complement: "x.level <= 3",
        same: "not x.level <= 3",
        always: "x.level <= 10",
    },
];
