//! The invariants of ARCHITECTURE.md that can be read off the source.

use std::fs;
use std::path::{Path, PathBuf};

/// The stages, each of which imports only those before it.
const STAGES: [&str; 24] = [
    "source",
    "diagnostic",
    "syntax",
    "format",
    "load",
    "kept",
    "model",
    "check",
    "graph",
    "facts",
    "program",
    "inputs",
    "engine",
    "access",
    "explain",
    "suite",
    "compare",
    "fleet",
    "reason",
    "analysis",
    "draw",
    "runbook",
    "editing",
    "cli",
];

/// Crates, and the only place that may name them.
const HIDDEN: [(&str, &str); 24] = [
    ("pest", "syntax/parser"),
    // The errors of the crate that reads JSONPath are those of pest.
    ("pest", "model/json_path/parse"),
    ("jsonpath_rust", "model/json_path/parse"),
    ("pest_derive", "syntax/parser"),
    ("petgraph", "graph"),
    ("serde_yaml", "facts/document"),
    ("annotate_snippets", "diagnostic"),
    ("clap", "cli"),
    ("anstream", "cli"),
    ("indicatif", "cli/progress"),
    ("console", "cli"),
    ("tempfile", "cli"),
    ("regex", "model/expression"),
    ("batsat", "reason/solver"),
    ("clap_complete", "cli"),
    ("lsp_server", "cli/lsp"),
    ("gen_lsp_types", "cli/lsp"),
    ("crossbeam_channel", "cli/batch/pipeline"),
    ("csv", "cli/batch"),
    ("ctrlc", "cli/batch/stop"),
    ("flate2", "cli/records/stream"),
    ("glob", "cli/batch/inputs"),
    ("parquet", "cli/batch"),
    ("zstd", "cli/records/stream"),
];

fn source_files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path
                    .strip_prefix(&root)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/");
                files.push((name, code_of(&fs::read_to_string(&path).unwrap())));
            }
        }
    }
    files.sort();
    assert!(files.len() > 50, "the sources were not found");
    files
}

/// The text without comments.
fn code_of(text: &str) -> String {
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn stage_of(file: &str) -> Option<usize> {
    let first = file.split(['/', '.']).next().unwrap();
    STAGES.iter().position(|stage| *stage == first)
}

#[test]
fn no_stage_imports_one_to_its_right() {
    let mut faults = Vec::new();
    for (file, code) in source_files() {
        let Some(own) = stage_of(&file) else { continue };
        for (at, stage) in STAGES.iter().enumerate().skip(own + 1) {
            if code.contains(&format!("crate::{stage}::"))
                || code.contains(&format!("crate::{stage};"))
            {
                faults.push(format!(
                    "{file} (stage {own}) imports `{stage}` (stage {at})"
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_source_file_belongs_to_a_stage() {
    let strays: Vec<String> = source_files()
        .into_iter()
        .map(|(file, _)| file)
        .filter(|file| stage_of(file).is_none() && !["lib.rs", "main.rs"].contains(&file.as_str()))
        .collect();
    assert!(strays.is_empty(), "{strays:?}");
}

#[test]
fn a_hidden_crate_is_named_in_one_place_only() {
    let mut faults = Vec::new();
    for (file, code) in source_files() {
        for (name, _) in HIDDEN {
            let used = code.contains(&format!("{name}::")) && !code.contains(&format!("_{name}::"));
            let mut places = HIDDEN.iter().filter(|(hidden, _)| *hidden == name);
            if used && !places.any(|(_, place)| file.starts_with(place)) {
                faults.push(format!("{file} names `{name}`"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn only_the_command_line_reads_files_and_prints() {
    let mut faults = Vec::new();
    for (file, code) in source_files() {
        for forbidden in [
            "std::fs",
            "std::io",
            "println!",
            "eprintln!",
            "std::env",
            "dbg!",
            "std::process",
        ] {
            let exempt = file.starts_with("cli/") || file == "main.rs";
            if code.contains(forbidden) && !exempt {
                faults.push(format!("{file} has `{forbidden}`"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
