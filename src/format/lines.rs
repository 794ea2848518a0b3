//! The lines of the result.

/// How many spaces may be put before a comment to stand below another one.
const MAX_SPREAD: usize = 20;

/// The lines that are written, and the one that is being written.
#[derive(Default)]
pub(super) struct Lines {
    lines: Vec<Line>,
}

#[derive(Default)]
struct Line {
    indent: usize,
    code: String,
    /// How many characters there are, those of the indentation included.
    width: usize,
    /// The comment after the code.
    comment: Option<String>,
}

impl Lines {
    /// Begins a line.
    pub(super) fn begin(&mut self, indent: usize) {
        self.lines.push(Line {
            indent,
            code: String::new(),
            width: indent,
            comment: None,
        });
    }

    /// A blank line; none at the beginning of the text.
    pub(super) fn blank(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(Line::default());
        }
    }

    /// Goes on with the line.
    pub(super) fn write(&mut self, text: &str) {
        if let Some(line) = self.lines.last_mut() {
            line.code.push_str(text);
            line.width += text.chars().count();
        }
    }

    /// Goes on with the line with so many spaces.
    pub(super) fn space(&mut self, count: usize) {
        self.write(&" ".repeat(count));
    }

    /// A comment after the code of the line, which ends with it.
    pub(super) fn comment(&mut self, text: &str) {
        if let Some(line) = self.lines.last_mut() {
            line.comment = Some(text.to_owned());
        }
    }

    /// How many characters the line has.
    pub(super) fn width(&self) -> usize {
        self.lines.last().map_or(0, |line| line.width)
    }

    /// How far the line is indented.
    pub(super) fn indent(&self) -> usize {
        self.lines.last().map_or(0, |line| line.indent)
    }

    /// The text; comments after the code of lines one below the other stand in a column.
    pub(super) fn finish(self) -> String {
        let mut text = String::new();
        for run in self
            .lines
            .chunk_by(|a, b| a.comment.is_some() && b.comment.is_some())
        {
            let widths = || run.iter().map(|line| line.width);
            let widest = widths().max().unwrap_or(0);
            let spread = widest - widths().min().unwrap_or(0);
            for line in run {
                if !line.code.is_empty() {
                    text.push_str(&" ".repeat(line.indent));
                    text.push_str(&line.code);
                }
                if let Some(comment) = &line.comment {
                    let missing = if spread > MAX_SPREAD {
                        0
                    } else {
                        widest - line.width
                    };
                    text.push_str(&" ".repeat(missing + 2));
                    text.push_str(comment);
                }
                text.push('\n');
            }
        }
        let end = text.trim_end_matches('\n').len();
        text.truncate(end);
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }
}
