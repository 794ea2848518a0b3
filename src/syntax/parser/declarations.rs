//! Declarations and their lines.

use super::node::{Node, Parts};
use super::{Builder, Built, Rule, Stop};
use crate::syntax::tree::{
    Action, ActionLine, Attribute, AttributeValue, Binder, Condition, ConditionKind, Fact, Guide,
    Import, Item, Let, Name, Str, TextLine,
};

/// What follows the first word of many declarations.
pub(super) struct Head {
    pub(super) name: Name,
    pub(super) title: Option<Str>,
    pub(super) binders: Vec<Binder>,
}

impl Builder {
    /// All declarations of a piece.
    pub(super) fn declarations(&mut self, root: Node, items: &mut Vec<Item>) -> Built<()> {
        let mut parts = root.parts();
        while let Some(node) = parts.next() {
            items.push(match node.rule() {
                Rule::guide => Item::Guide(self.guide(node)?),
                Rule::import => Item::Import(self.import(node)?),
                Rule::fact => Item::Fact(self.fact(&node)?),
                Rule::let_ => Item::Let(self.binding(node)?),
                Rule::condition => Item::Condition(self.condition(node)?),
                Rule::action => Item::Action(self.action(node)?),
                Rule::rule_ => Item::Rule(self.rule(node)?),
                Rule::EOI => break,
                _ => return Err(Stop::Unknown(node.start())),
            });
        }
        Ok(())
    }

    fn guide(&mut self, node: Node) -> Built<Guide> {
        let span = self.span_of(&node);
        let mut parts = node.parts();
        let title = self.string(&parts.need_after(Rule::kw_guide)?);
        let mut attributes = Vec::new();
        let mut seen = Vec::new();
        parts.take(Rule::open_brace);
        while let Some(line) = parts.take(Rule::guide_line) {
            let attribute = self.attribute(line)?;
            if self.once(&mut seen, &attribute.word.text, attribute.span) {
                attributes.push(attribute);
            }
        }
        Ok(Guide {
            title,
            attributes,
            span,
        })
    }

    fn import(&mut self, node: Node) -> Built<Import> {
        let span = self.span_of(&node);
        let path = self.string(&node.parts().need_after(Rule::kw_import)?);
        Ok(Import { path, span })
    }

    fn fact(&mut self, node: &Node) -> Built<Fact> {
        let mut parts = node.clone().parts();
        parts.take(Rule::kw_fact);
        self.typed(node, parts)
    }

    /// A fact or a field, from its name on.
    pub(super) fn typed(&mut self, node: &Node, mut parts: Parts) -> Built<Fact> {
        let span = self.span_of(node);
        let name = self.name(&parts.need()?);
        let title = parts.take(Rule::string).map(|title| self.string(&title));
        let (ty, mut attributes) = self.ty(parts.need_after(Rule::colon)?)?;
        if let Some(body) = parts.take(Rule::fact_body) {
            let mut lines = body.parts();
            lines.take(Rule::open_brace);
            while let Some(line) = lines.take(Rule::attribute) {
                attributes.push(self.attribute(line)?);
            }
        }
        let mut seen = Vec::new();
        attributes.retain(|attribute| self.once(&mut seen, &attribute.word.text, attribute.span));
        Ok(Fact {
            name,
            title,
            ty,
            attributes,
            span,
        })
    }

    /// A line that is a word and what follows it.
    pub(super) fn attribute(&mut self, node: Node) -> Built<Attribute> {
        let span = self.span_of(&node);
        let mut parts = node.parts();
        let word = self.name(&parts.need()?);
        let value = parts.need()?;
        let value = match value.rule() {
            Rule::string => AttributeValue::Text(self.string(&value)),
            Rule::kw_never => AttributeValue::Never(self.span_of(&value)),
            _ => AttributeValue::Expr(self.expr(value)?),
        };
        Ok(Attribute { word, value, span })
    }

    fn binding(&mut self, node: Node) -> Built<Let> {
        let span = self.span_of(&node);
        let mut parts = node.parts();
        let name = self.name(&parts.need_after(Rule::kw_let)?);
        let value = self.expr(parts.need_after(Rule::equals)?)?;
        Ok(Let { name, value, span })
    }

    pub(super) fn head(&mut self, parts: &mut Parts) -> Built<Head> {
        parts.need()?;
        let name = self.name(&parts.need()?);
        let title = parts.take(Rule::string).map(|title| self.string(&title));
        let mut binders = Vec::new();
        while let Some(binder) = parts.take(Rule::binder) {
            binders.push(self.binder(binder)?);
        }
        Ok(Head {
            name,
            title,
            binders,
        })
    }

    fn binder(&mut self, node: Node) -> Built<Binder> {
        let span = self.span_of(&node);
        let mut parts = node.parts();
        parts.take(Rule::kw_for);
        parts.take(Rule::kw_each);
        let variable = self.name(&parts.need()?);
        let list = self.list(parts.need_after(Rule::kw_in)?)?;
        Ok(Binder {
            variable,
            list,
            span,
        })
    }

    fn condition(&mut self, node: Node) -> Built<Condition> {
        let span = self.span_of(&node);
        let kind = if node.text().starts_with("symptom") {
            ConditionKind::Symptom
        } else {
            ConditionKind::Condition
        };
        let mut parts = node.parts();
        let Head {
            name,
            title,
            binders,
        } = self.head(&mut parts)?;
        let when = self.expr(parts.need_after(Rule::kw_when)?)?;
        Ok(Condition {
            kind,
            name,
            title,
            binders,
            when,
            span,
        })
    }

    fn action(&mut self, node: Node) -> Built<Action> {
        let span = self.span_of(&node);
        let mut parts = node.parts();
        let Head {
            name,
            title,
            binders,
        } = self.head(&mut parts)?;
        parts.take(Rule::open_brace);
        let mut lines = Vec::new();
        let mut seen = Vec::new();
        while let Some(line) = parts.next().filter(|part| part.rule() != Rule::close_brace) {
            let line = self.action_line(line)?;
            match line {
                ActionLine::Cost { span, .. } if !self.once(&mut seen, "cost", span) => {}
                line => lines.push(line),
            }
        }
        Ok(Action {
            name,
            title,
            binders,
            lines,
            span,
        })
    }

    fn action_line(&mut self, node: Node) -> Built<ActionLine> {
        let span = self.span_of(&node);
        let rule = node.rule();
        let mut parts = node.parts();
        match rule {
            Rule::text_line => {
                let step = parts.need()?.text() == "step";
                let text = self.string(&parts.need()?);
                let when = match parts.take(Rule::kw_when) {
                    Some(_) => Some(self.expr(parts.need()?)?),
                    None => None,
                };
                let line = TextLine { text, when, span };
                Ok(if step {
                    ActionLine::Step(line)
                } else {
                    ActionLine::Note(line)
                })
            }
            Rule::cost_line => {
                let value = self.literal(parts.need_after(Rule::kw_cost)?)?;
                Ok(ActionLine::Cost { value, span })
            }
            _ => {
                let mut facts = vec![self.name(&parts.need_after(Rule::kw_rechecks)?)];
                while parts.take(Rule::comma).is_some() {
                    facts.push(self.name(&parts.need()?));
                }
                Ok(ActionLine::Rechecks { facts, span })
            }
        }
    }
}
