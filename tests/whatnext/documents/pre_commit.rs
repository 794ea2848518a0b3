//! The hooks that this repository has for pre-commit.

use serde::Deserialize;

use crate::binary::project;

/// A hook as this repository defines it.
#[derive(Deserialize)]
struct Hook {
    id: String,
    entry: String,
    language: String,
    pass_filenames: bool,
}

/// What a repository of rules says in `.pre-commit-config.yaml`.
#[derive(Deserialize)]
struct Configuration {
    repos: Vec<Repository>,
}

#[derive(Deserialize)]
struct Repository {
    hooks: Vec<Use>,
}

#[derive(Deserialize)]
struct Use {
    id: String,
    args: Vec<String>,
}

/// The commands that the hooks of a configuration run, with their arguments.
pub(super) fn commands(configuration: &str) -> Result<Vec<(String, Vec<String>)>, String> {
    let path = project().join(".pre-commit-hooks.yaml");
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let hooks: Vec<Hook> = serde_yaml::from_str(&text).map_err(|error| error.to_string())?;
    let configuration: Configuration =
        serde_yaml::from_str(configuration).map_err(|error| error.to_string())?;
    let uses = configuration.repos.into_iter().flat_map(|repo| repo.hooks);
    uses.map(|used| {
        let hook = hooks.iter().find(|hook| hook.id == used.id);
        let hook = hook.ok_or_else(|| format!("there is no hook `{}`", used.id))?;
        if hook.language != "rust" || hook.pass_filenames {
            return Err(format!("`{}` is not run as written", used.id));
        }
        Ok((hook.entry.clone(), used.args))
    })
    .collect()
}
