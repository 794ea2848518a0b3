//! A small rule base out of bytes: the facts are always the same but for their
//! attributes, the tests, actions and rules are not.

use super::bytes::Bytes;

/// How deep tests nest.
const DEEPEST: usize = 4;

/// The plain facts, each with some literals of its type.
const FACTS: [(&str, &str, &[&str]); 11] = [
    ("flag", "yes/no", &["yes", "no"]),
    ("app.flag", "yes/no", &["no", "yes"]),
    (
        "colour",
        "red \"Red\" | green | blue",
        &["red", "green", "blue"],
    ),
    (
        "amount",
        "number",
        &["0", "1", "-1.5", "79228162514264337593543950335"],
    ),
    ("few", "number unit \"days\" 0..9", &["0", "3", "9"]),
    (
        "app.message",
        "text",
        &["\"\"", "\"Alpha\"", "\"alpha  beta\"", "\"…\""],
    ),
    (
        "release",
        "version",
        &["\"1.0\"", "\"1.0.1\"", "\"2.0-rc1\""],
    ),
    ("span", "duration", &["0 seconds", "5 minutes", "90 days"]),
    ("room", "size", &["0 bytes", "1 GB", "1024 MiB"]),
    (
        "moment",
        "time",
        &["\"2026-01-01\"", "\"2026-01-01T00:05:00Z\""],
    ),
    ("hidden", "red \"Red\" | green | blue", &["blue", "red"]),
];

/// The fields of the elements of `items`, with literals, and of their `parts`.
const FIELDS: [(&str, &str, &[&str]); 4] = [
    ("good", "yes/no", &["yes", "no"]),
    ("tint", "red \"Red\" | green | blue", &["red", "blue"]),
    ("weight", "number", &["0", "2"]),
    ("name", "text", &["\"a\"", "\"b\""]),
];
const PART_FIELDS: [(&str, &str, &[&str]); 2] = [
    ("fits", "yes/no", &["yes", "no"]),
    ("id", "number", &["1", "2"]),
];

/// What can be spoken of at some place.
#[derive(Clone, Default)]
struct Scope {
    /// What stands before the fields of an element of `items`, if one is at hand.
    item: Option<String>,
    /// The same of an element of `parts`.
    part: Option<String>,
    /// How many of the facts are declared.
    facts: usize,
    /// Whether the lists are declared.
    lists: bool,
}

pub(super) struct Author<'a, 'b> {
    bytes: &'a mut Bytes<'b>,
    names: usize,
    /// Conditions so far; those over an element of `items` apart.
    conditions: Vec<String>,
    item_conditions: Vec<String>,
}

/// The text of a rule base.
pub(super) fn rule_base(bytes: &mut Bytes<'_>) -> String {
    let mut author = Author {
        bytes,
        names: 0,
        conditions: Vec::new(),
        item_conditions: Vec::new(),
    };
    let mut text = author.declarations();
    let scope = Scope {
        facts: FACTS.len(),
        lists: true,
        ..Scope::default()
    };
    text += &author.derived(&scope);
    text += &author.actions(&scope);
    for _ in 0..=author.bytes.below(4) {
        text += &author.rule(&scope);
    }
    text
}

impl Author<'_, '_> {
    fn fresh(&mut self, start: &str) -> String {
        self.names += 1;
        format!("{start}{}", self.names)
    }

    fn pick(&mut self, words: &[&str]) -> String {
        self.bytes.word(words).to_owned()
    }

    // --- declarations

    fn declarations(&mut self) -> String {
        let mut text = String::new();
        for (at, (name, ty, literals)) in FACTS.iter().enumerate() {
            let attributes = self.attributes(
                &Scope {
                    facts: at,
                    ..Scope::default()
                },
                literals,
            );
            text += &format!("fact {name}: {ty}{attributes}\n");
        }
        let scope = Scope {
            facts: FACTS.len(),
            ..Scope::default()
        };
        text += &format!("fact words: list of text{}\n", self.attributes(&scope, &[]));
        text += "fact items: list by name {\n";
        let mut inside = Scope {
            item: Some(String::new()),
            ..scope
        };
        for (name, ty, literals) in FIELDS.iter().rev() {
            let attributes = if *name == "name" {
                String::new()
            } else {
                self.attributes(&inside, literals)
            };
            text += &format!("  {name}: {ty}{attributes}\n");
        }
        inside.item = None;
        text += &format!(
            "  parts: list by id {{ id: number fits: yes/no{} }}\n}}\n",
            self.attributes(&inside, &[])
        );
        text
    }

    /// The attributes of a fact, whose `when` speaks of earlier facts only.
    fn attributes(&mut self, scope: &Scope, literals: &[&str]) -> String {
        let mut lines = Vec::new();
        match self.bytes.below(8) {
            1 => lines.push("ask never".to_owned()),
            2 => lines.push("ask \"What?\" help \"Look.\"".to_owned()),
            3 | 4 if scope.facts > 0 => {
                // No field may ask for itself by way of another.
                let scope = Scope {
                    item: None,
                    ..scope.clone()
                };
                lines.push(format!("when {}", self.test(&scope, 2)));
            }
            _ => {}
        }
        if !literals.is_empty() && self.bytes.once_in(8) {
            lines.push(format!("default {}", self.pick(literals)));
        }
        if lines.is_empty() {
            String::new()
        } else {
            format!(" {{ {} }}", lines.join(" "))
        }
    }

    fn derived(&mut self, scope: &Scope) -> String {
        let mut text = format!(
            "let chosen = {}\nlet total = {}\n",
            self.table(scope),
            self.number(scope)
        );
        text += &format!("let some = items where {}\n", self.test_of_item(scope, ""));
        for word in ["condition", "symptom", "condition"] {
            if self.bytes.once_in(3) {
                continue;
            }
            let (name, test) = (self.fresh(word), self.test(scope, DEEPEST));
            text += &format!("{word} {name} \"About {name}\" when {test}\n");
            self.conditions.push(name);
        }
        let name = self.fresh("each");
        text += &format!(
            "condition {name} for x in items when {}\n",
            self.test_of_item(scope, "x.")
        );
        self.item_conditions.push(name);
        text
    }

    fn actions(&mut self, scope: &Scope) -> String {
        let inside = Scope {
            item: Some("x.".to_owned()),
            ..scope.clone()
        };
        let mut text = String::new();
        for (name, binders, hole, scope) in [
            ("plain_action", "", "{chosen}", scope),
            (
                "other_action",
                "",
                "{app.message} {colour} {some} {words}",
                scope,
            ),
            (
                "item_action",
                " for x in items",
                "{x.name} {x.tint} {x.parts}",
                &inside,
            ),
        ] {
            let when = if self.bytes.once_in(3) {
                format!(" when {}", self.test(scope, 2))
            } else {
                String::new()
            };
            let rechecks = [
                "",
                "rechecks flag, items.good",
                "rechecks app.message, colour, few",
            ];
            let rechecks = self.pick(&rechecks);
            text += &format!(
                "action {name}{binders} {{\n  step \"Do {hole}.\"{when}\n  step \"Then.\"\n  {rechecks}\n}}\n"
            );
        }
        text
    }

    fn rule(&mut self, scope: &Scope) -> String {
        let name = self.fresh("rule");
        let mut scope = scope.clone();
        let loops = match self.bytes.below(6) {
            1 => " for each x in items".to_owned(),
            2 => format!(
                " for each x in items where {}",
                self.test_of_item(&scope, "")
            ),
            3 => " for each x in some".to_owned(),
            4 => " for each x in items for each p in x.parts".to_owned(),
            5 => " for each w in words".to_owned(),
            _ => String::new(),
        };
        scope.item = loops.contains("each x").then(|| "x.".to_owned());
        scope.part = loops.contains("each p").then(|| "p.".to_owned());
        let mut text = format!("rule {name}{loops} {{\n");
        if !self.bytes.once_in(4) {
            text += &format!("  when {}\n", self.test(&scope, DEEPEST));
        }
        if self.bytes.once_in(3) {
            text += "  priority 5\n";
        }
        for _ in 0..=self.bytes.below(4) {
            text += &format!("  {}\n", self.entry(&scope));
        }
        text + "}\n"
    }

    fn entry(&mut self, scope: &Scope) -> String {
        let actions = ["plain_action", "other_action", "item_action"];
        let action = self.pick(&actions[..if scope.item.is_some() { 3 } else { 2 }]);
        let mut entry = match self.bytes.below(6) {
            0..=2 => format!(
                "try {action}{}",
                self.pick(&["", " up to 2 times", " up to 200 times"])
            ),
            3 => format!("escalate {action}"),
            4 => "conclude \"So: {chosen} {total} {some}\"".to_owned(),
            _ => "refer \"See {app.flag}\" at \"https://example.org\"".to_owned(),
        };
        if self.bytes.once_in(2) {
            entry += &format!(" when {}", self.test(scope, DEEPEST));
        }
        entry += &self.pick(&["", "", " without asking", " because \"of {colour}\""]);
        entry
    }

    // --- tests and values

    /// A test, in brackets.
    fn test(&mut self, scope: &Scope, depth: usize) -> String {
        if depth == 0 {
            return self.simple(scope);
        }
        let depth = depth - 1;
        match self.bytes.below(if scope.lists { 16 } else { 8 }) {
            0..=2 => self.simple(scope),
            3 => format!("(not {})", self.test(scope, depth)),
            4 => format!(
                "({} and {})",
                self.test(scope, depth),
                self.test(scope, depth)
            ),
            5 => format!(
                "({} or {})",
                self.test(scope, depth),
                self.test(scope, depth)
            ),
            6 => format!(
                "({} is {}unavailable)",
                self.test(scope, depth),
                self.pick(&["", "not "])
            ),
            7 => format!(
                "({} {} {})",
                self.number(scope),
                self.pick(&["is", "<", ">="]),
                self.number(scope)
            ),
            8..=10 => self.quantified(scope, depth),
            11 => format!(
                "(count(items where {}) {} 1)",
                self.test_of_item(scope, ""),
                self.pick(&["is", ">", "<="])
            ),
            12 => {
                let list = self.pick(&["items", "some", "words"]);
                format!(
                    "({list} is {})",
                    self.pick(&["empty", "not empty", "unavailable", "not unavailable"])
                )
            }
            13 => format!(
                "(words contains {})",
                self.pick(&["\"a\"", "any [\"a\", \"b\"]", "app.message"])
            ),
            14 if !self.conditions.is_empty() => self.bytes.pick(&self.conditions).clone(),
            15 if scope.item.as_deref() == Some("x.") => {
                self.bytes.pick(&self.item_conditions).clone()
            }
            _ => "(chosen is green)".to_owned(),
        }
    }

    fn quantified(&mut self, scope: &Scope, depth: usize) -> String {
        let quantifier = self.pick(&["any", "every", "no"]);
        let mut inside = scope.clone();
        let (name, list) = if scope.item.is_some() && self.bytes.once_in(2) {
            let name = self.fresh("p");
            let list = format!("{}parts", scope.item.clone().unwrap_or_default());
            inside.part = Some(format!("{name}."));
            (name, list)
        } else {
            let name = self.fresh("e");
            inside.item = Some(format!("{name}."));
            inside.part = None;
            (name, self.pick(&["items", "some", "items where good"]))
        };
        format!(
            "({quantifier} {name} in {list} has {})",
            self.test(&inside, depth)
        )
    }

    /// A test with an element of `items` at hand, whose fields have `prefix`.
    fn test_of_item(&mut self, scope: &Scope, prefix: &str) -> String {
        let scope = Scope {
            item: Some(prefix.to_owned()),
            lists: false,
            ..scope.clone()
        };
        let test = self.test(&scope, 2);
        format!("({test})")
    }

    /// A test of one value, most often of the innermost thing at hand.
    fn simple(&mut self, scope: &Scope) -> String {
        let inner: Vec<(String, &str, &[&str])> = match (&scope.item, &scope.part) {
            (_, Some(prefix)) => PART_FIELDS
                .map(|(name, ty, literals)| (format!("{prefix}{name}"), ty, literals))
                .to_vec(),
            (Some(prefix), _) => FIELDS
                .map(|(name, ty, literals)| (format!("{prefix}{name}"), ty, literals))
                .to_vec(),
            _ => Vec::new(),
        };
        let (name, ty, literals) = if !inner.is_empty() && !self.bytes.once_in(3) {
            self.bytes.pick(&inner).clone()
        } else {
            let (name, ty, literals) = *self.bytes.pick(&FACTS[..scope.facts.max(1)]);
            (name.to_owned(), ty, literals)
        };
        let literal = self.pick(literals);
        let is_ordered = !matches!(ty, "yes/no" | "text") && !ty.contains('|');
        match (ty, self.bytes.below(8)) {
            (_, 7) => format!("({name} is unavailable)"),
            ("yes/no", _) => name,
            ("text", 0) => format!("({name} matches /al.*a/)"),
            ("text", 1) => format!("({name} starts with any [{literal}, \"Al\"])"),
            ("text", 2) => format!("({name} contains {literal})"),
            ("text", 3) => format!("({name} is not empty)"),
            ("time", 0) => format!("(age({name}) > 3 minutes)"),
            (_, 1 | 2) if is_ordered => {
                format!("({name} {} {literal})", self.pick(&["<", "<=", ">", ">="]))
            }
            (_, 3) => format!("({name} in [{}])", literals.join(", ")),
            (_, 4) => format!("({name} is not {literal})"),
            _ => format!("({name} is {literal})"),
        }
    }

    fn number(&mut self, scope: &Scope) -> String {
        match self
            .bytes
            .below(if scope.facts == FACTS.len() { 6 } else { 1 })
        {
            1 => "amount".to_owned(),
            2 => "few".to_owned(),
            3 => format!("(amount {} few)", self.pick(&["+", "-", "*", "/"])),
            4 if scope.lists => "count(items)".to_owned(),
            5 => "(table flag { yes: 1.5\n _: amount\n })".to_owned(),
            _ => self.pick(&["0", "1", "79228162514264337593543950335"]),
        }
    }

    fn table(&mut self, scope: &Scope) -> String {
        let mut text = "table colour, amount {\n".to_owned();
        for _ in 0..=self.bytes.below(3) {
            let left = self.pick(&["_", "red", "red | blue", "is not green"]);
            let right = self.pick(&["_", "1", "0..2", "< 1", "-5..-1 | 7"]);
            let value = self.pick(&["hidden", "colour"]);
            text += &format!("  {left}, {right}: {value}\n");
        }
        let last = if scope.lists {
            self.pick(&["", "  otherwise: blue\n", "  otherwise: hidden\n"])
        } else {
            String::new()
        };
        text + &last + "}"
    }
}
