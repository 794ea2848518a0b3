//! Coverage as text, as LCOV and as a page.

use std::collections::{BTreeMap, BTreeSet};

use super::{Coverage, REPAIR, TABLE, compiled, coverage, shipped, shipped_cases, traced};
use crate::binary::rule_bases;
use whatnext::MemorySource;

/// The shipped rules, with nothing covered, with some and with all cases.
fn samples() -> Vec<Coverage> {
    let mut samples = Vec::new();
    for base in rule_bases() {
        let program = shipped(&base);
        let cases = shipped_cases(&base);
        for every in [cases.len() + 1, 5, 1] {
            let some = cases.iter().skip(every - 1).step_by(every);
            let some: Vec<&str> = some.map(String::as_str).collect();
            samples.push(Coverage::of(&program, &traced(&program, &some)));
        }
    }
    samples
}

// ---- text

#[test]
fn the_text_lists_what_is_not_covered_and_ends_with_the_totals() {
    let both = format!("{REPAIR}{}", TABLE.replace("rule only", "rule advise"));
    let cases = [
        "facts: { broken: yes, loud: yes }",
        "facts: { broken: no, os: mac }",
    ];
    assert_eq!(
        coverage(&both, &cases).render_text(),
        r"Coverage by 2 decisions       entries  conditions    table rows
test.rules                     1 of 4        75 %        0 of 4
  rule repair                  1 of 3        75 %
  rule advise                  0 of 1

Never chosen (3):
  test.rules:12:3  rule repair: try turn  (passed over 1)
  test.rules:13:3  rule repair: conclude Buy a new one.  (passed over 1)
  test.rules:24:15  rule advise: conclude You should {advice}.  (asked about 1)

Never failed (1):
  test.rules:11:16  `loud`  (held 1)

Never fitted (4):
  test.rules:19:3  advice, row 1: `windows, _: 0x22restart0x22`  (did not fit 1)
  test.rules:20:3  advice, row 2: `mac, < 5: 0x22wait0x22`  (undecided 1)
  test.rules:21:3  advice, row 3: `mac, _: 0x22repair0x22`  (undecided 1)
  test.rules:22:3  advice, row 4: `otherwise: 0x22call0x22`  (never reached)

coverage: entries 1 of 4 (25 %), conditions 75 %, table rows 0 of 4 (0 %)
"
        .replace("0x22", "\"")
    );
}

#[test]
fn the_text_of_what_is_covered_is_short() {
    let rules = r#"rule only { conclude "Done." }"#;
    assert_eq!(
        coverage(rules, &["facts: {}"]).render_text(),
        "\
Coverage by 1 decision       entries  conditions    table rows
test.rules                    1 of 1

coverage: entries 1 of 1 (100 %), conditions 100 %
"
    );
}

#[test]
fn nothing_in_the_text_moves_the_cursor() {
    let rules = "rule only { conclude \"go \u{202e}back\" }";
    let program = compiled(&MemorySource::default().with("a\u{1b}[31m.rules", rules));
    let text = Coverage::of(&program, &traced(&program, &[])).render_text();
    let line = "a\u{FFFD}[31m.rules:1:13  rule only: conclude go \u{FFFD}back";
    assert!(text.contains(line), "{text}");
    assert!(!text.contains(['\u{1b}', '\u{202e}']));
}

// ---- LCOV

/// The records of a file: what they say of lines and branches.
#[derive(Debug, Default)]
struct Record {
    lines: BTreeMap<u64, u64>,
    /// By line, block and branch; none where the line was not reached.
    branches: BTreeMap<(u64, u64, u64), Option<u64>>,
    totals: BTreeMap<String, u64>,
}

/// Reads LCOV; anything that is not of the format is a failure.
fn read_lcov(text: &str) -> BTreeMap<String, Record> {
    let number = |text: &str| text.parse::<u64>().expect("a count is a number");
    let mut records = BTreeMap::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        assert_eq!(line, "TN:");
        let file = lines.next().and_then(|line| line.strip_prefix("SF:"));
        let file = file.expect("the file comes after the name of the test");
        let mut record = Record::default();
        for line in lines.by_ref().take_while(|line| *line != "end_of_record") {
            let (key, values) = line.split_once(':').expect("a record has a name");
            let values: Vec<&str> = values.split(',').collect();
            match (key, values.as_slice()) {
                ("DA", [line, hits]) => {
                    let before = record.lines.insert(number(line), number(hits));
                    assert_eq!(before, None, "line {line} is there twice");
                }
                ("BRDA", [line, block, branch, taken]) => {
                    let at = (number(line), number(block), number(branch));
                    let taken = (*taken != "-").then(|| number(taken));
                    assert_eq!(
                        record.branches.insert(at, taken),
                        None,
                        "{at:?} is there twice"
                    );
                }
                ("LF" | "LH" | "BRF" | "BRH", [count]) => {
                    record.totals.insert(key.to_owned(), number(count));
                }
                _ => panic!("`{line}`"),
            }
        }
        records.insert(file.to_owned(), record);
    }
    records
}

#[test]
fn the_totals_of_lcov_agree_with_its_records() {
    for coverage in samples() {
        for (file, record) in read_lcov(&coverage.to_lcov()) {
            let lines = record.lines.values();
            let branches = record.branches.values();
            let expected = [
                ("BRF", branches.len()),
                ("BRH", branches.filter(|taken| **taken > Some(0)).count()),
                ("LF", lines.len()),
                ("LH", lines.filter(|hits| **hits > 0).count()),
            ];
            let expected = expected.map(|(key, count)| (key.to_owned(), count as u64));
            assert_eq!(record.totals, BTreeMap::from(expected), "{file}");
        }
    }
}

/// `genhtml` refuses a line that is hit without any branch that was evaluated,
/// and the other way round.
#[test]
fn the_branches_of_a_line_have_counts_where_the_line_was_hit() {
    for coverage in samples() {
        for (file, record) in read_lcov(&coverage.to_lcov()) {
            for ((line, block, branch), taken) in &record.branches {
                let hits = record.lines[line];
                assert_eq!(
                    taken.is_some(),
                    hits > 0,
                    "{file}:{line}, block {block}, branch {branch}"
                );
            }
        }
    }
}

#[test]
fn lcov_counts_entries_rows_and_both_outcomes_of_conditions() {
    let cases = [
        "facts: { broken: yes, loud: yes }",
        "facts: { broken: yes, loud: yes }",
        "facts: { broken: no }",
    ];
    assert_eq!(
        coverage(REPAIR, &cases).to_lcov(),
        "\
TN:
SF:test.rules
BRDA:10,0,0,2
BRDA:10,0,1,1
BRDA:11,0,0,2
BRDA:11,0,1,0
BRF:4
BRH:3
DA:10,3
DA:11,2
DA:12,0
DA:13,0
LF:4
LH:2
end_of_record
"
    );
}

// ---- the page

/// Texts that try to get out of where they stand.
const HOSTILE: &str = r#"
fact note: text
fact os: a | b
let sign = table os {
	a: "</span></li><script>alert(1)</script>"
	b: "&amp;"
}
action bad "<img src=x onerror=alert(1)>" { step "</style><script>alert(2)</script> {sign}" }
rule only {
  when note is not "' onmouseover='alert(3)"
   and note is not "<!-- --> ]]> TURNED &lt; ü"
  try bad when note contains "</title><script src=http://example.com/x.js>"
  conclude "</body></html><iframe src='javascript:alert(4)'>" when os is a
}
"#;

/// The tags of a page, with their attributes as they are written.
fn tags(page: &str) -> Vec<&str> {
    let inside = page.split('<').skip(1);
    inside
        .map(|rest| rest.split_once('>').expect("every tag ends").0)
        .collect()
}

/// The attributes that may follow the first one of a tag, and what follows the
/// last.
const ATTRIBUTES: [&str; 9] = [
    "", "class", "title", "content", "id", "open", "max", "value", "href",
];

/// Elements that have no end tag.
const VOID: [&str; 2] = ["!DOCTYPE", "meta"];

#[track_caller]
fn assert_well_formed(page: &str) {
    let mut open = Vec::new();
    for tag in tags(page) {
        let name = tag.split_whitespace().next().unwrap_or_default();
        if let Some(name) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<&str>::new());
}

#[test]
fn rules_cannot_put_anything_into_the_page_but_text() {
    let rules = HOSTILE.replace("TURNED", "\u{202e}");
    let page = coverage(&rules, &["facts: { note: x, os: a }"]).to_html();
    assert_well_formed(&page);
    let known = [
        "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p",
        "section", "div", "strong", "span", "progress", "table", "tr", "th", "td", "a", "code",
        "details", "summary", "ol", "li",
    ];
    for tag in tags(&page) {
        let name = tag.trim_start_matches('/').split_whitespace().next();
        assert!(known.contains(&name.unwrap_or_default()), "<{tag}>");
        // Every other piece stands outside the quotes of a value.
        for outside in tag.split('"').step_by(2).skip(1) {
            let attribute = outside.trim().trim_end_matches('=');
            assert!(ATTRIBUTES.contains(&attribute), "`{attribute}` of <{tag}>");
        }
    }
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(page.contains("&amp;lt; ü"));
    assert!(
        !page.contains('\u{202e}'),
        "a character that turns the text"
    );
}

#[test]
fn the_page_needs_nothing_from_elsewhere() {
    for coverage in samples() {
        let page = coverage.to_html();
        assert_well_formed(&page);
        for tag in tags(&page) {
            for attribute in [" src=", " href=\"h", "@import", "url("] {
                assert!(!tag.contains(attribute), "<{tag}>");
            }
        }
    }
}

#[test]
fn every_link_of_the_page_leads_to_a_line_or_a_file() {
    for coverage in samples() {
        let page = coverage.to_html();
        let after = |attribute: &'static str| {
            let pieces = page.split(attribute).skip(1);
            pieces.map(|rest| rest.split('"').next().unwrap_or_default())
        };
        let anchors: Vec<&str> = after(" id=\"").collect();
        let unique: BTreeSet<&str> = anchors.iter().copied().collect();
        assert_eq!(anchors.len(), unique.len(), "an anchor is there twice");
        for link in after(" href=\"#") {
            assert!(unique.contains(link), "#{link}");
        }
    }
}

#[test]
fn the_page_has_every_line_of_the_rules_as_it_is_written() {
    let rules = "# one\r\nfact a: yes/no\r\n\r\nrule only {\n\tconclude \"<ü>\"\n  when a\n   and\n     not a\n}";
    let page = compiled(&MemorySource::default().with("a&b.rules", rules));
    let page = Coverage::of(&page, &traced(&page, &["facts: { a: yes }"])).to_html();
    assert!(page.contains("a&amp;b.rules:5:2"), "{page}");
    let source = page.split("<ol>").nth(1).expect("there is a file");
    let lines = source.split("</li>").map(|line| {
        let text = line.split("class=\"hits\">").nth(1)?;
        let pieces = text.split_once("</span>")?.1.split('<');
        let text = pieces.map(|piece| piece.split_once('>').map_or("", |(_, text)| text));
        Some(text.collect::<String>())
    });
    let lines: Vec<String> = lines.flatten().collect();
    let shown = rules
        .replace('\t', "    ")
        .replace("\"<ü>\"", "&quot;&lt;ü&gt;&quot;");
    assert_eq!(lines, shown.lines().collect::<Vec<_>>());
}

#[test]
fn the_page_marks_lines_and_says_what_tests_came_out_as() {
    let cases = ["facts: { broken: yes, loud: yes }", "facts: {}"];
    let page = coverage(REPAIR, &cases).to_html();
    let line = |number: u32| {
        let after = page
            .split(&format!("<li id=\"file-0-line-{number}\""))
            .nth(1);
        let after = after.and_then(|rest| rest.split("</li>").next());
        after.expect("the line is there").to_owned()
    };
    assert!(line(9).contains("class=\"\""), "{}", line(9));
    assert!(line(10).contains("class=\"partly\""), "{}", line(10));
    assert!(line(10).contains("title=\"rule repair: when broken — held 1, open 1\""));
    assert!(line(11).contains("1× ~"), "{}", line(11));
    assert!(line(11).contains("title=\"rule repair: try oil — chosen 1, not asked 1\""));
    assert!(
        line(11).contains("title=\"`loud` — held 1, open 1\""),
        "{}",
        line(11)
    );
    assert!(line(12).contains("class=\"never\""), "{}", line(12));
}
