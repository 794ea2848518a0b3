//! Texts inside XML and HTML.

use crate::diagnostic::visible::is_visible;

/// A text as it stands in XML or HTML, in an element or in a quoted attribute.
/// Characters that XML cannot carry at all, or that cannot be seen, become U+FFFD.
pub fn escape(text: &str) -> String {
    escape_with(text, |c| match c {
        // In an attribute, a parser makes spaces of them.
        '\t' => Some("&#9;"),
        '\n' => Some("&#10;"),
        '\r' => Some("&#13;"),
        _ => None,
    })
}

/// A text of many lines as it stands in an element, where it keeps its lines.
pub fn escape_lines(text: &str) -> String {
    escape_with(text, |c| match c {
        '\t' => Some("\t"),
        '\n' => Some("\n"),
        // A parser would make a line end of it.
        '\r' => Some("&#13;"),
        _ => None,
    })
}

fn escape_with(text: &str, of_space: fn(char) -> Option<&'static str>) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => match of_space(c) {
                Some(reference) => escaped.push_str(reference),
                None if can_stand(c) => escaped.push(c),
                None => escaped.push(char::REPLACEMENT_CHARACTER),
            },
        }
    }
    escaped
}

/// Whether XML 1.0 can carry this character
/// (<https://www.w3.org/TR/xml/#charsets>), and people can see it.
fn can_stand(c: char) -> bool {
    is_visible(c) && !matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::{escape, escape_lines};

    #[test]
    fn nothing_of_a_text_is_read_as_markup() {
        assert_eq!(
            escape("<script a=\"b\" c='d'>x && y</script>"),
            "&lt;script a=&quot;b&quot; c=&#39;d&#39;&gt;x &amp;&amp; y&lt;/script&gt;"
        );
    }

    #[test]
    fn white_space_survives_in_attributes_and_lines_in_elements() {
        assert_eq!(escape("a\tb\r\nc"), "a&#9;b&#13;&#10;c");
        assert_eq!(escape_lines("a\tb\r\n<c>"), "a\tb&#13;\n&lt;c&gt;");
    }

    #[test]
    fn what_xml_cannot_carry_and_nobody_can_see_is_replaced() {
        assert_eq!(
            escape("a\0b\u{1b}[1mc\u{FFFE}"),
            "a\u{FFFD}b\u{FFFD}[1mc\u{FFFD}"
        );
        for hidden in ['\u{85}', '\u{9b}', '\u{200b}', '\u{202e}', '\u{2066}'] {
            assert_eq!(escape(&format!("a{hidden}b")), "a\u{FFFD}b");
            assert_eq!(escape_lines(&format!("a{hidden}b")), "a\u{FFFD}b");
        }
        assert_eq!(escape("„ü“ 🙂"), "„ü“ 🙂");
    }
}
