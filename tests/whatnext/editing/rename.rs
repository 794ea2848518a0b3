//! New names for old ones.

use std::collections::BTreeMap;

use proptest::prelude::{any, proptest};
use whatnext::MemorySource;
use whatnext::editing::{Base, Change, NameKind, Trees, rename};

use super::base;
use crate::binary::rule_bases;
use crate::reference::{Random, rule_base};
use crate::shipped::files;

const RULES: &str = r#"
fact os: windows | mac
fact other: windows | linux
fact disks: list by name {
  name: text
  state: fine | broken { ask "How is {name}?" }
}
fact app.message: text
let bad = disks where state is broken
symptom trouble when os is windows and bad is not empty
action repair { step "Repair {bad} of {app.message}." rechecks disks.state, app.message }
action look for d in disks { step "Look at {d.name}: {d.state}." }
rule mend { when trouble and other is windows  try repair }
rule each_one for each d in bad { try look }
"#;

/// The rules with the name behind the first `part` renamed.
fn renamed(part: &str, new: &str) -> Result<String, String> {
    let (base, file) = base(RULES);
    let offset = RULES.find(part).expect("the part is there") + part.len();
    let offset = u32::try_from(offset).expect("a small file");
    let changes = rename(&base, file, offset, new).map_err(|refusal| refusal.0)?;
    Ok(apply(&base, &changes).remove("a.rules").expect("one file"))
}

/// The texts of all files with changes.
fn apply(base: &Base, changes: &[Change]) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    let mut changes: Vec<&Change> = changes.iter().collect();
    changes.sort_by_key(|change| change.span);
    for (id, file) in base.sources().iter() {
        let mut text = file.text().to_owned();
        for change in changes.iter().rev().filter(|change| change.span.file == id) {
            text.replace_range(
                change.span.start as usize..change.span.end as usize,
                &change.text,
            );
        }
        texts.insert(file.name().to_owned(), text);
    }
    texts
}

#[test]
fn a_name_changes_wherever_it_stands_and_nowhere_else() {
    for (part, new, lines) in [
        (
            "list by name {\n  na",
            "path",
            &[
                "fact disks: list by path {",
                "  path: text",
                "ask \"How is {path}?\"",
                "{d.path}: {d.state}",
            ][..],
        ),
        (
            "where st",
            "condition_of_it",
            &[
                "let bad = disks where condition_of_it is broken",
                "rechecks disks.condition_of_it,",
            ],
        ),
        (
            "fact dis",
            "local.disks",
            &[
                "fact local.disks: list",
                "let bad = local.disks where",
                "rechecks local.disks.state",
            ],
        ),
        (
            "fact os: win",
            "win",
            &[
                "fact os: win | mac",
                "fact other: windows | linux",
                "when os is win and",
                "other is windows",
            ],
        ),
        (
            "fact app.me",
            "app.status",
            &["of {app.status}.\"", "rechecks disks.state, app.status"],
        ),
        (
            "look for ",
            "disk",
            &[
                "for disk in disks",
                "{disk.name}: {disk.state}",
                "for each d in bad",
            ],
        ),
        ("try rep", "fix", &["action fix {", "try fix }"]),
    ] {
        let text = renamed(part, new).unwrap_or_else(|refusal| panic!("{part}: {refusal}"));
        for line in lines {
            assert!(text.contains(line), "no `{line}` in:\n{text}");
        }
    }
}

#[test]
fn a_name_that_would_change_the_meaning_is_refused() {
    for (part, new, reason) in [
        ("fact o", "when", "is a word of the language"),
        ("fact o", "2nd", "is not a name"),
        ("fact o", "", "is not a name"),
        (
            "fact o",
            "bad",
            "there is already a let `bad` at a.rules:9:5",
        ),
        ("fact o", "app", "`os` cannot be called `app`:"),
        ("fact os: win", "mac", "there is already a symbol `mac`"),
        ("fact os: win", "empty", "no symbol can be called `empty`"),
        ("where st", "a.b", "a field has no dots"),
        ("where st", "os", "`state` cannot be called `os`:"),
        ("action look for ", "os", "`d` cannot be called `os`:"),
        ("try rep", "look", "there is already an action `look`"),
        ("when ", "x", ""),
    ] {
        match renamed(part, new) {
            Ok(text) => assert!(reason.is_empty(), "{part} became {new}:\n{text}"),
            Err(refusal) => assert!(refusal.contains(reason), "{part} {new}: {refusal}"),
        }
    }
}

/// Renames every name there and back: the rules must be valid between, and the same at
/// the end.
fn there_and_back(source: &MemorySource, pick: impl Fn(usize) -> bool) -> usize {
    let base = Base::read(&source.paths(), source, &Trees::default());
    let mut count = 0;
    for (at, (_, declared)) in base.names().iter().enumerate() {
        if !pick(at) {
            continue;
        }
        let new = match declared.kind {
            NameKind::Field | NameKind::Symbol | NameKind::Variable => "quite_new",
            _ => "quite.new",
        };
        let place = declared.name;
        let changes = rename(&base, place.file, place.start, new);
        let changes = match changes {
            Ok(changes) => changes,
            // Two enumerations with the same symbols are one type: neither can change
            // alone.
            Err(refusal) => {
                assert_eq!(declared.kind, NameKind::Symbol, "{declared:?}: {refusal:?}");
                continue;
            }
        };
        let texts = apply(&base, &changes);
        let paths: Vec<String> = texts.keys().cloned().collect();
        let changed: MemorySource = texts.into_iter().collect();
        let after = Base::read(&paths, &changed, &Trees::default());
        let (_, its) = after
            .names()
            .iter()
            .nth(at)
            .expect("as many names as before");
        let back = rename(&after, its.name.file, its.name.start, &declared.text);
        let back = back.unwrap_or_else(|refusal| panic!("{declared:?}: {refusal:?}"));
        let whole: BTreeMap<String, String> = base
            .sources()
            .iter()
            .map(|(_, file)| (file.name().to_owned(), file.text().to_owned()))
            .collect();
        assert_eq!(apply(&after, &back), whole, "{declared:?}");
        count += 1;
    }
    count
}

#[test]
fn names_of_the_shipped_rules_go_there_and_back() {
    let mut count = 0;
    for base in rule_bases() {
        let source: MemorySource = files(&base).into_iter().collect();
        count += there_and_back(&source, |at| at % 17 == 0);
    }
    assert!(count > 10, "{count} names were renamed");
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(16))]
    #[test]
    fn names_of_generated_rules_go_there_and_back(seed in any::<u64>()) {
        let text = rule_base(&mut Random::new(seed, 0));
        let source = MemorySource::default().with("a.rules", text);
        there_and_back(&source, |at| at % 5 == 0);
    }
}
