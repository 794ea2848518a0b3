//! Parquet: a table with columns for facts. Rows become JSON, because lists and
//! groups are values too.

use std::fs::File;
use std::io::{self, Read as _};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use parquet::basic::{LogicalType, TimeUnit};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::{Type, TypePtr};

use super::guarded::guarded;
use crate::cli::batch::columns::{Columns, no_fact};
use crate::cli::batch::encode::json_text;
use crate::cli::batch::inputs::Input;
use crate::cli::files;
use crate::cli::records::{Bytes, Chunk, Fault, Place, Spot, Stream, cannot_read, spooled};

/// A file of Parquet.
pub(super) struct Parquet {
    rows: RowIter<'static>,
    schema: TypePtr,
    input: usize,
    /// How many rows were read, and how many there are.
    read: u64,
    all: u64,
    /// How large the file is, and how much of that counts as read.
    size: u64,
    counted: u64,
    bytes: Bytes,
}

impl Parquet {
    /// Opens a file. One that is compressed as a whole, or comes through a pipe,
    /// is written to a temporary file first: its end has to be read before the
    /// rest.
    pub(super) fn of(
        stream: Stream,
        input: &Input,
        number: usize,
        columns: &Columns,
        bytes: &Bytes,
    ) -> Result<Self, Fault> {
        let whole = |message: String| Fault::whole(number, message);
        let opened = match plain(input) {
            Some(file) => Ok((file, true)),
            None => spooled(stream).map(|file| (file, false)),
        };
        let (file, is_counted) = opened.map_err(|error| whole(cannot_read(&error)))?;
        let size = file.metadata().map_or(0, |data| data.len());
        let reader = guarded(|| SerializedFileReader::new(file)).map_err(&whole)?;
        let metadata = reader.metadata().file_metadata();
        let all = u64::try_from(metadata.num_rows()).unwrap_or(0);
        let schema = projected(metadata.schema(), columns).map_err(&whole)?;
        let projection = schema.as_ref().clone();
        let rows = guarded(|| RowIter::from_file_into(Box::new(reader)).project(Some(projection)))
            .map_err(&whole)?;
        Ok(Parquet {
            rows,
            schema,
            input: number,
            read: 0,
            all,
            size: if is_counted { size } else { 0 },
            counted: 0,
            bytes: Arc::clone(bytes),
        })
    }

    /// Fills a chunk; tells whether there may be more.
    pub(super) fn fill(&mut self, chunk: &mut Chunk) -> Result<bool, Fault> {
        let mut text = Vec::new();
        while !chunk.is_full() {
            let place = Place {
                input: self.input,
                spot: Spot::Row(self.read + 1),
            };
            text.clear();
            let written = guarded(|| {
                let row = self.rows.next().transpose()?;
                Ok(row.map(|row| map(&row, Some(&self.schema), &mut text)))
            });
            match written {
                Ok(Some(Ok(()))) => chunk.push_json(place, &text),
                Ok(Some(Err(message))) => chunk.push_fault(place, message),
                Ok(None) => return Ok(false),
                Err(message) => {
                    let message = format!("{message}: the rest of the file was not read");
                    return Err(Fault { place, message });
                }
            }
            self.read += 1;
        }
        self.count();
        Ok(true)
    }

    /// Counts as much of the file as its rows that were read.
    fn count(&mut self) {
        let share = u128::from(self.size) * u128::from(self.read) / u128::from(self.all.max(1));
        let share = u64::try_from(share).unwrap_or(self.size).min(self.size);
        let more = share.saturating_sub(self.counted);
        self.bytes.fetch_add(more, Ordering::Relaxed);
        self.counted = share.max(self.counted);
    }
}

/// The file of an input, where it is Parquet as it is.
fn plain(input: &Input) -> Option<File> {
    if input.is_stdin() || input.bytes.is_none() {
        return None;
    }
    let mut file = files::open(&input.path, input.origin).ok()?;
    let mut start = [0; 4];
    file.read_exact(&mut start).ok()?;
    (start == *b"PAR1").then_some(file)
}

/// The columns that are needed.
fn projected(schema: &Type, columns: &Columns) -> Result<TypePtr, String> {
    let fields = schema.get_fields();
    if !fields.is_empty() && !fields.iter().any(|field| columns.may_be_fact(field.name())) {
        return Err(no_fact(fields.iter().map(|field| field.name())));
    }
    let wanted = fields.iter().filter(|field| columns.wants(field.name()));
    Type::group_type_builder(schema.name())
        .with_fields(wanted.cloned().collect())
        .build()
        .map(Arc::new)
        .map_err(|error| unreadable(&error))
}

/// What the reader of Parquet says.
pub(super) fn unreadable(error: &ParquetError) -> String {
    let message = match error {
        ParquetError::General(message) | ParquetError::EOF(message) => message.clone(),
        other => other.to_string(),
    };
    cannot_read(&io::Error::other(format!("as Parquet: {message}")))
}

/// Writes a row, or a group, as a map. What is null is left out: a table cannot
/// tell what is unknown from what cannot be had, and unknown is the safe one.
fn map(row: &Row, schema: Option<&Type>, out: &mut Vec<u8>) -> Result<(), String> {
    out.push(b'{');
    let mut is_first = true;
    for (at, (name, field)) in row.get_column_iter().enumerate() {
        if matches!(field, Field::Null) {
            continue;
        }
        if !is_first {
            out.push(b',');
        }
        is_first = false;
        json_text(name, out);
        out.push(b':');
        let fields = schema.filter(|schema| schema.is_group());
        let ty = fields.and_then(|schema| schema.get_fields().get(at));
        value(field, ty.map(AsRef::as_ref), out)
            .map_err(|message| format!("the column `{name}` {message}"))?;
    }
    out.push(b'}');
    Ok(())
}

/// Writes a value.
fn value(field: &Field, ty: Option<&Type>, out: &mut Vec<u8>) -> Result<(), String> {
    match field {
        Field::Null => out.extend_from_slice(b"null"),
        Field::Bool(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Field::Byte(value) => plain_text(value, out),
        Field::Short(value) => plain_text(value, out),
        Field::Int(value) => plain_text(value, out),
        Field::Long(value) if is_nanoseconds(ty) => {
            time(jiff::Timestamp::from_nanosecond(i128::from(*value)), out)?;
        }
        Field::Long(value) => plain_text(value, out),
        Field::UByte(value) => plain_text(value, out),
        Field::UShort(value) => plain_text(value, out),
        Field::UInt(value) => plain_text(value, out),
        Field::ULong(value) => plain_text(value, out),
        Field::Float16(value) => float(f64::from(f32::from(*value)), value, out)?,
        Field::Float(value) => float(f64::from(*value), value, out)?,
        Field::Double(value) => float(*value, value, out)?,
        Field::Decimal(_) | Field::TimeMillis(_) | Field::TimeMicros(_) => {
            json_text(&field.to_string(), out);
        }
        Field::Str(value) => json_text(value, out),
        Field::Bytes(value) => match std::str::from_utf8(value.data()) {
            Ok(text) => json_text(text, out),
            Err(_) => return Err("holds bytes that are no text".to_owned()),
        },
        Field::Date(days) => {
            time(jiff::Timestamp::from_second(i64::from(*days) * 86_400), out)?;
        }
        Field::TimestampMillis(value) => time(jiff::Timestamp::from_millisecond(*value), out)?,
        Field::TimestampMicros(value) => time(jiff::Timestamp::from_microsecond(*value), out)?,
        Field::Group(row) => map(row, ty, out)?,
        Field::ListInternal(list) => {
            out.push(b'[');
            for (at, element) in list.elements().iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                value(element, element_type(ty), out)?;
            }
            out.push(b']');
        }
        Field::MapInternal(entries) => {
            out.push(b'{');
            for (at, (key, element)) in entries.entries().iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                match key {
                    Field::Str(key) => json_text(key, out),
                    other => json_text(&other.to_string(), out),
                }
                out.push(b':');
                value(element, None, out)?;
            }
            out.push(b'}');
        }
    }
    Ok(())
}

/// Writes what needs no quotes.
fn plain_text(value: &impl ToString, out: &mut Vec<u8>) {
    out.extend_from_slice(value.to_string().as_bytes());
}

fn float(value: f64, shown: &impl ToString, out: &mut Vec<u8>) -> Result<(), String> {
    if !value.is_finite() {
        return Err(format!("is {value}, which is no number"));
    }
    plain_text(shown, out);
    Ok(())
}

fn time(value: Result<jiff::Timestamp, jiff::Error>, out: &mut Vec<u8>) -> Result<(), String> {
    let time = value.map_err(|_| "is a time out of range")?;
    json_text(&time.to_string(), out);
    Ok(())
}

/// Whether a number is an instant. Of the other units the reader tells itself.
/// The type of the elements of a list: that of the only field of its repeated group,
/// or in old files of the repeated field itself.
fn element_type(list: Option<&Type>) -> Option<&Type> {
    let only = |ty: &'_ Type| -> bool { ty.is_group() && ty.get_fields().len() == 1 };
    let repeated = list.filter(|ty| only(ty))?.get_fields().first()?;
    let is_old =
        !only(repeated) || repeated.name() == "array" || repeated.name().ends_with("_tuple");
    if is_old {
        return Some(repeated);
    }
    repeated.get_fields().first().map(AsRef::as_ref)
}

fn is_nanoseconds(ty: Option<&Type>) -> bool {
    let logical = ty.and_then(|ty| ty.get_basic_info().logical_type_ref());
    matches!(logical, Some(LogicalType::Timestamp(time)) if time.unit == TimeUnit::NANOS)
}
