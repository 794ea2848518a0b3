//! A document as Markdown.

use super::document::{Block, Inline, Step, Text, bare};
use crate::model::value::printable;

/// The document as Markdown, with a table of contents after what stands before
/// its first section.
pub fn markdown(blocks: &[Block]) -> String {
    let mut text = String::new();
    let mut has_contents = false;
    for block in blocks {
        let is_section = matches!(block, Block::Heading { level: 2, .. });
        if is_section && !has_contents {
            contents(blocks, &mut text);
            has_contents = true;
        }
        write(block, 0, &mut text);
    }
    let end = text.trim_end().len();
    text.truncate(end);
    text.push('\n');
    text
}

fn contents(blocks: &[Block], text: &mut String) {
    text.push_str("**Contents**\n\n");
    for block in blocks {
        if let Block::Heading {
            level: level @ 2..=3,
            anchor,
            text: words,
        } = block
        {
            let indent = if *level == 3 { "  " } else { "" };
            let words = escape(&bare(words));
            text.push_str(&format!("{indent}- [{words}](#{})\n", address(anchor)));
        }
    }
    text.push('\n');
}

/// Writes a block whose lines begin so many columns in.
fn write(block: &Block, indent: usize, to: &mut String) {
    let margin = " ".repeat(indent);
    match block {
        Block::Heading {
            level,
            anchor,
            text,
        } => {
            let marks = "#".repeat(*level);
            to.push_str(&format!(
                "<a id=\"{}\"></a>\n\n{marks} {}\n\n",
                address(anchor),
                line(text)
            ));
        }
        Block::Paragraph(text) => to.push_str(&format!("{margin}{}\n\n", line(text))),
        Block::Note(text) => to.push_str(&format!("{margin}> {}\n\n", line(text))),
        Block::Points(points) => {
            for point in points {
                item("- ", indent, None, point, to);
            }
        }
        Block::Steps(steps) => {
            for (at, Step { anchor, blocks }) in steps.iter().enumerate() {
                let mark = format!("{}. ", at + 1);
                item(&mark, indent, anchor.as_deref(), blocks, to);
            }
        }
        Block::Table { head, rows } => {
            row(head, to);
            to.push_str(&format!("|{}\n", "---|".repeat(head.len())));
            for cells in rows {
                row(cells, to);
            }
            to.push('\n');
        }
        // Many readers of Markdown show no SVG that stands in the text.
        Block::Picture { .. } => {}
    }
}

/// An item of a list: its blocks stand below each other behind its mark.
fn item(mark: &str, indent: usize, anchor: Option<&str>, blocks: &[Block], to: &mut String) {
    let inner = indent + mark.len();
    let mut content = String::new();
    for block in blocks {
        write(block, inner, &mut content);
    }
    let margin = " ".repeat(indent);
    let anchor = anchor.map(|anchor| format!("<a id=\"{}\"></a>", address(anchor)));
    to.push_str(&format!(
        "{margin}{mark}{}{}\n\n",
        anchor.unwrap_or_default(),
        content.trim()
    ));
}

fn row(cells: &[Text], to: &mut String) {
    to.push('|');
    for cell in cells {
        to.push_str(&format!(" {} |", line(cell).replace('|', "\\|")));
    }
    to.push('\n');
}

fn line(text: &Text) -> String {
    let inlines = text.iter().map(|inline| match inline {
        Inline::Plain(text) => escape(text),
        Inline::Strong(text) => format!("**{}**", escape(text)),
        Inline::Emphasis(text) => format!("_{}_", escape(text)),
        Inline::Code(text) => code(text),
        Inline::Reference { anchor, text } => format!("[{}](#{})", escape(text), address(anchor)),
        Inline::Link { url, text } if url == text && target(url) == *url => format!("<{url}>"),
        Inline::Link { url, text } => format!("[{}](<{}>)", escape(text), target(url)),
    });
    let line: String = inlines.collect();
    at_start(line.trim())
}

/// A text in which nothing is Markdown or HTML.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // Line ends are spaces by now; `|` is escaped in tables.
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '$' | '@' => {
                escaped.push('\\');
                escaped.push(c);
            }
            // Addresses become links by themselves.
            ':' => escaped.push_str(if escaped.ends_with("http") || escaped.ends_with("https") {
                "&#58;"
            } else {
                ":"
            }),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A line that begins no list, heading, quotation or rule.
fn at_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after = &line[digits..];
    if digits > 0 && after.starts_with(['.', ')']) {
        return format!("{}\\{after}", &line[..digits]);
    }
    if line.starts_with(['#', '-', '+', '=', '|']) {
        return format!("\\{line}");
    }
    line.to_owned()
}

/// Source text as it is: between more backticks than it has in a row.
fn code(text: &str) -> String {
    let text = printable(text);
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') || text.trim().is_empty() {
        " "
    } else {
        ""
    };
    format!("{fence}{space}{text}{space}{fence}")
}

/// An anchor as links write it.
fn address(anchor: &str) -> String {
    let keep = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    anchor
        .chars()
        .map(|c| if keep(c) { c } else { '-' })
        .collect()
}

/// An address between `<` and `>`. Only what leads to a page or a file is
/// followed.
fn target(url: &str) -> String {
    let mut target = String::with_capacity(url.len());
    for c in printable(url).chars() {
        match c {
            '<' => target.push_str("%3C"),
            '>' => target.push_str("%3E"),
            '\\' => target.push_str("%5C"),
            ' ' => target.push_str("%20"),
            c => target.push(c),
        }
    }
    super::places::harmless(&target)
}

#[cfg(test)]
mod tests {
    use super::{at_start, code, escape, target};

    #[test]
    fn nothing_of_a_text_is_read_as_markdown() {
        assert_eq!(
            escape("<b> *a* _b_ `c` [d](e) & ~f~ \\g"),
            "&lt;b&gt; \\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) &amp; \\~f\\~ \\\\g"
        );
        assert_eq!(at_start("1. first"), "1\\. first");
        assert_eq!(at_start("- item"), "\\- item");
        assert_eq!(at_start("# title"), "\\# title");
    }

    #[test]
    fn code_stays_as_it_is() {
        assert_eq!(code("a *b*"), "`a *b*`");
        assert_eq!(code("a `b` ``c"), "```a `b` ``c```");
        assert_eq!(code("`"), "`` ` ``");
    }

    #[test]
    fn a_link_leads_to_a_page_only() {
        assert_eq!(
            target("https://example.com/a b"),
            "https://example.com/a%20b"
        );
        assert_eq!(target("javascript:alert(1)"), "#");
    }
}
