//! The tokens in which faults hide: comments, texts, patterns, odd characters.

use super::{Last, Scanner};
use crate::diagnostic::catalogue::UnclosedPattern;
use crate::syntax::quotes::{self, Quoted};

impl Scanner<'_> {
    pub(super) fn comment(&mut self) {
        let end = self.line_end(self.at);
        let comment = &self.text[self.at..end];
        self.note_controls(self.at, end, false);
        self.scan
            .comments
            .push(self.span(self.at, self.at + comment.trim_end_matches('\r').len()));
        self.at = end;
    }

    pub(super) fn string(&mut self) {
        let start = self.at;
        match quotes::string(self.text, start) {
            Quoted::Closed(end) => {
                self.note_controls(start, end, true);
                self.other(end - start, Last::Complete);
            }
            Quoted::Open => {
                let end = self.line_end(start);
                self.note_controls(start, end, true);
                self.other(1, Last::Complete);
                // A text over several lines leaves a last quote that is no mistake of its own.
                let alone = self.text[start + 1..end]
                    .trim_matches([' ', '\t', '\r', '}', ']', ')', ','])
                    .is_empty();
                if self.unclosed_texts == 0 || !alone {
                    self.piece
                        .faults
                        .push(quotes::unclosed(self.file, self.text, start, end));
                }
                self.unclosed_texts += 1;
                self.at = end;
                self.piece.end = start + self.text[start..end].trim_end().len();
            }
        }
    }

    pub(super) fn pattern(&mut self) {
        let start = self.at;
        match quotes::pattern(self.text, start) {
            Quoted::Closed(end) => {
                self.note_controls(start, end, true);
                self.other(end - start, Last::Complete);
            }
            Quoted::Open => {
                let end = self.line_end(start);
                self.note_controls(start, end, true);
                self.other(1, Last::Complete);
                self.piece.faults.push(
                    UnclosedPattern {
                        at: self.span(start, start + 1),
                    }
                    .into(),
                );
                self.at = end;
                self.piece.end = start + self.text[start..end].trim_end().len();
            }
        }
    }

    /// A quote that is not the straight double one.
    pub(super) fn odd_quote(&mut self) {
        let start = self.at;
        let character = self.text[start..].chars().next().unwrap_or('\'');
        if let Some((end, fault)) = quotes::wrong(self.file, self.text, start) {
            self.note_controls(start, end, true);
            self.other(end - start, Last::Complete);
            self.piece.faults.push(fault);
        } else {
            self.other(character.len_utf8(), Last::Open);
        }
    }

    pub(super) fn beyond_ascii(&mut self) {
        let Some(character) = self.text[self.at..].chars().next() else {
            return;
        };
        match character {
            '\u{A0}' => self.at += character.len_utf8(),
            '“' | '”' | '„' | '«' | '»' | '‘' | '’' => self.odd_quote(),
            _ if character.is_control() || is_invisible(character) => self.control(character),
            _ if character.is_alphabetic() => self.word(),
            _ => self.other(character.len_utf8(), Last::Open),
        }
    }

    pub(super) fn control(&mut self, character: char) {
        let at = self.span(self.at, self.at + character.len_utf8());
        self.other(character.len_utf8(), self.last);
        self.unreadable.push((character, at));
        self.piece.unreadable = true;
    }

    /// Notes the control characters inside a token or a comment.
    fn note_controls(&mut self, start: usize, end: usize, in_piece: bool) {
        let inner = self.text.as_bytes()[start..end].iter();
        if inner
            .copied()
            .all(|b| b >= 0x20 && b != 0x7f && b != 0xc2 || b == b'\t' || b == b'\r')
        {
            return;
        }
        for (offset, character) in self.text[start..end].char_indices() {
            if character.is_control() && !matches!(character, '\t' | '\r') {
                let at = start + offset;
                self.unreadable
                    .push((character, self.span(at, at + character.len_utf8())));
                self.piece.unreadable |= in_piece;
            }
        }
    }
}

/// Characters that nobody sees, and that are not for texts only.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}
