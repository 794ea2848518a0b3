//! All names of a rule base: where each is declared, and where it is used.

use std::collections::HashMap;

use crate::source::{FileId, Span};

/// A name that the rules declare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NameId(u32);

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// A fact.
    Fact,
    /// A field of a list.
    Field,
    /// A symbol of an enumeration.
    Symbol,
    /// A let.
    Let,
    /// A condition.
    Condition,
    /// A symptom.
    Symptom,
    /// An action.
    Action,
    /// A rule.
    Rule,
    /// A variable that stands for an element of a list.
    Variable,
}

impl NameKind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            NameKind::Fact => "fact",
            NameKind::Field => "field",
            NameKind::Symbol => "symbol",
            NameKind::Let => "let",
            NameKind::Condition => "condition",
            NameKind::Symptom => "symptom",
            NameKind::Action => "action",
            NameKind::Rule => "rule",
            NameKind::Variable => "variable",
        }
    }
}

/// What the type of a fact means for other names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// No names come with it.
    Plain,
    /// Its values are symbols.
    Symbols,
    /// A list of plain values, which may be symbols.
    Values,
    /// A list with fields.
    Records,
}

/// A declaration.
#[derive(Clone, Debug)]
pub struct Declared {
    /// What it is.
    pub kind: NameKind,
    /// The name as it is declared, dots included.
    pub text: String,
    /// The place of the name.
    pub name: Span,
    /// The whole declaration.
    pub whole: Span,
    /// The list of a field, the fact of a symbol, the list of a variable.
    pub parent: Option<NameId>,
    /// What comes with a fact or a field.
    pub(super) shape: Shape,
}

/// A place where a name stands: the part of it that is the name proper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// Where.
    pub span: Span,
    /// What stands there.
    pub name: NameId,
    /// Whether it is declared here.
    pub is_declaration: bool,
}

/// The names of a rule base and their uses.
#[derive(Debug, Default)]
pub struct Names {
    declared: Vec<Declared>,
    /// Facts, lets, conditions and symptoms.
    values: HashMap<String, NameId>,
    actions: HashMap<String, NameId>,
    rules: HashMap<String, NameId>,
    /// Fields by list, symbols by fact.
    parts: HashMap<NameId, Vec<NameId>>,
    /// The parts again, by what they belong to and their word.
    part: HashMap<(NameId, String), NameId>,
    /// Variables by the place where they are bound.
    variables: HashMap<Span, NameId>,
    /// All uses, sorted by place.
    uses: Vec<Use>,
    /// The files that each file sees besides itself.
    pub(super) imports: HashMap<FileId, Vec<FileId>>,
}

impl Names {
    /// Adds a declaration. Of several with one name the first counts.
    pub(super) fn declare(&mut self, declared: Declared) -> NameId {
        let id = NameId(self.declared.len() as u32);
        let text = declared.text.clone();
        match (declared.kind, declared.parent) {
            (NameKind::Variable, _) => {
                self.variables.insert(declared.name, id);
            }
            (NameKind::Field | NameKind::Symbol, Some(parent)) => {
                self.parts.entry(parent).or_default().push(id);
                self.part.entry((parent, text)).or_insert(id);
            }
            (kind, _) => {
                self.space_mut(kind).entry(text).or_insert(id);
            }
        }
        self.uses.push(Use {
            span: declared.name,
            name: id,
            is_declaration: true,
        });
        self.declared.push(declared);
        id
    }

    fn space_mut(&mut self, kind: NameKind) -> &mut HashMap<String, NameId> {
        match kind {
            NameKind::Action => &mut self.actions,
            NameKind::Rule => &mut self.rules,
            _ => &mut self.values,
        }
    }

    /// Notes that a name is used.
    pub(super) fn note(&mut self, span: Span, name: NameId) {
        self.uses.push(Use {
            span,
            name,
            is_declaration: false,
        });
    }

    /// Sorts the uses, once all are noted.
    pub(super) fn finish(&mut self) {
        self.uses.sort();
        self.uses.dedup();
    }

    /// The declaration of a name.
    pub fn get(&self, id: NameId) -> &Declared {
        &self.declared[id.0 as usize]
    }

    /// All declarations with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (NameId, &Declared)> {
        let ids = (0..).map(NameId);
        ids.zip(&self.declared)
    }

    /// What stands at a byte of a file, also right after the name.
    pub fn at(&self, file: FileId, offset: u32) -> Option<Use> {
        let after = self
            .uses
            .partition_point(|found| (found.span.file, found.span.start) <= (file, offset));
        // Two names may touch, as in `pod.name`: the one that begins here counts.
        self.uses[..after]
            .last()
            .filter(|found| found.span.file == file && offset <= found.span.end)
            .copied()
    }

    /// The uses in one file, in order.
    pub fn in_file(&self, file: FileId) -> &[Use] {
        let start = self.uses.partition_point(|found| found.span.file < file);
        let end = self.uses.partition_point(|found| found.span.file <= file);
        &self.uses[start..end]
    }

    /// All uses of a name, its declaration among them, in order.
    pub fn uses_of(&self, id: NameId) -> impl Iterator<Item = Use> {
        self.uses
            .iter()
            .filter(move |found| found.name == id)
            .copied()
    }

    /// All uses of all names, in order.
    pub fn all_uses(&self) -> &[Use] {
        &self.uses
    }

    /// A fact, let, condition or symptom.
    pub(super) fn value(&self, name: &str) -> Option<NameId> {
        self.values.get(name).copied()
    }

    /// An action.
    pub(super) fn action(&self, name: &str) -> Option<NameId> {
        self.actions.get(name).copied()
    }

    /// A rule.
    pub(super) fn rule(&self, name: &str) -> Option<NameId> {
        self.rules.get(name).copied()
    }

    /// The variable that is bound at a place.
    pub(super) fn variable_at(&self, span: Span) -> Option<NameId> {
        self.variables.get(&span).copied()
    }

    /// Says what comes with a fact.
    pub(super) fn set_shape(&mut self, fact: NameId, shape: Shape) {
        self.declared[fact.0 as usize].shape = shape;
    }

    /// A field of a list, or a symbol of a fact.
    pub(super) fn part(&self, of: NameId, word: &str) -> Option<NameId> {
        self.part.get(&(of, word.to_owned())).copied()
    }

    /// The fields of a list or the symbols of a fact, in the order written.
    pub(super) fn parts(&self, of: NameId) -> &[NameId] {
        self.parts.get(&of).map_or(&[], Vec::as_slice)
    }

    /// Whether `file` sees what `other` declares.
    pub(super) fn sees(&self, file: FileId, other: FileId) -> bool {
        file == other
            || self
                .imports
                .get(&file)
                .is_some_and(|imports| imports.contains(&other))
    }

    /// A name as people know it: fields and symbols behind what they belong to.
    pub fn path(&self, id: NameId) -> String {
        let declared = self.get(id);
        match (declared.kind, declared.parent) {
            (NameKind::Field, Some(list)) => format!("{}.{}", self.path(list), declared.text),
            _ => declared.text.clone(),
        }
    }
}
