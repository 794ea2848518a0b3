//! A document as one page of HTML that needs nothing else.

use super::document::{Block, Inline, Step, Text, bare};
use super::places::harmless;
use crate::draw::svg::STYLE as PICTURES;
use crate::suite::markup::{escape, escape_lines};

const STYLE: &str = include_str!("style.css");

/// The document as a page, with a table of contents beside it or above it.
pub fn html(blocks: &[Block]) -> String {
    let title = blocks.iter().find_map(|block| match block {
        Block::Heading { level: 1, text, .. } => Some(bare(text)),
        _ => None,
    });
    let title = escape(&title.unwrap_or_default());
    let has_pictures = blocks
        .iter()
        .any(|block| matches!(block, Block::Picture { .. }));
    let pictures = if has_pictures { PICTURES } else { "" };
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"generator\" content=\"whatnext doc\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}{pictures}</style>\n</head>\n<body>\n"
    );
    contents(blocks, &mut page);
    page.push_str("<main>\n");
    let mut is_open = false;
    for block in blocks {
        if let Block::Heading { level: 2.., .. } = block {
            page.push_str(if is_open {
                "</section>\n<section>\n"
            } else {
                "<section>\n"
            });
            is_open = true;
        }
        write(block, &mut page);
    }
    if is_open {
        page.push_str("</section>\n");
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn contents(blocks: &[Block], page: &mut String) {
    page.push_str("<nav>\n<p class=\"nav\">Contents</p>\n<ul>\n");
    let mut level_before = 2;
    let mut is_first = true;
    for block in blocks {
        let Block::Heading {
            level: level @ 2..=3,
            anchor,
            text,
        } = block
        else {
            continue;
        };
        match (is_first, level_before, *level) {
            (true, ..) => {}
            (false, 2, 3) => page.push_str("\n<ul>\n"),
            (false, 3, 2) => page.push_str("</li>\n</ul>\n</li>\n"),
            _ => page.push_str("</li>\n"),
        }
        page.push_str(&format!(
            "<li><a href=\"#{}\">{}</a>",
            escape(anchor),
            escape(&bare(text))
        ));
        (is_first, level_before) = (false, *level);
    }
    if !is_first {
        page.push_str(if level_before == 3 {
            "</li>\n</ul>\n</li>\n"
        } else {
            "</li>\n"
        });
    }
    page.push_str("</ul>\n</nav>\n");
}

fn write(block: &Block, to: &mut String) {
    match block {
        Block::Heading {
            level,
            anchor,
            text,
        } => to.push_str(&format!(
            "<h{level} id=\"{}\">{}</h{level}>\n",
            escape(anchor),
            line(text)
        )),
        Block::Paragraph(text) => to.push_str(&format!("<p>{}</p>\n", line(text))),
        Block::Note(text) => to.push_str(&format!("<p class=\"note\">{}</p>\n", line(text))),
        Block::Points(points) => {
            to.push_str("<ul>\n");
            for point in points {
                item(None, point, to);
            }
            to.push_str("</ul>\n");
        }
        Block::Steps(steps) => {
            to.push_str("<ol>\n");
            for Step { anchor, blocks } in steps {
                item(anchor.as_deref(), blocks, to);
            }
            to.push_str("</ol>\n");
        }
        Block::Table { head, rows } => {
            to.push_str("<table>\n<thead>\n");
            row("th", head, to);
            to.push_str("</thead>\n<tbody>\n");
            for cells in rows {
                row("td", cells, to);
            }
            to.push_str("</tbody>\n</table>\n");
        }
        Block::Picture { title, svg } => {
            // The page has their style once for all pictures.
            let own_style = format!("<style>\n{PICTURES}</style>\n");
            let svg = svg.replacen(&own_style, "", 1);
            to.push_str(&format!(
                "<details class=\"picture\">\n<summary>{}</summary>\n<div>{svg}</div>\n</details>\n",
                escape(title)
            ));
        }
    }
}

fn item(anchor: Option<&str>, blocks: &[Block], to: &mut String) {
    match anchor {
        Some(anchor) => to.push_str(&format!("<li class=\"entry\" id=\"{}\">\n", escape(anchor))),
        None => to.push_str("<li>\n"),
    }
    for block in blocks {
        write(block, to);
    }
    to.push_str("</li>\n");
}

fn row(cell: &str, cells: &[Text], to: &mut String) {
    to.push_str("<tr>");
    for text in cells {
        to.push_str(&format!("<{cell}>{}</{cell}>", line(text)));
    }
    to.push_str("</tr>\n");
}

fn line(text: &Text) -> String {
    let inlines = text.iter().map(|inline| match inline {
        Inline::Plain(text) => escape_lines(text),
        Inline::Strong(text) => format!("<strong>{}</strong>", escape_lines(text)),
        Inline::Emphasis(text) => format!("<em>{}</em>", escape_lines(text)),
        Inline::Code(text) => format!("<code>{}</code>", escape_lines(text)),
        Inline::Reference { anchor, text } => {
            format!("<a href=\"#{}\">{}</a>", escape(anchor), escape_lines(text))
        }
        Inline::Link { url, text } => format!(
            "<a href=\"{}\">{}</a>",
            escape(&harmless(url)),
            escape_lines(text)
        ),
    });
    inlines.collect()
}
