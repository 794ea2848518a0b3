//! What a generated expression can speak of.

use super::vocabulary::Plain;

/// A list of the generated rule base.
#[derive(Clone, Debug)]
pub(super) struct ListDeclaration {
    /// The path of a top-level list, the word of a nested one.
    pub(super) name: String,
    pub(super) elements: Elements,
    /// The list that a nested list is a field of.
    pub(super) outer: Option<usize>,
}

#[derive(Clone, Debug)]
pub(super) enum Elements {
    Values(Plain),
    Records {
        /// The words of the plain fields; the keys are among them.
        fields: Vec<(String, Plain)>,
        /// The lists among the fields.
        lists: Vec<usize>,
    },
}

/// A variable at hand.
#[derive(Clone, Debug)]
pub(super) struct Variable {
    pub(super) name: Option<String>,
    /// Whether bare words are its fields, and `it` is the element itself.
    pub(super) is_open: bool,
    pub(super) list: usize,
}

/// A condition, a symptom or an action.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) name: String,
    /// The list of the innermost element that it speaks of.
    pub(super) of: Option<usize>,
}

/// Everything that has been declared so far, and the variables at hand.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    pub(super) facts: Vec<(String, Plain)>,
    pub(super) lists: Vec<ListDeclaration>,
    /// Names of values: lets.
    pub(super) values: Vec<(String, Plain)>,
    /// Names of tests: lets, and conditions and symptoms.
    pub(super) tests: Vec<Named>,
    /// Names of lists: lets over the list with the index.
    pub(super) named_lists: Vec<(String, usize)>,
    pub(super) variables: Vec<Variable>,
}

impl Scope {
    /// Whether something that speaks of an element of this list can be used.
    pub(super) fn has_element_of(&self, list: Option<usize>) -> bool {
        list.is_none_or(|list| self.variables.iter().any(|variable| variable.list == list))
    }

    /// Every name of a plain value.
    pub(super) fn plain_names(&self) -> Vec<(String, Plain)> {
        let mut names = self.facts.clone();
        names.extend(self.values.iter().cloned());
        for (at, variable) in self.variables.iter().enumerate() {
            let is_innermost = self.variables[at + 1..].iter().all(|inner| !inner.is_open);
            match &self.lists[variable.list].elements {
                Elements::Values(plain) => {
                    names.extend(variable.name.iter().map(|name| (name.clone(), *plain)));
                    if variable.is_open && is_innermost {
                        names.push(("it".to_owned(), *plain));
                    }
                }
                Elements::Records { fields, .. } => {
                    for (word, plain) in fields {
                        names.extend(
                            variable
                                .name
                                .iter()
                                .map(|name| (format!("{name}.{word}"), *plain)),
                        );
                        if variable.is_open {
                            names.push((word.clone(), *plain));
                        }
                    }
                }
            }
        }
        names
    }

    /// Every name of a list, with the list whose elements it has.
    pub(super) fn list_names(&self) -> Vec<(String, usize)> {
        let mut names = self.named_lists.clone();
        let top_level = self
            .lists
            .iter()
            .enumerate()
            .filter(|(_, list)| list.outer.is_none());
        names.extend(top_level.map(|(at, list)| (list.name.clone(), at)));
        names.extend(self.nested_list_names());
        names
    }

    /// The names of the lists that are fields of the variables at hand.
    pub(super) fn nested_list_names(&self) -> Vec<(String, usize)> {
        let mut names = Vec::new();
        for variable in &self.variables {
            let Elements::Records { lists, .. } = &self.lists[variable.list].elements else {
                continue;
            };
            for &list in lists {
                let word = &self.lists[list].name;
                names.extend(
                    variable
                        .name
                        .iter()
                        .map(|name| (format!("{name}.{word}"), list)),
                );
                if variable.is_open {
                    names.push((word.clone(), list));
                }
            }
        }
        names
    }
}
