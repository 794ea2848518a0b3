//! `rules/car` and CLIPS's example `auto.clp`: the same conclusion on each of its
//! 15 ways and on each walk of the base, and no more questions.
//! `tests/clips/README.md` says how CLIPS is driven, `tests/clips/paths.txt` which
//! ways there are.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use whatnext::facts::memory::{Datum, FactPath, State};
use whatnext::facts::read::CaseFile;
use whatnext::model::RuleBase;
use whatnext::model::fact::Type;
use whatnext::suite::walk::play;
use whatnext::{Inputs, Next, Program, decide};

use crate::binary::{cases_of, project};
use crate::process;
use crate::shipped::{program, read};

/// The rule base that is compared.
const CAR: &str = "rules/car";

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
        let answers: Vec<&str> = way.answers.iter().map(|(_, answer)| &**answer).collect();
        let clips = ask_clips(&folder, &answers);
        let expected: Vec<&String> = way
            .answers
            .iter()
            .map(|(fact, _)| &questions[fact])
            .collect();
        assert_eq!(
            clips.questions.iter().collect::<Vec<_>>(),
            expected,
            "CLIPS asks other questions than paths.txt says"
        );
        let (asked, conclusion) = consult(&program, way);
        assert_eq!(Some(conclusion), clips.suggestion, "after {asked:?}");
        ours += asked.len();
        theirs += clips.questions.len();
    }
    println!("questions: {ours} of ours, {theirs} of CLIPS");
    assert!(ours <= theirs, "we ask {ours} questions, CLIPS {theirs}");
}

#[test]
fn each_walk_through_the_car_concludes_like_clips_itself_with_no_more_questions() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("clips-walks");
    if let Err(missing) = prepare(&folder) {
        println!("skipped: {missing}");
        return;
    }
    let questions = paths().questions;
    let program = car();
    let (mut walks, mut unfinished, mut ours, mut theirs) = (0, 0, 0, 0);
    for path in cases_of(CAR) {
        let file = Inputs::new(&program).case(&path, &read(&path));
        let file = file.unwrap_or_else(|problems| panic!("{problems}"));
        if file.script.is_none() {
            continue;
        }
        let (asked, conclusion) = walk(&program, &file);
        let (clips_asked, suggestion) = clips_walk(&folder, &questions, program.rules(), &file);
        if suggestion.is_some() {
            assert_eq!(conclusion, suggestion, "{path}");
        } else {
            // CLIPS waits for an answer, where we go on without it.
            assert_eq!(asked, clips_asked, "{path}");
            unfinished += 1;
        }
        assert!(
            asked.len() <= clips_asked.len(),
            "{path}: we ask for {asked:?}, CLIPS for {clips_asked:?}"
        );
        walks += 1;
        ours += asked.len();
        theirs += clips_asked.len();
    }
    println!(
        "{walks} walks, {unfinished} of which CLIPS cannot finish; questions: {ours} of ours, {theirs} of CLIPS"
    );
    assert!(walks - unfinished >= 15, "only {walks} walks");
}

#[test]
fn each_way_through_the_questions_of_clips_is_a_walk() {
    let program = car();
    let walks: HashSet<Vec<(String, String)>> = cases_of(CAR)
        .iter()
        .filter_map(|path| {
            let file = Inputs::new(&program).case(path, &read(path));
            let file = file.unwrap_or_else(|problems| panic!("{problems}"));
            let facts = file.script.as_ref()?.answers.facts.keys();
            let rules = program.rules();
            let facts: Vec<String> = facts.map(|fact| fact.show(rules)).collect();
            let answers = facts
                .into_iter()
                .filter_map(|fact| Some((fact.clone(), told(rules, &file, &fact)?)));
            Some(answers.collect())
        })
        .collect();
    for way in paths().ways {
        // A script has its answers in the order in which the rules have the facts.
        let mut answers = way.answers.clone();
        answers
            .sort_by_key(|(fact, _)| program.rules().facts.values().position(|f| f.path == *fact));
        assert!(walks.contains(&answers), "no walk has {answers:?}");
    }
}

fn paths() -> Paths {
    let text = fs::read_to_string(project().join("tests/clips/paths.txt"))
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

fn car() -> Program {
    program(CAR)
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

/// The facts that a walk asks for, and its conclusion, if it comes to one.
fn walk(program: &Program, file: &CaseFile) -> (Vec<String>, Option<String>) {
    let transcript = play(program, file, None).expect("the walk is a short one");
    let (mut asked, mut conclusion) = (Vec::new(), None);
    for turn in transcript.turns {
        match turn.decision.next {
            Next::Ask { fact, .. } => asked.push(fact),
            Next::Conclude { title, .. } => conclusion = Some(title),
            other => panic!("CLIPS has nothing like {other:?}"),
        }
    }
    (asked, conclusion)
}

/// What a walk knows of a fact, given at once or in its answers, as an answer to
/// CLIPS.
fn told(rules: &RuleBase, file: &CaseFile, fact: &str) -> Option<String> {
    let (id, declared) = rules.facts.iter().find(|(_, f)| f.path == fact)?;
    let path = FactPath::top_level(id);
    let script = file.script.as_ref()?;
    let states = [
        file.case.facts.get(rules, &path),
        script.answers.facts.get(&path),
    ];
    states
        .into_iter()
        .flatten()
        .find_map(|state| match (state, &declared.ty) {
            (State::Known(Datum::Plain(value)), Type::Plain(ty)) => Some(ty.write(value)),
            _ => None,
        })
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

/// What CLIPS said.
struct Clips {
    /// Its questions; the last one is not answered where there is no suggestion.
    questions: Vec<String>,
    suggestion: Option<String>,
}

/// What CLIPS says when its questions are answered so, in this order.
fn ask_clips(folder: &Path, answers: &[&str]) -> Clips {
    let mut clips = Command::new("clips");
    clips.args(["-f2", "run.bat"]).current_dir(folder);
    // At the end of its input CLIPS repeats its question for ever.
    let ended = process::run(
        &mut clips,
        (answers.join("\n") + "\n").as_bytes(),
        8 << 10,
        Duration::from_secs(20),
    );
    let (_, said) = ended
        .stdout
        .split_once("Expert System")
        .expect("the title comes first");
    let (questions, suggestion) = match said.split_once("Suggested Repair:") {
        Some((questions, suggestion)) => (questions, Some(suggestion.trim().to_owned())),
        None => (said, None),
    };
    let questions = questions
        .split_inclusive(")?")
        .map(str::trim)
        .filter(|question| !question.is_empty())
        .take(answers.len() + 1);
    Clips {
        questions: questions.map(str::to_owned).collect(),
        suggestion,
    }
}

/// The facts that CLIPS asks for when it is told what the walk knows, and its
/// suggestion; none where it asks for something that the walk does not know.
fn clips_walk(
    folder: &Path,
    questions: &HashMap<String, String>,
    rules: &RuleBase,
    file: &CaseFile,
) -> (Vec<String>, Option<String>) {
    let mut answers: Vec<String> = Vec::new();
    let mut asked: Vec<String> = Vec::new();
    loop {
        let given: Vec<&str> = answers.iter().map(String::as_str).collect();
        let clips = ask_clips(folder, &given);
        if clips.suggestion.is_some() {
            return (asked, clips.suggestion);
        }
        let question = clips.questions.last().expect("CLIPS asks or concludes");
        let mut facts = questions.iter();
        let (fact, _) = facts
            .find(|(_, words)| *words == question)
            .unwrap_or_else(|| panic!("paths.txt does not have `{question}`"));
        assert!(
            !asked.contains(fact),
            "CLIPS does not take the answer to `{question}`"
        );
        asked.push(fact.clone());
        match told(rules, file, fact) {
            Some(answer) => answers.push(answer),
            None => return (asked, None),
        }
    }
}
