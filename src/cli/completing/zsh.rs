//! Zsh, with a script of our own: a fact is followed by `=` and its value, so no
//! blank may be typed behind it.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_complete::env::{self, EnvCompleter};

/// Zsh.
pub(super) struct Zsh;

/// Without the names of variables and commands, which [`EnvCompleter`] supplies.
/// It can be sourced, and can lie as `_whatnext` where zsh looks for functions.
const SCRIPT: &str = r#"#compdef BIN
_whatnext_complete() {
    local -a found folders unfinished whole
    local line value
    found=("${(@f)$(_CLAP_IFS=$'\n' _CLAP_COMPLETE_INDEX=$((CURRENT - 1)) VARIABLE=zsh \
        COMPLETER -- "${words[@]}" 2>/dev/null)}")
    for line in $found; do
        value="${line%%:*}"
        case "$value" in
            */) folders+=("${value%/}${line#$value}") ;;
            *=) unfinished+=("$line") ;;
            *) whole+=("$line") ;;
        esac
    done
    (( $#folders )) && _describe -V 'values' folders -S '/' -r '/'
    (( $#unfinished )) && _describe -V 'values' unfinished -S ''
    (( $#whole )) && _describe -V 'values' whole
}
if [[ "${funcstack[1]}" == _whatnext ]]; then
    _whatnext_complete "$@"
else
    compdef _whatnext_complete BIN
fi
"#;

impl EnvCompleter for Zsh {
    fn name(&self) -> &'static str {
        env::Zsh.name()
    }

    fn is(&self, name: &str) -> bool {
        env::Zsh.is(name)
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
        env::Zsh.write_complete(command, arguments, folder, text)
    }
}
