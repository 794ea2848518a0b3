//! A page of markdown: its blocks of code, code in running text, and links.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A page.
pub(super) struct Page {
    /// Its path from the project.
    pub(super) name: String,
    /// Its source.
    pub(super) text: String,
    /// Its blocks of code, in order.
    pub(super) blocks: Vec<Block>,
    /// Code in running text.
    spans: Vec<String>,
    /// Where its links lead.
    pub(super) links: Vec<String>,
    /// What links to its headings say after `#`.
    pub(super) anchors: BTreeSet<String>,
}

/// A block of code.
pub(super) struct Block {
    /// The words after the fence.
    pub(super) info: String,
    /// What stands in the comment before it.
    pub(super) with: String,
    /// The line of the fence, from 1.
    pub(super) line: usize,
    /// Where its content stands in the page.
    pub(super) content: Range<usize>,
}

impl Page {
    /// Reads a page of the project.
    pub(super) fn read(project: &Path, name: &str) -> Page {
        let text = std::fs::read_to_string(project.join(name)).expect("the page is readable");
        Page::parse(name, &text)
    }

    /// Takes a page apart.
    pub(super) fn parse(name: &str, text: &str) -> Page {
        let mut page = Page {
            name: name.to_owned(),
            text: text.to_owned(),
            blocks: Vec::new(),
            spans: Vec::new(),
            links: Vec::new(),
            anchors: BTreeSet::new(),
        };
        let mut comment = String::new();
        let mut heading: Option<String> = None;
        for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
            match event {
                Event::Html(html) => comment.push_str(&html),
                Event::Start(Tag::CodeBlock(kind)) => {
                    let info = match kind {
                        CodeBlockKind::Fenced(info) => info.to_string(),
                        CodeBlockKind::Indented => "indented".to_owned(),
                    };
                    let line = 1 + text[..range.start].matches('\n').count();
                    let with = with(&std::mem::take(&mut comment));
                    page.blocks.push(Block {
                        info,
                        with,
                        line,
                        content: content(text, range),
                    });
                }
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => page
                    .anchors
                    .extend(heading.take().map(|heading| anchor(&heading))),
                Event::Start(Tag::Link { dest_url, .. }) => page.links.push(dest_url.to_string()),
                Event::Start(_) => comment.clear(),
                Event::Code(code) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&code);
                    }
                    page.spans.push(code.to_string());
                }
                Event::Text(text) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&text);
                    }
                }
                _ => {}
            }
        }
        page
    }

    /// What stands in a block.
    pub(super) fn content(&self, block: &Block) -> &str {
        &self.text[block.content.clone()]
    }

    /// Code in running text, and the commands of examples.
    pub(super) fn code(&self) -> Vec<&str> {
        let consoles = self.blocks.iter().filter(|block| block.info == "console");
        let commands = consoles.flat_map(|block| {
            self.content(block)
                .lines()
                .filter_map(|line| line.strip_prefix("$ "))
        });
        self.spans
            .iter()
            .map(String::as_str)
            .chain(commands)
            .collect()
    }
}

/// The declarations in a comment `<!-- with: … -->`.
fn with(comment: &str) -> String {
    let inner = comment
        .trim()
        .strip_prefix("<!-- with:")
        .and_then(|rest| rest.strip_suffix("-->"));
    inner.unwrap_or("").trim().to_owned()
}

/// Where the content of a block stands, given where the block with its fences does.
fn content(text: &str, block: Range<usize>) -> Range<usize> {
    let source = text[block.clone()].trim_end();
    let first = source.find('\n').map_or(source.len(), |end| end + 1);
    let last = source.rfind('\n').map_or(source.len(), |end| end + 1);
    block.start + first..block.start + last.max(first)
}

/// What GitHub makes of a heading.
fn anchor(heading: &str) -> String {
    let kept = heading
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase)
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}
