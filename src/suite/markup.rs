//! Texts inside XML and HTML.

/// A text as it stands in XML or HTML, in an element or in a quoted attribute.
/// Characters that XML cannot carry at all become U+FFFD.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c if is_character(c) => escaped.push(c),
            _ => escaped.push(char::REPLACEMENT_CHARACTER),
        }
    }
    escaped
}

/// Whether XML 1.0 can carry this character
/// (<https://www.w3.org/TR/xml/#charsets>).
fn is_character(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' => false,
        c => c >= ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_of_a_text_is_read_as_markup() {
        assert_eq!(
            escape("<script a=\"b\" c='d'>x && y</script>"),
            "&lt;script a=&quot;b&quot; c=&#39;d&#39;&gt;x &amp;&amp; y&lt;/script&gt;"
        );
    }

    #[test]
    fn what_xml_cannot_carry_is_replaced() {
        assert_eq!(
            escape("a\0b\u{1b}[1mc\u{FFFE}\td\n"),
            "a\u{FFFD}b\u{FFFD}[1mc\u{FFFD}\td\n"
        );
        assert_eq!(escape("„ü“ 🙂"), "„ü“ 🙂");
    }
}
