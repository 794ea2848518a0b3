//! Decisions as Parquet, made of the lines of NDJSON when a run ends: so a run
//! that was stopped can go on, whatever it writes.

use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter};
use std::path::Path;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::output::unwritable;
use crate::cli::failure::Failure;
use crate::cli::files::folder_of;

/// So many rows are a group at the most, and what makes as many bytes.
const MOST_ROWS: usize = 1 << 16;
const MOST_BYTES: usize = 16 << 20;

const COLUMNS: &str = "
    required int64 record;
    optional binary id (STRING);
    optional binary kind (STRING);
    optional binary rule (STRING);
    optional binary entry (STRING);
    optional binary action (STRING);
    optional binary title (STRING);
    optional group for (LIST) { repeated group list { required binary element (STRING); } }
    optional binary fact (STRING);
    optional binary error (STRING);
    optional binary file (STRING);
    optional int64 line;
    optional int64 column;
    optional int64 row;
";

const EXPLANATION: &str = "optional binary explanation (JSON);";

/// A line of the output.
#[derive(Deserialize)]
struct Told {
    record: i64,
    id: Option<String>,
    kind: Option<String>,
    rule: Option<String>,
    entry: Option<String>,
    action: Option<String>,
    title: Option<String>,
    #[serde(rename = "for")]
    element: Option<Vec<String>>,
    fact: Option<String>,
    error: Option<String>,
    file: Option<String>,
    line: Option<i64>,
    column: Option<i64>,
    row: Option<i64>,
    explanation: Option<Box<RawValue>>,
}

/// Makes a table of lines, as a whole or not at all.
pub(super) fn make(lines: &Path, table: &Path, explain: bool) -> Result<(), Failure> {
    let failed = |error: Fault| match error {
        Fault::Io(error) => unwritable(table, &error),
        Fault::Parquet(error) => {
            Failure::new(format!("cannot write `{}`: {error}", table.display()))
        }
        Fault::Line(error) => Failure::new(format!(
            "`{}` was changed since it was written: {error}",
            lines.display()
        ))
        .help("`--force` instead of `--resume` decides everything anew"),
    };
    write(lines, table, explain).map_err(failed)
}

enum Fault {
    Io(std::io::Error),
    Parquet(ParquetError),
    Line(serde_json::Error),
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Fault::Io(error)
    }
}

impl From<ParquetError> for Fault {
    fn from(error: ParquetError) -> Self {
        Fault::Parquet(error)
    }
}

fn write(lines: &Path, table: &Path, explain: bool) -> Result<(), Fault> {
    let explanation = if explain { EXPLANATION } else { "" };
    let schema = parse_message_type(&format!("message decisions {{ {COLUMNS} {explanation} }}"))?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("whatnext ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    let file = tempfile::Builder::new()
        .prefix(".whatnext-unfinished-")
        .tempfile_in(folder_of(table))?;
    let target = BufWriter::new(file.as_file());
    let mut writer = SerializedFileWriter::new(target, Arc::new(schema), Arc::new(properties))?;
    let mut source = BufReader::new(File::open(lines)?);
    loop {
        let group = group(&mut source)?;
        if group.is_empty() {
            break;
        }
        write_group(&mut writer, &group, explain)?;
    }
    writer.close()?;
    readable_by_all(file.as_file())?;
    file.persist(table).map_err(|persist| persist.error)?;
    Ok(())
}

/// Gives the file the permissions of an ordinary one. Those of a temporary file
/// are narrower.
#[cfg(unix)]
fn readable_by_all(file: &File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_: &File) -> std::io::Result<()> {
    Ok(())
}

/// The next rows; none at the end.
fn group(source: &mut BufReader<File>) -> Result<Vec<Told>, Fault> {
    let mut group = Vec::new();
    let mut bytes = 0;
    let mut text = String::new();
    while group.len() < MOST_ROWS && bytes < MOST_BYTES {
        text.clear();
        if source.read_line(&mut text)? == 0 {
            break;
        }
        bytes += text.len();
        group.push(serde_json::from_str(&text).map_err(Fault::Line)?);
    }
    Ok(group)
}

/// The values of a column.
enum Column<'l> {
    Text(fn(&'l Told) -> Option<&'l str>),
    Number(fn(&Told) -> Option<i64>),
    Required(fn(&Told) -> i64),
    Texts(fn(&'l Told) -> Option<&'l [String]>),
}

/// The columns in their order.
fn columns<'l>() -> [Column<'l>; 15] {
    [
        Column::Required(|line| line.record),
        Column::Text(|line| line.id.as_deref()),
        Column::Text(|line| line.kind.as_deref()),
        Column::Text(|line| line.rule.as_deref()),
        Column::Text(|line| line.entry.as_deref()),
        Column::Text(|line| line.action.as_deref()),
        Column::Text(|line| line.title.as_deref()),
        Column::Texts(|line| line.element.as_deref()),
        Column::Text(|line| line.fact.as_deref()),
        Column::Text(|line| line.error.as_deref()),
        Column::Text(|line| line.file.as_deref()),
        Column::Number(|line| line.line),
        Column::Number(|line| line.column),
        Column::Number(|line| line.row),
        Column::Text(|line| line.explanation.as_deref().map(RawValue::get)),
    ]
}

fn write_group<W: std::io::Write + Send>(
    writer: &mut SerializedFileWriter<W>,
    group: &[Told],
    explain: bool,
) -> Result<(), Fault> {
    let mut rows = writer.next_row_group()?;
    let count = if explain { 15 } else { 14 };
    for column in columns().iter().take(count) {
        let Some(mut target) = rows.next_column()? else {
            break;
        };
        write_column(target.untyped(), group, column)?;
        target.close()?;
    }
    rows.close()?;
    Ok(())
}

fn write_column<'l>(
    target: &mut ColumnWriter<'_>,
    group: &'l [Told],
    column: &Column<'l>,
) -> Result<(), ParquetError> {
    match (target, column) {
        (ColumnWriter::Int64ColumnWriter(target), Column::Required(get)) => {
            let values: Vec<i64> = group.iter().map(get).collect();
            target.write_batch(&values, None, None)?;
        }
        (ColumnWriter::Int64ColumnWriter(target), Column::Number(get)) => {
            let (values, levels) = optional(group.iter().map(get));
            target.write_batch(&values, Some(&levels), None)?;
        }
        (ColumnWriter::ByteArrayColumnWriter(target), Column::Text(get)) => {
            let texts = group.iter().map(|line| get(line).map(bytes));
            let (values, levels) = optional(texts);
            target.write_batch(&values, Some(&levels), None)?;
        }
        (ColumnWriter::ByteArrayColumnWriter(target), Column::Texts(get)) => {
            let (mut values, mut levels, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
            for line in group {
                let Some(keys) = get(line).filter(|keys| !keys.is_empty()) else {
                    levels.push(0);
                    repeated.push(0);
                    continue;
                };
                for (at, key) in keys.iter().enumerate() {
                    values.push(bytes(key));
                    levels.push(2);
                    repeated.push(i16::from(at > 0));
                }
            }
            target.write_batch(&values, Some(&levels), Some(&repeated))?;
        }
        _ => {
            return Err(ParquetError::General(
                "a column is of another type".to_owned(),
            ));
        }
    }
    Ok(())
}

fn bytes(text: &str) -> ByteArray {
    ByteArray::from(text.as_bytes().to_vec())
}

/// The values that are there, and for each row whether it has one.
fn optional<T>(values: impl Iterator<Item = Option<T>>) -> (Vec<T>, Vec<i16>) {
    let mut levels = Vec::new();
    let there = values.inspect(|value| levels.push(i16::from(value.is_some())));
    let there = there.flatten().collect();
    (there, levels)
}
