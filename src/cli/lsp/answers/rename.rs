//! New names for old ones.

use std::collections::BTreeMap;
use std::path::Path;

use gen_lsp_types::{
    MessageType, PrepareRenameParams, PrepareRenamePlaceholder, RenameParams, ShowMessageParams,
    TextEdit, WorkspaceEdit,
};
use lsp_server::ErrorCode;

use super::super::case_mentions;
use super::super::client::{Client, Fault};
use super::super::session::Session;
use super::places::declared_at;
use super::{InFile, at};
use crate::editing::{self, NameKind, Refusal};

/// The name at a place, if it can be changed.
pub(in super::super) fn prepare_rename(
    session: &mut Session,
    params: &PrepareRenameParams,
) -> Result<Option<PrepareRenamePlaceholder>, Fault> {
    let Some((in_file, offset)) = at(session, &params.text_document_position_params) else {
        return Ok(None);
    };
    let InFile {
        base, file, lines, ..
    } = in_file;
    let (span, placeholder) = editing::prepare(base, file, offset).map_err(refused)?;
    Ok(Some(PrepareRenamePlaceholder {
        range: lines.range(span),
        placeholder,
    }))
}

/// The changes that give a name a new text, in all rule bases that have it.
pub(in super::super) fn rename(
    session: &mut Session,
    params: &RenameParams,
    client: &mut Client,
) -> Result<Option<WorkspaceEdit>, Fault> {
    let place = declared_at(session, &params.text_document_position_params);
    let (file, start) = place.ok_or_else(|| {
        refused(Refusal(
            "there is no name here that the rules declare".to_owned(),
        ))
    })?;
    let folders = session.workspace.refresh_all();
    let convert = session.convert();
    let mut files: BTreeMap<String, Vec<TextEdit>> = BTreeMap::new();
    for folder in &folders {
        let Some(base) = session.workspace.known(folder) else {
            continue;
        };
        let Some(id) = base.file(&file) else { continue };
        let changes = editing::rename(base, id, start, &params.new_name).map_err(refused)?;
        for (path, edits) in convert.edits(base, &changes) {
            let known = files.entry(path).or_default();
            let new = edits.into_iter().filter(|edit| !known.contains(edit));
            let new: Vec<TextEdit> = new.collect();
            known.extend(new);
        }
        if let Some(found) = base.names().at(id, start) {
            let declared = base.names().get(found.name);
            tell_of_cases(folder, declared.kind, &declared.text, client);
        }
    }
    Ok(Some(convert.workspace_edit(files.into_iter().collect())))
}

/// Says which case files still have the old name: they are not changed.
fn tell_of_cases(folder: &str, kind: NameKind, name: &str, client: &mut Client) {
    if matches!(kind, NameKind::Let | NameKind::Variable) {
        return;
    }
    let files = case_mentions::files_with(folder, name);
    if files.is_empty() {
        return;
    }
    let some = files.iter().take(3).map(|path| {
        let path = path.strip_prefix(Path::new(folder)).unwrap_or(path);
        format!("`{}`", path.display())
    });
    let some: Vec<String> = some.collect();
    let more = if files.len() > 3 { ", …" } else { "" };
    let mention = match files.len() {
        1 => "1 case file mentions".to_owned(),
        count => format!("{count} case files mention"),
    };
    let message = format!(
        "{mention} `{name}` and is left as it is: {}{more}",
        some.join(", ")
    );
    let message = match files.len() {
        1 => message,
        _ => message.replace(" and is left as it is", " and are left as they are"),
    };
    let kind = MessageType::Warning;
    client.notify("window/showMessage", ShowMessageParams { kind, message });
}

fn refused(Refusal(reason): Refusal) -> Fault {
    Fault::new(ErrorCode::RequestFailed, reason)
}
