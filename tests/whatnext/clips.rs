//! `rules/car` and CLIPS's example `auto.clp`: the same conclusion on each of its
//! 15 ways, and no more questions. `tests/clips/README.md` says how CLIPS is
//! driven, `tests/clips/paths.txt` which ways there are.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use whatnext::{Inputs, MemorySource, Next, Program, compile, decide};

use crate::process;

/// The example as Debian's package `clips-common` has it.
const EXAMPLE: &str = "/usr/share/doc/clips-common/examples/auto.clp.gz";

/// How many questions CLIPS asks on all ways together.
const QUESTIONS_OF_CLIPS: usize = 67;

/// What `paths.txt` says.
struct Paths {
    /// The words with which CLIPS asks for our facts, by fact.
    questions: HashMap<String, String>,
    ways: Vec<Way>,
}

/// One way through the questions.
struct Way {
    /// The facts that CLIPS asks for, with the answers, in order.
    answers: Vec<(String, String)>,
    /// Its suggestion.
    suggestion: String,
}

#[test]
fn the_car_base_concludes_like_the_kept_ways_of_clips_with_no_more_questions() {
    let ways = paths().ways;
    assert_eq!(ways.len(), 15);
    assert_eq!(
        ways.iter().map(|way| way.answers.len()).sum::<usize>(),
        QUESTIONS_OF_CLIPS
    );
    let program = car();
    let mut questions = 0;
    for way in &ways {
        let (asked, conclusion) = consult(&program, way);
        assert_eq!(conclusion, way.suggestion, "after {asked:?}");
        questions += asked.len();
    }
    println!("questions: {questions} of ours, {QUESTIONS_OF_CLIPS} of CLIPS");
    assert!(
        questions <= QUESTIONS_OF_CLIPS,
        "we ask {questions} questions"
    );
}

#[test]
fn the_car_base_concludes_like_clips_itself_with_no_more_questions() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("clips");
    if let Err(missing) = prepare(&folder) {
        println!("skipped: {missing}");
        return;
    }
    let Paths { questions, ways } = paths();
    let program = car();
    let (mut ours, mut theirs) = (0, 0);
    for way in &ways {
        let (clips_asked, suggestion) = ask_clips(&folder, way);
        let expected: Vec<&String> = way
            .answers
            .iter()
            .map(|(fact, _)| &questions[fact])
            .collect();
        assert_eq!(
            clips_asked.iter().collect::<Vec<_>>(),
            expected,
            "CLIPS asks other questions than paths.txt says"
        );
        let (asked, conclusion) = consult(&program, way);
        assert_eq!(conclusion, suggestion, "after {asked:?}");
        ours += asked.len();
        theirs += clips_asked.len();
    }
    println!("questions: {ours} of ours, {theirs} of CLIPS");
    assert!(ours <= theirs, "we ask {ours} questions, CLIPS {theirs}");
}

fn paths() -> Paths {
    let text = fs::read_to_string(repository().join("tests/clips/paths.txt"))
        .expect("the kept ways are there");
    let mut paths = Paths {
        questions: HashMap::new(),
        ways: Vec::new(),
    };
    for line in text.lines() {
        if let Some(question) = line.strip_prefix("question ") {
            let (fact, words) = question.split_once(": ").expect("`question FACT: WORDS`");
            paths.questions.insert(fact.to_owned(), words.to_owned());
        } else if let Some(way) = line.strip_prefix("path ") {
            let (answers, suggestion) = way
                .split_once(" => ")
                .expect("`path ANSWERS => SUGGESTION`");
            let answer = |answer: &str| {
                let (fact, value) = answer.split_once(' ').expect("`FACT ANSWER`");
                (fact.to_owned(), value.to_owned())
            };
            let answers = answers.split(", ").map(answer).collect();
            paths.ways.push(Way {
                answers,
                suggestion: suggestion.to_owned(),
            });
        }
    }
    paths
}

// --- ours

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn car() -> Program {
    let folder = repository().join("rules/car");
    let rules = fs::read_dir(folder)
        .expect("the rules are there")
        .map(|entry| entry.expect("a file").path());
    let rules = rules.filter(|path| {
        path.extension()
            .is_some_and(|extension| extension == "rules")
    });
    let files: MemorySource = rules
        .map(|path| {
            (
                path.to_string_lossy().into_owned(),
                fs::read_to_string(&path).expect("the rules can be read"),
            )
        })
        .collect();
    let compiled = compile(&files.paths(), &files);
    compiled
        .program
        .unwrap_or_else(|| panic!("rules/car has mistakes: {:?}", compiled.diagnostics))
}

/// The facts that our rules ask for, beginning with nothing known and answered
/// as on this way, and their conclusion.
fn consult(program: &Program, way: &Way) -> (Vec<String>, String) {
    let mut asked: Vec<String> = Vec::new();
    let inputs = Inputs::new(program);
    let mut case = program.new_case();
    loop {
        match decide(program, &case)
            .expect("the decision is a small one")
            .next
        {
            Next::Ask { fact, .. } => {
                let answer = way.answers.iter().find(|(about, _)| *about == fact);
                let (_, answer) = answer.unwrap_or_else(|| {
                    panic!("CLIPS does not ask for {fact}, we do after {asked:?}")
                });
                inputs
                    .setting(&mut case, &format!("{fact}={answer}"))
                    .unwrap_or_else(|problems| panic!("{problems}"));
                asked.push(fact);
            }
            Next::Conclude { title, .. } => return (asked, title),
            other => panic!("no conclusion after {asked:?}: {other:?}"),
        }
    }
}

// --- theirs

/// Puts the example where CLIPS finds it; if that cannot be, what is missing.
fn prepare(folder: &Path) -> Result<(), String> {
    let programs = std::env::var_os("PATH").unwrap_or_default();
    if !std::env::split_paths(&programs).any(|folder| folder.join("clips").is_file()) {
        return Err("CLIPS is not installed".to_owned());
    }
    let example = Command::new("gzip").args(["-dc", EXAMPLE]).output();
    let example = example.ok().filter(|output| output.status.success());
    let example = example
        .ok_or_else(|| format!("CLIPS's examples are not installed, {EXAMPLE} is missing"))?;
    fs::create_dir_all(folder).expect("a folder for CLIPS");
    fs::write(folder.join("auto.clp"), example.stdout).expect("the example can be written");
    fs::write(
        folder.join("run.bat"),
        "(load* \"auto.clp\")\n(reset)\n(run)\n(exit)\n",
    )
    .expect("the commands too");
    Ok(())
}

/// The questions that CLIPS asks when it is answered as on this way, and its
/// suggestion.
fn ask_clips(folder: &Path, way: &Way) -> (Vec<String>, String) {
    let answers: Vec<&str> = way.answers.iter().map(|(_, answer)| &**answer).collect();
    let answers = answers.join("\n") + "\n";
    let mut clips = Command::new("clips");
    clips.args(["-f2", "run.bat"]).current_dir(folder);
    // At the end of its input CLIPS would repeat its question for ever.
    let ended = process::run(
        &mut clips,
        answers.as_bytes(),
        8 << 10,
        Duration::from_secs(20),
    );
    assert!(
        !ended.ran_too_long,
        "CLIPS wants other answers than {:?}:\n{}",
        way.answers, ended.stdout
    );

    let (questions, suggestion) = ended
        .stdout
        .split_once("Suggested Repair:")
        .unwrap_or_else(|| panic!("no suggestion:\n{}", ended.stdout));
    let questions = questions
        .split_once("Expert System")
        .expect("the title comes first")
        .1;
    let questions = questions
        .split_inclusive(")?")
        .map(str::trim)
        .filter(|question| !question.is_empty());
    (
        questions.map(str::to_owned).collect(),
        suggestion.trim().to_owned(),
    )
}
