//! The answers to requests, each from the answer of the library.

pub(super) mod colours;
mod complete;
mod format;
mod mend;
mod places;
mod rename;
mod symbols;

pub(super) use colours::semantic_tokens;
pub(super) use complete::completion;
pub(super) use format::{folding_ranges, formatting};
pub(super) use mend::code_actions;
pub(super) use places::{definition, highlights, hover, references};
pub(super) use rename::{prepare_rename, rename};
pub(super) use symbols::{document_symbols, workspace_symbols};

use gen_lsp_types::{TextDocumentPositionParams, Uri};

use super::convert::Convert;
use super::lines::Lines;
use super::session::Session;
use super::uris::path_of;
use super::workspace::Workspace;
use crate::editing::Base;
use crate::source::FileId;

/// A file that a request speaks of, in its rule base as it stands.
struct InFile<'s> {
    workspace: &'s Workspace,
    convert: Convert<'s>,
    base: &'s Base,
    file: FileId,
    lines: Lines<'s>,
}

fn in_file<'s>(session: &'s mut Session, uri: &Uri) -> Option<InFile<'s>> {
    let path = path_of(&uri.0);
    let folder = Workspace::folder_of(&path);
    session.workspace.refresh(&folder);
    let convert = session.convert();
    let base = session.workspace.known(&folder)?;
    let file = base.file(&path)?;
    Some(InFile {
        workspace: &session.workspace,
        convert,
        base,
        file,
        lines: convert.lines(base.source(file).text()),
    })
}

/// A place that a request speaks of: the file, and the byte in it.
fn at<'s>(
    session: &'s mut Session,
    params: &TextDocumentPositionParams,
) -> Option<(InFile<'s>, u32)> {
    let in_file = in_file(session, &params.text_document.uri)?;
    let offset = in_file.lines.offset(params.position) as u32;
    Some((in_file, offset))
}
