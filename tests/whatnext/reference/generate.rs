//! Random rule bases, as text in the language, and random cases for them.

mod cases;
mod expressions;
mod scope;
mod vocabulary;

use std::fmt::Write;

pub(crate) use cases::random_case;
pub(super) use cases::random_state;
pub(super) use vocabulary::domain;

use super::random::Random;
use scope::{Elements, ListDeclaration, Named, Scope, Variable};
use vocabulary::Plain;

/// A random rule base. It has every construct of the language but `from`,
/// `import` and `guide`, each in some of the rule bases.
pub(crate) fn rule_base(random: &mut Random) -> String {
    written(random, false)
}

/// A random rule base in which nearly all entries are actions to try, so that
/// consultations go on for long.
pub(super) fn rule_base_of_tries(random: &mut Random) -> String {
    written(random, true)
}

fn written(random: &mut Random, prefers_tries: bool) -> String {
    let mut author = Author {
        random: random.fork(),
        text: String::new(),
        scope: Scope::default(),
        actions: Vec::new(),
        names: 0,
        prefers_tries,
    };
    author.write();
    author.text
}

/// Writes a rule base, and remembers what it has declared.
struct Author {
    random: Random,
    text: String,
    scope: Scope,
    actions: Vec<Named>,
    /// How many names there are.
    names: usize,
    /// Whether entries are actions to try, where there are any.
    prefers_tries: bool,
}

impl Author {
    fn write(&mut self) {
        // A fact of every type, and some more.
        let mut types = Plain::ALL.to_vec();
        types.extend([Plain::YesNo, Plain::YesNo, Plain::Colour]);
        self.random.shuffle(&mut types);
        for plain in types {
            self.fact(plain);
        }
        for _ in 0..self.random.between(1, 3) {
            self.list_fact();
        }
        for _ in 0..self.random.between(2, 6) {
            match self.random.below(5) {
                0 => self.let_value(),
                1 => self.let_test(),
                2 => self.let_list(),
                3 => self.condition(),
                _ => self.fact_that_depends(),
            }
        }
        for _ in 0..self.random.between(0, 2) {
            let (name, test) = (self.fresh("symptom"), self.test());
            writeln!(self.text, "symptom {name} \"A symptom\" when {test}")
                .expect("strings take all text");
            self.scope.tests.push(Named { name, of: None });
        }
        for _ in 0..self.random.between(2, 4) {
            self.action();
        }
        for _ in 0..self.random.between(1, 4) {
            self.rule();
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A name that nothing else has; some are dotted.
    fn fresh(&mut self, start: &str) -> String {
        self.names += 1;
        format!("{start}{}", self.names)
    }

    fn fresh_path(&mut self) -> String {
        let start = self.pick(&["f", "app.f", "a.b.f"]);
        self.fresh(start)
    }

    // --- facts ---------------------------------------------------------------

    fn fact(&mut self, plain: Plain) {
        let path = self.fresh_path();
        let attributes = self.attributes(Some(plain), 15);
        self.line(&format!("fact {path}: {}{attributes}", plain.declared()));
        self.scope.facts.push((path, plain));
    }

    fn fact_that_depends(&mut self) {
        let path = self.fresh_path();
        let plain = *self.random.pick(&Plain::ALL);
        let attributes = self.attributes(Some(plain), 80);
        self.line(&format!("fact {path}: {}{attributes}", plain.declared()));
        self.scope.facts.push((path, plain));
    }

    /// The attributes of a fact, in braces; none of a list has a default.
    fn attributes(&mut self, plain: Option<Plain>, percent_when: usize) -> String {
        let mut lines = Vec::new();
        let names = self.scope.plain_names();
        let has_every_type = Plain::ALL
            .iter()
            .all(|plain| names.iter().any(|(_, of)| of == plain));
        if self.random.percent(8) {
            lines.push("ask never".to_owned());
        } else {
            if self.random.percent(20) {
                lines.push("ask \"What?\" help \"Look.\"".to_owned());
            }
            if has_every_type && self.random.percent(percent_when) {
                lines.push(format!("when {}", self.test()));
            }
        }
        if let Some(plain) = plain.filter(|_| self.random.percent(12)) {
            lines.push(format!(
                "default {}",
                self.literal(if plain == Plain::Number {
                    Plain::Days
                } else {
                    plain
                })
            ));
        }
        if lines.is_empty() {
            String::new()
        } else {
            format!(" {{ {} }}", lines.join(" "))
        }
    }

    fn list_fact(&mut self) {
        let path = self.fresh("list");
        if self.random.percent(30) {
            let plain =
                *self
                    .random
                    .pick(&[Plain::Colour, Plain::Text, Plain::Number, Plain::Version]);
            let attributes = self.attributes(None, 15);
            self.line(&format!(
                "fact {path}: list of {}{attributes}",
                plain.declared()
            ));
            self.scope.lists.push(ListDeclaration {
                name: path,
                elements: Elements::Values(plain),
                outer: None,
            });
        } else {
            self.text += &format!("fact {path}: ");
            self.list_by(path, None);
        }
    }

    /// `list by key { … }`
    fn list_by(&mut self, name: String, outer: Option<usize>) {
        let two_keys = self.random.percent(20);
        let keys = [self.fresh("key"), self.fresh("key")];
        let keys = &keys[..if two_keys { 2 } else { 1 }];
        self.line(&format!("list by {} {{", keys.join(", ")));
        let attributes = self.attributes(None, 15);
        if !attributes.is_empty() {
            self.line(&format!("  {}", attributes.trim_matches([' ', '{', '}'])));
        }
        let list = self.scope.lists.len();
        let elements = Elements::Records {
            fields: Vec::new(),
            lists: Vec::new(),
        };
        self.scope.lists.push(ListDeclaration {
            name,
            elements,
            outer,
        });
        self.scope.variables.push(Variable {
            name: None,
            is_open: true,
            list,
        });
        for (key, plain) in keys.iter().zip([Plain::Text, Plain::Number]) {
            self.line(&format!("  {key}: {}", plain.declared()));
            self.add_field(list, key.clone(), plain);
        }
        for _ in 0..self.random.between(1, 3) {
            let word = self.fresh("g");
            let plain = *self.random.pick(&Plain::ALL);
            let attributes = self.attributes(Some(plain), 15);
            self.line(&format!("  {word}: {}{attributes}", plain.declared()));
            self.add_field(list, word, plain);
        }
        if self.random.percent(if outer.is_none() { 40 } else { 15 }) {
            self.nested_list(list);
        }
        self.scope.variables.pop();
        self.line("}");
    }

    fn nested_list(&mut self, outer: usize) {
        let word = self.fresh("inner");
        let nested = self.scope.lists.len();
        self.text += &format!("  {word}: ");
        if self.random.percent(70) {
            self.list_by(word, Some(outer));
        } else {
            let plain = *self.random.pick(&[Plain::Switch, Plain::Text]);
            let attributes = self.attributes(None, 15);
            self.line(&format!("list of {}{attributes}", plain.declared()));
            let elements = Elements::Values(plain);
            self.scope.lists.push(ListDeclaration {
                name: word,
                elements,
                outer: Some(outer),
            });
        }
        if let Elements::Records { lists, .. } = &mut self.scope.lists[outer].elements {
            lists.push(nested);
        }
    }

    fn add_field(&mut self, list: usize, word: String, plain: Plain) {
        if let Elements::Records { fields, .. } = &mut self.scope.lists[list].elements {
            fields.push((word, plain));
        }
    }

    // --- lets and conditions -------------------------------------------------

    fn let_value(&mut self) {
        let name = self.fresh("value");
        let plain = *self.random.pick(&[
            Plain::Number,
            Plain::Number,
            Plain::Text,
            Plain::Colour,
            Plain::Duration,
        ]);
        let value = if self.random.percent(50) {
            self.table(plain, 1)
        } else {
            self.value(plain, 2)
        };
        self.line(&format!("let {name} = {value}"));
        self.scope.values.push((name, plain));
    }

    fn let_test(&mut self) {
        let (name, test) = (self.fresh("test"), self.test());
        // A name alone would be a value.
        self.line(&format!("let {name} = (not {test})"));
        self.scope.tests.push(Named { name, of: None });
    }

    fn let_list(&mut self) {
        if let Some((list, of)) = self.filtered_list(None, 2) {
            let name = self.fresh("some");
            self.line(&format!("let {name} = {list}"));
            self.scope.named_lists.push((name, of));
        }
    }

    fn condition(&mut self) {
        let name = self.fresh("condition");
        let (binders, of) = self.whole_lists(40);
        let test = self.test();
        self.line(&format!("condition {name}{binders} when {test}"));
        self.scope.variables.clear();
        self.scope.tests.push(Named { name, of });
    }

    /// `for x in L`, at times of a nested list too; leaves the elements at hand.
    fn whole_lists(&mut self, percent: usize) -> (String, Option<usize>) {
        let top_level: Vec<usize> = (0..self.scope.lists.len())
            .filter(|list| self.scope.lists[*list].outer.is_none())
            .collect();
        if !self.random.percent(percent) {
            return (String::new(), None);
        }
        let list = *self.random.pick(&top_level);
        let name = self.fresh("x");
        let mut binders = format!(" for {name} in {}", self.scope.lists[list].name);
        self.scope.variables.push(Variable {
            name: Some(name.clone()),
            is_open: false,
            list,
        });
        let nested = self.scope.nested_list_names();
        if nested.is_empty() || self.random.percent(50) {
            return (binders, Some(list));
        }
        let (path, list) = self.random.pick(&nested).clone();
        let name = self.fresh("x");
        binders += &format!(" for {name} in {path}");
        self.scope.variables.push(Variable {
            name: Some(name),
            is_open: false,
            list,
        });
        (binders, Some(list))
    }

    // --- actions and rules ---------------------------------------------------

    fn action(&mut self) {
        let name = self.fresh("action");
        let (binders, of) = self.whole_lists(35);
        let title = self
            .random
            .percent(50)
            .then(|| format!(" \"Do {}\"", self.text()));
        self.line(&format!(
            "action {name}{}{binders} {{",
            title.unwrap_or_default()
        ));
        for word in ["step", "note", "step"] {
            if word == "step" || self.random.percent(30) {
                let when = if self.random.percent(25) {
                    format!(" when {}", self.test())
                } else {
                    String::new()
                };
                let text = self.text();
                self.line(&format!("  {word} \"{text}\"{when}"));
            }
        }
        if self.random.percent(30) {
            self.line("  cost 5 minutes");
        }
        let rechecks = self.rechecks();
        if !rechecks.is_empty() {
            self.line(&format!("  rechecks {}", rechecks.join(", ")));
        }
        self.line("}");
        self.scope.variables.clear();
        self.actions.push(Named { name, of });
    }

    fn rechecks(&mut self) -> Vec<String> {
        let mut names: Vec<String> = self
            .scope
            .facts
            .iter()
            .map(|(name, _)| name.clone())
            .collect();
        for list in self.scope.lists.iter().filter(|list| list.outer.is_none()) {
            names.push(list.name.clone());
            if let Elements::Records { fields, .. } = &list.elements {
                let fields = fields.iter().filter(|(word, _)| !word.starts_with("key"));
                names.extend(fields.map(|(word, _)| format!("{}.{word}", list.name)));
            }
        }
        names.retain(|_| self.random.percent(12));
        names
    }

    /// A text, at times with holes.
    fn text(&mut self) -> String {
        let mut names: Vec<String> = self
            .scope
            .plain_names()
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        names.extend(self.scope.list_names().into_iter().map(|(name, _)| name));
        names.extend(
            self.scope
                .tests
                .iter()
                .filter(|test| self.scope.has_element_of(test.of))
                .map(|test| test.name.clone()),
        );
        let holes = self.random.below(3) * self.random.below(2);
        let holes: Vec<String> = (0..holes)
            .map(|_| format!("{{{}}}", self.random.pick(&names)))
            .collect();
        format!("so {}", holes.join(" and "))
    }

    /// `for each x in L where …`, nested at times; leaves the elements at hand.
    fn elements_of_rule(&mut self) -> String {
        let mut binders = String::new();
        for level in 0..self.random.below(3) {
            let nested = self.scope.nested_list_names();
            let names = if level > 0 && !nested.is_empty() {
                nested
            } else {
                self.scope.list_names()
            };
            let (path, of) = self.random.pick(&names).clone();
            let name = self.fresh("x");
            let (list, of) = self
                .filtered_list(Some((&name, path, of)), 2)
                .expect("there is a list");
            binders += &format!(" for each {name} in {list}");
            self.scope.variables.push(Variable {
                name: Some(name),
                is_open: false,
                list: of,
            });
        }
        binders
    }

    fn rule(&mut self) {
        let name = self.fresh("rule");
        let binders = self.elements_of_rule();
        self.line(&format!("rule {name}{binders} {{"));
        if self.random.percent(80) {
            let test = self.test();
            self.line(&format!("  when {test}"));
        }
        if self.random.percent(30) {
            let priority = self.pick(&["10", "-1", "0.5"]);
            self.line(&format!("  priority {priority}"));
        }
        for _ in 0..self.random.between(1, 4) {
            let entry = self.entry();
            self.line(&entry);
        }
        self.line("}");
        self.scope.variables.clear();
    }

    fn entry(&mut self) -> String {
        let usable = self
            .actions
            .iter()
            .filter(|action| self.scope.has_element_of(action.of));
        let usable: Vec<String> = usable.map(|action| action.name.clone()).collect();
        let kind = if usable.is_empty() {
            9
        } else if self.prefers_tries {
            0
        } else {
            self.random.below(10)
        };
        let mut entry = match kind {
            0..6 => format!("  try {}", self.random.pick(&usable)),
            6 | 7 => format!("  escalate {}", self.random.pick(&usable)),
            8 => format!("  refer \"{}\" at \"https://example.org\"", self.text()),
            _ => format!("  conclude \"{}\"", self.text()),
        };
        if kind < 6 && self.random.percent(30) {
            entry += self.pick(&[" up to 2 times", " up to 3 times"]);
        }
        if self
            .random
            .percent(if self.prefers_tries { 20 } else { 55 })
        {
            entry += &format!(" when {}", self.test());
        }
        if self.random.percent(25) {
            entry += " without asking";
        }
        if self.random.percent(15) {
            entry += &format!(" because \"{}\"", self.text());
        }
        entry
    }
}
