//! How much room a text takes, whichever font shows it: estimates on the
//! generous side, in whole pixels.

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Font {
    /// The size in tenths of a pixel.
    pub(super) size: i64,
    /// Whether all letters are equally wide.
    pub(super) mono: bool,
    /// Whether it is set in bold.
    pub(super) bold: bool,
}

impl Font {
    /// A font for words.
    pub(super) const fn sans(size: i64) -> Font {
        Font {
            size,
            mono: false,
            bold: false,
        }
    }

    /// A font for source text.
    pub(super) const fn mono(size: i64) -> Font {
        Font {
            size,
            mono: true,
            bold: false,
        }
    }

    /// The font in bold.
    pub(super) const fn bold(self) -> Font {
        Font { bold: true, ..self }
    }

    /// How wide a text is.
    pub(super) fn width(self, text: &str) -> i64 {
        let thousandths: i64 = text.chars().map(|c| self.advance(c)).sum();
        thousandths * self.size / 10_000 + 1
    }

    /// The advance of a character, in thousandths of the size.
    fn advance(self, c: char) -> i64 {
        if is_wide(c) {
            return 1050;
        }
        if self.mono {
            return 615;
        }
        let plain = match c {
            'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 320,
            ' ' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' | '"' => 410,
            'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' => 990,
            'A'..='Z' | '<' | '>' | '=' | '+' | '~' | '&' | '#' => 760,
            'a'..='z' | '0'..='9' | '_' | '?' | '{' | '}' => 630,
            _ => 800,
        };
        if self.bold { plain * 11 / 10 } else { plain }
    }

    /// The text in lines that are at most so wide; what does not fit into so
    /// many lines is cut, and an ellipsis says so.
    pub(super) fn wrap(self, text: &str, width: i64, most: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in text.split_whitespace() {
            let mut word = word;
            loop {
                let gap = if line.is_empty() { "" } else { " " };
                if self.width(&format!("{line}{gap}{word}")) <= width {
                    line.push_str(gap);
                    line.push_str(word);
                    break;
                }
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                    continue;
                }
                // Not even a line of its own is enough.
                let at = self.longest_start(word, width);
                lines.push(word[..at].to_owned());
                word = &word[at..];
                if word.is_empty() {
                    break;
                }
            }
            if lines.len() > most {
                break;
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                self.cut(last, width);
            }
        }
        lines
    }

    /// How many bytes of a word fit, one character at the least.
    fn longest_start(self, word: &str, width: i64) -> usize {
        let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
        let mut fitting = 0;
        for end in ends {
            if fitting > 0 && self.width(&word[..end]) > width {
                break;
            }
            fitting = end;
        }
        fitting
    }

    /// Puts an ellipsis behind a line, in place of its end where it must be.
    fn cut(self, line: &mut String, width: i64) {
        while !line.is_empty() && self.width(&format!("{line} …")) > width {
            line.pop();
        }
        let end = line.trim_end().len();
        line.truncate(end);
        line.push_str(" …");
    }
}

/// Whether a character is as wide as it is high: those of East Asia, and
/// pictures.
fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F000..=0x1FAFF
        | 0x2_0000..=0x3_FFFD)
}

#[cfg(test)]
mod tests {
    use super::Font;

    const FONT: Font = Font::sans(100);

    #[test]
    fn lines_keep_to_their_width() {
        let text = "a text of some words and one ofmanyletterswithoutanyspacebetweenthem 漢字漢字漢字漢字漢字漢字";
        for width in [30, 60, 90] {
            let lines = FONT.wrap(text, width, 100);
            assert!(
                lines.iter().all(|line| FONT.width(line) <= width),
                "{lines:?}"
            );
            let letters = |text: &str| text.replace(' ', "");
            assert_eq!(letters(&lines.concat()), letters(text));
        }
    }

    #[test]
    fn what_does_not_fit_is_cut_visibly() {
        let lines = FONT.wrap("one two three four five six seven", 60, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'), "{lines:?}");
        assert!(FONT.width(&lines[1]) <= 60);
    }

    #[test]
    fn a_line_that_is_too_narrow_for_anything_ends_too() {
        assert_eq!(FONT.wrap("ab", 1, 5), ["a", "b"]);
        assert_eq!(FONT.wrap("", 1, 5), [""; 0]);
    }
}
