//! Texts for people, with values in braces.

use super::expression::{Expressions, Meaning, truth};
use super::references::Referent;
use super::report::{Check, Reported};
use crate::diagnostic::catalogue::{UnknownHole, UnprintableHole};
use crate::model::expression::{FactRef, Operand, OperandKind};
use crate::model::fact::{ListType, Type};
use crate::model::ids::VariableId;
use crate::model::text::{HoleValue, Part, Template};
use crate::source::Span;
use crate::syntax::TemplatePart;
use crate::syntax::tree::{Name, Str};

impl Expressions<'_, '_> {
    /// A text with its holes resolved.
    pub(super) fn template(&mut self, text: &Str) -> Check<Template> {
        let parts = match text.template() {
            Ok(parts) => parts,
            Err(faults) => {
                let reported = faults
                    .into_iter()
                    .map(|fault| self.context.reports.error(fault));
                return Err(reported.last().unwrap_or(Reported));
            }
        };
        let parts: Vec<Check<Part>> = parts.into_iter().map(|part| self.part(part)).collect();
        let parts: Check<Vec<Part>> = parts.into_iter().collect();
        Ok(Template {
            parts: parts?,
            span: text.span,
        })
    }

    fn part(&mut self, part: TemplatePart) -> Check<Part> {
        let name = match part {
            TemplatePart::Text(text) => return Ok(Part::Text(text)),
            TemplatePart::Hole(name) => name,
        };
        let value = self.hole(&name)?;
        // The braces stand around the name.
        let Span { file, start, end } = name.span;
        Ok(Part::Hole {
            name: name.text,
            value,
            span: Span {
                file,
                start: start.saturating_sub(1),
                end: end + 1,
            },
        })
    }

    fn hole(&mut self, name: &Name) -> Check<HoleValue> {
        let referent = self.look_up(&name.text);
        let meaning = match referent {
            Referent::Nothing => return Err(self.report_hole(name)),
            Referent::FieldOfList(_) | Referent::NoSuchField(_) | Referent::NotImported(_) => {
                return Err(self.report_reference(&referent, name));
            }
            _ => self
                .mean(&referent, &name.text, name.span)
                .unwrap_or(Err(Reported))?,
        };
        match meaning {
            Meaning::Operand(operand) => Ok(HoleValue::Operand(operand)),
            Meaning::Test(test) => Ok(HoleValue::Operand(truth(test, name.span))),
            Meaning::List(list) => Ok(HoleValue::List(list.list)),
            Meaning::Record(variable, span) => self.key(variable, span).map(HoleValue::Operand),
        }
    }

    /// An element with fields prints its key.
    fn key(&mut self, variable: VariableId, span: Span) -> Check<Operand> {
        let list = self.context.variable(variable).list;
        let keys = match &self.context.facts[list].ty {
            Type::List(ListType::Records { keys, .. }) => keys.clone(),
            _ => Vec::new(),
        };
        match keys[..] {
            // The keys have a fault.
            [] => Err(Reported),
            [key] => match (
                &self.context.facts[key].ty,
                self.context.declaration(key).typed,
            ) {
                (Type::Plain(ty), true) => {
                    let reference = FactRef {
                        fact: key,
                        of: Some(variable),
                    };
                    Ok(Operand {
                        kind: OperandKind::Fact(reference),
                        ty: ty.clone(),
                        span,
                    })
                }
                _ => Err(Reported),
            },
            _ => {
                let name = self.context.sources.text(span).to_owned();
                let words = keys.iter().map(|key| self.context.facts[*key].word());
                let keys = words.map(|word| format!("{name}.{word}")).collect();
                Err(self.context.reports.error(UnprintableHole {
                    name,
                    keys,
                    at: span,
                }))
            }
        }
    }

    fn report_hole(&mut self, name: &Name) -> Reported {
        if self.context.names.visibility.is_incomplete(self.file) {
            return Reported;
        }
        let nearest = self.nearest(&name.text);
        self.context.reports.error(UnknownHole {
            name: name.text.clone(),
            at: name.span,
            nearest,
        })
    }
}
