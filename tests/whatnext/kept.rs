//! Compiled rule bases: kept files in place of rules.

mod command;
mod damage;

use whatnext::kept::{Kept, keep};
use whatnext::load::{Loaded, load};
use whatnext::syntax::{MAX_NESTING, parse};
use whatnext::{Inputs, MemorySource, Program, ReadSource, compile};

use crate::binary::{cases_of, rule_bases};
use crate::reference::{Random, rule_base};
use crate::shipped;

/// The files of a shipped rule base, at their paths in the project.
fn shipped_files(base: &str) -> MemorySource {
    let files = shipped::files(base).into_iter();
    files
        .map(|(name, text)| (format!("{base}/{name}"), text))
        .collect()
}

/// The files as they are loaded, and the kept file that they make.
fn kept(files: &MemorySource) -> (Loaded, Kept) {
    let loaded = load(&files.paths(), files);
    let kept = Kept::open(keep(&files.paths(), &loaded)).expect("it was written just now");
    (loaded, kept)
}

/// The bytes of the kept file of one text.
fn bytes_of(text: &str) -> Vec<u8> {
    let files = MemorySource::default().with("a.rules", text);
    keep(&files.paths(), &load(&files.paths(), &files))
}

fn program(paths: &[String], source: &dyn ReadSource) -> Program {
    compile(paths, source)
        .program
        .expect("the rules have no mistakes")
}

/// What is loaded from a kept file is what was loaded from the texts.
fn assert_same(files: &MemorySource) {
    let (loaded, kept) = kept(files);
    let again = load(kept.paths(), &kept);
    assert_eq!(kept.is_whole(), Ok(()));
    assert_eq!(again.files.len(), loaded.files.len());
    for (was, is) in loaded.files.iter().zip(&again.files) {
        assert_eq!(is.tree, was.tree);
        assert_eq!(is.imports, was.imports);
        let name = |loaded: &Loaded| loaded.sources.file(was.tree.id).name().to_owned();
        assert_eq!(name(&again), name(&loaded));
    }
}

#[test]
fn the_trees_of_the_shipped_rules_are_kept() {
    for base in rule_bases() {
        assert_same(&shipped_files(&base));
    }
}

#[test]
fn the_trees_of_random_rules_are_kept() {
    for stream in 0..300 {
        let text = rule_base(&mut Random::new(31, stream));
        assert_same(&MemorySource::default().with("random.rules", text));
    }
}

#[test]
fn words_that_are_not_as_they_stand_are_kept() {
    let text = "fact größe: number unit \"%\" -10..10\n\
                fact liste: list of text\n\
                rule r { when größe < - 5 % or größe > - (größe) or any x in liste has x matches /a\\/b/\n\
                conclude \"he said \"\"no\"\"\" }\n";
    assert!(parse_fine(text), "the rules have a mistake");
    assert_same(&MemorySource::default().with("a.rules", text));
}

fn parse_fine(text: &str) -> bool {
    let file = whatnext::source::Sources::default().add("a.rules", text);
    parse(file, text).diagnostics.is_empty()
}

/// Brackets, each of which holds as much as one can: a connective and a comparison.
#[test]
fn the_deepest_trees_are_kept() {
    let deepest = || {
        let brackets = (1..=MAX_NESTING).rev().map(nested);
        let mut brackets = brackets.filter(|text| parse_fine(text));
        let brackets = brackets.next().expect("some nesting is allowed");
        let nots = "not ".repeat(MAX_NESTING);
        let nots = format!("fact f: yes/no\nrule r {{ when {nots}f conclude \"c\" }}\n");
        assert!(parse_fine(&nots));
        for text in [brackets, nots] {
            assert_same(&MemorySource::default().with("deep.rules", text));
        }
    };
    // Without optimisation, the tests' own stacks are too small for such trees.
    let thread = std::thread::Builder::new().stack_size(64 << 20);
    let result = thread.spawn(deepest).expect("a thread").join();
    assert!(result.is_ok());
}

fn nested(levels: usize) -> String {
    let open = "(f and yes is ".repeat(levels);
    let close = ")".repeat(levels);
    format!("fact f: yes/no\nrule r {{ when {open}yes{close} conclude \"c\" }}\n")
}

#[test]
fn a_program_from_a_kept_file_decides_and_explains_the_same() {
    let mut decided = 0;
    for base in rule_bases() {
        let files = shipped_files(&base);
        let (_, kept) = kept(&files);
        let from_text = program(&files.paths(), &files);
        let from_file = program(kept.paths(), &kept);
        for path in cases_of(&base) {
            let text = shipped::read(&path);
            let decision = |program: &Program| {
                let file = Inputs::new(program)
                    .case(&path, &text)
                    .expect("a right case");
                let decision = whatnext::decide(program, &file.case).expect("a small decision");
                serde_json::to_string(&decision).expect("it can be written")
            };
            assert_eq!(decision(&from_file), decision(&from_text), "{path}");
            decided += 1;
        }
    }
    assert!(decided > 50, "only {decided} cases were found");
}

#[test]
fn warnings_stand_at_the_same_places() {
    let files = MemorySource::default().with(
        "a.rules",
        "fact a: number 0..10\nrule r { when a < 20 conclude \"{{a}\" }\nrule s { when a > 5 try t }\naction t { step \"do\" rechecks a, a }\n",
    );
    let (_, kept) = kept(&files);
    let from_text = compile(&files.paths(), &files).diagnostics;
    let from_file = compile(kept.paths(), &kept).diagnostics;
    assert!(!from_text.is_empty());
    assert_eq!(format!("{from_file:?}"), format!("{from_text:?}"));
}
