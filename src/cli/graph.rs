//! `whatnext graph`

use super::arguments::{GraphArguments, GraphFormat};
use super::failure::Failure;
use super::given::Given;
use super::product::{self, Kind};
use super::rules::{Wording, compile_paths, valid};
use super::{Ending, files};
use crate::draw::{self, Selection, UnknownName, svg};

/// Draws the decision graph.
pub(super) fn graph(arguments: &GraphArguments) -> Result<Ending, Failure> {
    let given = Given {
        case: arguments.case.as_ref(),
        facts: &arguments.facts,
        set: &arguments.set,
    };
    given.names_stdin_once(&arguments.paths)?;
    let paths = files::rules_files(&arguments.paths)?;
    let wording = Wording {
        rules: "the rules",
        place: "these files",
        done: "drawn",
    };
    let program = valid(compile_paths(&paths)?, &wording)?;
    let selection = Selection {
        rules: arguments.rule.clone(),
        symptoms: arguments.symptom.clone(),
        around: arguments.around.clone(),
        distance: arguments.distance,
    };
    let mut picture = selection.cut(&program).map_err(unknown)?;
    if given.is_something() {
        let case = given.read(&program)?;
        picture
            .mark(&program, &case)
            .map_err(|error| Failure::new(error.to_string()))?;
    }
    let (text, mark) = match format(arguments)? {
        GraphFormat::Svg => (
            draw::svg(&picture).map_err(too_large)?,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"whatnext\"",
        ),
        GraphFormat::Mermaid => (draw::mermaid(&picture), "---\ntitle: \""),
        GraphFormat::Dot => (draw::dot(&picture), "digraph rules {"),
    };
    let name = "picture of that format";
    product::write(arguments.output.as_deref(), &Kind { name, mark }, &text)?;
    Ok(Ending::Fine)
}

/// The format that is asked for, or that the name of the file says.
fn format(arguments: &GraphArguments) -> Result<GraphFormat, Failure> {
    if let Some(format) = arguments.format {
        return Ok(format);
    }
    let file = arguments.output.as_deref();
    match product::ending(file).as_deref() {
        None | Some("svg") => Ok(GraphFormat::Svg),
        Some("dot" | "gv") => Ok(GraphFormat::Dot),
        Some("mmd" | "mermaid") => Ok(GraphFormat::Mermaid),
        Some(other) => Err(product::unknown_ending(
            other,
            "`.svg`, `.dot` or `.mmd`",
            "`--format svg`",
        )),
    }
}

fn unknown(error: UnknownName) -> Failure {
    let UnknownName {
        wanted,
        name,
        nearest,
    } = error;
    let failure = Failure::new(match wanted {
        Some(wanted) => format!("there is no {wanted} `{name}`"),
        None => format!("nothing that is drawn is called `{name}`"),
    });
    match nearest {
        Some(nearest) => failure.help(format!("did you mean `{nearest}`?")),
        None => failure.help("name it as the rules do: `app.message`, not its title"),
    }
}

fn too_large(error: svg::TooLarge) -> Failure {
    let failure = Failure::new(format!(
        "the picture would have {} cards, and nobody can read more than {}",
        error.cards,
        svg::MOST_CARDS
    ));
    failure.help(
        "draw a part with `--rule NAME`, `--symptom NAME` or `--around NAME`, or write all of it \
         with `--format dot` or `--format mermaid`",
    )
}
