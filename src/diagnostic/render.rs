//! Diagnostics as text for people: source excerpts with carets.

use std::borrow::Cow;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Patch, Renderer, Snippet};

use super::excerpt::Excerpt;
use super::order::{Counts, sorted};
use super::problem::Problem;
use super::range::Point;
use super::visible::is_visible;
use super::{Diagnostic, Label, Severity, Suggestion, Undecided, Witness};
use crate::source::{FileId, Sources, Span};

/// How the text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without colours.
    Plain,
    /// With the colours of rustc, as ANSI escape sequences.
    Coloured,
}

/// The diagnostics as text, ordered by file, place and code, each followed by an
/// empty line; nothing where there are none.
pub fn render(sources: &Sources, diagnostics: &[Diagnostic], style: Style) -> String {
    let sorted = sorted(sources, diagnostics);
    render_all(sources, sorted.into_iter().map(Message::from), style)
}

/// What could not be decided, as text, in its order, each followed by an empty
/// line; nothing where there is nothing.
pub fn render_undecided(sources: &Sources, undecided: &[Undecided], style: Style) -> String {
    let places: Vec<Label> = undecided
        .iter()
        .map(|question| place_of(question.at))
        .collect();
    let titles: Vec<String> = undecided.iter().map(Undecided::message).collect();
    let messages = undecided.iter().zip(&places).zip(&titles);
    let messages = messages.map(|((question, primary), title)| Message {
        level: Level::NOTE,
        code: Some(question.code),
        title,
        primary,
        secondary: &[],
        help: std::slice::from_ref(&question.reason),
        suggestion: None,
        witness: None,
    });
    render_all(sources, messages, style)
}

fn place_of(span: Span) -> Label {
    Label {
        span,
        text: String::new(),
    }
}

/// The problems as text, in their order, each followed by an empty line; nothing
/// where there are none.
pub fn render_problems(sources: &Sources, problems: &[Problem], style: Style) -> String {
    render_all(sources, problems.iter().map(Message::from), style)
}

fn render_all<'a>(
    sources: &Sources,
    messages: impl Iterator<Item = Message<'a>>,
    style: Style,
) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    let mut text = String::new();
    for message in messages {
        text.push_str(&with_places(&renderer.render(&groups(sources, &message))));
        text.push_str("\n\n");
        if let Some(witness) = message.witness {
            text.push_str(&example(witness));
        }
    }
    text
}

/// What diagnostics and problems have in common.
struct Message<'a> {
    level: Level<'static>,
    code: Option<&'static str>,
    title: &'a str,
    primary: &'a Label,
    secondary: &'a [Label],
    help: &'a [String],
    suggestion: Option<&'a Suggestion>,
    witness: Option<&'a Witness>,
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    }
}

impl<'a> From<&'a Diagnostic> for Message<'a> {
    fn from(diagnostic: &'a Diagnostic) -> Self {
        Message {
            level: level(diagnostic.severity()),
            code: Some(diagnostic.code()),
            title: &diagnostic.message,
            primary: &diagnostic.primary,
            secondary: &diagnostic.secondary,
            help: &diagnostic.help,
            suggestion: diagnostic.suggestion.as_ref(),
            witness: diagnostic.witness.as_ref(),
        }
    }
}

impl<'a> From<&'a Problem> for Message<'a> {
    fn from(problem: &'a Problem) -> Self {
        Message {
            level: level(problem.severity),
            code: None,
            title: &problem.message,
            primary: &problem.primary,
            secondary: &problem.secondary,
            help: &problem.help,
            suggestion: None,
            witness: None,
        }
    }
}

/// The closing line, `2 errors, 1 warning`, without a line end; none where there
/// are no diagnostics.
pub fn summary(diagnostics: &[Diagnostic]) -> Option<String> {
    let Counts { errors, warnings } = Counts::of(diagnostics);
    let some = |n: usize, what: &str| match n {
        0 => None,
        1 => Some(format!("1 {what}")),
        _ => Some(format!("{n} {what}s")),
    };
    let parts: Vec<String> = some(errors, "error")
        .into_iter()
        .chain(some(warnings, "warning"))
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The message with its places and help, and the suggestion, if there is one.
fn groups(sources: &Sources, message: &Message<'_>) -> Vec<Group<'static>> {
    let title = message.level.clone().primary_title(clean(message.title));
    let title = match message.code {
        Some(code) => title.id(code),
        None => title,
    };
    let mut group = Group::with_title(title);
    for file in files(message) {
        group = group.element(places(sources, message, file));
    }
    for help in message.help {
        group = group.element(Level::HELP.message(clean(help)));
    }
    let change = message.suggestion.map(|change| {
        let elsewhere = change.span.file != message.primary.span.file;
        suggestion(sources, change, elsewhere)
    });
    std::iter::once(group).chain(change).collect()
}

/// The document in lines of its own, so that it can be copied, followed by an
/// empty line.
fn example(witness: &Witness) -> String {
    let shown = |c: char| {
        if is_visible(c) {
            c
        } else {
            char::REPLACEMENT_CHARACTER
        }
    };
    let mut text = format!("{}\n\n", witness.kind.heading());
    for line in witness.text.lines() {
        let line: String = line.chars().map(shown).collect();
        text.push_str(format!("    {line}").trim_end());
        text.push('\n');
    }
    text.push('\n');
    text
}

/// The files that the message speaks of, that of the fault first.
fn files(message: &Message<'_>) -> Vec<FileId> {
    let mut files = vec![message.primary.span.file];
    for label in message.secondary {
        if !files.contains(&label.span.file) {
            files.push(label.span.file);
        }
    }
    files
}

/// The excerpt with all labels in this file.
fn places(
    sources: &Sources,
    message: &Message<'_>,
    file: FileId,
) -> Snippet<'static, Annotation<'static>> {
    let primary = std::iter::once((AnnotationKind::Primary, message.primary));
    let secondary = message
        .secondary
        .iter()
        .map(|label| (AnnotationKind::Context, label));
    let labels: Vec<(AnnotationKind, &Label)> = primary
        .chain(secondary)
        .filter(|(_, label)| label.span.file == file)
        .collect();
    let spans: Vec<Span> = labels.iter().map(|(_, label)| label.span).collect();

    let source = sources.file(file);
    let excerpt = Excerpt::of(source, &spans);
    let annotations: Vec<_> = labels
        .iter()
        .map(|(kind, label)| {
            let text = (!label.text.is_empty()).then(|| clean(&label.text));
            kind.span(excerpt.span(source, label.span)).label(text)
        })
        .collect();
    let at = spans.first().map_or(0, |span| span.start);
    Snippet::source(excerpt.text)
        .line_start(excerpt.first_line)
        .path(place(sources, file, at))
        .annotations(annotations)
}

/// The source text as it would be after the change.
fn suggestion(sources: &Sources, change: &Suggestion, elsewhere: bool) -> Group<'static> {
    let source = sources.file(change.span.file);
    let excerpt = Excerpt::of(source, &[change.span]);
    let lines = change
        .replacement
        .split('\n')
        .map(|line| short(line).replace(is_let_through, "\u{fffd}"));
    let replacement = lines.collect::<Vec<_>>().join("\n");
    let patch = Patch::new(excerpt.span(source, change.span), replacement);
    let origin = elsewhere.then(|| place(sources, change.span.file, change.span.start));
    let snippet = Snippet::source(excerpt.text)
        .line_start(excerpt.first_line)
        .path(origin)
        .patch(patch);
    Group::with_title(Level::HELP.secondary_title(clean(&change.title))).element(snippet)
}

/// Whether the renderer would print a character as it is, although it is not safe
/// to show, or takes it for the end of a place.
fn is_let_through(c: char) -> bool {
    c == PLACE_ENDS || !(c.is_ascii() || is_visible(c))
}

/// Ends the place in a path; it occurs nowhere else, because the renderer
/// replaces it in source texts and [`clean`] everywhere else.
const PLACE_ENDS: char = '\0';

/// A path for the renderer. It sees only an excerpt and would count the columns
/// of that, so the place is part of the path, and what it adds is taken away by
/// [`with_places`].
fn place(sources: &Sources, file: FileId, offset: u32) -> String {
    let source = sources.file(file);
    let Point { line, column, .. } = Point::of(source, offset);
    format!("{}:{line}:{column}{PLACE_ENDS}", clean(source.name()))
}

/// The rendered text without the line and column behind each place.
fn with_places(rendered: &str) -> String {
    let counted = |c: char| c == ':' || c.is_ascii_digit();
    let mut parts = rendered.split(PLACE_ENDS);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.trim_start_matches(counted))
}

/// Text that is safe to print on one line: it may contain what users wrote, and
/// that may be very long or control the terminal.
fn clean(text: &str) -> String {
    let one_line = |c: char| match c {
        '\n' | '\r' | '\t' => ' ',
        c if is_visible(c) => c,
        _ => char::REPLACEMENT_CHARACTER,
    };
    short(text).chars().map(one_line).collect()
}

/// The text, or the beginning and the end of a very long one.
fn short(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 400;
    const HALF: usize = 150;
    if text.chars().nth(LONGEST).is_none() {
        return text.into();
    }
    let head = text
        .char_indices()
        .nth(HALF)
        .map_or(text.len(), |(at, _)| at);
    let tail = text
        .char_indices()
        .rev()
        .nth(HALF - 1)
        .map_or(0, |(at, _)| at);
    format!("{}…{}", &text[..head], &text[tail..]).into()
}
