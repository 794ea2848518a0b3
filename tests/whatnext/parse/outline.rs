//! The tree in brief: a line for each declaration and each of its lines,
//! expressions in prefix notation.

use std::fmt::Write as _;

use whatnext::source::Span;
use whatnext::syntax::tree::{
    ActionLine, Attribute, AttributeValue, Binder, Cell, CellKind, CellTest, Entry, EntryKind,
    Expr, ExprKind, Fact, File, Item, Literal, Name, Number, Pattern, Rule, RuleLine, Str, Table,
    TextLine, Type, TypeKind,
};

/// The tree of a text in brief.
pub(super) fn outline(text: &str, file: &File) -> String {
    let mut outline = Outline {
        text,
        out: String::new(),
        expressions: Vec::new(),
    };
    for item in &file.items {
        outline.item(item);
    }
    outline.out
}

/// All expressions of a text, those inside others included, in brief.
pub(super) fn expressions(text: &str, file: &File) -> Vec<(Span, String)> {
    let mut outline = Outline {
        text,
        out: String::new(),
        expressions: Vec::new(),
    };
    for item in &file.items {
        outline.item(item);
    }
    outline.expressions
}

struct Outline<'t> {
    text: &'t str,
    out: String,
    expressions: Vec<(Span, String)>,
}

impl Outline<'_> {
    /// A line, with the last line of what the span covers.
    fn line(&mut self, indent: usize, span: Span, line: &str) {
        let covered = &self.text[span.start as usize..span.end as usize];
        let end = covered.lines().last().unwrap_or("").trim_start();
        let _ = writeln!(self.out, "{:indent$}{line}    # …{end}", "");
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Guide(guide) => {
                self.line(0, guide.span, &format!("guide {}", string(&guide.title)));
                self.attributes(2, &guide.attributes);
            }
            Item::Import(import) => {
                self.line(0, import.span, &format!("import {}", string(&import.path)));
            }
            Item::Fact(fact) => self.fact(0, "fact ", fact),
            Item::Let(binding) => {
                let value = self.expr(&binding.value);
                let line = format!("let {} = {value}", binding.name.text);
                self.line(0, binding.span, &line);
            }
            Item::Condition(condition) => {
                let head = self.head(
                    &condition.name,
                    condition.title.as_ref(),
                    &condition.binders,
                );
                let when = self.expr(&condition.when);
                let line = format!("{:?} {head} when {when}", condition.kind);
                self.line(0, condition.span, &line);
            }
            Item::Action(action) => {
                let head = self.head(&action.name, action.title.as_ref(), &action.binders);
                self.line(0, action.span, &format!("action {head}"));
                for line in &action.lines {
                    self.action_line(line);
                }
            }
            Item::Rule(rule) => self.rule(rule),
            Item::Broken(span) => self.line(0, *span, "broken"),
        }
    }

    fn fact(&mut self, indent: usize, word: &str, fact: &Fact) {
        let title = optional(fact.title.as_ref());
        let ty = type_of(&fact.ty);
        self.line(
            indent,
            fact.span,
            &format!("{word}{}{title}: {ty}", fact.name.text),
        );
        let mut inner = &fact.ty;
        while let TypeKind::ListOf(element) = &inner.kind {
            inner = element;
        }
        if let TypeKind::ListBy { fields, .. } = &inner.kind {
            for field in fields {
                self.fact(indent + 2, "", field);
            }
        }
        self.attributes(indent + 2, &fact.attributes);
    }

    fn attributes(&mut self, indent: usize, attributes: &[Attribute]) {
        for attribute in attributes {
            let value = match &attribute.value {
                AttributeValue::Text(text) => string(text),
                AttributeValue::Never(_) => "never".to_owned(),
                AttributeValue::Expr(expr) => self.expr(expr),
            };
            let line = format!("{} {value}", attribute.word.text);
            self.line(indent, attribute.span, &line);
        }
    }

    fn head(&mut self, name: &Name, title: Option<&Str>, binders: &[Binder]) -> String {
        let mut head = format!("{}{}", name.text, optional(title));
        for binder in binders {
            let list = self.expr(&binder.list);
            let _ = write!(head, " for {} in {list}", binder.variable.text);
        }
        head
    }

    fn action_line(&mut self, line: &ActionLine) {
        match line {
            ActionLine::Step(text) => self.text_line("step", text),
            ActionLine::Note(text) => self.text_line("note", text),
            ActionLine::Cost { value, span } => {
                self.line(2, *span, &format!("cost {}", literal(value)));
            }
            ActionLine::Rechecks { facts, span } => {
                self.line(2, *span, &format!("rechecks {}", names(facts)));
            }
        }
    }

    fn text_line(&mut self, word: &str, line: &TextLine) {
        let when = self.when(line.when.as_ref());
        let text = format!("{word} {}{when}", string(&line.text));
        self.line(2, line.span, &text);
    }

    fn rule(&mut self, rule: &Rule) {
        let head = self.head(&rule.name, rule.title.as_ref(), &rule.binders);
        self.line(0, rule.span, &format!("rule {head}"));
        for line in &rule.lines {
            match line {
                RuleLine::When { test, span } => {
                    let test = self.expr(test);
                    self.line(2, *span, &format!("when {test}"));
                }
                RuleLine::Priority { value, span } => {
                    self.line(2, *span, &format!("priority {}", value.text));
                }
                RuleLine::Entry(entry) => self.entry(entry),
            }
        }
    }

    fn entry(&mut self, entry: &Entry) {
        let mut line = match &entry.kind {
            EntryKind::Try(action) => format!("try {}", action.text),
            EntryKind::Conclude(text) => format!("conclude {}", string(text)),
            EntryKind::Refer { text, url } => format!("refer {} at {}", string(text), string(url)),
            EntryKind::Escalate(action) => format!("escalate {}", action.text),
        };
        line += &self.when(entry.when.as_ref());
        if entry.without_asking.is_some() {
            line += " without asking";
        }
        if let Some(because) = &entry.because {
            let _ = write!(line, " because {}", string(because));
        }
        if let Some(Number { text, .. }) = &entry.up_to {
            let _ = write!(line, " up to {text} times");
        }
        self.line(2, entry.span, &line);
    }

    fn when(&mut self, test: Option<&Expr>) -> String {
        test.map_or_else(String::new, |test| format!(" when {}", self.expr(test)))
    }

    fn all(&mut self, exprs: &[Expr]) -> String {
        let all: Vec<_> = exprs.iter().map(|expr| self.expr(expr)).collect();
        all.join(" ")
    }

    fn expr(&mut self, expr: &Expr) -> String {
        let negation = |negated: &bool| if *negated { "not " } else { "" };
        let brief = match &expr.kind {
            ExprKind::Literal(value) => literal(value),
            ExprKind::Name(name) => name.text.clone(),
            ExprKind::Group(inner) => format!("(group {})", self.expr(inner)),
            ExprKind::Not(inner) => format!("(not {})", self.expr(inner)),
            ExprKind::And(parts) => format!("(and {})", self.all(parts)),
            ExprKind::Or(parts) => format!("(or {})", self.all(parts)),
            ExprKind::Negate(inner) => format!("(- {})", self.expr(inner)),
            ExprKind::Arithmetic { op, left, right } => {
                format!("({op:?} {} {})", self.expr(left), self.expr(right))
            }
            ExprKind::Compare { op, left, right } => {
                format!("({op:?} {} {})", self.expr(left), self.expr(right))
            }
            ExprKind::In {
                value,
                negated,
                items,
            } => {
                format!(
                    "({}in {} [{}])",
                    negation(negated),
                    self.expr(value),
                    self.all(items)
                )
            }
            ExprKind::TextTest { op, value, pattern } => {
                let value = self.expr(value);
                let pattern = match pattern {
                    Pattern::One(one) => self.expr(one),
                    Pattern::Any(any) => format!("any [{}]", self.all(any)),
                };
                format!("({op:?} {value} {pattern})")
            }
            ExprKind::Matches { value, regex } => {
                format!("(matches {} /{}/)", self.expr(value), regex.raw)
            }
            ExprKind::Empty { value, negated } => {
                format!("({}empty {})", negation(negated), self.expr(value))
            }
            ExprKind::Unavailable { value, negated } => {
                format!("({}unavailable {})", negation(negated), self.expr(value))
            }
            ExprKind::Quantified {
                quantifier,
                variable,
                list,
                body,
            } => {
                let list = self.expr(list);
                format!(
                    "({quantifier:?} {} {list} {})",
                    variable.text,
                    self.expr(body)
                )
            }
            ExprKind::Where { list, test } => {
                format!("(where {} {})", self.expr(list), self.expr(test))
            }
            ExprKind::Count(inner) => format!("(count {})", self.expr(inner)),
            ExprKind::Age(inner) => format!("(age {})", self.expr(inner)),
            ExprKind::Table(table) => self.table(table),
        };
        self.expressions.push((expr.span, brief.clone()));
        brief
    }

    fn table(&mut self, table: &Table) -> String {
        let mut brief = format!("(table {}", self.all(&table.inputs));
        for row in &table.rows {
            let cells: Vec<_> = row.cells.iter().map(|cell| self.cell(cell)).collect();
            let value = self.expr(&row.value);
            let _ = write!(brief, " {{{}: {value}}}", cells.join(", "));
        }
        if let Some(otherwise) = &table.otherwise {
            let _ = write!(brief, " {{otherwise: {}}}", self.expr(&otherwise.value));
        }
        brief + ")"
    }

    fn cell(&mut self, cell: &Cell) -> String {
        let CellKind::OneOf(tests) = &cell.kind else {
            return "_".to_owned();
        };
        let mut brief = Vec::new();
        for test in tests {
            brief.push(match test {
                CellTest::Is(value) => self.expr(value),
                CellTest::Compare(op, value) => format!("{op:?} {}", self.expr(value)),
                CellTest::Range(low, high) => format!("{}..{}", self.expr(low), self.expr(high)),
            });
        }
        brief.join(" | ")
    }
}

fn literal(value: &Literal) -> String {
    match value {
        Literal::YesNo(true, _) => "yes".to_owned(),
        Literal::YesNo(false, _) => "no".to_owned(),
        Literal::Str(text) => string(text),
        Literal::Number(number) => number.text.clone(),
        Literal::Quantity { number, unit } => format!("{}_{}", number.text, unit.text),
    }
}

fn type_of(ty: &Type) -> String {
    match &ty.kind {
        TypeKind::Number { unit, range } => {
            let unit = unit
                .as_ref()
                .map_or_else(String::new, |unit| format!(" unit {}", string(unit)));
            let range = range.as_ref().map_or_else(String::new, |(low, high)| {
                format!(" {}..{}", low.text, high.text)
            });
            format!("Number{unit}{range}")
        }
        TypeKind::Symbols(symbols) => {
            let symbols: Vec<_> = symbols
                .iter()
                .map(|symbol| format!("{}{}", symbol.name.text, optional(symbol.label.as_ref())))
                .collect();
            symbols.join(" | ")
        }
        TypeKind::ListOf(element) => format!("list of {}", type_of(element)),
        TypeKind::ListBy { keys, .. } => format!("list by {}", names(keys)),
        other => format!("{other:?}"),
    }
}

fn names(names: &[Name]) -> String {
    let names: Vec<_> = names.iter().map(|name| name.text.as_str()).collect();
    names.join(", ")
}

fn string(text: &Str) -> String {
    format!("\"{}\"", text.raw)
}

fn optional(text: Option<&Str>) -> String {
    text.map_or_else(String::new, |text| format!(" {}", string(text)))
}
