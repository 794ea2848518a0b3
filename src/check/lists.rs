//! Lists, and tests of their elements.

use super::context::Base;
use super::expression::{Expressions, Meaning, TypedList, describe};
use super::report::Check;
use super::scope::Binding;
use crate::diagnostic::catalogue::{ListFault, NotAList};
use crate::model::expression::{List, ListKind, Quantifier, Test, TestKind};
use crate::model::ids::VariableId;
use crate::source::Span;
use crate::syntax::tree::{Expr, ExprKind, Name};

impl<'t> Expressions<'_, 't> {
    /// A list. In `any x in L where …` the element is `x` in the `where` too.
    pub(super) fn list(&mut self, expr: &'t Expr, variable: Option<&'t Name>) -> Check<TypedList> {
        let span = expr.span;
        let fault = match &expr.kind {
            ExprKind::Group(inner) => return self.list(inner, variable),
            ExprKind::Where { list, test } => return self.narrowed(list, test, variable, span),
            _ => match self.meaning_alone(expr)? {
                Meaning::List(list) => return Ok(list),
                Meaning::Operand(operand) => ListFault::Value(describe(&operand)),
                Meaning::Test(_) => ListFault::Test,
                Meaning::Record(..) => ListFault::Record,
            },
        };
        let text = self.context.sources.text(span).to_owned();
        Err(self.context.reports.error(NotAList {
            text,
            fault,
            at: span,
        }))
    }

    /// `list where test`
    fn narrowed(
        &mut self,
        list: &'t Expr,
        test: &'t Expr,
        variable: Option<&'t Name>,
        span: Span,
    ) -> Check<TypedList> {
        let TypedList { list, base } = self.list(list, variable)?;
        let element = self.context.add_variable(None, base.list);
        let name = variable.map(|name| name.text.as_str());
        self.enter(
            Binding {
                name,
                open: true,
                variable: element,
                list: base.list.fact,
            },
            span,
        )?;
        let test = self.test(test);
        self.scope.pop();
        let kind = ListKind::Where {
            list: Box::new(list),
            variable: element,
            test: Box::new(test?),
        };
        Ok(TypedList {
            list: List { kind, span },
            base: Base {
                whole: false,
                ..base
            },
        })
    }

    /// `any x in L has test`, and its like.
    pub(super) fn quantified(
        &mut self,
        quantifier: Quantifier,
        variable: &'t Name,
        list: &'t Expr,
        body: &'t Expr,
        span: Span,
    ) -> Check<Test> {
        let list = self.list(list, Some(variable))?;
        self.warn_of_hiding(variable);
        let fact = list.base.list.fact;
        let element = self
            .context
            .add_variable(Some(&variable.text), list.base.list);
        self.enter(
            Binding {
                name: Some(&variable.text),
                open: false,
                variable: element,
                list: fact,
            },
            span,
        )?;
        let body = self.test(body);
        self.scope.pop();
        let (body, list) = (Box::new(body?), list.list);
        Ok(Test {
            kind: TestKind::Quantified {
                quantifier,
                variable: element,
                list,
                body,
            },
            span,
        })
    }

    /// A quantifier whose element has no name.
    pub(super) fn quantify(
        &mut self,
        quantifier: Quantifier,
        list: TypedList,
        span: Span,
        body: impl FnOnce(VariableId, Span) -> Check<TestKind>,
    ) -> Check<Test> {
        let variable = self.context.add_variable(None, list.base.list);
        let body = Box::new(Test {
            kind: body(variable, span)?,
            span,
        });
        Ok(Test {
            kind: TestKind::Quantified {
                quantifier,
                variable,
                list: list.list,
                body,
            },
            span,
        })
    }
}
