//! Expressions to tests, values and lists.

use super::context::{Base, Context};
use super::report::{Check, Reported};
use super::scope::{Binding, DEEPEST, Scope};
use super::types;
use crate::diagnostic::catalogue::{Limit, NotAValue, OverLimit, ValueFault, VariableClash};
use crate::model::expression::{List, Operand, OperandKind, Test};
use crate::model::fact::PlainType;
use crate::model::ids::VariableId;
use crate::source::{FileId, Span};
use crate::syntax::tree::{Expr, ExprKind, Name};

/// What an expression turns out to be.
#[derive(Debug)]
pub(super) enum Meaning {
    /// A test.
    Test(Test),
    /// A plain value.
    Operand(Operand),
    /// A list.
    List(TypedList),
    /// An element with fields, alone.
    Record(VariableId, Span),
}

/// A list, and where its elements come from.
#[derive(Debug)]
pub(super) struct TypedList {
    pub(super) list: List,
    pub(super) base: Base,
}

/// The type that an expression meets.
#[derive(Clone, Copy, Debug)]
pub(super) enum Expected<'a> {
    /// None: literals are read by their own form.
    Nothing,
    /// This one.
    Type(&'a PlainType),
    /// One that is not known because of a fault: what depends on it is not
    /// looked at.
    Unknown,
}

impl<'a> Expected<'a> {
    /// The type of the other side, if that has no fault.
    pub(super) fn of(other: &'a Check<Operand>) -> Self {
        match other {
            Ok(operand) => Expected::Type(&operand.ty),
            Err(Reported) => Expected::Unknown,
        }
    }
}

/// Checks expressions at one place: in a file, with certain elements at hand.
pub(super) struct Expressions<'c, 't> {
    pub(super) context: &'c mut Context<'t>,
    pub(super) file: FileId,
    pub(super) scope: Scope<'t>,
    /// The variables of `any x in L has …` that stand before this test among those
    /// that `and` or `or` joins: somebody may believe that they reach further.
    pub(super) elements_before: Vec<&'t str>,
}

impl<'c, 't> Expressions<'c, 't> {
    pub(super) fn new(context: &'c mut Context<'t>, file: FileId, scope: Scope<'t>) -> Self {
        Expressions {
            context,
            file,
            scope,
            elements_before: Vec::new(),
        }
    }

    /// What an expression is, where nothing stands opposite.
    pub(super) fn meaning_alone(&mut self, expr: &'t Expr) -> Check<Meaning> {
        self.meaning(expr, Expected::Nothing)
    }

    /// What an expression is.
    pub(super) fn meaning(&mut self, expr: &'t Expr, expected: Expected<'_>) -> Check<Meaning> {
        let span = expr.span;
        match &expr.kind {
            ExprKind::Literal(literal) => {
                self.literal(literal, span, expected).map(Meaning::Operand)
            }
            ExprKind::Name(name) => self.name(name, expected),
            ExprKind::Group(inner) => self.meaning(inner, expected),
            ExprKind::Arithmetic { op, left, right } => self
                .arithmetic(*op, left, right, span, expected)
                .map(Meaning::Operand),
            ExprKind::Negate(value) => self.negate(value, span, expected).map(Meaning::Operand),
            ExprKind::Count(list) => self.count(list, span).map(Meaning::Operand),
            ExprKind::Age(time) => self.age(time, span).map(Meaning::Operand),
            ExprKind::Table(table) => self.table(table, span, expected).map(Meaning::Operand),
            ExprKind::Where { .. } => self.list(expr, None).map(Meaning::List),
            _ => self.test(expr).map(Meaning::Test),
        }
    }

    /// A plain value; a test counts as a yes/no value.
    pub(super) fn operand(&mut self, expr: &'t Expr, expected: Expected<'_>) -> Check<Operand> {
        let meaning = self.meaning(expr, expected)?;
        self.as_operand(meaning, expr.span)
    }

    /// The same, of what an expression turned out to be.
    pub(super) fn as_operand(&mut self, meaning: Meaning, span: Span) -> Check<Operand> {
        match meaning {
            Meaning::Operand(operand) => Ok(operand),
            Meaning::Test(test) => Ok(truth(test, span)),
            Meaning::List(list) => {
                let fault = ValueFault::List;
                Err(self.context.reports.error(NotAValue {
                    fault,
                    at: list.list.span,
                }))
            }
            Meaning::Record(variable, at) => {
                let fault = ValueFault::Record(self.fields_of(variable));
                Err(self.context.reports.error(NotAValue { fault, at }))
            }
        }
    }

    /// The names of the first fields of an element, with its variable.
    pub(super) fn fields_of(&self, variable: VariableId) -> Vec<String> {
        let variable = self.context.variable(variable);
        let name = variable.name.as_deref().unwrap_or("it");
        super::fields::some(&self.context.facts, variable.list, &format!("{name}."))
    }

    /// Puts an element within those at hand.
    pub(super) fn enter(&mut self, binding: Binding<'t>, at: Span) -> Check<()> {
        if self.scope.len() >= DEEPEST {
            return Err(self.context.reports.error(OverLimit {
                limit: Limit::Elements,
                at,
            }));
        }
        self.scope.push(binding);
        Ok(())
    }

    /// Warns where a variable hides something.
    pub(super) fn warn_of_hiding(&mut self, variable: &'t Name) {
        let text = variable.text.as_str();
        let outer = self.scope.innermost_first().any(|binding| {
            binding.name == Some(text)
                || binding.open && self.context.fields.contains_key(&(binding.list, text))
        });
        let hidden = self.context.names.hidden_by(self.file, text);
        if outer || hidden.is_some() {
            let name = text.to_owned();
            self.context.reports.warn(VariableClash {
                name,
                at: variable.span,
                hidden,
            });
        }
    }
}

/// A test as a yes/no value.
pub(super) fn truth(test: Test, span: Span) -> Operand {
    Operand {
        kind: OperandKind::Truth(Box::new(test)),
        ty: PlainType::YesNo,
        span,
    }
}

/// The type of an operand at the end of a sentence.
pub(super) fn describe(operand: &Operand) -> String {
    types::describe(&operand.ty)
}
