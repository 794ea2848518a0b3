//! A document before it is known in which format.

/// A piece of a document that stands by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading; 1 is that of the document.
    Heading {
        /// How deep, from 1.
        level: usize,
        /// What links to it name.
        anchor: String,
        /// The words.
        text: Text,
    },
    /// A paragraph.
    Paragraph(Text),
    /// A list of points.
    Points(Vec<Vec<Block>>),
    /// A list of steps, numbered from 1.
    Steps(Vec<Step>),
    /// A table.
    Table {
        /// The words above the columns.
        head: Vec<Text>,
        /// The rows, each as long as the head.
        rows: Vec<Vec<Text>>,
    },
    /// Something to be noted.
    Note(Text),
    /// An SVG, for formats that can carry one.
    Picture {
        /// What it shows.
        title: String,
        /// The SVG.
        svg: String,
    },
}

/// A step of a numbered list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What links to it name, if there are any.
    pub anchor: Option<String>,
    /// What stands behind the number.
    pub blocks: Vec<Block>,
}

/// A line of text.
pub type Text = Vec<Inline>;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words as they are.
    Plain(String),
    /// Words that count.
    Strong(String),
    /// Words that stand for something else.
    Emphasis(String),
    /// Words as rules, programs or keys write them.
    Code(String),
    /// A link to an anchor of this document.
    Reference {
        /// The anchor.
        anchor: String,
        /// The words.
        text: String,
    },
    /// A link to another place.
    Link {
        /// The address.
        url: String,
        /// The words.
        text: String,
    },
}

impl Inline {
    /// Words as they are.
    pub fn plain(text: impl Into<String>) -> Inline {
        Inline::Plain(text.into())
    }
}

/// Words as they are, as a line.
pub fn plain(text: impl Into<String>) -> Text {
    vec![Inline::plain(text)]
}

/// Texts with something between them.
pub fn joined(texts: impl IntoIterator<Item = Text>, between: &str) -> Text {
    let mut line = Text::new();
    for text in texts {
        if !line.is_empty() {
            line.push(Inline::plain(between));
        }
        line.extend(text);
    }
    line
}

/// A line without its markup.
pub fn bare(text: &Text) -> String {
    let words = text.iter().map(|inline| match inline {
        Inline::Plain(text)
        | Inline::Strong(text)
        | Inline::Emphasis(text)
        | Inline::Code(text)
        | Inline::Reference { text, .. }
        | Inline::Link { text, .. } => text.as_str(),
    });
    words.collect()
}
