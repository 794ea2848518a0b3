//! `JSONPath`: the examples of RFC 9535, agreement with another evaluator, and bounds.

mod bounds;
mod oracle;

use whatnext::facts::document::{Format, Node, NodeKind, read};
use whatnext::facts::search::select;
use whatnext::model::json_path::{JsonPath, JsonPathError};
use whatnext::source::Sources;

fn document(text: &str) -> Node {
    let file = Sources::default().add("document.json", text);
    read(file, text, Format::Json).expect("a document")
}

fn path(text: &str) -> JsonPath {
    JsonPath::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// What a path selects, as compact JSON, in order.
fn selected(text: &str, document: &Node) -> Vec<String> {
    let found = select(&path(text), document).expect("it does not take long");
    found.into_iter().map(json).collect()
}

/// A value as compact JSON.
fn json(node: &Node) -> String {
    let quoted = |text: &str| serde_json::to_string(text).expect("JSON");
    match &node.kind {
        NodeKind::Null => "null".to_owned(),
        NodeKind::Scalar { text, quoted: true } => quoted(text),
        NodeKind::Scalar { text, .. } => text.clone(),
        NodeKind::Sequence(items) => {
            let items: Vec<String> = items.iter().map(json).collect();
            format!("[{}]", items.join(","))
        }
        NodeKind::Mapping(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| format!("{}:{}", quoted(&key.text), json(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        }
    }
}

/// A test of paths in one document: each with what it selects, as JSON values.
macro_rules! paths {
    ($($name:ident in $document:expr; $($path:expr => [$($value:expr),*]),* ;)*) => {$(
        #[test]
        fn $name() {
            let document = document($document);
            $(
                let expected: &[&str] = &[$($value),*];
                assert_eq!(selected($path, &document), expected, "{}", $path);
            )*
        }
    )*};
}

const STORE: &str = r#"{"store":{"book":[
    {"category":"reference","author":"Nigel Rees","title":"Sayings of the Century","price":8.95},
    {"category":"fiction","author":"Evelyn Waugh","title":"Sword of Honour","price":12.99},
    {"category":"fiction","author":"Herman Melville","title":"Moby Dick","isbn":"0-553-21311-3","price":8.99},
    {"category":"fiction","author":"J. R. R. Tolkien","title":"The Lord of the Rings","isbn":"0-395-19395-8","price":22.99}
  ],"bicycle":{"color":"red","price":399}}}"#;

const FILTERS: &str = r#"{"a":[3,5,1,2,4,6,{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}],
  "o":{"p":1,"q":2,"r":3,"s":5,"t":{"u":6}},"e":"f"}"#;

const COMPARED: &str = r#"[{"obj":{"x":"y"},"arr":[2,3]}]"#;

paths! {
    the_store_of_the_rfc in STORE;
        "$.store.book[*].author" => [r#""Nigel Rees""#, r#""Evelyn Waugh""#, r#""Herman Melville""#, r#""J. R. R. Tolkien""#],
        "$..author" => [r#""Nigel Rees""#, r#""Evelyn Waugh""#, r#""Herman Melville""#, r#""J. R. R. Tolkien""#],
        "$.store..price" => ["8.95", "12.99", "8.99", "22.99", "399"],
        "$..book[2].title" => [r#""Moby Dick""#],
        "$..book[2].publisher" => [],
        "$..book[-1].title" => [r#""The Lord of the Rings""#],
        "$..book[0,1].price" => ["8.95", "12.99"],
        "$..book[:2].price" => ["8.95", "12.99"],
        "$..book[?@.isbn].price" => ["8.99", "22.99"],
        "$..book[?@.price<10].title" => [r#""Sayings of the Century""#, r#""Moby Dick""#];
    names in r#"{"o":{"j j":{"k.k":3}},"'":{"@":2},"ä":1,"":0}"#;
        "$.o['j j']" => [r#"{"k.k":3}"#],
        "$.o['j j']['k.k']" => ["3"],
        r#"$.o["j j"]["k.k"]"# => ["3"],
        r#"$["'"]["@"]"# => ["2"],
        "$['\\'']['@']" => ["2"],
        "$.ä" => ["1"],
        "$['\\u00e4']" => ["1"],
        "$['']" => ["0"],
        "$.o.o" => [];
    wildcards in r#"{"o":{"j":1,"k":2},"a":[5,3]}"#;
        "$[*]" => [r#"{"j":1,"k":2}"#, "[5,3]"],
        "$.o[*]" => ["1", "2"],
        "$.o[*,*]" => ["1", "2", "1", "2"],
        "$.a[*]" => ["5", "3"],
        "$.a[*][*]" => [];
    indices_and_slices in r#"["a","b","c","d","e","f","g"]"#;
        "$[1]" => [r#""b""#],
        "$[-2]" => [r#""f""#],
        "$[7]" => [],
        "$[-8]" => [],
        "$[1:3]" => [r#""b""#, r#""c""#],
        "$[5:]" => [r#""f""#, r#""g""#],
        "$[1:5:2]" => [r#""b""#, r#""d""#],
        "$[5:1:-2]" => [r#""f""#, r#""d""#],
        "$[::-1]" => [r#""g""#, r#""f""#, r#""e""#, r#""d""#, r#""c""#, r#""b""#, r#""a""#],
        "$[-100:100:3]" => [r#""a""#, r#""d""#, r#""g""#],
        "$[::0]" => [],
        "$[0,3]" => [r#""a""#, r#""d""#],
        "$[0:2,5]" => [r#""a""#, r#""b""#, r#""f""#],
        "$[0,0]" => [r#""a""#, r#""a""#];
    descendants in r#"{"o":{"j":1,"k":2},"a":[5,3,[{"j":4},{"k":6}]]}"#;
        "$..j" => ["1", "4"],
        "$..[0]" => ["5", r#"{"j":4}"#],
        "$.o..[*,*]" => ["1", "2", "1", "2"],
        "$.a..[0,1]" => ["5", "3", r#"{"j":4}"#, r#"{"k":6}"#],
        "$..*" => [r#"{"j":1,"k":2}"#, r#"[5,3,[{"j":4},{"k":6}]]"#, "1", "2", "5", "3",
                   r#"[{"j":4},{"k":6}]"#, r#"{"j":4}"#, r#"{"k":6}"#, "4", "6"];
    null_is_a_value in r#"{"a":null,"b":[null],"c":[{}]}"#;
        "$.a" => ["null"],
        "$.a[0]" => [],
        "$.a.d" => [],
        "$.b[?@]" => ["null"],
        "$.b[?@==null]" => ["null"],
        "$.c[?@.d==null]" => [];
    filters in FILTERS;
        "$.a[?@.b == 'kilo']" => [r#"{"b":"kilo"}"#],
        "$.a[?(@.b == 'kilo')]" => [r#"{"b":"kilo"}"#],
        "$.a[?@>3.5]" => ["5", "4", "6"],
        "$.a[?@.b]" => [r#"{"b":"j"}"#, r#"{"b":"k"}"#, r#"{"b":{}}"#, r#"{"b":"kilo"}"#],
        "$[?@.*]" => [r#"[3,5,1,2,4,6,{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}]"#,
                      r#"{"p":1,"q":2,"r":3,"s":5,"t":{"u":6}}"#],
        "$[?@[?@.b]]" => [r#"[3,5,1,2,4,6,{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}]"#],
        "$.a[?@<2 || @.b == 'k']" => ["1", r#"{"b":"k"}"#],
        "$.o[?@>1 && @<4]" => ["2", "3"],
        "$.o[?@.u || @.x]" => [r#"{"u":6}"#],
        "$.o[?!@.u]" => ["1", "2", "3", "5"],
        "$.a[?@.b == $.x]" => ["3", "5", "1", "2", "4", "6"],
        "$.a[?@ == @]" => ["3", "5", "1", "2", "4", "6", r#"{"b":"j"}"#, r#"{"b":"k"}"#, r#"{"b":{}}"#, r#"{"b":"kilo"}"#],
        "$[?@ == 'f']" => [r#""f""#];
    comparisons in COMPARED;
        "$[?$.absent1 == $.absent2]" => [r#"{"obj":{"x":"y"},"arr":[2,3]}"#],
        "$[?$.absent == 'g']" => [],
        "$[?1 <= 2]" => [r#"{"obj":{"x":"y"},"arr":[2,3]}"#],
        "$[?1 > 2]" => [],
        "$[?13 == '13']" => [],
        "$[?'a' <= 'b']" => [r#"{"obj":{"x":"y"},"arr":[2,3]}"#],
        "$[?@.obj == @.arr]" => [],
        "$[?@.obj == @.obj]" => [r#"{"obj":{"x":"y"},"arr":[2,3]}"#],
        "$[?@.arr == @.arr]" => [r#"{"obj":{"x":"y"},"arr":[2,3]}"#],
        "$[?@.arr == 17]" => [],
        "$[?@.obj <= @.obj]" => [r#"{"obj":{"x":"y"},"arr":[2,3]}"#],
        "$[?@.obj < @.arr]" => [],
        "$[?true <= true]" => [r#"{"obj":{"x":"y"},"arr":[2,3]}"#],
        "$[?true > true]" => [],
        "$[?1 == 1.0]" => [r#"{"obj":{"x":"y"},"arr":[2,3]}"#],
        "$[?1e2 == 100]" => [r#"{"obj":{"x":"y"},"arr":[2,3]}"#];
    maps_are_equal_in_any_order in r#"[{"a":{"x":1,"y":[2.0]},"b":{"y":[2],"x":1.0}},{"a":{"x":1},"b":{"x":1,"y":2}}]"#;
        "$[?@.a == @.b].a" => [r#"{"x":1,"y":[2.0]}"#];
    large_integers_are_compared_exactly in "[9007199254740993,9007199254740992]";
        "$[?@ == $[0]]" => ["9007199254740993"],
        "$[?@ > $[1]]" => ["9007199254740993"];
    functions in r#"[{"a":"äbc","b":[1,2,3]},{"a":"abcd","b":[]},{"b":{"x":1}},{"a":null}]"#;
        "$[?length(@.a) == 3].a" => [r#""äbc""#],
        "$[?length(@.b) >= 1].b" => ["[1,2,3]", r#"{"x":1}"#],
        "$[?count(@.b[*]) == 0].a" => [r#""abcd""#, "null"],
        "$[?count(@.*) == 1].b" => [r#"{"x":1}"#],
        "$[?value(@..x) == 1].b" => [r#"{"x":1}"#],
        "$[?length(value(@.b[0])) == 0]" => [];
    regular_expressions in r#"[{"k":"ab","p":"a."},{"k":"a\r","p":"b"},{"k":"xaby"},{"k":1},{"k":"AB"},{"k":"b"}]"#;
        "$[?match(@.k, 'a.')].k" => [r#""ab""#],
        "$[?search(@.k, 'ab')].k" => [r#""ab""#, r#""xaby""#],
        "$[?match(@.k, 'a|b')].k" => [r#""b""#],
        "$[?match(@.k, @.p)].k" => [r#""ab""#],
        "$[?match(@.k, '[a-c.]+')].k" => [r#""ab""#, r#""b""#],
        "$[?!search(@.k, 'a')].k" => ["1", r#""AB""#, r#""b""#];
}

/// Scalars without quotes are texts in YAML, where they are nothing else.
#[test]
fn plain_words_of_yaml_are_texts() {
    let text = "- { kind: Pod, n: 10 }\n- { kind: 'true', n: '10' }\n- { kind: true, n: 1e1 }\n";
    let file = Sources::default().add("document.yaml", text);
    let document = read(file, text, Format::Yaml).expect("a document");
    assert_eq!(selected("$[?@.kind == 'Pod'].n", &document), ["10"]);
    assert_eq!(selected("$[?@.kind == true].n", &document), ["1e1"]);
    assert_eq!(selected("$[?@.n == 10].n", &document), ["10", "1e1"]);
}

#[test]
fn what_is_no_path_is_refused() {
    let refused = [
        "",
        "items",
        " $",
        "$ ",
        "$.",
        "$..",
        "$.a-b",
        "$.a b",
        "$. a",
        "$.. a",
        "$[?@. a == 1]",
        "$[1 2]",
        "$[?@.a == 1 .5]",
        "$[a]",
        "$[01]",
        "$[-0]",
        "$['a]",
        "$[]",
        "$.1a",
        "$[?@.a = 1]",
        "$[?@.a == 'b' & @.c]",
        "$[?@.a == @..b]",
        "$[?@.a == @[*]]",
        "$[?true]",
        "$[?'a']",
        "$[?length(@.a)]",
        "$[?count(@.a)]",
        "$[?count(1) == 1]",
        "$[?length(@.*) == 1]",
        "$[?match(@.*, 'a')]",
        "$[?match(@.a, 'a') == true]",
        "$[?match(@.a)]",
        "$[?match(@.a, '(')]",
        "$[?in(@.a, @.b)]",
        "$[?none_of(@.a, @.b)]",
        "$[?unknown(@.a)]",
        "$[9007199254740992]",
        "$['\u{1}']",
        "$[?(@.a]",
        "$.a.[0]",
        "$.&",
        "$[?@.a == [1]]",
        "@.a",
        "$[?length (@.a) == 1]",
        "$.a;rm",
    ];
    let accepted = refused.iter().filter(|text| JsonPath::parse(text).is_ok());
    assert_eq!(
        accepted.collect::<Vec<_>>(),
        [""; 0].iter().collect::<Vec<_>>()
    );
}

#[test]
fn white_space_is_read_where_a_path_can_have_it() {
    let document = document(r#"{"a":[{"b":1},{"b":2}],"c . d":3}"#);
    assert_eq!(selected("$ .a [ 0 , 1 ] .b", &document), ["1", "2"]);
    assert_eq!(
        selected("$.a[? ( @.b  >  1 ) && ! @.c ].b", &document),
        ["2"]
    );
    assert_eq!(selected("$['c . d']", &document), ["3"]);
}

#[test]
fn a_fault_has_its_place() {
    let at = |text| JsonPath::parse(text).expect_err("a fault").at();
    assert_eq!(at("a.b"), Some(0));
    assert_eq!(at("$.items[?@.kind = 'Pod']"), Some(16));
    assert_eq!(at("$.ä-b"), Some(4));
    assert_eq!(at("$.items["), Some(8));
}

#[test]
fn a_path_is_made_again_from_its_text() {
    let written = path("$.items[?@.kind == 'Pod']");
    let text = serde_json::to_string(&written).expect("JSON");
    assert_eq!(text, "\"$.items[?@.kind == 'Pod']\"");
    assert_eq!(
        serde_json::from_str::<JsonPath>(&text).expect("a path"),
        written
    );
    assert!(serde_json::from_str::<JsonPath>("\"items\"").is_err());
}

#[test]
fn a_path_that_asks_for_too_much_is_refused() {
    let deep = format!("$[?{}@.a{}]", "(".repeat(8), ")".repeat(8));
    assert_eq!(JsonPath::parse(&deep).err(), Some(JsonPathError::TooDeep));
    let deep_enough = format!("$[?{}@.a{}]", "(".repeat(7), ")".repeat(7));
    assert!(JsonPath::parse(&deep_enough).is_ok());
    let long = format!("$.{}", "a".repeat(2_000));
    assert_eq!(JsonPath::parse(&long).err(), Some(JsonPathError::TooLong));
    // Brackets in texts do not count.
    assert!(JsonPath::parse("$['((((((((((', \"[[[[[[[[[['\"]").is_ok());
}
