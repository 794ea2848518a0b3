//! The bytes of an input: counted, and decompressed.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;

use crate::cli::files::{self, Origin};

/// So much is read at a time.
const BLOCK: usize = 256 << 10;

/// The bytes of an input as they were before somebody compressed them.
pub(in crate::cli) type Stream = BufReader<Box<dyn Read + Send>>;

/// How many bytes of the inputs were read, compressed ones as they are.
pub(in crate::cli) type Bytes = Arc<AtomicU64>;

/// Opens a file, `-` for standard input, and gives it with how it begins.
pub(in crate::cli) fn open(
    path: &Path,
    origin: Origin,
    read: &Bytes,
) -> io::Result<(Stream, Vec<u8>)> {
    let source: Box<dyn Read + Send> = if path == Path::new("-") {
        Box::new(io::stdin())
    } else {
        Box::new(files::open(path, origin)?)
    };
    let counted = Counted {
        source,
        read: Arc::clone(read),
    };
    let (plain, start) = peek(Box::new(counted), 4)?;
    let inner: Box<dyn Read + Send> = match start.as_slice() {
        [0x1f, 0x8b, ..] => Box::new(MultiGzDecoder::new(buffered(plain))),
        [0x28, 0xb5, 0x2f, 0xfd] => Box::new(zstd::Decoder::with_buffer(buffered(plain))?),
        _ => plain,
    };
    let (stream, start) = peek(inner, 512)?;
    Ok((buffered(stream), start))
}

fn buffered(source: Box<dyn Read + Send>) -> Stream {
    BufReader::with_capacity(BLOCK, source)
}

/// A stream with its first bytes, which are still to be read from it. Where only
/// some can be read, they are, and then comes the error.
fn peek(
    mut source: Box<dyn Read + Send>,
    count: u64,
) -> io::Result<(Box<dyn Read + Send>, Vec<u8>)> {
    let mut start = Vec::new();
    let rest: Box<dyn Read + Send> = match (&mut source).take(count).read_to_end(&mut start) {
        Ok(_) => source,
        Err(error) if start.is_empty() => return Err(error),
        Err(error) => Box::new(Broken(Some(error))),
    };
    let whole = Cursor::new(start.clone()).chain(rest);
    Ok((Box::new(whole), start))
}

/// The end of a stream that broke off.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// What a stream has ready; nothing at its end.
pub(in crate::cli) fn filled(stream: &mut Stream) -> io::Result<&[u8]> {
    loop {
        match stream.fill_buf() {
            Ok(_) => break,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    // What was filled above is given without reading again.
    stream.fill_buf()
}

/// A whole stream in a file of its own, which is gone when it is closed.
#[cfg(feature = "parquet")]
pub(in crate::cli) fn spooled(mut stream: Stream) -> io::Result<std::fs::File> {
    let folder = std::env::temp_dir();
    let unusable = |error: &io::Error| {
        let (folder, reason) = (folder.display(), files::writing_reason(error));
        io::Error::other(format!(
            "it has to be kept in the temporary folder `{folder}` (`TMPDIR`), which cannot be written: {reason}"
        ))
    };
    let mut file = tempfile::tempfile_in(&folder).map_err(|error| unusable(&error))?;
    match io::copy(&mut stream, &mut file) {
        Ok(_) => Ok(file),
        Err(error) if is_want_of_room(&error) => Err(unusable(&error)),
        Err(error) => Err(error),
    }
}

/// Whether something could not be written because there is no room.
#[cfg(feature = "parquet")]
fn is_want_of_room(error: &io::Error) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge)
}

/// Counts what is read.
struct Counted {
    source: Box<dyn Read + Send>,
    read: Bytes,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
