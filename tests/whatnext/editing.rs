//! What an editor is told about rules while they are written.

mod completion;
mod names;
mod rename;
mod scenarios;

use std::fs;

use proptest::prelude::{any, prop_assert_eq, proptest};
use whatnext::MemorySource;
use whatnext::editing::{
    Base, Trees, complete, definition, fixes, folds, highlight, hover, outline, prepare, rename,
};
use whatnext::source::FileId;

use crate::binary::{listed, project};
use scenarios::{read, report};

/// A rule base of one file.
fn base(text: &str) -> (Base, FileId) {
    let source = MemorySource::default().with("a.rules", text);
    let base = Base::read(&source.paths(), &source, &Trees::default());
    let file = base.file("a.rules").expect("the file was read");
    (base, file)
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots/editing");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn hover_tells_what_a_name_is() {
    snapshot(
        "hover",
        &report(&read("hover.txt"), |base, file, offset| {
            let hover = hover(base, file, offset);
            hover.map_or("nothing".to_owned(), |hover| hover.markdown)
        }),
    );
}

#[test]
fn fixes_mend_what_is_wrong() {
    snapshot(
        "fixes",
        &report(&read("fixes.txt"), |base, file, offset| {
            let fixes = fixes(base, file, offset, offset);
            let fixes = fixes.iter().map(|fix| {
                let mut text = base.source(file).text().to_owned();
                for change in fix.changes.iter().rev() {
                    let range = change.span.start as usize..change.span.end as usize;
                    text.replace_range(range, &change.text);
                }
                format!("{}:\n{text}", fix.title)
            });
            fixes.collect::<Vec<_>>().join("\n")
        }),
    );
}

#[test]
fn outline_folds_and_colours_of_a_file() {
    let text = fs::read_to_string(project().join("tests/whatnext/editing/page.rules"));
    let text = text.expect("the file is readable");
    let (base, file) = base(&text);
    let mut shown = String::new();
    for entry in outline(&base, file) {
        shown.push_str(&format!("{:?} {}\n", entry.kind, entry.name));
        for child in entry.children {
            shown.push_str(&format!("  {:?} {}\n", child.kind, child.name));
        }
    }
    shown.push('\n');
    for fold in folds(&base, file) {
        let first = base.sources().text(fold.span).lines().next();
        shown.push_str(&format!("{:?}: {}\n", fold.kind, first.unwrap_or("")));
    }
    shown.push('\n');
    for painted in highlight(&base, file) {
        let declares = if painted.is_declaration {
            " declared"
        } else {
            ""
        };
        let text = base.sources().text(painted.span);
        shown.push_str(&format!("{text} · {:?}{declares}\n", painted.colour));
    }
    snapshot("page", &shown);
}

#[test]
fn a_file_whose_text_is_the_same_is_not_parsed_again() {
    let trees = Trees::default();
    let first = MemorySource::default()
        .with("a.rules", "import \"b.rules\"\nlet x = y\n")
        .with("b.rules", "fact y: number\n");
    let second = first
        .clone()
        .with("a.rules", "import \"b.rules\"\nlet z = y\n");
    for source in [&first, &second, &first] {
        let kept = Base::read(&source.paths(), source, &trees);
        let fresh = Base::read(&source.paths(), source, &Trees::default());
        assert_eq!(kept.diagnostics(), fresh.diagnostics());
        let names = |base: &Base| format!("{:?}", base.names().all_uses());
        assert_eq!(names(&kept), names(&fresh));
    }
}

#[test]
fn the_definition_of_an_import_is_its_file() {
    let source = MemorySource::default()
        .with("a.rules", "import \"b.rules\"\nlet z = y\n")
        .with("b.rules", "fact y: number\n");
    let base = Base::read(&source.paths(), &source, &Trees::default());
    let (a, b) = (base.file("a.rules"), base.file("b.rules"));
    let (a, b) = (a.expect("it was read"), b.expect("it was read"));
    let of_path = definition(&base, a, 10).expect("it leads somewhere");
    assert_eq!((of_path.file, of_path.start), (b, 0));
    let of_name = definition(&base, a, 25).expect("it leads somewhere");
    assert_eq!((of_name.file, of_name.start), (b, 5));
}

/// The shipped rules, as texts.
fn shipped() -> Vec<String> {
    let folders = crate::binary::rule_bases();
    let is_rules = |path: &std::path::Path| path.extension().is_some_and(|end| end == "rules");
    let files = folders.iter().flat_map(|folder| listed(folder, is_rules));
    let texts = files.map(|file| fs::read_to_string(project().join(file)));
    texts
        .map(|text| text.expect("the file is readable"))
        .collect()
}

proptest! {
    #[test]
    fn no_text_and_no_place_stops_an_answer(
        which in any::<proptest::sample::Index>(),
        cut in any::<proptest::sample::Index>(),
        gap in 0_usize..40,
        written in "[a-z \"{}|:.,#/\n(\\[é_0-9]{0,12}",
    ) {
        let texts = shipped();
        let text = which.get(&texts);
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let at = *cut.get(&places);
        let end = places.iter().copied().find(|end| *end >= at + gap).unwrap_or(text.len());
        let text = format!("{}{written}{}", &text[..at], &text[end..]);
        let (base, file) = base(&text);
        let offset = u32::try_from(at + written.len()).expect("a small file");
        let _ = complete(&base, file, offset, &|| vec!["b.rules".to_owned()]);
        let _ = hover(&base, file, offset);
        let _ = definition(&base, file, offset);
        let _ = prepare(&base, file, offset);
        let _ = rename(&base, file, offset, "other");
        let _ = fixes(&base, file, offset, offset);
        let _ = outline(&base, file);
        let _ = folds(&base, file);
        // Colours are in order and do not overlap, as editors want them.
        let painted = highlight(&base, file);
        let mut sorted = painted.clone();
        sorted.sort_by_key(|part| (part.span.start, part.span.end));
        prop_assert_eq!(&painted, &sorted);
        for pair in painted.windows(2) {
            assert!(pair[0].span.end <= pair[1].span.start, "{pair:?}");
        }
    }
}
