//! Rules and their entries.

use super::declarations::Head;
use super::node::Node;
use super::{Builder, Built, Rule};
use crate::source::Span;
use crate::syntax::tree::{self, Entry, EntryKind, RuleLine};

impl Builder {
    pub(super) fn rule(&mut self, node: Node) -> Built<tree::Rule> {
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
            let span = self.span_of(&line);
            match line.rule() {
                Rule::when_line => {
                    let test = self.expr(line.parts().need_after(Rule::kw_when)?)?;
                    if self.once(&mut seen, "when", span) {
                        lines.push(RuleLine::When { test, span });
                    }
                }
                Rule::priority_line => {
                    let value = self.number(&line.parts().need_after(Rule::kw_priority)?);
                    if self.once(&mut seen, "priority", span) {
                        lines.push(RuleLine::Priority { value, span });
                    }
                }
                _ => lines.push(RuleLine::Entry(Box::new(self.entry(line)?))),
            }
        }
        // There are many rules, and most are short.
        lines.shrink_to_fit();
        Ok(tree::Rule {
            name,
            title,
            binders,
            lines,
            span,
        })
    }

    fn entry(&mut self, node: Node) -> Built<Entry> {
        let span = self.span_of(&node);
        let mut parts = node.parts();
        let proposal = parts.need()?;
        let object = parts.need()?;
        let kind = match proposal.rule() {
            Rule::kw_try => EntryKind::Try(self.name(&object)),
            Rule::kw_conclude => EntryKind::Conclude(self.string(&object)),
            Rule::kw_refer => {
                let url = self.string(&parts.need_after(Rule::kw_at)?);
                EntryKind::Refer {
                    text: self.string(&object),
                    url,
                }
            }
            _ => EntryKind::Escalate(self.name(&object)),
        };
        let mut entry = Entry {
            kind,
            when: None,
            without_asking: None,
            because: None,
            up_to: None,
            span,
        };
        let mut seen = Vec::new();
        while let Some(modifier) = parts.next() {
            self.modifier(&mut entry, modifier, &mut seen)?;
        }
        Ok(entry)
    }

    fn modifier(
        &mut self,
        entry: &mut Entry,
        node: Node,
        seen: &mut Vec<(String, Span)>,
    ) -> Built<()> {
        let span = self.span_of(&node);
        let rule = node.rule();
        let mut parts = node.parts();
        match rule {
            Rule::entry_when => {
                let when = self.expr(parts.need_after(Rule::kw_when)?)?;
                if self.once(seen, "when", span) {
                    entry.when = Some(when);
                }
            }
            Rule::without_asking => {
                if self.once(seen, "without asking", span) {
                    entry.without_asking = Some(span);
                }
            }
            Rule::because => {
                let because = self.string(&parts.need_after(Rule::kw_because)?);
                if self.once(seen, "because", span) {
                    entry.because = Some(because);
                }
            }
            _ => {
                parts.take(Rule::kw_up);
                let number = self.number(&parts.need_after(Rule::kw_to)?);
                if self.once(seen, "up to", span) {
                    entry.up_to = Some(number);
                }
            }
        }
        Ok(())
    }
}
