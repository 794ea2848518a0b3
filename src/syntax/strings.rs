//! What the texts in quotes say.

use crate::diagnostic::catalogue::{BadInterpolation, BadInterpolationKind};
use crate::source::Span;
use crate::syntax::tree::{Name, Str};
use crate::syntax::words;

/// A part of a text for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplatePart {
    /// Text as it is.
    Text(String),
    /// `{name}`, the value of a name.
    Hole(Name),
}

impl Str {
    /// The plain text, as guards see it: `""` is a quote, `{{` and `}}` are
    /// braces, and so are single ones.
    pub fn value(&self) -> String {
        unescaped(&self.raw)
    }

    /// The place of the character of [`Str::value`] before which so many bytes stand;
    /// behind the last one, that of the closing quote.
    pub fn character(&self, at: usize) -> Span {
        let mut rest = self.raw.char_indices().peekable();
        let mut value_at = 0;
        while let Some((raw_at, character)) = rest.next() {
            let mut end = raw_at + character.len_utf8();
            let again = rest.next_if(|(_, next)| is_doubled(character) && *next == character);
            if let Some((again_at, again)) = again {
                end = again_at + again.len_utf8();
            }
            if value_at >= at {
                return self.inner_span(raw_at, end);
            }
            value_at += character.len_utf8();
        }
        self.inner_span(self.raw.len(), self.raw.len() + 1)
    }

    /// The text as people are shown it, with holes for values. Texts stand
    /// between the holes, none of them empty.
    ///
    /// # Errors
    ///
    /// All braces that do not hold a name.
    pub fn template(&self) -> Result<Vec<TemplatePart>, Vec<BadInterpolation>> {
        let mut parts = Vec::new();
        let mut faults = Vec::new();
        let mut text = String::new();
        let mut at = 0;
        while let Some(length) = self.raw[at..].find(['{', '}']) {
            let brace = at + length;
            let rest = &self.raw[brace..];
            text.push_str(&self.raw[at..brace]);
            at = brace + 1;
            if rest.starts_with("{{") || rest.starts_with("}}") {
                text.push_str(&rest[..1]);
                at += 1;
            } else if rest.starts_with('}') {
                faults.push(self.fault(BadInterpolationKind::Stray, brace, at));
            } else {
                match rest[1..]
                    .find(['{', '}'])
                    .filter(|end| rest[1 + end..].starts_with('}'))
                {
                    None => faults.push(self.fault(BadInterpolationKind::Unclosed, brace, at)),
                    Some(length) => {
                        at = brace + length + 2;
                        match self.hole(brace + 1, &rest[1..=length]) {
                            Ok(name) => {
                                push_text(&mut parts, &mut text);
                                parts.push(TemplatePart::Hole(name));
                            }
                            Err(kind) => faults.push(self.fault(kind, brace, at)),
                        }
                    }
                }
            }
        }
        text.push_str(&self.raw[at..]);
        push_text(&mut parts, &mut text);
        if faults.is_empty() {
            Ok(parts)
        } else {
            Err(faults)
        }
    }

    /// The name in a hole whose content begins at byte `start` of the raw text.
    fn hole(&self, start: usize, content: &str) -> Result<Name, BadInterpolationKind> {
        let name = content.trim();
        if name.is_empty() {
            return Err(BadInterpolationKind::Empty);
        }
        let is_word = |word: &str| {
            word.starts_with(char::is_alphabetic)
                && word.chars().all(|c| c.is_alphanumeric() || c == '_')
        };
        let first = name.split('.').next().unwrap_or("");
        if words::is_reserved(first) || !name.split('.').all(is_word) {
            return Err(BadInterpolationKind::NotAName(name.to_owned()));
        }
        let start = start + content.len() - content.trim_start().len();
        Ok(Name {
            text: name.to_owned(),
            span: self.inner_span(start, start + name.len()),
        })
    }

    fn fault(&self, kind: BadInterpolationKind, start: usize, end: usize) -> BadInterpolation {
        BadInterpolation {
            kind,
            at: self.inner_span(start, end),
        }
    }

    /// The place of some bytes of the raw text.
    fn inner_span(&self, start: usize, end: usize) -> Span {
        let first = self.span.start + 1;
        Span {
            file: self.span.file,
            start: first + start as u32,
            end: first + end as u32,
        }
    }
}

fn push_text(parts: &mut Vec<TemplatePart>, text: &mut String) {
    if !text.is_empty() {
        parts.push(TemplatePart::Text(
            std::mem::take(text).replace("\"\"", "\""),
        ));
    }
}

/// Whether two of these characters stand for one.
fn is_doubled(character: char) -> bool {
    matches!(character, '"' | '{' | '}')
}

/// Doubled quotes and braces read left to right, each pair once.
fn unescaped(raw: &str) -> String {
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw.chars().peekable();
    while let Some(character) = rest.next() {
        if is_doubled(character) && rest.peek() == Some(&character) {
            rest.next();
        }
        value.push(character);
    }
    value
}

#[cfg(test)]
mod tests {
    use super::TemplatePart;
    use crate::diagnostic::catalogue::BadInterpolationKind;
    use crate::source::{Sources, Span};
    use crate::syntax::tree::Str;

    fn text(raw: &str) -> Str {
        let file = Sources::default().add("a.rules", "");
        Str {
            raw: raw.to_owned(),
            span: Span {
                file,
                start: 10,
                end: 12 + raw.len() as u32,
            },
        }
    }

    /// The parts, holes in angle brackets with their place.
    fn shown(raw: &str) -> Result<String, Vec<(BadInterpolationKind, u32, u32)>> {
        let parts = text(raw).template().map_err(|faults| {
            faults
                .into_iter()
                .map(|fault| (fault.kind, fault.at.start, fault.at.end))
                .collect::<Vec<_>>()
        })?;
        Ok(parts
            .into_iter()
            .map(|part| match part {
                TemplatePart::Text(text) => text,
                TemplatePart::Hole(name) => {
                    format!("<{} {}..{}>", name.text, name.span.start, name.span.end)
                }
            })
            .collect())
    }

    #[test]
    fn doubled_signs_are_single() {
        assert_eq!(
            text(r#"say ""hi"" {{x}} { \n"#).value(),
            r#"say "hi" {x} { \n"#
        );
    }

    #[test]
    fn characters_of_the_value_have_their_places() {
        let place = |at| {
            let span = text(r#"a""b{{ä"#).character(at);
            (span.start, span.end)
        };
        let places: Vec<_> = [0, 1, 2, 3, 4, 6].map(place).into();
        let expected = [(11, 12), (12, 14), (14, 15), (15, 17), (17, 19), (19, 20)];
        assert_eq!(places, expected);
    }

    #[test]
    fn holes_have_exact_places() {
        assert_eq!(
            shown("ä {pod.name}, {{{ a }}}"),
            Ok("ä <pod.name 15..23>, {<a 30..31>}".to_owned())
        );
    }

    #[test]
    fn bad_braces_are_found_all() {
        use BadInterpolationKind::{Empty, NotAName, Stray, Unclosed};
        assert_eq!(
            shown("{} } {a b} {not} {x"),
            Err(vec![
                (Empty, 11, 13),
                (Stray, 14, 15),
                (NotAName("a b".to_owned()), 16, 21),
                (NotAName("not".to_owned()), 22, 27),
                (Unclosed, 28, 29),
            ])
        );
    }
}
