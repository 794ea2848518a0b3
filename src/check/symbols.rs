//! Words opposite an enumeration.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::expression::{Expressions, Meaning};
use super::references::Referent;
use super::report::Check;
use super::types::{self, Agreement};
use crate::diagnostic::catalogue::{SymbolClash, UnknownSymbol};
use crate::model::expression::{FactRef, Operand, OperandKind};
use crate::model::fact::{PlainType, Symbol};
use crate::model::value::{SymbolId, Value};
use crate::source::Span;
use crate::syntax::tree::Name;

/// Finds symbols by name, fast in large enumerations too.
#[derive(Debug, Default)]
pub(super) struct SymbolIndex {
    /// The large enumerations, by address.
    large: HashMap<*const Symbol, Large, RandomState>,
}

/// A large enumeration.
#[derive(Debug)]
struct Large {
    /// The enumeration, kept so that its address stays its own.
    _symbols: Arc<[Symbol]>,
    by_name: HashMap<String, SymbolId, RandomState>,
}

impl SymbolIndex {
    /// More symbols than this are looked up in an index.
    const LARGE: usize = 32;

    /// The symbol of this name.
    pub(super) fn find(&mut self, ty: &PlainType, name: &str) -> Option<SymbolId> {
        let symbols = match ty {
            PlainType::Symbols(symbols) if symbols.len() > Self::LARGE => symbols,
            _ => return ty.symbol(name),
        };
        let large = self.large.entry(symbols.as_ptr()).or_insert_with(|| {
            let names = symbols.iter().map(|symbol| symbol.name.clone());
            let by_name = names.zip((0..=u16::MAX).map(SymbolId)).collect();
            Large {
                _symbols: symbols.clone(),
                by_name,
            }
        });
        large.by_name.get(name).copied()
    }
}

impl Expressions<'_, '_> {
    /// A word opposite an enumeration: its symbol. If it has no such symbol, a
    /// name of a value of the same enumeration.
    pub(super) fn symbol(&mut self, word: &Name, ty: &PlainType) -> Check<Meaning> {
        if let Some(operand) = self.known_symbol(word, ty) {
            return Ok(Meaning::Operand(operand));
        }
        let same_type = |named: PlainType| types::agreement(ty, &named) == Agreement::Same;
        if self.type_at_once(&word.text).is_some_and(same_type) || self.is_unchecked_let(&word.text)
        {
            return self.referent(word);
        }
        Err(self.report_symbol(word, ty))
    }

    /// The value of a word that is a symbol of the enumeration.
    pub(super) fn symbol_value(&mut self, word: &Name, ty: &PlainType) -> Check<Value> {
        match self.known_symbol(word, ty) {
            Some(Operand {
                kind: OperandKind::Literal(value),
                ..
            }) => Ok(value),
            _ => Err(self.report_symbol(word, ty)),
        }
    }

    fn known_symbol(&mut self, word: &Name, ty: &PlainType) -> Option<Operand> {
        let symbol = self.context.symbols.find(ty, &word.text)?;
        if let Some(other) = self.place_of(&word.text) {
            let name = word.text.clone();
            self.context.reports.warn(SymbolClash {
                name,
                at: word.span,
                other,
            });
        }
        let kind = OperandKind::Literal(Value::Symbol(symbol));
        Some(Operand {
            kind,
            ty: ty.clone(),
            span: word.span,
        })
    }

    /// Where the name is declared, if it stands for something else too.
    fn place_of(&self, word: &str) -> Option<Span> {
        match self.look_up(word) {
            Referent::Fact(FactRef { fact, .. }, _) => Some(self.context.facts[fact].name_span),
            Referent::Let(_) | Referent::Condition(_) => {
                self.context.names.values.get(word).map(|found| found.span)
            }
            _ => None,
        }
    }

    fn is_unchecked_let(&mut self, word: &str) -> bool {
        let Referent::Let(id) = self.look_up(word) else {
            return false;
        };
        !self
            .context
            .progress
            .is_done(super::derived::Derived::Let(id))
    }

    fn report_symbol(&mut self, word: &Name, ty: &PlainType) -> super::report::Reported {
        let symbols = ty.symbols().unwrap_or_default();
        let nearest = self.context.reports.nearest(
            &word.text,
            symbols.iter().map(|symbol| symbol.name.as_str()),
        );
        let symbols = types::symbol_list(symbols);
        self.context.reports.error(UnknownSymbol {
            name: word.text.clone(),
            symbols,
            at: word.span,
            nearest,
        })
    }
}
