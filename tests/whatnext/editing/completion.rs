//! What fits where somebody is typing.

use whatnext::editing::complete;

use super::scenarios::{read, report};
use super::snapshot;

#[test]
fn completion_offers_what_fits() {
    let files = || {
        vec![
            "a.rules".to_owned(),
            "b.rules".to_owned(),
            "c/d.rules".to_owned(),
        ]
    };
    snapshot(
        "completion",
        &report(&read("completion.txt"), |base, file, offset| {
            let found = complete(base, file, offset, &files);
            let labels: Vec<String> = found.into_iter().map(|found| found.label).collect();
            if labels.is_empty() {
                "nothing".to_owned()
            } else {
                labels.join(" | ")
            }
        }),
    );
}

#[test]
fn a_completion_replaces_the_whole_dotted_name() {
    let text = "fact app.message: text\nsymptom s when app.mes";
    let (base, file) = super::base(text);
    let offset = u32::try_from(text.len()).expect("a small file");
    let found = complete(&base, file, offset, &Vec::new);
    assert_eq!(found.len(), 1);
    assert_eq!(base.sources().text(found[0].replace), "app.mes");
}

#[test]
fn a_comment_that_allows_a_warning_is_offered_the_codes_of_warnings() {
    let labels = |text: &str| {
        let (base, file) = super::base(text);
        let offset = u32::try_from(text.len()).expect("a small file");
        let found = complete(&base, file, offset, &Vec::new);
        found
            .into_iter()
            .map(|found| found.label)
            .collect::<Vec<_>>()
    };
    let codes = labels("# whatnext: allow sym");
    assert!(codes.contains(&"symbol-clash".to_owned()), "{codes:?}");
    assert!(!codes.contains(&"unknown-name".to_owned()), "{codes:?}");
    assert_eq!(
        labels("# whatnext: allow symbol-clash because "),
        Vec::<String>::new()
    );
    assert_eq!(labels("# whatnext: allow"), Vec::<String>::new());
}
