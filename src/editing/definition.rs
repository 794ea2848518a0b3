//! Where what stands at a place is declared.

use super::base::Base;
use crate::source::{FileId, Span};

/// The declaration of the name at a byte; of the path of an import, the file.
pub fn definition(base: &Base, file: FileId, offset: u32) -> Option<Span> {
    if let Some(found) = base.names().at(file, offset) {
        return Some(base.names().get(found.name).name);
    }
    let mut imports = base.imports(file).iter();
    let (imported, _) = imports.find(|(_, path)| path.start <= offset && offset <= path.end)?;
    Some(Span {
        file: *imported,
        start: 0,
        end: 0,
    })
}
