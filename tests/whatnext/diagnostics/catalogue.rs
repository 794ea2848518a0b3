//! The catalogue: its pages are complete, and their examples do as they say.

use std::collections::BTreeSet;
use std::fs;

use whatnext::diagnostic::catalogue::{self, PAGES};
use whatnext::diagnostic::{Diagnostic, Severity};

/// All diagnostics of an example, which may have several files.
fn diagnostics_of(text: &str) -> Vec<Diagnostic> {
    crate::analysis::reported(text).diagnostics
}

#[test]
fn pages_are_in_order() {
    for pair in PAGES.windows(2) {
        assert!(
            pair[0].code < pair[1].code,
            "`{}` comes before `{}`",
            pair[1].code,
            pair[0].code
        );
    }
    for page in PAGES {
        let kebab = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase());
        assert!(
            page.code.split('-').all(kebab),
            "`{}` is no kebab-case",
            page.code
        );
        assert!(
            !page.summary.ends_with('.') && !page.summary.contains('\n'),
            "{}",
            page.code
        );
        assert!(
            !page.summary.is_empty() && !page.explanation.trim().is_empty(),
            "{}",
            page.code
        );
        assert_eq!(catalogue::page(page.code), Some(*page));
    }
}

/// A file of the catalogue that is not registered would have no tested examples.
#[test]
fn pages_are_those_of_the_files() {
    let folder = super::project().join("src/diagnostic/catalogue");
    let files: BTreeSet<String> = fs::read_dir(folder)
        .expect("the catalogue is readable")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("UTF-8")
        })
        .filter_map(|name| name.strip_suffix(".rs").map(|stem| stem.replace('_', "-")))
        .filter(|code| code != "mod")
        .collect();
    let codes: BTreeSet<String> = PAGES.iter().map(|page| page.code.to_owned()).collect();
    assert_eq!(files, codes, "one file a code, named after it");
}

/// All faults of the examples at once, as there are many pages.
#[test]
fn pages_have_examples_that_do_as_they_say() {
    let mut faults = Vec::new();
    for page in PAGES {
        let bad = diagnostics_of(page.bad);
        if !bad.iter().any(|d| d.code() == page.code) {
            faults.push(format!(
                "{}: the bad example does not give it, but {:?}",
                page.code,
                told(&bad)
            ));
        }
        let others = bad
            .iter()
            .filter(|d| d.code() != page.code && d.severity() == Severity::Error);
        faults.extend(others.map(|d| {
            format!(
                "{}: the bad example gives {}, too: {}",
                page.code,
                d.code(),
                d.message
            )
        }));
        let good = diagnostics_of(page.good);
        if !good.is_empty() {
            faults.push(format!(
                "{}: the good example gives {:?}",
                page.code,
                told(&good)
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn told(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics
        .iter()
        .map(|d| format!("{}: {}", d.code(), d.message))
        .collect()
}
