//! `whatnext run`

use serde::Serialize;

use super::arguments::{RunArguments, RunFormat};
use super::check::print;
use super::failure::Failure;
use super::given::Given;
use super::rules::program;
use super::shell::quoted;
use super::{Ending, files, instant, output};
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::problem::Problem;
use crate::diagnostic::render::Style;
use crate::engine::{Evaluator, Scope};
use crate::explain::{self, Decision, Next};
use crate::facts::case::Case;
use crate::program::Program;

/// Decides one case.
pub(super) fn run(arguments: &RunArguments) -> Result<Ending, Failure> {
    let given = Given {
        case: arguments.case.as_ref(),
        facts: &arguments.facts,
        set: &arguments.set,
    };
    let now = instant::now(arguments.now.as_deref())?;
    given.names_stdin_once(&arguments.paths)?;
    let paths = files::rules_files(&arguments.paths)?;
    let program = program(&paths)?;
    let mut case = given.read(&program)?;
    case.now = case.now.or(now);
    warn_of_unasked(&program, &case);
    let scope = scope(arguments, &program)?;
    let failed = |error: crate::engine::TooMuchWork| Failure::new(error.to_string());
    if arguments.all {
        let list = explain::decide_each_rule(&program, &case, &scope).map_err(failed)?;
        print(&match (arguments.format, arguments.quiet) {
            (RunFormat::Json, _) => to_json(&list)?,
            (RunFormat::Text, true) => explain::render_list_quiet(&list),
            (RunFormat::Text, false) => explain::render_list(&list, true, setting),
        })?;
        let is_positive = |decision: &Decision| ending(&decision.next) == Ending::Fine;
        let fine = !list.decisions.is_empty() && list.decisions.iter().all(is_positive);
        return Ok(if fine { Ending::Fine } else { Ending::Negative });
    }
    let decision = explain::decide(&program, &case, &scope)
        .map_err(failed)?
        .decision;
    print(&match (arguments.format, arguments.quiet) {
        (RunFormat::Json, _) => to_json(&decision)?,
        (RunFormat::Text, true) => explain::render_quiet(&decision),
        (RunFormat::Text, false) => explain::render_for_shell(&decision, true, setting),
    })?;
    Ok(ending(&decision.next))
}

/// A value that is given counts, even where it would not be asked for; but
/// somebody should look at it.
fn warn_of_unasked(program: &Program, case: &Case) {
    let mut evaluator = Evaluator::new(program.rules(), program.graph(), case);
    for path in evaluator.given_but_not_asked() {
        let fact = &program.rules().facts[path.fact];
        let message = format!(
            "`{}` is given, although it would not be asked for",
            path.show(program.rules())
        );
        let problem = Problem::warning(message, fact.name_span)
            .label("its `when` does not hold")
            .help("the value counts; if that is wrong, leave it out");
        let problems = crate::diagnostic::render::render_problems(
            program.sources(),
            &[problem],
            Style::Coloured,
        );
        output::to_stderr(&problems);
    }
}

/// A setting for a shell. The value that somebody writes in place of a stand-in may
/// have blanks, so that it has to stand in quotes.
fn setting(setting: &str) -> String {
    let word = quoted(setting);
    if word == setting && setting.ends_with("=VALUE") {
        format!("'{setting}'")
    } else {
        word
    }
}

fn scope(arguments: &RunArguments, program: &Program) -> Result<Scope, Failure> {
    let Some(name) = &arguments.symptom else {
        return Ok(Scope::everything(program.graph()));
    };
    let rules = program.rules();
    if let Some((id, _)) = rules.symptoms().find(|(_, symptom)| symptom.name == *name) {
        return Ok(Scope::of_symptom(program.graph(), id));
    }
    let names: Vec<&str> = rules
        .symptoms()
        .map(|(_, symptom)| symptom.name.as_str())
        .collect();
    let failure = Failure::new(format!("there is no symptom `{name}`"));
    Err(match nearest(name, names.iter().copied()) {
        Some(nearest) => failure.help(format!("did you mean `{nearest}`?")),
        None if names.is_empty() => failure.help("these rules have no symptoms"),
        None => failure.help(format!("the symptoms are: {}", names.join(", "))),
    })
}

fn to_json(value: &impl Serialize) -> Result<String, Failure> {
    match serde_json::to_string_pretty(value) {
        Ok(json) => Ok(json + "\n"),
        Err(error) => Err(Failure::new(format!(
            "cannot write the decision as JSON: {error}"
        ))),
    }
}

/// A decision that says what to do, or that nothing is to be done, is a positive
/// result.
fn ending(next: &Next) -> Ending {
    match next {
        Next::Do(_)
        | Next::Conclude { .. }
        | Next::Refer { .. }
        | Next::Escalate(_)
        | Next::Resolved { .. } => Ending::Fine,
        Next::Ask { .. } | Next::NoSymptom | Next::Exhausted { .. } | Next::Undetermined => {
            Ending::Negative
        }
    }
}
