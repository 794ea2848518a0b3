//! The entries of rules.

use super::arguments::Speaker;
use super::expression::Expressions;
use super::imports;
use super::report::{Check, Reported};
use super::types;
use crate::diagnostic::catalogue::{AttemptFault, AttemptLimit, NotImported, UnknownAction};
use crate::model::expression::Test;
use crate::model::ids::{Id, RuleId, VariableId};
use crate::model::rule::{ActionUse, Entry, Proposal};
use crate::model::text::Template;
use crate::model::value::Number;
use crate::source::Span;
use crate::syntax::tree::{self, EntryKind, Name};

/// An entry whose rule has no number yet.
pub(super) struct CheckedEntry {
    proposal: Proposal,
    when: Option<Test>,
    without_asking: bool,
    because: Option<Template>,
    span: Span,
}

impl CheckedEntry {
    /// The entry, once its rule has a number.
    pub(super) fn of(self, rule: RuleId) -> Entry {
        let CheckedEntry {
            proposal,
            when,
            without_asking,
            because,
            span,
        } = self;
        Entry {
            rule,
            proposal,
            when,
            without_asking,
            because,
            span,
        }
    }
}

impl<'t> Expressions<'_, 't> {
    /// An entry of a rule, the elements of which are at hand.
    pub(super) fn entry(&mut self, entry: &'t tree::Entry) -> Check<CheckedEntry> {
        let times = self.times(entry);
        let proposal = match &entry.kind {
            EntryKind::Try(name) => self.action(name).and_then(|action| {
                Ok(Proposal::Try {
                    action,
                    times: times?,
                })
            }),
            EntryKind::Escalate(name) => self.action(name).map(Proposal::Escalate),
            EntryKind::Conclude(text) => self.template(text).map(Proposal::Conclude),
            EntryKind::Refer { text, url } => {
                self.warn_of_braces(url, false);
                self.template(text).map(|text| Proposal::Refer {
                    text,
                    url: url.value(),
                })
            }
        };
        let when = entry.when.as_ref().map(|when| self.test(when)).transpose();
        let because = entry
            .because
            .as_ref()
            .map(|because| self.template(because))
            .transpose();
        times?;
        Ok(CheckedEntry {
            proposal: proposal?,
            when: when?,
            without_asking: entry.without_asking.is_some(),
            because: because?,
            span: entry.span,
        })
    }

    /// How many attempts use the entry up.
    fn times(&mut self, entry: &tree::Entry) -> Check<u32> {
        let Some(written) = &entry.up_to else {
            return Ok(1);
        };
        let at = written.span;
        if !matches!(entry.kind, EntryKind::Try(_)) {
            return Err(self.context.reports.error(AttemptLimit {
                fault: AttemptFault::NotTried,
                at,
            }));
        }
        let number = types::number(self.context, written)?;
        let whole =
            (1..=AttemptLimit::MOST).find(|times| Number::from(i64::from(*times)) == number);
        whole.ok_or_else(|| {
            let fault = AttemptFault::Number(number.to_string());
            self.context.reports.error(AttemptLimit { fault, at })
        })
    }

    /// The action of an entry, with the elements that it is done to.
    fn action(&mut self, name: &'t Name) -> Check<ActionUse> {
        let (text, at) = (name.text.as_str(), name.span);
        let Some(declared) = self.context.names.actions.get(text) else {
            return Err(self.report_action(name));
        };
        if !self
            .context
            .names
            .visibility
            .sees(self.file, declared.span.file)
        {
            let import = imports::suggestion(self.context, self.file, declared.span.file);
            let fault = NotImported {
                name: text.to_owned(),
                at,
                declared: declared.span,
                import,
            };
            return Err(self.context.reports.error(fault));
        }
        let action = declared.meant.ok_or(Reported)?;
        let binders = self
            .context
            .action_binders
            .get(action.index())
            .and_then(Option::as_ref)
            .ok_or(Reported)?;
        let binders: Vec<VariableId> = binders.iter().map(|binder| binder.variable).collect();
        let speaker = Speaker {
            what: "action",
            name: text,
            declared: declared.span,
        };
        let arguments = self.arguments(&binders, &speaker, at)?;
        Ok(ActionUse { action, arguments })
    }

    fn report_action(&mut self, name: &Name) -> Reported {
        let names = &self.context.names;
        if names.visibility.is_incomplete(self.file) {
            return Reported;
        }
        let visible = names.actions.visible(&names.visibility, self.file);
        let nearest = self.context.reports.nearest(&name.text, visible);
        self.context.reports.error(UnknownAction {
            name: name.text.clone(),
            at: name.span,
            nearest,
        })
    }
}
