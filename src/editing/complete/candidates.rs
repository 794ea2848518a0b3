//! Collects what fits.

use std::collections::HashSet;

use super::super::base::Base;
use super::super::half::{Place, Reader, line_words};
use super::super::hover;
use super::super::names::{NameId, NameKind, Shape};
use super::super::words;
use super::templates::template;
use super::{Completion, CompletionKind};
use crate::diagnostic::Severity;
use crate::diagnostic::catalogue::PAGES;
use crate::load::relative_path;
use crate::source::Span;

/// The words that go on with a test or value.
const OPERATORS: &[&str] = &[
    "is",
    "is not",
    "in",
    "not in",
    "contains",
    "starts with",
    "ends with",
    "matches",
    "and",
    "or",
    "where",
];

/// What fits at one place.
pub(super) struct Candidates<'b, 'r> {
    base: &'b Base,
    reader: &'r Reader<'r, 'r>,
    replace: Span,
    found: Vec<Completion>,
    labels: HashSet<String>,
}

/// Whether values can be put into the text that comes next.
pub(super) fn has_holes(reader: &Reader<'_, '_>) -> bool {
    match reader.before() {
        "ask" | "help" | "step" | "note" | "conclude" | "refer" | "because" => true,
        _ => reader.keyword() == "action" && reader.place().is_none(),
    }
}

impl<'b, 'r> Candidates<'b, 'r> {
    /// Nothing yet.
    pub(super) fn new(base: &'b Base, reader: &'r Reader<'r, 'r>, replace: Span) -> Self {
        Candidates {
            base,
            reader,
            replace,
            found: Vec::new(),
            labels: HashSet::new(),
        }
    }

    /// All of them, in the order in which they were found. Behind a dot only what has
    /// the same words before it.
    pub(super) fn finish(mut self) -> Vec<Completion> {
        let written = self.base.sources().text(self.replace);
        if let Some((front, _)) = written.rsplit_once('.')
            && written.starts_with(char::is_alphabetic)
        {
            let front = format!("{front}.");
            self.found.retain(|found| found.label.starts_with(&front));
        }
        self.found
    }

    fn add(&mut self, label: &str, kind: CompletionKind) -> Option<&mut Completion> {
        if !self.labels.insert(label.to_owned()) {
            return None;
        }
        self.found.push(Completion {
            label: label.to_owned(),
            kind,
            detail: None,
            documentation: None,
            snippet: None,
            replace: self.replace,
        });
        self.found.last_mut()
    }

    /// Adds a declared name, under its own name or another.
    fn name(&mut self, label: &str, id: NameId) {
        let kind = match self.base.names().get(id).kind {
            NameKind::Fact => CompletionKind::Fact,
            NameKind::Field => CompletionKind::Field,
            NameKind::Symbol => CompletionKind::Symbol,
            NameKind::Let => CompletionKind::Let,
            NameKind::Condition | NameKind::Symptom => CompletionKind::Condition,
            NameKind::Action | NameKind::Rule => CompletionKind::Action,
            NameKind::Variable => CompletionKind::Variable,
        };
        let summary = hover::summary(self.base, id);
        if let Some(completion) = self.add(label, kind) {
            completion.detail = Some(summary.line);
            completion.documentation = summary.about;
        }
    }

    /// Words of the language as they are.
    pub(super) fn words(&mut self, words: &[&str]) {
        for word in words {
            self.add(word, CompletionKind::Keyword);
        }
    }

    /// Words that begin something, with templates.
    fn beginnings(&mut self, words: &[&str], in_block: bool) {
        for word in words {
            if let Some(completion) = self.add(word, CompletionKind::Keyword) {
                completion.snippet = template(word, in_block).map(str::to_owned);
            }
        }
    }

    /// Words that begin a declaration.
    pub(super) fn declarations(&mut self) {
        self.beginnings(words::DECLARATIONS, false);
    }

    /// Words that begin a line of the braces at hand.
    pub(super) fn lines(&mut self) {
        let place = self.reader.place();
        self.beginnings(line_words(self.reader.keyword(), place), place.is_some());
    }

    /// What goes on with a header.
    pub(super) fn header(&mut self) {
        match self.reader.keyword() {
            "condition" | "symptom" => self.words(&["when", "for"]),
            "action" | "rule" => self.words(&["for"]),
            _ => {}
        }
    }

    /// Types.
    pub(super) fn types(&mut self) {
        for word in ["yes/no", "list of", "list by"].iter().chain(words::TYPES) {
            self.add(word, CompletionKind::Type);
        }
    }

    /// The elements at hand with their fields, and all values that the file sees.
    pub(super) fn operands(&mut self) {
        self.elements(|_| true);
        self.declared(&[
            NameKind::Fact,
            NameKind::Let,
            NameKind::Condition,
            NameKind::Symptom,
        ]);
    }

    fn elements(&mut self, wanted: impl Fn(Shape) -> bool) {
        let names = self.base.names();
        for binding in self.reader.scope.bindings.iter().rev() {
            let list = binding.list;
            let fields = list.map_or(&[][..], |list| names.parts(list));
            let fields = fields
                .iter()
                .filter(|part| names.get(**part).kind == NameKind::Field)
                .filter(|part| wanted(names.get(**part).shape));
            if binding.open {
                for field in fields.clone() {
                    self.name(&names.get(*field).text, *field);
                }
                if list.is_some_and(|list| names.get(list).shape == Shape::Values) {
                    self.add("it", CompletionKind::Variable);
                }
            }
            let Some((word, variable)) = &binding.variable else {
                continue;
            };
            if wanted(Shape::Plain) {
                self.name(word, *variable);
            }
            for field in fields {
                let path = format!("{word}.{}", names.get(*field).text);
                self.name(&path, *field);
            }
        }
    }

    /// The declared names of these kinds that the file sees.
    fn declared(&mut self, kinds: &[NameKind]) {
        let names = self.base.names();
        for (id, declared) in names.iter() {
            if kinds.contains(&declared.kind)
                && names.sees(self.replace.file, declared.name.file)
                && declared.name != self.reader.declared_at()
            {
                self.name(&declared.text, id);
            }
        }
    }

    /// The words that an operand can begin with.
    pub(super) fn operand_words(&mut self) {
        self.words(&["not", "any", "every", "no", "yes", "table"]);
        for function in words::FUNCTIONS {
            if let Some(completion) = self.add(function, CompletionKind::Function) {
                completion.snippet = Some(format!("{function}($0)"));
            }
        }
    }

    /// What stands opposite an operand.
    pub(super) fn opposite(&mut self, symbols: Option<NameId>) {
        let before = self.reader.before();
        if symbols.is_some() || !matches!(before, "contains" | "with") {
            self.literals(symbols);
        }
        match before {
            "is" if symbols.is_some() => self.words(&["not", "unavailable"]),
            "not" if symbols.is_some() => self.words(&["unavailable"]),
            "is" => self.words(&["not", "empty", "unavailable", "exactly"]),
            "not" => self.words(&["empty", "unavailable", "exactly"]),
            "contains" => self.words(&["any", "exactly"]),
            "with" => self.words(&["any"]),
            _ => {}
        }
        if symbols.is_none() {
            self.operands();
        }
    }

    /// Symbols; without an enumeration, the literals that are words.
    pub(super) fn literals(&mut self, symbols: Option<NameId>) {
        let names = self.base.names();
        match symbols {
            Some(of) => {
                for symbol in names.parts(of) {
                    self.name(&names.get(*symbol).text, *symbol);
                }
            }
            None => self.words(&["yes", "no"]),
        }
    }

    /// A cell of a table.
    pub(super) fn cell(&mut self, symbols: Option<NameId>, at_start: bool) {
        self.literals(symbols);
        self.words(&["_", "is", "is not"]);
        if at_start {
            self.words(&["otherwise"]);
        }
    }

    /// Lists.
    pub(super) fn lists(&mut self) {
        let is_list = |shape| matches!(shape, Shape::Values | Shape::Records);
        self.elements(is_list);
        let names = self.base.names();
        for (id, declared) in names.iter() {
            let list = match declared.kind {
                NameKind::Fact => Some(id),
                NameKind::Let => self
                    .reader
                    .typing
                    .of_name(&declared.text, &super::super::scope::Scope::default()),
                _ => None,
            };
            if list.is_some_and(|list| is_list(names.get(list).shape))
                && names.sees(self.replace.file, declared.name.file)
            {
                self.name(&declared.text, id);
            }
        }
    }

    /// Actions.
    pub(super) fn actions(&mut self) {
        self.declared(&[NameKind::Action]);
    }

    /// Facts, and the fields of lists behind them.
    pub(super) fn fact_paths(&mut self) {
        self.declared(&[NameKind::Fact]);
        let names = self.base.names();
        for (id, declared) in names.iter() {
            if declared.kind == NameKind::Field && names.sees(self.replace.file, declared.name.file)
            {
                self.name(&names.path(id), id);
            }
        }
    }

    /// What goes on after something complete, and the next line: that first, where a
    /// line has just begun.
    pub(super) fn go_on(&mut self, first_of_line: bool) {
        let reader = self.reader;
        let is_block = !matches!(reader.place(), None | Some(Place::Group));
        if first_of_line && is_block {
            self.lines();
        }
        self.modifiers();
        if reader.in_expression() {
            self.words(if reader.has_operator() {
                &["and", "or"]
            } else {
                OPERATORS
            });
        } else if reader.place().is_none() && reader.before() != "}" {
            self.header();
        }
    }

    /// What an entry or a step may go on with.
    fn modifiers(&mut self) {
        match self.reader.line() {
            "try" | "conclude" | "refer" | "escalate" => {
                self.words(&["when", "without asking"]);
                self.beginnings(&["because"], true);
                if self.reader.line() == "try" {
                    self.words(&["up to"]);
                }
            }
            "step" | "note" => self.words(&["when"]),
            _ => {}
        }
    }

    /// The codes of warnings, which a comment may allow.
    pub(super) fn warnings(&mut self) {
        let warnings = PAGES
            .iter()
            .filter(|page| page.severity == Severity::Warning);
        for page in warnings {
            if let Some(completion) = self.add(page.code, CompletionKind::Keyword) {
                completion.detail = Some(page.summary.to_owned());
            }
        }
    }

    /// The files that an import may name.
    pub(super) fn paths(&mut self, files: &[String]) {
        let from = self.base.source(self.replace.file).name().to_owned();
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut others: Vec<&String> = files.iter().filter(|path| **path != from).collect();
        // Those of the same folder come first.
        others.sort_by_key(|path| (!in_folder(path, folder), path.as_str()));
        for path in others {
            self.add(&relative_path(&from, path), CompletionKind::File);
        }
    }
}

fn in_folder(path: &str, folder: &str) -> bool {
    path.rsplit_once('/')
        .map_or(folder.is_empty(), |(its, _)| its == folder)
}
