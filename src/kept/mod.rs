//! Rules that were read before: a file of texts with their syntax trees.
//!
//! Most of the time that a large rule base takes to start goes into parsing. So
//! that is what a kept file saves: it has the texts of all files and the trees that
//! parsing gave. Checking is done again, each time. A kept file can therefore hold
//! nothing that a rules file could not say: whatever is wrong with it is found where
//! it is read, or is a mistake in rules like any other.
//!
//! ```text
//! magic  format  version of the program  length  checksum  │ body
//! body: the paths that were asked for │ path, text, tree of each file
//! ```
//!
//! The checksum finds accidents. It keeps nobody from writing another file, so
//! reading trusts nothing: places lie in their text, names are names, trees are no
//! deeper and no larger than those of parsing.

mod bytes;
mod checksum;
mod fault;
mod text;
mod tree;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::{Reader, Writer};
pub use fault::Fault;

use crate::load::{Loaded, ReadError, ReadSource};
use crate::source::FileId;
use crate::syntax::Parsed;
use crate::syntax::tree::File;

/// What a kept file begins with. The first byte is in no UTF-8 text, and the last
/// one tells a file whose ends of lines were changed.
pub const MAGIC: [u8; 10] = *b"\x89whatnext\n";

/// How the name of a kept file ends.
pub const EXTENSION: &str = "whatnext";

/// The layout of the body. Any change of the syntax tree needs another number.
const FORMAT: u64 = 1;

/// The version of this program: another one may parse otherwise.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Whether a file that begins so is meant to be a kept one.
pub fn is_kept(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC)
}

/// The bytes of a kept file. `paths` are those that were asked for; the files must
/// have no mistakes.
pub fn keep(paths: &[String], loaded: &Loaded) -> Vec<u8> {
    let mut body = Writer::default();
    body.count(paths.len());
    for path in paths {
        body.text(path);
    }
    body.count(loaded.files.len());
    for file in &loaded.files {
        let source = loaded.sources.file(file.tree.id);
        body.text(source.name());
        body.text(source.text());
        let tree = tree::write(&file.tree, source.text());
        body.count(tree.len());
        body.bytes(&tree);
    }
    let body = body.finish();
    let mut whole = Writer::default();
    whole.bytes(&MAGIC);
    whole.count(FORMAT as usize);
    whole.text(VERSION);
    whole.word(body.len() as u64);
    whole.word(checksum::of(&body));
    whole.bytes(&body);
    whole.finish()
}

/// A kept file, opened: a source of texts and trees.
#[derive(Debug)]
pub struct Kept {
    bytes: Vec<u8>,
    paths: Vec<String>,
    files: BTreeMap<String, Parts>,
    /// Whether a tree could not be read.
    is_broken: AtomicBool,
}

/// Where the parts of a file stand among the bytes.
#[derive(Debug)]
struct Parts {
    text: Range<usize>,
    tree: Range<usize>,
}

impl Kept {
    /// Opens the bytes of a kept file.
    ///
    /// # Errors
    ///
    /// Where they are not those of a kept file, or of one that another program has
    /// written, or where they have changed since.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Fault> {
        let body = body(&bytes)?;
        let mut reader = Reader::new(&bytes[body.clone()]);
        let paths = reader.many(|reader| Ok(reader.text()?.to_owned()))?;
        let mut files = BTreeMap::new();
        for _ in 0..reader.count()? {
            let path = reader.text()?.to_owned();
            let text = reader.range()?;
            let tree = reader.range()?;
            std::str::from_utf8(&bytes[body.clone()][text.clone()]).map_err(|_| Fault::Broken)?;
            let within = |part: Range<usize>| body.start + part.start..body.start + part.end;
            let parts = Parts {
                text: within(text),
                tree: within(tree),
            };
            files.insert(path, parts);
        }
        reader.end()?;
        Ok(Kept {
            bytes,
            paths,
            files,
            is_broken: AtomicBool::new(false),
        })
    }

    /// The paths that were asked for when the file was written.
    pub fn paths(&self) -> &[String] {
        &self.paths
    }

    /// The files, with their texts.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        let files = self.files.iter();
        files.map(|(path, parts)| (path.as_str(), self.text(parts)))
    }

    /// Whether all trees that were asked for could be read. Where one could not, what
    /// was made of it is worthless.
    ///
    /// # Errors
    ///
    /// Where one could not.
    pub fn is_whole(&self) -> Result<(), Fault> {
        if self.is_broken.load(Ordering::Relaxed) {
            Err(Fault::Broken)
        } else {
            Ok(())
        }
    }

    fn text(&self, parts: &Parts) -> &str {
        let bytes = self.bytes.get(parts.text.clone()).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

/// Where the body stands, if nothing has happened to it.
fn body(bytes: &[u8]) -> Result<Range<usize>, Fault> {
    if !is_kept(bytes) {
        return Err(Fault::NotKept);
    }
    let mut header = Reader::new(&bytes[MAGIC.len()..]);
    let short = |_| Fault::CutShort;
    let format = header.count().map_err(short)?;
    let version = header.text().map_err(short)?;
    if format as u64 != FORMAT || version != VERSION {
        return Err(Fault::OtherVersion {
            written: version.chars().take(40).collect(),
        });
    }
    let length = header.word().map_err(short)?;
    let sum = header.word().map_err(short)?;
    let start = MAGIC.len() + header.position();
    let found = &bytes[start..];
    if (found.len() as u64) < length {
        return Err(Fault::CutShort);
    }
    if found.len() as u64 != length || checksum::of(found) != sum {
        return Err(Fault::Changed);
    }
    Ok(start..bytes.len())
}

impl ReadSource for Kept {
    fn read(&self, path: &str) -> Result<String, ReadError> {
        let parts = self.files.get(path).ok_or(ReadError::NotFound)?;
        Ok(self.text(parts).to_owned())
    }

    fn parse(&self, path: &str, file: FileId, text: &str) -> Parsed {
        let bytes = self.files.get(path);
        let bytes = bytes.and_then(|parts| self.bytes.get(parts.tree.clone()));
        let tree = tree::read(bytes.unwrap_or_default(), file, text);
        Parsed {
            tree: tree.unwrap_or_else(|_| {
                self.is_broken.store(true, Ordering::Relaxed);
                empty(file)
            }),
            diagnostics: Vec::new(),
        }
    }
}

/// The tree of a file with nothing in it.
fn empty(id: FileId) -> File {
    File {
        id,
        items: Vec::new(),
        comments: Vec::new(),
        unread: Vec::new(),
    }
}
