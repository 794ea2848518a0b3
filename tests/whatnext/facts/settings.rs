//! Settings on the command line: `--set os=mac`.

use std::fmt::Write as _;

use whatnext::facts::memory::WorkingMemory;
use whatnext::facts::read::set;
use whatnext::source::Sources;

use super::{program, rendered, show, snapshot};

/// What comes of these settings, one after the other.
fn settings(texts: &[&str]) -> Result<String, String> {
    let program = program();
    let rules = program.rules();
    let mut memory = WorkingMemory::new(rules);
    for text in texts {
        let mut sources = Sources::default();
        let file = sources.add("--set", text);
        let before = memory.clone();
        if let Err(errors) = set(rules, &mut memory, file, text) {
            assert_eq!(memory, before);
            return Err(rendered(&sources, &errors));
        }
    }
    Ok(show(rules, &memory))
}

#[test]
fn settings_set_facts() {
    for (text, expected) in [
        ("os=mac", "os = \"mac\"\n"),
        (
            "app.message=a = b: [c] # d",
            "app.message = \"a = b: [c] # d\"\n",
        ),
        ("app.message=\"a\" ", "app.message = \"\\\"a\\\" \"\n"),
        ("app.message=null", "app.message is unavailable\n"),
        ("app.message=", "app.message is unavailable\n"),
        ("app.version =1.10", "app.version = \"1.10\"\n"),
        ("ports=[443, 80]", "ports = [\"443\", \"80\"]\n"),
        ("ports=", "ports is unavailable\n"),
    ] {
        assert_eq!(settings(&[text]), Ok(expected.to_owned()), "{text}");
    }
}

#[test]
fn elements_can_be_set_once_their_list_is() {
    let facts = settings(&[
        "destinations=[{ name: a=b }]",
        "destinations[\"a=b\"].indicator=red_alert",
    ]);
    assert_eq!(
        facts.as_deref(),
        Ok(
            "destinations has 1\ndestinations[\"a=b\"].name = \"a=b\"\ndestinations[\"a=b\"].indicator = \"red_alert\"\n"
        )
    );
}

#[test]
fn the_last_setting_counts() {
    assert_eq!(
        settings(&["os=mac", "os=linux", "os="]).as_deref(),
        Ok("os is unavailable\n")
    );
}

#[test]
fn bad_settings() {
    let mut out = String::new();
    for text in [
        "os",
        "",
        "=mac",
        "oss=mac",
        "os=window",
        "app=a",
        "cpu.load=high",
        "destinations=Cloud",
        "destinations=[Cloud, Cloud]",
        "destinations=[Cloud",
        "destinations[\"Cloud\"].indicator=red_alert",
        "destinations[\"Cloud\"]=red_alert",
        "destinations.indicator=red_alert",
    ] {
        let errors = settings(&[text]).expect_err("the setting is wrong");
        _ = writeln!(out, "--set '{text}'\n\n{errors}");
    }
    snapshot("settings", &out);
}
