//! What names stand for.

use super::arguments::Speaker;
use super::context::Base;
use super::derived::Derived;
use super::expression::{Expected, Expressions, Meaning, TypedList};
use super::names::Meant;
use super::report::{Check, Reported};
use crate::diagnostic::catalogue::FieldClash;
use crate::model::expression::{FactRef, List, ListKind, Operand, OperandKind, Test, TestKind};
use crate::model::fact::{ListType, PlainType, Type};
use crate::model::ids::{ConditionId, FactId, LetId, VariableId};
use crate::model::rule::LetValue;
use crate::source::Span;
use crate::syntax::tree::Name;

/// What a name stands for, as far as it can be told without its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Referent {
    /// An element of a list of records.
    Record(VariableId),
    /// An element of a list of plain values.
    Element(VariableId),
    /// A fact, or a field of an element; for a field written as a bare word,
    /// with the place of a name that it hides.
    Fact(FactRef, Option<Span>),
    /// A let.
    Let(LetId),
    /// A condition or a symptom.
    Condition(ConditionId),
    /// Something with a syntax error.
    Broken,
    /// A field of a list, without an element.
    FieldOfList(FactId),
    /// A word after a variable that is no field of its element.
    NoSuchField(VariableId),
    /// A name that a file declares which is not imported.
    NotImported(Span),
    /// Nothing.
    Nothing,
}

impl<'t> Expressions<'_, 't> {
    /// What a name stands for.
    pub(super) fn look_up(&self, name: &str) -> Referent {
        let (first, rest) = match name.split_once('.') {
            Some((first, rest)) => (first, Some(rest)),
            None => (name, None),
        };
        for binding in self.scope.innermost_first() {
            let variable = binding.variable;
            if binding.name == Some(first) {
                return match rest {
                    Some(rest) => self.look_up_field(variable, rest),
                    None => self.look_up_element(variable, binding.list),
                };
            }
            if !binding.open {
                continue;
            }
            if let Some(&field) = self.context.fields.get(&(binding.list, first)) {
                let hidden = self
                    .context
                    .names
                    .visible_value(self.file, name)
                    .map(|declared| declared.span);
                return match rest {
                    Some(_) if self.is_list(field) => Referent::FieldOfList(field),
                    Some(_) => break,
                    None => Referent::Fact(
                        FactRef {
                            fact: field,
                            of: Some(variable),
                        },
                        hidden,
                    ),
                };
            }
            if name == "it"
                && matches!(
                    self.context.facts[binding.list].ty,
                    Type::List(ListType::Values(_))
                )
            {
                return Referent::Element(variable);
            }
        }
        self.look_up_declared(name)
    }

    fn is_list(&self, fact: FactId) -> bool {
        matches!(self.context.facts[fact].ty, Type::List(_))
    }

    fn look_up_element(&self, variable: VariableId, list: FactId) -> Referent {
        match self.context.facts[list].ty {
            Type::List(ListType::Values(_)) => Referent::Element(variable),
            _ => Referent::Record(variable),
        }
    }

    fn look_up_field(&self, variable: VariableId, path: &str) -> Referent {
        let list = self.context.variable(variable).list;
        if let Some(&field) = self.context.fields.get(&(list, path)) {
            return Referent::Fact(
                FactRef {
                    fact: field,
                    of: Some(variable),
                },
                None,
            );
        }
        let first = path.split('.').next().unwrap_or(path);
        match self.context.fields.get(&(list, first)) {
            Some(&field) if self.is_list(field) => Referent::FieldOfList(field),
            _ => Referent::NoSuchField(variable),
        }
    }

    fn look_up_declared(&self, name: &str) -> Referent {
        let names = &self.context.names;
        if let Some(declared) = names.values.get(name) {
            if !names.visibility.sees(self.file, declared.span.file) {
                return Referent::NotImported(declared.span);
            }
            return match declared.meant {
                Meant::Fact(fact) => Referent::Fact(FactRef { fact, of: None }, None),
                Meant::Let(id) => Referent::Let(id),
                Meant::Condition(id) => Referent::Condition(id),
                Meant::Broken => Referent::Broken,
            };
        }
        for (dot, _) in name.match_indices('.') {
            if let Some(declared) = names.visible_value(self.file, &name[..dot])
                && let Meant::Fact(list) = declared.meant
                && self.is_list(list)
            {
                return Referent::FieldOfList(list);
            }
        }
        Referent::Nothing
    }

    /// What a name in an expression means.
    pub(super) fn name(&mut self, name: &'t Name, expected: Expected<'_>) -> Check<Meaning> {
        let single = !name.text.contains('.');
        match expected {
            Expected::Type(ty) if single && ty.symbols().is_some() => self.symbol(name, ty),
            // It may be a symbol of the type that is not known.
            Expected::Unknown if single => Err(Reported),
            Expected::Type(ty) if single && self.look_up(&name.text) == Referent::Nothing => {
                Err(self.report_unknown_value(name, ty))
            }
            _ => self.referent(name),
        }
    }

    /// What a name that is no symbol means.
    pub(super) fn referent(&mut self, name: &Name) -> Check<Meaning> {
        let referent = self.look_up(&name.text);
        if let Referent::Fact(_, Some(hidden)) = referent {
            let name = name.clone();
            self.context.reports.warn(FieldClash {
                field: name.text,
                at: name.span,
                hidden,
            });
        }
        match self.mean(&referent, &name.text, name.span) {
            Some(meaning) => meaning,
            None => Err(self.report_reference(&referent, name)),
        }
    }

    /// What a referent means at a place; nothing if it is a fault.
    pub(super) fn mean(
        &mut self,
        referent: &Referent,
        name: &str,
        span: Span,
    ) -> Option<Check<Meaning>> {
        Some(match *referent {
            Referent::Record(variable) => Ok(Meaning::Record(variable, span)),
            Referent::Element(variable) => self.mean_element(variable, span),
            Referent::Fact(reference, _) => self.mean_fact(reference, span),
            Referent::Let(id) => self.mean_let(id, span),
            Referent::Condition(id) => self.mean_condition(id, name, span),
            Referent::Broken => Err(Reported),
            Referent::FieldOfList(_)
            | Referent::NoSuchField(_)
            | Referent::NotImported(_)
            | Referent::Nothing => {
                return None;
            }
        })
    }

    fn mean_element(&mut self, variable: VariableId, span: Span) -> Check<Meaning> {
        let list = self.context.variable(variable).list;
        if !self.context.declaration(list).typed {
            return Err(Reported);
        }
        match &self.context.facts[list].ty {
            Type::List(ListType::Values(ty)) => Ok(Meaning::Operand(Operand {
                kind: OperandKind::Element(variable),
                ty: ty.clone(),
                span,
            })),
            _ => Ok(Meaning::Record(variable, span)),
        }
    }

    fn mean_fact(&mut self, reference: FactRef, span: Span) -> Check<Meaning> {
        let fact = reference.fact;
        let done = self.context.progress.uses(Derived::Fact(fact));
        if !done || !self.context.declaration(fact).typed {
            return Err(Reported);
        }
        Ok(match &self.context.facts[fact].ty {
            Type::Plain(ty) => Meaning::Operand(Operand {
                kind: OperandKind::Fact(reference),
                ty: ty.clone(),
                span,
            }),
            Type::List(_) => Meaning::List(TypedList {
                list: List {
                    kind: ListKind::Fact(reference),
                    span,
                },
                base: Base {
                    list: reference,
                    whole: true,
                },
            }),
        })
    }

    fn mean_let(&mut self, id: LetId, span: Span) -> Check<Meaning> {
        if !self.context.progress.uses(Derived::Let(id)) {
            return Err(Reported);
        }
        let checked = self.context.checked_let(id).ok_or(Reported)?;
        Ok(match (&checked.value, checked.base) {
            (LetValue::Operand(operand), _) => Meaning::Operand(Operand {
                kind: OperandKind::Let(id),
                ty: operand.ty.clone(),
                span,
            }),
            (LetValue::Test(_), _) => Meaning::Test(Test {
                kind: TestKind::Let(id),
                span,
            }),
            (LetValue::List(_), Some(base)) => Meaning::List(TypedList {
                list: List {
                    kind: ListKind::Let(id),
                    span,
                },
                base,
            }),
            (LetValue::List(_), None) => return Err(Reported),
        })
    }

    fn mean_condition(&mut self, id: ConditionId, name: &str, span: Span) -> Check<Meaning> {
        if !self.context.progress.uses(Derived::Condition(id)) {
            return Err(Reported);
        }
        let checked = self.context.checked_condition(id).ok_or(Reported)?;
        let binders = checked
            .binders
            .iter()
            .map(|binder| binder.variable)
            .collect::<Vec<_>>();
        let (_, declared) = self.context.name_of(Derived::Condition(id));
        let speaker = Speaker {
            what: "condition",
            name,
            declared,
        };
        let arguments = self.arguments(&binders, &speaker, span)?;
        Ok(Meaning::Test(Test {
            kind: TestKind::Condition {
                condition: id,
                arguments,
            },
            span,
        }))
    }

    /// The type of a name, if that is known at once and no fault is near.
    pub(super) fn type_at_once(&mut self, name: &str) -> Option<PlainType> {
        match self.look_up(name) {
            Referent::Fact(FactRef { fact, .. }, _) if self.context.declaration(fact).typed => {
                plain(&self.context.facts[fact].ty)
            }
            Referent::Element(variable) => {
                match &self.context.facts[self.context.variable(variable).list].ty {
                    Type::List(ListType::Values(ty)) => Some(ty.clone()),
                    _ => None,
                }
            }
            Referent::Let(id) => match &self.context.checked_let(id)?.value {
                LetValue::Operand(operand) => Some(operand.ty.clone()),
                _ => None,
            },
            _ => None,
        }
    }
}

fn plain(ty: &Type) -> Option<PlainType> {
    match ty {
        Type::Plain(ty) => Some(ty.clone()),
        Type::List(_) => None,
    }
}
