//! Actions.

use std::collections::HashMap;

use super::conditions::{Lists, with_binders};
use super::context::Context;
use super::expression::{Expected, Expressions};
use super::references::Referent;
use super::report::{Check, Reported};
use super::scope::Scope;
use crate::diagnostic::catalogue::{
    ActionWithoutSteps, Intention, NotRechecked, RecheckFault, RepeatedRecheck,
};
use crate::model::expression::{FactRef, OperandKind};
use crate::model::fact::{ListType, PlainType, Type};
use crate::model::ids::FactId;
use crate::model::rule::{Action, Line, LineKind};
use crate::model::value::{Duration, Value};
use crate::source::Span;
use crate::syntax::tree::{self, ActionLine, Literal, Name};

/// Checks all actions; none for one with a fault.
pub(super) fn check(context: &mut Context<'_>) -> Vec<Option<Action>> {
    let trees = context.action_trees.clone();
    trees
        .into_iter()
        .map(|tree| check_action(context, tree).ok())
        .collect()
}

fn check_action<'t>(context: &mut Context<'t>, tree: &'t tree::Action) -> Check<Action> {
    let (mut expressions, binders) = with_binders(
        context,
        tree.span.file,
        &tree.binders,
        Lists::Whole("action"),
    );
    let (title, lines) = match &binders {
        Ok(_) => (expressions.titled(tree), expressions.lines(&tree.lines)),
        // Everything inside may speak of the elements.
        Err(Reported) => (Err(Reported), Err(Reported)),
    };
    let cost = expressions.cost(&tree.lines);
    let rechecks = expressions.rechecks(&tree.lines);
    if !tree
        .lines
        .iter()
        .any(|line| matches!(line, ActionLine::Step(_)))
    {
        let (name, at) = (tree.name.text.clone(), tree.name.span);
        context.reports.error(ActionWithoutSteps { name, at });
    }
    context.action_binders.push(binders.clone().ok());
    Ok(Action {
        name: tree.name.text.clone(),
        title: title?,
        binders: binders?,
        lines: lines?,
        cost: cost?,
        rechecks: rechecks?,
        span: tree.span,
    })
}

impl<'t> Expressions<'_, 't> {
    fn titled(&mut self, tree: &'t tree::Action) -> Check<Option<crate::model::text::Template>> {
        tree.title
            .as_ref()
            .map(|title| self.template(title))
            .transpose()
    }

    /// The steps and notes.
    fn lines(&mut self, lines: &'t [ActionLine]) -> Check<Vec<Line>> {
        let lines = lines.iter().filter_map(|line| match line {
            ActionLine::Step(line) => Some((LineKind::Step, line)),
            ActionLine::Note(line) => Some((LineKind::Note, line)),
            ActionLine::Cost { .. } | ActionLine::Rechecks { .. } => None,
        });
        let lines: Vec<Check<Line>> = lines.map(|(kind, line)| self.line(kind, line)).collect();
        lines.into_iter().collect()
    }

    fn line(&mut self, kind: LineKind, line: &'t tree::TextLine) -> Check<Line> {
        let text = self.template(&line.text);
        let when = line.when.as_ref().map(|when| self.test(when)).transpose();
        Ok(Line {
            kind,
            text: text?,
            when: when?,
            span: line.span,
        })
    }

    fn cost(&mut self, lines: &'t [ActionLine]) -> Check<Option<Duration>> {
        let cost = lines.iter().find_map(|line| match line {
            ActionLine::Cost { value, .. } => Some(value),
            _ => None,
        });
        let Some(cost) = cost else { return Ok(None) };
        let operand = self.literal(cost, span_of(cost), Expected::Type(&PlainType::Duration))?;
        match operand.kind {
            OperandKind::Literal(Value::Duration(duration)) => Ok(Some(duration)),
            _ => Err(Reported),
        }
    }

    /// The facts of all `rechecks`.
    fn rechecks(&mut self, lines: &'t [ActionLine]) -> Check<Vec<FactId>> {
        let names = lines.iter().filter_map(|line| match line {
            ActionLine::Rechecks { facts, .. } => Some(facts),
            _ => None,
        });
        let mut firsts: HashMap<FactId, Span> = HashMap::new();
        let mut facts = Vec::new();
        let mut fault = Ok(());
        for name in names.flatten() {
            match self.recheck(name) {
                Ok(fact) => {
                    if let Some(&first) = firsts.get(&fact) {
                        let (name, at) = (name.text.clone(), name.span);
                        self.context
                            .reports
                            .warn(RepeatedRecheck { name, at, first });
                    } else {
                        firsts.insert(fact, name.span);
                        facts.push(fact);
                    }
                }
                Err(Reported) => fault = Err(Reported),
            }
        }
        fault.map(|()| facts)
    }

    /// A fact, or a field of all elements of a list.
    fn recheck(&mut self, name: &'t Name) -> Check<FactId> {
        // The elements at hand have no say here.
        let scope = std::mem::take(&mut self.scope);
        let referent = self.look_up(&name.text);
        let result = match referent {
            Referent::Fact(FactRef { fact, .. }, _) => Ok(fact),
            Referent::Broken => Err(Reported),
            Referent::FieldOfList(list) => self.rechecked_field(list, name),
            Referent::Nothing => {
                let meant = self.field_of_all(&scope, &name.text);
                Err(self.report_unknown(name, meant))
            }
            Referent::NotImported(_) => Err(self.report_reference(&referent, name)),
            _ => Err(self.not_rechecked(name, RecheckFault::Derived)),
        };
        self.scope = scope;
        result
    }

    /// What `rechecks` calls the field of the element that the action speaks of.
    fn field_of_all(&self, scope: &Scope<'_>, name: &str) -> Option<Intention> {
        let (variable, field) = name.split_once('.')?;
        let mut bindings = scope.innermost_first();
        let binding = bindings.find(|binding| binding.name == Some(variable))?;
        let is_field = self.context.fields.contains_key(&(binding.list, field));
        let list = &self.context.facts[binding.list].path;
        is_field.then(|| Intention::FieldOfAll(format!("{list}.{field}")))
    }

    /// `list.field`, `list.field.field`
    fn rechecked_field(&mut self, list: FactId, name: &'t Name) -> Check<FactId> {
        let path = self.context.facts[list].path.len();
        let words: &'t str = name.text.get(path + 1..).unwrap_or("");
        let mut at = list;
        for word in words.split('.') {
            match self.context.fields.get(&(at, word)) {
                Some(&field) => at = field,
                None => return Err(self.report_rechecked_field(at, word, name)),
            }
        }
        let list = self.context.facts[at].list;
        if let Some(list) = list
            && let Type::List(ListType::Records { keys, .. }) = &self.context.facts[list].ty
            && keys.contains(&at)
        {
            let path = self.context.facts[list].path.clone();
            return Err(self.not_rechecked(name, RecheckFault::Key(path)));
        }
        Ok(at)
    }

    fn not_rechecked(&mut self, name: &Name, fault: RecheckFault) -> Reported {
        self.context.reports.error(NotRechecked {
            name: name.text.clone(),
            fault,
            at: name.span,
        })
    }

    fn report_rechecked_field(&mut self, list: FactId, word: &str, name: &Name) -> Reported {
        let words = super::fields::words(&self.context.facts, list);
        let nearest = self.context.reports.nearest(word, words);
        let path = self.context.facts[list].path.clone();
        let nearest = nearest.map(|nearest| format!("{path}.{nearest}"));
        let fields = super::fields::some(&self.context.facts, list, &format!("{path}."));
        let fault = crate::diagnostic::catalogue::UnknownField {
            field: word.to_owned(),
            list: path,
            fields,
            at: name.span,
            nearest,
        };
        self.context.reports.error(fault)
    }
}

/// The place of a literal.
fn span_of(literal: &Literal) -> Span {
    match literal {
        Literal::YesNo(_, span) => *span,
        Literal::Str(text) => text.span,
        Literal::Number(number) => number.span,
        Literal::Quantity { number, unit } => number.span.to(unit.span),
    }
}
