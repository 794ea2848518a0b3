//! Bash, which takes a line apart at `=` and `:` too: `--set os=mac` is four
//! words to it. So the script hands over the line, and we part it as the shell
//! will when it runs it.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_complete::engine;
use clap_complete::env::EnvCompleter;

/// Bash.
pub(super) struct Bash;

/// Without the names of variables and commands, which [`EnvCompleter`] supplies.
const SCRIPT: &str = r#"_whatnext_complete() {
    local IFS=$'\n'
    COMPREPLY=($(VARIABLE=bash COMPLETER -- "${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null))
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} != *[=/] ]]; then
        compopt +o nospace 2>/dev/null
    fi
}
complete -o nospace -o nosort -F _whatnext_complete BIN 2>/dev/null ||
    complete -o nospace -F _whatnext_complete BIN
"#;

impl EnvCompleter for Bash {
    fn name(&self) -> &'static str {
        "bash"
    }

    fn is(&self, name: &str) -> bool {
        name == self.name()
    }

    fn write_registration(
        &self,
        variable: &str,
        _name: &str,
        bin: &str,
        completer: &str,
        script: &mut dyn Write,
    ) -> io::Result<()> {
        let text = SCRIPT
            .replace("VARIABLE", variable)
            .replace("COMPLETER", completer)
            .replace("BIN", bin);
        script.write_all(text.as_bytes())
    }

    fn write_complete(
        &self,
        command: &mut Command,
        arguments: Vec<OsString>,
        folder: Option<&Path>,
        text: &mut dyn Write,
    ) -> io::Result<()> {
        let line = Line::of(&arguments);
        let words = line.words();
        let last = words.len().saturating_sub(1);
        let prefix = line.kept();
        for candidate in engine::complete(command, words, last, folder)? {
            let value = candidate.get_value().to_string_lossy();
            let replaced = value.strip_prefix(&prefix).unwrap_or(&value);
            writeln!(text, "{}", escaped(replaced))?;
        }
        Ok(())
    }
}

/// A line up to the cursor.
pub(super) struct Line {
    /// Its words, at least one. The last one is that at the cursor, maybe empty.
    words: Vec<String>,
    /// The part of the last word that bash replaces.
    replaced: String,
}

impl Line {
    /// The line that the script hands over, and what bash takes for the word at
    /// the cursor.
    pub(super) fn of(arguments: &[OsString]) -> Self {
        let text = |at: usize| {
            arguments
                .get(at)
                .map(|text| text.to_string_lossy().into_owned())
        };
        let replaced = text(1).unwrap_or_default();
        Line {
            words: parted(&text(0).unwrap_or_default()),
            // Behind a character at which it parts words, bash takes that for the
            // word.
            replaced: replaced.trim_matches(['=', ':']).to_owned(),
        }
    }

    /// The words as the program will get them.
    pub(super) fn words(&self) -> Vec<OsString> {
        self.words.iter().map(OsString::from).collect()
    }

    /// The part of the last word that bash keeps.
    fn kept(&self) -> String {
        let last = self.words.last().map_or("", String::as_str);
        let kept = last.strip_suffix(&self.replaced).unwrap_or("");
        let ends_as_a_word = kept.is_empty() || kept.ends_with(['=', ':']);
        if ends_as_a_word { kept } else { "" }.to_owned()
    }
}

/// The words of a line, without quotes. What follows the last blank is a word,
/// even if it is nothing.
fn parted(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    let mut is_word = false;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match (c, quote) {
            ('\\', None) => {
                is_word = true;
                word.extend(chars.next());
            }
            (c, Some(open)) if c == open => quote = None,
            ('"' | '\'', None) => {
                is_word = true;
                quote = Some(c);
            }
            (c, None) if c.is_whitespace() => {
                if is_word || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                is_word = false;
            }
            (c, _) => word.push(c),
        }
    }
    words.push(word);
    words
}

/// A candidate as it is typed.
fn escaped(value: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+=:@%,~".contains(c);
    let mut escaped = String::new();
    for c in value.chars() {
        if !is_plain(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::{Line, escaped, parted};

    #[test]
    fn a_line_is_parted_as_the_shell_does() {
        for (line, words) in [
            ("whatnext ", &["whatnext", ""][..]),
            ("whatnext run a  b", &["whatnext", "run", "a", "b"]),
            ("w --set os=m", &["w", "--set", "os=m"]),
            ("w 'my rules' \"a b", &["w", "my rules", "a b"]),
            (r"w my\ rules/", &["w", "my rules/"]),
            ("w '' x", &["w", "", "x"]),
        ] {
            assert_eq!(parted(line), words, "{line}");
        }
    }

    #[test]
    fn what_bash_keeps_of_the_word_is_not_told_again() {
        for (line, word, kept) in [
            ("w --set os=m", "m", "os="),
            ("w --set os=", "=", "os="),
            ("w --set os=", "", "os="),
            ("w --set o", "o", ""),
            ("w rules/cr", "rules/cr", ""),
            (r"w my\ ru", r"my\ ru", ""),
        ] {
            let line = Line::of(&[OsString::from(line), OsString::from(word)]);
            assert_eq!(line.kept(), kept, "{word}");
        }
    }

    #[test]
    fn candidates_are_typed_so_that_they_stay_one_word() {
        assert_eq!(escaped("my rules/"), r"my\ rules/");
        assert_eq!(escaped("os=windows"), "os=windows");
    }
}
