//! The same records come to the same decisions, however they are written.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use super::{COUNT, batch, batch_of, device, fleet, known, line, ndjson};
use crate::diff::Scratch;

const QUIET: [&str; 3] = ["--id", "id", "--quiet"];

/// What the records come to as plain NDJSON.
fn expected(scratch: &Scratch) -> String {
    let ran = batch(scratch, &[&["fleet.ndjson"], &QUIET[..]].concat());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    assert_eq!(ran.stdout.lines().count(), COUNT);
    ran.stdout
}

#[track_caller]
fn same(scratch: &Scratch, inputs: &[&str]) {
    let ran = batch(scratch, &[inputs, &QUIET].concat());
    assert_eq!(ran.code, 0, "{inputs:?}: {}{}", ran.stdout, ran.stderr);
    assert_eq!(ran.stdout, expected(scratch), "{inputs:?}");
}

fn csv() -> String {
    let names = ["id", "power", "noise", "app.version", "disk.free", "note"];
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(names).expect("memory can be written");
    for number in 0..COUNT {
        let device = device(number);
        let values = names.map(|name| match &device[name] {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        });
        table.write_record(values).expect("memory can be written");
    }
    let bytes = table.into_inner().expect("memory can be written");
    String::from_utf8(bytes).expect("it is text")
}

fn gzipped(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder
        .write_all(text.as_bytes())
        .expect("memory can be written");
    encoder.finish().expect("memory can be written")
}

#[test]
fn an_array_is_as_good_as_lines() {
    let scratch = fleet(COUNT);
    let devices: Vec<Value> = (0..COUNT).map(device).collect();
    let lines: Vec<String> = devices.iter().map(line).collect();
    scratch.write("array.json", format!("\u{feff} [{}]\n", lines.join(" ,\n")));
    same(&scratch, &["array.json"]);
    let pretty = |device: &Value| {
        let known: serde_json::Map<_, _> = known(device)
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.clone()))
            .collect();
        serde_json::to_string_pretty(&known).expect("it is JSON")
    };
    let pretty: Vec<String> = devices.iter().map(pretty).collect();
    scratch.write("one-behind-the-other.json", pretty.join("\n"));
    same(&scratch, &["one-behind-the-other.json"]);
    scratch.write("nothing-between.json", lines.concat());
    same(&scratch, &["nothing-between.json"]);
}

#[test]
fn a_table_is_as_good_as_lines() {
    let scratch = fleet(COUNT);
    scratch.write("table.csv", csv());
    same(&scratch, &["table.csv"]);
    scratch.write("table.txt", csv().replace("\r\n", "\n"));
    same(&scratch, &["table.txt", "--input-format", "csv"]);
}

#[test]
fn compressed_records_are_read_as_they_were() {
    let scratch = fleet(COUNT);
    let zstd = zstd::encode_all(ndjson(COUNT).as_bytes(), 1).expect("memory can be written");
    scratch.write("fleet.ndjson.zst", zstd.clone());
    same(&scratch, &["fleet.ndjson.zst"]);
    scratch.write("table.csv.gz", gzipped(&csv()));
    same(&scratch, &["table.csv.gz"]);
    // In two parts, as `cat` makes them; and under a name that does not tell.
    let half = ndjson(COUNT).len() / 2;
    let (first, second) = (&ndjson(COUNT)[..half], &ndjson(COUNT)[half..]);
    scratch.write("parts", [gzipped(first), gzipped(second)].concat());
    same(&scratch, &["parts"]);
    scratch.write("plain.ndjson.gz", ndjson(COUNT));
    same(&scratch, &["plain.ndjson.gz"]);
}

#[test]
fn standard_input_tells_by_itself_what_it_is() {
    let scratch = fleet(COUNT);
    let lines: Vec<String> = (0..COUNT).map(|number| line(&device(number))).collect();
    scratch.write("array", format!("[{}]", lines.join(",")));
    scratch.write("zipped", gzipped(&ndjson(COUNT)));
    let expected = expected(&scratch);
    for stdin in ["fleet.ndjson", "array", "zipped"] {
        let ran = batch_of(&scratch, &[&["-"], &QUIET[..]].concat(), stdin);
        assert_eq!(ran.stdout, expected, "{stdin}: {}", ran.stderr);
    }
    scratch.write("table", csv());
    let format = ["-", "--input-format", "csv"];
    let ran = batch_of(&scratch, &[&format, &QUIET[..]].concat(), "table");
    assert_eq!(ran.stdout, expected, "{}", ran.stderr);
}

#[test]
fn folders_and_patterns_are_read_in_the_order_of_names() {
    let scratch = fleet(COUNT);
    for part in 0..4 {
        let numbers = part * COUNT / 4..(part + 1) * COUNT / 4;
        let text: String = numbers.map(|number| line(&device(number)) + "\n").collect();
        scratch.write(&format!("parts/{part}/fleet.ndjson"), text);
    }
    scratch.write("parts/3/readme.txt", "This is no record.");
    same(&scratch, &["parts/*/*.ndjson"]);
    let ran = batch(&scratch, &[&["parts"], &QUIET[..]].concat());
    assert_eq!(ran.stdout, expected(&scratch));
    assert_eq!(
        ran.stderr,
        "note: 1 other file in the folders of records passed over, such as `parts/3/readme.txt`\n"
    );
}

#[test]
fn a_table_leaves_unknown_what_is_empty() {
    let scratch = fleet(0);
    scratch.write("table.csv", "power,noise\nno,\nno,null\n");
    let ran = batch(&scratch, &["table.csv", "--quiet"]);
    let decisions = super::lines(&ran);
    assert_eq!(decisions[0]["fact"], "noise", "{}", ran.stdout);
    assert_ne!(decisions[1]["fact"], "noise", "{}", ran.stdout);
}

#[test]
fn a_field_of_a_table_can_be_a_list() {
    let scratch = fleet(0);
    let table = "power,noise,app.version,disk.free,drives,\"drives[\"\"A\"\"].attached\"\n\
        yes,loud,3.0,2 TB,\"[A, B]\",no\n\
        yes,loud,3.0,2 TB,[B],\n\
        yes,loud,3.0,2 TB,B,\n";
    scratch.write("table.csv", table);
    let ran = batch(&scratch, &["table.csv", "--quiet"]);
    let decisions = super::lines(&ran);
    assert_eq!(decisions[0]["title"], "Attach A", "{}", ran.stdout);
    assert_eq!(decisions[1]["fact"], "drives[\"B\"].attached");
    let error = decisions[2]["error"].to_string();
    assert!(error.contains("must be a list"), "{error}");
}

#[cfg(feature = "parquet")]
mod parquet {
    use std::fs::File;
    use std::path::Path;
    use std::sync::Arc;

    use parquet::column::writer::ColumnWriter;
    use parquet::data_type::ByteArray;
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;
    use serde_json::Value;

    use super::{COUNT, QUIET, device, expected, fleet, same};
    use crate::batch::batch_of;

    /// Writes the devices as a table.
    pub(crate) fn write(path: &Path) {
        let schema = parse_message_type(
            "message fleet {
                required binary id (STRING);
                optional boolean power;
                optional binary noise (STRING);
                optional binary app.version (STRING);
                optional binary disk.free (STRING);
            }",
        )
        .expect("this is a schema");
        let properties = Arc::new(WriterProperties::default());
        let file = File::create(path).expect("the file can be written");
        let mut writer =
            SerializedFileWriter::new(file, Arc::new(schema), properties).expect("it begins");
        let mut group = writer.next_row_group().expect("it goes on");
        for name in ["id", "power", "noise", "app.version", "disk.free"] {
            let mut column = group.next_column().expect("it goes on").expect("a column");
            let values: Vec<Value> = (0..COUNT).map(|n| device(n)[name].clone()).collect();
            let there: Vec<i16> = values.iter().map(|v| i16::from(!v.is_null())).collect();
            let there = (name != "id").then_some(there);
            match column.untyped() {
                ColumnWriter::BoolColumnWriter(column) => {
                    let values: Vec<bool> = values.iter().filter_map(Value::as_bool).collect();
                    column.write_batch(&values, there.as_deref(), None)
                }
                ColumnWriter::ByteArrayColumnWriter(column) => {
                    let texts = values.iter().filter_map(Value::as_str);
                    let values: Vec<ByteArray> = texts.map(ByteArray::from).collect();
                    column.write_batch(&values, there.as_deref(), None)
                }
                _ => panic!("the schema has no such column"),
            }
            .expect("it can be written");
            column.close().expect("it can be written");
        }
        group.close().expect("it can be written");
        writer.close().expect("it can be written");
    }

    #[test]
    fn parquet_is_as_good_as_lines() {
        let scratch = fleet(COUNT);
        write(&scratch.path().join("fleet.parquet"));
        same(&scratch, &["fleet.parquet"]);
        let plain = std::fs::read(scratch.path().join("fleet.parquet")).expect("it is there");
        let zstd = zstd::encode_all(plain.as_slice(), 1).expect("memory can be written");
        scratch.write("fleet.parquet.zst", zstd);
        same(&scratch, &["fleet.parquet.zst"]);
        let ran = batch_of(&scratch, &[&["-"], &QUIET[..]].concat(), "fleet.parquet");
        assert_eq!(ran.stdout, expected(&scratch), "{}", ran.stderr);
    }
}

#[cfg(feature = "parquet")]
pub(super) use parquet::write as write_parquet;
