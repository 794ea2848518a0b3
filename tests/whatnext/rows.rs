//! The fast reading of records against the thorough one.

use std::sync::OnceLock;

use whatnext::access::Index;
use whatnext::facts::document::{self, Format, Node, NodeKind};
use whatnext::facts::memory::WorkingMemory;
use whatnext::facts::read::Reader;
use whatnext::fleet::rows::{Cells, Layout, Row, RowReader, Unusual};
use whatnext::source::Sources;
use whatnext::{MemorySource, Program, compile};

use crate::reference::Random;

/// Changed records of the ordinary test run; `WHATNEXT_ROWS` asks for more.
const RECORDS: usize = 100_000;

/// Facts of all types, with and without dots, some of them in tests.
const RULES: &str = r#"
fact os: windows | mac | linux
fact online: yes/no
fact spare: yes/no
fact app.message: text
fact app.version: version
fact app.log.lines: number 0..1000
fact app.log.level: debug | info | error { default info }
fact uptime: duration
fact disk: size
fact seen: time
fact share: number unit "%" 0.5..99.5
fact delta: number
fact tags: list of text
fact destinations: list by name {
  name: text
  indicator: green | red
}
rule r1 { when os is mac and online conclude "1" }
rule r2 { when app.message starts with "Cannot" or app.message is exactly "é" conclude "2" }
rule r3 { when app.version < "10.3" and app.log.lines > 5 conclude "3" }
rule r4 { when app.log.level is error and uptime > 5 minutes and disk < 10 GB conclude "4" }
rule r5 { when share > 50 and delta in [1, 2, 3] conclude "5" }
rule r6 { when any d in destinations has d.indicator is red conclude "6" }
"#;

/// What records start from: nested and dotted, with and without white space.
const RECORDS_AS_THEY_COME: [&str; 8] = [
    r#"{"id":"a-1","os":"mac","online":true,"app":{"message":"Cannot connect","version":"10.2.1","log":{"lines":7,"level":"error"}},"uptime":"3 hours","disk":"5 GB","seen":"2026-11-22T09:00:00Z","share":12.5,"delta":-3,"tags":["x","y"],"destinations":[{"name":"Cloud","indicator":"red"}]}"#,
    r#"{"id": "a-2", "os": "linux", "online": false, "app": {"message": "\u00e9", "version": "11"}, "delta": 2, "other": {"a": [1, 2.5e3, {"b": null}], "c": "d"}}"#,
    r#"{"os":"windows","app.message":"Fine","app.log.lines":0,"app":{"log.level":"info","log":{}},"destinations":null,"id":7}"#,
    r#"{"online":"yes","share":"60","delta":"1e0","app":{},"tags":[],"destinations":[],"unknown":[[],{},"",0,-1,true]}"#,
    r#" { "id" : "x" , "meta" : { "id" : "inner" , "facts" : 1 } , "disk" : null , "uptime" : "90 s" } "#,
    "{}",
    r#"{"tags":["a","b"],"delta":12345678901234567890,"share":50.0,"app":{"message":"tab\there","extra":"skipped \ud83d\ude00 text"}}"#,
    r#"{"meta":{"name":"n","id":{"deep":1}},"meta.id":"dotted","os":"mac","spare":false}"#,
];

/// Entries that are put into records.
const ENTRIES: [&str; 20] = [
    r#""os":"mac","#,
    r#""os":null,"#,
    r#""app.message":"m","#,
    r#""app":{"message":"n"},"#,
    r#""app":{"log":{"lines":3}},"#,
    r#""app.log":{"level":"debug"},"#,
    r#""message":"in app","#,
    r#""app":3,"#,
    r#""facts":{},"#,
    r#""gathered":{},"#,
    r#""x":{"y":1,"y":2},"#,
    r#""x":[{"y":[1]},{"y":"\\"}],"#,
    r#""x":1,"#,
    r#""x[0]":1,"#,
    r#""os.x":1,"#,
    r#""destinations[\"Cloud\"].indicator":"red","#,
    r#""id":"other","#,
    r#""meta.id":3,"#,
    r#""delta":1,"#,
    r#""\u006fs":"mac","#,
];

/// Values that take the places of others.
const VALUES: [&str; 24] = [
    "null",
    "true",
    "false",
    "0",
    "-1",
    "7",
    "-0",
    "1e5",
    "1.50",
    "01",
    "1.",
    "nul",
    "1001",
    "999999999999999999",
    "9999999999999999999",
    r#""""#,
    r#""mac""#,
    r#""yes""#,
    r#""10""#,
    r#""1e2""#,
    r#""\u00e9 \n""#,
    r#""\ud800""#,
    "{}",
    "[]",
];

/// What is put anywhere.
const PIECES: [&str; 22] = [
    "{", "}", "[", "]", ",", ":", "\"", "\\", "\\n", "\\q", " ", "\n", "\t", "\u{0}", "\u{1f}",
    "\u{a0}", "é", "😀", "-", ".5", "1e", "[[[[",
];

fn program() -> &'static Program {
    static PROGRAM: OnceLock<Program> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let files = MemorySource::default().with("rows.rules", RULES);
        let compiled = compile(&files.paths(), &files);
        let mistakes: Vec<_> = compiled
            .diagnostics
            .iter()
            .map(|one| &one.message)
            .collect();
        compiled.program.unwrap_or_else(|| panic!("{mistakes:?}"))
    })
}

/// Both ways of reading.
struct Readings<'p> {
    program: &'p Program,
    reader: &'p Reader<'p>,
    layout: &'p Layout<'p>,
    rows: RowReader<'p>,
    index: &'p Index<'p>,
    cells: Cells<'p>,
    id: Option<&'p str>,
    strict: bool,
}

impl Readings<'_> {
    /// Reads a record in both ways, and gives whether the fast one did. Where it
    /// did, both must have understood the same.
    fn agree_on(&mut self, text: &str) -> bool {
        let thorough = self.thorough(text);
        let mut row = Row::default();
        if self.rows.read(text, &mut row) == Err(Unusual) {
            return false;
        }
        let mut fast = self.program.new_case().facts;
        let remembered = self.layout.remember(self.reader, &row, &mut fast);
        let mut told = vec![None; self.index.columns().len()];
        let found = self
            .cells
            .find(self.reader, &row, |column, cell| told[column] = Some(cell));
        assert_eq!(remembered, found, "{text}");
        if remembered.is_err() {
            return false;
        }
        let Some((memory, id)) = thorough else {
            panic!("the fast reading accepts what the thorough one refuses: {text}")
        };
        // Texts are equal without regard to case; how they print tells more.
        assert_eq!(format!("{memory:?}"), format!("{fast:?}"), "{text}");
        let name = row.id.text().expect("escapes are checked");
        assert_eq!(name.as_deref(), id.as_deref(), "{text}");
        for (column, told) in self.index.columns().iter().zip(told) {
            assert_eq!(told, Some(column.cell_in(&memory)), "{text}");
        }
        true
    }

    fn thorough(&self, text: &str) -> Option<(WorkingMemory, Option<String>)> {
        let file = Sources::default().add("record", "");
        let node = document::read(file, text, Format::Json).ok()?;
        let mut memory = self.program.new_case().facts;
        let errors = if self.strict {
            self.reader.facts(&node, &mut memory)
        } else {
            self.reader.facts_among_others(&node, &mut memory)
        };
        let id = self.id.and_then(|path| id(&node, path));
        errors.is_empty().then_some((memory, id))
    }
}

/// What a record calls itself.
fn id(node: &Node, path: &str) -> Option<String> {
    let NodeKind::Mapping(entries) = &node.kind else {
        return None;
    };
    entries.iter().find_map(|(key, value)| {
        let rest = path.strip_prefix(&key.text)?;
        match (&value.kind, rest.strip_prefix('.')) {
            (NodeKind::Scalar { text, .. }, None) if rest.is_empty() => Some(text.clone()),
            (_, Some(rest)) => id(value, rest),
            _ => None,
        }
    })
}

fn with_readings<T>(id: Option<&str>, strict: bool, then: impl FnOnce(Readings<'_>) -> T) -> T {
    let program = program();
    let reader = Reader::new(program.rules());
    let layout = Layout::new(program.rules(), id, strict);
    let index = Index::of(program);
    then(Readings {
        program,
        reader: &reader,
        layout: &layout,
        index: &index,
        cells: Cells::of(&layout, index.columns()),
        rows: RowReader::of(&layout),
        id,
        strict,
    })
}

#[test]
fn ordinary_records_are_read_fast() {
    for id in [
        None,
        Some("id"),
        Some("meta.id"),
        Some("os"),
        Some("app.id"),
    ] {
        with_readings(id, false, |mut readings| {
            for record in RECORDS_AS_THEY_COME {
                assert!(readings.agree_on(record), "{record}");
            }
        });
    }
}

#[test]
fn a_strict_reading_leaves_other_fields_to_the_thorough_one() {
    with_readings(None, true, |mut readings| {
        assert!(readings.agree_on(r#"{"os":"mac","app":{"message":"m"}}"#));
        assert!(!readings.agree_on(r#"{"os":"mac","other":1}"#));
        assert!(!readings.agree_on(r#"{"app":{"other":1}}"#));
    });
}

#[test]
fn what_the_thorough_reading_refuses_is_left_to_it() {
    let deep = format!("{{\"x\":{}1{}}}", "[".repeat(128), "]".repeat(128));
    let refused = [
        "",
        "[]",
        "null",
        "{",
        "{}}",
        "{\"x\":1,}",
        "{,}",
        "{\"x\" 1}",
        "{\"x\":01}",
        "{\"x\":1.}",
        "{\"x\":tru}",
        "{\"x\":truely}",
        "{\"x\":\"\u{1}\"}",
        "{\"x\":\"\\ud800\"}",
        "{\"x\":[1,]}",
        "{\"x\":[1}",
        "{\"x\":{\"y\":1,\"y\":1}}",
        "{\"x\":1,\"x\":1}",
        "{\"os\":\"mac\",\"os\":\"mac\"}",
        "{\"app.message\":\"a\",\"app\":{\"message\":\"a\"}}",
        "{\"os\":\"amiga\"}",
        "{\"os\":[\"mac\"]}",
        "{\"online\":1}",
        "{\"app.log.lines\":1001}",
        "{\"share\":0}",
        "{\"app\":null}",
        "{\"tags\":\"a\"}",
        "{\"tags\":[null]}",
        "{\"destinations\":[{}]}",
        "{\"os.x\":1}",
        "{\"facts\":{\"os\":\"mac\"}}",
        &deep,
    ];
    with_readings(None, false, |mut readings| {
        for record in refused {
            assert!(!readings.agree_on(record), "{record}");
        }
        let allowed = format!("{{\"x\":{}1{}}}", "[".repeat(127), "]".repeat(127));
        assert!(readings.agree_on(&allowed));
    });
}

#[test]
fn objects_with_very_many_keys_are_checked_for_keys_that_are_there_twice() {
    with_readings(None, false, |mut readings| {
        for count in [5, 7, 100, 1_000] {
            let mut keys: Vec<String> = (0..count).map(|at| format!("\"key{at}\":{at}")).collect();
            assert!(readings.agree_on(&format!("{{\"x\":{{{}}}}}", keys.join(","))));
            keys.push("\"key3\":0".to_owned());
            assert!(!readings.agree_on(&format!("{{\"x\":{{{}}}}}", keys.join(","))));
        }
        // More keys than are remembered, in one record and in many.
        let keys: Vec<String> = (0..20_000).map(|at| format!("\"key{at}\":{at}")).collect();
        readings.agree_on(&format!("{{{}}}", keys.join(",")));
        for keys in keys.chunks(1_000) {
            assert!(readings.agree_on(&format!("{{{}}}", keys.join(","))));
        }
    });
}

#[test]
fn changed_records_are_understood_alike_or_left_to_the_thorough_reading() {
    let count = std::env::var("WHATNEXT_ROWS").ok();
    let count = count
        .and_then(|count| count.parse().ok())
        .unwrap_or(RECORDS);
    let mut fast = 0;
    for (stream, id) in [None, Some("id"), Some("meta.id"), Some("app.message")]
        .into_iter()
        .enumerate()
    {
        with_readings(id, false, |mut readings| {
            let mut random = Random::new(20_261_122, stream as u64);
            for _ in 0..count / 4 {
                let record = changed(&mut random);
                fast += usize::from(readings.agree_on(&record));
            }
        });
    }
    println!("{fast} of {count} changed records were read fast");
    assert!(fast > count / 5, "only {fast} were read fast");
}

/// A record with one change or a few, most of which leave it a document.
fn changed(random: &mut Random) -> String {
    let record = random.pick::<&str>(&RECORDS_AS_THEY_COME);
    let mut tokens: Vec<String> = tokens(record);
    for _ in 0..random.between(1, 3) {
        let at = random.below(tokens.len());
        match random.below(8) {
            0 | 1 => _ = put_entry(random, &mut tokens, at),
            2 | 3 => replace_value(random, &mut tokens, at),
            4 => tokens.insert(at, (*random.pick(&[" ", "\n\t", "\r\n "])).to_owned()),
            5 => {
                let other = random.below(tokens.len());
                tokens.swap(at, other);
            }
            6 => change_character(random, &mut tokens[at]),
            _ => _ = tokens.remove(at),
        }
        if tokens.is_empty() {
            break;
        }
    }
    tokens.concat()
}

/// Puts an entry before the next key.
fn put_entry(random: &mut Random, tokens: &mut Vec<String>, from: usize) -> Option<()> {
    let mut keys = (from + 1..tokens.len()).filter(|&at| tokens[at] == ":");
    let key = keys.next()? - 1;
    tokens.insert(key, (*random.pick(&ENTRIES)).to_owned());
    Some(())
}

/// Replaces the next value that is no array and no object.
fn replace_value(random: &mut Random, tokens: &mut [String], from: usize) {
    let is_value = |token: &&mut String| !matches!(&***token, "{" | "}" | "[" | "]" | "," | ":");
    if let Some(value) = tokens[from..].iter_mut().find(is_value) {
        (*random.pick(&VALUES)).clone_into(value);
    }
}

/// Puts something into a token, or takes something out of it.
fn change_character(random: &mut Random, token: &mut String) {
    let mut places: Vec<usize> = token.char_indices().map(|(at, _)| at).collect();
    places.push(token.len());
    let at = *random.pick(&places);
    if at < token.len() && random.percent(40) {
        token.remove(at);
    } else {
        token.insert_str(at, random.pick::<&str>(&PIECES));
    }
}

/// The tokens of a record: strings, brackets, words and white space.
fn tokens(record: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = record;
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '+' | '.');
        let length = match first {
            '"' => {
                2 + rest[1..]
                    .find('"')
                    .expect("strings of the records are closed")
            }
            c if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let (token, behind) = rest.split_at(length);
        tokens.push(token.to_owned());
        rest = behind;
    }
    tokens
}
