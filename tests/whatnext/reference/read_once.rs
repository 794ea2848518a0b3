//! Rule bases with a single symptom that uses every fact once.

use std::collections::BTreeMap;

use whatnext::facts::case::Case;
use whatnext::facts::memory::{Datum, FactPath, Record, State};
use whatnext::model::RuleBase;
use whatnext::model::fact::{ListType, Type};
use whatnext::model::value::{Text, Value};

use super::random::Random;

/// The rules, and what the facts can be.
pub(super) struct ReadOnce {
    pub(super) rules: String,
    pub(super) choices: Choices,
}

/// For each fact, by its word, which value of its domain lets its test hold,
/// and which lets it fail.
pub(super) struct Choices(BTreeMap<String, (usize, usize)>);

impl Choices {
    pub(super) fn of(&self, word: &str) -> (usize, usize) {
        self.0[word]
    }
}

/// A type, a test of a fact `$`, and the values of the domain for which it
/// holds and fails.
const TESTS: [(&str, &str, usize, usize); 12] = [
    ("yes/no", "$", 0, 1),
    ("yes/no", "($ is no)", 1, 0),
    ("red | green | blue", "($ is not green)", 2, 1),
    ("red | green | blue", "($ in [red, blue])", 0, 1),
    ("number", "($ < 1)", 0, 2),
    ("number unit \"days\" 0..3", "($ >= 2)", 3, 1),
    ("text", "($ contains any [\"alpha\", \"omega\"])", 1, 2),
    ("text", "($ is exactly \"Alpha beta\")", 0, 1),
    ("text", "($ matches /^B/)", 2, 3),
    ("version", "($ < \"2.0\")", 2, 3),
    ("duration", "($ is 1 minute)", 0, 1),
    ("size", "($ > 1 GB)", 1, 0),
];

/// Random rules of this kind.
pub(super) fn rules(random: &mut Random) -> ReadOnce {
    let mut author = Author {
        random: random.fork(),
        declarations: String::new(),
        choices: BTreeMap::new(),
        names: 0,
    };
    let test = author.test(3);
    let rules = format!(
        "{}symptom trouble when {test}\nrule talk {{\n  when trouble\n  conclude \"Trouble.\"\n}}\n",
        author.declarations
    );
    ReadOnce {
        rules,
        choices: Choices(author.choices),
    }
}

struct Author {
    random: Random,
    declarations: String,
    choices: BTreeMap<String, (usize, usize)>,
    names: usize,
}

impl Author {
    fn fresh(&mut self, start: &str) -> String {
        self.names += 1;
        format!("{start}{}", self.names)
    }

    fn test(&mut self, depth: usize) -> String {
        let inner = depth.saturating_sub(1);
        match self.random.below(if depth == 0 { 3 } else { 10 }) {
            0 | 1 => self.test_of_fact(),
            2 => self.test_of_list(),
            3 | 4 => format!("({} and {})", self.test(inner), self.test(inner)),
            5 | 6 => format!("({} or {})", self.test(inner), self.test(inner)),
            7 => format!("(not {})", self.test(inner)),
            8 => format!(
                "({} is {}unavailable)",
                self.test(inner),
                self.random.pick(&["", "not "])
            ),
            _ => {
                let (name, test) = (self.fresh("condition"), self.test(inner));
                self.declarations += &format!("condition {name} when {test}\n");
                name
            }
        }
    }

    fn test_of_fact(&mut self) -> String {
        let word = self.fresh("f");
        let (ty, test) = self.fact(&word);
        let name = format!("app.{word}");
        self.declarations += &format!("fact {name}: {ty}\n");
        test.replace('$', &name)
    }

    /// Notes the choices of a new fact or field.
    fn fact(&mut self, word: &str) -> (&'static str, &'static str) {
        let (ty, test, holds, fails) = *self.random.pick(&TESTS);
        self.choices.insert(format!("app.{word}"), (holds, fails));
        self.choices.insert(word.to_owned(), (holds, fails));
        (ty, test)
    }

    fn test_of_list(&mut self) -> String {
        let (list, key) = (self.fresh("list"), self.fresh("key"));
        let words = [self.fresh("g"), self.fresh("g")];
        let tests = words.clone().map(|word| {
            let (ty, test) = self.fact(&word);
            (
                format!("  {word}: {ty}\n"),
                test.replace('$', &word),
                test.replace('$', &format!("e.{word}")),
            )
        });
        self.declarations += &format!(
            "fact {list}: list by {key} {{\n  {key}: text\n{}{}}}\n",
            tests[0].0, tests[1].0
        );
        let quantifier = self.random.pick(&["any", "every", "no"]);
        match self.random.below(5) {
            0 => format!("({quantifier} e in {list} has ({}))", tests[0].2),
            1 => format!(
                "({quantifier} e in {list} has ({} or not {}))",
                tests[0].2, tests[1].2
            ),
            2 => format!(
                "({quantifier} e in {list} where ({}) has ({}))",
                tests[0].1, tests[1].2
            ),
            3 => format!("(({list} where ({})) is empty)", tests[0].1),
            _ => {
                let op = self.random.pick(&["is", "is not", "<", "<=", ">", ">="]);
                let number = self.random.pick(&["0", "1", "2"]);
                format!("(count({list} where ({})) {op} {number})", tests[0].1)
            }
        }
    }
}

/// Gives every list up to three elements, whose fields are unknown.
pub(super) fn fill_lists(rules: &RuleBase, case: &mut Case, random: &mut Random) {
    for (id, fact) in rules.top_level() {
        let Type::List(ListType::Records { fields, .. }) = &fact.ty else {
            continue;
        };
        let record = |name: &&str| {
            let mut fields = vec![State::Unknown; fields.len()];
            fields[0] = State::Known(Datum::Plain(Value::Text(Text::new(name))));
            Record {
                key: vec![(*name).to_owned()],
                fields,
            }
        };
        let records = ["a", "b", "c"][..random.below(4)]
            .iter()
            .map(record)
            .collect();
        let place = case
            .facts
            .get_mut(rules, &FactPath::top_level(id))
            .expect("a fact of these rules");
        *place = State::Known(Datum::Records(records));
    }
}
