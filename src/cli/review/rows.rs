//! Texts as rows of a terminal, which has so many columns.

/// What ends all styles.
const RESET: &str = "\u{1b}[0m";

/// The rows that a text takes up. Its lines are broken where the terminal would
/// break them, and each row has the style that it is in.
pub(super) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    text.lines()
        .flat_map(|line| broken(line, columns))
        .collect()
}

/// A line without a style, as one row: what does not fit is cut off.
pub(super) fn cut(line: &str, columns: usize) -> String {
    if width(line) <= columns {
        return line.to_owned();
    }
    let mut row = String::new();
    let mut used = 1;
    for c in line.chars() {
        used += width_of(c);
        if used > columns {
            break;
        }
        row.push(c);
    }
    row + "…"
}

fn broken(line: &str, columns: usize) -> Vec<String> {
    let mut rows = Vec::new();
    let mut row = String::new();
    let mut styles = String::new();
    let mut used = 0;
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if let Some(style) = style_at(rest) {
            row.push_str(style);
            if style == RESET {
                styles.clear();
            } else {
                styles.push_str(style);
            }
            rest = &rest[style.len()..];
            continue;
        }
        if used > 0 && used + width_of(c) > columns {
            if !styles.is_empty() {
                row.push_str(RESET);
            }
            rows.push(std::mem::replace(&mut row, styles.clone()));
            used = 0;
        }
        row.push(c);
        used += width_of(c);
        rest = &rest[c.len_utf8()..];
    }
    rows.push(row);
    rows
}

/// The code for a style with which a text begins. No other codes get this far.
fn style_at(text: &str) -> Option<&str> {
    let codes = text.strip_prefix("\u{1b}[")?;
    let end = codes.find('m')?;
    text.get(..end + 3)
}

/// How many columns a text without styles takes up.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(width_of).sum()
}

fn width_of(c: char) -> usize {
    console::measure_text_width(c.encode_utf8(&mut [0; 4]))
}

#[cfg(test)]
mod tests {
    use super::{cut, wrapped};

    #[test]
    fn long_lines_are_broken_and_keep_their_style() {
        assert_eq!(wrapped("abcdef\n\ngh", 4), ["abcd", "ef", "", "gh"]);
        assert_eq!(wrapped("abcd", 4), ["abcd"]);
        assert_eq!(
            wrapped("a\u{1b}[1mbcd\u{1b}[31mefgh\u{1b}[0mi", 4),
            [
                "a\u{1b}[1mbcd\u{1b}[31m\u{1b}[0m",
                "\u{1b}[1m\u{1b}[31mefgh\u{1b}[0m",
                "i"
            ]
        );
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(wrapped("日本語", 4), ["日本", "語"]);
        assert_eq!(cut("日本語", 5), "日本…");
        // Not even one fits: it is shown all the same.
        assert_eq!(wrapped("日本", 1), ["日", "本"]);
    }

    #[test]
    fn a_row_that_fits_is_not_cut() {
        assert_eq!(cut("abcd", 4), "abcd");
        assert_eq!(cut("abcde", 4), "abc…");
        assert_eq!(cut("abc", 0), "…");
    }
}
