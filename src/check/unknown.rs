//! Names that stand for nothing of use, and what was probably meant.

use super::expression::Expressions;
use super::fields;
use super::imports;
use super::references::Referent;
use super::report::Reported;
use crate::diagnostic::catalogue::{
    FieldOfList, Intention, NotImported, UnknownField, UnknownName,
};
use crate::model::fact::PlainType;
use crate::model::ids::{FactId, VariableId};
use crate::syntax::tree::Name;

impl Expressions<'_, '_> {
    /// Reports a name that stands for nothing of use.
    pub(super) fn report_reference(&mut self, referent: &Referent, name: &Name) -> Reported {
        let (text, at) = (name.text.clone(), name.span);
        match *referent {
            Referent::NotImported(declared) => {
                let import = imports::suggestion(self.context, self.file, declared.file);
                self.context.reports.error(NotImported {
                    name: text,
                    at,
                    declared,
                    import,
                })
            }
            Referent::FieldOfList(list) => self.report_field_of_list(list, name),
            Referent::NoSuchField(variable) => self.report_field(variable, name),
            _ => self.report_unknown(name, None),
        }
    }

    /// Reports `list.field`, where no element is named.
    fn report_field_of_list(&mut self, list: FactId, name: &Name) -> Reported {
        let (text, at) = (name.text.clone(), name.span);
        let fact = &self.context.facts[list];
        let declared = fact.name_span;
        let of_path = text
            .strip_prefix(&fact.path)
            .and_then(|rest| rest.strip_prefix('.'));
        let (written, field) = match of_path {
            Some(rest) => (fact.path.as_str(), rest.split('.').next().unwrap_or(rest)),
            None => text.rsplit_once('.').unwrap_or(("", &text)),
        };
        let (written, field) = (written.to_owned(), field.to_owned());
        if self.context.fields.contains_key(&(list, field.as_str())) {
            return self.context.reports.error(FieldOfList {
                name: text,
                list: written,
                field,
                at,
                declared,
            });
        }
        let fields = fields::some(&self.context.facts, list, "");
        let path = self.context.facts[list].path.clone();
        self.context.reports.error(UnknownField {
            field,
            list: path,
            fields,
            at,
            nearest: None,
        })
    }

    fn report_field(&mut self, variable: VariableId, name: &Name) -> Reported {
        let list = self.context.variable(variable).list;
        let (variable, field) = name.text.split_once('.').unwrap_or(("", &name.text));
        let words = fields::words(&self.context.facts, list);
        let nearest = self.context.reports.nearest(field, words);
        let nearest = nearest.map(|nearest| format!("{variable}.{nearest}"));
        let fields = fields::some(&self.context.facts, list, &format!("{variable}."));
        let path = self.context.facts[list].path.clone();
        let (field, at) = (field.to_owned(), name.span);
        self.context.reports.error(UnknownField {
            field,
            list: path,
            fields,
            at,
            nearest,
        })
    }

    /// Reports a word that nothing is called, opposite a value of this type.
    pub(super) fn report_unknown_value(&mut self, name: &Name, ty: &PlainType) -> Reported {
        let meant = match (ty, name.text.as_str()) {
            (PlainType::YesNo, "true") => Some(Intention::YesNo("yes")),
            (PlainType::YesNo, "false") => Some(Intention::YesNo("no")),
            (PlainType::Text, word) if self.nearest(word).is_none() => Some(Intention::Text),
            _ => None,
        };
        self.report_unknown(name, meant)
    }

    /// Reports a name that nothing is called; what is meant is looked for, unless
    /// it is known.
    pub(super) fn report_unknown(&mut self, name: &Name, meant: Option<Intention>) -> Reported {
        if self.context.names.visibility.is_incomplete(self.file) {
            return Reported;
        }
        let meant = meant
            .or_else(|| self.element_before(&name.text))
            .or_else(|| self.nearest(&name.text).map(Intention::Nearest));
        self.context.reports.error(UnknownName {
            name: name.text.clone(),
            at: name.span,
            meant,
        })
    }

    /// The element of an `any … has` before the test, if the name speaks of it.
    fn element_before(&self, name: &str) -> Option<Intention> {
        let first = name.split('.').next()?;
        let is_known = self.elements_before.contains(&first);
        is_known.then(|| Intention::ElementBefore(first.to_owned()))
    }

    /// The visible name that is most like this one.
    pub(super) fn nearest(&mut self, name: &str) -> Option<String> {
        // Of lists with very many fields, the first ones will do.
        const MOST_FIELDS: usize = 200;
        let mut local = Vec::new();
        for binding in self.scope.innermost_first() {
            local.extend(binding.name.map(str::to_owned));
            let words = fields::words(&self.context.facts, binding.list).take(MOST_FIELDS);
            match (binding.name, binding.open) {
                (_, true) => local.extend(words.map(str::to_owned)),
                (Some(variable), false) => {
                    local.extend(words.map(|word| format!("{variable}.{word}")));
                }
                (None, false) => {}
            }
        }
        let names = &self.context.names;
        let visible = names.values.visible(&names.visibility, self.file);
        self.context
            .reports
            .nearest(name, local.iter().map(String::as_str).chain(visible))
    }
}
