//! Steps through the tokens of a declaration.

use super::super::lexer::{Kind, Token};
use super::super::names::{NameId, NameKind};
use super::super::scope::{Binding, Scope};
use super::super::typing::Typing;
use super::super::words;
use super::Expect;
use crate::source::{FileId, Span};

/// What a bracket is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Place {
    /// The braces of a declaration.
    Body,
    /// The braces of `list by`: fields and attributes.
    Fields,
    /// The braces of a field.
    Attributes,
    /// The rows of a table.
    Table,
    /// Square brackets.
    Items,
    /// Round brackets.
    Group,
}

/// An open bracket.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// What it is of.
    pub(super) place: Place,
    /// How many elements were at hand before it.
    bindings: usize,
    /// The enumeration whose symbols fit in square brackets.
    pub(super) symbols: Option<NameId>,
    /// The enumerations of the inputs of a table.
    pub(super) columns: Vec<Option<NameId>>,
    /// The column that the row has come to; none behind its colon.
    pub(super) column: Option<usize>,
}

/// What has to come before a variable has its list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Pending {
    #[default]
    Nothing,
    /// The variable, after `for` or a quantifier.
    Variable,
    /// `in`, after this variable.
    In(Token),
    /// The list, for this variable.
    List(Token),
}

/// What has been read of a declaration.
pub(in super::super) struct Reader<'c, 't> {
    /// The names of the rule base.
    pub(in super::super) typing: Typing<'c, 't>,
    file: FileId,
    text: &'c str,
    /// The tokens read so far, comments left out.
    pub(super) read: Vec<Token>,
    /// The elements at hand.
    pub(in super::super) scope: Scope,
    /// The open brackets.
    pub(super) frames: Vec<Frame>,
    /// How many elements the header of the declaration puts at hand.
    header: usize,
    pending: Pending,
    /// The word that the current line begins with.
    pub(super) line: &'c str,
    /// The fact or list whose braces these are, innermost last.
    owners: Vec<Option<NameId>>,
    /// The field or fact whose type or attributes come next.
    owner: Option<NameId>,
    /// The last operand, if it is a name.
    operand: Option<&'c str>,
    /// The inputs of tables whose braces are not open yet.
    inputs: Vec<Vec<Option<NameId>>>,
    /// Whether a test or value is being read.
    pub(super) in_expression: bool,
    /// Whether the test at hand has its operator already.
    has_operator: bool,
}

impl<'c, 't> Reader<'c, 't> {
    /// Nothing has been read.
    pub(in super::super) fn new(typing: Typing<'c, 't>, file: FileId, text: &'c str) -> Self {
        Reader {
            typing,
            file,
            text,
            read: Vec::new(),
            scope: Scope::default(),
            frames: Vec::new(),
            header: 0,
            pending: Pending::Nothing,
            line: "",
            owners: Vec::new(),
            owner: None,
            operand: None,
            inputs: Vec::new(),
            in_expression: false,
            has_operator: false,
        }
    }

    /// The word that the declaration begins with.
    pub(in super::super) fn keyword(&self) -> &'c str {
        self.read.first().map_or("", |token| self.text_of(*token))
    }

    /// What the innermost bracket is of.
    pub(in super::super) fn place(&self) -> Option<Place> {
        self.frames.last().map(|frame| frame.place)
    }

    /// The word that the line begins with.
    pub(in super::super) fn line(&self) -> &'c str {
        self.line
    }

    /// The last word or sign.
    pub(in super::super) fn before(&self) -> &'c str {
        self.back(0)
    }

    /// The place of the name that is declared, or of nothing that is one.
    pub(in super::super) fn declared_at(&self) -> Span {
        let name = self.read.get(1).or(self.read.first());
        name.map_or(
            Span {
                file: self.file,
                start: 0,
                end: 0,
            },
            |token| self.span(*token),
        )
    }

    /// Whether a test or value has been begun.
    pub(in super::super) fn in_expression(&self) -> bool {
        self.in_expression
    }

    /// Whether the test at hand has its operator already.
    pub(in super::super) fn has_operator(&self) -> bool {
        self.has_operator
    }

    /// The enumeration whose symbols stand opposite the last operand.
    pub(super) fn opposite(&self) -> Option<NameId> {
        self.typing.symbols_of(self.operand?, &self.scope)
    }

    /// The fact whose `default` comes next, if its values are symbols.
    pub(super) fn owner_symbols(&self) -> Option<NameId> {
        let owner = self.owner.or_else(|| self.owners.last().copied().flatten());
        owner.filter(|owner| self.typing.has_symbols(*owner))
    }

    /// What is written.
    pub(super) fn text_of(&self, token: Token) -> &'c str {
        token.text(self.text)
    }

    /// The last word or sign but so many, or nothing.
    pub(super) fn back(&self, count: usize) -> &'c str {
        let at = self.read.len().checked_sub(count + 1);
        at.map_or("", |at| self.text_of(self.read[at]))
    }

    /// The last token.
    pub(super) fn last(&self) -> Option<Token> {
        self.read.last().copied()
    }

    /// Whether `variable in` has been read and its list comes next.
    pub(super) fn wants_list(&self) -> bool {
        matches!(self.pending, Pending::List(_))
    }

    /// Reads a token.
    pub(in super::super) fn step(&mut self, token: Token) {
        if token.first {
            self.begin_line();
        }
        let text = self.text_of(token);
        match token.kind {
            Kind::Comment => return,
            Kind::Word => self.word(token, text),
            Kind::Sign => self.sign(text),
            Kind::Number | Kind::Text | Kind::Pattern => self.operand = None,
        }
        self.read.push(token);
    }

    /// In a table every line is a row.
    fn begin_line(&mut self) {
        if let Some(frame) = self.frames.last_mut()
            && frame.place == Place::Table
        {
            frame.column = Some(0);
        }
    }

    fn word(&mut self, token: Token, word: &'c str) {
        if self.read.is_empty() {
            return;
        }
        if self.pending != Pending::Nothing {
            return self.pending_word(token, word);
        }
        let expect = self.expect(token.first);
        let is_line = words::LINES.contains(&word) || word == "when";
        if is_line && matches!(expect, Expect::Line | Expect::Continue) {
            return self.begin_entry(word);
        }
        match word {
            "is" | "in" | "contains" | "starts" | "ends" | "matches" => self.has_operator = true,
            "when" | "default" | "where" | "and" | "or" | "has" | "not" | "table" | "any"
            | "every" | "no" | "for" => self.keyword_in_expression(word, &expect),
            "without" | "because" | "up" if expect == Expect::Continue => self.end_expression(),
            _ => self.plain_word(word, &expect),
        }
    }

    fn pending_word(&mut self, token: Token, word: &'c str) {
        self.pending = match std::mem::take(&mut self.pending) {
            Pending::Variable if word == "each" && self.back(0) == "for" => Pending::Variable,
            Pending::Variable => Pending::In(token),
            Pending::In(variable) if word == "in" => Pending::List(variable),
            Pending::List(variable) => {
                self.bind(variable, word);
                Pending::Nothing
            }
            _ => Pending::Nothing,
        };
    }

    /// Puts the element of a list at hand.
    fn bind(&mut self, variable: Token, list: &'c str) {
        let id = self.typing.names.variable_at(self.span(variable));
        let name = self.text_of(variable).to_owned();
        self.scope.bindings.push(Binding {
            list: self.typing.of_name(list, &self.scope),
            variable: id.map(|id| (name, id)),
            open: false,
        });
        self.operand = Some(list);
        if self.frames.is_empty() && !self.in_expression {
            self.header = self.scope.bindings.len();
        }
    }

    fn begin_entry(&mut self, word: &'c str) {
        self.end_expression();
        self.in_expression = matches!(word, "when" | "default");
        if word != "when" || self.line.is_empty() || !is_entry(self.line) {
            self.line = word;
        }
    }

    fn end_expression(&mut self) {
        self.in_expression = false;
        self.has_operator = false;
        self.operand = None;
        let kept = self.frames.last().map_or(self.header, |f| f.bindings);
        self.scope.bindings.truncate(kept);
    }

    fn keyword_in_expression(&mut self, word: &str, expect: &Expect) {
        match word {
            "for" => self.pending = Pending::Variable,
            "any" | "every" | "no" if matches!(expect, Expect::Operand) => {
                self.pending = Pending::Variable;
                self.in_expression = true;
            }
            "where" => {
                self.has_operator = false;
                let list = self
                    .operand
                    .and_then(|name| self.typing.of_name(name, &self.scope));
                self.scope.bindings.push(Binding {
                    variable: None,
                    open: true,
                    list,
                });
                self.operand = None;
            }
            "and" | "or" | "when" => {
                self.end_expression();
                self.in_expression = true;
            }
            "table" => {
                self.in_expression = true;
                self.inputs.push(Vec::new());
                self.operand = None;
            }
            _ => {
                self.in_expression = true;
                self.has_operator &= word != "has";
            }
        }
    }

    fn plain_word(&mut self, word: &'c str, expect: &Expect) {
        match expect {
            Expect::Operand | Expect::List => {
                self.operand = Some(word);
                self.in_expression = true;
            }
            Expect::Name if self.read.len() == 1 && self.keyword() == "fact" => {
                self.owner = self.typing.names.value(word);
            }
            Expect::Line | Expect::Continue if self.place() == Some(Place::Fields) => {
                let list = self.owners.last().copied().flatten();
                self.owner = list.and_then(|list| self.typing.names.part(list, word));
            }
            _ => {}
        }
    }

    fn sign(&mut self, sign: &str) {
        match sign {
            "{" => self.open_brace(),
            "[" => {
                let symbols = self.opposite();
                self.open(Place::Items, symbols, Vec::new());
            }
            "(" => {
                self.open(Place::Group, None, Vec::new());
                self.operand = None;
                self.has_operator = false;
            }
            "}" | "]" | ")" => self.close(sign),
            "," => self.comma(),
            ":" => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.column = None;
                }
            }
            "=" => self.in_expression = true,
            "<" | ">" | "<=" | ">=" => self.has_operator = true,
            _ => {}
        }
    }

    fn comma(&mut self) {
        match self.frames.last_mut() {
            Some(frame) if frame.place == Place::Table => {
                frame.column = frame.column.map(|column| column + 1);
            }
            Some(frame) if frame.place == Place::Items => {}
            _ => self.end_input(),
        }
    }

    /// The input of a table ends here.
    fn end_input(&mut self) {
        let symbols = self.opposite();
        if let Some(inputs) = self.inputs.last_mut() {
            inputs.push(symbols);
        }
        self.operand = None;
    }

    fn open_brace(&mut self) {
        if !self.inputs.is_empty() {
            self.end_input();
            let columns = self.inputs.pop().unwrap_or_default();
            return self.open(Place::Table, None, columns);
        }
        let header = self.frames.is_empty();
        let is_list = self.owner.is_some_and(|owner| {
            let parts = self.typing.names.parts(owner).first();
            parts.is_some_and(|part| self.typing.names.get(*part).kind == NameKind::Field)
        }) || self.follows_list_by();
        let place = match (header, is_list) {
            (_, true) => Place::Fields,
            (true, false) => Place::Body,
            (false, false) => Place::Attributes,
        };
        self.end_expression();
        self.open(place, None, Vec::new());
        if place == Place::Fields {
            self.scope.bindings.push(Binding {
                variable: None,
                open: true,
                list: self.owner,
            });
        }
        self.owners.push(self.owner.take());
        if let Some(frame) = self.frames.last_mut() {
            frame.bindings = self.scope.bindings.len();
        }
        self.line = "";
    }

    /// Whether `list by …` stands before.
    fn follows_list_by(&self) -> bool {
        let words = self.read.iter().rev().map(|token| self.text_of(*token));
        let mut words = words.skip_while(|word| *word == "," || !words::is_keyword(word));
        words.next() == Some("by") && words.next() == Some("list")
    }

    fn open(&mut self, place: Place, symbols: Option<NameId>, columns: Vec<Option<NameId>>) {
        self.frames.push(Frame {
            place,
            bindings: self.scope.bindings.len(),
            symbols,
            columns,
            column: None,
        });
    }

    fn close(&mut self, sign: &str) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        let fits = match frame.place {
            Place::Items => sign == "]",
            Place::Group => sign == ")",
            _ => sign == "}",
        };
        if !fits {
            return;
        }
        let mut bindings = frame.bindings;
        let place = frame.place;
        if matches!(place, Place::Fields) {
            bindings = bindings.saturating_sub(1);
        }
        self.frames.pop();
        self.scope.bindings.truncate(bindings);
        self.operand = None;
        if matches!(place, Place::Body | Place::Fields | Place::Attributes) {
            self.owners.pop();
            self.in_expression = false;
            self.line = "";
        }
    }

    /// The place of a token.
    pub(in super::super) fn span(&self, token: Token) -> Span {
        Span {
            file: self.file,
            start: token.start as u32,
            end: token.end as u32,
        }
    }
}

/// Whether a line is an entry of a rule, or a step, which a `when` belongs to.
fn is_entry(line: &str) -> bool {
    matches!(
        line,
        "try" | "conclude" | "refer" | "escalate" | "step" | "note"
    )
}
