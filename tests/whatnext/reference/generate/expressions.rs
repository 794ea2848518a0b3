//! Random expressions of a wanted type.

use super::Author;
use super::scope::{Elements, Variable};
use super::vocabulary::Plain;

/// How deep expressions nest, at most.
const DEEPEST: usize = 3;

impl Author {
    /// A test; one that is more than a single word has brackets around it.
    pub(super) fn test(&mut self) -> String {
        self.nested_test(DEEPEST)
    }

    fn nested_test(&mut self, depth: usize) -> String {
        let inner = depth.saturating_sub(1);
        match self.random.below(if depth == 0 { 7 } else { 14 }) {
            0 | 1 => self.comparison(inner),
            2 => self.yes_no(),
            3 => self.one_of(inner),
            4 => self.text_test(inner),
            5 => self.named_test().unwrap_or_else(|| self.comparison(inner)),
            6 => self.unavailable(inner),
            7 | 8 => self.connected(" and ", inner),
            9 | 10 => self.connected(" or ", inner),
            11 => format!("(not {})", self.nested_test(inner)),
            _ => self
                .test_of_list(inner)
                .unwrap_or_else(|| self.comparison(inner)),
        }
    }

    fn connected(&mut self, word: &str, depth: usize) -> String {
        let parts = self.random.between(2, 3);
        let parts: Vec<String> = (0..parts).map(|_| self.nested_test(depth)).collect();
        format!("({})", parts.join(word))
    }

    fn yes_no(&mut self) -> String {
        match self.name_of(Plain::YesNo) {
            Some(name) if self.random.percent(70) => name,
            Some(name) => format!(
                "({name} {} {})",
                self.pick(&["is", "is not"]),
                self.pick(&["yes", "no"])
            ),
            None => self.comparison(0),
        }
    }

    fn comparison(&mut self, depth: usize) -> String {
        let plain = self.some_type();
        let left = self.value(plain, depth);
        let op = match plain {
            Plain::Text => self.pick(&["is", "is not", "is exactly", "is not exactly"]),
            plain if plain.is_ordered() => self.pick(&["is", "is not", "<", "<=", ">", ">="]),
            _ => self.pick(&["is", "is not"]),
        };
        let right = if self.random.percent(70) {
            self.literal(plain)
        } else {
            self.value(plain, depth)
        };
        format!("({left} {op} {right})")
    }

    fn one_of(&mut self, depth: usize) -> String {
        let plain = self.some_type();
        let value = self.value(plain, depth);
        let word = self.pick(&["in", "not in"]);
        format!("({value} {word} [{}])", self.literals(plain))
    }

    fn text_test(&mut self, depth: usize) -> String {
        let value = self.value(Plain::Text, depth);
        let op = self.pick(&["contains", "contains exactly", "starts with", "ends with"]);
        match self.random.below(6) {
            0 => format!("({value} {op} any [{}])", self.literals(Plain::Text)),
            1 => format!(
                "({value} matches {})",
                self.pick(&["/alpha/", "/^b/", "/a.*T/", "/ /"])
            ),
            2 => format!("({value} is {}empty)", self.pick(&["", "not "])),
            3 => format!("({value} {op} {})", self.value(Plain::Text, depth)),
            _ => format!("({value} {op} {})", self.literal(Plain::Text)),
        }
    }

    fn named_test(&mut self) -> Option<String> {
        let usable = self
            .scope
            .tests
            .iter()
            .filter(|test| self.scope.has_element_of(test.of));
        let usable: Vec<String> = usable.map(|test| test.name.clone()).collect();
        (!usable.is_empty()).then(|| self.random.pick(&usable).clone())
    }

    fn unavailable(&mut self, depth: usize) -> String {
        let subject = match self.random.below(4) {
            0 => self.nested_test(depth),
            1 => self
                .list(depth)
                .map_or_else(|| self.nested_test(depth), |(list, _)| list),
            _ => {
                let plain = self.some_type();
                self.value(plain, depth)
            }
        };
        format!("({subject} is {}unavailable)", self.pick(&["", "", "not "]))
    }

    // --- lists ---------------------------------------------------------------

    /// A list, in brackets unless it is a name.
    fn list(&mut self, depth: usize) -> Option<(String, usize)> {
        let names = self.scope.list_names();
        if names.is_empty() {
            return None;
        }
        let (name, list) = self.random.pick(&names).clone();
        if depth == 0 || self.random.percent(60) {
            return Some((name, list));
        }
        let test = self.test_of_element(None, true, list, depth - 1);
        Some((format!("({name} where {test})"), list))
    }

    /// `L where …` of the list with this path, or of any; `for` a variable, its
    /// name is that of the element too. Some have no `where`.
    pub(super) fn filtered_list(
        &mut self,
        variable: Option<(&str, String, usize)>,
        depth: usize,
    ) -> Option<(String, usize)> {
        let Some((name, path, list)) = variable else {
            let names = self.scope.list_names();
            let (path, list) = if names.is_empty() {
                return None;
            } else {
                self.random.pick(&names).clone()
            };
            let test = self.test_of_element(None, true, list, depth);
            return Some((format!("{path} where {test}"), list));
        };
        if self.random.percent(60) {
            return Some((path, list));
        }
        let test = self.test_of_element(Some(name.to_owned()), true, list, depth);
        Some((format!("{path} where {test}"), list))
    }

    /// A test in which an element of the list is at hand.
    fn test_of_element(
        &mut self,
        name: Option<String>,
        is_open: bool,
        list: usize,
        depth: usize,
    ) -> String {
        self.scope.variables.push(Variable {
            name,
            is_open,
            list,
        });
        // A test of the element more often than of anything else.
        let test = if self.random.percent(60) {
            self.simple_test_of_innermost(depth)
        } else {
            None
        };
        let test = test.unwrap_or_else(|| self.nested_test(depth));
        self.scope.variables.pop();
        // `where` takes a single test or brackets, `has` too.
        if test.starts_with('(') {
            test
        } else {
            format!("({test})")
        }
    }

    fn simple_test_of_innermost(&mut self, depth: usize) -> Option<String> {
        let variable = self.scope.variables.last()?.clone();
        let prefix = variable.name.clone().map(|name| format!("{name}."));
        let (name, plain) = match &self.scope.lists[variable.list].elements {
            Elements::Values(plain) => (variable.name.unwrap_or_else(|| "it".to_owned()), *plain),
            Elements::Records { fields, .. } => {
                let (word, plain) = self.random.pick(fields).clone();
                (format!("{}{word}", prefix.unwrap_or_default()), plain)
            }
        };
        let right = if depth > 0 && self.random.percent(20) {
            self.value(plain, depth - 1)
        } else {
            self.literal(plain)
        };
        Some(format!("({name} {} {right})", self.pick(&["is", "is not"])))
    }

    fn test_of_list(&mut self, depth: usize) -> Option<String> {
        let (list, of) = self.list(depth)?;
        let values = match self.scope.lists[of].elements {
            Elements::Values(plain) => Some(plain),
            Elements::Records { .. } => None,
        };
        Some(match self.random.below(8) {
            0 => format!("({list} is {}empty)", self.pick(&["", "not "])),
            1 => {
                let op = self.pick(&["is", "is not", "<", "<=", ">", ">="]);
                let right = match self.random.below(3) {
                    0 => self.list(depth).map(|(other, _)| format!("count({other})")),
                    _ => None,
                };
                let right = right.unwrap_or_else(|| self.pick(&["0", "1", "2"]).to_owned());
                format!("(count({list}) {op} {right})")
            }
            2 | 3 if values.is_some() => {
                let plain = values?;
                let exactly = if plain == Plain::Text {
                    self.pick(&["", " exactly"])
                } else {
                    ""
                };
                let wanted = match self.random.below(3) {
                    0 => format!("any [{}]", self.literals(plain)),
                    1 => self.value(plain, depth.saturating_sub(1)),
                    _ => self.literal(plain),
                };
                format!("({list} contains{exactly} {wanted})")
            }
            _ => {
                let quantifier = self.pick(&["any", "every", "no"]);
                let name = self.fresh("e");
                let filter = self.random.percent(40).then(|| {
                    format!(
                        " where {}",
                        self.test_of_element(Some(name.clone()), true, of, depth.saturating_sub(1))
                    )
                });
                let body = self.test_of_element(Some(name.clone()), false, of, depth);
                format!(
                    "({quantifier} {name} in {list}{} has {body})",
                    filter.unwrap_or_default()
                )
            }
        })
    }

    // --- values --------------------------------------------------------------

    /// A type of which there is a value at hand.
    fn some_type(&mut self) -> Plain {
        let names = self.scope.plain_names();
        // Elements at hand more often than facts of the case.
        let at = self
            .random
            .below(names.len())
            .max(self.random.below(names.len()));
        names[at].1
    }

    fn name_of(&mut self, plain: Plain) -> Option<String> {
        let names: Vec<String> = self
            .scope
            .plain_names()
            .into_iter()
            .filter(|(_, of)| *of == plain)
            .map(|(name, _)| name)
            .collect();
        (!names.is_empty()).then(|| self.random.pick(&names).clone())
    }

    /// A value that is no literal and needs no more brackets. There is a fact
    /// of every type.
    pub(super) fn value(&mut self, plain: Plain, depth: usize) -> String {
        let name = self.name_of(plain).expect("there is a fact of every type");
        if depth == 0 || self.random.percent(60) {
            return name;
        }
        let inner = depth - 1;
        let right = |author: &mut Author, plain: Plain| {
            if author.random.percent(60) {
                author.literal(plain)
            } else {
                author.value(plain, inner)
            }
        };
        match (plain, self.random.below(3)) {
            (_, 0) => self.table(plain, inner),
            (Plain::Number, 1) => match self.filtered_list(None, inner) {
                Some((list, _)) => format!("count({list})"),
                None => name,
            },
            (Plain::Number | Plain::Days, _) => {
                let op = self.pick(&["+", "-", "*", "/"]);
                format!("({name} {op} {})", right(self, Plain::Number))
            }
            (Plain::Duration, 1) => format!("age({})", self.value(Plain::Time, inner)),
            (Plain::Duration, _) => match self.random.below(4) {
                0 => format!(
                    "({} - {})",
                    self.value(Plain::Time, 0),
                    self.value(Plain::Time, inner)
                ),
                1 => format!(
                    "({name} {} {})",
                    self.pick(&["*", "/"]),
                    right(self, Plain::Number)
                ),
                2 => format!("(-{name})"),
                _ => format!(
                    "({name} {} {})",
                    self.pick(&["+", "-"]),
                    right(self, Plain::Duration)
                ),
            },
            (Plain::Size, _) => match self.random.below(2) {
                0 => format!(
                    "({name} {} {})",
                    self.pick(&["+", "-"]),
                    right(self, Plain::Size)
                ),
                _ => format!("({} * {name})", self.value(Plain::Number, inner)),
            },
            (Plain::Time, _) => format!(
                "({name} {} {})",
                self.pick(&["+", "-"]),
                right(self, Plain::Duration)
            ),
            (Plain::YesNo, _) => self.nested_test(inner),
            _ => name,
        }
    }

    /// A decision table, in brackets.
    pub(super) fn table(&mut self, plain: Plain, depth: usize) -> String {
        let inputs: Vec<Plain> = (0..self.random.between(1, 3))
            .map(|_| self.some_type())
            .collect();
        let header: Vec<String> = inputs
            .iter()
            .map(|input| self.value(*input, depth.min(1)))
            .collect();
        let mut text = format!("(table {} {{\n", header.join(", "));
        for row in 0..self.random.between(1, 3) {
            let cells: Vec<String> = inputs.iter().map(|input| self.cell(*input)).collect();
            let value = self.row_value(plain, depth, row == 0);
            text += &format!("    {}: {value}\n", cells.join(", "));
        }
        if self.random.percent(60) {
            text += &format!("    otherwise: {}\n", self.row_value(plain, depth, false));
        }
        text + "  })"
    }

    fn row_value(&mut self, plain: Plain, depth: usize, tells_the_type: bool) -> String {
        if self.random.percent(75) && (plain.has_literals_of_its_own() || !tells_the_type) {
            self.literal(plain)
        } else {
            self.value(plain, depth.saturating_sub(1))
        }
    }

    fn cell(&mut self, plain: Plain) -> String {
        match self.random.below(6) {
            0 | 1 => "_".to_owned(),
            2 => {
                let ops = if plain.is_ordered() {
                    &["is not", "<", ">="][..]
                } else {
                    &["is not", "is"]
                };
                format!("{} {}", self.pick(ops), self.literal(plain))
            }
            3 if plain.is_ordered() => {
                let literals = plain.literals();
                format!("{}..{}", literals[0], literals[2])
            }
            4 => format!("{} | {}", self.literal(plain), self.literal(plain)),
            _ => self.literal(plain),
        }
    }

    pub(super) fn literal(&mut self, plain: Plain) -> String {
        self.pick(plain.literals()).to_owned()
    }

    fn literals(&mut self, plain: Plain) -> String {
        let literals: Vec<String> = (0..self.random.between(1, 2))
            .map(|_| self.literal(plain))
            .collect();
        literals.join(", ")
    }

    pub(super) fn pick(&mut self, words: &[&'static str]) -> &'static str {
        words[self.random.below(words.len())]
    }
}
