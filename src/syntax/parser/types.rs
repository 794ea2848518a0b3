//! Types of facts and fields.

use super::node::{Node, Parts};
use super::{Builder, Built, Rule, Stop};
use crate::syntax::tree::{Attribute, Fact, Name, Symbol, Type, TypeKind};

impl Builder {
    /// A type; that of a list with keys comes with the attributes of the list.
    pub(super) fn ty(&mut self, node: Node) -> Built<(Type, Vec<Attribute>)> {
        let mut parts = node.parts();
        let mut outer = Vec::new();
        while let Some(list_of) = parts.take(Rule::list_of) {
            outer.push(list_of.start());
        }
        let inner = parts.need()?;
        self.enter(outer.len(), inner.start())?;
        let (mut ty, attributes) = self.inner_type(inner)?;
        self.leave(outer.len());
        for start in outer.into_iter().rev() {
            let span = self.span(start, start).to(ty.span);
            ty = Type {
                kind: TypeKind::ListOf(Box::new(ty)),
                span,
            };
        }
        Ok((ty, attributes))
    }

    fn inner_type(&mut self, node: Node) -> Built<(Type, Vec<Attribute>)> {
        let span = self.span_of(&node);
        let at = node.start();
        let mut attributes = Vec::new();
        let kind = match node.rule() {
            Rule::yes_no => TypeKind::YesNo,
            Rule::plain_type => match node.text() {
                "version" => TypeKind::Version,
                "duration" => TypeKind::Duration,
                "size" => TypeKind::Size,
                "time" => TypeKind::Time,
                _ => TypeKind::Text,
            },
            Rule::number_type => self.number_type(node.parts())?,
            Rule::symbols => TypeKind::Symbols(self.symbols(node.parts())?),
            _ => {
                self.enter(1, at)?;
                let (keys, fields, own) = self.list_by(node.parts())?;
                self.leave(1);
                attributes = own;
                TypeKind::ListBy { keys, fields }
            }
        };
        Ok((Type { kind, span }, attributes))
    }

    fn number_type(&mut self, mut parts: Parts) -> Built<TypeKind> {
        parts.take(Rule::kw_number);
        let unit = match parts.take(Rule::unit_clause) {
            Some(clause) => Some(self.string(&clause.parts().need_after(Rule::kw_unit)?)),
            None => None,
        };
        let range = match parts.take(Rule::bounds) {
            Some(bounds) => {
                let mut bounds = bounds.parts();
                let low = self.number(&bounds.need()?);
                Some((low, self.number(&bounds.need_after(Rule::dots)?)))
            }
            None => None,
        };
        Ok(TypeKind::Number { unit, range })
    }

    fn symbols(&mut self, mut parts: Parts) -> Built<Vec<Symbol>> {
        let mut symbols = Vec::new();
        while let Some(symbol) = parts.next() {
            if symbol.rule() == Rule::bar {
                continue;
            }
            let mut parts = symbol.parts();
            let name = self.name(&parts.need()?);
            let label = parts.take(Rule::string).map(|label| self.string(&label));
            symbols.push(Symbol { name, label });
        }
        Ok(symbols)
    }

    fn list_by(&mut self, mut parts: Parts) -> Built<(Vec<Name>, Vec<Fact>, Vec<Attribute>)> {
        parts.take(Rule::kw_list);
        let mut keys = vec![self.name(&parts.need_after(Rule::kw_by)?)];
        while parts.take(Rule::comma).is_some() {
            keys.push(self.name(&parts.need()?));
        }
        parts.take(Rule::open_brace);
        let (mut fields, mut attributes) = (Vec::new(), Vec::new());
        while let Some(line) = parts.next() {
            match line.rule() {
                Rule::field => fields.push(self.typed(&line, line.clone().parts())?),
                Rule::attribute => attributes.push(self.attribute(line)?),
                Rule::close_brace => break,
                _ => return Err(Stop::Unknown(line.start())),
            }
        }
        Ok((keys, fields, attributes))
    }
}
