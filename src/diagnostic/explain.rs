//! The pages of the catalogue as text: `check --explain`.

use std::fmt::Write as _;

use super::catalogue::PAGES;
use super::json::severity;
use super::{Page, nearest};

/// The page as text: what the diagnostic means, an example that gives it, and
/// the example mended.
pub fn explain(page: &Page) -> String {
    format!(
        "{}[{}]: {}\n\n{}\n\nGives it:\n\n{}\nMended:\n\n{}",
        severity(page.severity),
        page.code,
        page.summary,
        page.explanation.trim(),
        indented(page.bad),
        indented(page.good),
    )
}

/// All codes with their summaries, one a line.
pub fn list() -> String {
    let width = PAGES.iter().map(|page| page.code.len()).max().unwrap_or(0);
    PAGES.iter().fold(String::new(), |mut text, page| {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{:width$}  {:7}  {}",
            page.code,
            severity(page.severity),
            page.summary
        );
        text
    })
}

/// The known code that an unknown one is most like.
pub fn nearest(code: &str) -> Option<&'static str> {
    nearest::nearest(code, PAGES.iter().map(|page| page.code))
}

/// The example set off by four spaces, without empty lines around it.
fn indented(example: &str) -> String {
    let lines = example.trim_matches('\n').lines();
    lines.fold(String::new(), |text, line| match line {
        "" => text + "\n",
        _ => text + "    " + line + "\n",
    })
}
